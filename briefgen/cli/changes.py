"""What changed between two editions: in words, as Markdown, and as plain data for programs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli import targets
from briefgen.errors import OutputFailed, ProjectError
from briefgen.text.collation import collated

if TYPE_CHECKING:
    from briefgen.model.changes import Change
    from briefgen.model.comparison import Comparison, Text
    from briefgen.project import Project


def sides(project: Project, brief: str, a: str | None, b: str | None) -> tuple[Text, Text, Project]:
    """The two texts that the words on a command line mean, and their project. Raises NotFound, ProjectError, InvalidBrief."""
    from briefgen import editions, since
    from briefgen.load import load
    from briefgen.model.comparison import Text
    from briefgen.record import editions as kept

    if b is not None:
        one, other = (editions.find(f"{brief}@{which}", project) for which in (a, b))
        return Text(one.name, since.frozen(one, project)), Text(other.name, since.frozen(other, project)), project
    (target,) = targets.find([brief])
    loaded = load(target.brief, target.project)
    if a is None and not kept.editions(target.project, loaded.name):
        hint = f"freeze a first one: briefgen edition new {loaded.name}"
        raise ProjectError(f"there is no edition of {loaded.name} to compare with", hint)
    one = editions.find(f"{loaded.name}@{a}" if a else loaded.name, target.project)
    before = Text(one.name, since.frozen(one, target.project))
    return before, Text(targets.shown(target.brief), loaded.brief), target.project


def compared(before: Text, now: Text, project: Project, audience: str | None) -> Comparison:
    """What changed from one text to the other; as an audience may see it, where one is named."""
    from briefgen import comparing
    from briefgen.load.audiences import audience as load_audience

    if audience is None:
        return comparing.whole(before, now, project)
    return comparing.seen_by(load_audience(audience, project), before, now, project)


def write_page(target: Path, comparison: Comparison, project: Project) -> None:
    """Writes the page of a comparison. Raises TemplateFailed, OutputFailed."""
    from briefgen import comparing
    from briefgen.placing import place

    try:
        place(target, comparing.page(comparison, project))
    except OutputFailed as error:
        raise OutputFailed(error.message, "name another file for the page, such as --html changes.html") from error


def as_data(made: Comparison) -> dict[str, Any]:
    """The changes for programs."""
    return {
        "before": made.before.name,
        "now": made.now.name,
        "audience": made.audience,
        "marking": made.marking,
        "changes": [change._asdict() for change in made.changes],
    }


def as_text(made: Comparison) -> Iterator[str]:
    """The changes, thing by thing; words that went stand in [-…-], words that came in {+…+}."""
    yield f"from {made.before.name} to {made.now.name}{_for(made)}: {_counted(made.changes)}"
    for (collection, id_), group in _things(made.changes):
        yield f"{collection.replace('_', ' ')}: {id_}"
        why = None
        for change in group:
            yield f"  {_headed(change)}{_told(change, '[-{}-]', '{{+{}+}}')}"
            why = change.why or why
        if why:
            yield f"  why: {why}"


def as_markdown(made: Comparison) -> Iterator[str]:
    """The same as Markdown; words that went are struck out, words that came are bold."""
    yield f"# What changed from {made.before.name} to {made.now.name}{_for(made)}"
    yield ""
    yield f"{_counted(made.changes)}."
    for (collection, id_), group in _things(made.changes):
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


def _for(made: Comparison) -> str:
    return "" if made.audience is None else f", as “{made.audience}” may see it"


def _counted(found: Sequence[Change]) -> str:
    number = len(list(_things(found)))
    return "nothing changed" if not number else f"{number} thing{'' if number == 1 else 's'} changed"


def _headed(change: Change) -> str:
    return f"{change.field}: {change.kind}" if change.field and change.field != "text" else change.kind


def _told(change: Change, gone: str, come: str) -> str:
    if change.kind == "reworded" and change.before and change.now:
        return f": {' '.join(_words(change.before, change.now, gone, come))}"
    if change.before and change.now:
        return f", {change.before} → {change.now}"
    return f": {change.now or change.before}" if change.now or change.before else ""


def _words(before: str, now: str, gone: str, come: str) -> Iterator[str]:
    for stretch in collated(before, now):
        if stretch.same:
            yield stretch.now
            continue
        if stretch.before:
            yield gone.format(stretch.before)
        if stretch.now:
            yield come.format(stretch.now)
