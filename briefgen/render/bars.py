"""What a chart of rows draws: bars from zero, or ranges, each with its number at its end. For places see `numbers`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal

from briefgen.model.figures import Level, Measure
from briefgen.model.vocabulary import ChartKind
from briefgen.render.numbers import TONES, Numbers, Tick

_WIDEST, _NARROWEST = 96.0, 50.0
"""Per cent of a row that its scale may take; the rest is for the number at the end of the longest bar."""
_BEYOND = 7.0
"""Per cent of a row that a line reaches beyond “at least”."""
_LETTER, _LETTER_OF_SEVERAL, _SHORT = 2.4, 3.4, 11
"""Per cent of a row that a letter takes on a telephone, less where the names of rows stand before; a number of so many
letters stands on one line, and a longer one may break."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stroke:
    """A line from the left to the right: “dashed” is not exact, “dotted” not known."""

    x1: float
    x2: float
    dotted: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: what is drawn, and the number, which stands at `at`.

    `box` is where a bar begins and how wide it is, None where there is none; `slim` tells that of a range, and `hollow` one
    that is not exact. `ends` are the known ends of a range, `dot` the place of a single number among ranges. `name` is that
    of the row of numbers, “” where there is only one; `said` tells all that in words.
    """

    name: str
    tone: int
    text: str
    said: str
    at: float
    box: tuple[float, float] | None = None
    slim: bool = False
    hollow: bool = False
    stroke: Stroke | None = None
    ends: tuple[float, ...] = ()
    dot: float | None = None
    unknown: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """The rows of one place, such as a year."""

    name: str
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Bars:
    """A chart of rows: bars from zero, or ranges. `begins` is the number at which its scale begins, “” for zero."""

    cases: tuple[Case, ...]
    ticks: tuple[Tick, ...]
    begins: str
    hollow: bool
    more: bool
    unknown: bool


def bars(numbers: Numbers) -> Bars:
    """The rows of a chart, place by place."""
    drawer = _Rows(numbers)
    cases = tuple(Case(numbers.place(place), tuple(drawer.of(place))) for place in numbers.places)
    every = [bar for case in cases for bar in case.bars]
    decimal = numbers.words.language.decimal
    return Bars(
        cases,
        tuple(numbers.tick(drawer.at(tick), decimal(tick)) for tick in drawer.scale.ticks),
        decimal(drawer.scale.begin) if drawer.scale.begin else "",
        hollow=any(bar.hollow for bar in every),
        more=any(bar.stroke is not None and not bar.stroke.dotted for bar in every),
        unknown=any(bar.stroke is not None and bar.stroke.dotted for bar in every),
    )


class _Rows:
    """Draws the rows of one chart on one scale."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self.scale = numbers.scale()
        self._share = self._room()

    def _room(self) -> float:
        """Per cent of a row that the scale takes, so that no number stands over the end of its row."""
        room = _WIDEST
        for row in self._numbers.figure.rows:
            for place in self._numbers.places:
                measure = self._numbers.measure(row, place)
                known = [level.number for level in measure.levels if level.number is not None]
                part = max((self.scale.part(number) for number in known), default=0.0)
                beyond = _BEYOND if any(level.kind == "at-least" for level in measure.levels) else 0.0
                if len(known) < len(measure.levels) and known:
                    part = 1.0
                if part:
                    room = min(room, (100 - beyond - self._width(self._numbers.told(measure))) / part)
        return max(_NARROWEST, room)

    def _width(self, told: str) -> float:
        """Per cent of a row for a number, or for the longer of its two lines."""
        letters = len(told)
        if letters > _SHORT:
            letters = max(_SHORT, letters // 2 + 1, *map(len, told.split()))
        return (_LETTER_OF_SEVERAL if len(self._numbers.figure.rows) > 1 else _LETTER) * (letters + 1)

    def at(self, number: Decimal) -> float:
        """Where a number stands, in per cent of the row from where it begins."""
        return self._share * self.scale.part(number)

    def of(self, place: str) -> Iterator[Bar]:
        """The rows of one place."""
        for index, name in enumerate(self._numbers.figure.rows):
            measure = self._numbers.measure(name, place)
            told = self._numbers.told(measure)
            unit = self._numbers.figure.unit
            parts = [part for part in (self._numbers.place(place), self._numbers.words.isolate(name)) if part]
            counted = f"{told} ({self._numbers.words.isolate(unit)})" if unit else told
            said = self._numbers.words.label("phrase.party_date", party=", ".join(parts), date=counted)
            bare = Bar(self._numbers.words.isolate(name), index % TONES, told, said, 0.0)
            yield self._drawn(bare, measure)

    def _drawn(self, bar: Bar, measure: Measure) -> Bar:
        if len(measure.levels) == 2:
            return self._range(bar, *measure.levels)
        level = measure.levels[0]
        if level.number is None:
            return dataclasses.replace(bar, stroke=self._stroke(0, self._share, dotted=True), unknown=True)
        end = self.at(level.number)
        hollow = level.kind in ("about", "at-most", "uncertain")
        more = self._stroke(end, end + _BEYOND, dotted=False) if level.kind == "at-least" else None
        at = end + _BEYOND if more else end
        if self._numbers.kind is ChartKind.RANGE:
            return dataclasses.replace(bar, dot=self._numbers.x(end), hollow=hollow, stroke=more, at=round(at, 2))
        return dataclasses.replace(bar, box=self._box(0, end), hollow=hollow, stroke=more, at=round(at, 2))

    def _range(self, bar: Bar, low: Level, high: Level) -> Bar:
        """A range from its lower to its upper end; dotted towards an end that nobody knows."""
        known = [level.number for level in (low, high) if level.number is not None]
        if not known:
            return dataclasses.replace(bar, stroke=self._stroke(0, self._share, dotted=True), unknown=True)
        ends = tuple(self._numbers.x(self.at(number)) for number in known)
        begin = self.at(low.number) if low.number is not None else 0.0
        end = self.at(high.number) if high.number is not None else self._share
        if len(known) == 1:
            stroke = self._stroke(begin, end, dotted=True)
            return dataclasses.replace(bar, stroke=stroke, ends=ends, at=round(end, 2))
        more = self._stroke(end, end + _BEYOND, dotted=False) if high.kind == "at-least" else None
        return dataclasses.replace(
            bar,
            box=self._box(begin, end),
            slim=True,
            hollow=more is None and (low.kind != "exact" or high.kind != "exact"),
            stroke=more,
            ends=ends,
            at=round(end + (_BEYOND if more else 0.0), 2),
        )

    def _box(self, begin: float, end: float) -> tuple[float, float]:
        return min(self._numbers.x(begin), self._numbers.x(end)), round(abs(end - begin), 2)

    def _stroke(self, begin: float, end: float, *, dotted: bool) -> Stroke:
        first, last = sorted((self._numbers.x(begin), self._numbers.x(end)))
        return Stroke(first, last, dotted)
