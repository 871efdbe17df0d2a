"""A number of goods that nobody knows, or one made firmer than its source has it.

## What it does

Texts: looks for a number right before or after a designation of a deal (“12 Su-35”, “Su-35 (24)”) in every text, and before its
goods (“fighter jets”) in the deal's own texts and in the headline, where the deal gives no `quantity` for them. A number that
the evidence has is let pass, and so is one that the deal gives as delivered.

Fields: holds each `quantity` and `delivered` against the evidence of the deal, by the passages that name the goods where there
are any. It is told where the number stands nowhere in there, and where the source has it in brackets, or as “about” or “at
least”, and the field without. A plain number in a deal that is `unconfirmed` is told as a warning: it stands in brackets.

A trend indicator value (TIV) beside a sum of money is told wherever it stands: it is no price.

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

SIPRI Arms Transfers Database, Sources and methods: an unknown number is printed as unknown, an uncertain one in brackets, and
the trend indicator value measures volumes, not prices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check import backing
from briefgen.check.places import evidence
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.check.tokens import Token, Vocabulary, numbers, vocabulary
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.subjects import ArmsDeal
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.subjects import DealItem
    from briefgen.model.values import Quantity
    from briefgen.wordlists import Found, WordLists

_BETWEEN = re.compile(r"\s+(?:(?P<word>[^\W\d_]+)\s+)?")
_AFTER = re.compile(r"s?\s*[(:×]\s*")
_WORD = re.compile(r"[\w-]+")
_YEARS = range(1900, 2100)
_MONEY_SIGN = re.compile(r"[$€£¥₽﷼₴₺₹₪₩]\s?\d|\d\s?[$€£¥₽﷼₴₺₹₪₩]")
_NO_NUMBER = re.compile(r"\. \.|\.\.(?!\.)")
"""What a register prints for unknown."""

_FARTHEST = 5
"""Words between a sum of money and the “TIV” that it is taken for."""

_REACH = 60
"""Characters before a number in which “about” may stand."""

_FORMS = {"about": "number_about", "at-least": "number_at_least"}
"""Forms of a quantity, each with the words that stand before a number of that form."""

_TIV = "a trend indicator value measures the volume of arms, and is no sum of money"
_TIV_HINT = "give the value in TIV without a currency, or the price without TIV, as the source has it"


class _Goods(NamedTuple):
    """Goods whose quantity nobody knows: where they are looked for, and the numbers that are known of them."""

    deal: str
    everywhere: bool
    known: frozenset[str]


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each number of goods that has none, each field firmer than its source, and each TIV in money."""
    for id_, deal in brief.arms_deals.items():
        yield from _fields(brief, (id_, deal), context.words)
    words = vocabulary(context.words)
    said = _said(brief, words)
    goods = _unknown(brief, said)
    names = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(goods, key=len, reverse=True)))})(?=s?(?!\w))", re.IGNORECASE
    )
    for sentence in sentences(brief):
        if span := _tiv_in_money(sentence.bare, context.words):
            begin, end = (sentence.span[0] + at for at in span)
            yield RULE.finding(_TIV, path=sentence.path, span=(begin, end), hint=_TIV_HINT)
        found = list(names.finditer(sentence.bare)) if goods else []
        for token in numbers(sentence.bare, words) if found else ():
            name = next((name for name in found if _belongs(token, name, sentence.bare, context.words)), None)
            if name is None or not _is_wrong(token, goods[name[0].casefold()], sentence, said):
                continue
            begin, end = (sentence.span[0] + at for at in token.span)
            shown = sentence.bare[slice(*token.span)]
            message = f"“{shown}” {name[0]}, and “{goods[name[0].casefold()].deal}” gives no quantity of them"
            hint = "take the number out; where a source has it, give it under `quantity:` and quote the source"
            yield RULE.finding(message, path=sentence.path, span=(begin, end), hint=hint)


# --- the fields of a deal ---------------------------------------------------------------------------------------------


def _fields(brief: Brief, known: tuple[str, ArmsDeal], words: WordLists) -> Iterator[Diagnostic]:
    """A finding for each figure of a deal that its evidence does not have so."""
    id_, deal = known
    path: Path = ("arms_deals", id_)
    if deal.value and (span := _tiv_in_money(deal.value, words)):
        yield RULE.finding(_TIV, path=(*path, "value"), span=span, hint=_TIV_HINT)
    if deal.desk or not (deal.evidence and backing.is_readable(brief, deal) and words.has("numbers")):
        return
    told = _Told.of([passage.translation or passage.quote for passage in backing.passages(deal)], words)
    for designation, item in deal.items.items():
        forms = told.forms(item, designation)
        for field in ("quantity", "delivered"):
            quantity: Quantity | None = getattr(item, field)
            if quantity is None or quantity.number is None:
                continue
            at = (*path, "items", designation, field)
            had = [form for form, number in forms if number == quantity.number]
            name = designation or item.description or "the goods"
            if not had:
                message = f"the evidence of “{id_}” has no {quantity.number} of {name}"
                hint = "write `unknown`, or quote the words of the source that give the number"
                yield RULE.finding(message, path=at, hint=hint)
            elif quantity.kind == "exact" and "exact" not in had:
                written = _written(had[0], quantity)
                message = f"{quantity.number} of {name} is firmer than the source, which has “{written}”"
                yield RULE.finding(message, path=at, hint=f"write `{written}`")
            elif quantity.kind == "exact" and deal.status is Status.UNCONFIRMED:
                message = f"{quantity.number} of {name} is told as certain, and “{id_}” is unconfirmed"
                hint = f"write `({quantity.number})`: brackets stand for an uncertain figure"
                yield RULE.finding(message, path=at, hint=hint, severity=Severity.WARNING)


class _Told(NamedTuple):
    """What the evidence of a deal has of numbers: each passage as folded words, with its figures; one may be unknown."""

    passages: list[tuple[str, list[tuple[str, int]], bool]]

    @classmethod
    def of(cls, passages: list[str], words: WordLists) -> _Told:
        """From the passages of a deal."""
        read = [(_folded(passage), list(_figures(passage, words)), passage) for passage in passages]
        return cls(
            [(folded, figures, bool(figures or _NO_NUMBER.search(passage))) for folded, figures, passage in read]
        )

    def forms(self, item: DealItem, designation: str) -> list[tuple[str, int]]:
        """The figures of the passages that name the goods and count them; of all where none does."""
        names = [_folded(name).rstrip() for name in (designation, item.description) if name]
        naming = [
            figures
            for folded, figures, is_counted in self.passages
            if is_counted and any(f"{name} " in folded or f"{name}s " in folded for name in names)
        ]
        return [figure for figures in naming or [figures for _, figures, _ in self.passages] for figure in figures]


def _folded(words_of: str) -> str:
    """The words of a text, with one space before and after each."""
    return f" {' '.join(_WORD.findall(words_of.casefold()))} "


def _figures(told: str, words: WordLists) -> Iterator[tuple[str, int]]:
    """Every number of a text with its form: “exact”, “uncertain” in brackets, “about”, “at-least”."""
    for token in numbers(told, vocabulary(words)):
        if token.kind != "number" or not token.value.isdigit():
            continue
        begin, end = token.span
        before = told[:begin].rstrip()
        if before.endswith("(") and told[end:].lstrip().startswith(")"):
            form = "uncertain"
        else:
            near = " ".join(told[max(0, begin - _REACH) : begin].split()[-_FARTHEST:])
            form = next((form for form, name in _FORMS.items() if _ends_with(name, near, words)), "exact")
        yield form, int(token.value)


def _ends_with(name: str, text: str, words: WordLists) -> bool:
    return any(found.end() == len(text) for found in words.find(name, text))


def _written(form: str, quantity: Quantity) -> str:
    """A number as the field has it in a form."""
    return {"uncertain": "({})", "about": "about {}", "at-least": "at least {}"}[form].format(quantity.number)


def _tiv_in_money(told: str, words: WordLists) -> tuple[int, int] | None:
    """Where a sum of money stands beside “TIV”, both in one span; None where there is none."""
    indicators = list(words.find("indicator_value", told))
    if not indicators:
        return None
    sums = [match.span() for match in _MONEY_SIGN.finditer(told)]
    sums += [found.span() for found in words.find("currency", told) if _is_counted(told, found)]
    for found in indicators:
        for begin, end in sums:
            first, last = min(begin, found.start()), max(end, found.end())
            between = told[min(end, found.end()) : max(begin, found.start())]
            if len(between.split()) <= _FARTHEST and not re.search(r"[;:.]\s", between):
                return first, last
    return None


def _is_counted(told: str, currency: Found) -> bool:
    """Whether a number stands beside the name of a currency: “120 million dollars”, “USD 120”."""
    before, after = told[: currency.start()].split()[-2:], told[currency.end() :].split()[:1]
    return any(word[0].isdigit() for word in before + after)


# --- the texts --------------------------------------------------------------------------------------------------------


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
