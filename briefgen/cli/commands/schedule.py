"""`briefgen schedule`: Tell when memos are due, and have the system wake briefgen."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import click

from briefgen.cli import options, report, schedules, targets, wakes, waking
from briefgen.cli.groups import Group

if TYPE_CHECKING:
    from briefgen.cli.wakes import Kind, Place


@click.group("schedule", cls=Group)
def command() -> None:
    """Tell when memos are due, and have the system wake briefgen.

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
    """List the schedules, each with its next run.

    In the schedule's own zone and in UTC.

    \b
    Example:
      briefgen schedule list
    """  # noqa: D301 - as above
    found = schedules.of(targets.project_here())
    following = [schedules.runs([one], at or _now(), 1)[0] for one in found]
    if as_json:
        report.machine(report.to_json(list(map(schedules.as_data, found, following))))
        return
    for line in schedules.as_table(found, following):
        click.echo(line)
    if not found:
        click.echo("no schedules yet; write one under `schedules:` in briefgen.yaml", err=True)


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
