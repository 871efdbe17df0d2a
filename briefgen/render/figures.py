"""What the figures draw: places and words, from the data. A template draws them; nothing here is markup.

Places along a line are per cent of its width from the left, so that they need no arithmetic on the page; on a page from right
to left they are mirrored here.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from briefgen.model.brief import Brief
from briefgen.model.items import Event
from briefgen.model.subjects import ArmsDeal, Facet, Step, Treaty
from briefgen.model.vocabulary import Status, TreatyState
from briefgen.render.standing import Standings
from briefgen.render.words import Words

LineStyle = Literal["heavy", "solid", "dashed", "dotted"]

LINES: Mapping[Status, LineStyle] = {
    Status.CONFIRMED: "heavy",
    Status.OFFICIALLY_STATED: "solid",
    Status.CORROBORATED: "solid",
    Status.REPORTED: "dashed",
    Status.UNCONFIRMED: "dashed",
    Status.DISPUTED: "dotted",
    Status.REFUTED: "dotted",
    Status.WITHDRAWN: "dotted",
}
"""The line that tells a status everywhere: around its word, in an arrow, above its count."""


# --- the life of a treaty --------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class PartyStep:
    """What one of two parties has done, where each ratifies for itself. `date` is empty where none is known."""

    name: str
    reached: bool
    date: str


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """A state of a treaty's life. `date` is empty where none is known; no `parties` where all take the step together.

    `disputed` are the parties with the dates that they give, where these cannot all be right.
    """

    state: TreatyState
    reached: bool
    date: str
    parties: tuple[PartyStep, ...] = ()
    disputed: tuple[PartyStep, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A straight line, from a place to a place; `y` counts rails from the middle one, upwards negative."""

    x1: float
    y1: int
    x2: float
    y2: int
    reached: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A mark on the strip; `name` is the party whose step it is, empty for that of all."""

    x: float
    y: int
    reached: bool
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Strip:
    """The strip of a treaty's life: its stops in order, and what is drawn above them."""

    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]

    @property
    def forked(self) -> bool:
        """Whether two parties run on a rail of their own for a while."""
        return any(node.y for node in self.nodes)


# --- deals -----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Lane:
    """The deals of one direction and one status. `forward`: from the plan's first party to its second."""

    forward: bool
    status: Status
    line: LineStyle
    supplier: str
    recipient: str
    deals: tuple[ArmsDeal, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Two parties, by their names, and what goes between them."""

    parties: tuple[str, str]
    lanes: tuple[Lane, ...]


# --- statuses, events ------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """How many statements have a status, and what they are called on the page."""

    statuses: tuple[Status, ...]
    line: LineStyle
    number: int
    names: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the timeline; `event` is None for the information cut-off."""

    event: Event | None
    kind: Literal["exact", "about", "unknown", "expected", "cutoff"]
    dated: bool


class Figures:
    """The figures of one memo."""

    def __init__(self, brief: Brief, standings: Standings, words: Words) -> None:
        self._brief = brief
        self._standings = standings
        self._words = words

    # --- the life of a treaty ----------------------------------------------------------------------------------------

    def strip(self, treaty: Treaty) -> Strip | None:
        """The strip of a treaty's life; None where its state is not known, or is all there is to draw."""
        stops = [self._stop(treaty, state, reached) for state, reached in _path(treaty)]
        if len(stops) < 2:
            return None
        gap = 100 / len(stops)
        lines, nodes = [], []
        for index, stop in enumerate(stops):
            x = (index + 0.5) * gap
            for rail, step in zip((-1, 1), stop.parties, strict=False):
                nodes.append(Node(x, rail, step.reached, step.name))
                lines += [Line(x - gap, 0, x - gap / 2, rail, step.reached)]
                lines += [Line(x - gap / 2, rail, x, rail, step.reached)]
                if index + 1 < len(stops):
                    onward = stops[index + 1].reached
                    lines += [Line(x, rail, x + gap / 2, rail, onward), Line(x + gap / 2, rail, x + gap, 0, onward)]
            if not stop.parties:
                nodes.append(Node(x, 0, stop.reached))
                if index == 0 or not stops[index - 1].parties:
                    lines.append(Line(x - gap if index else 0, 0, x, 0, stop.reached))
        return Strip(tuple(stops), tuple(map(self._placed, lines)), tuple(map(self._at, nodes)))

    def _stop(self, treaty: Treaty, state: TreatyState, reached: bool) -> Stop:
        step = treaty.history.get(state)
        taken: Mapping[str, Facet] = step.parties if step is not None else {}
        forks = state is TreatyState.RATIFIED and len(treaty.parties) == 2 and _path(treaty)[0][0] is not state
        parties = [
            self._party(party, taken.get(party), reached or party in taken)
            for party in (treaty.parties if forks else ())
        ]
        if step is None or forks:
            return Stop(state, reached, self._dated(step), tuple(parties))
        if self.differing(state, step):
            disputed = (self._party(party, facet, reached) for party, facet in taken.items() if self._dated(facet))
            return Stop(state, reached, self._dated(step), disputed=tuple(disputed))
        return Stop(state, reached, self._dated(step) or self._of_all(treaty, step))

    def _party(self, party: str, facet: Facet | None, reached: bool) -> PartyStep:
        return PartyStep(self._standings.actor(party).name, reached, self._dated(facet))

    def _of_all(self, treaty: Treaty, step: Step) -> str:
        """The date that each party gives for a step, where it is one and the same; else empty."""
        dates = {self._dated(step.parties.get(party)) for party in treaty.parties}
        return dates.pop() if len(dates) == 1 else ""

    def _dated(self, facet: Facet | None) -> str:
        return self._words.when(facet.date) if facet and facet.date and facet.date.year else ""

    def _placed(self, line: Line) -> Line:
        return dataclasses.replace(line, x1=self._x(line.x1), x2=self._x(line.x2))

    def _at(self, node: Node) -> Node:
        return dataclasses.replace(node, x=self._x(node.x))

    def _x(self, place: float) -> float:
        return round(place if self._words.direction == "ltr" else 100 - place, 2)

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

    # --- deals -------------------------------------------------------------------------------------------------------

    def plans(self, deals: Sequence[ArmsDeal]) -> list[Plan]:
        """Who supplies whom: the parties by twos, in the order in which they first come, a lane for each way and status."""
        between: dict[frozenset[str], list[ArmsDeal]] = {}
        for deal in deals:
            between.setdefault(frozenset((deal.supplier, deal.recipient)), []).append(deal)
        return [self._plan(of_two) for of_two in between.values()]

    def _plan(self, deals: Sequence[ArmsDeal]) -> Plan:
        first, second = deals[0].supplier, deals[0].recipient
        name = {party: self._standings.actor(party).name for party in (first, second)}
        lanes: dict[tuple[bool, Status], list[ArmsDeal]] = {}
        for deal in deals:
            lanes.setdefault((deal.supplier == first, deal.status), []).append(deal)
        return Plan(
            (name[first], name[second]),
            tuple(
                Lane(forward, status, LINES[status], name[same[0].supplier], name[same[0].recipient], tuple(same))
                for (forward, status), same in lanes.items()
            ),
        )

    def goods(self, deals: Iterable[ArmsDeal], most: int = 5) -> str:
        """What deals are about, as a list in a sentence; at most so many things, and how many more there are."""
        things = [
            self._words.isolate(" ".join(filter(None, (designation, item.description))))
            for deal in deals
            for designation, item in deal.items.items()
        ]
        more = [self._words.label("phrase.more", count=len(things) - most)] if len(things) > most + 1 else []
        return self._words.language.join([*things[: most if more else None], *more])

    def deal_numbers(self, deals: Sequence[ArmsDeal]) -> str:
        """Several deals by their numbers: “Arms deals 1–4, 7”."""
        places = {id_: place for place, id_ in enumerate(self._brief.arms_deals, 1)}
        numbers = self._ranges([places[deal.id] for deal in deals])
        return self._words.label("phrase.deal_numbers", count=len(deals), numbers=numbers)

    # --- statuses ----------------------------------------------------------------------------------------------------

    def overview(self) -> list[Count]:
        """How many statements have each status, firmest first; zeros too, since they are the news."""
        return [self._count(statuses) for statuses in _COLUMNS]

    def _count(self, statuses: tuple[Status, ...]) -> Count:
        brief = self._brief
        kinds = (
            (brief.claims, "phrase.claim_numbers"),
            (brief.arms_deals, "phrase.deal_numbers"),
            (brief.all_treaties, "phrase.treaty_numbers"),
        )
        names, total = [], 0
        for things, label in kinds:
            numbers = [place for place, thing in enumerate(things.values(), 1) if thing.status in statuses]
            total += len(numbers)
            if numbers and label == "phrase.treaty_numbers" and len(things) == 1:
                names.append(self._words.label("section.treaty"))
            elif numbers:
                names.append(self._words.label(label, count=len(numbers), numbers=self._ranges(numbers)))
        return Count(statuses, LINES[statuses[0]], total, tuple(names))

    def _ranges(self, numbers: Sequence[int]) -> str:
        """Numbers in ascending order, three neighbours or more as a range: “1–4, 7, 8”."""
        written = self._words.language.number
        found = []
        for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
            same = [number for _, number in run]
            parts = same if len(same) < 3 else [f"{written(same[0])}–{written(same[-1])}"]
            found += [part if isinstance(part, str) else written(part) for part in parts]
        return ", ".join(found)

    # --- events ------------------------------------------------------------------------------------------------------

    def marks_of(self, events: Sequence[Event]) -> list[Mark]:
        """The events in their order, and the cut-off where the first of those begins that all lie ahead of it."""
        cutoff = self._brief.cutoff or self._brief.date
        ahead = [
            event.date.kind == "expected" or (event.date.first_day is not None and event.date.first_day > cutoff)
            for event in events
        ]
        place = len(events) - len(list(itertools.takewhile(bool, reversed(ahead))))
        marks = [_mark(event) for event in events]
        return [*marks[:place], Mark(None, "cutoff", dated=True), *marks[place:]]


def _mark(event: Event) -> Mark:
    kind, dated = event.date.kind, event.date.year is not None
    if kind == "expected":
        return Mark(event, "expected", dated)
    if not dated:
        return Mark(event, "unknown", dated=False)
    return Mark(event, "exact" if kind == "exact" and event.date.day is not None else "about", dated=True)


def _path(treaty: Treaty) -> list[tuple[TreatyState, bool]]:
    """The states of a treaty's life, each with whether it is reached; none where its state is not known."""
    state = treaty.state
    if state is TreatyState.UNKNOWN:
        return []
    if state not in _LIFE:
        return [*((step, True) for step in _LIFE if step in treaty.history), (state, True)]
    path = [step for step in _LIFE if step in _STATIONS or step is state or step in treaty.history]
    return [(step, _LIFE.index(step) <= _LIFE.index(state)) for step in path]


_LIFE = tuple(TreatyState)[: list(TreatyState).index(TreatyState.IN_FORCE) + 1]
_STATIONS = {TreatyState.NEGOTIATION, TreatyState.SIGNED, TreatyState.RATIFIED, TreatyState.IN_FORCE}
"""The states that a treaty passes as a rule; the others are shown where it has passed them."""
_BY_EACH_PARTY = {TreatyState.RATIFIED, TreatyState.DENOUNCED}
_COLUMNS = (*((status,) for status in list(Status)[:6]), (Status.REFUTED, Status.WITHDRAWN))
"""Refuted and withdrawn share the last column of the overview."""
