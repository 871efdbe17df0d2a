"""What a page budget with `fit: drop` does to whole memos: at its edge, on the page, in the report.

No test knows how high a line is: texts grow until the layout has one page more, and stand then one line over the edge.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from command_line import run
from projects import SMALL, TODAY, project, write
from pypdf import PdfReader
from tailoring import a_brief, an_audience, claim, judgement, tailored

from briefgen import pipeline, render
from briefgen.errors import InvalidProject, ProjectError
from briefgen.i18n import Language
from briefgen.load.audiences import audience as load_audience
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project
from briefgen.tailor import naming
from briefgen.write import pdf

CHECKOUT = Path(__file__).parents[1]

LONG = "It is not known how many aircraft are meant, of which variants, under which contract, and when. " * 3
THREE = {"kind": LONG, "number": LONG, "cost": LONG}
DESK = {
    "title": "Desk memo",
    "extends": "analyst",
    "ceiling": "TLP:AMBER",
    "sections": ["bottom_line", "gaps", "sources"],
    "max_pages": 1,
    "fit": "drop",
}


def a_project(root: Path, brief: str = SMALL, css: str = "", **changes: object) -> Project:
    """A project whose audience “desk” takes one page; a change to None takes the setting out."""
    settings = {key: value for key, value in (DESK | changes).items() if value is not None}
    there = project(root, brief)
    write(root, {"templates/desk/audience.yaml": yaml.safe_dump(settings), "templates/desk/memo.css": css})
    return there


def with_gaps(so_what: str = "It matters.", **gaps: object) -> str:
    """A brief with these gaps, and a text that can grow."""
    return f"{SMALL}{yaml.safe_dump({'so_what': so_what, 'gaps': gaps}, sort_keys=False, allow_unicode=True)}"


def build(there: Project, *formats: str, **changes: object) -> Built:
    request = BuildRequest(there.root / "briefs/memo.yaml", audiences=("desk",), formats=formats)
    return pipeline.build(dataclasses.replace(request, **changes), there)


def gone(built: Built) -> list[str]:
    """The items that were left out for space, as the report names them."""
    assert {finding.code for finding in built.diagnostics} <= {"P05"}
    return [re.findall("`(.+?)`", finding.message)[0] for finding in built.diagnostics]


def pages(there: Project) -> int | None:
    return build(there, "pdf").written[0].pages


def printed(built: Built) -> dict[str, str]:
    """What the files say, by their format."""
    texts = {}
    for written in built.written:
        if written.format == "html":
            body = re.sub(r"<style.*?</style>|<[^>]*>", "", written.path.read_text(encoding="utf-8"), flags=re.DOTALL)
            texts["html"] = " ".join(body.split())
        else:
            texts["pdf"] = " ".join(" ".join(page.extract_text() for page in PdfReader(written.path).pages).split())
    return texts


def first(fails: Callable[[int], bool]) -> int:
    """The smallest number from 1 that fails, where all above it do."""
    high = 1
    while not fails(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fails(middle) else (middle, high)
    return high


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The number of words with which the text that can grow begins the line that no longer stands on the page."""
    root = tmp_path_factory.mktemp("whole")

    def two_pages(count: int) -> bool:
        return pages(a_project(root, with_gaps(words(count), **THREE), max_pages=None)) != 1

    return first(two_pages)


def words(count: int) -> str:
    return "Word. " * count


# --- at the edge -----------------------------------------------------------------------------------------------------


def test_one_line_over_costs_the_least_item_and_one_line_under_costs_nothing(tmp_path: Path, over: int):
    built = build(a_project(tmp_path, with_gaps(words(over), **THREE)))
    assert (gone(built), built.draft) == (["gaps.cost"], False)
    assert {written.pages for written in built.written} == {None, 1}
    for text in printed(built).values():
        assert text.count("1 item is left out for space.") == 1
        assert text.count("of which variants") == 6

    built = build(a_project(tmp_path, with_gaps(words(over - 1), **THREE)))
    assert (gone(built), built.draft) == ([], False)
    assert {written.pages for written in built.written} == {None, 1}
    for text in printed(built).values():
        assert "left out" not in text
        assert text.count("of which variants") == 9


def test_where_the_line_itself_has_no_room_one_more_goes(tmp_path: Path):
    gaps = {"kind": "Which?", "number": "How many?", "cost": "At what price?"}

    def over_by(points: int, **changes: object) -> Project:
        css = f".so-what {{ padding-bottom: {points}pt }}"
        return a_project(tmp_path, with_gaps(**gaps), css, **changes)

    def costs_two_without_the_line(points: int) -> bool:
        (finding, *others) = build(over_by(points, fit="report"), "pdf").diagnostics or (None,)
        assert others == []
        return finding is not None and not finding.hint.startswith("without `gaps.cost` it would fit: ")

    nearly = first(costs_two_without_the_line) - 1
    assert pages(over_by(nearly, max_pages=None)) == 2
    built = build(over_by(nearly))
    assert gone(built) == ["gaps.number", "gaps.cost"]
    assert {written.pages for written in built.written} == {None, 1}
    assert all("2 items are left out for space." in text for text in printed(built).values())


def test_the_desk_says_what_goes(tmp_path: Path, over: int):
    low = THREE | {"kind": {"text": LONG, "priority": "low"}}
    assert gone(build(a_project(tmp_path, with_gaps(words(over), **low)))) == ["gaps.kind"]
    high = THREE | {"cost": {"text": LONG, "priority": "high"}}
    assert gone(build(a_project(tmp_path, with_gaps(words(over), **high)))) == ["gaps.number"]
    kept = build(a_project(tmp_path, with_gaps(words(over), **THREE), drop=["claims", "watch"]))
    assert ([finding.code for finding in kept.diagnostics], kept.draft) == (["P01"], True)
    assert all("left out" not in text for text in printed(kept).values())


def test_a_fitted_memo_takes_no_more_layouts_than_it_has_items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    layouts = []
    lay_out = pdf.layout
    monkeypatch.setattr(pdf, "layout", lambda document: layouts.append(document) or lay_out(document))
    gaps = {f"gap-{number}": LONG for number in range(12)}
    built = build(a_project(tmp_path, with_gaps(words(150), **gaps)), "html")
    items = len(gaps) + 1  # and the source; the audience takes no claims
    assert 1 <= len(gone(built)) < 12
    assert 2 <= len(layouts) <= 1 + items


# --- the line on the page --------------------------------------------------------------------------------------------

LINES = {
    "en": {
        1: "1 item is left out for space; see “Analyst memo”.",
        3: "3 items are left out for space; see “Analyst memo”.",
    },
    "fr": {
        1: "1 élément omis faute de place\u00a0; voir «\u00a0Analyst memo\u00a0».",
        3: "3 éléments omis faute de place\u00a0; voir «\u00a0Analyst memo\u00a0».",
    },
    "ru": {
        1: "За нехваткой места опущен 1 пункт; см. «Analyst memo».",
        3: "За нехваткой места опущены 3 пункта; см. «Analyst memo».",
        5: "За нехваткой места опущено 5 пунктов; см. «Analyst memo».",
        21: "За нехваткой места опущен 21 пункт; см. «Analyst memo».",
    },
    "fa": {
        1: "۱ مورد به‌سبب کمبود جا نیامده است؛ «Analyst memo» را ببینید.",
        3: "۳ مورد به‌سبب کمبود جا نیامده است؛ «Analyst memo» را ببینید.",
    },
}


@pytest.mark.parametrize(("language", "count"), [(tag, count) for tag, lines in LINES.items() for count in lines])
def test_the_line_counts_in_every_language_and_names_the_fuller_version(tmp_path: Path, language: str, count: int):
    brief = a_brief(gaps={f"g{number}": "Not known." for number in range(count + 1)})
    less = tailored(brief, an_audience(max_pages=1, fit="drop"), [f"g{number}" for number in range(count)])
    there = project(tmp_path)

    def line(result: object) -> str:
        html = render.render(result, Language.load(language), there, medium="screen").html
        (words,) = re.findall(r'<p class="note left-out">(.*?)</p>', html)
        return re.sub("[\u2066-\u2069]", "", words)

    assert line(naming(less, tailored(brief, an_audience(title="Analyst memo")))) == LINES[language][count]
    alone = re.split("[;؛\u00a0]", LINES[language][count])[0]
    assert line(less) == f"{alone}."


@pytest.mark.parametrize(
    ("without", "before", "after"),
    [((), "s-sources", "s-method"), (("sources",), "s-distribution", "</main>")],
)
def test_the_line_stands_once_below_the_sources_or_at_the_end(tmp_path: Path, without, before: str, after: str):
    brief = a_brief(gaps={"g": "Not known.", "h": "Not known."}, sources={"s": "A report"})
    less = tailored(brief, an_audience(*without, max_pages=1, fit="drop"), ["h"])
    html = render.render(less, Language.load("en"), project(tmp_path), medium="print").html
    assert html.count('<p class="note left-out">') == 1
    assert html.index(f'id="{before}"') < html.index("left out for space") < html.index(after, html.index("<main"))


def test_who_drops_nothing_is_told_of_nothing(tmp_path: Path):
    less = tailored(a_brief(gaps={"g": "Not known."}), an_audience(max_pages=1), ["g"])
    assert "left-out" not in re.sub(
        "<style.*?</style>",
        "",
        render.render(less, Language.load("en"), project(tmp_path), medium="screen").html,
        flags=re.DOTALL,
    )


TOO_MUCH = '[data-item="cost"] { display: block; height: 190mm }'
GAPS = with_gaps(number="How many?", cost="At what price?")
FULL = {"title": "Full memo", "ceiling": "TLP:GREEN", "sections": ["bottom_line", "gaps", "sources"]}


def fuller(root: Path, brief: str = GAPS, **changes: object) -> Project:
    """A project whose “desk” loses a gap and names the audience “full”, with these changes to that."""
    there = a_project(root, brief, TOO_MUCH, fuller="full")
    write(root, {"templates/full/audience.yaml": yaml.safe_dump(FULL | changes)})
    return there


def test_the_fuller_version_is_named_in_both_formats(tmp_path: Path):
    built = build(fuller(tmp_path))
    assert gone(built) == ["gaps.cost"]
    assert all("1 item is left out for space; see “Full memo”." in text for text in printed(built).values())


@pytest.mark.parametrize(
    ("brief", "changes"),
    [
        (f"{GAPS}audiences: [desk, analyst]\n", {}),
        (GAPS, {"sections": ["bottom_line", "sources"]}),
        (GAPS, {"sections": ["bottom_line", {"section": "gaps", "limit": 1}]}),
        (GAPS.replace("cost: At", "cost: {not_for: full, text: At").replace("price?\n", "price?}\n"), {}),
    ],
    ids=["not made for it", "does not take it", "has no place for it", "may not see it"],
)
def test_a_version_that_does_not_have_what_went_is_not_named(tmp_path: Path, brief: str, changes: dict[str, object]):
    built = build(fuller(tmp_path, brief, **changes))
    assert gone(built) == ["gaps.cost"]
    assert all("1 item is left out for space. " in text and "Full memo" not in text for text in printed(built).values())


def test_a_version_that_its_readers_may_not_have_is_refused(tmp_path: Path):
    with pytest.raises(ProjectError, match=r"“desk” names “full” .* whose ceiling TLP:RED is above its own") as caught:
        build(fuller(tmp_path, ceiling="TLP:RED"))
    assert caught.value.hint.endswith("name one up to TLP:AMBER, or none")
    assert build(fuller(tmp_path, ceiling="TLP:AMBER"), "html").written
    assert not (tmp_path / "output/memo/memo_2024-01-19_full.html").exists()


def test_a_version_that_leaves_out_items_itself_is_refused(tmp_path: Path):
    with pytest.raises(ProjectError, match=r"“desk” names “full” .* which leaves out items for space itself"):
        build(fuller(tmp_path, max_pages=1, fit="drop"))
    assert build(fuller(tmp_path, max_pages=1, fit="report"), "html").written


@pytest.mark.parametrize(
    ("changes", "code", "place", "message", "hint"),
    [
        ({"fuller": "analist"}, "F12", "4:9", "there is no audience “analist”", "did you mean analyst?"),
        (
            {"fuller": "desk"},
            "F12",
            "4:9",
            "an audience is no fuller version of itself",
            "name another, or leave `fuller:` empty",
        ),
        ({"drop": ["gaps", "clams"]}, "F04", "4:3", "“clams” is no word for “drop”", "did you mean claims?"),
        ({"drop": [["gaps", "wach"]]}, "F04", "4:5", "“wach” is no word for “drop”", "did you mean watch?"),
        ({"drop": "known"}, "F04", "2:7", "“known” is no word for “drop”", "known: watch, gaps, timeline, "),
    ],
)
def test_a_name_that_there_is_not_is_told_at_its_line(tmp_path: Path, changes, code, place, message, hint):
    there = a_project(tmp_path, **changes)
    with pytest.raises(InvalidProject) as caught:
        load_audience("desk", there)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.message) == (code, message)
    assert str(finding.location).startswith(f"templates/desk/audience.yaml:{place}")
    assert finding.hint.startswith(hint)


# --- what is left reads on -------------------------------------------------------------------------------------------

CITED = """\
sections:
  more:
    title: More
    text: Talks are reported [@talks], and a price is told of [@price].
"""


def test_what_cites_a_claim_that_went_has_its_number_and_its_standing(tmp_path: Path):
    brief = SMALL.replace(
        "claimant: The agency\n    status: reported\n    evidence: {agency: no",
        "status: unconfirmed\n    evidence: {agency: no",
    )
    css = '[data-item="price"] { display: block; height: 190mm }'
    built = build(
        a_project(tmp_path, f"{brief}{CITED}", css, sections=["claims", "sections", "sources"], drop="claims")
    )
    assert gone(built) == ["claims.price"]
    for text in printed(built).values():
        assert "no price has been agreed." not in text
        assert re.search(r"Claim 1: ?reported", text, re.IGNORECASE)
        assert re.search(r"\[1\.2\] ?: ?unconfirmed", text, re.IGNORECASE)
        assert "price:" not in text


def test_what_bears_on_nothing_that_is_printed_does_not_say_so(tmp_path: Path):
    gaps = {"g": {"text": "Not known.", "bears_on": ["c", "j"]}}
    brief = a_brief(gaps=gaps, claims={"c": claim()}, judgements={"j": judgement()})

    def asides(*without: str) -> list[str]:
        shown = tailored(brief, an_audience(*without))
        html = render.render(shown, Language.load("en"), project(tmp_path), medium="screen").html
        return re.findall(r'<span class="aside">(.*?)</span>', html)

    assert [re.sub("<[^>]*>", "", aside) for aside in asides()] == ["Bears on: Claim 1, Judgement 1"]
    assert [re.sub("<[^>]*>", "", aside) for aside in asides("claims")] == ["Bears on: Judgement 1"]
    assert asides("claims", "judgements") == []


# --- the report ------------------------------------------------------------------------------------------------------


def test_the_report_names_each_item_in_words_and_for_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    a_project(tmp_path, GAPS, TOO_MUCH)
    monkeypatch.chdir(tmp_path)
    told = run("build", "-a", "desk", "-f", "pdf")
    assert told.exit_code == 0
    assert (
        "warning P05 left-out-for-space: the memo leaves out `gaps.cost` so that it keeps to `max_pages`"
        in told.stderr + told.stdout
    )
    data = json.loads(run("build", "-a", "desk", "-f", "pdf", "--json").stdout)
    assert "`gaps.cost`" in json.dumps(data, ensure_ascii=False)


def test_what_went_for_space_is_a_reason_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    a_project(tmp_path, GAPS, TOO_MUCH, fuller="analyst", ceiling="TLP:AMBER+STRICT")
    monkeypatch.chdir(tmp_path)
    lines = [" ".join(line.split()) for line in run("audience", "show", "desk", "memo").stdout.splitlines()]
    assert "left out cost left out for space" in lines
    assert lines[-1].startswith("desk gets ")
    assert " left out (1 for space); " in lines[-1]
    data = json.loads(run("audience", "show", "desk", "memo", "--json").stdout)
    assert [made["id"] for made in data["decisions"] if made["for_space"]] == ["cost"]
    settings = [" ".join(line.split()) for line in run("audience", "show", "desk").stdout.splitlines()]
    order = (
        "watch or gaps or timeline; then sections or figures; then claims or arms deals; then treaties; then judgements"
    )
    assert f"for space {order}" in settings
    assert "fuller analyst" in settings


@pytest.mark.parametrize("changes", [{"fit": "report"}, {"max_pages": None}])
def test_pages_are_laid_out_only_where_they_decide_what_is_shown(tmp_path: Path, monkeypatch, changes):
    monkeypatch.setattr(pdf, "layout", lambda _: pytest.fail("pages were laid out to tell what an audience gets"))
    there = a_project(tmp_path, GAPS, TOO_MUCH, **changes)
    assert pipeline.tailored_for(tmp_path / "briefs/memo.yaml", "desk", there).left_out == ()


# --- the sample ------------------------------------------------------------------------------------------------------


def test_the_sample_s_principal_keeps_to_one_page_on_letter(tmp_path: Path):
    shutil.copytree(CHECKOUT / "briefs", tmp_path / "briefs")
    shutil.copy(CHECKOUT / "briefgen.yaml", tmp_path)
    settings = yaml.safe_load((CHECKOUT / "templates/principal/audience.yaml").read_text(encoding="utf-8"))
    assert (settings.get("fit", "report"), settings["fuller"]) == ("report", "analyst")
    settings |= {"paper": "Letter", "fit": "drop"}
    write(tmp_path, {"templates/principal/audience.yaml": yaml.safe_dump(settings)})
    request = BuildRequest(tmp_path / "briefs/russia-iran-treaty.yaml", audiences=("principal",))
    built = pipeline.build(request, Project(tmp_path, TODAY))
    lost = gone(built)
    assert {name.partition(".")[0] for name in lost} <= {"watch", "gaps"}
    assert {written.pages for written in built.written} == {None, 1}
    words = "1 item is" if len(lost) == 1 else f"{len(lost)} items are"
    line = f"{words} left out for space; see “Analyst memo”."
    assert all((line in text) == bool(lost) for text in printed(built).values())
