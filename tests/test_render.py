"""A memo's HTML: what stands in it, for print and screen, and how a template that breaks is told."""

from __future__ import annotations

import datetime
import html.parser
import re
import subprocess
import sys
from pathlib import Path

import projects
import pytest

from briefgen import standards
from briefgen.diagnostics import Diagnostic, to_text
from briefgen.errors import TemplateFailed
from briefgen.i18n import Language
from briefgen.load import load
from briefgen.model.results import TailoredBrief
from briefgen.project import Project
from briefgen.render import render
from briefgen.render.looks import css_string, loosened
from briefgen.tailor import tailor
from briefgen.write import Document, pdf
from briefgen.write.web import item_texts

CHECKOUT = Path(__file__).resolve().parents[1]
BRIEFS = [
    CHECKOUT / "briefs/russia-iran-treaty.yaml",
    CHECKOUT / "tests/briefs/small.yaml",
    CHECKOUT / "tests/briefs/kestrel-accord.yaml",
]
SHIPPED = sorted(file.parent.name for file in CHECKOUT.glob("templates/*/audience.yaml"))
TODAY = datetime.date(2024, 1, 19)


def tailored(file: Path, project: Project, audience: str = "analyst", **changes: object) -> TailoredBrief:
    loaded = load(file, project)
    chosen = project.audience(audience).model_copy(update=changes)
    return tailor(loaded.name, loaded.brief, chosen, standards.marking_scheme("tlp"))


def made(root: Path, brief: str, *, medium: str = "print", language: str = "en", **files: str) -> str:
    """The HTML of the analyst's memo of a brief, in a project that holds these files."""
    project = projects.project(root, brief, **files)
    memo = tailored(root / "briefs/memo.yaml", project)
    return render(memo, Language.load(language), project, medium=medium, draft=None).html


class Reader(html.parser.HTMLParser):
    """The elements of a page: their tags, attributes and nesting."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        if (attributes.get("href") or "").startswith("#"):
            self.links.append((attributes["href"] or "")[1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "link", "br", "col", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass


def visible(page: str) -> str:
    """The words of a page, white space folded."""
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


# --- what stands in a memo -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("medium", ["print", "screen"])
@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("audience", SHIPPED)
def test_every_text_stands_on_the_page_once(file: Path, medium: str, language: str, audience: str):
    project = Project.around(file, TODAY)
    memo = tailored(file, project, audience)
    page = render(memo, Language.load(language), project, medium=medium).html
    found = item_texts(page)
    tables = {f"{it.id}.{'series' if it.series else 'points'}" for it in memo.brief.figures.values() if it.kind}
    assert set(found) == set(memo.texts) | tables
    assert [key for key, texts in found.items() if len(texts) != 1 and key not in memo.brief.sections] == []


@pytest.mark.parametrize("medium", ["print", "screen"])
@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.stem)
@pytest.mark.parametrize("audience", SHIPPED)
def test_the_page_is_well_built(file: Path, medium: str, audience: str):
    """Every element is closed, every id is there once, every link leads somewhere, no level of headings is skipped."""
    project = Project.around(file, TODAY)
    reader = Reader(render(tailored(file, project, audience), Language.load("en"), project, medium=medium).html)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.links) - set(reader.ids) == set()
    assert reader.links
    assert reader.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(reader.headings, reader.headings[1:], strict=False))


def test_the_same_memo_has_the_same_bytes():
    project = Project.around(BRIEFS[0], TODAY)
    memo = tailored(BRIEFS[0], project)
    first, second = (render(memo, Language.load("en"), project, medium="screen").html for _ in range(2))
    assert first == second
    assert str(CHECKOUT) not in first


def test_the_head_says_what_it_is(tmp_path: Path):
    page = made(tmp_path, projects.SMALL)
    assert '<html lang="en" dir="ltr" data-marking="TLP:CLEAR">' in page
    assert "<title>An agency reports on talks; nothing is confirmed</title>" in page
    assert '<meta name="dcterms.created" content="2024-01-19">' in page
    assert "<b>Weekly memo</b> · No 1 · 19 January 2024 · Analyst memo" in page


def test_a_persian_page_runs_from_right_to_left(tmp_path: Path):
    page = made(tmp_path, "language: fa\n" + projects.SMALL, language="fa")
    assert '<html lang="fa" dir="rtl"' in page
    assert '<span data-item="talks">' in page
    assert "counter(page, persian)" in page
    assert "\u2068TLP:CLEAR\u2069" not in page  # the memo's own label is no item's


def test_labels_in_another_language_leave_the_briefs_words_in_their_own(tmp_path: Path):
    page = made(tmp_path, projects.SMALL, language="fa")
    assert '<html lang="fa" dir="ltr"' in page
    assert '<span data-item="talks" lang="en">' in page


def test_a_title_is_plain_words(tmp_path: Path):
    page = made(tmp_path, 'title: "Plain *x* [@abc] and `code` &amp;"\ndate: 2024-01-19\n')
    assert '<span data-item="title">Plain *x* [@abc] and `code` &amp;amp;</span>' in page


def test_absent_parts_leave_no_heading(tmp_path: Path):
    page = made(tmp_path, "title: A title\ndate: 2024-01-19\n")
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["What changed", "Method and terms", "Distribution"]
    assert item_texts(page) == {"title": ("A title",)}


def test_a_brief_is_data_and_no_template(tmp_path: Path):
    page = made(tmp_path, 'title: "{{ 7 * 7 }} <script>alert(1)</script>"\ndate: 2024-01-19\nseries: "{% if %} <b>"\n')
    assert "{{ 7 * 7 }} &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>{% if %} &lt;b&gt;</b>" in page
    assert "<script" not in page


# --- prose -----------------------------------------------------------------------------------------------------------

PROSE = """\
title: A title
date: 2024-01-19
marking: TLP:CLEAR
claims:
  one: {text: A claim., claimant: Peskov, status: officially-stated, desk: true}
  two: {text: Another claim., claimant: unknown, status: unconfirmed, desk: true}
sections:
  background:
    title: Background
"""


def prose(tmp_path: Path, lines: str) -> str:
    """The HTML of the section, with its text as given."""
    page = made(tmp_path, PROSE + "".join(f"    {line}\n" for line in lines.splitlines()))
    return page[page.index('id="i-background"') :].partition("</section>")[0]


def test_a_paragraph_has_the_standing_of_what_it_cites(tmp_path: Path):
    page = prose(tmp_path, "text: |\n  It was said [@one].\n\n  They talked [@two].\n")
    assert "It was said [Claim 1] . officially stated Peskov They talked [Claim 2] . unconfirmed Speaker" in visible(
        page
    )
    assert "comment" not in page


def test_a_paragraph_that_cites_several_standings_says_which_is_whose(tmp_path: Path):
    page = prose(tmp_path, "text: It was said [@one], and it was said [@two].\n")
    shown = visible(page)
    assert "Claim 1 : officially stated Peskov" in shown
    assert "Claim 2 : unconfirmed Speaker not named in the source" in shown


def test_a_paragraph_that_cites_no_statement_is_a_comment(tmp_path: Path):
    page = prose(
        tmp_path, "text: |\n  It was said [@one].\n\n  So be it.\n\n  - Or\n  - not\n\n  #### Head\n\n  More.\n"
    )
    assert page.count("Comment") == 2, "one word for neighbours"
    assert visible(page).endswith("Comment So be it. Or not Head Comment More.")
    assert page.count('class="comment further"') == 1


def test_entries_of_a_list_and_points_have_their_own_standing(tmp_path: Path):
    page = prose(tmp_path, "text: |\n  3. Said [@one].\n  4. Thought.\npoints:\n  - A point [@two].\n  - Another.\n")
    assert '<ol start="3">' in page
    shown = visible(page)
    assert (
        "Said [Claim 1] . officially stated Peskov Comment Thought. A point [Claim 2] . unconfirmed Speaker not"
        in shown
    )
    assert shown.endswith("Comment Another.")


# --- statements ------------------------------------------------------------------------------------------------------

CLAIM = """\
title: A title
date: 2024-01-19
marking: TLP:CLEAR
claims:
  one:
    text: Something was said.
    status: {status}
    {rest}
actors:
  ministry: {{body: The ministry, of: iran}}
  iran: {{country: IR}}
  speaker:
    person: Ada Orlet
    of: ministry
    offices:
      - {{title: deputy, until: 2023-12-31}}
      - {{title: spokeswoman, from: 2024-01-01}}
"""


@pytest.mark.parametrize(
    ("rest", "said_by"),
    [
        ("claimant: unknown", "Speaker not named in the source"),
        ("claimant: The White House", "The White House"),
        ("claimant: iran", "Iran"),
        ("claimant: speaker", "Ada Orlet (spokeswoman, The ministry)"),
        ("desk: true", "The desk"),
        ("credibility: 3", "The source itself"),
    ],
)
def test_a_statement_stands_beside_its_status_and_its_speaker(tmp_path: Path, rest: str, said_by: str):
    page = made(tmp_path, CLAIM.format(status="unconfirmed", rest=rest))
    (statement,) = re.findall(r'<article class="item claim" id="i-one">.*?</article>', page, re.DOTALL)
    assert '<span class="chip" data-status="unconfirmed">unconfirmed</span>' in statement
    assert f"Said by {said_by}" in visible(statement)
    assert 'data-item="one">Something was said.<' in statement


def test_answers_are_told_with_what_they_rest_on(tmp_path: Path):
    brief = projects.SMALL.replace(
        "{The ministry: no-comment-reported}",
        "{The ministry: {response: denied, evidence: {agency: Officials say}}, Others: none-reported}",
    )
    page = visible(made(tmp_path, brief))
    assert "The ministry: denied [1.2]" in page
    assert "Others: no response in the sources" in page


def test_an_event_has_the_standing_of_what_it_is_based_on(tmp_path: Path):
    brief = projects.SMALL + "timeline:\n  begin: {date: unknown, text: Talks begin., based_on: [talks]}\n"
    page = visible(made(tmp_path, brief))
    assert "Undated Talks begin. [1.1] reported The agency" in page


TREATY = """\
title: A title
date: 2024-01-19
treaty:
  name: the Pact
  state: {state}
  status: reported
  claimant: The agency
  parties: [Tarvia, Ellmark]
  {rest}
"""


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ("{in-force: {Tarvia: 2023-10-02, Ellmark: 2023-07}}", True),
        ("{in-force: {Tarvia: 2023-07-02, Ellmark: 2023-07}}", False),
        ("{ratified: {Tarvia: 2023-04-21, Ellmark: 2023-05-21}}", False),
    ],
    ids=["differing", "within the same month", "each for itself"],
)
def test_dates_that_cannot_all_be_right_are_told_as_differing(tmp_path: Path, history: str, told: bool):
    page = visible(made(tmp_path, TREATY.format(state="in-force", rest=f"history: {history}")))
    assert ("the parties give different dates" in page) is told
    assert "Tarvia 2" in page or "Tarvia 21" in page


def test_the_strip_tells_a_disputed_date(tmp_path: Path):
    history = "history: {in-force: {Tarvia: 2023-10-02, Ellmark: 2023-07}}"
    page = made(tmp_path, TREATY.format(state="in-force", rest=history))
    (strip,) = re.findall(r'<figure class="wide strip">.*?</figure>', page, re.DOTALL)
    assert "In force date disputed Tarvia: 2 October 2023 Ellmark: July 2023" in visible(strip)


@pytest.mark.parametrize(("place", "days"), [("", 1), (", place: Moscow", 1), (", comment: At noon.", 2)])
def test_the_day_of_the_signing_is_told_once(tmp_path: Path, place: str, days: int):
    step = "2023-05-02" if days == 1 else "{date: 2023-05-02, comment: At noon.}"
    rest = f"signing: {{date: 2023-05-02{place}}}\n  history: {{signed: {step}}}"
    page = made(tmp_path, TREATY.format(state="signed", rest=rest))
    (sides,) = re.findall(r"</figure>\s*<dl class=\"hang\">.*?</dl>", page, re.DOTALL)
    assert sides.count("2 May 2023") == days


ACTORS = """\
title: A title
date: 2024-01-19
marking: TLP:CLEAR
claims:
  one: {{text: Something was said., status: reported, claimant: speaker}}
actors:
  ministry: {{body: The ministry}}
  speaker:
    person: Ada Orlet
    of: ministry
    offices: {offices}
"""


@pytest.mark.parametrize(
    ("offices", "told"),
    [
        ("[{title: deputy, until: 2023-12-31}]", "Deputy (until 31 December 2023), The ministry"),
        (
            "[{title: clerk, until: 2022}, {title: deputy, until: 2023-12-31}, {title: head, from: 2024-02}]",
            "Deputy (until 31 December 2023), The ministry",
        ),
        ("[{title: deputy, until: 2023-12-31}, {title: head, from: 2024-01}]", "Head, The ministry"),
        ("[]", "The ministry"),
    ],
    ids=["ended", "the last that ended", "held", "none"],
)
def test_an_office_that_has_ended_stands_with_its_end(tmp_path: Path, offices: str, told: str):
    page = made(tmp_path, ACTORS.format(offices=offices))
    (row,) = re.findall(r'<tr><th scope="row">Ada Orlet</th>.*?</tr>', page)
    assert visible(row) == f"Ada Orlet {told} –"
    assert ("Ada Orlet (The ministry)" in visible(page)) is (told[:4] != "Head")


def test_a_day_that_ends_with_a_stop_gets_no_second_one(tmp_path: Path):
    known = "outcome: {result: occurred, date: 2023-12-01, evidence: {agency: talks on aircraft}}"
    judgement = f"{{text: It is likely., likelihood: likely, by: 2023-12-31, confidence: low, because: So, {known}}}"
    brief = projects.SMALL + f"judgements:\n  one: {judgement}\n"
    page = visible(made(tmp_path, brief, language="ru"))
    assert "1 декабря 2023 г. " in page
    assert "31 декабря 2023 г. " in page
    assert "г.." not in page
    assert "1 December 2023. " in visible(made(tmp_path / "en", brief))


def test_a_stage_that_is_not_known_is_told_as_that_of_the_deal(tmp_path: Path):
    deal = "text: Boats., supplier: Tarvia, recipient: Ellmark, status: reported, claimant: Tarvia, items: boats"
    brief = projects.SMALL + f"arms_deals:\n  one: {{{deal}, stage: unknown}}\n"
    project = projects.project(tmp_path, brief)
    for audience in ("principal", "public"):
        memo = tailored(tmp_path / "briefs/memo.yaml", project, audience)
        page = visible(render(memo, Language.load("en"), project, medium="print", draft=None).html)
        assert re.search(r"boats; (quantity unknown; )?stage unknown", page)


def deals(count: int, things: int) -> str:
    """A brief of so many deals, of so many things each."""
    items = "{" + ", ".join(f"K-{number}: boats" for number in range(things)) + "}"
    told = "text: Boats., supplier: Tarvia, recipient: Ellmark, stage: suggested, status: reported"
    lines = "".join(f"  d{number}: {{{told}, claimant: Tarvia, items: {items}}}\n" for number in range(count))
    return f"title: A title\ndate: 2024-01-19\nmarking: TLP:CLEAR\narms_deals:\n{lines}"


def test_no_cell_of_a_deal_can_be_split_over_pages(tmp_path: Path):
    (few,) = re.findall(r'<table class="wide deals.*?</table>', made(tmp_path / "a", deals(2, 3)), re.DOTALL)
    assert few.startswith('<table class="wide deals whole">')
    assert few.count('rowspan="3"') == 4
    (many,) = re.findall(r'<table class="wide deals.*?</table>', made(tmp_path / "b", deals(4, 3)), re.DOTALL)
    assert many.startswith('<table class="wide deals">')
    first, *others = re.findall(r"<tbody.*?</tbody>", many, re.DOTALL)
    assert "rowspan" not in first
    assert first.count("Tarvia → Ellmark") == 3
    assert [other.count('rowspan="3"') for other in others] == [2, 2, 2]


def test_a_facet_tells_its_standing_where_it_is_not_the_treatys(tmp_path: Path):
    rest = "scope: {text: all ties, status: disputed, claimant: Ellmark}\n  replaces: the old pact"
    page = made(tmp_path, TREATY.format(state="negotiation", rest=rest))
    assert re.search(r"all ties.*?disputed.*?Ellmark", page, re.DOTALL)
    assert page.count('class="note standing"') == 1


@pytest.mark.parametrize(
    ("state", "reached", "ahead"),
    [
        ("negotiation", "negotiation", "signed, ratified and in force"),
        ("adopted", "negotiation and adopted", "signed, ratified and in force"),
        ("in-force", "negotiation, signed, ratified and in force", "none"),
    ],
)
def test_the_strip_says_what_is_reached_and_what_is_ahead(tmp_path: Path, state: str, reached: str, ahead: str):
    page = made(tmp_path, TREATY.format(state=state, rest="official: true"))
    assert f"Reached: {reached}. Ahead: {ahead}." in page


def test_goods_without_a_quantity_are_unknown_and_the_direction_is_told(tmp_path: Path):
    deal = """\
        title: A title
        date: 2024-01-19
        arms_deals:
          jets:
            text: Jets are asked for.
            supplier: Tarvia
            recipient: Ellmark
            items: {K-1: trainers, K-2: {description: fighters, quantity: (24)}}
            stage: suggested
            status: reported
            claimant: The agency
        """
    (table,) = re.findall(
        r"<table.*?</table>", made(tmp_path, deal.replace("\n        ", "\n").strip() + "\n"), re.DOTALL
    )
    assert "Tarvia → Ellmark reported K-1 trainers unknown suggested K-2 fighters (24)" in visible(table)


# --- references ------------------------------------------------------------------------------------------------------


def test_on_paper_a_number_leads_to_the_list_of_sources(tmp_path: Path):
    page = made(tmp_path, projects.SMALL)
    assert '<a class="ref" href="#p-1.1">[1.1]</a>' in page
    assert '<tr id="p-1.1">' in page
    assert "<details" not in page


def test_on_screen_a_number_opens_the_words_below_the_text(tmp_path: Path):
    page = made(tmp_path, projects.SMALL, medium="screen")
    assert '<a class="ref" href="#e1-1.1">[1.1]</a>' in page
    assert re.search(
        r'<details class="evidence">\s*<summary>Source words 1.1</summary>\s*<blockquote id="e1-1.1">.*?talks on aircraft',
        page,
        re.DOTALL,
    )


def test_a_text_prints_a_number_once(tmp_path: Path):
    brief = projects.SMALL.replace("agency reports.", "agency reports [@talks].", 1)
    texts = item_texts(made(tmp_path, brief))
    assert texts["talks"] == ("Talks on aircraft have begun, the agency reports [1.1].",)


def test_a_cited_judgement_or_source_is_called_by_its_name_or_number(tmp_path: Path):
    brief = projects.SMALL.replace("[@talks]", "[@deal; @agency]") + (
        "judgements:\n  deal: {text: A deal is not assessed., likelihood: not-assessed, because: No basis.}\n"
    )
    page = made(tmp_path, brief)
    assert '<a class="ref" href="#i-deal">[Judgement 1]</a> <a class="ref" href="#i-agency">[1]</a>' in page


def test_without_a_list_of_sources_a_number_leads_nowhere(tmp_path: Path):
    audience = "title: Short memo\nceiling: TLP:RED\nsections: [claims]\n"
    project = projects.project(tmp_path, **{"templates/short/audience.yaml": audience})
    memo = tailored(tmp_path / "briefs/memo.yaml", project, "short")
    page = render(memo, Language.load("en"), project, medium="print").html
    assert '<span class="ref">[1.1]</span>' in page


# --- marking, draft, paper -------------------------------------------------------------------------------------------


def test_what_is_not_marked_as_the_memo_says_so(tmp_path: Path):
    brief = projects.SMALL.replace("  price:\n", "  price:\n    marking: TLP:GREEN\n")
    page = made(tmp_path, brief)
    assert 'data-marking="TLP:GREEN"' in page
    assert 'content: "TLP\\00003a GREEN"; width: 26mm; background: #000000; color: #33FF00' in page
    talks, price = re.findall(r'<article class="item claim".*?</article>', page, re.DOTALL)
    assert '<span class="portion">TLP:CLEAR</span>' in talks
    assert "portion" not in price
    assert re.search(r'<h2>Sources</h2><span class="portion">TLP:CLEAR</span>', page)


def test_things_of_several_markings_say_their_own(tmp_path: Path):
    brief = projects.SMALL.replace("  price:\n", "  price:\n    marking: TLP:GREEN\n") + (
        "gaps:\n  open: {text: What is asked?, marking: TLP:AMBER}\n"
    )
    talks, price = re.findall(r'<article class="item claim".*?</article>', made(tmp_path, brief), re.DOTALL)
    assert '<span class="portion">TLP:CLEAR</span>' in talks
    assert '<span class="portion">TLP:GREEN</span>' in price


def test_a_draft_says_so_on_every_page(tmp_path: Path):
    points = "".join(f"  point-{number}: Is there an answer to question {number}?\n" for number in range(40))
    project = projects.project(tmp_path, f"{projects.SMALL}gaps:\n{points}")
    memo = tailored(tmp_path / "briefs/memo.yaml", project)
    rendered = render(memo, Language.load("en"), project, medium="print", draft=3)
    document = Document(rendered.html, rendered.base_url, lambda path: project.read_bytes(Path(path)))
    laid = pdf.layout(document).laid
    assert laid is not None
    assert len(laid.pages) > 1
    for page in laid.pages:
        assert page.top[0].startswith("DRAFT – 3 errors · Weekly memo")
        assert page.top[-1] == page.bottom[-1] == "TLP:CLEAR"
        assert page.bottom[0] == f"desk@example.org · Cut-off 19 January 2024 · Page {page.number} of {len(laid.pages)}"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.stem)
@pytest.mark.parametrize("audience", SHIPPED)
def test_the_engine_finds_nothing_wrong_with_the_pages(file: Path, paper: str, audience: str):
    project = Project.around(file, TODAY)
    rendered = render(tailored(file, project, audience, paper=paper), Language.load("en"), project, medium="print")
    laid_out = pdf.layout(Document(rendered.html, rendered.base_url, lambda path: project.read_bytes(Path(path))))
    laid_out.write()
    assert list(laid_out.messages) == []
    assert laid_out.laid.overflows == ()


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\nb", "</style>", "TLP:AMBER+STRICT", "a · b"])
def test_no_text_ends_a_css_string(text: str):
    written = css_string(text)
    assert re.fullmatch(r'"(?:[\w ]|\\[0-9a-f]{6} )*"', written)
    assert re.sub(r"\\([0-9a-f]{6}) ?", lambda number: chr(int(number[1], 16)), written[1:-1]) == text


def test_a_space_before_an_element_stands_alone():
    assert loosened("<p>a word <b>c</b> <i>d</i></p>") == "<p>a word<span> </span><b>c</b> <i>d</i></p>"


# --- templates that break --------------------------------------------------------------------------------------------


def failure(root: Path, name: str, template: str) -> Diagnostic:
    with pytest.raises(TemplateFailed) as failed:
        made(root, projects.SMALL, **{f"templates/analyst/{name}": template})
    (diagnostic,) = failed.value.diagnostics
    return diagnostic


CASES = [
    ("J01", "<p>\n {% endfor %}\n</p>\n", 2, "{% endfor %}", None),
    ("J01", "{% if brief %}\n<p>\n\n", 2, "<p>", "has its end"),
    ("J02", "<p>\n {{ breif.title }}</p>\n", 2, "breif", "did you mean brief?"),
    ("J02", "<p>{{ brief.titel }}</p>\n", 1, "titel", "did you mean title or"),
    ("J02", '<p>{{ label("field.comments") }}</p>\n', 1, "field.comments", "did you mean field.comment or"),
    ("J03", '{% include "sections/claim.html.j2" %}\n', 1, "sections/claim.html.j2", "sections/claims.html.j2"),
    ("J04", "<p>{{ brief.claims | length // 0 }}</p>\n", 1, "<p>", None),
    ("J04", "<p>{{ brief.__class__.__mro__ }}</p>\n", 1, "<p>", "cannot change values"),
    ("J04", "{% set x = [] %}{{ x.append(1) }}\n", 1, "{%", "cannot change values"),
    ("J04", '{% include "memo.html.j2" %}\n', 1, "{%", None),
]


@pytest.mark.parametrize(("code", "template", "line", "at", "hint"), CASES)
def test_a_template_that_breaks_is_told_with_its_line(
    tmp_path: Path, code: str, template: str, line: int, at: str, hint: str | None
):
    diagnostic = failure(tmp_path, "memo.html.j2", template)
    place = diagnostic.location
    assert diagnostic.code == code
    assert place is not None
    assert (place.file, place.line) == ("templates/analyst/memo.html.j2", line)
    assert place.excerpt == template.split("\n")[line - 1]
    assert place.excerpt[place.column - 1 :].startswith(at)
    assert diagnostic.hint
    assert hint is None or hint in diagnostic.hint
    assert to_text(diagnostic).startswith(f"templates/analyst/memo.html.j2:{line}:")


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path):
    project = projects.project(tmp_path)
    folder = tmp_path / "templates/analyst"
    folder.mkdir(parents=True)
    (folder / "memo.html.j2").write_bytes(b"caf\xe9")
    with pytest.raises(TemplateFailed) as failed:
        render(tailored(tmp_path / "briefs/memo.yaml", project), Language.load("en"), project, medium="print")
    assert failed.value.diagnostics[0].code == "J01"
    assert "not UTF-8" in failed.value.diagnostics[0].message


def test_an_override_extends_what_it_overrides(tmp_path: Path):
    template = '{% extends "base/memo.html.j2" %}{% block head %}<meta name="x" content="y">{% endblock %}'
    page = made(tmp_path, projects.SMALL, **{"templates/base/memo.html.j2": template})
    assert '<meta name="x" content="y">' in page
    assert "<h2>Claims one by one</h2>" in page


def test_a_part_is_overridden_alone_and_styles_add_up(tmp_path: Path):
    files = {
        "templates/analyst/sections/claims.html.j2": "<p>{{ texts | length }} texts</p>\n",
        "templates/analyst/memo.css": ":root { --accent: #500 }\n",
    }
    page = made(tmp_path, projects.SMALL, **files)
    assert "<p>4 texts</p>" in page
    sheets = re.findall(r'<link rel="stylesheet" href="(.*?)">', page)
    assert sheets == ["fonts/fonts.css", "paged.css", "memo.css", (tmp_path / "templates/analyst/memo.css").as_uri()]


def test_a_bug_of_our_own_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def grade(*_: object) -> int:
        return 1 // 0

    monkeypatch.setattr("briefgen.render.standing.Standings.grade", grade)
    monkeypatch.setattr("briefgen.render.failures._PACKAGE", str(Path(__file__).parent))
    project = projects.project(tmp_path)
    memo = tailored(tmp_path / "briefs/memo.yaml", project)
    with pytest.raises(ZeroDivisionError):
        render(memo, Language.load("en"), project, medium="print")


def test_jinja_loads_only_when_a_memo_is_rendered():
    code = "import sys, briefgen.render; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
