"""The brief's language has not all the word lists, so some checks on wording could not run.

## What it does

Tells once, and only as information, which checks cannot judge a text in the language of the brief, and which word lists they
miss. A check of ranges and likelihood words also needs a scale whose words are of that language. What such a check finds
without reading a text, such as a date after the cut-off, is found all the same.

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

from briefgen.check import codebook, estimates
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_SCALE = "scale"
"""What a rule names beside its lists that needs a scale in the language of the brief."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """One finding where lists are missing."""
    if brief.language is None:
        return
    has_scale = context.scale is None or estimates.speaks_language_of(context)
    missing = {
        code: lacking
        for code, rule in sorted(codebook.all_rules().items())
        if (lacking := [name for name in rule.needs if not (has_scale if name == _SCALE else context.words.has(name))])
    }
    if missing:
        lists = sorted({name for lacking in missing.values() for name in lacking} - {_SCALE})
        message = f"no text in “{brief.language}” was judged by {', '.join(missing)}: their words are not known in it"
        hint = "let somebody read for these by hand"
        if lists:
            hint += f", or add the lists in the project file under `words:`: {', '.join(lists)}"
        yield RULE.finding(message, path=("language",), hint=hint)


RULE = Rule("X05", "no-word-lists", Severity.INFO, "brief", check)
