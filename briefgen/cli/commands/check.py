"""`briefgen check`: Tell what is wrong with briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from briefgen.cli import options, report, runs, targets
from briefgen.errors import OutputFailed


@click.command("check")
@options.briefs
@click.option("--pages", is_flag=True, help="Lay the memos out too, and check their pages.")
@options.several(
    "--select", metavar="CODE", text="Only these checks: code, name, or beginning such as Q; repeat, or commas."
)
@options.several("--ignore", metavar="CODE", text="Not these checks, named alike; what can never be waived stays.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=options.page_file("review.html"),
    help="Also write the reviewer's page: every statement beside its evidence, findings, waivers.",
)
@options.audiences
@options.fatal
@options.report
@options.json_report
@options.quiet
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Tell what is wrong with briefs.

    BRIEF is a file, or the name of one in briefs/; without any, all of briefs/ are checked.
    No memo is made. What keeps a brief from being read is always told, whatever is selected.

    \b
    Examples:
      briefgen check
      briefgen check treaty --select Q --fatal warning
      briefgen check treaty --html review.html
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    form: report.Form = "json" if given["as_json"] else given["report"]
    wanted = _wanted(given["select"], given["ignore"])
    tasks, done = _tasks(given), []

    def outcomes() -> Iterator[runs.Outcome]:
        for outcome in runs.perform_all(tasks, quiet=given["quiet"]):
            done.append(_filtered(outcome, wanted))
            yield done[-1]

    exit_code = report.outcomes(outcomes(), form, findings_are_result=True, quiet=given["quiet"])
    if given["html"] is not None:
        _write_page(given["html"], tasks, done, narrowed=bool(given["select"] or given["ignore"] or given["audience"]))
        if not given["quiet"]:
            click.echo(targets.shown(given["html"]), err=True)
    ctx.exit(exit_code)


def _tasks(given: dict[str, Any]) -> list[runs.Task]:
    from briefgen.model.results import BuildRequest

    found = targets.find(given["briefs"])
    for target in found:
        options.require_known("audience", given["audience"], target.project.audience_names())
    return [
        runs.Task(
            "check",
            BuildRequest(target.brief, audiences=given["audience"], fatal=given["fatal"]),
            target.project,
            pages=given["pages"],
        )
        for target in found
    ]


def _wanted(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool]:
    """Whether findings of a code are to be told. Raises BriefgenError for what is unknown or can never be ignored."""
    from briefgen.check import settings
    from briefgen.check.codebook import is_firm

    selected = {code for word in select for code in _codes(word)}
    ignored: set[str] = set()
    for word in ignore:
        codes = _codes(word)
        ignored |= {code for code in codes if not is_firm(code)} or codes
    return settings({}, ignored, selected).wants


def _codes(word: str) -> set[str]:
    """The codes that a code, a name, or the beginning of codes means. Raises NotFound for what means none."""
    from briefgen import check

    return {entry.code for entry in check.catalogue() if entry.code.startswith(word.upper())} or {check.resolve(word)}


def _filtered(outcome: runs.Outcome, wanted: Callable[[str], bool]) -> runs.Outcome:
    if outcome.failed:
        return outcome
    kept = tuple(finding for finding in outcome.diagnostics if wanted(finding.code))
    return outcome._replace(diagnostics=kept)


def _write_page(target: Path, tasks: Sequence[runs.Task], done: Sequence[runs.Outcome], *, narrowed: bool) -> None:
    """The reviewer's page of all briefs, with the templates of the first one's project."""
    from briefgen import review
    from briefgen.placing import place

    reviews = [
        review.review(review.Checked(outcome.brief, outcome.diagnostics, outcome.level, outcome.message), task.project)
        for task, outcome in zip(tasks, done, strict=True)
    ]
    try:
        place(target, review.page(reviews, tasks[0].project, narrowed=narrowed))
    except OutputFailed as error:
        raise OutputFailed(error.message, "name another file for the page, such as --html review.html") from error
