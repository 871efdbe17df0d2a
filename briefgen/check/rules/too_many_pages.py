"""The memo has more pages than its audience takes.

## What it does

Counts the pages of the PDF as it was laid out, and compares them with `max_pages` of the audience. Over it, the build lays
the memo out again without some items until it has found the fewest that would have to go. What to watch, gaps and the
timeline go first, each from its end; then sections and figures, statements, treaties; judgements last. The title and the bottom
line stay. Where the audience has `fit: drop`, the items go by themselves, and the memo warns instead (P05).

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

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import path_of
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
    beyond = sum(page.used for page in memo.laid.pages[budget:])
    lines = math.ceil(beyond / memo.laid.line) if memo.laid.line else 0
    message = (
        f"the memo has {pages} pages, {pages - budget} more than the {budget} that audience “{name}” takes: "
        f"what stands beyond is about {lines} line{'' if lines == 1 else 's'} ({beyond:.0f} mm)"
    )
    yield RULE.finding(message, hint=_hint(memo, name))


def _hint(memo: LaidMemo, name: str) -> str:
    if not memo.in_excess:
        return (
            "it would not fit either without all the items that can be left out: write shorter wordings (`short:`), or raise "
            "`max_pages` in its audience.yaml"
        )
    places = [path_of(memo.tailored.brief, item)[:-1] for item in memo.in_excess]
    *others, last = [f"`{'.'.join(map(str, place))}`" for place in places]
    names = f"{', '.join(others)} and {last}" if others else last
    it = "them" if others else "it"
    return f"without {names} it would fit: keep {it} out with `not_for: [{name}]`, or write shorter wordings (`short:`)"


RULE = Rule("P01", "too-many-pages", Severity.ERROR, "page", check)
