"""What a line chart draws: a mark for each number, lines between those that are known, words at their ends."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from briefgen.model.figures import UNKNOWN_LEVEL, Level
from briefgen.render.numbers import TONES, Numbers, Tick

Form = Literal["disc", "square", "diamond", "triangle"]
FORMS: tuple[Form, ...] = ("disc", "square", "diamond", "triangle")
"""The marks of the rows, in their order."""

HEIGHT = 168
_TOP, _BOTTOM = 26, 8
_LOW_TOP = 10
"""The upper edge, where numbers stand over the marks, and where there are several lines and they do not."""
_FIRST, _LAST = 8.0, 92.0
"""Per cent of the width between which the dates stand."""
_APART, _WORD, _YEAR = 9.0, 15.0, 11.0
"""Per cent of the width between numbers that are printed at their marks, between words below, and between years."""
_SHORT, _LONGEST, _LETTERS = 5, 24, 11
"""Letters of a year; of a name in the drawing, where the table tells it whole; and of one line of it below."""
_LINE = 32
"""Pixels that a name of two lines needs."""


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """A line between two marks; dashed where one of the numbers is not exact."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: int
    dashed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a number; hollow where that is not exact."""

    x: float
    y: float
    tone: int
    form: Form
    hollow: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """Words at a place, centred in a width of so many per cent. `above` counts from the lower edge."""

    begin: float
    width: float
    above: float
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class End:
    """The name of a row where it ends, with its last number: one text, so that it keeps its order in any script."""

    top: float
    text: str
    tone: int
    form: Form


@dataclasses.dataclass(frozen=True, slots=True)
class Lines:
    """A line chart. `begins` is the number at which its scale begins, “” for zero.

    `band` is the letters of its longest tick, `deep` the lines that the names below need.
    """

    height: int
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    values: tuple[Word, ...]
    names: tuple[Word, ...]
    ends: tuple[End, ...]
    begins: str
    band: int
    deep: int
    hollow: bool
    unknown: bool


def lines(numbers: Numbers) -> Lines:
    """The lines of a chart, on one scale."""
    drawer = _Drawer(numbers)
    segments, marks = [], []
    for index, row in enumerate(numbers.figure.rows):
        marks += [drawer.mark(known, index) for known in drawer.known(row)]
        segments += list(drawer.segments(row, index))
    decimal = numbers.words.language.decimal
    names = tuple(drawer.names())
    ticks = tuple(Tick(0.0, drawer.y(tick), decimal(tick)) for tick in drawer.scale.ticks)
    return Lines(
        HEIGHT,
        tuple(segments),
        tuple(marks),
        ticks,
        tuple(drawer.values()),
        names,
        tuple(drawer.ends()),
        decimal(drawer.scale.begin) if drawer.scale.begin else "",
        max(len(tick.text) for tick in ticks),
        max(-(-len(name.text) // _LETTERS) for name in names),
        hollow=any(mark.hollow for mark in marks),
        unknown=len(marks) < len(numbers.figure.rows) * len(numbers.places),
    )


class _Known(NamedTuple):
    """A number that is known, at its place."""

    place: str
    number: Decimal
    level: Level


class _Drawer:
    """Draws the lines of one chart."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self.scale = numbers.scale()
        self._at = dict(self._places())

    def _places(self) -> Iterator[tuple[str, float]]:
        """Each place with where it stands; dates as far apart as they are in time, the earliest first."""
        places, days = self._numbers.places, self._numbers.days
        ordinals = {place: day.first_day.toordinal() for place, day in days.items() if day.first_day is not None}
        first, last = min(ordinals.values(), default=0), max(ordinals.values(), default=0)
        if first < last:
            for place in sorted(places, key=lambda name: ordinals[name]):
                yield place, _FIRST + (_LAST - _FIRST) * (ordinals[place] - first) / (last - first)
            return
        for index, place in enumerate(places):
            yield place, _FIRST + (_LAST - _FIRST) * (index + 0.5) / len(places)

    def _level(self, row: str, place: str) -> Level:
        """A number; a range, which no line can show, is drawn as one that is not known."""
        return self._numbers.measure(row, place).value or UNKNOWN_LEVEL

    def known(self, row: str) -> list[_Known]:
        """The numbers that a row knows, in the order of their places."""
        found = ((place, self._level(row, place)) for place in self._at)
        return [_Known(place, level.number, level) for place, level in found if level.number is not None]

    def y(self, number: Decimal) -> float:
        """How far below the upper edge a number stands."""
        top = _TOP if len(self._numbers.figure.rows) == 1 else _LOW_TOP
        return round(top + (1 - self.scale.part(number)) * (HEIGHT - top - _BOTTOM), 1)

    def mark(self, known: _Known, index: int) -> Mark:
        """The mark of a number."""
        x, y = self._numbers.x(self._at[known.place]), self.y(known.number)
        return Mark(x, y, index % TONES, FORMS[index % len(FORMS)], known.level.kind != "exact")

    def segments(self, row: str, index: int) -> Iterator[Segment]:
        """The lines between neighbours that are both known."""
        known = {found.place: found for found in self.known(row)}
        for one, other in itertools.pairwise(self._at):
            if one in known and other in known:
                begin, end = self.mark(known[one], index), self.mark(known[other], index)
                yield Segment(begin.x, begin.y, end.x, end.y, begin.tone, begin.hollow or end.hollow)

    def values(self) -> Iterator[Word]:
        """The numbers at their marks, where there is one line and room for them."""
        rows = [*self._numbers.figure.rows]
        if len(rows) == 1:
            for place, width in _spaced(self._at, _APART, 2 * _APART):
                level = self._level(rows[0], place)
                if level.number is not None:
                    text = self._numbers.words.isolate(self._numbers.words.language.level(level))
                    begin, above = round(self._at[place] - width / 2, 2), round(HEIGHT - self.y(level.number), 1)
                    yield Word(begin, round(width, 2), above, text)

    def names(self) -> Iterator[Word]:
        """The places below; some are passed over where they would stand too close."""
        shown = {place: _shortened(self._numbers.place(place)) for place in self._at}
        need = _YEAR if all(len(text) <= _SHORT for text in shown.values()) else _WORD
        for place, _ in _spaced(self._at, need, need):
            yield Word(round(self._at[place] - _WORD / 2, 2), _WORD, 0.0, shown[place])

    def ends(self) -> Iterator[End]:
        """The names of several rows, each as near to its last mark as the others let it."""
        rows = [*self._numbers.figure.rows]
        if rows == [""]:
            return
        last = [(known[-1] if (known := self.known(row)) else None) for row in rows]
        wished = [self.y(found.number) if found else float(HEIGHT) for found in last]
        tops = _apart(wished)
        for index, (row, found) in enumerate(zip(rows, last, strict=True)):
            level = found.level if found else UNKNOWN_LEVEL
            words = self._numbers.words
            number, name = words.isolate(words.language.level(level)), words.isolate(_shortened(row))
            text = words.label("phrase.party_date", party=name, date=number)
            yield End(tops[index], text, index % TONES, FORMS[index % len(FORMS)])


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _spaced(places: dict[str, float], need: float, most: float) -> Iterator[tuple[str, float]]:
    """Those of the places that keep their distance from the one before, each with the width that it has."""
    kept: list[str] = []
    for place, at in places.items():
        if not kept or at - places[kept[-1]] >= need - 0.01:
            kept.append(place)
    gaps = [places[other] - places[one] for one, other in itertools.pairwise(kept)]
    width = min([most, *gaps])
    for place in kept:
        yield place, width


def _apart(wished: Sequence[float]) -> list[float]:
    """Heights near to those wished for, in the same order, and as far apart as a name needs."""
    order = sorted(range(len(wished)), key=lambda index: wished[index])
    tops = list(wished)
    for one, other in itertools.pairwise(order):
        tops[other] = max(tops[other], tops[one] + _LINE)
    limit = float(HEIGHT - _LINE // 2)
    for index in reversed(order):
        tops[index] = round(min(tops[index], limit), 1)
        limit = tops[index] - _LINE
    return tops
