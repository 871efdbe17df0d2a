"""Delivery: the frozen bytes, to those who may have them, once, and with a trace of everything."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import SMALL, project, write

from briefgen import addressing, approvals, delivery, editions
from briefgen.channels import Channel, Later, NotCarried, Parcel, Refused, Setting, Unknown
from briefgen.errors import InvalidProject, NotFound, ProjectError
from briefgen.model.edition import Edition, Event
from briefgen.project import Project

AT = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)
SETTINGS = "defaults: {language: en, audiences: [analyst, public]}\n"
TWO = """\
recipients:
  desk: {to: "fake:desk@example.org", audiences: [analyst, public]}
  press: {to: "fake:press@example.org", audiences: public, name: The press}
"""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one edition; it is copied, never changed."""
    root = tmp_path_factory.mktemp("delivery")
    project(root, SMALL)
    write(root, {"briefgen.yaml": SETTINGS})
    made = Project(root, datetime.date(2024, 1, 20))
    editions.freeze(made.brief("memo"), made)
    return root


@pytest.fixture
def root(frozen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(frozen, tmp_path / "p"))


def there(root: Path, settings: str = TWO) -> Project:
    (root / "briefgen.yaml").write_text(SETTINGS + settings, encoding="utf-8")
    return Project(root, datetime.date(2024, 1, 20))


def the(made: Project) -> Edition:
    return editions.find("memo", made)


class Fake:
    """Keeps what it is given; `answers` says what becomes of the parcels one after the other; then all arrive."""

    def __init__(self, *answers: NotCarried | Exception | None) -> None:
        self.answers = list(answers)
        self.got: list[Parcel] = []
        self.opened = 0
        self.paused: list[float] = []
        self.closed: NotCarried | None = None

    @contextlib.contextmanager
    def open(self, _setting: Setting) -> Iterator[Fake]:
        self.opened += 1
        if self.closed is not None:
            raise self.closed
        yield self

    def send(self, parcel: Parcel) -> str:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.got.append(parcel)
        return f"<{parcel.key}>"

    def channel(self) -> Channel:
        fault = lambda address, _: None if "@" in address else f"“{address}” is no address"
        return Channel("fake", fault, self.open, lambda parcel, _: ("parcel.txt", parcel.key.encode()))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    channel = Fake()
    monkeypatch.setattr(addressing, "channels", lambda: {"fake": channel.channel()})
    return channel


def courier(fake: Fake, secrets: dict[str, str] | None = None) -> delivery.Courier:
    setting = Setting(None, (secrets or {}).get, "/", fake.paused.append)
    return delivery.Courier(setting, lambda: AT, "A. Nalyst")


def steps(made: Project, fake: Fake, *audiences: str) -> tuple[addressing.Step, ...]:
    return addressing.steps(the(made), made, courier(fake).setting, audiences)


def deliver(made: Project, fake: Fake, *audiences: str) -> list[tuple[str, str, str]]:
    results = delivery.deliver(the(made), made, steps(made, fake, *audiences), courier(fake))
    return [(result.step.audience, result.step.key, result.outcome) for result in results]


def record(root: Path) -> dict[str, dict[str, object]]:
    """The events of the deliveries by the names of their files."""
    folder = root / "briefs/editions/memo/2024-01-19"
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("delivery.*.json"))}


# --- who gets what ---------------------------------------------------------------------------------------------------


def test_each_recipient_is_a_step_for_each_of_its_audiences(root: Path, fake: Fake) -> None:
    made = there(root)
    found = [(step.audience, step.key, step.address, len(step.memos)) for step in steps(made, fake)]
    assert found == [
        ("analyst", "desk", "desk@example.org", 2),
        ("public", "desk", "desk@example.org", 2),
        ("public", "press", "press@example.org", 2),
    ]
    assert {step.audience for step in steps(made, fake, "analyst")} == {"analyst"}
    with pytest.raises(NotFound) as caught:
        steps(made, fake, "analist")
    assert caught.value.hint == "did you mean analyst?"


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        ("{to: desk@example.org, audiences: public}", "does not say how memos get there"),
        ("{to: 'fake:desk', audiences: public}", "“desk” is no address"),
        ("{to: 'fike:a@b.org', audiences: public}", "did you mean fake?"),
        ("{to: 'fake:a@b.org', audiences: publik}", "did you mean public?"),
        ("{to: 'fake:a@b.org', audiences: public, clearance: TLP:GREAN}", "did you mean TLP:GREEN"),
    ],
)
def test_one_recipient_that_cannot_be_keeps_all_from_going_out_and_is_told_at_its_line(
    root: Path, fake: Fake, recipient: str, told: str
) -> None:
    from briefgen.load import house

    made = there(root, f"{TWO}  bad: {recipient}\n")
    with pytest.raises(InvalidProject) as caught:
        house.require(made)
        deliver(made, fake)
    (finding,) = caught.value.diagnostics
    assert finding.location.line == 5
    assert told in f"{finding.message} {finding.hint}"
    assert (fake.got, record(root)) == ([], {})


@pytest.mark.parametrize(
    ("entry", "code"),
    [("audiences: [analyst, publik]", "F12"), ("audiences: public, clearance: TLP:PINK", "F11")],
)
def test_an_audience_or_a_marking_that_there_is_not_keeps_all_from_going_out(
    root: Path, fake: Fake, entry: str, code: str
) -> None:
    with pytest.raises(InvalidProject) as caught:
        deliver(there(root, TWO + f'  typo: {{to: "fake:t@example.org", {entry}}}\n'), fake)
    assert [(found.code, found.location.file, found.location.line) for found in caught.value.diagnostics] == [
        (code, "briefgen.yaml", 5)
    ]
    assert fake.got == []


def test_recipients_may_stand_in_a_csv_file(root: Path, fake: Fake) -> None:
    text = "\ufeffkey;to;audiences;clearance;person;name\noffice;fake:o@example.org;analyst public;TLP:RED;yes;The office\n\n"
    (root / "people.csv").write_bytes(text.replace("\n", "\r\n").encode())
    made = there(root, TWO + "recipients_file: people.csv\n")
    known = addressing.recipients(made, courier(fake).setting)
    assert list(known) == ["desk", "press", "office"]
    office = known["office"]
    assert (office.to, office.audiences, office.clearance, office.person, office.name) == (
        "fake:o@example.org",
        ("analyst", "public"),
        "TLP:RED",
        True,
        "The office",
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("key,to,audiences\na,fake:a@b.org,publik\n", 2, "did you mean public?"),
        ("key,to,audiences\na,fake:a@b.org,public\nb,b,public\n", 3, "does not say how memos get there"),
        ("key,to,audiences\na,fake:a@b.org,public\na,fake:b@b.org,public\n", 3, "“a” stands twice"),
        ("key,to,audiences\ndesk,fake:a@b.org,public\n", 2, "“desk” stands twice"),
        ("key,to,audiences\nThe Desk,fake:a@b.org,public\n", 2, "“The Desk” is no key"),
        ("key,to,audiences,clearence\na,fake:a@b.org,public,TLP:RED\n", 1, "did you mean clearance?"),
        ("key,to\na,fake:a@b.org\n", 1, "the column “audiences” is missing"),
        ("key,to,audiences,clearance\na,fake:a@b.org,public,TLP:PINK\n", 2, "there is no marking “TLP:PINK”"),
        ("key,to,audiences,to\na,fake:a@b.org,public,fake:b@b.org\n", 1, "the column “to” stands twice"),
        ("key,to,audiences,name\na,fake:a@b.org,public,Smith, Joe\n", 2, "more cells than the first line has columns"),
        (f"key,to,audiences\n{'a' * 200_000},fake:a@b.org,public\n", 2, "“to” is missing"),
    ],
)
def test_what_is_wrong_in_the_csv_file_is_told_at_its_line(
    root: Path, fake: Fake, text: str, line: int, told: str
) -> None:
    (root / "people.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidProject) as caught:
        deliver(there(root, TWO + "recipients_file: people.csv\n"), fake)
    said = [(f.location.file, f.location.line, f"{f.message} {f.hint}") for f in caught.value.diagnostics]
    assert any(place == ("people.csv", line) and told in words for *place, words in said for place in [tuple(place)])
    assert fake.got == []


def test_a_csv_file_in_another_encoding_is_told_with_what_to_do(root: Path, fake: Fake) -> None:
    (root / "people.csv").write_bytes("key,name,to,audiences\na,Müller,fake:a@b.org,public\n".encode("latin-1"))
    with pytest.raises(InvalidProject) as caught:
        deliver(there(root, "recipients_file: people.csv\n"), fake)
    (finding,) = caught.value.diagnostics
    assert (finding.location.line, "save it as UTF-8" in finding.hint) == (2, True)


def test_a_csv_file_that_is_not_there_is_told(root: Path, fake: Fake) -> None:
    (root / "people.csv").write_text("key,to,audiences\n", encoding="utf-8")
    with pytest.raises(InvalidProject) as caught:
        deliver(there(root, "recipients_file: peopel.csv\n"), fake)
    (finding,) = caught.value.diagnostics
    assert "did you mean people.csv?" in str(finding.hint)


def test_what_is_marked_above_the_clearance_is_withheld_and_the_others_go_out(root: Path, fake: Fake) -> None:
    made = there(root)
    edition = the(made)
    red = dataclass_marked(edition, "TLP:RED")
    green = dataclass_marked(edition, "TLP:GREEN")
    settings = """\
recipients:
  open: {to: "fake:a@b.org", audiences: public}
  cleared: {to: "fake:b@b.org", audiences: public, clearance: TLP:RED}
  named: {to: "fake:c@b.org", audiences: public, clearance: TLP:RED, person: true}
"""
    made = there(root, settings)
    setting = courier(fake).setting
    withheld = lambda edition: {s.key: s.withheld for s in addressing.steps(edition, made, setting) if s.withheld}
    assert withheld(edition) == {}
    assert withheld(green) == {"open": "it is marked TLP:GREEN, and open may have TLP:CLEAR at most"}
    assert set(withheld(red)) == {"open", "cleared"}
    assert "TLP:RED goes to named persons only" in withheld(red)["cleared"]
    results = delivery.deliver(green, made, addressing.steps(green, made, setting), courier(fake))
    assert {result.step.key: result.outcome for result in results} == {
        "open": "withheld",
        "cleared": "sent",
        "named": "sent",
    }


def dataclass_marked(edition: Edition, marking: str) -> Edition:
    """The edition as if its memos carried that marking."""
    return edition._replace(memos=tuple(memo._replace(marking=marking) for memo in edition.memos))


def test_what_is_not_approved_or_was_taken_back_goes_to_nobody(root: Path, fake: Fake) -> None:
    made = there(root, TWO + "approvals: {audiences: public}\n")
    with pytest.raises(ProjectError, match="memo@2024-01-19 is not approved for public"):
        deliver(made, fake)
    assert deliver(made, fake, "analyst") == [("analyst", "desk", "sent")]
    approvals.approve(the(made), made, Event("approved", AT, "Head", None, ""))
    assert {outcome for *_, outcome in deliver(made, fake)} == {"sent", "already"}
    editions.withdraw(the(made), made, by="A", because="It is wrong.", at=AT)
    with pytest.raises(ProjectError, match="is withdrawn"):
        deliver(made, fake)


# --- sending ---------------------------------------------------------------------------------------------------------


def test_the_frozen_bytes_go_out_once_and_the_record_says_so(root: Path, fake: Fake) -> None:
    made = there(root)
    assert deliver(made, fake) == [
        ("analyst", "desk", "sent"),
        ("public", "desk", "sent"),
        ("public", "press", "sent"),
    ]
    home = root / "briefs/editions/memo/2024-01-19"
    for parcel in fake.got:
        assert parcel.contents == tuple((home / "memos" / memo.file).read_bytes() for memo in parcel.memos)
        assert {memo.audience for memo in parcel.memos} == {parcel.audience}
    assert fake.got[2].key == "memo@2024-01-19/public/press"
    assert (fake.got[2].name, fake.got[2].address, fake.got[2].at) == ("The press", "press@example.org", AT)
    assert fake.opened == 1
    told = record(root)
    assert list(told) == [
        f"delivery.{recipient}.{audience}.1.{kind}.json"
        for recipient, audience in (("desk", "analyst"), ("desk", "public"), ("press", "public"))
        for kind in ("sending", "sent")
    ]
    assert told["delivery.press.public.1.sent.json"] == {
        "kind": "sent",
        "at": "2024-01-20T09:00:00+00:00",
        "by": "A. Nalyst",
        "because": None,
        "memos": {memo.file: memo.sha256 for memo in the(made).memos if memo.audience == "public"},
        "transit": {
            "recipient": "press",
            "audience": "public",
            "channel": "fake",
            "attempt": 1,
            "receipt": "<memo@2024-01-19/public/press>",
            "final": False,
        },
    }
    assert list(editions.faults(the(made), made)) == []
    assert approvals.state(the(made), made) == "delivered"
    assert {outcome for *_, outcome in deliver(made, fake)} == {"already"}
    assert (len(fake.got), fake.opened, record(root)) == (3, 1, told)


def test_what_may_succeed_later_is_tried_again_after_a_while(root: Path, fake: Fake) -> None:
    made = there(root)
    fake.answers = [Later("the server is busy"), None, Later("busy still"), Later("and still")]
    assert {outcome for *_, outcome in deliver(made, fake)} == {"sent"}
    assert sorted(parcel.key for parcel in fake.got) == sorted({parcel.key for parcel in fake.got})
    assert fake.paused == [0.0, 5.0, 30.0]
    failed = [event["because"] for name, event in record(root).items() if name.endswith("failed.json")]
    assert sorted(failed) == ["and still", "busy still", "the server is busy"]


def test_what_never_succeeds_is_told_and_another_run_takes_it_up(root: Path, fake: Fake) -> None:
    made = there(root)
    fake.answers = [Refused("no such mailbox")] + [Later("busy")] * 8
    assert deliver(made, fake) == [
        ("analyst", "desk", "refused"),
        ("public", "desk", "later"),
        ("public", "press", "later"),
    ]
    assert fake.paused == [0.0, *delivery.PAUSES]
    refused = record(root)["delivery.desk.analyst.1.failed.json"]
    assert (refused["because"], refused["transit"]["final"]) == ("no such mailbox", True)
    fake.answers = []
    assert {outcome for *_, outcome in deliver(made, fake)} == {"sent"}
    assert "delivery.desk.public.5.sent.json" in record(root)


def test_where_a_channel_cannot_be_opened_nothing_is_sent_and_that_is_on_record(root: Path, fake: Fake) -> None:
    made = there(root)
    fake.closed = Refused("the server knows us not")
    assert {outcome for *_, outcome in deliver(made, fake)} == {"refused"}
    assert {name.split(".")[-2] for name in record(root)} == {"failed"}
    fake.closed = None
    assert {outcome for *_, outcome in deliver(made, fake)} == {"sent"}


@pytest.mark.parametrize("error", [Unknown("the line went dead"), OSError("gone"), KeyError("bug")])
def test_of_what_may_have_arrived_somebody_must_say_whether_it_has(root: Path, fake: Fake, error: Exception) -> None:
    made = there(root)
    fake.answers = [error]
    assert deliver(made, fake)[0] == ("analyst", "desk", "unknown")
    assert [parcel.key.split("/", 1)[1] for parcel in fake.got] == ["public/desk", "public/press"]
    assert deliver(made, fake)[0] == ("analyst", "desk", "unknown")
    assert len(fake.got) == 2
    step = steps(made, fake)[0]
    delivery.assume(the(made), made, step, courier(fake), arrived=True)
    assert deliver(made, fake)[0] == ("analyst", "desk", "already")
    assert record(root)["delivery.desk.analyst.1.sent.json"]["because"] == "A. Nalyst says that it has arrived"
    with pytest.raises(ProjectError, match="nothing is doubtful"):
        delivery.assume(the(made), made, step, courier(fake), arrived=False)


def test_what_has_not_arrived_after_all_goes_out_again(root: Path, fake: Fake) -> None:
    made = there(root)
    fake.answers = [Unknown("the line went dead")]
    deliver(made, fake)
    delivery.assume(the(made), made, steps(made, fake)[0], courier(fake), arrived=False)
    assert deliver(made, fake)[0] == ("analyst", "desk", "sent")
    assert len(fake.got) == 3


def test_what_was_prepared_is_sent_under_its_token_and_under_no_other(root: Path, fake: Fake) -> None:
    made = there(root)
    edition, its = the(made), steps(made, fake)
    ours = dataclasses.replace(courier(fake), batch="run-7")
    assert delivery.prepare(edition, made, its, ours) == its
    assert (fake.got, [name.split(".")[-2] for name in record(root)]) == ([], ["sending"] * 3)
    with pytest.raises(ProjectError, match="something was prepared under run-7 before"):
        delivery.prepare(edition, made, its, ours)
    theirs = dataclasses.replace(ours, batch="run-8")
    assert {result.outcome for result in delivery.deliver(edition, made, its, theirs)} == {"unknown"}
    assert {result.outcome for result in delivery.deliver(edition, made, its, courier(fake))} == {"unknown"}
    assert fake.got == []
    fake.answers = [Unknown("dead")]
    assert delivery.deliver(edition, made, its[:1], ours)[0].outcome == "unknown"
    assert delivery.deliver(edition, made, its[:1], ours)[0].outcome == "unknown"
    delivery.assume(edition, made, its[0], ours, arrived=False)
    fake.answers = [None, Later("busy")]
    assert {result.outcome for result in delivery.deliver(edition, made, its, ours)} == {"sent"}
    assert len(fake.got) == 3
    assert {result.outcome for result in delivery.deliver(edition, made, its, ours)} == {"already"}
    assert "delivery.desk.public.3.sent.json" in record(root)
    with pytest.raises(ProjectError, match="without a batch"):
        delivery.prepare(edition, made, its, courier(fake))


def test_what_was_not_prepared_or_may_not_be_had_any_more_is_not_sent_with_the_rest(root: Path, fake: Fake) -> None:
    made = there(root)
    edition, ours = the(made), dataclasses.replace(courier(fake), batch="run-7")
    before = [step for step in steps(made, fake) if step.key == "desk"]
    delivery.prepare(edition, made, before, ours)
    after = (before[0]._replace(withheld="it may have less"), *steps(made, fake)[1:])
    results = delivery.deliver(edition, made, after, ours)
    assert [(result.step.key, result.outcome) for result in results] == [
        ("desk", "withheld"),
        ("desk", "sent"),
        ("press", "later"),
    ]
    assert "was not prepared under run-7" in results[2].detail
    assert ([parcel.audience for parcel in fake.got], fake.paused) == (["public"], [0.0])
    assert deliver(made, fake)[2] == ("public", "press", "sent")


def test_no_address_and_no_secret_gets_into_the_record(root: Path, fake: Fake) -> None:
    made = there(root)
    fake.answers = [
        Refused("550 <desk@example.org> unknown, said hunter2"),
        Later("try desk@example.org later"),
        Unknown("press@example.org hunter2"),
    ]
    with_secret = courier(fake, {"BRIEFGEN_MAIL_PASSWORD": "hunter2"})
    results = delivery.deliver(the(made), made, steps(made, fake), with_secret)
    everything = json.dumps(record(root)) + "".join(result.detail for result in results)
    assert "550 <desk> unknown, said •••" in everything
    for hidden in ("example.org", "hunter2"):
        assert hidden not in everything


def test_neither_small_letters_nor_the_whole_path_get_an_address_into_the_record(root: Path, fake: Fake) -> None:
    settings = """\
recipients:
  desk: {to: "fake:Minister@Example.org", audiences: analyst}
  site: {to: "fake:www/x@y?base=z", audiences: analyst}
"""
    made = there(root, settings)
    where = f"{root.parent.resolve()}/www/x@y/memo"
    fake.answers = [Refused("550 <minister@example.org> unknown"), Refused(f"cannot write {where}: it is full")]
    ours = courier(fake)
    ours = dataclasses.replace(ours, setting=ours.setting._replace(root=str(root.parent)))
    results = delivery.deliver(the(made), made, steps(made, fake), ours)
    assert [result.detail for result in results] == ["550 <desk> unknown", "cannot write site/memo: it is full"]


def test_what_is_withdrawn_while_it_goes_out_goes_to_nobody_else(root: Path, fake: Fake) -> None:
    made = there(root)
    edition = the(made)
    fake.answers = [Later("busy"), None, Later("busy")]
    ours = courier(fake)
    taking_back = lambda _: editions.withdraw(edition, made, by="A", because="It is wrong.", at=AT)
    pause = lambda seconds: taking_back(seconds) if seconds == delivery.PAUSES[0] else None
    ours = dataclasses.replace(ours, setting=ours.setting._replace(pause=pause))
    results = delivery.deliver(edition, made, steps(made, fake), ours)
    assert [result.outcome for result in results] == ["refused", "sent", "refused"]
    assert results[0].detail == "memo@2024-01-19 has been withdrawn"
    assert len(fake.got) == 1


def test_bytes_that_are_not_those_that_were_frozen_go_to_nobody(root: Path, fake: Fake) -> None:
    made = there(root)
    (root / "briefs/editions/memo/2024-01-19/memos/memo_2024-01-19_public.pdf").write_bytes(b"other")
    with pytest.raises(ProjectError, match=r"memo_2024-01-19_public\.pdf is not what was frozen"):
        deliver(made, fake)
    assert (fake.got, record(root)) == ([], {})


# --- killed, and several at once -------------------------------------------------------------------------------------

RUN = """
import contextlib, datetime, os, sys, time
from pathlib import Path
from briefgen import addressing, delivery, editions
from briefgen.channels import Channel, Setting
from briefgen.project import Project

root, left = Path(sys.argv[1]), int(sys.argv[2])

def step():
    global left
    left -= 1
    if left == 0:
        os._exit(9)

class Session:
    def send(self, parcel):
        step()
        with (root.parent / "arrived.txt").open("a") as file:
            file.write(parcel.key + "\\n")
        step()
        return "taken"

@contextlib.contextmanager
def opened(setting):
    yield Session()

addressing.channels = lambda: {"fake": Channel("fake", lambda *_: None, opened, None)}
made = Project(root, datetime.date(2024, 1, 20))
setting = Setting(None, lambda _: None, "/", time.sleep)
at = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)
edition = editions.find("memo", made)

def count(name, arguments):
    writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wx")
    if writes or name in ("os.link", "os.remove", "os.rename"):
        step()

steps = addressing.steps(edition, made, setting)
sys.addaudithook(count)
for result in delivery.deliver(edition, made, steps, delivery.Courier(setting, lambda: at, "A. Nalyst")):
    print(result.step.key, result.outcome)
"""


def ten(root: Path) -> None:
    lines = "".join(f'  r{n}: {{to: "fake:r{n}@example.org", audiences: public}}\n' for n in range(10))
    there(root, "recipients:\n" + lines)


def run(root: Path, left: int) -> tuple[int, dict[str, str]]:
    done = subprocess.run([sys.executable, "-c", RUN, root, str(left)], capture_output=True, text=True, check=False)
    return done.returncode, dict(line.split() for line in done.stdout.splitlines())


@pytest.mark.parametrize("killed_at", range(1, 56, 6))
def test_killed_at_any_step_each_of_ten_gets_it_once_or_is_asked_about(root: Path, killed_at: int) -> None:
    ten(root)
    code, _ = run(root, killed_at)
    assert code == 9
    code, outcomes = run(root, 0)
    assert (code, len(outcomes)) == (0, 10)
    arrived = (root.parent / "arrived.txt").read_text().splitlines()
    assert len(arrived) == len(set(arrived))
    got = {key.rsplit("/", 1)[1] for key in arrived}
    assert {key for key, outcome in outcomes.items() if outcome in ("sent", "already")} <= got
    asked = {key for key, outcome in outcomes.items() if outcome == "unknown"}
    assert set(outcomes) - got <= asked
    assert len(asked) <= 1


def test_of_several_runs_at_once_each_recipient_gets_it_from_one(root: Path) -> None:
    ten(root)
    commands = [
        subprocess.Popen([sys.executable, "-c", RUN, root, "0"], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    told = [dict(line.split() for line in process.communicate()[0].splitlines()) for process in commands]
    arrived = (root.parent / "arrived.txt").read_text().splitlines()
    assert (len(arrived), len(set(arrived))) == (10, 10)
    assert sum(outcome == "sent" for outcomes in told for outcome in outcomes.values()) == 10
    assert {outcome for outcomes in told for outcome in outcomes.values()} == {"sent", "already"}
