"""`briefgen edition`: Freeze, approve, correct, take back and prove editions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import deliveries, editions, identity, options, report, runs, targets
from briefgen.cli.groups import Group
from briefgen.errors import ProjectError, WithDiagnostics

if TYPE_CHECKING:
    from briefgen.model.edition import Edition


@click.group("edition", cls=Group)
def command() -> None:
    """Freeze, approve, correct, take back and prove editions.

    An edition is a folder of briefs/editions/: every file that was read, the memos of every audience, and a record of their
    hashes. It belongs in version control; none of its files ever changes. EDITION is BRIEF (its newest), BRIEF@DATE,
    BRIEF@NUMBER or, for the newest of a week, BRIEF@2024-W03.

    \b
    Examples:
      briefgen edition new treaty
      briefgen edition list
      briefgen edition check
    """  # noqa: D301 - \b is click's mark for lines that stay as they are


because = click.option("--because", required=True, metavar="WHY", help="The reason, for the record and for readers.")
by = click.option("--by", metavar="NAME", help="Who does it; by default the name that git has.")


@command.command("new")
@click.argument("brief", shell_complete=options.complete_briefs)
def new(brief: str) -> None:
    """Freeze a brief as its next edition.

    Its `date:` is the edition's. Findings at the fatal level hold it back.

    \b
    Example:
      briefgen edition new treaty
    """  # noqa: D301 - as above
    from briefgen import editions as lines

    target = _in_a_project(brief)
    _tell(_held(lambda: lines.freeze(target.brief, target.project), target), target)


@command.command("correct")
@click.argument("brief", shell_complete=options.complete_briefs)
@because
def correct(brief: str, because: str) -> None:
    """Freeze a brief as a correction of its last edition.

    It is a new edition, of the same day or of a later one, whose memos say what it corrects and why. The corrected one stays.

    \b
    Example:
      briefgen edition correct treaty --because "The deal runs from Russia to Iran."
    """  # noqa: D301 - as above
    from briefgen import editions as lines

    target = _in_a_project(brief)
    _tell(_held(lambda: lines.correct(target.brief, target.project, because=because), target), target)


@command.command("approve")
@click.argument("edition", metavar="EDITION")
@options.audiences
@click.option("--note", metavar="TEXT", help="A word for the record.")
@by
def approve(edition: str, audience: tuple[str, ...], note: str | None, by: str | None) -> None:
    """Let the memos of an edition go out.

    The approval is recorded beside the edition and names the bytes that were approved. Whose approval memos need stands in
    briefgen.yaml under `approvals:`.

    \b
    Examples:
      briefgen edition approve treaty
      briefgen edition approve treaty@3 --audience principal --note "Read in full."
    """  # noqa: D301 - as above
    from briefgen import approvals
    from briefgen import editions as lines
    from briefgen.load import house
    from briefgen.model.edition import Event

    project = targets.project_here()
    house.require(project)
    found = lines.find(edition, project)
    event = Event("approved", _now(), identity.person(by), note, "")
    memos = approvals.approve(found, project, event, audience).memos
    click.echo(f"{found.name} is approved by {event.by}: {', '.join(memos)}")
    for line in editions.lacking(found, project):
        click.echo(line)


@command.command("withdraw")
@click.argument("edition", metavar="EDITION")
@because
@by
@click.pass_context
def withdraw(ctx: click.Context, edition: str, because: str, by: str | None) -> None:
    """Take an edition back.

    That is recorded beside it; the edition itself stays as it was. Where it went into folders, they say so. Exit code 3 where
    one could not be told just now; the same command again tells it.

    \b
    Example:
      briefgen edition withdraw treaty@2024-01-19 --because "The source has retracted its report."
    """  # noqa: D301 - as above
    from briefgen import delivery
    from briefgen import editions as lines
    from briefgen.record import editions as kept

    project = targets.project_here()
    found = lines.find(edition, project)
    person = identity.person(by)
    event = kept.withdrawal(project, found)
    if event is None or not delivery.reached(found, project):
        event = lines.withdraw(found, project, by=person, because=because, at=_now())
    click.echo(f"{found.name} is withdrawn")
    results = delivery.take_back(found, project, event, deliveries.courier(project, by))
    for result in results:
        did = "it says so now" if result.outcome == "sent" else result.detail
        click.echo(f"{result.step.audience}  {result.step.key}  {did}")
    for line in deliveries.gone(found, project):
        click.echo(line)
    if any(result.outcome == "later" for result in results):
        ctx.exit(deliveries.NOT_DELIVERED)


@command.command("list")
@click.argument("brief", required=False)
@options.as_json
def list_(brief: str | None, as_json: bool) -> None:
    """List the editions of a brief, or of all, and those in the making.

    An edition is a draft until it is frozen; then frozen, approved (every approval that the project demands is there, and at
    least one), or withdrawn.

    \b
    Example:
      briefgen edition list treaty
    """  # noqa: D301 - as above
    project = targets.project_here()
    found = editions.of(project, brief)
    making = list(editions.drafts(project, brief))
    if as_json:
        data = [editions.as_data(edition, project) for edition in found] + [draft.as_data() for draft in making]
        report.machine(report.to_json(data))
        return
    for line in editions.as_table(found, making, project):
        click.echo(line)
    if not found:
        click.echo("no editions yet; freeze one: briefgen edition new BRIEF", err=True)


@command.command("show")
@click.argument("edition", metavar="EDITION")
@options.as_json
def show(edition: str, as_json: bool) -> None:
    """Show what an edition holds and what happened to it.

    \b
    Example:
      briefgen edition show treaty@3
    """  # noqa: D301 - as above
    from briefgen import editions as lines

    project = targets.project_here()
    found = lines.find(edition, project)
    if as_json:
        report.machine(report.to_json(editions.as_data(found, project)))
        return
    for line in editions.as_lines(found, project):
        click.echo(line)


@command.command("check")
@click.argument("edition", required=False, metavar="[EDITION]")
@click.option("--rebuild", is_flag=True, help="Also build each edition again and compare the bytes.")
@options.as_json
@click.pass_context
def check(ctx: click.Context, edition: str | None, rebuild: bool, as_json: bool) -> None:
    """Prove that editions are what was frozen.

    Every byte against its hash, every number once, every event readable; with --rebuild, the memos out of the frozen files.
    Exit code 1 where something is amiss.

    \b
    Examples:
      briefgen edition check
      briefgen edition check treaty@2024-01-19 --rebuild
    """  # noqa: D301 - as above
    proofs = editions.prove(targets.project_here(), edition, rebuild=rebuild)
    if as_json:
        report.machine(report.to_json([proof.as_data() for proof in proofs]))
    else:
        for line in editions.told(proofs):
            click.echo(line)
    ctx.exit(int(any(proof.faults for proof in proofs)))


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone().replace(microsecond=0)


def _in_a_project(brief: str) -> targets.Target:
    """The brief, where it lies in a project that can keep its editions."""
    from briefgen.project import PROJECT_FILE

    (target,) = targets.find([brief])
    if not target.project.exists(target.project.root / PROJECT_FILE):
        hint = "put it into a project, or make one: briefgen init DIR"
        raise ProjectError(f"{targets.shown(target.brief)} lies in no project that could keep editions", hint)
    return target


def _held(freeze: Any, target: targets.Target) -> Edition:
    """The edition; what holds it back is told as seen from where the user stands."""
    try:
        edition: Edition = freeze()
    except WithDiagnostics as error:
        raise type(error)(error.message, runs.seen_from_here(error.diagnostics, target.project.root)) from error
    return edition


def _tell(edition: Edition, target: targets.Target) -> None:
    from briefgen.record import editions as kept

    home = kept.folder(target.project, edition.brief, edition.key)
    for memo in edition.memos:
        click.echo(targets.shown(home / kept.MEMOS / memo.file))
    click.echo(
        f"{edition.name}, No {edition.number}, is frozen: keep {targets.shown(home)} in version control", err=True
    )
