"""When a schedule is due. A pure calculation: the instants go in and come out, and no clock is looked at.

Three rules hold for weekly, monthly, daily and cron alike. Times are read on the clocks of the schedule's zone. A time that
those clocks pass over, when they are set forward, is due at the first instant after the gap. A time that they show twice, when
they are set back, is due the first time only. So nothing is lost and nothing comes twice, whatever the zone does.

Instants are given in UTC: of two times of one zone, Python compares what the clocks show, and that is not their order in the
hour that comes twice.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import itertools
import zoneinfo
from collections.abc import Collection, Iterator
from typing import get_args

from briefgen.model.project_file import ProjectFile
from briefgen.model.schedule import Schedule, Weekday

UTC = datetime.UTC

GRACE = datetime.timedelta(hours=3)
"""How late a schedule with `catchup: none` may still be made up for. The system wakes briefgen every quarter of an hour, or
every hour on hosted runners, which come late or leave one wake out; what is older than three hours has been missed."""

_FURTHEST_BACK = datetime.timedelta(days=2)
"""More than clocks are ever set back: a day, where the date line moves."""

_FIELDS = 5
"""Of a cron line. cronsim would take seconds too, as a sixth."""

_SECOND = datetime.timedelta(seconds=1)

_NO_ZONES = frozenset(["Factory", "localtime"])
"""Names of the zone database that mean something else on each machine."""


@functools.cache
def zones() -> frozenset[str]:
    """The names of every time zone that there is."""
    return frozenset(zoneinfo.available_timezones() - _NO_ZONES)


def cron_fault(line: str) -> str | None:
    """What is wrong with a cron line, as the end of a sentence about it; None where it can be followed."""
    if (count := len(line.split())) != _FIELDS:
        return f"has {count} field{'s' * (count != 1)}, and a cron line has {_FIELDS}"
    import cronsim  # noqa: PLC0415 - few schedules have a cron line

    try:
        following = next(cronsim.CronSim(line, datetime.datetime(2000, 1, 1)), None)  # noqa: DTZ001 - clocks of any zone
    except (cronsim.CronSimError, ValueError) as error:
        _, bad, field = str(error).partition("Bad ")
        return f"cannot be read at its {field.replace('-', ' ')}" if bad else "cannot be read"
    return "never comes round" if following is None else None


def of(settings: ProjectFile) -> tuple[Schedule, ...]:
    """The schedules of a project, each with the zone that it goes by, in their order.

    They are expected to have passed `load.house.require`: there is such a zone, and the cron line can be followed.
    """
    return tuple(
        schedule.model_copy(update={"timezone": schedule.timezone or settings.timezone})
        for schedule in settings.schedules.values()
    )


def zone(schedule: Schedule) -> zoneinfo.ZoneInfo:
    """The zone whose clocks a schedule goes by; UTC where it names none."""
    return zoneinfo.ZoneInfo(schedule.timezone or "UTC")


# --- instants --------------------------------------------------------------------------------------------------------


def instants(
    schedule: Schedule, after: datetime.datetime, until: datetime.datetime | None = None
) -> Iterator[datetime.datetime]:
    """The instants after the one and up to the other at which a schedule is due, in order; without `until`, without end.

    Both instants have a zone, and so do those that are given: UTC.
    """
    home, last, until = zone(schedule), _utc(after), until and _utc(until)
    start = last.astimezone(home).replace(
        tzinfo=None
    )  # whatever the clocks showed or passed over earlier was due by then
    for time in _times(schedule, start):
        instant = _instant(time, home)
        if until is not None and instant > until:
            return
        if instant > last:  # several times in one gap are due at one instant
            yield (last := instant)


def last_due(schedule: Schedule, at: datetime.datetime) -> datetime.datetime | None:
    """The last instant up to `at` at which a schedule was due; None where it never was."""
    home, at = zone(schedule), _utc(at)
    start = at.astimezone(home).replace(tzinfo=None) + _FURTHEST_BACK
    found = (_instant(time, home) for time in _times(schedule, start, backwards=True))
    return next((instant for instant in found if instant <= at), None)


def next_runs(schedule: Schedule, at: datetime.datetime, count: int) -> tuple[datetime.datetime, ...]:
    """The next instants after `at` at which a schedule is due."""
    return tuple(itertools.islice(instants(schedule, at), count))


def outstanding(
    schedule: Schedule, done: Collection[datetime.datetime], since: datetime.datetime, at: datetime.datetime
) -> tuple[datetime.datetime, ...]:
    """The due instants that are to be done now, in order: those after `since` and after the last that is done, up to `at`.

    `since` is when the schedule came into force; what was due until then is nobody's business. `done` are the due instants that
    are on record, whatever came of them. What lies before the last of them is settled: a schedule that is given other times
    later does not begin anew, and editions are frozen in the order of their days. Of those that are left, `catchup: latest`
    gives the last, `all` gives all, `none` the last where it is no older than `GRACE`.
    """
    begin, at = max(map(_utc, [since, *done])), _utc(at)
    if schedule.catchup == "all":
        return tuple(instants(schedule, begin, at))
    last = last_due(schedule, at)
    if last is None or last <= begin or (schedule.catchup == "none" and at - last > GRACE):
        return ()
    return (last,)


# --- times on the clocks ---------------------------------------------------------------------------------------------


def _times(schedule: Schedule, start: datetime.datetime, *, backwards: bool = False) -> Iterator[datetime.datetime]:
    """The times on the clocks of the zone from `start` on, without their zone, in order; or backwards from there."""
    if schedule.cron is not None:
        import cronsim  # noqa: PLC0415 - as above

        # In naive times cronsim only matches fields; in a zone it would treat “*/15” another way than “0,15,30,45”.
        times: Iterator[datetime.datetime] = cronsim.CronSim(schedule.cron, start, reverse=backwards)
    else:
        times = _times_of_days(schedule, start.date(), backwards=backwards)
    return (time for time in times if time.date() not in schedule.skip)


def _times_of_days(schedule: Schedule, start: datetime.date, *, backwards: bool) -> Iterator[datetime.datetime]:
    when = schedule.daily or schedule.weekly or schedule.monthly
    if when is None:
        return
    step = datetime.timedelta(days=-1 if backwards else 1)
    day = start
    while datetime.date.min < day < datetime.date.max:
        if _is_due_on(schedule, day):
            yield datetime.datetime.combine(day, when.at)
        day += step


def _is_due_on(schedule: Schedule, day: datetime.date) -> bool:
    if schedule.weekly is not None:
        return get_args(Weekday)[day.weekday()] in schedule.weekly.day
    if schedule.monthly is not None:
        length = calendar.monthrange(day.year, day.month)[1]
        return day.day in {min(wanted, length) for wanted in schedule.monthly.day}
    return True


def _instant(time: datetime.datetime, home: zoneinfo.ZoneInfo) -> datetime.datetime:
    """When the clocks show this time: the first time they do; where they pass over it, the first instant after the gap."""
    first = time.replace(tzinfo=home).astimezone(UTC)
    if first.astimezone(home).replace(tzinfo=None) == time:
        return first
    # In a gap, fold 0 reckons with the offset from before the gap and comes out after it, fold 1 the other way round.
    early, late = time.replace(tzinfo=home, fold=1).astimezone(UTC), first
    before = early.astimezone(home).utcoffset()
    while (half := (late - early) // 2 // _SECOND * _SECOND) >= _SECOND:
        if (early + half).astimezone(home).utcoffset() == before:
            early += half
        else:
            late = early + half
    return late


def _utc(instant: datetime.datetime) -> datetime.datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return instant.astimezone(UTC)
