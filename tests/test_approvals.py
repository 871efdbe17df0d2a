"""Approvals: whose word a memo needs, for which bytes it counts, and how an edition stands."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from projects import SMALL, project, write

from briefgen import approvals, editions
from briefgen.errors import InvalidProject, NotFound, ProjectError
from briefgen.load import house
from briefgen.model.edition import Edition, Event
from briefgen.project import Project
from briefgen.record import editions as kept

AT = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)


def settled(root: Path, demands: str = "", more: str = "") -> Project:
    """A project whose briefs are for two audiences, and what it demands."""
    write(
        root,
        {
            "briefgen.yaml": f"defaults: {{language: en, audiences: [analyst, public]}}\napprovals: {demands or '[]'}\n{more}"
        },
    )
    return Project(root, datetime.date(2024, 1, 20))


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one edition; it is copied, never changed."""
    root = tmp_path_factory.mktemp("approvals")
    project(root, SMALL)
    made = settled(root)
    editions.freeze(made.brief("memo"), made)
    return root


@pytest.fixture
def root(frozen: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(frozen, tmp_path / "p"))


def the(made: Project) -> Edition:
    return editions.find("memo", made)


def approve(made: Project, by: str, *audiences: str, note: str | None = None) -> Event:
    return approvals.approve(the(made), made, Event("approved", AT, by, note, ""), audiences)


def lacking(made: Project) -> set[tuple[str, int, tuple[str, ...]]]:
    """What is missing, without saying it for each format."""
    audience = {memo.file: memo.audience for memo in the(made).memos}
    return {(audience[lack.memo], lack.missing, lack.by) for lack in approvals.lacking(the(made), made)}


# --- what a project demands ------------------------------------------------------------------------------------------


def test_without_demands_nothing_is_missing_and_an_approval_is_told_all_the_same(root: Path) -> None:
    made = settled(root)
    assert (lacking(made), approvals.state(the(made), made)) == (set(), "frozen")
    approve(made, "A. Nalyst")
    assert approvals.state(the(made), made) == "approved"


def test_so_many_people_as_are_demanded_and_each_counts_once(root: Path) -> None:
    made = settled(root, "2")
    assert lacking(made) == {("analyst", 2, ()), ("public", 2, ())}
    approve(made, "A. Nalyst")
    with pytest.raises(ProjectError, match=r"memo@2024-01-19 is approved by a\.  nalyst already"):
        approve(made, "a.  nalyst")
    assert (lacking(made), approvals.state(the(made), made)) == ({("analyst", 1, ()), ("public", 1, ())}, "frozen")
    approve(made, "E. Ditor")
    assert (lacking(made), approvals.state(the(made), made)) == (set(), "approved")


def test_only_the_word_of_those_named_counts(root: Path) -> None:
    made = settled(root, "{by: [Head of Desk, Deputy]}")
    approve(made, "A. Nalyst")
    assert lacking(made) == {("analyst", 1, ("Head of Desk", "Deputy")), ("public", 1, ("Head of Desk", "Deputy"))}
    approve(made, "deputy")
    assert lacking(made) == set()


@pytest.mark.parametrize(
    ("demand", "needing"),
    [
        ("{audiences: public}", {"public"}),
        ("{marking: TLP:CLEAR}", {"analyst", "public"}),
        ("{marking: TLP:GREEN}", set()),
        ("[{audiences: public}, {count: 2, audiences: analyst}]", {"analyst", "public"}),
        ("{audiences: public, marking: TLP:RED}", set()),
    ],
)
def test_a_demand_holds_for_its_audiences_and_from_its_marking_upwards(
    root: Path, demand: str, needing: set[str]
) -> None:
    assert {audience for audience, _, _ in lacking(settled(root, demand))} == needing


def test_several_demands_hold_together(root: Path) -> None:
    made = settled(root, "[{count: 2}, {by: Head, audiences: public}]")
    approve(made, "A. Nalyst")
    approve(made, "E. Ditor")
    assert lacking(made) == {("public", 1, ("Head",))}


@pytest.mark.parametrize(
    ("demands", "code", "line", "told"),
    [
        ("{audiences: publik}", "F12", 2, "did you mean public?"),
        ("{marking: TLP:AMBR}", "F11", 2, "did you mean TLP:AMBER"),
        ("{count: 3, by: [A, B]}", "F14", 2, "3 people are to approve, and 2 may"),
        ("{count: 2, by: [A, A]}", "F14", 2, "2 people are to approve, and 1 may"),
    ],
)
def test_a_demand_that_cannot_hold_is_told_at_its_line(
    root: Path, demands: str, code: str, line: int, told: str
) -> None:
    with pytest.raises(InvalidProject) as caught:
        house.require(settled(root, demands))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.location.line) == (code, line)
    assert told in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("demands", ["{count: 0}", "{who: me}", "{count: two}"])
def test_a_demand_of_another_shape_is_refused(root: Path, demands: str) -> None:
    with pytest.raises(InvalidProject):
        settled(root, demands)


# --- what is approved ------------------------------------------------------------------------------------------------


def test_an_approval_names_the_bytes_of_the_memos(root: Path) -> None:
    made = settled(root)
    event = approve(made, "Ä. Nälyst", "public", note="Read in full.")
    assert re.fullmatch(r"approved-a-nalyst-[0-9a-f]{12}\.json", event.file)
    data = json.loads((root / "briefs/editions/memo/2024-01-19" / event.file).read_text(encoding="utf-8"))
    assert data == {
        "kind": "approved",
        "at": "2024-01-20T09:00:00+00:00",
        "by": "Ä. Nälyst",
        "because": "Read in full.",
        "memos": {memo.file: memo.sha256 for memo in the(made).memos if memo.audience == "public"},
    }
    assert kept.events(made, the(made)) == (event,)
    assert list(editions.faults(the(made), made)) == []


def test_names_in_other_scripts_have_files_of_their_own(root: Path) -> None:
    made = settled(root, "2")
    files = {approve(made, name).file for name in ("Анна", "Борис")}
    assert len(files) == 2
    assert lacking(made) == set()


def test_the_approval_of_one_audience_counts_for_no_other(root: Path) -> None:
    made = settled(root, "1")
    approve(made, "A. Nalyst", "public")
    assert lacking(made) == {("analyst", 1, ())}
    approve(made, "A. Nalyst")
    assert lacking(made) == set()


def test_other_bytes_are_not_approved_and_an_approval_of_other_bytes_counts_nothing(root: Path) -> None:
    made = settled(root, "1")
    event = approve(made, "A. Nalyst")
    home = root / "briefs/editions/memo/2024-01-19"
    text = (home / event.file).read_text(encoding="utf-8")
    (home / event.file).write_text(re.sub(r'": "[0-9a-f]{64}"', f'": "{"0" * 64}"', text), encoding="utf-8")
    assert lacking(made) == {("analyst", 1, ()), ("public", 1, ())}
    assert approvals.state(the(made), made) == "frozen"
    faults = list(editions.faults(the(made), made))
    assert {fault.file for fault in faults} == {f"briefs/editions/memo/2024-01-19/{event.file}"}
    assert "names bytes of memo_2024-01-19_analyst.html that this edition does not hold" in {f.message for f in faults}
    (home / "memos" / "memo_2024-01-19_public.html").write_text("other", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"memo_2024-01-19_public\.html is not what was frozen"):
        approve(made, "E. Ditor")
    approve(made, "E. Ditor", "analyst")


def test_what_was_taken_back_is_approved_no_more(root: Path) -> None:
    made = settled(root)
    approve(made, "A. Nalyst")
    editions.withdraw(the(made), made, by="A. Nalyst", because="It is wrong.", at=AT)
    assert approvals.state(the(made), made) == "withdrawn"
    with pytest.raises(ProjectError, match="is withdrawn"):
        approve(made, "E. Ditor")


def test_an_audience_without_a_memo_is_told(root: Path) -> None:
    with pytest.raises(NotFound) as caught:
        approve(settled(root), "A. Nalyst", "publik")
    assert caught.value.hint == "did you mean public?"


# --- at once, and killed ---------------------------------------------------------------------------------------------

APPROVE = """
import datetime, os, sys
from pathlib import Path
from briefgen import approvals, editions
from briefgen.model.edition import Event
from briefgen.project import Project

project = Project(Path(sys.argv[1]), datetime.date(2024, 1, 20))
edition = editions.find("memo", project)
event = Event("approved", datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC), "A. Nalyst", None, "")
left = int(sys.argv[2])

def count(name, arguments):
    global left
    writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
    if writes or name in ("os.link", "os.remove", "os.rename", "os.mkdir"):
        left -= 1
        if left == 0:
            os._exit(9)

sys.addaudithook(count)
approvals.approve(edition, project, event)
"""


def test_killed_at_every_step_an_approval_is_there_or_not_and_can_be_given_again(root: Path) -> None:
    made, home, killed = settled(root, "1"), root / "briefs/editions/memo/2024-01-19", 0
    while True:
        done = subprocess.run([sys.executable, "-c", APPROVE, root, str(killed + 1)], check=False)
        events = kept.events(made, the(made))
        assert list(editions.faults(the(made), made)) == []
        if done.returncode == 0:
            assert len(events) == 1
            assert {path.name for path in home.iterdir()} == {"files", "memos", "edition.json", events[0].file}
            break
        assert done.returncode == 9
        killed += 1
        for event in events:  # so that the next one has something to do
            assert len(event.memos) == 4
            (home / event.file).unlink()
    assert killed >= 3


def test_of_two_who_approve_the_same_at_once_one_does(root: Path) -> None:
    settled(root)
    both = [
        subprocess.Popen([sys.executable, "-c", APPROVE, root, "0"], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate()[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sum("is approved by A. Nalyst already" in text for text in told) == 1


# --- in the memo -----------------------------------------------------------------------------------------------------


def test_a_memo_says_how_far_it_is_released_where_its_audience_wants_that(root: Path) -> None:
    write(root, {"templates/public/audience.yaml": "title: Public\nrelease: true\n"})
    made = settled(
        root, "[{count: 2, by: [Head, Deputy, Editor]}, {audiences: public}, {audiences: analyst, count: 9}]"
    )
    text = made.brief("memo").read_text(encoding="utf-8")
    made.brief("memo").write_text(text.replace("date: 2024-01-19", "date: 2024-01-26"), encoding="utf-8")
    built = build(made)
    assert "Draft of the desk: not frozen as an edition." in built["public"]
    assert "Draft of the desk" not in built["analyst"]
    edition = editions.freeze(made.brief("memo"), made)
    home = root / "briefs/editions/memo/2024-01-26/memos"
    page = plain((home / "memo_2024-01-26_public.html").read_text(encoding="utf-8"))
    needs = "the approval of 2 of Head, Deputy and Editor and the approval of 1 person"
    assert f"Frozen as an edition. Before it is delivered it needs {needs}." in page
    assert "Frozen as an edition" not in (home / "memo_2024-01-26_analyst.html").read_text(encoding="utf-8")
    assert list(editions.rebuilt(edition, made)) == []


def build(made: Project) -> dict[str, str]:
    from briefgen import pipeline
    from briefgen.model.results import BuildRequest

    written = pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made).written
    return {file.audience: plain(file.path.read_text(encoding="utf-8")) for file in written}


def plain(page: str) -> str:
    return re.sub("[\u2066-\u2069]", "", page)


def test_one_person_named_twice_is_one_person(root: Path) -> None:
    made = settled(root, "{count: 2, by: [Head of desk, head of  desk, Deputy]}")
    approve(made, "HEAD OF DESK")
    assert {(lack.missing, lack.by) for lack in approvals.lacking(the(made), made)} == {(1, ("Deputy",))}
    approve(made, "Deputy")
    assert approvals.lacking(the(made), made) == ()
