"""Projects that a test makes up, and what loading their brief tells."""

import datetime

import pytest

from briefgen.errors import InvalidBrief
from briefgen.load import load
from briefgen.project import Project

TODAY = datetime.date(2026, 11, 23)
HEAD = "title: T\ndate: 2024-01-19\n"


def project_of(folder, files):
    """A project of these files: path → text or bytes."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Project(folder, TODAY)


def loaded(folder, text, files=None, **options):
    """What a brief of this text gives."""
    project = project_of(folder, {"briefs/b.yaml": text, **(files or {})})
    return load(folder / "briefs" / "b.yaml", project, **options)


def refused(folder, text, files=None, **options):
    """The diagnostics of a brief that does not load."""
    with pytest.raises(InvalidBrief) as caught:
        loaded(folder, text, files, **options)
    assert any(finding.severity == "error" for finding in caught.value.diagnostics)
    return caught.value.diagnostics


def places(findings):
    """Code, line and column of each; of what does not stand in the brief the file too."""
    return [
        f"{finding.code} {at.line}:{at.column}" + ("" if at.file == "briefs/b.yaml" else f" {at.file}")
        for finding in findings
        if (at := finding.location)
    ]


def marked(finding):
    """The words under the carets."""
    at = finding.location
    end = at.end_column if at.end_line == at.line else len(at.excerpt) + 1
    return at.excerpt[at.column - 1 : end - 1]
