"""The page of past judgements: its numbers, its chart, and that it is valid, accessible and self-contained."""

from __future__ import annotations

import datetime
from pathlib import Path

import checkers
import projects
import pytest
from command_line import run
from forecasting import freeze, judged, known, project, stand
from page_tree import Element, tree
from test_calibration import ICD, TODAY, forecast, said
from test_calibration import known as outcome
from test_memos_valid import need

from briefgen import calibration, track_record
from briefgen.calibration import Sorted, TrackRecord
from briefgen.i18n import Language
from briefgen.project import Project

TAGS = ("en", "fr", "ru", "fa")
COUNTS = {"very unlikely": (3, 30), "likely": (100, 150), "very likely": (22, 40), "almost certain": (1, 1)}


def record(**places: tuple[calibration.Forecast, ...]) -> TrackRecord:
    return TrackRecord(("memo", "other"), TODAY, 12, ("memo@2024-02-02",), "TLP:GREEN", Sorted(**places))


def scored() -> tuple[calibration.Forecast, ...]:
    found = []
    for word, (occurred, of) in COUNTS.items():
        row = ICD.row(word)
        assert row is not None
        found += [forecast(row, number < occurred) for number in range(of)]
    return tuple(found)


def full() -> TrackRecord:
    """A record with something in every place."""
    one = scored()[0]._replace(by=datetime.date(2024, 3, 31), id="signing", text="It is <b>likely</b> & so on.")
    partly, unknown = (one._replace(outcome=said(outcome=outcome(result)).outcome) for result in ("partly", "unknown"))
    bare = one._replace(outcome=None)
    return record(
        scored=scored(), partly=(partly,), unknown=(unknown,), hindsight=(one._replace(edition=None),), moved=(bare,),
        unanswered=(bare, bare._replace(likelihood="unlikely")), pending=(bare,),
    )  # fmt: skip


def page(root: Path, of: TrackRecord, tag: str = "en") -> Path:
    projects.write(root, {"briefgen.yaml": f"defaults: {{language: {tag}}}\n"})
    file = root / f"{tag}.html"
    file.write_bytes(track_record.page(of, Project(root, TODAY)))
    return file


def read(file: Path) -> Element:
    return tree(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("pages")
    return [*(page(root, full(), tag) for tag in TAGS), page(root / "none", record())]


def test_the_page_has_the_scores_and_a_row_for_each_word(pages: list[Path]) -> None:
    shown = read(pages[0])
    assert shown.one("h1").text == "How past judgements turned out: 2 briefs"
    facts = {part.one("dt").text: part.one("dd").text for part in shown.one(class_="facts").all("div")}
    assert facts == {
        "Date": "31 December 2024", "Scored": "221 forecasts of 12 editions", "Brier score": "0.227",
    }  # fmt: skip
    rows = [
        [cell.text for cell in row.below() if cell.tag in ("th", "td")]
        for row in shown.one(id="s-words").one("tbody").all("tr")
    ]
    assert rows == [
        ["very unlikely", "5–20 %", "30", "3", "10 %", "3–26 %", "too few to tell"],
        ["likely", "55–80 %", "150", "100", "67 %", "59–74 %", "within its band"],
        ["very likely", "80–95 %", "40", "22", "55 %", "40–69 %", "less often than the word says"],
        ["almost certain", "95–99 %", "1", "1", "100 %", "21–100 %", "too few to tell"],
    ]
    assert "1 forecast is not due yet. Withdrawn and left out: memo@2024-02-02." in shown.text
    assert {mark.text for mark in shown.all(class_="mark")} == {"TLP:GREEN"}


def test_the_chart_draws_the_band_the_share_and_its_interval_and_says_so(pages: list[Path]) -> None:
    drawn = {tag: read(file).one("figure").all("svg", height="18")[1] for tag, file in zip(TAGS, pages, strict=False)}
    assert drawn["en"].one("title").text == (
        "likely, 55–80 %: 100 of 150 occurred, 67 %, interval 59–74 %; within its band"
    )

    def places(tag: str) -> tuple[float, float, float]:
        band, disc = drawn[tag].one("rect").attributes, drawn[tag].one("circle").attributes
        return float(band["x"][:-1]), float(band["width"][:-1]), float(disc["cx"][:-1])

    assert places("en") == places("fr") == (55.0, 25.0, 66.67)
    assert places("fa") == (20.0, 25.0, 33.33)


def test_what_is_not_scored_is_listed_and_asked_for_once(pages: list[Path]) -> None:
    shown = read(pages[0])
    listed = {part.one("h2").text: len(part.one("tbody").all("tr")) for part in shown.all("section")[1:]}
    assert listed == {
        "Outcome wanted": 1, "Occurred in part": 1, "Outcome unknown": 1, "Hindsight": 1, "Horizon moved": 1,
    }  # fmt: skip
    (row,) = shown.one(id="s-unanswered").one("tbody").all("tr")
    assert row.text == "signing It is <b>likely</b> & so on. memo@1 very unlikely (5–20 %) 31 March 2024"
    assert "memo, as the file stands" in shown.one(id="s-hindsight").text
    assert "occurred in part: 1 April 2024" in shown.one(id="s-partly").text


def test_every_language_has_its_own_words(pages: list[Path]) -> None:
    for tag, file in zip(TAGS, pages, strict=False):
        text, label = read(file).text, Language.load(tag).label
        for key in ("words_note", "brier_note", "key", "within", "below", "too-few", "moved_note", "hindsight"):
            assert " ".join(label(f"calibration.{key}").split()) in text


def test_nothing_yet_is_said(pages: list[Path]) -> None:
    shown = read(pages[-1])
    assert "Nothing can be scored yet" in shown.one(class_="masthead").text
    assert (shown.all("figure"), shown.all("section")) == ([], [])


def test_the_page_is_valid(pages: list[Path]) -> None:
    need("java")
    found = checkers.html_faults(pages)
    assert {path.name: faults for path, faults in found.items() if faults} == {}
    assert len(found) == 5


def test_the_page_is_accessible_and_fits_small_screens(pages: list[Path]) -> None:
    need("chromium")
    found = {}
    with checkers.browser() as browser:
        for file in pages:
            with browser.page(file) as shown:
                for width, theme in ((375, "light"), (1280, "light"), (1280, "dark")):
                    found[str(file), width, theme] = shown.axe_violations(width, theme)
                found[str(file), "wider"] = [shown.overflow(320)] if shown.overflow(320) > 0 else []
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_the_page_asks_nothing_of_anybody(pages: list[Path]) -> None:
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert "url(" not in text.replace('url("data:', "")


# --- from the command line -------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = project(tmp_path)
    freeze(made, "2024-01-05", judged("signing", marking="TLP:GREEN"))
    stand(made, "2024-04-05", judged("signing", outcome=known("occurred", "2024-03-20")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_is_written_beside_the_words(desk: Path) -> None:
    done = run("calibration", "--html", "out/page.html")
    assert (done.exit_code, done.stderr) == (0, "out/page.html\n")
    assert done.stdout == run("calibration").stdout
    shown = read(desk / "out/page.html")
    assert shown.one("h1").text == "How past judgements turned out: memo"
    assert shown.all(class_="mark")[0].text == "TLP:GREEN"


@pytest.mark.parametrize("given", ["memo", "page.pdf"])
def test_only_a_page_is_written(desk: Path, given: str) -> None:
    done = run("calibration", "--html", given)
    assert done.exit_code == 2
    assert f"--html takes the page to write, and “{given}” is none" in done.stderr
    assert "such as --html calibration.html" in done.stderr
    assert not (desk / given).exists()


def test_a_template_of_the_project_that_breaks_is_told_and_leaves_no_page(desk: Path) -> None:
    projects.write(desk, {"templates/calibration/calibration.html.j2": "<p>{{ scroe() }}</p>\n"})
    done = run("calibration", "--html", "page.html")
    assert done.exit_code == 1
    assert "templates/calibration/calibration.html.j2:1:7: error J02" in done.stderr
    assert not (desk / "page.html").exists()
