"""The brief's language has not all the word lists, so some checks on wording could not run.

## What it does

Tells once, and only as information, which word lists are missing in the language of the brief.

## Why it matters

A memo without findings is not the same as a memo that was checked.

## Bad

```yaml
title: La Russie déclare attendre la signature d’un traité
date: 2024-01-19
language: fr
```

## Good

```yaml
title: A ministry says that it expects a signature
date: 2024-01-19
language: en
```

## When to ignore

Where somebody reads the memo for wording anyway: `ignore: [X05]` in the project file. Or add the lists, in the project file
under `words:`, or for everybody in `briefgen/locales/TAG/words.yaml`.

## Source

The desk's own rule: what was not checked is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import wordlists
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """One finding where lists are missing."""
    missing = [name for name in wordlists.names() if not context.words.has(name)]
    if brief.language is None or not missing:
        return
    shown = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
    message = f"some checks on wording did not run: there is no list in “{brief.language}” of {shown}"
    hint = "add the words in the project file under `words:`, or let somebody read for wording"
    yield RULE.finding(message, path=("language",), hint=hint)


RULE = Rule("X05", "no-word-lists", Severity.INFO, "brief", check)
