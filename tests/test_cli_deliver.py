"""`briefgen deliver`: what it prints, and how it ends."""

import contextlib
import json

import pytest
from command_line import project, run
from projects import AGENCY, SMALL

from briefgen import addressing
from briefgen.channels import Channel, Later, Refused, Unknown

RECIPIENTS = """
recipients:
  desk: {to: "fake:desk@example.org", audiences: analyst}
  press: {to: "fake:press@example.org", audiences: analyst, clearance: TLP:GREEN}
"""


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

    def shown(self, parcel, _setting):
        if parcel.key.endswith("press"):
            raise Refused("it is too large")
        return f"{parcel.key.replace('/', '_')}.txt", parcel.key.encode()


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    made = Fake()
    channel = Channel("fake", lambda *_: None, made.open, made.shown)
    monkeypatch.setattr(addressing, "channels", lambda: {"fake": channel})
    monkeypatch.setattr("time.sleep", lambda _: None)
    return made


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with one edition, to stand in; git knows nobody here."""
    made = project(tmp_path / "p", memo=SMALL)
    (made / "briefs" / "sources").mkdir()
    (made / "briefs" / "sources" / "agency.txt").write_text(AGENCY, encoding="utf-8")
    monkeypatch.chdir(made)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    assert run("edition", "new", "memo").exit_code == 0
    with (made / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write(RECIPIENTS)
    return made


def told(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_every_step_is_told_and_a_second_time_nothing_goes_out(fake):
    done = run("deliver", "memo")
    assert (done.exit_code, told(done.stdout), told(done.stderr)) == (
        0,
        ["analyst desk sent taken", "analyst press sent taken"],
        ["memo@2024-01-19: 2 of 2 delivered"],
    )
    again = run("deliver", "memo@1")
    assert again.exit_code == 0
    assert told(again.stdout)[0].startswith("analyst desk sent before on ")
    assert fake.got == ["memo@2024-01-19/analyst/desk", "memo@2024-01-19/analyst/press"]
    assert "memo@2024-01-19 No 1 delivered" in told(run("edition", "list").stdout)[0]
    shown = told(run("edition", "show", "memo").stdout)
    assert any(line.startswith("sent on ") and line.endswith("by briefgen to desk (analyst, fake)") for line in shown)


def test_what_is_not_delivered_ends_with_3_and_says_what_to_do(fake):
    fake.answers = [Refused("no such box"), Unknown("the line went dead")]
    done = run("deliver", "memo", "--by", "A. Nalyst")
    assert (done.exit_code, told(done.stdout)) == (
        3,
        ["analyst desk REFUSED no such box", "analyst press NOT KNOWN it may have arrived: the line went dead"],
    )
    assert "0 of 2 delivered" in done.stderr
    assert "--resume --assume sent (or unsent)" in done.stderr
    data = json.loads(run("deliver", "memo", "--json").stdout)
    assert data["edition"] == "memo@2024-01-19"
    assert [(step["recipient"], step["outcome"]) for step in data["steps"]] == [("desk", "sent"), ("press", "unknown")]
    assert "example.org" not in json.dumps(data)


@pytest.mark.parametrize(("word", "outcome", "count"), [("sent", "sent before", 1), ("unsent", "sent", 2)])
def test_what_is_open_is_settled_by_a_word(fake, word, outcome, count):
    fake.answers = [Unknown("dead")]
    run("deliver", "memo")
    asked = run("deliver", "memo", "--resume")
    assert (asked.exit_code, "--assume sent or --assume unsent" in asked.stderr) == (2, True)
    done = run("deliver", "memo", "--resume", "--assume", word)
    assert done.exit_code == 0
    assert told(done.stdout)[0].startswith(f"analyst desk {outcome} ")
    assert len(fake.got) == count


def test_a_dry_run_writes_what_would_go_out_and_sends_nothing(folder, fake):
    done = run("deliver", "memo", "--dry-run")
    assert (done.exit_code, told(done.stdout)) == (
        0,
        [
            "analyst desk would be sent as output/deliveries/memo@2024-01-19/memo@2024-01-19_analyst_desk.txt",
            "analyst press would be refused: it is too large",
        ],
    )
    written = folder / "output/deliveries/memo@2024-01-19/memo@2024-01-19_analyst_desk.txt"
    assert written.read_text() == "memo@2024-01-19/analyst/desk"
    assert "nothing has been sent" in done.stderr
    assert fake.got == []
    assert not list((folder / "briefs/editions/memo/2024-01-19").glob("delivery.*"))
    run("deliver", "memo")
    assert "would not be sent: on" in run("deliver", "memo", "--dry-run").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["memo", "--audience", "analist"], "did you mean analyst?"),
        (["memu"], "unknown edition"),
        (["memo", "--assume", "sent"], "--assume goes with --resume"),
        (["memo", "--assume", "perhaps"], "'perhaps' is not one of"),
    ],
)
def test_what_cannot_be_is_told(fake, words, message):
    done = run("deliver", *words)
    assert (done.exit_code, message in done.stderr) == (2, True)
    assert fake.got == []


def test_an_edition_without_recipients_is_told(folder):
    (folder / "briefgen.yaml").write_text("defaults: {language: en}\n", encoding="utf-8")
    done = run("deliver", "memo")
    assert (done.exit_code, "has no recipients" in done.stderr) == (2, True)


def test_a_recipient_that_cannot_be_is_told_with_its_place(folder, fake):
    with (folder / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write('  bad: {to: "fike:x", audiences: analyst}\n')
    done = run("deliver", "memo")
    assert done.exit_code == 2
    assert "error F25" in done.stderr
    assert "did you mean fake?" in done.stderr
    assert fake.got == []


def test_a_dry_run_tells_programs_what_would_go_out(folder, fake):
    data = json.loads(run("deliver", "memo", "--dry-run", "--json").stdout)
    assert [(step["recipient"], step["detail"].split(":")[0]) for step in data["steps"]] == [
        ("desk", "would be sent as output/deliveries/memo@2024-01-19/memo@2024-01-19_analyst_desk.txt"),
        ("press", "would be refused"),
    ]
    assert (folder / data["steps"][0]["file"]).is_file()
    assert (data["steps"][1]["file"], fake.got) == (None, [])


# --- what went wrong afterwards --------------------------------------------------------------------------------------


def test_a_folder_that_was_away_is_told_of_a_withdrawal_by_the_same_command_again(fake, folder, monkeypatch):
    told_, answers = [], [Later("the share is not connected"), None, None, None]

    def taken_back(parcel, _setting):
        if answer := answers.pop(0):
            raise answer
        told_.append((parcel.key, parcel.at.isoformat()))
        return "gone"

    channel = Channel("fake", lambda *_: None, fake.open, fake.shown, taken_back)
    monkeypatch.setattr(addressing, "channels", lambda: {"fake": channel})
    run("deliver", "memo")
    words = ("edition", "withdraw", "memo", "--because", "It is wrong.", "--by", "A. Nalyst")
    done = run(*words)
    assert (done.exit_code, told(done.stdout)[1:]) == (
        3,
        ["analyst desk the share is not connected", "analyst press it says so now"],
    )
    at = json.loads((folder / "briefs/editions/memo/2024-01-19/withdrawn.json").read_text())["at"]
    again = run(*words)
    assert (again.exit_code, told(again.stdout)[1]) == (0, "analyst desk it says so now")
    assert told_[1] == ("memo@2024-01-19/analyst/desk", at)


def test_who_has_a_wrong_memo_and_is_no_recipient_any_more_is_named(folder):
    run("deliver", "memo")
    settings = folder / "briefgen.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("".join(line for line in text.splitlines(True) if "press:" not in line), encoding="utf-8")
    run("edition", "correct", "memo", "--because", "A slip.")
    done = run("deliver", "memo")
    assert told(done.stdout) == ["analyst desk sent taken"]
    named = "press has memo@2024-01-19 for analyst, and does not get its correction: tell them"
    assert named in told(done.stderr)
    done = run("edition", "withdraw", "memo@1", "--because", "It is wrong.", "--by", "A. Nalyst")
    assert "analyst press is no recipient any more: tell them" in told(done.stdout)
