"""Who looks at what, and what is built next.

Only what somebody looks at is built: the page first, then the PDF. The latest change wins.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import hashlib
import time
import traceback
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Self

from briefgen.model.results import Finished
from briefgen.preview import pictures
from briefgen.preview.making import Outcome, Task
from briefgen.preview.watch import Watch, WatchList
from briefgen.preview.worker import Worker

Data = dict[str, Any]
FORMATS = {"html": ("html",), "pdf": ("html", "pdf")}
"""The two steps of a build. The second makes the page again: what the layout finds may make a draft of it."""


_RECENT = 8
"""Memos that are kept of a view: a page may still ask for the one before."""


@dataclasses.dataclass(frozen=True, slots=True)
class Desk:
    """What every view works with: the day, and a worker for each step."""

    today: Callable[[], datetime.date]
    workers: Mapping[str, Worker]

    @classmethod
    def with_workers(cls, today: Callable[[], datetime.date], seconds: float) -> Self:
        """With new workers, whose tasks may take so many seconds."""
        return cls(today, {step: Worker(seconds) for step in FORMATS})


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """A good memo, the number of the build that made it, and of a PDF the sizes of its pages in points."""

    id: str
    memo: Finished
    build: int
    pages: tuple[tuple[float, float], ...] = ()
    made: float = dataclasses.field(default_factory=time.monotonic)

    def told(self) -> Data:
        """What the page is told of it; `age` in seconds."""
        own = {"id": self.id, "build": self.build, "pages": self.pages, "age": time.monotonic() - self.made}
        return {**own, "name": self.memo.name, "draft": self.memo.draft}


class View:
    """One brief for one audience, kept up to date for as long as somebody looks at it.

    `asked` is the audience that was asked for, None for the first that the brief is for; `audience` the one that is shown.
    """

    def __init__(self, brief: Path, audience: str | None, desk: Desk) -> None:
        self.brief, self.asked, self.audience = brief, audience, audience
        self._desk = desk
        self._shelves: dict[str, Shelf] = {}
        self._recent: list[Shelf] = []
        self._watch = Watch()
        self._build, self._complete = 0, False
        self._state: Data = {}
        self._lookers: set[asyncio.Queue[Data | None]] = set()
        self._work: asyncio.Task[None] | None = None

    async def states(self) -> AsyncGenerator[Data]:
        """What the page is to show, now and whenever that changes, until the view is closed."""
        queue: asyncio.Queue[Data | None] = asyncio.Queue()
        if self._state:
            queue.put_nowait(self._state | {"memos": self._memos()})
        self._lookers.add(queue)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._keep())
            self._work.add_done_callback(self._tell_of_fault)
        try:
            while (state := await queue.get()) is not None:
                yield state
        finally:
            self._lookers.discard(queue)
            if not self._lookers and self._work is not None:
                self._work.cancel()

    def close(self) -> None:
        """Ends what everybody looks at."""
        for queue in self._lookers:
            queue.put_nowait(None)

    def shelf(self, id_: str) -> Shelf | None:
        """A memo by its id: one of the present ones, or of those just before."""
        return next((shelf for shelf in self._recent if shelf.id == id_), None)

    def _tell(self, **news: Any) -> None:
        self._state = {**self._state, "memos": self._memos(), **news}
        for queue in self._lookers:
            queue.put_nowait(self._state)

    def _tell_of_fault(self, work: asyncio.Task[None]) -> None:
        if not work.cancelled() and (fault := work.exception()) is not None:
            message = "briefgen itself has a fault, and the preview of this memo has ended\n"
            message += "".join(traceback.format_exception(fault)).rstrip()
            self._tell(state="failed", problem={"message": message, "hint": "please report it", "findings": []})

    # --- building ----------------------------------------------------------------------------------------------------

    async def _keep(self) -> None:
        """Builds, and builds again whenever what was read has changed."""
        self._watch.follow(self._watch.list)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch.run())
            while True:
                if not self._complete or self._watch.has_changed:
                    await self._built()
                await self._watch.change()

    async def _built(self) -> None:
        """One build in its two steps. A change on the way ends it: the next one begins at once."""
        self._build, self._complete = self._build + 1, False
        for step, formats in FORMATS.items():
            self._tell(build=self._build, state=f"making-{step}")
            before = await asyncio.to_thread(self._before)
            self._watch.follow(before)
            task = Task(self.brief, self.audience, formats, self._desk.today())
            outcome = await self._unless_changed(self._desk.workers[step].do(task))
            if outcome is None:
                return
            await self._take(step, outcome, before)
            if self._watch.has_changed:
                return
            if outcome.problem is not None:
                break
        self._complete = True

    def _before(self) -> WatchList:
        """What the build may rest on, as it is now: a change of it while it is built shows before it can say what it read."""
        return WatchList.around(self.brief).with_(self._watch.list.now())

    async def _unless_changed(self, doing: Coroutine[Any, Any, Outcome]) -> Outcome | None:
        """The outcome; None where something has changed before it was there."""
        work, change = asyncio.create_task(doing), asyncio.create_task(self._watch.change())
        try:
            await asyncio.wait([work, change], return_when=asyncio.FIRST_COMPLETED)
            return work.result() if work.done() else None
        finally:
            work.cancel()
            change.cancel()

    async def _take(self, step: str, outcome: Outcome, before: WatchList) -> None:
        """Keeps what was made, follows what it rests on, and tells."""
        self._watch.follow(outcome.watched or before)
        self.audience = outcome.audience or self.audience
        for format_, memo in outcome.memos.items():
            pages = await asyncio.to_thread(pictures.sizes, memo.content) if format_ == "pdf" else ()
            id_ = hashlib.sha256(memo.content).hexdigest()[:20]
            self._shelves[format_] = Shelf(id_, memo, self._build, pages)
        self._recent = [*self._shelves.values(), *self._recent][:_RECENT]
        news: Data = {"audience": self.audience, "problem": outcome.problem}
        if outcome.audiences:  # the brief has been loaded
            news["audiences"] = [{"name": name, "title": title} for name, title in outcome.audiences]
            news |= {"findings": list(outcome.findings), "places": dict(outcome.places)}
        done = "failed" if outcome.problem is not None else "built" if step == "pdf" else "making-pdf"
        self._tell(state=done, took={**self._state.get("took", {}), step: outcome.took}, **news)

    def _memos(self) -> Data:
        return {format_: shelf.told() for format_, shelf in self._shelves.items()}


class Session:
    """All that is looked at. `briefs` gives the briefs that there are, by their names, whenever it is asked."""

    def __init__(self, briefs: Callable[[], Mapping[str, Path]], desk: Desk) -> None:
        self.briefs = briefs
        self._desk = desk
        self._views: list[View] = []
        self._closed = False

    def start(self) -> None:
        """Makes the workers ready."""
        for worker in self._desk.workers.values():
            worker.start()

    def view(self, brief: str, audience: str | None) -> View | None:
        """What is to be looked at; None where there is no brief of that name, and when the session has been closed."""
        path = self.briefs().get(brief)
        if path is None or self._closed:
            return None
        for view in self._views:
            if view.brief == path and audience in (view.asked, view.audience):
                return view
        self._views.append(View(path, audience, self._desk))
        return self._views[-1]

    def shelf(self, id_: str) -> Shelf | None:
        """A memo by its id."""
        return next(filter(None, (view.shelf(id_) for view in self._views)), None)

    def close(self) -> None:
        """Ends all views."""
        self._closed = True
        for view in self._views:
            view.close()

    def end(self) -> None:
        """Ends the workers."""
        for worker in self._desk.workers.values():
            worker.end()
