"""One build, as the page is to be told of it. Runs in a process of its own (`worker`)."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import time
import traceback
import types
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import BriefgenError, NotFound
from briefgen.model.results import BuildRequest, Finished
from briefgen.preview import telling
from briefgen.preview.watch import WatchList, root_of, settings
from briefgen.project import Project, Reads

if TYPE_CHECKING:
    from briefgen.model.results import Made

Data = telling.Data


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """What is to be built. `audience` None: the first that the brief is for. `formats`: the page alone comes at once."""

    brief: Path
    audience: str | None
    formats: tuple[str, ...]
    today: datetime.date


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; plain data, so that another process can hand it over.

    `watched` is what it rests on, None where that is not known. `problem` is what kept it from being done, or None.
    `places` holds the places of the memo's texts in the YAML. `took` is in milliseconds. `ended`: so has the process.
    """

    watched: WatchList | None
    audience: str | None = None
    audiences: tuple[tuple[str, str], ...] = ()
    memos: Mapping[str, Finished] = dataclasses.field(default_factory=dict)
    findings: tuple[Data, ...] = ()
    places: Mapping[str, Data] = dataclasses.field(default_factory=dict)
    problem: Data | None = None
    took: int = 0
    ended: bool = False


WITHHELD: Data = {
    "message": "nothing may be made for this audience: a text above its ceiling, or one that was lost, publishes nothing",
    "hint": "the findings say which",
    "findings": [],
}


class Build:
    """One task being done. `so_far` may be asked from another thread, when it takes too long."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.reads = Reads()
        self._settings = settings(task.brief)  # as they are before they are read: what changes on the way is seen
        self._root = root_of(task.brief)

    def done(self) -> Outcome:
        """What becomes of the task. Whatever it raises becomes part of that."""
        begun = time.perf_counter()
        try:
            outcome = self._made()
        except BriefgenError as error:
            outcome = self.failed(telling.problem(error, self._root))
        except Exception:  # noqa: BLE001 - a fault of our own must not end the preview
            message = f"briefgen itself has a fault\n{traceback.format_exc().rstrip()}"
            hint = "please report it, with the brief if you may share it"
            outcome = self.failed({"message": message, "hint": hint, "findings": []})
        return dataclasses.replace(outcome, took=round(1000 * (time.perf_counter() - begun)))

    def failed(self, problem: Data) -> Outcome:
        """An outcome that tells what kept the task from being done, and rests on what was read till then."""
        return Outcome(WatchList.of(self.reads, self._settings), self.task.audience, problem=problem)

    def too_late(self, look: Callable[[], types.FrameType | None], seconds: float) -> Outcome:
        """What is told of a task that has not come to an end. `look` gives the frame where it is now."""
        from briefgen.render import failures  # noqa: PLC0415 - brings Jinja, which is there when a template runs

        found = failures.unfinished(look, Project.around(self.task.brief, self.task.today))
        message = f"it was not done after {seconds:g} seconds, and was ended"
        hint = None if found else "more time: briefgen preview --timeout SECONDS"
        told = telling.findings([found] if found else [], self._root, {})
        return dataclasses.replace(self.failed({"message": message, "hint": hint, "findings": told}), ended=True)

    def _made(self) -> Outcome:
        project = Project.around(self.task.brief, self.task.today)
        with project.reading() as self.reads:
            made, audience = self._with_an_audience(project)
            titles = tuple((name, _title(name, project)) for name in made.audiences)
        memos = {memo.format: memo for memo in made.memos}
        paths = telling.paths(made.loaded, _printed(memos))
        return Outcome(
            WatchList.of(self.reads, self._settings),
            audience,
            titles,
            memos,
            tuple(telling.findings(made.diagnostics, self._root, paths)),
            telling.places(made.loaded, paths, self._root),
            None if memos else WITHHELD,
        )

    def _with_an_audience(self, project: Project) -> tuple[Made, str]:
        """The memos for the audience that is asked for; where the brief is not for it, or no longer, for its first one."""
        from briefgen import load, pipeline  # noqa: PLC0415 - brings all stages, and the server needs none of them

        def make(audience: str) -> Made:
            return pipeline.make(BuildRequest(self.task.brief, (audience,), self.task.formats), project)

        if self.task.audience is not None:
            with contextlib.suppress(NotFound):
                made = make(self.task.audience)
                if self.task.audience in made.audiences:
                    return made, self.task.audience
        brief = load.load(self.task.brief, project).brief
        first = next(iter((*brief.audiences, *project.audience_names())))
        return make(first), first


def _title(name: str, project: Project) -> str:
    try:
        return project.audience(name).title
    except BriefgenError:  # it is told when the audience is looked at
        return name


def _printed(memos: Mapping[str, Finished]) -> Iterable[str]:
    """The keys of the texts on the page."""
    from briefgen.write import web  # noqa: PLC0415 - it is there when a memo has been made

    return web.item_texts(memos["html"].content.decode()) if "html" in memos else ()
