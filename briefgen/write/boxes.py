"""What a laid-out memo holds: texts by item and in the margins, what stands outside the page or is cut off, heights.

This module and `colours`, which it calls, alone look into WeasyPrint's boxes. They are private (`page._page_box`), so
little is asked of them: `children`, `text`, `element`, `element_tag`, `style` and the sizes; `tests/test_write_boxes.py`
names the version this was written for.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any, Literal

from briefgen.model.results import Element, Laid, Overflow, PageFacts
from briefgen.write import colours

Box = Any
Edge = Literal["left", "right", "top", "bottom"]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in CSS pixels from the page's corner."""

TOLERANCE = 0.5
"""CSS pixels that a text may stand out: rounding, not a fault that an eye can see."""

ITEM = "data-item"

MILLIMETRE = 96 / 25.4
"""In CSS pixels."""


def facts(pages: Sequence[Any]) -> Laid:
    """What the pages of a `weasyprint.Document` hold."""
    walk = _Walk()
    laid = []
    for number, page in enumerate(pages, start=1):
        box = page._page_box  # noqa: SLF001 - see the module's docstring
        walk.page(number, box)
        margins = _margin(box, "@top"), _margin(box, "@bottom")
        room = box.height / MILLIMETRE, _used(box) / MILLIMETRE
        laid.append(PageFacts(number, tuple(dict.fromkeys(walk.seen)), *margins, *room))
    texts: dict[str, tuple[str, ...]] = {}
    heights: dict[str, float] = {}
    for name, pieces in walk.items.values():
        texts[name] = (*texts.get(name, ()), _joined(pieces))
        lines = sum(piece.height for piece in pieces if piece.new_line)
        heights[name] = heights.get(name, 0.0) + lines / MILLIMETRE
    line = max(walk.lines, key=walk.lines.__getitem__, default=0.0) / MILLIMETRE
    seen = colours.seen(page._page_box for page in pages)  # noqa: SLF001 - see the module's docstring
    told = tuple(walk.overflows), MappingProxyType(heights), line
    return Laid(tuple(laid), MappingProxyType(texts), *told, *seen, walk.root())


@dataclasses.dataclass(slots=True)
class _Piece:
    """The text of one line's part of one element. `broken`: it ends in a hyphen that the line break has put there.

    `height` is that of the line, in CSS pixels.
    """

    text: str
    broken: bool
    new_line: bool
    height: float


def _joined(pieces: list[_Piece]) -> str:
    """The text without what line breaks did to it. Whether a space stood at one cannot be told: compare `folded`."""
    text, broken = "", False
    for piece in pieces:
        if piece.new_line:
            text = text[:-1] if broken else f"{text} "
        text, broken = text + piece.text, piece.broken
    return " ".join(text.replace("\u00ad", "").split())


@dataclasses.dataclass(slots=True)
class _Seen:
    """An element as far as it has been met."""

    tag: str
    classes: frozenset[str]
    item: str
    content: list[_Seen | str] = dataclasses.field(default_factory=list)

    def frozen(self) -> Element:
        """The element as it is handed on."""
        content = (part.frozen() if isinstance(part, _Seen) else part for part in self.content)
        return Element(self.tag, self.classes, self.item, tuple(content))


class _Walk:
    """One pass over the boxes of all pages: an element split over pages is one element, since its boxes share it."""

    def __init__(self) -> None:
        self.items: dict[int, tuple[str, list[_Piece]]] = {}
        self.overflows: list[Overflow] = []
        self.seen: list[str] = []
        self.lines: Counter[float] = Counter()
        self._open: list[int] = []
        self._around: list[_Seen] = [_Seen("", frozenset(), "")]
        self._elements: dict[int, _Seen] = {}
        self._heads: dict[int, int] = {}
        self._number = 0
        self._new_line = True

    def page(self, number: int, box: Box) -> None:
        """Takes in a page. `seen` holds its item ids afterwards, with repeats."""
        self._number, self.seen = number, []
        content = _content_area(box)
        for child in box.children:
            if _is_margin(child):
                self._margin_box(child)
            else:
                self._box(child, content)

    def _margin_box(self, box: Box) -> None:
        left, top = box.position_x, box.position_y
        area = (left, top, left + box.margin_width(), top + box.margin_height())
        for text in _text_boxes(box):
            self._check(text, area)

    def _box(self, box: Box, area: Area | None) -> None:
        """`area` is what the text has to stand in; None where it is turned or shifted, and nothing can be said."""
        if self._is_repeated_head(box):
            return
        self._new_line = self._new_line or not _is_inline(box)
        opened = self._enter(box)
        self._around.append(self._seen(box))
        if _is_text(box):
            self._text(box, area)
        else:
            inner = _narrowed(box, area)
            for child in box.children:
                self._box(child, inner)
        self._around.pop()
        if opened:
            self._open.pop()
        self._new_line = self._new_line or not _is_inline(box)

    def _is_repeated_head(self, box: Box) -> bool:
        """A table's head or foot that was already met on an earlier page."""
        if not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        return self._heads.setdefault(id(box.element), self._number) != self._number

    def _enter(self, box: Box) -> bool:
        """Opens the item that the box's element is, once for the element and its anonymous boxes."""
        name = None if box.element is None else box.element.get(ITEM)
        if not name or id(box.element) in self._open:
            return False
        self.seen.append(name)
        self.items.setdefault(id(box.element), (name, []))
        self._open.append(id(box.element))
        return True

    def _seen(self, box: Box) -> _Seen:
        """The element of a box; that around it for a box that no element makes."""
        element = box.element
        if element is None:
            return self._around[-1]
        if id(element) not in self._elements:
            classes = frozenset(element.get("class", "").split())
            new = _Seen(str(element.tag).rpartition("}")[2], classes, element.get(ITEM, ""))
            self._elements[id(element)] = new
            self._around[-1].content.append(new)
        return self._elements[id(element)]

    def root(self) -> Element | None:
        """The memo as it can be seen."""
        return next((seen.frozen() for seen in self._around[0].content if isinstance(seen, _Seen)), None)

    def _text(self, box: Box, area: Area | None) -> None:
        visible = box.style["visibility"] == "visible"
        if area is not None and visible:
            self._check(box, area)
        if visible:
            self._around[-1].content.append(box.text)
        if "::" not in box.element_tag:
            hyphen, height = box.style["hyphenate_character"], box.margin_height()
            broken = box.style["hyphens"] != "none" and box.text.endswith(hyphen)
            piece = _Piece(box.text, broken, self._new_line, height)
            self.lines[height] += len(box.text)
            for opened in self._open:
                self.items[opened][1].append(piece)
            self._new_line = False

    def _check(self, box: Box, area: Area) -> None:
        if edge := _outside(box, area):
            item = self.items[self._open[-1]][0] if self._open else None
            self.overflows.append(Overflow(self._number, box.text.strip(), item, edge))


def _margin(page: Box, side: str) -> tuple[str, ...]:
    """The texts of the margin boxes on a side (“@top”), in the order of the boxes, without the empty ones."""
    texts = []
    for box in page.children:
        if _is_margin(box) and box.at_keyword.startswith(side):
            pieces = [_Piece(text.text, broken=False, new_line=False, height=0) for text in _text_boxes(box)]
            texts.append(_joined(pieces))
    return tuple(text for text in texts if text)


def _is_margin(box: Box) -> bool:
    return hasattr(box, "at_keyword")


def _is_text(box: Box) -> bool:
    return hasattr(box, "pango_layout")


def _is_inline(box: Box) -> bool:
    """Whether text goes on in the same line around the box. By name, since importing the classes loads the engine."""
    return type(box).__name__ in ("TextBox", "InlineBox")


def _text_boxes(box: Box) -> Iterator[Box]:
    if _is_text(box):
        yield box
    else:
        for child in box.children:
            yield from _text_boxes(child)


def _used(page: Box) -> float:
    """How far down of the place for a page's content its lowest text or picture stands."""
    top = page.content_box_y()
    return max((leaf.position_y + leaf.margin_height() - top for leaf in _in_flow(page)), default=0.0)


def _in_flow(box: Box) -> Iterator[Box]:
    """The texts and pictures that take room; what is put into a place of its own takes none."""
    if _is_margin(box) or box.style["position"] in ("absolute", "fixed"):
        return
    for child in box.children:
        yield from _in_flow(child)
    if not box.children and (not _is_text(box) or box.text.strip()) and box.height:
        yield box


def _content_area(box: Box) -> Area:
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def _narrowed(box: Box, area: Area | None) -> Area | None:
    """The area that is left within a box: smaller where it cuts off what stands out, None where it is turned."""
    if area is None or (box.style["transform"] and not _is_inline(box)):
        return None
    if box.style["overflow"] == "visible" or _is_inline(box):
        return area
    left, top = box.padding_box_x(), box.padding_box_y()
    right, bottom = left + box.padding_width(), top + box.padding_height()
    return max(area[0], left), max(area[1], top), min(area[2], right), min(area[3], bottom)


def _outside(box: Box, area: Area) -> Edge | None:
    """The first edge of the area that a text crosses with its width and its line's height; letters may be taller."""
    if not box.text.strip():
        return None
    left, top = box.position_x, box.position_y
    crossed: dict[Edge, bool] = {
        "left": left < area[0] - TOLERANCE,
        "right": left + box.width > area[2] + TOLERANCE,
        "top": top < area[1] - TOLERANCE,
        "bottom": top + box.margin_height() > area[3] + TOLERANCE,
    }
    return next((edge for edge, out in crossed.items() if out), None)
