"""Every shipped template passes its trial with every fixture, and one that is careless does not: told with its line."""

from __future__ import annotations

import datetime
from pathlib import Path

import projects
import pytest
from test_render import tailored

from briefgen.diagnostics import Diagnostic
from briefgen.i18n import Language
from briefgen.load import load
from briefgen.model.vocabulary import DealStage, IndicatorState, ResponseKind, Status, TreatyState
from briefgen.project import Project
from briefgen.render import render, tracing
from briefgen.templating import proving

CHECKOUT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 3, 20)
SHIPPED = sorted(file.parent.name for file in CHECKOUT.glob("templates/*/audience.yaml"))
SHORT = {"templates/short/audience.yaml": "title: Short memo\nceiling: TLP:RED\nsections: [{sections}]\n"}


def proved(root: Path, sections: str = "claims", *, only: str = "", **files: str) -> list[Diagnostic]:
    """What is found for the audience `short`, with all fixtures or only with the one that is named."""
    given = {name: text.format(sections=sections) for name, text in SHORT.items()} | files
    project = projects.project(root, **given)
    tried = tuple(path for path in proving.fixtures() if only in ("", path.stem))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proving, "fixtures", lambda: tried)
        return list(proving.prove(project.audience("short"), project))


@pytest.mark.parametrize("audience", SHIPPED)
def test_shipped_templates_are_without_a_finding(audience: str):
    project = Project(CHECKOUT, TODAY)
    assert proving.prove(project.audience(audience), project) == ()


def test_the_fixtures_hold_every_word_and_every_part():
    project = Project(CHECKOUT, TODAY)
    briefs = {path.stem: load(path, project).brief for path in proving.fixtures()}
    assert list(briefs) == ["full", "long-words", "minimal", "right-to-left", "sparse", "statuses"]
    every = briefs["statuses"]
    assert {statement.status for statement in every.statements.values()} == set(Status)
    assert {deal.stage for deal in every.arms_deals.values()} == set(DealStage)
    assert {treaty.state for treaty in every.treaties.values()} == set(TreatyState)
    assert {item.state for item in every.watch.values()} == set(IndicatorState)
    answers = {answer.response for claim in every.claims.values() for answer in claim.responses.values()}
    assert answers == set(ResponseKind)
    full = briefs["full"]
    unset = [name for name in type(full).model_fields if not getattr(full, name)]
    assert set(unset) - {"audiences"} == {"carried", "treaties", "uses", "waive", "max_quote", "stale_after"}


# --- what nothing reaches --------------------------------------------------------------------------------------------

UNREACHED = [
    ("{{ lable('x') }}", "J02", "lable", "did you mean label"),
    ("{{ brief.titel }}", "J02", "titel", "did you mean title"),
    ("{{ audience.tittle }}", "J02", "tittle", "did you mean title"),
    ("{{ label('field.commet') }}", "J02", "field.commet", "did you mean field.comment"),
    ("{% include 'sections/claim.html.j2' %}", "J03", "sections/claim.html.j2", "did you mean sections/claims.html.j2"),
    ("{% include 'next/sections/clams.html.j2' %}", "J03", "next/sections/clams.html.j2", "sections/claims.html.j2"),
]


@pytest.mark.parametrize(("template", "code", "at", "hint"), UNREACHED)
def test_names_are_found_in_branches_that_no_fixture_reaches(
    tmp_path: Path, template: str, code: str, at: str, hint: str
):
    part = (
        "\n{% if brief.series == 'never' %}\n"
        + template
        + "\n{% endif %}\n{% include 'next/sections/claims.html.j2' %}\n"
    )
    (told,) = proved(tmp_path, only="sparse", **{"templates/short/sections/claims.html.j2": part})
    place = told.location
    assert (told.code, place.file, place.line) == (code, "templates/short/sections/claims.html.j2", 3)
    assert place.excerpt[place.column - 1 :].startswith(at)
    assert hint in told.hint
    assert told.audiences == ("short",)


@pytest.mark.parametrize(
    ("template", "code", "words"),
    [
        ("{% from 'macros.html.j2' import chop %}", "J02", "“macros.html.j2” has no macro “chop”"),
        ("{{ 'a' | uper }}", "J01", "No filter named 'uper'"),
        ("{% if %}", "J01", "Expected an expression"),
    ],
)
def test_a_file_that_no_memo_uses_is_read_too(tmp_path: Path, template: str, code: str, words: str):
    found = proved(tmp_path, "gaps", only="sparse", **{"templates/short/sections/claims.html.j2": f"\n{template}\n"})
    assert {(told.code, told.location.line) for told in found} == {(code, 2)}
    assert words in found[0].message


def test_names_that_a_template_gives_values_to_are_known(tmp_path: Path):
    part = (
        "{% import 'macros.html.j2' as m %}{% set one = 1 %}{% macro two(three) %}{{ three }}{% endmacro %}"
        "{% for four in (1, 2) %}{{ loop.index }}{{ four }}{{ one }}{{ two(1) }}{% endfor %}"
        "{% include 'next/sections/claims.html.j2' %}{{ part.title }}\n"
    )
    assert proved(tmp_path, only="sparse", **{"templates/short/sections/claims.html.j2": part}) == []


# --- what the fixtures show ------------------------------------------------------------------------------------------

CARELESS = """\
<section id="{{ part.id }}"><h2>{{ part.title }}</h2>
<ul>
{% for claim in brief.claims.values() %}
<li id="twice">
{{ text(claim.id) }}
<p><div>x</div></p>
</li>
{% endfor %}
</ul>
</section>
"""


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> list[Diagnostic]:
    styles = "h1 { white-space: nowrap }\n@page :first { @top-right { content: none } }\n"
    files = {"templates/short/sections/claims.html.j2": CARELESS, "templates/short/memo.css": styles}
    return proved(tmp_path_factory.mktemp("careless"), **files)


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("J07", 4, "the id “twice” stands twice"),
        ("P06", 5, "without its status (reported) and who says so"),
        ("J07", 6, "<div> cannot stand in a <p>"),
    ],
)
def test_a_careless_template_is_told_with_its_line(careless: list[Diagnostic], code: str, line: int, words: str):
    mine = [told for told in careless if told.location and told.location.file.startswith("templates/short/")]
    (told,) = [told for told in mine if (told.code, told.location.line) == (code, line)]
    assert words in told.message
    assert told.location.excerpt == CARELESS.splitlines()[line - 1]
    assert "seen with: " in told.hint
    assert (told.path, told.span) == ((), None)


def test_the_checks_of_a_build_judge_the_pages_too(careless: list[Diagnostic]):
    codes = {told.code for told in careless}
    assert codes == {"J07", "P02", "P03", "P06", "M02"}
    (lost,) = [told for told in careless if told.code == "P02"]
    assert "comment" in lost.message
    assert "seen with: full" in lost.hint
    overflow = next(told for told in careless if told.code == "P03")
    assert overflow.location.excerpt == '<h1>{{ text("title") }}</h1>'


def test_what_breaks_with_some_fixtures_only_is_told_with_them(tmp_path: Path):
    part = "{{ brief.claims.values() | map(attribute='claimant') | map('length') | sum }}\n" + CARELESS
    found = proved(tmp_path, **{"templates/short/sections/claims.html.j2": part})
    (broken,) = [told for told in found if told.code == "J04"]
    assert broken.location.line == 1
    assert broken.hint.endswith("seen with: sparse")


def test_a_glyph_that_no_font_has_is_found(tmp_path: Path):
    found = proved(
        tmp_path,
        "gaps",
        only="sparse",
        **{"templates/short/sections/gaps.html.j2": "<p>\u4e2d</p>{% include 'next/sections/gaps.html.j2' %}"},
    )
    (told,) = [told for told in found if "no font has a shape" in told.message]
    assert "in pdf only" in told.hint


def test_what_the_project_ignores_is_not_told(tmp_path: Path):
    part = "<p><img src='none.png'></p>{% include 'next/sections/claims.html.j2' %}\n"
    files = {"templates/short/sections/claims.html.j2": part}
    assert {told.code for told in proved(tmp_path / "a", only="sparse", **files)} == {"P03", "P04"}
    quiet = {"briefgen.yaml": "ignore: [P03, P04]\n"}
    assert proved(tmp_path / "b", only="sparse", **files, **quiet) == []


# --- tracing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("medium", ["print", "screen"])
@pytest.mark.parametrize("audience", SHIPPED)
def test_a_traced_memo_is_the_memo(audience: str, medium: str):
    project = Project(CHECKOUT, TODAY)
    for fixture in proving.fixtures():
        memo = tailored(fixture, project, audience)
        traced = tracing.traced(memo, Language.load("en"), project, medium)
        assert traced.rendered == render(memo, Language.load("en"), project, medium=medium)


def test_a_place_of_the_html_is_told_by_the_line_that_wrote_it(tmp_path: Path):
    part = (
        "\n<p>one</p>\n{% for claim in brief.claims.values() %}\n\n  {{ text(claim.id) }}\n{% endfor %}\n<p>last</p>\n"
    )
    project = projects.project(tmp_path, **{"templates/analyst/sections/claims.html.j2": part})
    traced = tracing.traced(tailored(tmp_path / "briefs/memo.yaml", project), Language.load("en"), project, "screen")
    for words, line in (("<p>one", 2), ('<span data-item="talks"', 5), ("<p>last", 7)):
        assert str(traced.location(traced.html.index(words))).startswith(
            f"templates/analyst/sections/claims.html.j2:{line}:"
        )
    assert traced.location(traced.html.index("<h1>")).file.endswith("base/memo.html.j2")


def test_what_prints_nothing_is_still_nothing(tmp_path: Path):
    part = "{% macro empty() %}\n\n{% endmacro %}\n<p>{{ (empty() | trim) or 'nothing' }}</p>\n"
    project = projects.project(tmp_path, **{"templates/analyst/sections/claims.html.j2": part})
    traced = tracing.traced(tailored(tmp_path / "briefs/memo.yaml", project), Language.load("en"), project, "screen")
    assert "<p>nothing</p>" in traced.html
