"""A page does not carry the memo's marking, letter for letter, above and below its content.

## What it does

Looks for the label in the header and the footer of every page as it was laid out. The label is computed: the highest
marking of what the memo shows. Nothing may be joined to it: `TLP:AMBER+STRICT` is not `TLP:AMBER`.

## Why it matters

Pages are copied and torn apart; each must say for itself how far it may travel.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
marking: TLP:GREEN
audiences: analyst
```

```css templates/analyst/memo.css
@page :first { @bottom-right { content: "TLP: GREEN" } }
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
marking: TLP:GREEN
audiences: analyst
```

## When to ignore

Never: it cannot be waived. Print the label in the boxes of the page's margins, as the template that ships does.

## Source

FIRST, Traffic Light Protocol 2.0: the label stands in the header and footer of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import LaidMemo


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for the headers and one for the footers, naming the pages that lack the label."""
    if memo.laid is None:
        return
    marking = memo.tailored.marking
    label = re.compile(rf"(?<![\w+:]){re.escape(marking)}(?![\w+:])")
    hint = "print `marking`, unchanged, in a margin box of the page, as the template that ships does"
    for place, boxes in (
        ("header", [(page.number, page.top) for page in memo.laid.pages]),
        ("footer", [(page.number, page.bottom) for page in memo.laid.pages]),
    ):
        lacking = [str(number) for number, texts in boxes if not any(map(label.search, texts))]
        if lacking:
            pages = f"page{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}"
            yield RULE.finding(f"the label {marking} is missing from the {place} of {pages}", hint=hint)


RULE = Rule("M02", "label-missing", Severity.ERROR, "page", check, waivable=False)
