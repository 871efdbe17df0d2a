"""A sentence that a principal reads is longer than 35 words.

## What it does

Counts the words of each sentence in the title, the bottom line, “so what”, the texts of judgements, arms deals, indicators and
gaps, and in every wording written for the audience `principal`. Where there is a shorter wording for the principal, that one is
counted and not the long one. A brief that is made for other audiences only is not judged.

## Why it matters

A principal reads the page once, and fast. A sentence that must be read twice is read wrongly.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: >
  A news agency reports that Iran has asked for aircraft, while neither the ministry that would have to decide on the request
  nor the maker of the aircraft has said anything about it in public up to the day on which this memo was closed.
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: >
  A news agency reports that Iran has asked for aircraft. Neither the ministry that would have to decide on the request
  nor the maker of the aircraft has said anything about it in public.
```

## When to ignore

Where the words are those of a text that may not be shortened.

## Source

The desk's own rule, after the advice of plain-language guides to stay below some thirty words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import EVERY_AUDIENCE, Restricted

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief

MOST_WORDS = 35
_PRINCIPAL = "principal"
_ON_THE_PAGE = ("title", "bottom_line", "judgements", "arms_deals", "watch", "gaps")
"""What the principal's memo has, as it is shipped."""

_WORD = re.compile(r"\w[^\s–—]*")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each sentence that is too long for a principal."""
    if brief.audiences and _PRINCIPAL not in brief.audiences:
        return
    for sentence in sentences(brief):
        if not _is_read(brief, sentence):
            continue
        count = len(_WORD.findall(sentence.shown))
        if count > MOST_WORDS:
            message = f"a sentence of {count} words; a principal reads {MOST_WORDS} at most"
            hint = "make two of it, or write a shorter wording under `short: {principal: …}`"
            yield RULE.finding(message, path=sentence.path, span=sentence.span, hint=hint)


def _is_read(brief: Brief, sentence: Sentence) -> bool:
    """Whether the principal's page has this wording."""
    path = sentence.path
    if path[0] == "so_what":
        return True
    thing: object = getattr(brief, str(path[0])) if path[0] in ("title", "bottom_line") else sentence.item
    if not isinstance(thing, Restricted):
        return False
    if _PRINCIPAL in thing.not_for or (thing.only_for and _PRINCIPAL not in thing.only_for):
        return False
    wordings = getattr(thing, "short", {})
    chosen = next((key for key in (_PRINCIPAL, EVERY_AUDIENCE) if key in wordings), None)
    is_own_text = path[0] in _ON_THE_PAGE
    if "short" in path:
        return path[-1] == _PRINCIPAL or (is_own_text and path[-1] == chosen)
    return is_own_text and path[-1] == "text" and chosen is None


RULE = Rule("X02", "long-sentence", Severity.WARNING, "brief", check)
