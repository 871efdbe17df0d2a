"""Words that the audience should get are not in the file that was made.

## What it does

Compares every text that the memo must print with the words that each format holds, once it is laid out. White space,
capitals, ligatures and hyphens at line ends do not matter, and a citation may be printed in any way. Of a chart it looks for
each number in its table, in any digits, and of a picture for its words.

A mail is a cover: the whole goes with it as a PDF, which is compared like any other. So a mail may leave a text out, but what
it prints of one must be all of it.

## Why it matters

A template that forgets a field, or a style that hides one, would make a memo that looks whole and is not.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

```css templates/analyst/memo.css
[data-item="bottom_line"] { display: none }
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

## When to ignore

Never: it cannot be waived. What an audience is not to get is left out by its `audience.yaml`, or by `not_for:` on the item.

## Source

The desk's own rule: nothing is lost on the way to the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.places import path_of
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.figures import Figure
    from briefgen.model.results import LaidMemo

_PLAIN = ("name", "title")
"""Ends of the keys of plain texts: the brief's title, sections' headings, treaties' names. All else is Markdown."""


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each text that is missing or not whole."""
    brief = memo.tailored.brief
    for key, words in memo.tailored.texts.items():
        stretches = [words] if key.rpartition(".")[2] in _PLAIN else _stretches(words, block=key in brief.sections)
        printed = memo.texts.get(key, ())
        if memo.cover and not printed:
            continue  # the PDF that goes with it has all; half a text would mislead all the same
        left = _unprinted(stretches, text.folded(" ".join(printed)))
        if not left:
            continue
        if printed:
            message = f"the {memo.format} does not print all of “{key}”; missing: “{_shortened(left[0])}”"
        else:
            message = f"the {memo.format} does not print “{key}”"
        hint = f'the template must print it whole, and visibly, in an element with data-item="{key}"'
        yield RULE.finding(message, path=path_of(brief, key), hint=hint)
    for figure in () if memo.cover else brief.figures.values():
        yield from _of_picture(figure, memo) if figure.kind is None else _of_chart(figure, memo)


def _of_picture(figure: Figure, memo: LaidMemo) -> Iterator[Diagnostic]:
    """A picture is there where its words are; one that cannot be used has been told of."""
    seen = figure.picture is not None and figure.picture.problem is None
    words = {text.folded(part.words) for part in memo.spoken if part.tag == "img"}
    if seen and figure.alt and text.folded(figure.alt) not in words:
        message = f"the {memo.format} does not show the picture “{figure.id}”"
        hint = "the template must print it as an `<img>` with the figure's `alt`"
        yield RULE.finding(message, path=("figures", figure.id, "file"), hint=hint)


def _of_chart(figure: Figure, memo: LaidMemo) -> Iterator[Diagnostic]:
    """The numbers of a chart stand in its table row by row: those of one place side by side."""
    field = "series" if figure.series else "points"
    key = f"{figure.id}.{field}"
    printed = [_digits(word) for word in " ".join(memo.texts.get(key, ())).split()]
    at = 0
    for place in figure.places:
        levels = [level for row in figure.rows.values() if place in row for level in row[place].levels]
        for number in (level.number for level in levels if level.number is not None):
            wanted = _digits(f"{number.normalize():f}")
            if wanted not in printed[at:]:
                message = f"the {memo.format} does not print the number {number} of “{place}” in “{figure.id}”"
                hint = (
                    f'the template must print the numbers of a chart as a table, in an element with data-item="{key}"'
                )
                yield RULE.finding(message, path=("figures", figure.id, field), hint=hint)
                return
            at = printed.index(wanted, at) + 1


def _digits(word: str) -> str:
    """The digits of a word, as 0 to 9, without what stands between them."""
    return "".join(str(unicodedata.digit(letter)) for letter in word if letter.isdigit())


def _stretches(words: str, *, block: bool) -> list[str]:
    """What a reader reads, cut at citations and line ends: what a template puts there is its own affair."""
    shown = text.plain(words, block=block)
    stretches, begin = [], 0
    for citation in text.citations(words, block=block):
        stretches.append(shown[begin : citation.span[0]])
        begin = citation.span[1]
    lines = (line for stretch in (*stretches, shown[begin:]) for line in (stretch.splitlines() if block else [stretch]))
    return [line for line in lines if text.folded(line)]


def _unprinted(stretches: list[str], printed: str) -> list[str]:
    """The stretches from the first on that a folded text does not hold in their order."""
    at = 0
    for index, stretch in enumerate(stretches):
        folded = text.folded(stretch)
        found = printed.find(folded, at)
        if found < 0:
            return stretches[index:]
        at = found + len(folded)
    return []


def _shortened(stretch: str) -> str:
    flat = " ".join(stretch.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


RULE = Rule("P02", "lost-content", Severity.ERROR, "page", check, waivable=False)
