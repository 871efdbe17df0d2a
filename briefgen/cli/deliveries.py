"""What became of a delivery, in words and as plain data; and what a delivery needs of its surroundings."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import identity, report, secrets
from briefgen.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.addressing import Step
    from briefgen.channels import Setting
    from briefgen.delivery import Courier, Result
    from briefgen.model.edition import Edition
    from briefgen.project import Project

NOT_DELIVERED = 3
"""The exit code where something is not delivered that should be."""

_WORDS = {
    "sent": "sent",
    "already": "sent before",
    "withheld": "WITHHELD",
    "unknown": "NOT KNOWN",
    "refused": "REFUSED",
    "later": "NOT SENT",
}


def setting(project: Project) -> Setting:
    """What the channels may know of this machine."""
    from briefgen.channels import Setting

    return Setting(project.settings.mail, secrets.secret, str(project.root), time.sleep)


def courier(project: Project, by: str | None, batch: str | None = None) -> Courier:
    """Who delivers. A machine that nobody sits at, and whose git knows no name, delivers all the same."""
    from briefgen.delivery import Courier

    try:
        name = identity.person(by)
    except ProjectError:
        name = "briefgen"
    return Courier(setting(project), lambda: datetime.datetime.now().astimezone().replace(microsecond=0), name, batch)


def as_lines(results: Sequence[Result]) -> Iterator[str]:
    """One line for each step."""
    rows = [(result.step.audience, result.step.key, _WORDS[result.outcome], result.detail) for result in results]
    return report.aligned(rows)


def as_data(edition: Edition, results: Sequence[Result]) -> dict[str, Any]:
    """The same for programs. No address is in it."""
    return {
        "edition": edition.name,
        "steps": [
            {
                "recipient": result.step.key,
                "audience": result.step.audience,
                "channel": result.step.channel.scheme,
                "marking": result.step.marking,
                "outcome": result.outcome,
                "detail": result.detail,
            }
            for result in results
        ],
    }


def shown_as_data(edition: Edition, steps: Sequence[tuple[Step, Path | None, str]]) -> dict[str, Any]:
    """What would go out, for programs: `file` shows it; None: it would not go."""
    return {
        "edition": edition.name,
        "steps": [
            {
                "recipient": step.key,
                "audience": step.audience,
                "channel": step.channel.scheme,
                "marking": step.marking,
                "file": str(file) if file else None,
                "detail": f"would {told}",
            }
            for step, file, told in steps
        ],
    }


def planned(edition: Edition, project: Project, steps: Sequence[Step]) -> Iterator[tuple[Step, Result | None]]:
    """Every step, and what is known of it before anything is done; None: it would be sent."""
    from briefgen import delivery

    for step in steps:
        yield step, delivery.told(edition, project, step)


def summary(edition: Edition, results: Sequence[Result]) -> Iterator[str]:
    """How much is done, and what to do about the rest."""
    done = sum(result.outcome in ("sent", "already") for result in results)
    yield f"{edition.name}: {done} of {len(results)} delivered"
    outcomes = {result.outcome for result in results}
    if "unknown" in outcomes:
        yield f"   ask whether it has arrived, then: briefgen deliver {edition.name} --resume --assume sent (or unsent)"
    if outcomes & {"later", "refused"}:
        yield f"   mend what is told above, then: briefgen deliver {edition.name}; nobody gets it twice"


def gone(edition: Edition, project: Project) -> Iterator[str]:
    """Those whom memos of an edition have reached, and who are no recipients any more: the desk must tell them itself."""
    from briefgen import addressing, delivery

    known = addressing.recipients(project, setting(project))
    for transit in delivery.reached(edition, project):
        if transit.recipient not in known:
            yield f"{transit.audience}  {transit.recipient}  is no recipient any more: tell them"


def left_out(edition: Edition, project: Project, steps: Sequence[Step]) -> Iterator[str]:
    """Those who have what a correction corrects, and do not get the correction."""
    from briefgen import delivery
    from briefgen.record import editions as kept

    by_key = {other.key: other for other in kept.editions(project, edition.brief)}
    get_it = {(step.key, step.audience) for step in steps}
    while (corrected := by_key.get(edition.corrects or "")) is not None:
        edition = corrected
        for transit in delivery.reached(edition, project):
            if (pair := (transit.recipient, transit.audience)) not in get_it:
                get_it.add(pair)
                yield f"   {pair[0]} has {edition.name} for {pair[1]}, and does not get its correction: tell them"
