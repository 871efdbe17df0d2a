"""`briefgen changes --html` and `--audience`: the page that shows two texts side by side, and what is told to whom."""

from __future__ import annotations

import datetime
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import checkers
import pytest
import story
from command_line import project, run
from extremes import EXTREMES
from page_tree import tree
from projects import AGENCY, SMALL
from test_memos_valid import expect_nothing, need

from briefgen import comparing, since
from briefgen.load import load
from briefgen.load.audiences import audience as load_audience
from briefgen.model.comparison import Text
from briefgen.project import Project

WITHHELD = "    marking: TLP:AMBER\n    change: It is a secret.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with a brief, its edition, and a second text with a change that not everybody may see."""
    made = project(tmp_path / "p", memo=SMALL)
    (made / "briefs/sources").mkdir()
    (made / "briefs/sources/agency.txt").write_text(AGENCY, encoding="utf-8")
    monkeypatch.chdir(made)
    assert run("edition", "new", "memo").exit_code == 0
    text = re.sub(r"(?m)^date: .*$", "date: 2024-01-26", SMALL)
    text = text.replace("  price:\n", f"  price:\n{WITHHELD}").replace("reports that no price", "says that no price")
    text = text.replace("Talks on aircraft have", "Talks about aircraft have")
    (made / "briefs/memo.yaml").write_text(text, encoding="utf-8")
    return made


def page(file="changes.html"):
    return tree((Path.cwd() / file).read_text(encoding="utf-8"))


def test_the_page_shows_both_texts_word_by_word_with_reason_and_source(folder):
    plain, done = run("changes", "memo"), run("changes", "memo", "--html", "changes.html")
    assert (done.exit_code, done.stdout, done.stderr) == (0, plain.stdout, f"{plain.stderr}changes.html\n")
    shown = page()
    assert shown.one("h1").text == "An agency reports on talks; nothing is confirmed"
    assert shown.one(class_="verdict").text == "2 things changed"
    talks, price = shown.all("article", class_="entry")
    assert [gone.text for gone in talks.all("del")] == ["on"]
    assert [come.text for come in talks.all("ins")] == ["about"]
    assert [side.all("h4")[0].text for side in price.all(class_="side")] == ["Before", "Now"]
    told = [line.text for line in price.all(class_="why")]
    assert told == ["Why. It is a secret.", "Sources. Talks begin, The agency"]
    assert talks.all(class_="why")[0].text == "No reason is given."
    assert shown.all(class_="mark")[0].text == "TLP:AMBER"
    assert "also what no memo may show" in shown.all(class_="internal")[0].text
    assert not (folder / "output").exists()


def test_an_audience_is_told_what_it_may_see_in_every_form(folder):
    (folder / "briefgen.yaml").write_text("defaults: {language: en}\n", encoding="utf-8")
    done = run("changes", "memo", "--audience", "public", "--html", "changes.html")
    assert done.stdout.splitlines()[0] == (
        "from memo@2024-01-19 to briefs/memo.yaml, as “Public memo” may see it: 1 thing changed"
    )
    markdown = run("changes", "memo", "--audience", "public", "--markdown").stdout
    data = json.loads(run("changes", "memo", "--audience", "public", "--json").stdout)
    assert (data["audience"], data["marking"]) == ("Public memo", "TLP:CLEAR")
    assert [change["id"] for change in data["changes"]] == ["talks"]
    for form in (done.stdout, markdown, json.dumps(data), (folder / "changes.html").read_text(encoding="utf-8")):
        assert "secret" not in form
        assert "price" not in form
    shown = page()
    assert shown.all(class_="mark")[0].text == "TLP:CLEAR"
    assert shown.all(class_="internal")[0].text == "For the desk. As the audience “Public memo” may see them."


def test_what_is_named_wrongly_is_told_and_nothing_is_written(folder):
    unknown = run("changes", "memo", "--audience", "publik", "--html", "changes.html")
    assert (unknown.exit_code, "did you mean public?" in unknown.stderr) == (2, True)
    refused = run("changes", "memo", "--html", "briefs/memo.yaml")
    assert (refused.exit_code, "--html takes the page to write" in refused.stderr) == (2, True)
    blocked = run("changes", "memo", "--html", "briefs/memo.yaml/changes.html")
    assert (blocked.exit_code, "name another file for the page" in blocked.stderr) == (2, True)
    assert not list(folder.rglob("changes.html"))
    assert not list(folder.rglob("*.part"))


@pytest.mark.usefixtures("folder")
def test_two_texts_that_are_the_same_make_a_page_that_says_so():
    run("changes", "memo", "1", "1", "--html", "changes.html")
    assert page().one(class_="verdict").text == "Nothing changed"
    assert page().all(class_="entry") == []


# --- valid -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages of the story, for the desk and for audiences, and of texts from right to left."""
    root = tmp_path_factory.mktemp("changes")
    brief = story.lay_down(root / "story")
    there = Project.around(brief, datetime.date(2026, 3, 28))
    loaded = load(brief, there)
    before, now = Text("treaty@2026-03-20", since.last(loaded, there).brief), Text("treaty.yaml", loaded.brief)
    made = {"desk": comparing.whole(before, now, there)}
    made |= {name: comparing.seen_by(load_audience(name, there), before, now, there) for name in ("analyst", "public")}
    (root / "persian").mkdir()
    persian = root / "persian/persian.yaml"
    sides = []
    for text in (EXTREMES["persian"], EXTREMES["persian"].replace("دو دولت روزی را", "دولت روزی را")):
        persian.write_text(text, encoding="utf-8")
        sides.append(Text(f"persian-{len(sides)}", load(persian, Project.around(persian, there.today)).brief))
    made["persian"] = comparing.whole(*sides, there)
    assert made["persian"].changes
    for name, comparison in made.items():
        (root / f"{name}.html").write_bytes(comparing.page(comparison, there))
    return [root / f"{name}.html" for name in made]


@pytest.fixture(scope="module")
def browser() -> Iterator[checkers.Browser]:
    need("chromium")
    with checkers.browser() as browser:
        yield browser


def test_the_pages_have_no_fault_of_html_or_css(pages: list[Path]):
    need("java")
    expect_nothing({path.name: faults for path, faults in checkers.html_faults(pages).items()})


def test_axe_finds_nothing_in_the_pages_and_they_fit_a_telephone(pages: list[Path], browser: checkers.Browser):
    found = {}
    for file in pages:
        with browser.page(file) as page:
            for width, theme in itertools.product((375, 768, 1280), ("light", "dark")):
                found[f"{file.name} ({width} px, {theme})"] = page.axe_violations(width, theme)
            found[f"{file.name} (320 px)"] = [f"{over} px too wide" for over in [page.overflow(320)] if over > 0]
    expect_nothing(found)


def test_a_page_asks_for_nothing_and_has_each_id_once(pages: list[Path]):
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', text) == []
        ids = [element.attributes["id"] for element in tree(text).below() if "id" in element.attributes]
        assert len(ids) == len(set(ids))
