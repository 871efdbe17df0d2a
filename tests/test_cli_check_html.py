"""`briefgen check --html FILE`: the reviewer's page is written, and everything else is as without it."""

import subprocess
import sys
from pathlib import Path

import checkers
import pytest
from command_line import CLEAN, STATES, environment, project, run
from extremes import EXTREMES
from page_tree import tree
from test_memos_valid import need


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with a brief of each state, to stand in."""
    made = project(tmp_path / "p", **STATES)
    monkeypatch.chdir(made)
    return made


def page(file="review.html"):
    return tree((Path.cwd() / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("brief", list(STATES))
def test_findings_and_exit_code_are_as_without_the_page(brief):
    plain, paged = run("check", brief), run("check", brief, "--html", "review.html")
    assert paged.exit_code == plain.exit_code
    assert paged.stdout == plain.stdout
    assert paged.stderr == plain.stderr + "review.html\n"
    told = [row.text.split()[0] for row in page().all("th", scope="row")]
    assert told == {"clean": [], "with-warning": ["X01"], "with-error": ["Q03"], "unreadable": ["F01"]}[brief]


def test_the_page_goes_into_a_new_folder_and_says_nothing_when_quiet(folder):
    shown = run("check", "clean", "-q", "--html", "out/page.html")
    assert (shown.stdout, shown.stderr) == ("", "")
    assert page("out/page.html").one("h1").text == "Nothing is reported of the port"
    assert not (folder / "output").exists()


def test_several_briefs_share_a_page():
    shown = run("check", "--html", "review.html")
    assert shown.exit_code == 1
    found = page()
    assert found.one("h1").text == "Review of 4 briefs"
    assert [brief.all("h2")[0].text for brief in found.all("article", class_="brief")] == [
        "Nothing is reported of the port", "unreadable", "Nothing is reported of the port", "Nothing is reported of the port",
    ]  # fmt: skip
    ids = [element.attributes["id"] for element in found.below() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert found.all(class_="mark")[0].text == "TLP:RED"  # nobody knows how the one that does not load is marked


def test_what_is_held_back_follows_the_level_that_counts():
    run("check", "with-warning", "--html", "review.html")
    assert page().one(class_="verdict").text == "Nothing holds this memo back"
    run("check", "with-warning", "--html", "review.html", "--fatal", "warning")
    assert page().one(class_="verdict").text == "1 warning holds this memo back"


def test_a_page_without_all_findings_clears_nothing():
    for words in (["--select", "X"], ["--ignore", "X01"], ["--audience", "analyst"]):
        run("check", "clean", "--html", "review.html", *words)
        assert page().one(class_="narrowed").text.endswith("It does not clear the brief.")
    run("check", "clean", "--html", "review.html")
    assert page().all(class_="narrowed") == []


def test_the_findings_of_pages_stand_there_too(folder):
    deal = "{text: The ship is sold., status: reported, desk: true, supplier: A, recipient: B, items: ships, stage: unknown}"
    deals = "".join(f"  d{number}: {deal}\n" for number in range(30))
    (folder / "briefs/long.yaml").write_text(f"{CLEAN}arms_deals:\n{deals}", encoding="utf-8")
    run("check", "long", "--audience", "principal", "--html", "review.html")
    without = [row.text.split()[0] for row in page().all("th", scope="row")]
    run("check", "long", "--audience", "principal", "--pages", "--html", "review.html")
    found = [row.text.split()[0] for row in page().all("th", scope="row")]
    assert set(found) - set(without) == {"P01"}


def test_a_brief_is_not_overwritten_by_its_page(folder):
    refused = run("check", "--html", "briefs/clean.yaml")
    assert refused.exit_code == 2
    assert "--html takes the page to write, and “briefs/clean.yaml” is none" in refused.stderr
    assert (folder / "briefs/clean.yaml").read_text() == CLEAN


def test_a_page_that_cannot_be_written_leaves_nothing_behind(folder):
    refused = run("check", "clean", "--html", "briefs/clean.yaml/review.html")
    assert refused.exit_code == 2
    assert "cannot write" in refused.stderr
    assert "name another file for the page" in refused.stderr
    assert not list(folder.rglob("*.part"))


def test_without_the_page_nothing_of_it_is_loaded(folder):
    code = "import sys; from briefgen.cli import main; sys.argv[0] = 'briefgen'\n"
    code += "try: main(['check', 'clean', '-q'])\nexcept SystemExit: pass\n"
    code += "print(sorted({'jinja2', 'markupsafe', 'nh3', 'briefgen.review'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


# --- valid -----------------------------------------------------------------------------------------------------------

FAULTY = (
    CLEAN
    + """\
claims:
  said: {text: The quay is *TODO* open, claimant: unknown, status: reported, evidence: {note: the quay is open}}
  open:
    text: The TODO port, says one.
    claimant: unknown
    status: reported
    evidence: {note: the pont is open}
    waive: [{code: W06, because: It was once., by: First Desk}, {code: X01, because: It is a brand., by: First Desk}]
  lost: {text: The quay, claimant: unknown, status: reported, evidence: {note: Birds swim far, other: Nobody}}
sources: {note: {title: A note, file: note.txt}, other: {title: A letter}}
sections:
  more: {title: More, text: "# Head\\n\\n- TODO one\\n- two\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\\n> *said*"}
"""
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages of briefs that are as different as can be: faulty, at every extreme, from right to left, several."""
    root = project(tmp_path_factory.mktemp("review"), faulty=FAULTY, unreadable=STATES["unreadable"])
    (root / "briefs/note.txt").write_text(
        "It is said that the port is open. Nobody knows. They say the quay is open, too.\n", encoding="utf-8"
    )
    for name in ("persian", "every-word", "long-words"):
        (root / f"briefs/{name}.yaml").write_text(EXTREMES[name], encoding="utf-8")
    made = []
    for name in ("faulty", "persian", "every-word", "long-words", "unreadable", ""):
        briefs = [root / f"briefs/{name}.yaml"] if name else [root / "briefs/persian.yaml", root / "briefs/faulty.yaml"]
        made.append(root / f"{name or 'several'}.html")
        run("check", *briefs, "--html", made[-1])
    return made


def test_the_pages_show_every_kind_of_thing(pages):
    shown = page(pages[0])
    assert {box.attributes["data-state"] for box in shown.all(class_="quoted")} == {
        "found",
        "differs",
        "absent",
        "unread",
    }
    assert {"error", "warning", "waived", "waiver"} <= {item.attributes.get("data-kind") for item in shown.all("li")}
    assert shown.all("blockquote", class_="nearest")
    assert [row.all("td")[1].text[:7] for row in shown.one(id="b1-s-waivers").one("tbody").all("tr")] == [
        "nothing",
        "X01 lef",
    ]
    assert shown.one(id="b1-i-more").all("table")


def test_the_page_is_valid(pages):
    need("java")
    found = checkers.html_faults(pages)
    assert {path.name: faults for path, faults in found.items() if faults} == {}
    assert len(found) == 6


def test_the_page_is_accessible_and_fits_small_screens(pages):
    need("chromium")
    found = {}
    with checkers.browser() as browser:
        for file in pages:
            with browser.page(file) as shown:
                for width, theme in ((375, "light"), (768, "dark"), (1280, "light"), (1280, "dark")):
                    found[file.name, width, theme] = shown.axe_violations(width, theme)
                found[file.name, "wider"] = [shown.overflow(320)] if shown.overflow(320) > 0 else []
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_the_page_asks_nothing_of_anybody(pages):
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert "url(" not in text.replace('url("data:', "")
        assert len(text) < 500_000
