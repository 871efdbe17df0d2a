"""The memo would show something that is marked above what its audience may see.

## What it does

Wants a wording for each audience of the title, the bottom line and what it means (`so_what`): a text has at least the marking
of what it cites, and one above the audience's ceiling cannot be printed. The finding names what raised it. It also looks
through all that is left for the audience, and stops the memo where anything in it is marked higher.

## Why it matters

A marking is a promise to whoever gave the words.

## Bad

```yaml
title: Nothing is settled about aircraft
date: 2024-01-19
bottom_line: A news agency reports a request [@request].
marking: TLP:CLEAR
audiences: public
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
    marking: TLP:GREEN
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

```yaml templates/public/audience.yaml
title: Public note
ceiling: TLP:CLEAR
sections: [bottom_line, claims, sources]
```

## Good

```yaml
title: Nothing is settled about aircraft
date: 2024-01-19
bottom_line:
  text: A news agency reports a request [@request].
  short: {public: Nothing is new.}
marking: TLP:CLEAR
audiences: public
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
    marking: TLP:GREEN
sources:
  agency: {title: A request for aircraft, publisher: unknown, published: unknown}
```

```yaml templates/public/audience.yaml
title: Public note
ceiling: TLP:CLEAR
sections: [bottom_line, claims, sources]
```

## When to ignore

Never: it cannot be waived. Write a wording under `short:` that cites nothing above the ceiling, or take the audience out.

## Source

FIRST, Traffic Light Protocol 2.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.brief import Wording
from briefgen.model.fields import records
from briefgen.model.statement import Restricted

if TYPE_CHECKING:
    from briefgen.model.results import TailoredBrief

_TEXTS = ("title", "bottom_line", "so_what")
_MEANT = ("only for ", "not for ")
"""How a decision begins that the desk has made itself: a memo may do without a bottom line, never without a title."""


def check(tailored: TailoredBrief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each text of the brief without a wording for this audience, and for each thing marked too high."""
    audience = tailored.audience
    for decision in tailored.decisions:
        field = decision.collection
        if field in _TEXTS and not decision.kept and (field == "title" or not decision.why.startswith(_MEANT)):
            message = f"the {field.replace('_', ' ')} has no wording for audience “{audience.name}”: {decision.why}"
            hint = f"cite nothing above {audience.ceiling} in it"
            if field != "so_what":
                hint += f", or give `{field}:` another wording for this audience, `short: {{{audience.name}: …}}`"
            yield RULE.finding(message, path=(field,), hint=hint)
    ceiling = context.rank(audience.ceiling)
    for path, record in records(tailored.brief):
        if isinstance(record, Wording) or not isinstance(record, Restricted):
            continue  # of a wording, tailoring has judged the text for this audience, not the one it began with
        marking = record.marking or tailored.brief.marking
        if marking is not None and context.rank(marking) > ceiling:
            message = f"this is marked {marking}, above the ceiling {audience.ceiling} of audience “{audience.name}”"
            yield RULE.finding(
                message, path=written(path), hint="a fault of briefgen's own: please report it, with the brief"
            )
    if context.rank(tailored.marking) > ceiling:
        message = f"the memo would carry {tailored.marking}, above the ceiling {audience.ceiling} of “{audience.name}”"
        yield RULE.finding(message, path=("marking",), hint="lower the marking of the brief, or raise the ceiling")


RULE = Rule("M01", "above-ceiling", Severity.ERROR, "tailored", check, waivable=False)
