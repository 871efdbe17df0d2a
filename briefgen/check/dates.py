"""Dates as a text writes them: “19 January 2024”, “January 19, 2024”, “January 2024”, “2024-01-19”, “2024”.

The lists `months`, each name after its number, and `days_of_week`, Monday first, have the names of a language.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.tokens import vocabulary
from briefgen.model.values import When

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
    months = vocabulary(words).months
    weekdays = [name.casefold() for name in words.lists().get("days_of_week", ())]
    for match in _pattern(tuple(months), tuple(weekdays)).finditer(text):
        month = match["named"] or match["name_first"] or match["alone"]
        number = months[month.casefold()] if month else int(match["month"] or 0)
        day = int(match["day_before"] or match["day_after"] or match["day"] or 0)
        year = next(filter(None, (match[f"year{index}"] for index in range(5))))
        try:
            when = When.parse("-".join([year, *(f"{part:02}" for part in (number, day) if part)]))
        except ValueError:
            continue
        weekday = match["weekday"]
        place = match.span("weekday") if weekday else None
        yield Written(match.span(), when, weekdays.index(weekday.casefold()) if weekday else None, place)


def is_on(when: When, weekday: int) -> bool:
    """Whether a day falls on that day of the week; true where no day is known."""
    if when.year is None or when.month is None or when.day is None:
        return True
    return datetime.date(when.year, when.month, when.day).weekday() == weekday


@functools.lru_cache(maxsize=8)
def _pattern(months: tuple[str, ...], weekdays: tuple[str, ...]) -> re.Pattern[str]:
    month, weekday = (("|".join(map(re.escape, names)) or "(?!)") for names in (months, weekdays))
    year = "[12][0-9]{3}"
    day = "[0-9]{1,2}"
    return re.compile(
        rf"(?<![\w-])(?:(?P<weekday>{weekday}),?\s+(?:[^\W\d]{{1,3}}\s+)?)?"
        rf"(?:(?P<year0>{year})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
        rf"|(?P<day_before>{day})(?:st|nd|rd|th)?\s+(?P<named>{month}),?\s+(?P<year1>{year})"
        rf"|(?P<name_first>{month})\s+(?P<day_after>{day})(?:st|nd|rd|th)?,?\s+(?P<year2>{year})"
        rf"|(?P<alone>{month})\s+(?P<year3>{year})"
        rf"|(?P<year4>(?:19|20)[0-9]{{2}}))(?![\w-])",
        re.IGNORECASE,
    )
