"""The project's record of its archived sources: `briefgen.lock`, JSON beside the project file, to be kept in version control.

A build adds the sha256 of an archive that is not in the record yet, and never changes one that is. So an archive that was
altered after its first build is found (Q02), by whoever builds. Only a person who archives another text in its place changes an
entry; it then keeps the earlier sha256 too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from briefgen.errors import ProjectError
from briefgen.model.results import Archive
from briefgen.placing import alone, place, place_together
from briefgen.project import Project, unreadable

LOCK_FILE = "briefgen.lock"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def archives(project: Project) -> Mapping[str, str]:
    """The recorded archives: path from the project's root → sha256. Empty where nothing has been recorded.

    Raises ProjectError where the file is not the record that briefgen writes.
    """
    return {file: entry["sha256"] for file, entry in entries(project).items()}


def entries(project: Project) -> Mapping[str, Mapping[str, Any]]:
    """All that is recorded of each archive: path from the project's root → `sha256`, and what `source add` knew of it.

    Raises ProjectError as `archives` does.
    """
    try:
        return _read(project.read_text(project.root / LOCK_FILE))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ProjectError(f"{LOCK_FILE} cannot be read: {unreadable(error)}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "restore it from version control, or delete it: the next build records the archives anew"
        raise ProjectError(f"{LOCK_FILE} is not the record that briefgen writes", hint) from error


def _read(text: str) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, dict[str, Any]] = {file: dict(entry) for file, entry in json.loads(text)["archives"].items()}
    if not all(_SHA256.fullmatch(entry["sha256"]) for entry in found.values()):
        raise ValueError("a sha256 has 64 hexadecimal digits")
    return found


def keep_archives(found: Iterable[Archive], project: Project) -> None:
    """Adds the archives that the record does not hold yet. A folder without a project file keeps no record.

    Raises OutputFailed where it cannot be written.
    """
    if project.tree is None:
        return
    new = {
        archive.shown: archive.sha256 for archive in found if archive.sha256 is not None and archive.recorded is None
    }
    if new.keys() <= archives(project).keys():
        return
    target = project.root / LOCK_FILE
    with alone(project.lock("archives")):  # several briefs may be built at once
        place(target, _written({file: {"sha256": sha256} for file, sha256 in new.items()} | dict(entries(project))))


def enter_archive(file: str, content: bytes, entry: Mapping[str, Any], project: Project) -> None:
    """Puts an archived text in its place together with its entry, which takes the place of the one that there is.

    `file` is its path from the project's root. Raises OutputFailed, and changes neither.
    """
    target = project.root / LOCK_FILE
    with alone(project.lock("archives")):
        place_together({project.root / file: content, target: _written(dict(entries(project)) | {file: entry})})


def _written(found: Mapping[str, Mapping[str, Any]]) -> bytes:
    return (json.dumps({"archives": dict(sorted(found.items()))}, indent=2, ensure_ascii=False) + "\n").encode()
