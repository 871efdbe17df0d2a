"""The override order: for each template and stylesheet of an audience, which file wins and what it stands for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from briefgen.model.audience import Audience
from briefgen.project import Project, shipped

STYLESHEET = "memo.css"


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A file in the override order: the audience whose folder holds it, and whether it ships with the tool."""

    path: Path
    audience: str
    shipped: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """A template or stylesheet of an audience by its name, with every file of that name, the nearest first.

    Of templates the nearest is used, and may use the next one as `next/NAME`. Stylesheets are all used, the nearest last.
    """

    name: str
    candidates: tuple[Candidate, ...]

    @property
    def together(self) -> bool:
        """Whether all are used, one after the other."""
        return self.name == STYLESHEET


def listed(project: Project, audience: Audience) -> tuple[Listed, ...]:
    """What an audience's memos are made with, by name."""
    found: dict[str, list[Candidate]] = {}
    for folder in project.template_folders(audience):
        for name in names(project, folder):
            candidate = Candidate(folder / name, folder.name, is_shipped(folder))
            found.setdefault(name, []).append(candidate)
    return tuple(Listed(name, tuple(found[name])) for name in sorted(found))


def names(project: Project, folder: Path) -> Iterator[str]:
    """The templates and the stylesheet of a folder, by their names in it."""
    for name in project.names(folder):
        inner = [name] if Path(name).suffix else [f"{name}/{file}" for file in project.names(folder / name)]
        yield from (file for file in inner if file.endswith(".j2") or file == STYLESHEET)


def is_shipped(folder: Path) -> bool:
    """Whether a file or folder is one of those that ship with the tool."""
    return folder.is_relative_to(shipped("templates"))
