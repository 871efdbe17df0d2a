"""A word of likelihood stands in the desk's own prose without the range that it stands for.

## What it does

Looks for words of the likelihood scale that the desk says for itself outside its judgements: in the bottom line, in “so what”,
in comments and in sections. The memo prints the range beside a judgement and nowhere else, so that the sentence must have it
(“likely (55–80 %)”), or cite the judgement whose word it repeats. What a speaker says, and what is quoted, is not judged.

## Why it matters

Readers take “likely” for anything between 25 and 90 per cent. And an estimate outside the judgements has no horizon, no
confidence and no basis.

## Bad

```yaml
title: Russia's foreign ministry expects a new treaty to be signed
date: 2024-01-19
so_what: A signature is likely.
```

## Good

```yaml
title: Russia's foreign ministry expects a new treaty to be signed
date: 2024-01-19
so_what: A signature is likely (55–80 %).
```

## When to ignore

Where the word is no estimate, but spoken of: put it in quotation marks.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a): likelihood is told by the words of the scale and their ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.estimates import own_sentences, speaks_language_of, terms
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief

_RANGE = re.compile(r"\d\s*(?:%|per\s?cent)")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence with an estimate of the desk that no range explains."""
    scale = context.scale
    if scale is None or not speaks_language_of(context):
        return
    for sentence in own_sentences(brief):
        if sentence.path[0] == "judgements" or _RANGE.search(sentence.bare):
            continue
        term = next((term for term in terms(sentence, context) if term.row is not None), None)
        if term is not None and term.row is not None and not _cites_judgement(sentence, brief):
            word = term.match[0]
            message = f"no range explains “{word}”, and no judgement bears it"
            hint = f"say “{word} ({term.row.start}–{term.row.end} %)”, or make it a judgement and cite that"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(term.match), hint=hint)


def _cites_judgement(sentence: Sentence, brief: Brief) -> bool:
    begin, end = sentence.span
    return any(
        begin <= citation.span[0] < end and not brief.judgements.keys().isdisjoint(citation.ids)
        for citation in text.citations(value_at(brief, sentence.path))
    )


RULE = Rule("L04", "likelihood-without-range", Severity.WARNING, "brief", check, needs=("likelihood", "scale"))
