"""Tailor: from a brief to what one audience gets of it: only that, and everything of it.

- wordings    the brief in the words that are meant for this audience
- markings    how high each thing is marked, its citations counted
- decisions   thing by thing: kept or not, and why; `audience show` prints that list
- filtering   the decisions applied: what is kept, without any reference to what is not
- usage       what actors, sources and terms are used for: those of withheld things alone go with them
- responses   answers that have lost what they rest on, or go with their actor
- numbering   reference numbers of sources and passages, and what rests on which
- printed     every text that the memo must print, by its key
- loss        what could be left out for space, the least loss first

Pure: no file, no clock, no failure. What cannot be shown to this audience at all (a title above its ceiling) is a decision that
`check` turns into a finding.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.changes import things
from briefgen.model.results import TailoredBrief
from briefgen.standards import MarkingScheme
from briefgen.tailor import numbering, printed, responses, usage, wordings
from briefgen.tailor.decisions import decide
from briefgen.tailor.filtering import Filter
from briefgen.tailor.markings import Markings


def tailor(
    name: str, brief: Brief, audience: Audience, scheme: MarkingScheme, without: Iterable[str] = ()
) -> TailoredBrief:
    """What this audience gets of the brief. `name` is the brief's; `without` names ids to leave out for space."""
    worded = wordings.choose(brief, audience, scheme)
    markings = Markings(worded, scheme, audience.omits)
    decisions = decide(worded, audience, markings, frozenset(without))
    shown, background = Filter(audience, markings, decisions).applied(worded)
    followed = usage.follow(decisions, brief, shown, background.values())
    if followed != decisions:
        decisions = followed
        shown, background = Filter(audience, markings, decisions).applied(worded)
    sources, references = numbering.number(shown, background)
    return TailoredBrief(
        name=name,
        brief=shown,
        audience=audience,
        marking=markings.highest(shown, decisions, background.values()),
        texts=printed.texts(shown),
        sources=sources,
        references=references,
        source_base=numbering.base(brief, shown.sources),
        decisions=(*decisions, *responses.follow(worded, shown)),
        background=background,
    )


def naming(tailored: TailoredBrief, fuller: TailoredBrief) -> TailoredBrief:
    """The same, with the name of another version of the brief, if that has everything that this one is without for space.

    It must print each item that is left out, and tell of each thing that changed what this one does not.
    """
    printed = {(decision.collection, decision.id) for decision in fuller.decisions if decision.kept}
    lost = {(decision.collection, decision.id) for decision in tailored.left_out}
    has_all = lost <= printed and set(things(tailored.untold)) <= set(things(fuller.changes or ()))
    return (
        dataclasses.replace(tailored, fuller=fuller.audience.title)
        if (lost or tailored.untold) and has_all
        else tailored
    )
