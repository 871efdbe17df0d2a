"""Tailor: from a brief to what one audience gets of it: only that, and everything of it.

- markings    how high each item is marked, its citations counted
- decisions   item by item: kept or not, and why; `audience show` prints that list
- filtering   the decisions applied: the brief without what is withheld and without any reference to it
- numbering   reference numbers of sources and passages, and what rests on which
- printed     every text that the memo must print, by its key

Pure: no file, no clock, no failure. What cannot be shown to this audience at all (a title above its ceiling) is a decision that
`check` turns into a finding.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.results import TailoredBrief
from briefgen.standards import MarkingScheme
from briefgen.tailor import decisions, filtering, numbering, printed
from briefgen.tailor.markings import Markings


def tailor(
    name: str, brief: Brief, audience: Audience, scheme: MarkingScheme, without: Iterable[str] = ()
) -> TailoredBrief:
    """What this audience gets of the brief. `name` is the brief's; `without` names ids to leave out for space."""
    markings = Markings(brief, scheme)
    left_out = frozenset(without)
    made = decisions.decide(brief, audience, markings, left_out)
    kept = filtering.Filter(brief, audience, markings, made)
    shown = kept.apply()
    sources, references = numbering.number(shown)
    return TailoredBrief(
        name=name,
        brief=shown,
        audience=audience,
        marking=markings.highest(kept.shown_markings()),
        texts=printed.texts(shown, kept.withheld_wordings),
        sources=sources,
        references=references,
        source_base=numbering.base(shown),
        decisions=made,
        without=left_out,
    )
