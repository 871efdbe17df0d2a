"""Which arms deals a clause may speak of, by the states and the goods that it names.

Deals of one direction between the same two states are one way: for the direction it does not matter which of them is meant.
So the time that a clause takes does not grow with the number of deals.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.check.parties import Parties
    from briefgen.check.transfers import Transfer
    from briefgen.model.brief import Brief
    from briefgen.model.subjects import ArmsDeal
    from briefgen.wordlists import WordLists

_WORD = re.compile(r"[\w-]+")
_SHORT = 4
"""Letters from which on a word has a plural in “s” (“gas” has none), and may stand for goods alone (“for” may not)."""

Goods = tuple[str, ...]
"""The words of a text or a name in the singular."""


@dataclasses.dataclass
class Way:
    """From whom to whom: the deals that go there, what their goods are called, and the words that may stand for them."""

    giver: str
    receiver: str
    deals: list[str] = dataclasses.field(default_factory=list)
    names: dict[Goods, str] = dataclasses.field(default_factory=dict)
    kinds: set[str] = dataclasses.field(default_factory=set)
    lengths: set[int] = dataclasses.field(default_factory=set)
    """How many words the names have."""

    def turns(self, told: Transfer) -> bool:
        """Whether a transfer has one of the two states on the other side."""
        return told.giver == self.receiver or told.receiver == self.giver

    def match(self, clause: Goods) -> int:
        """How surely a clause names goods of these deals: 2 by name, 1 by their kind, 0 not at all."""
        return 2 if next(self.named(clause), None) else int(any(word in self.kinds for word in clause))

    def named(self, clause: Goods) -> Iterator[str]:
        """The deals whose goods a clause names."""
        for index in range(len(clause)):
            for length in self.lengths:
                deal = self.names.get(clause[index : index + length])
                if deal is not None:
                    yield deal


class Deals:
    """All deals of a brief, way by way."""

    def __init__(self, brief: Brief, parties: Parties, words: WordLists) -> None:
        self._arms = {singular(word) for word in words.lists().get("arms", ())}
        self._kin = [frozenset(line.casefold().split()) for line in words.lists().get("goods_kin", ())]
        self._ways: dict[tuple[str, str], Way] = {}
        self._of: dict[str, Way] = {}
        self._designated: dict[str, list[Way]] = {}
        self._goods = self._arms.union(*self._kin)
        for id_, deal in brief.arms_deals.items():
            ends = parties.state_of(deal.supplier), parties.state_of(deal.recipient)
            self._of[id_] = self._ways.setdefault(ends, Way(*ends))
            self._of[id_].deals.append(id_)
            self._enter(deal, id_)

    def is_goods(self, word: str) -> bool:
        """Whether a word is arms, or goods of any deal."""
        return singular(word) in self._goods

    def meant(self, told: Transfer, clause: Goods, own: Iterable[str]) -> list[Way]:
        """The ways that a transfer of a clause may be; none where that cannot be told. `own`: the deals it is told of."""
        ends = {told.giver, told.receiver} - {None}
        its = self._distinct(way for id_ in own if ends <= {(way := self._of[id_]).giver, way.receiver})
        between = self._between(told, clause) if not its else self._both_ways(its)
        matches = [(way.match(clause), way) for way in between]
        best = max((match for match, _ in matches), default=0)
        named = [way for match, way in matches if match == best > 0]
        if its:
            return [way for way in its if way.match(clause) == best] or named
        if len(ends) < len(("giver", "receiver")):
            return named if told.giver else []
        return named or (between if len(between) == 1 and any(word in self._arms for word in clause) else [])

    def deal_of(self, way: Way, clause: Goods, own: Iterable[str]) -> str:
        """The deal of a way that is meant: the one it is told of, the one whose goods are named, else the first."""
        return next((id_ for id_ in own if id_ in self._of and self._of[id_] is way), None) or next(
            way.named(clause), way.deals[0]
        )

    def _between(self, told: Transfer, clause: Goods) -> list[Way]:
        """The ways between two states; of one state alone those whose goods a clause names by their designation."""
        if told.giver and told.receiver:
            ends = (told.giver, told.receiver), (told.receiver, told.giver)
            return [self._ways[pair] for pair in ends if pair in self._ways]
        designated = [way for word in clause for way in self._designated.get(word, ())]
        return self._distinct(way for way in designated if told.giver in (way.giver, way.receiver))

    def _both_ways(self, its: list[Way]) -> list[Way]:
        """Some ways with those in the opposite direction."""
        pairs = [pair for way in its for pair in ((way.giver, way.receiver), (way.receiver, way.giver))]
        return self._distinct(self._ways[pair] for pair in pairs if pair in self._ways)

    @staticmethod
    def _distinct(ways: Iterable[Way]) -> list[Way]:
        return list({id(way): way for way in ways}.values())

    def _enter(self, deal: ArmsDeal, id_: str) -> None:
        way = self._of[id_]
        for designation, item in deal.items.items():
            for name in (designation, item.description):
                words = goods(name or "")
                if not words:
                    continue
                way.names.setdefault(words, id_)
                way.lengths.add(len(words))
                self._goods.update(word for word in words if len(word) >= _SHORT)
                if any(map(str.isdigit, name or "")):
                    self._designated.setdefault(words[0], []).append(way)
                else:
                    way.kinds.update({words[-1]}.union(*(line for line in self._kin if words[-1] in line)))


def singular(word: str) -> str:
    """A word in the singular, in small letters."""
    folded = word.strip(",.()").casefold()
    return folded.removesuffix("s") if len(folded) >= _SHORT else folded


def goods(text: str) -> Goods:
    """The words of a text in the singular."""
    return tuple(map(singular, _WORD.findall(text)))
