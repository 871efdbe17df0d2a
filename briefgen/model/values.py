"""Small values with a notation of their own: dates as precise as they are known, quantities as firm as they are known."""

from __future__ import annotations

import calendar
import contextlib
import dataclasses
import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from briefgen.model.base import Made, MadeBefore

WhenKind = Literal["exact", "about", "before", "after", "expected", "unknown"]

_KINDS = "about|before|after|expected"
_WHEN = re.compile(
    rf"(?:(?P<kind>{_KINDS}) +)?(?P<year>[0-9]{{4}})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?"
)
_NUMBER = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})"
_QUANTITY = re.compile(rf"(?P<kind>about |at least |\()? *(?P<number>{_NUMBER}) *(?P<close>\))?")
_WHOLE = re.compile(r"-?[0-9]{1,12}")
_FIRST_YEAR = 1000


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
        if year is None or not _exists(year, month, day):
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


def _exists(year: int, month: int | None, day: int | None) -> bool:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return year >= _FIRST_YEAR


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

    def __str__(self) -> str:
        if self.kind in ("uncertain", "unknown"):
            return self.kind if self.number is None else f"({self.number})"
        return str(self.number) if self.kind == "exact" else f"{self.kind.replace('-', ' ')} {self.number}"


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if not isinstance(value, str) or re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()) is None:
        raise PydanticCustomError("day", "not a day")
    year, month, day = map(int, value.strip().split("-"))
    if not _exists(year, month, day):
        raise PydanticCustomError("no_such_day", "no such day")
    return datetime.date(year, month, day)


def _moment(value: object) -> datetime.datetime:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value
    if isinstance(value, str) and re.fullmatch(_MOMENT_PATTERN, value.strip()):
        with contextlib.suppress(ValueError):
            return datetime.datetime.fromisoformat(value.strip())
    raise PydanticCustomError("moment", "not a moment")


def _clock(value: object) -> datetime.time:
    if isinstance(value, datetime.time):
        return value
    if isinstance(value, str) and re.fullmatch(_CLOCK, value.strip()):
        return datetime.time.fromisoformat(value.strip())
    raise PydanticCustomError("clock", "not a time of day")


def _month_day(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if text == "last":
        return 31
    if re.fullmatch("[0-9]{1,2}", text) is None:
        raise PydanticCustomError("month_day", "not a day of the month")
    return int(text)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    raise PydanticCustomError("whole_number", "not a whole number")


_YEAR, _MONTH, _DAY = "[1-9][0-9]{3}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DAY_PATTERN = f"^{_YEAR}-{_MONTH}-{_DAY}$"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_MOMENT_PATTERN = f"^{_YEAR}-{_MONTH}-{_DAY}[T ]{_CLOCK}(:[0-5][0-9])?(Z|[+-]{_CLOCK})$"
_WHEN_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": _FIRST_YEAR,
    "maximum": 9999,
    "pattern": f"^(unknown|expected|(({_KINDS}) +)?{_YEAR}(-{_MONTH}(-{_DAY})?)?)$",
}
_MONTH_DAY_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": 1,
    "maximum": 31,
    "pattern": "^(last|0?[1-9]|[12][0-9]|3[01])$",
}
_QUANTITY_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "minimum": 1,
    "pattern": rf"^(unknown|(?=.*[1-9])((about |at least )? *{_NUMBER}|\( *{_NUMBER} *\)))$",
}

Date = Annotated[When, Made(When.parse), WithJsonSchema(_WHEN_SCHEMA)]
"""A date as precise as it is known."""

Day = Annotated[datetime.date, Made(_day), WithJsonSchema({"type": "string", "pattern": _DAY_PATTERN})]
"""A day of the calendar: YYYY-MM-DD."""

Moment = Annotated[datetime.datetime, Made(_moment), WithJsonSchema({"type": "string", "pattern": _MOMENT_PATTERN})]
"""A moment with its zone: YYYY-MM-DDTHH:MM+HH:MM."""

Clock = Annotated[datetime.time, Made(_clock), WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK}$"})]
"""A time of day: HH:MM."""

MonthDay = Annotated[int, MadeBefore(_month_day), WithJsonSchema(_MONTH_DAY_SCHEMA)]
"""A day of the month; `last` is 31, since a month without it takes its last day."""

Whole = Annotated[int, MadeBefore(_whole)]
"""A whole number in digits."""

Amount = Annotated[Quantity, Made(Quantity.parse), WithJsonSchema(_QUANTITY_SCHEMA)]
"""A quantity as firm as it is known."""
