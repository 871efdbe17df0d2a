"""A block that reports what others say holds a comment of the desk as well.

## What it does

Looks for the desk's own voice in the text of a claim, a deal, a treaty or an event: “we assess”, “in our view”, a sentence that
begins with “this suggests”, and a clause with “which shows that”. It is silent where the words are in quotation marks or in the
evidence, for then they are the source's; where somebody else is said to say them; and in what is the desk's own (`desk: true`).

The other way round, a new fact in a comment, cannot be told from its words; it shows where it is cited, for it has no number.

## Why it matters

What is reported and what the desk makes of it are set apart on the page, because a reader weighs them apart. In one paragraph
the desk's conclusion borrows the source's authority.

## Bad

```yaml
title: A news agency says that Iran has asked for aircraft
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft. The agency adds no date; in our view
      the request is a bargaining move.
    claimant: A news agency
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18}
```

## Good

```yaml
title: A news agency says that Iran has asked for aircraft
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    claimant: A news agency
    status: reported
    evidence: {agency: Iran has asked for aircraft}
    comment: In the desk's view this is a bargaining move.
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18}
```

## When to ignore

Where the words are the source's own and cannot be quoted: waive it, and say whose they are.

## Source

ICD 203, Analytic Standards, D.6.e(3): “properly distinguishes between underlying intelligence information and analysts'
assumptions and judgments”.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event
from briefgen.model.statement import Statement

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence that comments."""
    words = context.words
    for sentence in sentences(brief):
        item = sentence.item
        reports = sentence.kind == "statement" or isinstance(item, Event)
        if not reports or not isinstance(item, Statement | Event) or item.desk:
            continue
        found = next(_comments(sentence, words), None)
        if found is not None and not _is_of_source(found, item):
            message = f"“{found[0]}” is the desk's own voice, in a text that reports"
            hint = "put the sentence under `comment:`, or make it a judgement"
            yield RULE.finding(message, path=sentence.path, span=sentence.part(found), hint=hint)


def _comments(sentence: Sentence, words: WordLists) -> Iterator[Found]:
    """Where a sentence speaks for the desk."""
    bare = sentence.bare
    for found in words.find("desk_voice", bare):
        if not words.holds("others_speak", bare[: found.start()]):
            yield found
    for found in words.find("desk_inference", bare):
        others = bare[: found.start()] + bare[found.end() :]
        if not bare[: found.start()].strip() and not words.holds("others_speak", others):
            yield found
    yield from words.find("desk_aside", bare)


def _is_of_source(found: Found, item: Statement | Event) -> bool:
    """Whether the source itself draws the conclusion, or speaks of “us”: its words then stand in the evidence."""
    said = " ".join(backing.evidence_text(backing.passages(item)).split())
    return " ".join(found[0].split()).casefold() in said.casefold()


RULE = Rule("W09", "comment-in-report", Severity.ERROR, "brief", check, needs=("desk_voice",))
