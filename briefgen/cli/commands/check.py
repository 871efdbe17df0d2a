"""`briefgen check`: Tell what is wrong with briefs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

import click

from briefgen.cli import options, report, runs, targets


@click.command("check")
@options.briefs
@click.option("--pages", is_flag=True, help="Lay the memos out too, and check their pages.")
@options.several(
    "--select", metavar="CODE", text="Only these checks: code, name, or beginning such as Q; repeat, or commas."
)
@options.several("--ignore", metavar="CODE", text="Not these checks, named alike; what can never be waived stays.")
@options.audiences
@options.fatal
@options.report
@options.json_report
@options.quiet
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Tell what is wrong with briefs.

    BRIEF is a file, or the name of one in briefs/; without any, all of briefs/ are checked.
    Nothing is made. What keeps a brief from
    being read is always told, whatever is selected.

    \b
    Examples:
      briefgen check
      briefgen check treaty --select Q --fatal warning
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    form: report.Form = "json" if given["as_json"] else given["report"]
    wanted = _wanted(given["select"], given["ignore"])
    done = (_filtered(outcome, wanted) for outcome in runs.perform_all(_tasks(given), quiet=given["quiet"]))
    ctx.exit(report.outcomes(done, form, findings_are_result=True, quiet=given["quiet"]))


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
    return dataclasses.replace(outcome, diagnostics=kept)
