"""What a preview watches: all that a build has read, looked for in vain, or listed; and that only content counts."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import pytest
from projects import AGENCY, SMALL, TODAY, project, write

from briefgen import pipeline
from briefgen.model.results import BuildRequest
from briefgen.preview import watch as watches
from briefgen.preview.watch import Watch, WatchList, root_of, settings
from briefgen.project import Project

MOST = 20
"""Seconds: how long a test waits for what is to happen; nothing hangs on it but how soon a failure is told."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project").root


@pytest.fixture
def brief(root: Path) -> Path:
    return root / "briefs" / "memo.yaml"


def built(brief: Path) -> WatchList:
    """What a build of the brief for the analyst rests on."""
    found, made = settings(brief), Project.around(brief, TODAY)
    with made.reading() as reads:
        pipeline.make(BuildRequest(brief, ("analyst",), ("html",)), made)
    return WatchList.of(reads, found)


def differs(list_: WatchList) -> bool:
    """Whether something in the list is not as it was, as a new watch sees it."""
    watch = Watch()
    watch.follow(list_)
    return watch.has_changed


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- what is watched -------------------------------------------------------------------------------------------------


def test_after_a_build_nothing_has_changed(brief: Path):
    assert not differs(built(brief))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("briefs/memo.yaml", SMALL.replace("Weekly", "Daily")),
        ("briefs/sources/agency.txt", AGENCY + "It is not more than that.\n"),
        ("briefgen.yaml", "defaults: {language: fr}\n"),
        ("briefgen.lock", '{"archives": {}}\n'),
        ("templates/analyst/memo.css", "h1 { color: red }\n"),
        ("templates/base/memo.css", "h1 { color: red }\n"),
        ("templates/analyst/memo.html.j2", "<p>mine</p>\n"),
        ("templates/base/sections/claims.html.j2", "<p>mine</p>\n"),
        ("templates/analyst/audience.yaml", "title: Mine\nceiling: TLP:RED\nsections: [claims]\n"),
    ],
)
def test_a_file_that_is_changed_or_comes_where_it_was_looked_for_is_a_change(
    root: Path, brief: Path, file: str, text: str
):
    list_ = built(brief)
    write(root, {file: text})
    assert differs(list_)


def test_so_is_one_that_goes(brief: Path):
    list_ = built(brief)
    (brief.parent / "sources" / "agency.txt").unlink()
    assert differs(list_)


def test_so_is_an_audience_that_the_brief_does_not_name(root: Path, brief: Path):
    list_ = built(brief)
    write(root, {"templates/desk/audience.yaml": "title: The desk\nceiling: TLP:RED\nsections: [claims]\n"})
    assert differs(list_)


def test_what_is_touched_or_written_anew_with_the_same_bytes_has_not_changed(brief: Path):
    list_ = built(brief)
    os.utime(brief, ns=(0, 0))
    source = brief.parent / "sources" / "agency.txt"
    source.rename(source.with_name("old.txt"))
    shutil.copy(source.with_name("old.txt"), source)
    assert not differs(list_)


def test_what_no_build_looks_at_is_no_change(root: Path, brief: Path):
    list_ = built(brief)
    write(root, {"briefs/other.yaml": "x: 1\n", "briefs/notes.txt": "x\n", "output/memo/memo.pdf": "x\n"})
    assert not differs(list_)


def test_a_brief_outside_of_a_project_waits_for_a_project_file_in_every_folder_above(tmp_path: Path):
    brief = tmp_path / "far" / "down" / "memo.yaml"
    write(brief.parent, {"memo.yaml": SMALL, "sources/agency.txt": AGENCY})
    assert root_of(brief) == brief.parent
    for folder in (brief.parent, tmp_path / "far", tmp_path):
        list_ = built(brief)
        write(folder, {"briefgen.yaml": "defaults: {language: fr}\n"})
        assert differs(list_)
        assert root_of(brief) == folder
        (folder / "briefgen.yaml").unlink()


def test_the_project_file_counts_as_it_was_before_the_build(root: Path, brief: Path):
    found, made = settings(brief), Project.around(brief, TODAY)
    write(root, {"briefgen.yaml": "defaults: {language: fr}\n"})
    with made.reading() as reads:
        pipeline.make(BuildRequest(brief, ("analyst",), ("html",)), made)
    assert differs(WatchList.of(reads, found))


def test_a_build_that_cannot_say_what_it_read_is_taken_to_rest_on_the_project_s_own_files(root: Path, brief: Path):
    write(
        root, {"templates/analyst/memo.html.j2": "{% for x in range(9) %}{% endfor %}", "briefs/shared.yaml": "x: 1\n"}
    )
    list_ = WatchList.around(brief)
    assert not differs(list_)
    for file in ("briefs/memo.yaml", "briefs/shared.yaml", "briefgen.yaml", "templates/analyst/memo.html.j2"):
        before = (root / file).read_text(encoding="utf-8")
        write(root, {file: f"{before}# more\n"})
        assert differs(list_), file
        write(root, {file: before})


def test_folders_that_are_not_there_are_waited_for_in_the_nearest_that_is(root: Path, brief: Path):
    looked_at = built(brief).to_look_at()
    assert {root, brief.parent, brief.parent / "sources"} <= looked_at
    assert not [folder for folder in looked_at if not folder.is_dir()]
    write(root, {"templates/analyst/.keep": ""})
    assert {root / "templates", root / "templates" / "analyst"} <= built(brief).to_look_at()


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("briefs/memo.yaml", True),
        ("briefs/sources", True),  # with it goes or comes what is in it
        ("templates", True),
        ("templates/analyst/memo.css", True),
        ("briefs/notes.txt", False),
        ("output", False),
    ],
)
def test_of_what_happens_in_a_folder_only_what_concerns_the_build_is_looked_into(
    root: Path, brief: Path, path: str, concerned: bool
):
    assert built(brief).concerned([root / path]) is concerned


# --- when it is told -------------------------------------------------------------------------------------------------


def told_after(list_: WatchList, change) -> None:
    """Ends when the change has been told, which is made when the folders are looked at."""

    async def wait() -> None:
        watch = Watch()
        watch.follow(list_)
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(watch.run())
            while not watch._looked_at:  # noqa: ASYNC110 - it has no event that says so
                await asyncio.sleep(0)
            assert not watch.has_changed
            change()
            await asyncio.wait_for(watch.change(), MOST)
            looking.cancel()

    asyncio.run(wait())


@pytest.fixture
def only_events(monkeypatch):
    """Nothing is looked at but what the system tells."""
    monkeypatch.setattr(watches, "_LOOK", 1000 * 10 * MOST)


@pytest.mark.usefixtures("only_events")
def test_an_edit_is_told(brief: Path):
    told_after(built(brief), lambda: replaced(brief, "Weekly", "Daily"))


@pytest.mark.usefixtures("only_events")
def test_so_is_one_by_an_editor_that_puts_another_file_in_place(brief: Path):
    def edit() -> None:
        new = brief.with_suffix(".tmp")
        new.write_text(SMALL.replace("Weekly", "Daily"), encoding="utf-8")
        new.replace(brief)

    told_after(built(brief), edit)


def test_so_is_a_template_that_comes_with_its_folders(root: Path, brief: Path):
    told_after(built(brief), lambda: write(root, {"templates/analyst/sections/claims.html.j2": "mine"}))


def test_a_change_before_it_was_watched_is_told_at_once(brief: Path):
    list_ = built(brief)
    replaced(brief, "Weekly", "Daily")
    watch = Watch()
    watch.follow(list_)
    assert watch.has_changed
    watch.follow(built(brief))
    assert not watch.has_changed


def test_where_the_system_tells_of_no_change_it_is_found_all_the_same(brief: Path, monkeypatch):
    import watchfiles

    def refuse(*_folders, **_options):
        raise OSError("no more watches")

    monkeypatch.setattr(watchfiles, "awatch", refuse)
    told_after(built(brief), lambda: replaced(brief, "Weekly", "Daily"))


def test_two_edits_within_one_tick_of_the_clock_are_two(brief: Path):
    """A stamp says nothing then: what a folder tells is looked into."""
    list_ = built(brief)
    watch = Watch()
    watch.follow(list_)
    stamp = brief.stat()
    replaced(brief, "Weekly", "Wookly")
    os.utime(brief, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    watch._look([brief])
    assert watch.has_changed
