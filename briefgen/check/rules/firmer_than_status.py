"""A text stands as fact although the status of its statement does not allow it.

## What it does

Only what is `confirmed` may stand without a word of who says it. In the text of any other statement, each sentence needs a verb
of saying or the like (“says”, “according to”), or, where the status is lower than `officially-stated`, a word that it is
alleged. What is `refuted` or `withdrawn` needs a word that it was wrong or taken back. The same holds for a sentence of the
bottom line that cites such a statement, and for the title where nothing in the brief is confirmed. Words within quotation marks
do not count.

## Why it matters

A reader takes a plain sentence for the desk's own knowledge. A status beside it does not undo that.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: Iran has asked for twelve aircraft.
    claimant: unknown
    status: unconfirmed
    desk: true
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for twelve aircraft.
    claimant: A news agency
    status: unconfirmed
    desk: true
```

## When to ignore

Never: it cannot be waived. Say who says it, or raise the status and give the evidence that bears it.

## Source

The status table of the brief format: wording may not be firmer than what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.backing import value_at
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import UNKNOWN
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_FALLEN = (Status.REFUTED, Status.WITHDRAWN)
_OWN_TEXTS = ("text", "short")
_FEWEST_WORDS = 5
"""A headline of fewer words is a name, such as “Grain corridor”, and claims nothing."""
_SPEAKER = re.compile(r"\s*[^\W\d_][^.:;!?]{0,60}:\s")
"""A headline's way of naming the speaker: “The ministry: no date is set”."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each sentence that is firmer than its status."""
    words = context.words
    if not words.has("attribution"):
        return
    statements = brief.statements
    for sentence in sentences(brief):
        if isinstance(sentence.item, Statement) and _is_own_text(sentence):
            own = sentence.item.desk and sentence.item.claimant is None
            if not own and not _allowed(sentence.item.status, sentence.bare, words):
                yield _finding(sentence, sentence.item, brief)
        elif sentence.path[0] in ("title", "bottom_line"):
            backing = _backing(sentence, brief, statements)
            if backing is not None and not _allowed(backing.status, sentence.bare, words, headline=True):
                yield _finding(sentence, backing, brief)


def _is_own_text(sentence: Sentence) -> bool:
    """Whether it belongs to the statement's own text, not to a part of a treaty or to a comment."""
    place = 1 if sentence.path[0] == "treaty" else 2
    return len(sentence.path) > place and sentence.path[place] in _OWN_TEXTS


def _allowed(status: Status, bare: str, words: WordLists, *, headline: bool = False) -> bool:
    """Whether a sentence of this status says who says it, or that it is alleged; a question claims nothing."""
    if headline and len(bare.split()) < _FEWEST_WORDS:
        return True
    if status is Status.CONFIRMED or bare.rstrip().endswith(("?", "؟")):
        return True
    if status in _FALLEN:
        return words.holds("wrong", bare)
    if words.holds("attribution", bare) or words.holds("factive", bare) or _SPEAKER.match(bare):
        return True
    return (headline or status is not Status.OFFICIALLY_STATED) and (
        words.holds("doubt", bare) or (headline and words.holds("negation", bare))
    )


def _backing(sentence: Sentence, brief: Brief, statements: Mapping[str, Statement]) -> Statement | None:
    """The least firm statement that a sentence of a headline rests on; None where it rests on nothing or on what is confirmed.

    A title cites nothing: it rests on the firmest statement of the brief.
    """
    order = list(Status)
    if sentence.path[0] == "title":
        standing = [statement for statement in statements.values() if statement.status not in _FALLEN]
        found = sorted(standing, key=lambda statement: order.index(statement.status))
        return found[0] if found else None
    whole = value_at(brief, sentence.path)
    cited = [
        statements[id_]
        for citation in text.citations(whole)
        if sentence.span[0] <= citation.span[0] < sentence.span[1]
        for id_ in citation.ids
        if id_ in statements
    ]
    return max(cited, key=lambda statement: order.index(statement.status)) if cited else None


def _finding(sentence: Sentence, statement: Statement, brief: Brief) -> Diagnostic:
    shown = " ".join(sentence.shown.split())
    start = f"“{shown if len(shown) <= 50 else f'{shown[:49]}…'}”"
    if statement.status in _FALLEN:
        message = f"{start} does not say that it was wrong or taken back, though “{statement.id}” is {statement.status}"
        return RULE.finding(message, path=sentence.path, span=sentence.span, hint="say that it was, and by whom shown")
    message = f"{start} stands as fact, and “{statement.id}” is only {statement.status}"
    return RULE.finding(message, path=sentence.path, span=sentence.span, hint=_rewording(statement, brief))


def _rewording(statement: Statement, brief: Brief) -> str:
    claimant = statement.claimant
    if claimant in (None, UNKNOWN):
        return (
            "say whose words these are, such as “according to the source, which names no speaker, …”, or “… is alleged”"
        )
    actor = brief.actors.get(str(claimant))
    name = (actor.body or actor.person) if actor is not None else claimant
    return f"say whose words these are, such as “{name or claimant} says that …”"


RULE = Rule("W01", "firmer-than-status", Severity.ERROR, "brief", check, waivable=False)
