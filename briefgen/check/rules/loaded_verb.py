"""A verb takes for true what is not confirmed: reveal, admit, confirm, point out, learn that.

## What it does

Finds such verbs in the text of a statement that is not confirmed, and in the title, the bottom line and “so what” where
nothing that they tell is confirmed; and nouns that do the same (“a revelation by”, “proof that”). Words in quotation marks,
negated verbs (“did not confirm”) and conditions do not count, nor does proof that is asked for; nor does “confirmed” where the
brief holds an answer of that kind.

## Why it matters

Whoever “reveals” or “admits” something says what is true. The verb decides, in passing, what the desk has not verified.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: According to a news agency, an official revealed that Iran has asked for aircraft.
    status: reported
    evidence: {agency: "According to a news agency, an official said that Iran has asked for aircraft"}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: According to a news agency, an official said that Iran has asked for aircraft.
    status: reported
    evidence: {agency: "According to a news agency, an official said that Iran has asked for aircraft"}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the verb has a thing and not a claim for its object: somebody reveals a new aircraft to the public.

## Source

BBC, Reuters and AP style: “say” is neutral; “reveal”, “admit” and “point out” are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import ResponseKind, Status

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists

_CLAUSE = re.compile(r"[,;:،؛]")
_NEAR = 2
"""Words before a verb among which “without” negates it, as in “without having confirmed”."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each loaded verb."""
    if not context.words.has("factive"):
        return
    statements = brief.statements
    for sentence in sentences(brief):
        if sentence.kind in ("statement", "headline") and not sentence.shown.rstrip().endswith(("?", "؟")):
            yield from _loaded(brief, sentence, statements, context.words)


def _loaded(
    brief: Brief, sentence: Sentence, statements: Mapping[str, Statement], words: WordLists
) -> Iterator[Diagnostic]:
    found = [verb for verb in words.find("factive", sentence.bare) if _is_asserted(verb, sentence.bare, words)]
    found += [noun for noun in words.find("factive_noun", sentence.bare) if _is_there(noun, sentence.bare, words)]
    told = backing.told(brief, sentence, statements) if found else []
    if not told or any(item.status is Status.CONFIRMED for item in told):
        return
    for verb in sorted(found, key=lambda verb: verb.start()):
        if words.holds("confirmation", verb[0]) and any(_has_confirmation(item) for item in told):
            continue
        message = f"“{verb[0]}” takes for true what is not confirmed"
        yield RULE.finding(message, path=sentence.path, span=sentence.part(verb), hint=_hint(told, words))


def _is_asserted(verb: Found, text: str, words: WordLists) -> bool:
    """Whether the verb is one, and says that something happened."""
    clause = _CLAUSE.split(text[: verb.start()])[-1]
    before = clause.split()[-1:]
    if before and words.holds("determiners", before[0]):
        return False
    if any(other.start() <= verb.start() < other.end() for other in words.find("not_factive", text)):
        return False
    near = " ".join(clause.split()[-_NEAR:])
    return not (words.holds("not_asserted", clause) or words.holds("not_asserted_near", near))


def _is_there(noun: Found, text: str, words: WordLists) -> bool:
    """Whether what a noun names is said to be there, and not only sought."""
    clause = _CLAUSE.split(text[: noun.start()])[-1]
    lists = ("not_asserted", "not_asserted_near", "sought")
    return not any(words.holds(name, clause) for name in lists)


def _has_confirmation(item: Statement) -> bool:
    """Whether somebody concerned has confirmed it."""
    return any(response.response is ResponseKind.CONFIRMED for response in item.responses.values())


def _hint(told: list[Statement], words: WordLists) -> str:
    """The neutral verb that the source itself has; “says” where it has none."""
    said = backing.evidence_text(passage for item in told for passage in backing.passages(item))
    for verb in words.find("attribution", said):
        if not words.holds("factive", verb[0]) and len(told) == 1:
            return f"write “{verb[0].lower()}”, as the source does, or “says”"
    return "write “says” or “has said”"


RULE = Rule("W02", "loaded-verb", Severity.ERROR, "brief", check, needs=("factive",))
