"""A number, date, designation or name of a statement is not in its evidence.

## What it does

Looks up the numbers, dates, designations and capitalised words of a statement's text, and of its shorter wordings, in its
evidence: the quotes and their translations, those of its answers and parts, and the name, publisher and author of their
sources. “Two dozen” is 24, “19 January 2024” is 2024-01-19, and hyphens and capitals do not matter. Names and aliases of the
brief's actors, the goods of the deal and the names of the treaties are known; but a person of the brief must be named by the
evidence, or be who says it or answers. Of a deal, the designations, the names in the descriptions and the price are looked up
too; its quantities are held against the evidence by D02.
The numbers of a chart are looked up as they are. The first word of a sentence, words in quotation
marks (Q06) and years of the sources' own dates are not looked up, and neither is a date where the evidence has only a weekday.
A statement is left out where it has no evidence, or evidence in another language that is not translated.

## Why it matters

A figure that the source does not have is the error that is copied most and noticed last.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for 12 aircraft.
    status: reported
    evidence: {agency: A news agency reports that Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran has asked for 12 aircraft.
    status: reported
    evidence: {agency: A news agency reports that Iran has asked for a dozen aircraft}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the name is another one for what the evidence names; better, add it to the `aliases` of an actor.

## Source

The desk's own rule: every figure and every name can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check import backing, tokens
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement
from briefgen.model.subjects import ArmsDeal
from briefgen.model.values import When

if TYPE_CHECKING:
    from briefgen.diagnostics import Path, Span
    from briefgen.model.brief import Brief
    from briefgen.model.figures import Figure
    from briefgen.wordlists import WordLists

_LONG_ENOUGH = 4
"""Letters that a name and what is of it (“Iran”, “Iranian”) have in common."""

_NEAR = 14
"""Characters within which the other parts of a date stand."""

_AFTER_MARK = re.compile(r"(?:[:(–—\[“„«\"]|[.!?…])\s*\Z")


class _Known(NamedTuple):
    """What a statement may name: folded words, numbers and months, and whether its dates can be looked up."""

    names: set[str]
    numbers: set[str]
    months: set[str]
    dates: bool
    archives: str
    said: set[str]
    """The folded words of the evidence and of its sources' own names alone."""
    said_numbers: set[str]
    """The numbers of the evidence alone, those with a “million” after them as they stand, too."""
    declared: set[str]
    """The folded words of the names that the brief gives to its actors, treaties and terms."""
    concerned: set[str]
    """The actors in the statement's own fields: who says it, and who answered."""


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each number and each name that the evidence lacks."""
    if not context.words.has("numbers"):
        return
    declared = tokens.known_words(_declared(brief))
    known = {
        id_: found
        for id_, item in (*brief.statements.items(), *brief.figures.items())
        if (found := _known(brief, item, declared, context)) is not None
    }
    for id_, deal in brief.arms_deals.items():
        if id_ in known:
            yield from _fields(("arms_deals", id_), deal, known[id_], context.words)
    for id_, figure in brief.figures.items():
        if id_ in known:
            yield from _numbers(("figures", id_), figure, known[id_])
    people = {actor.person: key for key, actor in brief.actors.items() if actor.person}
    for sentence in sentences(brief):
        item = sentence.item
        if sentence.kind == "statement" and isinstance(item, Statement) and item.id in known:
            yield from _foreign(sentence, known[item.id], context.words)
            if sentence.path[-1] == "text":
                yield from _other_people(sentence, people, known[item.id])


def _declared(brief: Brief) -> Iterator[str]:
    """The names that the brief gives: actors, those without an entry, treaties, terms."""
    for key, names in backing.actor_names(brief, backing.countries(brief)).items():
        actor = brief.actors[key]
        yield from (*names, actor.office or "", *(office.title for office in actor.offices))
    for treaty in brief.all_treaties.values():
        yield from (treaty.name, *treaty.parties)
    for statement in (*brief.statements.values(), *brief.figures.values()):
        yield from (statement.claimant or "", *statement.responses)
    yield from brief.glossary


def _known(brief: Brief, item: Statement, declared: set[str], context: CheckContext) -> _Known | None:
    passages = list(backing.passages(item))
    if not passages or not backing.is_readable(brief, item):
        return None
    sources = [brief.sources[name] for name in sorted(backing.sources_of(item)) if name in brief.sources]
    quoted = "\n".join((backing.evidence_text(passages), *(passage.page or "" for passage in passages)))
    names = [part for source in sources for part in (source.title, source.publisher, source.author, source.upstream)]
    said = tokens.known_words([quoted, *filter(None, names)])
    own: list[str | None] = []
    if isinstance(item, ArmsDeal):  # what its fields have is held against the evidence on its own
        own += [part for key, goods in item.items.items() for part in (key, goods.description)]
        own += [item.supplier, item.recipient, item.value]
    vocabulary = tokens.vocabulary(context.words)
    in_quotes = list(tokens.numbers(quoted, vocabulary))
    found = [*in_quotes, *tokens.numbers("\n".join(filter(None, (*names, *own))), vocabulary)]
    days = [When.parse(brief.date), *(day for s in sources for day in (s.published, s.retrieved) if day)]
    archived = [context.archives[name].text for name in backing.sources_of(item) if name in context.archives]
    return _Known(
        declared | said | tokens.known_words(filter(None, own)),
        {token.value for token in found if token.kind == "number"} | {str(day.year) for day in days},
        {token.value for token in found if token.kind == "month"},
        not context.words.holds("weekdays", quoted),
        "\n".join(filter(None, archived)),
        said,
        {token.value for token in in_quotes if token.kind == "number"}
        | {token.value for token in tokens.numbers(quoted, tokens.NO_WORDS)},
        declared,
        {item.claimant or "", *item.responses},
    )


# --- what is foreign --------------------------------------------------------------------------------------------------


def _fields(path: Path, deal: ArmsDeal, known: _Known, words: WordLists) -> Iterator[Diagnostic]:
    """What the fields of a deal name that its evidence does not: a designation, a name in a description, a price."""
    for key, goods in deal.items.items():
        for name in tokens.names(key):
            if any(map(str.isdigit, name.value)) and tokens.folded(name.value) not in known.said:
                yield _lacking(name.value, (*path, "items", key), on_key=True)
        for name in tokens.names(goods.description or ""):
            if not _is_of(name.value, known.said | known.declared, words):
                yield _lacking(name.value, (*path, "items", key, "description"), span=name.span)
    for number in tokens.numbers(deal.value or "", tokens.vocabulary(words)):
        if number.value not in known.said_numbers:
            shown = (deal.value or "")[slice(*number.span)]
            yield _lacking(shown, (*path, "value"), span=number.span)


def _numbers(path: Path, figure: Figure, known: _Known) -> Iterator[Diagnostic]:
    """Numbers of a chart that the evidence does not have; those of statements that it is based on stand in other words."""
    for row, place, measure in figure.numbers() if not figure.based_on else ():
        for level in measure.levels:
            if level.number is None or level.number in (0, 1) or f"{level.number.normalize():f}" in known.said_numbers:
                continue
            at = (*path, *(("series", row) if figure.series else ("points",)), place)
            message = f"the number {level.number} of “{place}” is in none of the words given as evidence"
            yield RULE.finding(message, path=at, hint="mend it, or quote the words that have it")


def _other_people(sentence: Sentence, people: Mapping[str, str], known: _Known) -> Iterator[Diagnostic]:
    """Persons of the brief who are named here, whom neither the evidence nor the statement's own fields name."""
    for name, key in people.items():
        begin = sentence.bare.find(name)
        last = tokens.folded(name.split()[-1])
        if begin >= 0 and last not in known.said and key not in known.concerned:
            span = (sentence.span[0] + begin, sentence.span[0] + begin + len(name))
            yield _lacking(name, sentence.path, span=span)


def _lacking(shown: str, path: Path, *, span: Span | None = None, on_key: bool = False) -> Diagnostic:
    message = f"“{shown}” is in none of the words given as evidence"
    hint = "take it out, or quote the words that have it; another name of an actor belongs to its `aliases`"
    return RULE.finding(message, path=path, span=span, on_key=on_key, hint=hint)


def _foreign(sentence: Sentence, known: _Known, words: WordLists) -> Iterator[Diagnostic]:
    for token in sorted(_tokens(sentence.bare, words), key=lambda token: token.span):
        if _is_known(token, sentence, known, words):
            continue
        begin, end = token.span
        shown = sentence.bare[begin:end]
        place = sentence.span[0] + begin, sentence.span[0] + end
        if token.kind == "name":
            yield _lacking(shown, sentence.path, span=place)
        else:
            message = f"the number or date “{shown}” is in none of the words given as evidence"
            hint = "take it out, or quote the words that have it"
            yield RULE.finding(message, path=sentence.path, span=place, hint=hint)


def _tokens(text: str, words: WordLists) -> Iterator[tokens.Token]:
    yield from tokens.numbers(text, tokens.vocabulary(words)._replace(ordinals={}))
    yield from tokens.names(text)


def _is_known(token: tokens.Token, sentence: Sentence, known: _Known, words: WordLists) -> bool:
    if token.kind == "name":
        return _is_known_name(token, sentence, known, words)
    if not known.dates and (token.kind == "month" or _in_date(token, sentence.bare, words)):
        return True
    if token.kind == "month":
        return token.value in known.months or not _in_date(token, sentence.bare, words)
    return token.value in known.numbers or token.value in ("0", "1") or _is_no_count(token, sentence, known, words)


def _in_date(token: tokens.Token, text: str, words: WordLists) -> bool:
    """Whether a number and a month stand side by side here."""
    begin, end = token.span
    if token.kind == "month":
        return re.search(r"\d", text[max(0, begin - _NEAR) : end + _NEAR]) is not None
    months = tokens.vocabulary(words).months
    near = text[max(0, begin - _NEAR) : begin], text[end : end + _NEAR]
    return any(word.casefold() in months for part in near for word in re.findall(r"[^\W\d_]+", part))


def _is_no_count(token: tokens.Token, sentence: Sentence, known: _Known, words: WordLists) -> bool:
    """“The two presidents” counts nothing, “Yak 130” is a name, “Article 10” a place that the archived text may show."""
    begin, end = token.span
    before = sentence.bare[:begin].split()[-1:]
    if not before:
        return False
    if sentence.bare[begin].isalpha() and words.holds("determiners", before[0]):
        return True
    if tokens.folded(before[0] + token.value) in known.names:
        return True
    place = f"{before[0]} {sentence.bare[begin:end]}"
    return words.holds("locators", before[0]) and re.search(rf"{re.escape(place)}(?!\w)", known.archives) is not None


def _is_known_name(token: tokens.Token, sentence: Sentence, known: _Known, words: WordLists) -> bool:
    begin = token.span[0]
    designation = any(map(str.isdigit, token.value))
    if not designation and (begin == 0 or _AFTER_MARK.search(sentence.bare[:begin])):
        return True
    if designation or tokens.folded(token.value) in known.names:
        return tokens.folded(token.value) in known.names
    return all(_is_of(part, known.names, words) for part in re.split(r"[-‐‑]", token.value))


def _is_of(part: str, names: set[str], words: WordLists) -> bool:
    """Whether a word is no name, is a known one, or says of one that something is of it (“Iranian”)."""
    word = tokens.folded(part)
    if not part[:1].isupper() or word in names or any(words.holds(kind, part) for kind in ("no_names", "weekdays")):
        return True
    if any(word in values for values in tokens.vocabulary(words)):
        return True
    for row in words.lists().get("same_name", ()):
        folded = {tokens.folded(name) for name in row.split()}
        if word in folded and folded & names:
            return True
    return _is_formed(word, names, words)


def _is_formed(word: str, names: set[str], words: WordLists) -> bool:
    """Whether a word is a known one with another ending, of those that a country's name takes; and the other way round."""
    endings = {ending.casefold() for ending in words.lists().get("of_a_country", ())}
    for size in range(_LONG_ENOUGH, len(word) + 1):
        stem, rest = word[:size], word[size:]
        if (rest in endings and (stem in names or f"{stem}a" in names or f"{stem}y" in names)) or (
            rest in ("", "a", "y") and any(f"{stem}{ending}" in names for ending in endings)
        ):
            return True
    return False


RULE = Rule("Q05", "not-in-evidence", Severity.ERROR, "brief", check, needs=("numbers",))
