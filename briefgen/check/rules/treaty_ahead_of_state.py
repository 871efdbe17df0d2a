"""A text has a treaty further than it is: signed, ratified or in force, while its state is an earlier one.

## What it does

Looks for words that tell of a signature, a ratification or an entry into force: in the texts of a treaty, in those that cite or
name it, and, where the brief is about one treaty, wherever it is spoken of. What is denied, expected, asked or made a
condition in the same clause is let pass, and so is a statement whose own evidence says the same. Judgements, indicators and
open questions look ahead and are not judged. A step of the `history` counts as reached. Steps that are dated in an
impossible order are told too.

## Why it matters

Between the will to sign and a treaty in force lie years and parliaments. Headlines make “signed” of “expected to be
signed”, and a reader takes a plan for an obligation.

## Bad

```yaml
title: Russia and Iran have signed a partnership treaty, Russia's foreign ministry says
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
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.dates import written
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal, Treaty
from briefgen.model.vocabulary import TreatyState

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.diagnostics import Path
    from briefgen.model.brief import Brief
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
    "treaty_signed": TreatyState.SIGNED,
    "treaty_ratified": TreatyState.RATIFIED,
    "treaty_in_force": TreatyState.IN_FORCE,
}
_CLAUSE_END = re.compile(r"[;:–—]")
_LOOKS_AHEAD = frozenset({"watch", "gaps", "glossary"})
_SUPPOSED = frozenset({"alternatives", "assumptions", "expected", "scope", "replaces", "history"})


class _Told(NamedTuple):
    """That a treaty has come so far, as a text has it."""

    state: TreatyState
    match: Found


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each word that is ahead of the state of its treaty."""
    for id_, treaty in brief.all_treaties.items():
        yield from _order_of_steps(treaty, ("treaty",) if brief.treaty is not None else ("treaties", id_))
    if not context.words.has("treaty_ahead"):
        return
    for sentence in sentences(brief):
        if _is_looking_ahead(sentence):
            continue
        for told in _told(sentence.bare, context.words):
            meant = _meant(sentence, told, brief, context.words)
            if meant is None or _rank(told.state) <= _reached(meant):
                continue
            if not _is_backed(sentence, told.state, brief, context.words):
                message = f"“{told.match[0]}” has “{meant.name}” further than it is: its state is {meant.state}"
                hint = _hint(meant)
                yield RULE.finding(message, path=sentence.path, span=sentence.part(told.match), hint=hint)


def _hint(treaty: Treaty) -> str:
    first = "say what is expected, by whom, as in “expects the treaty to be signed”"
    return f"{first}; where “{treaty.id}” has come so far, change its `state:` and quote what shows it"


def _is_looking_ahead(sentence: Sentence) -> bool:
    ahead = sentence.kind == "judgement" or sentence.path[0] in _LOOKS_AHEAD or bool(_SUPPOSED & set(sentence.path))
    expected = isinstance(sentence.item, Event) and sentence.item.date.kind == "expected"
    return ahead or expected or sentence.bare.rstrip().endswith(("?", "؟"))


def _told(words_of: str, words: WordLists) -> Iterator[_Told]:
    """What a text tells as done: not what it denies, expects or makes a condition in the clause before."""
    for name, state in _TOLD.items():
        for match in words.find(name, words_of):
            clause = _CLAUSE_END.split(words_of[: match.start()])[-1]
            if not (words.holds("treaty_ahead", clause) or words.holds("negation", clause)):
                yield _Told(state, match)


def _meant(sentence: Sentence, told: _Told, brief: Brief, words: WordLists) -> Treaty | None:
    """The treaty that the words are about; None where that cannot be told."""
    treaties = list(brief.all_treaties.values())
    named = [treaty for treaty in treaties if _bare_name(treaty, words) in sentence.bare.casefold()]
    if named:
        return named[0] if len(named) == 1 else None
    at = told.match.start()
    clause = _CLAUSE_END.split(sentence.bare[:at])[-1] + _CLAUSE_END.split(sentence.bare[at:])[0]
    if words.holds("treaty_other", clause) or isinstance(sentence.item, ArmsDeal):
        return None
    if isinstance(sentence.item, Treaty):
        return next(treaty for treaty in treaties if treaty.name == sentence.item.name)
    cited = [treaty for treaty in treaties if treaty.id in _cited(sentence, brief)]
    if cited:
        return cited[0] if len(cited) == 1 else None
    if len(treaties) != 1 or any(date.when.year != brief.date.year for date in written(clause, words)):
        return None
    name = treaties[0].name.casefold()
    return treaties[0] if any(noun[0].casefold() in name for noun in words.find("treaty_noun", clause)) else None


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


def _reached(treaty: Treaty) -> int:
    """How far a treaty has come, by its state and the steps of its history."""
    return max(_rank(state) for state in (treaty.state, *treaty.history))


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


RULE = Rule("D01", "treaty-ahead-of-state", Severity.ERROR, "brief", check)
