"""The page could not be set as the template wants it: a file, a font, a letter or a link target is missing, or text is cut off.

## What it does

Turns what the engine says while it lays a memo out into findings, and looks for text that stands outside its page or is cut
off by its box. Styles that the engine does not know are only told, as they cost no words.

## Why it matters

The engine goes on without a word where an image is missing or a letter has no shape in any font.

## Bad

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
```

```css templates/analyst/memo.css
h1 { background: url("emblem.png"); white-space: nowrap; font-size: 60pt }
```

## Good

```yaml
title: Iran has asked for aircraft, a news agency reports
date: 2024-01-19
audiences: analyst
```

## When to ignore

Where the fault cannot be seen, and the template is somebody else's: waive it in the brief, under `waive:`, with the reason.

## Source

ISO 14289-1 (PDF/UA-1): every image has an alternative text, every glyph is embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.check.places import path_of, written
from briefgen.check.rule import CheckContext, Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import Prose
from briefgen.model.fields import leaves

if TYPE_CHECKING:
    from briefgen.model.results import LaidMemo, MessageKind


class _Fault(NamedTuple):
    """What is told of a kind of message, before the engine's own words, and what to do."""

    said: str
    hint: str
    severity: Severity = Severity.ERROR


_FAULTS: dict[MessageKind, _Fault] = {
    "refused": _Fault(
        "the template asks for what it may not read",
        "copy the file into the project; nothing outside of it and nothing from a network is read",
    ),
    "missing-file": _Fault(
        "a file that the template uses is not there", "put it there, or mend its name in the template"
    ),
    "broken-image": _Fault("an image cannot be read", "save it anew as PNG, JPEG or SVG"),
    "missing-font": _Fault(
        "a font cannot be used", "mend its file under `@font-face`, or use one of the fonts that ship"
    ),
    "missing-alt": _Fault("an image has no words for who cannot see it", "give it an `alt` text in the template"),
    "dead-anchor": _Fault(
        "a link within the memo leads nowhere", "print its target, or take the link out of the template"
    ),
    "local-link": _Fault(
        "a link leads to a file of this machine",
        "write a whole address, such as https://example.org/, or take the link out",
    ),
    "unknown-option": _Fault(
        "the PDF engine does not know an option",
        "install briefgen again: `briefgen doctor` shows versions",
        Severity.WARNING,
    ),
    "ignored-css": _Fault(
        "the PDF engine passes over a style", "delete it from the template, or spell it right", Severity.INFO
    ),
}
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_OTHER = _Fault("the PDF engine says", "look at the template; what the engine says is in its own words")


def check(memo: LaidMemo, context: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - all rules are called alike
    """A finding for each message of the engine, and for each text that does not stand where it can be read."""
    for message in memo.messages:
        if message.kind != "missing-glyph":
            fault = _FAULTS.get(message.kind) or _OTHER._replace(severity=Severity(message.level))
            yield RULE.finding(f"{fault.said}: {message.text}", hint=fault.hint, severity=fault.severity)
    yield from _shapeless(memo)
    for overflow in memo.laid.overflows if memo.laid else ():
        said = f"“{overflow.text}” stands over the {overflow.edge} edge on page {overflow.page}"
        path = path_of(memo.tailored.brief, overflow.item) if overflow.item else ()
        yield RULE.finding(said, path=path, hint="shorten the word, or give it more room in the template")


def _shapeless(memo: LaidMemo) -> Iterator[Diagnostic]:
    """A finding for each text with letters that no font has, and one for those that stand in no text of the brief."""
    said = " ".join(message.text for message in memo.messages if message.kind == "missing-glyph")
    lacking = {chr(int(number, 16)): f"“{chr(int(number, 16))}” (U+{number})" for number in _CODE_POINT.findall(said)}
    hint = "write it with letters of the Latin, Cyrillic or Arabic script, or add a font that has them to the template"
    found = set()
    for leaf in leaves(memo.tailored.brief) if lacking else ():
        letters = [letter for letter in dict.fromkeys(str(leaf.value)) if letter in lacking]
        if letters and leaf.mark(Prose) is not None:
            found.update(letters)
            message = f"no font of the memo has a shape for {_listed(lacking, letters)}"
            yield RULE.finding(message, path=written(leaf.path), on_key=leaf.is_key, hint=hint)
    if others := [letter for letter in lacking if letter not in found]:
        yield RULE.finding(f"no font has a shape for {_listed(lacking, others)}, which the template prints", hint=hint)


def _listed(names: Mapping[str, str], letters: list[str]) -> str:
    return ", ".join(names[letter] for letter in letters)


RULE = Rule("P03", "page-fault", Severity.ERROR, "page", check)
