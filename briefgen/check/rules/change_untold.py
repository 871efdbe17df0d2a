"""Something changed since the last edition, or is gone, and the brief does not say why.

## What it does

Compares the brief with its last edition that was frozen and not taken back, thing by thing, by their ids. A judgement whose
likelihood or confidence changed, a statement whose status changed, a deal or a treaty that has come further or fallen back
must say why under `change:`. What was taken out must be told under `withdrawn:`; what only has a new id, under `was:`. A
`change:` that the last edition had word for word tells of an older change.

Where a desk rewords something, moves a date or adds a source, it may say why, and need not.

## Why it matters

A reader of the last edition still believes it. What is stronger or weaker now without a reason looks like a slip of the
pen, and what silently vanished like something to hide.

## Bad

```yaml
title: A news agency reports talks
date: 2024-01-26
claims:
  talks:
    text: A news agency reports that talks are held.
    status: reported
    evidence: {agency: talks are held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

```json briefs/editions/brief/2024-01-19/edition.json
{"format": 1, "brief": "brief", "key": "2024-01-19", "number": 1, "date": "2024-01-19", "cutoff": "2024-01-19",
 "title": "A news agency reports talks", "made": "2024-01-19", "source": "brief.yaml", "files": {}, "memos": [],
 "versions": {}, "findings": [], "waivers": [], "corrects": null, "because": null}
```

```yaml briefs/editions/brief/2024-01-19/files/brief.yaml
title: A news agency reports talks
date: 2024-01-19
claims:
  talks:
    text: A news agency reports that talks may be held.
    status: unconfirmed
    evidence: {agency: talks may be held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

## Good

```yaml
title: A news agency reports talks
date: 2024-01-26
claims:
  talks:
    text: A news agency reports that talks are held.
    status: reported
    evidence: {agency: talks are held}
    change: The agency has repeated its report without the doubt.
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

```json briefs/editions/brief/2024-01-19/edition.json
{"format": 1, "brief": "brief", "key": "2024-01-19", "number": 1, "date": "2024-01-19", "cutoff": "2024-01-19",
 "title": "A news agency reports talks", "made": "2024-01-19", "source": "brief.yaml", "files": {}, "memos": [],
 "versions": {}, "findings": [], "waivers": [], "corrects": null, "because": null}
```

```yaml briefs/editions/brief/2024-01-19/files/brief.yaml
title: A news agency reports talks
date: 2024-01-19
claims:
  talks:
    text: A news agency reports that talks may be held.
    status: unconfirmed
    evidence: {agency: talks may be held}
sources:
  agency: {title: Talks, publisher: Strait Wire, published: 2024-01-18}
```

## When to ignore

Where a slip of the last edition is mended that no reader can have believed: waive it on the item, with that reason.

## Source

ICD 203, Analytic Standards, tradecraft standard 7: explain change to or consistency of analytic judgments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.changes import Change

FIELDS = ("likelihood", "confidence", "status", "state", "stage")
"""What a reader has been told to rely on. (Dates, words and sources may change without a reason.)"""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each thing that changed or is gone without a reason, and for each reason that is old."""
    if context.last is None:
        return
    old = {item.id: item.change for _, item in context.last.items()}
    for _, item in brief.items():  # noqa: PERF102 - not a mapping: pairs of collection and item
        if item.change is not None and item.change == old.get(item.was or item.id):
            place = _place(brief, item.id, "change")
            hint = "write why it changed since then, or take the line out where it did not"
            yield RULE.finding("this reason was given in the last edition already", path=place, hint=hint)
    told: set[str] = set()
    for change in context.changes:
        if change.why or change.id in told:
            continue
        if change.kind in ("withdrawn", "closed") and change.field is None:
            told.add(change.id)
            yield _vanished(change)
        elif change.field in FIELDS and change.collection != "watch":
            told.add(change.id)
            yield _silent(brief, change)


def _vanished(change: Change) -> Diagnostic:
    message = f"“{change.id}” of the last edition is gone, and nothing says why"
    hint = f"write `withdrawn: {{{change.id}: why}}`, or `was: {change.id}` where it has a new id"
    return RULE.finding(message, path=("title",), hint=hint)


def _silent(brief: Brief, change: Change) -> Diagnostic:
    message = (
        f"{change.field} was “{change.before or 'not given'}” in the last edition and is “{change.now or 'not given'}”"
    )
    hint = f"say why under `change:` of “{change.id}”"
    return RULE.finding(message, path=_place(brief, change.id, change.field or ""), hint=hint)


def _place(brief: Brief, id_: str, field: str) -> Path:
    collection = next(name for name, item in brief.items() if item.id == id_)
    return written((collection, id_, field))


RULE = Rule("E01", "change-untold", Severity.ERROR, "brief", check)
