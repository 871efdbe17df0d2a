"""`briefgen check` and `briefgen explain`: findings as text, JSON, SARIF and annotations, and which of them count."""

import json
import re

import pytest
from command_line import CLEAN, STATES, WITH_ERROR, WITH_WARNING, process, project, run

from briefgen import check as checks


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with a brief of each state, to stand in."""
    made = project(tmp_path / "p", **STATES)
    monkeypatch.chdir(made)
    return made


def codes(shown):
    """The codes that text tells, in their order."""
    return re.findall(r": (?:error|warning|info) ([A-Z]\d\d) ", shown)


@pytest.mark.parametrize(
    ("brief", "fatal", "code", "exit_code"),
    [
        ("clean", "error", [], 0),
        ("with-warning", "error", ["X01"], 0),
        ("with-warning", "warning", ["X01"], 1),
        ("with-error", "error", ["Q03"], 1),
        ("unreadable", "error", ["F01"], 1),
    ],
)
def test_the_exit_code_says_whether_anything_counts(folder, brief, fatal, code, exit_code):
    shown = run("check", brief, "--fatal", fatal)
    assert codes(shown.stdout) == code
    assert shown.exit_code == exit_code
    assert not (folder / "output").exists()


@pytest.mark.parametrize("option", ["--select", "--ignore", "--audience"])
@pytest.mark.parametrize("value", ["", " , "])
def test_an_option_that_names_nothing_is_refused(option, value):
    shown = run("check", option, value)
    assert shown.exit_code == 2
    assert "a name is wanted, and nothing is given" in shown.stderr


def test_a_list_that_a_house_invents_is_told_with_the_file_it_stands_in(folder):
    (folder / "briefgen.yaml").write_text("words: {evaluations: [x]}\n")
    shown = run("check", "clean")
    assert shown.exit_code == 2
    assert "briefgen.yaml, words: there is no word list “evaluations”" in shown.stderr


def test_the_project_says_what_counts_where_the_command_does_not(folder):
    (folder / "briefgen.yaml").write_text("fatal: warning\ndefaults: {audiences: [analyst]}\n")
    assert run("check", "with-warning").exit_code == 1
    assert run("check", "with-warning", "--fatal", "error").exit_code == 0


def test_findings_are_the_result_and_the_summary_is_not():
    shown = run("check")
    assert codes(shown.stdout) == ["F01", "Q03", "X01"]
    assert shown.stderr == "4 briefs: 2 errors, 1 warning\nfailed: briefs/unreadable.yaml\n"
    quiet = run("check", "--quiet")
    assert quiet.stdout == shown.stdout
    assert quiet.stderr == ""


def test_a_finding_has_its_place_its_line_and_its_hint():
    assert run("check", "unreadable").stdout.splitlines() == [
        "briefs/unreadable.yaml:5:1: error F01 unknown-key: unknown key “glosary”",
        "   5 | glosary: {}",
        "     | ^^^^^^^",
        "   hint: did you mean glossary?",
    ]


def test_places_are_told_from_where_the_user_stands(folder, monkeypatch):
    monkeypatch.chdir(folder / "briefs")
    assert run("check", "unreadable").stdout.startswith("unreadable.yaml:5:1: ")
    monkeypatch.chdir(folder.parent)
    assert run("check", "p/briefs/unreadable.yaml").stdout.startswith("p/briefs/unreadable.yaml:5:1: ")


def test_briefs_of_several_projects_are_checked_by_their_own_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, fatal in (("lenient", "error"), ("strict", "warning")):
        made = project(tmp_path / name, brief=WITH_WARNING)
        (made / "briefgen.yaml").write_text(f"fatal: {fatal}\ndefaults: {{audiences: [analyst]}}\n")
    assert run("check", "lenient/briefs/brief.yaml").exit_code == 0
    both = json.loads(run("check", "lenient/briefs/brief.yaml", "strict/briefs/brief.yaml", "--json").stdout)
    assert [brief["exit_code"] for brief in both["briefs"]] == [0, 1]
    assert both["exit_code"] == 1


def test_a_brief_named_twice_is_checked_once():
    assert run("check", "clean", "briefs/clean.yaml", "clean").stderr == "1 brief: no findings\n"


# --- selecting -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["--select", "X01"], ["X01"]),
        (["--select", "left-over-mark"], ["X01"]),
        (["--select", "x"], ["X01"]),
        (["--select", "Q,X01"], ["Q03", "X01"]),
        (["--select", "Q", "--select", "X"], ["Q03", "X01"]),
        (["--ignore", "X01"], ["Q03"]),
        (["--select", "Q,X", "--ignore", "X"], ["Q03"]),
    ],
)
def test_codes_names_and_beginnings_select(tmp_path, monkeypatch, words, left):
    monkeypatch.chdir(project(tmp_path / "another", brief=WITH_ERROR + "so_what: TODO\n"))
    shown = run("check", *words)
    assert sorted(codes(shown.stdout)) == left
    assert shown.exit_code == int("Q03" in left)


def test_what_keeps_a_brief_from_loading_is_told_whatever_is_selected():
    shown = run("check", "unreadable", "--select", "X", "--ignore", "X01")
    assert codes(shown.stdout) == ["F01"]
    assert shown.exit_code == 1


def test_what_nobody_can_let_pass_cannot_be_ignored():
    refused = run("check", "--ignore", "quote-not-found")
    assert refused.exit_code == 2
    assert "Q01 can never be ignored" in refused.stderr


# --- for programs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["--json"], ["--report", "json"]])
def test_json_holds_every_brief_with_its_findings(words):
    shown = run("check", *words)
    told = json.loads(shown.stdout)
    assert told["exit_code"] == shown.exit_code == 1
    briefs = {brief["brief"]: brief for brief in told["briefs"]}
    assert list(briefs) == [f"briefs/{name}.yaml" for name in sorted(STATES)]
    assert briefs["briefs/clean.yaml"]["diagnostics"] == []
    assert briefs["briefs/clean.yaml"]["error"] is None
    assert briefs["briefs/unreadable.yaml"]["error"]["message"] == "briefs/unreadable.yaml does not load"
    (finding,) = briefs["briefs/unreadable.yaml"]["diagnostics"]
    assert (finding["code"], finding["severity"], finding["hint"]) == ("F01", "error", "did you mean glossary?")
    assert (finding["location"]["file"], finding["location"]["line"]) == ("briefs/unreadable.yaml", 5)


def test_json_is_utf_8_whatever_the_terminal_speaks(folder):
    (folder / "briefs" / "french.yaml").write_text(CLEAN + "clé: {}\n", encoding="utf-8")
    shown = process("check", "french", "--json", folder=folder, PYTHONIOENCODING="iso-8859-1")
    (brief,) = json.loads(shown.stdout)["briefs"]
    assert "unknown key “clé”" in [finding["message"] for finding in brief["diagnostics"]]


def test_sarif_has_what_code_hosts_require():
    shown = run("check", "--report", "sarif")
    assert shown.exit_code == 1
    log = json.loads(shown.stdout)
    assert log["version"] == "2.1.0"
    (tool_run,) = log["runs"]
    driver = tool_run["tool"]["driver"]
    assert driver["name"] == "briefgen"
    assert [rule["id"] for rule in driver["rules"]] == ["F01", "Q03", "X01"]
    assert [result["ruleId"] for result in tool_run["results"]] == ["F01", "Q03", "X01"]
    for result in tool_run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("briefs/")
        assert location["physicalLocation"]["region"]["startLine"] >= 1


def test_annotations_stand_one_a_line():
    shown = run("check", "unreadable", "with-warning", "--report", "github")
    first, second = shown.stdout.splitlines()
    assert first.startswith("::error title=F01 unknown-key,file=briefs/unreadable.yaml,line=5,")
    assert second.startswith("::warning title=X01 left-over-mark,file=briefs/with-warning.yaml,line=5,")


# --- explain ---------------------------------------------------------------------------------------------------------


def test_every_code_is_listed_with_its_severity_and_explained():
    listed = run("explain").stdout.splitlines()
    known = checks.catalogue()
    assert [line.split()[:3] for line in listed] == [[entry.code, entry.name, entry.severity] for entry in known]
    assert len(known) >= 20


@pytest.mark.parametrize("word", ["Q01", "q01", "quote-not-found"])
def test_a_code_is_explained_by_code_or_name(word):
    shown = run("explain", word)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# Q01 quote-not-found (error)\n")
    assert "## Why it matters" in shown.stdout


def test_explanations_for_programs():
    assert json.loads(run("explain", "--json").stdout) == [entry._asdict() for entry in checks.catalogue()]
    one = json.loads(run("explain", "q01", "--json").stdout)
    assert one == {"code": "Q01", "page": checks.explain("Q01")}
