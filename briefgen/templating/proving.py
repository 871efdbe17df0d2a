"""Every template of an audience, rendered with fixtures in every medium and judged: what breaks, is lost, or is not there.

The fixtures are small fictional briefs at the edges of what a brief may be: one that says next to nothing, one that says
everything, one with endless words, one from right to left, one with every status. They ship with the package.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefgen import check as checks
from briefgen import i18n, pipeline, standards, wordlists, write
from briefgen.check.places import path_of
from briefgen.codes import finding
from briefgen.diagnostics import Diagnostic, Location, ordered
from briefgen.errors import TemplateFailed
from briefgen.load import load
from briefgen.load.words import DEFAULT_SCALE, MARKING_SCHEME
from briefgen.model.audience import Audience
from briefgen.model.results import EngineMessage, Loaded, TailoredBrief
from briefgen.project import Project, shipped
from briefgen.render import names, tracing
from briefgen.render.making import Making
from briefgen.tailor import tailor
from briefgen.write import elements

OF_THE_BRIEF = frozenset({"P01", "P05"})
"""Findings on pages that a template cannot help: the fixtures are not written for a page budget."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Seen:
    """A finding, and the fixture and format in which it was seen."""

    finding: Diagnostic
    fixture: str
    format: str


def fixtures() -> tuple[Path, ...]:
    """The briefs that templates are tried with, the one that says everything first."""
    found = sorted(shipped("fixtures").glob("*.yaml"))
    return tuple(sorted(found, key=lambda path: path.stem != "full"))


def prove(audience: Audience, project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates and styles of an audience. Raises EngineMissing."""
    proof = _Proof(audience.model_copy(update={"max_pages": None}), project)
    found = list(proof.unread())
    places = {(told.code, told.location) for told in found}
    for fixture in fixtures():
        for seen in proof.tried(fixture):
            if (seen.finding.code, seen.finding.location) not in places:  # else it was found without rendering
                proof.seen.append(seen)
    judged = [told for told in (*found, *_told(proof.seen)) if proof.settings.wants(told.code)]
    return tuple(ordered(dataclasses.replace(told, audiences=(audience.name,)) for told in judged))


class _Proof:
    """The trials of one audience. `seen` holds what they have brought so far."""

    def __init__(self, audience: Audience, project: Project) -> None:
        self.audience, self.project = audience, project
        self.settings = checks.settings(project.settings.severity, project.settings.ignore)
        self.scheme = standards.marking_scheme(MARKING_SCHEME)
        self.seen: list[_Seen] = []

    def unread(self) -> Iterator[Diagnostic]:
        """What can be told of the templates without rendering them."""
        _, tailored = self._tailored(fixtures()[0])
        making = Making(tailored, i18n.Language.load(i18n.DEFAULT_TAG), self.project, "print")
        return names.unknown(making.places, making.environment)

    def tried(self, fixture: Path) -> Iterator[_Seen]:
        """What is wrong with the memos of one fixture."""
        loaded, tailored = self._tailored(fixture)
        language = i18n.Language.load(loaded.brief.language or i18n.DEFAULT_TAG)
        for writer in write.formats().values():
            try:
                traced = tracing.traced(tailored, language, self.project, writer.medium)
            except TemplateFailed as error:
                yield from (_Seen(told, fixture.stem, writer.format) for told in error.diagnostics)
                continue
            for told in (*traced.rendered.findings, *_flaws(traced), *self._judged(loaded, traced, writer)):
                yield _Seen(told, fixture.stem, writer.format)

    def _tailored(self, fixture: Path) -> tuple[Loaded, TailoredBrief]:
        loaded = load(fixture, self.project)
        return loaded, tailor(loaded.name, loaded.brief, self.audience, self.scheme)

    def _judged(self, loaded: Loaded, traced: tracing.Traced, writer: write.Writer) -> Iterator[Diagnostic]:
        """What the checks of pages find, at the lines of templates where these print the texts that they name."""
        rendered = traced.rendered
        prepared = writer.prepare(pipeline.document(rendered, self.project))
        prepared.write()  # missing glyphs show only then
        laid = pipeline.laid_memo(rendered, writer, prepared)
        laid = dataclasses.replace(laid, messages=tuple(said for said in laid.messages if not _is_of_markup(said)))
        found = checks.check(laid, "page", self._context(loaded))
        where = _where(traced)
        for told in found:
            if told.code not in OF_THE_BRIEF:
                yield dataclasses.replace(told, path=(), span=None, on_key=False).at(where.get(told.path))

    def _context(self, loaded: Loaded) -> checks.CheckContext:
        words, scale = wordlists.load(loaded.brief.language or i18n.DEFAULT_TAG), loaded.brief.scale or DEFAULT_SCALE
        return checks.CheckContext(
            loaded.archives, self.scheme.rank, self.audience.name, self.settings, words, standards.scale(scale)
        )


def _is_of_markup(message: EngineMessage) -> bool:
    """Whether the engine says what the HTML itself tells, with its line."""
    return message.kind == "dead-anchor" or message.text.startswith("Anchor defined twice")


def _flaws(traced: tracing.Traced) -> Iterator[Diagnostic]:
    """What is not well built in the HTML."""
    for flaw in elements.flaws(traced.html):
        yield finding("J07", flaw.said, hint=flaw.hint, location=traced.location(flaw.at))


def _where(traced: tracing.Traced) -> Mapping[tuple[str | int, ...], Location | None]:
    """The place in the brief of each text that is printed → the line of a template that prints it first."""
    brief = traced.rendered.tailored.brief
    printed = elements.items(traced.html).items()
    return {path_of(brief, key): traced.location(at) for key, at in printed if key in traced.rendered.tailored.texts}


def _told(seen: Iterable[_Seen]) -> Iterator[Diagnostic]:
    """Each finding once for each line of a template, or of its kind where there is no line, with all that shows it."""
    groups: dict[object, list[_Seen]] = {}
    for one in seen:
        told = one.finding
        groups.setdefault((told.code, told.severity, told.location or _kind(told.message)), []).append(one)
    for those in groups.values():
        told, messages = those[0].finding, {_FORMAT.sub("", one.finding.message) for one in those}
        more = f"; {len(messages)} such in all" if len(messages) > 1 else ""
        hint = "\n".join(filter(None, (told.hint, f"seen with: {_shown(those)}")))
        yield dataclasses.replace(told, message=told.message + more, hint=hint)


_FORMAT = re.compile(r"^the (?:pdf|html|mail) ")


def _kind(message: str) -> str:
    """A message without the texts of a fixture that it names."""
    return re.sub("“[^”]*”", "“”", _FORMAT.sub("", message))


def _shown(those: Iterable[_Seen]) -> str:
    """The fixtures, and the format where it is only one."""
    fixtures_seen = dict.fromkeys(one.fixture for one in those)
    formats = {one.format for one in those}
    told = "every fixture" if len(fixtures_seen) == len(fixtures()) else ", ".join(fixtures_seen)
    return f"{told}, in {formats.pop()} only" if len(formats) == 1 else told
