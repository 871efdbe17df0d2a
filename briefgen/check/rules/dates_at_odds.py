"""Dates that cannot be right together.

## What it does

Compares the dates of a brief with its cut-off (the date, where none is given), with each other and with the calendar. It
tells an event, a signing, a step, a deal, an order or a delivery that is dated after the cut-off and yet told as past; a
cut-off after the date of the brief; a source or an outcome that is dated after the cut-off, and a source that was retrieved
before it was published; a day of the week that does not belong to the date beside it; a horizon in the text of a judgement that
is not that of its field; a review that was due before the brief is dated.

That the horizon of a judgement has passed and it has no `outcome` is a warning, which names the edition that made the judgement
first. So is an outcome that nothing occurred, dated before the horizon, with no word on why it cannot occur any more.

A brief that is built with `--date` is judged as of that day: no outcome is asked for that was not due then, and an
outcome, a source or an event of a later day is told.

## Why it matters

A date is what a reader checks first. One that cannot be right casts doubt on all the others.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
    comment: The agency's report is of Monday, 12 January 2024.
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft.
    status: reported
    evidence: {agency: Iran has asked for aircraft}
    comment: The agency's report is of Friday, 12 January 2024.
timeline:
  talks: {date: expected 2024-02, text: Talks are expected., based_on: [request]}
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-01-12}
```

## When to ignore

Where a source itself has the wrong day: waive it on the item, and say so in a comment.

## Source

The desk's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.check.dates import is_on, written
from briefgen.check.places import everything
from briefgen.check.places import written as as_written
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event, Judgement, Outcome, Source, WatchItem
from briefgen.model.subjects import ArmsDeal, DealItem, Facet
from briefgen.model.values import When
from briefgen.model.vocabulary import IndicatorState, OutcomeResult

if TYPE_CHECKING:
    import datetime

    from briefgen.diagnostics import Path
    from briefgen.model.base import Record
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_PAST = (Event, Facet, ArmsDeal, DealItem, Source, Outcome)
"""What tells of the past wherever its date does not say “expected”."""

_DATES = ("date", "ordered", "delivered_in", "published", "retrieved")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each date that another one contradicts."""
    if brief.cutoff is not None and brief.cutoff > brief.date:
        message = f"the cut-off ({brief.cutoff}) lies after the date of the brief ({brief.date})"
        yield RULE.finding(message, path=("cutoff",), hint="correct one of them")
    cutoff = brief.information_cutoff
    for path, record in everything(brief):
        if isinstance(record, _PAST) and not getattr(record, "desk", False):
            yield from _after_cutoff(record, as_written(path), cutoff)
        if isinstance(record, Source):
            yield from _source(record, path)
        if isinstance(record, Judgement):
            yield from _horizon(record, path, cutoff, context.first_made)
            yield from _too_early(record, path)
            yield from _horizon_in_text(record, path, context.words)
        if isinstance(record, WatchItem) and _is_overdue(record, brief.date):
            message = f"the review ({record.review}) lies before the date of the brief ({brief.date})"
            hint = "write the day of the next review, or under `state:` what has come of it"
            yield RULE.finding(message, path=(*path, "review"), hint=hint)
    yield from _weekdays(brief, context.words)


def _after_cutoff(record: Record, path: Path, cutoff: When) -> Iterator[Diagnostic]:
    for name in _DATES:
        value = getattr(record, name, None)
        when = None if value is None else When.parse(value)
        if when is None or when.kind not in ("exact", "about") or not _is_before(cutoff, when):
            continue
        message = f"{when} lies after the cut-off ({cutoff}), and is told as past"
        if isinstance(record, Source | Outcome):
            hint = "correct the date, or move the cut-off"
        else:
            ahead = When("expected", when.year, when.month, when.day)
            hint = f"write `{ahead}` where it is still ahead, or correct the date"
        yield RULE.finding(message, path=(*path, name), hint=hint)


def _source(source: Source, path: Path) -> Iterator[Diagnostic]:
    published, retrieved = source.published, source.retrieved
    known = {"exact"} >= {when.kind for when in (published, retrieved) if when is not None}
    if published is not None and retrieved is not None and known and _is_before(retrieved, published):
        message = f"retrieved on {retrieved}, before it was published ({published})"
        yield RULE.finding(message, path=(*path, "retrieved"), hint="correct one of the two dates")


def _horizon(judgement: Judgement, path: Path, cutoff: When, made: Mapping[str, str]) -> Iterator[Diagnostic]:
    if cutoff.last_day is not None and judgement.is_due(cutoff.last_day):
        first = f"; it was first made in {made[judgement.id]}" if judgement.id in made else ""
        message = f"the horizon of “{judgement.id}” ({judgement.by}) has passed, and it has no outcome{first}"
        hint = (
            "write `outcome: {result: occurred, date: …, evidence: {…}}`; or `did-not-occur`, `partly`, `unknown`, as it "
            "turned out"
        )
        yield RULE.finding(message, path=(*path, "by"), hint=hint, severity=Severity.WARNING)


def _too_early(judgement: Judgement, path: Path) -> Iterator[Diagnostic]:
    """That nothing occurred, said while it still could."""
    known = judgement.outcome
    if known is None or judgement.by is None or known.result is not OutcomeResult.DID_NOT_OCCUR:
        return
    if known.date < judgement.by and not (known.based_on or known.evidence or known.comment):
        message = f"nothing occurred up to {known.date}, and the horizon is {judgement.by}"
        hint = "wait for the horizon, or say under `comment:` or `evidence:` why it cannot occur any more"
        place = (*path, "outcome", "date")
        yield RULE.finding(message, path=place, hint=hint, severity=Severity.WARNING)


def _is_overdue(indicator: WatchItem, date: datetime.date) -> bool:
    return indicator.state is IndicatorState.NOT_OBSERVED and indicator.review is not None and indicator.review < date


def _horizon_in_text(judgement: Judgement, path: Path, words: WordLists) -> Iterator[Diagnostic]:
    """A horizon in the text (“by 19 September 2024”) that is another than the field's."""
    by = judgement.by
    for date in written(judgement.text, words) if by is not None else ():
        before = judgement.text[: date.span[0]].split()[-1:]
        first, last = date.when.first_day, date.when.last_day
        holds_it = first is None or last is None or (by is not None and first <= by <= last)
        if before and words.holds("horizon_mark", before[0]) and not holds_it:
            message = f"the text has {date.when} as its horizon, and `by:` has {by}"
            hint = "give the same day in both places"
            yield RULE.finding(message, path=(*path, "text"), span=date.span, hint=hint)


def _weekdays(brief: Brief, words: WordLists) -> Iterator[Diagnostic]:
    if not words.has("days_of_week"):
        return
    names = words.lists()["days_of_week"]
    for sentence in sentences(brief):
        for date in written(sentence.bare, words):
            if date.weekday is None or date.weekday_span is None or is_on(date.when, date.weekday):
                continue
            right = next(name for index, name in enumerate(names) if is_on(date.when, index))
            begin, end = (sentence.span[0] + at for at in date.weekday_span)
            message = f"{date.when} is no {names[date.weekday]}"
            hint = f"it is a {right}: correct the day or the date"
            yield RULE.finding(message, path=sentence.path, span=(begin, end), hint=hint)


def _is_before(one: When, other: When) -> bool:
    """Whether all that the one can mean lies before all that the other can."""
    return one.last_day is not None and other.first_day is not None and one.last_day < other.first_day


RULE = Rule("T03", "dates-at-odds", Severity.ERROR, "brief", check, needs=("months", "days_of_week"))
