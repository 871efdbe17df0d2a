"""`schedules:` in the project file: what it takes, and what it tells with line and column."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from projects import SMALL, project, write

from briefgen import editions
from briefgen.errors import InvalidProject
from briefgen.load import house
from briefgen.model.schedule import Schedule
from briefgen.project import Project

DAY = datetime.date(2024, 1, 20)


def settled(root: Path, text: str) -> Project:
    project(root, SMALL)
    write(root, {"briefgen.yaml": text})
    return Project(root, DAY)


def read(root: Path, written: str) -> Schedule:
    made = settled(root, f"schedules: {{one: {written}}}\n")
    house.require(made)
    return made.settings.schedules["one"]


def test_all_that_a_schedule_says(tmp_path: Path) -> None:
    made = settled(
        tmp_path,
        """\
        timezone: UTC
        schedules:
          weekly-memo:
            briefs: memo
            audiences: [analyst, public]
            weekly: {day: [monday, thursday], at: 07:00}
            timezone: Europe/London
            skip: [2024-12-25, 2025-01-01]
            catchup: all
            when_stale: carry
            only_if_changed: true
            deliver: true
            on_findings: skip
            tell: [Head of desk]
        """,
    )
    house.require(made)
    (one,) = made.settings.schedules.values()
    assert one.model_dump(exclude_none=True) == {
        "id": "weekly-memo",
        "briefs": ("memo",),
        "audiences": ("analyst", "public"),
        "weekly": {"day": ("monday", "thursday"), "at": datetime.time(7)},
        "timezone": "Europe/London",
        "skip": (datetime.date(2024, 12, 25), datetime.date(2025, 1, 1)),
        "catchup": "all",
        "when_stale": "carry",
        "only_if_changed": True,
        "deliver": True,
        "on_findings": "skip",
        "tell": ("Head of desk",),
    }


def test_the_least_that_a_schedule_says(tmp_path: Path) -> None:
    one = read(tmp_path, '{daily: "16:30", timezone: UTC}')
    assert (one.catchup, one.when_stale, one.on_findings) == ("latest", "skip", "hold")
    assert (one.briefs, one.audiences, one.skip, one.tell) == ((), (), (), ())
    assert (one.deliver, one.only_if_changed) == (False, False)
    assert one.daily is not None and one.daily.at == datetime.time(16, 30)


@pytest.mark.parametrize(("written", "days"), [("last", (31,)), ("1", (1,)), ("[05, last]", (5, 31))])
def test_a_day_of_the_month_is_a_number_or_the_last(tmp_path: Path, written: str, days: tuple[int, ...]) -> None:
    monthly = read(tmp_path, f'{{monthly: {{day: {written}, at: "07:00"}}, timezone: UTC}}').monthly
    assert monthly is not None and monthly.day == days


@pytest.mark.parametrize(
    ("written", "code", "marked", "message", "hint"),
    [
        ("{daily: 7:00, timezone: UTC}", "F22", "7:00", "is no time of day", '"07:00"'),
        ('{daily: "24:00", timezone: UTC}', "F22", '"24:00"', "is no time of day", '"07:00"'),
        ("{weekly: {day: munday, at: 07:00}, timezone: UTC}", "F04", "munday", "no word for “day”", "or monday"),
        ("{weekly: {day: monday}, timezone: UTC}", "F02", "weekly", "“at” is missing", "add `at"),
        ("{monthly: {day: 32, at: 07:00}, timezone: UTC}", "F14", "32", "out of range", "31 or less"),
        ("{monthly: {day: first, at: 07:00}, timezone: UTC}", "F22", "first", "no day of a month", "or last"),
        ("{cron: 0 7 * * 8, timezone: UTC}", "F22", "0 7 * * 8", "read at its day of week", "every Monday"),
        ("{cron: '@weekly', timezone: UTC}", "F22", "'@weekly'", "has 1 field", "every Monday"),
        ("{cron: , timezone: UTC}", "F03", "", "“cron” is empty", "when it is due"),
        ("{timezone: UTC}", "F08", "one", "`weekly` or `monthly` or `daily` or `cron` is missing", "add the one"),
        ("{daily: 07:00, cron: 0 7 * * *, timezone: UTC}", "F08", "cron", "only one of", "take one"),
        ("{daily: 07:00}", "F02", "one", "“timezone” is missing in schedules.one", "timezone: Europe/London"),
        ("{daily: 07:00, timezone: London}", "F23", "London", "no time zone", "mean Europe/London?"),
        ("{daily: 07:00, timezone: Europe/Londno}", "F23", "Europe/Londno", "no time zone", "mean Europe/London"),
        ("{daily: 07:00, timezone: new york}", "F23", "new york", "no time zone", "mean America/New_York?"),
        ("{daily: 07:00, timezone: BST}", "F23", "BST", "no time zone", "Europe/London"),
        ("{daily: 07:00, timezone: Europe}", "F23", "Europe", "no time zone", "Europe/"),
        ("{daily: 07:00, timezone: UTC, briefs: memos}", "F24", "memos", "no brief “memos”", "mean memo?"),
        ("{daily: 07:00, timezone: UTC, audiences: [pubic]}", "F12", "pubic", "no audience", "mean public?"),
        ("{daily: 07:00, timezone: UTC, skip: 2024-02-30}", "F05", "2024-02-30", "no day of the", "2024-10-23"),
        ("{daily: 07:00, timezone: UTC, catchup: newest}", "F04", "newest", "no word for “catchup”", "latest"),
        ("{daily: 07:00, timezone: UTC, delivr: true}", "F01", "delivr", "unknown key", "mean deliver?"),
        ("{daily: 07:00, timezone: UTC, deliver: yes}", "F03", "yes", "true or false is wanted", "without quotes"),
    ],
)
def test_what_cannot_be_followed_is_told_at_its_place(
    tmp_path: Path, written: str, code: str, marked: str, message: str, hint: str
) -> None:
    with pytest.raises(InvalidProject) as caught:
        read(tmp_path, written)
    (found,) = caught.value.diagnostics
    place = found.location
    assert (found.code, place.file, place.line) == (code, "briefgen.yaml", 1)
    assert place.excerpt[place.column - 1 : place.end_column - 1] == marked
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize("name", ["Weekly Memo", "unknown", "../up"])
def test_the_name_of_a_schedule_is_an_id(tmp_path: Path, name: str) -> None:
    made = settled(tmp_path, f"schedules:\n  {name}: {{daily: 07:00, timezone: UTC}}\n")
    with pytest.raises(InvalidProject) as caught:
        house.require(made)
    assert [(found.code, found.location.line) for found in caught.value.diagnostics] == [("F06", 2)]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    made = settled(
        tmp_path,
        """\
        timezone: Mars/Base
        schedules:
          one: {cron: 99 * * * *, briefs: none}
          two: {daily: 07:00, audiences: nobody}
        """,
    )
    with pytest.raises(InvalidProject) as caught:
        house.require(made)
    told = [(found.code, found.location.line) for found in caught.value.diagnostics]
    assert told == [("F23", 1), ("F22", 3), ("F24", 3), ("F12", 4)]


def test_an_edition_comes_out_of_its_frozen_files_whatever_else_the_project_names(tmp_path: Path) -> None:
    made = settled(
        tmp_path,
        """\
        defaults: {language: en, audiences: [analyst]}
        approvals: {audiences: press}
        schedules: {one: {daily: 07:00, timezone: UTC, briefs: [memo, other], audiences: press}}
        """,
    )
    write(
        tmp_path,
        {
            "briefs/other.yaml": SMALL,
            "templates/press/audience.yaml": "title: Press\nextends: public\nceiling: TLP:CLEAR\n",
        },
    )
    edition = editions.freeze(made.brief("memo"), made)
    assert not {"briefs/other.yaml", "templates/press/audience.yaml"} & set(edition.files)
    assert [*editions.faults(edition, made), *editions.rebuilt(edition, made)] == []


def test_nothing_is_frozen_in_a_project_that_names_what_is_not_there(tmp_path: Path) -> None:
    made = settled(tmp_path, "schedules: {one: {daily: 07:00, timezone: UTC, briefs: other}}\n")
    with pytest.raises(InvalidProject):
        editions.freeze(made.brief("memo"), made)
    assert not (tmp_path / "briefs" / "editions" / "memo").exists()
