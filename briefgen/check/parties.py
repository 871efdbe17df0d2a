"""Which states a text names, and in what form: “Iran”, “Tehran”, “Iranian”, “Iran's”, “Iranian-made”.

A state is named by what the brief declares of it, by its capital, and by what is called after it; a body or a person of a state
stands for it. States that the brief does not declare are found too, so that nobody takes their deeds for those of another.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.standards import countries

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_WORD = re.compile(r"\w+")
_OWNER = re.compile(r"['’]s?(?!\w)")
_MADE = re.compile(r"[-‐‑](\w+)")

Form = Literal["name", "owner", "adjective"]


class Mention(NamedTuple):
    """A state in a text. `state` is the key of the actor, else the code of the country, else its name."""

    state: str
    begin: int
    end: int
    form: Form


class _Name(NamedTuple):
    words: tuple[str, ...]
    state: str
    form: Form


_Names = Mapping[str, tuple[_Name, ...]]
"""The first word of names → those names, the longest first."""


class Parties:
    """The states that a brief may speak of."""

    def __init__(self, brief: Brief, words: WordLists) -> None:
        self._words = words
        self._state = {key: _topmost(brief, key) for key in brief.actors}
        calling = Calling(*(tuple(words.lists().get(name, ())) for name in ("capital_of", "same_name", "of_a_country")))
        self._others = _countries(calling)
        codes = {_key(country): code for code, country in countries.NAMES.items()}
        own: list[_Name] = []
        self._of_code: dict[str, str] = {}
        for name, state in self._declared(brief):
            own.append(_Name(tuple(_key(name).split()), state, "name"))
            if code := codes.get(_key(name)):
                self._of_code.setdefault(code, state)
            if state == self._state.get(state, state):
                own += [_Name((word,), state, "adjective") for word in calling.adjectives(name)]
        self._own = _by_first_word(own)

    def state_of(self, reference: str) -> str:
        """The state that an actor is, or is of; a name without an entry is its own."""
        return self._state.get(reference, reference)

    def find(self, text: str) -> Iterator[Mention]:
        """Every place where a state is named, in order; the longest name first."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            name = self._at(words, index)
            if name is None:
                index += 1
                continue
            begin, end = words[index].start(), words[index + len(name.words) - 1].end()
            index += len(name.words)
            yield Mention(self._of_code.get(name.state, name.state), begin, end, self._form(name, text, end))

    def _at(self, words: list[re.Match[str]], index: int) -> _Name | None:
        first = words[index][0]
        if not first[0].isupper():
            return None
        named = [
            next((name for name in names.get(first.casefold(), ()) if _stands(name, words, index)), None)
            for names in (self._own, self._others)
        ]
        return max(filter(None, named), key=lambda name: len(name.words), default=None)

    def _form(self, name: _Name, text: str, end: int) -> Form:
        made = _MADE.match(text, end)
        if made and self._words.holds("made_by", made[1]):
            return "adjective"
        return "owner" if name.form == "name" and _OWNER.match(text, end) else name.form

    def _declared(self, brief: Brief) -> Iterator[tuple[str, str]]:
        """Every name that the brief gives, with its state."""
        for key, actor in brief.actors.items():
            country = countries.NAMES.get(actor.country or "")
            for name in (country, actor.body, actor.person, *actor.aliases):
                if name:
                    yield name, self._state[key]
        for deal in brief.arms_deals.values():
            for reference in (deal.supplier, deal.recipient):
                if reference not in brief.actors:
                    yield reference, reference


class Calling(NamedTuple):
    """What a language calls states after their names: lists of words, as they stand in their file."""

    capitals: tuple[str, ...]
    same_name: tuple[str, ...]
    endings: tuple[str, ...]

    def adjectives(self, name: str) -> tuple[str, ...]:
        """What is called after a state: “Iranian” of “Iran”, “American” of “United States”."""
        first, *others = _key(name).split() or [""]
        if len(others) > 1 or (others and first != "united"):
            return ()
        same = _same_words(self.same_name).get(others[0] if others else first, ())
        return same if others else (*same, *(first + ending for ending in self.endings if ending != "s"))


def _topmost(brief: Brief, key: str) -> str:
    """The actor that an actor is of, and so on up."""
    passed = [key]
    while (actor := brief.actors.get(passed[-1])) and actor.of and actor.of not in passed:
        passed.append(actor.of)
    return passed[-1]


def _key(name: str) -> str:
    """The words of a name in small letters, without an article."""
    return " ".join(_WORD.findall(name.casefold())).removeprefix("the ")


@functools.lru_cache(maxsize=8)
def _countries(calling: Calling) -> _Names:
    """What the countries of the world are called, each with its code for a state."""
    names = [_Name(tuple(_key(name).split()), code, "name") for code, name in countries.NAMES.items()]
    for code, _, capital in (entry.partition(" ") for entry in calling.capitals):
        names.append(_Name(tuple(_key(capital).split()), code, "name"))
    for code, name in countries.NAMES.items():
        names += [_Name((word,), code, "adjective") for word in calling.adjectives(name)]
    return _by_first_word(names)


def _by_first_word(names: Iterable[_Name]) -> _Names:
    """The names by their first word; of names that are the same the first counts."""
    found: dict[str, dict[tuple[str, ...], _Name]] = {}
    for name in names:
        if name.words:
            found.setdefault(name.words[0], {}).setdefault(name.words, name)
    return {
        word: tuple(sorted(same.values(), key=lambda name: len(name.words), reverse=True))
        for word, same in found.items()
    }


@functools.lru_cache(maxsize=8)
def _same_words(same: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The first word of each line, with the others."""
    lines = [line.casefold().split() for line in same]
    return {first: tuple(others) for first, *others in lines}


def _stands(name: _Name, words: list[re.Match[str]], index: int) -> bool:
    """Whether a name stands in a text from a word on, with nothing but signs between its words."""
    stand = words[index : index + len(name.words)]
    return tuple(word[0].casefold() for word in stand) == name.words and all(
        second.start() - first.end() <= len(" & ") for first, second in itertools.pairwise(stand)
    )
