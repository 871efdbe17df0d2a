"""The reviewer's page: every statement beside its evidence in context, findings and waivers where they belong."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_tree import Element, tree
from projects import AGENCY, SMALL, TODAY, project

from briefgen import pipeline, record, review
from briefgen.check.places import evidence
from briefgen.diagnostics import Severity
from briefgen.errors import TemplateFailed
from briefgen.i18n import Language
from briefgen.load import load
from briefgen.model.base import Prose
from briefgen.model.fields import leaves
from briefgen.model.results import BuildRequest
from briefgen.project import Project
from briefgen.review.extracts import compared, extract, located
from briefgen.text import folded, words

CHECKOUT = Path(__file__).parents[1]
EN = Language.load("en")
SAMPLE, FICTION = Path("briefs/russia-iran-treaty.yaml"), Path("tests/briefs/kestrel-accord.yaml")


def page_of(path: Path, inside: Project, codes: str = "") -> Element:
    """The page of one brief that loads, as a tree; with `codes`, of what was found only these are told."""
    built = pipeline.check(BuildRequest(path), inside)
    told = [finding for finding in built.diagnostics if finding.code in codes or not codes]
    checked = review.Checked(path, told, Severity.ERROR)
    return tree(review.page([review.review(checked, inside)], inside).decode())


@pytest.fixture(scope="module", params=[SAMPLE, FICTION], ids=["sample", "fiction"])
def shipped(request: pytest.FixtureRequest) -> tuple[Path, Project, Element]:
    """A whole brief, its project and its page."""
    path = CHECKOUT / request.param
    inside = Project.around(path, TODAY)
    return path, inside, page_of(path, inside)


def small(tmp_path: Path, brief: str = SMALL, codes: str = "", **files: str) -> Element:
    """The page of a small brief of the projects of the tests."""
    inside = project(tmp_path, brief, **files)
    return page_of(inside.root / "briefs/memo.yaml", inside, codes)


# --- everything is there ---------------------------------------------------------------------------------------------


def test_every_statement_stands_there_with_its_words_its_status_and_its_speaker(shipped):
    path, inside, page = shipped
    brief = load(path, inside).brief
    assert len(brief.statements) > 8
    for id_, statement in brief.statements.items():
        entry = page.one(id=f"b1-i-{id_}")
        who = entry.all(class_="who")[0].text
        assert who.startswith(EN.label(f"status.{statement.status}.label")), id_
        actor = brief.actors.get(statement.claimant or "")
        if statement.desk and statement.claimant is None:
            assert "The desk" in who
        elif statement.claimant is None:
            assert "the source itself" in who.lower()
        elif statement.claimant == "unknown":
            assert "not named" in who
        elif actor is None or actor.person or actor.body:
            assert (actor.person or actor.body if actor else statement.claimant) in who


def test_every_text_of_the_brief_stands_at_its_entry(shipped):
    path, inside, page = shipped
    looked_at = 0
    for leaf in leaves(load(path, inside).brief):
        prose = leaf.mark(Prose)
        head = leaf.path[0]
        if prose is None or prose.form == "quote" or leaf.is_key or len(leaf.path) < 2 or leaf.value == "unknown":
            continue
        if head in ("glossary", "corrections", "withdrawn", "sources", "authors", "distribution"):
            continue
        key = (
            "i-treaty" if head == "treaty" else f"t-{head}" if head in ("title", "bottom_line") else f"i-{leaf.path[1]}"
        )
        shown = folded(re.sub(r"\[[^\[\]]*\]|\([^()]*://[^()]*\)", "", page.one(id=f"b1-{key}").without("code").text))
        for line in words(leaf.value, block=prose.form == "block").split("\n"):
            assert folded(re.sub(r"\[[^\[\]]*\]|\([^()]*://[^()]*\)", "", line)) in shown, leaf.path
        looked_at += 1
    assert looked_at > 70


def test_every_quotation_is_marked_within_its_archived_text(shipped):
    path, inside, page = shipped
    loaded = load(path, inside)
    quotes = [cited for cited in evidence(loaded.brief) if loaded.archives[cited.source].text is not None]
    boxes = page.all("div", class_="quoted", data_state="found")
    marked = sorted(folded(box.one("mark").text).replace("-", "") for box in boxes)
    assert marked == sorted(folded(cited.passage.quote).replace("-", "") for cited in quotes)
    archives = "\n".join(folded(archive.text or "") for archive in loaded.archives.values())
    around = [folded(box.one("blockquote").text.replace("…", "")) for box in boxes]
    assert all(words.strip("[]") in archives.replace("…", "") for words in around)


def test_the_offices_of_a_person_have_their_days(tmp_path: Path):
    offices = "offices: [{title: Minister, from: 2020-01, until: 2023-05-01}, {title: Premier, from: 2023-05-02}]"
    page = small(tmp_path, SMALL + f"actors: {{ann: {{person: Ann Ost, {offices}}}}}\n")
    told = page.one(id="b1-i-ann").one("dl").one("dd").text
    assert told == "Minister (January 2020 – 1 May 2023); Premier (2 May 2023 – )"


def test_the_page_has_each_id_once_and_every_link_leads_somewhere(shipped):
    _, _, page = shipped
    ids = [element.attributes["id"] for element in page.below() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = {element.attributes["href"] for element in page.all("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert {link for link in links if not link.startswith("#")} == set()


# --- quotations ------------------------------------------------------------------------------------------------------

ARCHIVE = (
    "One came. Two went, it is uncertain.\n\nThree stayed for the sum-\nmer. Four left. It is certain. Five slept.\n"
)


def test_an_extract_has_the_sentences_around_and_the_line_of_the_archive():
    found = extract("stayed for the summer", ARCHIVE)
    assert (found.before, found.words, found.line) == (
        "One came. Two went, it is uncertain.\nThree ",
        "stayed for the sum-mer",
        3,
    )
    assert found.after == ". Four left. It is certain. Five slept. "
    assert found.cut == (False, False)


def test_a_long_text_is_cut_at_the_ends_of_sentences():
    text = "Nobody came at all. " * 40 + "The ship left on 3 May. " + "Nobody stayed at all. " * 40
    found = extract("The ship left", text)
    assert found.cut == (True, True)
    assert 150 < len(found.before) < 230
    assert found.before.startswith("Nobody came at all. ")
    assert found.after.startswith(" on 3 May. Nobody")
    assert found.after.rstrip().endswith("at all.")


def test_the_number_of_an_article_ends_no_sentence():
    found = extract(
        "It binds", f"It binds both. {'It is so written ' * 11}in it, and in Article 2. {'More of it ' * 9}"
    )
    assert found.after == " both. "


def test_another_excerpt_is_no_context():
    assert extract("Three stayed", ARCHIVE, whole=False).before == ""
    assert extract("Two went", ARCHIVE, whole=False).after == ", it is uncertain."


def test_a_quotation_is_looked_for_as_whole_words():
    begin, end = located("certain", ARCHIVE)
    assert ARCHIVE[begin - 6 : end] == "It is certain"
    assert located("certainty", ARCHIVE) is None


@given(
    st.lists(
        st.sampled_from(["one", "two,", "(three)", "so-called", "été", "e\u0301te", "x\u00ad\ny", "«a»"]), min_size=1
    )
)
def test_what_is_located_reads_as_the_quotation(pieces: list[str]):
    text = "Before it.\n" + "\n".join(pieces) + " after."
    quote = " ".join(piece.replace("\u00ad\n", "") for piece in pieces)
    begin, end = located(quote, text)
    assert folded(unicodedata.normalize("NFC", text)[begin:end]) == folded(" ".join(pieces))


def test_what_differs_is_told_word_by_word():
    pairs = [(pair.ours, pair.theirs) for pair in compared("it may send 4 ships", "it will send ships today")]
    assert pairs == [("it", "it"), ("may", "will"), ("send", "send"), ("4", ""), ("ships", "ships"), ("", "today")]


def test_a_quotation_that_differs_stands_beside_the_nearest_passage(tmp_path: Path):
    page = small(tmp_path, SMALL.replace("{agency: talks on aircraft", "{agency: talks on ships"))
    box = page.one(class_="quoted", data_state="differs")
    assert [element.text for element in box.all("del")] == ["ships"]
    assert [element.text for element in box.all("ins")] == ["aircraft"]
    assert box.one("blockquote").one(class_="near").text == "talks on aircraft have begun."
    assert "line 1 of the archive" in box.text
    assert "not verbatim" in box.text
    assert box.all("mark") == []


def test_a_quotation_without_a_like_and_one_without_an_archive_say_so(tmp_path: Path):
    brief = SMALL.replace("{agency: no price has been agreed}", "{agency: Nobody swims, post: They swim}")
    page = small(tmp_path, brief + "  post: {title: A post}\n")
    boxes = {box.attributes["data-state"]: box.text for box in page.one(id="b1-i-price").all(class_="quoted")}
    assert "Nothing like it stands in the archived text." in boxes["absent"]
    assert "Nobody swims" in boxes["absent"]
    assert "There is no archived text to compare it with." in boxes["unread"]


def test_what_stands_without_evidence_says_why(tmp_path: Path):
    brief = SMALL + "gaps: {when: When?}\ntimeline: {look: {date: 2024-02-01, text: We look., desk: true}}\n"
    page = small(tmp_path, brief.replace("evidence: {agency: no price has been agreed}", "desk: true"))
    told = {id_: page.one(id=f"b1-{id_}").one(class_="why").text for id_ in ("t-title", "i-when", "i-look", "i-price")}
    assert told == {
        "t-title": "The desk’s own words: they cite nothing.",
        "i-when": "An open question: it asserts nothing.",
        "i-look": "The desk’s own entry: it needs no evidence.",
        "i-price": "The desk’s own entry: it needs no evidence.",
    }


def test_what_a_judgement_rests_on_is_told_with_its_standing(tmp_path: Path):
    judged = """judgements:
  soon: {text: It is likely that talks go on., likelihood: likely, confidence: low, because: One source., based_on: talks}
"""
    page = small(tmp_path, SMALL + judged)
    entry = page.one(id="b1-i-soon")
    assert entry.one(class_="bases").one("li").text == "Claim 1 reported The agency"
    told = {row.one("dt").text: row.one("dd").text for row in entry.one("dl").all("div")}
    assert told == {"Likelihood": "likely (55–80 %)", "Confidence": "low"}


# --- findings and waivers --------------------------------------------------------------------------------------------

FAULTY = (
    SMALL.replace("Talks on aircraft have begun, the", "TODO Talks on aircraft have *TBD* begun, the")
    .replace("  price:\n", "  price:\n    comment: XXX\n    waive:\n"
             "      - {code: X01, because: It is a brand., by: First Desk}\n"
             "      - {code: W06, because: It was once., by: Second Desk}\n")
)  # fmt: skip


def test_every_finding_stands_once_in_the_table_and_once_where_it_belongs(tmp_path: Path):
    page = small(tmp_path, FAULTY, "X01 X04")
    rows = page.one("table", class_="findings").all("th", scope="row")
    assert [row.text.split()[0] for row in rows] == ["X01", "X01", "X04", "X01"]  # the waived one is the last
    groups = [row.text for row in page.one(class_="findings").all("th", scope="rowgroup")]
    assert groups == ["warning 3", "waived 1"]
    talks = page.one(id="b1-i-talks").one(class_="here").all("li")
    assert [(item.attributes["data-kind"], item.all("b")[1].text) for item in talks] == [("warning", "X01")] * 2
    price = page.one(id="b1-i-price").one(class_="here")
    assert [item.attributes["data-kind"] for item in price.all("li")] == ["waived", "warning", "waiver"]
    assert price.text.count("It is a brand. (First Desk)") == 1
    assert page.one(class_="verdict").text == "Nothing holds this memo back"
    assert page.one(class_="counts").text.startswith("3 warnings · 1 waived · 2 of 2 quotations")


def test_the_words_of_a_finding_are_underlined_with_its_code(tmp_path: Path):
    page = small(tmp_path, FAULTY, "X01 X04")
    said = page.one(id="b1-i-talks").one(class_="said")
    assert [element.text for element in said.all("u")] == ["TODO", "TBD"]
    assert said.one("em").one("u").text == "TBD"
    code = said.all("a", class_="code")[0]
    assert code.text == "X01"
    assert page.one(id=code.attributes["href"][1:]).tag == "li"


def test_waivers_are_listed_with_what_they_let_pass(tmp_path: Path):
    rows = small(tmp_path, FAULTY, "X01 X04").one(id="b1-s-waivers").one("tbody").all("tr")
    assert [[cell.text for cell in row.inside if isinstance(cell, Element)] for row in rows] == [
        ["X01 Claim 2 line 17", "It is a brand. Given by: First Desk", "X01 left-over-mark"],
        [
            "W06 Claim 2 line 18",
            "It was once. Given by: Second Desk",
            "nothing: there is no finding that it could waive",
        ],
    ]


def test_an_item_may_be_called_like_anything_on_the_page(tmp_path: Path):
    brief = (
        SMALL.replace("  talks:\n", "  glossary-1:\n")
        .replace("@talks", "@glossary-1")
        .replace("  price:", "  findings:")
    )
    page = small(tmp_path, brief + "glossary: {price: What it costs.}\ngaps: {f-1: Who?, s-claims: When? TODO}\n")
    ids = [element.attributes["id"] for element in page.below() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert "Talks on aircraft" in page.one(id="b1-i-glossary-1").text


def test_a_finding_is_let_pass_by_the_nearest_waiver_alone(tmp_path: Path):
    brief = FAULTY + "waive: [{code: X01, because: All are brands., by: Third Desk}]\n"
    rows = small(tmp_path, brief, "X01 X04").one(id="b1-s-waivers").one("tbody").all("tr")
    passed = {row.all("td")[0].text.partition(".")[0]: row.all("td")[1] for row in rows}
    assert [link.text for link in passed["It is a brand"].all("a")] == ["X01"]
    assert [link.text for link in passed["All are brands"].all("a")] == ["X01", "X01"]


def test_what_holds_the_memo_back_is_told(tmp_path: Path):
    page = small(tmp_path, SMALL.replace("{agency: talks on aircraft", "{agency: talks on ships"), "Q01")
    assert page.one(class_="verdict").text == "1 error holds this memo back"


# --- sources ---------------------------------------------------------------------------------------------------------


def test_an_archive_is_told_as_recorded_as_altered_or_as_missing(tmp_path: Path):
    inside = project(tmp_path)
    path = inside.root / "briefs/memo.yaml"

    def state() -> str:
        return page_of(path, Project(inside.root, TODAY)).one(id="b1-i-agency").one(class_="state").text

    assert state() == "Archived: not recorded yet"
    record.keep_archives(load(path, inside).archives.values(), inside)
    assert state() == "Archived: as recorded"
    archive = inside.root / "briefs/sources/agency.txt"
    archive.write_text(AGENCY + "More.", encoding="utf-8")
    assert state() == "Archived: altered since it was recorded"
    archive.unlink()
    assert state() == "Archived: cannot be read"


def test_a_source_names_what_quotes_it_and_what_it_counts_as_one_with(tmp_path: Path):
    page = small(tmp_path, SMALL + "  copy: {title: A copy, derived_from: agency}\n")
    assert [link.text for link in page.one(id="b1-i-agency").all("a")] == ["Claim 1", "Claim 2", "Source 2"]
    assert "Nothing in the brief quotes it." in page.one(id="b1-i-copy").text


# --- who may see it --------------------------------------------------------------------------------------------------


def test_the_page_is_marked_as_high_as_anything_in_the_brief(tmp_path: Path):
    page = small(tmp_path, SMALL.replace("    text: Talks on", "    marking: TLP:AMBER\n    text: Talks on"))
    assert {mark.text for mark in page.all(class_="mark")} == {"TLP:AMBER"}
    assert '@top-right { content: "TLP\\00003a AMBER"' in page.one("head").all("style")[-1].inside[0]
    assert page.one(class_="internal").text.startswith("For the reviewer. Internal.")
    assert "Marking TLP:AMBER" in page.one(id="b1-i-talks").text


def test_a_marking_is_told_where_it_is_not_that_of_the_brief(tmp_path: Path):
    brief = SMALL.replace("marking: TLP:CLEAR\n", "").replace(
        "    text: Talks on", "    marking: TLP:GREEN\n    text: Talks on"
    )
    page = small(tmp_path, brief)
    told = [entry.attributes["id"] for entry in page.all(class_="entry") if "Marking TLP:" in entry.text]
    assert told == ["b1-t-bottom_line", "b1-i-talks"]  # the bottom line cites what is marked


def test_a_brief_that_cannot_be_checked_has_its_findings_alone(tmp_path: Path):
    inside = project(tmp_path, SMALL + "glosary: {}\n")
    path = inside.root / "briefs/memo.yaml"
    with pytest.raises(Exception, match="does not load") as error:
        pipeline.check(BuildRequest(path), inside)
    checked = review.Checked(path, error.value.diagnostics, Severity.ERROR, error.value.message)
    page = tree(review.page([review.review(checked, inside)], inside).decode())
    assert [row.text for row in page.one(class_="findings").all("th", scope="row")] == ["F01 unknown-key"]
    assert page.one(class_="verdict").text == "This brief cannot be checked"
    assert {mark.text for mark in page.all(class_="mark")} == {"TLP:RED"}
    assert page.all(class_="entry") == []


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_no_text_of_a_brief_or_an_archive_becomes_markup(tmp_path: Path):
    brief = SMALL.replace("title: An", f"title: '{HOSTILE} An").replace("is confirmed\n", "is confirmed'\n", 1)
    brief = brief.replace("text: Talks", f"text: '{HOSTILE} TODO Talks").replace(
        "agency reports.\n", "agency reports.'\n", 1
    )
    brief = brief.replace("Talks begin,", f"'{HOSTILE}',")
    brief += f'glossary: {{"{HOSTILE}": "{HOSTILE}"}}\nwaive: [{{code: X01, because: "{HOSTILE}", by: "{HOSTILE}"}}]\n'
    page = small(tmp_path, brief, **{"briefs/sources/agency.txt": f"{HOSTILE} {AGENCY} {HOSTILE}"})
    assert page.all("script") == page.all("img") == []
    assert [element for element in page.below() if any(name.startswith("on") for name in element.attributes)] == []
    for id_ in ("b1-t-title", "b1-i-talks", "b1-i-agency", "b1-t-glossary-1", "b1-s-waivers"):
        assert HOSTILE in page.one(id=id_).text, id_
    assert HOSTILE in page.one(id="b1-i-talks").one("blockquote").text


# --- a house's own page ----------------------------------------------------------------------------------------------


def test_a_project_styles_and_replaces_the_page(tmp_path: Path):
    page = small(tmp_path, **{"templates/review/memo.css": "h1 { color: #123456 }"})
    assert "#123456" in page.one("head").all("style")[-2].inside[0]
    named = tmp_path / "templates/review/review.html.j2"
    shutil.copy(CHECKOUT / "templates/review/review.html.j2", named)
    named.write_text(named.read_text(encoding="utf-8").replace("<body", "{{ nothing }}<body"), encoding="utf-8")
    inside = Project(tmp_path, TODAY)
    with pytest.raises(TemplateFailed) as failed:
        page_of(tmp_path / "briefs/memo.yaml", inside)
    assert failed.value.diagnostics[0].code == "J02"


def test_a_persian_brief_has_a_persian_page_from_right_to_left(tmp_path: Path):
    page = small(tmp_path, SMALL.replace("series:", "language: fa\nseries:"))
    root = page.one("html").attributes
    assert (root["lang"], root["dir"]) == ("fa", "rtl")
    assert page.one(id="b1-findings").one("h2").text == "ایرادها"
