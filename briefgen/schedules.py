"""Schedules: doing what is due, once, and leaving a trace of what could not be done.

The operating system wakes briefgen every now and then; `due_now` says what is to be done at that time, `carry_out` does it. All
that they know of the past is the record, so they may be called as often as one likes, late, or several times at once.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from briefgen import addressing, delivery, due, editions, since
from briefgen.channels import NotCarried, Note
from briefgen.delivery import Courier
from briefgen.errors import BriefgenError, HeldBack, InvalidBrief, NotFound, WithDiagnostics
from briefgen.load import load
from briefgen.model.edition import Edition
from briefgen.model.run import SETTLED, Run, RunResult
from briefgen.model.schedule import Schedule
from briefgen.placing import alone
from briefgen.project import Project
from briefgen.record import editions as kept
from briefgen.record import runs as record

WINDOW = datetime.timedelta(hours=24)
"""How long a run that could not be done is tried again: from when it was due or, if that was later, from when it was first
tried. It is also how far back a schedule looks that is seen for the first time: who sets it up on Monday at eight wants the
memo of that Monday at seven."""

BACK_OFF = tuple(datetime.timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 240))
"""How long after each try the next one may come; the last holds for all further ones."""

_PATIENCE = 6 * 3600.0
"""Seconds that a run waits for another one on this machine."""

Sending = Literal["all", "prepare", "prepared"]
"""How much of a delivery is done. “prepare” puts on record what is about to be sent, and sends nothing; “prepared” sends that
and does nothing else: so the record can be stored where it is safe before anything goes out."""


class Due(NamedTuple):
    """A brief that a schedule is due for, since when, and how often it has been tried."""

    schedule: Schedule
    brief: str
    instant: datetime.datetime
    attempt: int


class Work(NamedTuple):
    """How a run is done: by whom, how much of the delivery, and whether a brief may have no edition yet."""

    courier: Courier
    sending: Sending = "all"
    first: bool = False


class _CameTo(Exception):
    """A run has come to its end before its memos went out."""

    def __init__(self, result: RunResult, detail: str) -> None:
        super().__init__(detail)
        self.result, self.detail = result, detail


def due_now(project: Project, at: datetime.datetime) -> tuple[Due, ...]:
    """What is to be done at an instant, in the order of the instants. Raises ProjectError where the record cannot be read."""
    found = []
    for schedule in due.of(project.settings):
        begun = record.since(project, schedule.id, at) - WINDOW
        runs = record.runs(project, schedule.id)
        for brief in schedule.briefs or [path.stem for path in project.briefs()]:
            found += _due(schedule, brief, [run for run in runs if run.brief == brief], (begun, at))
    return tuple(sorted(found, key=lambda one: one.instant))


def _due(
    schedule: Schedule, brief: str, runs: Sequence[Run], between: tuple[datetime.datetime, datetime.datetime]
) -> list[Due]:
    begun, at = between
    new = due.outstanding(schedule, [run.due for run in runs], begun, at)
    if new or not runs:
        return [Due(schedule, brief, instant, 1) for instant in new]
    last = runs[-1]
    if last.result in SETTLED or at > _until(runs, last.due, at):
        return []
    waited = at - (last.end or last.start)
    if waited < BACK_OFF[min(last.attempt, len(BACK_OFF)) - 1]:
        return []
    return [Due(schedule, brief, last.due, last.attempt + 1)]


def _until(runs: Iterable[Run], instant: datetime.datetime, at: datetime.datetime) -> datetime.datetime:
    """Until when the run of an instant is tried again, as it is known at `at`. `runs` are those of its brief, or more."""
    first = (run.start for run in runs if (run.due, run.attempt) == (instant, 1) and run.start <= at)
    return max([instant, *first]) + WINDOW


def missed(schedule: Schedule, runs: Sequence[Run], at: datetime.datetime) -> bool:
    """Whether the last time that a schedule was due has come to nothing, and will not any more."""
    last = due.last_due(schedule, at)
    if last is None or not runs or at <= _until(runs, last, at):
        return False
    return not any(run.due == last and run.result in SETTLED for run in runs)


def prepared(project: Project) -> tuple[Due, ...]:
    """What has been prepared to be sent, and was not sent. Raises ProjectError where the record cannot be read."""
    found = []
    for schedule in due.of(project.settings):
        last = {run.brief: run for run in record.runs(project, schedule.id)}
        found += [
            Due(schedule, run.brief, run.due, run.attempt + 1) for run in last.values() if run.result == "prepared"
        ]
    return tuple(found)


def carry_out(project: Project, at: datetime.datetime, work: Work) -> tuple[Run, ...]:
    """Does all that is due at an instant, and gives what it came to. Runs on this machine wait for each other.

    One run that fails costs no other one anything.
    """
    done = []
    with alone(project.lock("schedules"), patience=_PATIENCE):
        for schedule in due.of(project.settings) if work.sending != "prepared" else ():
            record.see(project, schedule.id, at)
        for one in prepared(project) if work.sending == "prepared" else due_now(project, at):
            run = Run(one.schedule.id, one.brief, one.instant, one.attempt, work.courier.now())
            if not record.begin(project, run):  # another machine, whose record has been merged
                continue
            ended = _carried_out(project, one, run, work)._replace(end=work.courier.now())
            record.end(project, ended)
            done.append(ended)
            if work.sending != "prepare" and ended.result not in SETTLED:
                _tell(project, one, ended, work.courier)
    return tuple(done)


def _tell(project: Project, one: Due, run: Run, courier: Courier) -> None:
    """Tells the desk what could not be done; of what has not changed since the last try it is not told again.

    Who cannot be told has the record and the exit code all the same.
    """
    before = [other for other in record.runs(project, run.schedule) if (other.brief, other.due) == (run.brief, run.due)]
    if any((other.result, other.detail) == (run.result, run.detail) for other in before if other.attempt < run.attempt):
        return
    with contextlib.suppress(BriefgenError):
        known = addressing.recipients(project, courier.setting)
        for key in one.schedule.tell:
            with contextlib.suppress(NotCarried):
                addressing.tell(known[key], _note(one, run, _until(before, run.due, run.start)), courier.setting)


def _note(one: Due, run: Run, until: datetime.datetime) -> Note:
    local, until = (instant.astimezone(due.zone(one.schedule)) for instant in (run.due, until))
    lines = [
        f"{run.brief} was due on {local:%Y-%m-%d at %H:%M} ({one.schedule.timezone}), and it has come to: {run.result}.",
        f"{run.detail}." if run.detail else "",
        f"It is tried again until {until:%Y-%m-%d %H:%M}.",
        f"What there is to know: briefgen schedule history {run.schedule}",
    ]
    key = f"{run.schedule}/{run.due:%Y-%m-%dT%H%MZ}/{run.brief}/{run.attempt}"
    subject = f"{run.schedule}: {run.brief} is {run.result}"
    return Note(key, subject, "\n\n".join(filter(None, lines)) + "\n", run.end or run.start)


def _carried_out(project: Project, one: Due, run: Run, work: Work) -> Run:
    try:
        edition = _edition(project, one, work)
        run = run._replace(edition=edition.key)
        return run._replace(result=_delivered(project, one, edition, work))
    except _CameTo as end:
        return run._replace(result=end.result, detail=end.detail)
    except (HeldBack, InvalidBrief) as error:
        held: RunResult = "passed-over" if one.schedule.on_findings == "skip" else "held"
        return run._replace(result=held, findings=len(error.diagnostics), detail=error.message)
    except BriefgenError as error:
        return run._replace(result="failed", detail=_said(error))
    except Exception as error:  # noqa: BLE001 - a fault of our own must leave its trace, and cost the other briefs nothing
        return run._replace(result="failed", detail=f"briefgen itself has a fault: {type(error).__name__}: {error}")


def _said(error: BriefgenError) -> str:
    """What was wrong, and where; the words of a finding may hold an address, and stay out of the record."""
    places = [
        f"{one.location.file}:{one.location.line}:{one.location.column} {one.code}"
        for one in (error.diagnostics if isinstance(error, WithDiagnostics) else ())
        if one.location is not None
    ]
    return f"{error.message}: {', '.join(places)}" if places else error.message


# --- the edition -----------------------------------------------------------------------------------------------------


def _edition(project: Project, one: Due, work: Work) -> Edition:
    """The edition that is due: that of an earlier try, one that the desk has frozen since the time before, or a newer brief.

    Raises _CameTo where there is nothing new, and whatever freezing raises.
    """
    known = kept.editions(project, one.brief)
    if not known and not work.first:
        raise _CameTo("no-record", f"there is no edition of {one.brief} on record: is this the whole record? (--first)")
    day = _day(one.schedule, one.instant)
    if (found := _tried(project, one, known)) is not None:
        return found
    if work.sending == "prepared":
        raise _CameTo("failed", f"what was prepared of {one.brief} has been withdrawn")
    if (found := _of_the_desk(project, one, known)) is not None and not _is_dated(project, one.brief, found.date, day):
        return found
    brief = project.brief(one.brief)
    written = load(brief, project).brief
    if written.date > day:
        raise _CameTo("stale", f"{one.brief} is dated {written.date}, after the day that it is due, {day}")
    last = known[-1] if known else None
    if last is not None and written.date <= last.date:
        if one.schedule.when_stale == "skip" or last.date >= day:
            raise _CameTo("stale", f"{one.brief} still has the date {written.date}, and {last.name} stands already")
        return editions.carry(brief, project, day)
    if one.schedule.only_if_changed and last is not None and since.is_same(since.frozen(last, project), written):
        raise _CameTo("unchanged", f"nothing has changed since {last.name}")
    return editions.freeze(brief, project)


def _standing(project: Project, known: Sequence[Edition]) -> dict[str, Edition]:
    return {edition.key: edition for edition in known if kept.withdrawal(project, edition) is None}


def _tried(project: Project, one: Due, known: Sequence[Edition]) -> Edition | None:
    """The edition of an earlier try at this time, or what corrects it."""
    standing = _standing(project, known)
    for run in reversed(record.runs(project, one.schedule.id)):
        if (run.brief, run.due) == (one.brief, one.instant) and run.edition in standing:
            return _newest_like(standing[run.edition], standing)
    return None


def _of_the_desk(project: Project, one: Due, known: Sequence[Edition]) -> Edition | None:
    """The edition that the desk has frozen since the time before; a correction is of the time of what it corrects."""
    before = due.last_due(one.schedule, one.instant - datetime.timedelta(seconds=1))
    last = next(reversed(_standing(project, known).values()), None)
    if last is None or before is None:
        return None
    by_key = {edition.key: edition for edition in known}
    first = last
    while first.corrects in by_key:
        first = by_key[first.corrects]
    used = {run.edition for run in record.runs(project, one.schedule.id) if run.brief == one.brief}
    is_new = not {first.key, last.key} & used and first.date > _day(one.schedule, before)
    return last if is_new and last.date <= _day(one.schedule, one.instant) else None


def _is_dated(project: Project, brief: str, after: datetime.date, until: datetime.date) -> bool:
    """Whether a brief can be read, and its date is after one day and up to another."""
    try:
        return after < load(project.brief(brief), project).brief.date <= until
    except (InvalidBrief, NotFound):
        return False


def _newest_like(edition: Edition, standing: Mapping[str, Edition]) -> Edition:
    """The edition itself, or the one that corrects it, or corrects that."""
    for other in standing.values():
        if other.corrects == edition.key:
            return _newest_like(other, standing)
    return edition


def _day(schedule: Schedule, instant: datetime.datetime) -> datetime.date:
    return instant.astimezone(due.zone(schedule)).date()


# --- the delivery ----------------------------------------------------------------------------------------------------


def _delivered(project: Project, one: Due, edition: Edition, work: Work) -> RunResult:
    """What a delivery came to. Raises _CameTo where it came to nothing, or not to its end."""
    if not one.schedule.deliver:
        return "frozen"
    try:
        steps = addressing.steps(edition, project, work.courier.setting, one.schedule.audiences)
    except addressing.NotApproved as error:
        raise _CameTo("waiting", error.message) from error
    if not steps:
        raise _CameTo("failed", f"{edition.name} has no recipients")
    if work.sending == "prepare":
        delivery.prepare(edition, project, steps, work.courier)
        raise _CameTo("prepared", f"{edition.name} is ready to be sent")
    results = delivery.deliver(edition, project, steps, work.courier)
    left = [result for result in results if result.outcome not in delivery.DONE]
    if left:
        told = ", ".join(f"{result.step.key} ({result.step.audience}): {result.detail}" for result in left)
        raise _CameTo("undelivered", f"{len(results) - len(left)} of {len(results)} delivered; {told}")
    return "delivered"
