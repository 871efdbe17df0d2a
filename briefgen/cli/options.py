"""Options and arguments that several commands share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from briefgen.errors import NotFound, ProjectError

F = TypeVar("F", bound=Callable[..., Any])


def split(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that may be repeated and may hold several, with commas between; each once.

    Raises BadParameter for a value that names nothing: it would be taken for an option that is not given.
    """
    if not all(value.strip(", ") for value in values):
        raise click.BadParameter("a name is wanted, and nothing is given")
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def several(*names: str, metavar: str, text: str) -> Callable[[F], F]:
    """An option that takes names, repeated or with commas between."""
    return click.option(*names, multiple=True, callback=split, metavar=metavar, help=text)


def page_file(example: str) -> Callable[[click.Context, click.Parameter, str | None], Path | None]:
    """What makes the file that `--html` names; None where none is. A brief's name there would be overwritten by the page."""

    def made(_ctx: click.Context, _option: click.Parameter, given: str | None) -> Path | None:
        if given is not None and not given.endswith((".html", ".htm")):
            raise ProjectError(
                f"--html takes the page to write, and “{given}” is none", f"name it, such as --html {example}"
            )
        return None if given is None else Path.cwd() / given

    return made


def require_known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Raises NotFound for the first of the names that is not known."""
    every = tuple(known)
    for name in names:
        if name not in every:
            raise NotFound(kind, name, every)


def complete_briefs(_ctx: click.Context, _argument: click.Parameter, incomplete: str) -> list[Any]:
    """The names of briefs that begin so, for a shell; files where none does."""
    from click.shell_completion import CompletionItem

    from briefgen.cli import targets
    from briefgen.errors import BriefgenError

    try:
        names = [path.stem for path in targets.here().briefs()]
    except BriefgenError:  # a shell has no use for a message in the middle of a line
        names = []
    found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


briefs = click.argument("briefs", nargs=-1, metavar="[BRIEF]...", shell_complete=complete_briefs)

audiences = several("-a", "--audience", metavar="NAME", text="Only for this audience; repeat, or separate by commas.")

fatal = click.option(
    "--fatal",
    type=click.Choice(["error", "warning"]),
    help="Severity from which a finding counts; by default what briefgen.yaml says, or error.",
)

report = click.option(
    "--report",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are told.",
)

json_report = click.option("--json", "as_json", is_flag=True, help="Short for --report json.")

as_json = click.option("--json", "as_json", is_flag=True, help="For programs: JSON.")

quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")


class Instant(click.ParamType[datetime.datetime]):
    """An instant, by ISO 8601 and with its zone."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.datetime:
        """The instant of a text. Raises BadParameter."""
        try:
            instant = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no instant; write such as 2027-03-28T07:00+00:00", param, ctx)
        if instant.tzinfo is None:
            self.fail(
                f"“{value}” has no zone; write such as 2027-03-28T07:00+00:00, or Z at its end for UTC", param, ctx
            )
        if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
            self.fail(f"“{value}” is too far away; the years {_FIRST_YEAR} to {_LAST_YEAR} are known", param, ctx)
        return instant.astimezone(datetime.UTC)


_FIRST_YEAR, _LAST_YEAR = 1970, 2999

at = click.option("--at", type=Instant(), metavar="INSTANT", help="As if it were then, such as 2027-03-28T07:00+00:00.")
