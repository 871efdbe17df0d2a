"""`briefgen new`: Make a brief to begin with."""

from __future__ import annotations

import click

from briefgen.cli import scaffold, targets
from briefgen.errors import ProjectError


@click.command("new")
@click.argument("name")
def command(name: str) -> None:
    """Make a brief to begin with.

    briefs/NAME.yaml builds as it stands, and shows in comments what a brief may hold. The name stays as long as the
    brief lives: lower-case letters, digits and hyphens.

    \b
    Example:
      briefgen new grain-corridor
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    scaffold.require_id(name, "a brief")
    project = targets.project_here()
    brief = f"briefs/{name}.yaml"
    if there := scaffold.existing(project.root, {brief: b""}):
        raise ProjectError(f"{there[0]} is there already", "choose another name, or edit that file")
    title = name.replace("-", " ").capitalize()
    files = {brief: scaffold.new_brief(title, project.today.isoformat())}
    files |= {file: text for file, text in scaffold.schema_files().items() if not (project.root / file).exists()}
    scaffold.make(project.root, files)
    for file in files:
        click.echo(targets.shown(project.root / file))
    click.echo(f"Write in it, then: briefgen build {name}", err=True)
