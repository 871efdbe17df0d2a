"""Schedules: what is due is done once, late or not, and what could not be done leaves its trace."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import SMALL, project, write

from briefgen import addressing, approvals, delivery, due, editions, schedules
from briefgen.channels import Channel, Later, NotCarried, Note, Parcel, Setting
from briefgen.errors import ProjectError
from briefgen.model.edition import Event
from briefgen.model.results import Built, Written
from briefgen.model.run import Run
from briefgen.model.schedule import Schedule
from briefgen.project import Project
from briefgen.record import editions as kept
from briefgen.record import runs as record

MONDAY = datetime.datetime(2024, 1, 22, 7, tzinfo=datetime.UTC)
HOUR, DAY, WEEK = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(weeks=1)
WEEKLY = """\
defaults: {language: en, audiences: analyst}
schedules:
  weekly:
    weekly: {day: monday, at: "07:00"}
    timezone: UTC
    deliver: true
"""
RECIPIENTS = """\
recipients:
  desk: {to: "fake:desk@example.org", audiences: analyst}
"""


class Fake:
    def __init__(self) -> None:
        self.answers: list[NotCarried | None] = []
        self.got: list[Parcel] = []
        self.notes: list[tuple[str, Note]] = []

    @contextlib.contextmanager
    def open(self, _setting: Setting) -> Iterator[Fake]:
        yield self

    def send(self, parcel: Parcel) -> str:
        if self.answers and (answer := self.answers.pop(0)):
            raise answer
        self.got.append(parcel)
        return "taken"

    def told(self, address: str, note: Note, _setting: Setting) -> None:
        self.notes.append((address, note))


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake()
    channel = Channel("fake", lambda *_: None, made.open, lambda *_: ("", b""), told=made.told)
    monkeypatch.setattr(addressing, "channels", lambda: {"fake": channel})
    return made


def quick(request, where):
    """A build as quick as may be: what is tried here is when, not how memos look."""
    from briefgen.load import load

    brief = load(request.brief, where, date=request.date).brief
    path = request.output / request.brief.stem / f"{request.brief.stem}_{brief.date}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = f"<p>{brief.title.text} {brief.date}</p>".encode()
    path.write_bytes(content)
    import hashlib

    written = Written(path, hashlib.sha256(content).hexdigest(), None, "html", "analyst", "TLP:CLEAR")
    return Built(request.brief.stem, (written,), (), draft=False)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.pipeline.build", quick)
    monkeypatch.setattr("briefgen.editions.versions", lambda: {"briefgen": "0"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose schedule was set up long ago, with one edition of the Monday before, which went out."""
    project(tmp_path, SMALL)
    made = there(tmp_path)
    dated(tmp_path, "2024-01-15")
    editions.freeze(made.brief("memo"), made)
    record.see(made, "weekly", MONDAY - 4 * WEEK)
    run = Run("weekly", "memo", MONDAY - WEEK, 1, MONDAY - WEEK, MONDAY - WEEK, "delivered", "2024-01-15")
    record.begin(made, run._replace(end=None, result=None))
    record.end(made, run)
    return tmp_path


def there(root: Path, settings: str = WEEKLY + RECIPIENTS) -> Project:
    write(root, {"briefgen.yaml": settings})
    return Project(root, MONDAY.date())


def dated(root: Path, date: str, **changes: str) -> None:
    """The brief with another date, and other words."""
    file = root / "briefs" / "memo.yaml"
    text = re.sub(r"(?m)^date: .*$", f"date: {date}", file.read_text(encoding="utf-8"))
    for old, new in changes.items():
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def wake(
    root: Path, at: datetime.datetime, settings: str = WEEKLY + RECIPIENTS, **work: object
) -> list[tuple[str, str | None]]:
    """What a wake of the system comes to: result and edition of each run."""
    setting = Setting(None, lambda _: None, "/", lambda _: None)
    courier = delivery.Courier(setting, lambda: at, "briefgen", batch=str(work.pop("batch", "")) or None)
    runs = schedules.carry_out(there(root, settings), at, schedules.Work(courier, **work))
    return [(str(run.result), run.edition) for run in runs]


def keys(root: Path) -> list[str]:
    return [edition.key for edition in kept.editions(there(root), "memo")]


# --- what is due -----------------------------------------------------------------------------------------------------


def test_a_brief_with_a_new_date_is_frozen_and_sent_once(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-21")
    assert wake(root, MONDAY - HOUR) == []
    assert wake(root, MONDAY + HOUR) == [("delivered", "2024-01-21")]
    for hours in range(2, 24 * 7, 5):
        assert wake(root, MONDAY + hours * HOUR) == []
    assert [parcel.key for parcel in fake.got] == ["memo@2024-01-21/analyst/desk"]
    assert keys(root) == ["2024-01-15", "2024-01-21"]


def test_after_three_weeks_off_the_latest_is_made_up_for_once(root: Path, fake: Fake) -> None:
    dated(root, "2024-02-04")
    assert wake(root, MONDAY + 2 * WEEK + 3 * HOUR) == [("delivered", "2024-02-04")]
    assert wake(root, MONDAY + 2 * WEEK + 4 * HOUR) == []
    assert len(fake.got) == 1
    assert [run.due for run in record.runs(there(root), "weekly")] == [MONDAY - WEEK, MONDAY + 2 * WEEK]


def test_last_week_s_memo_never_goes_out_under_a_new_date(root: Path, fake: Fake) -> None:
    assert wake(root, MONDAY + HOUR) == [("stale", None)]
    (run,) = [run for run in record.runs(there(root), "weekly") if run.due == MONDAY]
    assert run.detail == "memo still has the date 2024-01-15, and memo@2024-01-15 stands already"
    assert (fake.got, keys(root)) == ([], ["2024-01-15"])
    dated(root, "2024-01-22")
    assert wake(root, MONDAY + 2 * HOUR) == [("delivered", "2024-01-22")]


def test_a_date_after_the_due_day_is_not_sent_before_it(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-23")
    assert wake(root, MONDAY + HOUR) == [("stale", None)]
    assert fake.got == []


def test_carry_says_that_nothing_has_changed(root: Path, fake: Fake) -> None:
    carrying = WEEKLY + "    when_stale: carry\n" + RECIPIENTS
    assert wake(root, MONDAY + HOUR, carrying) == [("delivered", "2024-01-22")]
    edition = kept.editions(there(root), "memo")[-1]
    assert (edition.carries, edition.number) == ("2024-01-15", 2)
    dated(root, "2024-01-15", **{"nothing is confirmed": "nothing is certain"})
    assert wake(root, MONDAY + WEEK, carrying) == [("failed", None)]
    assert len(fake.got) == 1


def test_only_what_has_changed_is_frozen_where_that_is_wanted(root: Path, fake: Fake) -> None:
    settings = WEEKLY + "    only_if_changed: true\n" + RECIPIENTS
    dated(root, "2024-01-21")
    assert wake(root, MONDAY + HOUR, settings) == [("unchanged", None)]
    assert wake(root, MONDAY + 5 * HOUR, settings) == []
    dated(root, "2024-01-28", **{"nothing is confirmed": "nothing is certain"})
    assert wake(root, MONDAY + WEEK, settings) == [("delivered", "2024-01-28")]
    assert len(fake.got) == 1


def test_an_edition_that_the_desk_froze_for_this_time_goes_out(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-19")
    made = there(root)
    editions.freeze(made.brief("memo"), made)
    assert wake(root, MONDAY + HOUR) == [("delivered", "2024-01-19")]
    assert wake(root, MONDAY + WEEK) == [("stale", None)]
    assert [parcel.edition.key for parcel in fake.got] == ["2024-01-19"]


def test_a_brief_that_is_newer_than_what_the_desk_froze_in_between_goes_out(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-17")
    made = there(root)
    editions.freeze(made.brief("memo"), made)
    dated(root, "2024-01-21")
    assert wake(root, MONDAY + HOUR) == [("delivered", "2024-01-21")]
    assert [parcel.edition.key for parcel in fake.got] == ["2024-01-21"]


@pytest.mark.parametrize("broken", ["date: 2024-01-29", "date: soon"])
def test_what_the_desk_froze_goes_out_while_the_brief_is_at_work(root: Path, fake: Fake, broken: str) -> None:
    dated(root, "2024-01-19")
    made = there(root)
    editions.freeze(made.brief("memo"), made)
    dated(root, broken.removeprefix("date: "))
    assert wake(root, MONDAY + HOUR) == [("delivered", "2024-01-19")]
    assert len(fake.got) == 1


def test_a_correction_of_last_week_s_memo_is_not_this_week_s(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-17", **{"nothing is confirmed": "nothing is certain"})
    made = there(root)
    editions.correct(made.brief("memo"), made, because="A slip.")
    assert wake(root, MONDAY + HOUR) == [("stale", None)]
    dated(root, "2024-01-21")
    assert wake(root, MONDAY + 2 * HOUR) == [("delivered", "2024-01-21")]
    assert [parcel.edition.key for parcel in fake.got] == ["2024-01-21"]


def test_without_any_record_of_editions_nothing_goes_out_unless_it_is_the_first(tmp_path: Path, fake: Fake) -> None:
    project(tmp_path, SMALL)
    dated(tmp_path, "2024-01-21")
    assert wake(tmp_path, MONDAY + HOUR) == [("no-record", None)]
    assert fake.got == []
    assert wake(tmp_path, MONDAY + 2 * HOUR, first=True) == [("delivered", "2024-01-21")]


def test_a_schedule_that_is_new_looks_back_a_day_and_no_more(tmp_path: Path, fake: Fake) -> None:
    project(tmp_path, SMALL)
    dated(tmp_path, "2024-01-21")
    assert wake(tmp_path, MONDAY + 2 * DAY, first=True) == []
    assert wake(tmp_path, MONDAY + 2 * DAY + HOUR, first=True) == []
    assert fake.got == []
    dated(tmp_path, "2024-01-28")
    assert wake(tmp_path, MONDAY + WEEK, first=True) == [("delivered", "2024-01-28")]


def test_without_deliver_it_is_frozen_and_goes_to_nobody(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-21")
    assert wake(root, MONDAY, WEEKLY.replace("deliver: true", "deliver: false") + RECIPIENTS) == [
        ("frozen", "2024-01-21")
    ]
    assert fake.got == []


# --- what could not be done ------------------------------------------------------------------------------------------


def test_what_fails_is_tried_again_less_and_less_often_within_a_day(root: Path) -> None:
    tried = [at for minutes in range(0, 60 * 48, 5) if wake(root, at := MONDAY + datetime.timedelta(minutes=minutes))]
    waits = [(later - earlier) // datetime.timedelta(minutes=1) for earlier, later in itertools.pairwise(tried)]
    assert waits == [15, 30, 60, 120, *[240] * 5]
    assert tried[-1] - MONDAY <= DAY
    runs = [run for run in record.runs(there(root), "weekly") if run.due == MONDAY]
    assert [run.attempt for run in runs] == list(range(1, 11))


def test_what_is_made_up_for_late_is_tried_again_for_a_day_as_well(root: Path, fake: Fake) -> None:
    settings = WEEKLY + "    tell: desk\n" + RECIPIENTS
    late = MONDAY + 3 * DAY
    dated(root, "2024-01-21")
    fake.answers = [Later("no network")] * 4
    assert wake(root, late, settings) == [("undelivered", "2024-01-21")]
    assert "It is tried again until 2024-01-26 07:00." in fake.notes[0][1].text
    assert not schedules.missed(*_weekly(root, settings), late + 2 * HOUR)
    assert wake(root, late + HOUR, settings) == [("delivered", "2024-01-21")]
    fake.answers = [Later("no network")] * 4
    dated(root, "2024-01-28")
    assert wake(root, late + WEEK, settings) == [("undelivered", "2024-01-28")]
    assert wake(root, late + WEEK + DAY + HOUR, settings) == []
    assert schedules.missed(*_weekly(root, settings), late + WEEK + DAY + HOUR)


def _weekly(root: Path, settings: str) -> tuple[Schedule, tuple[Run, ...]]:
    made = there(root, settings)
    return due.of(made.settings)[0], record.runs(made, "weekly")


def test_findings_hold_it_back_until_they_are_mended_or_it_is_passed_over(root: Path, fake: Fake, monkeypatch) -> None:
    from briefgen.errors import HeldBack

    def held(*_):
        raise HeldBack("memo has findings, and nothing was frozen", ["one", "two"])

    dated(root, "2024-01-21")
    with monkeypatch.context() as broken:
        broken.setattr("briefgen.pipeline.build", held)
        assert wake(root, MONDAY + HOUR) == [("held", None)]
        assert record.runs(there(root), "weekly")[-1].findings == 2
    assert wake(root, MONDAY + 2 * HOUR) == [("delivered", "2024-01-21")]
    dated(root, "2024-01-28")
    monkeypatch.setattr("briefgen.pipeline.build", held)
    passing = WEEKLY + "    on_findings: skip\n" + RECIPIENTS
    assert wake(root, MONDAY + WEEK, passing) == [("passed-over", None)]
    assert wake(root, MONDAY + WEEK + 5 * HOUR, passing) == []
    assert len(fake.got) == 1


def test_what_lacks_an_approval_waits_for_it(root: Path, fake: Fake) -> None:
    settings = WEEKLY + RECIPIENTS + "approvals: 1\n"
    dated(root, "2024-01-21")
    assert wake(root, MONDAY, settings) == [("waiting", "2024-01-21")]
    made = there(root, settings)
    edition = editions.find("memo", made)
    approvals.approve(edition, made, Event("approved", MONDAY, "Head", None, ""))
    assert wake(root, MONDAY + HOUR, settings) == [("delivered", "2024-01-21")]
    assert (len(fake.got), keys(root)) == (1, ["2024-01-15", "2024-01-21"])


def test_what_did_not_reach_everybody_is_sent_on_and_to_nobody_twice(root: Path, fake: Fake) -> None:
    settings = WEEKLY + RECIPIENTS + '  press: {to: "fake:p@b.org", audiences: analyst}\n'
    dated(root, "2024-01-21")
    fake.answers = [Later("busy")] * 1 + [None] + [Later("busy")] * 3
    assert wake(root, MONDAY, settings) == [("undelivered", "2024-01-21")]
    assert "1 of 2 delivered; desk (analyst): busy" in record.runs(there(root), "weekly")[-1].detail
    assert wake(root, MONDAY + HOUR, settings) == [("delivered", "2024-01-21")]
    assert sorted(parcel.key for parcel in fake.got) == [
        "memo@2024-01-21/analyst/desk",
        "memo@2024-01-21/analyst/press",
    ]


def test_a_correction_takes_the_place_of_what_was_to_go_out(root: Path, fake: Fake) -> None:
    settings = WEEKLY + RECIPIENTS + "approvals: 1\n"
    dated(root, "2024-01-21")
    wake(root, MONDAY, settings)
    made = there(root, settings)
    corrected = editions.correct(made.brief("memo"), made, because="A slip.")
    approvals.approve(corrected, made, Event("approved", MONDAY, "Head", None, ""))
    assert wake(root, MONDAY + HOUR, settings) == [("delivered", "2024-01-21.2")]
    assert [parcel.edition.key for parcel in fake.got] == ["2024-01-21.2"]


def test_one_brief_that_fails_costs_no_other_one_anything(root: Path) -> None:
    (root / "briefs" / "broken.yaml").write_text("titel: x\n", encoding="utf-8")
    dated(root, "2024-01-21")
    assert sorted(wake(root, MONDAY, first=True)) == [("delivered", "2024-01-21"), ("held", None)]


def test_what_cannot_be_used_is_named_with_its_place_in_the_record_and_without_its_words(root: Path) -> None:
    dated(root, "2024-01-21")
    assert wake(root, MONDAY, WEEKLY + RECIPIENTS.replace("fake:", "post:")) == [("failed", "2024-01-21")]
    detail = record.runs(there(root), "weekly")[-1].detail
    assert detail == "the recipients cannot be used: briefgen.yaml:8:14 F25"


def test_a_fault_of_our_own_leaves_its_trace(root: Path, monkeypatch) -> None:
    monkeypatch.setattr(schedules.editions, "freeze", lambda *_: 1 / 0)
    dated(root, "2024-01-21")
    assert wake(root, MONDAY) == [("failed", None)]
    assert "ZeroDivisionError" in record.runs(there(root), "weekly")[-1].detail


def test_the_desk_is_told_once_of_what_could_not_be_done(root: Path, fake: Fake) -> None:
    settings = WEEKLY + "    tell: desk\n" + RECIPIENTS
    wake(root, MONDAY, settings)
    ((address, note),) = fake.notes
    assert (address, note.subject) == ("desk@example.org", "weekly: memo is stale")
    assert note.text.startswith(
        "memo was due on 2024-01-22 at 07:00 (UTC), and it has come to: stale.\n\nmemo still has"
    )
    wake(root, MONDAY + HOUR, settings)
    assert len(fake.notes) == 1
    dated(root, "2024-01-23")
    wake(root, MONDAY + 3 * HOUR, settings)
    assert "is dated 2024-01-23, after the day that it is due" in fake.notes[1][1].text
    dated(root, "2024-01-22")
    wake(root, MONDAY + 8 * HOUR, settings)
    assert (len(fake.got), len(fake.notes)) == (1, 2)


def test_who_cannot_be_told_keeps_no_other_from_being_told(root: Path, fake: Fake, monkeypatch) -> None:
    settings = WEEKLY + "    tell: [desk, press]\n" + RECIPIENTS + '  press: {to: "fake:p@b.org", audiences: analyst}\n'
    tell = addressing.tell

    def told(recipient, note, setting):
        if recipient.to.startswith("fake:desk"):
            raise Later("busy")
        tell(recipient, note, setting)

    monkeypatch.setattr(addressing, "tell", told)
    wake(root, MONDAY, settings)
    assert [address for address, _ in fake.notes] == ["p@b.org"]


def test_whom_a_schedule_tells_must_be_a_recipient(root: Path, fake: Fake) -> None:
    from briefgen.errors import InvalidProject

    made = there(root, WEEKLY + "    tell: dusk\n" + RECIPIENTS)
    with pytest.raises(InvalidProject) as caught:
        addressing.recipients(made, Setting(None, lambda _: None, "/", lambda _: None))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.location.line, finding.hint) == ("F26", 7, "did you mean desk?")
    assert fake.got == []


def test_to_ask_what_will_be_due_leaves_no_trace(tmp_path: Path) -> None:
    project(tmp_path, SMALL)
    dated(tmp_path, "2024-01-21")
    assert len(schedules.due_now(there(tmp_path), MONDAY + 52 * WEEK)) == 1
    assert not (tmp_path / record.FOLDER).exists()
    assert wake(tmp_path, MONDAY + HOUR, first=True) == [("delivered", "2024-01-21")]


def test_a_schedule_that_was_first_seen_on_a_clock_ahead_is_followed_all_the_same(tmp_path: Path) -> None:
    project(tmp_path, SMALL)
    dated(tmp_path, "2024-01-21")
    record.see(there(tmp_path), "weekly", MONDAY + 52 * WEEK)
    assert wake(tmp_path, MONDAY + HOUR, first=True) == [("delivered", "2024-01-21")]


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("since.json", lambda _: "{}"),
        ("since.json", lambda _: "[]"),
        ("since.json", lambda _: '{"since": "2024-01-01T00:00:00"}'),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: text.replace('"attempt": 1', '"attempt": "1"')),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: text.replace("+00:00", "")),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: re.sub(r'"due": "[^"]*"', '"due": null', text)),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: text.replace('"delivered"', '["delivered"]')),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: text.replace('"2024-01-15"', "5")),
        ("2024-01-15T0700Z.memo.1.ended.json", lambda text: f"<<<<<<< HEAD\n{text}"),
    ],
)
def test_a_file_of_the_record_that_briefgen_did_not_write_is_named(root: Path, file: str, change) -> None:
    path = root / record.FOLDER / "weekly" / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ProjectError, match=f"briefs/runs/weekly/{file} is no run that briefgen writes") as caught:
        wake(root, MONDAY)
    assert "keep one side of the conflict" in str(caught.value.hint)


# --- somebody else's machine -----------------------------------------------------------------------------------------


def test_what_is_to_be_sent_can_be_stored_before_it_is(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-21")
    assert wake(root, MONDAY, sending="prepare", batch="run-1") == [("prepared", "2024-01-21")]
    assert fake.got == []
    assert wake(root, MONDAY, sending="prepared", batch="run-1") == [("delivered", "2024-01-21")]
    assert len(fake.got) == 1
    assert wake(root, MONDAY + HOUR, sending="prepare", batch="run-2") == []
    assert wake(root, MONDAY + HOUR, sending="prepared", batch="run-2") == []


def test_a_machine_that_vanished_after_it_had_prepared_is_asked_about(root: Path, fake: Fake) -> None:
    dated(root, "2024-01-21")
    wake(root, MONDAY, sending="prepare", batch="run-1")
    assert wake(root, MONDAY + HOUR, sending="prepare", batch="run-2") == [("prepared", "2024-01-21")]
    assert wake(root, MONDAY + HOUR, sending="prepared", batch="run-2") == [("undelivered", "2024-01-21")]
    assert "it may have arrived" in record.runs(there(root), "weekly")[-1].detail
    assert fake.got == []


def test_what_is_withdrawn_after_it_was_prepared_is_not_sent_and_nothing_else_is_frozen(root: Path, fake: Fake) -> None:
    settings = WEEKLY + "    when_stale: carry\n" + RECIPIENTS
    dated(root, "2024-01-21")
    wake(root, MONDAY, settings, sending="prepare", batch="run-1")
    made = there(root, settings)
    editions.withdraw(editions.find("memo", made), made, by="A", because="It is wrong.", at=MONDAY)
    dated(root, "2024-01-22")
    assert wake(root, MONDAY, settings, sending="prepared", batch="run-1") == [("failed", None)]
    assert (fake.got, keys(root)) == ([], ["2024-01-15", "2024-01-21"])


# --- several at once, and killed -------------------------------------------------------------------------------------

RUN = """
import contextlib, datetime, os, sys
from pathlib import Path
import test_schedules_run
from briefgen import addressing, delivery, editions, pipeline, schedules
from briefgen.channels import Channel, Setting
from briefgen.project import Project

root, left = Path(sys.argv[1]), int(sys.argv[2])
pipeline.build, editions.versions = test_schedules_run.quick, lambda: {"briefgen": "0"}

def step():
    global left
    left -= 1
    if left == 0:
        os._exit(9)

class Session:
    def send(self, parcel):
        step()
        with (root / "arrived.txt").open("a") as file:
            file.write(parcel.key + "\\n")
        step()
        return "taken"

@contextlib.contextmanager
def opened(setting):
    yield Session()

def count(name, arguments):
    writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wx")
    if writes or name in ("os.link", "os.remove", "os.rename", "os.mkdir"):
        step()

addressing.channels = lambda: {"fake": Channel("fake", lambda *_: None, opened, None)}
at = datetime.datetime.fromisoformat(sys.argv[3])
setting = Setting(None, lambda _: None, "/", lambda _: None)
made = Project(root, at.date())
sys.addaudithook(count)
for run in schedules.carry_out(made, at, schedules.Work(delivery.Courier(setting, lambda: at, "briefgen"))):
    print(run.result)
"""


def start(root: Path, at: datetime.datetime, left: int = 0) -> subprocess.Popen[str]:
    import os

    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    words = [sys.executable, "-c", RUN, root, str(left), at.isoformat()]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings)


def test_started_five_times_at_once_it_does_one_run(root: Path) -> None:
    dated(root, "2024-01-21")
    there(root)
    told = [process.communicate() for process in [start(root, MONDAY) for _ in range(5)]]
    assert [error for _, error in told] == [""] * 5
    assert sorted(out for out, _ in told) == ["", "", "", "", "delivered\n"]
    assert (root / "arrived.txt").read_text().splitlines() == ["memo@2024-01-21/analyst/desk"]
    assert keys(root) == ["2024-01-15", "2024-01-21"]


@pytest.mark.parametrize("killed_at", range(1, 60, 8))
def test_killed_at_any_step_the_memo_is_frozen_once_and_sent_once_or_asked_about(root: Path, killed_at: int) -> None:
    dated(root, "2024-01-21")
    there(root)
    first = start(root, MONDAY, killed_at)
    first.communicate()
    assert first.returncode in (0, 9)
    out, error = start(root, MONDAY + HOUR).communicate()
    assert error == ""
    arrived = (root / "arrived.txt").read_text().splitlines() if (root / "arrived.txt").exists() else []
    assert arrived in ([], ["memo@2024-01-21/analyst/desk"])
    assert keys(root) == ["2024-01-15", "2024-01-21"]
    if not arrived:
        assert out == "undelivered\n"  # it was killed when all was ready to go: nobody can know
