"""Small values with a notation of their own: dates as precise as they are known, quantities as firm as they are known."""

from __future__ import annotations

import calendar
import dataclasses
import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

WhenKind = Literal["exact", "about", "before", "after", "expected", "unknown"]

_WHEN = re.compile(
    r"(?:(?P<kind>about|before|after|expected) +)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_QUANTITY = re.compile(r"(?P<kind>about |at least |\()? *(?P<number>\d{1,3}(?:,\d{3})+|\d+) *(?P<close>\))?")


@dataclasses.dataclass(frozen=True, slots=True)
class When:
    """A date as precise as it is known: a day, a month or a year, said exactly, roughly, as a limit, or as expected.

    `year`, `month`, `day` are None from the first that is not known. Kind “unknown” has none of them; “expected” may have none.
    """

    kind: WhenKind
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: object) -> When:
        """From its notation (`2024-10-23`, `2024-10`, `about 2022`, `before …`, `after …`, `expected …`, `unknown`)."""
        if isinstance(value, When):
            return value
        if isinstance(value, datetime.date):
            return cls("exact", value.year, value.month, value.day)
        text = str(value).strip() if isinstance(value, str) else ""
        if text in ("unknown", "expected"):
            return cls(text)  # type: ignore[arg-type] # both are WhenKind
        match = _WHEN.fullmatch(text)
        if match is None:
            raise PydanticCustomError("when", "not a date")
        year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
        if not _exists(year, month, day):
            raise PydanticCustomError("no_such_day", "no such day")
        return cls(match["kind"] or "exact", year, month, day)  # type: ignore[arg-type] # the pattern holds the kinds

    @property
    def first_day(self) -> datetime.date | None:
        """The first day it can mean; None where no year is known."""
        return None if self.year is None else datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it can mean; None where no year is known."""
        if self.year is None:
            return None
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        numbers = [f"{n:0{width}d}" for n, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if n is not None]
        written = "-".join(numbers)
        return written if self.kind == "exact" else f"{self.kind} {written}".strip()


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        datetime.date(year or 1, month or 1, day or 1)
    except ValueError:
        return False
    return True


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as firmly as it is known. `number` is None only for kind “unknown”; unknown is never 0.

    “uncertain” is a figure in brackets, as in the SIPRI arms-transfers register; brackets cast no doubt on the deal itself.
    """

    kind: Literal["exact", "about", "at-least", "uncertain", "unknown"]
    number: int | None = None

    @classmethod
    def parse(cls, value: object) -> Quantity:
        """From its notation: `24`, `about 24`, `at least 2`, `(24)`, `unknown`; thousands may carry commas."""
        if isinstance(value, Quantity):
            return value
        text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        if text == "unknown":
            return cls("unknown")
        match = _QUANTITY.fullmatch(text)
        if match is None or (match["kind"] == "(") != bool(match["close"]):
            raise PydanticCustomError("quantity", "not a quantity")
        number = int(match["number"].replace(",", ""))
        if number == 0:
            raise PydanticCustomError("quantity_zero", "0 is no quantity")
        kind = {None: "exact", "about ": "about", "at least ": "at-least", "(": "uncertain"}[match["kind"]]
        return cls(kind, number)  # type: ignore[arg-type] # the table holds the kinds


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day") from None
    raise PydanticCustomError("day", "not a day")


def _moment(value: object) -> datetime.datetime:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value
    if isinstance(value, str):
        try:
            moment = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            moment = None
        if moment is not None and moment.tzinfo is not None:
            return moment
    raise PydanticCustomError("moment", "not a moment")


_WHEN_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": r"^(unknown|expected|((about|before|after|expected) +)?\d{4}(-\d\d(-\d\d)?)?)$",
}
_QUANTITY_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": 1,
    "pattern": r"^(unknown|(about |at least )?[0-9][0-9,]*|\( *[0-9][0-9,]* *\))$",
}

Date = Annotated[When, BeforeValidator(When.parse), WithJsonSchema(_WHEN_SCHEMA)]
"""A date as precise as it is known."""

Day = Annotated[
    datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})
]
"""A day of the calendar: YYYY-MM-DD."""

Moment = Annotated[datetime.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string"})]
"""A moment with its zone: YYYY-MM-DDTHH:MM+HH:MM."""

Amount = Annotated[Quantity, BeforeValidator(Quantity.parse), WithJsonSchema(_QUANTITY_SCHEMA)]
"""A quantity as firm as it is known."""
