"""Schedules in words, and as plain data for programs."""

from __future__ import annotations

import datetime
import heapq
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.cli import report

if TYPE_CHECKING:
    from briefgen.model.schedule import Schedule
    from briefgen.project import Project


class Run(NamedTuple):
    """A due time of a schedule: the instant in UTC, and what the clocks of its zone show."""

    schedule: Schedule
    utc: datetime.datetime
    local: datetime.datetime

    def as_data(self) -> dict[str, str]:
        """The same for programs."""
        zone = self.schedule.timezone or "UTC"
        return {
            "schedule": self.schedule.id,
            "local": self.local.isoformat(),
            "utc": self.utc.isoformat(),
            "timezone": zone,
        }

    def told(self) -> tuple[str, str]:
        """The time in the zone, and in UTC."""
        return f"{self.local:%a %Y-%m-%d %H:%M} {self.schedule.timezone}", f"{self.utc:%Y-%m-%d %H:%M} UTC"


def of(project: Project) -> tuple[Schedule, ...]:
    """The schedules of a project. Raises InvalidProject with every fault of its project file."""
    from briefgen import due
    from briefgen.load import house

    house.require(project)
    return due.of(project.settings)


def runs(schedules: Iterable[Schedule], at: datetime.datetime, count: int) -> list[Run]:
    """The next runs of several schedules after `at`, in the order of time."""
    from briefgen import due

    def of_one(schedule: Schedule) -> Iterator[Run]:
        zone = due.zone(schedule)
        return (Run(schedule, instant, instant.astimezone(zone)) for instant in due.instants(schedule, at))

    merged = heapq.merge(*map(of_one, schedules), key=lambda run: run.utc)
    return list(itertools.islice(merged, count))


def zones(project: Project) -> dict[str, datetime.tzinfo]:
    """The zone of each schedule, by its name."""
    from briefgen import due

    return {one.id: due.zone(one) for one in due.of(project.settings)}


def as_data(schedule: Schedule, following: Run, last: dict[str, Any] | None) -> dict[str, Any]:
    """A schedule with its next run and its last, for programs."""
    return {
        "name": schedule.id,
        "when": when(schedule),
        "timezone": schedule.timezone,
        "briefs": list(schedule.briefs),
        "audiences": list(schedule.audiences),
        "next": following.as_data(),
        "last": last,
    }


def as_table(
    schedules: Sequence[Schedule], following: Iterable[Run], last: Iterable[dict[str, Any] | None]
) -> Iterator[str]:
    """One line for each schedule: when it is next due, by which rule, what for, and what the last run came to."""
    rows = [
        (one.id, *run.told(), when(one), _what_for(one), f"last: {done['result']}" if done else "last: none")
        for one, run, done in zip(schedules, following, last, strict=True)
    ]
    return report.aligned(rows)


def as_list(following: Iterable[Run]) -> Iterator[str]:
    """One line for each run."""
    return report.aligned([(*run.told(), run.schedule.id) for run in following])


def when(schedule: Schedule) -> str:
    """The rule of a schedule, nearly as it is written."""
    if schedule.weekly is not None:
        return f"weekly on {', '.join(schedule.weekly.day)} at {schedule.weekly.at:%H:%M}"
    if schedule.monthly is not None:
        days = ("last" if day == 31 else str(day) for day in schedule.monthly.day)
        return f"monthly on {', '.join(days)} at {schedule.monthly.at:%H:%M}"
    return f"daily at {schedule.daily.at:%H:%M}" if schedule.daily is not None else f"cron {schedule.cron}"


def _what_for(schedule: Schedule) -> str:
    told = ", ".join(schedule.briefs) or "all briefs"
    return f"{told} for {', '.join(schedule.audiences)}" if schedule.audiences else told
