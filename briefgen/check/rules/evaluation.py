"""An evaluation that nobody is named for: historic, unprecedented, significant.

## What it does

Looks for evaluating words in the title, the bottom line, judgements, comments and sections, and in statements. In a statement
it is quiet where the statement is not confirmed, its evidence has the word and the sentence says whose it is; elsewhere where
the evidence of the brief has it and the sentence says whose it is. Words in quotation marks and names do not count.

## Why it matters

“Historic” is an opinion. Without the name of whoever holds it, it is the desk's, or worse, taken over unnoticed.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: A historic request for aircraft is reported by one agency.
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: A request for aircraft is reported by one agency.
```

## When to ignore

Where the word measures and does not praise, as in “a significant difference” of a statistic.

## Source

ICD 203, “Analytic Standards”: objectivity; the style guides of Reuters and AP.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists

_STEM = 7


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word that evaluates on nobody's behalf."""
    words = context.words
    whole = ""
    for sentence in sentences(brief):
        if sentence.kind == "other":
            continue
        for word in words.find("evaluation", sentence.bare):
            whole = whole or backing.evidence_text(backing.passages(brief))
            if not _is_plain(word, sentence.bare, words) or _is_theirs(brief, sentence, word, (whole, words)):
                continue
            message = f"“{word[0]}” evaluates, and nobody is named for it"
            hint = "take it out, or say whose word it is and quote it"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(word), hint=hint)


def _is_plain(word: Found, text: str, words: WordLists) -> bool:
    """Whether it is the word itself, and no part of a name or of a term."""
    if word.start() and word[0][0].isupper():
        return False
    return not any(term.start() <= word.start() < term.end() for term in words.find("not_evaluation", text))


def _is_theirs(brief: Brief, sentence: Sentence, word: Found, known: tuple[str, WordLists]) -> bool:
    """Whether somebody else evaluates here, and the evidence has it."""
    whole, words = known
    item = sentence.item
    if sentence.kind == "statement" and isinstance(item, Statement):
        if not backing.is_readable(brief, item):
            return True
        said = backing.evidence_text(backing.passages(item))
        if item.status is Status.CONFIRMED or item.desk:
            return False
        whole = said
    return _has(word, whole) and words.holds("attribution", sentence.bare)


def _has(word: Found, said: str) -> bool:
    return word[0].casefold()[:_STEM] in said.casefold()


RULE = Rule("W08", "evaluation", Severity.WARNING, "brief", check, needs=("evaluation",))
