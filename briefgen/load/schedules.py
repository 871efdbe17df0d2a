"""Whether the schedules of a project can be followed: their names, their briefs and audiences, their zones and their times."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import codes, due, typed
from briefgen.diagnostics import Diagnostic, Path, quoted
from briefgen.load import references, words
from briefgen.model.project_file import ProjectFile
from briefgen.model.schedule import Schedule
from briefgen.project import Project
from briefgen.yaml_source import Node


def check(tree: Node, project: Project) -> Iterator[Diagnostic]:
    """Every fault of `schedules:` and `timezone:`."""
    visits = [visit for visit in typed.walk(tree, ProjectFile) if visit.path[:1] in (("schedules",), ("timezone",))]
    yield from references.check([visit for visit in visits if visit.is_key])
    yield from words.check(tree, visits, project)
    for name, schedule in project.settings.schedules.items():
        yield from _when(schedule, ("schedules", name))
        if schedule.timezone is None and project.settings.timezone is None:
            message = f"“timezone” is missing in schedules.{name}, and the project has none"
            hint = (
                "add `timezone: Europe/London` or whatever zone its times are meant in, here or for the whole project"
            )
            yield codes.finding("F02", message, path=("schedules", name), on_key=True, hint=hint)


def _when(schedule: Schedule, path: Path) -> Iterator[Diagnostic]:
    if schedule.cron is not None and (fault := due.cron_fault(schedule.cron)) is not None:
        hint = 'write minute, hour, day of the month, month, day of the week: "0 7 * * 1" is every Monday at 07:00'
        yield codes.finding("F22", f"{quoted(schedule.cron)} {fault}", path=(*path, "cron"), hint=hint)
    for key in schedule.one_of[0]:
        if key in schedule.model_fields_set and getattr(schedule, key) is None:
            yield codes.finding(
                "F03", f"“{key}” is empty", path=(*path, key), hint="write after the colon when it is due"
            )
