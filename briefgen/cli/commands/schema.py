"""`briefgen schema`: Print or write the JSON Schemas."""

from __future__ import annotations

import click

from briefgen.cli import options, report, scaffold, targets
from briefgen.errors import ProjectError


@click.command("schema")
@click.argument("kind", required=False, metavar="[brief|audience|project|shared]")
@click.option("--write", is_flag=True, help="Into .briefgen/ of this project, where the first line of a brief points.")
def command(kind: str | None, write: bool) -> None:
    """Print or write the JSON Schemas.

    Of a brief, an audience, the project file, or a file that several briefs share: an editor that knows YAML completes
    and checks by it. Without a kind, that of a brief is printed, and all are written.

    \b
    Examples:
      briefgen schema brief > brief.schema.json
      briefgen schema --write
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    schemas = scaffold.schemas()
    if kind is not None:
        options.require_known("schema", [kind], schemas)
    if not write:
        report.machine(schemas[kind or "brief"])
        return
    root = targets.project_here().root
    for name in schemas if kind is None else [kind]:
        path = root / scaffold.schema_file(name)
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text(schemas[name] + "\n", encoding="utf-8")
        except OSError as error:
            raise ProjectError(f"cannot write {targets.shown(path)}: {error.strerror}") from error
        click.echo(targets.shown(path))
