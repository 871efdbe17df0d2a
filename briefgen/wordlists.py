"""The word lists of one language, by which checks judge a text: `locales/<tag>/words.yaml`, and what a house adds to them.

A list is a name and its entries. An entry is a word or several words in a row; `*` at the end of a word stands for any further
letters, so that `reveal*` finds “revealed” and “revealing”, and `*` alone for any word. Capitals do not matter, nor does the
form of an apostrophe, a Russian ё, or how Persian is typed: ye and kaf, digits, hamza, and a space for the joiner. A further
language needs no code: what it has no list for is not checked in it, and that is told (X05).

A brief has thousands of words, and each is looked up in dozens of lists: a text is cut into words once, and only the entries
that begin with a word of the text are compared further. (One expression of all entries took a third of a check to compile.)
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefgen import yaml_source
from briefgen.errors import ProjectError, did_you_mean

_LOCALES = Path(__file__).parent / "locales"
LANGUAGE_OF_LISTS = "en"
"""The language that has every list: the names that there are."""


_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_VALUED = (re.compile(r"\d+\s+\S"), re.compile(r"[A-Z]{2}\s+\S"))
"""How an entry begins in lists whose words stand for something: a number, the code of a state."""

_OF_HOUSE = "briefgen.yaml, words: "
"""Where a house's entries stand: the message names it, for the brief is not at fault."""

_PART = re.compile(r"(?P<word>\w+|(?<!\S)(?=\*))(?P<star>\*?)")
"""A word of an entry; a star alone is any word."""


_ONE_FORM = str.maketrans(
    "’ёيىئكأإٱؤةۀ\u200c\u064b\u0654۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
    "'еیییکاااوهه   01234567890123456789",
)
"""Characters of which one is typed for another. What joins or marks a Persian letter becomes a space, as the length stays."""


class Found(NamedTuple):
    """Words of a text in which an entry of a list was found; it is read as a match of `re` is."""

    text: str
    begin: int
    stop: int

    def start(self) -> int:
        """Where its first character stands."""
        return self.begin

    def end(self) -> int:
        """Behind its last character."""
        return self.stop

    def span(self) -> tuple[int, int]:
        """From its first character to behind its last."""
        return self.begin, self.stop


class WordLists:
    """The lists of a language. Looking for a list that the language has not finds nothing."""

    def __init__(self, tag: str, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.tag = tag
        self._lists = lists
        self._tables: dict[str, _Table] = {}

    def has(self, name: str) -> bool:
        """Whether the language has the list."""
        return bool(self._lists.get(name))

    def find(self, name: str, text: str) -> Iterator[Found]:
        """Every place in a text where an entry of the list stands, as words of their own; the longest entry first."""
        return self._table(name).find(_cut(text))

    def holds(self, name: str, text: str) -> bool:
        """Whether an entry of the list stands in the text."""
        return next(self.find(name, text), None) is not None

    def _table(self, name: str) -> _Table:
        if name not in self._tables:
            self._tables[name] = _Table(self._lists.get(name, ()))
        return self._tables[name]

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Every list with its entries."""
        return self._lists


def load(tag: str, house: Mapping[str, Iterable[str]] | None = None) -> WordLists:
    """The lists of a language, by its tag; one with a region has those of the language, an unknown one has none.

    `house` adds entries to the lists by their name, and takes away those that begin with “-”. Raises ProjectError for a list
    that there is not, for an entry without a word or without the value that its list wants, and for one taken away that the
    list has not.
    """
    own = dict(_shipped(tag.partition("-")[0]))
    for name, entries in (house or {}).items():
        if name not in _shipped(LANGUAGE_OF_LISTS):
            hint = did_you_mean(name, list(_shipped(LANGUAGE_OF_LISTS)))
            raise ProjectError(f"{_OF_HOUSE}there is no word list “{name}”", hint)
        given = tuple(entries)
        for entry in given:
            _require_readable(entry, name)
        gone = {entry[1:].strip() for entry in given if entry.startswith("-")}
        added = tuple(entry for entry in given if not entry.startswith("-"))
        own[name] = tuple(entry for entry in own.get(name, ()) if entry not in gone) + added
    return WordLists(tag, own)


def _require_readable(entry: str, name: str) -> None:
    """Raises ProjectError for an entry that its list cannot have, or for one to be taken away that no language has."""
    shipped = [typed for tag in tags() for typed in _shipped(tag).get(name, ())]
    where = f"in the word list “{name}”"
    if not _WORD.search(entry):
        raise ProjectError(f"{_OF_HOUSE}“{entry}” {where} has no word", "take it out, or write it as words")
    if entry.startswith("-"):
        word = entry[1:].strip()
        if word not in shipped:
            raise ProjectError(f"{_OF_HOUSE}“{word}” is to go, and stands not {where}", did_you_mean(word, shipped))
        return
    for form in _VALUED:
        if shipped and all(map(form.match, shipped)) and not form.match(entry):
            hint = f"write it as the others are, such as “{shipped[0]}”"
            raise ProjectError(f"{_OF_HOUSE}“{entry}” {where} has no value before its word", hint)


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


# --- looking up -------------------------------------------------------------------------------------------------------


class _Cut(NamedTuple):
    """A text cut into words: the text, the same in one spelling, and of each word how it is spelt and where it stands.

    `vocabulary` holds each word once, `beginnings` all that a word begins with: most lists have nothing in common with a text,
    and that is told by them at once.
    """

    text: str
    spelt: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    vocabulary: frozenset[str]
    beginnings: frozenset[str]


class _Entry(NamedTuple):
    """An entry of a list behind its first word: each further word with what stands before it and whether it may go on.

    `tail` stands behind the last word. A space between words is any white space.
    """

    further: tuple[tuple[str, str, bool], ...]
    tail: str


class _Table:
    """The entries of one list by their first word; taken apart when that word stands in a text, which few ever do."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        lines = in_one_spelling("\n".join(entry.replace("\n", " ") for entry in entries))
        for line in lines.split("\n"):
            spelt = " ".join(line.split())
            if first := _PART.search(spelt):
                table = self._begun if first["star"] else self._whole
                table.setdefault(first["word"], []).append(spelt)
        self._words, self._stems = frozenset(self._whole), frozenset(self._begun)
        self._lengths = sorted(set(map(len, self._stems)))
        self._seen: dict[str, tuple[_Entry, ...]] = {}

    def find(self, cut: _Cut) -> Iterator[Found]:
        if self._words.isdisjoint(cut.vocabulary) and self._stems.isdisjoint(cut.beginnings):
            return
        begun = tuple(self._stems & cut.beginnings)
        wanted = self._words & cut.vocabulary | {word for word in cut.vocabulary if word.startswith(begun)}
        stop = 0
        for index, word in enumerate(cut.words):
            if word not in wanted or cut.spans[index][0] < stop:
                continue
            if ends := [end for entry in self._entries(word) if (end := _end(entry, cut, index))]:
                stop = max(ends)
                yield Found(cut.text[cut.spans[index][0] : stop], cut.spans[index][0], stop)

    def _entries(self, word: str) -> tuple[_Entry, ...]:
        """Those that begin with this word."""
        if word not in self._seen:
            found = list(self._whole.get(word, ()))
            for length in self._lengths:
                found += self._begun.get(word[:length], ())
            self._seen[word] = tuple(map(_entry, dict.fromkeys(found)))
        return self._seen[word]


def _entry(spelt: str) -> _Entry:
    parts = list(_PART.finditer(spelt))
    further = tuple(
        (spelt[before.end() : part.start()], part["word"], bool(part["star"]))
        for before, part in itertools.pairwise(parts)
    )
    return _Entry(further, spelt[parts[-1].end() :])


def _end(entry: _Entry, cut: _Cut, first: int) -> int | None:
    """Where an entry ends whose first word is this one of a text; None where the text goes on otherwise."""
    if first + len(entry.further) >= len(cut.words):
        return None
    end = cut.spans[first][1]
    for index, (between, word, goes_on) in enumerate(entry.further, first + 1):
        said = cut.words[index]
        begin, after = cut.spans[index]
        if not (said.startswith(word) if goes_on else said == word) or not _is_between(between, cut.spelt[end:begin]):
            return None
        end = after
    return end + len(entry.tail) if cut.spelt.startswith(entry.tail, end) else None


def _is_between(behind: str, said: str) -> bool:
    return said == behind or _SPACE.sub(" ", said) == behind


def in_one_spelling(text: str) -> str:
    """Of the same length: in small letters, with one form of what is typed in several."""
    small = text.lower()
    return (small if len(small) == len(text) else "".join(map(_small, text))).translate(_ONE_FORM)


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


@functools.lru_cache(maxsize=4096)
def _cut(text: str) -> _Cut:
    spelt = in_one_spelling(text)
    matches = list(_WORD.finditer(spelt))
    words = tuple(match[0] for match in matches)
    vocabulary = frozenset(words)
    beginnings = frozenset(itertools.chain.from_iterable(map(_beginnings, vocabulary)))
    return _Cut(text, spelt, words, tuple(match.span() for match in matches), vocabulary, beginnings)


@functools.lru_cache(maxsize=1 << 14)
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(word[:length] for length in range(len(word) + 1))
