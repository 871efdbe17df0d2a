"""Styles that are made from data: the sheet, the marking in the corners of every page, the words beside the page number."""

from __future__ import annotations

import re

from markupsafe import Markup

from briefgen.i18n import Language
from briefgen.standards import MarkingScheme

_SIDES = {"A4": "21mm", "Letter": "23.95mm"}
"""Both leave a text of 168 mm: four columns of 36 mm and three gutters of 6 mm."""


def styles(
    paper: str, language: Language, scheme: MarkingScheme, marking: str, margins: tuple[str, str] | None
) -> Markup:
    """The content of a style element; no text in it can end a string, or the element.

    `paper` is A4 or Letter.
    `margins` are the words above the text and those before the page number; None for an engine that takes them from the page.
    """
    label = scheme.labels[marking]
    above = f"  @top-left {{ content: {css_string(margins[0])} }}\n" if margins else ""
    before = css_string(margins[1]) if margins else "string(contact)"
    corner = (
        f"content: {css_string(marking)}; width: {label.width}mm; background: {scheme.background}; color: {label.ink}"
    )
    return Markup(  # noqa: S704 - numbers, colours of the form #rrggbb, and strings escaped for CSS
        f":root {{ --marking-ink: {label.ink}; --marking-ground: {scheme.background} }}\n"
        f"@page {{ size: {paper}; margin: 25mm {_SIDES[paper]} 23mm;\n"
        f"{above}  @top-right {{ {corner} }}\n  @bottom-right {{ {corner} }}\n"
        f"  @bottom-left {{ content: {before} {_page_of(language)} }} }}"
    )


def css_string(text: str) -> str:
    """A text as a CSS string. All but letters, digits and spaces are written by their number, so nothing can end it.

    A space ends each number: CSS takes it for part of the escape, and would take the text's own.
    """
    return '"' + re.sub(r"[^\w ]", lambda character: f"\\{ord(character[0]):06x} ", text) + '"'


def loosened(html: str) -> str:
    """The HTML with a span around each space between a text and an element in the same line.

    WeasyPrint breaks a text after its first word where it fills the line but for its last space; alone, the space may hang.
    """
    return _LAST_SPACE.sub("<span> </span>", html)


_LAST_SPACE = re.compile(r"(?<=[^\s>]) (?=<(?:a|b|cite|code|em|q|small|span|strong)\b)")


def _page_of(language: Language) -> str:
    """“Page 1 of 5” as CSS content: the label with counters for its numbers, in the digits of the language."""
    digits = ", persian" if language.number(1) == "۱" else ""
    counters = {"{page}": f"counter(page{digits})", "{pages}": f"counter(pages{digits})"}
    pattern = str(language.labels["phrase.page_of"])
    parts = [part for part in re.split(r"(\{page\}|\{pages\})", pattern) if part]
    return " ".join(counters.get(part) or css_string(part) for part in parts)
