"""Two texts of one brief side by side: whole, for the desk, or as one audience may see them; and the page of that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefgen import since, standards, write
from briefgen.load.words import DEFAULT_SCALE, MARKING_SCHEME
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.comparison import Comparison, Text
from briefgen.model.fields import leaves
from briefgen.model.statement import Restricted
from briefgen.project import Project
from briefgen.render import abreast
from briefgen.standards import MarkingScheme
from briefgen.tailor import tailor
from briefgen.tailor.markings import Markings
from briefgen.write import web


def whole(before: Text, now: Text, project: Project) -> Comparison:
    """Everything that changed from one text to the other."""
    scheme = standards.marking_scheme(MARKING_SCHEME)
    marking = scheme.highest([label for text in (before, now) for label in _markings(text.brief, scheme)])
    found = since.changes(before.brief, now.brief, standards.scale(now.brief.scale or DEFAULT_SCALE))
    return Comparison(before, now, found, marking, project.today)


def seen_by(audience: Audience, before: Text, now: Text, project: Project) -> Comparison:
    """What changed as an audience may see it: both texts are tailored for it, and nothing else is told."""
    scheme = standards.marking_scheme(MARKING_SCHEME)
    scale = standards.scale(now.brief.scale or DEFAULT_SCALE)
    tailored = tailor(now.name, now.brief, audience, scheme)
    found, earlier = since.seen(tailored, now.brief, before.brief, scheme, scale)
    labels = [tailored.marking, tailor(before.name, before.brief, audience, scheme).marking]
    texts = Text(before.name, earlier), Text(now.name, tailored.brief)
    return Comparison(*texts, found, scheme.highest(labels), project.today, audience.title)


def page(comparison: Comparison, project: Project) -> bytes:
    """The page of a comparison, as one self-contained file.

    Templates and styles are those of the folder `changes`, the project's before the shipped ones. Raises TemplateFailed.
    """
    html, base_url = abreast.render(comparison, standards.marking_scheme(MARKING_SCHEME), project)
    document = write.Document(html, base_url, lambda path: project.read_bytes(Path(path)))
    return web.web_page(document).write()


def _markings(brief: Brief, scheme: MarkingScheme) -> Iterator[str]:
    """The markings of everything that a brief holds, those of parts with one of their own too."""
    markings = Markings(brief, scheme)
    yield markings.of(Restricted()).marking
    yield from (markings.of(item).marking for _, item in brief.items())
    yield from (str(leaf.value) for leaf in leaves(brief) if not leaf.is_key and leaf.path[-1] == "marking")
