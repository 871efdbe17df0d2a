"""`briefgen audience`: Tell who gets what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefgen.cli import audiences, options, report, runs, scaffold, targets
from briefgen.cli.groups import Group
from briefgen.errors import ProjectError, WithDiagnostics

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
      briefgen audience new press --extends public
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


@command.command("new")
@click.argument("name")
@click.option(
    "--extends", "base", default="analyst", show_default=True, metavar="NAME", help="The audience to start from."
)
@click.option("--title", help="What its memos are called; by default its name with “memo”.")
def new(name: str, base: str, title: str | None) -> None:
    """Make an audience to begin with.

    templates/NAME/audience.yaml takes everything from the audience that it extends, and shows each setting with its
    meaning. Templates and a memo.css beside it win over those of that audience.

    \b
    Examples:
      briefgen audience new press --extends public
      briefgen build treaty --audience press
    """  # noqa: D301 - as above
    from briefgen.load.audiences import audience as load_audience

    scaffold.require_id(name, "an audience")
    project = targets.project_here()
    if name in project.audience_names() or name == "base":
        hint = f"briefgen audience show {name} tells what it takes" if name != "base" else None
        raise ProjectError(f"there is an audience “{name}” already", hint or "choose another name")
    title = title or f"{name.replace('-', ' ').capitalize()} memo"
    file = f"templates/{name}/audience.yaml"
    files = {file: scaffold.new_audience(title, load_audience(base, project))}
    files |= {part: text for part, text in scaffold.schema_files().items() if not (project.root / part).exists()}
    scaffold.make(project.root, files)
    for made in files:
        click.echo(targets.shown(project.root / made))
    click.echo(f"Change it, then: briefgen build --audience {name}", err=True)


def _tailored(target: targets.Target, name: str) -> TailoredBrief:
    from briefgen import pipeline

    options.require_known("audience", [name], target.project.audience_names())
    try:
        return pipeline.tailored_for(target.brief, name, target.project)
    except WithDiagnostics as error:
        raise type(error)(error.message, runs.seen_from_here(error.diagnostics, target.project.root)) from error
