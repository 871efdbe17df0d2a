"""A person is named with an office that the brief does not give them at that time.

## What it does

Compares the office beside a name (“President Raisi”, “Ebrahim Raisi, the president of Iran”) with the `office` or the
`offices` of the actor, as they are at the cut-off or on a date that the sentence or the event gives. “Former”, “then” or
“late” before the office says that it is over. Names for one kind of office (premier, prime minister) count as the same.

## Why it matters

Who holds an office decides what their words are worth. A memo that calls somebody president who no longer is shows that it was
copied from an old one.

## Bad

```yaml
title: Tarvia has asked for aircraft, a news agency reports
date: 2024-06-19
claims:
  request:
    text: President Anselm Varga said that Tarvia has asked for aircraft.
    claimant: varga
    status: officially-stated
    evidence: {agency: "Anselm Varga, the president, said that Tarvia has asked for aircraft"}
actors:
  varga:
    person: Anselm Varga
    offices: [{title: President, from: 2021-08-03, until: 2024-05-19}]
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-05-12}
```

## Good

```yaml
title: Tarvia has asked for aircraft, a news agency reports
date: 2024-06-19
claims:
  request:
    text: The former president Anselm Varga said that Tarvia has asked for aircraft.
    claimant: varga
    status: officially-stated
    evidence: {agency: "Anselm Varga, the president, said that Tarvia has asked for aircraft"}
actors:
  varga:
    person: Anselm Varga
    offices: [{title: President, from: 2021-08-03, until: 2024-05-19}]
sources:
  agency: {title: A request for aircraft, publisher: A news agency, published: 2024-05-12}
```

## When to ignore

Where a person holds a further office that does not belong into the brief; better, add it under `offices:`.

## Source

The desk's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.dates import written
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.items import Event, Office

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief
    from briefgen.model.items import Actor
    from briefgen.model.values import When
    from briefgen.wordlists import WordLists

_KINDS = ("office_head_of_state", "office_head_of_government", "office_minister", "office_voice", "office_envoy")
_NEAR = 60
"""Characters that may stand between a name and its office."""

_BEFORE = 3
"""Words before an office among which “former” may stand, as in “the late Iranian president”."""


class _Named(NamedTuple):
    """A person with an office in a sentence: where both stand."""

    actor: Actor
    office: str
    begin: int
    end: int


class _Known:
    """The persons of a brief whose offices are known, by their names, and the patterns that find them."""

    def __init__(self, brief: Brief, words: WordLists) -> None:
        self.words = words
        self.persons: dict[str, Actor] = {}
        people = [actor for actor in brief.actors.values() if actor.person and (actor.office or actor.offices)]
        last = [str(actor.person).split()[-1] for actor in people]
        for actor, surname in zip(people, last, strict=True):
            names = [str(actor.person), *actor.aliases, *([surname] if last.count(surname) == 1 else [])]
            self.persons |= dict.fromkeys(names, actor)
        lists = words.lists()
        own = [office.title for actor in people for office in _offices(actor)]
        self.names = _any_of(self.persons)
        self.titles = _any_of([*own, *(title for kind in _KINDS for title in lists.get(kind, ()))], re.IGNORECASE)
        of = "|".join(map(re.escape, lists.get("office_of", ()))) or "(?!)"
        self.before_name = re.compile(rf"(?:\s+(?:{of})\s+[^,.;:()]{{1,40}},)?\s+")

    def find(self, text: str) -> Iterator[_Named]:
        """Every person who stands beside an office."""
        names = list(self.names.finditer(text))
        titles = list(self.titles.finditer(text)) if names else []
        for name in names:
            actor = self.persons[name[0]]
            for title in titles:
                if 0 < name.start() - title.end() <= _NEAR and self._is_title_of(title, name, text):
                    yield _Named(actor, title[0], title.start(), name.end())
                elif 0 < title.start() - name.end() <= _NEAR and self._is_apposition(name, title, text):
                    yield _Named(actor, title[0], name.start(), title.end())

    def _is_title_of(self, title: re.Match[str], name: re.Match[str], text: str) -> bool:
        between = self.before_name.fullmatch(text, title.end(), name.start())
        return between is not None and not self._is_over(title, text)

    def _is_apposition(self, name: re.Match[str], title: re.Match[str], text: str) -> bool:
        between = text[name.end() : title.start()]
        allowed = all(
            word[0].isupper() or "'" in word or "’" in word or self.words.holds("office_article", word)
            for word in between[1:].split()
        )
        of_another = re.match(r"\s+[A-Z]", text[title.end() : title.end() + 2])
        return between[0] in ",(" and allowed and not of_another and not self._is_over(title, text)

    def _is_over(self, title: re.Match[str], text: str) -> bool:
        near = re.split(r"[\s-]+", text[: title.start()].strip())[-_BEFORE:]
        after = re.match(r"-\w+", text[title.end() :])
        return self.words.holds("office_not_now", " ".join([*near, after[0] if after else ""]))


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each person who is named with an office not held."""
    if not context.words.has("office_not_now"):
        return
    known = _Known(brief, context.words)
    if not known.persons:
        return
    cutoff = brief.information_cutoff
    for sentence in sentences(brief):
        for named in known.find(sentence.bare):
            days = [cutoff, *_days(sentence, context.words)]
            fault = _fault(named, days, context.words)
            if fault is not None:
                span = (sentence.span[0] + named.begin, sentence.span[0] + named.end)
                hint = _hint(named, brief, cutoff, context.words)
                yield RULE.finding(fault, path=sentence.path, span=span, hint=hint)


def _days(sentence: Sentence, words: WordLists) -> Iterator[When]:
    """The dates that a sentence, or the event that it tells of, gives."""
    yield from (date.when for date in written(sentence.shown, words))
    if isinstance(sentence.item, Event):
        yield sentence.item.date


def _fault(named: _Named, days: Iterable[When], words: WordLists) -> str | None:
    """What is wrong with an office beside a name; None where nothing is, or nothing can be told."""
    offices = _offices(named.actor)
    same = [office for office in offices if _is_same(named.office, office.title, words)]
    if any(_is_held(office, day) for office in same for day in days):
        return None
    if same:
        ended = same[-1].until
        when = f"was {same[-1].title} until {ended}" if ended else f"is {same[-1].title} only from {same[-1].since}"
        return f"“{named.office}” is not the office of {named.actor.person} at that time: {named.actor.person} {when}"
    kinds = [_kinds(office.title, words) for office in offices]
    if not _kinds(named.office, words) or not all(kinds):
        return None
    titles = " and ".join(office.title for office in offices)
    return f"{named.actor.person} is given here as {named.office}, and in `actors:` as {titles}"


def _hint(named: _Named, brief: Brief, cutoff: When, words: WordLists) -> str:
    offices = _offices(named.actor)
    if not any(_is_same(named.office, office.title, words) for office in offices):
        return f"correct the text, or add the office to “{named.actor.id}” under `offices:`"
    heirs = [
        str(actor.person)
        for actor in brief.actors.values()
        if actor.person and actor is not named.actor and actor.of == named.actor.of
        for office in _offices(actor)
        if _is_same(named.office, office.title, words) and _is_held(office, cutoff)
    ]
    held = f"; since then it is {heirs[0]}" if heirs and named.actor.of else ""
    return f"write “the former {named.office.lower()}”, or the date of which the sentence tells{held}"


def _offices(actor: Actor) -> list[Office]:
    return [*actor.offices, *([Office.model_construct(title=actor.office)] if actor.office else [])]


def _is_held(office: Office, day: When) -> bool:
    first, last = day.first_day, day.last_day
    if first is None or last is None:
        return False
    since = (office.since and office.since.first_day) or first
    until = (office.until and office.until.last_day) or last
    return since <= last and first <= until


def _is_same(title: str, office: str, words: WordLists) -> bool:
    return title.casefold() in office.casefold() or bool(_kinds(title, words) & _kinds(office, words))


def _kinds(title: str, words: WordLists) -> set[str]:
    return {kind for kind in _KINDS if words.holds(kind, title)}


def _any_of(names: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    longest_first = sorted(set(names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", flags)


RULE = Rule("T02", "office-not-held", Severity.ERROR, "brief", check, needs=("office_not_now",))
