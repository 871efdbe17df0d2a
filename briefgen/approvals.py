"""Approvals: who lets the memos of a frozen edition go out, and whose word is still missing.

What a project demands stands in `briefgen.yaml`, as it is on the day of the question. An approval names the bytes that were
approved; for others it counts nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from briefgen import standards
from briefgen.errors import NotFound, ProjectError
from briefgen.load.words import MARKING_SCHEME
from briefgen.model.edition import Edition, Event, FrozenMemo, Lack, Release, State
from briefgen.model.project_file import Approvals
from briefgen.model.results import TailoredBrief
from briefgen.project import Project
from briefgen.record import editions as kept


def demanded(audience: str, marking: str, project: Project) -> tuple[Approvals, ...]:
    """What the project demands of a memo of this audience that carries this marking."""
    rank = standards.marking_scheme(MARKING_SCHEME).rank
    return tuple(
        demand
        for demand in project.settings.approvals
        if (not demand.audiences or audience in demand.audiences)
        and (demand.marking is None or rank(marking) >= rank(demand.marking))
    )


def release(tailored: TailoredBrief, project: Project, *, frozen: bool) -> Release | None:
    """What a memo says of its own release; None where its audience does not want that."""
    if not tailored.audience.release:
        return None
    demands = demanded(tailored.audience.name, tailored.marking, project)
    return Release(frozen, tuple((demand.count, demand.by) for demand in demands))


def approve(edition: Edition, project: Project, event: Event, audiences: Sequence[str] = ()) -> Event:
    """Records that somebody lets the memos of an edition go out, those of all audiences or of some, and gives that event.

    `event` says who, when and why. Raises NotFound for an audience that the edition has no memo for, and ProjectError where it
    was taken back, where its bytes are not those that were frozen, or where the same person has approved the same already.
    """
    if kept.withdrawal(project, edition) is not None:
        raise ProjectError(f"{edition.name} is withdrawn", "approve the edition that takes its place")
    memos = _memos(edition, audiences)
    for memo in memos:
        _require_frozen_bytes(edition, memo, project)
    whole = event._replace(memos={memo.file: memo.sha256 for memo in memos}, file=_file(event.by, memos))
    try:
        kept.enter_event(project, edition, whole)
    except FileExistsError:
        told = project.shown(kept.folder(project, edition.brief, edition.key) / whole.file)
        raise ProjectError(f"{edition.name} is approved by {event.by} already", f"see {told}") from None
    return whole


def lacking(edition: Edition, project: Project) -> tuple[Lack, ...]:
    """The approvals that are still missing, memo by memo; none where the edition needs none, or no more."""
    approved = [event for event in kept.events(project, edition) if event.kind == "approved"]
    found = []
    for memo in edition.memos:
        people = {_folded(event.by) for event in approved if event.memos.get(memo.file) == memo.sha256}
        for demand in demanded(memo.audience, memo.marking, project):
            named = {_folded(name): name for name in demand.by}
            left = tuple(name for folded, name in named.items() if folded not in people)
            given = len(named) - len(left) if named else len(people)
            if given < demand.count:
                found.append(Lack(memo.file, demand.count - given, left))
    return tuple(found)


def state(edition: Edition, project: Project) -> State:
    """Where a frozen edition stands."""
    kinds = {event.kind for event in kept.events(project, edition)}
    if "withdrawn" in kinds:
        return "withdrawn"
    if "sent" in kinds:
        return "delivered"
    return "approved" if "approved" in kinds and not lacking(edition, project) else "frozen"


def _memos(edition: Edition, audiences: Iterable[str]) -> list[FrozenMemo]:
    known = {memo.audience for memo in edition.memos}
    for name in audiences:
        if name not in known:
            raise NotFound("audience", name, known)
    return [memo for memo in edition.memos if not audiences or memo.audience in audiences]


def _require_frozen_bytes(edition: Edition, memo: FrozenMemo, project: Project) -> None:
    path = kept.folder(project, edition.brief, edition.key) / kept.MEMOS / memo.file
    try:
        content = project.read_bytes(path)
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != memo.sha256:
        hint = f"briefgen edition check {edition.name} tells what is amiss"
        raise ProjectError(f"{project.shown(path)} is not what was frozen", hint)


def _file(person: str, memos: Iterable[FrozenMemo]) -> str:
    """A name for the event that one person has once for the same bytes, and that a reader of the folder understands."""
    plain = unicodedata.normalize("NFKD", _folded(person)).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:40]
    told = "\n".join([_folded(person), *(f"{memo.sha256} {memo.file}" for memo in memos)])
    return "-".join(filter(None, ["approved", words, hashlib.sha256(told.encode()).hexdigest()[:12]])) + ".json"


def _folded(name: str) -> str:
    """A name as it is compared: neither letter case nor spaces make another person."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
