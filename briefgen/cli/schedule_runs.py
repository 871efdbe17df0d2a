"""Runs of schedules in words, and as plain data for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import report

if TYPE_CHECKING:
    from briefgen.model.run import Run
    from briefgen.model.schedule import Schedule
    from briefgen.project import Project
    from briefgen.schedules import Due

_CODES = {"held": 1, "stale": 1, "failed": 2, "no-record": 2, "waiting": 3, "undelivered": 3}
"""Result → exit code; of several runs, that of the first of these kinds counts."""


def code(runs: Iterable[Run]) -> int:
    """The exit code of a command that has done these runs: 0 where nothing is left to be done."""
    results = {run.result for run in runs}
    return next((code for result, code in _CODES.items() if result in results), 0)


def history(project: Project, names: Sequence[str]) -> list[Run]:
    """The runs of schedules by their names, the latest first."""
    from briefgen.record import runs as record

    found = [run for name in names for run in record.runs(project, name)]
    return sorted(found, key=lambda run: (run.due, run.start, run.attempt), reverse=True)


def last(project: Project, schedule: Schedule, at: datetime.datetime) -> dict[str, Any] | None:
    """The last run of a schedule and its result, for programs; None where there was none."""
    from briefgen import schedules
    from briefgen.record import runs as record

    runs = record.runs(project, schedule.id)
    if schedules.missed(schedule, runs, at):
        return {"due": None, "result": "missed"}
    return {"due": runs[-1].due.isoformat(), "result": result(runs[-1])} if runs else None


def result(run: Run) -> str:
    """What a run came to."""
    return run.result or "broken off, or at work"


def as_data(run: Run) -> dict[str, Any]:
    """A run for programs."""
    instants = {
        name: value.isoformat() for name, value in run._asdict().items() if isinstance(value, datetime.datetime)
    }
    return {**run._asdict(), **instants}


def as_lines(runs: Sequence[Run], zones: Mapping[str, datetime.tzinfo]) -> Iterator[str]:
    """Each run in a line, and what there is to know of it in a second one. `zones` are those of the schedules there are."""
    rows = [
        (
            f"{run.due.astimezone(zones.get(run.schedule, datetime.UTC)):%Y-%m-%d %H:%M %Z}",
            run.schedule,
            f"{run.brief}@{run.edition}" if run.edition else run.brief,
            result(run),
            f"try {run.attempt}",
            _took(run),
        )
        for run in runs
    ]
    for run, line in zip(runs, report.aligned(rows), strict=True):
        yield line
        if run.detail:
            yield f"    {run.detail}"


def _took(run: Run) -> str:
    begun = f"began {run.start:%Y-%m-%d %H:%M:%S %Z}"
    if run.end is None:
        return begun
    findings = f", {run.findings} findings" if run.findings else ""
    return f"{begun}, {(run.end - run.start).total_seconds():.0f} s{findings}"


def due_as_data(one: Due) -> dict[str, Any]:
    """What would be done, for programs."""
    return {"schedule": one.schedule.id, "brief": one.brief, "due": one.instant.isoformat(), "attempt": one.attempt}


def planned(due: Iterable[Due]) -> Iterator[str]:
    """What would be done."""
    for one in due:
        yield f"{one.schedule.id}  {one.brief}  due {one.instant:%Y-%m-%d %H:%M} UTC  try {one.attempt}"


NOTHING = "nothing is due"
