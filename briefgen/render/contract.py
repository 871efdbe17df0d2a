"""The version of what templates can rely on, and what a template says of the version that it was made for.

What the contract holds stands in docs/templates.md, which `tools/templates.py` makes from the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefgen.codes import finding
from briefgen.diagnostics import Diagnostic, Location
from briefgen.project import Project

CONTRACT = 1
"""Rises when a name, a macro or a block goes or changes its meaning. What is only added does not break a template."""

CHANGES: Mapping[int, str] = {}
"""What each version but the first took away or changed, in words for the author of a template."""

_MADE_FOR = re.compile(r"(?:\{#|/\*)(?:(?!#\}|\*/).)*?\bcontract:\s*(?P<number>\d+)\b", re.DOTALL)


def made_for(text: str) -> int | None:
    """The contract that a template or stylesheet states in the comment it begins with; None where it states none."""
    stated = _MADE_FOR.match(text.lstrip())
    return int(stated["number"]) if stated else None


def older(number: int, project: Project, file: Path) -> Diagnostic:
    """That a file was made for an older contract, and what has changed since."""
    since = [f"{version}: {CHANGES[version]}" for version in sorted(CHANGES) if number < version <= CONTRACT]
    hint = "\n".join(
        [*since, f"mend the file where that concerns it, and write `contract: {CONTRACT}` into its first line"]
    )
    message = f"made for contract {number} of templates, and {CONTRACT} holds now"
    return finding("J05", message, hint=hint, location=_stated(project, file))


def newer(number: int, project: Project, file: Path) -> Diagnostic:
    """That a file was made for a contract that is not known here."""
    message = f"made for contract {number} of templates; this briefgen has {CONTRACT}"
    hint = f"take a newer briefgen, or rewrite the file for contract {CONTRACT}: docs/templates.md"
    return finding("J06", message, hint=hint, location=_stated(project, file))


def _stated(project: Project, file: Path) -> Location:
    """Where a file says it."""
    text = project.read_text(file)
    found = re.search(r"contract:\s*\d+", text)
    begin, end = found.span() if found else (0, 0)
    line, column = text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)
    excerpt = text.split("\n")[line - 1]
    return Location(project.shown(file), line, column, line, column + end - begin, excerpt)
