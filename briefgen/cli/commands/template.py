"""`briefgen template`: See, change and try templates."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from briefgen import diagnostics
from briefgen.cli import options, report, runs, targets, templates
from briefgen.cli.groups import Group
from briefgen.diagnostics import Severity

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.project import Project

_SHIPPED = "the templates of this project are those that ship"


@click.group("template", cls=Group)
def command() -> None:
    """See, change and try templates.

    The nearest audience wins, and there the project's file before the shipped one. A template that begins with
    {% extends "next/NAME" %} changes the blocks of the one that it stands for. All that templates can use is listed in
    docs/templates.md.

    \b
    Examples:
      briefgen template list public
      briefgen template eject sections/sources.html.j2 --audience public
      briefgen template check
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


@command.command("list")
@click.argument("audience", required=False)
@options.as_json
def list_(audience: str | None, as_json: bool) -> None:
    """Tell which files win, and what they stand for.

    \b
    Examples:
      briefgen template list
      briefgen template list public
    """  # noqa: D301 - as above
    from briefgen.load.audiences import audience as load_audience
    from briefgen.templating import overrides

    project = targets.here()
    known = [load_audience(name, project) for name in _names(audience, project)]
    listed = [(one.name, one.title, overrides.listed(project, one)) for one in known]
    if as_json:
        report.machine(report.to_json([templates.listing_as_data(*one) for one in listed]))
        return
    for one in listed:
        for line in templates.listing(*one):
            click.echo(line)


def _names(audience: str | None, project: Project) -> tuple[str, ...]:
    known = project.audience_names()
    options.require_known("audience", [audience] if audience else [], known)
    return (audience,) if audience else known


@command.command("eject")
@click.argument("file")
@click.option(
    "-a", "--audience", metavar="NAME", help="Whose it is to be; by default where it ships, else everybody's."
)
def eject(file: str, audience: str | None) -> None:
    """Copy a shipped template or stylesheet, to be changed.

    FILE is its name as `briefgen template list` tells it. The copy goes to templates/NAME/FILE; its first line says what it
    was made from, and reaches no memo.

    \b
    Examples:
      briefgen template eject sections/sources.html.j2
      briefgen template eject memo.css --audience public
    """  # noqa: D301 - as above
    from briefgen.templating import copies

    project = targets.project_here()
    if copies.is_checkout(project):
        click.echo(f"{_SHIPPED}: change them in place", err=True)
        return
    ejected = copies.eject(file, audience, project)
    click.echo(targets.shown(ejected.path))
    for line in templates.after_ejecting(ejected):
        click.echo(line, err=True)


@command.command("diff")
@click.argument("file", required=False)
@options.as_json
@click.pass_context
def diff(ctx: click.Context, file: str | None, as_json: bool) -> None:
    """Compare own files with what ships now.

    FILE is a file below templates/; without one, all that were made from a shipped one or stand for one. The exit code is 1
    where what ships has changed since a copy was made.

    \b
    Examples:
      briefgen template diff
      briefgen template diff public/sections/sources.html.j2
    """  # noqa: D301 - as above
    from briefgen.templating import copies

    project = targets.here()
    found = copies.compare(file, project)
    if as_json:
        report.machine(report.to_json(templates.differences_as_data(found)))
    else:
        for line in templates.differences(found, project.root):
            click.echo(line)
        if not found and copies.is_checkout(project):
            click.echo(_SHIPPED, err=True)
        elif not found:
            click.echo("no file of this project stands for a shipped one", err=True)
    ctx.exit(int(any(compared.changed for compared in found)))


@command.command("check")
@click.argument("audience", required=False)
@options.fatal
@options.report
@options.json_report
@options.quiet
@click.pass_context
def check(ctx: click.Context, /, *, audience: str | None, fatal: str | None, **given: bool | str) -> None:
    """Try every template with fixtures, and tell what is wrong.

    The fixtures are small fictional briefs: one that says nothing, one that says everything, endless words, from right to
    left, every status. What they do not reach is read for names that there are not.

    \b
    Examples:
      briefgen template check
      briefgen template check public
    """  # noqa: D301 - as above
    project = targets.here()
    names = _names(audience, project)
    found = tuple(
        diagnostics.ordered(runs.seen_from_here(_proved(names, project, quiet=bool(given["quiet"])), project.root))
    )
    report.findings(found, "json" if given["as_json"] else str(given["report"]))
    if not given["quiet"]:
        told = f"{len(names)} audience{'' if len(names) == 1 else 's'}: {diagnostics.summary(found)}"
        click.echo(told, err=True)
    ctx.exit(int(bool(diagnostics.fatal(found, Severity(fatal or project.settings.fatal)))))


def _proved(names: tuple[str, ...], project: Project, *, quiet: bool) -> Iterator[Diagnostic]:
    """What is found for each audience; on a terminal with a bar meanwhile."""
    from briefgen.load.audiences import audience as load_audience
    from briefgen.templating import proving

    proofs = (proving.prove(load_audience(name, project), project) for name in names)
    if quiet or not sys.stderr.isatty():
        for proof in proofs:
            yield from proof
        return
    with click.progressbar(proofs, length=len(names), label="audiences", show_pos=True, file=sys.stderr) as bar:
        done = list(bar)
    for proof in done:
        yield from proof
