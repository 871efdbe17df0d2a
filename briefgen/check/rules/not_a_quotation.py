"""Words in quotation marks are not in the evidence.

## What it does

Looks up three or more words in quotation marks: those of a statement in its evidence, those of the title, the bottom line, a
comment or a judgement in the evidence of what the text cites, or in that of the whole brief where it cites nothing. Capitals
and punctuation do not matter; “…” and square brackets may stand for words left out or put in. Titles of sources, names of
treaties and terms of the glossary may stand in quotation marks. Of sections, only those that cite something are judged.

## Why it matters

Quotation marks promise that somebody said just this.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
claims:
  request:
    text: A news agency reports that Iran “urgently asked for aircraft”.
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
    text: A news agency reports that Iran “has asked for aircraft”.
    status: reported
    evidence: {agency: A news agency reports that Iran has asked for aircraft}
sources:
  agency: {title: A request for aircraft, publisher: An agency, author: A reporter, published: 2024-01-18}
```

## When to ignore

Where the marks do not quote: a proverb, or a term that the desk sets apart.

## Source

The desk's own rule: what is quoted can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check import backing
from briefgen.check.prose import sentences
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.statement import Statement

if TYPE_CHECKING:
    from briefgen.check.prose import Sentence
    from briefgen.model.brief import Brief

_FEWEST = 3
"""Words from which on marks are taken for a quotation, and no longer for a term set apart."""

_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def check(brief: Brief, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each quotation that the evidence does not have."""
    titles = _line(_titles(brief))
    whole = _line([backing.evidence_text(backing.passages(brief))])
    judged = {sentence.path: sentence for sentence in sentences(brief) if sentence.kind != "other"}
    for path, sentence in judged.items():
        typed = backing.value_at(brief, path)
        block = path[0] == "sections" and path[-1] == "text"
        spans = text.quotations(typed, block=block)
        if not spans or (path[0] == "sections" and not text.citations(typed, block=block)):
            continue
        words = _evidence(brief, sentence, typed) or whole
        for begin, end in spans:
            quoted = typed[begin:end]
            if len(_words(quoted)) >= _FEWEST and not _stands(quoted, words) and not _stands(quoted, titles):
                where = "the evidence" if words is not whole else "any evidence of the brief"
                hint = "copy the words from the quote, or take the quotation marks away and say it in your own words"
                yield RULE.finding(f"these words are not in {where}", path=path, span=(begin, end), hint=hint)


def _titles(brief: Brief) -> Iterator[str]:
    """What may stand in quotation marks because it is called so."""
    for source in brief.sources.values():
        yield from filter(None, (source.title, source.publisher))
    for treaty in brief.all_treaties.values():
        yield treaty.name
    yield from brief.glossary


def _evidence(brief: Brief, sentence: Sentence, typed: str) -> str:
    """The words that a text rests on; empty where it neither is a statement's nor cites any."""
    if sentence.kind == "statement" and isinstance(sentence.item, Statement):
        return _line([backing.evidence_text(backing.passages(sentence.item))])
    names = backing.cited(brief, typed)
    if names & brief.sources.keys():
        return ""
    cited = [statement for name, statement in brief.statements.items() if name in names]
    return _line(backing.evidence_text(backing.passages(statement)) for statement in cited)


def _words(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def _line(texts: Iterable[str]) -> str:
    """The words of texts, a line for each; empty where there are none."""
    return "".join(f" {' '.join(words)} \n" for whole in texts if (words := _words(whole)))


def _stands(quoted: str, line: str) -> bool:
    return all(f" {' '.join(words)} " in line for part in _LEFT_OUT.split(quoted) if (words := _words(part)))


RULE = Rule("Q06", "not-a-quotation", Severity.ERROR, "brief", check)
