"""The last edition of a brief, and what changed since: for all, and as one audience may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple

from briefgen.changes import FOLLOWED, Rank, compare
from briefgen.errors import InvalidBrief, ProjectError
from briefgen.load import load
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.changes import Change
from briefgen.model.edition import Edition
from briefgen.model.results import Loaded, TailoredBrief
from briefgen.project import Project
from briefgen.record import editions as kept
from briefgen.standards import LikelihoodScale, MarkingScheme
from briefgen.tailor import tailor


class Last(NamedTuple):
    """The last edition that stands, and the brief as it was frozen."""

    edition: Edition
    brief: Brief


def last(loaded: Loaded, project: Project) -> Last | None:
    """The last edition of an earlier day; None where there is none. Those taken back do not count.

    So a correction of the same day tells what changed since the same edition as the one that it corrects.

    Raises ProjectError where its record or its brief cannot be read.
    """
    standing = _earlier(loaded, project)
    return Last(standing[-1], frozen(standing[-1], project)) if standing else None


def _earlier(loaded: Loaded, project: Project) -> list[Edition]:
    earlier = [one for one in kept.editions(project, loaded.name) if one.date < loaded.brief.date]
    return [one for one in earlier if kept.withdrawal(project, one) is None]


def first_made(loaded: Loaded, project: Project) -> Mapping[str, str]:
    """The name of the edition that first made each judgement whose horizon has passed without an outcome.

    Those that no edition made, with that horizon, are not in it. Raises as `last` does.
    """
    day = loaded.brief.information_cutoff.last_day
    wanted = {item.id: item for item in loaded.brief.judgements.values() if day is not None and item.is_due(day)}
    found: dict[str, str] = {}
    for edition in reversed(_earlier(loaded, project) if wanted else ()):
        known = frozen(edition, project).judgements
        held = {id_: known.get(item.was or item.id) or known.get(item.id) for id_, item in wanted.items()}
        wanted = {id_: item for id_, item in held.items() if item is not None and item.by == wanted[id_].by}
        found |= dict.fromkeys(wanted, edition.name)
        if not wanted:
            break
    return found


def frozen(edition: Edition, project: Project) -> Brief:
    """The brief of an edition. Raises ProjectError where it does not load any more."""
    folder = kept.folder(project, edition.brief, edition.key) / kept.FILES
    inner = project.within(folder)
    try:
        return load(inner.root / edition.source, inner).brief
    except InvalidBrief as error:
        hint = "this version of briefgen reads it differently: withdraw the edition, or use the version that froze it"
        raise ProjectError(
            f"the brief of {edition.name} does not load: {error.diagnostics[0].message}", hint
        ) from error


def changes(before: Brief, now: Brief, scale: LikelihoodScale) -> tuple[Change, ...]:
    """What changed between two whole briefs."""
    return compare(before, now, _rank(scale))


def shown(
    tailored: TailoredBrief, whole: Brief, before: Last | None, scheme: MarkingScheme, scale: LikelihoodScale
) -> TailoredBrief:
    """What an audience gets, with what changed since the last edition as it may see it; the reasons are texts of the memo.

    The earlier brief is tailored for the same, present audience. Of what the present brief holds and does not show this
    audience nothing is told.
    """
    audience = tailored.audience
    if before is None or audience.takes("changed") is None:
        return tailored
    earlier = tailor(tailored.name, before.brief, audience, scheme).brief
    held = {item.id for _, item in whole.items()}
    hidden = held - {item.id for _, item in tailored.brief.items()}
    found = _as_printed(compare(earlier, tailored.brief, _rank(scale), hidden), before.brief, audience)
    reasons = {
        f"{change.id}.change": change.why
        for change in found
        if change.why and change.kind not in ("withdrawn", "closed")
    }
    texts: Mapping[str, str] = {**tailored.texts, **reasons}
    return dataclasses.replace(tailored, changes=found, since=before.edition.date, texts=texts)


def _as_printed(found: tuple[Change, ...], before: Brief, audience: Audience) -> tuple[Change, ...]:
    """The changes in the order of the audience's parts and within its limit; without what is new only to a shorter list."""
    known = {item.id for _, item in before.items()}
    told = [change for change in found if not (change.kind == "new" and change.id in known)]
    parts = [choice.section for choice in audience.sections]

    def rank(change: Change) -> tuple[int, int]:
        choice = audience.prints(change.collection)
        return (parts.index(choice.section) if choice else len(parts), FOLLOWED.index(change.collection))

    ordered = sorted(told, key=rank)
    choice = audience.takes("changed")
    things = list(dict.fromkeys((change.collection, change.id) for change in ordered))
    kept_things = things if choice is None or choice.limit is None else things[: choice.limit]
    return tuple(change for change in ordered if (change.collection, change.id) in kept_things)


def _rank(scale: LikelihoodScale) -> Rank:
    def rank(word: str) -> int | None:
        row = scale.row(word)
        return None if row is None else scale.rows.index(row)

    return rank
