"""A build, from the brief's file to the memos: the stages in their order. Read this first.

    load ──> check ──> tailor ──> check ──> render ──> lay out ──> check ──> write
    Loaded   brief     TailoredBrief        Rendered   LaidMemo    page      Written

A brief that does not load makes no memo. One with findings at the fatal level is made as a draft. Lost content, a statement
without its status or speaker, or a text above the audience's ceiling, publishes nothing.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen import check as checks
from briefgen import fitting, i18n, record, render, standards, wordlists, write
from briefgen.diagnostics import Diagnostic, Severity, fatal, ordered
from briefgen.errors import NotFound, ProjectError, did_you_mean
from briefgen.load import load as load_brief
from briefgen.load.words import DEFAULT_SCALE, MARKING_SCHEME
from briefgen.model.audience import Audience
from briefgen.model.results import BuildRequest, Built, Laid, LaidMemo, Loaded, Rendered, TailoredBrief, Written
from briefgen.placing import place_together
from briefgen.project import Project
from briefgen.tailor import tailor
from briefgen.write import elements, pdf, spoken, web

WITHHELD = frozenset({"M01", "P02", "P06"})
"""Findings with which a memo is not even made as a draft."""


def build(request: BuildRequest, project: Project) -> Built:
    """The memos of one brief, for every audience and format asked for, and everything found on the way.

    Raises InvalidBrief, TemplateFailed, OutputFailed, EngineMissing, NotFound.
    """
    line = _Line(request, project)
    memos = [memo for audience in line.audiences for memo in line.memos(audience)]
    files = [line.placed(memo) for memo in memos]
    record.keep_archives(line.loaded.archives.values(), project)
    return Built(line.loaded.name, tuple(files), line.findings(), line.is_draft, line.outdated(files))


def check(request: BuildRequest, project: Project, *, pages: bool = False) -> Built:
    """The findings of one brief without its memos; with `pages`, those of the layout too. Raises as `build` does."""
    line = _Line(request, project)
    for audience in line.audiences:
        if pages:
            line.memos(audience)
        else:
            line.tailored(audience)
    return Built(line.loaded.name, (), line.findings(), line.is_draft)


def tailored_for(brief: Path, audience: str, project: Project) -> TailoredBrief:
    """What one audience gets of a brief before it is laid out, with a decision on each thing. Raises as `build` does."""
    line = _Line(BuildRequest(brief, audiences=(audience,)), project)
    return line.tailored(line.audiences[0])


@dataclasses.dataclass(frozen=True, slots=True)
class _Memo:
    """One memo in one format, laid out and not yet put down. `html` is kept beside it where that was asked for."""

    tailored: TailoredBrief
    writer: write.Writer
    rendered: Rendered
    prepared: write.Prepared
    content: bytes
    draft: bool


class _Line:
    """One brief on its way through the stages."""

    def __init__(self, request: BuildRequest, project: Project) -> None:
        self.request, self.project = request, project
        self.loaded: Loaded = load_brief(request.brief, project, date=request.date)
        self.scheme = standards.marking_scheme(MARKING_SCHEME)
        self.level = Severity(request.fatal or project.settings.fatal)
        self.own_language = self.loaded.brief.language or i18n.DEFAULT_TAG
        self.language = request.language or self.own_language
        self.settings = checks.settings(project.settings.severity, project.settings.ignore)
        self.words = wordlists.load(self.own_language, project.settings.words)
        self.scale = standards.scale(self.loaded.brief.scale or DEFAULT_SCALE)
        self._found = checks.judged(self.loaded.diagnostics, self.loaded.brief, self._context())
        self._found += self._check(self.loaded.brief, "brief")
        self.audiences = [self._audience(name) for name in self._audience_names()]

    @functools.cached_property
    def writers(self) -> list[write.Writer]:
        """The formats asked for; loaded when the first memo is made."""
        return [_writer(name) for name in self.request.formats or write.formats()]

    def _audience_names(self) -> Iterable[str]:
        return self.request.audiences or self.loaded.brief.audiences or self.project.audience_names()

    def _audience(self, name: str) -> Audience:
        audience = self.project.audience(name)
        if audience.ceiling not in self.scheme.labels:
            hint = did_you_mean(audience.ceiling, tuple(self.scheme.labels))
            raise ProjectError(f"the audience “{name}” has a ceiling that is no marking: {audience.ceiling}", hint)
        return audience

    def tailored(self, audience: Audience, without: Iterable[str] = ()) -> TailoredBrief:
        """What this audience gets; its findings are kept."""
        tailored = self._tailor(audience, without)
        self._found += self._check(tailored, "tailored", audience)
        return tailored

    def _tailor(self, audience: Audience, without: Iterable[str]) -> TailoredBrief:
        return tailor(self.loaded.name, self.loaded.brief, audience, self.scheme, without)

    def memos(self, audience: Audience) -> list[_Memo]:
        """The audience's memo in every format, as drafts where something fatal was found; none where it is withheld."""
        tailored = self.tailored(audience)
        if self._withheld(audience):
            return []
        before = self._fatal(audience)
        memos = [self._memo(tailored, writer, before) for writer in self.writers]
        in_excess = self._in_excess(tailored, memos, before)
        if in_excess and audience.fit == "drop":
            tailored = self.tailored(audience, in_excess)
            memos = [self._memo(tailored, writer, before) for writer in self.writers]
        for memo in memos:
            self._judge(memo, in_excess)
        if self._withheld(audience):
            return []
        if (now := self._fatal(audience)) != before:  # the layout has found more: the pages must say how much
            memos = [self._memo(tailored, writer, now) for writer in self.writers]
        return memos

    def _memo(self, tailored: TailoredBrief, writer: write.Writer, errors: int) -> _Memo:
        rendered = self._rendered(tailored, writer.medium, errors)
        prepared = writer.prepare(self._document(rendered))
        return _Memo(tailored, writer, rendered, prepared, prepared.write(), bool(errors))

    def _in_excess(self, tailored: TailoredBrief, memos: Iterable[_Memo], errors: int) -> tuple[str, ...]:
        """What would have to go for the page budget. Where that decides what is shown, pages nobody asked for are laid out."""
        laid = next((memo.prepared.laid for memo in memos if memo.prepared.laid), None)
        audience = tailored.audience
        if audience.max_pages is None or (laid is None and audience.fit == "report"):
            return ()

        def lay_out(without: Iterable[str]) -> Laid:
            return pdf.layout(self._document(self._rendered(self._tailor(audience, without), "print", errors))).laid

        return fitting.in_excess(tailored, laid or lay_out(()), lay_out)

    def _judge(self, memo: _Memo, in_excess: tuple[str, ...]) -> None:
        audience = memo.tailored.audience
        value = laid_memo(memo.rendered, memo.writer, memo.prepared, in_excess)
        self._found += checks.judged(memo.rendered.findings, self.loaded.brief, self._context(audience))
        self._found += self._check(value, "page", audience)

    def _rendered(self, tailored: TailoredBrief, medium: write.Medium, errors: int) -> Rendered:
        language = i18n.Language.load(self.language)
        return render.render(tailored, language, self.project, medium=medium, draft=errors or None)

    def _document(self, rendered: Rendered) -> write.Document:
        return document(rendered, self.project)

    def placed(self, memo: _Memo) -> Written:
        """The memo's file, in its place."""
        target = self._target(memo.tailored.audience, memo.writer, draft=memo.draft)
        files = {target: memo.content}
        if self.request.keep_html and memo.writer.medium == "print":
            files[target.with_suffix(".print.html")] = web.print_page(self._document(memo.rendered)).encode()
        place_together(files)
        if not memo.draft:
            self._target(memo.tailored.audience, memo.writer, draft=True).unlink(missing_ok=True)
        return write.written(target, memo.content, memo.writer, memo.prepared)

    def outdated(self, files: Iterable[Written]) -> tuple[Path, ...]:
        """Clean memos of an earlier build for whose place this one made nothing."""
        placed = {file.path for file in files}
        targets = [
            self._target(audience, writer, draft=False) for audience in self.audiences for writer in self.writers
        ]
        return tuple(target for target in targets if target not in placed and target.exists())

    def _target(self, audience: Audience, writer: write.Writer, *, draft: bool) -> Path:
        folder = (self.request.output or self.project.root / "output") / self.loaded.name
        language = "" if self.language == self.own_language else f"_{self.language}"
        name = f"{self.loaded.name}_{self.loaded.brief.date.isoformat()}_{audience.name}{language}{'_draft' if draft else ''}"
        return folder / f"{name}{writer.suffix}"

    # --- findings ----------------------------------------------------------------------------------------------------

    def _check(self, value: checks.Value, stage: checks.Stage, audience: Audience | None = None) -> list[Diagnostic]:
        """The findings of a stage with their places. A tailored brief holds no waivers: those of the whole brief count."""
        context = self._context(audience)
        found = checks.check(value, stage, context)
        if audience is not None:
            found = checks.judged(found, self.loaded.brief, context)
        return [self.loaded.source_map.locate(finding) for finding in found]

    def _context(self, audience: Audience | None = None) -> checks.CheckContext:
        name = audience.name if audience else None
        return checks.CheckContext(self.loaded.archives, self.scheme.rank, name, self.settings, self.words, self.scale)

    def _of(self, audience: Audience) -> list[Diagnostic]:
        return [finding for finding in self._found if not finding.audiences or audience.name in finding.audiences]

    def _fatal(self, audience: Audience) -> int:
        return len(ordered(fatal(self._of(audience), self.level)))

    def _withheld(self, audience: Audience) -> bool:
        return any(finding.code in WITHHELD for finding in self._of(audience))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found so far, in order; what holds for several audiences is told once and names them."""
        return tuple(ordered(self._found))

    @property
    def is_draft(self) -> bool:
        """Whether anything was found at the fatal level."""
        return bool(fatal(self._found, self.level))


def document(rendered: Rendered, project: Project) -> write.Document:
    """A memo's HTML with the way to what it refers to."""
    return write.Document(rendered.html, rendered.base_url, lambda path: project.read_bytes(Path(path)))


def laid_memo(
    rendered: Rendered, writer: write.Writer, prepared: write.Prepared, in_excess: tuple[str, ...] = ()
) -> LaidMemo:
    """What the checks judge of a memo that is laid out and written."""
    laid, html = prepared.laid, rendered.html
    return LaidMemo(
        rendered.tailored,
        writer.format,
        laid,
        laid.texts if laid else web.item_texts(html),
        tuple(prepared.messages),
        in_excess,
        spoken.elements(html, rendered.medium),
        rendered.beside,
        laid.root if laid else elements.root(html),
    )


def _writer(name: str) -> write.Writer:
    formats: Mapping[str, write.Writer] = write.formats()
    if name not in formats:
        raise NotFound("format", name, formats)
    return formats[name]
