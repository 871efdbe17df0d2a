"""The archived texts of the sources."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path as FilePath

from briefgen import record
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.results import Archive
from briefgen.project import Project, unreadable


def read(brief: Brief, project: Project, folder: FilePath, origins: Mapping[str, FilePath]) -> Mapping[str, Archive]:
    """The archive of each source that names a file. `folder` is the brief's; `origins` that of sources from shared files."""
    recorded = record.archives(project)
    found = {}
    for name, source in brief.sources.items():
        if source.file is not None:
            found[name] = _read(source.file, origins.get(name, folder) / source.file, project, recorded)
    return FrozenMap(found)


def _read(file: str, path: FilePath, project: Project, recorded: Mapping[str, str]) -> Archive:
    shown = project.shown(path)
    known = recorded.get(shown)
    try:
        content = project.read_bytes(path)
    except OSError as error:
        return Archive(file, shown, None, None, known, unreadable(error))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return Archive(file, shown, content.decode("utf-8-sig"), sha256, known)
    except UnicodeDecodeError:
        return Archive(file, shown, None, sha256, known, "it is not UTF-8 text")
