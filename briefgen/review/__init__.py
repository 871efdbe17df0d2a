"""The reviewer's page: everything that an editor needs to clear a brief, in one file that asks nothing of anybody.

    entries    each thing of a brief with its texts, evidence, findings and waivers
    extracts   a quote within its archived text, and how it differs where it is not verbatim

What stands on the page is a value (`model.review`), and `render.review` makes its HTML.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

from briefgen import standards, write
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.load import load
from briefgen.load.words import MARKING_SCHEME
from briefgen.model.review import Review, Told
from briefgen.project import Project
from briefgen.render import review as rendering
from briefgen.review.entries import Collected
from briefgen.write import web


@dataclasses.dataclass(frozen=True, slots=True)
class Checked:
    """A brief that was checked, and what is to be told of it. `message` says what kept it from being checked, else None."""

    brief: Path
    findings: Sequence[Diagnostic]
    level: Severity
    message: str | None = None


def review(checked: Checked, project: Project) -> Review:
    """All there is to say of one brief. Of one that could not be checked, its findings alone."""
    collected = Collected(load(checked.brief, project), checked.findings) if checked.message is None else None
    return Review(
        name=checked.brief.stem,
        file=project.shown(checked.brief),
        sha256=hashlib.sha256(project.read_bytes(checked.brief)).hexdigest() if collected else None,
        checked=project.today,
        level=checked.level,
        told=collected.told if collected else tuple(_bare(checked.findings)),
        reviewed=collected.reviewed() if collected else None,
        message=checked.message,
    )


def page(reviews: Sequence[Review], project: Project, *, narrowed: bool = False) -> bytes:
    """The page of these reviews, as one self-contained file. `narrowed`: not every finding is among them.

    Templates and styles are those of the folder `review`, the project's before the shipped ones. Raises TemplateFailed.
    """
    scheme = standards.marking_scheme(MARKING_SCHEME)
    html, base_url = rendering.render(reviews, scheme, project, narrowed=narrowed)
    document = write.Document(html, base_url, lambda path: project.read_bytes(Path(path)))
    return web.web_page(document).write()


def _bare(findings: Sequence[Diagnostic]) -> list[Told]:
    return [Told(number, finding, None) for number, finding in enumerate(findings, 1)]
