"""A text has a treaty further than it is: signed, ratified, in force or ended, while its state is another one.

## What it does

Looks for words that tell of a signature, a ratification, an entry into force, or of the end of a treaty: in the texts of a
treaty, in those that cite or name it, and, where the brief is about one treaty, wherever it is spoken of. Verbs count, and so
do nouns that tell the step as taken (“announced the signature of the treaty”, “since its entry into force”). What is denied,
expected, asked or made a condition in the same clause is let pass, and so is a statement whose own evidence says the same.
Judgements, indicators and open questions look ahead and are not judged; an expected event only where it “has” happened. A step
of the `history` counts as reached, unless it is itself disputed or unconfirmed.

The `state` is held against the evidence, the text and the `signing` of the treaty, and is told where these speak of talks, a
draft or a plan to sign, and none of that state or a later one. Steps that are dated in an impossible order are told too.

## Why it matters

Between the will to sign and a treaty in force lie years and parliaments. Headlines make “signed” of “expected to be
signed”, and a reader takes a plan for an obligation.

## Bad

```yaml
title: Russia and Iran have signed a partnership treaty, Russia's foreign ministry says
date: 2024-01-19
treaty:
  name: partnership treaty
  text: Russia's foreign ministry says that the treaty is under negotiation.
  state: negotiation
  status: officially-stated
  claimant: Russia's foreign ministry
  evidence: {ministry: The treaty is under negotiation}
sources:
  ministry: {title: Briefing, publisher: Russia's foreign ministry, published: 2024-01-18, kind: statement}
```

## Good

```yaml
title: Russia's foreign ministry expects a partnership treaty with Iran to be signed
date: 2024-01-19
treaty:
  name: partnership treaty
  text: Russia's foreign ministry says that it expects both presidents to sign the treaty.
  state: negotiation
  status: officially-stated
  claimant: Russia's foreign ministry
  evidence: {ministry: We expect both presidents to sign the treaty}
sources:
  ministry: {title: Briefing, publisher: Russia's foreign ministry, published: 2024-01-18, kind: statement}
```

## When to ignore

Where another treaty is meant that the brief does not name; better, name it.

## Source

Vienna Convention on the Law of Treaties (1969), Articles 10 to 14 and 24; glossary of the UN Treaty Collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen import text
from briefgen.check import backing
from briefgen.check.backing import value_at
from briefgen.check.dates import written
from briefgen.check.likeness import stem
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal, Treaty
from briefgen.model.vocabulary import Status, TreatyState

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
    from briefgen.model.subjects import Facet, Step
    from briefgen.wordlists import Found, WordLists

_ORDER = list(TreatyState)
_REACHED = {
    TreatyState.PROVISIONALLY_APPLIED: TreatyState.SIGNED,
    TreatyState.ABANDONED: TreatyState.ADOPTED,
    TreatyState.SUSPENDED: TreatyState.IN_FORCE,
    TreatyState.DENOUNCED: TreatyState.IN_FORCE,
    TreatyState.TERMINATED: TreatyState.IN_FORCE,
    TreatyState.SUPERSEDED: TreatyState.IN_FORCE,
}
"""How far a treaty in a side state has come at most; of one in the state “unknown” nothing is told."""

_TOLD = {
    "treaty_initialled": TreatyState.INITIALLED,
    "treaty_signed": TreatyState.SIGNED,
    "treaty_ratified": TreatyState.RATIFIED,
    "treaty_in_force": TreatyState.IN_FORCE,
    "treaty_provisional": TreatyState.PROVISIONALLY_APPLIED,
    "treaty_suspended": TreatyState.SUSPENDED,
    "treaty_terminated": TreatyState.TERMINATED,
    "treaty_denounced": TreatyState.DENOUNCED,
}
_NOUNS = {
    "treaty_signing": TreatyState.SIGNED,
    "treaty_ratification": TreatyState.RATIFIED,
    "treaty_entry": TreatyState.IN_FORCE,
}
_ENDED = frozenset({TreatyState.TERMINATED, TreatyState.SUPERSEDED})
_BORNE_BY = {
    TreatyState.PROVISIONALLY_APPLIED: frozenset(_ORDER[_ORDER.index(TreatyState.IN_FORCE) :])
    - {TreatyState.ABANDONED},
    TreatyState.SUSPENDED: _ENDED | {TreatyState.SUSPENDED, TreatyState.DENOUNCED, TreatyState.ABANDONED},
    TreatyState.DENOUNCED: _ENDED | {TreatyState.DENOUNCED},
    TreatyState.TERMINATED: _ENDED,
}
"""What a text may tell beside the order of a treaty's life, each with the states that bear it out."""

_IN_DOUBT = frozenset({Status.UNCONFIRMED, Status.DISPUTED, Status.REFUTED, Status.WITHDRAWN})
_REACH = 4
"""Words that may stand between “announced” and the noun that it tells as done."""

_CLAUSE_END = re.compile(r"[;:–—؛]")
_LOOKS_AHEAD = frozenset({"watch", "gaps", "glossary"})
_SUPPOSED = frozenset({"alternatives", "assumptions", "expected", "scope", "replaces", "history"})


class _Told(NamedTuple):
    """That a treaty has come so far, as a text has it."""

    state: TreatyState
    match: Found


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word that is ahead of the state of its treaty, and for each state ahead of its evidence."""
    for id_, treaty in brief.all_treaties.items():
        path: Path = ("treaty",) if brief.treaty is not None else ("treaties", id_)
        yield from _state_ahead(brief, treaty, path, context.words)
        yield from _order_of_steps(treaty, path)
    if not (brief.all_treaties and context.words.has("treaty_ahead")):
        return
    for sentence in sentences(brief):
        if _is_looking_ahead(sentence):
            continue
        for told in _told(sentence.bare, context.words):
            if _is_expected(sentence) and not _is_done(sentence.bare, told, context.words):
                continue
            meant = _meant(sentence, told, brief, context.words)
            if meant is None or _is_reached(told.state, meant):
                continue
            if not _is_backed(sentence, told.state, brief, context.words):
                message = f"“{told.match[0]}” has “{meant.name}” further than it is: its state is {meant.state}"
                hint = _hint(meant, told.state)
                yield RULE.finding(message, path=sentence.path, span=sentence.part(told.match), hint=hint)


def _hint(treaty: Treaty, told: TreatyState) -> str:
    first = "say what is expected, by whom, as in “expects the treaty to be signed”"
    if told in _BORNE_BY:
        first = "write what its state bears out"
    return f"{first}; where “{treaty.id}” has come so far, change its `state:` and quote what shows it"


def _is_looking_ahead(sentence: Sentence) -> bool:
    ahead = sentence.kind == "judgement" or sentence.path[0] in _LOOKS_AHEAD or bool(_SUPPOSED & set(sentence.path))
    return ahead or sentence.bare.rstrip().endswith(("?", "؟"))


def _is_expected(sentence: Sentence) -> bool:
    return isinstance(sentence.item, Event) and sentence.item.date.kind == "expected"


def _is_done(told_in: str, told: _Told, words: WordLists) -> bool:
    """Whether it “has” happened: of an expected event, “is signed” tells nothing else than that it is expected."""
    return words.holds("treaty_done", " ".join(told_in[: told.match.start()].split()[-2:]))


def _told(words_of: str, words: WordLists) -> Iterator[_Told]:
    """What a text tells as done: not what it denies, expects or makes a condition in the same clause."""
    for name, state in _TOLD.items():
        for match in words.find(name, words_of):
            before, after = _clause(words_of, match)
            is_noun = any(noun.start() < match.end() <= noun.end() for noun in words.find("treaty_entry", words_of))
            is_ahead = words.holds("treaty_ahead", before) or words.holds("treaty_condition", after.partition(",")[0])
            if not (is_noun or is_ahead or words.holds("negation", before)):
                yield _Told(state, match)
    for name, state in _NOUNS.items():
        for match in words.find(name, words_of):
            before, after = _clause(words_of, match)
            near = " ".join(before.split()[-_REACH:])
            is_told = words.holds("treaty_told_done", near) or words.holds("treaty_taken_place", after)
            is_open = any(
                words.holds(name, before + " " + after) for name in ("treaty_ahead", "treaty_open", "negation")
            )
            sets_day = words.holds("treaty_in_force", before) and words.holds("treaty_condition", before)
            if is_told and not (is_open or sets_day):  # “enters into force thirty days after the ratification”
                yield _Told(state, match)


def _clause(text_of: str, match: Found) -> tuple[str, str]:
    """What stands in the same clause before and after what was found."""
    return _CLAUSE_END.split(text_of[: match.start()])[-1], _CLAUSE_END.split(text_of[match.end() :])[0]


def _meant(sentence: Sentence, told: _Told, brief: Brief, words: WordLists) -> Treaty | None:
    """The treaty that the words are about; None where that cannot be told."""
    treaties = list(brief.all_treaties.values())
    named = [treaty for treaty in treaties if _bare_name(treaty, words) in sentence.bare.casefold()]
    if named:
        return named[0] if len(named) == 1 else None
    at = told.match.start()
    clause = _CLAUSE_END.split(sentence.bare[:at])[-1] + _CLAUSE_END.split(sentence.bare[at:])[0]
    if told.state in _BORNE_BY and not (words.holds("treaty_noun", clause) or isinstance(sentence.item, Treaty)):
        return None
    if words.holds("treaty_other", clause) or isinstance(sentence.item, ArmsDeal):
        return None
    if isinstance(sentence.item, Treaty):
        return next(treaty for treaty in treaties if treaty.name == sentence.item.name)
    cited = [treaty for treaty in treaties if treaty.id in _cited(sentence, brief)]
    if cited:
        return cited[0] if len(cited) == 1 else None
    if len(treaties) != 1 or any(date.when.year != brief.date.year for date in written(clause, words)):
        return None
    nouns = words.find("treaty_noun", clause)
    return treaties[0] if any(_may_mean(treaties[0], noun, clause, words) for noun in nouns) else None


def _may_mean(treaty: Treaty, noun: Found, clause: str, words: WordLists) -> bool:
    """Whether “treaty” may mean this one: it is called so, and no name of another one stands before it."""
    name = treaty.name.casefold()
    before = clause[: noun.start()].split()[-1:]
    is_named = noun[0][0].isupper() and bool(before) and before[0][0].isupper()
    return stem(noun[0], words) in name and not (is_named and before[0].casefold() not in name)


def _bare_name(treaty: Treaty, words: WordLists) -> str:
    first, _, rest = treaty.name.casefold().partition(" ")
    return rest if rest and words.holds("determiners", first) else treaty.name.casefold()


def _cited(sentence: Sentence, brief: Brief) -> set[str]:
    """What a sentence cites: the citations within it and those right after it."""
    field = value_at(brief, sentence.path)
    end = sentence.span[1]
    found: set[str] = set()
    for citation in text.citations(field, block=sentence.path[0] == "sections" and sentence.path[-1] == "text"):
        if sentence.span[0] <= citation.span[0] and not field[end : citation.span[0]].strip():
            end = citation.span[1]
            found.update(citation.ids)
        elif sentence.span[0] <= citation.span[0] < sentence.span[1]:
            found.update(citation.ids)
    return found


def _is_backed(sentence: Sentence, state: TreatyState, brief: Brief, words: WordLists) -> bool:
    """Whether the evidence of a statement that is no treaty, or of one that is cited, says the same."""
    statements = brief.statements
    names = {sentence.item.id} if isinstance(sentence.item, Statement) else set(_cited(sentence, brief))
    if isinstance(sentence.item, Event):
        names.update(sentence.item.based_on)
    return any(
        told.state is state
        for name in names
        if name in statements and not isinstance(statements[name], Treaty)
        for passages in statements[name].evidence.values()
        for passage in passages
        for told in _told(passage.translation or passage.quote, words)
    )


def _rank(state: TreatyState) -> int:
    return _ORDER.index(_REACHED.get(state, state))


def _is_reached(told: TreatyState, treaty: Treaty) -> bool:
    """Whether a treaty has come so far, by its state and the steps of its history that nobody doubts."""
    states = {treaty.state, *(state for state, step in treaty.history.items() if not _is_in_doubt(step))}
    if told in _BORNE_BY:
        return treaty.state is TreatyState.UNKNOWN or bool(states & _BORNE_BY[told])
    return _rank(told) <= max(map(_rank, states))


def _is_in_doubt(step: Step) -> bool:
    """Whether a step, or that of every party, is disputed or unconfirmed by its own account."""
    parts: Sequence[Facet] = tuple(step.parties.values()) or (step,)
    return step.status in _IN_DOUBT or all(part.status in _IN_DOUBT for part in parts)


def _state_ahead(brief: Brief, treaty: Treaty, path: Path, words: WordLists) -> Iterator[Diagnostic]:
    """A finding where the state says more than all that speaks for it."""
    rank, signed = _rank(treaty.state), _rank(TreatyState.SIGNED)
    steps = [state for state, step in treaty.history.items() if not _is_in_doubt(step) and _rank(state) >= rank]
    if treaty.state is TreatyState.UNKNOWN or rank < signed or steps or treaty.desk:
        return
    signing = treaty.signing
    is_expected = signing is not None and (signing.expected or (signing.date and signing.date.kind == "expected"))
    said = [passage.translation or passage.quote for found in treaty.evidence.values() for passage in found]
    said += [treaty.text] if treaty.text else []
    if not backing.is_readable(brief, treaty) or any(
        _rank(told.state) >= rank for one in said for told in _told(one, words)
    ):
        return
    if is_expected or any(words.holds("treaty_before_signing", one) for one in said):
        message = f"the state is {treaty.state}, and what is quoted for it speaks of a treaty that is not yet signed"
        hint = "lower the `state:`, or quote the words that show it"
        yield RULE.finding(message, path=(*path, "state"), hint=hint)


def _order_of_steps(treaty: Treaty, path: Path) -> Iterator[Diagnostic]:
    """A finding for each step that is dated before the one that must come first."""
    before: tuple[TreatyState, object] | None = None
    for state in _ORDER[: _ORDER.index(TreatyState.IN_FORCE) + 1]:
        step = treaty.history.get(state)
        dates = [part.date for part in (step, *step.parties.values()) if part.date] if step else []
        known = [date for date in dates if date.kind == "exact"]
        if not known:
            continue
        last = min(date.last_day for date in known if date.last_day)
        first = min(date.first_day for date in known if date.first_day)
        if before is not None and last < before[1]:  # type: ignore[operator]
            message = f"{state} before it was {before[0]}: the dates of the two steps are in an impossible order"
            yield RULE.finding(message, path=(*path, "history", str(state)), hint="correct one of the two dates")
        before = (state, first)


RULE = Rule("D01", "treaty-ahead-of-state", Severity.ERROR, "brief", check, needs=("treaty_signed", "treaty_ahead"))
