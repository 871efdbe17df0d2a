"""A capital or a palace speaks, and the text hides which body it was.

## What it does

Looks at capitals and seats of power (Moscow, the Kremlin, the White House), and at declared aliases of a state that are not its
name, where they say or decide something. A seat is right where the record has it as the speaker: as the claimant, as an actor
that answers, or as the body of the person who spoke. So is a capital where the claimant is the state that has it as an alias.
Otherwise the finding names who spoke by the record.

A seat is let pass where the record knows of no other speaker, and all are where the real speaker stands in the same sentence:
what he says of a capital is his.

## Why it matters

“Moscow” can be the president's spokesman, the foreign ministry, or a newspaper's guess. They contradict each other often, and
the reader who acts on it must know whose word he has.

## Bad

```yaml
title: Russia's foreign ministry expects a new treaty
date: 2024-01-19
claims:
  treaty:
    text: Moscow expects a new treaty with Iran.
    claimant: ministry
    status: officially-stated
    evidence: {agency: The foreign ministry of Russia expects a new treaty with Iran}
actors:
  russia: {country: RU, aliases: [Moscow]}
  ministry: {body: Russia's foreign ministry, of: russia}
sources:
  agency: {title: A treaty, publisher: A news agency, published: 2024-01-18}
```

## Good

```yaml
title: Russia's foreign ministry expects a new treaty
date: 2024-01-19
claims:
  treaty:
    text: Russia's foreign ministry expects a new treaty with Iran.
    claimant: ministry
    status: officially-stated
    evidence: {agency: The foreign ministry of Russia expects a new treaty with Iran}
actors:
  russia: {country: RU, aliases: [Moscow]}
  ministry: {body: Russia's foreign ministry, of: russia}
sources:
  agency: {title: A treaty, publisher: A news agency, published: 2024-01-18}
```

## When to ignore

Where the source itself names nothing but the capital: waive it, or write that the source does not say which body it was.

## Source

ICD 206, Sourcing Requirements: a source is described as precisely as it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import UNKNOWN
from briefgen.model.fields import records
from briefgen.model.items import Event
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal, Claim
from briefgen.model.vocabulary import ResponseKind

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_ANSWERS = frozenset({ResponseKind.CONFIRMED, ResponseKind.DENIED, ResponseKind.PARTLY_DENIED})
_GAP = 4
"""Words that may stand between a speaker and its verb: “has on Friday again”."""

_STEM = 5
"""Letters by which the verb of a headline is found again in the statement that it tells."""

_WORD = re.compile(r"[\w’'-]+")


class _Speaks(NamedTuple):
    """A place or a palace that speaks, where it stands, and its verb; the verb is empty after “according to”."""

    name: str
    start: int
    end: int
    verb: str
    is_seat: bool


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence in which a capital or a palace speaks for another body."""
    words = context.words
    if not words.has("speaking_capitals"):
        return
    known = _Names.of(brief)
    statements = brief.statements
    for sentence in sentences(brief):
        if sentence.kind not in ("headline", "statement") and not isinstance(sentence.item, Event):
            continue
        for spoken in _speaking(sentence.bare, known, words):
            told = _told(brief, sentence, statements, spoken.verb)
            speakers = [claimant for item in told for claimant in _claimants(item)]
            if spoken.is_seat and not any(map(known.is_declared, speakers)):
                continue
            answering = [actor for item in told for actor in _answering(item)]
            if not known.stands_for(spoken.name, [*speakers, *answering]) and not known.any_in(speakers, sentence.bare):
                yield _finding(sentence, spoken, known, speakers)


# --- what the record knows ---------------------------------------------------------------------------------------------


class _Names(NamedTuple):
    """The names of a brief's actors: by their keys, and the key by each name without capitals and article."""

    brief: Brief
    of_key: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, str]
    aliases: re.Pattern[str] | None

    @classmethod
    def of(cls, brief: Brief) -> _Names:
        names = backing.actor_names(brief, backing.countries(brief))
        keys = {_bare(name): key for key, found in names.items() for name in found}
        capitals = [
            alias for key, found in names.items() for alias in found[1:] if _is_place(brief, key, found[0], alias)
        ]
        pattern = "|".join(map(re.escape, capitals))
        return cls(brief, names, keys, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if capitals else None)

    def is_declared(self, speaker: str) -> bool:
        """Whether the record has an actor for who speaks."""
        return speaker in self.of_key or _bare(speaker) in self.keys

    def stands_for(self, name: str, speakers: list[str]) -> bool:
        """Whether this name is one of the speakers, or the body of one."""
        own = self.keys.get(_bare(name))
        for speaker in speakers:
            key = self.keys.get(_bare(speaker), speaker)
            if _bare(name) in _bare(speaker) or (own is not None and (key == own or self._belongs(key, own))):
                return True
        return False

    def _belongs(self, key: str, body: str) -> bool:
        """Whether an actor speaks for a body: a spokesman does, and no ministry for its state."""
        if self.brief.actors[body].body is None or not self.brief.actors[body].of:
            return False
        seen: set[str] = set()
        while key not in seen and (actor := self.brief.actors.get(key)) is not None and actor.of:
            seen.add(key)
            key = str(actor.of)
        return key == body or body in seen

    def any_in(self, speakers: list[str], text: str) -> bool:
        """Whether one of the speakers stands in a text by a name of its own; of a person the last name is enough."""
        return any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
            for speaker in speakers
            for name in self._forms(speaker)
        )

    def _forms(self, speaker: str) -> Iterator[str]:
        actor = self.brief.actors.get(speaker)
        for name in self.of_key.get(speaker, (speaker,)):
            yield _article_off(name)
        if actor is not None and actor.person:
            yield actor.person.split()[-1]

    def shown(self, speakers: list[str]) -> str | None:
        """What the first known speaker is called."""
        return next((self.of_key.get(speaker, (speaker,))[0] for speaker in speakers), None)


def _is_place(brief: Brief, key: str, name: str, alias: str) -> bool:
    """Whether an alias of a state is not its name: it shares no beginning of a word with it, and is no abbreviation."""
    actor = brief.actors[key]
    is_state = actor.country is not None or (actor.body is not None and actor.of is None)
    shared = {word[:4].casefold() for word in _WORD.findall(name)} & {
        word[:4].casefold() for word in _WORD.findall(alias)
    }
    has_bodies = any(other.of == key for other in brief.actors.values())
    return is_state and has_bodies and not shared and not alias.isupper() and alias[:1].isupper()


def _article_off(name: str) -> str:
    return re.sub(r"\A[Tt]he\s+", "", name)


def _bare(name: str) -> str:
    return _article_off(name).casefold()


def _told(
    brief: Brief, sentence: Sentence, statements: Mapping[str, Statement], verb: str
) -> list[Statement] | list[Event]:
    """What a sentence tells; of a headline's statements those that have its verb, where any has."""
    item = sentence.item
    if isinstance(item, Statement):
        return [item]
    if isinstance(item, Event):
        based = [statements[name] for name in item.based_on if name in statements]
        return [item] if item.claimant is not None or not based else based
    told = backing.told(brief, sentence, statements)
    stem = verb[:_STEM].casefold()
    same = [statement for statement in told if stem and stem in (statement.text or "").casefold()]
    return same or told


def _claimants(item: Statement | Event) -> Iterator[str]:
    """Who says it, and who says its parts."""
    simple = isinstance(item, (Claim, ArmsDeal, Event))
    for record in [item] if simple else [record for _, record in records(item)]:
        claimant = getattr(record, "claimant", None)
        if claimant not in (None, UNKNOWN):
            yield str(claimant)


def _answering(item: Statement | Event) -> Iterator[str]:
    for actor, answer in getattr(item, "responses", {}).items():
        if answer.response in _ANSWERS:
            yield actor


# --- what the text says ------------------------------------------------------------------------------------------------


def _speaking(text: str, known: _Names, words: WordLists) -> Iterator[_Speaks]:
    """Every capital and seat in a text that says or decides something."""
    places: dict[tuple[int, int], bool] = {found.span(): True for found in words.find("seats", text)}
    places |= {found.span(): False for found in words.find("speaking_capitals", text)}
    if known.aliases is not None:
        places = {found.span(): False for found in known.aliases.finditer(text)} | places
    for (start, end), is_seat in sorted(places.items()):
        if text[start:end].islower():
            continue
        before = text[:start].split()
        if before and before[-1].casefold() == "the":
            before.pop()
        verb = _verb(text[end:], words)
        according = words.holds("according_to", " ".join(before[-2:])) and re.match(r"\s*(?:[,.;:)]|\Z)", text[end:])
        if (verb and not (before and words.holds("before_a_place", before[-1]))) or according:
            yield _Speaks(text[start:end], start, end, verb, is_seat)


def _verb(rest: str, words: WordLists) -> str:
    """The verb of saying of which what stands before is the subject; empty where there is none."""
    first = re.match(rf"(?:\s+[\w’'-]+){{1,{_GAP + 3}}}", rest)
    for found in words.find("speaking", first[0] if first else ""):
        gap = rest[: found.start()].split()
        return found[0] if len(gap) <= _GAP and all(words.holds("before_speaking", word) for word in gap) else ""
    return ""


def _finding(sentence: Sentence, spoken: _Speaks, known: _Names, speakers: list[str]) -> Diagnostic:
    begin = sentence.span[0]
    who = known.shown(speakers)
    message = f"“{spoken.name}” does not say which body spoke" + (f"; by the record it was {who}" if who else "")
    hint = f"write “{who}”" if who else "name the body; where the source does not, say that it does not"
    return RULE.finding(message, path=sentence.path, span=(begin + spoken.start, begin + spoken.end), hint=hint)


RULE = Rule("W07", "hidden-body", Severity.WARNING, "brief", check, needs=("speaking_capitals", "speaking"))
