"""The record of the runs of schedules: `briefs/runs/SCHEDULE/`, plain files that travel in version control.

    since.json                       when the schedule was first seen: what was due long before is nobody's business
    DUE.BRIEF.ATTEMPT.begun.json     that a run has begun
    DUE.BRIEF.ATTEMPT.ended.json     what it came to

Like the events of an edition, a file is written only where its name is free, and never changes.
"""

from __future__ import annotations

import contextlib
import datetime
import json
from pathlib import Path
from typing import Any, get_args

from briefgen.errors import ProjectError
from briefgen.model.run import Run, RunResult
from briefgen.placing import place_new
from briefgen.project import Project
from briefgen.record import editions as kept

FOLDER = Path("briefs/runs")
_SINCE = "since.json"
_BEGUN, _ENDED = ".begun.json", ".ended.json"


def since(project: Project, schedule: str, at: datetime.datetime) -> datetime.datetime:
    """When a schedule was first seen, as it is at `at`; that itself where it was not seen yet. Raises ProjectError.

    What is on record as later than `at` was seen on a clock that was ahead, and counts for nothing.
    """
    path = project.root / FOLDER / schedule / _SINCE
    if not project.exists(path):
        return at
    try:
        return min(at, _aware(_read(project, path)["since"]))
    except (LookupError, TypeError, ValueError) as error:
        raise _no_run(project, path) from error


def see(project: Project, schedule: str, at: datetime.datetime) -> None:
    """Puts on record that a schedule is seen at `at`, where that is the first time. Raises OutputFailed."""
    with contextlib.suppress(FileExistsError):
        place_new(project.root / FOLDER / schedule / _SINCE, _written({"since": at.isoformat()}))


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
        instants = {name: _aware(data[name]) for name in ("due", "start")}
        run = Run(**{**data, **instants, "end": _aware(data["end"]) if data["end"] is not None else None})
    except (LookupError, TypeError, ValueError) as error:
        raise _no_run(project, path) from error
    texts, numbers = (
        (run.schedule, run.brief, run.detail, run.edition or "", run.result or ""),
        (run.attempt, run.findings),
    )
    known = all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
    if not known or run.result not in (None, *get_args(RunResult)):
        raise _no_run(project, path)
    return run


def _aware(text: str) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an hour without its zone")
    return at


def _read(project: Project, path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(project.read_text(path))
    except (OSError, ValueError) as error:
        raise _no_run(project, path) from error
    return data


def _no_run(project: Project, path: Path) -> ProjectError:
    return ProjectError(f"{project.shown(path)} is no run that briefgen writes", kept.RESTORE)
