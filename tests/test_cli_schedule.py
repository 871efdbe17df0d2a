"""`briefgen schedule`: what it tells, and what it installs and takes away. The programs of the system are stand-ins here."""

import json
import os
import shutil
import sys

import pytest
from command_line import CLEAN, project, run

SETTINGS = """\
timezone: Europe/London
schedules:
  weekly-memo: {weekly: {day: monday, at: 07:00}, briefs: memo, audiences: public, skip: 2027-03-29}
  nightly: {daily: "01:30"}
  month-end: {monthly: {day: [15, last], at: "18:00"}, timezone: Asia/Tehran}
  watch: {cron: "0 */6 29 2 *"}
"""
SPRING = "2027-03-27T12:00+00:00"
"""The evening before the clocks of London are set forward."""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with schedules to stand in, a home of its own, and no programs but those that a test puts there."""
    made = project(tmp_path / "desk", memo=CLEAN)
    (made / "briefgen.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    monkeypatch.chdir(made)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    return made


@pytest.fixture
def stand_in(tmp_path):
    """Puts a program on the PATH that notes how it was called and does what a few lines of shell say."""

    def put(name, lines="", code=0):
        program = tmp_path / "bin" / name
        note = f'echo {name} "$@" >> {tmp_path / "calls"}'
        program.write_text(f"#!/bin/sh\nPATH={os.defpath}\n{note}\n{lines}\nexit {code}\n", encoding="utf-8")
        program.chmod(0o755)

    def calls():
        file = tmp_path / "calls"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    put.calls = calls
    return put


def files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} if root.exists() else set()


def rows(done):
    return [line.split() for line in done.stdout.splitlines()]


# --- list and next ---------------------------------------------------------------------------------------------------


def test_each_schedule_is_listed_with_its_next_run_in_its_zone_and_in_utc():
    done = run("schedule", "list", "--at", SPRING)
    assert done.exit_code == 0
    assert [" ".join(row) for row in rows(done)] == [
        (
            "weekly-memo Mon 2027-04-05 07:00 Europe/London 2027-04-05 06:00 UTC weekly on monday at 07:00 memo for public "
            "last: none"
        ),
        "nightly Sun 2027-03-28 02:00 Europe/London 2027-03-28 01:00 UTC daily at 01:30 all briefs last: none",
        "month-end Wed 2027-03-31 18:00 Asia/Tehran 2027-03-31 14:30 UTC monthly on 15, last at 18:00 all briefs last: none",
        "watch Tue 2028-02-29 00:00 Europe/London 2028-02-29 00:00 UTC cron 0 */6 29 2 * all briefs last: none",
    ]
    starts = {line.index("UTC") for line in done.stdout.splitlines()}
    assert len(starts) == 1
    (first, *_) = json.loads(run("schedule", "list", "--at", SPRING, "--json").stdout)
    assert first == {
        "name": "weekly-memo",
        "when": "weekly on monday at 07:00",
        "timezone": "Europe/London",
        "briefs": ["memo"],
        "audiences": ["public"],
        "next": {
            "schedule": "weekly-memo",
            "local": "2027-04-05T07:00:00+01:00",
            "utc": "2027-04-05T06:00:00+00:00",
            "timezone": "Europe/London",
        },
        "last": None,
    }


def test_the_next_runs_of_all_come_in_the_order_of_time():
    done = run("schedule", "next", "-n", "4", "--at", "2027-03-30T12:00Z")
    assert [(row[-2], row[-1], row[1], row[2]) for row in rows(done)] == [
        ("UTC", "nightly", "2027-03-31", "01:30"),
        ("UTC", "month-end", "2027-03-31", "18:00"),
        ("UTC", "nightly", "2027-04-01", "01:30"),
        ("UTC", "nightly", "2027-04-02", "01:30"),
    ]
    assert len(rows(run("schedule", "next", "--at", SPRING))) == 10


def test_the_next_runs_of_one_and_without_a_moment_those_from_now_on():
    data = json.loads(run("schedule", "next", "watch", "-n", "2", "--at", SPRING, "--json").stdout)
    assert [entry["utc"] for entry in data] == ["2028-02-29T00:00:00+00:00", "2028-02-29T06:00:00+00:00"]
    (now,) = json.loads(run("schedule", "next", "nightly", "-n", "1", "--json").stdout)
    import datetime

    ahead = datetime.datetime.fromisoformat(now["utc"]) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta() < ahead <= datetime.timedelta(hours=25)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["next", "weekly"], "did you mean weekly-memo?"),
        (["next", "--at", "2027-03-27T12:00"], "has no zone"),
        (["next", "--at", "soon"], "is no instant"),
        (["next", "--at", "9999-12-31T23:59Z"], "too far away"),
        (["next", "-n", "0"], "1<=x<=100"),
        (["install"], "--systemd, --cron, --launchd, --github"),
        (["remove"], "--systemd, --cron, --launchd, --github"),
        (["lst"], "did you mean list?"),
    ],
)
def test_what_cannot_be_meant_is_told(words, told):
    done = run("schedule", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize("words", [["list"], ["next"], ["install", "--cron"]])
def test_a_fault_of_the_project_file_is_told_at_its_line(folder, words):
    (folder / "briefgen.yaml").write_text(SETTINGS.replace("Asia/Tehran", "Asia/Teheran"), encoding="utf-8")
    done = run("schedule", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "briefgen.yaml:5:66: error F23 unknown-zone" in done.stderr
    assert "did you mean Asia/Tehran" in done.stderr


def test_no_schedules_are_told_of(folder):
    (folder / "briefgen.yaml").write_text("defaults: {}\n", encoding="utf-8")
    assert "no schedules yet" in run("schedule", "list").stderr
    assert run("schedule", "next").exit_code == 0
    assert json.loads(run("schedule", "list", "--json").stdout) == []


# --- printing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["systemd", "cron", "launchd", "github"])
def test_printing_writes_nothing_and_starts_nothing(kind, tmp_path, stand_in):
    for program in ("systemctl", "crontab", "launchctl"):
        stand_in(program)
    before = files(tmp_path)
    done = run("schedule", "install", f"--{kind}")
    assert done.exit_code == 0
    assert "briefgen schedule run" in done.stdout or "<string>schedule</string>" in done.stdout
    assert f"briefgen schedule install --{kind}".replace("--launchd", "- -launchd") in done.stdout
    assert files(tmp_path) == before
    assert stand_in.calls() == []


@pytest.mark.parametrize(
    ("kind", "program", "asked"),
    [
        ("systemd", "systemd-analyze", ["verify", "calendar"]),
        ("launchd", "plutil", ["-lint"]),
        ("github", "actionlint", [""]),
    ],
)
def test_the_programs_of_the_system_are_asked(kind, program, asked, stand_in, tmp_path):
    stand_in(program)
    done = run("schedule", "install", f"--{kind}")
    assert (done.exit_code, f"checked by {program}" in done.stderr) == (0, True)
    assert [call.split()[0] for call in stand_in.calls()] == [program] * len(asked)
    assert all(word in call for word, call in zip(asked, stand_in.calls(), strict=True))
    stand_in(program, "echo line 3: no such thing >&2", code=1)
    refused = run("schedule", "install", f"--{kind}", "--write")
    assert refused.exit_code == 2
    assert f"{program} finds fault with it: line 3: no such thing" in refused.stderr
    assert not files(tmp_path / "home") and not files(tmp_path / "desk" / ".github")


def test_what_systemd_only_warns_of_is_a_fault_too(stand_in):
    stand_in("systemd-analyze", 'echo "$2:7: Unknown key name" >&2')
    refused = run("schedule", "install", "--systemd")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert ".service:7: Unknown key name" in refused.stderr


# --- files -----------------------------------------------------------------------------------------------------------

PLACES = {
    "systemd": ("home/.config/systemd/user", {".service", ".timer"}),
    "launchd": ("home/Library/LaunchAgents", {".plist"}),
    "github": ("desk/.github/workflows", {".yml"}),
}


@pytest.mark.parametrize("kind", PLACES)
def test_what_is_installed_is_what_is_printed_and_is_taken_away_again(kind, tmp_path):
    before = files(tmp_path)
    place, endings = PLACES[kind]
    done = run("schedule", "install", f"--{kind}", "--write")
    assert done.exit_code == 0
    made = {path for path in (tmp_path / place).iterdir() if path.is_file()}
    assert {path.suffix for path in made} == endings
    assert all(f"written: {path}" in done.stdout for path in made)
    printed = run("schedule", "install", f"--{kind}").stdout
    assert all(path.read_text(encoding="utf-8") in printed for path in made)
    assert run("schedule", "install", f"--{kind}", "--write").exit_code == 0  # anew
    taken = run("schedule", "remove", f"--{kind}")
    assert (taken.exit_code, taken.stdout.count("removed: ")) == (0, len(endings))
    assert files(tmp_path) == before
    again = run("schedule", "remove", f"--{kind}")
    assert (again.exit_code, "there is nothing to remove" in again.stdout) == (0, True)


@pytest.mark.parametrize("kind", PLACES)
def test_a_file_of_somebody_elses_is_neither_written_over_nor_removed(kind, tmp_path):
    run("schedule", "install", f"--{kind}", "--write")
    place, _ = PLACES[kind]
    file = min((tmp_path / place).iterdir())
    file.write_text("# mine\n", encoding="utf-8")
    for words in (["install", f"--{kind}", "--write"], ["remove", f"--{kind}"]):
        done = run("schedule", *words)
        assert done.exit_code == 2
        assert f"{file} is there, and is none that briefgen made" in done.stderr
    assert file.read_text(encoding="utf-8") == "# mine\n"
    assert len(list((tmp_path / place).iterdir())) == len(PLACES[kind][1])


def test_the_timer_is_started_and_stopped(stand_in, tmp_path):
    stand_in("systemctl")
    done = run("schedule", "install", "--systemd", "--write")
    (timer,) = (tmp_path / "home/.config/systemd/user").glob("*.timer")
    assert f"started: {timer.name}" in done.stdout
    assert "enable-linger" in done.stdout
    wants = timer.parent / "timers.target.wants"
    wants.mkdir()
    (wants / timer.name).symlink_to(timer)
    run("schedule", "remove", "--systemd")
    assert stand_in.calls() == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {timer.name}",
        f"systemctl --user disable --now {timer.name}",
        "systemctl --user daemon-reload",
    ]
    assert not list(wants.iterdir())


def test_the_agent_is_loaded_anew_and_unloaded(stand_in):
    stand_in("launchctl")
    run("schedule", "install", "--launchd", "--write")
    run("schedule", "remove", "--launchd")
    out, loaded, gone = stand_in.calls()
    assert out == gone
    assert out.startswith(f"launchctl bootout gui/{os.getuid()}/org.briefgen.desk-")
    assert loaded.startswith(f"launchctl bootstrap gui/{os.getuid()} ")


def test_where_no_session_runs_the_files_are_there_and_it_says_what_to_do(stand_in, tmp_path):
    stand_in("systemctl", "echo Failed to connect to bus >&2", code=1)
    done = run("schedule", "install", "--systemd", "--write")
    assert done.exit_code == 2
    assert "systemctl does not take it: Failed to connect to bus" in done.stderr
    assert "hint: once you are logged in: systemctl --user enable --now briefgen-desk-" in done.stderr
    assert len(list((tmp_path / "home/.config/systemd/user").iterdir())) == 2
    assert run("schedule", "remove", "--systemd").exit_code == 0


def test_where_there_is_no_systemctl_it_says_what_to_do():
    assert (
        "systemctl is not here; where it is: systemctl --user enable --now"
        in run("schedule", "install", "--systemd", "--write").stdout
    )


def test_settings_of_the_user_may_stand_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    run("schedule", "install", "--systemd", "--write")
    assert len(files(tmp_path / "settings" / "systemd" / "user")) == 2


def test_a_home_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "home").write_text("a file in its place", encoding="utf-8")
    done = run("schedule", "install", "--systemd", "--write")
    assert done.exit_code == 2
    assert "put it where it belongs by hand" in done.stderr or "cannot be read" in done.stderr


def test_the_workflow_lies_at_the_root_of_the_repository(folder, tmp_path):
    (tmp_path / ".git").mkdir()
    run("schedule", "install", "--github", "--write")
    (made,) = (tmp_path / ".github/workflows").iterdir()
    assert made.name.startswith("briefgen-desk-")
    assert "        working-directory: desk\n" in made.read_text(encoding="utf-8")
    assert not (folder / ".github").exists()


# --- the crontab -----------------------------------------------------------------------------------------------------


@pytest.fixture
def crontab(stand_in, tmp_path):
    """A stand-in that keeps a crontab in a file; `.read()` gives it, None where there is none."""
    kept = tmp_path / "tab"
    stand_in(
        "crontab",
        f'case "$1" in -l) if [ -f {kept} ]; then cat {kept}; else echo no crontab for me >&2; exit 1; fi ;;'
        f" -) cat > {kept} ;; -r) rm {kept} ;; esac",
    )

    class Tab:
        def read(self):
            return kept.read_bytes() if kept.exists() else None

        def write(self, content):
            kept.write_bytes(content)

    return Tab()


OTHERS = b"MAILTO=me\n# caf\xe9, 5 %\n5 4 * * * true\n"


@pytest.mark.parametrize("others", [None, OTHERS, OTHERS.rstrip(b"\n")])
def test_other_lines_of_the_crontab_stay_as_they_are(crontab, others):
    if others is not None:
        crontab.write(others)
    done = run("schedule", "install", "--cron", "--write")
    assert done.exit_code == 0
    block = run("schedule", "install", "--cron").stdout.encode()
    lines = (others or b"") + (b"\n" if others and not others.endswith(b"\n") else b"")
    assert crontab.read() == lines + block
    crontab.write(crontab.read() + b"0 0 1 1 * later\n")
    assert "has it already" in run("schedule", "install", "--cron", "--write").stdout
    assert run("schedule", "remove", "--cron").exit_code == 0
    assert crontab.read() == lines + b"0 0 1 1 * later\n"
    assert "there is nothing to remove" in run("schedule", "remove", "--cron").stdout


def test_a_crontab_that_was_not_there_is_gone_again(crontab):
    run("schedule", "install", "--cron", "--write")
    assert crontab.read() is not None
    run("schedule", "remove", "--cron")
    assert crontab.read() is None


def test_an_older_line_is_replaced_where_it_stands(crontab, monkeypatch):
    run("schedule", "install", "--cron", "--write")
    crontab.write(OTHERS + crontab.read() + b"0 0 1 1 * later\n")
    monkeypatch.setattr(sys, "executable", "/opt/new/bin/python")
    run("schedule", "install", "--cron", "--write")
    found = crontab.read()
    assert found.startswith(OTHERS) and found.endswith(b": end\n0 0 1 1 * later\n")
    assert found.count(b"schedule run") == found.count(b"/opt/new/bin/python") == 1


def test_two_projects_have_their_own_lines(crontab, folder, tmp_path, monkeypatch):
    run("schedule", "install", "--cron", "--write")
    (tmp_path / "other").mkdir()
    shutil.copytree(folder, tmp_path / "other" / "desk")
    monkeypatch.chdir(tmp_path / "other" / "desk")
    run("schedule", "install", "--cron", "--write")
    assert crontab.read().count(b"schedule run") == 2
    run("schedule", "remove", "--cron")
    assert (crontab.read().count(b"schedule run"), b"other/desk" in crontab.read()) == (1, False)


def test_a_crontab_that_cannot_be_followed_is_left_alone(crontab, stand_in):
    run("schedule", "install", "--cron", "--write")
    broken = crontab.read().rpartition(b"# briefgen")[0]
    crontab.write(broken)
    for words in (["install", "--cron", "--write"], ["remove", "--cron"]):
        done = run("schedule", *words)
        assert (done.exit_code, "mend it by hand" in done.stderr) == (2, True)
    assert crontab.read() == broken
    stand_in("crontab", "echo you may not use it >&2", code=1)
    assert "the crontab cannot be read: you may not use it" in run("schedule", "remove", "--cron").stderr


def test_without_cron_it_says_so():
    done = run("schedule", "install", "--cron", "--write")
    assert (done.exit_code, "crontab is not here" in done.stderr) == (2, True)
