"""What a template can call. Decisions were taken when the brief was tailored; here things are named and formatted."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefgen import standards
from briefgen.i18n import Language
from briefgen.model.audience import SectionName
from briefgen.model.figures import Figure
from briefgen.model.results import Beside, TailoredBrief
from briefgen.model.statement import Restricted
from briefgen.model.vocabulary import FIRM
from briefgen.render.beside import beside
from briefgen.render.changed import Changes
from briefgen.render.charts import Chart, chart_of, picture_uri
from briefgen.render.figures import Figures
from briefgen.render.house import House
from briefgen.render.looks import styles
from briefgen.render.prose import Paragraph, paragraphs
from briefgen.render.references import References, content_language
from briefgen.render.standing import Standings
from briefgen.render.words import Words
from briefgen.text import citations

SCHEME = "tlp"
SCALE = "icd203"


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of the memo that has something to show; `id` and `title` are those of its heading."""

    name: SectionName
    id: str
    title: str


class Page:
    """One memo as its templates see it."""

    def __init__(
        self,
        tailored: TailoredBrief,
        language: Language,
        draft: int | None,
        chain: Sequence[str],
        house: House,
    ) -> None:
        """`chain` names the audience and what it extends, nearest first; `house` is the house style for the medium."""
        self.chain = chain
        self.house = house
        self.tailored = tailored
        self.brief = tailored.brief
        self.language = language
        self.words = Words(language, content_language(self.brief).direction)
        self.standings = Standings(tailored, self.words)
        self.figures = Figures(self.brief, self.standings, self.words)
        self.medium = house.medium
        self.draft = draft
        self.references = References(tailored, language, house.medium)
        self.changes = Changes(tailored, self.words, self.standings, self.references.handle)
        self._told_left_out = False
        self.scheme = standards.marking_scheme(SCHEME)
        self.scale = standards.scale(self.brief.scale or SCALE)

    def names(self) -> Mapping[str, Any]:
        """Every name that a template can use, besides what Jinja has."""
        language, tailored, words = self.language, self.tailored, self.words
        return {
            **{function.__name__: function for function in self._functions()},
            "brief": self.brief,
            "audience": tailored.audience,
            "tailored": tailored,
            "texts": tailored.texts,
            "since": tailored.since,
            "marking": tailored.marking,
            "meaning_of_marking": self.scheme.labels[tailored.marking].meaning,
            "marking_colours": {"ink": self.scheme.labels[tailored.marking].ink, "ground": self.scheme.background},
            "scale": self.scale,
            "medium": self.medium,
            "draft": self._draft_word(),
            "firm": FIRM,
            "parts": self.parts(),
            "edition": self._edition(),
            "release": self._release(),
            "house": self.house,
            "header": self._margin(self.house.head),
            "footer": self._margin(self.house.foot),
            "language": language.tag,
            "direction": words.direction,
            "styles": styles(
                tailored.audience.paper or self.house.sheet, language, self.scheme, tailored.marking, self._margins()
            ),
            "day": language.day,
            "number": language.number,
            "join": language.join,
            "range_text": language.range_text,
        }

    def _functions(self) -> tuple[Callable[..., Any], ...]:
        words, who, references, figures = self.words, self.standings, self.references, self.figures
        return (
            references.text, references.marks, references.evidence, references.handle, references.used_for, references.shown,
            words.label, words.when, words.quantity, words.moment, words.capital, words.isolate,
            who.actor, who.actors, who.speaker, who.standing, who.departing, who.standings, who.cited, who.grade,
            who.statuses_used, figures.strip, figures.states, figures.differing, figures.plans, figures.goods,
            figures.deal_numbers, figures.overview, figures.marks_of,
            self.changes.changed, self.changes.unchanged, self.changes.gone, self.changes.more_changes,
            self.changes.change_of,
            self.left_out, self.prose, self.cites, self.portion, self.own_portion, self.goods_tell,
            self.chart, picture_uri,
        )  # fmt: skip

    def _draft_word(self) -> str:
        if self.draft is None:
            return ""
        return (
            self.words.label("phrase.draft", count=self.draft) if self.draft else self.words.label("phrase.draft_plain")
        )

    def _margins(self) -> tuple[str, str] | None:
        """The words in the margins of every printed page, for a browser; None for an engine that takes them from the page."""
        if self.medium == "print":
            return None
        head = (self._draft_word(), *self._margin(self.house.head))
        return " · ".join(filter(None, head)), "".join(f"{piece}  ·  " for piece in self._margin(self.house.foot))

    def _margin(self, pieces: Callable[[Mapping[str, str]], tuple[str, ...]]) -> tuple[str, ...]:
        """The pieces of a margin, each kept from the direction of its neighbours."""
        brief, language = self.brief, self.language
        values = {
            "name": self.house.name or "",
            "series": brief.series or "",
            "number": self._edition(),
            "date": language.day(brief.date),
            "week": language.week(brief.date),
            "audience": self.tailored.audience.title,
            "authors": language.join(brief.authors) if "authors" not in self.tailored.audience.omits else "",
            "contact": brief.contact or "",
            "cutoff": self.words.label("phrase.cutoff", date=self.words.when(brief.information_cutoff)),
        }
        return tuple(map(self.words.isolate, pieces(values)))

    def _edition(self) -> str:
        return self.words.label("phrase.number", number=self.brief.number)

    def _release(self) -> str:
        """How far the memo is released; empty where its audience does not want to be told."""
        release, label = self.tailored.release, self.words.label
        if release is None:
            return ""
        if not release.frozen:
            return label("phrase.release_draft")
        needs = [
            label("phrase.approval_of", count=count, people=self.language.join(map(self.words.isolate, by)))
            if by
            else label("phrase.approvals", count=count)
            for count, by in release.needs
        ]
        told = label("phrase.release_needs", approvals=self.language.join(needs)) if needs else ""
        return " ".join(filter(None, [label("phrase.release_frozen"), told]))

    def parts(self) -> tuple[Part, ...]:
        """The parts that the audience gets and that have something to show, in its order."""
        found: list[Part] = []
        for choice in self.tailored.audience.sections:
            name = choice.section
            if name == "sections":
                found += [Part(name, f"i-{id_}", section.title) for id_, section in self.brief.sections.items()]
            elif self._has(name):
                single = name == "treaties" and len(self.brief.all_treaties) == 1
                found.append(Part(name, f"s-{name}", self._heading("treaty" if single else name)))
        return tuple(found)

    def _heading(self, name: str) -> str:
        """The heading of a part: that of the audience, or of the nearest one it extends, else the usual one."""
        keys = (*(f"heading.{audience}.{name}" for audience in self.chain), f"section.{name}")
        return self.words.label(next(key for key in keys if key in self.words.language.labels or key == keys[-1]))

    def _has(self, name: SectionName) -> bool:
        if name == "bottom_line":
            return bool({"bottom_line", "so_what"} & set(self.tailored.texts))
        if name == "sources":
            return bool(self.tailored.sources)
        if name == "known":
            return bool(self.brief.claims or self.brief.arms_deals or self.brief.gaps)
        return name in {"changed", "method", "distribution", "contact"} or bool(
            self.brief.all_treaties if name == "treaties" else getattr(self.brief, name)
        )

    # --- what stands in it -------------------------------------------------------------------------------------------

    def prose(self, key: str) -> Iterator[Paragraph]:
        """The paragraphs of a section's text."""
        return paragraphs(key, self.references, self.standings)

    def cites(self, key: str) -> tuple[str, ...]:
        """The ids that an inline text cites."""
        return tuple(id_ for citation in citations(self.tailored.texts.get(key, "")) for id_ in citation.ids)

    def left_out(self) -> str:
        """How many items are left out for space, and which version has them; empty where none are, and where it has been said.

        An audience that drops nothing is not told what it could do without: what would fit is then tried for its desk, which
        may keep things out by itself.
        """
        count, fuller = len(self.tailored.left_out), self.tailored.fuller
        if not count or not self.tailored.audience.drops or self._told_left_out:
            return ""
        self._told_left_out = True
        named = {"version": self.words.isolate(fuller)} if fuller else {}
        return self.words.isolate(
            self.words.label("phrase.left_out_fuller" if fuller else "phrase.left_out", count=count, **named)
        )

    def goods_tell(self, *fields: str) -> bool:
        """Whether the goods of any deal tell one of these fields: a column for what nobody tells says nothing."""
        goods = [item for deal in self.brief.arms_deals.values() for item in deal.items.values()]
        return any(getattr(item, field) is not None for item in goods for field in fields)

    def chart(self, figure: Figure) -> Chart | None:
        """The chart of a figure's numbers; None for a picture."""
        return chart_of(figure, self.words)

    def beside(self) -> tuple[Beside, ...]:
        """The status and the speaker that must stand beside each text of a statement."""
        return tuple(beside(self.tailored, self.standings, self.words))

    # --- marking -----------------------------------------------------------------------------------------------------

    def _marking(self, thing: Restricted) -> str:
        return thing.marking or self.brief.marking or self.tailored.marking

    def portion(self, things: Sequence[Restricted]) -> str:
        """The marking that all the things have, to be said once for them all; empty where it is that of the memo."""
        markings = {self._marking(thing) for thing in things}
        return markings.pop() if len(markings) == 1 and self.tailored.marking not in markings else ""

    def own_portion(self, thing: Restricted, among: Sequence[Restricted]) -> str:
        """The marking to be said at one of several things: where it is not said for them all and not that of the memo."""
        own = self._marking(thing)
        return "" if own == self.tailored.marking or self.portion(among) else own
