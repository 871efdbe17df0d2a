"""“Sources say”, “reports indicate”, “experts believe”: many are spoken of, and there is one source.

## What it does

Looks for plural or impersonal sourcing in statements, the title, the bottom line, judgements and comments where all that they
tell rests on one source; sources that were made from each other, or are of one group, are one. It is quiet where the evidence
has such words itself and the text says that they are not identified (“whom the agency does not name”).

## Why it matters

One article that says “reports” is one article. The plural makes it look like several, and no reader can ask them.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: Sources say that Iran has asked for aircraft.
    status: reported
    evidence: {agency: The agency says that Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: The agency says that Iran has asked for aircraft.
    status: reported
    evidence: {agency: The agency says that Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the several sources are known to the desk and cannot be listed.

## Source

ICD 206, “Sourcing Requirements”: how many sources there are, and what is known of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.check import backing
from briefgen.check.prose import Sentence, sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.groups import groups
from briefgen.model.statement import Statement
from briefgen.wordlists import Found

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.wordlists import WordLists


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:
    """A finding for each vague plural."""
    words, statements = context.words, brief.statements
    for sentence in sentences(brief):
        if sentence.kind == "other":
            continue
        vague = list(_vague(sentence.bare, words))
        if vague and not _is_open(brief, sentence, statements, words):
            for found in vague:
                message = f"“{found[0]}” is said of a single source"
                hint = "name who says so, or write that the source does not identify them"
                yield RULE.finding(message, path=sentence.path, span=sentence.part(found), hint=hint)


def _vague(text: str, words: WordLists) -> Iterator[Found]:
    """The vague plurals that say something: set phrases, and “observers”, “media” with a verb of saying right behind."""
    stop = 0
    phrases = [found for found in words.find("vague_sources", text) if _speaks(found, text, words)]
    for plural in words.find("vague_plural", text):
        verb = next((verb for verb in words.find("vague_say", text[plural.end() :])), None)
        between = text[plural.end() : plural.end() + verb.start()].split() if verb else ["-"]
        if verb and all(words.holds("auxiliary", word) for word in between) and _speaks(plural, text, words):
            phrases.append(Found(text[plural.begin : plural.stop + verb.stop], plural.begin, plural.stop + verb.stop))
    for found in sorted(phrases, key=lambda found: (found.begin, -found.stop)):
        if found.begin >= stop:
            stop = found.stop
            yield found


def _speaks(found: Found, text: str, words: WordLists) -> bool:
    """Whether the sources say something: they are neither spoken of (“denied media reports”) nor a name (“Press”)."""
    if found.start() and found[0][0].isupper() and not words.holds("vague_origin", found[0].split()[0]):
        return False
    before = text[: found.start()].split()[-1:]
    return not (before and words.holds("speaks_of", before[0]))


def _is_open(brief: Brief, sentence: Sentence, statements: Mapping[str, Statement], words: WordLists) -> bool:
    """Whether there are several sources, or the text is open about theirs."""
    told = statements.values() if sentence.path[0] == "title" else backing.told(brief, sentence, statements)
    group = groups(brief)
    if len({group[name] for item in told for name in backing.sources_of(item) if name in group}) > 1:
        return True
    said = backing.evidence_text(passage for item in told for passage in backing.passages(item))
    return words.holds("unidentified", sentence.bare) and words.holds("vague_sources", said)


RULE = Rule("W06", "vague-sourcing", Severity.WARNING, "brief", check, needs=("vague_sources", "vague_plural"))
