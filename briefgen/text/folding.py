"""Texts as they are compared between a brief, its HTML and its pages."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """A text as it is compared between a brief, the HTML and the pages.

    Layout changes white space, hyphens at line ends, capitals and ligatures, and nothing else: those are folded away.
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


_UNSEEN = re.compile("[\\s\u00ad\u2010\u200b-\u200f\u2060\u2066-\u2069\ufeff]+")
"""White space, soft and line-end hyphens, and the marks that join, part or isolate without being seen."""
