"""Every memo is valid, for every audience that ships: of the sample, of the fictional brief, and of briefs at every extreme.

The PDF files are without a PDF/UA-1 fault on A4 and on Letter, the HTML files without a fault of HTML or CSS, and the pages
without one that axe-core finds, at three widths in both themes.
"""

from __future__ import annotations

import dataclasses
import datetime
import faulthandler
import itertools
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import checkers
import pikepdf
import programs
import pytest
import weasyprint
import yaml
from extremes import EXTREMES
from projects import write

from briefgen import pipeline
from briefgen.model.results import BuildRequest
from briefgen.pipeline import WITHHELD
from briefgen.project import Project

CHECKOUT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 3, 20)
AUDIENCES = sorted(path.parent.name for path in CHECKOUT.glob("templates/*/audience.yaml"))
PAPERS = {"A4": ("pdf", "html"), "Letter": ("pdf",)}
BRIEFS = ["russia-iran-treaty", "kestrel-accord", *EXTREMES]
LOOKED_AT = ["russia-iran-treaty", "kestrel-accord", "long-words", "persian"]


@dataclasses.dataclass(frozen=True)
class Memo:
    """A memo that is to be built, and what became of it."""

    brief: str
    audience: str
    paper: str
    files: tuple[Path, ...] = ()
    found: frozenset[str] = frozenset()


def lay_down(root: Path, paper: str) -> None:
    """Three projects with the briefs, in which every audience that ships has this paper."""
    shutil.copytree(CHECKOUT / "briefs", root / "sample" / "briefs")
    shutil.copy(CHECKOUT / "briefgen.yaml", root / "sample")
    shutil.copytree(CHECKOUT / "tests" / "briefs", root / "fiction")
    write(root / "extremes", {"briefgen.yaml": "defaults: {language: en}\n"})
    write(root / "extremes", {f"briefs/{name}.yaml": text for name, text in EXTREMES.items()})
    for project in root.iterdir():
        for audience in AUDIENCES:
            shipped = yaml.safe_load((CHECKOUT / "templates" / audience / "audience.yaml").read_text(encoding="utf-8"))
            write(project, {f"templates/{audience}/audience.yaml": yaml.safe_dump(shipped | {"paper": paper})})


def build(root: Path, memo: Memo) -> Memo:
    (brief,) = (file for file in (root / memo.paper).glob(f"**/{memo.brief}.yaml") if "editions" not in file.parts)
    request = BuildRequest(brief, audiences=(memo.audience,), formats=PAPERS[memo.paper])
    built = pipeline.build(request, Project.around(brief, TODAY))
    files = tuple(written.path for written in built.written)
    return dataclasses.replace(memo, files=files, found=frozenset(finding.code for finding in built.diagnostics))


@pytest.fixture(scope="module")
def memos(tmp_path_factory: pytest.TempPathFactory) -> list[Memo]:
    root = tmp_path_factory.mktemp("memos")
    for paper in PAPERS:
        lay_down(root / paper, paper)
    wanted = [Memo(brief, audience, paper) for brief in BRIEFS for audience in AUDIENCES for paper in PAPERS]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), context, faulthandler.enable) as pool:
        return list(pool.map(build, [root] * len(wanted), wanted))


def need(program: str) -> None:
    if reason := checkers.missing(program):
        pytest.skip(reason)


@pytest.fixture(scope="module")
def java() -> None:
    need("java")


@pytest.fixture(scope="module")
def browser() -> Iterator[checkers.Browser]:
    need("chromium")
    with checkers.browser() as browser:
        yield browser


def files(memos: list[Memo], suffix: str) -> list[Path]:
    return [file for memo in memos for file in memo.files if file.suffix == suffix]


def expect_nothing(found: dict[str, list[str]]) -> None:
    """Fails with every fault that was found, each once with where it was found."""
    assert found, "nothing was looked at"
    places: dict[str, list[str]] = {}
    for place, faults in found.items():
        for fault in dict.fromkeys(faults):
            places.setdefault(fault, []).append(place)
    if places:
        told = (f"{fault}\n    in {', '.join(at[:3])}; {len(at)} in all" for fault, at in places.items())
        pytest.fail("\n".join(told), pytrace=False)


def test_every_brief_makes_a_memo_for_every_audience_that_may_see_its_title(memos: list[Memo]):
    assert {memo.audience for memo in memos} == set(AUDIENCES) >= {"analyst"}
    for memo in memos:
        expected = [] if memo.found & WITHHELD else [f".{name}" for name in PAPERS[memo.paper]]
        assert sorted(file.suffix for file in memo.files) == sorted(expected), memo
    assert {memo.brief for memo in memos if memo.files} == set(BRIEFS)


def test_drafts_are_among_them_and_both_papers(memos: list[Memo]):
    assert any(file.stem.endswith("_draft") for memo in memos for file in memo.files)
    for paper, width in {"A4": 595, "Letter": 612}.items():
        for file in files([memo for memo in memos if memo.paper == paper], ".pdf"):
            with pikepdf.open(file) as pdf:
                assert int(pdf.pages[0].mediabox[2]) == width, file


@pytest.mark.usefixtures("java")
def test_no_memo_has_a_fault_of_pdf_ua(memos: list[Memo]):
    found = checkers.pdfua_faults(files(memos, ".pdf"))
    expect_nothing({f"{path.name} ({path.parents[3].name})": faults for path, faults in found.items()})


@pytest.mark.usefixtures("java")
def test_no_memo_has_a_fault_of_html_or_css(memos: list[Memo]):
    found = checkers.html_faults(files(memos, ".html"))
    expect_nothing({path.name: faults for path, faults in found.items()})


@pytest.mark.parametrize("brief", LOOKED_AT)
def test_axe_finds_nothing_in_a_page(memos: list[Memo], browser: checkers.Browser, brief: str):
    found = {}
    for file in files([memo for memo in memos if memo.brief == brief], ".html"):
        with browser.page(file) as page:
            for width, theme in itertools.product((375, 768, 1280), ("light", "dark")):
                found[f"{file.name} ({width} px, {theme})"] = page.axe_violations(width, theme)
    expect_nothing(found)


def test_no_page_is_wider_than_the_narrowest_telephone(memos: list[Memo], browser: checkers.Browser):
    found = {}
    for file in files(memos, ".html"):
        with browser.page(file) as page:
            over = page.overflow(320)
        found[file.name] = [f"{over} px wider than 320 px"] if over > 0 else []
    expect_nothing(found)


# --- each checker finds a fault where there is one -------------------------------------------------------------------

BAD_PAGE = """\
<!doctype html>
<html lang="en"><head><title>Bad</title><style>
p { colr: red }
main { position: relative }
main::before { content: ""; position: absolute; inset: 0; background: #000 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #333 } }
</style></head><body><main><h1>Bad</h1><p>Words</p>
<details><summary>More</summary><img src="picture.png"></details>
<div style="width: 500px">wide</div></main></body></html>
"""


@pytest.fixture
def bad_page(tmp_path: Path) -> Path:
    page = tmp_path / "bad page.html"
    page.write_text(BAD_PAGE, encoding="utf-8")
    return page


@pytest.mark.usefixtures("java")
def test_verapdf_finds_what_is_not_tagged_and_what_has_no_alternative(tmp_path: Path):
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
    page = weasyprint.HTML(string=f'<html lang="en"><title>Bad</title><h1>Bad</h1><p><img src="{picture}">')
    untagged, mute, none = (tmp_path / name for name in ("untagged.pdf", "mute.pdf", "none.pdf"))
    page.write_pdf(untagged)
    page.write_pdf(mute, pdf_variant="pdf/ua-1")
    none.write_text("words", encoding="utf-8")
    found = checkers.pdfua_faults([untagged, mute, none])
    assert {fault.split()[0] for fault in found[untagged]} >= {"6.2-1", "7.1-3", "7.1-11"}
    assert [fault.split()[0] for fault in found[mute]] == ["7.3-1"]
    assert found[none] == ["cannot be read: Couldn't parse stream"]


@pytest.mark.usefixtures("java")
def test_the_checker_of_html_finds_a_lost_alternative_and_a_property_that_is_none(bad_page: Path):
    found = checkers.html_faults([bad_page])[bad_page.resolve()]
    assert len(found) == 2
    assert "error: CSS: “colr”" in found[0]
    assert "“img” element must have an “alt” attribute" in found[1]


def test_axe_finds_pale_letters_of_one_theme_and_what_is_folded_up(bad_page: Path, browser: checkers.Browser):
    with browser.page(bad_page) as page:
        rules = {theme: {told.split(":")[0] for told in page.axe_violations(375, theme)} for theme in ("light", "dark")}
        over = page.overflow(320)
    assert rules == {"light": {"image-alt"}, "dark": {"image-alt", "color-contrast"}}
    assert over > 100


def test_a_picture_shows_the_whole_page_in_its_theme(bad_page: Path, browser: checkers.Browser, tmp_path: Path):
    with browser.page(bad_page) as page:
        for theme in ("light", "dark"):
            page.screenshot(600, theme, tmp_path / f"{theme}.png")
    light, dark = ((tmp_path / f"{theme}.png").read_bytes() for theme in ("light", "dark"))
    assert light[:4] == dark[:4] == b"\x89PNG"
    assert light != dark
    assert int.from_bytes(light[16:20]) == 600


@pytest.mark.parametrize(
    ("program", "remedy"), [("java", "default-jre-headless"), ("chromium", "snap install chromium")]
)
def test_where_a_program_is_missing_its_tests_are_skipped_and_say_what_to_do(monkeypatch, program: str, remedy: str):
    monkeypatch.setattr(programs, "PLACES", {program: ["no-such-program"]})
    with pytest.raises(pytest.skip.Exception, match=remedy):
        need(program)
