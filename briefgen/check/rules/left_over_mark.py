"""A mark of unfinished work stands in a text: TODO, TBD, XXX or ???.

## What it does

Looks for these marks, in capitals, in every text that a page may print: titles, names, quotes, designations and terms too.

## Why it matters

They are meant for the desk, and look careless in front of a reader.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: One news agency reports a request; when it was made is TBD.
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: One news agency reports a request; when it was made is not known.
```

## When to ignore

Where the source itself has the mark, as in a quote about “XXX Corps”.

## Source

The desk's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import Prose
from briefgen.model.fields import leaves

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

MARK = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\?{3,}")
"""What stands for words that are still to be written."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each mark."""
    for leaf in leaves(brief):
        prose = leaf.mark(Prose)
        if prose is None or MARK.search(leaf.value) is None:
            continue
        markdown = prose.form in ("inline", "block")
        shown = text.plain(leaf.value, block=prose.form == "block") if markdown else leaf.value
        for mark in MARK.finditer(shown):
            message = f"“{mark[0]}” is left over in the text"
            span = None if leaf.is_key else mark.span()
            hint = "finish the text, or delete the mark"
            yield RULE.finding(message, path=leaf.path, span=span, on_key=leaf.is_key, hint=hint)


RULE = Rule("X01", "left-over-mark", Severity.WARNING, "brief", check)
