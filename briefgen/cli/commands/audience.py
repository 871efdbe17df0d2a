"""`briefgen audience`: Tell who gets what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefgen.cli import audiences, options, report, runs, targets
from briefgen.cli.groups import Group
from briefgen.errors import WithDiagnostics

if TYPE_CHECKING:
    from briefgen.model.results import TailoredBrief


@click.group("audience", cls=Group)
def command() -> None:
    """Tell who gets what, and why.

    An audience is a folder of templates/ with an audience.yaml, of this project or shipped with the tool.

    \b
    Examples:
      briefgen audience list
      briefgen audience show public treaty
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


@command.command("list")
@options.as_json
def list_(as_json: bool) -> None:
    """List the audiences.

    \b
    Example:
      briefgen audience list
    """  # noqa: D301 - as above
    project = targets.here()
    known = [audiences.look_up(project, name) for name in project.audience_names()]
    if as_json:
        report.machine(report.to_json([one.as_data() for one in known]))
        return
    for line in audiences.as_table(known):
        click.echo(line)


@command.command("show")
@click.argument("name")
@click.argument("brief", required=False, metavar="[BRIEF]", shell_complete=options.complete_briefs)
@options.as_json
def show(name: str, brief: str | None, as_json: bool) -> None:
    """Tell what an audience takes; with a brief, what it gets of it.

    BRIEF is a file, or the name of one in briefs/. Of each of its texts, items and terms it is told whether the audience
    gets it, and why.

    \b
    Examples:
      briefgen audience show public
      briefgen audience show public treaty
    """  # noqa: D301 - as above
    if brief is None:
        known = audiences.look_up(targets.here(), name)
        lines, data = audiences.settings(known), known.as_data
    else:
        (target,) = targets.find([brief])
        tailored = _tailored(target, name)
        lines, data = audiences.decisions(tailored), lambda: audiences.decisions_as_data(tailored, target.brief)
    if as_json:
        report.machine(report.to_json(data()))
        return
    for line in lines:
        click.echo(line)


def _tailored(target: targets.Target, name: str) -> TailoredBrief:
    from briefgen import pipeline

    options.require_known("audience", [name], target.project.audience_names())
    try:
        return pipeline.tailored_for(target.brief, name, target.project)
    except WithDiagnostics as error:
        raise type(error)(error.message, runs.seen_from_here(error.diagnostics, target.project.root)) from error
