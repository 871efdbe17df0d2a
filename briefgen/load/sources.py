"""The sources that a brief names, read from its tree alone: so they are found in a brief that is still being written."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import NamedTuple

from briefgen.errors import ProjectError
from briefgen.load import merge
from briefgen.model.vocabulary import Capture
from briefgen.project import Project, unreadable
from briefgen.yaml_source import Node, parse


class NamedSource(NamedTuple):
    """A source as a brief names it. `file` is its archive, as a path from the project's root; None where it names none."""

    id: str
    brief: FilePath
    file: str | None
    url: str | None
    in_excerpts: bool


def named(path: FilePath, project: Project) -> list[NamedSource] | None:
    """The sources of a brief, those from shared files too; None where its YAML cannot be read. Raises ProjectError."""
    name = project.shown(path)
    try:
        root, _ = parse(name, project.read_bytes(path))
    except OSError as error:
        raise ProjectError(f"{name} cannot be read: {unreadable(error)}") from error
    if root is None:
        return None
    whole = merge.complete(root, project)
    sources = whole.root.get("sources")
    if sources is None or not isinstance(sources.value, dict):
        return []
    found = []
    for key, node in sources.value.items():
        file = _text(node, "file")
        archive = project.shown(whole.origins.get(key, path.parent) / file) if file else None
        in_excerpts = _text(node, "capture") == Capture.EXCERPTS
        found.append(NamedSource(key, path, archive, _text(node, "url"), in_excerpts))
    return found


def _text(node: Node, key: str) -> str | None:
    field = node.get(key)
    return field.value.strip() if field is not None and isinstance(field.value, str) else None
