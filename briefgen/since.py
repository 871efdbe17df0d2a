"""The last edition of a brief, and what changed since: for all, and as one audience may see it."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefgen.changes import Rank, compare, former_id
from briefgen.changes.parts import parts
from briefgen.errors import InvalidBrief, ProjectError
from briefgen.load import load
from briefgen.model.audience import Audience
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.changes import FOLLOWED, Change, is_gone, things
from briefgen.model.edition import Edition
from briefgen.model.items import Section
from briefgen.model.results import Loaded, TailoredBrief
from briefgen.project import Project
from briefgen.record import editions as kept
from briefgen.standards import LikelihoodScale, MarkingScheme
from briefgen.tailor import tailor

UNTOLD = frozenset(
    {
        *("marking", "only_for", "not_for", "priority", "short", "desk", "comment"),
        *("based_on", "bears_on", "raises", "lowers", "where", "unit", "chart", "alt", "file"),
    }
)
"""Fields whose changes are the desk's affair, or stand beside what they belong to: no memo tells them."""


_REFERENCES = frozenset(
    {"claimant", "supplier", "recipient", "parties", "of", "based_on", "bears_on", "raises", "lowers", "derived_from"}
)
"""Fields whose values are ids."""


class Last(NamedTuple):
    """The last edition that stands, and the brief as it was frozen."""

    edition: Edition
    brief: Brief


def last(loaded: Loaded, project: Project, known_on: datetime.date | None = None) -> Last | None:
    """The last edition of an earlier day; None where there is none. Those taken back do not count.

    `known_on` is the day whose knowledge counts: what was taken back later still stood then. None: today's.

    So a correction of the same day tells what changed since the same edition as the one that it corrects.

    Raises ProjectError where its record or its brief cannot be read.
    """
    standing = _earlier(loaded, project, known_on)
    return Last(standing[-1], frozen(standing[-1], project)) if standing else None


def _earlier(loaded: Loaded, project: Project, known_on: datetime.date | None) -> list[Edition]:
    def stood(edition: Edition) -> bool:
        withdrawal = kept.withdrawal(project, edition)
        return withdrawal is None or (known_on is not None and withdrawal.at.date() > known_on)

    earlier = [one for one in kept.editions(project, loaded.name) if one.date < loaded.brief.date]
    return list(filter(stood, earlier))


def first_made(loaded: Loaded, project: Project, known_on: datetime.date | None = None) -> Mapping[str, str]:
    """The name of the edition that first made each judgement whose horizon has passed without an outcome.

    Those that no edition made, with that horizon, are not in it. Raises as `last` does.
    """
    day = loaded.brief.information_cutoff.last_day
    wanted = {item.id: item for item in loaded.brief.judgements.values() if day is not None and item.is_due(day)}
    found: dict[str, str] = {}
    for edition in reversed(_earlier(loaded, project, known_on) if wanted else ()):
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
        return load(inner.root / edition.source, inner, number=edition.number).brief
    except InvalidBrief as error:
        hint = "this version of briefgen reads it differently: withdraw the edition, or use the version that froze it"
        raise ProjectError(
            f"the brief of {edition.name} does not load: {error.diagnostics[0].message}", hint
        ) from error


def changes(before: Brief, now: Brief, scale: LikelihoodScale) -> tuple[Change, ...]:
    """What changed between two whole briefs."""
    return compare(before, now, _rank(scale))


_OF_THE_DAY = ("date", "cutoff", "number", "carried", "corrections")
"""What is another at each edition, whatever the brief says."""


def is_same(before: Brief, now: Brief) -> bool:
    """Whether two briefs say the same, but for what is of their days."""
    return before.model_copy(update={name: getattr(now, name) for name in _OF_THE_DAY}) == now


# --- for one audience ------------------------------------------------------------------------------------------------


class Seen(NamedTuple):
    """What changed as an audience may see it, and the earlier brief tailored for it."""

    changes: tuple[Change, ...]
    earlier: Brief


def seen(tailored: TailoredBrief, whole: Brief, before: Brief, scheme: MarkingScheme, scale: LikelihoodScale) -> Seen:
    """What changed for the audience that a brief is tailored for; `whole` is the same brief before it was.

    The earlier brief is tailored for the same, present audience. Of what the present brief holds and does not show this
    audience nothing is told, be it a thing, a side of one, or a name; nor is it told that something can be seen now, or no
    more.
    """
    earlier = _with_points_of(tailor(tailored.name, before, tailored.audience, scheme).brief, tailored.brief, whole)
    held = {item.id: item for _, item in whole.items()}
    hidden = held.keys() - {item.id for _, item in tailored.brief.items()}
    known = {item.id: item for _, item in before.items()}
    fields = {id_: {".".join(path) for path in parts(item)} for id_, item in held.items()}
    found = (
        change
        for change in compare(earlier, tailored.brief, _rank(scale), hidden)
        if (change.collection in FOLLOWED or (is_gone(change) and change.why and change.id in known))
        and not (change.kind == "new" and change.field is None and former_id(held[change.id], known, held) in known)
        and not _only_hidden(change, fields.get(change.id, ()), hidden)
    )
    return Seen(tuple(found), earlier)


def _only_hidden(change: Change, held: Collection[str], hidden: AbstractSet[str]) -> bool:
    """Whether a part is not gone but withheld, or names what is withheld."""
    field = change.field
    if field is None or field == "text":
        return False
    if change.now is None and any(name == field or name.startswith(f"{field}.") for name in held):
        return True
    return not hidden.isdisjoint(_named(change))


def _named(change: Change) -> Iterator[str]:
    """The ids that a change names: by its field, whose keys are some, and by values that refer to things."""
    path = (change.field or "").split(".")
    yield from (key for holder, key in itertools.pairwise(path) if holder in ("responses", "evidence", "parties"))
    if path[-1] in _REFERENCES:
        yield from (id_ for value in (change.before, change.now) if value for id_ in value.split("; "))


def _with_points_of(earlier: Brief, now: Brief, whole: Brief) -> Brief:
    """The earlier brief without points of sections of which some are withheld now: no id tells which those were."""

    def shown(section: Section) -> Section:
        present, all_ = now.sections.get(section.id), whole.sections.get(section.id)
        if present is None or all_ is None or len(present.points) == len(all_.points):
            return section
        words = {point.text for point in present.points}
        return section.model_copy(update={"points": tuple(point for point in section.points if point.text in words)})

    sections = FrozenMap({id_: shown(section) for id_, section in earlier.sections.items()})
    return earlier.model_copy(update={"sections": sections})


# --- on the page -----------------------------------------------------------------------------------------------------


def shown(
    tailored: TailoredBrief, whole: Brief, before: Last | None, scheme: MarkingScheme, scale: LikelihoodScale
) -> TailoredBrief:
    """What an audience gets, with what its memo tells of the changes since the last edition, each with its reason."""
    if before is None or tailored.audience.takes("changed") is None:
        return tailored
    found, earlier = seen(tailored, whole, before.brief, scheme, scale)
    told = _in_order(_as_told(found, tailored.brief, earlier), tailored.audience)
    old = {item.id: item.marking for _, item in earlier.items()}
    now = {item.id: item for _, item in tailored.brief.items()}
    former = {id_: former_id(item, old, now) for id_, item in now.items()}
    shows = (old.get(former.get(change.id, change.id)) for change in told if change.before is not None)
    marking = scheme.highest([tailored.marking, *(marking for marking in shows if marking)])
    since = dataclasses.replace(tailored, changes=told, since=before.edition.date, earlier=earlier, marking=marking)
    choice = tailored.audience.takes("changed")
    return shortened(since, choice.limit if choice else None)


def shortened(tailored: TailoredBrief, most: int | None) -> TailoredBrief:
    """The same, with what changed of no more than so many things told; None for all that are told. The others are `untold`.

    What is told has its reason among the texts that the memo must print, what was taken out too.
    """
    found = tailored.changes or ()
    left = things(found)[:most]
    told = tuple(change for change in found if change.kind == "unchanged" or change.id in left)
    withdrawn = tailored.brief.withdrawn
    reasons = {change.id: withdrawn[change.id] for change in told if is_gone(change) and change.id in withdrawn}
    texts = {key: words for key, words in tailored.texts.items() if key.partition(".")[0] != "withdrawn"}
    texts = {key: words for key, words in texts.items() if not key.endswith(".change")}
    texts |= {f"withdrawn.{index}": why for index, why in enumerate(reasons.values())}
    texts |= {f"{change.id}.change": change.why for change in told if change.why and not is_gone(change)}
    brief = tailored.brief.model_copy(update={"withdrawn": FrozenMap(reasons)})
    untold = (*(change for change in found if change not in told), *tailored.untold)
    return dataclasses.replace(tailored, brief=brief, changes=told, untold=untold, texts=texts)


def _as_told(found: Iterable[Change], now: Brief, earlier: Brief) -> tuple[Change, ...]:
    """The changes that a memo tells. A judgement that was told before, and of which it tells none, is unchanged."""
    told = [change for change in found if _is_told(change)]
    changed = {change.id for change in told}
    same = (
        Change("unchanged", "judgements", id_)
        for id_, judgement in now.judgements.items()
        if id_ not in changed and former_id(judgement, earlier.judgements, now.judgements) in earlier.judgements
    )
    return (*told, *same)


def _is_told(change: Change) -> bool:
    if change.kind == "unchanged":
        return False
    field = change.field or ""
    root, last_ = field.partition(".")[0], field.rpartition(".")[2]
    if root == "responses" and change.kind == "changed" and change.before is None:
        return False  # that somebody has said nothing, so far unmentioned, is no news
    is_quotation = "evidence" in field.split(".") and None not in (change.before, change.now)
    return not ({root, last_} & UNTOLD or is_quotation)


def _in_order(found: Iterable[Change], audience: Audience) -> tuple[Change, ...]:
    """The changes in the order of the audience's parts."""
    parts_of = [choice.section for choice in audience.sections]

    def rank(change: Change) -> tuple[int, int]:
        choice = audience.prints(change.collection)
        order = [*FOLLOWED, change.collection]
        return (parts_of.index(choice.section) if choice else len(parts_of), order.index(change.collection))

    return tuple(sorted(found, key=rank))


def _rank(scale: LikelihoodScale) -> Rank:
    def rank(word: str) -> int | None:
        row = scale.row(word)
        return None if row is None else scale.rows.index(row)

    return rank
