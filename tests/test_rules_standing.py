"""P06: no statement reaches a page without its status and its speaker beside it, whatever the template."""

from __future__ import annotations

import re
from pathlib import Path

import projects
import pytest

from briefgen import pipeline
from briefgen.diagnostics import Diagnostic
from briefgen.model.results import BuildRequest
from briefgen.pipeline import build

AUDIENCE = "title: Short memo\nceiling: TLP:RED\nsections: [{sections}]\n"
STANDING = "{{ standing_line(standing(claim)) }}"


def found(root: Path, brief: str, sections: str = "claims", **files: str) -> list[Diagnostic]:
    """The findings of the rule in the memos of the audience `short`."""
    given = {"templates/short/audience.yaml": AUDIENCE.format(sections=sections)} | files
    project = projects.project(root, brief, **given)
    built = pipeline.check(BuildRequest(root / "briefs/memo.yaml", audiences=("short",)), project, pages=True)
    assert [finding for finding in built.diagnostics if finding.code[0] == "J" or finding.code == "P02"] == []
    return [finding for finding in built.diagnostics if finding.code == "P06"]


def claims(body: str, around: str = "<ul>{}</ul>") -> dict[str, str]:
    """The part of claims as a template of the project: `body` is made for each."""
    loop = "{% for claim in brief.claims.values() %}\n" + body + "\n{% endfor %}"
    head = '{% from "macros.html.j2" import chip, standing_line %}\n<section id="{{ part.id }}"><h2>{{ part.title }}</h2>\n'
    return {"templates/short/sections/claims.html.j2": head + around.format(loop) + "\n</section>\n"}


GOOD = [
    "<li>{{ text(claim.id) }}" + STANDING + "</li>",
    "<li><p>" + STANDING[:-3] + "}}</p><p>{{ text(claim.id) }}</p></li>",
    "<li>{{ chip(claim.status) }} {{ text(claim.id) }} <i>{{ standing(claim).speaker.name | upper }}</i></li>",
    '<li><p>{{ label("status." ~ claim.status ~ ".label") }}: {{ text(claim.id) }}</p>{{ actor(claim.claimant).name }}</li>',
    "<li>{{ text(claim.id) }}" + STANDING + "</li><li>{{ claim.text }} ({{ claim.status }}, {{ claim.claimant }})</li>",
]
BAD = [
    ("<li>{{ text(claim.id) }}</li>", "without its status (reported) and who says so (The agency) beside it"),
    ("<li>{{ text(claim.id) }} {{ chip(claim.status) }}</li>", "without who says so (The agency) beside it"),
    ("<li>{{ text(claim.id) }} {{ claim.claimant }}</li>", "without its status (reported) beside it"),
    ("<li>{{ text(claim.id) }} un{{ claim.status }} {{ claim.claimant }}</li>", "without its status (reported)"),
    ("<li>{{ text(claim.id) }} <q>reported, The agency</q></li>", "without its status (reported) and"),
    ("<li>{{ text(claim.id) }} <details><summary>?</summary>" + STANDING + "</details></li>", "without its status"),
    ("<li>{{ text(claim.id) }} <span hidden>reported, The agency</span></li>", "without its status"),
    ("<li>{{ text(claim.id) }}" + STANDING + "</li><li>{{ claim.text }}</li>", "without its status"),
]  # fmt: skip


@pytest.mark.parametrize("body", GOOD)
def test_a_statement_beside_its_standing_is_let_pass(tmp_path: Path, body: str):
    assert found(tmp_path, projects.SMALL, **claims(body)) == []


@pytest.mark.parametrize(("body", "message"), BAD)
def test_a_statement_without_it_is_found_in_both_formats(tmp_path: Path, body: str, message: str):
    told = found(tmp_path, projects.SMALL, **claims(body))
    assert {(finding.message.split()[1], finding.path[1]) for finding in told} == {
        (form, id_) for form in ("pdf", "html") for id_ in ("talks", "price")
    }
    assert all(message in finding.message for finding in told)
    assert all(finding.severity == "error" and "standing_line" in (finding.hint or "") for finding in told)


def test_a_standing_behind_a_text_is_that_of_this_text_and_of_no_other(tmp_path: Path):
    several = "<p>{{ text(claim.id) }}</p>" + STANDING
    assert found(tmp_path / "a", projects.SMALL, **claims(several, "<div>{}</div>")) == []
    once = "<p>{{ text(claim.id) }}</p>{% if loop.last %}" + STANDING + "{% endif %}"
    assert {finding.path[1] for finding in found(tmp_path / "b", projects.SMALL, **claims(once, "<div>{}</div>"))} == {
        "talks"
    }


@pytest.mark.parametrize("style", [".chip { display: none }", ".standing { visibility: hidden }"])
def test_what_styles_hide_is_not_on_the_page_of_the_pdf(tmp_path: Path, style: str):
    files = claims(GOOD[0]) | {"templates/short/memo.css": style}
    assert {finding.message.split()[1] for finding in found(tmp_path, projects.SMALL, **files)} == {"pdf"}


def test_a_single_claim_does_not_borrow_from_the_rest_of_the_page(tmp_path: Path):
    brief = re.sub(r"  price:\n(    .*\n)+", "", projects.SMALL)
    files = claims("<li>{{ text(claim.id) }}</li>")
    assert len(found(tmp_path, brief, "claims, actors, sources, method", **files)) == 2


def test_an_event_needs_the_standing_of_what_it_is_based_on(tmp_path: Path):
    brief = projects.SMALL + "timeline:\n  begin: {date: unknown, text: Talks begin at once., based_on: [talks]}\n"
    assert found(tmp_path / "a", brief, "timeline") == []
    loop = "<ol>{% for event in brief.timeline.values() %}<li>{{ text(event.id) }}</li>{% endfor %}</ol>\n"
    (pdf, html) = found(tmp_path / "b", brief, "timeline", **{"templates/short/sections/timeline.html.j2": loop})
    assert {finding.path for finding in (pdf, html)} == {("timeline", "begin", "text")}


PROSE = """\
sections:
  more: {title: More, text: "Talks have begun [@talks].\\n\\n- One [@price]\\n- Two\\n", points: ["A point [@talks]."]}
"""


def test_prose_needs_the_standing_of_what_it_cites(tmp_path: Path):
    assert found(tmp_path / "a", projects.SMALL + PROSE, "sections") == []
    body = (
        '{% set id = part.id[2:] %}<section id="{{ part.id }}"><h2>{{ text(id ~ ".title") }}</h2>'
        '{% for block in prose(id) %}{{ block.text }}{% endfor %}<p>{{ text(id ~ ".points.0") }}</p></section>\n'
    )
    files = {"templates/short/sections/sections.html.j2": body}
    told = found(tmp_path / "b", projects.SMALL + PROSE, "sections", **files)
    assert {finding.path for finding in told} == {("sections", "more", "text"), ("sections", "more", "points", 0)}


def test_a_part_of_a_treaty_with_a_standing_of_its_own_needs_that(tmp_path: Path):
    treaty = """\
treaty:
  name: the Pact
  state: negotiation
  status: reported
  claimant: The agency
  parties: [Tarvia, Ellmark]
  evidence: {agency: talks on aircraft have begun}
  scope: {text: all ties are in it, status: disputed, claimant: Ellmark, evidence: {agency: talks on aircraft}}
"""
    assert found(tmp_path / "a", projects.SMALL + treaty, "treaties") == []
    part = """\
        {% from "macros.html.j2" import statement %}
        {% for treaty in brief.all_treaties.values() %}
        {{ statement(treaty, text(treaty.id ~ ".name"), []) }}
        <p>{{ text(treaty.id ~ ".scope.text") }}</p>
        {% endfor %}
        """
    files = {"templates/short/sections/treaties.html.j2": part}
    told = found(tmp_path / "b", projects.SMALL + treaty, "treaties", **files)
    assert {finding.path[:2] for finding in told} == {("treaty", "scope")}
    assert "its status (disputed) and who says so (Ellmark)" in told[0].message


def test_a_build_makes_no_memo_of_it_and_nobody_can_let_it_pass(tmp_path: Path):
    files = claims(BAD[0][0]) | {"templates/short/audience.yaml": AUDIENCE.format(sections="claims")}
    waived = projects.SMALL + "waive: [{code: P06, because: We like it., by: Us}]\n"
    project = projects.project(tmp_path, waived, **files)
    built = build(BuildRequest(tmp_path / "briefs/memo.yaml", audiences=("short",)), project)
    assert built.draft
    assert built.written == ()
    assert [finding for finding in built.diagnostics if finding.code == "P06" and finding.waived] == []
