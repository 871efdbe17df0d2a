"""A quotation is longer than its source's licence or the audience allows.

## What it does

Counts the words of each quotation that a memo shows. The limit is the lowest that is given: `max_quote` of the source (what its
licence allows), of the audience (in its `audience.yaml`), and of the brief or `defaults:` in `briefgen.yaml`; where none is
given, a hundred words.

It also warns of a quotation of forty words or more that is over half of an archived text: that is a reprint. A text that is
itself no longer than the limit may be quoted whole, and a source with `capture: excerpts` is not held to this, since its
archive holds nothing but quotations.

## Why it matters

A text belongs to whoever wrote it. And a reader who is given a whole report has to find for himself the sentence on which the
memo rests.

## Bad

```yaml
title: A news agency says that Iran has asked for aircraft
date: 2024-01-19
marking: TLP:CLEAR
audiences: analyst
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    claimant: A news agency
    status: reported
    evidence: {agency: "Iran has asked Russia for aircraft, and has been told that it may have to wait for some years"}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18, max_quote: 15}
```

## Good

```yaml
title: A news agency says that Iran has asked for aircraft
date: 2024-01-19
marking: TLP:CLEAR
audiences: analyst
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    claimant: A news agency
    status: reported
    evidence: {agency: Iran has asked Russia for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-18, max_quote: 15}
```

## When to ignore

Where the text is in the public domain, as laws and treaties mostly are, and its whole wording is what the memo is about.

## Source

The Chicago Manual of Style sets off what is quoted at a hundred words or more, the American Psychological Association at forty:
from there on it is no longer part of a sentence of one's own. Licences differ; the desk knows its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.places import Cited, evidence, written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.vocabulary import Capture

if TYPE_CHECKING:
    from briefgen.model.results import TailoredBrief

_MOST = 100
"""Words of one quotation where nobody gives another limit."""

_BLOCK = 40
"""Words of the shortest quotation that can be a reprint."""


def check(tailored: TailoredBrief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each quotation that is too long."""
    sizes: dict[str, int] = {}
    for cited in evidence(tailored.brief):
        count = len(cited.passage.quote.split())
        limit, whose = _limit(tailored, cited.source)
        if count > limit:
            yield _finding(cited, f"the quotation has {count} words, and {whose} {limit}")
        elif count >= _BLOCK and tailored.brief.sources[cited.source].capture is Capture.FULL:
            if cited.source not in sizes:
                archive = context.archives.get(cited.source)
                sizes[cited.source] = len((archive.text or "").split()) if archive is not None else 0
            if 2 * count > sizes[cited.source] > limit:
                message = f"the quotation has {count} of the {sizes[cited.source]} words of “{cited.source}”"
                yield _finding(cited, message)


def _limit(tailored: TailoredBrief, source: str) -> tuple[int, str]:
    """The lowest limit, and whose it is."""
    own, general = tailored.brief.sources[source].max_quote, tailored.brief.max_quote or _MOST
    limits = [
        (own, f"`max_quote` of “{source}” allows"),
        (tailored.audience.max_quote, f"the audience “{tailored.audience.name}” gets at most"),
        (general, "one quotation may have"),
    ]
    return min(((limit, whose) for limit, whose in limits if limit is not None), key=lambda found: found[0])


def _finding(cited: Cited, message: str) -> Diagnostic:
    hint = "quote the sentence that the text rests on, and no more"
    return RULE.finding(message, path=(*written(cited.path), "quote"), hint=hint)


RULE = Rule("Q08", "long-quotation", Severity.WARNING, "tailored", check)
