"""What an audience takes, and what it gets of a brief: in words, and as plain data for programs."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli import report, targets

if TYPE_CHECKING:
    from briefgen.model.audience import Audience
    from briefgen.model.results import Decision, TailoredBrief
    from briefgen.project import Project


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """An audience with where it comes from: its file, whether that ships with the tool, and where its templates may lie."""

    audience: Audience
    file: Path
    shipped: bool
    folders: tuple[Path, ...]

    @property
    def origin(self) -> str:
        """Where it comes from, and what it starts from, in words."""
        where = "shipped" if self.shipped else "of this project"
        return f"{where}, extends {self.audience.extends}" if self.audience.extends else where

    def as_data(self) -> dict[str, Any]:
        """Everything that is known of it, for programs; the settings under the names that they have in its file."""
        return {
            **self.audience.model_dump(mode="json"),
            "origin": "shipped" if self.shipped else "project",
            "file": targets.shown(self.file),
            "templates": [targets.shown(folder) for folder in self.folders],
        }


def look_up(project: Project, name: str) -> Known:
    """An audience by its name. Raises NotFound, and InvalidProject where its file is wrong."""
    from briefgen.load.audiences import audience as load_audience
    from briefgen.project import shipped

    audience = load_audience(name, project)
    folders = tuple(folder for folder in project.template_folders(audience) if project.names(folder))
    file = project.audience_files(name)[0]
    return Known(audience, file, file.is_relative_to(shipped("templates")), folders)


def as_table(known: Iterable[Known]) -> Iterator[str]:
    """One line for each audience."""
    rows = [
        (
            one.audience.name,
            one.audience.title,
            f"up to {one.audience.ceiling}",
            f"{_number(len(one.audience.sections), 'part')}{_budget(one.audience.max_pages)}",
            one.origin,
        )
        for one in known
    ]
    return report.aligned(rows)


def _budget(pages: int | None) -> str:
    return "" if pages is None else f" on {_number(pages, 'page')}"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


# --- settings --------------------------------------------------------------------------------------------------------


def settings(known: Known) -> Iterator[str]:
    """The settings of an audience, line by line."""
    audience = known.audience
    yield f"{audience.name}: {audience.title} ({known.origin})"
    for name, told in (
        ("settings", targets.shown(known.file)),
        ("ceiling", f"{audience.ceiling}; what is marked higher is gone, with every reference to it"),
        ("statuses", ", ".join(audience.statuses) or "all"),
        ("wordings", f"its own{', else the short one' if audience.short else ''}, else the full one"),
        ("without", ", ".join(word.replace("_", " ") for word in audience.omits) or "nothing"),
        ("numbers", "one for each source: [1]" if audience.cite == "sources" else "one for each quotation: [1.2]"),
        ("bars", "in the margin, beside what is new or has changed" if audience.change_bars else "none"),
        ("language", audience.language or "that of the brief"),
        ("paper", audience.paper or "that of the house, else A4"),
        ("pages", _pages(audience)),
        *_losses(audience),
        ("file", f"{audience.file_name}.pdf, .html"),
        ("templates", ", then ".join(targets.shown(folder) for folder in known.folders)),
    ):
        yield f"  {name:<9}  {told}"
    yield "  parts, in order"
    for number, choice in enumerate(audience.sections, start=1):
        name = choice.section.replace("_", " ")
        yield f"    {number:>2}  {name}{'' if choice.limit is None else f', the first {choice.limit}'}"


def _pages(audience: Audience) -> str:
    if audience.max_pages is None:
        return "as many as it needs"
    over = "what does not fit is left out" if audience.fit == "drop" else "over it, the memo is a draft"
    return f"at most {audience.max_pages}; {over}"


def _losses(audience: Audience) -> Iterator[tuple[str, str]]:
    """What goes for space, and the version that has it, where a page budget decides on that."""
    if audience.drops:
        order = "; then ".join(" or ".join(group) for group in audience.drop)
        yield "for space", order.replace("_", " ") or "nothing may go"
        yield "fuller", audience.fuller or "none is named on the page"


# --- what it gets of a brief -----------------------------------------------------------------------------------------


def decisions(tailored: TailoredBrief) -> Iterator[str]:
    """Each thing of a brief, whether the audience gets it, and why; then how many and how the memo is marked."""
    name, made = tailored.audience.name, tailored.decisions
    width = max(len(decision.id) for decision in made)
    for heading, group in itertools.groupby(made, key=_heading):
        yield heading
        for decision in group:
            yield f"  {'kept' if decision.kept else 'left out':<8}  {decision.id:<{width}}  {decision.why}"
    kept, lost = sum(decision.kept for decision in made), len(tailored.left_out)
    for_space = f" ({lost} for space)" if lost else ""
    yield f"{name} gets {kept} of {len(made)}, {len(made) - kept} left out{for_space}; its memo is marked {tailored.marking}"


def _heading(decision: Decision) -> str:
    """The collection of a thing; the texts that belong to none stand under one heading."""
    return "texts" if decision.collection == decision.id else decision.collection.replace("_", " ")


def decisions_as_data(tailored: TailoredBrief, brief: Path) -> dict[str, Any]:
    """The same for programs."""
    made = tailored.decisions
    return {
        "audience": tailored.audience.name,
        "brief": targets.shown(brief),
        "marking": tailored.marking,
        "kept": sum(decision.kept for decision in made),
        "left_out": sum(not decision.kept for decision in made),
        "decisions": [decision._asdict() for decision in made],
    }
