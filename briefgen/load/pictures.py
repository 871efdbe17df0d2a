"""The pictures of a brief's figures, read from their files and made clean."""

from __future__ import annotations

from pathlib import Path as FilePath

from briefgen import pictures
from briefgen.errors import did_you_mean
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.figures import Picture
from briefgen.project import Project, unreadable

_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
_NOT_THERE = "paths of pictures start from the folder of the brief"


def read(brief: Brief, project: Project, folder: FilePath) -> Brief:
    """The brief with `picture` of its figures filled in. `folder` is the brief's."""
    found = {
        name: figure.model_copy(update={"picture": _read(folder / figure.file, project)})
        for name, figure in brief.figures.items()
        if figure.file is not None
    }
    return brief.model_copy(update={"figures": FrozenMap({**brief.figures, **found})}) if found else brief


def _read(path: FilePath, project: Project) -> Picture:
    try:
        content = project.read_bytes(path)
    except OSError as error:
        return Picture(problem=f"cannot be read: {unreadable(error)}", hint=_hint(path, project))
    return pictures.cleaned(content)


def _hint(path: FilePath, project: Project) -> str:
    try:
        there = project.names(path.parent)
    except OSError:
        return "copy it into the project: nothing outside of it is read"
    return did_you_mean(path.name, [name for name in there if name.lower().endswith(_ENDINGS)]) or _NOT_THERE
