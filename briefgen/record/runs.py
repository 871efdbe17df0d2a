"""The record of the runs of schedules: `briefs/runs/SCHEDULE/`, plain files that travel in version control.

    since.json                       when the schedule was first seen: what was due long before is nobody's business
    DUE.BRIEF.ATTEMPT.begun.json     that a run has begun
    DUE.BRIEF.ATTEMPT.ended.json     what it came to

Like the events of an edition, a file is written only where its name is free, and never changes.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, get_args

from briefgen.errors import ProjectError
from briefgen.model.run import Run, RunResult
from briefgen.placing import place_new
from briefgen.project import Project

FOLDER = Path("briefs/runs")
_SINCE = "since.json"
_BEGUN, _ENDED = ".begun.json", ".ended.json"


def since(project: Project, schedule: str, at: datetime.datetime) -> datetime.datetime:
    """When a schedule was first seen: `at`, where that is now, which is put on record. Raises ProjectError, OutputFailed."""
    path = project.root / FOLDER / schedule / _SINCE
    try:
        place_new(path, _written({"since": at.isoformat()}))
    except FileExistsError:
        return datetime.datetime.fromisoformat(_read(project, path)["since"])
    return at


def runs(project: Project, schedule: str) -> tuple[Run, ...]:
    """Every run of a schedule, by due instant, brief and attempt. Raises ProjectError where a file is none of briefgen's."""
    folder = project.root / FOLDER / schedule
    found = {}
    for name in sorted(project.names(folder), key=lambda name: name.endswith(_ENDED)):
        if name.endswith((_BEGUN, _ENDED)):
            run = _run(project, folder / name)
            found[run.due, run.brief, run.attempt] = run  # what has ended comes after what has begun
    return tuple(found[key] for key in sorted(found))


def begin(project: Project, run: Run) -> bool:
    """Puts on record that a run has begun; False where another machine has begun the same."""
    return _enter(project, run, _BEGUN)


def end(project: Project, run: Run) -> None:
    """Puts on record what a run came to."""
    _enter(project, run, _ENDED)


def _enter(project: Project, run: Run, ending: str) -> bool:
    name = f"{run.due:%Y-%m-%dT%H%MZ}.{run.brief}.{run.attempt}{ending}"
    instants = {key: value.isoformat() for key, value in run._asdict().items() if isinstance(value, datetime.datetime)}
    try:
        place_new(project.root / FOLDER / run.schedule / name, _written({**run._asdict(), **instants}))
    except FileExistsError:
        return False
    return True


def _written(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _run(project: Project, path: Path) -> Run:
    data = _read(project, path)
    try:
        instants = {
            name: datetime.datetime.fromisoformat(data[name]) if data[name] is not None else None
            for name in ("due", "start", "end")
        }
        if data["result"] not in (None, *get_args(RunResult)):
            raise _no_run(project, path)
        return Run(**{**data, **instants})
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise _no_run(project, path) from error


def _read(project: Project, path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(project.read_text(path))
    except (OSError, ValueError) as error:
        raise _no_run(project, path) from error
    return data


def _no_run(project: Project, path: Path) -> ProjectError:
    return ProjectError(f"{project.shown(path)} is no run that briefgen writes", "restore it from version control")
