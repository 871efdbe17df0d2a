"""What a text rests on: the statements that it tells or cites, their evidence, and the names that a brief declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen import i18n, text
from briefgen.model.base import Record
from briefgen.model.fields import records
from briefgen.model.items import Judgement
from briefgen.model.statement import Passage, Statement
from briefgen.model.subjects import ArmsDeal, Claim

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief


def evidence_of(record: Record) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """All evidence of a thing, source by source: its own, that of its parts, and that of the answers to it."""
    if isinstance(record, (Claim, ArmsDeal)):  # nothing else of theirs has evidence, and there may be thousands
        holders: Iterable[Record] = (record, *record.responses.values())
    else:
        holders = (inner for _, inner in records(record))
    for holder in holders:
        yield from getattr(holder, "evidence", {}).items()


def passages(record: Record) -> Iterator[Passage]:
    """The passages of all evidence of a thing."""
    return (passage for _, found in evidence_of(record) for passage in found)


def evidence_text(found: Iterable[Passage]) -> str:
    """The words of passages, and their translations, one after the other."""
    return "\n".join(part for passage in found for part in (passage.quote, passage.translation) if part)


def is_readable(brief: Brief, item: Statement) -> bool:
    """Whether all evidence of a statement can be compared with its text: it is in the brief's language, or translated."""
    language = (brief.language or "en").partition("-")[0]
    for source, found in evidence_of(item):
        spoken = brief.sources[source].language if source in brief.sources else None
        foreign = spoken is not None and spoken.partition("-")[0] != language
        if foreign and not all(passage.translation for passage in found):
            return False
    return True


def sources_of(item: Statement) -> frozenset[str]:
    """The sources of all evidence of a statement."""
    return frozenset(source for source, _ in evidence_of(item))


def value_at(brief: Brief, path: Path) -> str:
    """The text of a field as it was typed."""
    value: object = brief
    for part in path:
        value = value[part] if isinstance(value, (Mapping, tuple)) else getattr(value, str(part))  # type: ignore[index] # the path is that of a leaf
    return str(value)


def cited(brief: Brief, typed: str) -> frozenset[str]:
    """The ids that a text cites; for a judgement those that it is based on, too."""
    found: set[str] = set()
    waiting = [name for citation in text.citations(typed) for name in citation.ids]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            judgement = brief.judgements.get(name)
            waiting += judgement.based_on if isinstance(judgement, Judgement) else ()
    return frozenset(found)


def told(brief: Brief, sentence: Sentence, statements: Mapping[str, Statement]) -> list[Statement]:
    """The statements that a sentence tells: its own, or those that its field cites; all where it cites none."""
    if isinstance(sentence.item, Statement):
        return [sentence.item]
    names = cited(brief, value_at(brief, sentence.path))
    return [statement for name, statement in statements.items() if name in names] or list(statements.values())


def actor_names(brief: Brief, country: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Actor → its name and aliases. `country` has the names of countries by their codes."""
    return {
        key: tuple(
            name for name in (actor.body, actor.person, country.get(actor.country or ""), *actor.aliases) if name
        )
        for key, actor in brief.actors.items()
    }


def countries(brief: Brief) -> dict[str, str]:
    """The names of the countries that are actors, by their codes, in the brief's language."""
    codes = {actor.country for actor in brief.actors.values() if actor.country}
    return {code: i18n.country(brief.language or i18n.DEFAULT_TAG, code) or code for code in codes}
