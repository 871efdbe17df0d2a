"""What holds for every command: help, exit codes, errors in words, colour, and a quick start."""

import importlib
import re
import subprocess
import sys
from importlib.metadata import version

import click
import pytest
from command_line import CLEAN, UNREADABLE, environment, process, project, run

from briefgen.cli import main, report, runs
from briefgen.cli.program import YOUNG, Program

COMMANDS = [
    "audience",
    "build",
    "calibration",
    "changes",
    "check",
    "deliver",
    "doctor",
    "edition",
    "explain",
    "init",
    "new",
    "preview",
    "schedule",
    "schema",
    "source",
    "template",
]
HEAVY = ["weasyprint", "pydantic", "babel", "jinja2", "yaml", "markdown_it", "nh3"]


def test_all_commands_are_found():
    assert main.list_commands(click.Context(main)) == COMMANDS


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, flag):
    shown = run(command, flag)
    assert shown.exit_code == 0
    assert re.search(rf"Examples?:\n +briefgen {command}", shown.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says_first(command):
    first = importlib.import_module(f"briefgen.cli.commands.{command}").command.help.partition("\n")[0]
    assert f"  {command:<{max(map(len, COMMANDS))}}  {first}\n" in run("--help").stdout


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_alone_it_prints_help(words):
    shown = run(*words)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Usage: briefgen ")
    assert "Examples:" in shown.stdout
    assert "_BRIEFGEN_COMPLETE=bash_source" in shown.stdout


def test_version():
    assert run("--version").stdout == f"briefgen {version('briefgen')}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chekc"], "unknown command “chekc” (did you mean check?)"),
        (["build", "--audiense", "x"], "--audience"),
        (["check", "--fatal", "info"], "'error', 'warning'"),
        (["build", "--date", "19.1.2024"], "%Y-%m-%d"),
        (["build", "--jobs", "0"], "x>=1"),
    ],
)
def test_a_wrong_word_is_told_with_the_right_one(words, told):
    refused = run(*words)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert told in refused.stderr


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["build", "claen"], "unknown brief “claen”", "clean"),
        (["check", "briefs/claen.yaml"], "unknown brief “briefs/claen.yaml”", "clean"),
        (["build", "-a", "anlayst"], "unknown audience “anlayst”", "analyst"),
        (["check", "-a", "anlayst"], "unknown audience “anlayst”", "analyst"),
        (["build", "-f", "html,pfd"], "unknown format “pfd”", "pdf"),
        (["build", "-l", "frr"], "unknown language “frr”", "fr"),
        (["check", "--select", "Q99"], "unknown code “Q99”", "briefgen explain"),
        (["check", "--ignore", "quote-not-fuond"], "unknown code “quote-not-fuond”", "quote-not-found"),
        (["explain", "quote-notfound"], "unknown code “quote-notfound”", "quote-not-found"),
        (["schema", "breif"], "unknown schema “breif”", "brief"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest_known(tmp_path, monkeypatch, words, message, hint):
    monkeypatch.chdir(project(tmp_path / "p", clean=CLEAN))
    refused = run(*words)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    head, told = refused.stderr.splitlines()
    assert head == f"error: {message}"
    assert told.startswith("   hint: ")
    assert hint in told
    assert not (tmp_path / "p" / "output").exists()


def test_a_project_file_that_does_not_load_is_told_with_its_place(tmp_path, monkeypatch):
    monkeypatch.chdir(project(tmp_path / "p", clean=CLEAN))
    (tmp_path / "p" / "briefgen.yaml").write_text("defualts: {}\n", encoding="utf-8")
    refused = run("check")
    assert refused.exit_code == 2
    assert "briefgen.yaml:1:1: error F01 unknown-key" in refused.stderr
    assert refused.stderr.endswith("error: briefgen.yaml cannot be used\n")


@pytest.mark.parametrize("command", ["build", "check"])
def test_where_there_are_no_briefs_it_says_what_makes_one(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    for words in ([command], [command, "treaty"]):
        refused = run(*words)
        assert refused.exit_code == 2
        assert "briefgen init DIR" in refused.stderr


def test_an_interrupt_stops_it_without_a_traceback(tmp_path, monkeypatch):
    monkeypatch.chdir(project(tmp_path / "p", clean=CLEAN))

    def interrupt(_task):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "perform", interrupt)
    stopped = run("check")
    assert stopped.exit_code == 130
    assert stopped.stderr == "stopped\n"


def test_a_bug_outside_of_briefs_ends_in_a_traceback(monkeypatch):
    def fault(_text):
        raise ZeroDivisionError

    monkeypatch.setattr(report, "machine", fault)
    with pytest.raises(ZeroDivisionError):
        run("schema")


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    command = f"{sys.executable} -m briefgen schema | head -c 1 >first"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert (tmp_path / "first").read_text() == "{"
    assert done.stderr == ""


def test_a_terminal_that_lacks_letters_is_no_error(tmp_path):
    folder = project(tmp_path / "p", unreadable=UNREADABLE)
    shown = process("check", folder=folder, PYTHONIOENCODING="iso-8859-1")
    assert shown.returncode == 1
    assert r"unknown key \u201cglosary\u201d" in shown.stdout


# --- colour ----------------------------------------------------------------------------------------------------------


def test_colour_is_for_terminals_and_obeys_no_color(tmp_path, monkeypatch):
    monkeypatch.chdir(project(tmp_path / "p", unreadable=UNREADABLE))
    plain = run("check", env={"NO_COLOR": None}).stdout
    assert ": error F01 unknown-key" in plain
    assert run("check", env={"NO_COLOR": "1"}, color=True).stdout == plain
    coloured = run("check", env={"NO_COLOR": None}, color=True).stdout
    assert click.style("error F01", fg="red", bold=True) in coloured
    assert click.unstyle(coloured) == plain


# --- a quick start ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "import briefgen",
        "from briefgen.cli import main; main(['--help'], standalone_mode=False)",
        *[f"from briefgen.cli import main; main(['{name}', '--help'], standalone_mode=False)" for name in COMMANDS],
    ],
)
def test_help_and_import_load_nothing_heavy(code):
    asked = f"{code}\nimport sys; print('LOADED', *[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_the_probe_would_tell_what_is_heavy():
    asked = f"import briefgen; briefgen.Brief; import sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], env=environment(), capture_output=True, text=True, check=True)
    assert "pydantic" in done.stdout


def test_a_check_loads_nothing_that_only_a_memo_needs(tmp_path):
    folder = project(tmp_path / "p", memo=CLEAN)
    code = (
        "import gc, sys\nfrom briefgen.cli import main\nmain(['check'], standalone_mode=False)\n"
        "unneeded = {'babel', 'jinja2', 'weasyprint', 'briefgen.write.pdf', 'briefgen.write.web', 'briefgen.write.spoken'}\n"
        "print(sorted(unneeded & set(sys.modules)), gc.get_threshold()[0])"
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"[] {YOUNG}"


def test_a_command_ends_without_looking_through_what_is_left(tmp_path):
    folder = project(tmp_path / "p", memo=CLEAN)
    code = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 10_000))\n"  # registered first, it runs last
        "from briefgen.cli import main\nmain(['check'], standalone_mode=False)\nprint(gc.get_freeze_count())"
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["0", "True"]


def test_adding_a_command_is_adding_a_file(tmp_path, monkeypatch):
    (tmp_path / "greet.py").write_text(
        '"""`briefgen greet`: Say good day."""\n'
        "import click\n"
        "@click.command('greet')\n"
        "def command():\n"
        "    click.echo('good day')\n"
    )
    from briefgen.cli import commands

    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    assert "greet" in Program().list_commands(click.Context(main))
    assert run("greet").stdout == "good day\n"
