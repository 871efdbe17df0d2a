"""Brief after brief, or several at once: an error in one does not stop the others."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from briefgen import diagnostics
from briefgen.cli import targets
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import BriefgenError, WithDiagnostics

if TYPE_CHECKING:
    from briefgen.model.results import BuildRequest, Written
    from briefgen.project import Project


class Task(NamedTuple):
    """What is to be done with one brief. `pages`: a check lays the memos out too."""

    action: Literal["build", "check"]
    request: BuildRequest
    project: Project
    pages: bool = False

    @property
    def level(self) -> Severity:
        """The severity from which a finding counts."""
        return Severity(self.request.fatal or self.project.settings.fatal)


class Outcome(NamedTuple):
    """What became of one brief; plain data, so that another process can hand it over.

    `failed` is the exit code of what kept it from being done (0: nothing did), `message` and `hint` say what.
    """

    brief: Path
    level: Severity
    written: tuple[Written, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    draft: bool = False
    failed: int = 0
    message: str | None = None
    hint: str | None = None
    outdated: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings that count, 2 could not be done."""
        return max(self.failed, int(self.draft or bool(diagnostics.fatal(self.diagnostics, self.level))))


def perform(task: Task) -> Outcome:
    """Does one task. Whatever it raises becomes part of the outcome."""
    from briefgen import pipeline

    brief, level = task.request.brief, task.level
    try:
        if task.action == "build":
            built = pipeline.build(task.request, task.project)
        else:
            built = pipeline.check(task.request, task.project, pages=task.pages)
    except WithDiagnostics as error:
        found = seen_from_here(error.diagnostics, task.project.root)
        return Outcome(brief, level, diagnostics=found, failed=error.exit_code, message=error.message)
    except BriefgenError as error:
        return Outcome(brief, level, failed=error.exit_code, message=error.message, hint=error.hint)
    except Exception:  # noqa: BLE001 - a fault of our own in one brief must not cost the user the others
        import traceback

        hint = "please report it, with the brief if you may share it"
        message = f"briefgen itself has a fault\n{traceback.format_exc().rstrip()}"
        return Outcome(brief, level, failed=BriefgenError.exit_code, message=message, hint=hint)
    found = seen_from_here(built.diagnostics, task.project.root)
    draft = task.action == "build" and built.draft
    return Outcome(brief, level, built.written, found, draft=draft, outdated=built.outdated)


def seen_from_here(found: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """The findings, with their files as seen from where the user stands."""
    return tuple(
        finding.at(dataclasses.replace(place, file=targets.from_here(place.file, root)))
        if (place := finding.location)
        else finding
        for finding in found
    )


def perform_all(tasks: Sequence[Task], *, jobs: int = 1, quiet: bool = False) -> Iterator[Outcome]:
    """The outcomes in the order of the tasks, each as soon as it is there; with a bar on a terminal where there are several."""
    outcomes = map(perform, tasks) if min(jobs, len(tasks)) < 2 else _in_processes(tasks, jobs)
    if quiet or len(tasks) < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, length=len(tasks), label="briefs", show_pos=True, file=sys.stderr) as bar:
        done = list(bar)  # what was found is told when the bar has gone: the two would write over each other
    yield from done


def _in_processes(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    import concurrent.futures
    import multiprocessing

    pool = concurrent.futures.ProcessPoolExecutor(
        min(jobs, len(tasks)),
        mp_context=multiprocessing.get_context("spawn"),  # the layout engine's threads do not survive a fork
        initializer=_leave_interrupts_to_the_parent,
    )
    try:
        yield from pool.map(perform, tasks)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
