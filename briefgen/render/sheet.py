"""One brief on the reviewer's page: what its things are called, what is told of each, and what it rests on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from markupsafe import Markup, escape

from briefgen.diagnostics import Diagnostic
from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.audience import Audience
from briefgen.model.base import UNKNOWN
from briefgen.model.brief import TREATY_ID, Brief
from briefgen.model.figures import Figure
from briefgen.model.items import Actor, Event, Judgement, Section, Source
from briefgen.model.results import SourceBase, TailoredBrief
from briefgen.model.review import Entry, Review, Reviewed, Row, Told, Worded
from briefgen.model.statement import Response, Statement
from briefgen.model.subjects import Facet, Treaty
from briefgen.render.charts import picture_uri
from briefgen.render.facts import Facts
from briefgen.render.marked import Mark, marked_html
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words
from briefgen.text import citations

KINDS = ("error", "warning", "info", "waived")
"""What a finding can be, in the order in which they are told."""

_HEADLINES = ("title", "bottom_line", "so_what")
_NUMBERED = {
    "judgements": "phrase.judgement_number",
    "claims": "phrase.claim_number",
    "arms_deals": "phrase.deal_number",
    "figures": "phrase.figure_number",
    "sources": "phrase.source_number",
}
_COUNTED = {
    "watch": "field.indicator",
    "timeline": "field.event",
    "gaps": "review.question",
    "withdrawn": "review.withdrawn",
    "corrections": "review.correction",
}
_OF_FIELD = {
    "assumptions": "assumes",
    "change": "why",
    "person": "name",
    "aliases": "also_known_as",
    "offices": "office",
    "points": None,
    "text": None,
    "meaning": None,
}
"""The label of a text where it is not that of its field; None: the text stands without one."""
_OF_ACTOR = frozenset({"person", "body", "office", "offices"})
_LONGEST_NAME = 34
"""Characters of a source's name beside each of its quotations; the whole name stands among the sources."""
_ASSERTS_NOTHING = {"gaps": "question", "watch": "indicator"}


def kind(told: Told) -> str:
    """How a finding is told: by its severity, or that it was let pass."""
    return "waived" if told.finding.waived is not None else str(told.finding.severity)


@dataclasses.dataclass(frozen=True, slots=True)
class Basis:
    """What a text rests on or cites: its name and link, with its standing or its likelihood."""

    name: str
    href: str
    standing: Standing | None
    likelihood: str = ""


class Sheet:
    """One brief that could be checked, as the template sees it. `number` is its place on the page."""

    def __init__(self, review: Review, number: int, words: Words) -> None:
        if review.reviewed is None:  # pragma: no cover - the template asks first
            raise ValueError(f"{review.name} could not be checked")
        self.review, self.reviewed, self._number, self._words = review, review.reviewed, number, words
        self.brief = _with_all_treaties(review.reviewed)
        self.standings = Standings(_as_tailored(review, self.brief), words)
        self._facts = Facts(self.brief, self.standings, words, self.links)
        own = Language.load(self.brief.language or DEFAULT_TAG)
        self.lang = own.tag if own.tag != words.language.tag else ""
        self.direction = own.direction
        self._codes = {told.number: told for told in review.told}
        self._numbers = {
            entry.key: place
            for collection in (*_NUMBERED, *_COUNTED)
            for place, entry in enumerate(self._of(collection), 1)
        }

    def _of(self, collection: str) -> list[Entry]:
        return [entry for entry in self.reviewed.names.values() if entry.collection == collection]

    # --- names and links ---------------------------------------------------------------------------------------------

    def anchor(self, key: str | int) -> str:
        """The id on the page of an entry by its key, or of a finding by its number; no id of an item is like another's."""
        if isinstance(key, int):
            return f"b{self._number}-f-{key}"
        return f"b{self._number}-t{key.replace('.', '-')}" if key.startswith(".") else f"b{self._number}-i-{key}"

    def called(self, key: str) -> str:
        """What an entry is called, by its key: “Claim 2”, “Bottom line”, “Actors: kremlin”."""
        entry, label = self.reviewed.names[key], self._words.label
        collection, record = entry.collection, entry.record
        if collection in _NUMBERED:
            return label(_NUMBERED[collection], number=self._numbers[key])
        if collection in _HEADLINES:
            return label("section.bottom_line" if collection == "bottom_line" else f"field.{collection}")
        if isinstance(record, Treaty):
            return label("section.treaty") if key == TREATY_ID else self._words.isolate(record.name)
        if isinstance(record, Actor):
            return self.standings.actor(key).name
        if collection in _COUNTED:
            return f"{label(_COUNTED[collection])} {self._words.language.number(self._numbers[key])}"
        return self._words.isolate(record.title if isinstance(record, Section) else entry.name)

    def groups(self) -> list[tuple[str, str, list[Entry]]]:
        """The entries by collection, in order: an id, a heading, and those that belong there."""
        found: dict[str, list[Entry]] = {}
        for entry in self.reviewed.entries:
            found.setdefault("headline" if entry.collection in _HEADLINES else entry.collection, []).append(entry)
        return [(name, self._heading(name, len(those)), those) for name, those in found.items()]

    def _heading(self, name: str, count: int) -> str:
        if name in ("headline", "withdrawn"):
            return self._words.label(f"review.{name}")
        return self._words.label("section.treaty" if name == "treaties" and count == 1 else f"section.{name}")

    def finding(self, number: int) -> Diagnostic:
        """A finding by its number."""
        return self._codes[number].finding

    @staticmethod
    def kind(told: Told) -> str:
        """How a finding is told: by its severity, or that it was let pass."""
        return kind(told)

    # --- words -------------------------------------------------------------------------------------------------------

    def said(self, row: Row) -> list[Markup]:
        """What the row is about, in the words of the brief."""
        return [self._html(worded) for worded in row.words if not self._label(worded)]

    def further(self, row: Row) -> list[tuple[str, Markup]]:
        """The other texts of a row, such as comments, each with its label. An actor's name and offices stand above."""
        told = [worded for worded in row.words if worded.marked or not _OF_ACTOR.intersection(worded.field[:1])]
        return [(called, self._html(worded)) for worded in told if (called := self._label(worded))]

    def _html(self, worded: Worded) -> Markup:
        if worded.text == UNKNOWN:
            return escape(self._words.label("phrase.unknown"))
        return marked_html(worded, self._marks(worded), self._cited)

    def _label(self, worded: Worded) -> str:
        names = [part for part in worded.field if isinstance(part, str)]
        if not names:
            return ""
        if "short" in names:
            audience = names[-1]
            return self._words.label("review.shorter" if audience == "*" else "review.shorter_for", audience=audience)
        name = names[0] if names[0] in _OF_FIELD else names[-1]
        field = _OF_FIELD.get(name, name)
        return self._words.label(f"field.{field}") if field else ""

    def _marks(self, worded: Worded) -> list[Mark]:
        found = []
        for span, number in worded.marked:
            told = self._codes[number]
            opening = Markup('<u class="fault" data-kind="{}">').format(kind(told))
            behind = Markup('<a class="code" href="#{}">{}</a>').format(self.anchor(number), told.finding.code)
            found.append(Mark(span, opening, behind))
        return found

    def _cited(self, ids: tuple[str, ...]) -> Markup:
        return Markup(" ").join(map(self.link, ids))

    def link(self, id_: str) -> Markup:
        """A link to a thing by its id; its id alone where there is no such thing."""
        if id_ not in self.reviewed.names:
            return Markup('<span class="ref">[{}]</span>').format(id_)
        return Markup('<a class="ref" href="#{}">[{}]</a>').format(self.anchor(id_), self.called(id_))

    def links(self, ids: Iterable[str]) -> Markup:
        """Links to things, one after the other."""
        return Markup(" ").join(map(self.link, ids))

    @staticmethod
    def picture(row: Row) -> tuple[str, str]:
        """The picture of a figure as a data: URI, and its words; both empty for anything else."""
        figure = row.record if isinstance(row.record, Figure) else None
        return (picture_uri(figure), figure.alt or figure.text) if figure else ("", "")

    # --- what a thing rests on ---------------------------------------------------------------------------------------

    def standing(self, entry: Entry, row: Row) -> Standing | None:
        """Status and speaker of a statement, or of a part of it that has its own; None for anything else."""
        if isinstance(row.record, Statement):
            return self.standings.standing(row.record)
        if isinstance(row.record, Facet) and isinstance(entry.record, Statement):
            return self.standings.departing(row.record, entry.record)
        return None

    def bases(self, row: Row) -> list[Basis]:
        """What the thing is based on, and what its texts cite, each once."""
        ids = list(getattr(row.record, "based_on", ()))
        for worded in row.words:
            if worded.form in ("inline", "block"):
                ids += [id_ for cited in citations(worded.text, block=worded.form == "block") for id_ in cited.ids]
        return [self._basis(id_) for id_ in dict.fromkeys(ids) if id_ in self.reviewed.names]

    def _basis(self, id_: str) -> Basis:
        record, href = self.reviewed.names[id_].record, f"#{self.anchor(id_)}"
        if isinstance(record, Statement):
            return Basis(self.called(id_), href, self.standings.standing(record))
        likelihood = self._facts.likelihood(record) if isinstance(record, Judgement) else ""
        return Basis(self.called(id_), href, None, likelihood)

    def why_none(self, entry: Entry, row: Row) -> str:
        """Why a text stands without evidence; empty where it has some, or something that it is based on."""
        if row.field or row.quoted or self.bases(row) or entry.collection in ("actors", "sources"):
            return ""
        if entry.collection in _ASSERTS_NOTHING:
            return self._words.label(f"review.why.{_ASSERTS_NOTHING[entry.collection]}")
        if getattr(row.record, "desk", False):
            return self._words.label("review.why.desk")
        missing = isinstance(row.record, (Statement, Judgement, Event))
        return self._words.label("review.why.missing" if missing else "review.why.own")

    # --- sources -----------------------------------------------------------------------------------------------------

    def source_line(self, source: Source) -> str:
        """A source in a few words: who published it or what it is called, when, and how reliable it is."""
        named = source.publisher if source.publisher not in (None, UNKNOWN) else source.title
        when = self._words.when(source.published) if source.published else ""
        short = str(named) if len(str(named)) <= _LONGEST_NAME else f"{str(named)[:_LONGEST_NAME].rstrip()}…"
        return " ·\u00a0".join(filter(None, (self._words.isolate(short), when, str(source.reliability or ""))))

    def source_facts(self, source: Source) -> list[tuple[str, str]]:
        """What is told of a source: pairs of a label and a value."""
        label, told = self._words.label, []
        for name in ("kind", "publisher", "author", "published", "retrieved", "reliability", "upstream", "url"):
            value = getattr(source, name)
            if value is None:
                continue
            if value == UNKNOWN:
                shown = label("phrase.unknown")
            elif name == "kind":
                shown = label(f"source_kind.{value}")
            elif name in ("published", "retrieved"):
                shown = self._words.when(value)
            else:
                shown = f"{value}, {label(f'reliability.{value}')}" if name == "reliability" else value
            told.append((label(f"field.{name}"), self._words.isolate(shown)))
        return told

    def comment(self, entry: Entry) -> Markup:
        """The desk's remark on a source."""
        words = [worded for row in entry.rows for worded in row.words if worded.field == ("comment",)]
        return Markup(" ").join(map(self._html, words))

    # --- facts -------------------------------------------------------------------------------------------------------

    def facts(self, entry: Entry, row: Row) -> list[tuple[str, str]]:
        """What is told of a thing besides its words: pairs of a label and a value."""
        told = [*self._facts.of(row.record), *(() if row.field else self._facts.of_whole(entry, self.reviewed.usual))]
        return [(self._words.label(name if "." in name else f"field.{name}"), value) for name, value in told if value]

    def title(self, row: Row) -> str:
        """What a part of a thing is called: “Signing”, “Response: the Kremlin”; empty for the thing itself."""
        field, label = row.field, self._words.label
        if not field:
            return ""
        if isinstance(row.record, Response):
            return f"{label('field.response')}: {self._facts.answer(str(field[-1]), row.record)}"
        if field[0] != "history":
            return label(f"field.{field[0]}")
        state = self._words.capital(label(f"treaty_state.{field[1]}.label"))
        party = self.standings.actor(str(field[3])).name if len(field) > 3 else ""
        return label("phrase.party_date", party=state, date=party) if party else state


def _with_all_treaties(reviewed: Reviewed) -> Brief:
    """The brief with all its treaties in one place, as a tailored brief has them."""
    brief = reviewed.brief
    return brief.model_copy(update={"treaty": None, "treaties": brief.all_treaties})


def _as_tailored(review: Review, brief: Brief) -> TailoredBrief:
    """The brief as it is, for an audience that gets everything: speakers and statuses are told of a tailored one."""
    everything = Audience(title=review.name, ceiling=brief.marking or "", sections=())
    return TailoredBrief(review.name, brief, everything, "", {}, (), {}, SourceBase(0, 0, 0), ())
