"""A statement stands on the page without its status or without its speaker beside it.

## What it does

Looks, in every format, for each text of a claim, an arms deal, a treaty, an event, and for prose that cites them. In the
element that it belongs to, such as its `<article>`, `<li>` or `<tr>`, or right behind it and before the next statement, there
must be the word for its status and the name of who says so. Words within a text of the brief, a quotation or a `<details>` that
is folded up do not count. The same holds for the words of a statement that a template prints without naming them.

In the PDF, what styles hide is not there. In the HTML page only a browser knows what styles hide.

## Why it matters

A claim without its status reads like a fact, and one without its speaker like the desk's own finding. It is what a memo is
for that a reader can tell them apart.

## Bad

```yaml
title: An agency reports on aircraft; nothing is confirmed
date: 2024-01-19
audiences: analyst
claims:
  request:
    text: The agency reports that Iran has asked for aircraft.
    claimant: The agency
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: Iran asks for aircraft, publisher: The agency, published: 2024-01-18}
```

```jinja templates/analyst/sections/claims.html.j2
{% from "macros.html.j2" import evidence_box %}
<section id="{{ part.id }}">
<h2>{{ part.title }}</h2>
<ul>
{% for claim in brief.claims.values() %}
<li id="i-{{ claim.id }}">{{ text(claim.id) }}</li>
{% endfor %}
</ul>
{{ evidence_box() }}
</section>
```

## Good

```yaml
title: An agency reports on aircraft; nothing is confirmed
date: 2024-01-19
audiences: analyst
claims:
  request:
    text: The agency reports that Iran has asked for aircraft.
    claimant: The agency
    status: reported
    evidence: {agency: Iran has asked for aircraft}
sources:
  agency: {title: Iran asks for aircraft, publisher: The agency, published: 2024-01-18}
```

```jinja templates/analyst/sections/claims.html.j2
{% from "macros.html.j2" import evidence_box, standing_line %}
<section id="{{ part.id }}">
<h2>{{ part.title }}</h2>
<ul>
{% for claim in brief.claims.values() %}
<li id="i-{{ claim.id }}">{{ text(claim.id) }}{{ standing_line(standing(claim)) }}</li>
{% endfor %}
</ul>
{{ evidence_box() }}
</section>
```

## When to ignore

Never: it cannot be waived. What no memo may tell with its speaker is left out by `not_for:`, or by the `audience.yaml`.

## Source

The desk's own rule: no statement reaches a page without its status and its speaker.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefgen import text
from briefgen.check.places import path_of
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import Beside, Element, LaidMemo

_WHOLE = frozenset({"article", "li", "tr", "section", "main", "body", "blockquote", "figure"})
"""Elements that a statement belongs to: what stands around them is another's."""
_WHOLE_CLASS = "item"
_ANOTHERS = frozenset({"blockquote", "cite", "details", "q"})
"""Elements in which the words are those of a source."""
_SHORTEST, _FEWEST = 16, 4
"""Characters of a text, folded, and words of it, from which it is told from a name or a phrase of the page."""


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each statement that lacks its status or its speaker anywhere on the page."""
    if memo.root is None or not memo.beside:
        return
    wanted = {key: tuple(those) for key, those in itertools.groupby(memo.beside, key=lambda beside: beside.key)}
    page = _Page(memo.root, frozenset(wanted))
    for key, those in wanted.items():
        around = [*page.around(key), *page.around_unnamed(_words(memo, key))]
        if not those[0].each:
            around = [" ".join(around)] if around else []
        lacking = next(filter(None, (_lacking(those, words) for words in around)), None)
        if lacking:
            yield RULE.finding(
                f"the {memo.format} prints “{key}” without {lacking} beside it",
                path=path_of(memo.tailored.brief, key),
                hint="print it by the macro `statement`, or put `{{ standing_line(standing(…)) }}` into the element that it"
                " stands in, such as its <li> or <tr>",
            )


def _lacking(those: Iterable[Beside], around: str) -> str:
    """What the words around a text do not have; empty where they have all."""
    for beside in those:
        missing = [
            f"{what} ({words})"
            for what, words in (("its status", beside.status), ("who says so", beside.speaker))
            if not _pattern(words).search(around)
        ]
        if missing:
            return " and ".join(missing)
    return ""


def _pattern(words: str) -> re.Pattern[str]:
    """Finds words that stand alone, however the lines were broken."""
    return re.compile(rf"(?<!\w){_spaced(_flat(words))}(?!\w)")


def _spaced(words: str) -> str:
    """Finds the same letters with any white space between them."""
    return r"\s*".join(re.escape(letter) for letter in words if not letter.isspace())


def _flat(words: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", words).casefold())


_UNSEEN = re.compile("[\u00ad\u2010\u200b-\u200f\u2060\u2066-\u2069\ufeff]+")
"""As `text.folded` has them, but for white space: a word must be told from the end of another."""


def _words(memo: LaidMemo, key: str) -> str:
    """The words of a statement's own text, folded; empty for prose and for what could be a name."""
    words = text.words(memo.tailored.texts.get(key, ""))
    if key in memo.tailored.brief.sections or key.endswith(".name") or len(words.split()) < _FEWEST:
        return ""
    return text.folded(words)


class _Page:
    """A memo as a tree, asked what stands around the texts of some keys."""

    def __init__(self, root: Element, keys: frozenset[str]) -> None:
        self._keys = keys
        self._places: dict[str, list[Sequence[Element]]] = {}
        self._unnamed: list[tuple[str, Sequence[Element]]] = []
        self._held: dict[int, frozenset[str]] = {}
        self._walk((root,))
        self._all_unnamed = "\0".join(words for words, _ in self._unnamed)

    def _walk(self, way: tuple[Element, ...]) -> frozenset[str]:
        """Notes where each text stands, and which are held by each element; `way` leads to one from the root."""
        here = way[-1]
        if here.item in self._keys:
            self._places.setdefault(here.item, []).append(way)
        loose = "" if here.item else text.folded("".join(part for part in here.content if isinstance(part, str)))
        if len(loose) >= _SHORTEST:
            self._unnamed.append((loose, way))
        held = {here.item} & self._keys
        for part in here.content:
            if not isinstance(part, str) and not here.item and part.tag not in _ANOTHERS:
                held |= self._walk((*way, part))
        self._held[id(here)] = frozenset(held)
        return self._held[id(here)]

    def around(self, key: str) -> Iterator[str]:
        """What stands around the text, for each time it is printed."""
        return (self._said(way, key) for way in self._places.get(key, ()))

    def around_unnamed(self, words: str) -> Iterator[str]:
        """What stands around these words, for each time they are printed without their key."""
        if len(words) >= _SHORTEST and words in self._all_unnamed:
            for loose, way in self._unnamed:
                if words in loose:
                    yield re.sub(_spaced(words), " ", self._said(way, ""))

    def _said(self, way: Sequence[Element], key: str) -> str:
        """The words in the element that a text belongs to, and those behind it up to the next statement."""
        own, depth = way[-1], len(way) - 1
        while depth and not _is_whole(own) and self._held[id(way[depth - 1])] <= {key}:
            depth -= 1
            own = way[depth]
        found = list(_shown(own))
        while depth and not _is_whole(own):
            depth -= 1
            found += self._behind(way[depth].content, own)
            own = way[depth]
        return _flat(" ".join(found))

    def _behind(self, content: Sequence[Element | str], own: Element) -> Iterator[str]:
        """The words of what follows an element, up to the next statement."""
        following = itertools.dropwhile(lambda part: part is not own, content)
        for part in itertools.islice(following, 1, None):
            if isinstance(part, str):
                yield part
            elif self._held.get(id(part)):
                return
            else:
                yield from _shown(part)


def _is_whole(element: Element) -> bool:
    return element.tag in _WHOLE or _WHOLE_CLASS in element.classes


def _shown(element: Element) -> Iterator[str]:
    """The words of an element, without the brief's texts and the words of sources."""
    if element.item or element.tag in _ANOTHERS:
        return
    for part in element.content:
        if isinstance(part, str):
            yield part
        else:
            yield from _shown(part)


RULE = Rule("P06", "statement-without-standing", Severity.ERROR, "page", check, waivable=False)
