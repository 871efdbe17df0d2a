"""The bottom line tells a statement without the hedge that the statement's own text keeps.

## What it does

Looks at each sentence of the bottom line that cites statements. Where the text of such a statement holds a word of doubt
(“may”, “could”, “alleged”) and the sentence holds none, it is told.

## Why it matters

Most readers read only the top. What is stronger there than below is what they will remember.

## Bad

```yaml
title: Iran may be considering a purchase, a ministry suggests
date: 2024-01-19
bottom_line: A ministry says that Iran is buying aircraft [@purchase].
claims:
  purchase:
    text: A ministry suggests that Iran may be considering a purchase of aircraft.
    claimant: A ministry
    status: unconfirmed
    desk: true
```

## Good

```yaml
title: Iran may be considering a purchase, a ministry suggests
date: 2024-01-19
bottom_line: A ministry suggests that Iran may be buying aircraft [@purchase].
claims:
  purchase:
    text: A ministry suggests that Iran may be considering a purchase of aircraft.
    claimant: A ministry
    status: unconfirmed
    desk: true
```

## When to ignore

Where the sentence cites the statement for something that its hedge does not touch.

## Source

The desk's own rule: a headline is no firmer than its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_HEDGES = ("doubt", "hedge", "vague_likelihood", "negation")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence of the bottom line that lost a hedge."""
    words = context.words
    if brief.bottom_line is None or not words.has("doubt"):
        return
    for sentence in sentences(brief):
        if sentence.path[0] != "bottom_line" or any(words.holds(name, sentence.bare) for name in _HEDGES):
            continue
        whole = value_at(brief, sentence.path)
        for citation in text.citations(whole):
            inside = sentence.span[0] <= citation.span[0] < sentence.span[1]
            for id_ in citation.ids if inside else ():
                statement = brief.statements.get(id_)
                hedge = (
                    next(words.find("doubt", text.plain(statement.text)), None)
                    if statement and statement.text
                    else None
                )
                if hedge is not None:
                    message = (
                        f"the text of “{id_}” says “{hedge[0]}”, and the bottom line says it without any such word"
                    )
                    hint = (
                        f"keep the hedge, such as “{hedge[0]}”, or say that it is {statement.status}"
                        if statement
                        else None
                    )
                    yield RULE.finding(message, path=sentence.path, span=sentence.span, hint=hint)


RULE = Rule("W05", "headline-drops-hedge", Severity.ERROR, "brief", check)
