"""An identifier that names nothing: what stands for an item of Wikidata is none.

## What it does

Wants `wikidata` to be an item: the letter Q and a number, such as `Q159`. A bare number, a property (`P17`), a lexeme (`L99`)
and a whole address are not. Two actors with one item are found too: at least one of them is somebody else.

A country's code is looked up when the brief is read: F09 says so of one that ISO 3166 does not have, and of an unquoted `NO`,
which other programs that read YAML take for “false”.

## Why it matters

By its identifier an actor is told from others of the same name, today and in ten years. One that is wrong joins a person to the
acts of another.

## Bad

```yaml
title: The weekly list of states
date: 2024-01-19
actors:
  russia: {country: RU, wikidata: P159}
```

## Good

```yaml
title: The weekly list of states
date: 2024-01-19
actors:
  russia: {country: RU, wikidata: Q159}
```

## When to ignore

Never: leave `wikidata` out where there is no item.

## Source

Wikidata, identifiers; ISO 3166-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import UNKNOWN

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_ITEM = re.compile(r"Q[1-9][0-9]*")
_NEAR = re.compile(r"(?:.*/)?q?(?P<number>[1-9][0-9]*)/?", re.IGNORECASE)


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each identifier that is no item, or is another actor's."""
    owners: dict[str, str] = {}
    for name, actor in brief.actors.items():
        given = (actor.wikidata or UNKNOWN).strip()
        path = ("actors", name, "wikidata")
        if given == UNKNOWN:
            continue
        if _ITEM.fullmatch(given) is None:
            near = _NEAR.fullmatch(given)
            hint = (
                f"write Q{near['number']}, if that is the item"
                if near
                else "write the item's Q and number, such as Q159"
            )
            yield RULE.finding(f"“{given}” is no item of Wikidata", path=path, hint=hint)
        elif owners.setdefault(given, name) != name:
            message = f"{given} stands at “{owners[given]}” too: one item is not two actors"
            yield RULE.finding(message, path=path, hint="look both up, and put the other names under `aliases:`")


RULE = Rule("D04", "bad-identifier", Severity.ERROR, "brief", check)
