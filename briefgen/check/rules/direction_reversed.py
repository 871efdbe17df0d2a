"""A text tells an arms transfer the other way round than its deal.

## What it does

Reads in every text who gives and who gets, clause by clause: “Russia supplies X to Iran”, “provides Iran with X”, “Iran
receives X from Russia”, “X is sold to Iran by Russia”, “the delivery of X to Iran”, “Iran's order of X from Russia”, “Russian
jets for Iran”, “Russian-made jets reached Iran”. A state is known by its name, its aliases, its capital, by what is called
after it (“Iranian”), and by its bodies and persons.

Which deal is meant is told by the item itself, by what the clause cites or a judgement is based on, and among several by the
goods that are named; without any of these only where there is one deal between the two, and arms are spoken of. Where the
parties stand the other way round than `supplier` and `recipient`, it is told. Claims have statements of their own and are not
judged. Questions, conditions and what is denied by “not” or “no” are let pass, and so are words within quotation marks.

**A party that is only a pronoun is passed over**: “it would supply jets” says nothing of who “it” is, and only the other party
is judged.

## Why it matters

Two deals in opposite directions are easily mixed up, and the mistake turns the meaning round.

## Bad

```yaml
title: A ministry says that boats are to be delivered
date: 2024-01-19
arms_deals:
  boats:
    text: A ministry says that Ellmark will supply boats to Tarvia.
    supplier: Tarvia
    recipient: Ellmark
    items: boats
    stage: contract-signed
    claimant: A ministry
    status: reported
    desk: true
```

## Good

```yaml
title: A ministry says that boats are to be delivered
date: 2024-01-19
arms_deals:
  boats:
    text: A ministry says that Ellmark will receive boats from Tarvia.
    supplier: Tarvia
    recipient: Ellmark
    items: boats
    stage: contract-signed
    claimant: A ministry
    status: reported
    desk: true
```

## When to ignore

Where the sentence speaks of another transfer between the two, such as a return.

## Source

SIPRI's register of arms transfers keeps supplier and recipient apart for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.deals import Deals, goods
from briefgen.check.parties import Parties
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.check.transfers import Clause, Transfer
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event, Judgement
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal
from briefgen.standards import countries

if TYPE_CHECKING:
    from briefgen.diagnostics import Span
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_PARTS = re.compile(r"[;:]|\s[–—]\s")
_LONGEST = 2000
"""Characters of a clause that is read; a longer one is no sentence, and its time grows faster than its length."""


class _Known(NamedTuple):
    """What is known of the deals of a brief."""

    deals: Deals
    parties: Parties
    words: WordLists


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each deal that a sentence turns round."""
    if not (brief.arms_deals and context.words.has("giving")):
        return
    parties = Parties(brief, context.words)
    known = _Known(Deals(brief, parties, context.words), parties, context.words)
    for sentence in sentences(brief):
        if not _is_judged(sentence):
            continue
        found: dict[str, Span] = {}
        for begin, end in _clauses(brief, sentence, context.words):
            for id_, span in _reversed(brief, sentence, (begin, end), known):
                found.setdefault(id_, span)
        for id_, (begin, end) in found.items():
            deal = brief.arms_deals[id_]
            supplier, recipient = (_name(brief, key) for key in (deal.supplier, deal.recipient))
            message = f"this tells “{id_}” the other way round: {supplier} supplies, and {recipient} receives"
            hint = (
                f"write who supplies first, such as “{supplier} … to {recipient}”, or mend `supplier` and `recipient`"
            )
            at = sentence.span[0]
            yield RULE.finding(message, path=sentence.path, span=(at + begin, at + end), hint=hint)


def _is_judged(sentence: Sentence) -> bool:
    """Whether a sentence tells of deals in the desk's own words: no claim of others, and no question."""
    is_others = isinstance(sentence.item, Statement) and not isinstance(sentence.item, ArmsDeal)
    is_remark = sentence.kind == "comment"
    return (is_remark or not is_others) and not sentence.bare.rstrip().endswith(("?", "؟"))


def _clauses(brief: Brief, sentence: Sentence, words: WordLists) -> Iterator[Span]:
    """The clauses of a sentence: parted by semicolons, dashes, citations, and “, and”."""
    bare = sentence.bare
    cuts = [match.span() for match in _PARTS.finditer(bare)]
    cuts += [found.span() for found in words.find("clause_parts", bare) if bare[: found.start()].rstrip().endswith(",")]
    cuts += [(begin, end) for begin, end, _ in _citations(brief, sentence)]
    begin = 0
    for first, last in sorted(cuts):
        if begin < first:
            yield begin, first
        begin = max(begin, last)
    yield begin, len(bare)


def _citations(brief: Brief, sentence: Sentence) -> list[tuple[int, int, tuple[str, ...]]]:
    """The citations of a field from the beginning of a sentence on, each with its place in the sentence."""
    field = value_at(brief, sentence.path)
    if "[@" not in field:
        return []
    at = sentence.span[0]
    block = sentence.path[0] == "sections" and sentence.path[-1] == "text"
    return [
        (max(0, citation.span[0] - at), citation.span[1] - at, tuple(citation.ids))
        for citation in text.citations(field, block=block)
        if citation.span[1] > at
    ]


def _reversed(brief: Brief, sentence: Sentence, place: Span, known: _Known) -> Iterator[tuple[str, Span]]:
    """The deals that a clause turns round, each with the words that do."""
    begin, end = place
    clause = sentence.bare[begin:end]
    mentions = list(known.parties.find(clause)) if len(clause) <= _LONGEST else []
    own, words = _own(brief, sentence, end), goods(clause)
    straight: set[str] = set()
    turned: list[tuple[str, Transfer]] = []
    for transfer in Clause(clause, mentions, known.words, known.deals.is_goods).transfers() if mentions else ():
        meant = known.deals.meant(transfer, words, own)
        ids = [known.deals.deal_of(way, words, own) for way in meant]
        if meant and all(way.turns(transfer) for way in meant):
            turned.append((ids[0], transfer))
        elif transfer.giver and transfer.receiver:
            straight.update(ids)
    for id_, transfer in turned:
        is_sure = id_ not in straight or (transfer.giver and transfer.receiver)
        if is_sure and not _is_open(clause, transfer, known.words):
            yield id_, (begin + transfer.begin, begin + transfer.end)


def _is_open(clause: str, transfer: Transfer, words: WordLists) -> bool:
    """Whether a transfer is denied or supposed where it is told, or another one is spoken of, such as a return."""
    within = clause[: transfer.end]
    opened = [found.end() for found in words.find("clause_opens", within[: transfer.begin])]
    begin = max([within.rfind(",", 0, transfer.begin) + 1, *opened])
    is_denied = words.holds("negation", within[begin:]) or words.holds("condition", within)
    return is_denied or words.holds("other_transfer", clause)


def _own(brief: Brief, sentence: Sentence, end: int) -> list[str]:
    """The deals that a clause is of: its item's, those that it cites, or those that its item rests on."""
    item = sentence.item
    if isinstance(item, ArmsDeal):
        return [item.id]
    cited = next((ids for begin, _, ids in _citations(brief, sentence) if begin >= end), None)
    based_on: Iterable[str] = item.based_on if isinstance(item, (Judgement, Event)) else ()
    return [id_ for id_ in (cited if cited is not None else based_on) if id_ in brief.arms_deals]


def _name(brief: Brief, reference: str) -> str:
    """What an actor is called."""
    actor = brief.actors.get(reference)
    country = countries.NAMES.get(actor.country or "") if actor else None
    return (actor and (country or actor.body or actor.person)) or reference


RULE = Rule("W04", "direction-reversed", Severity.ERROR, "brief", check, needs=("giving", "receiving"))
