"""A status says more than the sources can bear: `confirmed` or `corroborated` on too few of them.

## What it does

Counts the independent groups of sources behind what is `confirmed` or `corroborated`: statements, and the steps and sides of a
treaty and the events that give a status of their own. `confirmed` needs a primary document (a source whose kind is `primary` or
`statement`) or two groups, `corroborated` needs two. Sources of one `independence`, of one `upstream`, of one `publisher`, made
from one another (`derived_from`), or whose archived texts repeat one another (S02) are one group. An answer that confirms the
statement counts with its own evidence. What is the desk's own (`desk: true`) is not counted.

## Why it matters

Only what is confirmed may stand as a fact. Ten outlets that repeat one agency are one source, and a reader who is told that
something is confirmed stops asking.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft, and a newspaper reports the same.
    status: corroborated
    evidence:
      agency: Iran has asked for aircraft
      newspaper: Iran has asked for aircraft, the agency reports
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18, kind: wire}
  newspaper:
    title: Aircraft asked for
    publisher: A newspaper
    published: 2024-01-19
    derived_from: agency
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft, and a radio station reports the same.
    status: corroborated
    evidence:
      agency: Iran has asked for aircraft
      radio: Iran has put in a request for aircraft
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18, kind: wire}
  radio: {title: Evening news, publisher: A radio station, published: 2024-01-18, kind: original}
```

## When to ignore

Where a second source cannot be named in the brief: waive it on the item, and say in `because` who has seen it.

## Source

ICD 206, Sourcing Requirements for Disseminated Analytic Products; the status table of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import everything, written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.figures import Figure
from briefgen.model.groups import groups
from briefgen.model.items import Event
from briefgen.model.statement import Evidence, Statement
from briefgen.model.subjects import Facet, PartyStep, Step
from briefgen.model.vocabulary import ResponseKind, SourceKind, Status

if TYPE_CHECKING:
    from briefgen.diagnostics import Path
    from briefgen.model.base import Record
    from briefgen.model.brief import Brief

_PRIMARY = frozenset({SourceKind.PRIMARY, SourceKind.STATEMENT})
_ENOUGH = 2


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each status that its sources do not bear."""
    group = groups(brief)
    steps: dict[Path, Step] = {}
    for path, record in everything(brief):
        if isinstance(record, Step):
            steps[path] = record
        status = getattr(record, "status", None)
        if status not in (Status.CONFIRMED, Status.CORROBORATED) or getattr(record, "desk", False):
            continue
        used = {name for evidence in _basis(brief, record, steps.get(path[:-2])) for name in evidence}
        counted = {group[name] for name in used}
        is_primary = status is Status.CONFIRMED and any(brief.sources[name].kind in _PRIMARY for name in used)
        if used and len(counted) < _ENOUGH and not is_primary:
            yield _finding(written(path), status, sorted(used))


def _basis(brief: Brief, record: Record, step: Step | None) -> Iterable[Evidence]:
    """All evidence that what has a status rests on."""
    if not isinstance(record, Statement | Facet | Event):
        return
    yield record.evidence
    if isinstance(record, PartyStep) and step is not None:
        yield step.evidence
    if isinstance(record, Event | Figure):
        statements = brief.statements
        yield from (evidence for name in record.based_on if name in statements for evidence in _said(statements[name]))
    else:
        yield from _confirmations(record)


def _said(statement: Statement) -> Iterator[Evidence]:
    yield statement.evidence
    yield from _confirmations(statement)


def _confirmations(record: Statement | Facet) -> Iterator[Evidence]:
    for answer in record.responses.values():
        if answer.response is ResponseKind.CONFIRMED:
            yield answer.evidence


def _finding(path: Path, status: Status, used: list[str]) -> Diagnostic:
    names = " and ".join(f"“{name}”" for name in used)
    rests = f"source {names}" if len(used) == 1 else f"{names}, which are not independent of each other"
    if status is Status.CONFIRMED:
        message = f"confirmed, yet it rests on no primary document and only on {rests}"
        hint = "add a primary document or a second, independent source; or write `status: reported`"
    else:
        message = f"corroborated, yet it rests only on {rests}"
        hint = "add a second, independent source; or write `status: reported`"
    return RULE.finding(message, path=(*path, "status"), hint=hint)


RULE = Rule("S01", "too-few-sources", Severity.ERROR, "brief", check)
