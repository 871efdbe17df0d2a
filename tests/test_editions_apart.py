"""Editions made by several: by runs that are killed, and on two branches that are merged."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from projects import SMALL, TODAY, project, write

from briefgen import approvals, editions
from briefgen.model.edition import Event
from briefgen.project import Project
from briefgen.record import editions as kept

AT = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)

FREEZE = '''
import datetime, hashlib, os, sys
from pathlib import Path
from briefgen import editions, pipeline
from briefgen.load import load
from briefgen.model.results import Built, Written
from briefgen.project import Project
from briefgen.record import editions as kept

project = Project(Path(sys.argv[1]), datetime.date(2024, 1, 19))
brief = project.brief("memo")

def build(request, project):
    """As quick as may be: what is killed here is the freezing, not the layout."""
    load(request.brief, project)
    written = []
    for name, content in {"memo.html": b"<p>memo</p>", "memo.pdf": b"%PDF"}.items():
        path = request.output / "memo" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        written.append(Written(path, digest, None, path.suffix[1:], "analyst", "TLP:CLEAR"))
    return Built("memo", tuple(written), (), draft=False)

pipeline.build, editions.versions = build, lambda: {"briefgen": "0"}

def killed_at(step):
    """The exit code of a run that is killed at its so-manieth step that writes; 0: it has not so many."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = step

    def count(name, arguments):
        nonlocal left
        writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
        if writes or name in ("os.link", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(count)
    editions.freeze(brief, project)
    os._exit(0)

step, whole = 0, 0
while True:
    step += 1
    code = killed_at(step)
    known = kept.editions(project, "memo")
    assert code in (0, 9), code
    assert [list(editions.faults(edition, project)) for edition in known] in ([], [[]])
    if code == 0:
        assert [edition.number for edition in known] == [1]
        assert sorted(path.name for path in kept.folder(project, "memo").iterdir()) == ["2024-01-19"]
        break
    if known:  # it was killed when all was done: so that the next one has something to do
        whole += 1
        os.rename(kept.folder(project, "memo", "2024-01-19"), project.root / f"whole-{step}")
print(step, whole)
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_every_step_an_edition_is_whole_or_not_there_and_can_be_frozen_again(tmp_path: Path) -> None:
    project(tmp_path, SMALL)
    done = subprocess.run([sys.executable, "-c", FREEZE, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps, whole = map(int, done.stdout.split())
    assert steps > 20
    assert whole >= 1


# --- branches --------------------------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=A. Nalyst", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    surroundings = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True, env=surroundings)
    return done.stdout


def there(root: Path, date: str = "2024-01-19") -> Project:
    write(
        root,
        {
            "briefgen.yaml": "defaults: {language: en, audiences: analyst}\napprovals: 2\n",
            "briefs/memo.yaml": re.sub("(?m)^date: .*", f"date: {date}", SMALL),
        },
    )
    return Project(root, TODAY)


def frozen(root: Path, date: str) -> None:
    made = there(root, date)
    editions.freeze(made.brief("memo"), made)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "more")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one edition, under version control."""
    project(tmp_path, SMALL, **{".gitignore": ".briefgen/cache/\n", ".gitattributes": "* -text\n"})
    git(tmp_path, "init", "-q", "-b", "main")
    frozen(tmp_path, "2024-01-19")
    commit(tmp_path)
    git(tmp_path, "branch", "other")
    return tmp_path


def test_two_approvals_on_two_branches_are_merged_and_both_count(root: Path) -> None:
    for branch, person in (("main", "A. Nalyst"), ("other", "E. Ditor")):
        git(root, "switch", "-q", branch)
        made = there(root)
        approvals.approve(editions.find("memo", made), made, Event("approved", AT, person, None, ""))
        assert approvals.state(editions.find("memo", made), made) == "frozen"
        commit(root)
    git(root, "merge", "-q", "--no-edit", "main")
    made = there(root)
    edition = editions.find("memo", made)
    assert {event.by for event in kept.events(made, edition)} == {"A. Nalyst", "E. Ditor"}
    assert approvals.state(edition, made) == "approved"
    assert list(editions.faults(edition, made)) == []


def test_two_editions_frozen_on_two_branches_have_one_number_and_that_is_told(root: Path) -> None:
    for branch, date in (("main", "2024-01-26"), ("other", "2024-01-27")):
        git(root, "switch", "-q", branch)
        frozen(root, date)
        there(root)  # the brief itself is not in question here
        commit(root)
    git(root, "merge", "-q", "--no-edit", "main")
    made = there(root)
    known = kept.editions(made, "memo")
    assert [(edition.key, edition.number) for edition in known] == [
        ("2024-01-19", 1),
        ("2024-01-26", 2),
        ("2024-01-27", 2),
    ]
    (fault,) = editions.numbered_twice(known)
    assert fault.message == "has the number of memo@2024-01-26, 2"
    assert [list(editions.faults(edition, made)) for edition in known] == [[], [], []]


def test_the_same_edition_frozen_on_two_branches_is_a_conflict_of_none_of_its_bytes(root: Path) -> None:
    for branch in ("main", "other"):
        git(root, "switch", "-q", branch)
        frozen(root, "2024-01-26")
        commit(root)
    git(root, "merge", "-q", "--no-edit", "main")
    made = there(root, "2024-01-26")
    assert [list(editions.faults(edition, made)) for edition in kept.editions(made, "memo")] == [[], []]
