"""Texts of a house that hold words in braces, each of which stands for something of the memo: `{brief}_{date}`."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic_core import PydanticCustomError

from briefgen.model.base import MadeAfter

_WORD = re.compile(r"\{([^{}]*)\}")
_BETWEEN = " · "

FILE_WORDS = ("brief", "date", "year", "month", "day", "week", "number", "audience", "language")
MARGIN_WORDS = ("name", "series", "number", "date", "week", "audience", "authors", "contact", "cutoff")


def _only(known: tuple[str, ...]) -> Callable[[str], str]:
    def checked(pattern: str) -> str:
        for word in _WORD.findall(pattern):
            if word not in known:
                raise PydanticCustomError("placeholder", "not a placeholder", {"word": word, "known": known})
        if "{" in _WORD.sub("", pattern) or "}" in _WORD.sub("", pattern):
            raise PydanticCustomError("brace", "a brace alone", {"known": known})
        return pattern

    return checked


def _file_name(pattern: str) -> str:
    if re.search(r'[/\\:*?"<>|\x00-\x1f]', pattern) or not pattern.strip(" .") or pattern[0] in " .":
        raise PydanticCustomError("file_name", "not a file name")
    return pattern


FileName = Annotated[str, MadeAfter(_only(FILE_WORDS)), MadeAfter(_file_name)]
"""The name of a file without its ending, with words of `FILE_WORDS` in braces."""

Margin = Annotated[str, MadeAfter(_only(MARGIN_WORDS))]
"""The words of a page's margin, with words of `MARGIN_WORDS` in braces; its pieces stand apart by “ · ”."""


def iso_week(day: datetime.date) -> str:
    """The week of a day by ISO 8601, such as `2024-W03`; around New Year its year may be another one than the day's."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with a value for each word in braces."""
    return _WORD.sub(lambda match: values[match[1]], pattern)


def pieces(pattern: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The pieces of a margin, filled; without those that have a word for which there is no value."""
    kept = [piece for piece in pattern.split(_BETWEEN) if all(values[word] for word in _WORD.findall(piece))]
    return tuple(filled(piece, values) for piece in kept if piece.strip())
