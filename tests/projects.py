"""Small projects in temporary folders, with a fixed date."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

from briefgen.project import Project

TODAY = datetime.date(2024, 1, 19)

SMALL = """\
title: An agency reports on talks; nothing is confirmed
date: 2024-01-19
marking: TLP:CLEAR
series: Weekly memo
contact: desk@example.org
bottom_line: A news agency reports talks on aircraft; the ministry has not commented [@talks].
claims:
  talks:
    text: Talks on aircraft have begun, the agency reports.
    claimant: The agency
    status: reported
    evidence: {agency: talks on aircraft have begun}
    responses: {The ministry: no-comment-reported}
  price:
    text: The agency reports that no price has been agreed.
    claimant: The agency
    status: reported
    evidence: {agency: no price has been agreed}
sources:
  agency: {title: Talks begin, file: sources/agency.txt, publisher: The agency, published: 2024-01-18}
"""

AGENCY = "Officials say that talks on aircraft have begun. It is understood that no price has been agreed yet.\n"


def project(root: Path, brief: str = SMALL, **files: str) -> Project:
    """A project with `briefs/memo.yaml`, its archive, and further files by their path."""
    write(root, {"briefgen.yaml": "defaults: {language: en}\n", "briefs/memo.yaml": brief})
    write(root, {"briefs/sources/agency.txt": AGENCY})
    write(root, files)
    return Project(root, TODAY)


def write(root: Path, files: dict[str, str]) -> None:
    """Files by their path, made with their folders; text is dedented."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text), encoding="utf-8")
