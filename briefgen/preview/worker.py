"""Builds in a process of their own: the layout engine bears no threads, and a template that never ends can be ended."""

from __future__ import annotations

import asyncio
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

from briefgen.preview.making import Build, Outcome, Task

_WAIT = 3.0
"""Seconds: how much longer a build may take that nobody waits for any more, or that is to say where it is."""

_NEEDED = ("briefgen.pipeline", "briefgen.check.codebook", "briefgen.render.page", "briefgen.write.web")
"""Modules that every build needs. They take a second to load, which the first build need not wait for."""

STOPPED: dict[str, object] = {
    "message": "the build has ended without a word: the layout engine or the system has stopped it",
    "hint": "briefgen doctor tells what is missing; less in one memo may help",
    "findings": [],
}


class Worker:
    """One process that does one task at a time; it is started anew when it has been ended."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is how long a task may take."""
        self._seconds = seconds
        self._one = asyncio.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Starts the process, if there is none: it takes a second, which need not be waited for at the first build."""
        if self._process is not None and self._process.is_alive():
            return
        context = multiprocessing.get_context("spawn")  # the layout engine's threads do not survive a fork
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._seconds), daemon=True, name="briefgen preview"
        )
        self._process.start()
        theirs.close()

    async def do(self, task: Task) -> Outcome:
        """What becomes of the task. Where the caller is cancelled, the task is left, and ended unless it is nearly done."""
        async with self._one:
            self.start()
            answer = asyncio.create_task(asyncio.to_thread(self._ask, task))
            try:
                return await asyncio.shield(answer)
            except asyncio.CancelledError:
                await asyncio.wait([answer], timeout=_WAIT)
                if not answer.done():
                    self.end()
                    await asyncio.wait([answer])
                raise

    def end(self) -> None:
        """Ends the process at once."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _ask(self, task: Task) -> Outcome:
        """Hands the task over and waits. The process itself says when it takes too long; if not even that, it is ended."""
        pipe = self._pipe
        if pipe is None:
            raise RuntimeError("the process has not been started")
        try:
            pipe.send(task)
            if pipe.poll(self._seconds + _WAIT):
                outcome: Outcome = pipe.recv()
                if outcome.ended:
                    self.end()
                return outcome
            self.end()
        except (EOFError, OSError):
            self.end()
        return Outcome(None, task.audience, problem=STOPPED)


# --- in the process --------------------------------------------------------------------------------------------------


def _serve(pipe: Connection, seconds: float) -> None:
    """Does task after task, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the parent, which ends this process
    for module in _NEEDED:
        importlib.import_module(module)
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        build, word = Build(task), threading.Lock()  # whoever has it says what became of the task
        clock = threading.Timer(seconds, _give_up, (build, pipe, seconds, word))
        clock.daemon = True
        clock.start()
        outcome = build.done()
        clock.cancel()
        word.acquire()
        pipe.send(outcome)


def _give_up(build: Build, pipe: Connection, seconds: float, word: threading.Lock) -> None:
    """Tells where the build is that does not end, and ends the process."""
    if word.acquire(blocking=False):
        main = threading.main_thread().ident or 0
        try:
            look = lambda: sys._current_frames().get(main)  # noqa: SLF001 - there is no other way to ask
            pipe.send(build.too_late(look, seconds))
        finally:
            os._exit(1)
