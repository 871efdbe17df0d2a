"""Elements of HTML and XML, made from data and never from markup: what a memo says can do nothing in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

Child = Element | str | None

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def made(tag: str, attributes: Mapping[str, str | None] | None = None, *children: Child) -> Element:
    """An element. An attribute or child of None is none; characters that XML does not know are left out."""
    given = {name: _clean(value) for name, value in (attributes or {}).items() if value is not None}
    element = Element(tag, given)
    for child in children:
        if isinstance(child, Element):
            element.append(child)
        elif child is not None and len(element):
            element[-1].tail = (element[-1].tail or "") + _clean(child)
        elif child is not None:
            element.text = (element.text or "") + _clean(child)
    return element


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
