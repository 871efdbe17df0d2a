"""Schedules: when memos are due, of which briefs and for whom, and what is done where they cannot be made."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import AudienceName, BriefName, Computed, Flag, OneOrMany, Plain, Record, ZoneName
from briefgen.model.values import Clock, Day, MonthDay

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""A day of the week, in the order of ISO 8601."""

Catchup = Literal["latest", "all", "none"]
"""What becomes of due times that nobody was awake for."""


class Daily(Record):
    """Every day at the same time."""

    short_form: ClassVar[str | None] = "at"

    at: Clock
    """The time on the clocks of the zone, such as `"07:00"`."""


class Weekly(Record):
    """Every week, on one day or on several."""

    day: OneOrMany[Weekday]
    """The day of the week."""
    at: Clock
    """The time on the clocks of the zone, such as `"07:00"`."""


class Monthly(Record):
    """Every month, on one day or on several."""

    day: OneOrMany[Annotated[MonthDay, Field(ge=1, le=31)]]
    """The day of the month, or `last`. A month that does not have it takes its own last day."""
    at: Clock
    """The time on the clocks of the zone, such as `"07:00"`."""


class Schedule(Record):
    """Which memos are due when. A time that the clocks pass over is due right after the gap, one that they show twice, once."""

    one_of: ClassVar[tuple[tuple[str, ...], ...]] = (("weekly", "monthly", "daily", "cron"),)

    id: Annotated[str, Computed()] = ""
    """Its name: the key it stands under."""
    briefs: OneOrMany[BriefName] = ()
    """The briefs, by their names; without any, all of `briefs/`."""
    audiences: OneOrMany[AudienceName] = ()
    """The audiences that get a memo; without any, all that the edition is made for."""
    weekly: Weekly | None = None
    """Every week: `{day: monday, at: "07:00"}`."""
    monthly: Monthly | None = None
    """Every month: `{day: 1, at: "07:00"}`, or `day: last`."""
    daily: Daily | None = None
    """Every day: `"07:00"`."""
    cron: str | None = None
    """A line as cron has it, of five fields: `"0 7 * * 1-5"`, read on the clocks of the zone."""
    timezone: ZoneName | None = None
    """The zone whose clocks count, such as `Europe/London` or `UTC`; without one, the `timezone` of the project."""
    skip: OneOrMany[Day] = ()
    """Days on which nothing is due, by the calendar of the zone."""
    catchup: Catchup = "latest"
    """Of due times that were missed: only the latest is made up for, all are, or none (but one of the last three hours)."""
    when_stale: Literal["skip", "carry"] = "skip"
    """Where the brief has had no new `date` since its last edition: nothing goes out (`skip`), or an edition of the due day
    whose first line says that nothing has changed since the last one (`carry`)."""
    only_if_changed: Flag = False
    """Nothing is frozen where nothing has changed since the last edition."""
    deliver: Flag = False
    """What was frozen is delivered at once, as far as it is approved."""
    on_findings: Literal["hold", "skip"] = "hold"
    """Where findings hold an edition back: it is tried again at each wake until they are mended, or it is passed over. In both
    cases the desk is told."""
    tell: OneOrMany[Plain] = ()
    """Who is told when something fails, by their names among the recipients."""
