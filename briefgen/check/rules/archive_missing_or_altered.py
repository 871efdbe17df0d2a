"""The archived text of a source cannot be read, or is no longer the text that was archived.

## What it does

Reads the file that a source names, and compares its sha256 with the one in the project's record. A text that has not been
recorded yet is not compared.

## Why it matters

Quotes are looked up in this file. Where it has changed since it was archived, a quote may be found that the source never had.

## Bad

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
An official said on Friday that Iran has asked for aircraft.
```

## When to ignore

Never: it cannot be waived. A source that was published anew is a new source, with a file of its own.

## Source

The desk's own rule. SHA-256: FIPS 180-4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each archived text that is not there, or not as it was."""
    for name, archive in context.archives.items():
        if name not in brief.sources:
            continue
        path = ("sources", name, "file")
        if archive.problem is not None:
            message = f"the archived text “{archive.shown}” of source “{name}” cannot be used: {archive.problem}"
            hint = (
                "put the text of the source there as a UTF-8 file, or mend the name; it counts from the brief's folder"
            )
            yield RULE.finding(message, path=path, hint=hint)
        elif archive.recorded is not None and archive.recorded != archive.sha256:
            message = f"the archived text “{archive.shown}” of source “{name}” has changed since it was recorded"
            hint = (
                "restore it from version control; a text that was published anew goes into a new file, as a new source"
            )
            yield RULE.finding(message, path=path, hint=hint)


RULE = Rule("Q02", "archive-missing-or-altered", Severity.ERROR, "brief", check, waivable=False)
