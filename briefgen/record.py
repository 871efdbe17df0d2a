"""The project's record of its archived sources: `briefgen.lock`, JSON beside the project file, to be kept in version control.

A build adds the sha256 of an archive that is not in the record yet; nothing here ever changes one that is. So an archive that
was altered after its first build is found (Q02), by whoever builds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from briefgen.errors import ProjectError
from briefgen.model.results import Archive
from briefgen.placing import alone, place
from briefgen.project import Project, unreadable

LOCK_FILE = "briefgen.lock"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def archives(project: Project) -> Mapping[str, str]:
    """The recorded archives: path from the project's root → sha256. Empty where nothing has been recorded.

    Raises ProjectError where the file is not the record that briefgen writes.
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


def _read(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {file: entry["sha256"] for file, entry in json.loads(text)["archives"].items()}
    if not all(map(_SHA256.fullmatch, found.values())):
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
    with alone(target):  # several briefs may be built at once
        entries = {file: {"sha256": sha256} for file, sha256 in sorted({**new, **archives(project)}.items())}
        place(target, (json.dumps({"archives": entries}, indent=2, ensure_ascii=False) + "\n").encode())
