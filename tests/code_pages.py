"""The examples on the page of a code: whole projects, written down and checked."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections.abc import Sequence
from pathlib import Path

from briefgen import addressing, check, pipeline, since, standards, wordlists
from briefgen.channels import Setting
from briefgen.diagnostics import Diagnostic
from briefgen.errors import InvalidBrief, InvalidProject
from briefgen.load import house, load
from briefgen.load.audiences import audience as load_audience
from briefgen.model.results import BuildRequest, Loaded
from briefgen.project import Project

HEADINGS = ["What it does", "Why it matters", "Bad", "Good", "When to ignore", "Source"]
TODAY = datetime.date(2024, 1, 19)
MARKINGS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

_FENCE = re.compile(r"^```(?P<kind>[a-z]+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Example:
    """The brief of an example, and the files beside it: a block that names a file after its kind is one."""

    brief: str
    files: dict[str, str]


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.*)$", page, re.MULTILINE)


@functools.cache
def section(page: str, heading: str) -> str:
    return re.split(r"^## .*$", page, flags=re.MULTILINE)[headings(page).index(heading) + 1]


def example(page: str, heading: str) -> Example:
    blocks = list(_FENCE.finditer(section(page, heading)))
    (brief,) = (block["body"] for block in blocks if block["file"] is None)
    return Example(brief, {block["file"]: block["body"] for block in blocks if block["file"] is not None})


def context(
    loaded: Loaded, settings: check.Settings | None = None, project: Project | None = None
) -> check.CheckContext:
    brief, scale = loaded.brief, standards.scale(loaded.brief.scale or "icd203")
    last = since.last(loaded, project) if project else None
    return check.CheckContext(
        loaded.archives,
        MARKINGS.index,
        settings=settings or check.Settings(),
        words=wordlists.load(brief.language or "en"),
        scale=scale,
        last=last.brief if last else None,
        changes=since.changes(last.brief, brief, scale) if last else (),
    )


def write(folder: Path, given: Example) -> None:
    for name, body in {"brief.yaml": given.brief, **given.files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")


def read(folder: Path, given: Example) -> Loaded:
    write(folder, given)
    return load(folder / "brief.yaml", Project(folder, TODAY))


def findings(folder: Path, given: Example) -> Sequence[Diagnostic]:
    """What reading and checking find in an example, and nobody has waived."""
    try:
        loaded = read(folder, given)
        for name in loaded.brief.audiences:
            load_audience(name, Project(folder, TODAY))
        house.require(Project(folder, TODAY))
        made = Project(folder, TODAY)
        addressing.recipients(made, Setting(made.settings.mail, lambda _: None, str(folder), lambda _: None))
    except (InvalidBrief, InvalidProject) as error:
        return error.diagnostics
    found = [*loaded.diagnostics, *check.check(loaded.brief, "brief", context(loaded, project=Project(folder, TODAY)))]
    return [finding for finding in found if finding.waived is None]


def built(folder: Path, given: Example) -> Sequence[Diagnostic]:
    """What a whole build finds in an example, its pages laid out, for the audiences that its brief names."""
    write(folder, given)
    return pipeline.check(BuildRequest(folder / "brief.yaml"), Project(folder, TODAY), pages=True).diagnostics
