"""`briefgen build`: Check briefs and make their memos."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from briefgen.cli import options, report, runs, targets
from briefgen.errors import ProjectError


@click.command("build")
@options.briefs
@options.audiences
@options.several("-f", "--format", metavar="NAME", text="Only this format, such as pdf or html; repeat, or commas.")
@click.option(
    "-l", "--language", metavar="TAG", help="Language of labels and dates, such as fr; by default the brief's."
)
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False), help="Not to output/.")
@click.option(
    "-d", "--date", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="In place of the brief's date."
)
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Build N briefs at once.")
@options.fatal
@click.option("--keep-html", is_flag=True, help="Also the HTML that the PDF was laid out from, beside it.")
@options.report
@options.json_report
@options.quiet
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check briefs and make their memos.

    BRIEF is a file, or the name of one in briefs/; without any, all of briefs/ are built. The memos go to
    output/BRIEF/BRIEF_DATE_AUDIENCE.pdf and .html; with findings that count they are drafts, and say so.

    \b
    Examples:
      briefgen build
      briefgen build treaty --audience analyst --format pdf
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    form: report.Form = "json" if given["as_json"] else given["report"]
    tasks = _tasks(given)
    done = runs.perform_all(tasks, jobs=given["jobs"], quiet=given["quiet"])
    ctx.exit(report.outcomes(done, form, findings_are_result=False, quiet=given["quiet"]))


def _tasks(given: dict[str, Any]) -> list[runs.Task]:
    from briefgen import i18n, write
    from briefgen.model.results import BuildRequest

    found = targets.find(given["briefs"])
    if given["format"]:
        options.require_known("format", given["format"], write.formats())
    if given["language"] is not None:
        i18n.Language.load(given["language"])
    for target in found:
        options.require_known("audience", given["audience"], target.project.audience_names())
    output = _folder(given["output"])
    _refuse_one_place_for_two(found, output)
    date: datetime.datetime | None = given["date"]
    return [
        runs.Task(
            "build",
            BuildRequest(
                target.brief,
                audiences=given["audience"],
                formats=given["format"],
                language=given["language"],
                output=output,
                date=date.date() if date else None,
                fatal=given["fatal"],
                keep_html=given["keep_html"],
            ),
            target.project,
        )
        for target in found
    ]


def _folder(given: str | None) -> Path | None:
    """The folder that `--output` names; None without it. What a shell makes of an unset variable names none."""
    if given is None:
        return None
    if not given:
        raise ProjectError("--output names no folder", "name one, such as --output memos; . is the one you stand in")
    return Path.cwd() / given


def _refuse_one_place_for_two(found: Iterable[targets.Target], output: Path | None) -> None:
    """Memos lie under the name of their brief: of two briefs with one name, the second would overwrite the first."""
    places = Counter((output or target.project.root, target.brief.stem) for target in found)
    for (_, name), count in places.items():
        if count > 1:
            message = f"{count} briefs are called “{name}”, and their memos would overwrite each other"
            raise ProjectError(message, "build them one by one, each with its own --output")
