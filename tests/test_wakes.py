"""What wakes briefgen, as text: looked at by the tools of the systems where they are here, and shown in the docs as it is."""

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import SMALL, project

from briefgen.cli import system, wakes
from briefgen.errors import InvalidProject, ProjectError
from briefgen.load import house
from briefgen.project import Project
from briefgen.yaml_source import parse

PAGE = (Path(__file__).parents[1] / "docs" / "schedules.md").read_text(encoding="utf-8")


def place(root="/srv/desk", **more):
    given = {"python": "/opt/briefgen/bin/python", "version": "0.1.0", "repository": Path(root), **more}
    return wakes.Place(Path(root), **given)


def texts(kind, where):
    return list(wakes.files(kind, where).values())


def wanted(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not here to check it")


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


ODD = ["/srv/desk", "/srv/the desk", "/srv/100% sure", '/srv/it\'s "so"', "/srv/été", "/srv/a$b;c&d"]
"""Folders whose names mean something to systems."""


# --- the docs --------------------------------------------------------------------------------------------------------


def test_the_docs_show_what_is_printed():
    assert blocks("ini") == texts("systemd", place())
    assert blocks("crontab") == [wakes.crontab_block(place())]
    assert blocks("yaml")[1:] == texts("github", place())


def test_the_schedules_of_the_docs_can_be_used_and_their_mistake_is_told_so(tmp_path):
    (settings, _) = blocks("yaml")
    treaty = {"briefs/treaty.yaml": SMALL}
    made = project(tmp_path, SMALL, **treaty, **{"briefgen.yaml": settings})
    house.require(made)
    assert set(made.settings.schedules) == {"weekly-memo", "month-end", "watch"}
    (tmp_path / "briefgen.yaml").write_text(settings.replace("Asia/Tehran", "Asia/Teheran"), encoding="utf-8")
    with pytest.raises(InvalidProject) as caught:
        house.require(Project(tmp_path, made.today))
    from briefgen import diagnostics

    (found,) = caught.value.diagnostics
    assert f"```\n{diagnostics.to_text(found)}\n```" in PAGE


# --- systemd ---------------------------------------------------------------------------------------------------------


@wanted("systemd-analyze")
@pytest.mark.parametrize("root", ODD)
def test_systemd_finds_no_fault_in_the_units(root, tmp_path):
    where = place(root, python=sys.executable)
    copies = []
    for path, text in wakes.files("systemd", where).items():
        copies.append(tmp_path / path.name)
        copies[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", *copies], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if where.name in line]) == (0, [])
    service = next(path for path in copies if path.suffix == ".service")
    service.write_text(service.read_text(encoding="utf-8").replace("ExecStart=", "ExecStrat="), encoding="utf-8")
    wrong = subprocess.run(["systemd-analyze", "verify", service], capture_output=True, text=True, check=False)
    assert where.name in wrong.stderr


@wanted("systemd-analyze")
def test_systemd_reads_the_hours_as_they_are_meant():
    command = ["systemd-analyze", "calendar", "--iterations=5", "--base-time=2027-03-28 00:50:00 UTC", wakes.CALENDAR]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "TZ": "UTC"}).stdout
    times = re.findall(r"2027-03-28 (\d\d:\d\d:\d\d) UTC", told)
    assert times == ["01:00:00", "01:15:00", "01:30:00", "01:45:00", "02:00:00"]


def test_a_python_in_an_odd_place_is_one_word_to_systemd():
    service, _ = texts("systemd", place(python='/opt/my "tools" 5%/python'))
    assert r'ExecStart="/opt/my \"tools\" 5%%/python" -m briefgen schedule run' in service


# --- cron ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ODD)
def test_the_line_does_the_same_in_every_folder(root, tmp_path):
    """The shell gets what cron makes of the line: after five fields, “\\%” is “%”, and a bare one ends the command."""
    folder = tmp_path / root.removeprefix("/srv/")
    folder.mkdir()
    python = folder / "python"
    python.write_text('#!/bin/sh\necho "$PWD|$*"\n', encoding="utf-8")
    python.chmod(0o755)
    _, _, line, _ = wakes.crontab_block(place(str(folder), python=str(python))).splitlines()
    assert not re.search(r"(?<!\\)%", line)
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    told = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True, cwd="/").stdout
    assert told == f"{folder}|-m briefgen schedule run\n"


def dry_run():
    """The words that make this crontab only look at a file: Debian's and cronie's differ. None where neither does."""
    if shutil.which("crontab") is None:
        return None
    told = subprocess.run(["crontab", "-h"], capture_output=True, text=True, check=False)
    usage = told.stdout + told.stderr
    return next((["crontab", flag] for flag, words in (("-n", "dry run"), ("-T", "test")) if words in usage), None)


@pytest.mark.skipif(dry_run() is None, reason="no crontab is here that only looks at a file")
@pytest.mark.parametrize("root", ODD)
def test_cron_finds_no_fault_in_the_lines(root, tmp_path):
    file = tmp_path / "tab"
    file.write_text(wakes.crontab_block(place(root)), encoding="utf-8")
    assert subprocess.run([*dry_run(), file], check=False).returncode == 0
    file.write_text(wakes.crontab_block(place(root)).replace("*/15", "*/x"), encoding="utf-8")
    assert subprocess.run([*dry_run(), file], capture_output=True, check=False).returncode != 0


# --- launchd ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [*ODD, "/srv/a<b>&--c"])
def test_the_list_for_launchd_says_what_is_meant(root):
    (text,) = texts("launchd", place(root, libraries="/opt/homebrew/lib:/usr/lib"))
    told = plistlib.loads(text.encode())
    assert told["ProgramArguments"] == ["/opt/briefgen/bin/python", "-m", "briefgen", "schedule", "run"]
    assert (told["WorkingDirectory"], told["RunAtLoad"]) == (root, True)
    assert told["StartCalendarInterval"] == [{"Minute": minute} for minute in (0, 15, 30, 45)]
    assert told["EnvironmentVariables"] == {"DYLD_FALLBACK_LIBRARY_PATH": "/opt/homebrew/lib:/usr/lib"}
    assert "EnvironmentVariables" not in plistlib.loads(texts("launchd", place(root))[0].encode())


@wanted("plutil")
def test_macos_finds_no_fault_in_the_list(tmp_path):
    file = tmp_path / "a.plist"
    file.write_text(texts("launchd", place())[0], encoding="utf-8")
    assert subprocess.run(["plutil", "-lint", file], check=False).returncode == 0


def test_libraries_are_named_where_cron_starts_python():
    assert "&& DYLD_FALLBACK_LIBRARY_PATH=/a/lib /opt/" in wakes.crontab_block(place(libraries="/a/lib"))


# --- GitHub ----------------------------------------------------------------------------------------------------------

NESTED = {"root": "/srv/repo/it's: a desk", "repository": Path("/srv/repo")}


def workflow(**more):
    (text,) = texts("github", place(**more))
    return text, parse("w.yml", text.encode())[0].data()


@pytest.mark.parametrize("more", [{}, NESTED], ids=["at the root", "further down"])
def test_the_workflow_is_one_by_the_published_schema(more, tmp_path):
    text, _ = workflow(**more)
    for content, code in ((text, 0), (text.replace("runs-on", "runs_on"), 1)):
        file = tmp_path / "briefgen.yml"
        file.write_text(content, encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr


@wanted("actionlint")
@pytest.mark.parametrize("more", [{}, NESTED], ids=["at the root", "further down"])
def test_actionlint_finds_no_fault_in_the_workflow(more, tmp_path):
    file = tmp_path / "briefgen.yml"
    file.write_text(workflow(**more)[0], encoding="utf-8")
    assert subprocess.run(["actionlint", file], check=False).returncode == 0


def test_the_record_is_pushed_before_anything_is_sent():
    _, told = workflow()
    steps = told["jobs"]["due"]["steps"]
    runs = [step.get("run", "") for step in steps]
    frozen, pushed, sent, last = (
        next(index for index, run in enumerate(runs) if words in run)
        for words in ("run --prepare ", "What was due", "run --prepared ", "What was sent")
    )
    assert frozen < pushed < sent < last
    assert "git push" in runs[pushed] and "git push" in runs[last]
    assert "steps.record.outcome == 'success'" in steps[sent]["if"]
    assert steps[pushed]["id"] == "record"


@pytest.fixture
def hosted(tmp_path):
    """Runs the steps of the workflow in a clone, as a hosted runner does; `briefgen` is a stand-in that writes a file."""
    origin, desk, programs = tmp_path / "origin", tmp_path / "desk", tmp_path / "bin"
    programs.mkdir()
    stand_in = programs / "briefgen"
    stand_in.write_text(
        '#!/bin/sh\necho "$*" >> "$SENT"\necho "$*" > "record$3"\nexit "${CODE:-0}"\n', encoding="utf-8"
    )
    stand_in.chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[init]\n\tdefaultBranch = main\n[user]\n\tname = A\n\temail = a@example.org\n", encoding="utf-8"
    )
    around = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "SENT": str(tmp_path / "sent"),
        "GITHUB_RUN_ID": "7",
        "GITHUB_RUN_ATTEMPT": "1",
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_SYSTEM": str(tmp_path / "none"),
    }

    class Hosted:
        sent = tmp_path / "sent"
        hook = origin / "hooks" / "pre-receive"

        def git(self, *words, at=desk):
            return subprocess.run(
                ["git", *words], cwd=at, env=around, capture_output=True, text=True, check=True
            ).stdout

        def steps(self, **more):
            """Runs every step that its condition lets run, and gives the names of those that failed."""
            outcomes, failed = {}, []
            for step in workflow()[1]["jobs"]["due"]["steps"]:
                condition = step.get("if", "success()")
                blocked = "steps.record" in condition and outcomes["record"] != "success"
                if "pip install" in step.get("run", "") or "run" not in step or blocked:
                    continue
                if condition == "success()" and failed:
                    continue
                command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                done = subprocess.run(command, cwd=desk, env={**around, **more}, capture_output=True, check=False)
                outcomes[step.get("id", "")] = "success" if done.returncode == 0 else "failure"
                failed += [step["name"]] if done.returncode else []
            return failed

    made = Hosted()
    made.git("init", "--bare", origin, at=tmp_path)
    made.git("clone", origin, desk, at=tmp_path)
    made.git("commit", "--allow-empty", "-m", "first")
    made.git("push", "-u", "origin", "HEAD")
    return made


@wanted("git")
def test_the_steps_push_the_record_send_and_push_the_receipts(hosted, tmp_path):
    hosted.git("clone", tmp_path / "origin", tmp_path / "other", at=tmp_path)
    hosted.git("commit", "--allow-empty", "-m", "of a colleague", at=tmp_path / "other")
    hosted.git("push", at=tmp_path / "other")
    assert hosted.steps() == []
    told = hosted.git("log", "--format=%s", "--reverse", "main", at=tmp_path / "origin").splitlines()
    assert told == ["first", "of a colleague", "What was due", "What was sent"]
    assert hosted.sent.read_text(encoding="utf-8").splitlines() == [
        "schedule run --prepare 7.1",
        "schedule run --prepared 7.1",
    ]
    assert hosted.steps() == []  # nothing new: nothing is committed
    assert hosted.git("log", "--format=%s", "main", at=tmp_path / "origin").count("\n") == 4


@wanted("git")
def test_where_the_record_is_refused_nothing_is_sent(hosted):
    hosted.hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hosted.hook.chmod(0o755)
    assert hosted.steps() == ["Push the record, before anything is sent"]
    assert hosted.sent.read_text(encoding="utf-8").splitlines() == ["schedule run --prepare 7.1"]


@wanted("git")
def test_what_a_failed_run_has_to_say_is_pushed_too(hosted, tmp_path):
    assert hosted.steps(CODE="1") == [
        "Freeze what is due, and put on record what will be sent",
        "Send what is on record",
    ]
    assert "What was due" in hosted.git("log", "--format=%s", "main", at=tmp_path / "origin")


def test_the_workflow_may_do_no_more_than_it_must():
    text, told = workflow()
    assert told["permissions"] == {}
    assert told["jobs"]["due"]["permissions"] == {"contents": "write"}
    assert told["concurrency"] == {"group": "briefgen", "cancel-in-progress": False}
    with_secrets = [step["name"] for step in told["jobs"]["due"]["steps"] if "secrets." in str(step)]
    assert with_secrets == ["Send what is on record"]
    assert re.findall(r"uses: (\S+)", text) == ["actions/checkout@v6", "actions/setup-python@v6"]
    assert "pip install briefgen==0.1.0\n" in text


def test_a_project_further_down_is_gone_into():
    _, told = workflow(**NESTED)
    assert told["jobs"]["due"]["defaults"]["run"]["working-directory"] == "it's: a desk"
    assert told["concurrency"]["group"] == told["name"] == place(**NESTED).name


# --- places ----------------------------------------------------------------------------------------------------------


def test_each_project_has_a_name_of_its_own_that_systems_can_bear():
    names = [place(root).name for root in [*ODD, "/other/desk", "/srv/Письма"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"briefgen-[a-z0-9-]+-[0-9a-f]{6}", name) for name in names)


@pytest.mark.parametrize("root", ["/srv/a\nb", "/srv/a\\", "/srv/a "])
def test_a_folder_that_no_file_of_this_kind_can_name_is_refused(root):
    with pytest.raises(ProjectError, match="cannot be written down"):
        place(root)


def test_a_program_that_is_not_there_is_told():
    done = system.run("no-such-program")
    assert (done.code, bool(done.told)) == (-1, True)
    assert not system.has("no-such-program")
    assert system.run(sys.executable, "-c", "import sys; print(sys.argv[1])", "a; b").output == "a; b\n"
