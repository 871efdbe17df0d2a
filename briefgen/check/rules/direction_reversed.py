"""A text tells an arms transfer the other way round than its deal.

## What it does

Looks at each sentence of a deal's text, and at each sentence of a headline, a judgement or a comment that cites the deal, for
who gives and who gets: “Russia supplies X to Iran”, “Iran receives X from Russia”, “X is sold to Iran by Russia”,
“deliveries from
Russia to Iran”. Where the parties stand the other way round than `supplier` and `recipient`, it is told. A sentence with a
pronoun for a party is passed over, and so are words within quotation marks.

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
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.subjects import ArmsDeal
from briefgen.standards import countries

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists


class _Mention(NamedTuple):
    """A party named in a sentence: whether it is the supplier, and where it stands."""

    supplies: bool
    begin: int
    end: int


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence that turns a deal round."""
    if not (brief.arms_deals and context.words.has("giving")):
        return
    parties = {id_: _parties(brief, deal) for id_, deal in brief.arms_deals.items()}
    for sentence in sentences(brief):
        for deal in _told(brief, sentence):
            if _is_reversed(sentence.bare, parties[deal.id], context.words):
                supplier, recipient = (_names(brief, name)[0] for name in (deal.supplier, deal.recipient))
                message = f"this tells “{deal.id}” the other way round: {supplier} supplies, and {recipient} receives"
                hint = f"write who supplies first, such as “{supplier} … to {recipient}”, or mend `supplier` and `recipient`"
                yield RULE.finding(message, path=sentence.path, span=sentence.span, hint=hint)


def _told(brief: Brief, sentence: Sentence) -> Iterable[ArmsDeal]:
    """The deals that a sentence tells: its own, or those that its field cites within it."""
    if isinstance(sentence.item, ArmsDeal):
        return [sentence.item]
    if not sentence.is_desks_own:
        return []
    found = [
        id_
        for citation in text.citations(value_at(brief, sentence.path))
        for id_ in citation.ids
        if id_ in brief.arms_deals
    ]
    return [brief.arms_deals[found[0]]] if len(set(found)) == 1 else []


def _parties(brief: Brief, deal: ArmsDeal) -> re.Pattern[str]:
    """Finds either party by any of its names; the group `supplier` or `recipient` tells which."""
    groups = []
    for role in ("supplier", "recipient"):
        names = sorted(_names(brief, getattr(deal, role)), key=len, reverse=True)
        groups.append(f"(?P<{role}>{'|'.join(map(re.escape, names))})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _names(brief: Brief, reference: str) -> list[str]:
    actor = brief.actors.get(reference)
    if actor is None:
        return [reference]
    country = countries.NAMES.get(actor.country) if actor.country else None
    return [name for name in (country, actor.body, actor.person, *actor.aliases) if name] or [reference]


def _is_reversed(bare: str, parties: re.Pattern[str], words: WordLists) -> bool:
    mentions = [_Mention(match["supplier"] is not None, *match.span()) for match in parties.finditer(bare)]
    if len({mention.supplies for mention in mentions}) < 2:
        return False
    marked = [(_marked(bare[max(0, mention.begin - 12) : mention.begin], words), mention) for mention in mentions]
    origins = {mention.supplies for mark, mention in marked if mark == "away_from"}
    for verb, gives in (("giving", True), ("receiving", False)):
        for match in words.find(verb, bare):
            told = _told_by(match, marked, gives=gives)
            if told is not None and origins <= {told}:
                return not told
    ends = {mark: mention.supplies for mark, mention in marked if mark in ("away_from", "towards")}
    return len(ends) == 2 and not ends["away_from"] and ends["towards"]


def _told_by(match: Found, marked: list[tuple[str, _Mention]], *, gives: bool) -> bool | None:
    """Whether the verb has the supplier give (or the recipient get); None where it does not tell.

    The subject is the nearest party before the verb that no preposition takes away; in the passive it stands after “by”.
    """
    before = [mention for mark, mention in marked if mention.end <= match.start() and not mark]
    after = [(mark, mention) for mark, mention in marked if mention.begin >= match.end()]
    agents = [mention for mark, mention in after if mark == "by_agent"]
    if agents:
        return agents[0].supplies is gives
    if not before:
        return None
    subject = before[-1]
    others = [mention for mark, mention in after if mark in (("towards", "") if gives else ("away_from",))]
    if not others or others[0].supplies is subject.supplies:
        return None
    return subject.supplies is gives


def _marked(before: str, words: WordLists) -> str:
    """Which preposition stands right before a party; empty for none."""
    for name in ("towards", "away_from", "by_agent"):
        if any(not before[match.end() :].strip() for match in words.find(name, before)):
            return name
    return ""


RULE = Rule("W04", "direction-reversed", Severity.ERROR, "brief", check)
