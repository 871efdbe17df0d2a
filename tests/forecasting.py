"""Small projects whose editions make forecasts and tell what came of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import projects

from briefgen import editions
from briefgen.model.edition import Edition
from briefgen.project import Project

HEAD = """\
title: A news agency reports on talks
date: {date}
marking: TLP:CLEAR
bottom_line: A news agency reports talks on aircraft.
claims:
  talks:
    text: A news agency reports that talks on aircraft have begun.
    claimant: The agency
    status: reported
    evidence: {{agency: talks on aircraft have begun}}
sources:
  agency: {{title: Talks begin, file: sources/agency.txt, publisher: The agency, published: 2024-01-01, retrieved: 2024-01-01}}
judgements:
"""


def judged(id_: str, likelihood: str = "likely", by: str = "2024-03-31", *, event: str = "", **more: str) -> str:
    """A judgement as YAML; `more` are further keys, such as `outcome`."""
    last = datetime.date.fromisoformat(by)
    day = f"{last.day} {last:%B %Y}"
    lines = [
        f"  {id_}:",
        f"    text: It is {likelihood} that {event or id_} comes about by {day}.",
        f"    likelihood: {likelihood}",
        f"    by: {by}",
        "    confidence: low",
        "    because: One agency.",
        "    based_on: [talks]",
        *(f"    {key}: {value}" for key, value in more.items()),
    ]
    return "\n".join(lines) + "\n"


def known(result: str, date: str) -> str:
    """An outcome as YAML."""
    return f"{{result: {result}, date: {date}, based_on: [talks]}}"


def project(root: Path, today: str = "2024-12-31") -> Project:
    """A project without briefs, whose memos are quick to make."""
    projects.write(root, {"briefgen.yaml": "defaults: {language: en, audiences: analyst}\n"})
    projects.write(root, {"briefs/sources/agency.txt": projects.AGENCY})
    return Project(root, datetime.date.fromisoformat(today))


def stand(
    made: Project, date: str, *judgements: str, name: str = "memo", withdrawn: Mapping[str, str] | None = None
) -> Path:
    """Writes a brief as it stands on a day."""
    gone = f"withdrawn: {{{', '.join(f'{id_}: {why}' for id_, why in withdrawn.items())}}}\n" if withdrawn else ""
    file = made.root / "briefs" / f"{name}.yaml"
    file.write_text(HEAD.format(date=date) + "".join(judgements) + gone, encoding="utf-8")
    return file


def freeze(made: Project, date: str, *judgements: str, **more: object) -> Edition:
    """Writes a brief as it stands on a day, and freezes it."""
    return editions.freeze(stand(made, date, *judgements, **more), made)
