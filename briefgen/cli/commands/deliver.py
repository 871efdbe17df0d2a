"""`briefgen deliver`: Send exactly the frozen bytes to their recipients."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from briefgen.cli import deliveries, options, report, targets
from briefgen.errors import ProjectError

if TYPE_CHECKING:
    from briefgen.addressing import Step
    from briefgen.delivery import Courier
    from briefgen.model.edition import Edition
    from briefgen.project import Project


@click.command("deliver")
@click.argument("edition", metavar="EDITION")
@options.audiences
@click.option(
    "--dry-run", is_flag=True, help="Send nothing; write what would go out, message by message, into a folder."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder of a dry run.")
@click.option("--resume", is_flag=True, help="Settle what a broken run has left open, then go on: asks, or --assume.")
@click.option(
    "--assume", type=click.Choice(["sent", "unsent"]), help="With --resume: what is left open was sent, or was not."
)
@click.option("--by", metavar="NAME", help="Who does it, for the record; by default the name that git has.")
@options.as_json
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    edition: str,
    audience: tuple[str, ...],
    dry_run: bool,
    output: Path | None,
    resume: bool,
    assume: Literal["sent", "unsent"] | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Send exactly the frozen bytes to their recipients.

    Recipients stand in briefgen.yaml under `recipients:`. Each is a step with its own entry in the record: nobody gets a memo
    twice, and what broke off is never sent again unasked. Exit code 3 where something is not delivered.

    \b
    Examples:
      briefgen deliver treaty --dry-run
      briefgen deliver treaty@3 --audience principal
      briefgen deliver treaty@3 --resume --assume unsent
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    from briefgen import addressing, delivery, editions

    if assume and not resume:
        raise click.UsageError("--assume goes with --resume")
    project = targets.project_here()
    found = editions.find(edition, project)
    courier = deliveries.courier(project, by)
    steps = addressing.steps(found, project, courier.setting, audience)
    if not steps:
        hint = "name them in briefgen.yaml, under recipients:"
        raise ProjectError(f"{found.name} has no recipients{' for this audience' if audience else ''}", hint)
    if dry_run:
        shown = _shown(found, project, steps, courier, output)
        if as_json:
            report.machine(report.to_json(deliveries.shown_as_data(found, shown)))
        for step, _, told in shown if not as_json else ():
            click.echo(f"{step.audience}  {step.key}  would {told}")
        click.echo("nothing has been sent", err=True)
        return
    if resume:
        _settle(found, project, steps, courier, assume)
    results = delivery.deliver(found, project, steps, courier)
    if as_json:
        report.machine(report.to_json(deliveries.as_data(found, results)))
    else:
        for line in deliveries.as_lines(results):
            click.echo(line)
        left_out = deliveries.left_out(found, project, steps) if not audience else ()
        for line in [*deliveries.summary(found, results), *left_out]:
            click.echo(line, err=True)
    if any(result.outcome not in delivery.DONE for result in results):
        ctx.exit(deliveries.NOT_DELIVERED)


def _shown(
    edition: Edition, project: Project, steps: Sequence[Step], courier: Courier, output: Path | None
) -> list[tuple[Step, Path | None, str]]:
    """Writes what would go out: each step, the file that shows it, None where it would not go, and what would become of it."""
    from briefgen import delivery
    from briefgen.channels import NotCarried
    from briefgen.placing import place

    folder = output or project.root / "output" / "deliveries" / edition.name
    found: list[tuple[Step, Path | None, str]] = []
    for step, known in deliveries.planned(edition, project, steps):
        if known is not None:
            found.append((step, None, f"not be sent: {known.detail}"))
            continue
        try:
            name, content = delivery.shown(edition, project, step, courier)
        except NotCarried as error:
            found.append((step, None, f"be refused: {error}"))
            continue
        place(folder / name, content)
        found.append((step, folder / name, f"be sent as {targets.shown(folder / name)}"))
    return found


def _settle(
    edition: Edition,
    project: Project,
    steps: Sequence[Step],
    courier: Courier,
    assume: Literal["sent", "unsent"] | None,
) -> None:
    """Puts on record what became of each step that a broken run has left open."""
    from briefgen import delivery

    for step in steps:
        if not delivery.trail(edition, project, step).is_open:
            continue
        if assume is None and not sys.stdin.isatty():
            hint = "add --assume sent or --assume unsent; nothing has been sent now"
            raise ProjectError(f"whether {step.key} has got {step.audience} must be said", hint)
        arrived = assume == "sent" if assume else click.confirm(f"Has {step.key} got the memo for {step.audience}?")
        delivery.assume(edition, project, step, courier, arrived=arrived)
