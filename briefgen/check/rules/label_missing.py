"""A page does not carry the memo's marking, letter for letter, above and below its content.

## What it does

Looks for the label in the header and the footer of every page as it was laid out. The label is computed: the highest
marking of what the memo shows. Nothing may be joined to it: `TLP:AMBER+STRICT` is not `TLP:AMBER`. A mail has it above the
first text of the brief and below the last; that its subject begins with it needs no check.

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

FIRST, Traffic Light Protocol 2.0: the label stands in the header and footer of each page, and in a mail in its subject and in
its text, before what it holds for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import Element, LaidMemo


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for the headers and one for the footers, naming the pages that lack the label."""
    marking = memo.tailored.marking
    label = re.compile(rf"(?<![\w+:]){re.escape(marking)}(?![\w+:])")
    if memo.cover and memo.root is not None:
        yield from _of_mail(memo.root, label, marking)
    if memo.laid is None:
        return
    hint = "print `marking`, unchanged, in a margin box of the page, as the template that ships does"
    for place, boxes in (
        ("header", [(page.number, page.top) for page in memo.laid.pages]),
        ("footer", [(page.number, page.bottom) for page in memo.laid.pages]),
    ):
        lacking = [str(number) for number, texts in boxes if not any(map(label.search, texts))]
        if lacking:
            pages = f"page{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}"
            yield RULE.finding(f"the label {marking} is missing from the {place} of {pages}", hint=hint)


def _of_mail(root: Element, label: re.Pattern[str], marking: str) -> Iterator[Diagnostic]:
    """A finding where the label stands before no text of the brief, and one where it stands behind none."""
    pieces = list(_pieces(root))
    texts = [at for at, piece in enumerate(pieces) if piece is None] or [len(pieces)]
    for place, around in (("above", pieces[: texts[0]]), ("below", pieces[texts[-1] :])):
        if not any(piece and label.search(piece) for piece in around):
            message = f"the label {marking} is missing {place} the texts of the mail"
            yield RULE.finding(
                message, hint="print `marking`, unchanged, in the blocks `header` and `footer` of the mail"
            )


def _pieces(element: Element) -> Iterator[str | None]:
    """The words of an element, piece by piece; None for each text of the brief, whose words do not count."""
    if element.item:
        yield None
        return
    for part in element.content:
        if isinstance(part, str):
            yield part
        else:
            yield from _pieces(part)


RULE = Rule("M02", "label-missing", Severity.ERROR, "page", check, waivable=False)
