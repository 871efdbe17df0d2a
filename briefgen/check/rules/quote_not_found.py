"""The words given as evidence do not stand verbatim in the archived text of the source.

## What it does

Looks up every quote in the archived text: of statements, treaties and their steps, responses, events and outcomes. White
space, hyphens at line ends and soft hyphens do not matter, so a quote may be broken over lines and the archive may be
wrapped. Where only quotation marks or dashes differ, it is a warning. Otherwise the first words that differ are marked, and
the hint shows what the source says there. Of a source that is archived in excerpts (`capture: excerpts`), a quote must stand
within one excerpt; blank lines part them. Translations are not looked up, nor are sources without an archived text.

## Why it matters

The quote is what a reader can hold a statement against. One changed word (“had” for “has”, a lost “may”) changes what was
said, and nobody would notice.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran had asked for aircraft}
sources:
  agency: {title: A request for aircraft, file: sources/agency.txt, publisher: unknown, published: unknown}
```

```text sources/agency.txt
An official said on Friday that Iran has asked for
air-
craft and for helicopters.
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, file: sources/agency.txt, publisher: unknown, published: unknown}
```

```text sources/agency.txt
An official said on Friday that Iran has asked for
air-
craft and for helicopters.
```

## When to ignore

Never: it cannot be waived. Copy the words from the archived text; where words are left out in between, write a list of two
quotes.

## Source

The desk's own rule: every statement rests on words that can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.check.places import Cited, evidence
from briefgen.check.quotes import difference, is_verbatim
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.vocabulary import Capture

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each quote that its source does not have."""
    archived = {name: archive.text for name, archive in context.archives.items() if archive.text is not None}
    for cited in evidence(brief):
        text = archived.get(cited.source)
        if text is None:
            continue
        excerpts = brief.sources[cited.source].capture is Capture.EXCERPTS
        parts = re.split(r"\n\s*\n", text) if excerpts else [text]
        if not any(is_verbatim(cited.passage.quote, part) for part in parts):
            yield _finding(cited, archived)


def _finding(cited: Cited, archived: Mapping[str, str]) -> Diagnostic:
    quote, source = cited.passage.quote, cited.source
    path = (*cited.path, "quote")
    if is_verbatim(quote, archived[source]):
        hint = "blank lines part the excerpts of the archived text: quote each by itself, as a list"
        return RULE.finding(f"runs over the end of an excerpt of source “{source}”", path=path, hint=hint)
    near = difference(quote, archived[source])
    if near is not None and near.only_marks:
        message = f"source “{source}” has other quotation marks or dashes here"
        hint = f"the source says “{near.passage}”"
        return RULE.finding(message, path=path, span=near.span, hint=hint, severity=Severity.WARNING)
    elsewhere = next((name for name, text in archived.items() if is_verbatim(quote, text)), None)
    if elsewhere is not None:
        hint = f"it stands in source “{elsewhere}”"
    elif near is not None:
        hint = f"the source says “{near.passage}”"
    else:
        hint = "nothing like it stands there: copy the words from the archived text, or name the source that has them"
    if _LEFT_OUT.search(quote):
        hint += "\nwhere words are left out, write a list of two quotes"
    return RULE.finding(f"not in source “{source}”", path=path, span=near and near.span, hint=hint)


RULE = Rule("Q01", "quote-not-found", Severity.ERROR, "brief", check, waivable=False)
