"""The date of a source is left out, and perhaps also who published or wrote it.

## What it does

Wants `published` for every source, and says where `publisher` and `author` are both left out beside it. `unknown` is an answer:
it says that somebody has looked.

## Why it matters

A reader judges a source by who speaks and when. Where nothing is said of the date, nobody knows whether somebody has looked for
it, and an old report is taken for a new one.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: unknown}
```

## When to ignore

Where the date itself may not be told: waive it on the source.

## Source

ICD 206, Sourcing Requirements for Disseminated Analytic Products.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each source whose date is left out."""
    for name, source in brief.sources.items():
        if source.published is not None:
            continue
        has_name = source.publisher is not None or source.author is not None
        message = "nothing is said of its date" + ("" if has_name else ", or of who published or wrote it")
        keys = "`published:`" + ("" if has_name else " and `publisher:` or `author:`")
        hint = f"write {keys}; `unknown` where you have looked and it is not said"
        yield RULE.finding(message, path=("sources", name), on_key=True, hint=hint)


RULE = Rule("S03", "undated-source", Severity.WARNING, "brief", check)
