"""The memo has more pages than its audience takes.

## What it does

Counts the pages of the PDF as it was laid out, and compares them with `max_pages` of the audience.

## Why it matters

Who asked for one page reads one page.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

```css templates/analyst/memo.css
p { break-after: page }
```

```yaml templates/analyst/audience.yaml
title: Analyst memo
ceiling: TLP:RED
sections: [bottom_line, claims, sources, method]
max_pages: 1
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

## When to ignore

For one edition that has to say more: waive it in the brief, under `waive:`, with the reason.

## Source

The page budget that the audience has set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import LaidMemo


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """One finding where the budget is exceeded."""
    budget = memo.tailored.audience.max_pages
    if memo.laid is None or budget is None or len(memo.laid.pages) <= budget:
        return
    pages, name = len(memo.laid.pages), memo.tailored.audience.name
    message = f"the memo has {pages} pages, {pages - budget} more than the {budget} that audience “{name}” takes"
    hint = f"write shorter wordings (`short:`), keep items out (`not_for: [{name}]`), or raise `max_pages` in its audience.yaml"
    yield RULE.finding(message, hint=hint)


RULE = Rule("P01", "too-many-pages", Severity.ERROR, "page", check)
