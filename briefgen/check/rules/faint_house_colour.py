"""A colour of the house is too near to the ground that it stands on for everybody to read words in it.

## What it does

Measures the colours of `brand:` in the project file against the grounds they stand on: the page and the ground of boxes, on
paper and light screens, and, where colours for dark screens are given, on these. Words need a contrast of 4.5 : 1.

## Why it matters

The house's colour is on every page of every memo. Too faint, it is read by nobody over sixty, and by no poor printer.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
```

```yaml briefgen.yaml
brand:
  colours: {wash: "#AAB4BE"}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
```

```yaml briefgen.yaml
brand:
  colours: {wash: "#F3EFE6"}
```

## When to ignore

Where the house's own rules ask for the colour, with `severity: {H01: warning}`: readers then find it on every page.

## Source

W3C, Web Content Accessibility Guidelines 2.2, 1.4.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen import contrast
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.brand import DARK, LIGHT

if TYPE_CHECKING:
    from briefgen.model.brand import Colours
    from briefgen.model.project_file import ProjectFile

_WORDS = ("accent", "ink", "soft")
_GROUNDS = ("paper", "wash")


def check(project: ProjectFile, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each colour of words, on the ground that it has the least contrast with."""
    for name, usual in (("colours", LIGHT), ("dark", DARK)):
        yield from _faint(name, getattr(project.brand, name), usual)


def _faint(name: str, colours: Colours, usual: Mapping[str, str]) -> Iterator[Diagnostic]:
    given = {key: colour for key, colour in colours.model_dump().items() if colour is not None}
    whole = {**usual, **given}
    for word in _WORDS:
        ground = min(_GROUNDS, key=lambda ground: _ratio(whole[word], whole[ground]))
        ratio = _ratio(whole[word], whole[ground])
        if ratio < contrast.ENOUGH and (word in given or ground in given):
            blamed = word if word in given else ground
            near = contrast.enough(contrast.read(whole[word]), contrast.read(whole[ground]), contrast.ENOUGH)
            yield RULE.finding(
                f"words in {word} {whole[word].upper()} are too faint on {ground} {whole[ground].upper()}",
                path=("brand", name, blamed),
                hint=f"{math.floor(ratio * 10) / 10:g} : 1, and 4.5 : 1 is the least: {near} would do for {word}",
            )


def _ratio(one: str, other: str) -> float:
    return contrast.contrast(contrast.read(one), contrast.read(other))


RULE = Rule("H01", "faint-house-colour", Severity.ERROR, "project", check)
