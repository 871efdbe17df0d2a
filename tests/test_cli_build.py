"""`briefgen build`: which files it makes, what it says, and that an error in one brief does not stop the others."""

import hashlib
import json
from pathlib import Path

import pytest
from command_line import CLEAN, STATES, process, project, run

from briefgen import errors, pipeline
from briefgen.cli import runs
from briefgen.diagnostics import Severity


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with a brief of each state, to stand in."""
    made = project(tmp_path / "p", **STATES)
    monkeypatch.chdir(made)
    return made


def memo(brief, ending, *, date="2026-03-18", mark="", output="output"):
    """The path of a memo, as it is told."""
    return f"{output}/{brief}/{brief}_{date}_analyst{mark}.{ending}"


def test_a_brief_becomes_pdf_and_html_whose_paths_are_the_result(folder):
    shown = run("build", "clean")
    assert shown.exit_code == 0
    assert sorted(shown.stdout.splitlines()) == [memo("clean", "html"), memo("clean", "pdf")]
    assert shown.stderr == "1 brief, 2 files: no findings\n"
    assert (folder / memo("clean", "pdf")).read_bytes().startswith(b"%PDF-")
    assert "Nothing is reported." in (folder / memo("clean", "html")).read_text(encoding="utf-8")


def test_quiet_leaves_the_paths_and_the_findings():
    shown = run("build", "with-warning", "-f", "html", "-q")
    assert shown.stdout == memo("with-warning", "html") + "\n"
    assert "warning X01" in shown.stderr
    assert "1 brief" not in shown.stderr


def test_an_error_in_one_brief_does_not_stop_the_others():
    shown = run("build", "-f", "html")
    assert shown.exit_code == 1
    assert shown.stdout.splitlines() == [
        memo("clean", "html"),
        memo("with-error", "html", mark="_draft"),
        memo("with-warning", "html"),
    ]
    assert "briefs/unreadable.yaml:5:1: error F01 unknown-key" in shown.stderr
    assert shown.stderr.endswith(
        "4 briefs, 3 files: 2 errors, 1 warning\nfailed: briefs/unreadable.yaml\ndraft: briefs/with-error.yaml\n"
    )


@pytest.mark.parametrize(("fatal", "mark", "exit_code"), [("error", "", 0), ("warning", "_draft", 1)])
def test_what_counts_makes_a_draft(fatal, mark, exit_code):
    shown = run("build", "with-warning", "-f", "html", "--fatal", fatal)
    assert shown.stdout == memo("with-warning", "html", mark=mark) + "\n"
    assert shown.exit_code == exit_code


def test_the_date_and_the_folder_can_be_given(folder):
    shown = run("build", "clean", "-f", "html", "-d", "2026-04-01", "-o", "elsewhere")
    path = memo("clean", "html", date="2026-04-01", output="elsewhere")
    assert shown.stdout == path + "\n"
    assert (folder / path).is_file()
    assert not (folder / "output").exists()


def test_another_language_stands_in_the_name():
    shown = run("build", "clean", "-f", "html", "-l", "fr")
    assert shown.stdout == memo("clean", "html", mark="_fr") + "\n"


def test_audiences_and_formats_are_repeated_or_separated_by_commas(folder):
    (folder / "templates" / "desk").mkdir(parents=True)
    (folder / "templates" / "desk" / "audience.yaml").write_text("extends: analyst\nname: Desk\n")
    asked = []

    def build(request, _project):
        asked.append((request.audiences, request.formats))
        raise errors.OutputFailed("not here")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "build", build)
        run("build", "clean", "-a", "analyst,desk", "-a", "analyst", "-f", "pdf, html")
        run("build", "clean", "-a", "desk")
    assert asked == [(("analyst", "desk"), ("pdf", "html")), (("desk",), ())]


def test_the_print_html_is_kept_where_asked_for(folder):
    run("build", "clean", "-f", "pdf")
    kept = folder / memo("clean", "print.html")
    assert not kept.exists()
    run("build", "clean", "-f", "pdf", "--keep-html")
    assert "Nothing is reported." in kept.read_text(encoding="utf-8")


def test_a_path_from_anywhere_is_built_into_its_own_project(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    shown = run("build", "p/briefs/clean.yaml", "-f", "html")
    assert shown.stdout == memo("clean", "html", output="p/output") + "\n"


def test_two_briefs_of_one_name_do_not_overwrite_each_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    project(tmp_path / "one", same=CLEAN)
    project(tmp_path / "two", same=CLEAN)
    both = ["one/briefs/same.yaml", "two/briefs/same.yaml"]
    refused = run("build", *both, "-f", "html", "-o", "out")
    assert refused.exit_code == 2
    assert "2 briefs are called “same”" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert run("build", *both, "-f", "html").stdout.splitlines() == [
        memo("same", "html", output="one/output"),
        memo("same", "html", output="two/output"),
    ]


# --- for programs ----------------------------------------------------------------------------------------------------


def test_json_tells_every_file_with_its_sha256(folder):
    shown = run("build", "clean", "with-error", "--json")
    told = json.loads(shown.stdout)
    clean, with_error = told["briefs"]
    assert (clean["exit_code"], clean["draft"]) == (0, False)
    assert (with_error["exit_code"], with_error["draft"]) == (1, True)
    assert [finding["code"] for finding in with_error["diagnostics"]] == ["Q03"]
    files = {file["format"]: file for file in clean["written"]}
    assert sorted(files) == ["html", "pdf"]
    assert files["html"]["pages"] is None
    assert files["pdf"]["pages"] == 1
    for file in files.values():
        assert hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_a_report_for_programs_has_the_output_to_itself(form):
    shown = run("build", "with-warning", "-f", "html", "--report", form)
    path = memo("with-warning", "html")
    assert path not in shown.stdout
    assert path in shown.stderr.splitlines()
    assert shown.stdout.startswith({"sarif": "{", "github": "::warning"}[form])


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_what_the_world_refuses_is_told_with_the_brief_and_a_hint(folder):
    (folder / "output").write_text("a file in the way")
    shown = run("build", "clean", "with-warning", "-f", "html")
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert "error: briefs/clean.yaml: cannot write" in shown.stderr
    assert "hint: " in shown.stderr
    assert shown.stderr.endswith("failed: briefs/clean.yaml, briefs/with-warning.yaml\n")


def test_a_bug_in_one_brief_is_told_with_its_traceback_and_stops_no_other(monkeypatch):
    build = pipeline.build

    def faulty(request, project):
        if request.brief.stem == "clean":
            raise ZeroDivisionError("a bug")
        return build(request, project)

    monkeypatch.setattr(pipeline, "build", faulty)
    shown = run("build", "clean", "with-warning", "-f", "html")
    assert shown.exit_code == 2
    assert shown.stdout == memo("with-warning", "html") + "\n"
    assert "ZeroDivisionError: a bug" in shown.stderr
    assert "please report it" in shown.stderr


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, 0), ({"draft": True}, 1), ({"failed": 1}, 1), ({"failed": 2, "draft": True}, 2)],
)
def test_the_worst_that_happened_is_the_exit_code(given, code):
    assert runs.Outcome(Path("b.yaml"), Severity.ERROR, **given).exit_code == code


# --- several at once -------------------------------------------------------------------------------------------------


def test_several_at_once_say_and_make_the_same(folder):
    one = process("build", "-f", "html", "--json", folder=folder)
    made = {path: path.read_bytes() for path in (folder / "output").rglob("*.html")}
    for path in made:
        path.unlink()
    many = process("build", "-f", "html", "--json", "-j", "2", folder=folder)
    assert many.returncode == one.returncode == 1
    assert json.loads(many.stdout) == json.loads(one.stdout)
    assert {path: path.read_bytes() for path in (folder / "output").rglob("*.html")} == made
    assert len(made) == 3


def test_a_bar_counts_the_briefs_on_a_terminal_and_is_gone_before_the_results(monkeypatch):
    class Terminal:
        said = ""

        def isatty(self):
            return True

        def write(self, text):
            self.said += text

        def flush(self):
            pass

    terminal = Terminal()
    monkeypatch.setattr(runs.sys, "stderr", terminal)
    monkeypatch.setattr(runs, "perform", lambda task: task)
    assert list(runs.perform_all(["a", "b"])) == ["a", "b"]
    assert "2/2" in terminal.said
    terminal.said = ""
    assert list(runs.perform_all(["a", "b"], quiet=True)) == ["a", "b"]
    assert list(runs.perform_all(["a"])) == ["a"]
    assert terminal.said == ""


def test_an_empty_name_is_no_folder_and_a_folder_is_no_brief(folder):
    shown = run("build", "--output", "")
    assert (shown.exit_code, "--output names no folder" in shown.stderr) == (2, True)
    assert not list(folder.rglob("*.pdf"))
    shown = run("build", "briefs")
    assert (shown.exit_code, "“briefs” is a folder, and a brief is a file" in shown.stderr) == (2, True)
