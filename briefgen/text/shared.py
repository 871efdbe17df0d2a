"""How much of its wording one text has from another."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BREAK = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*\"|\n\s*\n")
"""What parts one run of a text's own words from the next: a quotation, or the end of a paragraph."""

_WORD = re.compile(r"\w+(?:[-‐‑’']\w+)*")

_ROW = 4
"""Words in a row that are compared. Of three, two texts on one subject share many by chance."""

_FEWEST = 10
"""Rows that two texts must share: thirteen words that stand together. A name with its office is shorter."""

_SHARE = 0.12
"""The part of the shorter text that must be shared: a report that another has opened with, and then went on by itself."""

_MANY = 10
"""Of more texts that share a row, each is compared with the first alone: the time would grow with the square."""

_LONGEST = 4_000
"""Words of a text that are compared; what is longer is a book or a register, and no report is a copy of its end."""

Row = tuple[str, ...]


class Shared(NamedTuple):
    """Two texts, in the order in which they were given, and the longest passage that both have, as the second has it."""

    first: str
    second: str
    passage: str


def shared(texts: Mapping[str, str]) -> list[Shared]:
    """The pairs of texts of which one repeats the other, or both a third.

    What stands within quotation marks does not count: two reports of one speech are not reports of each other.
    """
    rows = {name: set(_rows(text)) for name, text in texts.items()}
    frequency = collections.Counter(itertools.chain.from_iterable(rows.values()))
    common = {row for row, count in frequency.items() if count > 1}
    holders: dict[Row, list[str]] = collections.defaultdict(list)
    for name, found in rows.items():
        for row in found & common:
            holders[row].append(name)
    counts = collections.Counter(pair for names in holders.values() for pair in _pairs(names))
    order = {name: place for place, name in enumerate(texts)}
    return [
        Shared(first, second, _longest(rows[first], texts[second]))
        for first, second in sorted(counts, key=lambda pair: (order[pair[1]], order[pair[0]]))
        if counts[first, second] >= max(_FEWEST, _SHARE * min(len(rows[first]), len(rows[second])))
    ]


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    first = names[:1] if len(names) > _MANY else names
    return ((one, other) for place, one in enumerate(first) for other in names[place + 1 :])


def _rows(text: str) -> Iterator[Row]:
    for words in _runs(text):
        folded = [word[0].casefold() for word in words]
        yield from zip(*(folded[start:] for start in range(_ROW)), strict=False)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """The words of a text, in runs that nothing interrupts."""
    left, start = _LONGEST, 0
    ends = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        words = list(itertools.islice(_WORD.finditer(text, start, end), left))
        yield words
        left, start = left - len(words), after


def _longest(known: set[Row], text: str) -> str:
    """The longest passage of a text of which each row is known."""
    best = (0, 0)
    for words in _runs(text):
        begin = 0
        folded = [word[0].casefold() for word in words]
        for index in range(len(words) - _ROW + 1):
            if tuple(folded[index : index + _ROW]) not in known:
                begin = index + 1
            elif words[index + _ROW - 1].end() - words[begin].start() > best[1] - best[0]:
                best = (words[begin].start(), words[index + _ROW - 1].end())
    return " ".join(text[slice(*best)].split())
