"""A figure of the brief's own as a template sees it: the chart of its numbers, or the picture of its file."""

from __future__ import annotations

import base64
import dataclasses

from briefgen.model.figures import Figure
from briefgen.model.vocabulary import ChartKind
from briefgen.render.bars import Bars, bars
from briefgen.render.lines import Lines, lines
from briefgen.render.numbers import Numbers, Table
from briefgen.render.words import Words


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it draws (`bars` or `lines`), and the same as a table and in words (`said`)."""

    kind: ChartKind
    said: str
    table: Table
    bars: Bars | None
    lines: Lines | None


def chart_of(figure: Figure, words: Words) -> Chart | None:
    """The chart of a figure's numbers; None for a picture, and where there is no number to draw."""
    if figure.kind is None or not figure.places:
        return None
    numbers = Numbers(figure, words)
    is_line = figure.kind is ChartKind.LINE
    drawn_bars, drawn_lines = (None, lines(numbers)) if is_line else (bars(numbers), None)
    return Chart(figure.kind, numbers.said(), numbers.table(), drawn_bars, drawn_lines)


def picture_uri(figure: Figure) -> str:
    """The picture of a figure as a data: URI; empty where there is none that can be used."""
    if figure.picture is None or not figure.picture.content:
        return ""
    return f"data:{figure.picture.media_type};base64,{base64.b64encode(figure.picture.content).decode('ascii')}"
