"""The word lists of one language, by which checks judge a text: `locales/<tag>/words.yaml`, and what a house adds to them.

A list is a name and its entries. An entry is a word or several words in a row; `*` at the end of a word stands for any further
letters, so that `reveal*` finds “revealed” and “revealing”. Capitals do not matter. A further language needs no code: what it
has no list for is not checked in it, and that is told (X05).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefgen import yaml_source
from briefgen.errors import ProjectError, did_you_mean

_LOCALES = Path(__file__).parent / "locales"
LANGUAGE_OF_LISTS = "en"
"""The language that has every list: the names that there are."""


class WordLists:
    """The lists of a language. Looking for a list that the language has not finds nothing."""

    def __init__(self, tag: str, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.tag = tag
        self._lists = lists
        self._patterns: dict[str, re.Pattern[str]] = {}

    def has(self, name: str) -> bool:
        """Whether the language has the list."""
        return bool(self._lists.get(name))

    def find(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Every place in a text where an entry of the list stands, as words of their own; the longest entry first."""
        return self._pattern(name).finditer(text) if self.has(name) else iter(())

    def holds(self, name: str, text: str) -> bool:
        """Whether an entry of the list stands in the text."""
        return self.has(name) and self._pattern(name).search(text) is not None

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._patterns:
            self._patterns[name] = _pattern(self._lists[name])
        return self._patterns[name]

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Every list with its entries."""
        return self._lists


def load(tag: str, house: Mapping[str, Iterable[str]] | None = None) -> WordLists:
    """The lists of a language, by its tag; one with a region has those of the language, an unknown one has none.

    `house` adds entries to the lists by their name, and takes away those that begin with “-”. Raises ProjectError for a list
    that there is not.
    """
    own = dict(_shipped(tag.partition("-")[0]))
    for name, entries in (house or {}).items():
        if name not in _shipped(LANGUAGE_OF_LISTS):
            hint = did_you_mean(name, list(_shipped(LANGUAGE_OF_LISTS)))
            raise ProjectError(f"there is no word list “{name}”", hint)
        given = tuple(entries)
        gone = {entry[1:].strip() for entry in given if entry.startswith("-")}
        added = tuple(entry for entry in given if not entry.startswith("-"))
        own[name] = tuple(entry for entry in own.get(name, ()) if entry not in gone) + added
    return WordLists(tag, own)


def names() -> tuple[str, ...]:
    """The names of all lists that there are, in the order of their file."""
    return tuple(_shipped(LANGUAGE_OF_LISTS))


def tags() -> tuple[str, ...]:
    """The languages that have lists, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in _LOCALES.glob("*/words.yaml")))


@functools.cache
def _shipped(language: str) -> Mapping[str, tuple[str, ...]]:
    file = _LOCALES / language / "words.yaml"
    if not file.is_file():
        return {}
    lists: Mapping[str, list[str]] = yaml_source.texts(file.read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in lists.items()}


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(entries), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_entry, longest_first))})(?!\w)", re.IGNORECASE)


def _entry(entry: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in entry.split())
