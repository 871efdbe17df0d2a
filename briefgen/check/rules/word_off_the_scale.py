"""A word of likelihood is none of the brief's scale, or two of its words that do not go together stand in one sentence.

## What it does

Looks at the words of likelihood in the desk's own sentences: title, bottom line, judgements, comments. It tells a word
that the brief's scale does not have (“highly likely” under ICD 203), two steps for one thing (“likely to very likely”),
and, where the scale wants one set of words, both sets in one sentence (“likely … highly probable” under ICD 203).
Comparisons (“more likely”) and what is attributed to somebody else do not count.

## Why it matters

A word of the scale stands for a range that is printed. A word beside it stands for whatever the reader takes it for,
and one word for a thing now and another then reads like two assessments.

## Bad

```yaml
title: A ministry expects a treaty to be signed
date: 2024-01-19
judgements:
  signature:
    text: It is likely, even very likely, that the treaty is signed by 19 July 2024.
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
    text: It is likely that the treaty is signed by 19 July 2024.
    likelihood: likely
    by: 2024-07-19
    confidence: moderate
    because: The ministry itself says so in a statement of its own.
    based_on: plan
    alternatives: The treaty is signed later, which is less likely.
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

Where the text says that both words stand for the same likelihood, as ICD 203 asks of those who mix.

## Source

ICD 203, Analytic Standards, D.6.e(2)(a); the PHIA Probability Yardstick.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.estimates import NOT_ASSESSED, Term, own_sentences, speaks_language_of, terms
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.standards import LikelihoodScale
    from briefgen.wordlists import WordLists


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word that is none of the scale, and for each second word that does not go with the first."""
    scale = context.scale
    if scale is None or not speaks_language_of(context):
        return
    usual = _usual_set(brief, scale) if scale.one_set else None
    for sentence in own_sentences(brief):
        said = terms(sentence, context)
        if usual is not None and sentence.kind == "judgement" and len(said) == 1 and _set(said[0]) not in (None, usual):
            other = said[0]
            message = f"“{other.match[0]}” is of another set of words of {scale.title} than the other judgements"
            yield _finding(message, sentence, other, f"keep to one set: say “{_same(other, usual)}”")
        for term in said:
            if term.row is None:
                message = f"“{term.match[0]}” is no word of the scale {scale.title}"
                yield _finding(message, sentence, term, _hint(brief, sentence, scale))
        known = [term for term in said if term.row is not None]
        for one, other in itertools.pairwise(known):
            between = sentence.bare[one.match.end() : other.match.start()]
            if one.row is not other.row and _joins(between, context.words):
                message = f"“{one.match[0]}” and “{other.match[0]}” are two steps of the scale {scale.title}"
                yield _finding(message, sentence, other, "decide for one of them")
            elif usual is not None and _set(one) != _set(other):
                message = f"“{one.match[0]}” and “{other.match[0]}” are of two sets of words of {scale.title}"
                yield _finding(message, sentence, other, f"keep to one set: say “{_same(other, _set(one))}”")


def _joins(between: str, words: WordLists) -> bool:
    """Whether two steps with these words between them are said of one thing: “likely, even very likely”."""
    inner = between.strip(" ,–—()")
    return not inner or any(match[0] == inner for match in words.find("step_link", inner))


def _usual_set(brief: Brief, scale: LikelihoodScale) -> int:
    """The set of words that most judgements keep to, by their fields; the first where they are even."""
    sets = Counter(
        row.words.index(judgement.likelihood)
        for judgement in brief.judgements.values()
        if (row := scale.row(judgement.likelihood)) is not None and judgement.likelihood in row.words
    )
    return max(sets, key=lambda number: (sets[number], -number), default=0)


def _set(term: Term) -> int | None:
    """The set that a word is of; None where it is none of the scale's own."""
    return term.row.words.index(term.word) if term.row is not None and term.word in term.row.words else None


def _same(term: Term, place: int | None) -> str:
    """The word of another set for the same step."""
    return term.row.words[place or 0] if term.row is not None else term.match[0]


def _hint(brief: Brief, sentence: Sentence, scale: LikelihoodScale) -> str:
    judgement = brief.judgements.get(str(sentence.path[1])) if sentence.kind == "judgement" else None
    if judgement is not None and judgement.likelihood != NOT_ASSESSED:
        return f"say “{judgement.likelihood}”, as under `likelihood:`, or another word of the scale in both places"
    return f"say it in one of its words: {', '.join(row.words[0] for row in scale.rows)}"


def _finding(message: str, sentence: Sentence, term: Term, hint: str) -> Diagnostic:
    return RULE.finding(message, path=sentence.path, span=sentence.part(term.match), hint=hint)


RULE = Rule("L02", "word-off-the-scale", Severity.ERROR, "brief", check, needs=("likelihood", "scale"))
