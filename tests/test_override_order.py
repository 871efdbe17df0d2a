"""Which file a template or stylesheet comes from: the nearest audience, and there the project's before the shipped one."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import projects
import pytest
from test_render import tailored

from briefgen.diagnostics import Diagnostic
from briefgen.errors import TemplateFailed
from briefgen.i18n import Language
from briefgen.project import Project
from briefgen.render import contract, render, templates

BLOCK = '{{% extends "{name}" %}}\n{{% block head %}}{{{{ super() }}}}<meta name="{mark}">{{% endblock %}}\n'
AUDIENCES = {
    "templates/desk/audience.yaml": "title: Desk memo\nceiling: TLP:RED\nextends: house\nsections: [claims]\n",
    "templates/house/audience.yaml": "title: House memo\nceiling: TLP:RED\nextends: public\nsections: [claims]\n",
}


def made(root: Path, audience: str = "desk", **files: str) -> str:
    project = projects.project(root, **AUDIENCES, **files)
    memo = tailored(root / "briefs/memo.yaml", project, audience)
    return render(memo, Language.load("en"), project, medium="screen").html


def marks(page: str) -> list[str]:
    return re.findall(r'<meta name="(mark-\w+)">', page)


def memo(mark: str, name: str = "next/memo.html.j2") -> str:
    return BLOCK.format(name=name, mark=f"mark-{mark}")


def failure(root: Path, **files: str) -> Diagnostic:
    with pytest.raises(TemplateFailed) as failed:
        made(root, **files)
    (diagnostic,) = failed.value.diagnostics
    return diagnostic


STEPS = ["desk", "house", "public", "base"]


@pytest.mark.parametrize("nearest", range(len(STEPS)))
def test_the_nearest_audience_wins(tmp_path: Path, nearest: int):
    part = "templates/{}/sections/claims.html.j2"
    files = {part.format(name): f"<p>of {name}</p>\n" for name in STEPS[nearest:]}
    assert re.findall(r"<p>of (\w+)</p>", made(tmp_path, **files)) == [STEPS[nearest]]


@pytest.mark.parametrize(("audience", "file"), [("public", "public"), ("principal", "principal"), ("analyst", "base")])
def test_at_each_audience_the_project_s_file_comes_before_the_shipped_one(tmp_path: Path, audience: str, file: str):
    part = f"templates/{file}/sections/sources.html.j2"
    assert "of the project" in made(tmp_path / "a", audience, **{part: "<p>of the project</p>\n"})
    assert "of the project" not in made(tmp_path / "b", audience)


def test_the_project_s_base_does_not_come_before_what_ships_for_a_nearer_audience(tmp_path: Path):
    files = {"templates/base/sections/sources.html.j2": "<p>of the project</p>\n"}
    assert "of the project" not in made(tmp_path / "a", "public", **files)
    assert "of the project" in made(tmp_path / "b", "analyst", **files)


# --- next/ -----------------------------------------------------------------------------------------------------------


def test_an_override_extends_what_it_stands_for_at_every_step(tmp_path: Path):
    files = {f"templates/{name}/memo.html.j2": memo(name) for name in STEPS}
    page = made(tmp_path, **files)
    assert marks(page) == ["mark-base", "mark-public", "mark-house", "mark-desk"]
    assert '<dl class="facts">' not in page, "what ships for public takes its part in the chain"


def test_the_project_s_file_extends_the_shipped_one_of_the_same_audience(tmp_path: Path):
    told = '{% extends "next/sections/sources.html.j2" %}\n'
    page = made(tmp_path / "a", "public", **{"templates/public/sections/sources.html.j2": told})
    assert page == made(tmp_path / "b", "public")


def test_a_shipped_audience_extends_the_project_s_base(tmp_path: Path):
    page = made(tmp_path, "principal", **{"templates/base/memo.html.j2": memo("base")})
    assert marks(page) == ["mark-base"]


def test_next_serves_includes_and_imports_too(tmp_path: Path):
    files = {
        "templates/desk/sections/claims.html.j2": '<p>more</p>\n{% include "next/sections/claims.html.j2" %}\n',
        "templates/house/house.html.j2": '{% from "next/macros.html.j2" import chip as plain %}\n'
        "{% macro chip(status) %}<i>house</i>{{ plain(status) }}{% endmacro %}\n",
        "templates/house/sections/claims.html.j2": '{% from "house.html.j2" import chip %}\n'
        "{% for claim in brief.claims.values() %}{{ chip(claim.status) }}{{ text(claim.id) }}{% endfor %}\n",
    }
    page = made(tmp_path, **files)
    assert page.index("<p>more</p>") < page.index("<i>house</i>")
    assert page.count('<i>house</i><span class="chip"') == 2


def test_next_of_another_name_begins_after_the_folder_it_is_written_in(tmp_path: Path):
    files = {
        "templates/desk/bits.html.j2": "of desk",
        "templates/house/bits.html.j2": "of house",
        "templates/public/bits.html.j2": "of public",
        "templates/desk/sections/claims.html.j2": '<p>{% include "bits.html.j2" %}, {% include "next/bits.html.j2" %}</p>',
    }
    assert "<p>of desk, of house</p>" in made(tmp_path, **files)


def test_where_nothing_is_next_it_is_told_with_line_and_folders(tmp_path: Path):
    told = failure(tmp_path, **{"templates/desk/memo.html.j2": '\n{% extends "next/memmo.html.j2" %}\n'})
    assert (told.code, told.location.line, told.location.excerpt) == ("J03", 2, '{% extends "next/memmo.html.j2" %}')
    assert told.location.excerpt[told.location.column - 1 :].startswith("next/memmo.html.j2")
    assert told.message == "there is no template “next/memmo.html.j2”"
    assert "did you mean memo.html.j2 or " in told.hint
    assert "looked in: templates/desk, " in told.hint


def test_the_last_one_has_nothing_to_extend_and_says_so(tmp_path: Path):
    files = {"templates/desk/mine.html.j2": '{% extends "next/mine.html.j2" %}'}
    files["templates/desk/memo.html.j2"] = '{% include "mine.html.j2" %}'
    told = failure(tmp_path, **files)
    assert (told.code, told.location.file) == ("J03", "templates/desk/mine.html.j2")
    assert "it is the last one" in told.hint


def test_one_that_extends_itself_is_told_to_say_next(tmp_path: Path):
    told = failure(tmp_path, **{"templates/desk/memo.html.j2": '{% extends "memo.html.j2" %}'})
    assert told.code == "J04"
    assert "`next/NAME`" in told.hint


def test_in_the_checkout_the_shipped_folder_stands_in_the_order_once():
    project = Project.around(Path(__file__).parents[1], datetime.date(2024, 1, 19))
    places = templates.Places(project, project.audience("public"))
    assert [folder.name for folder in places.folders] == ["public", "base"]
    assert places.following("memo.html.j2", "memo.html.j2") == "next/1/memo.html.j2"


# --- contract --------------------------------------------------------------------------------------------------------


def test_a_template_for_a_newer_contract_is_refused(tmp_path: Path):
    told = failure(tmp_path, **{"templates/desk/memo.html.j2": "{#- mine, contract: 2 -#}\n" + memo("desk")})
    assert (told.code, told.severity, str(told.location)) == ("J06", "error", "templates/desk/memo.html.j2:1:11")
    assert told.message == "made for contract 2 of templates; this briefgen has 1"


def test_a_stylesheet_for_a_newer_contract_is_refused(tmp_path: Path):
    told = failure(tmp_path, **{"templates/desk/memo.css": "/* contract: 7 */\np { color: #000 }\n"})
    assert (told.code, told.location.file) == ("J06", "templates/desk/memo.css")


def test_one_for_an_older_contract_is_told_what_has_changed_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contract, "CONTRACT", 3)
    monkeypatch.setattr(contract, "CHANGES", {2: "`old()` is now `new()`", 3: "the block `foot` is gone"})
    project = projects.project(
        tmp_path,
        **AUDIENCES,
        **{
            "templates/desk/memo.html.j2": "{# contract: 2 #}\n" + memo("desk"),
            "templates/desk/memo.css": "/* contract: 3 */",
        },
    )
    rendered = render(
        tailored(tmp_path / "briefs/memo.yaml", project, "desk"), Language.load("en"), project, medium="print"
    )
    (told,) = rendered.findings
    assert (told.code, told.severity, told.location.line) == ("J05", "warning", 1)
    assert "the block `foot` is gone" in told.hint
    assert "old()" not in told.hint


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{# contract: 1 #}\n", 1),
        ("\n{#- briefgen: made from base/memo.css, contract: 12 -#}", 12),
        ("/* a\n   contract: 3 */", 3),
        ("<p>{# contract: 1 #}", None),
        ("{# a #}{# contract: 1 #}", None),
        ("", None),
    ],
)
def test_what_a_file_says_of_its_contract_stands_in_the_comment_it_begins_with(text: str, number: int | None):
    assert contract.made_for(text) == number


# --- what a template can reach ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "brief.model_copy()",
        "brief.parse_raw",
        "brief.model_construct",
        "audience.model_fields",
        "brief.date.today()",
        "brief.title.__class__",
        "text.__self__",
        "scale.model_dump()",
        "tailored.decisions",
        'tailored["decisions"]',
    ],
)
def test_a_template_reads_values_and_nothing_behind_them(tmp_path: Path, expression: str):
    told = failure(tmp_path, **{"templates/desk/memo.html.j2": "{{ " + expression + " }}"})
    assert told.code == "J04"
    assert "cannot change values or look inside them" in told.hint
