"""Figures of a brief's own on their way: read, checked, kept from those who may not see them, printed, reviewed."""

from __future__ import annotations

import base64
import datetime
import io
import re
from pathlib import Path

import page_tree
import pytest
from loading import HEAD, loaded, marked, places, refused
from markers import in_html, in_pdf
from PIL import Image
from tailoring import a_brief, an_audience, claim, tailored

from briefgen import fitting, pipeline
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project
from briefgen.review import Checked, page, review

TODAY = datetime.date(2024, 1, 19)
CHART = """\
figures:
  boats:
    text: Boats that came, according to the agency.
    points: {2021: 4, 2022: about 12, 2023: unknown}
    claimant: The agency
    status: reported
    evidence: {agency: 4 boats came in 2021 and about 12 in 2022}
"""
PIER = """\
figures:
  pier:
    text: The pier, according to the agency.
    file: pier.png
    alt: A pier with two boats.
    claimant: The agency
    status: unconfirmed
    evidence: {agency: a picture of the pier}
"""
SOURCE = "sources: {agency: {title: On boats, publisher: The agency, published: 2024-01-18, kind: wire}}\n"
MARKED = "marking: TLP:CLEAR\n"


def png(size: tuple[int, int] = (40, 20), ink: str = "#123456") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, ink).save(written, "PNG")
    return written.getvalue()


def made(root: Path, body: str, audience: str = "analyst", formats: tuple[str, ...] = (), **files: bytes) -> Built:
    """A build of a brief with these figures, for one audience."""
    folder = root / "briefs"
    folder.mkdir(exist_ok=True)
    (root / "briefgen.yaml").write_text("defaults: {language: en}\n", encoding="utf-8")
    (folder / "b.yaml").write_text(HEAD + MARKED + body + SOURCE, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    request = BuildRequest(folder / "b.yaml", audiences=(audience,), formats=formats)
    return pipeline.build(request, Project(root, TODAY))


def html_of(built: Built) -> str:
    (file,) = (written.path for written in built.written if written.format == "html")
    return file.read_text(encoding="utf-8")


def told(built: Built, *codes: str) -> list[Diagnostic]:
    return [finding for finding in built.diagnostics if finding.code in codes]


# --- reading ---------------------------------------------------------------------------------------------------------


def test_a_chart_is_short_where_it_is_small_and_its_numbers_are_as_firm_as_they_are_known(tmp_path: Path):
    figure = loaded(tmp_path, HEAD + CHART + SOURCE).brief.figures["boats"]
    assert (figure.id, figure.kind, figure.file, figure.picture) == ("boats", "bar", None, None)
    assert [(place, str(m.value.kind), m.value.number) for _, place, m in figure.numbers()] == [
        ("2021", "exact", 4),
        ("2022", "about", 12),
        ("2023", "unknown", None),
    ]


@pytest.mark.parametrize(
    "value", ["many", "-4", "12.", "1,2", "(4", "about unknown", "true", "''", "4 to 5", "~", "about  4 boats"]
)
def test_what_is_no_number_is_told_where_it_stands(tmp_path: Path, value: str):
    text = HEAD + CHART.replace("2021: 4", f"2021: {value}") + SOURCE
    (finding,) = refused(tmp_path, text)
    assert places([finding])[0].startswith(("F07 6:20", "F03 6:", "F08 6:"))
    assert finding.hint


@pytest.mark.parametrize(
    "value", ["4", "0", "4.25", "1,912", "about 1,912.5", "at least 4", "at most 4", "(4)", "( 4 )"]
)
def test_the_notations_of_a_number_are_taken(tmp_path: Path, value: str):
    text = HEAD + CHART.replace("2021: 4", f'2021: "{value}"').replace("points", "chart: range\n    points") + SOURCE
    assert loaded(tmp_path, text).brief.figures["boats"].places == ("2021", "2022", "2023")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("    points: ", "    file: x.png\n    points: ", "F08 7:5"),
        ("    points: {2021: 4, 2022: about 12, 2023: unknown}\n", "", "F08 4:3"),
        ("about 12", "{low: 2}", "F08 6:23"),
        ("about 12", "{low: 2, high: 3, value: 4}", "F08 6:30"),
        ("    points", "    alt: Words\n    points", "F08 7:5"),
        ("    points", "    chart: pie\n    points", "F04 6:12"),
        ("    status: reported\n", "", "F02 4:3"),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, old: str, new: str, at: str):
    assert at in places(refused(tmp_path, HEAD + CHART.replace(old, new, 1) + SOURCE))


def test_a_figure_is_cited_and_its_id_is_the_briefs(tmp_path: Path):
    cited = "gaps: {why: 'Why so many [@boats]?'}\n"
    assert loaded(tmp_path, HEAD + CHART + cited + SOURCE).brief.gaps["why"]
    (finding,) = refused(tmp_path, HEAD + CHART + cited.replace("@boats", "@boat") + SOURCE)
    assert (finding.code, finding.hint) == ("Q04", "did you mean boats?")
    (finding,) = refused(tmp_path, HEAD + CHART + "gaps: {boats: Why?}\n" + SOURCE)
    assert (finding.code, marked(finding)) == ("Q04", "boats")


def test_what_was_read_is_on_record_and_so_is_what_was_not_there(tmp_path: Path):
    built = made(tmp_path, PIER, pier_png=png())
    project = Project(tmp_path, TODAY)
    with project.reading() as reads:
        pipeline.check(BuildRequest(tmp_path / "briefs/b.yaml"), project)
    assert tmp_path / "briefs/pier.png" in reads.files
    assert not built.draft
    (tmp_path / "briefs/pier.png").unlink()
    with project.reading() as reads:
        pipeline.check(BuildRequest(tmp_path / "briefs/b.yaml"), project)
    assert tmp_path / "briefs/pier.png" in reads.missing


# --- checks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "content", "said", "hint"),
    [
        ("pire.png", png(), "“pire.png” cannot be read: there is no such file", "did you mean pier.png?"),
        ("../../x.png", png(), "it lies outside the project", "nothing outside of it"),
        ("pier.png", b"words", "is no PNG, JPEG or SVG", "save the picture anew"),
        ("pier.png", png()[:50], "cannot be read", "save the picture anew"),
    ],
)
def test_a_picture_that_cannot_be_used_makes_a_draft_with_its_words(
    tmp_path: Path, file: str, content: bytes, said: str, hint: str
):
    built = made(tmp_path, PIER.replace("pier.png", file), pier_png=content)
    (finding,) = told(built, "G01")
    assert said in finding.message
    assert hint in str(finding.hint)
    assert (finding.location.line, finding.location.column, marked(finding)) == (7, 11, file)
    assert built.draft
    assert {written.format for written in built.written} == {"pdf", "html"}
    page = html_of(built)
    assert "<img" not in page
    assert "The picture cannot be shown. It shows: A pier with two boats." in page


def test_a_picture_without_words_and_a_heavy_one_are_told(tmp_path: Path):
    noise = io.BytesIO()
    Image.effect_noise((500, 500), 90).save(noise, "PNG")
    built = made(tmp_path, PIER.replace("    alt: A pier with two boats.\n", ""), pier_png=noise.getvalue())
    mute, heavy = sorted(told(built, "G01"), key=lambda finding: finding.severity)
    assert re.match(r"“pier.png” adds \d{3},\d{3} bytes", heavy.message)
    assert (heavy.severity, mute.severity) == ("warning", "error")
    assert "no words for those who do not see it" in mute.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    evidence: {agency: 4 boats came in 2021 and about 12 in 2022}\n", "", "Q03"),
        ("according to the agency", "all of them", "W01"),
        ("reported", "confirmed", "S01"),
        ("2021: 4", "2021: 5", "Q05"),
        ("about 12, ", "about 12.5, ", "Q05"),
        ("about 12, ", "{low: 4, high: 12}, ", "G02"),
        ("{2021: 4, 2022: about 12, 2023: unknown}", "{}", "G02"),
        ("    points", "    chart: range\n    points", None),
        ("about 12, ", "1, ", None),
        ("    evidence: {agency: 4 boats came in 2021 and about 12 in 2022}\n", "    desk: true\n", None),
    ],
)
def test_the_checks_judge_figures_as_they_judge_statements(tmp_path: Path, old: str, new: str, code: str | None):
    text = CHART.replace(old, new, 1)
    if "desk" in new:
        text = text.replace("    claimant: The agency\n", "")
    built = made(tmp_path, text, formats=("html",))
    assert {finding.code for finding in built.diagnostics} == ({code} if code else set())


def test_a_waiver_on_a_figure_lets_its_finding_pass(tmp_path: Path):
    waived = "    waive: [{code: Q05, because: The sum is ours., by: Desk}]\n"
    built = made(tmp_path, CHART.replace("2021: 4", "2021: 5") + waived, formats=("html",))
    assert [finding.waived for finding in told(built, "Q05")] == ["The sum is ours. (Desk)"]
    assert not built.draft


def test_too_many_places_series_and_rows_are_told(tmp_path: Path):
    def found(**fields: object) -> list[str]:
        rows = "".join(f"    {name}: {value}\n" for name, value in fields.items())
        chart = f"figures:\n  boats:\n    text: Boats.\n    status: confirmed\n    desk: true\n{rows}"
        return [finding.message for finding in told(made(tmp_path, chart, formats=("html",)), "G03")]

    twelve, thirteen = ({str(year): 1 for year in range(2000, 2000 + count)} for count in (12, 13))
    assert found(points=twelve) == []
    assert found(points=thirteen) == ["the chart has 13 places; more than 12 are hard to tell apart"]
    assert found(series=dict.fromkeys("ab", twelve)) == []
    assert found(series=dict.fromkeys("abc", twelve)) == ["the chart has 36 rows; more than 24 fill a page"]
    assert found(chart="line", series=dict.fromkeys("abcd", twelve)) == []
    assert found(chart="line", series=dict.fromkeys("abcde", twelve)) == [
        "the chart has 5 series; more than 4 are hard to tell apart"
    ]
    assert found(chart="line", series={"A name of more than twenty-four": twelve}) == [
        "“A name of more than twenty-four” is too long for a line chart"
    ]


LOSES = {
    "a number": ("charts.html.j2", "<td data-h", "<td hidden data-h"),
    "a picture": ("charts.html.j2", 'alt="{{ figure.alt or figure.text }}"', 'alt="Picture"'),
    "a table": ("charts.html.j2", "{{ numbers(figure, drawn) }}", ""),
    "a caption": ("macros.html.j2", "{% if said %}{{ said }}", "{% if false %}"),
}


@pytest.mark.parametrize("what", LOSES)
def test_a_template_that_loses_something_of_a_figure_makes_no_memo(tmp_path: Path, what: str):
    name, old, new = LOSES[what]
    shipped = (Path(__file__).parents[1] / "templates/base" / name).read_text(encoding="utf-8")
    assert old in shipped
    own = tmp_path / "templates/analyst" / name
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace(old, new), encoding="utf-8")
    if what == "a number":
        (own.parent / "memo.css").write_text("[hidden] { display: none }", encoding="utf-8")
    body = PIER + CHART.removeprefix("figures:\n")
    built = made(tmp_path, body, formats=("pdf",), pier_png=png())
    assert built.written == ()
    assert {finding.code for finding in built.diagnostics} == {"P02"}


# --- who sees them ---------------------------------------------------------------------------------------------------


def test_a_figure_that_is_withheld_is_in_no_byte(tmp_path: Path):
    secret = PIER.replace("    status", "    marking: TLP:RED\n    status").replace("pier.png", "zqpier.png")
    secret = secret.replace("The pier,", "The zqpier,").replace("A pier with", "A zqpier with")
    chart = CHART.removeprefix("figures:\n").replace("2021: 4", "zqplace: 977").replace("Boats that", "zqboats that")
    chart = chart.replace("    status", "    not_for: analyst\n    status")
    open_ = "  open:\n    text: A chart [@boats].\n    points: {a: 1}\n    status: confirmed\n    desk: true\n"
    built = made(tmp_path, secret + chart + open_, zqpier_png=png())
    page = html_of(built)
    pdf = next(written.path for written in built.written if written.format == "pdf").read_bytes()
    assert "A chart" in page
    for held in (in_html(page), in_pdf(pdf)):
        assert "chart" in held
        assert not re.findall("zq(?:pier|place|boats)|977boat|boatsthat", held)
    assert base64.b64encode(png()).decode()[:60] not in page


def why(result, id_: str) -> tuple[bool, str]:
    (decision,) = (found for found in result.decisions if found.id == id_)
    return decision.kept, decision.why


def figure(**fields: object) -> dict[str, object]:
    return {"text": "A chart.", "status": "reported", "points": {"a": 1}, "evidence": {"s": "q"}, **fields}


def test_a_figure_whose_numbers_come_from_what_is_withheld_is_withheld():
    claims = {"a": claim(), "b": claim(marking="TLP:RED")}
    figures = {"both": figure(based_on=["a", "b"]), "one": figure(based_on=["a"]), "cites": figure(text="As [@b].")}
    result = tailored(a_brief(claims=claims, figures=figures, sources={"s": "S"}), an_audience())
    assert why(result, "both") == (False, "its numbers are taken from what is withheld")
    assert why(result, "cites")[1].startswith("marked TLP:RED, above the ceiling TLP:CLEAR, because it cites [@b]")
    assert list(result.brief.figures) == ["one"]


def test_a_figure_goes_with_its_speaker_its_status_and_its_part():
    actors = {"x": {"body": "X", "marking": "TLP:RED"}}
    brief = a_brief(figures={"f": figure(claimant="x"), "g": figure()}, actors=actors, sources={"s": "S"})
    assert why(tailored(brief, an_audience()), "f") == (False, "names an actor that is withheld")
    few = tailored(brief, an_audience(statuses=["confirmed"]))
    assert why(few, "g") == (False, "status reported is not among those the audience takes")
    none = tailored(brief, an_audience("figures"))
    assert why(none, "g") == (False, "the audience takes no figures")
    assert none.sources == ()


def test_a_figure_has_numbers_of_its_own_words_or_of_what_it_is_based_on():
    claims = {"a": claim(evidence={"s": "first"})}
    figures = {"own": figure(evidence={"s": "second"}), "based": figure(evidence={}, based_on=["a"])}
    result = tailored(a_brief(claims=claims, figures=figures, sources={"s": "S"}), an_audience())
    assert {key: [p.number for p in found] for key, found in result.references.items()} == {
        "a": ["1.1"],
        "own": ["1.2"],
        "based": ["1.1"],
    }


def test_figures_can_be_left_out_for_space():
    brief = a_brief(figures={"f": figure()}, claims={"a": claim()}, sources={"s": "S"})
    assert [item.id for item in fitting.expendable(tailored(brief, an_audience()))] == ["f", "a"]
    less = tailored(brief, an_audience(), without=["f"])
    assert why(less, "f") == (False, "left out for space")


def test_a_caption_has_another_wording_for_an_audience():
    brief = a_brief(figures={"f": figure(short={"press": "Shorter."})}, sources={"s": "S"})
    assert tailored(brief, an_audience()).texts["f"] == "Shorter."


# --- on the page -----------------------------------------------------------------------------------------------------


def test_a_chart_has_its_status_speaker_source_and_numbers_beside_it(tmp_path: Path):
    tree = page_tree.tree(html_of(made(tmp_path, CHART, formats=("html",))))
    article = tree.one(id="i-boats")
    assert article.one("h3").text == "Figure 1"
    caption = article.one("table").one("caption")
    assert caption.text.startswith("Figure 1 in numbers reported The agency")
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in article.one("tbody").all("tr")]
    assert rows == [["2021", "4"], ["2022", "about 12"], ["2023", "unknown"]]
    assert {cell.attributes["scope"] for cell in article.all("th")} == {"col", "row"}
    assert [title.text for title in article.one("figure").all("title")] == [
        "2021: 4",
        "2022: about 12",
        "2023: unknown",
    ]


def test_a_picture_is_carried_with_its_words_and_its_size(tmp_path: Path):
    tree = page_tree.tree(html_of(made(tmp_path, PIER, formats=("html",), pier_png=png())))
    (image,) = tree.all("img")
    assert image.attributes["alt"] == "A pier with two boats."
    assert (image.attributes["width"], image.attributes["height"]) == ("40", "20")
    assert image.attributes["src"].startswith("data:image/png;base64,")
    assert tree.one(id="i-pier").one(class_="chip").text == "unconfirmed"


def test_what_cites_a_figure_leads_to_it(tmp_path: Path):
    built = made(tmp_path, CHART + "gaps: {why: 'Why so many [@boats]?'}\n", formats=("html",))
    link = page_tree.tree(html_of(built)).one(id="s-gaps").one("a")
    assert (link.text, link.attributes["href"]) == ("[Figure 1]", "#i-boats")


def test_the_same_figures_give_the_same_bytes(tmp_path: Path):
    body = PIER + CHART.removeprefix("figures:\n")
    once = {written.format: written.sha256 for written in made(tmp_path, body, pier_png=png()).written}
    again = {written.format: written.sha256 for written in made(tmp_path, body, pier_png=png()).written}
    assert once == again


def test_the_reviewer_sees_the_picture_and_the_numbers(tmp_path: Path):
    built = made(tmp_path, PIER + CHART.removeprefix("figures:\n"), formats=("html",), pier_png=png())
    project = Project(tmp_path, TODAY)
    checked = Checked(tmp_path / "briefs/b.yaml", built.diagnostics, Severity.ERROR)
    tree = page_tree.tree(page([review(checked, project)], project).decode())
    entry = tree.one(id="b1-i-pier")
    assert entry.one("img").attributes["alt"] == "A pier with two boats."
    assert entry.one("h3").text == "Figure 1"
    assert "a picture of the pier" in entry.text
    assert "Bar chart: 2021: 4, 2022: about 12 and 2023: unknown." in tree.one(id="b1-i-boats").text
