"""What a preview builds, and when: for whom somebody looks, the page before the PDF, and the latest change wins."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
from collections.abc import Awaitable, Callable
from pathlib import Path

import pypdfium2
import pytest
from projects import TODAY

from briefgen.model.results import Finished
from briefgen.preview.making import Outcome, Task
from briefgen.preview.session import Desk, Session, View
from briefgen.preview.watch import WatchList

MOST = 20
"""Seconds: how long a test waits for what is to happen; nothing hangs on it but how soon a failure is told."""

PROBLEM = {"message": "it breaks", "hint": None, "findings": []}


def pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(300, 400)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


PDF = pdf(2)


class Hand:
    """Stands for a worker: says what the brief's file holds, and rests on it. While `held`, it finishes nothing."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.begun, self.free = asyncio.Semaphore(0), asyncio.Event()
        self.free.set()
        self.left = 0
        self.meanwhile: Callable[[], None] | None = None

    async def do(self, task: Task) -> Outcome:
        self.tasks.append(task)
        content = task.brief.read_bytes()
        watched = WatchList({task.brief: hashlib.sha256(content).hexdigest()})
        self.begun.release()
        if self.meanwhile is not None:
            self.meanwhile()
            self.meanwhile = None
        try:
            await self.free.wait()
        except asyncio.CancelledError:
            self.left += 1
            raise
        audience = task.audience or "analyst"
        if b"broken" in content or (b"no pages" in content and "pdf" in task.formats):
            return Outcome(watched, audience, problem=PROBLEM)
        memos = {"html": Finished(audience, "html", "memo.html", content, draft=False)}
        if "pdf" in task.formats:
            memos["pdf"] = Finished(audience, "pdf", "memo.pdf", PDF, draft=False)
        return Outcome(watched, audience, (("analyst", "Analyst memo"),), memos, places={"title": {"line": 1}})

    def start(self) -> None: ...

    def end(self) -> None: ...


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    file = tmp_path / "memo.yaml"
    file.write_text("one", encoding="utf-8")
    return file


class Room:
    """A session with hands for workers."""

    def __init__(self, brief: Path) -> None:
        self.hands = {"html": Hand(), "pdf": Hand()}
        self.brief = brief
        self.session = Session(lambda: {brief.stem: brief}, Desk(lambda: TODAY, self.hands))

    def write(self, text: str) -> None:
        self.brief.write_text(text, encoding="utf-8")

    def view(self, audience: str | None = None) -> View:
        view = self.session.view("memo", audience)
        assert view is not None
        return view


def looking(brief: Path, work: Callable[[Room], Awaitable[None]]) -> None:
    async def run() -> None:
        await asyncio.wait_for(work(Room(brief)), MOST)

    asyncio.run(run())


async def until(states, state: str, build: int | None = None) -> dict:
    """The next state of that name, of that build where one is named."""
    async for told in states:
        if told["state"] == state and build in (None, told["build"]):
            return told
    raise AssertionError(f"the stream has ended before “{state}”")


def shown(room: Room, state: dict) -> bytes:
    return room.session.shelf(state["memos"]["html"]["id"]).memo.content


def test_the_page_comes_first_and_then_the_pdf(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            assert (await anext(states))["state"] == "making-html"
            page = await until(states, "making-pdf")
            assert set(page["memos"]) == {"html"}
            assert page["audience"] == "analyst"
            assert page["audiences"] == [{"name": "analyst", "title": "Analyst memo"}]
            assert page["places"] == {"title": {"line": 1}}
            done = await until(states, "built")
            assert done["memos"]["pdf"]["pages"] == ((300, 400), (300, 400))
            assert room.session.shelf(done["memos"]["pdf"]["id"]).memo.content == PDF
        assert [task.formats for task in room.hands["html"].tasks] == [("html",)]
        assert [task.formats for task in room.hands["pdf"].tasks] == [("html", "pdf")]
        assert {task.today for hand in room.hands.values() for task in hand.tasks} == {TODAY}

    looking(brief, work)


def test_a_change_is_built(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            first = await until(states, "built")
            room.write("two")
            second = await until(states, "built", 2)
            assert (shown(room, first), shown(room, second)) == (b"one", b"two")
        assert len(room.hands["html"].tasks) == 2

    looking(brief, work)


def test_a_change_while_the_pdf_is_laid_out_is_not_waited_with(brief: Path):
    async def work(room: Room) -> None:
        slow = room.hands["pdf"]
        slow.free.clear()
        async with contextlib.aclosing(room.view().states()) as states:
            await anext(states)
            await slow.begun.acquire()
            room.write("two")
            assert shown(room, await until(states, "making-pdf", 2)) == b"two"
            assert slow.left == 1
            slow.free.set()
            await until(states, "built", 2)

    looking(brief, work)


def test_so_is_one_while_the_page_is_made(brief: Path):
    async def work(room: Room) -> None:
        slow = room.hands["html"]
        slow.free.clear()
        async with contextlib.aclosing(room.view().states()) as states:
            await anext(states)
            await slow.begun.acquire()
            room.write("two")
            await slow.begun.acquire()
            assert slow.left == 1
            slow.free.set()
            assert shown(room, await until(states, "built")) == b"two"

    looking(brief, work)


def test_what_changed_after_it_was_read_is_built_again_before_any_pdf(brief: Path):
    async def work(room: Room) -> None:
        room.hands["html"].meanwhile = lambda: room.write("two")
        async with contextlib.aclosing(room.view().states()) as states:
            done = await until(states, "built")
            assert done["build"] == 2
            assert shown(room, done) == b"two"
        assert [len(hand.tasks) for hand in room.hands.values()] == [2, 1]

    looking(brief, work)


def test_what_breaks_keeps_the_last_good_memo_until_it_is_mended(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            await until(states, "built")
            room.write("broken")
            failed = await until(states, "failed")
            assert failed["problem"] == PROBLEM
            assert failed["build"] == 2
            assert {memo["build"] for memo in failed["memos"].values()} == {1}
            assert shown(room, failed) == b"one"
            assert len(room.hands["pdf"].tasks) == 1
            room.write("two")
            mended = await until(states, "built")
            assert mended["problem"] is None
            assert {memo["build"] for memo in mended["memos"].values()} == {3}

    looking(brief, work)


def test_where_only_the_pdf_fails_the_page_is_the_new_one(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            await until(states, "built")
            room.write("no pages")
            failed = await until(states, "failed")
            assert {format_: memo["build"] for format_, memo in failed["memos"].items()} == {"html": 2, "pdf": 1}
            assert shown(room, failed) == b"no pages"

    looking(brief, work)


def test_when_nobody_looks_nothing_is_built(brief: Path):
    async def work(room: Room) -> None:
        view = room.view()
        async with contextlib.aclosing(view.states()) as states:
            await until(states, "built")
        with contextlib.suppress(asyncio.CancelledError):
            await view._work
        room.write("two")
        assert len(room.hands["html"].tasks) == 1
        async with contextlib.aclosing(view.states()) as states:
            assert (await anext(states))["state"] == "built"  # what there was is shown meanwhile
            assert shown(room, await until(states, "built", 2)) == b"two"

    looking(brief, work)


def test_who_comes_back_and_finds_nothing_changed_waits_for_no_build(brief: Path):
    async def work(room: Room) -> None:
        view = room.view()
        for _ in range(2):
            async with contextlib.aclosing(view.states()) as states:
                await until(states, "built", 1)
            with contextlib.suppress(asyncio.CancelledError):
                await view._work
        hand = room.hands["html"]
        await hand.begun.acquire()
        async with contextlib.aclosing(view.states()) as states:
            await until(states, "built", 1)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(hand.begun.acquire(), 0.3)
        assert len(hand.tasks) == 1

    looking(brief, work)


def test_two_who_look_at_the_same_are_shown_one_build(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as first:
            await until(first, "built")
            assert room.view("analyst") is room.view()
            assert room.view("public") is not room.view()
            async with contextlib.aclosing(room.view("analyst").states()) as second:
                assert (await anext(second))["state"] == "built"
        assert len(room.hands["html"].tasks) == 1

    looking(brief, work)


def test_a_memo_that_has_just_been_replaced_is_still_given(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            first = await until(states, "built")
            room.write("two")
            await until(states, "built", 2)
            assert shown(room, first) == b"one"
            assert room.session.shelf("0" * 20) is None

    looking(brief, work)


def test_a_brief_that_is_none_of_those_offered_is_not_shown(brief: Path):
    async def work(room: Room) -> None:
        for name in ("other", "memo.yaml", "../memo", str(brief)):
            assert room.session.view(name, None) is None

    looking(brief, work)


def test_the_end_of_the_session_ends_what_is_looked_at(brief: Path):
    async def work(room: Room) -> None:
        async with contextlib.aclosing(room.view().states()) as states:
            await until(states, "built")
            room.session.close()
            with pytest.raises(StopAsyncIteration):
                await anext(states)
        assert room.session.view("memo", None) is None

    looking(brief, work)


def test_a_fault_of_our_own_is_shown_and_not_swallowed(brief: Path):
    async def fault(_task: Task) -> Outcome:
        raise ZeroDivisionError("seven")

    async def work(room: Room) -> None:
        room.hands["html"].do = fault
        async with contextlib.aclosing(room.view().states()) as states:
            failed = await until(states, "failed")
            assert "ZeroDivisionError: seven" in failed["problem"]["message"]

    looking(brief, work)
