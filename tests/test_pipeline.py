from __future__ import annotations

import dataclasses
import datetime
import json
import re
from pathlib import Path

import pikepdf
import pytest
from projects import AGENCY, SMALL, TODAY, project, write
from pypdf import PdfReader

from briefgen import pipeline
from briefgen.diagnostics import Severity
from briefgen.errors import InvalidBrief, InvalidProject, NotFound, ProjectError, TemplateFailed
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project
from briefgen.write import pdf


def request(root: Path, **changes: object) -> BuildRequest:
    return dataclasses.replace(BuildRequest(root / "briefs/memo.yaml", audiences=("analyst",)), **changes)


def names(built: Built) -> list[str]:
    return [written.path.name for written in built.written]


def codes(built: Built) -> list[str]:
    return [finding.code for finding in built.diagnostics]


def test_a_clean_brief_becomes_a_pdf_and_a_page(tmp_path: Path):
    built = pipeline.build(request(tmp_path), project(tmp_path))
    assert codes(built) == []
    assert not built.draft
    assert sorted(names(built)) == ["memo_2024-01-19_analyst.html", "memo_2024-01-19_analyst.pdf"]
    for written in built.written:
        assert written.path.parent == tmp_path / "output" / "memo"
        assert written.path.stat().st_size > 5000
    assert {written.format: written.pages is None for written in built.written} == {"html": True, "pdf": False}


def test_a_changed_letter_in_a_quotation_makes_drafts_that_say_so(tmp_path: Path):
    wrong = SMALL.replace("no price has been agreed}", "no prize has been agreed}")
    built = pipeline.build(request(tmp_path), project(tmp_path, wrong))
    assert codes(built) == ["Q01"]
    assert built.draft
    assert sorted(names(built)) == ["memo_2024-01-19_analyst_draft.html", "memo_2024-01-19_analyst_draft.pdf"]
    page = next(written.path for written in built.written if written.format == "html")
    assert "DRAFT" in page.read_text(encoding="utf-8")
    assert str(built.diagnostics[0].location).startswith("briefs/memo.yaml:18:27")


def test_a_clean_memo_takes_the_place_of_its_draft(tmp_path: Path):
    wrong = SMALL.replace("no price has been agreed}", "no prize has been agreed}")
    draft = pipeline.build(request(tmp_path), project(tmp_path, wrong))
    pipeline.build(request(tmp_path), project(tmp_path))
    assert not any(written.path.exists() for written in draft.written)
    assert len(list((tmp_path / "output/memo").iterdir())) == 2


def test_a_warning_makes_a_draft_only_where_it_is_fatal(tmp_path: Path):
    marked = SMALL.replace("reports talks on aircraft;", "reports talks on aircraft (TBD);")
    assert marked != SMALL
    built = pipeline.build(request(tmp_path, formats=("html",)), project(tmp_path, marked))
    assert (codes(built), built.draft) == (["X01"], False)
    strict = pipeline.build(request(tmp_path, formats=("html",), fatal="warning"), project(tmp_path, marked))
    assert strict.draft


def test_a_title_above_the_ceiling_is_not_built_at_all(tmp_path: Path):
    secret = SMALL.replace("title: An agency", "title: {marking: TLP:RED, text: An agency").replace(
        "nothing is confirmed\n", "nothing is confirmed}\n"
    )
    built = pipeline.build(request(tmp_path), project(tmp_path, secret))
    assert codes(built) == ["M01"]
    assert built.written == ()
    assert not (tmp_path / "output").exists()


def test_a_template_that_loses_a_claim_publishes_nothing(tmp_path: Path):
    there = project(tmp_path)
    before = pipeline.build(request(tmp_path), there)
    kept = {written.path: written.path.read_bytes() for written in before.written}
    write(tmp_path, {"templates/analyst/memo.html.j2": "<!doctype html><html lang=en><title>t</title><p>nothing"})
    built = pipeline.build(request(tmp_path), Project(tmp_path, TODAY))
    assert set(codes(built)) >= {"P02"}
    assert built.written == ()
    assert {path: path.read_bytes() for path in kept} == kept


def test_a_broken_template_leaves_the_last_memo_alone(tmp_path: Path):
    before = pipeline.build(request(tmp_path), project(tmp_path))
    write(tmp_path, {"templates/analyst/memo.html.j2": "{% if %}"})
    with pytest.raises(TemplateFailed) as caught:
        pipeline.build(request(tmp_path), Project(tmp_path, TODAY))
    assert [finding.code for finding in caught.value.diagnostics] == ["J01"]
    assert str(caught.value.diagnostics[0].location) == "templates/analyst/memo.html.j2:1:1"
    assert all(written.path.exists() for written in before.written)


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path):
    first = pipeline.build(request(tmp_path), project(tmp_path))
    second = pipeline.build(request(tmp_path), Project(tmp_path, TODAY))
    assert [written.sha256 for written in first.written] == [written.sha256 for written in second.written]


def test_the_print_html_is_kept_beside_the_pdf(tmp_path: Path):
    pipeline.build(request(tmp_path, keep_html=True, formats=("pdf",)), project(tmp_path))
    assert sorted(path.name for path in (tmp_path / "output/memo").iterdir()) == [
        "memo_2024-01-19_analyst.pdf",
        "memo_2024-01-19_analyst.print.html",
    ]


def test_another_language_is_named_in_the_file(tmp_path: Path):
    built = pipeline.build(request(tmp_path, language="fr", formats=("html",)), project(tmp_path))
    assert names(built) == ["memo_2024-01-19_analyst_fr.html"]
    assert '<html lang="fr"' in built.written[0].path.read_text(encoding="utf-8")


def test_a_date_and_a_folder_can_be_given(tmp_path: Path):
    folder = tmp_path / "elsewhere"
    built = pipeline.build(
        request(tmp_path, date=TODAY.replace(day=20), output=folder, formats=("html",)), project(tmp_path)
    )
    assert [written.path for written in built.written] == [folder / "memo/memo_2024-01-20_analyst.html"]


def test_check_writes_nothing(tmp_path: Path):
    there = project(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert pipeline.check(request(tmp_path), there, pages=True).written == ()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_glyph_is_found_by_the_layout_and_only_there(tmp_path: Path):
    tibetan = SMALL.replace("Talks on aircraft have begun,", "Talks on aircraft (བོད) have begun,")
    there = project(tmp_path, tibetan)
    assert codes(pipeline.check(request(tmp_path), there)) == []
    assert codes(pipeline.check(request(tmp_path), there, pages=True)) == ["P03"]


def test_a_finding_of_the_layout_makes_a_draft_as_well(tmp_path: Path):
    tibetan = SMALL.replace("Talks on aircraft have begun,", "Talks on aircraft (བོད) have begun,")
    built = pipeline.build(request(tmp_path, formats=("pdf",)), project(tmp_path, tibetan))
    assert names(built) == ["memo_2024-01-19_analyst_draft.pdf"]


def test_archives_are_recorded_once_and_an_altered_one_is_found(tmp_path: Path):
    there = project(tmp_path)
    pipeline.build(request(tmp_path, formats=("html",)), there)
    recorded = (tmp_path / "briefgen.lock").read_bytes()
    assert list(json.loads(recorded)["archives"]) == ["briefs/sources/agency.txt"]
    write(tmp_path, {"briefs/sources/agency.txt": AGENCY + "altered\n"})
    built = pipeline.build(request(tmp_path, formats=("html",)), there)
    assert codes(built) == ["Q02"]
    assert (tmp_path / "briefgen.lock").read_bytes() == recorded


def test_an_unknown_audience_or_format_is_told_with_what_was_meant(tmp_path: Path):
    there = project(tmp_path)
    with pytest.raises(NotFound) as caught:
        pipeline.build(request(tmp_path, audiences=("analist",)), there)
    assert caught.value.hint == "did you mean analyst?"
    with pytest.raises(NotFound, match="unknown format “pfd”"):
        pipeline.build(request(tmp_path, formats=("pfd",)), there)


def test_a_ceiling_that_is_no_marking_is_told(tmp_path: Path):
    there = project(tmp_path)
    write(
        tmp_path, {"templates/desk/audience.yaml": "title: Desk\nceiling: TLP:GREN\nsections: [claims]\nlanguage: xx\n"}
    )
    with pytest.raises(InvalidProject) as caught:
        pipeline.check(request(tmp_path, audiences=("desk",)), there)
    told = [(found.code, str(found.location), found.hint) for found in caught.value.diagnostics]
    assert [code for code, _, _ in told] == ["F11", "F16"]
    assert told[0][1].startswith("templates/desk/audience.yaml:2:10")
    assert "TLP:GREEN" in told[0][2]


# --- names and languages of memos ------------------------------------------------------------------------------------


def with_desk(folder: Path, settings: str, name: str = "desk") -> Project:
    there = project(folder)
    write(folder, {f"templates/{name}/audience.yaml": f"title: Desk\nextends: analyst\n{settings}"})
    return there


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ("", "{stem}_{date}_desk"),
        ('file_name: "No {number} of {year}-{month}-{day} {audience}"', "No 1 of {date} desk"),
        ("language: fr", "{stem}_{date}_desk_fr"),
        ('language: fr\nfile_name: "{language}-{brief}"', "fr-{stem}"),
        ('file_name: "{brief} {week}"', "{stem} {week}"),
    ],
)
def test_a_memo_has_the_name_that_its_audience_gives_it(tmp_path: Path, settings: str, name: str):
    there = with_desk(tmp_path, settings)
    (made,) = pipeline.build(request(tmp_path, formats=("html",), audiences=("desk",)), there).written
    brief = there.briefs()[0]
    date = next(line.split(": ")[1] for line in brief.read_text().splitlines() if line.startswith("date:"))
    week = f"{datetime.date.fromisoformat(date):%G-W%V}"
    assert made.path.stem == name.format(stem=brief.stem, date=date, week=week)


def test_an_audience_has_its_memo_in_its_own_language_unless_another_is_asked_for(tmp_path: Path):
    there = with_desk(tmp_path, "language: fr")
    asked = request(tmp_path, formats=("html",), audiences=("desk",))
    (french,) = pipeline.build(asked, there).written
    assert '<html lang="fr"' in french.path.read_text(encoding="utf-8")
    (russian,) = pipeline.build(dataclasses.replace(asked, language="ru"), there).written
    assert '<html lang="ru"' in russian.path.read_text(encoding="utf-8")


def test_two_audiences_never_share_a_name(tmp_path: Path):
    with_desk(tmp_path, 'file_name: "Memo {date}"')
    there = with_desk(tmp_path, 'file_name: "memo {date}"', "other")
    with pytest.raises(ProjectError, match="desk and other would have the same name") as caught:
        pipeline.build(request(tmp_path, formats=("html",), audiences=("desk", "other")), there)
    assert "{audience}" in caught.value.hint
    assert not (tmp_path / "output").exists()


def test_a_clean_memo_that_the_brief_no_longer_backs_is_named(tmp_path: Path):
    first = pipeline.build(request(tmp_path, formats=("html",)), project(tmp_path))
    assert first.outdated == ()
    wrong = SMALL.replace("no price has been agreed}", "no prize has been agreed}")
    second = pipeline.build(request(tmp_path, formats=("html",)), project(tmp_path, wrong))
    assert second.outdated == (first.written[0].path,)


def test_a_brief_that_does_not_load_makes_no_memo(tmp_path: Path):
    with pytest.raises(InvalidBrief):
        pipeline.build(request(tmp_path), project(tmp_path, "title: only\n"))
    assert not (tmp_path / "output").exists()


def test_a_finding_for_two_audiences_is_told_once(tmp_path: Path):
    root = tmp_path
    there = project(root, SMALL.replace("reports talks", "reports (TBD) talks"))
    write(
        root, {"templates/desk/audience.yaml": "extends: analyst\ntitle: Desk\nceiling: TLP:RED\nsections: [claims]\n"}
    )
    built = pipeline.check(request(root, audiences=("analyst", "desk")), there)
    assert codes(built) == ["X01"]


def test_the_pdf_is_tagged_and_has_title_language_and_date(tmp_path: Path):
    built = pipeline.build(request(tmp_path, formats=("pdf",)), project(tmp_path))
    with pikepdf.open(built.written[0].path) as pdf:
        assert pdf.Root.Lang == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "An agency reports on talks; nothing is confirmed"
            assert str(metadata["pdfuaid:part"]) == "1"
            assert metadata["xmp:CreateDate"].startswith("2024-01-19")


# --- the page budget -------------------------------------------------------------------------------------------------

OPEN = """\
watch:
  order: A signed order.
gaps:
  number: It is not known how many aircraft are meant.
  cost: It is not known what price has been named.
"""


def one_page(root: Path, fit: str = "report", sections: str = "bottom_line, watch, gaps", **heights: int) -> Project:
    """A project whose audience “desk” takes one page, of which these texts fill so many millimetres each."""
    there = project(root, SMALL.replace("sources:\n", f"{OPEN}sources:\n"))
    audience = f"""\
        extends: analyst
        title: Desk
        ceiling: TLP:RED
        sections: [{sections}]
        max_pages: 1
        fit: {fit}
        """
    css = "".join(f'[data-item="{name}"] {{ display: block; height: {mm}mm }}' for name, mm in heights.items())
    write(root, {"templates/desk/audience.yaml": audience, "templates/desk/memo.css": css})
    return there


def desk(root: Path, **changes: object) -> BuildRequest:
    return request(root, audiences=("desk",), **changes)


def printed(built: Built) -> dict[str, str]:
    """What the files say, by their format."""
    texts = {}
    for written in built.written:
        if written.format == "html":
            texts["html"] = " ".join(written.path.read_text(encoding="utf-8").split())
        else:
            texts["pdf"] = " ".join(" ".join(page.extract_text() for page in PdfReader(written.path).pages).split())
    return texts


def test_a_memo_over_its_page_budget_is_a_draft_and_what_would_fit_is_told(tmp_path: Path):
    built = pipeline.build(desk(tmp_path), one_page(tmp_path, cost=170))
    (finding,) = built.diagnostics
    assert (finding.code, finding.severity, built.draft) == ("P01", Severity.ERROR, True)
    told = r"2 pages, 1 more than the 1 that audience “desk” takes: what stands beyond is about \d+ lines \(\d+ mm\)$"
    assert re.search(told, finding.message)
    assert finding.hint.startswith("without `gaps.cost` it would fit: keep it out with `not_for: [desk]`, ")
    assert sorted(names(built)) == ["memo_2024-01-19_desk_draft.html", "memo_2024-01-19_desk_draft.pdf"]
    assert all("what price has been named" in text for text in printed(built).values())


def test_what_is_named_makes_room_when_it_is_kept_out(tmp_path: Path):
    one_page(tmp_path, cost=170)
    file = tmp_path / "briefs/memo.yaml"
    cost = "cost: It is not known what price has been named."
    kept_out = "cost: {not_for: [desk], text: It is not known what price has been named.}"
    file.write_text(file.read_text(encoding="utf-8").replace(cost, kept_out), encoding="utf-8")
    built = pipeline.build(desk(tmp_path), Project(tmp_path, TODAY))
    assert (built.diagnostics, built.draft) == ((), False)
    assert {written.pages for written in built.written} == {None, 1}


def test_the_web_page_alone_has_no_page_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "layout", lambda _: pytest.fail("pages were laid out for a web page"))
    assert codes(pipeline.build(desk(tmp_path, formats=("html",)), one_page(tmp_path, cost=170))) == []


def test_a_memo_that_would_not_fit_without_all_that_can_go_says_so(tmp_path: Path):
    built = pipeline.build(desk(tmp_path), one_page(tmp_path, "drop", bottom_line=400, cost=60))
    (finding,) = built.diagnostics
    assert (finding.code, built.draft) == ("P01", True)
    assert finding.hint.startswith("it would not fit either without all the items that can be left out: ")
    assert all("what price has been named" in text for text in printed(built).values())


@pytest.mark.parametrize("formats", [(), ("html",), ("pdf",)])
def test_an_audience_that_drops_gets_a_memo_without_what_has_no_room_in_every_format(tmp_path: Path, formats):
    built = pipeline.build(desk(tmp_path, formats=formats), one_page(tmp_path, "drop", cost=170))
    (finding,) = built.diagnostics
    assert (finding.code, finding.severity, built.draft) == ("P05", Severity.WARNING, False)
    assert finding.message == "the memo leaves out `gaps.cost` so that it keeps to `max_pages`"
    assert str(finding.location).startswith("briefs/memo.yaml:23:3")
    assert {written.pages for written in built.written} <= {None, 1}
    texts = printed(built)
    assert set(texts) == set(formats or ("html", "pdf"))
    for text in texts.values():
        assert "how many aircraft are meant" in text
        assert "A signed order" in text
        assert "what price has been named" not in text


def test_a_memo_that_keeps_to_its_budget_drops_nothing(tmp_path: Path):
    built = pipeline.build(desk(tmp_path), one_page(tmp_path, "drop"))
    assert (built.diagnostics, built.draft) == ((), False)
    assert all("what price has been named" in text for text in printed(built).values())


def test_a_claim_left_out_for_space_still_backs_what_cites_it(tmp_path: Path):
    built = pipeline.build(desk(tmp_path), one_page(tmp_path, "drop", "bottom_line, claims, sources", talks=230))
    assert codes(built) == ["P05"]
    assert built.diagnostics[0].message.startswith("the memo leaves out `claims.talks` ")
    for text in printed(built).values():
        assert "Talks on aircraft have begun, the agency reports" not in text
        assert "no price has been agreed" in text
        assert "the ministry has not commented [1" in re.sub(r"<[^>]*>", "", text).replace(" [", " [")
