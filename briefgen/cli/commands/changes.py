"""`briefgen changes`: Tell what changed between editions."""

from __future__ import annotations

import click

from briefgen.cli import changes, options, report, targets


@click.command("changes")
@click.argument("brief", shell_complete=options.complete_briefs)
@click.argument("a", required=False, metavar="[A")
@click.argument("b", required=False, metavar="B]")
@click.option("--markdown", is_flag=True, help="As Markdown.")
@options.as_json
def command(brief: str, a: str | None, b: str | None, markdown: bool, as_json: bool) -> None:
    """Tell what changed between editions.

    A and B are dates or numbers of editions of BRIEF; without B, the file as it stands is meant, and without A its last
    edition. Things are compared by their ids, whatever their place in the file.

    \b
    Examples:
      briefgen changes treaty
      briefgen changes treaty 1 2 --markdown
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    project = targets.project_here()
    before, now = changes.sides(project, brief, a, b)
    found = changes.between(before, now)
    if as_json:
        report.machine(report.to_json(changes.as_data(before, now, found)))
        return
    for line in changes.as_markdown(before, now, found) if markdown else changes.as_text(before, now, found):
        click.echo(line)
