"""A text tells time from a day that its reader does not know: soon, recently, currently, last week.

## What it does

Looks for such words, and for days of the week, in every text of the brief. What stands within quotation marks is not judged,
nor a word beside its date (“last week, on 12 January 2024”), nor one that is tied to an event (“shortly after the signing”).
“Soon” after somebody's expectation (“expects to sign soon”) is that speaker's where a source with a date has it, though not in
a judgement or a headline.

## Why it matters

A memo is read days or years after it was written, and a source may have been written long before it was cited. “Recently” then
means another day to each reader.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reported last week that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reported on 12 January 2024 that Iran has asked for aircraft.
    status: reported
    evidence: {agency: 12 January 2024. Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## When to ignore

Where the word is part of a name that the rule does not know; add the name to the list `relative_time_anchored` of the house.

## Source

The desk's own rule: a statement can be placed in time without knowing when the memo was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.backing import sources_of
from briefgen.check.dates import written
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Item
    from briefgen.wordlists import Found, WordLists

_NEAR = 16
"""Characters that may stand between a word of time and the date that explains it, as in “last week, on 12 January 2024”."""

_CLAUSE_END = re.compile(r"[;:؛]")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word of time that no date explains."""
    words = context.words
    for sentence in sentences(brief):
        found = [*words.find("relative_time", sentence.bare)]
        found += [day for day in words.find("days_of_week", sentence.bare) if not _is_name(day, sentence.bare)]
        if not found:
            continue
        anchored = [match.span() for match in words.find("relative_time_anchored", sentence.bare)]
        dates = [date.span for date in written(sentence.bare, words)]
        for match in sorted(found, key=lambda match: match.start()):
            is_anchored = any(begin <= match.start() and match.end() <= end for begin, end in anchored)
            is_dated = any(match.start() < end and begin - match.end() <= _NEAR for begin, end in dates)
            if not (is_anchored or is_dated or _is_speakers(match, sentence, brief, words)):
                message = f"“{match[0]}” tells no reader which day is meant"
                hint = "write the date, as in “on 12 January 2024”; where it is a speaker's word, put it in quotation marks"
                yield RULE.finding(message, path=sentence.path, span=sentence.part(match), hint=hint)


def _is_name(day: Found, text: str) -> bool:
    """Whether a day of the week is part of a name, such as “the Sunday Ledger”."""
    return text[day.end() : day.end() + 2].strip()[:1].isupper()


def _is_speakers(match: Found, sentence: Sentence, brief: Brief, words: WordLists) -> bool:
    """Whether somebody who expects something has left the time open, on a day that a source tells."""
    if sentence.kind in ("judgement", "headline") or not words.holds("relative_time_open", match[0]):
        return False
    clause = _CLAUSE_END.split(sentence.bare[: match.start()])[-1]
    return words.holds("expectation", clause) and _is_dated(brief, sentence.item)


def _is_dated(brief: Brief, item: Item | None) -> bool:
    """Whether one of a statement's sources has a date; what is no statement rests on none that could be looked up."""
    if not isinstance(item, Statement):
        return True
    dates = [brief.sources[name].published for name in sources_of(item) if name in brief.sources]
    return any(date is not None and date.year is not None for date in dates)


RULE = Rule("T01", "relative-time", Severity.WARNING, "brief", check, needs=("relative_time",))
