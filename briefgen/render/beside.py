"""What must stand beside each text of a memo that tells a statement: the word for its status, and the name of its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.results import Beside, TailoredBrief
from briefgen.model.subjects import Facet, Treaty
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words
from briefgen.text import citations


def beside(tailored: TailoredBrief, standings: Standings, words: Words) -> Iterator[Beside]:
    """For each text that the memo prints, by its key, what a reader must find beside it.

    A statement without a text of its own is told by its name. Prose has the standing of what it cites.
    """
    for key, own in _standings(tailored, standings):
        if key in tailored.texts:
            label = words.label(f"status.{own.status}.label")
            yield Beside(key, label, own.speaker.name, each=key not in tailored.brief.sections)


def _standings(tailored: TailoredBrief, standings: Standings) -> Iterator[tuple[str, Standing]]:
    brief, texts = tailored.brief, tailored.texts
    for id_, statement in brief.statements.items():
        yield id_ if id_ in texts else f"{id_}.name", standings.standing(statement)
    for treaty in brief.all_treaties.values():
        yield from _of_facets(treaty, standings)
    for event in brief.timeline.values():
        yield from ((event.id, own) for own in standings.standings(event))
    for id_, section in brief.sections.items():
        yield from _cited(id_, texts, standings, block=True)
        for index, _ in enumerate(section.points):
            yield from _cited(f"{id_}.points.{index}", texts, standings, block=False)


def _of_facets(treaty: Treaty, standings: Standings) -> Iterator[tuple[str, Standing]]:
    """The standing of the parts of a treaty that have one of their own."""
    for place, facet in _facets(treaty):
        if (own := standings.departing(facet, treaty)) is not None:
            yield from ((f"{treaty.id}.{place}.{part}", own) for part in ("text", "expected"))


def _facets(treaty: Treaty) -> Iterable[tuple[str, Facet]]:
    for name in ("signing", "scope", "replaces"):
        if (facet := getattr(treaty, name)) is not None:
            yield name, facet
    for state, step in treaty.history.items():
        yield f"history.{state}", step
        yield from ((f"history.{state}.parties.{party}", taken) for party, taken in step.parties.items())


def _cited(key: str, texts: Mapping[str, str], standings: Standings, *, block: bool) -> Iterator[tuple[str, Standing]]:
    """The standing of the statements that a text of the desk cites."""
    ids = (id_ for citation in citations(texts.get(key, ""), block=block) for id_ in citation.ids)
    yield from ((key, cited.own) for cited in standings.cited(ids))
