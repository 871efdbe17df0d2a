"""The brief in the words that are meant for one audience; whatever is judged or shown afterwards is judged by these words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from briefgen.model.audience import Audience
from briefgen.model.base import FrozenMap
from briefgen.model.brief import COLLECTIONS, Brief, Wording
from briefgen.model.items import Point, Section
from briefgen.model.statement import EVERY_AUDIENCE, Item
from briefgen.standards import MarkingScheme

Worded = TypeVar("Worded", Item, Point, Wording)


def choose(brief: Brief, audience: Audience, scheme: MarkingScheme) -> Brief:
    """The brief with one wording of each text, the one for this audience, and with all treaties under `treaties`.

    Who writes a title or bottom line under an audience's own name says that this audience may see it: such a wording is
    marked no higher than the ceiling. What it cites counts all the same, and so do the `only_for` and `not_for` beside it. A
    wording for all audiences that want a short one says nothing of the kind, neither does one for an audience that this one
    extends, and neither does a wording of an item: it would let out the item's evidence and speaker too.
    """

    def of_brief(wording: Wording) -> Wording:
        marking = wording.marking or brief.marking
        if audience.name in wording.short and marking is not None and not scheme.allows(audience.ceiling, marking):
            wording = wording.model_copy(update={"marking": audience.ceiling})
        return _worded(wording, audience)

    def of_item(item: Item) -> Item:
        if isinstance(item, Section):
            points = tuple(_worded(point, audience) for point in item.points)
            item = item.model_copy(update={"points": points})
        return _worded(item, audience)

    updates: dict[str, Any] = {
        name: FrozenMap({id_: of_item(item) for id_, item in getattr(brief, name).items()}) for name in COLLECTIONS
    }
    updates["treaty"] = None
    updates["treaties"] = FrozenMap({id_: of_item(treaty) for id_, treaty in brief.all_treaties.items()})
    updates["title"] = of_brief(brief.title)
    updates["bottom_line"] = of_brief(brief.bottom_line) if brief.bottom_line else None
    return brief.model_copy(update=updates)


def _worded(thing: Worded, audience: Audience) -> Worded:
    if not thing.short or "text" not in type(thing).model_fields:
        return thing
    names = (audience.name, *audience.kin, *([EVERY_AUDIENCE] if audience.short else []))
    text = next((thing.short[name] for name in names if name in thing.short), None)
    chosen: Mapping[str, Any] = {} if text is None else {"text": text}
    return thing.model_copy(update={**chosen, "short": FrozenMap()})


def of_brief(brief: Brief) -> Iterator[tuple[str, str, Wording]]:
    """The texts that belong to no item, each with the field it stands in and its id there, in the order of the format."""
    yield "title", "title", brief.title
    if brief.bottom_line is not None:
        yield "bottom_line", "bottom_line", brief.bottom_line
    if brief.so_what is not None:
        yield "so_what", "so_what", Wording.model_construct(text=brief.so_what)
    for name, why in brief.withdrawn.items():
        yield "withdrawn", name, Wording.model_construct(text=why)
    for index, correction in enumerate(brief.corrections):
        yield "corrections", str(index), Wording.model_construct(text=correction.text)
