"""Editions in words, and as plain data for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import targets
from briefgen.errors import NotFound

if TYPE_CHECKING:
    from briefgen.editions import Fault
    from briefgen.model.edition import Edition
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


def state(edition: Edition, project: Project) -> str:
    """Where an edition stands: frozen, or withdrawn."""
    from briefgen.record import editions as kept

    return "withdrawn" if kept.withdrawal(project, edition) else "frozen"


def as_data(edition: Edition, project: Project) -> dict[str, Any]:
    """All that is recorded of an edition, for programs."""
    from briefgen.record import editions as kept

    events = [
        {"kind": event.kind, "at": event.at.isoformat(), "by": event.by, "because": event.because}
        for event in kept.events(project, edition)
    ]
    folder = targets.shown(kept.folder(project, edition.brief, edition.key))
    recorded = {name: value for name, value in kept.as_data(edition).items() if name != "format"}
    return {**recorded, "folder": folder, "state": state(edition, project), "events": events}


def as_table(editions: Iterable[Edition], project: Project) -> Iterator[str]:
    """One line for each edition."""
    rows = [
        (
            edition.name,
            f"No {edition.number}",
            state(edition, project),
            _number(len({memo.audience for memo in edition.memos}), "audience"),
            f"corrects {edition.corrects}" if edition.corrects else "",
            edition.title,
        )
        for edition in editions
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True) if width).rstrip()


def as_lines(edition: Edition, project: Project) -> Iterator[str]:
    """An edition in full."""
    from briefgen.record import editions as kept

    yield f"{edition.name}: {edition.title}"
    told = [
        ("number", str(edition.number)),
        ("state", state(edition, project)),
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
        yield f"  {event.kind} on {event.at:%Y-%m-%d %H:%M %z} by {event.by}: {event.because}"


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
    """Proves one edition, or all. Raises NotFound, and ProjectError where a record cannot be read."""
    from briefgen import editions as lines

    found = [lines.find(words, project)] if words else of(project, None)
    doubles: dict[str, list[Fault]] = {}
    for name in {edition.brief for edition in found}:
        for fault in lines.numbered_twice(tuple(of(project, name))):
            doubles.setdefault(fault.file.rsplit("/", 1)[1], []).append(fault)
    proofs = []
    for edition in found:
        faults = [*lines.faults(edition, project), *doubles.get(edition.key, ())]
        if rebuild and not faults:
            faults += lines.rebuilt(edition, project)
        proofs.append(Proof(edition.name, faults, lines.other_versions(edition)))
    return proofs


def told(proofs: Sequence[Proof]) -> Iterator[str]:
    """What was found, fault by fault, and how many editions are whole."""
    for proof in proofs:
        for fault in proof.faults:
            yield f"{proof.name}: {fault.file} {fault.message}"
            yield f"   hint: {fault.hint}"
        if proof.versions:
            pairs = ", ".join(f"{tool} {old}, here {new}" for tool, (old, new) in proof.versions.items())
            yield f"{proof.name}: made by other versions: {pairs}"
    whole = sum(not proof.faults for proof in proofs)
    yield f"{_number(len(proofs), 'edition')}, {whole} as frozen"
