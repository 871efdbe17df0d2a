"""Editions in words, and as plain data for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import report, targets
from briefgen.errors import NotFound, ProjectError

if TYPE_CHECKING:
    from briefgen.editions import Fault
    from briefgen.model.edition import Edition, Event
    from briefgen.project import Project


def of(project: Project, brief: str | None) -> list[Edition]:
    """The editions of a brief, or of all. Raises NotFound for a brief that has none and is none."""
    from briefgen.record import editions as kept

    known = kept.briefs(project)
    if brief is not None and brief not in known:
        if brief not in (every := [path.stem for path in project.briefs()]):
            raise NotFound("brief", brief, [*known, *every])
        return []
    return [edition for name in ([brief] if brief else known) for edition in kept.editions(project, name)]


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """The edition in the making: a brief as it stands, of a day that has no edition. `title` None: it does not load."""

    brief: str
    date: str
    number: int
    audiences: int
    title: str | None

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return {**dataclasses.asdict(self), "state": "draft"}


def drafts(project: Project, brief: str | None) -> Iterator[Draft]:
    """The edition in the making of a brief, or of all, where its day has none yet."""
    from briefgen.errors import BriefgenError
    from briefgen.load import load
    from briefgen.record import editions as kept

    for path in project.briefs():
        if brief not in (None, path.stem):
            continue
        try:
            found = load(path, project).brief
            known = kept.editions(project, path.stem)
        except BriefgenError:
            yield Draft(path.stem, "", 0, 0, None)
            continue
        if all(edition.date != found.date for edition in known):
            audiences = len(found.audiences or project.audience_names())
            yield Draft(path.stem, found.date.isoformat(), found.number, audiences, found.title.text)


def as_data(edition: Edition, project: Project) -> dict[str, Any]:
    """All that is recorded of an edition, for programs."""
    from briefgen import approvals
    from briefgen.record import editions as kept

    events = list(map(kept.event_as_data, kept.events(project, edition)))
    folder = targets.shown(kept.folder(project, edition.brief, edition.key))
    recorded = {name: value for name, value in kept.as_data(edition).items() if name != "format"}
    lacking = [lack._asdict() for lack in approvals.lacking(edition, project)]
    state = approvals.state(edition, project)
    return {**recorded, "folder": folder, "state": state, "lacking": lacking, "events": events}


def as_table(editions: Iterable[Edition], drafts: Iterable[Draft], project: Project) -> Iterator[str]:
    """One line for each edition, then for each one in the making."""
    rows = [*(_row(edition, project) for edition in editions), *map(_draft_row, drafts)]
    return report.aligned(rows)


def _row(edition: Edition, project: Project) -> tuple[str, ...]:
    from briefgen import approvals

    lacking = "lacks approval" if approvals.lacking(edition, project) else ""
    corrects = f"corrects {edition.corrects}" if edition.corrects else ""
    audiences = _number(len({memo.audience for memo in edition.memos}), "audience")
    state = approvals.state(edition, project)
    return (edition.name, f"No {edition.number}", state, audiences, lacking, corrects, edition.title)


def _draft_row(draft: Draft) -> tuple[str, ...]:
    if draft.title is None:
        return (draft.brief, "", "draft", "", "", "", f"does not load; briefgen check {draft.brief} tells why")
    audiences = _number(draft.audiences, "audience")
    return (f"{draft.brief}@{draft.date}", f"No {draft.number}", "draft", audiences, "", "", draft.title)


def as_lines(edition: Edition, project: Project) -> Iterator[str]:
    """An edition in full."""
    from briefgen import approvals
    from briefgen.record import editions as kept

    yield f"{edition.name}: {edition.title}"
    told = [
        ("number", str(edition.number)),
        ("state", approvals.state(edition, project)),
        ("date", f"{edition.date}, information up to {edition.cutoff}, frozen on {edition.made}"),
        ("folder", targets.shown(kept.folder(project, edition.brief, edition.key))),
        ("files", f"{_number(len(edition.files), 'file')} of the project, word for word"),
        ("made by", ", ".join(f"{tool} {version}" for tool, version in edition.versions.items())),
        ("findings", _findings(edition)),
    ]
    if edition.corrects:
        told.append(("corrects", f"{edition.corrects}: {edition.because}"))
    for name, value in told:
        yield f"  {name:<8}  {value}"
    yield "  memos"
    for memo in edition.memos:
        pages = f", {_number(memo.pages, 'page')}" if memo.pages else ""
        yield f"    {memo.file}  {memo.marking}{pages}, sha256 {memo.sha256[:12]}…"
    for event in kept.events(project, edition):
        yield _event(edition, event)
    yield from lacking(edition, project)


def _event(edition: Edition, event: Event) -> str:
    if event.transit is not None:
        about = f" to {event.transit.recipient} ({event.transit.audience}, {event.transit.channel})"
    else:
        about = "" if len(event.memos) in (0, len(edition.memos)) else f", for {_audiences(edition, event)}"
    noted = f": {event.because}" if event.because else ""
    return f"  {event.kind} on {event.at:%Y-%m-%d %H:%M %z} by {event.by}{about}{noted}"


def lacking(edition: Edition, project: Project) -> Iterator[str]:
    """The approvals that are still missing, audience by audience."""
    from briefgen import approvals

    audience_of = {memo.file: memo.audience for memo in edition.memos}
    told = {(audience_of[lack.memo], lack.missing, lack.by): None for lack in approvals.lacking(edition, project)}
    for audience, count, people in told:
        whose = f" of {', '.join(people)}" if people else ""
        yield f"  lacks for {audience}: {_number(count, 'approval')}{whose}"


def _audiences(edition: Edition, event: Event) -> str:
    return ", ".join(dict.fromkeys(memo.audience for memo in edition.memos if memo.file in event.memos))


def _findings(edition: Edition) -> str:
    if not edition.findings and not edition.waivers:
        return "none"
    return f"{len(edition.findings)} let stand, {len(edition.waivers)} waived"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


# --- proof -----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Proof:
    """What was found amiss with an edition. `versions`: tool → recorded and present version, where they differ."""

    name: str
    faults: Sequence[Fault]
    versions: dict[str, tuple[str, str]]

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "edition": self.name,
            "faults": [fault._asdict() for fault in self.faults],
            "other_versions": {tool: list(pair) for tool, pair in self.versions.items()},
        }


def prove(project: Project, words: str | None, *, rebuild: bool) -> list[Proof]:
    """Proves one edition, or all. Raises NotFound; ProjectError where the record of the one cannot be read."""
    from briefgen import editions as lines
    from briefgen.record import editions as kept

    proofs = []
    chosen = lines.find(words, project) if words else None
    for name in [chosen.brief] if chosen else kept.briefs(project):
        known, unread = _readable(project, name)
        doubles = {fault.file: fault for fault in lines.numbered_twice(known)}
        for edition in [chosen] if chosen else known:
            double = doubles.get(f"{kept.FOLDER.as_posix()}/{name}/{edition.key}")
            faults = [*lines.faults(edition, project), *([double] if double else ())]
            if rebuild and not faults:
                faults += lines.rebuilt(edition, project)
            proofs.append(Proof(edition.name, faults, lines.other_versions(edition)))
        amiss = [*lines.strangers(name, project), *(() if unread else lines.gone(known))]
        if chosen is None:
            proofs += [*unread, *([Proof(name, amiss, {})] if amiss else ())]
    return proofs


def _readable(project: Project, brief: str) -> tuple[list[Edition], list[Proof]]:
    """The editions of a brief, by number, and the faults of those whose record cannot be read."""
    from briefgen.editions import Fault
    from briefgen.record import editions as kept

    found, unread = [], []
    for key in filter(kept.is_key, kept.names(project, brief)):
        try:
            found.append(kept.read(project, brief, key))
        except ProjectError:
            path = project.shown(kept.folder(project, brief, key) / kept.ABOUT)
            unread.append(Proof(f"{brief}@{key}", [Fault(path, "cannot be read as a record", kept.RESTORE)], {}))
    return sorted(found, key=lambda edition: (edition.number, edition.key)), unread


def told(proofs: Sequence[Proof]) -> Iterator[str]:
    """What was found, fault by fault, and how many editions are whole."""
    for proof in proofs:
        for fault in proof.faults:
            yield f"{proof.name}: {fault.file} {fault.message}"
            yield f"   hint: {fault.hint}"
        if proof.versions:
            pairs = ", ".join(f"{tool} {old}, here {new}" for tool, (old, new) in proof.versions.items())
            yield f"{proof.name}: made by other versions: {pairs}"
    of_editions = [proof for proof in proofs if "@" in proof.name]  # not those of a brief's folder
    whole = sum(not proof.faults for proof in of_editions)
    yield f"{_number(len(of_editions), 'edition')}, {whole} as frozen"
