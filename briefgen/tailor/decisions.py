"""Thing by thing, whether an audience gets it, and why: a list of plain statements, made before anything is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.model.audience import Audience, SectionName
from briefgen.model.brief import Brief, Wording
from briefgen.model.figures import Figure
from briefgen.model.items import Event, Term
from briefgen.model.results import Decision
from briefgen.model.statement import Item, Restricted, Statement
from briefgen.model.subjects import ArmsDeal
from briefgen.tailor.markings import Marked, Markings
from briefgen.tailor.wordings import of_brief

FOLLOWING = ("actors", "sources", "glossary")
"""Collections whose things follow what they are used for: no section, number or space keeps them out."""

PART_OF: dict[str, SectionName] = {"bottom_line": "bottom_line", "so_what": "bottom_line", "withdrawn": "changed"}
"""The part of the memo in which a text of the brief is printed; the others are printed in every memo."""


def decide(brief: Brief, audience: Audience, markings: Markings, without: frozenset[str]) -> tuple[Decision, ...]:
    """A decision for every text of the brief, every item and every term, in the order of the format.

    A text of a part that the audience does not take is not weighed: there is nothing that its desk would have to reword.
    """
    maker = _Maker(brief, audience, markings, without)
    texts = [maker.of_text(field, name, wording) for field, name, wording in of_brief(brief) if maker.weighs(field)]
    items = [maker.of_item(collection, item) for collection, item in brief.items()]
    terms = [maker.of_term(name, term) for name, term in brief.glossary.items()]
    return (*texts, *items, *terms)


def why_withheld(thing: Restricted, audience: Audience, markings: Markings, marked: Marked) -> str | None:
    """Why an audience may not see a thing so marked; None where it may."""
    if not markings.allows(audience.ceiling, marked.marking):
        return f"marked {marked.marking}, above the ceiling {audience.ceiling}{_because(marked)}"
    if thing.only_for and audience.name not in thing.only_for:
        return f"only for {', '.join(thing.only_for)}"
    if audience.name in thing.not_for:
        return f"not for {audience.name}"
    return None


def speakers(thing: object) -> Iterator[str]:
    """Those without whom a statement, a facet or an event cannot be told: who says it, who gives, who receives."""
    for field in ("claimant", "supplier", "recipient") if isinstance(thing, ArmsDeal) else ("claimant",):
        if (name := getattr(thing, field, None)) is not None:
            yield name


def _because(marked: Marked) -> str:
    return f", because it cites [@{marked.raised_by}]" if marked.raised_by else ""


class _Maker:
    def __init__(self, brief: Brief, audience: Audience, markings: Markings, without: frozenset[str]) -> None:
        self._audience, self._markings, self._without = audience, markings, without
        self._taken: Counter[str] = Counter()
        actors = brief.actors.values()  # they stand at the end of the format, and a statement must know of them before
        self._gone = {actor.id for actor in actors if why_withheld(actor, audience, markings, markings.of(actor))}

    def weighs(self, field: str) -> bool:
        taken = field not in PART_OF or self._audience.takes(PART_OF[field]) is not None
        return taken and field not in self._audience.omits

    def of_text(self, field: str, name: str, wording: Wording) -> Decision:
        return self._decision(field, name, wording, None)

    def of_term(self, name: str, term: Term) -> Decision:
        made = self._decision("glossary", name, term, None)
        if made.kept and self._audience.prints("glossary") is None:
            return Decision("glossary", name, kept=False, why="the audience takes no method, which holds the glossary")
        return made

    def of_item(self, collection: str, item: Item) -> Decision:
        return self._decision(collection, item.id, item, None if collection in FOLLOWING else item)

    def _decision(self, collection: str, name: str, thing: Restricted, item: Item | None) -> Decision:
        """By marking and audience, which hold for everything; then an item by what the audience takes."""
        marked = self._markings.of(thing)
        why = why_withheld(thing, self._audience, self._markings, marked)
        if why is None and item is not None:
            why = self._why_untold(item)
        if why is not None:
            if isinstance(thing, Item):
                self._gone.add(name)
            return Decision(collection, name, kept=False, why=why, withheld=True)
        if item is not None and (why := self._why_not_taken(collection)) is not None:
            return Decision(collection, name, kept=False, why=why)
        if item is not None and name in self._without:
            return Decision(collection, name, kept=False, why="left out for space", for_space=True)
        kept = f"marked {marked.marking}{_because(marked)}, within the ceiling {self._audience.ceiling}"
        return Decision(collection, name, kept=True, why=kept)

    def _why_untold(self, item: Item) -> str | None:
        """By status, by what it cannot be told without: such an item is withheld."""
        if isinstance(item, Statement) and self._audience.statuses and item.status not in self._audience.statuses:
            return f"status {item.status} is not among those the audience takes"
        if isinstance(item, (Statement, Event)) and not self._gone.isdisjoint(speakers(item)):
            return "names an actor that is withheld"
        if isinstance(item, Event) and item.based_on and not item.evidence and self._gone.issuperset(item.based_on):
            return "rests only on what is withheld"
        if isinstance(item, Figure) and not self._gone.isdisjoint(item.based_on):
            return "its numbers are taken from what is withheld"
        return None

    def _why_not_taken(self, collection: str) -> str | None:
        """By section, by number: such an item is not printed, and what cites it may tell its source."""
        choice = self._audience.prints(collection)
        if choice is None:
            return f"the audience takes no {collection.replace('_', ' ')}"
        if choice.limit is not None and self._taken[collection] >= choice.limit:
            return f"beyond the first {choice.limit}"
        self._taken[collection] += 1  # what is left out for space keeps its place, or the next would take it
        return None
