"""A number of a chart cannot be drawn as it is.

## What it does

Wants single numbers in bars and lines, and in a range a lower end that is not above the upper one. A chart needs at least one
number. In `chart: range` a single number is drawn as a disc, and `unknown` is drawn nowhere.

## Why it matters

A bar has one end: a range in it would lose one of its two numbers.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  price:
    text: The price, as a news agency reports it.
    points: {2022: 35, 2023: {low: 35, high: 50}}
    status: reported
    evidence: {agency: a price of 35 million in 2022 and of 35 to 50 million in 2023}
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
figures:
  price:
    text: The price, as a news agency reports it.
    chart: range
    points: {2022: 35, 2023: {low: 35, high: 50}}
    status: reported
    evidence: {agency: a price of 35 million in 2022 and of 35 to 50 million in 2023}
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

## When to ignore

Never: take another kind of chart, or mend the number.

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


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each number that its chart cannot draw, and for each chart without numbers."""
    for id_, figure in brief.figures.items():
        if figure.kind is None:
            continue
        if not figure.places:
            hint = "give it some under `points:`, such as `points: {2023: 4, 2024: about 12}`"
            yield RULE.finding(f"the chart “{id_}” has no numbers", path=("figures", id_), on_key=True, hint=hint)
        yield from _numbers(figure, ("figures", id_))


def _numbers(figure: Figure, path: Path) -> Iterator[Diagnostic]:
    for row, place, measure in figure.numbers():
        at: Path = (*path, *(("series", row) if figure.series else ("points",)), place)
        if measure.value is None and figure.kind is not ChartKind.RANGE:
            hint = "write `chart: range` for the whole chart, or one number here"
            yield RULE.finding(
                f"“{place}” has a range, and the chart draws a {figure.kind} for each", path=at, hint=hint
            )
        low, high = (level.number for level in (measure.levels[0], measure.levels[-1]))
        if low is not None and high is not None and low > high:
            message = f"the range of “{place}” ends below where it begins"
            yield RULE.finding(message, path=at, hint="give the lower number under `low:`, the upper under `high:`")


RULE = Rule("G02", "undrawable-number", Severity.ERROR, "brief", check)
