"""`briefgen explain`: Explain a check, or list them all."""

from __future__ import annotations

import click

from briefgen.cli import options, report


@click.command("explain")
@click.argument("code", required=False)
@options.as_json
def command(code: str | None, as_json: bool) -> None:
    """Explain a check, or list them all.

    CODE is the code of a finding, or its name; its page says what is looked for and why, and shows a fault and its cure.

    \b
    Examples:
      briefgen explain Q01
      briefgen explain quote-not-found
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from briefgen import check

    if code is not None:
        page = check.explain(code)
        report.machine(report.to_json({"code": check.resolve(code), "page": page})) if as_json else click.echo(
            page.rstrip()
        )
        return
    known = check.catalogue()
    if as_json:
        report.machine(report.to_json([entry._asdict() for entry in known]))
        return
    width = max(len(entry.name) for entry in known)
    for entry in known:
        click.echo(f"{entry.code}  {entry.name:<{width}}  {entry.severity:<7}  {entry.summary}")
