"""`briefgen doctor`: what works, what is missing, and the command that mends it."""

import hashlib
import json
import platform
import sys

import pytest
from command_line import CLEAN, project, run

from briefgen.cli import health
from briefgen.errors import EngineMissing
from briefgen.write import engine


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    made = project(tmp_path / "p", clean=CLEAN)
    monkeypatch.chdir(made)
    return made


def states():
    return {organ["name"]: organ for organ in json.loads(run("doctor", "--json").stdout)}


def test_on_a_machine_where_all_is_well_it_says_so():
    shown = run("doctor")
    assert shown.exit_code == 0
    assert {line.split()[0] for line in shown.stdout.splitlines()} == {"works"}
    names = [line.split()[1] for line in shown.stdout.splitlines()]
    assert names == [
        "briefgen",
        "Python",
        "WeasyPrint",
        "Pango",
        "HarfBuzz",
        "fonts",
        "templates",
        "preview",
        "project",
        "archives",
    ]
    assert [organ["name"] for organ in json.loads(run("doctor", "--json").stdout)] == names


def test_outside_of_a_project_memos_can_be_made_all_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert states()["project"]["state"] == "note"
    shown = run("doctor")
    assert shown.exit_code == 0
    assert "briefgen init DIR" in shown.stdout


@pytest.fixture
def on(monkeypatch):
    """The machine as if it were another: sys.platform, its processor, its os-release."""

    def on(system, machine="x86_64", release=None):
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(platform, "machine", lambda: machine)

        def os_release():
            if release is None:
                raise OSError
            return release

        monkeypatch.setattr(platform, "freedesktop_os_release", os_release)

    return on


SYSTEMS = [
    (("linux", "x86_64", {"ID": "debian"}), "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    (("linux", "x86_64", {"ID": "ubuntu", "ID_LIKE": "debian"}), "apt-get install libpango-1.0-0"),
    (("linux", "x86_64", {"ID": "elementary", "ID_LIKE": "ubuntu"}), "apt-get install libpango-1.0-0"),
    (("linux", "x86_64", {"ID": "fedora"}), "dnf install pango"),
    (("linux", "x86_64", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}), "dnf install pango"),
    (("linux", "x86_64", {"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}), "zypper install"),
    (("linux", "x86_64", {"ID": "void"}), "install Pango"),
    (("linux", "x86_64", None), "install Pango"),
    (("darwin", "x86_64", None), "brew install pango"),
    (("darwin", "arm64", None), "export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib"),
    (("win32", "AMD64", None), "pacman -S mingw-w64-ucrt-x86_64-pango"),
]


@pytest.mark.parametrize(("machine", "command"), SYSTEMS)
def test_a_missing_engine_is_told_with_the_command_that_installs_it(monkeypatch, on, machine, command):
    def missing():
        raise EngineMissing("a system library that makes the PDF is missing: libpango-1.0-0")

    monkeypatch.setattr(engine, "engine_report", missing)
    on(*machine)
    shown = run("doctor")
    assert shown.exit_code == 2
    assert "missing  PDF" in shown.stdout
    assert "libpango-1.0-0" in shown.stdout
    assert command in shown.stdout
    assert "briefgen build --format html" in shown.stdout


def test_only_apple_silicon_needs_the_loader_path(on):
    on("darwin", "x86_64")
    assert "DYLD" not in health._ENGINE[health._system()]


@pytest.mark.parametrize("machine", [machine for machine, _ in SYSTEMS])
def test_without_subsetting_memos_are_made_and_the_command_is_told(monkeypatch, on, machine):
    whole = engine.engine_report()
    monkeypatch.setattr(engine, "engine_report", lambda: engine.dataclasses.replace(whole, subsetting=False))
    on(*machine)
    organ = states()["HarfBuzz"]
    assert organ["state"] == "note"
    assert "harfbuzz" in organ["mend"].lower() or organ["mend"] == health._ENGINE[health._system()]
    assert run("doctor").exit_code == 0


def test_missing_fonts_are_told(monkeypatch):
    whole = engine.engine_report()
    monkeypatch.setattr(engine, "engine_report", lambda: engine.dataclasses.replace(whole, fonts=()))
    assert states()["fonts"]["state"] == "missing"
    assert run("doctor").exit_code == 2


def test_missing_templates_are_told(monkeypatch, tmp_path):
    from briefgen import project as projects

    monkeypatch.setattr(projects, "shipped", lambda name: tmp_path / "nowhere" / name)
    assert states()["templates"]["state"] == "missing"


def test_a_project_file_that_does_not_load_is_told(folder):
    (folder / "briefgen.yaml").write_text("defualts: {}\n")
    organ = states()["project"]
    assert organ["state"] == "missing"
    assert "briefgen.yaml cannot be used" in organ["told"]
    assert run("doctor").exit_code == 2


def test_an_audience_that_does_not_load_is_told(folder):
    (folder / "templates" / "desk").mkdir(parents=True)
    (folder / "templates" / "desk" / "audience.yaml").write_text("celing: TLP:RED\n")
    organ = states()["audience"]
    assert organ["state"] == "missing"
    assert "desk" in organ["told"]


def test_an_archive_that_was_altered_or_is_gone_is_told(folder):
    archive = folder / "briefs" / "article.txt"
    archive.write_text("The port is closed.\n")
    digest = "f" * 64
    lock = {"archives": {"briefs/article.txt": {"sha256": digest}}}
    (folder / "briefgen.lock").write_text(json.dumps(lock))
    organ = states()["archives"]
    assert organ["state"] == "note"
    assert "briefs/article.txt" in organ["told"]
    assert "Q02" in organ["mend"]
    lock["archives"]["briefs/article.txt"]["sha256"] = hashlib.sha256(archive.read_bytes()).hexdigest()
    (folder / "briefgen.lock").write_text(json.dumps(lock))
    assert states()["archives"]["told"] == "1 recorded, all as they were"
    archive.unlink()
    assert states()["archives"]["state"] == "note"


def test_a_broken_record_is_told(folder):
    (folder / "briefgen.lock").write_text("{")
    assert states()["archives"]["state"] == "missing"


def test_whether_memos_can_be_sent_is_told_and_no_secret_with_it(folder, monkeypatch):
    assert not {"recipients", "mail", "schedules"} & states().keys()
    with (folder / "briefgen.yaml").open("a") as file:
        file.write('recipients: {web: {to: "folder:out", audiences: analyst}}\n')
        file.write("mail: {sender: desk@example.org, host: mail.example.org, user: desk}\n")
    monkeypatch.delenv("BRIEFGEN_MAIL_PASSWORD", raising=False)
    assert states()["recipients"]["told"] == "1 recipient"
    assert (states()["mail"]["state"], states()["mail"]["told"]) == ("note", "no password for desk at mail.example.org")
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "hunter2")
    assert states()["mail"]["state"] == "works"
    assert "hunter2" not in run("doctor").stdout
    with (folder / "briefgen.yaml").open("a") as file:
        file.write("recipients_file: none.csv\n")
    assert states()["recipients"]["state"] == "note"


def test_a_schedule_that_came_to_nothing_is_told(folder):
    with (folder / "briefgen.yaml").open("a") as file:
        file.write('schedules: {leap: {cron: "0 7 29 2 *", timezone: UTC}}\n')
    assert states()["schedules"]["told"] == "1 schedule"
    runs = folder / "briefs" / "runs" / "leap"
    runs.mkdir(parents=True)
    run_ = {"schedule": "leap", "brief": "clean", "attempt": 1, "result": None, "edition": None, "findings": 0}
    instants = {"due": "2020-01-01T07:00:00+00:00", "start": "2020-01-01T07:00:00+00:00", "end": None, "detail": ""}
    (runs / "2020-01-01T0700Z.clean.1.begun.json").write_text(json.dumps(run_ | instants))
    told = states()["schedules"]
    assert (told["state"], told["told"]) == ("note", "missed: leap")
