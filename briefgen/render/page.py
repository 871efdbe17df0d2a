"""What a template can call. Decisions were taken when the brief was tailored; here things are named and formatted."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from briefgen import standards
from briefgen.i18n import Language
from briefgen.model.audience import SectionName
from briefgen.model.results import Beside, TailoredBrief
from briefgen.model.statement import Restricted
from briefgen.render.beside import beside
from briefgen.render.figures import Figures
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
        medium: Literal["print", "screen"],
        draft: int | None,
        chain: Sequence[str],
    ) -> None:
        """`chain` names the audience and what it extends, nearest first."""
        self.chain = chain
        self.tailored = tailored
        self.brief = tailored.brief
        self.language = language
        self.words = Words(language, content_language(self.brief).direction)
        self.standings = Standings(tailored, self.words)
        self.figures = Figures(self.brief, self.standings, self.words)
        self.medium = medium
        self.draft = draft
        self.references = References(tailored, language, medium)
        self.scheme = standards.marking_scheme(SCHEME)
        self.scale = standards.scale(self.brief.scale or SCALE)

    def names(self) -> Mapping[str, Any]:
        """Every name that a template can use, besides what Jinja has."""
        language, tailored = self.language, self.tailored
        words, who, references, figures = self.words, self.standings, self.references, self.figures
        functions: tuple[Callable[..., Any], ...] = (
            references.text, references.marks, references.evidence, references.handle, references.used_for, references.shown,
            words.label, words.when, words.quantity, words.moment, words.capital, words.isolate,
            who.actor, who.actors, who.speaker, who.standing, who.departing, who.standings, who.cited, who.grade,
            who.statuses_used, figures.strip, figures.states, figures.differing, figures.plans, figures.goods,
            figures.deal_numbers, figures.overview, figures.marks_of,
            self.prose, self.cites, self.portion, self.own_portion, self.goods_tell,
        )  # fmt: skip
        return {
            **{function.__name__: function for function in functions},
            "brief": self.brief,
            "audience": tailored.audience,
            "tailored": tailored,
            "texts": tailored.texts,
            "marking": tailored.marking,
            "meaning_of_marking": self.scheme.labels[tailored.marking].meaning,
            "scale": self.scale,
            "medium": self.medium,
            "draft": self._draft_word(),
            "parts": self.parts(),
            "edition": self._edition(),
            "language": language.tag,
            "direction": words.direction,
            "styles": styles(tailored.audience, language, self.scheme, tailored.marking, self._margins()),
            "day": language.day,
            "number": language.number,
            "join": language.join,
            "range_text": language.range_text,
        }

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
        brief, label, isolate = self.brief, self.words.label, self.words.isolate
        above = (self._draft_word(), brief.series, self._edition(), self.language.day(brief.date))
        before = (brief.contact, label("phrase.cutoff", date=self.words.when(brief.information_cutoff)))
        head = " · ".join(isolate(part) for part in (*above, self.tailored.audience.title) if part)
        return head, "".join(f"{isolate(part)}  ·  " for part in before if part)

    def _edition(self) -> str:
        return self.words.label("phrase.number", number=self.brief.first_number or 1)

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

    def goods_tell(self, *fields: str) -> bool:
        """Whether the goods of any deal tell one of these fields: a column for what nobody tells says nothing."""
        goods = [item for deal in self.brief.arms_deals.values() for item in deal.items.values()]
        return any(getattr(item, field) is not None for item in goods for field in fields)

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
