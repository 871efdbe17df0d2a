"""Reference numbers: one for a source, a second for each quotation of it; so many passages cannot look like many sources."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from briefgen import text
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.figures import Figure
from briefgen.model.groups import groups
from briefgen.model.items import Event, Judgement, Source
from briefgen.model.results import NumberedPassage, NumberedSource, SourceBase
from briefgen.model.statement import Evidence, Passage, Statement
from briefgen.model.vocabulary import SourceKind
from briefgen.tailor import responses

PRIMARY = (SourceKind.PRIMARY, SourceKind.STATEMENT)


def number(
    brief: Brief, background: Mapping[str, Statement]
) -> tuple[tuple[NumberedSource, ...], Mapping[str, tuple[NumberedPassage, ...]]]:
    """The sources with their numbers, in the brief's order, and the passages that each key rests on.

    Passages are numbered in the order in which the brief first uses them. A source of which one passage is used has that
    passage numbered “3”; one with several, “3.1”, “3.2”.
    """
    used: dict[str, dict[str, list[str]]] = {name: {} for name in brief.sources}
    firsts: dict[tuple[str, str], Passage] = {}
    own: dict[str, list[tuple[str, str]]] = {}
    for key, evidence in itertools.chain(
        _evidence(brief), ((id_, thing.evidence) for id_, thing in background.items())
    ):
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
    return tuple(sources), FrozenMap({**resting, **_inherited(brief, resting), **_derived(brief, resting)})


def _distinct(passages: Iterator[NumberedPassage]) -> tuple[NumberedPassage, ...]:
    return tuple(dict.fromkeys(passages))


def _evidence(brief: Brief) -> Iterator[tuple[str, Evidence]]:
    """Every evidence with the key of what rests on it, in the order of the brief."""
    for key, thing in responses.answerable(brief):
        yield key, thing.evidence
        for actor, response in thing.responses.items():
            yield f"{key}.responses.{actor}", response.evidence
    for event in brief.timeline.values():
        yield event.id, event.evidence
    for judgement in brief.judgements.values():
        if judgement.outcome is not None:
            yield f"{judgement.id}.outcome", judgement.outcome.evidence


def _inherited(brief: Brief, own: Mapping[str, tuple[NumberedPassage, ...]]) -> dict[str, tuple[NumberedPassage, ...]]:
    """What answers without evidence of their own rest on: that of what they answer."""
    return {
        f"{key}.responses.{actor}": own[key]
        for key, thing in responses.answerable(brief)
        for actor, response in thing.responses.items()
        if key in own and responses.rests_on_statement(response)
    }


def _derived(brief: Brief, own: Mapping[str, tuple[NumberedPassage, ...]]) -> dict[str, tuple[NumberedPassage, ...]]:
    """What rests on passages through other items: judgements, events, the bottom line."""
    below: dict[str, Sequence[str]] = {
        item.id: item.based_on for _, item in brief.items() if isinstance(item, (Judgement, Event, Figure))
    }
    below |= {f"{item.id}.outcome": item.outcome.based_on for item in brief.judgements.values() if item.outcome}
    resting: dict[str, tuple[str, ...]] = {name: (name,) for name in below}
    if brief.bottom_line is not None:
        resting["bottom_line"] = tuple(name for cited in text.citations(brief.bottom_line.text) for name in cited.ids)

    def through(names: Sequence[str]) -> Iterator[NumberedPassage]:
        waiting, seen = list(reversed(names)), set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                yield from own.get(name, ())
                waiting += reversed(below.get(name, ()))

    derived = {key: _distinct(through(names)) for key, names in resting.items()}
    return {key: passages for key, passages in derived.items() if passages}


def base(brief: Brief, shown: Mapping[str, Source]) -> SourceBase:
    """The counts of what the memo rests on: of the sources `shown`, by the links that the whole brief knows.

    What makes sources one group (`model.groups`) does so also through a source that is not shown: leaving a source out makes no
    others independent.
    """
    of_group = groups(brief)
    primary = sum(1 for source in shown.values() if source.kind in PRIMARY)
    return SourceBase(len(shown), len({of_group[name] for name in shown}), primary)
