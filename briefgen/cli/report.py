"""Outcomes as text, JSON, SARIF and annotations. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

from briefgen import diagnostics
from briefgen.cli import targets
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import BriefgenError, WithDiagnostics

if TYPE_CHECKING:
    from briefgen.cli.runs import Outcome

Form = Literal["text", "json", "sarif", "github"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def tell(error: BriefgenError) -> None:
    """An error about the world, in words, on stderr."""
    if isinstance(error, WithDiagnostics):
        for finding in error.diagnostics:
            click.echo(in_colour(finding), err=True)
    _tell(error.message, error.hint)


def _tell(message: str, hint: str | None) -> None:
    click.echo(f"{click.style('error', fg='red', bold=True)}: {message}", err=True)
    if hint:
        click.echo(f"   hint: {hint}", err=True)


def in_colour(finding: Diagnostic) -> str:
    """A finding for a terminal; click takes the colour away where it is not wanted."""
    word = f"{finding.severity} {finding.code}"
    return diagnostics.to_text(finding).replace(word, click.style(word, fg=_COLOURS[finding.severity], bold=True), 1)


def machine(text: str) -> None:
    """JSON for programs: UTF-8 whatever the terminal speaks."""
    click.echo(text.encode("utf-8", "backslashreplace"))


def to_json(value: Any) -> str:
    """Plain data as JSON, for reading too."""
    return json.dumps(value, indent=2, ensure_ascii=False)


# --- build and check -------------------------------------------------------------------------------------------------


def outcomes(found: Iterable[Outcome], form: Form, *, findings_are_result: bool, quiet: bool) -> int:
    """Tells what became of each brief, as it comes; gives the exit code of the run."""
    done = []
    for outcome in found:
        done.append(outcome)
        if form == "text":
            _tell_findings(outcome, to_stderr=not findings_are_result)
        _tell_files(outcome, to_stderr=form != "text", quiet=quiet)
        if outcome.message is not None and not outcome.diagnostics:
            _tell(f"{targets.shown(outcome.brief)}: {outcome.message}", outcome.hint)
    everything = [finding for outcome in done for finding in outcome.diagnostics]
    match form:
        case "json":
            machine(to_json(_as_data(done)))
        case "sarif":
            machine(diagnostics.to_sarif(everything, _version()))
        case "github":
            for finding in everything:
                click.echo(diagnostics.to_annotation(finding))
    if not quiet:
        click.echo(summary(done), err=True)
    return max((outcome.exit_code for outcome in done), default=0)


def findings(found: Sequence[Diagnostic], form: str) -> None:
    """Tells findings that are about no brief."""
    match form:
        case "json":
            machine(to_json([diagnostics.to_dict(finding) for finding in found]))
        case "sarif":
            machine(diagnostics.to_sarif(found, _version()))
        case "github":
            for finding in found:
                click.echo(diagnostics.to_annotation(finding))
        case _:
            for finding in found:
                click.echo(in_colour(finding))


def _tell_findings(outcome: Outcome, *, to_stderr: bool) -> None:
    for finding in outcome.diagnostics:
        click.echo(in_colour(finding), err=to_stderr)


def _tell_files(outcome: Outcome, *, to_stderr: bool, quiet: bool) -> None:
    if to_stderr and quiet:
        return
    for file in outcome.written:
        click.echo(targets.shown(file.path), err=to_stderr)


def summary(done: Sequence[Outcome]) -> str:
    """How many briefs and files, what was found, and which briefs came to nothing or to a draft."""
    files = sum(len(outcome.written) for outcome in done)
    counted = _number(len(done), "brief") + (f", {_number(files, 'file')}" if files else "")
    found = [finding for outcome in done for finding in outcome.diagnostics]
    broken = all(outcome.failed for outcome in done) and not found
    lines = [f"{counted}: {'could not run' if broken else diagnostics.summary(found)}"]
    for label, those in (
        ("failed", [outcome for outcome in done if outcome.failed]),
        ("draft", [outcome for outcome in done if outcome.draft and outcome.written]),
        ("withheld", [outcome for outcome in done if outcome.draft and not outcome.written]),
    ):
        if those:
            lines.append(f"{label}: {', '.join(targets.shown(outcome.brief) for outcome in those)}")
    old = [targets.shown(path) for outcome in done for path in outcome.outdated]
    if old:
        lines.append(f"left from an earlier build, and no longer what the brief says: {', '.join(old)}")
    return "\n".join(lines)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A line for each row, its cells below those of the other rows; a column in which nothing stands is left out."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True) if width).rstrip()


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _as_data(done: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "version": _version(),
        "exit_code": max((outcome.exit_code for outcome in done), default=0),
        "briefs": [
            {
                "brief": targets.shown(outcome.brief),
                "exit_code": outcome.exit_code,
                "draft": outcome.draft,
                "error": {"message": outcome.message, "hint": outcome.hint} if outcome.failed else None,
                "written": [
                    {
                        "path": targets.shown(file.path),
                        "format": file.format,
                        "pages": file.pages,
                        "sha256": file.sha256,
                    }
                    for file in outcome.written
                ],
                "diagnostics": [diagnostics.to_dict(finding) for finding in outcome.diagnostics],
            }
            for outcome in done
        ],
    }


def _version() -> str:
    import briefgen

    return briefgen.__version__
