"""What a template can call. Decisions were taken when the brief was tailored; here things are named and formatted."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from briefgen import standards
from briefgen.i18n import Language
from briefgen.model.audience import SectionName
from briefgen.model.base import UNKNOWN
from briefgen.model.items import Actor, Event
from briefgen.model.results import TailoredBrief
from briefgen.model.statement import Restricted, Statement
from briefgen.model.subjects import Facet, Step
from briefgen.model.values import Quantity, When
from briefgen.model.vocabulary import Status, TreatyState
from briefgen.render.looks import styles
from briefgen.render.references import References, content_language
from briefgen.render.templates import MissingName
from briefgen.text import isolate

SCHEME = "tlp"
SCALE = "icd203"


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of the memo that has something to show; `id` and `title` are those of its heading."""

    name: SectionName
    id: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """An actor on the page: the name, and the office and body at the cut-off, empty where there is none."""

    name: str
    office: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """How well something is verified, and who says it."""

    status: Status
    speaker: Named


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """A state on the strip of a treaty's life. `x` is its place in per cent of the strip's width, from the left."""

    state: TreatyState
    reached: bool
    date: str
    x: float


class Page:
    """One memo as its templates see it."""

    def __init__(
        self, tailored: TailoredBrief, language: Language, medium: Literal["print", "screen"], draft: int | None
    ) -> None:
        self.tailored = tailored
        self.brief = tailored.brief
        self.language = language
        self.direction = content_language(self.brief).direction
        self.medium = medium
        self.draft = draft
        self.references = References(tailored, language, medium)
        self.scheme = standards.marking_scheme(SCHEME)
        self.scale = standards.scale(self.brief.scale or SCALE)

    def names(self) -> Mapping[str, Any]:
        """Every name that a template can use, besides what Jinja has."""
        language, tailored = self.language, self.tailored
        functions: tuple[Callable[..., Any], ...] = (
            self.references.text, self.references.marks, self.references.evidence, self.references.handle,
            self.references.used_for, self.label, self.actor, self.speaker, self.standing, self.standings, self.grade,
            self.when, self.quantity, self.moment, self.portion, self.own_portion, self.stops, self.differing,
            self.statuses_used, self.actors, self.states, self.goods_tell, self.capital,
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
            "direction": self.direction,
            "styles": styles(tailored.audience, language, self.scheme, tailored.marking),
            "day": language.day,
            "number": language.number,
            "join": language.join,
            "range_text": language.range_text,
            "isolate": self.isolate,
        }

    # --- words -------------------------------------------------------------------------------------------------------

    def label(self, key: str, **values: object) -> str:
        """A label in the memo's language, by its key."""
        if key not in self.language.labels:
            raise MissingName(f"there is no label “{key}”", key, self.language.labels)
        return self.language.label(key, **values)

    def isolate(self, text: str) -> str:
        """The text, with what runs against the page's direction kept in order."""
        return isolate(text, self.direction)

    def when(self, when: When) -> str:
        """A date as precisely as it is known."""
        return self.language.when(when)

    def quantity(self, quantity: Quantity | None) -> str:
        """How many; “unknown” where nobody has said."""
        return self.isolate(self.language.quantity(quantity or Quantity("unknown")))

    def moment(self, moment: datetime.datetime) -> str:
        """A day with its time and zone."""
        return f"{self.language.day(moment.date())}, {self.isolate(f'{moment:%H:%M} {moment.tzname()}')}"

    def _draft_word(self) -> str:
        if self.draft is None:
            return ""
        return self.label("phrase.draft", count=self.draft) if self.draft else self.label("phrase.draft_plain")

    def _edition(self) -> str:
        return self.label("phrase.number", number=self.brief.first_number or 1)

    def parts(self) -> tuple[Part, ...]:
        """The parts that the audience gets and that have something to show, in its order."""
        found: list[Part] = []
        for choice in self.tailored.audience.sections:
            name = choice.section
            if name == "sections":
                found += [Part(name, f"i-{id_}", section.title) for id_, section in self.brief.sections.items()]
            elif self._has(name):
                single = name == "treaties" and len(self.brief.all_treaties) == 1
                found.append(Part(name, f"s-{name}", self.label("section.treaty" if single else f"section.{name}")))
        return tuple(found)

    def _has(self, name: SectionName) -> bool:
        if name == "bottom_line":
            return bool({"bottom_line", "so_what"} & set(self.tailored.texts))
        if name == "sources":
            return bool(self.tailored.sources)
        return name in {"changed", "method", "distribution"} or bool(
            self.brief.all_treaties if name == "treaties" else getattr(self.brief, name)
        )

    # --- who says it, and how well it is verified ----------------------------------------------------------------------

    def actor(self, reference: str) -> Named:
        """An actor by its id, or by the name itself."""
        actor = self.brief.actors.get(reference)
        if actor is None:
            return Named(self.label("phrase.unknown") if reference == UNKNOWN else self.isolate(reference))
        if actor.country is not None:
            return Named(self.isolate(self.language.country(actor.country) or actor.country))
        if actor.person is None:
            return Named(self.isolate(actor.body or reference))
        office = self._office(actor)
        body = self.actor(actor.of).name if actor.of else ""
        both = self.label("phrase.office_of", office=office, body=body) if office and body else office or body
        return Named(self.isolate(actor.person), both)

    def actors(self, references: Iterable[str]) -> str:
        """The names of actors as a list in a sentence."""
        return self.language.join(self.actor(reference).name for reference in references)

    def _office(self, actor: Actor) -> str:
        """The offices held at the cut-off."""
        cutoff = self.brief.cutoff or self.brief.date
        held = [
            office.title
            for office in actor.offices
            if ((office.since and office.since.first_day) or cutoff)
            <= cutoff
            <= ((office.until and office.until.last_day) or cutoff)
        ]
        return self.language.join([actor.office] if actor.office else held)

    def speaker(self, claimant: str | None, desk: bool = False) -> Named:
        """Who says so: an actor, or in words that the source names nobody, or that the desk says it."""
        if claimant == UNKNOWN:
            return Named(self.label("phrase.speaker_not_named"))
        if claimant is None:
            return Named(self.label("phrase.desk" if desk else "phrase.not_given"))
        return self.actor(claimant)

    def standing(self, thing: Statement | Facet, treaty: Statement | None = None) -> Standing | None:
        """Status and speaker of a statement; of a facet only where they are not those of its treaty."""
        if treaty is None:
            return Standing(
                thing.status or Status.REPORTED, self.speaker(thing.claimant, getattr(thing, "desk", False))
            )
        status, claimant = thing.status or treaty.status, thing.claimant or treaty.claimant
        if (status, claimant) == (treaty.status, treaty.claimant):
            return None
        return Standing(status, self.speaker(claimant, treaty.desk and claimant is None))

    def standings(self, event: Event) -> list[Standing]:
        """Status and speaker of an event: its own, else those of each statement that it is based on."""
        bases = [self.brief.statements[id_] for id_ in event.based_on if id_ in self.brief.statements]
        if event.status is not None:
            claimant = event.claimant or next((base.claimant for base in bases if base.claimant), None)
            return [Standing(event.status, self.speaker(claimant, event.desk))]
        return list(
            dict.fromkeys(
                Standing(base.status, self.speaker(event.claimant or base.claimant, event.desk or base.desk))
                for base in bases
            )
        )

    def grade(self, statement: Statement) -> str:
        """The grade of a statement, such as “F3, possibly true”; empty where the desk has given none."""
        if statement.credibility is None:
            return ""
        sources = (self.brief.sources.get(id_) for id_ in statement.evidence)
        reliabilities = {source.reliability for source in sources if source is not None}
        letter = reliabilities.pop() if len(reliabilities) == 1 else None
        meaning = self.label(f"credibility.{statement.credibility}")
        return self.label("phrase.grade", grade=f"{letter or ''}{statement.credibility}", meaning=meaning)

    def statuses_used(self) -> list[Status]:
        """The statuses of what this memo shows, firmest first."""
        shown: set[Status | None] = {statement.status for statement in self.brief.statements.values()}
        shown |= {event.status for event in self.brief.timeline.values()}
        return [status for status in Status if status in shown]

    def goods_tell(self, *fields: str) -> bool:
        """Whether the goods of any deal tell one of these fields: a column for what nobody tells says nothing."""
        goods = [item for deal in self.brief.arms_deals.values() for item in deal.items.values()]
        return any(getattr(item, field) is not None for item in goods for field in fields)

    @staticmethod
    def capital(text: str) -> str:
        """The text with a capital at its beginning, where it stands alone."""
        return text[:1].upper() + text[1:]

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

    # --- treaties ----------------------------------------------------------------------------------------------------

    def stops(self, state: TreatyState, history: Mapping[TreatyState, Step]) -> list[Stop]:
        """The states of a treaty's life, those reached first; none where its state is not known."""
        if state is TreatyState.UNKNOWN:
            return []
        if state in _LIFE:
            path = [step for step in _LIFE if step in _STATIONS or step is state or step in history]
            reached = [step for step in path if _LIFE.index(step) <= _LIFE.index(state)]
        else:
            path = reached = [*(step for step in _LIFE if step in history), state]
        stops = []
        for index, step in enumerate(path):
            date = history[step].date if step in history else None
            place = (index + 0.5) * 100 / len(path)
            x = place if self.direction == "ltr" else 100 - place
            stops.append(Stop(step, step in reached, self.when(date) if date and date.year else "", round(x, 2)))
        return stops

    def states(self, stops: Iterable[Stop], reached: bool) -> str:
        """The states reached, or those ahead, as a list in a sentence."""
        named = [self.label(f"treaty_state.{stop.state}.label") for stop in stops if stop.reached is reached]
        return self.language.join(named) or self.label("phrase.none")

    def differing(self, state: TreatyState, step: Step) -> str:
        """The dates of the parties as a list where they cannot all be right; empty for steps that each takes for itself."""
        dates = {party: facet.date for party, facet in step.parties.items() if facet.date is not None}
        begins = [date.first_day for date in dates.values() if date.first_day is not None]
        ends = [date.last_day for date in dates.values() if date.last_day is not None]
        if state in _BY_EACH_PARTY or not begins or not ends or max(begins) <= min(ends):
            return ""
        said = (
            self.label("phrase.party_date", party=self.actor(key).name, date=self.when(dates[key])) for key in dates
        )
        return self.language.join(said)


_LIFE = tuple(TreatyState)[: list(TreatyState).index(TreatyState.IN_FORCE) + 1]
_STATIONS = {TreatyState.NEGOTIATION, TreatyState.SIGNED, TreatyState.RATIFIED, TreatyState.IN_FORCE}
"""The states that a treaty passes as a rule; the others are shown where it has passed them."""
_BY_EACH_PARTY = {TreatyState.RATIFIED, TreatyState.DENOUNCED}
