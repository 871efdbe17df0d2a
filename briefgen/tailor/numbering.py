"""Reference numbers: one for a source, a second for each quotation of it; so many passages cannot look like many sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen import text
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief, Facet, Item, Passage, Source, Statement, Step
from briefgen.model.results import NumberedPassage, NumberedSource, SourceBase
from briefgen.model.vocabulary import SourceKind

Evidence = Mapping[str, tuple[Passage, ...]]

PRIMARY = (SourceKind.PRIMARY, SourceKind.STATEMENT)


def number(brief: Brief) -> tuple[tuple[NumberedSource, ...], Mapping[str, tuple[NumberedPassage, ...]]]:
    """The sources with their numbers, in the brief's order, and the passages that each key rests on.

    Passages are numbered in the order in which the brief first uses them. A source of which one passage is used has that
    passage numbered “3”; one with several, “3.1”, “3.2”.
    """
    used: dict[str, dict[str, list[str]]] = {name: {} for name in brief.sources}
    firsts: dict[tuple[str, str], Passage] = {}
    own: dict[str, list[tuple[str, str]]] = {}
    for key, evidence in _evidence(brief):
        for cited, passages in evidence.items():
            for passage in passages:
                place = (cited, " ".join(passage.quote.split()))
                firsts.setdefault(place, passage)
                users = used[cited].setdefault(place[1], [])
                if key not in users:
                    users.append(key)
                own.setdefault(key, []).append(place)
    numbered: dict[tuple[str, str], NumberedPassage] = {}
    sources = []
    for count, (name, source) in enumerate(brief.sources.items(), 1):
        quotes = used[name]
        for index, (quote, users) in enumerate(quotes.items(), 1):
            label = str(count) if len(quotes) == 1 else f"{count}.{index}"
            numbered[name, quote] = NumberedPassage(label, name, firsts[name, quote], tuple(users))
        sources.append(NumberedSource(count, source, tuple(numbered[name, quote] for quote in quotes)))
    resting = {key: _distinct(numbered[place] for place in places) for key, places in own.items()}
    return tuple(sources), FrozenMap({**resting, **_derived(brief, resting)})


def _distinct(passages: Iterator[NumberedPassage]) -> tuple[NumberedPassage, ...]:
    return tuple(dict.fromkeys(passages))


def _evidence(brief: Brief) -> Iterator[tuple[str, Evidence]]:
    """Every evidence with the key of what rests on it, in the order of the brief."""
    for statement in brief.statements.values():
        yield statement.id, statement.evidence
        for actor, response in statement.responses.items():
            yield f"{statement.id}.responses.{actor}", response.evidence
    for treaty in brief.all_treaties.values():
        for name in ("signing", "scope", "replaces"):
            facet: Facet | None = getattr(treaty, name)
            if facet is not None:
                yield from _facet(f"{treaty.id}.{name}", facet)
        for state, step in treaty.history.items():
            yield from _facet(f"{treaty.id}.history.{state}", step)
    for event in brief.timeline.values():
        yield event.id, event.evidence
    for judgement in brief.judgements.values():
        if judgement.outcome is not None:
            yield f"{judgement.id}.outcome", judgement.outcome.evidence


def _facet(key: str, facet: Facet) -> Iterator[tuple[str, Evidence]]:
    yield key, facet.evidence
    for actor, response in facet.responses.items():
        yield f"{key}.responses.{actor}", response.evidence
    if isinstance(facet, Step):
        for party, step in facet.parties.items():
            yield from _facet(f"{key}.parties.{party}", step)


def _derived(brief: Brief, own: Mapping[str, tuple[NumberedPassage, ...]]) -> dict[str, tuple[NumberedPassage, ...]]:
    """What rests on passages through other items: judgements, events, the bottom line."""
    items: dict[str, Item] = {item.id: item for _, item in brief.items()}

    def through(name: str, seen: frozenset[str]) -> Iterator[NumberedPassage]:
        yield from own.get(name, ())
        for below in getattr(items.get(name), "based_on", ()):
            if below not in seen:
                yield from through(below, seen | {below})

    derived = {}
    for name, item in items.items():
        if not isinstance(item, (Statement, Source)) and hasattr(item, "based_on"):
            derived[name] = _distinct(through(name, frozenset({name})))
    if brief.bottom_line is not None:
        cited = [name for citation in text.citations(brief.bottom_line.text) for name in citation.ids]
        derived["bottom_line"] = _distinct(p for name in cited for p in through(name, frozenset({name})))
    return {key: passages for key, passages in derived.items() if passages}


def base(brief: Brief) -> SourceBase:
    """The counts of what the memo rests on. Sources of one group, one origin, or one made from another count as one group."""
    group = {name: name for name in brief.sources}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    origins: dict[str, str] = {}
    for name, source in brief.sources.items():
        linked = [other for other in source.derived_from if other in group]
        named = [origin.casefold() for origin in (source.independence, source.upstream) if origin is not None]
        linked += [origins.setdefault(origin, name) for origin in named]
        for other in linked:
            group[root(name)] = root(other)
    primary = sum(1 for source in brief.sources.values() if source.kind in PRIMARY)
    return SourceBase(len(group), len({root(name) for name in group}), primary)
