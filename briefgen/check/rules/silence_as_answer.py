"""Silence of an actor is told as a denial, a confirmation, or a refusal to comment.

## What it does

Takes each actor of whom the brief says that no answer is reported (`no-comment-reported`, `none-reported`, `not-asked`,
`declined-to-comment`), and looks in the statement's text, its comment and the headlines that tell it for a sentence in which
this actor, or a body of the same state, denied, confirmed or “did not deny”: as a verb (“Moscow and Tehran deny it”, “both
deny it”) and as a noun (“despite the Kremlin's denial”). “Declined to comment” is right for `declined-to-comment` only.
Negated verbs (“has not confirmed”) and conditions do not count, nor does what somebody else says that the actor rejected, where
the evidence has it.

The answers themselves are held against their words. One entered as `denied`, `partly-denied`, `confirmed` or
`declined-to-comment` is told where its own evidence has no word of that, or where the evidence of the statement, on which it
rests without its own, tells of silence instead. A confirmation with evidence of its own is left to the reader, for it may be
any statement.

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
from briefgen.check.places import everything
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal
from briefgen.model.vocabulary import ResponseKind

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Passage, Response
    from briefgen.wordlists import Found, WordLists

_SILENT = {
    ResponseKind.DECLINED_TO_COMMENT: "declined to comment",
    ResponseKind.NO_COMMENT_REPORTED: "has not commented, as far as is reported",
    ResponseKind.NONE_REPORTED: "is not reported to have answered",
    ResponseKind.NOT_ASKED: "was not asked",
}
"""Kinds of silence, each as a text may tell it."""

_LISTS = ("denial", "confirmation", "declined")
_NOUNS = ("denial_noun", "confirmation_noun", "declined_noun")
_SHOWN_BY = {
    ResponseKind.DENIED: "answer_denied",
    ResponseKind.PARTLY_DENIED: "answer_denied",
    ResponseKind.CONFIRMED: "answer_confirmed",
    ResponseKind.DECLINED_TO_COMMENT: "answer_declined",
}
"""The words of which the evidence of an answer must have one, by its kind."""

_FARTHEST = 6
"""Words that may stand between an actor and its verb."""

_NEAR = 2
"""Words before a verb among which “without” negates it, as in “without having confirmed”."""

_BREAK = re.compile(r"[;:.!?؛؟]|\s[–—]\s")
_OWNED = re.compile(r"(?P<mark>['’]s?)?\s+(?:[^\W\d_]+\s+){0,2}")
"""What stands between an owner and a noun: “the Kremlin's repeated denials”."""


class _Actors(NamedTuple):
    """Who may be named: the pattern of all names, folded name → actor, and actor → the actor that it is of."""

    pattern: re.Pattern[str]
    known: Mapping[str, str]
    of: Mapping[str, str]


class _Subject(NamedTuple):
    """Who is said to have answered: the name as it is written, the actor, and where its sentence begins to be about it."""

    name: str
    actor: str
    begin: int


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each answer that its words do not show, and for each word that makes an answer of silence."""
    words, statements = context.words, brief.statements
    actors = _actors(brief) if any(item.responses for item in statements.values()) else None
    if actors is None or not words.has("denial"):
        return
    yield from _unshown(brief, words)
    for sentence in sentences(brief):
        statement_comment = sentence.kind == "comment" and isinstance(sentence.item, Statement)
        if sentence.kind not in ("statement", "headline") and not statement_comment:
            continue
        answers = [(name, found) for name in (*_LISTS, *_NOUNS) for found in words.find(name, sentence.bare)]
        if answers:
            told = backing.told(brief, sentence, statements)
            for name, found in sorted(answers, key=lambda answer: answer[1].start()):
                yield from _judged(sentence, (name, found), told, (actors, words))


def _judged(
    sentence: Sentence, answer: tuple[str, Found], told: list[Statement], known: tuple[_Actors, WordLists]
) -> Iterator[Diagnostic]:
    name, found = answer
    actors, words = known
    subjects = (_owner if name in _NOUNS else _subjects)(found, sentence.bare, told, known)
    silent = [(subject, kind) for subject in subjects if (kind := _silence(subject.actor, told, actors))]
    if not silent:
        return
    subject, kind = silent[0]
    if name.startswith("declined") and kind is ResponseKind.DECLINED_TO_COMMENT:
        return
    clause = _BREAK.split(sentence.bare[: subject.begin])[-1]
    said = backing.evidence_text(passage for item in told for passage in backing.passages(item))
    if words.holds("attribution", actors.pattern.sub(" ", clause)) and words.holds(name, said):
        return  # somebody else says that an actor rejected something, which need not be this claim
    message = f"the brief has “{kind}” for {subject.name}, which is not “{found[0]}”"
    hint = f"write that {subject.name} {_SILENT[kind]}; if it did answer, say so under `responses` with the words that show it"
    yield RULE.finding(message, path=sentence.path, span=sentence.part(found), hint=hint)


def _unshown(brief: Brief, words: WordLists) -> Iterator[Diagnostic]:
    """A finding for each answer that no word of its evidence tells of."""
    for path, record in everything(brief):
        for actor, answer in getattr(record, "responses", {}).items():
            evidence = answer.evidence or getattr(record, "evidence", {})
            shown_by = _SHOWN_BY.get(answer.response, "")
            if not (evidence and words.has(shown_by)) or (
                answer.evidence and answer.response is ResponseKind.CONFIRMED
            ):
                continue
            said = _readable(brief, evidence)
            if said is None or words.holds(shown_by, _without_silence(said, words) if _is_no(answer) else said):
                continue
            if not (answer.evidence or words.holds("silence", said)):
                continue
            message = f"the brief has “{answer.response}” for {actor}, and no word of its evidence tells of that"
            hint = "write `no-comment-reported` or `none-reported`, or quote the words of the answer as its `evidence:`"
            yield RULE.finding(message, path=(*path, "responses", actor), on_key=True, hint=hint)


def _is_no(answer: Response) -> bool:
    return answer.response in (ResponseKind.DENIED, ResponseKind.PARTLY_DENIED)


def _readable(brief: Brief, evidence: Mapping[str, tuple[Passage, ...]]) -> str | None:
    """The words of evidence in the brief's language; None where some are in another one, and not translated."""
    language = (brief.language or "en").partition("-")[0]
    for source, passages in evidence.items():
        spoken = (brief.sources[source].language if source in brief.sources else None) or language
        if spoken.partition("-")[0] != language and not all(passage.translation for passage in passages):
            return None
    return backing.evidence_text(passage for passages in evidence.values() for passage in passages)


def _without_silence(said: str, words: WordLists) -> str:
    """The words without those that tell of silence, such as “has not commented”: their “not” denies nothing."""
    for found in words.find("silence", said):
        said = said[: found.start()] + " " * (found.end() - found.start()) + said[found.end() :]
    return said


# --- who is meant ----------------------------------------------------------------------------------------------------


def _actors(brief: Brief) -> _Actors | None:
    """Every actor by its names; one without an entry is its own name."""
    named = {name: key for key, names in backing.actor_names(brief, backing.countries(brief)).items() for name in names}
    for statement in (*brief.statements.values(), *brief.figures.values()):
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


def _subjects(verb: Found, text: str, told: list[Statement], known: tuple[_Actors, WordLists]) -> list[_Subject]:
    """All who are said to do it; none where nobody is named or the verb is not asserted."""
    actors, words = known
    if agent := _agent(verb, text, known):
        return [agent]
    clause = verb.start() - len(_BREAK.split(text[: verb.start()])[-1])
    named = list(actors.pattern.finditer(text, clause, verb.start()))
    if both := _both(text, clause, verb, words) if (sides := _parties(told)) else None:
        near, end = both.span()
        subjects = [_Subject(text[near:end], party, near) for party in sides]
    elif named:
        near, end = max(clause, text.rfind(",", clause, named[-1].start()) + 1), named[-1].end()
        subjects = _joined(named, text, known)
    else:
        return []
    between, before = text[end : verb.start()].split(), text[near : verb.start()]
    is_negated = words.holds("not_asserted", before) or words.holds("not_asserted_near", " ".join(between[-_NEAR:]))
    return [] if is_negated or len(between) > _FARTHEST else subjects


def _both(text: str, clause: int, verb: Found, words: WordLists) -> Found | None:
    """Where “both” stands before a verb for the two sides, with nothing but words such as “have” between."""
    for found in words.find("both_parties", text[: verb.start()]):
        between = text[found.end() : verb.start()].split()
        if found.start() >= clause and all(words.holds("light_words", word) for word in between):
            return found
    return None


def _agent(
    found: Found, text: str, known: tuple[_Actors, WordLists], led_in: tuple[str, ...] = ("by_agent",)
) -> _Subject | None:
    """Who stands after “by”, or after a word of other lists, right behind what was found."""
    actors, words = known
    after = re.compile(r"\s+(?:it\s+)?(\w+)\s+(?:the\s+)?").match(text, found.end())
    if (
        after
        and any(words.holds(name, after[1]) for name in led_in)
        and (agent := actors.pattern.match(text, after.end()))
    ):
        return _Subject(agent[0], actors.known[agent[1].casefold()], found.start())
    return None


def _owner(noun: Found, text: str, _told: list[Statement], known: tuple[_Actors, WordLists]) -> list[_Subject]:
    """Whose denial it is: “the Kremlin's denial”, “Russian denials”, “denials by Moscow”, “a denial from Moscow”."""
    actors, words = known
    clause = noun.start() - len(_BREAK.split(text[: noun.start()])[-1])
    near = max(clause, text.rfind(",", clause, noun.start()) + 1)
    around = text[near : noun.start()] + " " + _BREAK.split(text[noun.end() :].partition(",")[0])[0]
    if any(words.holds(name, around) for name in ("not_asserted", "not_asserted_near", "sought")):
        return []
    if agent := _agent(noun, text, known, ("by_agent", "away_from")):
        return [agent]
    for named in reversed(list(actors.pattern.finditer(text, clause, noun.start()))):
        owned = _OWNED.fullmatch(text, named.end(), noun.start())
        is_adjective = named.end() > named.end(1)
        if owned and (owned["mark"] or is_adjective):
            return [_Subject(named[0], actors.known[named[1].casefold()], named.start())]
    return []


def _joined(named: list[re.Match[str]], text: str, known: tuple[_Actors, WordLists]) -> list[_Subject]:
    """The actor that is named last, and those that are joined to it by “and”."""
    actors, words = known
    first = len(named) - 1
    while first:
        between = text[named[first - 1].end() : named[first].start()]
        if len(between.split()) > 1 or not words.holds("coordination", between):
            break
        first -= 1
    begin = named[first].start()
    return [_Subject(actor[0], actors.known[actor[1].casefold()], begin) for actor in reversed(named[first:])]


def _parties(told: list[Statement]) -> tuple[str, ...]:
    """The two sides of the one deal or treaty that is told; none where several are."""
    if len(told) != 1:
        return ()
    item = told[0]
    return (item.supplier, item.recipient) if isinstance(item, ArmsDeal) else tuple(getattr(item, "parties", ()))


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


RULE = Rule("W03", "silence-as-answer", Severity.ERROR, "brief", check, needs=("denial",))
