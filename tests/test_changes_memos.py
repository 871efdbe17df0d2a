"""Memos that tell what changed, as files: bars in the margin, page budgets, corrections."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import checkers
import pytest
import story
from projects import SMALL, project, write
from pypdf import PdfReader
from sample import CHECKOUT, FIRST, NAME
from test_memos_valid import expect_nothing, need

from briefgen import pipeline
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project

PROJECT = CHECKOUT / FIRST
ABOUT = (
    '{"format": 1, "brief": "%s", "key": "2024-01-12", "number": 1, "date": "2024-01-12", "cutoff": "2024-01-12", '
    '"title": "Earlier", "made": "2024-01-12", "source": "briefs/%s.yaml", "files": {}, "memos": [], "versions": {}, '
    '"findings": [], "waivers": [], "corrects": null, "because": null}'
)

EARLIER = {
    "likelihood: likely": "likelihood: unlikely",
    "It is likely that": "It is unlikely that",
    "stage: terms-agreed": "stage: negotiation",
    "stage: under-consideration": "stage: suggested",
    "review: 2024-01-26": "review: 2024-01-19",
}
"""Words of the sample's first edition → what an earlier edition had: a handful of things changed."""
REASONS = {
    "    likelihood: likely\n": "Both presidents have named a month, as two agencies report.",
    "    stage: terms-agreed\n": "The reports now speak of final arrangements.",
    "    stage: under-consideration\n": "The White House has gone further than before.",
}


def sample(root: Path, **settings: str) -> Path:
    """The sample's first edition with an earlier edition that differs in a handful of things."""
    text = (PROJECT / f"briefs/{NAME}.yaml").read_text(encoding="utf-8")
    earlier = re.sub(r"(?m)^date: .*$", "date: 2024-01-12", text)
    for now, then in EARLIER.items():
        assert now in text
        earlier = earlier.replace(now, then)
    for line, why in REASONS.items():
        text = text.replace(line, f"{line}    change: {why}\n")
    home = f"briefs/editions/{NAME}/2024-01-12"
    for place in (root, root / home / "files"):
        shutil.copytree(PROJECT / "briefs/sources", place / "briefs/sources")
        (place / "briefgen.yaml").write_bytes((PROJECT / "briefgen.yaml").read_bytes())
    (root / home / f"files/briefs/{NAME}.yaml").write_text(earlier, encoding="utf-8")
    (root / f"briefs/{NAME}.yaml").write_text(text, encoding="utf-8")
    write(root, {f"{home}/edition.json": ABOUT % (NAME, NAME)})
    write(root, {f"templates/{name}/audience.yaml": words for name, words in settings.items()})
    return root / f"briefs/{NAME}.yaml"


def build(brief: Path, audience: str, *formats: str) -> Built:
    request = BuildRequest(brief, audiences=(audience,), formats=formats)
    return pipeline.build(request, Project.around(brief, datetime.date(2026, 3, 28)))


def words_of(built: Built) -> dict[str, str]:
    found = {}
    for written in built.written:
        if written.format == "pdf":
            text = " ".join(page.extract_text() for page in PdfReader(written.path).pages)
        else:
            html = written.path.read_text(encoding="utf-8")
            text = re.sub(r"<style.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)
        found[written.format] = " ".join(text.split())
    return found


# --- the page budget -------------------------------------------------------------------------------------------------


def test_the_principal_memo_keeps_to_its_page_when_a_handful_of_things_changed(tmp_path: Path) -> None:
    built = build(sample(tmp_path), "principal")
    assert [finding.code for finding in built.diagnostics] == []
    assert {written.pages for written in built.written} == {None, 1}
    words = words_of(built)
    told = [re.search(r"(\d+) more changes?; see “Analyst memo”", text) for text in words.values()]
    assert all(told)
    assert len({match[1] for match in told if match}) == 1  # the web page leaves out the same
    for text in words.values():
        assert "Judgement 1. Likelihood: raised (unlikely → likely). Both presidents have named a month" in text
        assert text.count("CHANGED") + text.count("changed") >= 4  # each bears its mark, told or not


def test_the_web_page_alone_is_the_same_as_beside_the_pdf(tmp_path: Path) -> None:
    alone = build(sample(tmp_path / "a"), "principal", "html").written[0].sha256
    beside = {written.format: written.sha256 for written in build(sample(tmp_path / "b"), "principal").written}
    assert alone == beside["html"]


def test_what_changed_is_told_of_as_many_things_as_there_is_room_for(tmp_path: Path) -> None:
    roomy = sample(
        tmp_path, principal="max_pages: 2\nsections: [bottom_line, judgements, changed, arms_deals, watch]\n"
    )
    words = words_of(build(roomy, "principal", "html"))["html"]
    assert "more change" not in words
    for reason in REASONS.values():
        assert reason in words


def test_a_limit_is_counted_and_the_fuller_version_named_only_where_it_tells_the_rest(tmp_path: Path) -> None:
    limited = "sections: [judgements, {section: changed, limit: 1}, arms_deals, watch]\nmax_pages:\n"
    words = words_of(build(sample(tmp_path / "a", principal=limited), "principal", "html"))["html"]
    assert "4 more changes; see “Analyst memo”." in words
    without = {
        "principal": limited,
        "analyst": "sections: [judgements, {section: changed, limit: 2}, arms_deals, watch]\n",
    }
    words = words_of(build(sample(tmp_path / "b", **without), "principal", "html"))["html"]
    assert "4 more changes." in words
    above = {"principal": f"{limited}ceiling: TLP:GREEN\n"}
    words = words_of(build(sample(tmp_path / "c", **above), "principal", "html"))["html"]
    assert "4 more changes." in words


# --- bars ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_bars_leave_the_files_valid(tmp_path: Path, paper: str) -> None:
    need("java")
    files = []
    for name in ("analyst", "principal", "public"):
        part = "sections: [known, changed, treaties, timeline, sources, contact]\n" if name == "public" else ""
        settings = f"change_bars: true\npaper: {paper}\n{part}"
        brief = sample(tmp_path / name, **{name: settings})
        files += [written.path for written in build(brief, name).written]
        html = files[-1] if files[-1].suffix == ".html" else files[-2]
        assert '<span class="change-bar"></span>' in html.read_text(encoding="utf-8")
    faults = checkers.pdfua_faults([file for file in files if file.suffix == ".pdf"])
    faults |= checkers.html_faults([file for file in files if file.suffix == ".html"])
    expect_nothing({path.name: found for path, found in faults.items()})


def test_the_story_s_memos_lose_nothing_and_leak_nothing_as_files(tmp_path: Path) -> None:
    brief = story.lay_down(tmp_path)
    found = build(brief, "analyst")
    assert {finding.code for finding in found.diagnostics}.isdisjoint({"P02", "P06", "M01", "P03"})
    assert {written.format for written in found.written} == {"pdf", "html"}


# --- corrections -----------------------------------------------------------------------------------------------------


def test_a_public_memo_prints_its_corrections_whatever_parts_it_has(tmp_path: Path) -> None:
    for parts in ("", "sections: [bottom_line, known]\n", "sections: [bottom_line, changed, sources]\n"):
        there = project(tmp_path, SMALL + "corrections: The price was wrong.\n")
        write(tmp_path, {"templates/public/audience.yaml": f"title: Public memo\n{parts}"})
        words = words_of(build(there.root / "briefs/memo.yaml", "public"))
        assert [text.count("The price was wrong.") for text in words.values()] == [1, 1], parts
