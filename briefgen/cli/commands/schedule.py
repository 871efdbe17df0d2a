"""`briefgen schedule`: Tell what is due when, and do it."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import click

from briefgen.cli import deliveries, options, report, schedule_runs, schedules, targets, wakes, waking
from briefgen.cli.groups import Group

if TYPE_CHECKING:
    from briefgen.cli.wakes import Kind, Place


@click.group("schedule", cls=Group)
def command() -> None:
    """Tell what is due when, and do it.

    When they are due stands in briefgen.yaml under `schedules:`. No program of ours stays running: the system wakes briefgen
    every quarter of an hour, and it does what is due and nothing else.

    \b
    Examples:
      briefgen schedule list
      briefgen schedule next -n 3
      briefgen schedule install --systemd --write
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


@command.command("list")
@options.at
@options.as_json
def list_(at: datetime.datetime | None, as_json: bool) -> None:
    """List the schedules, each with its next run and its last.

    The next in the schedule's own zone and in UTC, the last with what it came to.

    \b
    Example:
      briefgen schedule list
    """  # noqa: D301 - as above
    project, instant = targets.project_here(), at or _now()
    found = schedules.of(project)
    following = [schedules.runs([one], instant, 1)[0] for one in found]
    last = [schedule_runs.last(project, one, instant) for one in found]
    if as_json:
        report.machine(report.to_json(list(map(schedules.as_data, found, following, last))))
        return
    for line in schedules.as_table(found, following, last):
        click.echo(line)
    if not found:
        click.echo("no schedules yet; write one under `schedules:` in briefgen.yaml", err=True)


@command.command("run")
@options.at
@click.option("--dry-run", is_flag=True, help="Say what is due, and do nothing.")
@click.option("--first", is_flag=True, help="A brief may have no edition on record yet.")
@click.option("--prepare", metavar="NAME", help="Put on record under this name what will be sent, and send nothing.")
@click.option("--prepared", metavar="NAME", help="Send what is on record under this name, and do nothing else.")
@click.option("--by", metavar="NAME", help="Who does it, for the record; by default the name that git has.")
@options.as_json
@click.pass_context
def run(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    at: datetime.datetime | None,
    dry_run: bool,
    first: bool,
    prepare: str | None,
    prepared: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Do what is due, and nothing else.

    As often as one likes: what is done is on record. Exit code 1 where findings or an old date hold something back, 2 where it
    could not be done, 3 where something is not delivered.

    \b
    Examples:
      briefgen schedule run
      briefgen schedule run --dry-run --at 2027-03-29T07:00+01:00
    """  # noqa: D301 - as above
    from briefgen import schedules as doing

    if prepare and prepared:
        raise click.UsageError("--prepare and --prepared are two steps")
    project, instant = targets.project_here(), at or _now()
    schedules.of(project)
    if dry_run:
        due = doing.prepared(project) if prepared else doing.due_now(project, instant)
        if as_json:
            report.machine(report.to_json(list(map(schedule_runs.due_as_data, due))))
            return
        for line in schedule_runs.planned(due) if due else [schedule_runs.NOTHING]:
            click.echo(line)
        return
    courier = deliveries.courier(project, by, prepare or prepared)
    work = doing.Work(courier, "prepare" if prepare else "prepared" if prepared else "all", first)
    done = doing.carry_out(project, instant, work)
    if as_json:
        report.machine(report.to_json(list(map(schedule_runs.as_data, done))))
    else:
        for line in schedule_runs.as_lines(done, schedules.zones(project)) if done else [schedule_runs.NOTHING]:
            click.echo(line)
    ctx.exit(schedule_runs.code(done))


@command.command("history")
@click.argument("name", required=False)
@click.option("-n", "--count", type=click.IntRange(1), default=20, show_default=True, help="How many of them are told.")
@options.as_json
def history(name: str | None, count: int, as_json: bool) -> None:
    """Tell what became of the runs of a schedule, or of all, the latest first.

    \b
    Example:
      briefgen schedule history weekly-memo -n 5
    """  # noqa: D301 - as above
    project = targets.project_here()
    names = [one.id for one in schedules.of(project)]
    options.require_known("schedule", [name] if name else [], names)
    runs = schedule_runs.history(project, [name] if name else names)[:count]
    if as_json:
        report.machine(report.to_json(list(map(schedule_runs.as_data, runs))))
        return
    for line in schedule_runs.as_lines(runs, schedules.zones(project)):
        click.echo(line)
    if not runs:
        click.echo("no runs yet", err=True)


@command.command("next")
@click.argument("name", required=False)
@click.option(
    "-n", "--count", type=click.IntRange(1, 100), default=10, show_default=True, help="How many of them are told."
)
@options.at
@options.as_json
def next_(name: str | None, count: int, at: datetime.datetime | None, as_json: bool) -> None:
    """Tell the next runs of a schedule, or of all.

    \b
    Examples:
      briefgen schedule next
      briefgen schedule next weekly-memo -n 3 --at 2027-03-27T12:00+00:00
    """  # noqa: D301 - as above
    found = schedules.of(targets.project_here())
    options.require_known("schedule", [name] if name else [], [one.id for one in found])
    following = schedules.runs([one for one in found if name in (None, one.id)], at or _now(), count)
    if as_json:
        report.machine(report.to_json([run.as_data() for run in following]))
        return
    for line in schedules.as_list(following):
        click.echo(line)


# --- the system ------------------------------------------------------------------------------------------------------


def kinds(function: options.F) -> options.F:
    """The options that say which system is meant."""
    for name, text in reversed(_SYSTEMS.items()):
        function = click.option(f"--{name}", "kind", flag_value=name, help=text)(function)
    return function


_SYSTEMS: dict[Kind, str] = {
    "systemd": "A timer of systemd, for this user: Linux.",
    "cron": "A line of this user's crontab.",
    "launchd": "An agent of launchd, for this user: macOS.",
    "github": "A workflow of GitHub Actions, for the repository that the project lies in.",
}


@command.command("install")
@kinds
@click.option("--write", is_flag=True, help="Install it, instead of printing it.")
def install(kind: Kind | None, write: bool) -> None:
    """Print or install what wakes briefgen.

    It is for this project, and for the briefgen that prints it. Where the system has a program that checks such files, it has
    been asked.

    \b
    Examples:
      briefgen schedule install --systemd
      briefgen schedule install --cron --write
    """  # noqa: D301 - as above
    chosen, place = _chosen(kind), _place()
    schedules.of(targets.project_here())  # woken for a project that cannot be used, briefgen would fail each time
    program = waking.proved(chosen, place)
    if write:
        for line in waking.install(chosen, place):
            click.echo(line)
    else:
        click.echo(waking.text(chosen, place), nl=False)
        for path in wakes.files(chosen, place):
            click.echo(f"belongs in {path}; to put it there: --write", err=True)
    if program:
        click.echo(f"checked by {program}", err=True)


@command.command("remove")
@kinds
def remove(kind: Kind | None) -> None:
    """Take away what `install --write` has installed.

    \b
    Example:
      briefgen schedule remove --systemd
    """  # noqa: D301 - as above
    for line in waking.remove(_chosen(kind), _place()):
        click.echo(line)


def _chosen(kind: Kind | None) -> Kind:
    if kind is None:
        raise click.UsageError(f"which system is meant? One of {', '.join(f'--{name}' for name in wakes.KINDS)}")
    return kind


def _place() -> Place:
    from briefgen import __version__
    from briefgen.cli import system

    root = targets.project_here().root
    repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return wakes.Place(root, sys.executable, __version__, repository, system.library_folders())


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
