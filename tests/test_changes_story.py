"""A second edition in which everything has changed that can: what the desk and each audience are told, word for word."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import get_args

import pytest
import story

from briefgen import comparing, i18n, render, since, standards
from briefgen.cli import changes as told
from briefgen.load import load
from briefgen.load.audiences import audience as load_audience
from briefgen.model.changes import ChangeKind
from briefgen.model.comparison import Comparison, Text
from briefgen.model.results import TailoredBrief
from briefgen.project import Project
from briefgen.tailor import tailor

TODAY = datetime.date(2026, 3, 28)
GOLDEN = Path(__file__).parent / "changes"
AUDIENCES = ("analyst", "press", "principal", "public")
TLP, SCALE = standards.marking_scheme("tlp"), standards.scale("icd203")


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story.lay_down(tmp_path_factory.mktemp("story"))


def project_of(brief: Path) -> Project:
    return Project.around(brief, TODAY)


def compared(brief: Path, audience: str | None = None) -> Comparison:
    there = project_of(brief)
    before, now, _ = sides(brief)
    if audience is None:
        return comparing.whole(before, now, there)
    return comparing.seen_by(load_audience(audience, there), before, now, there)


def sides(brief: Path) -> tuple[Text, Text, since.Last]:
    there = project_of(brief)
    loaded = load(brief, there)
    last = since.last(loaded, there)
    assert last is not None
    return Text(last.edition.name, last.brief), Text("now", loaded.brief), last


def memo(brief: Path, audience: str) -> TailoredBrief:
    there = project_of(brief)
    _, now, last = sides(brief)
    bare = tailor(story.NAME, now.brief, load_audience(audience, there), TLP)
    return since.shown(bare, now.brief, last, TLP, SCALE)


def page(brief: Path, audience: str) -> str:
    return render.render(memo(brief, audience), i18n.Language.load("en"), project_of(brief), medium="screen").html


def printed(html: str, part: str = "s-changed") -> str:
    section = re.search(rf'<section class="row" id="{part}">.*?</section>', html, re.DOTALL)
    assert section is not None
    return " ".join(re.sub("<[^>]+>|[\u2066-\u2069]", " ", section[0]).split())


# --- the story -------------------------------------------------------------------------------------------------------


def test_every_kind_of_change_is_in_it(brief: Path) -> None:
    assert {change.kind for change in compared(brief).changes} == set(get_args(ChangeKind))


@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_what_changed_is_told_word_for_word(brief: Path, audience: str | None) -> None:
    found = "\n".join(told.as_text(compared(brief, audience))) + "\n"
    golden = GOLDEN / f"{audience or 'desk'}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", ["analyst", "principal"])
def test_the_part_of_the_memo_is_printed_word_for_word(brief: Path, audience: str) -> None:
    found = printed(page(brief, audience)).replace(". ", ".\n") + "\n"
    golden = GOLDEN / f"{audience}-memo.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_a_cell_that_says_nothing_takes_no_place_on_a_phone(brief: Path) -> None:
    (part,) = re.findall(r'<section class="row" id="s-changed">.*?</section>', page(brief, "analyst"), re.DOTALL)
    cells = re.findall(r'<td( class="bare")? data-h="(?:Before|Why)">(.*?)</td>', part, re.DOTALL)
    assert {bool(mark) for mark, _ in cells} == {True, False}
    assert [bool(mark) for mark, _ in cells] == [said == "–" for _, said in cells]


def test_each_golden_is_compared() -> None:
    names = {"desk", *AUDIENCES, "analyst-memo", "principal-memo"}
    assert {file.stem for file in GOLDEN.iterdir()} == names


# --- what may not be seen --------------------------------------------------------------------------------------------

EVERY_PART = "[bottom_line, known, judgements, changed, treaties, timeline, sources, contact]"
SECRET = ("zqsecret", "zqbribe", "somebody was paid", "A leaflet asserted", "is to discuss the accord")
"""A reason and the words of what is withheld now, of what only others have seen, and of what was withheld then."""


def with_part(brief: Path, root: Path) -> Path:
    """The story, with a public memo that tells what changed."""
    made = story.lay_down(root)
    (root / "templates/public").mkdir()
    (root / "templates/public/audience.yaml").write_text(
        f"change_bars: true\nsections: {EVERY_PART}\n", encoding="utf-8"
    )
    assert made.name == brief.name
    return made


def test_no_byte_of_a_memo_tells_what_its_audience_may_not_see_by_what_changed(brief: Path, tmp_path: Path) -> None:
    made = with_part(brief, tmp_path)
    shown = page(made, "public")
    assert "Taken out" not in shown
    assert [word for word in SECRET if word in shown] == []
    assert "Krantz corrected himself" in shown  # the reason of what it has seen is told
    assert [word for word in SECRET if word in re.sub("</?(del|ins)>", "", page(made, "analyst"))] == list(SECRET)


@pytest.mark.parametrize("audience", ["press", "principal", "public"])
def test_no_form_of_the_comparison_tells_it_either(brief: Path, audience: str) -> None:
    made = compared(brief, audience)
    forms = ["\n".join(told.as_text(made)), "\n".join(told.as_markdown(made)), str(told.as_data(made)["changes"])]
    forms.append(comparing.page(made, project_of(brief)).decode())
    for form in forms:
        assert "Customs Treaty" in form or "customs-treaty" in form or audience == "principal"
        assert [word for word in (*SECRET, "council-agenda", "forgery", "bribe") if word in form] == []


def test_the_page_of_the_desk_shows_all_and_says_so_and_is_marked_as_high_as_anything_in_it(brief: Path) -> None:
    html = comparing.page(compared(brief), project_of(brief)).decode()
    assert [word for word in SECRET if word in re.sub("</?(del|ins)>", "", html)] == list(SECRET)
    assert "also what no memo may show" in html
    assert '<p class="mark"><b dir="ltr">TLP:RED</b></p>' in html
    assert (
        '<p class="mark"><b dir="ltr">TLP:CLEAR</b></p>'
        in comparing.page(compared(brief, "public"), project_of(brief)).decode()
    )


# --- in the memo -----------------------------------------------------------------------------------------------------


def test_marks_stand_beside_what_is_new_or_changed_and_bars_where_they_are_wanted(brief: Path, tmp_path: Path) -> None:
    plain, barred = page(brief, "analyst"), page(with_part(brief, tmp_path), "public")
    assert "change-bar" not in plain.partition("</style>")[2]
    for html, id_, word in (
        (plain, "gazette-day", "new"),
        (plain, "dredger", "changed"),
        (barred, "helicopters", "changed"),
    ):
        begin = html.index(f'id="i-{id_}"')
        own = html[begin : html.index("</article>" if html is plain else "</li>", begin)]
        assert f'<span class="chip change">{word}</span>' in own, id_
        assert (own.count('<span class="change-bar"></span>') == 1) is (html is barred), id_
    assert barred.count('change-bar"></span>') == barred.count('class="chip change"')
