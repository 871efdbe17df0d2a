"""How high each thing is marked: its own marking, else that of what it belongs to, and never lower than what its texts cite."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefgen import text
from briefgen.diagnostics import Path
from briefgen.kept import kept
from briefgen.model.base import Prose, Record
from briefgen.model.brief import Brief
from briefgen.model.fields import leaves, records, shapes_of
from briefgen.model.results import Decision
from briefgen.model.statement import Item, Restricted, Statement
from briefgen.standards import MarkingScheme
from briefgen.tailor.wordings import of_brief


class Marked(NamedTuple):
    """A marking, and the id whose citation raised it above the thing's own; None where none did."""

    marking: str
    raised_by: str | None


class Markings:
    """The markings of one brief under one scheme. What a field in `omits` cites raises nothing: it is not shown."""

    def __init__(self, brief: Brief, scheme: MarkingScheme, omits: Iterable[str] = ()) -> None:
        self._brief, self._scheme, self._omits = brief, scheme, frozenset(omits)
        self._default = brief.marking or next(iter(scheme.labels))
        items = {item.id: item for _, item in brief.items()}
        self._cited = {id_: tuple(_shown(cited, self._omits)) for id_, cited in _citations(brief)}
        self._of_items = self._spread({name: item.marking or self._default for name, item in items.items()})

    def _spread(self, own: Mapping[str, str]) -> Mapping[str, str]:
        """The marking of each item, citations of citations counted: the highest spread first, so that a circle ends."""
        citing = defaultdict(list)
        for name, cited in self._cited.items():
            for below in cited:
                citing[below].append(name)
        reached: dict[str, str] = {}
        for start in sorted(own, key=lambda name: -self._scheme.rank(own[name])):
            waiting = [start]
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached[name] = own[start]
                    waiting += citing[name]
        return reached

    def of(self, thing: Restricted, whole: str | None = None) -> Marked:
        """The marking of a thing with what it cites; `whole` is the marking of what it is part of, None for the brief's."""
        marked = Marked(thing.marking or whole or self._default, None)
        for name in self._cited[thing.id] if isinstance(thing, Item) else cited_by(thing, self._omits):
            marking = self._of_items.get(name, self._default)
            if self._scheme.rank(marking) > self._scheme.rank(marked.marking):
                marked = Marked(marking, name)
        return marked

    def allows(self, ceiling: str, marking: str) -> bool:
        """Whether an audience with this ceiling may see what is so marked."""
        return self._scheme.allows(ceiling, marking)

    def highest(self, shown: Brief, decisions: Iterable[Decision], background: Iterable[Statement] = ()) -> str:
        """The highest marking of what is left of the brief, where each thing tells its own; the brief's where nothing is.

        The texts of the brief that cannot carry a marking have that of what they cited before they were filtered.
        """
        kept = {(decision.collection, decision.id) for decision in decisions if decision.kept}
        found = [self.of(wording).marking for field, name, wording in of_brief(self._brief) if (field, name) in kept]
        found += [statement.marking for statement in background if statement.marking]
        found += [thing.marking for _, thing in records(shown) if isinstance(thing, Restricted) and thing.marking]
        return self._scheme.highest(found or [self._default])


def cited_by(thing: Record, omits: frozenset[str]) -> Iterator[str]:
    """The ids that its texts cite, in order; omitted fields and parts with a marking of their own (facets, points) aside."""
    return _shown(_cited_at(thing), omits)


@kept
def _citations(brief: Brief) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    """What each item of a brief cites, and where; each audience asks for it."""
    return ((id_, list(_cited_at(item))) for id_, item in {item.id: item for _, item in brief.items()}.items())


def _cited_at(thing: Record) -> Iterator[tuple[Path, str]]:
    """The ids that its texts cite, each with the place of the text; parts with a marking of their own aside."""
    parts = [name for name in _parts_of(type(thing)) if getattr(thing, name)]
    for leaf in leaves(thing.model_copy(update=dict.fromkeys(parts)) if parts else thing):
        prose = leaf.mark(Prose)
        if prose is not None and not leaf.is_key:
            yield from ((leaf.path, id_) for id_ in cited_in(leaf.value, prose))


def _shown(cited: Iterable[tuple[Path, str]], omits: frozenset[str]) -> Iterator[str]:
    """What is cited by fields that are not omitted."""
    return (id_ for path, id_ in cited if omits.isdisjoint((path[0], path[-1])))


def cited_in(words: str, prose: Prose) -> Iterator[str]:
    """The ids that a text cites, in order; a verbatim quotation cites nothing."""
    if "[@" in words and prose.form != "quote":
        for citation in text.citations(words, block=prose.form == "block"):
            yield from citation.ids


@functools.cache
def _parts_of(model: type[Record]) -> tuple[str, ...]:
    """The fields that hold parts with a marking of their own."""
    held = ((name, shape.innermost.record) for name, shape in shapes_of(model).items())
    return tuple(name for name, record in held if record is not None and issubclass(record, Restricted))
