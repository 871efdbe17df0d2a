"""Who gets what: the recipients of a project, and the steps in which an edition goes to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefgen import approvals, standards
from briefgen.channels import Channel, Note, Refused, Setting, channels
from briefgen.diagnostics import ordered
from briefgen.errors import InvalidProject, NotFound, ProjectError, did_you_mean
from briefgen.load import recipients as listed
from briefgen.load.words import MARKING_SCHEME
from briefgen.model.delivery import Recipient
from briefgen.model.edition import Edition, FrozenMemo
from briefgen.project import Project
from briefgen.record import editions as kept


class NotApproved(ProjectError):
    """An edition lacks an approval that its project demands."""


class Step(NamedTuple):
    """The memos of one audience, for one recipient. `withheld` says why it may not have them; None: it may."""

    key: str
    recipient: Recipient
    audience: str
    memos: tuple[FrozenMemo, ...]
    marking: str
    channel: Channel
    address: str
    withheld: str | None


def recipients(project: Project, setting: Setting) -> Mapping[str, Recipient]:
    """Every recipient of a project. Raises InvalidProject with every one that nothing can be sent to."""
    known = listed.recipients(project)
    findings = [
        known.finding(key, "F25", *fault)
        for key, recipient in known.recipients.items()
        if (fault := _fault(recipient, setting)) is not None
    ]
    findings += [
        known.deaf(name, index, f"notes do not go to a {known.recipients[key].to.partition(':')[0]}")
        for name, schedule in project.settings.schedules.items()
        for index, key in enumerate(schedule.tell)
        if not findings and channels()[known.recipients[key].to.partition(":")[0]].told is None
    ]
    if findings:
        raise InvalidProject("the recipients cannot be used", ordered(findings))
    return known.recipients


def _fault(recipient: Recipient, setting: Setting) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; None where nothing is."""
    scheme, colon, address = recipient.to.partition(":")
    hint = f"begin with one of {', '.join(f'{known}:' for known in channels())}"
    if not colon or scheme not in channels():
        return f"“{recipient.to}” does not say how memos get there", did_you_mean(scheme, list(channels())) or hint
    fault = channels()[scheme].fault(address, setting)
    return None if fault is None else (fault, f"an address reads like {_EXAMPLES.get(scheme, scheme + ':…')}")


_EXAMPLES = {"mailto": "mailto:desk@example.org", "folder": "folder:published"}


def steps(edition: Edition, project: Project, setting: Setting, audiences: Iterable[str] = ()) -> tuple[Step, ...]:
    """Everything that is to go out of an edition, by audience and recipient.

    Raises InvalidProject for recipients that cannot be used, NotFound for an audience that the edition has no memo for, and
    ProjectError where it was taken back, lacks an approval, or is not what was frozen.
    """
    known = recipients(project, setting)
    chosen = tuple(audiences)
    of_audience: dict[str, list[FrozenMemo]] = {}
    for memo in edition.memos:
        of_audience.setdefault(memo.audience, []).append(memo)
    for name in chosen:
        if name not in of_audience:
            raise NotFound("audience", name, of_audience)
    found = tuple(
        step(key, recipient, audience, tuple(memos))
        for audience, memos in of_audience.items()
        if not chosen or audience in chosen
        for key, recipient in known.items()
        if audience in recipient.audiences
    )
    _require_released(edition, project, {step.audience for step in found})
    return found


def step(key: str, recipient: Recipient, audience: str, memos: tuple[FrozenMemo, ...]) -> Step:
    """The step in which the memos of an audience go to a recipient."""
    scheme, _, address = recipient.to.partition(":")
    scheme_of_markings = standards.marking_scheme(MARKING_SCHEME)
    marking = scheme_of_markings.highest(memo.marking for memo in memos)
    clearance = recipient.clearance or next(iter(scheme_of_markings.labels))
    withheld = None
    if not scheme_of_markings.allows(clearance, marking):
        withheld = f"it is marked {marking}, and {key} may have {clearance} at most"
    elif scheme_of_markings.labels[marking].named_only and not recipient.person:
        withheld = f"{marking} goes to named persons only, and {key} is none (person: true)"
    return Step(key, recipient, audience, memos, marking, channels()[scheme], address, withheld)


def _require_released(edition: Edition, project: Project, audiences: set[str]) -> None:
    if kept.withdrawal(project, edition) is not None:
        raise ProjectError(f"{edition.name} is withdrawn", "deliver the edition that takes its place")
    audience_of = {memo.file: memo.audience for memo in edition.memos}
    lacking = {audience_of[lack.memo] for lack in approvals.lacking(edition, project)} & audiences
    if lacking:
        hint = (
            f"briefgen edition approve {edition.name}; briefgen edition show {edition.name} tells whose word it needs"
        )
        raise NotApproved(f"{edition.name} is not approved for {', '.join(sorted(lacking))}", hint)


def tell(recipient: Recipient, note: Note, setting: Setting) -> None:
    """Brings a note to a recipient. Raises NotCarried where it does not get there, or where notes do not go that way."""
    scheme, _, address = recipient.to.partition(":")
    told = channels()[scheme].told
    if told is None:
        raise Refused(f"notes do not go by {scheme}")
    told(address, note, setting)
