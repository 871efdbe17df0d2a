"""`briefgen source`: Archive sources, and quote from them."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import options, report, sources, targets
from briefgen.cli.groups import Group
from briefgen.errors import ProjectError

if TYPE_CHECKING:
    from briefgen.project import Project
    from briefgen.sourcing import Found, Incoming

_GIVEN = ("title", "publisher", "author", "published", "url", "language")


@click.group("source", cls=Group)
def command() -> None:
    """Archive sources, and quote from them.

    Quotes in a brief are compared with the archived text of their source, letter by letter.

    \b
    Examples:
      briefgen source add ~/Downloads/article.html --id article
      briefgen source quote article ballistic missiles
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


# --- add -------------------------------------------------------------------------------------------------------------


@command.command("add")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--id", metavar="ID", help="The source's id in briefs; by default made from the file's name.")
@click.option("--title", metavar="TEXT", help="In place of the title that the file tells.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--author", metavar="TEXT", help="Who wrote it.")
@click.option("--published", metavar="DATE", help="When: 2024-01-18, 2024-01, about 2022, unknown.")
@click.option("--url", metavar="TEXT", help="Its address; nothing is fetched from there.")
@click.option("--language", metavar="TAG", help="Its language, such as fa.")
@click.option(
    "--retrieved", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="When it was read; by default today."
)
@click.option("--encoding", metavar="NAME", help="Of its characters, such as windows-1251; by default found out.")
@click.option("--whole", is_flag=True, help="Keep a page's menus, and a PDF's headers and footers.")
@click.option("--replace", is_flag=True, help="May take the place of an archive that reads differently.")
@options.as_json
def add(*, file: str, as_json: bool, **given: Any) -> None:
    """Archive a text, so that quotes can be compared with it.

    FILE is plain text, Markdown, a saved web page (HTML) or a PDF; - reads what is piped in. Its text goes to
    briefs/sources/ID.txt, and its sha256 into briefgen.lock. What is printed is the entry to paste under “sources:”.

    \b
    Examples:
      briefgen source add ~/Downloads/article.html --id article
      briefgen source add report.pdf --publisher SIPRI --published 2024-03
    """  # noqa: D301 - as above
    from briefgen import sourcing

    project = targets.project_here()
    archived = sourcing.add(_incoming(file, given, project.today), project)
    if as_json:
        report.machine(report.to_json(sources.archived_as_data(archived, project)))
        return
    for line in sources.entry(archived):
        click.echo(line)
    for line in sources.outcome(archived, project):
        click.echo(line, err=True)


def _incoming(file: str, given: dict[str, Any], today: datetime.date) -> Incoming:
    from briefgen.sourcing import Incoming

    if file == "-" and not given["id"]:
        raise ProjectError("what is piped in has no name", "give it an id: --id article")
    retrieved = given["retrieved"].date() if given["retrieved"] else None
    if retrieved is not None and retrieved > today:
        raise ProjectError(f"--retrieved {retrieved} lies in the future", "give the day on which the text was read")
    return Incoming(
        _content(file),
        f"{given['id']}.txt" if file == "-" else Path(file).name,
        given["id"],
        {name: _field(name, given[name]) for name in _GIVEN if given[name] is not None},
        retrieved,
        given["encoding"],
        whole=given["whole"],
        replace=given["replace"],
    )


def _content(file: str) -> bytes:
    """The bytes of the file, or of standard input; of a file that is too large, enough to tell that it is."""
    from briefgen.intake import MAX_BYTES
    from briefgen.project import unreadable

    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "name a file: plain text, Markdown, a saved web page (HTML) or a PDF"
        raise ProjectError(f"{file} cannot be read: {unreadable(error)}", hint) from error
    return content


def _field(name: str, value: str) -> str:
    from briefgen.model.values import When

    flat = " ".join(value.split())
    if not flat:
        raise ProjectError(f"--{name} is empty", "leave it out where it is not known")
    if name == "published":
        with contextlib.suppress(ValueError):
            return str(When.parse(flat))
        raise ProjectError(f"--published “{flat}” is not a date", "such as 2024-01-18, 2024-01, about 2022 or unknown")
    return flat


# --- quote -----------------------------------------------------------------------------------------------------------


@command.command("quote")
@click.argument("source")
@click.argument("words", nargs=-1, required=True)
@click.option("-b", "--brief", metavar="BRIEF", shell_complete=options.complete_briefs, help="The brief that has it.")
@click.option("--all", "every", is_flag=True, help="All the passages that have the words, as a list.")
@click.option("--nth", metavar="N", type=click.IntRange(min=1), help="Only the Nth of them.")
@click.option("--around", metavar="N", type=click.IntRange(min=0), default=0, help="N sentences more on each side.")
@click.option("--words-only", is_flag=True, help="Only the words themselves, not their sentence.")
@options.as_json
@click.pass_context
def quote(ctx: click.Context, /, *, source: str, words: tuple[str, ...], **given: Any) -> None:
    """Print the exact passage of a source, ready to paste.

    SOURCE is the id of a source, or the path of an archived text. WORDS are some that you remember; capitals, quotation
    marks and line ends do not matter. What is printed goes under “evidence:”; where it stands is told beside it.

    \b
    Examples:
      briefgen source quote article ballistic missiles
      briefgen source quote article "exact date" --words-only
    """  # noqa: D301 - as above
    from briefgen import sourcing
    from briefgen.check.passages import Scope

    if given["every"] and given["nth"]:
        raise ProjectError("--all and --nth are given together", "choose one of them")
    project, brief = _place(given["brief"])
    meant = sourcing.source_of(source, (Path.cwd() / source, project.root / source), brief, project)
    found = sourcing.quote(meant, " ".join(words), Scope(given["around"], given["words_only"]), project)
    if given["as_json"]:
        report.machine(report.to_json(sources.found_as_data(found)))
        ctx.exit(0 if found.passages else 1)
    ctx.exit(_tell(found, targets.shown(project.root / found.file), every=given["every"], nth=given["nth"]))


def _place(brief: str | None) -> tuple[Project, Path | None]:
    """The project, and the brief where one is named."""
    if brief is None:
        return targets.project_here(), None
    (target,) = targets.find([brief])
    return target.project, target.brief


def _tell(found: Found, file: str, *, every: bool, nth: int | None) -> int:
    """Prints what was found; gives the exit code: 1 where there is nothing to paste, or a choice to make."""
    count = len(found.passages)
    if not count:
        click.echo(f"no passage of {file} has these words", err=True)
        for line in sources.near(file, found):
            click.echo(line, err=True)
        if not found.near:
            click.echo("   hint: nothing like them stands there; try fewer words, or another source", err=True)
        return 1
    if nth is not None and nth > count:
        raise ProjectError(f"there is no passage {nth}: {count} of {file} have these words", "choose a lower --nth")
    chosen = found.passages[nth - 1 : nth] if nth else found.passages
    for at, passage in enumerate(chosen, 1):
        for line in sources.context(file, passage, at if len(chosen) > 1 else None):
            click.echo(line, err=True)
    if len(chosen) > 1 and not every:
        click.echo(f"{count} passages have these words; choose one with --nth, or take them with --all", err=True)
        return 1
    for line in sources.evidence(found, chosen):
        click.echo(line)
    return 0
