"""A statement is shown without an answer that was given to it, because who answered is withheld.

## What it does

Tells, audience by audience, of each confirmation, denial and partial denial that goes because its actor may not be named, while
the statement that it answers stays. An answer whose *source* is withheld stays, without a reference, and is not told here.

## Why it matters

A claim without the denial that it met reads as firmer than it is; one without its confirmation as less firm.

## Bad

```yaml
title: A news agency reports talks about aircraft
date: 2024-01-19
marking: TLP:CLEAR
audiences: press
claims:
  talks:
    text: A news agency reports talks about aircraft.
    status: reported
    evidence: {agency: talks about aircraft}
    responses: {envoy: denied}
actors:
  envoy: {person: An envoy, marking: TLP:AMBER}
sources:
  agency: {title: Talks about aircraft, publisher: unknown, published: unknown}
```

```yaml templates/press/audience.yaml
title: Press note
ceiling: TLP:CLEAR
sections: [claims, sources]
```

## Good

```yaml
title: A news agency reports talks about aircraft
date: 2024-01-19
marking: TLP:CLEAR
audiences: press
claims:
  talks:
    text: A news agency reports talks about aircraft.
    status: reported
    evidence: {agency: talks about aircraft}
    responses: {ministry: denied}
actors:
  ministry: {body: The ministry}
  envoy: {person: An envoy, of: ministry, marking: TLP:AMBER}
sources:
  agency: {title: Talks about aircraft, publisher: unknown, published: unknown}
```

```yaml templates/press/audience.yaml
title: Press note
ceiling: TLP:CLEAR
sections: [claims, sources]
```

## When to ignore

Where the audience learns of the answer elsewhere in the memo, or where the statement's own text already says how far it is
contested: waive it on the statement.

## Source

ICD 203, Analytic Standards: proper description of the quality and credibility of underlying sources; objectivity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import path_of
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import TailoredBrief


def check(tailored: TailoredBrief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each answer that the audience does not get of a statement that it gets."""
    name = tailored.audience.name
    for decision in tailored.decisions:
        if decision.collection == "responses" and not decision.kept:
            statement, actor = decision.id.partition(".")[0], decision.id.rpartition(".")[2]
            message = f"audience “{name}” gets “{statement}” without the answer of “{actor}”, who is withheld"
            hint = (
                f"name under `responses:` a body that it may know of, say in `short: {{{name}: …}}` that it is contested, "
                f"or withhold the statement, `not_for: [{name}]`"
            )
            yield RULE.finding(message, path=path_of(tailored.brief, decision.id), hint=hint)


RULE = Rule("M03", "answer-withheld", Severity.WARNING, "tailored", check)
