"""`briefgen doctor`: Tell what works and what is missing."""

from __future__ import annotations

import click

from briefgen.cli import health, options, report

_COLOURS = {"works": "green", "note": "yellow", "missing": "red"}


@click.command("doctor")
@options.as_json
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Tell what works and what is missing.

    Python, the layout engine and its libraries, fonts, templates, and the project here; with the command that mends
    what is missing. Exit code 2 means that no memo can be made.

    \b
    Example:
      briefgen doctor
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    found = health.examine()
    if as_json:
        report.machine(report.to_json([organ._asdict() for organ in found]))
    else:
        for organ in found:
            click.echo(f"{click.style(f'{organ.state:<7}', fg=_COLOURS[organ.state])}  {organ.name:<13}  {organ.told}")
            for line in (organ.mend or "").splitlines():
                click.echo(f"{'':24}{line}")
    ctx.exit(2 if any(organ.state == "missing" for organ in found) else 0)
