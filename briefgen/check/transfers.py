"""Who gives and who gets in a clause: “Russia supplies jets to Iran”, “the sale of jets to Iran”, “Iranian jets for Russia”.

A clause is read by its words: a verb or a noun of giving or getting, the states around it, and the preposition before each.
Nothing is guessed: where a state is only a pronoun, or where two share a place, that side of the transfer is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefgen.check.parties import Mention
    from briefgen.diagnostics import Span
    from briefgen.wordlists import WordLists

_PREPOSITIONS = ("no_direction", "towards", "arriving", "away_from", "by_agent", "beside")
_TOWARDS = ("towards", "arriving")
_LIGHT = ("article", "towards", "away_from", "with_goods")
_VERBS, _NOUNS = ("giving", "receiving"), ("giving_noun", "receiving_noun")
_FOR_TO = re.compile(r"\s+to\s+(?:\w+ly\s+)?")
_NAME = re.compile(r"\s+(?:the\s+)?(?P<name>(?!\d)[^\W\da-z][^\W\d]*)(?![\w-]*\d)")
"""A word with a capital letter, and no designation such as “Su-35”."""

_WORD = re.compile(r"[\w-]+")
_ENDING = re.compile(r"\A['’-]\w*")
_REACH = 40
"""Characters behind “Iranian” in which the goods stand."""

_OWN = 2
"""Words between a state and the noun that is its own: “Iran's planned drone deliveries”."""

_NEAR = 3
"""Words between “Iranian” and the goods, between “is” and “supplied”, between “arrives” and a state."""


class Transfer(NamedTuple):
    """Who gives and who gets, None where a clause does not say; and where it stands in the clause."""

    giver: str | None
    receiver: str | None
    begin: int
    end: int


class _State(NamedTuple):
    """A state with the list of the preposition before it, “” for none; `joined`: by “and” to another one."""

    mention: Mention
    mark: str
    joined: bool

    @property
    def key(self) -> str | None:
        """The state; None where two share its place."""
        return None if self.joined else self.mention.state


class Clause:
    """One clause of a sentence with the states that it names; `is_goods` tells whether a word is a kind of arms."""

    def __init__(self, text: str, mentions: list[Mention], words: WordLists, is_goods: Callable[[str], bool]) -> None:
        self._text, self._words, self._is_goods = text, words, is_goods
        self._found: dict[str, list[Span]] = {}
        self._states: list[_State] = []
        for mention in mentions:
            self._add(mention)

    def transfers(self) -> list[Transfer]:
        """Every transfer that the clause tells."""
        told = [found for found in (*self._of_verbs(), *self._of_nouns()) if found]
        if not any(transfer.giver and transfer.receiver for transfer in told):
            told += self._of_goods()
        known = [transfer for transfer in told if transfer.giver != transfer.receiver]
        return [
            transfer for transfer in known if (transfer.giver and transfer.receiver) or self._is_left_open(transfer)
        ]

    # --- words --------------------------------------------------------------------------------------------------------

    def _places(self, name: str) -> list[Span]:
        """Where the entries of a list stand in the clause."""
        if name not in self._found:
            self._found[name] = [found.span() for found in self._words.find(name, self._text)]
        return self._found[name]

    def _has(self, name: str, begin: int, end: int | None = None) -> bool:
        """Whether an entry of a list stands in a stretch of the clause."""
        last = len(self._text) if end is None else end
        return any(begin <= first and stop <= last for first, stop in self._places(name))

    def _begins(self, name: str, at: int) -> bool:
        """Whether an entry of a list stands right behind a place."""
        word = len(self._text) - len(self._text[at:].lstrip())
        return any(first == word for first, _ in self._places(name))

    def _ends(self, name: str, at: int) -> bool:
        """Whether an entry of a list stands right before a place."""
        word = len(self._text[:at].rstrip())
        return any(stop == word for _, stop in self._places(name))

    def _spoken(self, begin: int, end: int | None = None) -> Span:
        """A stretch of the clause up to a word such as “about”."""
        last = len(self._text) if end is None else min(end, len(self._text))
        return begin, next((first for first, _ in self._places("spoken_of") if begin <= first < last), last)

    def _length(self, begin: int, end: int) -> int:
        """How many words stand between two places."""
        return len(self._text[begin:end].split())

    # --- states and prepositions --------------------------------------------------------------------------------------

    def _add(self, mention: Mention) -> None:
        at = mention.begin
        if self._ends("article", at):
            before = self._text[:at].rstrip()
            at = len(before) - len(before.split()[-1])
        last = self._states[-1] if self._states else None
        if last and self._ends("coordination", at) and self._length(last.mention.end, mention.begin) <= _OWN:
            self._states[-1] = last._replace(joined=True)
            self._states.append(_State(mention, last.mark, joined=True))
            return
        mark = next((name for name in _PREPOSITIONS if self._ends(name, at)), "")
        self._states.append(_State(mention, mark, joined=False))

    def _first(self, marks: tuple[str, ...], begin: int = 0) -> _State | None:
        """The first state behind a place that has one of these prepositions before it, and is no adjective."""
        for state in self._states:
            if state.mention.begin >= begin and state.mark in marks and state.mention.form != "adjective":
                return state
        return None

    def _subject(self, at: int) -> _State | None:
        """Of whom a verb is said: the nearest state before it that no preposition takes away; None for a pronoun."""
        for state in reversed(self._states):
            mention = state.mention
            is_behind = mention.end > at
            if is_behind or self._is_aside(mention, at) or (mention.form == "adjective" and self._goods_after(mention)):
                continue
            is_for_to = state.mark == "towards" and _FOR_TO.fullmatch(self._text, mention.end, at)
            if not state.mark or is_for_to:
                return None if self._has("pronoun", mention.end, at) else state
        return None

    def _is_aside(self, mention: Mention, at: int) -> bool:
        """Whether a state only says something, between commas: “Iran, the White House says, supplies …”."""
        begin, end = self._text.rfind(",", 0, mention.begin), self._text.find(",", mention.end, at)
        return begin >= 0 <= end and self._has("attribution", mention.end, end)

    def _object(self, at: int) -> _State | None:
        """Who stands right behind a verb: “supply Iran with”, “sell Iran jets”."""
        state = next((state for state in self._states if state.mention.begin >= at), None)
        if state is None or state.mark:
            return None
        between = self._length(at, state.mention.begin)
        if between > 1 or (between and not self._begins("article", at)):
            return None
        is_with = state.mention.form == "owner" and self._has("with_goods", state.mention.end)
        return state if state.mention.form == "name" or is_with else None

    def _goods_after(self, mention: Mention) -> bool:
        words = _WORD.findall(self._text, *self._spoken(mention.end, mention.end + _REACH))
        return any(map(self._is_goods, words[: _NEAR + 1]))

    def _origin(self, begin: int = 0) -> _State | None:
        """Whose goods are named: “Iranian missiles”, “Iranian-made aircraft”."""
        for state in self._states:
            if state.mention.begin >= begin and state.mention.form == "adjective" and self._goods_after(state.mention):
                return state
        return None

    def _is_left_open(self, transfer: Transfer) -> bool:
        """Whether the side that is not known is not named either: nobody else stands behind its preposition."""
        begins = {state.mention.begin for state in self._states}
        missing = ("towards", "giving") if transfer.receiver is None else ("away_from", "by_agent")
        for _, end in (place for name in missing for place in self._places(name)):
            after = _NAME.match(self._text, end)
            if after and after.start("name") not in begins and not self._is_goods(after["name"]):
                return False
        return True

    # --- verbs --------------------------------------------------------------------------------------------------------

    def _triggers(self, name: str) -> list[Span]:
        """Every word of a list that stands in no phrase which only looks like a transfer."""
        phrases = self._places("no_transfer")
        return [place for place in self._places(name) if not any(begin <= place[0] < end for begin, end in phrases)]

    def _of_verbs(self) -> Iterator[Transfer | None]:
        for found in self._triggers("giving"):
            if not self._is_noun(found):
                yield self._given(found)
        for found in self._triggers("receiving"):
            if not self._is_noun(found):
                yield self._received(found)
        for found in self._triggers("equipping"):
            receiver = self._object(found[1])
            if receiver and self._has("with_goods", receiver.mention.end):
                yield self._told(found, self._subject(found[0]), receiver)

    def _given(self, verb: Span) -> Transfer | None:
        begin, end = verb
        if self._is_passive(verb, "given"):
            giver = self._first(("by_agent",), end) or self._first(("away_from",))
            subject = self._subject(begin)
            is_near = subject and self._length(subject.mention.end, begin) <= _NEAR + 1
            return self._told(verb, giver, self._first(_TOWARDS) or (subject if is_near else None))
        direct, target = self._object(end), self._first(_TOWARDS, end)
        if not self._is_of_goods(direct.mention.end if direct else end, None if direct else target):
            return None
        return self._told(verb, self._subject(begin) or self._first(("away_from",), end), direct or target)

    def _received(self, verb: Span) -> Transfer | None:
        begin, end = verb
        if self._object(end):  # “Iran ordered Russia to …”
            return None
        if self._is_passive(verb, "received"):
            return self._told(verb, self._first(("away_from",)), self._first(("by_agent",), end))
        source = self._first(("away_from",), end)
        if not self._is_of_goods(end, source):
            return None
        return self._told(verb, source or self._origin(end), self._subject(begin))

    def _is_of_goods(self, begin: int, until: _State | None) -> bool:
        """Whether what is given or got, up to a state if there is one, is goods; also where it is not said."""
        stretch = self._spoken(begin, until.mention.begin if until else None)
        light = {first for name in _LIGHT for first, _ in self._places(name)}
        plain = [word[0] for word in _WORD.finditer(self._text, *stretch) if word.start() not in light]
        return not plain or any(map(self._is_goods, plain))

    def _is_passive(self, verb: Span, participles: str) -> bool:
        """Whether “supplied” means that something is supplied: “is supplied”, “jets supplied to Iran”."""
        begin, end = verb
        if all(first != begin for first, _ in self._places(participles)):
            return False
        before = self._text[:begin].split()
        near = len(self._text[:begin].rstrip()) - len(" ".join(before[-_NEAR:]))
        if self._has("passive", near, begin) or self._begins("by_agent", end):
            return True
        is_active = not before or before[-1].endswith("ly") or self._ends("active", begin)
        is_active |= any(not self._text[state.mention.end : begin].strip() for state in self._states)
        return not is_active and (self._begins("towards", end) or self._begins("away_from", end))

    # --- nouns and goods ----------------------------------------------------------------------------------------------

    def _of_nouns(self) -> Iterator[Transfer | None]:
        for found in self._triggers("giving_noun"):
            if self._is_noun(found) and self._is_noun_of_goods(found):
                end = found[1]
                giver = self._first(("by_agent", "away_from"), end) or self._owner(found) or self._origin(end)
                yield self._told(found, giver or self._actor(found), self._first(_TOWARDS, end))
        for found in self._triggers("receiving_noun"):
            if self._is_noun(found) and self._is_noun_of_goods(found):
                receiver = self._first(("by_agent",), found[1]) or self._owner(found)
                yield self._told(found, self._first(("away_from",), found[1]), receiver)

    def _is_noun_of_goods(self, noun: Span) -> bool:
        """Whether “delivery of …” is one of goods; “delivery” alone may be."""
        return not self._begins("of_goods", noun[1]) or any(map(self._is_goods, _WORD.findall(self._text, noun[1])))

    def _is_noun(self, found: Span) -> bool:
        """Whether a word is a noun where it stands; “supply” is a verb, too."""
        is_noun, is_verb = (
            any(first == found[0] for name in names for first, _ in self._places(name)) for names in (_NOUNS, _VERBS)
        )
        if not (is_noun and is_verb):
            return is_noun
        is_of = self._begins("of_goods", found[1])
        return is_of or self._owner(found) is not None or self._ends("determiners", found[0])

    def _owner(self, noun: Span) -> _State | None:
        """Whose a noun is: “Iran's supply”, “Iranian deliveries”."""
        for state in reversed(self._states):
            if state.mention.end <= noun[0] and state.mention.form != "name":
                between = _ENDING.sub("", self._text[state.mention.end : noun[0]])
                return state if len(between.split()) <= _OWN else None
        return None

    def _actor(self, noun: Span) -> _State | None:
        """Who begins, promises or stops what a noun names: “Iran has begun deliveries”."""
        for begin, end in self._places("carries_out"):
            if end <= noun[0] and self._length(end, noun[0]) <= _OWN:
                return self._subject(begin)
        return None

    def _of_goods(self) -> list[Transfer]:
        """What prepositions alone tell: “missiles from Iran for Russia”, “Iranian missiles reached Russia”."""
        source = self._first(("away_from",)) or self._origin()
        target = self._first(_TOWARDS)
        if source and target:
            begin, end = min(source.mention.begin, target.mention.begin), max(source.mention.end, target.mention.end)
            is_of_goods = source.mention.form == "adjective" or any(map(self._is_goods, self._text[:begin].split()))
            return [Transfer(source.key, target.key, begin, end)] if is_of_goods and source.key and target.key else []
        alone = source or target
        if not alone or not alone.key or alone.mention.form != "name":
            return []
        before = self._text[: alone.mention.begin].split()
        is_of_goods = any(map(self._is_goods, before[-_NEAR - 1 : -1]))
        begin, end = alone.mention.begin, alone.mention.end
        told = Transfer(alone.key, None, begin, end) if source else Transfer(None, alone.key, begin, end)
        return [told] if is_of_goods else []

    def _told(self, trigger: Span, giver: _State | None, receiver: _State | None) -> Transfer | None:
        """The transfer of a trigger; None where no state is known."""
        states = [state for state in (giver, receiver) if state]
        if not any(state.key for state in states):
            return None
        begin = min(trigger[0], *(state.mention.begin for state in states))
        end = max(trigger[1], *(state.mention.end for state in states))
        return Transfer(giver and giver.key, receiver and receiver.key, begin, end)
