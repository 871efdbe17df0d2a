"""An acronym is used that no text of the brief expands.

## What it does

Looks for words of two to five capitals that stand alone, in the order in which they are read. An acronym is expanded where it
stands in brackets behind its words (“the International Atomic Energy Agency (IAEA)”) or before them, where the glossary has it,
where an actor, a treaty or a source is called so, and where it is one that every reader knows, such as UN. What stands within
quotation marks, holds a figure or is part of a name is no acronym. Each is told once, where it is first used.

## Why it matters

A desk knows what its letters stand for. A reader from another desk takes MFA for a ministry of finance.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: An agency reports that the OTPC has the request [@request].
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    claimant: A news agency
    status: reported
    desk: true
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
bottom_line: An agency reports that the Office for Trade and Patent Control (OTPC) has the request [@request].
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    claimant: A news agency
    status: reported
    desk: true
```

## When to ignore

Where all of the readers know it; add it to the list `acronyms` of the house.

## Source

ICD 203, “Analytic Standards”: language is clear to its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.check.rules.left_over_mark import MARK
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_ACRONYM = re.compile(r"(?<![\w.\-‐‑/])[^\W\d_]{2,6}(?![\w\-‐‑/]|\.\w)")
_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"[(\[]\s*\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+\Z")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_SHORTEST, _LONGEST = 2, 5
_BEFORE_BRACKETS = re.compile(r"\s*[(\[]\s*[^\W_]+\s+[^\W_]+")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each acronym that nothing expands, at its first use."""
    if not context.words.has("acronyms"):
        return
    known = set(_declared(brief))
    for sentence in sentences(brief):
        for match in _ACRONYM.finditer(sentence.bare):
            letters = match[0].removesuffix("s")
            is_one = _SHORTEST <= len(letters) <= _LONGEST and letters.isupper() and not MARK.fullmatch(letters)
            if not is_one or letters in known or context.words.holds("acronyms", letters):
                continue
            before, after = sentence.bare[: match.start()], sentence.bare[match.end() :]
            if _is_in_name(before, after):
                continue
            known.add(letters)
            if not (_IN_BRACKETS.search(before) or _BEFORE_BRACKETS.match(after)):
                message = f"“{letters}” is an acronym that no text expands"
                hint = f"write what it stands for, with “({letters})” behind, or add it to `glossary:`"
                begin, end = (sentence.span[0] + at for at in match.span())
                yield RULE.finding(message, path=sentence.path, span=(begin, end), hint=hint)


def _declared(brief: Brief) -> Iterator[str]:
    """The words of names that the brief gives, and of what its glossary explains."""
    names = [name for found in backing.actor_names(brief, {}).values() for name in found]
    names += [treaty.name for treaty in brief.all_treaties.values()]
    names += [part for deal in brief.arms_deals.values() for part in deal.items]
    names += [part for source in brief.sources.values() for part in (source.title, source.publisher) if part]
    for name in (*names, *brief.glossary):
        yield from _WORD.findall(name)


def _is_in_name(before: str, after: str) -> bool:
    """Whether it is part of a name or of a line in capitals: a capital stands right beside it, the sentence's first aside."""
    last = _LAST_WORD.search(before)
    behind = _NEXT_WORD.match(after)
    is_first = last is not None and not before[: last.start()].strip()
    return bool((last and last[1][0].isupper() and not is_first) or (behind and behind[1][0].isupper()))


RULE = Rule("X06", "unexpanded-acronym", Severity.INFO, "brief", check, needs=("acronyms",))
