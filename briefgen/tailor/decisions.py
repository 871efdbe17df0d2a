"""Item by item, whether an audience gets it, and why: a list of plain statements, made before anything is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from briefgen.model.audience import Audience, SectionName
from briefgen.model.base import Prose, Ref
from briefgen.model.brief import Actor, ArmsDeal, Brief, Event, Item, Restricted, Source, Statement
from briefgen.model.fields import leaves
from briefgen.model.results import Decision
from briefgen.tailor.markings import Markings

FOLLOWING = ("actors", "sources")
"""Collections whose things follow what they are used for."""


def decide(brief: Brief, audience: Audience, markings: Markings, without: frozenset[str]) -> tuple[Decision, ...]:
    """A decision for every item of the brief, in the order of the format."""
    maker = _Maker(brief, audience, markings, without)
    made = [maker.decide(collection, item) for collection, item in brief.items() if collection not in FOLLOWING]
    withheld_actors = [maker.decide("actors", actor) for actor in brief.actors.values()]
    gone = {decision.id for decision in withheld_actors if not decision.kept}
    made = [maker.without_speaker(decision, gone) for decision in made]
    made = [maker.without_basis(decision, {d.id for d in made if not d.kept}) for decision in made]
    dropped = {decision.id for decision in made if not decision.kept}
    sources = [maker.decide("sources", source) for source in brief.sources.values()]
    following = [maker.following(decision, dropped) for decision in (*withheld_actors, *sources)]
    return (*made, *following)


def why_withheld(thing: Restricted, audience: Audience, markings: Markings, marking: str) -> str | None:
    """Why an audience may not see a thing so marked; None where it may."""
    if not markings.allows(audience.ceiling, marking):
        return f"marked {marking}, above the ceiling {audience.ceiling}"
    if thing.only_for and audience.name not in thing.only_for:
        return f"only for {', '.join(thing.only_for)}"
    if audience.name in thing.not_for:
        return f"not for {audience.name}"
    return None


class _Maker:
    def __init__(self, brief: Brief, audience: Audience, markings: Markings, without: frozenset[str]) -> None:
        self._brief, self._audience, self._markings, self._without = brief, audience, markings, without
        self._items = {item.id: item for _, item in brief.items()}
        self._taken: Counter[str] = Counter()
        self._uses: dict[frozenset[str], Uses] = {}

    def decide(self, collection: str, item: Item) -> Decision:
        """By marking, by audience, by section, by status, by number, for space."""
        why = why_withheld(item, self._audience, self._markings, self._markings.of_item(item))
        choice = self._audience.takes(cast("SectionName", collection))
        if why is None and collection not in FOLLOWING:
            if choice is None:
                why = f"the audience takes no {collection.replace('_', ' ')}"
            elif self._audience.statuses and isinstance(item, Statement) and item.status not in self._audience.statuses:
                why = f"status {item.status} is not among those the audience takes"
            elif choice.limit is not None and self._taken[collection] >= choice.limit:
                why = f"beyond the first {choice.limit}"
            elif item.id in self._without:
                why = "left out for space"
            else:
                self._taken[collection] += 1
        return Decision(collection, item.id, why is None, why or f"{self._markings.of_item(item)}, within the ceiling")

    def without_speaker(self, decision: Decision, gone: set[str]) -> Decision:
        """A statement whose speaker, supplier or recipient is withheld cannot be printed, and goes too."""
        item = self._items[decision.id]
        if decision.kept and isinstance(item, Statement):
            named = {item.claimant, *((item.supplier, item.recipient) if isinstance(item, ArmsDeal) else ())}
            if named & gone:
                return Decision(decision.collection, decision.id, kept=False, why="names an actor that is withheld")
        return decision

    def without_basis(self, decision: Decision, gone: set[str]) -> Decision:
        """An event that is taken from nothing but withheld statements goes with them."""
        item = self._items[decision.id]
        if decision.kept and isinstance(item, Event) and item.based_on and set(item.based_on) <= gone:
            return Decision(decision.collection, decision.id, kept=False, why="rests only on what is withheld")
        return decision

    def following(self, decision: Decision, dropped: set[str]) -> Decision:
        """An actor or source that only withheld things use is not named either."""
        item = self._items[decision.id]
        if decision.kept and not is_used(item, self._used(dropped)) and is_used(item, self._used(set())):
            return Decision(decision.collection, decision.id, kept=False, why="used only by what is withheld")
        return decision

    def _used(self, dropped: set[str]) -> Uses:
        key = frozenset(dropped)
        if key not in self._uses:
            kept = [item for name, item in self._items.items() if name not in dropped]
            self._uses[key] = Uses(kept, self._brief)
        return self._uses[key]


class Uses:
    """What some items of a brief refer to and what words they use."""

    def __init__(self, items: list[Item], brief: Brief) -> None:
        self.ids: set[str] = set()
        words: list[str] = []
        owners: Mapping[str, str | None] = {name: actor.of for name, actor in brief.actors.items()}
        for record in (
            *(item for item in items if not isinstance(item, (Actor, Source))),
            brief.title,
            brief.bottom_line,
        ):
            if record is None:
                continue
            for leaf in leaves(record):
                if leaf.mark(Ref) is not None:
                    self.ids.add(str(leaf.value))
                elif leaf.mark(Prose) is not None:
                    words.append(str(leaf.value))
        self.words = "\n".join(words).casefold()
        for name in list(self.ids):
            owner = owners.get(name)
            while owner is not None and owner not in self.ids:
                self.ids.add(owner)
                owner = owners.get(owner)


def is_used(item: Item, uses: Uses) -> bool:
    """Whether an actor or source is referred to, cited, or (an actor) named in a text."""
    if item.id in uses.ids or f"@{item.id}" in uses.words:
        return True
    if isinstance(item, Actor):
        names = [name for name in (item.body, item.person, *item.aliases) if name]
        return any(name.casefold() in uses.words for name in names)
    return False
