"""What the figures draw: places and words, from the data. A template draws them; nothing here is markup."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from briefgen.model.subjects import Step
from briefgen.model.vocabulary import TreatyState
from briefgen.render.standing import Standings
from briefgen.render.words import Words


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """A state on the strip of a treaty's life. `x` is its place in per cent of the strip's width, from the left."""

    state: TreatyState
    reached: bool
    date: str
    x: float


class Figures:
    """The figures of one memo."""

    def __init__(self, standings: Standings, words: Words) -> None:
        self._standings = standings
        self._words = words

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
            x = place if self._words.direction == "ltr" else 100 - place
            stops.append(Stop(step, step in reached, self._words.when(date) if date and date.year else "", round(x, 2)))
        return stops

    def states(self, stops: Iterable[Stop], reached: bool) -> str:
        """The states reached, or those ahead, as a list in a sentence."""
        named = [self._words.label(f"treaty_state.{stop.state}.label") for stop in stops if stop.reached is reached]
        return self._words.language.join(named) or self._words.label("phrase.none")

    def differing(self, state: TreatyState, step: Step) -> str:
        """The dates of the parties as a list where they cannot all be right; empty for steps that each takes for itself."""
        dates = {party: facet.date for party, facet in step.parties.items() if facet.date is not None}
        begins = [date.first_day for date in dates.values() if date.first_day is not None]
        ends = [date.last_day for date in dates.values() if date.last_day is not None]
        if state in _BY_EACH_PARTY or not begins or not ends or max(begins) <= min(ends):
            return ""
        phrase, actor, when = self._words.label, self._standings.actor, self._words.when
        said = (phrase("phrase.party_date", party=actor(key).name, date=when(dates[key])) for key in dates)
        return self._words.language.join(said)


_LIFE = tuple(TreatyState)[: list(TreatyState).index(TreatyState.IN_FORCE) + 1]
_STATIONS = {TreatyState.NEGOTIATION, TreatyState.SIGNED, TreatyState.RATIFIED, TreatyState.IN_FORCE}
"""The states that a treaty passes as a rule; the others are shown where it has passed them."""
_BY_EACH_PARTY = {TreatyState.RATIFIED, TreatyState.DENOUNCED}
