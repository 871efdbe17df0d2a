"""`briefgen` itself: finds its commands by their files, and turns what they raise into words and exit codes."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import pkgutil
import sys
from typing import Any

import click

from briefgen.cli import commands
from briefgen.cli.groups import Group
from briefgen.errors import BriefgenError

YOUNG = 100_000
"""So many values may come to be before the collector of garbage looks at them. A check makes fewer, a memo some more; nearly
all of them stay until the end, and to look at them every 700 took a tenth of its time."""

STOPPED = 130
"""Exit code after an interrupt from the keyboard, as shells have it."""


class Program(Group):
    """The group of all commands; each is imported when its name is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in alphabetical order."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, each with what the first line of its file says: importing them all takes too long."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_line(name)) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; errors about the world end in a message and their exit code, bugs in a traceback."""
        try:
            return super().invoke(ctx)
        except BriefgenError as error:
            from briefgen.cli import report

            report.tell(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(STOPPED)


def _first_line(command: str) -> str:
    source = pkgutil.get_data(commands.__name__, f"{command}.py") or b""
    return source.decode().partition("\n")[0].strip('"').partition(": ")[2]


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="briefgen", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Checked analyst memos, as PDF and HTML, from briefs written in YAML.

    \b
    Examples:
      briefgen init demo       a project with a sample brief, and its first memo
      briefgen build           check every brief here and make its memos
      briefgen check treaty    only check briefs/treaty.yaml

    Exit codes: 0 clean, 1 findings, 2 could not run, 3 not delivered. Completion for bash (zsh and fish alike):
    eval "$(_BRIEFGEN_COMPLETE=bash_source briefgen)"
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # else Python looks through everything once more before it ends: a tenth of a check
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else every installed package is asked for one
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without “ or ц is no reason to stop
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
