"""Words that the audience should get are not in the file that was made.

## What it does

Compares every text that the memo must print with the words that each format holds, once it is laid out. White space,
capitals, ligatures and hyphens at line ends do not matter, and a citation may be printed in any way.

## Why it matters

A template that forgets a field, or a style that hides one, would make a memo that looks whole and is not.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

```css templates/analyst/memo.css
[data-item="bottom_line"] { display: none }
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

## When to ignore

Never: it cannot be waived. What an audience is not to get is left out by its `audience.yaml`, or by `not_for:` on the item.

## Source

The desk's own rule: nothing is lost on the way to the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.places import path_of
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import LaidMemo

_PLAIN = ("name", "title")
"""Ends of the keys of plain texts: the brief's title, sections' headings, treaties' names. All else is Markdown."""


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each text that is missing or not whole."""
    brief = memo.tailored.brief
    for key, words in memo.tailored.texts.items():
        stretches = [words] if key.rpartition(".")[2] in _PLAIN else _stretches(words, block=key in brief.sections)
        printed = memo.texts.get(key, ())
        left = _unprinted(stretches, text.folded(" ".join(printed)))
        if not left:
            continue
        if printed:
            message = f"the {memo.format} does not print all of “{key}”; missing: “{_shortened(left[0])}”"
        else:
            message = f"the {memo.format} does not print “{key}”"
        hint = f'the template must print it whole, and visibly, in an element with data-item="{key}"'
        yield RULE.finding(message, path=path_of(brief, key), hint=hint)


def _stretches(words: str, *, block: bool) -> list[str]:
    """What a reader reads, cut at citations and line ends: what a template puts there is its own affair."""
    shown = text.plain(words, block=block)
    stretches, begin = [], 0
    for citation in text.citations(words, block=block):
        stretches.append(shown[begin : citation.span[0]])
        begin = citation.span[1]
    lines = (line for stretch in (*stretches, shown[begin:]) for line in (stretch.splitlines() if block else [stretch]))
    return [line for line in lines if text.folded(line)]


def _unprinted(stretches: list[str], printed: str) -> list[str]:
    """The stretches from the first on that a folded text does not hold in their order."""
    at = 0
    for index, stretch in enumerate(stretches):
        folded = text.folded(stretch)
        found = printed.find(folded, at)
        if found < 0:
            return stretches[index:]
        at = found + len(folded)
    return []


def _shortened(stretch: str) -> str:
    flat = " ".join(stretch.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


RULE = Rule("P02", "lost-content", Severity.ERROR, "page", check, waivable=False)
