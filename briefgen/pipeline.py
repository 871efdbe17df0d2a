"""A build, from the brief's file to the memos: the stages in their order. Read this first.

    load ──> check ──> tailor ──> check ──> render ──> lay out ──> check ──> write
    Loaded   brief     TailoredBrief        Rendered   LaidMemo    page      Written

A brief that does not load makes no memo. One with findings at the fatal level is made as a draft. Lost content, a statement
without its status or speaker, or a text above the audience's ceiling, publishes nothing.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from briefgen import approvals, fitting, i18n, record, render, since, standards, wordlists, write
from briefgen import check as checks
from briefgen.diagnostics import Diagnostic, Severity, fatal, ordered
from briefgen.errors import ProjectError
from briefgen.load import house
from briefgen.load import load as load_brief
from briefgen.load.audiences import audience as load_audience
from briefgen.load.words import DEFAULT_SCALE, MARKING_SCHEME
from briefgen.model import patterns
from briefgen.model.audience import Audience
from briefgen.model.changes import Change, things
from briefgen.model.results import (
    BuildRequest,
    Built,
    Finished,
    Laid,
    LaidMemo,
    Loaded,
    Made,
    Medium,
    Rendered,
    TailoredBrief,
    Written,
)
from briefgen.placing import place_together
from briefgen.project import Project
from briefgen.source_map import SourceMap
from briefgen.tailor import naming, tailor

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


def make(request: BuildRequest, project: Project) -> Made:
    """What `build` would put down and tell, byte for byte, with nothing put down or recorded. Raises as `build` does."""
    line = _Line(request, project)
    memos = tuple(line.finished(memo) for audience in line.audiences for memo in line.memos(audience))
    return Made(line.loaded, tuple(line.own_audiences()), memos, line.findings())


def tailored_for(brief: Path, audience: str, project: Project) -> TailoredBrief:
    """What one audience gets of a brief, with a decision on each thing. Raises as `build` does.

    It is laid out only where a page budget decides on what it gets.
    """
    line = _Line(BuildRequest(brief, audiences=(audience,)), project)
    return line.fitted(line.audiences[0])


class _Memo(NamedTuple):
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
        self.loaded: Loaded = _as_asked(load_brief(request.brief, project, date=request.date), request)
        self.scheme = standards.marking_scheme(MARKING_SCHEME)
        self.level = Severity(request.fatal or project.settings.fatal)
        self.own_language = self.loaded.brief.language or i18n.DEFAULT_TAG
        self.settings = checks.settings(project.settings.severity, project.settings.ignore)
        self.words = wordlists.load(self.own_language, project.settings.words)
        self.scale = standards.scale(self.loaded.brief.scale or DEFAULT_SCALE)
        self.last = since.last(self.loaded, project, request.date)
        self._first_made = since.first_made(self.loaded, project, request.date) if self.last else {}
        self._found = checks.judged(self.loaded.diagnostics, self.loaded.brief, self._context())
        self._found += self._of_the_house()
        self._found += self._check(self.loaded.brief, "brief")
        self._most: dict[str, int] = {}
        self.audiences = [self._audience(name) for name in self._audience_names()]
        self._require_names_apart()

    @functools.cached_property
    def writers(self) -> list[write.Writer]:
        """The formats asked for; loaded when the first memo is made."""
        return write.chosen(self.request.formats, mail=self.project.settings.mail is not None)

    @functools.cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the last edition; empty where there is none."""
        return since.changes(self.last.brief, self.loaded.brief, self.scale) if self.last else ()

    def _audience_names(self) -> Iterable[str]:
        return self.request.audiences or self.own_audiences()

    def own_audiences(self) -> Iterable[str]:
        """The audiences that memos are made for unless others are asked for."""
        return self.loaded.brief.audiences or self.project.audience_names()

    def _require_names_apart(self) -> None:
        """Two memos never take the same place."""
        taken: dict[str, str] = {}
        for audience in self.audiences:
            name = self._file_name(audience).casefold()  # to some systems, capitals make no other file
            if (other := taken.setdefault(name, audience.name)) != audience.name:
                message = (
                    f"the memos of {other} and {audience.name} would have the same name: {self._file_name(audience)}"
                )
                raise ProjectError(message, "put {audience} into the `file_name:` of one of them")

    def _language(self, audience: Audience) -> str:
        return self.request.language or audience.language or self.own_language

    def _audience(self, name: str) -> Audience:
        audience = load_audience(name, self.project)
        if audience.drops and audience.fuller is not None:
            self._require_fuller(audience, load_audience(audience.fuller, self.project))
        return audience

    def _require_fuller(self, audience: Audience, fuller: Audience) -> None:
        """Raises ProjectError where that is none whose memo readers of this one may have, and find there what has gone."""
        named = f"the audience “{audience.name}” names “{fuller.name}” as the fuller version"
        if not self.scheme.allows(audience.ceiling, fuller.ceiling):
            hint = f"its readers may not have such a memo, nor know of it: name one up to {audience.ceiling}, or none"
            raise ProjectError(f"{named}, whose ceiling {fuller.ceiling} is above its own", hint)
        if fuller.drops:
            hint = "name one that has no page budget, or `fit: report`"
            raise ProjectError(f"{named}, which leaves out items for space itself", hint)

    def tailored(self, audience: Audience, without: Iterable[str] = ()) -> TailoredBrief:
        """What this audience gets; its findings are kept."""
        tailored = self._tailor(audience, without)
        self._found += self._check(tailored, "tailored", audience)
        return tailored

    def fitted(self, audience: Audience) -> TailoredBrief:
        """The same as its memos hold, without what its page budget has no room for."""
        tailored = self.tailored(audience)
        in_excess = () if self._withheld(audience) else self._in_excess(tailored, (), self._fatal(audience))
        return self._tailor(audience, in_excess) if in_excess or audience.name in self._most else tailored

    def _tailor(self, audience: Audience, without: Iterable[str] = ()) -> TailoredBrief:
        """What this audience gets, with the name of its fuller version where this brief has that and it prints what is gone."""
        whole = self.loaded.brief
        bare = tailor(self.loaded.name, whole, audience, self.scheme, without)
        told = since.shown(bare, whole, self.last, self.scheme, self.scale)
        release = approvals.release(told, self.project, frozen=self.request.frozen)
        tailored = dataclasses.replace(told, release=release)
        if audience.name in self._most:
            tailored = since.shortened(tailored, self._most[audience.name])
        lacks = tailored.left_out or tailored.untold
        if not lacks or audience.fuller is None or audience.fuller not in self.own_audiences():
            return tailored
        fuller = load_audience(audience.fuller, self.project)
        return (
            naming(tailored, self._tailor(fuller)) if self.scheme.allows(audience.ceiling, fuller.ceiling) else tailored
        )

    def memos(self, audience: Audience) -> list[_Memo]:
        """The audience's memo in every format, as drafts where something fatal was found; none where it is withheld."""
        tailored = self.tailored(audience)
        if self._withheld(audience):
            return []
        before = self._fatal(audience)
        memos = [self._memo(tailored, writer, before) for writer in self.writers]
        in_excess = self._in_excess(tailored, memos, before)
        if audience.name in self._most or (in_excess and audience.drops):
            tailored = self.tailored(audience, in_excess if audience.drops else ())
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
        """What would have to go for the page budget, once what changed is told of as few things as that takes.

        Where the budget decides what is shown, pages nobody asked for are laid out.
        """
        laid = next((memo.prepared.laid for memo in memos if memo.prepared.laid), None)
        audience, asked = tailored.audience, laid is not None
        if audience.max_pages is None or not (asked or audience.drops or things(tailored.changes or ())):
            return ()
        from briefgen.write import pdf  # noqa: PLC0415 - a check without pages needs no format

        def lay_out(without: Iterable[str] = ()) -> Laid:
            return pdf.layout(self._document(self._rendered(self._tailor(audience, without), "print", errors))).laid

        def lay_out_shorter(most: int) -> Laid:
            self._most[audience.name] = most
            return lay_out()

        laid = laid or lay_out()
        most = fitting.changes_told(tailored, laid, lay_out_shorter)
        if most is not None:
            laid = lay_out_shorter(most)
        return fitting.in_excess(tailored, laid, lay_out) if asked or audience.drops else ()

    def _judge(self, memo: _Memo, in_excess: tuple[str, ...]) -> None:
        audience = memo.tailored.audience
        value = laid_memo(memo.rendered, memo.writer, memo.prepared, in_excess)
        self._found += checks.judged(memo.rendered.findings, self.loaded.brief, self._context(audience))
        self._found += self._check(value, "page", audience)

    def _rendered(self, tailored: TailoredBrief, medium: Medium, errors: int) -> Rendered:
        language = i18n.Language.load(self._language(tailored.audience))
        return render.render(tailored, language, self.project, medium=medium, draft=errors or None)

    def _document(self, rendered: Rendered) -> write.Document:
        return document(rendered, self.project)

    def finished(self, memo: _Memo) -> Finished:
        """The memo with the name that its file would have."""
        name = self._target(memo.tailored.audience, memo.writer, draft=memo.draft).name
        return Finished(memo.tailored.audience.name, memo.writer.format, name, memo.content, memo.draft)

    def placed(self, memo: _Memo) -> Written:
        """The memo's file, in its place."""
        target = self._target(memo.tailored.audience, memo.writer, draft=memo.draft)
        files = {target: memo.content}
        if self.request.keep_html and memo.writer.medium == "print":
            from briefgen.write import web  # noqa: PLC0415 - a check without pages needs no format

            files[target.with_suffix(".print.html")] = web.print_page(self._document(memo.rendered)).encode()
        place_together(files)
        if not memo.draft:
            self._target(memo.tailored.audience, memo.writer, draft=True).unlink(missing_ok=True)
        return write.written(target, memo.content, memo.writer, memo.prepared, memo.tailored)

    def outdated(self, files: Iterable[Written]) -> tuple[Path, ...]:
        """Clean memos of an earlier build for whose place this one made nothing."""
        placed = {file.path for file in files}
        targets = [
            self._target(audience, writer, draft=False) for audience in self.audiences for writer in self.writers
        ]
        return tuple(target for target in targets if target not in placed and target.exists())

    def _target(self, audience: Audience, writer: write.Writer, *, draft: bool) -> Path:
        folder = (self.request.output or self.project.root / "output") / self.loaded.name
        return folder / f"{self._file_name(audience)}{'_draft' if draft else ''}{writer.suffix}"

    def _file_name(self, audience: Audience) -> str:
        """The name of an audience's memos, without `_draft` and the ending."""
        brief, language, pattern = self.loaded.brief, self._language(audience), audience.file_name
        day = brief.date
        values = {
            "brief": self.loaded.name,
            "date": day.isoformat(),
            "year": f"{day:%Y}",
            "month": f"{day:%m}",
            "day": f"{day:%d}",
            "week": patterns.iso_week(day),
            "number": str(brief.number),
            "audience": audience.name,
            "language": language,
        }
        added = "" if language == self.own_language or "{language}" in pattern else f"_{language}"
        return patterns.filled(pattern, values) + added

    # --- findings ----------------------------------------------------------------------------------------------------

    def _of_the_house(self) -> list[Diagnostic]:
        """The findings of the project file."""
        require = house.require_style if self.request.frozen else house.require
        require(self.project)
        found = checks.check(self.project.settings, "project", self._context())
        return [SourceMap(self.project.tree).locate(finding) for finding in found] if self.project.tree else []

    def _check(self, value: checks.Value, stage: checks.Stage, audience: Audience | None = None) -> list[Diagnostic]:
        """The findings of a stage with their places. A tailored brief holds no waivers: those of the whole brief count."""
        context = self._context(audience)
        found = checks.check(value, stage, context)
        if audience is not None:
            found = checks.judged(found, self.loaded.brief, context)
        return [self.loaded.source_map.locate(finding) for finding in found]

    def _context(self, audience: Audience | None = None) -> checks.CheckContext:
        return checks.CheckContext(
            self.loaded.archives,
            self.scheme.rank,
            audience.name if audience else None,
            self.settings,
            self.words,
            self.scale,
            self.last.brief if self.last else None,
            self.changes,
            self._first_made,
        )

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
    marking = rendered.tailored.marking
    return write.Document(rendered.html, rendered.base_url, lambda path: project.read_bytes(Path(path)), marking)


def laid_memo(
    rendered: Rendered, writer: write.Writer, prepared: write.Prepared, in_excess: tuple[str, ...] = ()
) -> LaidMemo:
    """What the checks judge of a memo that is laid out and written."""
    from briefgen.write import elements, spoken, web  # noqa: PLC0415 - a check without pages needs no format

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
        cover=writer.medium == "mail",
    )


def _as_asked(loaded: Loaded, request: BuildRequest) -> Loaded:
    """The brief with the edition's number and the correction notice that the request names."""
    changes: dict[str, Any] = {}
    if request.number is not None:
        changes["number"] = request.number
    if request.carries is not None:
        changes |= {"carried": request.carries.date, "cutoff": request.carries.cutoff}
    if request.correction is not None:
        changes["corrections"] = (request.correction, *loaded.brief.corrections)
    return dataclasses.replace(loaded, brief=loaded.brief.model_copy(update=changes)) if changes else loaded
