"""Figures of a brief's own: a picture from a file, or a chart of numbers; and these numbers, as firm as they are known."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from briefgen.model.base import Computed, Frozen, FrozenMap, Inline, Made, OneOrMany, Plain, Record, StatementRef
from briefgen.model.statement import Statement
from briefgen.model.values import When
from briefgen.model.vocabulary import ChartKind

LevelKind = Literal["exact", "about", "at-least", "at-most", "uncertain", "unknown"]

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?"
_LEVEL = re.compile(rf"(?P<kind>about |at least |at most |\()? *(?P<number>{_NUMBER}) *(?P<close>\))?")
_KINDS: Mapping[str | None, LevelKind] = {
    None: "exact",
    "about ": "about",
    "at least ": "at-least",
    "at most ": "at-most",
    "(": "uncertain",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Level:
    """A number of a chart, as firmly as it is known. `number` is None only for kind “unknown”; unknown is never 0.

    Unlike a quantity it may be 0 or have decimals.
    """

    kind: LevelKind
    number: Decimal | None = None

    @classmethod
    def parse(cls, value: object) -> "Level":
        """From its notation: `24`, `4.5`, `0`, `about 24`, `at least 2`, `at most 9`, `(24)`, `unknown`."""
        if isinstance(value, Level):
            return value
        text = str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
        if text == "unknown":
            return cls("unknown")
        match = _LEVEL.fullmatch(text)
        if match is None or (match["kind"] == "(") != bool(match["close"]):
            raise PydanticCustomError("level", "not a number of a chart")
        return cls(_KINDS[match["kind"]], Decimal(match["number"].replace(",", "")))

    def __str__(self) -> str:
        if self.kind in ("uncertain", "unknown"):
            return self.kind if self.number is None else f"({self.number})"
        return str(self.number) if self.kind == "exact" else f"{self.kind.replace('-', ' ')} {self.number}"


UNKNOWN_LEVEL = Level("unknown")

Number = Annotated[
    Level,
    Made(Level.parse),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "minimum": 0,
            "pattern": rf"^(unknown|(about |at least |at most )? *{_NUMBER}|\( *{_NUMBER} *\))$",
        }
    ),
]
"""A number of a chart, as firm as it is known."""


class Measure(Record):
    """What a chart shows at one place: a number, or the two ends of a range."""

    short_form: ClassVar[str | None] = "value"
    one_of: ClassVar[tuple[tuple[str, ...], ...]] = (("value", "low"), ("value", "high"))

    value: Number | None = None
    """The number: `12`, `4.5`, `0`, `about 12`, `at least 2`, `at most 9`, `(12)` for an uncertain figure, `unknown`."""
    low: Number | None = None
    """The lower end of a range."""
    high: Number | None = None
    """The upper end of a range."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """The number, or both ends of the range."""
        return (self.value,) if self.value is not None else (self.low or UNKNOWN_LEVEL, self.high or UNKNOWN_LEVEL)


Points = Frozen[Annotated[Plain, "place"], Measure]
"""Place (a year, a date, a name) → number, in the order in which they are drawn."""


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was read: clean of everything that is not seen, or with the `problem` that keeps it from being used.

    `width` and `height` are in pixels. Of a picture with a problem there is nothing but that and what to do (`hint`).
    """

    media_type: str = ""
    width: int = 0
    height: int = 0
    content: bytes = b""
    problem: str | None = None
    hint: str | None = None


class Figure(Statement):
    """A picture or a chart. Like every statement it has a status, a speaker and what it rests on."""

    one_of: ClassVar[tuple[tuple[str, ...], ...]] = (("file", "points", "series"),)
    at_most_one: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("file", "chart"),
        ("file", "unit"),
        ("alt", "points"),
        ("alt", "series"),
    )

    text: Inline
    """The caption: one sentence that says what is shown, and who says so."""
    file: str | None = None
    """The picture: a PNG, JPEG or SVG file inside the project, relative to the brief."""
    alt: Plain | None = None
    """What the picture shows, for those who do not see it. A chart says it by its numbers."""
    chart: ChartKind | None = None
    """How the numbers are drawn; as bars, where nothing is said."""
    unit: Plain | None = None
    """What the numbers count, such as `aircraft` or `million crowns`."""
    points: Points = FrozenMap()
    """The numbers of a chart: `{2021: 4, 2022: about 12, 2023: unknown}`; of ranges `{low: 10, high: 20}` each."""
    series: Frozen[Annotated[Plain, "name"], Points] = FrozenMap()
    """Several rows of numbers, each by its name."""
    based_on: OneOrMany[StatementRef] = ()
    """The statements that its numbers are taken from, where it has no evidence of its own."""
    picture: Annotated[Picture | None, Computed()] = None
    """What was read of the file."""

    @property
    def rows(self) -> Mapping[str, Mapping[str, Measure]]:
        """The numbers by the name of their row; those under `points` have the name “”. None for a picture."""
        return self.series or ({"": self.points} if self.points else {})

    @property
    def places(self) -> tuple[str, ...]:
        """Every place that a row has a number for, in the order in which they are first named."""
        return tuple(dict.fromkeys(place for row in self.rows.values() for place in row))

    def numbers(self) -> Iterator[tuple[str, str, Measure]]:
        """Every number with the name of its row and its place, row by row."""
        for row, points in self.rows.items():
            for place, measure in points.items():
                yield row, place, measure

    @property
    def days(self) -> Mapping[str, When]:
        """The places as dates, where all of them are exact ones; else none."""
        found = {place: _date(place) for place in self.places}
        days = {place: day for place, day in found.items() if day is not None}
        return days if len(days) == len(found) else {}

    @property
    def kind(self) -> ChartKind | None:
        """How the numbers are drawn; None for a picture."""
        return None if self.file is not None else self.chart or ChartKind.BAR


def _date(place: str) -> When | None:
    try:
        day = When.parse(place)
    except PydanticCustomError:
        return None
    return day if day.kind == "exact" else None
