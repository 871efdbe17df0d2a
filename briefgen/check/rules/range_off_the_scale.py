"""The range printed beside a judgement, or typed into a text, is not that of the word of likelihood in the text.

## What it does

The memo prints the range of `likelihood` beside a judgement. Told is a judgement whose text has another step of the
scale than `likelihood`, or no word of likelihood at all; and per cents typed in brackets after a word of the scale that
are not the scale's (“likely (60–70 %)”).

## Why it matters

Readers go by the number. A text that says “very likely” above a printed 55–80 % says two things.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is very likely that the treaty is signed by 19 July 2024.
    likelihood: likely
    by: 2024-07-19
    confidence: moderate
    because: The ministry itself says so in a statement of its own.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## Good

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is very likely (80–95 %) that the treaty is signed by 19 July 2024.
    likelihood: very likely
    by: 2024-07-19
    confidence: moderate
    because: The ministry itself says so in a statement of its own.
    based_on: plan
claims:
  plan:
    text: The ministry said that it expects the treaty to be signed.
    claimant: The ministry
    status: officially-stated
    evidence: {note: it expects the treaty to be signed}
sources:
  note: {title: Note to the press, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}
```

## When to ignore

Where a shorter wording of a judgement leaves the likelihood to what is printed beside it.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a): the ranges belong to the words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import Term, own_sentences, speaks_language_of, terms
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.standards import LikelihoodScale, Row

_TYPED = re.compile(
    r"[(\[]\s*(?P<low>\d{1,3})\s*%?(?:\s*(?:[-\u2010-\u2015]|\w{1,2})\s*(?P<high>\d{1,3}))?\s*(?:%|per\s?cent)\s*[)\]]"
)


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each typed range that is another, and for each judgement whose text has another step or none."""
    scale = context.scale
    if scale is None or not speaks_language_of(context):
        return
    for path, field in itertools.groupby(own_sentences(brief), key=lambda sentence: sentence.path):
        places = [(sentence, terms(sentence, context)) for sentence in field]
        for sentence, said in places:
            yield from _typed(sentence, said, scale)
        row = scale.row(brief.judgements[str(path[1])].likelihood) if places[0][0].kind == "judgement" else None
        if row is not None:
            yield from _step(row, brief.judgements[str(path[1])].likelihood, places, context)


def _typed(sentence: Sentence, said: list[Term], scale: LikelihoodScale) -> Iterator[Diagnostic]:
    """Ranges typed after words of the scale."""
    for term in said:
        after = sentence.bare[term.match.end() :]
        typed = _TYPED.match(sentence.bare, len(sentence.bare) - len(after.lstrip()))
        if typed is not None and term.row is not None and not _is_range(typed, term.row):
            message = f"“{term.match[0]}” stands for {_range(term.row)} in {scale.title}"
            hint = "leave the numbers out: the memo prints the scale's beside the judgement"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(typed), hint=hint)


def _step(
    row: Row, declared: str, places: list[tuple[Sentence, list[Term]]], context: CheckContext
) -> Iterator[Diagnostic]:
    """The text of a judgement has another step than the one whose range is printed; what L02, L05 or L09 tell is not told."""
    printed = f"“{declared}: {_range(row)}” is printed beside it"
    hint = f"say “{declared}” in the text, or change `likelihood:`"
    first = next(((sentence, term) for sentence, said in places for term in said), None)
    if any(term.row is row for _, said in places for term in said):
        return
    if first is not None:
        sentence, term = first
        if term.row is not None:
            message = f"the text says “{term.match[0]}”, and {printed}"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(term.match), hint=hint)
        return
    text = places[0][0].whole
    told = any(context.words.holds(name, text) for name in ("vague_likelihood", "certainty", "future_will"))
    if not told and not any(word in text.casefold() for word in row.words):
        message = f"no word of likelihood stands in the text, and {printed}"
        yield RULE.finding(message, path=places[0][0].path, hint=hint)


def _is_range(typed: re.Match[str], row: Row) -> bool:
    low, high = int(typed["low"]), int(typed["high"] or typed["low"])
    return (low, high) == (row.start, row.end) or (typed["high"] is None and row.start <= low <= row.end)


def _range(row: Row) -> str:
    return f"{row.start}–{row.end} %"


RULE = Rule("L03", "range-off-the-scale", Severity.ERROR, "brief", check, needs=("likelihood", "scale"))
