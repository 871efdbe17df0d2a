"""`briefgen schedule run` and `history`: what they print, and how they end."""

import contextlib
import json

import pytest
from command_line import project, run
from projects import AGENCY, SMALL
from test_schedules_run import quick

from briefgen import addressing
from briefgen.channels import Channel, Refused

SETTINGS = """
recipients:
  desk: {to: "fake:desk@example.org", audiences: analyst}
schedules:
  weekly: {weekly: {day: friday, at: "07:00"}, timezone: Europe/Berlin, deliver: true}
"""
FRIDAY = "2024-01-19T07:00+01:00"


class Fake:
    def __init__(self):
        self.answers, self.got = [], []

    @contextlib.contextmanager
    def open(self, _setting):
        yield self

    def send(self, parcel):
        if self.answers and (answer := self.answers.pop(0)):
            raise answer
        self.got.append(parcel.key)
        return "taken"


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    made = Fake()
    channel = Channel("fake", lambda *_: None, made.open, lambda *_: ("", b""))
    monkeypatch.setattr(addressing, "channels", lambda: {"fake": channel})
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("briefgen.pipeline.build", quick)
    monkeypatch.setattr("briefgen.editions.versions", lambda: {"briefgen": "0"})
    return made


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    made = project(tmp_path / "p", memo=SMALL)
    (made / "briefs" / "sources").mkdir()
    (made / "briefs" / "sources" / "agency.txt").write_text(AGENCY, encoding="utf-8")
    monkeypatch.chdir(made)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    with (made / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    return made


def told(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_is_due_is_said_then_done_then_on_record(fake):
    dry = run("schedule", "run", "--at", FRIDAY, "--dry-run")
    assert (dry.exit_code, told(dry.stdout)) == (0, ["weekly memo due 2024-01-19 06:00 UTC try 1"])
    assert json.loads(run("schedule", "run", "--at", FRIDAY, "--dry-run", "--json").stdout) == [
        {"schedule": "weekly", "brief": "memo", "due": "2024-01-19T06:00:00+00:00", "attempt": 1}
    ]
    assert fake.got == []
    done = run("schedule", "run", "--at", FRIDAY, "--first")
    assert done.exit_code == 0
    (line,) = told(done.stdout)
    assert line.startswith("2024-01-19 07:00 CET weekly memo@2024-01-19 delivered try 1 began ")
    assert fake.got == ["memo@2024-01-19/analyst/desk"]
    again = run("schedule", "run", "--at", FRIDAY)
    assert (again.exit_code, told(again.stdout)) == (0, ["nothing is due"])
    assert told(run("schedule", "history").stdout) == [line]
    (data,) = json.loads(run("schedule", "history", "weekly", "--json").stdout)
    assert (data["due"], data["result"], data["edition"]) == ("2024-01-19T06:00:00+00:00", "delivered", "2024-01-19")
    assert told(run("schedule", "list", "--at", FRIDAY).stdout)[0].endswith("last: delivered")


def test_before_it_is_due_nothing_is_done(fake):
    done = run("schedule", "run", "--at", "2024-01-18T07:00+01:00", "--first")
    assert (done.exit_code, told(done.stdout), fake.got) == (0, ["nothing is due"], [])
    assert "no runs yet" in run("schedule", "history").stderr


@pytest.mark.parametrize(
    ("old", "new", "words", "code", "result"),
    [
        ("date: 2024-01-19", "date: 2024-01-20", ["--first"], 1, "stale"),
        ("title: An", "titel: An", ["--first"], 1, "held"),
        ("title: An", "title: An", [], 2, "no-record"),
    ],
)
def test_what_could_not_be_done_is_told_and_has_its_exit_code(folder, fake, old, new, words, code, result):
    file = folder / "briefs" / "memo.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = run("schedule", "run", "--at", FRIDAY, *words)
    assert (done.exit_code, f" {result} " in told(done.stdout)[0], fake.got) == (code, True, [])
    assert told(done.stdout)[1]


def test_what_is_not_delivered_ends_with_3(fake):
    fake.answers = [Refused("no such box")]
    done = run("schedule", "run", "--at", FRIDAY, "--first")
    assert done.exit_code == 3
    assert told(done.stdout)[1] == "0 of 1 delivered; desk (analyst): no such box"
    assert told(run("schedule", "list", "--at", FRIDAY).stdout)[0].endswith("last: undelivered")
    assert told(run("schedule", "list", "--at", "2099-01-21T07:00+01:00").stdout)[0].endswith("last: missed")


def test_what_is_prepared_is_sent_in_a_second_step(fake):
    first = run("schedule", "run", "--at", FRIDAY, "--first", "--prepare", "7.1")
    assert (first.exit_code, fake.got) == (0, [])
    assert " prepared " in told(first.stdout)[0]
    dry = run("schedule", "run", "--at", FRIDAY, "--prepared", "7.1", "--dry-run")
    assert told(dry.stdout) == ["weekly memo due 2024-01-19 06:00 UTC try 2"]
    second = run("schedule", "run", "--at", FRIDAY, "--prepared", "7.1")
    assert (second.exit_code, len(fake.got)) == (0, 1)
    both = run("schedule", "run", "--prepare", "a", "--prepared", "b")
    assert (both.exit_code, "two steps" in both.stderr) == (2, True)


def test_a_schedule_that_is_not_there_is_told():
    done = run("schedule", "history", "weakly")
    assert (done.exit_code, "did you mean weekly?" in done.stderr) == (2, True)
