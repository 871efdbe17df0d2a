"""The title, the bottom line or a shorter wording is firmer than the text of the statement that it tells.

## What it does

Reads the hedges of a statement's text (“may”, “considering”, “expects … to”) with the verb after each, and looks for that verb,
without any such word, in each part of the bottom line and of “so what” that cites the statement, in the statement's shorter
wordings, and in the title, which cites nothing, where no other statement has the verb without a hedge. In the bottom line, what
is unconfirmed or disputed and said by nobody who is named needs a word of doubt.

## Why it matters

Most readers read only the top. What is stronger there than below is what they will remember.

## Bad

```yaml
title: Iran may be considering a purchase, a ministry suggests
date: 2024-01-19
bottom_line: A ministry says that Iran is buying aircraft [@purchase].
claims:
  purchase:
    text: A ministry suggests that Iran may be considering a purchase of aircraft.
    claimant: A ministry
    status: unconfirmed
    desk: true
```

## Good

```yaml
title: Iran may be considering a purchase, a ministry suggests
date: 2024-01-19
bottom_line: A ministry suggests that Iran may be considering buying aircraft [@purchase].
claims:
  purchase:
    text: A ministry suggests that Iran may be considering a purchase of aircraft.
    claimant: A ministry
    status: unconfirmed
    desk: true
```

## When to ignore

Where the sentence cites the statement for something that its hedge does not touch.

## Source

The desk's own rule: a headline is no firmer than its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check import hedges
from briefgen.check.attribution import says_who
from briefgen.check.backing import value_at
from briefgen.check.headlines import Part, parts
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import UNKNOWN
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_OPEN = (Status.UNCONFIRMED, Status.DISPUTED)


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each part of a headline, and each shorter wording, that lost a hedge of its body."""
    words = context.words
    if not words.has("source_hedge"):
        return
    bodies = {id_: text.plain(item.text) for id_, item in brief.statements.items() if item.text is not None}
    for part in parts(brief):
        if part.is_title:
            yield from _title(part, bodies, words)
            continue
        for statement in part.statements:
            if statement.id in bodies:
                yield from _cited(part, statement, bodies[statement.id], words)
    for sentence in sentences(brief):
        if isinstance(sentence.item, Statement) and sentence.item.id in bodies and _is_short(sentence):
            lost = hedges.lost([bodies[sentence.item.id]], sentence.whole, words)
            if lost is not None and _is_in(lost, sentence, brief):
                message = (
                    f"the text of “{sentence.item.id}” has “{lost.hedge}” before this; the shorter wording has lost it"
                )
                yield RULE.finding(message, path=sentence.path, span=lost.span, hint=_hint(lost))


def _title(part: Part, bodies: dict[str, str], words: WordLists) -> Iterator[Diagnostic]:
    """A title cites nothing: it is held against each statement, and no other may have the verb without the hedge."""
    for id_, body in bodies.items():
        lost = hedges.lost([body], part.bare, words)
        if lost is None:
            continue
        others = (other for name, other in bodies.items() if name != id_)
        if not hedges.is_firmer_elsewhere(lost, part.bare, others, words):
            begin, end = lost.span
            offset = part.span[0]
            message = f"the text of “{id_}” has “{lost.hedge}” before this; the title has lost it"
            yield RULE.finding(message, path=part.sentence.path, span=(offset + begin, offset + end), hint=_hint(lost))
            return


def _cited(part: Part, statement: Statement, body: str, words: WordLists) -> Iterator[Diagnostic]:
    where = "bottom line" if part.sentence.path[0] == "bottom_line" else "“so what”"
    lost = hedges.lost([body], part.bare, words)
    if lost is not None:
        message = f"the text of “{statement.id}” has “{lost.hedge}” before this; the {where} has lost it"
        yield RULE.finding(message, path=part.sentence.path, span=part.span, hint=_hint(lost))
    elif statement.status in _OPEN and statement.claimant in (None, UNKNOWN) and _tells_no_doubt(part, words):
        message = f"“{statement.id}” is {statement.status}, nobody is named who says it, and the {where} tells no doubt"
        hint = f"say that it is {statement.status}, or that it is alleged"
        yield RULE.finding(message, path=part.sentence.path, span=part.span, hint=hint)


def _tells_no_doubt(part: Part, words: WordLists) -> bool:
    """Whether it has a word of saying (W01 tells where it has none), and no word of doubt."""
    return says_who(part.bare, words) and not any(
        words.holds(name, part.bare) for name in ("alleged", "doubt", "hedge", "negation")
    )


def _is_short(sentence: Sentence) -> bool:
    return "short" in sentence.path and sentence.kind == "statement"


def _is_in(lost: hedges.Lost, sentence: Sentence, brief: Brief) -> bool:
    """Whether the words stand in this sentence of the field, so that a field of several sentences is told once."""
    return bool(value_at(brief, sentence.path)) and sentence.span[0] <= lost.span[0] < sentence.span[1]


def _hint(lost: hedges.Lost) -> str:
    return f"keep “{lost.hedge} …”, or another word that says the same"


RULE = Rule("W05", "headline-drops-hedge", Severity.ERROR, "brief", check, needs=("source_hedge",))
