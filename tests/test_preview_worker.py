"""Builds of a preview in a process of their own: it can hang, die or be left, and the next task is done all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from projects import TODAY, project, write

from briefgen.preview.making import Outcome, Task
from briefgen.preview.worker import Worker

ENDLESS = "<p>\n{% for a in range(99999) %}{% for b in range(99999) %}\n{{ b }}\n{% endfor %}{% endfor %}\n"
LONG = 120.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project").root


def html(root: Path) -> Task:
    return Task(root / "briefs" / "memo.yaml", "analyst", ("html",), TODAY)


def working(seconds: float, work: Callable[[Worker], Awaitable[None]]) -> None:
    """Runs what is to be done with a worker, and ends it."""

    async def run() -> None:
        worker = Worker(seconds)
        try:
            await work(worker)
        finally:
            worker.end()

    asyncio.run(run())


def test_one_process_does_task_after_task(root: Path):
    async def work(worker: Worker) -> None:
        first, second = await asyncio.gather(worker.do(html(root)), worker.do(html(root)))
        process = worker._process
        assert first.memos["html"].content == second.memos["html"].content
        assert (await worker.do(html(root))).problem is None
        assert worker._process is process

    working(LONG, work)


def test_a_template_that_never_ends_is_ended_and_its_line_is_told(root: Path):
    write(root, {"templates/analyst/sections/claims.html.j2": ENDLESS})

    async def work(worker: Worker) -> None:
        outcome = await worker.do(html(root))
        assert outcome.problem["message"].startswith("it was not done after 8 seconds")
        (finding,) = outcome.problem["findings"]
        assert finding["place"]["file"] == "templates/analyst/sections/claims.html.j2"
        assert finding["place"]["line"] in (2, 3)
        assert outcome.watched.files[root / "templates/analyst/sections/claims.html.j2"]
        write(root, {"templates/analyst/sections/claims.html.j2": "{% include 'base/sections/claims.html.j2' %}"})
        assert (await worker.do(html(root))).problem is None

    working(8, work)


def test_a_process_that_dies_is_told_and_the_next_task_has_another(root: Path):
    write(root, {"templates/analyst/sections/claims.html.j2": ENDLESS})

    async def work(worker: Worker) -> None:
        task = asyncio.create_task(worker.do(html(root)))
        while worker._process is None:  # noqa: ASYNC110 - it has no event that says so
            await asyncio.sleep(0)
        worker._process.kill()
        outcome: Outcome = await task
        assert "has ended without a word" in outcome.problem["message"]
        assert outcome.watched is None
        (root / "templates/analyst/sections/claims.html.j2").unlink()
        assert (await worker.do(html(root))).problem is None

    working(LONG, work)


def test_a_task_that_nobody_waits_for_any_more_is_ended(root: Path, monkeypatch):
    monkeypatch.setattr("briefgen.preview.worker._WAIT", 0.1)
    write(root, {"templates/analyst/sections/claims.html.j2": ENDLESS})

    async def work(worker: Worker) -> None:
        endless = asyncio.create_task(worker.do(html(root)))
        while worker._process is None:  # noqa: ASYNC110 - it has no event that says so
            await asyncio.sleep(0)
        process = worker._process
        endless.cancel()
        (root / "templates/analyst/sections/claims.html.j2").unlink()
        assert (await worker.do(html(root))).problem is None
        assert endless.cancelled()
        assert worker._process is not process
        assert not process.is_alive()

    working(LONG, work)
