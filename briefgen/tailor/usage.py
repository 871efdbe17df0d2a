"""What actors, sources and terms are used for: those that only withheld things use would tell of these, and go too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefgen.kept import kept
from briefgen.model.base import Prose, Record, Ref
from briefgen.model.brief import Brief
from briefgen.model.fields import leaves
from briefgen.model.items import Actor, Source, Term
from briefgen.model.results import Decision
from briefgen.model.statement import Statement
from briefgen.tailor.decisions import FOLLOWING
from briefgen.tailor.markings import cited_in
from briefgen.tailor.wordings import of_brief


def follow(
    decisions: Sequence[Decision], brief: Brief, content: Brief, background: Iterable[Statement]
) -> tuple[Decision, ...]:
    """The decisions, with those on actors, sources and terms that the whole brief uses and what is shown does not.

    Shown are `content` and, of the statements in the `background`, who says them and their sources.

    What nothing of the whole brief uses is kept: it follows nothing.
    """
    everywhere, shown = set(_of_all(brief)), _used(content, content.glossary, background)
    return tuple(
        Decision(decision.collection, decision.id, kept=False, why="used by nothing that is shown")
        if decision.kept
        and decision.collection in FOLLOWING
        and (decision.collection, decision.id) in everywhere - shown
        else decision
        for decision in decisions
    )


@kept
def _of_all(brief: Brief) -> set[tuple[str, str]]:
    """What a whole brief uses; each audience asks for it."""
    return _used(brief, brief.glossary)


def _used(brief: Brief, glossary: Mapping[str, Term], background: Iterable[Statement] = ()) -> set[tuple[str, str]]:
    """The actors, sources and terms that a brief uses, each with its collection."""
    uses = _Uses(brief)
    uses.add(background)
    terms = [name for name in glossary if uses.names(name, inflected=True)]
    uses.add(glossary[name] for name in terms)
    actors = {name for name, actor in brief.actors.items() if name in uses.ids or uses.names(*_names(actor))}
    sources = {name for name in brief.sources if name in uses.ids}
    actors = _closed(actors, {name: (actor.of,) for name, actor in brief.actors.items()})
    sources = _closed(sources, {name: source.derived_from for name, source in brief.sources.items()})
    return {
        *(("glossary", name) for name in terms),
        *(("actors", name) for name in actors),
        *(("sources", name) for name in sources),
    }


def _names(actor: Actor) -> list[str]:
    return [name for name in (actor.body, actor.person, *actor.aliases) if name]


def _closed(names: Iterable[str], links: Mapping[str, Iterable[str | None]]) -> set[str]:
    """The names and all that they lead to: the body that an actor belongs to, the source that a source was made from."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name not in found and name in links:
            found.add(name)
            waiting += [linked for linked in links[name] if linked is not None]
    return found


class _Uses:
    """What the things of a brief refer to and what words they use; actors, sources and terms aside."""

    def __init__(self, brief: Brief) -> None:
        self.ids: set[str] = set()
        self._words = ""
        self.add(wording for _, _, wording in of_brief(brief))
        self.add(item for _, item in brief.items() if not isinstance(item, (Actor, Source)))

    def add(self, things: Iterable[Record]) -> None:
        """Counts the references, citations and words of these things in."""
        words = []
        for leaf in (leaf for thing in things for leaf in leaves(thing)):
            if Ref in leaf.marks:
                self.ids.add(str(leaf.value))
            elif (prose := leaf.mark(Prose)) is not None:
                self.ids.update(cited_in(leaf.value, prose))
                words.append(leaf.value)
        self._words = "\n".join([self._words, *words]).casefold()

    def names(self, *names: str, inflected: bool = False) -> bool:
        """Whether the texts hold one of these names, as words of their own; with `inflected`, whatever endings they have."""
        ending = r"\w*" if inflected else ""
        between = rf"{ending}\s+"
        bodies = (between.join(map(re.escape, name.casefold().split())) for name in names)
        return any(re.search(rf"(?<!\w){body}{ending}(?!\w)", self._words) for body in bodies)
