"""`briefgen init`: Make a project with a sample brief."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from briefgen.cli import report, runs, scaffold, targets
from briefgen.errors import ProjectError


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--no-build", is_flag=True, help="Only make the files.")
@click.pass_context
def command(ctx: click.Context, folder: Path, no_build: bool) -> None:
    """Make a project with a sample brief.

    In DIR, or here: briefgen.yaml, and a sample brief with its archived sources and its editions so far. Then its memo is
    built, which tells what changed. No file that is there is changed.

    \b
    Example:
      briefgen init demo
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    root = (Path.cwd() / folder).resolve()
    files = scaffold.project_files()
    if there := scaffold.existing(root, files):
        hint = "choose another folder, or move them away; nothing was changed"
        raise ProjectError(f"these files are there already: {', '.join(there)}", hint)
    keeps_own = (root / ".gitignore").exists()
    scaffold.make(root, files if keeps_own else {".gitignore": scaffold.IGNORED.encode()} | files)
    for name in scaffold.told(files):
        click.echo(targets.shown(root / name))
    if keeps_own:
        wanted = " and ".join(scaffold.IGNORED.split())
        click.echo(f".gitignore is left as it was; it should name {wanted}", err=True)
    code = 0 if no_build else _build(root)
    click.echo(_next_steps(root), err=True)
    ctx.exit(code)


def _build(root: Path) -> int:
    from briefgen.model.results import BuildRequest

    project = targets.around(root)
    tasks = [runs.Task("build", BuildRequest(brief), project) for brief in project.briefs()]
    return report.outcomes(runs.perform_all(tasks), "text", findings_are_result=False, quiet=True)


def _next_steps(root: Path) -> str:
    enter = "" if root == Path.cwd() else f"cd {shlex.quote(targets.shown(root))} && "
    sample = next(iter(targets.around(root).briefs()), None)
    change = f"Change {targets.shown(sample)}, then: " if sample else "Next: "
    return f"{change}{enter}briefgen build\nYour own brief: {enter}briefgen new NAME"
