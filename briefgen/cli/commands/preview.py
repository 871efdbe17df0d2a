"""`briefgen preview`: Show a brief's memos as you write."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from briefgen.cli import options, targets
from briefgen.errors import ProjectError


def _editor(_ctx: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """The pattern that `--editor` gives. An address that runs something in the page is none."""
    if given is None:
        return None
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", given, re.IGNORECASE)
    if "{path}" not in given or scheme is None or scheme[1].lower() in ("javascript", "data", "vbscript"):
        raise ProjectError(
            f"--editor takes an address with {{path}} in it, and “{given}” is none",
            "name it, such as --editor 'vscode://file/{path}:{line}:{column}'",
        )
    return given


@click.command("preview")
@click.argument("brief", required=False, shell_complete=options.complete_briefs)
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="Port of the page; by default a free one."
)
@click.option("--open/--no-open", "opens", default=None, help="Open the page in a browser; by default on a terminal.")
@click.option(
    "--editor",
    metavar="ADDRESS",
    callback=_editor,
    help="Link places to your editor, such as 'vscode://file/{path}:{line}:{column}'.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=1),
    default=60,
    show_default=True,
    help="End a build that takes longer.",
)
def command(brief: str | None, port: int, opens: bool | None, editor: str | None, timeout: float) -> None:
    """Show a brief's memos as you write.

    BRIEF is a file, or the name of one in briefs/; without it, the project's only brief, or one to choose on the page.
    A page on this machine shows HTML and PDF side by side, and again whenever something changes that they rest on: the
    brief, a source, a template, a style, a picture, the project file. Nothing is written. Ctrl-C ends it.

    \b
    Examples:
      briefgen preview treaty
      briefgen preview treaty --editor 'vscode://file/{path}:{line}:{column}'
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from briefgen import preview

    if absent := preview.missing():
        raise ProjectError(f"the preview needs {', '.join(absent)}; to install: {preview.INSTALL}")
    from briefgen.preview import server, session

    desk = session.Desk.with_workers(targets.today, timeout)
    with contextlib.suppress(KeyboardInterrupt):  # one that comes before the server listens for it
        server.serve(session.Session(_briefs(brief), desk), port, editor, _announcer(opens))


def _briefs(word: str | None) -> Callable[[], Mapping[str, Path]]:
    """The briefs to choose from, by their names: the one that is meant, or all of the project as they are at any time."""
    if word is not None:
        (target,) = targets.find([word])
        return lambda: {target.brief.stem: target.brief}
    project = targets.find([])[0].project
    return lambda: {path.stem: path for path in project.briefs()}


def _announcer(opens: bool | None) -> Callable[[str], None]:
    def announce(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        if sys.stdout.isatty() if opens is None else opens:
            click.launch(address)

    return announce
