"""When a schedule is due: counted step by step by other code, over two years in six zones, and by its properties."""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Callable, Iterator

import pytest
import pytz
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import due
from briefgen.model.project_file import ProjectFile
from briefgen.model.schedule import Schedule

UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)
STEP = datetime.timedelta(minutes=5)
"""Every time of the rules below, and every setting of the clocks, falls on such a step."""

ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Tehran",  # clocks were set forward at midnight: a day began at one
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kolkata",  # never
    "Pacific/Apia",  # until 2021, in the southern summer
)
FIRST, LAST = datetime.datetime(2019, 12, 1, tzinfo=UTC), datetime.datetime(2021, 12, 1, tzinfo=UTC)
"""Two years with a leap day, two year's ends, and a week 53 of ISO 8601."""


def schedule(timezone: str = "UTC", **given: object) -> Schedule:
    return Schedule.model_validate({"timezone": timezone, **given})


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- an independent count --------------------------------------------------------------------------------------------

Matches = Callable[[datetime.datetime], bool]


def steps(zone: str) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """Every step of the two years with what the clocks of the zone show, by pytz, which does not share our code."""
    home, found, instant = pytz.timezone(zone), [], FIRST
    while instant <= LAST:
        shown = instant.astimezone(home).replace(tzinfo=None)
        for _ in range(3):  # no clock was set within a quarter of an hour
            found.append((instant, shown))
            instant, shown = instant + STEP, shown + STEP
    return found


@functools.cache
def shown_anew(zone: str) -> list[tuple[datetime.datetime, tuple[datetime.datetime, ...]]]:
    """Each step with the times that the clocks show for the first time, or have just passed over."""
    seen, found = steps(zone)[0][1], []
    for instant, shown in steps(zone)[1:]:
        anew = tuple(seen + count * STEP for count in range(1, (shown - seen) // STEP + 1))
        seen = max(seen, shown)
        found.append((instant, anew))
    return found


def counted(zone: str, matches: Matches) -> list[datetime.datetime]:
    """Each step at which the clocks show, or have just passed over, a time that matches and that they never showed before."""
    return [instant for instant, times in shown_anew(zone) if any(map(matches, times)) and instant <= LAST]


def month_end(time: datetime.datetime) -> int:
    return calendar.monthrange(time.year, time.month)[1]


def at(hour: int, minute: int = 0) -> Matches:
    return lambda time: (time.hour, time.minute) == (hour, minute)


RULES: dict[str, tuple[dict[str, object], Matches]] = {
    "every monday": (
        {"weekly": {"day": "monday", "at": "07:00"}},
        lambda time: time.hour == 7 and time.minute == 0 and time.isoweekday() == 1,
    ),
    "sundays in the hour that is lost or comes twice": (
        {"weekly": {"day": ["sunday", "saturday"], "at": "01:30"}},
        lambda time: (time.hour, time.minute) == (1, 30) and time.isoweekday() in (6, 7),
    ),
    "the same further west and south": ({"daily": "02:15"}, at(2, 15)),
    "where New York sets its clocks back": ({"daily": "01:00"}, at(1)),
    "where Apia sets its clocks": ({"daily": "03:55"}, at(3, 55)),
    "at midnight, which Tehran has lost twice": ({"daily": "00:00"}, at(0)),
    "late in the day": ({"daily": "23:55"}, at(23, 55)),
    "the last of the month": (
        {"monthly": {"day": "last", "at": "18:00"}},
        lambda time: time.day == month_end(time) and (time.hour, time.minute) == (18, 0),
    ),
    "the 30th, or the last of February": (
        {"monthly": {"day": [30, 15], "at": "00:30"}},
        lambda time: (time.hour, time.minute) == (0, 30) and time.day in (15, min(30, month_end(time))),
    ),
    "every quarter of an hour by night": (
        {"cron": "*/15 0-4 * * *"},
        lambda time: time.minute % 15 == 0 and time.hour < 5,
    ),
    "hourly on working days": (
        {"cron": "20 * * * mon-fri"},
        lambda time: time.minute == 20 and time.isoweekday() < 6,
    ),
    "a day of the month or of the week": (
        {"cron": "0 1,2,3 13 * 5"},
        lambda time: time.minute == 0 and time.hour in (1, 2, 3) and (time.day == 13 or time.isoweekday() == 5),
    ),
    "Feb 29": (
        {"cron": "30 6 29 2 *"},
        lambda time: (time.month, time.day, time.hour, time.minute) == (2, 29, 6, 30),
    ),
    "but not on some days": (
        {"daily": "06:00", "skip": ["2020-12-25", "2021-01-01"]},
        lambda time: (
            (time.hour, time.minute) == (6, 0)
            and (time.year, time.month, time.day) not in {(2020, 12, 25), (2021, 1, 1)}
        ),
    ),
}


@pytest.mark.parametrize("zone", ZONES)
def test_two_years_are_those_that_other_code_counts(zone: str) -> None:
    for name, (written, matches) in RULES.items():
        expected = counted(zone, matches)
        assert expected, name
        assert list(due.instants(schedule(zone, **written), FIRST, LAST)) == expected, f"{name} in {zone}"


def test_the_zones_of_the_count_set_their_clocks_at_all() -> None:
    """Else the count would prove less than it says. Told are the gaps, and the steps that showed nothing new."""
    told = {zone: [len(times) for _, times in shown_anew(zone)] for zone in ZONES}
    assert {zone: (sum(count > 1 for count in counts), counts.count(0)) for zone, counts in told.items()} == {
        "Europe/London": (2, 24),
        "America/New_York": (2, 24),
        "Asia/Tehran": (2, 24),
        "Australia/Lord_Howe": (2, 12),
        "Asia/Kolkata": (0, 0),
        "Pacific/Apia": (1, 24),
    }


# --- clocks, by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "written", "after", "expected"),
    [
        ("Europe/London", "01:30", "2024-03-30T12:00", ["2024-03-31T01:00", "2024-04-01T00:30"]),
        ("Europe/London", "01:30", "2024-10-26T12:00", ["2024-10-27T00:30", "2024-10-28T01:30"]),
        ("Australia/Lord_Howe", "02:10", "2024-10-05T00:00", ["2024-10-05T15:30", "2024-10-06T15:10"]),
        ("Asia/Tehran", "00:30", "2021-03-21T00:00", ["2021-03-21T20:30", "2021-03-22T20:00"]),
        ("Pacific/Apia", "12:00", "2011-12-29T12:00", ["2011-12-29T22:00", "2011-12-30T10:00", "2011-12-30T22:00"]),
    ],
)
def test_a_lost_time_is_due_after_the_gap_and_a_double_one_once(
    zone: str, written: str, after: str, expected: list[str]
) -> None:
    found = due.next_runs(schedule(zone, daily=written), utc(after), len(expected))
    assert list(found) == [utc(text) for text in expected]


def test_times_that_fall_into_one_gap_are_due_once() -> None:
    found = due.next_runs(schedule("Europe/London", cron="*/20 * * * *"), utc("2024-03-31T00:39"), 3)
    assert list(found) == [utc("2024-03-31T00:40"), utc("2024-03-31T01:00"), utc("2024-03-31T01:20")]


def test_a_skipped_day_is_one_of_the_zone() -> None:
    tokyo = schedule("Asia/Tokyo", daily="07:00", skip="2024-01-02")
    assert list(due.next_runs(tokyo, utc("2023-12-31T23:00"), 2)) == [utc("2024-01-02T22:00"), utc("2024-01-03T22:00")]


def test_week_53_and_the_ends_of_years() -> None:
    found = due.next_runs(schedule(weekly={"day": "monday", "at": "07:00"}), utc("2026-12-27T00:00"), 2)
    assert [instant.isocalendar()[:2] for instant in found] == [(2026, 53), (2027, 1)]
    last = due.next_runs(schedule(monthly={"day": "last", "at": "07:00"}), utc("2023-12-31T07:00"), 3)
    assert [instant.date().isoformat() for instant in last] == ["2024-01-31", "2024-02-29", "2024-03-31"]


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime.datetime(2024, 1, 1)  # noqa: DTZ001 - that is what is refused
    daily = schedule(daily="07:00")
    for wrong in (
        lambda: list(due.instants(daily, naive)),
        lambda: due.last_due(daily, naive),
        lambda: due.outstanding(daily, [], naive, FIRST),
        lambda: due.outstanding(daily, [naive], FIRST, LAST),
    ):
        with pytest.raises(ValueError, match="has a zone"):
            wrong()


def test_all_instants_are_in_utc_whatever_zone_is_asked_in() -> None:
    asked = utc("2024-10-27T00:30").astimezone(due.zone(schedule("Europe/London")))
    again = asked + HOUR  # the clocks show the same hour once more, and Python compares clocks within a zone
    daily = schedule("Europe/London", daily="01:30")
    assert due.last_due(daily, asked) == utc("2024-10-27T00:30")
    assert due.last_due(daily, again.astimezone(UTC)) == utc("2024-10-27T00:30")
    assert due.next_runs(daily, asked, 1)[0].tzinfo is UTC


# --- what is to be done ----------------------------------------------------------------------------------------------

MONDAYS = [utc("2024-01-01T07:00"), utc("2024-01-08T07:00"), utc("2024-01-15T07:00")]
BEGAN = utc("2023-12-30T00:00")


def weekly(catchup: str = "latest") -> Schedule:
    return schedule(weekly={"day": "monday", "at": "07:00"}, catchup=catchup)


@pytest.mark.parametrize(
    ("catchup", "done", "now", "expected"),
    [
        ("latest", [], "2024-01-15T07:00", MONDAYS[2:]),
        ("latest", [], "2024-01-15T06:59", MONDAYS[1:2]),
        ("latest", MONDAYS[2:], "2024-01-15T07:05", []),
        ("latest", MONDAYS[:1], "2024-01-20T00:00", MONDAYS[2:]),
        ("all", [], "2024-01-20T00:00", MONDAYS),
        ("all", MONDAYS[:1], "2024-01-20T00:00", MONDAYS[1:]),
        ("all", MONDAYS[1:2], "2024-01-20T00:00", MONDAYS[2:]),
        ("none", [], "2024-01-15T10:00", MONDAYS[2:]),
        ("none", [], "2024-01-15T10:01", []),
        ("none", MONDAYS[2:], "2024-01-15T08:00", []),
        ("latest", [], "2023-12-31T00:00", []),
        ("all", [], "2023-12-31T00:00", []),
    ],
)
def test_what_is_to_be_done_after_a_time_away(
    catchup: str, done: list[datetime.datetime], now: str, expected: list[datetime.datetime]
) -> None:
    assert list(due.outstanding(weekly(catchup), done, BEGAN, utc(now))) == expected


def test_nothing_is_due_from_before_a_schedule_began() -> None:
    for catchup in ("latest", "all", "none"):
        assert due.outstanding(weekly(catchup), [], MONDAYS[2], MONDAYS[2] + HOUR) == ()


def test_another_time_for_a_schedule_does_not_begin_it_anew() -> None:
    later = schedule(weekly={"day": "monday", "at": "08:00"}, catchup="all")
    assert due.outstanding(later, MONDAYS, BEGAN, utc("2024-01-15T07:30")) == ()
    assert due.outstanding(later, MONDAYS, BEGAN, utc("2024-01-15T08:00")) == (utc("2024-01-15T08:00"),)


# --- properties ------------------------------------------------------------------------------------------------------

times = st.times().map(lambda time: f"{time:%H:%M}")
weekdays = st.sampled_from(list(calendar.day_name)).map(str.lower)
rules = st.one_of(
    st.fixed_dictionaries({"daily": times}),
    st.fixed_dictionaries({"weekly": st.fixed_dictionaries({"day": weekdays, "at": times})}),
    st.fixed_dictionaries({"monthly": st.fixed_dictionaries({"day": st.integers(1, 31), "at": times})}),
    st.fixed_dictionaries({"cron": st.sampled_from(["5 4 * * *", "*/20 1-3 * * *", "0 0 1,15 * 3", "0 12 29 2 *"])}),
)
zones = st.sampled_from([*ZONES, "UTC", "America/Sao_Paulo", "Africa/Casablanca", "Europe/Dublin", "Asia/Gaza"])
skips = st.lists(st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31)).map(str), max_size=3)
schedules = st.builds(lambda rule, zone, skip: schedule(zone, skip=skip, **rule), rules, zones, skips)
moments = st.integers(946684800, 1924905600).map(lambda second: datetime.datetime.fromtimestamp(second, UTC))


@settings(deadline=None)
@given(schedules, moments)
def test_the_next_ones_are_later_and_each_later_than_the_one_before(given: Schedule, now: datetime.datetime) -> None:
    found = due.next_runs(given, now, 5)
    assert list(found) == sorted(set(found))
    assert all(instant > now for instant in found)
    assert list(found) == list(due.instants(given, now, found[-1]))


@settings(deadline=None)
@given(schedules, moments)
def test_the_last_one_is_that_after_which_the_next_one_comes(given: Schedule, now: datetime.datetime) -> None:
    (following,) = due.next_runs(given, now, 1)
    last = due.last_due(given, now)
    assert last is not None and last <= now < following
    assert due.next_runs(given, last, 1) == (following,)
    assert due.last_due(given, following) == following
    assert due.last_due(given, following - datetime.timedelta(microseconds=1)) == last


@settings(deadline=None, max_examples=50)
@given(schedules, moments, st.lists(st.timedeltas(datetime.timedelta(), datetime.timedelta(days=40)), max_size=6))
def test_however_often_one_looks_each_instant_is_done_once_and_none_is_forgotten(
    given: Schedule, began: datetime.datetime, pauses: list[datetime.timedelta]
) -> None:
    everything = given.model_copy(update={"catchup": "all"})
    done: dict[str, list[datetime.datetime]] = {"latest": [], "all": [], "none": []}
    now = began
    for pause in pauses:
        now += pause
        for catchup, before in done.items():
            one = given.model_copy(update={"catchup": catchup})
            found = due.outstanding(one, before, began, now)
            assert set(found) <= set(due.outstanding(everything, before, began, now))
            assert not set(found) & set(before)
            before.extend(found)
            assert due.outstanding(one, before, began, now) == ()
    assert done["all"] == list(due.instants(given, began, now))
    assert set(done["none"]) <= set(done["latest"]) <= set(done["all"])
    last = due.last_due(given, now)
    assert last is None or last <= began or done["latest"][-1] == last


def seen(days: int) -> Iterator[datetime.datetime]:
    return (BEGAN + datetime.timedelta(hours=hour) for hour in range(24 * days))


@pytest.mark.parametrize("catchup", ["latest", "all", "none"])
def test_to_wake_every_hour_does_each_one_once_over_a_year(catchup: str) -> None:
    london = schedule("Europe/London", cron="30 1 * * *", catchup=catchup)
    done: list[datetime.datetime] = []
    for now in seen(366):
        done += due.outstanding(london, done[-3:], BEGAN, now)
    assert done == list(due.instants(london, BEGAN, BEGAN + datetime.timedelta(hours=24 * 366 - 1)))
    assert len(done) == 366


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("0 7 * * 1", None),
        ("0 7 * * MON-fri", None),
        ("0 7 L * *", None),
        ("0 7 29 2 *", None),
        ("0 7 * *", "has 4 fields"),
        ("@weekly", "has 1 field,"),
        ("0 0 7 * * 1", "has 6 fields"),
        ("60 7 * * 1", "cannot be read at its minute"),
        ("0 7 * * 8", "cannot be read at its day of week"),
        ("0 7 30 2 *", "cannot be read at its day of month"),
        ("0 7 * 13 *", "cannot be read at its month"),
        ("0 7 * * \u00b2L", "cannot be read at its day of week"),
        ("9" * 5000 + " 7 * * *", "cannot be read"),
    ],
)
def test_a_cron_line_that_cannot_be_followed_is_told(line: str, told: str | None) -> None:
    found = due.cron_fault(line)
    assert (found is None) == (told is None)
    assert told is None or found.startswith(told)


@given(st.lists(st.text("0123456789*/,-#LWMONSUJA", min_size=1, max_size=8), min_size=5, max_size=5))
@settings(deadline=None)
def test_any_five_fields_are_followed_or_told(fields: list[str]) -> None:
    line = " ".join(fields)
    if due.cron_fault(line) is None:
        assert due.next_runs(schedule(cron=line), FIRST, 1)
        due.last_due(schedule(cron=line), FIRST)


def test_every_zone_that_is_known_can_be_used() -> None:
    assert {"Europe/London", "UTC", "Asia/Tehran"} <= due.zones()
    assert not {"localtime", "Factory", "posix/Europe/London", "right/UTC"} & due.zones()


def test_a_schedule_without_a_zone_has_that_of_its_project() -> None:
    settings = ProjectFile.model_validate(
        {
            "timezone": "Asia/Tehran",
            "schedules": {"a": {"daily": "07:00"}, "b": {"daily": "07:00", "timezone": "UTC"}},
        }
    )
    assert [(one.id, one.timezone) for one in due.of(settings)] == [("a", "Asia/Tehran"), ("b", "UTC")]
