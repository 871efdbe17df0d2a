"""How high each item is marked: its own marking, else the brief's, and never lower than what its texts cite."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen import text
from briefgen.model.base import Prose
from briefgen.model.brief import Brief, Item, Restricted, Wording
from briefgen.model.fields import leaves
from briefgen.standards import MarkingScheme


class Markings:
    """The markings of one brief under one scheme."""

    def __init__(self, brief: Brief, scheme: MarkingScheme) -> None:
        self._scheme = scheme
        self._default = brief.marking or next(iter(scheme.labels))
        self._items = {item.id: item for _, item in brief.items()}
        self._known: dict[str, str] = {}

    def own(self, thing: Restricted) -> str:
        """The marking that it carries, or the brief's."""
        return thing.marking or self._default

    def of_item(self, item: Item) -> str:
        """The marking of an item, its citations counted."""
        if item.id not in self._known:
            self._known[item.id] = self.own(item)  # a circle of citations ends here
            self._known[item.id] = self.highest([self.own(item), *map(self.of_id, cited_by(item))])
        return self._known[item.id]

    def of_id(self, name: str) -> str:
        """The marking of the item with this id; the brief's where there is none."""
        item = self._items.get(name)
        return self._default if item is None else self.of_item(item)

    def of_text(self, holder: Restricted, words: str) -> tuple[str, str | None]:
        """The marking of one wording of a holder, and the id that raises it above the holder's own; None where none does."""
        marking, raised_by = self.own(holder), None
        for citation in text.citations(words):
            for name in citation.ids:
                if self._scheme.rank(self.of_id(name)) > self._scheme.rank(marking):
                    marking, raised_by = self.of_id(name), name
        return marking, raised_by

    def allows(self, ceiling: str, marking: str) -> bool:
        """Whether an audience with this ceiling may see what is so marked."""
        return self._scheme.allows(ceiling, marking)

    def rank(self, marking: str) -> int:
        """The place of a marking in its scheme, 0 for the lowest."""
        return self._scheme.rank(marking)

    def highest(self, markings: Iterable[str]) -> str:
        """The highest of them; the brief's own where there are none."""
        found = list(markings)
        return self._scheme.highest(found) if found else self._default


def cited_by(record: Item | Wording) -> list[str]:
    """The ids that its texts cite, other wordings left aside, in order."""
    found: list[str] = []
    for leaf in leaves(record):
        prose = leaf.mark(Prose)
        if prose is not None and prose.form in ("inline", "block") and "short" not in leaf.path and "[@" in leaf.value:
            for citation in text.citations(leaf.value, block=prose.form == "block"):
                found += citation.ids
    return found
