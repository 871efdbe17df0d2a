"""What wakes briefgen: the unit, line, list or workflow that each system takes, as text.

All of them run `briefgen schedule run`, which does what is due and nothing else, every quarter of an hour, whatever the
schedules say. So a change of `briefgen.yaml`, of the clocks or of a zone needs no new installation, a run that came late or was
left out is made up for by the next, and one too many does nothing. Hosted runners are asked every hour: their minutes are
counted.
"""

from __future__ import annotations

import dataclasses
import hashlib
import plistlib
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from briefgen.cli import system
from briefgen.cli.workflow import WORKFLOW
from briefgen.errors import ProjectError

Kind = Literal["systemd", "cron", "launchd", "github"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MARK = "Made by `briefgen schedule install --{kind}`, which writes it anew; `briefgen schedule remove --{kind}` takes it away."
"""Stands in all that is installed: what has it may be replaced and removed."""

CALENDAR = "*:00/15"
"""Every quarter of an hour, as systemd has it."""

_WORKFLOWS = Path(".github/workflows")


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A project on this machine, and the Python that runs briefgen there.

    `repository` is the root of the version control that the project lies in. `libraries` are further folders of libraries, as
    the loader of macOS wants them; None: none are needed. Raises ProjectError for a folder that no such file can name.
    """

    root: Path
    python: str
    version: str
    repository: Path
    libraries: str | None = None

    def __post_init__(self) -> None:
        for path in (str(self.root), self.python):
            if re.search(r"[\x00-\x1f\x7f]|\\\Z|\s\Z", path):
                raise ProjectError(
                    f"the path {path!r} cannot be written down for a scheduler", "move the project elsewhere"
                )

    @property
    def name(self) -> str:
        """A name of its own for each project: two may lie in folders that are called alike."""
        slug = "-".join(re.findall(r"[a-z0-9]+", self.root.name.lower())) or "project"
        return f"briefgen-{slug}-{hashlib.sha256(str(self.root).encode()).hexdigest()[:6]}"

    @property
    def inside(self) -> str:
        """The project's folder as seen from the root of its repository."""
        return self.root.relative_to(self.repository).as_posix()


def files(kind: Kind, place: Place) -> Mapping[Path, str]:
    """The files by which a system is told to wake briefgen, at their places; none for cron, which has a file of its own."""
    if kind == "systemd":
        folder = system.config_home() / "systemd" / "user"
        return {folder / f"{place.name}.service": _service(place), folder / f"{place.name}.timer": _timer(place)}
    if kind == "launchd":
        return {system.home() / "Library" / "LaunchAgents" / f"{label(place)}.plist": _property_list(place)}
    if kind == "github":
        name = "briefgen" if place.inside == "." else place.name
        return {place.repository / _WORKFLOWS / f"{name}.yml": _workflow(place)}
    return {}


# --- systemd ---------------------------------------------------------------------------------------------------------


def _service(place: Place) -> str:
    return f"""\
# {MARK.format(kind="systemd")}
[Unit]
Description=briefgen: what is due in {_literal(str(place.root))}

[Service]
Type=oneshot
WorkingDirectory={_literal(str(place.root))}
ExecStart={_word(place.python)} -m briefgen schedule run
"""


def _timer(place: Place) -> str:
    return f"""\
# {MARK.format(kind="systemd")}
[Unit]
Description=briefgen: looks what is due in {_literal(str(place.root))}

[Timer]
OnCalendar={CALENDAR}
Persistent=true

[Install]
WantedBy=timers.target
"""


def _literal(text: str) -> str:
    """A text that systemd takes as it is; “%” begins what it would replace."""
    return text.replace("%", "%%")


def _word(text: str) -> str:
    """One word of a systemd command."""
    escaped = _literal(text).replace("\\", "\\\\").replace('"', '\\"')
    return escaped if re.fullmatch(r"[\w/.%+@:,=-]+", escaped) else f'"{escaped}"'


# --- cron ------------------------------------------------------------------------------------------------------------


def crontab_block(place: Place) -> str:
    """The lines of a crontab, between two comments by which they are found again."""
    begin, end = crontab_marks(place)
    command = (
        f"cd {shlex.quote(str(place.root))} && {_variables(place)}{shlex.quote(place.python)} -m briefgen schedule run"
    )
    line = "*/15 * * * * " + command.replace("%", r"\%")  # to cron, a bare “%” ends the line
    return f"{begin}\n# {MARK.format(kind='cron')}\n{line}\n{end}\n"


def crontab_marks(place: Place) -> tuple[str, str]:
    """The lines before and after those of a project in a crontab."""
    return f"# {place.name}: begin", f"# {place.name}: end"


def _variables(place: Place) -> str:
    return f"DYLD_FALLBACK_LIBRARY_PATH={shlex.quote(place.libraries)} " if place.libraries else ""


# --- launchd ---------------------------------------------------------------------------------------------------------


def label(place: Place) -> str:
    """The name by which launchd knows a project."""
    return f"org.briefgen.{place.name.removeprefix('briefgen-')}"


def _property_list(place: Place) -> str:
    log = str(system.home() / "Library" / "Logs" / f"{place.name}.log")
    wanted = {
        "Label": label(place),
        "ProgramArguments": [place.python, "-m", "briefgen", "schedule", "run"],
        "WorkingDirectory": str(place.root),
        "StartCalendarInterval": [{"Minute": minute} for minute in (0, 15, 30, 45)],
        "RunAtLoad": True,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    if place.libraries:
        wanted["EnvironmentVariables"] = {"DYLD_FALLBACK_LIBRARY_PATH": place.libraries}
    head, rest = plistlib.dumps(wanted, sort_keys=False).decode().split("\n", 1)
    mark = MARK.format(kind="launchd").replace("--", "- -")  # two hyphens end a comment of XML
    return f"{head}\n<!-- {mark} -->\n{rest}"


# --- GitHub ----------------------------------------------------------------------------------------------------------


def _workflow(place: Place) -> str:
    group = "briefgen" if place.inside == "." else place.name
    text = (
        WORKFLOW.replace("MARK", MARK.format(kind="github")).replace("GROUP", group).replace("VERSION", place.version)
    )
    plain = re.fullmatch(r"[\w.-][\w./-]*", place.inside)
    return text.replace("FOLDER", place.inside if plain else "'" + place.inside.replace("'", "''") + "'")
