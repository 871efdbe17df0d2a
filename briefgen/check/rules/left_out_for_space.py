"""An item was left out so that the memo keeps to its page budget.

## What it does

Names each item that a build has left out for an audience with `max_pages` and `fit: drop`. The web page is made without it
too, so that both say the same.

## Why it matters

Nobody has decided that these items may go; they were only those whose loss is the least by their part and their place.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
gaps:
  number: It is not known how many aircraft have been asked for.
  price: It is not known what price has been named.
```

```css templates/analyst/memo.css
[data-item="price"] { display: block; height: 200mm }
```

```yaml templates/analyst/audience.yaml
title: Analyst memo
ceiling: TLP:RED
sections: [bottom_line, gaps]
max_pages: 1
fit: drop
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
gaps:
  number: It is not known how many aircraft have been asked for.
  price: It is not known what price has been named.
```

```yaml templates/analyst/audience.yaml
title: Analyst memo
ceiling: TLP:RED
sections: [bottom_line, gaps]
max_pages: 1
fit: drop
```

## When to ignore

Where the audience can do without the item this week: waive it there, under `waive:`, with the reason.

## Source

The page budget that the audience has set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import LaidMemo


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each item that was left out."""
    name = memo.tailored.audience.name
    for decision in memo.tailored.decisions:
        if not decision.kept and decision.id in memo.tailored.without:
            path = written((decision.collection, decision.id))
            message = f"the memo leaves out `{'.'.join(map(str, path))}` so that it keeps to `max_pages`"
            hint = f"to choose what goes, keep items out with `not_for: [{name}]`, or write shorter wordings (`short:`)"
            yield RULE.finding(message, path=path, on_key=True, hint=hint)


RULE = Rule("P05", "left-out-for-space", Severity.WARNING, "page", check)
