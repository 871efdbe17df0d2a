"""`briefgen changes`: Tell what changed between editions."""

from __future__ import annotations

from typing import Any

import click

from briefgen.cli import changes, options, report, targets


@click.command("changes")
@click.argument("brief", shell_complete=options.complete_briefs)
@click.argument("a", required=False, metavar="[A")
@click.argument("b", required=False, metavar="B]")
@click.option("--markdown", is_flag=True, help="As Markdown.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=options.page_file,
    help="Also write a page that shows both texts side by side.",
)
@click.option("--audience", metavar="NAME", help="Only what this audience may see; without it, everything.")
@options.as_json
def command(brief: str, a: str | None, b: str | None, **given: Any) -> None:
    """Tell what changed between editions.

    A and B are dates or numbers of editions of BRIEF; without B, the file as it stands is meant, and without A its last
    edition. Things are compared by their ids, whatever their place in the file.

    \b
    Examples:
      briefgen changes treaty
      briefgen changes treaty 1 2 --markdown
      briefgen changes treaty --html changes.html --audience public
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    project = targets.project_here()
    before, now, project = changes.sides(project, brief, a, b)
    if given["audience"] is not None:
        options.require_known("audience", [given["audience"]], project.audience_names())
    made = changes.compared(before, now, project, given["audience"])
    if given["html"] is not None:
        changes.write_page(given["html"], made, project)
    if given["as_json"]:
        report.machine(report.to_json(changes.as_data(made)))
    else:
        for line in changes.as_markdown(made) if given["markdown"] else changes.as_text(made):
            click.echo(line)
    if given["html"] is not None:
        click.echo(targets.shown(given["html"]), err=True)
