"""What a reviewer is told of a thing besides its words: dates, amounts, likelihoods, answers, who gets it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup

from briefgen import standards
from briefgen.model.base import Record
from briefgen.model.brief import Brief
from briefgen.model.figures import Figure
from briefgen.model.items import Actor, Event, Gap, Judgement, Office, Outcome, WatchItem
from briefgen.model.review import Entry
from briefgen.model.statement import Response, Statement
from briefgen.model.subjects import ArmsDeal, Facet, Step, Treaty
from briefgen.model.values import Quantity
from briefgen.model.vocabulary import TreatyState
from briefgen.render.numbers import Numbers
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words

DEFAULT_SCALE = "icd203"


class Facts:
    """Pairs of a label's key and a value; an empty value is not told. `links` gives links to things by their ids."""

    def __init__(
        self, brief: Brief, standings: Standings, words: Words, links: Callable[[Iterable[str]], Markup]
    ) -> None:
        self._brief, self._standings, self._words, self._links = brief, standings, words, links
        self._scale = standards.scale(brief.scale or DEFAULT_SCALE)

    def of(self, record: Record | None) -> Iterator[tuple[str, str]]:
        """What is told of a thing, or of a part of it."""
        yield from self._of_record(record)
        yield "response", "; ".join(self._answers(record))

    def _of_record(self, record: Record | None) -> Iterator[tuple[str, str]]:
        label, when = self._words.label, self._words.when
        match record:
            case Treaty():
                yield "state", label(f"treaty_state.{record.state}.label")
                yield "parties", self._standings.actors(record.parties)
                yield "history", "; ".join(self._steps(record.history))
            case ArmsDeal():
                supplier, recipient = (self._standings.actor(end).name for end in (record.supplier, record.recipient))
                yield "transfer", label("phrase.transfer", supplier=supplier, recipient=recipient)
                yield "item", "; ".join(self._goods(record))
                yield "stage", label(f"deal_stage.{record.stage}.label")
                yield "date", when(record.date) if record.date else ""
            case Judgement():
                yield "likelihood", self.likelihood(record)
                yield "confidence", label(f"confidence.{record.confidence}") if record.confidence else ""
                yield "by", self._day(record.by)
            case WatchItem():
                yield "state", label(f"indicator.{record.state}")
                yield "review", self._day(record.review)
                yield from ((name, self._links(getattr(record, name))) for name in ("raises", "lowers", "bears_on"))
            case Gap():
                yield "bears_on", self._links(record.bears_on)
            case Actor():
                held = "; ".join(map(self._term, record.offices))
                yield "office", held or self._standings.actor(record.id).office
            case Facet() | Event():
                yield "date", when(record.date) if record.date else ""
                if isinstance(record, Event) and record.status is not None:
                    yield from (("status", self._standing(own)) for own in self._standings.standings(record))
            case Figure():
                yield "picture", self._words.isolate(record.file or "")
                yield "chart", Numbers(record, self._words).said() if record.places else ""
            case Outcome():
                yield "outcome", f"{label(f'outcome.{record.result}')}, {self._day(record.date)}"
                yield "rests_on", self._links(record.based_on)
        if isinstance(record, Statement):
            yield "grade", self._standings.grade(record)

    def _term(self, office: Office) -> str:
        """An office with its first and last day, as far as they are known."""
        since, until = (self._words.when(day) if day else "" for day in (office.since, office.until))
        return f"{office.title} ({since} – {until})" if since or until else office.title

    def _answers(self, record: Record | None) -> Iterator[str]:
        """The answers without evidence of their own; the others have a row each."""
        for actor, response in getattr(record, "responses", {}).items():
            if not response.evidence:
                yield self.answer(actor, response)

    def answer(self, actor: str, response: Response) -> str:
        """Who answered how."""
        told = self._words.label(f"response.{response.response}")
        return self._words.label("phrase.response", actor=self._standings.actor(actor).name, response=told)

    def of_whole(self, entry: Entry, usual: str) -> Iterator[tuple[str, str]]:
        """What is told once for a thing: its marking where that is not the usual one, and who gets it."""
        if entry.marking != usual:
            yield "marking", self._words.isolate(entry.marking)
        for name in ("only_for", "not_for"):
            yield f"review.{name}", self._words.language.join(getattr(entry.record, name, ()))

    def _standing(self, own: Standing) -> str:
        return f"{self._words.label(f'status.{own.status}.label')}, {own.speaker.name}"

    def likelihood(self, judgement: Judgement) -> str:
        """The word with its range."""
        row = self._scale.row(judgement.likelihood)
        if row is None:
            return self._words.label("phrase.not_assessed")
        return f"{judgement.likelihood} ({self._words.isolate(self._words.language.range_text(row))})"

    def _day(self, day: datetime.date | None) -> str:
        return "" if day is None else self._words.language.day(day)

    def _steps(self, history: Mapping[TreatyState, Step]) -> Iterator[str]:
        for state, step in history.items():
            name = self._words.label(f"treaty_state.{state}.label")
            dated = {"": step, **step.parties}
            for party, taken in dated.items():
                who = f" ({self._standings.actor(party).name})" if party else ""
                if taken.date is not None:
                    yield f"{name}{who} {self._words.when(taken.date)}"

    def _goods(self, deal: ArmsDeal) -> Iterator[str]:
        for name, item in deal.items.items():
            called = self._words.isolate(" ".join(filter(None, (name, item.description))))
            unknown = item.quantity is None or item.quantity.number is None
            many = self._words.label("phrase.quantity_unknown") if unknown else self._words.quantity(item.quantity)
            parts = [called, many]
            for field in ("ordered", "delivered", "delivered_in"):
                value = getattr(item, field)
                if value is not None:
                    shown = self._words.quantity(value) if isinstance(value, Quantity) else self._words.when(value)
                    parts.append(f"{self._words.label(f'field.{field}')} {shown}")
            yield ", ".join(parts)
