"""The numbers of a chart in the words of a page: each at its place, on one scale, as a table, and told in a sentence.

A place along the line of a row has two names: `at`, per cent from where the page's lines begin, for words, which are HTML and
mirror by themselves on a page from right to left; and `x`, per cent from the left, for what is drawn, which is mirrored here.
Heights are in CSS pixels.
"""

from __future__ import annotations

import dataclasses

from briefgen.model.figures import UNKNOWN_LEVEL, Figure, Measure
from briefgen.model.vocabulary import ChartKind
from briefgen.render.scales import Scale, scale
from briefgen.render.words import Words

TONES = 3
"""How many tones there are; the names beside the rows, and the forms of the marks, tell them apart in grey."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A round number of a scale."""

    at: float
    x: float
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """The numbers as a table: a row for each place. `dated`: the places are dates."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    dated: bool


class Numbers:
    """The numbers of one chart in the words of a page."""

    def __init__(self, figure: Figure, words: Words) -> None:
        self.figure, self.words = figure, words
        self.kind = figure.kind or ChartKind.BAR
        self.places = figure.places
        self.days = figure.days

    def place(self, name: str) -> str:
        """A place as it is printed: a date in the language of the page."""
        day = self.days.get(name)
        return self.words.when(day) if day else self.words.isolate(name)

    def measure(self, row: str, place: str) -> Measure:
        """What a row has for a place; unknown where it has nothing."""
        return self.figure.rows[row].get(place) or Measure(value=UNKNOWN_LEVEL)

    def told(self, measure: Measure) -> str:
        """A number, or both ends of a range."""
        parts = [self.words.language.level(level) for level in measure.levels]
        if all(level.number is None for level in measure.levels):
            parts = parts[:1]
        return self.words.isolate(" – ".join(parts))

    def scale(self) -> Scale:
        """The scale that all rows share."""
        levels = (level for row in self.figure.rows.values() for measure in row.values() for level in measure.levels)
        numbers = [level.number for level in levels if level.number is not None]
        return scale(numbers, from_zero=self.kind is ChartKind.BAR)

    def tick(self, part: float, text: str) -> Tick:
        """A tick at a part of the row."""
        return Tick(round(part, 2), self.x(part), text)

    def x(self, at: float) -> float:
        """A place counted from the left."""
        return round(at if self.words.direction == "ltr" else 100 - at, 2)

    def table(self) -> Table:
        """The numbers as a table. The column of a single row is headed by the unit."""
        alone = self.words.capital(self.figure.unit or self.words.label("field.value"))
        columns = [self.words.isolate(name or alone) for name in self.figure.rows]
        rows = [
            (self.place(place), tuple(self.told(self.measure(row, place)) for row in self.figure.rows))
            for place in self.places
        ]
        return Table(tuple(columns), tuple(rows), bool(self.days))

    def said(self) -> str:
        """The whole chart in words: its kind, and every number."""
        label, join = self.words.label, self.words.language.join
        rows = []
        for name in self.figure.rows:
            told = join(
                label("phrase.party_date", party=self.place(place), date=self.told(self.measure(name, place)))
                for place in self.places
            )
            rows.append(f"{self.words.isolate(name)} ({told})" if name else told)
        unit = f" ({self.words.isolate(self.figure.unit)})" if self.figure.unit else ""
        return f"{self.words.capital(label(f'chart_kind.{self.kind}.label'))}{unit}: {join(rows)}."
