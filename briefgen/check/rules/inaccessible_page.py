"""Some readers could not read the memo: words too faint, a skipped rank of headings, a picture or a table without words.

## What it does

Looks, in every format, at what is said to those who do not see the page: that the document names its language, that one
heading of the first rank comes first and no rank is skipped, that a table with data has header cells with a `scope`, and
that each link, figure, drawing and image has words, unless it is marked as decoration (`aria-hidden`, `role="none"`,
`alt=""`).

In the PDF it also measures, as laid out, the contrast of all words with the ground under them, and finds links in running text
that only their colour sets apart from it. Nothing is said of words over an image, over a gradient or where something is
turned. Whether a colour bears a meaning elsewhere, such as in a chart, nobody can tell from the page alone; and colours of the
HTML page are not measured, since only a browser knows them.

## Why it matters

A memo is read by people who see little contrast or few colours, on poor printers, and by ear. What a template lets them miss,
they cannot know that they have missed.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

```css templates/analyst/memo.css
[data-item="bottom_line"] { color: #999 }
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
bottom_line: One news agency reports a request, and nobody has confirmed it.
```

```css templates/analyst/memo.css
[data-item="bottom_line"] { color: #767676 }
```

## When to ignore

Where a mark of the house may be faint because the same words stand elsewhere in full: waive it in the brief, under `waive:`,
with the reason.

## Source

W3C, Web Content Accessibility Guidelines 2.2: 1.1.1, 1.3.1, 1.4.1 with failure F73, 1.4.3, 2.4.4, 3.1.1; ISO 14289-1
(PDF/UA-1), 7.4.2 for the ranks of headings.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefgen.model.results import ColouredLink, Faint, LaidMemo, Spoken


class _Mute(NamedTuple):
    """What is told of an element that has no words, and what to do."""

    said: str
    hint: str


_HEADING = _Mute("a heading has no words", "give it words, or make it no heading: `<div>`")
_MUTE = {
    "html": _Mute("the page does not say its language", 'begin the template with `<html lang="{{ language }}">`'),
    "a": _Mute("a link has no words", "put words into it, or an `aria-label`"),
    "img": _Mute("an image has no words for who cannot see it", 'give it an `alt`; `alt=""` if it only decorates'),
    "svg": _Mute(
        "a drawing has no words for who cannot see it",
        "put a `<title>` first into the `<svg>`, or `aria-hidden` on it if it only decorates",
    ),
    "figure": _Mute("a figure has no words for who cannot see it", "give it a `<figcaption>`"),
    "table": _Mute(
        "a table has no header cells that say what they head",
        '`<th scope="col">` above each column, `<th scope="row">` before each row; `role="none"` if it is no table of data',
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
}


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each kind of fault, at the first place, with their number."""
    if memo.spoken:
        yield from _headings([part for part in memo.spoken if part.tag[0] == "h" and part.tag[1:].isdigit()])
        yield from _mute(memo.spoken)
    if memo.laid is not None:
        yield from map(_faint, memo.laid.faint)
        yield from map(_coloured_link, memo.laid.coloured_links)


def _headings(headings: Sequence[Spoken]) -> Iterator[Diagnostic]:
    first = [heading for heading in headings if heading.tag == "h1"]
    if not first:
        yield RULE.finding("no heading is of the first rank (h1)", hint="print the memo's title as `<h1>`")
    elif headings[0].tag != "h1":
        message = f"{_named(headings[0])} stands before {_named(first[0])}"
        yield RULE.finding(message, hint="let the memo's title, as `<h1>`, be the first heading")
    if len(first) > 1:
        message = f"{len(first)} headings are of the first rank: {', '.join(map(_named, first))}"
        yield RULE.finding(message, hint="leave `<h1>` to the memo's title; its parts are `<h2>`")
    skips = [(one, other) for one, other in itertools.pairwise(headings) if _rank(other) > _rank(one) + 1]
    if skips:
        before, after = skips[0]
        message = f"{_named(after)} follows {_named(before)}: a rank of headings is skipped"
        yield RULE.finding(_counted(message, len(skips)), hint=f"make it `<h{_rank(before) + 1}>`, styled as you like")


def _mute(parts: Sequence[Spoken]) -> Iterator[Diagnostic]:
    found: dict[_Mute, list[Spoken]] = {}
    for part in parts:
        if not part.words:
            found.setdefault(_MUTE[part.tag], []).append(part)
    for fault, places in found.items():
        under = f", under “{places[0].under}”" if places[0].under else ""
        yield RULE.finding(_counted(f"{fault.said}{under}", len(places)), hint=fault.hint)


def _faint(faint: Faint) -> Diagnostic:
    message = f"the words “{_shortened(faint.text)}” on page {faint.page} are too faint"
    way = "lighter" if int(faint.enough[1:], 16) > int(faint.colour[1:], 16) else "darker"
    hint = (
        f"{faint.colour} on {faint.ground} is {_ratio(faint.ratio)}, and {_ratio(faint.needed)} is the least: "
        f"make it {faint.enough} or {way}"
    )
    return RULE.finding(_counted(message, faint.count), hint=hint)


def _coloured_link(link: ColouredLink) -> Diagnostic:
    message = f"only its colour tells the link “{_shortened(link.text)}” on page {link.page} from the text around it"
    hint = (
        f"underline links in running text, or set them in bold: {link.colour} beside {link.around} is "
        f"{_ratio(link.ratio)}, and {_ratio(link.needed)} is the least where colour is to do it alone"
    )
    return RULE.finding(_counted(message, link.count), hint=hint)


def _rank(heading: Spoken) -> int:
    return int(heading.tag[1])


def _named(heading: Spoken) -> str:
    return f"“{_shortened(heading.words)}” ({heading.tag})"


def _counted(message: str, count: int) -> str:
    return message if count == 1 else f"{message}; {count} such in all"


def _ratio(ratio: float) -> str:
    """A contrast as it is usually written; cut and not rounded, so that what is too little never looks enough."""
    return f"{math.floor(ratio * 10) / 10:g} : 1"


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


RULE = Rule("P04", "inaccessible-page", Severity.ERROR, "page", check)
