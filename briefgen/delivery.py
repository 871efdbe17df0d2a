"""Delivery: exactly the frozen bytes, to exactly those who may have them, never twice, and never without a trace.

Each recipient of each audience is a step of its own. Before its bytes go out, an event “sending” is put on record, and “sent”
or “failed” after. So a run that is killed in between leaves a step of which nobody knows; it is never sent again before
somebody has said what became of it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from briefgen import addressing
from briefgen.addressing import Step
from briefgen.channels import Later, NotCarried, Parcel, Refused, Session, Setting
from briefgen.errors import ProjectError
from briefgen.model.edition import Edition, Event, Transit
from briefgen.placing import alone
from briefgen.project import Project
from briefgen.record import editions as kept

PAUSES = (5.0, 30.0, 120.0)
"""Seconds before each further try of what may succeed later."""

Outcome = Literal["sent", "already", "withheld", "unknown", "refused", "later"]
"""What became of a step. “already”: it was sent before. “withheld”: its marking is above what the recipient may have.
“unknown”: it was being sent when a run ended, and may have arrived. “refused”: another try would fail too. “later”: another run
may succeed."""

DONE = frozenset({"sent", "already"})


class Result(NamedTuple):
    """What became of a step, and why, or what the recipient's side calls it."""

    step: Step
    outcome: Outcome
    detail: str


@dataclasses.dataclass(frozen=True, slots=True)
class Courier:
    """Who delivers, and with what: the setting of the channels, the clock, the name for the record.

    `batch` is the name under which things were prepared to be sent together, by which they can be told from what a broken run
    has left; None: nothing was prepared.
    """

    setting: Setting
    now: Callable[[], datetime.datetime]
    by: str
    batch: str | None = None


# --- what became of it -----------------------------------------------------------------------------------------------


class Trail(NamedTuple):
    """What the record says of a step: how often it was tried, and what became of the last try; None: it was not tried.

    `noted` is what was noted at each of its tries before it went out; `withdrawn`, whether its edition was taken back.
    """

    attempts: int
    last: Event | None
    noted: frozenset[str | None] = frozenset()
    withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it was being sent, and nobody has said since what became of it."""
        return self.last is not None and self.last.kind == "sending"

    def is_prepared(self, batch: str | None) -> bool:
        """Whether it is on record that it will be sent by whoever has this batch, and it was not sent."""
        return batch is not None and self.last is not None and self.is_open and self.last.because == _prepared(batch)

    def was_prepared(self, batch: str | None) -> bool:
        """Whether a run with this batch may send it: what it has not prepared is not on record where it is safe."""
        return batch is None or _prepared(batch) in self.noted


def _prepared(batch: str) -> str:
    return f"prepared under {batch}"


def trail(edition: Edition, project: Project, step: Step) -> Trail:
    """What the record says of a step."""
    return _trail_of(edition, project, step.key, step.audience)


def _trail_of(edition: Edition, project: Project, recipient: str, audience: str) -> Trail:
    rank = ("sending", "failed", "sent")
    every = kept.events(project, edition)
    events = [
        (event.transit.attempt, rank.index(event.kind), event)
        for event in every
        if event.transit is not None and (event.transit.recipient, event.transit.audience) == (recipient, audience)
    ]
    withdrawn = any(event.kind == "withdrawn" for event in every)
    sent = [event for *_, event in events if event.kind == "sent"]
    noted = frozenset(event.because for *_, event in events if event.kind == "sending")
    if not events:
        return Trail(0, None, noted, withdrawn)
    attempts, _, last = max(events, key=lambda told: told[:2])
    return Trail(attempts, sent[0] if sent else last, noted, withdrawn)


def told(edition: Edition, project: Project, step: Step, batch: str | None = None) -> Result | None:
    """What is known of a step before anything is done: that it is done, may not be, or is doubtful; None: it is to be done.

    `batch` is that under which it may have been prepared.
    """
    found = trail(edition, project, step)
    if found.is_prepared(batch):
        return _withheld(step)
    if found.last is not None and found.last.kind == "sent":
        when = f"{found.last.at:%Y-%m-%d %H:%M %z}"
        return Result(step, "already", f"on {when}")
    if found.is_open and found.last is not None:
        return Result(step, "unknown", f"it was being sent on {found.last.at:%Y-%m-%d %H:%M %z}; it may have arrived")
    if not step.withheld and not found.was_prepared(batch):
        return Result(step, "later", f"it was not prepared under {batch}; another run sends it")
    return _withheld(step)


def _withheld(step: Step) -> Result | None:
    return Result(step, "withheld", step.withheld) if step.withheld else None


def take_back(edition: Edition, project: Project, event: Event, courier: Courier) -> tuple[Result, ...]:
    """Tells, wherever memos of a withdrawn edition have gone and a channel can tell it, that they are taken back.

    `event` is the withdrawal. Of the results, “refused” are those whom the desk must tell itself.
    """
    known = addressing.recipients(project, courier.setting)
    results = []
    for audience in dict.fromkeys(memo.audience for memo in edition.memos):
        memos = tuple(memo for memo in edition.memos if memo.audience == audience)
        for key, recipient in known.items():
            step = addressing.step(key, recipient, audience, memos)
            found = trail(edition, project, step)
            if found.last is not None and found.last.kind in ("sent", "sending"):
                results.append(_taken_back(edition, step, event, courier))
    return tuple(results)


def reached(edition: Edition, project: Project) -> tuple[Transit, ...]:
    """To whom memos of an edition have gone, or may have: once for each recipient and audience, whoever is a recipient now."""
    gone = {
        (event.transit.recipient, event.transit.audience): event.transit
        for event in kept.events(project, edition)
        if event.transit is not None
    }
    by_step = {pair: _trail_of(edition, project, *pair) for pair in gone}
    return tuple(gone[pair] for pair, found in by_step.items() if found.last and found.last.kind != "failed")


def _taken_back(edition: Edition, step: Step, event: Event, courier: Courier) -> Result:
    if step.channel.taken_back is None:
        return Result(step, "refused", f"what went by {step.channel.scheme} cannot be taken back: tell them")
    try:
        return Result(step, "sent", step.channel.taken_back(parcel(edition, step, (), event.at), courier.setting))
    except NotCarried as error:
        return Result(step, "later" if isinstance(error, Later) else "refused", str(error))


# --- sending ---------------------------------------------------------------------------------------------------------


def deliver(edition: Edition, project: Project, steps: Sequence[Step], courier: Courier) -> tuple[Result, ...]:
    """Carries out every step that is not done, may be, and is not doubtful; gives what became of each, in their order.

    What may succeed later is tried again after a while. Raises ProjectError where a memo is not what was frozen, before
    anything has gone out.
    """
    contents = {step: _contents(edition, step, project) for step in steps}
    results: dict[Step, Result] = {}
    with alone(project.lock(f"deliver-{edition.brief}"), patience=_PATIENCE):
        for step in steps:
            if (known := told(edition, project, step, courier.batch)) is not None:
                results[step] = known
        open_ = [step for step in steps if step not in results]
        for pause in (0.0, *PAUSES):
            waiting = [step for step in open_ if step not in results or results[step].outcome == "later"]
            if not waiting:
                break
            courier.setting.pause(pause)
            for channel in {step.channel.scheme: step.channel for step in waiting}.values():
                its = [step for step in waiting if step.channel.scheme == channel.scheme]
                for result in _carried(edition, project, its, contents, courier):
                    results[result.step] = result
    return tuple(results[step] for step in steps)


def prepare(edition: Edition, project: Project, steps: Sequence[Step], courier: Courier) -> tuple[Step, ...]:
    """Puts on record, under the courier's batch, what a later call of `deliver` with that batch will send; gives its steps.

    Once that record is stored, nobody else sends them; and where the later call never comes, somebody is asked. Raises
    ProjectError where there is no batch, where it was used before, or where a memo is not what was frozen.
    """
    if courier.batch is None:
        raise ProjectError("nothing can be prepared without a batch", None)
    for step in steps:
        _contents(edition, step, project)
        if trail(edition, project, step).is_prepared(courier.batch):  # by a run that has vanished, and may have sent it
            hint = "take another name: one that was used before would send again what may have arrived"
            raise ProjectError(f"something was prepared under {courier.batch} before", hint)
    record = _Record(edition, project, courier)
    with alone(project.lock(f"deliver-{edition.brief}"), patience=_PATIENCE):
        open_ = [step for step in steps if told(edition, project, step) is None]
        because = _prepared(courier.batch)
        return tuple(step for step in open_ if record.begun(step, trail(edition, project, step).attempts + 1, because))


_PATIENCE = 3600.0
"""Seconds: another delivery of the same brief may be at work, and waits between its tries."""


def _carried(
    edition: Edition,
    project: Project,
    its: Sequence[Step],
    contents: Mapping[Step, tuple[bytes, ...]],
    courier: Courier,
) -> Iterator[Result]:
    """The results of the steps of one channel, as they come."""
    record = _Record(edition, project, courier)
    with contextlib.ExitStack() as stack:
        try:
            session = stack.enter_context(its[0].channel.opened(courier.setting))
        except NotCarried as error:
            for step in its:
                yield record.failed(step, trail(edition, project, step).attempts + 1, error)
            return
        for step in its:
            yield _sent(record, session, step, contents[step])


def _sent(record: _Record, session: Session, step: Step, contents: tuple[bytes, ...]) -> Result:
    found = trail(record.edition, record.project, step)
    if found.withdrawn:  # since this delivery began: it may wait for another one, for a server, for its next try
        return Result(step, "refused", f"{record.edition.name} has been withdrawn")
    attempt = found.attempts + 1
    if not record.begun(step, attempt):
        return Result(step, "unknown", "another run is sending it")
    parcel = record.parcel(step, contents)
    try:
        receipt = session.send(parcel)
    except (Refused, Later) as error:
        return record.failed(step, attempt, error)
    except Exception as error:  # noqa: BLE001 - whatever it was, it may have arrived: the intent stays as it is
        return Result(step, "unknown", f"it may have arrived: {record.clean(step, str(error) or type(error).__name__)}")
    return record.sent(step, attempt, receipt)


class _Record:
    """What is put on record of the steps of an edition."""

    def __init__(self, edition: Edition, project: Project, courier: Courier) -> None:
        self.edition, self.project, self.courier = edition, project, courier

    def parcel(self, step: Step, contents: tuple[bytes, ...]) -> Parcel:
        return parcel(self.edition, step, contents, self.courier.now())

    def begun(self, step: Step, attempt: int, because: str | None = None) -> bool:
        """Puts on record that it is about to be sent; False where another run, on another machine perhaps, has done so."""
        try:
            self._enter("sending", step, attempt, because)
        except FileExistsError:
            return False
        return True

    def sent(self, step: Step, attempt: int, receipt: str) -> Result:
        told = self.clean(step, receipt)
        self._enter("sent", step, attempt, None, receipt=told)
        return Result(step, "sent", told)

    def failed(self, step: Step, attempt: int, error: NotCarried) -> Result:
        why, final = self.clean(step, str(error)), isinstance(error, Refused)
        self._enter("failed", step, attempt, why, final=final)
        return Result(step, "refused" if final else "later", why)

    def clean(self, step: Step, text: str) -> str:
        """A text for the record: without the address, and without a secret that it ought not to hold anyway."""
        where = os.path.realpath(
            Path(self.courier.setting.root) / step.address.partition("?")[0]
        )  # a folder, as is told
        for hidden in (where, step.address):
            whole = rf"(?<!\w){re.escape(hidden)}(?!\w)"  # servers have it in small letters, too
            text = re.sub(whole, lambda _: step.key, text, flags=re.IGNORECASE)
        for secret in self._secrets():
            text = text.replace(secret, "•••")
        return text

    def _secrets(self) -> Iterator[str]:
        for name in SECRETS:
            if secret := self.courier.setting.secret(name):
                yield secret

    def _enter(
        self,
        kind: Literal["sending", "sent", "failed"],
        step: Step,
        attempt: int,
        because: str | None,
        **more: Any,
    ) -> None:
        transit = Transit(step.key, step.audience, step.channel.scheme, attempt, **more)
        memos = {memo.file: memo.sha256 for memo in step.memos}
        name = f"delivery.{step.key}.{step.audience}.{attempt}.{kind}.json"
        event = Event(kind, self.courier.now(), self.courier.by, because, name, memos, transit)
        kept.enter_event(self.project, self.edition, event)


SECRETS = ("BRIEFGEN_MAIL_PASSWORD",)
"""The names of the secrets that channels ask for."""


def parcel(edition: Edition, step: Step, contents: tuple[bytes, ...], at: datetime.datetime) -> Parcel:
    """What goes out in a step."""
    return Parcel(
        f"{edition.name}/{step.audience}/{step.key}",
        edition,
        step.audience,
        step.marking,
        step.memos,
        contents,
        step.address,
        step.recipient.name,
        at,
    )


def _contents(edition: Edition, step: Step, project: Project) -> tuple[bytes, ...]:
    """The frozen bytes of a step. Raises ProjectError where they are not those of the record."""
    home = kept.folder(project, edition.brief, edition.key) / kept.MEMOS
    found = []
    for memo in step.memos:
        try:
            content = project.read_bytes(home / memo.file)
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != memo.sha256:
            hint = f"nothing has been sent; briefgen edition check {edition.name} tells what is amiss"
            raise ProjectError(f"{project.shown(home / memo.file)} is not what was frozen", hint)
        found.append(content)
    return tuple(found)


def shown(edition: Edition, project: Project, step: Step, courier: Courier) -> tuple[str, bytes]:
    """Name and content of the file by which a dry run shows a step. Raises NotCarried where it would be refused."""
    whole = parcel(edition, step, _contents(edition, step, project), courier.now())
    return step.channel.shown(whole, courier.setting)


def assume(edition: Edition, project: Project, step: Step, courier: Courier, *, arrived: bool) -> None:
    """Puts on record what somebody says of a step of which nobody knew. Raises ProjectError where it is not doubtful."""
    found = trail(edition, project, step)
    if not found.is_open:
        raise ProjectError(f"nothing is doubtful about {step.audience} for {step.key}", None)
    transit = Transit(step.key, step.audience, step.channel.scheme, found.attempts)
    kind: Literal["sent", "failed"] = "sent" if arrived else "failed"
    name = f"delivery.{step.key}.{step.audience}.{found.attempts}.{kind}.json"
    because = f"{courier.by} says that it has {'' if arrived else 'not '}arrived"
    memos = {memo.file: memo.sha256 for memo in step.memos}
    event = Event(kind, courier.now(), courier.by, because, name, memos, transit)
    with contextlib.suppress(FileExistsError):
        kept.enter_event(project, edition, event)
