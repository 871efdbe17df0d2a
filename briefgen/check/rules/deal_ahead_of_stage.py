"""A deal stands as contracted or delivered before that is verified.

## What it does

Looks at deals whose `stage` is `contract-signed`, `in-delivery` or `delivered`. Two things keep a deal out of these: a status
of `unconfirmed`, `disputed`, `refuted` or `withdrawn`; and evidence that tells of an earlier stage (talks, terms, arrangements,
an agreement in principle) and has no word of a contract, or of a delivery.

The same holds for the words: a text that says that a contract was signed, or that something was received, on evidence that
tells of an earlier stage and of nothing more.

## Why it matters

A row in a table of transfers is copied into other tables, and there it counts. “Final arrangements” are neither a contract nor
a delivery, and most deals that are talked about never become one.

## Bad

```yaml
title: A news agency reports on talks about aircraft for Iran
date: 2024-01-19
arms_deals:
  aircraft:
    text: A news agency reports that Iran and Russia have settled the terms for aircraft.
    supplier: Russia
    recipient: Iran
    items: aircraft
    stage: contract-signed
    claimant: A news agency
    status: reported
    evidence: {agency: Iran and Russia have settled the terms for aircraft}
sources:
  agency: {title: Terms for aircraft, publisher: A news agency, published: 2024-01-18}
```

## Good

```yaml
title: A news agency reports on talks about aircraft for Iran
date: 2024-01-19
arms_deals:
  aircraft:
    text: A news agency reports that Iran and Russia have settled the terms for aircraft.
    supplier: Russia
    recipient: Iran
    items: aircraft
    stage: terms-agreed
    claimant: A news agency
    status: reported
    evidence: {agency: Iran and Russia have settled the terms for aircraft}
sources:
  agency: {title: Terms for aircraft, publisher: A news agency, published: 2024-01-18}
```

## When to ignore

Where the words that show the contract may not be quoted: waive it and say who has seen them.

## Source

SIPRI, Arms Transfers Database, Sources and Methods: an order is listed when there is evidence of a contract or of a delivery.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.subjects import ArmsDeal
from briefgen.model.vocabulary import DealStage, Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_SHOWN_BY = {
    DealStage.CONTRACT_SIGNED: ("deal_contract", "deal_delivery"),
    DealStage.IN_DELIVERY: ("deal_delivery",),
    DealStage.DELIVERED: ("deal_delivery",),
}
"""Stage → the lists of which evidence for it has a word; who has received something has had a contract."""

_SAID = {"deal_contract_said": DealStage.CONTRACT_SIGNED, "deal_delivery_said": DealStage.DELIVERED}
_NEAR = 4
"""Words before it that say whether something has happened: “has not yet been”, “expects it to be”."""

_UNVERIFIED = (Status.UNCONFIRMED, Status.DISPUTED, Status.REFUTED, Status.WITHDRAWN)
_NAMES = {
    DealStage.CONTRACT_SIGNED: "a contract",
    DealStage.IN_DELIVERY: "a delivery",
    DealStage.DELIVERED: "a delivery",
}


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each deal, or each sentence on one, that is further than is verified."""
    words = context.words
    known = {
        name: backing.evidence_text(backing.passages(deal))
        for name, deal in brief.arms_deals.items()
        if backing.is_readable(brief, deal)
    }
    early = {name: said for name, said in known.items() if words.holds("deal_earlier", said)}
    for name, deal in brief.arms_deals.items():
        yield from _stage(name, deal, early.get(name), words)
    for sentence in sentences(brief):
        deal_of = sentence.item
        if isinstance(deal_of, ArmsDeal) and sentence.kind == "statement" and deal_of.id in early:
            yield from _text(sentence, early[deal_of.id], words)


def _stage(name: str, deal: ArmsDeal, early: str | None, words: WordLists) -> Iterator[Diagnostic]:
    """A finding where the stage is further than the status or the evidence allows."""
    if deal.stage not in _SHOWN_BY:
        return
    if deal.status in _UNVERIFIED:
        message = f"the stage is {deal.stage}, and the deal is only {deal.status}"
        hint = "write the last stage that is verified, or `unknown`; that more is alleged is said in the text"
    elif early is not None and not _shows(deal.stage, early, words):
        message = f"the stage is {deal.stage}, and its evidence has no word of {_NAMES[deal.stage]}"
        hint = "write the stage that the evidence shows, such as `terms-agreed`; or quote the words that show more"
    else:
        return
    yield RULE.finding(message, path=("arms_deals", name, "stage"), hint=hint)


def _text(sentence: Sentence, early: str, words: WordLists) -> Iterator[Diagnostic]:
    """A finding for each sentence that tells of a contract or a delivery when the evidence does not."""
    for said, stage in _SAID.items():
        for found in words.find(said, sentence.bare):
            before = " ".join(sentence.bare[: found.start()].split()[-_NEAR:])
            if _shows(stage, early, words) or words.holds("not_asserted", before) or words.holds("deal_ahead", before):
                continue
            message = f"“{found[0]}” tells of {_NAMES[stage]}, and the evidence has no word of one"
            hint = "say what the source says, such as that terms are agreed"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(found), hint=hint)
            return


def _shows(stage: DealStage, said: str, words: WordLists) -> bool:
    return any(words.holds(name, said) for name in _SHOWN_BY[stage])


RULE = Rule("D03", "deal-ahead-of-stage", Severity.ERROR, "brief", check, needs=("deal_earlier",))
