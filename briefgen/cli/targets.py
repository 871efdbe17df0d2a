"""Which briefs and projects the words on a command line mean. The one place that asks for the folder and the day."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen.errors import NotFound, ProjectError

if TYPE_CHECKING:
    from briefgen.project import Project


class Target(NamedTuple):
    """A brief and the project that it belongs to."""

    brief: Path
    project: Project


def today() -> datetime.date:
    """The day where the user is."""
    return datetime.datetime.now().astimezone().date()


def here() -> Project:
    """The project that the user stands in."""
    return around(Path.cwd())


def around(place: Path) -> Project:
    """The project that a file or folder belongs to."""
    from briefgen.project import Project

    return Project.around(place, today())


def project_here() -> Project:
    """The project that the user stands in. Raises ProjectError where there is no project file."""
    from briefgen.project import PROJECT_FILE

    project = here()
    if not project.exists(project.root / PROJECT_FILE):
        hint = "go into a project, or make one: briefgen init DIR"
        raise ProjectError(f"there is no {PROJECT_FILE} here, nor in any folder above", hint)
    return project


def find(words: Iterable[str]) -> list[Target]:
    """The briefs that paths and names mean, each once; without any, all of the project here. Raises NotFound."""
    found = [_target(word) for word in words] or _all_here()
    return list({target.brief: target for target in found}.values())


def _target(word: str) -> Target:
    path = Path.cwd() / word
    if path.is_file():
        return Target(path.resolve(), around(path))
    if path.is_dir():
        hint = f"name a file in it; without a name, all briefs of a project are meant: cd {word}"
        raise ProjectError(f"“{word}” is a folder, and a brief is a file", hint)
    project = here()
    try:
        return Target(project.brief(word).resolve(), project)
    except NotFound:
        if project.briefs():
            raise
        raise _no_briefs(f"there is no brief “{word}”: neither a file, nor a name in briefs/") from None


def _all_here() -> list[Target]:
    project = here()
    found = [Target(path.resolve(), project) for path in project.briefs()]
    if not found:
        raise _no_briefs(f"there are no briefs in {shown(project.root / 'briefs')}")
    return found


def _no_briefs(message: str) -> ProjectError:
    return ProjectError(message, "make one: briefgen new NAME; or a project with a sample: briefgen init DIR")


def shown(path: Path) -> str:
    """A path as the user would type it: from the folder they stand in, where it lies below; with forward slashes."""
    folder = Path.cwd()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def from_here(file: str, root: Path) -> str:
    """A file of a diagnostic, which is told from the project's root, as seen from where the user stands."""
    full, folder = root / file, Path.cwd()
    if root == folder or Path(file).is_absolute():
        return file
    return Path(os.path.relpath(full, folder)).as_posix() if full.anchor == folder.anchor else full.as_posix()
