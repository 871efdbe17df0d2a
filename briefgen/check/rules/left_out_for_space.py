"""An item was left out so that the memo keeps to its page budget.

## What it does

Names each item that a build has left out for an audience with `max_pages` and `fit: drop`. The web page is made without it
too, so that both say the same, and a line near the end of both says how many are gone. It counts nothing that is kept from
these readers by its marking.

Items marked `priority: low` go first. Then the collections that the audience's `drop` names give up items in its order, each
from its end; without it what to watch, gaps and the timeline, then sections, claims and arms deals, treaties, and judgements
last. What would have room after all comes back. Never left out are: what is marked `priority: high`; what a judgement in the
memo rests on; a judgement that something in the memo refers to; a statement that another in the memo cites, which may be its
denial; the last entry of a box of what is known, claimed and not known. An answer goes with its statement or not at all.

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
    hint = (
        "to choose what goes, give what must stay `priority: high` and what may go `priority: low`, keep items out with "
        f"`not_for: [{name}]`, or write shorter wordings (`short:`)"
    )
    for decision in memo.tailored.left_out:
        path = written((decision.collection, decision.id))
        message = f"the memo leaves out `{'.'.join(map(str, path))}` so that it keeps to `max_pages`"
        yield RULE.finding(message, path=path, on_key=True, hint=hint)


RULE = Rule("P05", "left-out-for-space", Severity.WARNING, "page", check)
