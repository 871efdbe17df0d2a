"""What changed between two editions: in words, as Markdown, and as plain data for programs."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.cli import targets
from briefgen.errors import ProjectError

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.changes import Change
    from briefgen.project import Project


class Side(NamedTuple):
    """One of two briefs that are compared: what it is called, and what it says."""

    name: str
    brief: Brief


def sides(project: Project, brief: str, a: str | None, b: str | None) -> tuple[Side, Side]:
    """The two sides that the words on a command line mean. Raises NotFound, ProjectError, InvalidBrief."""
    from briefgen import editions, since
    from briefgen.load import load
    from briefgen.record import editions as kept

    if b is not None:
        one, other = (editions.find(f"{brief}@{which}", project) for which in (a, b))
        return Side(one.name, since.frozen(one, project)), Side(other.name, since.frozen(other, project))
    (target,) = targets.find([brief])
    loaded = load(target.brief, target.project)
    if a is None and not kept.editions(target.project, loaded.name):
        hint = f"freeze a first one: briefgen edition new {loaded.name}"
        raise ProjectError(f"there is no edition of {loaded.name} to compare with", hint)
    one = editions.find(f"{loaded.name}@{a}" if a else loaded.name, target.project)
    return Side(one.name, since.frozen(one, target.project)), Side(targets.shown(target.brief), loaded.brief)


def between(before: Side, now: Side) -> tuple[Change, ...]:
    """What changed from one side to the other."""
    from briefgen import since, standards
    from briefgen.load.words import DEFAULT_SCALE

    return since.changes(before.brief, now.brief, standards.scale(now.brief.scale or DEFAULT_SCALE))


def as_data(before: Side, now: Side, found: Sequence[Change]) -> dict[str, Any]:
    """The changes for programs."""
    return {"before": before.name, "now": now.name, "changes": [change._asdict() for change in found]}


def as_text(before: Side, now: Side, found: Sequence[Change]) -> Iterator[str]:
    """The changes, thing by thing; words that went stand in [-…-], words that came in {+…+}."""
    yield f"from {before.name} to {now.name}: {_counted(found)}"
    for (collection, id_), group in _things(found):
        yield f"{collection.replace('_', ' ')}: {id_}"
        why = None
        for change in group:
            yield f"  {_headed(change)}{_told(change, '[-{}-]', '{{+{}+}}')}"
            why = change.why or why
        if why:
            yield f"  why: {why}"


def as_markdown(before: Side, now: Side, found: Sequence[Change]) -> Iterator[str]:
    """The same as Markdown; words that went are struck out, words that came are bold."""
    yield f"# What changed from {before.name} to {now.name}"
    yield ""
    yield f"{_counted(found)}."
    for (collection, id_), group in _things(found):
        yield f"\n## {collection.replace('_', ' ')}: {id_}\n"
        why = None
        for change in group:
            yield f"- {_headed(change)}{_told(change, '~~{}~~', '**{}**')}"
            why = change.why or why
        if why:
            yield f"\nWhy: {why}"


def _things(found: Sequence[Change]) -> Iterator[tuple[tuple[str, str], list[Change]]]:
    told = (change for change in found if change.kind != "unchanged")
    for key, group in itertools.groupby(told, key=lambda change: (change.collection, change.id)):
        yield key, list(group)


def _counted(found: Sequence[Change]) -> str:
    number = len(list(_things(found)))
    return "nothing changed" if not number else f"{number} thing{'' if number == 1 else 's'} changed"


def _headed(change: Change) -> str:
    return f"{change.field}: {change.kind}" if change.field and change.field != "text" else change.kind


def _told(change: Change, gone: str, come: str) -> str:
    if change.field == "text" and change.before and change.now:
        return f": {' '.join(_words(change.before.split(), change.now.split(), gone, come))}"
    if change.before and change.now:
        return f", {change.before} → {change.now}"
    return f": {change.now or change.before}" if change.now or change.before else ""


def _words(before: Sequence[str], now: Sequence[str], gone: str, come: str) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    for kind, low, high, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from now[first:last]
        else:
            if high > low:
                yield gone.format(" ".join(before[low:high]))
            if last > first:
                yield come.format(" ".join(now[first:last]))
