"""Load: from a path to a brief, or to everything that keeps it from being one.

- merge        the brief's tree with what it `uses` and the project's defaults
- references   ids, references, citations, on the tree, so that a wrong key hides no wrong reference
- words        words that data files define: markings, scales, likelihoods, countries, languages, audiences
- archives     the archived texts of the sources, and the record of their sha256
- pictures     the pictures of its figures, read and made clean
- sources      the sources that a brief names, from its tree alone: for `briefgen source`
- repeats      which of these texts repeat one another
"""

from __future__ import annotations

import datetime
from pathlib import Path as FilePath

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic, Severity, ordered
from briefgen.errors import InvalidBrief, ProjectError
from briefgen.load import archives, merge, pictures, references, repeats, words
from briefgen.model.brief import Brief
from briefgen.model.results import Loaded
from briefgen.project import Project, unreadable
from briefgen.record import editions
from briefgen.source_map import SourceMap
from briefgen.yaml_source import MAX_FINDINGS, Node, parse


def load(path: FilePath, project: Project, *, date: datetime.date | None = None, number: int | None = None) -> Loaded:
    """The brief in this file. `date` stands for the brief's own date; `number` that of its edition, None: as the record says.

    Raises InvalidBrief with every diagnostic, and ProjectError where the file cannot be read at all.
    """
    name = project.shown(path)
    try:
        content = project.read_bytes(path)
    except OSError as error:
        raise ProjectError(f"{name} cannot be read: {unreadable(error)}") from error
    root, findings = parse(name, content)
    if root is None:
        raise InvalidBrief(f"{name} does not load", ordered(findings))
    whole = merge.complete(root, project)
    places = SourceMap(whole.root)
    brief, wrong = _typed(whole.root, project)
    if brief is not None:
        brief = brief if date is None else brief.model_copy(update={"date": date})
        wrong += _embargo(brief)
    findings = ordered([*findings, *whole.findings, *map(places.locate, wrong)])
    if brief is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidBrief(f"{name} does not load", _told(findings))
    number = editions.number_of(brief, path.stem, project) if number is None else number
    brief = brief.model_copy(update={"number": number})
    brief = pictures.read(brief, project, path.parent)
    found = archives.read(brief, project, path.parent, whole.origins)
    return Loaded(path.stem, repeats.found(brief, found), found, places, tuple(findings))


def _typed(root: Node, project: Project) -> tuple[Brief | None, list[Diagnostic]]:
    visits = typed.walk(root, Brief)
    brief, findings = typed.read(root, Brief, visits)
    return brief, [*findings, *references.check(visits), *words.check(root, visits, project)]


def _embargo(brief: Brief) -> list[Diagnostic]:
    if brief.embargo is None or brief.embargo.date() >= brief.date:
        return []
    hint = "an embargo ends on the brief's date or later"
    return [codes.finding("F05", "the embargo ends before the brief's date", path=("embargo",), hint=hint)]


def _told(findings: list[Diagnostic]) -> list[Diagnostic]:
    """All of them; of a great many the first, and that there are more."""
    if len(findings) <= MAX_FINDINGS:
        return findings
    last = findings[MAX_FINDINGS - 1]
    message = f"more than {MAX_FINDINGS} problems; those that follow are not told"
    return [
        *findings[:MAX_FINDINGS],
        codes.finding("Y04", message, hint="mend those above first", location=last.location),
    ]
