"""`briefgen calibration`: Tell how past judgements turned out."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli import options, report, targets


@click.command("calibration")
@click.argument("brief", required=False, shell_complete=options.complete_briefs)
@click.option("--markdown", is_flag=True, help="As Markdown.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=options.page_file("calibration.html"),
    help="Also write it as a page with a chart.",
)
@options.as_json
def command(brief: str | None, markdown: bool, html: Path | None, as_json: bool) -> None:
    """Tell how past judgements turned out.

    Of BRIEF, or of every brief here: how often what the desk called likely, unlikely and so on came about, and a score.
    Counted are the judgements of frozen editions that have an `outcome:` now; those that need one are listed.

    \b
    Examples:
      briefgen calibration
      briefgen calibration treaty --markdown
      briefgen calibration --html calibration.html
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from briefgen.cli import calibration

    project = targets.project_here()
    found = calibration.gathered(project, brief)
    if html is not None:
        calibration.write_page(html, found, project)
        click.echo(targets.shown(html), err=True)
    if as_json:
        report.machine(report.to_json(calibration.as_data(found)))
        return
    for line in calibration.as_markdown(found) if markdown else calibration.as_text(found):
        click.echo(line)
