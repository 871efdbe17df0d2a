"""A text gives a number of goods of which the deal says that the quantity is unknown.

## What it does

Looks for a number right before or after a designation of a deal (“12 Su-35”, “Su-35 (24)”) in every text, and before its goods
(“fighter jets”) in the deal's own texts and in the headline, where the deal gives no `quantity` for them. A number that the
evidence has is let pass, and so is one that the deal gives as delivered.

## Why it matters

A number makes a vague account sound well known. Once it is printed, others cite it.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: A news agency reports that Iran has asked Russia for 12 Su-35.
arms_deals:
  request:
    text: A news agency reports that Iran has asked Russia for Su-35.
    supplier: Russia
    recipient: Iran
    items: {Su-35: fighter jets}
    stage: suggested
    status: reported
    evidence: {agency: Iran has asked Russia for Su-35 fighter jets}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: A news agency reports that Iran has asked Russia for Su-35 fighter jets; how many is not known.
arms_deals:
  request:
    text: A news agency reports that Iran has asked Russia for Su-35.
    supplier: Russia
    recipient: Iran
    items: {Su-35: fighter jets}
    stage: suggested
    status: reported
    evidence: {agency: Iran has asked Russia for Su-35 fighter jets}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## When to ignore

Where the number counts something else, such as the pages of a report on the goods.

## Source

SIPRI Arms Transfers Database, Sources and methods: an unknown number is printed as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.places import evidence
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.check.tokens import Token, Vocabulary, numbers, vocabulary
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.subjects import ArmsDeal

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_BETWEEN = re.compile(r"\s+(?:(?P<word>[^\W\d_]+)\s+)?")
_AFTER = re.compile(r"s?\s*[(:×]\s*")
_YEARS = range(1900, 2100)


class _Goods(NamedTuple):
    """Goods whose quantity nobody knows: where they are looked for, and the numbers that are known of them."""

    deal: str
    everywhere: bool
    known: frozenset[str]


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each number beside goods that have none."""
    words = vocabulary(context.words)
    said = _said(brief, words)
    goods = _unknown(brief, said)
    if not goods:
        return
    names = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(goods, key=len, reverse=True)))})(?=s?(?!\w))", re.IGNORECASE
    )
    for sentence in sentences(brief):
        found = list(names.finditer(sentence.bare))
        for token in numbers(sentence.bare, words) if found else ():
            name = next((name for name in found if _belongs(token, name, sentence.bare, context.words)), None)
            if name is None or not _is_wrong(token, goods[name[0].casefold()], sentence, said):
                continue
            begin, end = (sentence.span[0] + at for at in token.span)
            shown = sentence.bare[slice(*token.span)]
            message = f"“{shown}” {name[0]}, and “{goods[name[0].casefold()].deal}” gives no quantity of them"
            hint = "take the number out; where a source has it, give it under `quantity:` and quote the source"
            yield RULE.finding(message, path=sentence.path, span=(begin, end), hint=hint)


def _unknown(brief: Brief, said: Mapping[str, frozenset[str]]) -> Mapping[str, _Goods]:
    """The goods of no known quantity by their folded name; none that another deal has a quantity of."""
    unknown: dict[str, _Goods] = {}
    counted: set[str] = set()
    for id_, deal in brief.arms_deals.items():
        for designation, item in deal.items.items():
            names = {name.casefold() for name in (designation, item.description) if name}
            if item.quantity is not None and item.quantity.number is not None:
                counted |= names
                continue
            delivered = item.delivered.number if item.delivered else None
            known = said.get(id_, frozenset()) | ({str(delivered)} if delivered else set())
            for name in names:
                is_designation = any(map(str.isdigit, name)) and name == designation.casefold()
                unknown[name] = _Goods(id_, is_designation, frozenset(known))
    return {name: goods for name, goods in unknown.items() if name not in counted}


def _said(brief: Brief, words: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The numbers that the evidence of each item has, by the item's id."""
    found: dict[str, frozenset[str]] = {}
    for cited in evidence(brief):
        passage = cited.passage
        values = {token.value for token in numbers(f"{passage.quote} {passage.translation or ''}", words)}
        id_ = str(cited.path[1])
        found[id_] = found.get(id_, frozenset()) | values
    return found


def _belongs(token: Token, name: re.Match[str], text: str, words: WordLists) -> bool:
    """Whether a number stands right before the goods, with one word between at most, or right after them in brackets."""
    if token.kind != "number" or (token.value.isdigit() and int(token.value) in _YEARS):
        return False
    begin, end = token.span
    if end <= name.start():
        between = _BETWEEN.fullmatch(text, end, name.start())
        before = text[:begin].split()
        is_back = bool(before) and words.holds("number_pointing_back", before[-1])
        return (
            between is not None and not is_back and (between["word"] or "").casefold() not in vocabulary(words).months
        )
    return name.end() <= begin and _AFTER.fullmatch(text, name.end(), begin) is not None


def _is_wrong(token: Token, goods: _Goods, sentence: Sentence, said: Mapping[str, frozenset[str]]) -> bool:
    item = sentence.item
    if token.value in goods.known or (item is not None and token.value in said.get(item.id, ())):
        return False
    own = isinstance(item, ArmsDeal) and item.id == goods.deal
    return goods.everywhere or own or sentence.kind == "headline"


RULE = Rule("D02", "quantity-unknown", Severity.ERROR, "brief", check)
