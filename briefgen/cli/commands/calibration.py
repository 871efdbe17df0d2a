"""`briefgen calibration`: Tell how past judgements turned out."""

from __future__ import annotations

import click

from briefgen.cli import options, report, targets


@click.command("calibration")
@click.argument("brief", required=False, shell_complete=options.complete_briefs)
@click.option("--markdown", is_flag=True, help="As Markdown.")
@options.as_json
def command(brief: str | None, markdown: bool, as_json: bool) -> None:
    """Tell how past judgements turned out.

    Of BRIEF, or of every brief here: how often what the desk called likely, unlikely and so on came about, and a score.
    Counted are the judgements of frozen editions that have an `outcome:` now; those that need one are listed.

    \b
    Examples:
      briefgen calibration
      briefgen calibration treaty --markdown
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from briefgen.cli import calibration

    found = calibration.gathered(targets.project_here(), brief)
    if as_json:
        report.machine(report.to_json(calibration.as_data(found)))
        return
    for line in calibration.as_markdown(found) if markdown else calibration.as_text(found):
        click.echo(line)
