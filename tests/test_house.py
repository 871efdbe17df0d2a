"""The house style: one place in the project file, seen in every memo, PDF and HTML alike."""

from __future__ import annotations

import datetime
import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from projects import TODAY, project, write
from pypdf import PdfReader
from write_documents import FONTS

from briefgen import pipeline
from briefgen.check.rules import faint_house_colour
from briefgen.errors import InvalidProject
from briefgen.model.brand import DARK, LIGHT
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project, shipped

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#7a1f2b"/></svg>'


def house(folder: Path, brand: str, files: dict[str, str] | None = None) -> Project:
    """A project with this house style, and its fonts under `fonts/`."""
    there = project(folder)
    settings = folder / "briefgen.yaml"
    before = settings.read_text(encoding="utf-8") if settings.exists() else ""
    write(folder, {"briefgen.yaml": f"{before}brand: {brand}\n", "logo.svg": LOGO, **(files or {})})
    (folder / "fonts").mkdir()
    for font in ("SourceSans3-Regular.ttf", "SourceSerif4-Regular.ttf"):
        shutil.copy(FONTS / font, folder / "fonts" / font)
    return Project(folder, there.today)


def built(there: Project, *formats: str) -> Built:
    return pipeline.build(BuildRequest(there.briefs()[0], audiences=("analyst",), formats=formats), there)


def page(there: Project) -> str:
    (made,) = built(there, "html").written
    return made.path.read_text(encoding="utf-8")


def pdf(there: Project) -> Path:
    (made,) = built(there, "pdf").written
    return made.path


# --- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("colours", "ground"), [(LIGHT, ""), (DARK, "dark-")])
def test_the_colours_are_those_of_the_stylesheet(colours: dict[str, str], ground: str) -> None:
    css = (shipped("templates") / "base" / "memo.css").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL) if "--paper" in block]
    block = blocks[1 if ground else 0]
    told = {
        name: re.sub(r"var\(--house-[a-z-]+, (#\w+)\)", r"\1", value)
        for name, value in re.findall(r"--(\w+): ([^;]+)", block)
    }
    long = {
        name: "#" + "".join(2 * digit for digit in value[1:]) if len(value) == 4 else value
        for name, value in told.items()
    }
    assert {name: long[name].strip() for name in colours} == dict(colours)


def test_a_colour_reaches_the_styles_and_the_drawings(tmp_path: Path) -> None:
    there = house(tmp_path, '{colours: {accent: "#7A1F2B", ink: "#012"}}')
    html = page(there)
    assert ":root { --house-accent: #7a1f2b; --house-ink: #001122 }" in html
    assert re.search(r'class="kf?"[^>]* (?:stroke|fill)="#001122"', html)
    assert '"#15191e"' not in html


def test_the_accent_is_made_as_light_on_dark_screens_as_it_must_be(tmp_path: Path) -> None:
    dark = re.search(r"--house-dark-accent: (#\w{6})", page(house(tmp_path, '{colours: {accent: "#7A1F2B"}}')))
    assert dark is not None
    from briefgen import contrast

    assert contrast.contrast(contrast.read(dark[1]), contrast.read(DARK["wash"])) >= contrast.ENOUGH


def test_a_given_dark_accent_is_taken_as_it_is(tmp_path: Path) -> None:
    html = page(house(tmp_path, '{colours: {accent: "#7A1F2B"}, dark: {accent: "#FFAABB"}}'))
    assert "--house-dark-accent: #ffaabb" in html


def test_a_faint_colour_holds_the_memo_back_at_its_line(tmp_path: Path) -> None:
    made = built(house(tmp_path, '{colours: {accent: "#3FA7D6"}}'), "html")
    (found,) = made.diagnostics
    assert (found.code, made.draft) == ("H01", True)
    assert (found.location.file, found.location.excerpt[found.location.column - 1 :][:9]) == (
        "briefgen.yaml",
        '"#3FA7D6"',
    )
    assert "4.5 : 1" in found.hint


@pytest.mark.parametrize("given", ['colours: {wash: "#888"}', 'dark: {ink: "#444"}', 'colours: {soft: "#999"}'])
def test_every_colour_is_measured_on_every_ground(tmp_path: Path, given: str) -> None:
    assert {found.code for found in built(house(tmp_path, f"{{{given}}}"), "html").diagnostics} == {"H01"}


def test_no_house_style_is_no_finding(tmp_path: Path) -> None:
    assert list(faint_house_colour.check(Project(tmp_path, TODAY).settings, None)) == []


# --- name, sign, margins ---------------------------------------------------------------------------------------------


def test_the_name_and_the_sign_stand_on_every_page_of_both_formats(tmp_path: Path) -> None:
    there = house(tmp_path, "{name: Tarvia Institute, logo: logo.svg}")
    html = page(there)
    assert re.search(r'<img class="logo" src="data:image/svg\+xml;base64,[^"]+" alt="Tarvia Institute">', html)
    assert "Tarvia Institute" in re.sub("<[^>]+>", "", re.search(r'<p class="edition">.*', html)[0])
    with pikepdf.open(pdf(there)) as document:
        assert all("/XObject" in page.Resources or page.Resources.get("/XObject") for page in document.pages)
    assert all("Tarvia Institute" in page.extract_text() for page in PdfReader(pdf(there)).pages)


def test_the_margins_say_what_the_house_wants_and_leave_out_what_there_is_not(tmp_path: Path) -> None:
    header = "For {audience} · by {authors} · as of {date} · {week}"
    brand = f'{{header: "{header}", footer: "{{name}} · Not for sale", date_format: iso}}'
    there = house(tmp_path, brand)
    first = PdfReader(pdf(there)).pages[0].extract_text()
    date = re.search(r"date: (\S+)", there.briefs()[0].read_text(encoding="utf-8"))[1]
    day = datetime.date.fromisoformat(date).isocalendar()
    week = f"Week {day.week}/{day.year}"
    assert f"For Analyst memo · as of {date} · {week}" in re.sub("[\u2066-\u2069]", "", first)
    assert re.search(r"^Not for sale\s+·\s+Page 1 of", re.sub("[\u2066-\u2069]", "", first), re.MULTILINE)


def test_the_words_of_a_house_are_words_and_nothing_else(tmp_path: Path) -> None:
    html = page(house(tmp_path, "{name: '</style><b>x{{ 1 }}', header: '{name}'}"))
    assert "</style><b>x" not in html
    assert "&lt;/style&gt;&lt;b&gt;x{{ 1 }}" in html


# --- fonts, sheet ----------------------------------------------------------------------------------------------------


def test_the_fonts_of_the_house_set_the_memo(tmp_path: Path) -> None:
    brand = "{fonts: {text: fonts/SourceSans3-Regular.ttf, labels: {regular: fonts/SourceSerif4-Regular.ttf}}, paper: Letter}"
    there = house(tmp_path, brand)
    with pikepdf.open(pdf(there)) as document:
        names = {
            str(font.BaseFont).partition("+")[2]
            for sheet in document.pages
            for font in sheet.Resources.get("/Font", {}).values()
        }
        assert [float(side) for side in document.pages[0].MediaBox[2:]] == pytest.approx([612, 792])
    assert {name for name in names if not name.startswith("Memo-Title")} and all(
        name.startswith(("House-", "Memo-Title")) for name in names
    )
    assert {name.split("-")[1] for name in names} >= {"Text", "Labels"}


def test_the_page_carries_the_letters_of_the_house_and_not_those_in_whose_place_they_stand(tmp_path: Path) -> None:
    html = page(house(tmp_path, "{fonts: {text: fonts/SourceSans3-Regular.ttf}}"))
    faces = dict(re.findall(r'@font-face \{ font-family: "([^"]+)"; src: url\("data:font/woff2;base64,([^"]+)"', html))
    assert "House Text" in faces
    assert not [family for family in re.findall(r'@font-face \{ font-family: "([^"]+)"', html) if family == "Memo Text"]
    import base64

    letters = set(TTFont(io.BytesIO(base64.b64decode(faces["House Text"]))).getBestCmap())
    assert {ord(letter) for letter in "aÉшЖ–€"} <= letters
    assert 0x0370 not in letters


def test_the_same_house_makes_the_same_bytes(tmp_path: Path) -> None:
    there = house(tmp_path, "{logo: logo.svg, fonts: {text: fonts/SourceSans3-Regular.ttf}}")
    first = [made.path.read_bytes() for made in built(there).written]
    assert [made.path.read_bytes() for made in built(there).written] == first


# --- what cannot be used ---------------------------------------------------------------------------------------------


def test_every_file_that_cannot_be_used_is_told_at_its_line(tmp_path: Path) -> None:
    brand = "{logo: {file: loga.svg, dark: logo.txt}, fonts: {text: {regular: logo.svg, semibold: fonts/none.ttf}}}"
    with pytest.raises(InvalidProject) as caught:
        built(house(tmp_path, brand, {"logo.txt": "no picture"}), "html")
    told = [(found.code, found.location.line, found.message, found.hint) for found in caught.value.diagnostics]
    assert [(code, message) for code, _, message, _ in told] == [
        ("F13", "“loga.svg” cannot be read: there is no such file"),
        ("F13", "“logo.txt” is no picture that a memo can show"),
        ("F13", "“logo.svg” is no font file that the engine reads"),
        ("F13", "“fonts/none.ttf” cannot be read: there is no such file"),
    ]
    assert told[0][3] == "did you mean logo.svg?"


def test_a_variable_font_is_refused(tmp_path: Path) -> None:
    there = house(tmp_path, "{fonts: {text: fonts/variable.ttf}}")
    tables = b"\x00\x01\x00\x00" + b"\x00\x01" + bytes(6) + b"fvar" + bytes(12)
    (tmp_path / "fonts" / "variable.ttf").write_bytes(tables)
    with pytest.raises(InvalidProject) as caught:
        built(there, "html")
    assert [found.message for found in caught.value.diagnostics] == ["“fonts/variable.ttf” is a variable font"]


@pytest.mark.parametrize(
    ("brand", "code", "hint"),
    [
        ("{colours: {accent: blue}}", "F20", "#0F4C63"),
        ("{colours: {acent: '#000'}}", "F01", "did you mean accent?"),
        ("{date_format: MMMM y}", "F21", "d MMMM y"),
        ("{date_format: 'd MMMM y HH:mm'}", "F21", "d MMMM y"),
        ("{header: '{datum}'}", "F19", "did you mean date?"),
        ("{footer: 'x { y'}", "F19", "{contact}"),
        ("{paper: A5}", "F04", "A4"),
    ],
)
def test_what_a_house_cannot_say_is_told_with_what_it_can(tmp_path: Path, brand: str, code: str, hint: str) -> None:
    with pytest.raises(InvalidProject) as caught:
        house(tmp_path, brand)
    ((found,),) = [caught.value.diagnostics]
    assert found.code == code
    assert hint in found.hint
