"""A chart has more rows, places or letters than a page can show well.

## What it does

Counts: a chart has at most twelve places and four series, and bars and ranges at most twenty-four rows in all. In a line chart,
names of more than 24 letters are shortened in the drawing; the table below has them whole.

## Why it matters

A chart is there to be seen at one glance. What needs study is a table, or several charts.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  requests:
    text: Requests by year, as a news agency reports them.
    points: {2011: 1, 2012: 1, 2013: 1, 2014: 1, 2015: 1, 2016: 1, 2017: 1, 2018: 1, 2019: 1, 2020: 1, 2021: 1, 2022: 1,
      2023: 1}
    status: reported
    evidence: {agency: 1 request in each year from 2011 to 2023}
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  requests:
    text: Requests by year, as a news agency reports them.
    points: {2018: 1, 2019: 1, 2020: 1, 2021: 1, 2022: 1, 2023: 1}
    status: reported
    evidence: {agency: 1 request in each year from 2011 to 2023}
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

## When to ignore

Where a register is to be shown whole: waive it on the figure.

## Source

The desk's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.vocabulary import ChartKind

if TYPE_CHECKING:
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.figures import Figure

_PLACES, _SERIES, _ROWS, _LETTERS = 12, 4, 24, 24


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each chart that is too full."""
    for id_, figure in brief.figures.items():
        if figure.kind is not None:
            yield from _counts(figure, ("figures", id_))


def _counts(figure: Figure, path: Path) -> Iterator[Diagnostic]:
    places, series, field = len(figure.places), len(figure.rows), "series" if figure.series else "points"
    if places > _PLACES:
        hint = "show those that matter, or make two charts of it"
        message = f"the chart has {places} places; more than {_PLACES} are hard to tell apart"
        yield RULE.finding(message, path=(*path, field), on_key=True, hint=hint)
    if series > _SERIES:
        message = f"the chart has {series} series; more than {_SERIES} are hard to tell apart"
        yield RULE.finding(message, path=(*path, field), on_key=True, hint="make two charts of it")
    if figure.kind is ChartKind.LINE:
        yield from _long_names(figure, (*path, field))
    elif places <= _PLACES and series <= _SERIES and places * series > _ROWS:
        message = f"the chart has {places * series} rows; more than {_ROWS} fill a page"
        yield RULE.finding(
            message, path=(*path, field), on_key=True, hint="make two charts of it, or write `chart: line`"
        )


def _long_names(figure: Figure, path: Path) -> Iterator[Diagnostic]:
    for name in (*figure.series, *figure.places):
        if len(name) > _LETTERS:
            at = (*path, name) if not figure.series or name in figure.series else path
            hint = "take a shorter name, or write `chart: bar`, where names have more room"
            yield RULE.finding(f"“{name}” is too long for a line chart", path=at, on_key=True, hint=hint)


RULE = Rule("G03", "crowded-chart", Severity.WARNING, "brief", check)
