"""Who says something, and how well it is verified: what stands beside every statement."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from briefgen.model.base import UNKNOWN
from briefgen.model.items import Actor, Event
from briefgen.model.results import TailoredBrief
from briefgen.model.statement import Statement
from briefgen.model.subjects import Facet
from briefgen.model.vocabulary import Status
from briefgen.render.words import Words


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """An actor on the page: the name, and the office and body at the cut-off, empty where there is none.

    `former` is the office that was held last, with its end, where none is held at the cut-off any more; else empty.
    """

    name: str
    office: str = ""
    former: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """How well something is verified, and who says it."""

    status: Status
    speaker: Named


@dataclasses.dataclass(frozen=True, slots=True)
class Cited:
    """The standing of statements that a text cites, and their ids; no ids where it is that of all that it cites."""

    own: Standing
    ids: tuple[str, ...]


class Standings:
    """The speakers and statuses of one brief."""

    def __init__(self, tailored: TailoredBrief, words: Words) -> None:
        self._tailored = tailored
        self._brief = tailored.brief
        self._words = words

    def actor(self, reference: str) -> Named:
        """An actor by its id, or by the name itself."""
        actor = self._brief.actors.get(reference)
        if actor is None:
            return Named(
                self._words.label("phrase.unknown") if reference == UNKNOWN else self._words.isolate(reference)
            )
        if actor.country is not None:
            return Named(self._words.isolate(self._words.language.country(actor.country) or actor.country))
        if actor.person is None:
            return Named(self._words.isolate(actor.body or reference))
        office = self._office(actor)
        former = "" if office else self._former(actor)
        body = self.actor(actor.of).name if actor.of else ""
        both, earlier = (
            self._words.label("phrase.office_of", office=title, body=body) if title and body else title
            for title in (office, former)
        )
        return Named(self._words.isolate(actor.person), both or body, earlier)

    def actors(self, references: Iterable[str]) -> str:
        """The names of actors as a list in a sentence."""
        return self._words.language.join(self.actor(reference).name for reference in references)

    def _office(self, actor: Actor) -> str:
        """The offices held at the cut-off."""
        cutoff = self._brief.cutoff or self._brief.date
        held = [
            office.title
            for office in actor.offices
            if ((office.since and office.since.first_day) or cutoff)
            <= cutoff
            <= ((office.until and office.until.last_day) or cutoff)
        ]
        return self._words.language.join([actor.office] if actor.office else held)

    def _former(self, actor: Actor) -> str:
        """The office that ended last before the cut-off, with its end; empty where none did."""
        cutoff = self._brief.cutoff or self._brief.date
        ended = [
            (office.until.last_day or cutoff, office.title, office.until)
            for office in actor.offices
            if office.until is not None and (office.since is None or (office.since.first_day or cutoff) <= cutoff)
        ]
        if not ended:
            return ""
        _, title, until = max(ended, key=lambda office: office[0])
        return self._words.label("phrase.office_until", office=title, date=self._words.when(until))

    def speaker(self, claimant: str | None, desk: bool = False) -> Named:
        """Who says so: an actor, or in words that the source names nobody, or that it or the desk says so itself."""
        if claimant == UNKNOWN:
            return Named(self._words.label("phrase.speaker_not_named"))
        if claimant is None:
            return Named(self._words.label("phrase.desk" if desk else "phrase.speaker_source"))
        return self.actor(claimant)

    def standing(self, thing: Statement) -> Standing:
        """Status and speaker of a statement."""
        return Standing(thing.status, self.speaker(thing.claimant, thing.desk))

    def departing(self, facet: Facet, treaty: Statement) -> Standing | None:
        """Status and speaker of a part of a treaty; None where they are those of the treaty."""
        status, claimant = facet.status or treaty.status, facet.claimant or treaty.claimant
        if (status, claimant) == (treaty.status, treaty.claimant):
            return None
        return Standing(status, self.speaker(claimant, treaty.desk and claimant is None))

    def standings(self, event: Event) -> list[Standing]:
        """Status and speaker of an event: its own, else those of each statement that it is based on."""
        bases = [base for id_ in event.based_on if (base := self._tailored.statement(id_)) is not None]
        if event.status is not None:
            claimant = event.claimant or next((base.claimant for base in bases if base.claimant), None)
            return [Standing(event.status, self.speaker(claimant, event.desk))]
        return list(
            dict.fromkeys(
                Standing(base.status, self.speaker(event.claimant or base.claimant, event.desk or base.desk))
                for base in bases
            )
        )

    def cited(self, ids: Iterable[str]) -> tuple[Cited, ...]:
        """Status and speaker of the statements among these ids, once for all that have the same."""
        found: dict[Standing, list[str]] = {}
        for id_ in dict.fromkeys(ids):
            if (statement := self._tailored.statement(id_)) is not None:
                found.setdefault(self.standing(statement), []).append(id_)
        return tuple(Cited(own, tuple(named) if len(found) > 1 else ()) for own, named in found.items())

    def grade(self, statement: Statement) -> str:
        """The grade of a statement, such as “F3, possibly true”; empty where the desk has given none."""
        if statement.credibility is None:
            return ""
        sources = (self._brief.sources.get(id_) for id_ in statement.evidence)
        reliabilities = {source.reliability for source in sources if source is not None}
        letter = reliabilities.pop() if len(reliabilities) == 1 else None
        meaning = self._words.label(f"credibility.{statement.credibility}")
        return self._words.label("phrase.grade", grade=f"{letter or ''}{statement.credibility}", meaning=meaning)

    def statuses_used(self) -> list[Status]:
        """The statuses of what this memo shows, firmest first."""
        statements = (
            *self._brief.statements.values(),
            *self._brief.figures.values(),
            *self._tailored.background.values(),
        )
        shown: set[Status | None] = {statement.status for statement in statements}
        shown |= {event.status for event in self._brief.timeline.values()}
        return [status for status in Status if status in shown]
