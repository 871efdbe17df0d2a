"""Dates as a text writes them: “19 January 2024”, “January 19, 2024”, “January 2024”, “2024-01-19”, “2024”, “22 Bahman 1402”.

The lists `months` and `months_of_iran`, each name after its number, and `days_of_week`, Monday first, have the names of a
language; behind the seven days other forms of their names may follow, from Monday again.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.tokens import valued
from briefgen.model.values import When
from briefgen.wordlists import in_one_spelling

if TYPE_CHECKING:
    from briefgen.diagnostics import Span
    from briefgen.wordlists import WordLists


class Written(NamedTuple):
    """A date in a text. `weekday` is 0 for a Monday, None where none is written; `weekday_span` is where it stands."""

    span: Span
    when: When
    weekday: int | None = None
    weekday_span: Span | None = None


def written(text: str, words: WordLists) -> Iterator[Written]:
    """Every date of a text that has a year, in order; a language without names of months has those in digits only."""
    lists = words.lists()
    names = _names(*(lists.get(name, ()) for name in ("months", "months_of_iran", "days_of_week")))
    for match in names.pattern.finditer(in_one_spelling(text)):
        month = match["named"] or match["name_first"] or match["alone"]
        number = names.months[month] if month else int(match["month"] or 0)
        day = int(match["day_before"] or match["day_after"] or match["day"] or 0)
        year = int(next(filter(None, (match[f"year{index}"] for index in range(5)))))
        try:
            when = _of_iran(year, number, day) if month in names.of_iran else _when(year, number, day)
        except ValueError:
            continue
        weekday = match["weekday"]
        place = match.span("weekday") if weekday else None
        yield Written(match.span(), when, names.weekdays.index(weekday) % 7 if weekday else None, place)


class _Names(NamedTuple):
    """The names of a language in one spelling: months, each with its number, which of them are of Iran, days of the week."""

    months: Mapping[str, int]
    of_iran: Mapping[str, int]
    weekdays: tuple[str, ...]
    pattern: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def _names(months: tuple[str, ...], of_iran: tuple[str, ...], weekdays: tuple[str, ...]) -> _Names:
    first, second, days = (tuple(map(in_one_spelling, entries)) for entries in (months, of_iran, weekdays))
    numbers = {**valued(second), **valued(first)}
    return _Names(numbers, valued(second), days, _pattern((*numbers,), days))


def _when(year: int, month: int, day: int) -> When:
    return When.parse("-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]))


def is_on(when: When, weekday: int) -> bool:
    """Whether a day falls on that day of the week; true where no day is known."""
    if when.year is None or when.month is None or when.day is None:
        return True
    return datetime.date(when.year, when.month, when.day).weekday() == weekday


_LONG_MONTHS = 6
"""Months of 31 days, with which a year of Iran begins; the others have 30."""

_CYCLE = 33
_LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The years of a cycle that have a day more; right for the years 1206 to 1498."""

_BEGIN = (1403, datetime.date(2024, 3, 20))
"""A year of Iran and its first day."""


def _of_iran(year: int, month: int, day: int) -> When:
    """The day of a date of the Iranian calendar; of a month alone no more than the year in which it begins."""
    if day > 31 - (month > _LONG_MONTHS):
        raise ValueError(day)
    first, begin = _BEGIN
    days = 365 * (year - first) + _leap_days(year) - _leap_days(first)
    days += 30 * (month - 1) + min(month - 1, _LONG_MONTHS) + max(day, 1) - 1
    found = begin + datetime.timedelta(days)
    return _when(found.year, found.month, found.day) if day else _when(found.year, 0, 0)


def _leap_days(year: int) -> int:
    """The leap years before a year of Iran."""
    cycles, rest = divmod(year, _CYCLE)
    return len(_LEAP_YEARS) * cycles + sum(leap < rest for leap in _LEAP_YEARS)


def _pattern(months: tuple[str, ...], weekdays: tuple[str, ...]) -> re.Pattern[str]:
    month, weekday = (("|".join(map(re.escape, names)) or "(?!)") for names in (months, weekdays))
    year = "[12][0-9]{3}"
    day = "[0-9]{1,2}"
    return re.compile(
        rf"(?<![\w-])(?:(?P<weekday>{weekday})[,،]?\s+(?:[^\W\d]{{1,3}}\s+)?)?"
        rf"(?:(?P<year0>{year})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
        rf"|(?P<day_before>{day})(?:st|nd|rd|th|er)?\s+(?P<named>{month}),?\s+(?P<year1>{year})"
        rf"|(?P<name_first>{month})\s+(?P<day_after>{day})(?:st|nd|rd|th)?,?\s+(?P<year2>{year})"
        rf"|(?P<alone>{month})\s+(?P<year3>{year})"
        rf"|(?P<year4>(?:19|20)[0-9]{{2}}))(?![\w-])"
    )
