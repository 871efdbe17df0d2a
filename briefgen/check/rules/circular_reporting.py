"""Two sources of a corroborated statement are one: the second repeats the first.

## What it does

Compares the archived texts of a brief, four words in a row at a time, and finds those that share a passage: an agency's report
and what a newspaper has made of it, the same article on two sites, a text and its translation. What stands within quotation
marks does not count: two reports of one speech are not made from each other. Sources of one `publisher` are found too. All of
them count as one, wherever sources are counted (S01, L08, the memo's own count).

It warns where a statement that is `confirmed` or `corroborated` rests on such sources and the brief does not say that they
belong together. Once for each pair, at the later source.

## Why it matters

A claim that three outlets have from one agency has been made once. Nothing is easier to take for corroboration, and nothing
is worth less.

## Bad

```yaml
title: Two outlets say that Iran has asked for aircraft
date: 2024-01-19
claims:
  request:
    text: North Wire reports that Iran has asked for aircraft; Port Gazette and Strait Post say the same.
    status: corroborated
    evidence:
      wire: Iran has asked Russia for aircraft
      gazette: Iran has asked Russia for aircraft
      post: An Iranian request for aircraft is on the table
sources:
  wire: {title: A request, publisher: North Wire, published: 2024-01-17, file: wire.txt}
  gazette: {title: Aircraft for Iran, publisher: Port Gazette, published: 2024-01-18, file: gazette.txt}
  post: {title: On the table, publisher: Strait Post, published: 2024-01-18, file: post.txt}
```

```text wire.txt
Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday, and has offered oil for them.
```

```text gazette.txt
Aircraft for Iran. Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday. Ours is a
seafaring town, and few here have seen one.
```

```text post.txt
An Iranian request for aircraft is on the table, the Post has learnt from two people in the ministry. No price was named.
```

## Good

```yaml
title: Two outlets say that Iran has asked for aircraft
date: 2024-01-19
claims:
  request:
    text: North Wire reports that Iran has asked for aircraft; Strait Post says the same.
    status: corroborated
    evidence:
      wire: Iran has asked Russia for aircraft
      gazette: Iran has asked Russia for aircraft
      post: An Iranian request for aircraft is on the table
sources:
  wire: {title: A request, publisher: North Wire, published: 2024-01-17, file: wire.txt}
  gazette:
    title: Aircraft for Iran
    publisher: Port Gazette
    published: 2024-01-18
    file: gazette.txt
    derived_from: wire
  post: {title: On the table, publisher: Strait Post, published: 2024-01-18, file: post.txt}
```

```text wire.txt
Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday, and has offered oil for them.
```

```text gazette.txt
Aircraft for Iran. Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday. Ours is a
seafaring town, and few here have seen one.
```

```text post.txt
An Iranian request for aircraft is on the table, the Post has learnt from two people in the ministry. No price was named.
```

## When to ignore

Where both texts have the shared passage from a document that each has seen for itself: name the document as a source of its
own, and waive the finding on the later source.

## Source

ICD 206, Sourcing Requirements for Disseminated Analytic Products; the desk's own thresholds: ten rows of four words, and an
eighth of the shorter text.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import everything
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import UNKNOWN
from briefgen.model.groups import declared_groups
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import ResponseKind, Status

if TYPE_CHECKING:
    from briefgen.model.base import Record
    from briefgen.model.brief import Brief

_COUNTED = (Status.CONFIRMED, Status.CORROBORATED)
_SHOWN = 60
"""Characters of a shared passage that a message quotes."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each pair of sources that a statement counts as two."""
    links = dict(_links(brief))
    told: set[frozenset[str]] = set()
    for path, record in everything(brief) if links else ():
        if getattr(record, "status", None) not in _COUNTED:
            continue
        for pair in map(frozenset, itertools.combinations(sorted(_sources(record)), 2)):
            if pair in links and pair not in told:
                told.add(pair)
                name = record.id if isinstance(record, Statement) else path[-1]
                yield _finding(brief, pair, links[pair], str(name))


def _links(brief: Brief) -> Iterator[tuple[frozenset[str], str]]:
    """The pairs that are one source though the brief does not say so, and what shows it."""
    declared = declared_groups(brief)
    publishers: dict[str, str] = {}
    for name, source in brief.sources.items():
        publisher = source.publisher
        if publisher and publisher.casefold() != UNKNOWN and source.independence is None:
            first = publishers.setdefault(publisher.casefold(), name)
            if first != name and brief.sources[first].derived_from == source.derived_from == ():
                yield frozenset((first, name)), f"are both of {publisher}"
        for other, passage in source.repeats.items():
            if declared[other] != declared[name]:
                shown = passage if len(passage) <= _SHOWN else f"{passage[:_SHOWN].rpartition(' ')[0]} …"
                yield frozenset((other, name)), f"share their words (“{shown}”)"


def _sources(record: Record) -> set[str]:
    """The sources that bear a statement: those of its evidence, and of answers that confirm it."""
    answers = getattr(record, "responses", {}).values()
    found = set(getattr(record, "evidence", {}))
    return found.union(*(answer.evidence for answer in answers if answer.response is ResponseKind.CONFIRMED))


def _finding(brief: Brief, pair: frozenset[str], shows: str, statement: str) -> Diagnostic:
    first, second = sorted(pair, key=lambda name: (_day(brief, name), list(brief.sources).index(name)))
    message = f"“{first}” and “{second}” {shows}: they count as one, and “{statement}” rests on both as if on two"
    hint = f"write `derived_from: {first}` at “{second}”, or one `independence:` at both"
    return RULE.finding(message, path=("sources", second), on_key=True, hint=hint)


def _day(brief: Brief, name: str) -> datetime.date:
    published = brief.sources[name].published
    return (published and published.first_day) or datetime.date.max


RULE = Rule("S02", "circular-reporting", Severity.WARNING, "brief", check)
