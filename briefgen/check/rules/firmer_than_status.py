"""A text stands as fact although the status of its statement does not allow it.

## What it does

Only what is `confirmed` may stand without a word of who says it. In the text of any other statement, each sentence needs a verb
of saying or the like (“says”, “according to”), or, where the status is lower than `officially-stated`, a word that it is
alleged. What is `refuted` or `withdrawn` needs a word that it was wrong or taken back, and what is `officially-stated` a body
under `claimant:`. The same holds for each part of the bottom line and of “so what” up to the citation of such a statement, for
an event of the timeline that tells the same as such a statement, and for the title where nothing in the brief is confirmed; a
word of doubt will do there. Words within quotation marks do not count.

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
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.check.attribution import asks, is_alleged, said_of, says_who
from briefgen.check.headlines import Part, parts
from briefgen.check.likeness import share
from briefgen.check.places import written
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Path, Severity, Span, quoted
from briefgen.model.base import UNKNOWN
from briefgen.model.items import Event
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists

_FALLEN = (Status.REFUTED, Status.WITHDRAWN)
_OWN_TEXTS = ("text", "short")
_FEWEST_WORDS = 5
"""A headline of fewer words is a name, such as “Grain corridor”, and claims nothing."""

_BEFORE_MARK = re.compile(r" (?=[.,;:!?])")
"""What a citation leaves before the mark behind it."""

_SAME = 0.6
"""An event that has fewer of a statement's words tells something else, which the statement only mentions."""

_ORDER = list(Status)
"""From the firmest to the least firm."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each text that is firmer than its status."""
    words = context.words
    if not words.has("attribution"):
        return
    yield from _unnamed(brief)
    statements = brief.statements
    for sentence in sentences(brief):
        item = sentence.item
        if isinstance(item, Statement) and _is_own_text(sentence):
            own = item.desk and item.claimant is None
            if not own and not _is_allowed(item.status, sentence.bare, words):
                yield _finding(sentence.path, sentence.span, sentence.shown, item, _rewording(item, brief, words))
        elif isinstance(item, Event) and not item.desk and "text" in sentence.path:
            told = _of_event(item, statements, words)
            if told is not None and not _is_allowed_headline(told.status, sentence.bare, words):
                yield _finding(sentence.path, sentence.span, sentence.shown, told, _rewording(told, brief, words))
    for part in parts(brief):
        told = _backing(part, statements)
        if told is not None and not _is_allowed_headline(told.status, part.bare, words):
            yield _finding(part.sentence.path, part.span, part.bare, told, _rewording(told, brief, words))


def _unnamed(brief: Brief) -> Iterator[Diagnostic]:
    """What a competent body is said to have stated, with no body named."""
    for id_, statement in (*brief.statements.items(), *brief.figures.items()):
        if (
            statement.status is Status.OFFICIALLY_STATED
            and statement.claimant in (None, UNKNOWN)
            and not statement.desk
        ):
            message = f"“{id_}” is {statement.status}, and no body is named that stated it"
            hint = "name the body under `claimant:`, or lower the status to what the evidence bears"
            yield RULE.finding(message, path=_path_of(brief, id_), hint=hint)


def _path_of(brief: Brief, id_: str) -> Path:
    collection = next(name for name, item in brief.items() if item.id == id_)
    return written((collection, id_, "status"))


def _is_own_text(sentence: Sentence) -> bool:
    """Whether it belongs to the statement's own text, not to a part of a treaty or to a comment."""
    place = 1 if sentence.path[0] == "treaty" else 2
    return len(sentence.path) > place and sentence.path[place] in _OWN_TEXTS


def _is_allowed(status: Status, bare: str, words: WordLists) -> bool:
    """Whether a sentence of this status says who says it, or, below what is officially stated, that it is alleged."""
    if status is Status.CONFIRMED or asks(bare):
        return True
    if status in _FALLEN:
        return words.holds("wrong", bare)
    return says_who(bare, words) or (status is not Status.OFFICIALLY_STATED and is_alleged(bare, words))


def _is_allowed_headline(status: Status, bare: str, words: WordLists) -> bool:
    """The same for a headline: it is short, and may do with a word of doubt, or say what is not the case."""
    return (
        len(bare.split()) < _FEWEST_WORDS
        or _is_allowed(status, bare, words)
        or (status not in _FALLEN and any(words.holds(name, bare) for name in ("alleged", "doubt", "negation")))
    )


def _backing(part: Part, statements: Mapping[str, Statement]) -> Statement | None:
    """The least firm statement that a part of a headline cites; a title rests on the firmest of the brief. None: on none."""
    if part.is_title:
        standing = [statement for statement in statements.values() if statement.status not in _FALLEN]
        return min(standing, key=_firmness, default=None)
    return max(part.statements, key=_firmness, default=None)


def _of_event(event: Event, statements: Mapping[str, Statement], words: WordLists) -> Statement | None:
    """The firmest statement that an event is taken from, where it tells the same; None where it has evidence of its own."""
    based = [statements[id_] for id_ in event.based_on if id_ in statements]
    firmest = min(based, key=_firmness, default=None)
    if event.evidence or firmest is None or firmest.text is None:
        return None
    return firmest if share(event.text, firmest.text, words) >= _SAME else None


def _firmness(statement: Statement) -> int:
    return _ORDER.index(statement.status)


def _finding(path: Path, span: Span, words_shown: str, statement: Statement, rewording: str) -> Diagnostic:
    start = quoted(_BEFORE_MARK.sub("", " ".join(words_shown.split())), 50)
    if statement.status in _FALLEN:
        message = f"{start} does not say that it was wrong or taken back, though “{statement.id}” is {statement.status}"
        return RULE.finding(message, path=path, span=span, hint="say that it was, and by whom shown")
    message = f"{start} stands as fact, and “{statement.id}” is only {statement.status}"
    return RULE.finding(message, path=path, span=span, hint=rewording)


def _rewording(statement: Statement, brief: Brief, words: WordLists) -> str:
    """What to write instead: as the evidence has it where that names the speaker with a verb of saying."""
    claimant = statement.claimant
    if claimant in (None, UNKNOWN):
        return (
            "say whose words these are, such as “according to the source, which names no speaker, …”, or “… is alleged”"
        )
    actor = brief.actors.get(str(claimant))
    name = (actor.body or actor.person) if actor is not None else claimant
    names = [str(name or claimant), *(actor.aliases if actor is not None else ())]
    for passage in (passage for passages in statement.evidence.values() for passage in passages):
        if (said := said_of(names, passage.quote, words)) is not None:
            return f"say whose words these are, as the source does: “{said} …”"
    return f"say whose words these are, such as “{name or claimant} says that …”"


RULE = Rule("W01", "firmer-than-status", Severity.ERROR, "brief", check, waivable=False, needs=("attribution",))
