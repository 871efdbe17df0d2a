"""SVG, taken apart and written anew: shapes, colours and letters alone. What could run, fetch or change is refused.

What an editor leaves behind (names of files and of people, comments, its own elements and attributes) is left out without a
word: it is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from briefgen.model.figures import Picture

_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"

_SHAPES = re.compile(
    "svg|g|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|"
    "linearGradient|radialGradient|stop|clipPath|mask|pattern|marker"
)
"""Elements that are seen, or that others are drawn with."""

_UNSEEN = ("title", "desc", "metadata")
_PLACES = re.compile(
    # where it stands, and how large it is
    "id|[xyrd]|[xy][12]|[crfd][xy]|points|width|height|viewBox|preserveAspectRatio|transform|offset|rotate|pathLength|"
    "gradientUnits|gradientTransform|spreadMethod|clipPathUnits|mask(?:Content)?Units|pattern(?:Content)?Units|"
    "patternTransform|marker(?:Width|Height|Units)|ref[XY]|orient|textLength|lengthAdjust|"
    # how it looks
    "style|fill(?:-opacity|-rule)?|clip-(?:path|rule)|mask|color|opacity|display|visibility|paint-order|vector-effect|"
    "stroke(?:-width|-opacity|-linecap|-linejoin|-dasharray|-dashoffset|-miterlimit)?|stop-(?:color|opacity)|"
    "marker-(?:start|mid|end)|font-(?:size|weight|style)|text-anchor|dominant-baseline|letter-spacing"
)
"""Attributes that are kept. A font is not: a memo has its own."""

_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:|image-set|\\", re.IGNORECASE)
_REFERS = re.compile(r"(?:^\s*|url\(\s*['\"]?\s*)#([^'\")\s]+)")
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(px|pt|mm|cm|in)?")
_IN_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_MOST_ELEMENTS = 20_000
_DEEPEST = 60
_PLAIN_SVG = "save it as plain SVG with shapes alone, or as PNG"


class _Refused(Exception):
    """What is in the drawing that may not be there."""


def cleaned(content: bytes) -> Picture:
    """The drawing, or its problem."""
    try:
        text = content.decode("utf-8-sig")
        if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
            text = _without_doctype(text)
        root = ElementTree.fromstring(text)  # noqa: S314 - no entity is declared
        written = _Writer(root).document()
        width, height = _size(root)
    except UnicodeDecodeError:
        return Picture(problem="is an SVG that is not in UTF-8", hint="save it in UTF-8")
    except ElementTree.ParseError as error:
        return Picture(problem=f"is an SVG that cannot be read: {error}", hint="save it anew")
    except _Refused as error:
        return Picture(problem=str(error), hint=_PLAIN_SVG)
    return Picture("image/svg+xml", width, height, written.encode())


def _without_doctype(text: str) -> str:
    """The text without the bare document type that old editors write; one that declares anything is refused."""
    bare = re.sub(
        r"<!DOCTYPE\s+svg(?:\s+PUBLIC\s+\"[^\"<>]*\"\s+\"[^\"<>]*\"|\s+SYSTEM\s+\"[^\"<>]*\")?\s*>", "", text, count=1
    )
    if re.search(r"<!(?:DOCTYPE|ENTITY)", bare, re.IGNORECASE):
        raise _Refused("is an SVG that declares entities")
    return bare


def _size(root: ElementTree.Element) -> tuple[int, int]:
    """Width and height in pixels, from the root's own or its `viewBox`."""
    given = [_LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if all(given):
        width, height = (float(match[1]) * _IN_PIXELS[match[2]] for match in given if match)
    elif len(box) == 4 and all(_LENGTH.fullmatch(part) for part in box[2:]):
        width, height = float(box[2]), float(box[3])
    else:
        raise _Refused("is an SVG without a size: it has neither `width` and `height` nor a `viewBox`")
    if not (0 < width <= 20_000 and 0 < height <= 20_000):
        raise _Refused("is an SVG of no size, or of too great a one")
    return max(1, round(width)), max(1, round(height))


class _Writer:
    """Writes what is kept of a drawing, element by element."""

    def __init__(self, root: ElementTree.Element) -> None:
        if root.tag != f"{_SVG}svg":
            raise _Refused("is no SVG: its outermost element is another")
        self._root, self._out = root, list[str]()
        self._by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        self._drawn: dict[ElementTree.Element, int | None] = {}

    def document(self) -> str:
        """The whole drawing. Raises _Refused."""
        self._count(self._root, 0)
        self._element(self._root, 0)
        return "".join(self._out)

    def _count(self, element: ElementTree.Element, depth: int) -> int:
        """How many elements are drawn for one, those that it refers to counted each time; few lines can ask for millions."""
        known = self._drawn.get(element, 0)
        if known is None or depth > _DEEPEST:
            raise _Refused("is an SVG whose elements refer to each other without end")
        if not known:
            self._drawn[element] = None
            names = {name for value in element.attrib.values() for name in _REFERS.findall(value)}
            below = [*element, *(self._by_id[name] for name in sorted(names) if name in self._by_id)]
            known = self._drawn[element] = 1 + sum(self._count(other, depth + 1) for other in below)
        if known > _MOST_ELEMENTS:
            raise _Refused("is an SVG of too many elements")
        return known

    def _element(self, element: ElementTree.Element, depth: int) -> None:
        if not isinstance(element.tag, str) or not element.tag.startswith(_SVG):
            return  # a comment, an instruction, an editor's own
        name = element.tag.removeprefix(_SVG)
        if name in _UNSEEN:
            return
        if _SHAPES.fullmatch(name) is None:
            raise _Refused(f"is an SVG with <{name[:40]}> in it")
        written = "".join(f" {key}={quoteattr(value)}" for key, value in self._attributes(element).items())
        space = ' xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"' if depth == 0 else ""
        self._out.append(f"<{name}{space}{written}>")
        letters = name in ("text", "tspan")
        if letters:
            self._out.append(_words(element.text))
        for child in element:
            self._element(child, depth + 1)
            if letters:
                self._out.append(_words(child.tail))
        self._out.append(f"</{name}>")

    @staticmethod
    def _attributes(element: ElementTree.Element) -> Mapping[str, str]:
        kept = {}
        for key, value in element.attrib.items():
            if key.lower().startswith("on"):
                raise _Refused(f"is an SVG that runs something: {key[:40]}")
            if key in ("href", f"{_XLINK}href"):
                if not value.strip().startswith("#"):
                    raise _Refused(f"is an SVG that refers to something outside: {value[:40]}")
                kept["href"] = value.strip()
            elif _PLACES.fullmatch(key):
                if _FETCHES.search(value):
                    raise _Refused(f"is an SVG that refers to something outside: {value[:40]}")
                kept[key] = _styles(value) if key == "style" else value
        return kept


def _styles(css: str) -> str:
    """The declarations of a `style` that are kept as attributes are."""
    pairs = (declared.partition(":") for declared in css.split(";"))
    return "; ".join(f"{name.strip()}: {value.strip()}" for name, _, value in pairs if _PLACES.fullmatch(name.strip()))


def _words(text: str | None) -> str:
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text or ""):
        raise _Refused("is an SVG with words that run from right to left: their letters would be drawn one by one")
    return escape(text or "")
