"""A picture cannot be used, makes the memo heavy, or has no words for those who do not see it.

## What it does

Reads the `file` of every figure. It must be a PNG, JPEG or SVG inside the project, of eight million bytes and 24 million
pixels at most. An SVG may hold shapes and words alone: scripts, styles, embedded pictures and references to other
files are refused, not taken out, so that nobody signs a picture that looks otherwise in the memo. Every picture needs an
`alt`. One of more than 150,000 bytes is a warning: a memo for the screen carries everything in one file.

What a camera or an editor has written into the file (places, dates, names) is never in a memo: of PNG and JPEG only the points
are kept, of SVG only what is drawn.

## Why it matters

A memo is made as a draft in which the picture is missing; and a picture without words is nothing to a reader who cannot see it.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  pier:
    text: Pier 4, according to the desk's own sketch.
    file: pictures/pier.svg
    alt: A pier that runs out from the left.
    status: confirmed
    desk: true
```

```svg pictures/pier.svg
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><image href="https://example.org/pier.png"/></svg>
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  pier:
    text: Pier 4, according to the desk's own sketch.
    file: pictures/pier.svg
    alt: A pier that runs out from the left; a boat lies at its end.
    status: confirmed
    desk: true
```

```svg pictures/pier.svg
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 8H20V12H0z"/><path d="M22 9H36L32 14H24z"/></svg>
```

## When to ignore

Never where it cannot be shown; where every detail of a heavy picture is needed, waive it on the figure.

## Source

The desk's own rule; for the words, WCAG 2.2, success criterion 1.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity, quoted

if TYPE_CHECKING:
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.figures import Picture


_HEAVY = 150_000
"""Bytes; the page of a memo without pictures has about twice as many."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each picture that cannot be shown, that is heavy, or that has no words."""
    for id_, figure in brief.figures.items():
        if figure.file is None:
            continue
        if figure.picture is not None:
            yield from _faults(figure.picture, figure.file, ("figures", id_, "file"))
        if not (figure.alt or "").strip():
            message = f"the picture “{id_}” has no words for those who do not see it"
            hint = "say under `alt:` what is to be seen on it"
            yield RULE.finding(message, path=("figures", id_), on_key=True, hint=hint)


def _faults(picture: Picture, file: str, path: Path) -> Iterator[Diagnostic]:
    if picture.problem is not None:
        yield RULE.finding(f"{quoted(file)} {picture.problem}", path=path, hint=picture.hint)
    elif len(picture.content) > _HEAVY:
        message = f"{quoted(file)} adds {len(picture.content):,} bytes to every memo that shows it"
        hint = "save it with fewer pixels (2000 across are enough), a photograph as JPEG"
        yield RULE.finding(message, path=path, hint=hint, severity=Severity.WARNING)


RULE = Rule("G01", "picture-fault", Severity.ERROR, "brief", check)
