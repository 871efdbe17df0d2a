"""Silence of an actor is told as a denial, a confirmation, or a refusal to comment.

## What it does

Takes each actor of whom the brief says that no answer is reported (`no-comment-reported`, `none-reported`, `not-asked`,
`declined-to-comment`), and looks in the statement's text, its comment and the headlines that tell it for a sentence in which
this actor, or a body of the same state, denied, confirmed or “did not deny”. “Declined to comment” is right for
`declined-to-comment` only. Negated verbs (“has not confirmed”) and conditions do not count, nor does what
somebody else says that the actor rejected, where the evidence has it.

## Why it matters

“Has not commented” becomes “denied” in one rewrite, and the next writer quotes the denial.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft; the Kremlin denied it.
    status: reported
    evidence: {agency: "A news agency reports that Iran has asked for aircraft, on which the Kremlin has not commented"}
    responses: {kremlin: no-comment-reported}
actors:
  kremlin: {body: The Kremlin}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for aircraft; the Kremlin has not commented.
    status: reported
    evidence: {agency: "A news agency reports that Iran has asked for aircraft, on which the Kremlin has not commented"}
    responses: {kremlin: no-comment-reported}
actors:
  kremlin: {body: The Kremlin}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the denial answers something else; better, say what.

## Source

The desk's own rule: “has not commented” is weaker than “declined to comment”, and neither is a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.vocabulary import ResponseKind

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import Found, WordLists

_SILENT = {
    ResponseKind.DECLINED_TO_COMMENT: "declined to comment",
    ResponseKind.NO_COMMENT_REPORTED: "has not commented, as far as is reported",
    ResponseKind.NONE_REPORTED: "is not reported to have answered",
    ResponseKind.NOT_ASKED: "was not asked",
}
"""Kinds of silence, each as a text may tell it."""

_LISTS = ("denial", "confirmation", "declined")
_FARTHEST = 6
"""Words that may stand between an actor and its verb."""

_BREAK = re.compile(r"[;:.!?]|\s[–—]\s")


class _Actors(NamedTuple):
    """Who may be named: the pattern of all names, folded name → actor, and actor → the actor that it is of."""

    pattern: re.Pattern[str]
    known: Mapping[str, str]
    of: Mapping[str, str]


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each verb that makes an answer of silence."""
    words, statements = context.words, brief.statements
    actors = _actors(brief) if any(item.responses for item in statements.values()) else None
    if actors is None or not words.has("denial"):
        return
    for sentence in sentences(brief):
        statement_comment = sentence.kind == "comment" and isinstance(sentence.item, Statement)
        if sentence.kind not in ("statement", "headline") and not statement_comment:
            continue
        verbs = [(name, verb) for name in _LISTS for verb in words.find(name, sentence.bare)]
        if verbs:
            told = backing.told(brief, sentence, statements)
            for name, verb in sorted(verbs, key=lambda found: found[1].start()):
                yield from _judged(sentence, (name, verb), told, (actors, words))


def _judged(
    sentence: Sentence, found: tuple[str, Found], told: list[Statement], known: tuple[_Actors, WordLists]
) -> Iterator[Diagnostic]:
    name, verb = found
    actors, words = known
    subject = _subject(verb, sentence.bare, known)
    kind = subject and _silence(subject[1], told, actors)
    if not subject or kind is None:
        return
    if name == "declined" and kind is ResponseKind.DECLINED_TO_COMMENT:
        return
    said = backing.evidence_text(passage for item in told for passage in backing.passages(item))
    if words.holds("attribution", sentence.bare[: verb.start()]) and words.holds(name, said):
        return  # somebody else says that an actor rejected something, which need not be this claim
    message = f"the brief has “{kind}” for {subject[0]}, which is not “{verb[0]}”"
    hint = f"write that {subject[0]} {_SILENT[kind]}; if it did answer, say so under `responses` with the words that show it"
    yield RULE.finding(message, path=sentence.path, span=sentence.part(verb), hint=hint)


# --- who is meant ----------------------------------------------------------------------------------------------------


def _actors(brief: Brief) -> _Actors | None:
    """Every actor by its names; one without an entry is its own name."""
    named = {name: key for key, names in backing.actor_names(brief, backing.countries(brief)).items() for name in names}
    for statement in brief.statements.values():
        for actor in (statement.claimant or "", *statement.responses):
            if actor and actor not in brief.actors:
                named.setdefault(actor, actor)
    known = {_folded(name): key for name, key in named.items()}
    if not known:
        return None
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<!\w)(?:the\s+)?({'|'.join(map(re.escape, longest_first))})\w{{0,3}}(?!\w)", re.IGNORECASE
    )
    return _Actors(pattern, known, {key: actor.of for key, actor in brief.actors.items() if actor.of})


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _subject(verb: Found, text: str, known: tuple[_Actors, WordLists]) -> tuple[str, str] | None:
    """Who is said to do it, as it is written and as an actor; None where nobody is or the verb is not asserted."""
    actors, words = known
    after = re.compile(r"\s+(?:it\s+)?(\w+)\s+(?:the\s+)?").match(text, verb.end())
    if after and words.holds("by_agent", after[1]) and (agent := actors.pattern.match(text, after.end())):
        return agent[0], actors.known[agent[1].casefold()]
    clause = verb.start() - len(_BREAK.split(text[: verb.start()])[-1])
    named = list(actors.pattern.finditer(text, clause, verb.start()))
    if not named:
        return None
    near = max(clause, text.rfind(",", clause, named[-1].start()) + 1)
    between = text[named[-1].end() : verb.start()]
    if len(between.split()) > _FARTHEST or words.holds("not_asserted", text[near : verb.start()]):
        return None
    return named[-1][0], actors.known[named[-1][1].casefold()]


def _silence(subject: str, told: list[Statement], actors: _Actors) -> ResponseKind | None:
    """The silence that the brief has for an actor in what is told; None where it, or one of its own, has answered."""
    kinds = []
    for item in told:
        if item.claimant and subject not in item.responses and _is_kin(subject, item.claimant, actors):
            continue
        kinds += [answer.response for actor, answer in item.responses.items() if _is_kin(subject, actor, actors)]
    if any(kind not in _SILENT for kind in kinds):
        return None
    return kinds[0] if kinds else None


def _is_kin(one: str, other: str, actors: _Actors) -> bool:
    """Whether one is the other, or is of it."""
    return other in _line(one, actors) or one in _line(other, actors)


def _line(actor: str, actors: _Actors) -> list[str]:
    """An actor, and all that it is of."""
    found = [actor]
    while (above := actors.of.get(found[-1])) and above not in found:
        found.append(above)
    return found


RULE = Rule("W03", "silence-as-answer", Severity.ERROR, "brief", check)
