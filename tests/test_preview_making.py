"""One build of a preview: the memos of `build`, byte for byte, findings with their places, and what kept it from being done."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from projects import SMALL, TODAY, project, write

from briefgen import pipeline
from briefgen.errors import EngineMissing
from briefgen.model.results import BuildRequest
from briefgen.preview.making import Build, Outcome, Task
from briefgen.project import Project
from briefgen.render import failures
from briefgen.render.page import Page
from briefgen.write import pdf

FAULTY = SMALL.replace("no price has been agreed}", "no price has been accepted}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project").root


@pytest.fixture
def brief(root: Path) -> Path:
    return root / "briefs" / "memo.yaml"


def built(brief: Path, audience: str | None = "analyst", formats: tuple[str, ...] = ("html",)) -> Outcome:
    return Build(Task(brief, audience, formats, TODAY)).done()


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- memos -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [SMALL, FAULTY], ids=["clean", "draft"])
def test_what_is_shown_is_what_build_puts_down(root: Path, brief: Path, text: str):
    brief.write_text(text, encoding="utf-8")
    before = everything(root)
    outcome = built(brief, formats=("html", "pdf"))
    assert everything(root) == before
    request = BuildRequest(brief, ("analyst",))
    files = {file.format: file.path for file in pipeline.build(request, Project.around(brief, TODAY)).written}
    assert set(files) == {"html", "pdf"} == set(outcome.memos)
    for format_, path in files.items():
        memo = outcome.memos[format_]
        assert (memo.name, memo.content) == (path.name, path.read_bytes())
        assert memo.draft is (text is FAULTY)


def test_without_an_audience_it_is_for_the_first_that_the_brief_names(brief: Path):
    brief.write_text(f"audiences: [public, principal]\n{SMALL}", encoding="utf-8")
    outcome = built(brief, audience=None)
    assert outcome.audience == "public"
    assert outcome.audiences == (("public", "Public memo"), ("principal", "Principal memo"))
    assert outcome.memos["html"].audience == "public"


@pytest.mark.parametrize("audience", ["analyst", "nobody"])
def test_so_it_is_where_the_brief_is_not_for_the_audience_that_is_asked_for(brief: Path, audience: str):
    brief.write_text(f"audiences: [public, principal]\n{SMALL}", encoding="utf-8")
    assert built(brief, audience=audience).audience == "public"


def test_an_audience_that_cannot_be_read_keeps_the_others_from_nothing(root: Path, brief: Path):
    write(root, {"templates/desk/audience.yaml": "celing: TLP:RED\n"})
    outcome = built(brief)
    assert outcome.problem is None
    assert dict(outcome.audiences)["desk"] == "desk"
    assert root / "templates" / "desk" / "audience.yaml" in outcome.watched.files


# --- what is told ----------------------------------------------------------------------------------------------------


def test_a_finding_has_its_place_its_words_and_the_text_that_it_is_about(brief: Path):
    brief.write_text(FAULTY, encoding="utf-8")
    (finding,) = [finding for finding in built(brief).findings if finding["code"] == "Q01"]
    line = FAULTY.splitlines()[finding["place"]["line"] - 1]
    assert finding["severity"] == "error"
    assert finding["place"]["file"] == "briefs/memo.yaml"
    assert finding["place"]["path"] == brief.as_posix()
    assert "".join(finding["excerpt"]) == line
    assert finding["excerpt"][1] == "accepted"
    assert finding["item"] == "price"
    assert "agreed" in finding["hint"]


@pytest.mark.parametrize(
    ("key", "beginning"),
    [
        ("title", "title: "),
        ("bottom_line", "bottom_line: "),
        ("talks", "    text: Talks"),
        ("price", "    text: The agency"),
    ],
)
def test_each_text_of_the_page_has_its_place_in_the_yaml(brief: Path, key: str, beginning: str):
    place = built(brief).places[key]
    lines = SMALL.splitlines()
    assert lines[place["line"] - 1].startswith(beginning)
    assert all(lines[number - 1] == text for number, text in place["lines"])
    numbers = [number for number, _ in place["lines"]]
    assert {max(1, place["first"] - 1), place["first"], place["last"]} <= set(numbers)


def test_the_place_of_a_text_from_a_shared_file_is_there(root: Path, brief: Path):
    write(root, {"briefs/shared.yaml": "glossary:\n  talks: a meeting of the two\n"})
    brief.write_text(f"uses: briefs/shared.yaml\n{SMALL}", encoding="utf-8")
    place = built(brief).places["glossary.0"]
    assert (place["file"], place["line"], place["path"]) == (
        "briefs/shared.yaml",
        2,
        (root / "briefs/shared.yaml").as_posix(),
    )


def test_a_very_long_line_is_told_in_part(brief: Path):
    brief.write_text(SMALL.replace("no price has been agreed}", f"no price {'x' * 9000} agreed}}"), encoding="utf-8")
    (finding,) = [finding for finding in built(brief).findings if finding["code"] == "Q01"]
    assert len("".join(finding["excerpt"])) < 1000
    assert finding["excerpt"][0].endswith("{agency: no price ")


# --- what keeps it from being done -----------------------------------------------------------------------------------


def problem(outcome: Outcome) -> dict:
    assert outcome.problem is not None
    assert outcome.memos == {}
    return outcome.problem


def test_a_brief_that_does_not_load_is_told_with_its_places(root: Path, brief: Path):
    brief.write_text(SMALL.replace("bottom_line", "botom_line"), encoding="utf-8")
    outcome = built(brief)
    told = problem(outcome)
    assert told["message"] == "briefs/memo.yaml does not load"
    places = {finding["code"]: finding["place"]["line"] for finding in told["findings"]}
    assert (
        places["F01"]
        == SMALL.splitlines().index(next(x for x in SMALL.splitlines() if x.startswith("bottom_line"))) + 1
    )
    assert {brief, root / "briefgen.yaml"} <= set(outcome.watched.files)


def test_so_is_a_brief_that_is_gone(brief: Path):
    brief.unlink()
    outcome = built(brief)
    assert "there is no such file" in problem(outcome)["message"]
    assert outcome.watched.files[brief] is None


def test_so_is_a_project_file_that_cannot_be_used(root: Path, brief: Path):
    write(root, {"briefgen.yaml": "defualts: {language: en}\n"})
    outcome = built(brief)
    told = problem(outcome)
    assert told["message"] == "briefgen.yaml cannot be used"
    assert told["findings"][0]["place"]["file"] == "briefgen.yaml"
    assert root / "briefgen.yaml" in outcome.watched.files


def test_so_is_a_template_that_breaks(root: Path, brief: Path):
    write(root, {"templates/analyst/sections/claims.html.j2": "<p>\n{{ nothing_of_the_kind }}\n"})
    outcome = built(brief)
    (finding,) = problem(outcome)["findings"]
    assert finding["code"] == "J02"
    assert (finding["place"]["file"], finding["place"]["line"]) == ("templates/analyst/sections/claims.html.j2", 2)
    assert outcome.watched.files[root / "templates/analyst/sections/claims.html.j2"]


def test_a_memo_that_is_withheld_is_none_and_its_findings_say_why(root: Path, brief: Path):
    write(root, {"templates/analyst/sections/claims.html.j2": "<p>Nothing is shown.</p>\n"})
    outcome = built(brief)
    assert "nothing may be made" in problem(outcome)["message"]
    assert "P02" in {finding["code"] for finding in outcome.findings}
    assert outcome.audience == "analyst"


def test_without_the_engine_there_is_a_page_but_no_pdf(brief: Path, monkeypatch):
    def missing(*_):
        raise EngineMissing("a system library is missing", "install it")

    monkeypatch.setattr(pdf.engine, "load", missing)
    assert set(built(brief).memos) == {"html"}
    assert problem(built(brief, formats=("html", "pdf"))) == {
        "message": "a system library is missing",
        "hint": "install it",
        "findings": [],
    }


def test_a_fault_of_our_own_is_told_as_one(brief: Path, monkeypatch):
    def fault(*_):
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(pipeline, "make", fault)
    told = problem(built(brief))
    assert "briefgen itself has a fault" in told["message"]
    assert "ZeroDivisionError: seven" in told["message"]


# --- what takes too long ---------------------------------------------------------------------------------------------


def test_of_a_build_that_takes_too_long_the_line_of_the_template_is_told(root: Path, brief: Path, monkeypatch):
    write(
        root,
        {"templates/analyst/sections/claims.html.j2": "<p>\n{% for x in [1] %}\n{{ portion([]) }}\n{% endfor %}\n"},
    )
    build, told = Build(Task(brief, "analyst", ("html",), TODAY)), []

    def portion(*_):
        here = sys._getframe()
        told.append(build.too_late(lambda: here, 7))
        return ""

    monkeypatch.setattr(Page, "portion", portion)
    build.done()
    places = [finding["place"] for outcome in told for finding in outcome.problem["findings"]]
    assert ("templates/analyst/sections/claims.html.j2", 3) in {(place["file"], place["line"]) for place in places}
    assert {finding["code"] for outcome in told for finding in outcome.problem["findings"]} == {"J04"}
    assert {outcome.ended for outcome in told} == {True}
    assert told[-1].problem["message"].startswith("it was not done after 7 seconds")
    assert brief in told[-1].watched.files


def test_where_it_is_at_no_template_more_time_is_the_hint(brief: Path):
    outcome = Build(Task(brief, "analyst", ("html",), TODAY)).too_late(sys._getframe, 7)
    assert outcome.problem["findings"] == []
    assert "--timeout" in outcome.problem["hint"]


def test_no_frame_is_at_no_template(root: Path):
    assert failures.unfinished(lambda: None, Project(root, TODAY)) is None


def at(file: str, line: int, within=None):
    """A frame of a template, as an interpreter shows it."""
    template = types.SimpleNamespace(get_corresponding_lineno=lambda python_line: python_line)
    code = types.SimpleNamespace(co_filename=file)
    return types.SimpleNamespace(f_globals={"__jinja_template__": template}, f_code=code, f_lineno=line, f_back=within)


def test_of_a_build_that_goes_on_while_it_is_looked_at_the_innermost_template_is_told(root: Path, monkeypatch):
    monkeypatch.setattr(failures, "_LOOKS", 4)
    write(root, {"claims.html.j2": "{{ a }}\n{{ b }}\n{{ c }}\n"})
    outer = at(str(root / "memo.html.j2"), 4)
    looks = iter([None, outer, at(str(root / "claims.html.j2"), 3, within=outer), outer])
    told = failures.unfinished(lambda: next(looks), Project(root, TODAY))
    assert (Path(told.location.file).name, told.location.line) == ("claims.html.j2", 3)
