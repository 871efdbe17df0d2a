"""What of a laid-out memo cannot be told by everybody's eyes: faint words, and links that only their colour sets apart.

Contrast is that of the Web Content Accessibility Guidelines (WCAG) 2.2: 1.4.3 for words on their ground, 1.4.1 with its
failure F73 for links. A ground is the colour of the nearest element around the words that has one, mixed with what shines
through; nothing is said of words over an image, a gradient, something turned, or something that is not around them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from briefgen.contrast import ENOUGH, RGB, WHITE, contrast, enough, mixed, written
from briefgen.model.results import ColouredLink, Faint

Box = Any
Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in CSS pixels from the page's corner."""

ENOUGH_FOR_LARGE = 3.0
"""WCAG 2.2, 1.4.3: contrast of large words with their ground; of all others `contrast.ENOUGH`."""
LARGE, LARGE_BOLD, BOLD = 24.0, 18.66, 700
"""WCAG 2.2, “large scale”: 18 points, or 14 in bold; sizes in CSS pixels."""
SET_APART = 3.0
"""WCAG 2.2, technique G183: contrast of a link with the text around it."""

_LOOK = ("font_family", "font_size", "font_weight", "font_style", "font_variant_caps", "text_transform")
"""What, besides colour and lines, sets words apart from others."""
_SIDES = ("top", "right", "bottom", "left")


def seen(pages: Iterable[Box]) -> tuple[tuple[Faint, ...], tuple[ColouredLink, ...]]:
    """Faint words and coloured links on the boxes of some pages, each pair of colours once, in the order of the pages."""
    walk = _Walk()
    for number, page in enumerate(pages, start=1):
        walk.page(number, page)
    faint = tuple(
        Faint(
            *found.told,
            written(colour),
            written(ground),
            contrast(colour, ground),
            needed,
            enough(colour, ground, needed),
        )
        for (colour, ground, needed), found in walk.faint.items()
    )
    links = tuple(
        ColouredLink(*found.told, written(colour), written(around), contrast(colour, around), SET_APART)
        for (colour, around), found in walk.links.items()
    )
    return faint, links


# --- the boxes -------------------------------------------------------------------------------------------------------


class _Ground(NamedTuple):
    """What lies under the content of a box.

    `colour` None: nothing can be said. `area` is where it lies; None: wherever the text may stand. `veils` holds, for each
    box around that lets something through as a whole, the colour behind it and its opacity. `painted` are the numbers of the
    boxes around that paint something.
    """

    colour: RGB | None
    area: Area | None = None
    veils: tuple[tuple[RGB | None, float], ...] = ()
    painted: tuple[int, ...] = ()


class _Link(NamedTuple):
    """The link that a text stands in. `marked`: something but colour sets it apart."""

    element: int
    marked: bool


class _Run(NamedTuple):
    """A text in a paragraph, in the colour that reaches the eye."""

    text: str
    style: Any
    colour: RGB
    link: _Link | None


class _Suspect(NamedTuple):
    """A text that is faint unless something else lies under it, too."""

    box: Box
    colours: tuple[RGB, RGB, float]
    painted: tuple[int, ...]


@dataclasses.dataclass(slots=True)
class _Found:
    """Where a pair of colours was met: first, and in which elements."""

    text: str
    page: int
    elements: set[int]

    @property
    def told(self) -> tuple[str, int, int]:
        return self.text, self.page, len(self.elements)


class _Walk:
    """One pass over the boxes of all pages."""

    def __init__(self) -> None:
        self.faint: dict[tuple[RGB, RGB, float], _Found] = {}
        self.links: dict[tuple[RGB, RGB], _Found] = {}
        self._number = 0
        self._painted: list[Area] = []
        self._suspects: list[_Suspect] = []
        self._ratios: dict[tuple[RGB, RGB], float] = {}
        self._colours: dict[Any, tuple[RGB, float] | None] = {}

    def page(self, number: int, box: Box) -> None:
        """Takes in a page. What other boxes lie over or under is known at its end."""
        self._number, self._painted, self._suspects = number, [], []
        ground = self._under(box, _Ground(WHITE))
        for child in box.children:
            self._box(child, ground._replace(area=None), None, [])
        for suspect in self._suspects:
            around = set(suspect.painted)
            others = (area for index, area in enumerate(self._painted) if index not in around)
            if not any(_holds(area, suspect.box) for area in others):
                self._keep(self.faint, suspect.colours, suspect.box.text, id(suspect.box.element))

    def _keep(self, found: dict[Any, _Found], colours: Any, text: str, element: int) -> None:
        found.setdefault(colours, _Found(text.strip(), self._number, set())).elements.add(element)

    def _box(self, box: Box, ground: _Ground, link: _Link | None, runs: list[_Run]) -> None:
        if hasattr(box, "pango_layout"):
            self._text(box, ground, link, runs)
            return
        if hasattr(box, "replacement"):
            self._painted.append(_area(box))
            return
        ground, link = self._under(box, ground), _link(box, link)
        lines = bool(box.children) and type(box.children[0]).__name__ == "LineBox"
        inner: list[_Run] = [] if lines else runs
        for child in box.children:
            self._box(child, ground, link, inner)
        if lines and any(run.link for run in inner):
            self._judge(inner)

    # --- grounds -----------------------------------------------------------------------------------------------------

    def _under(self, box: Box, ground: _Ground) -> _Ground:
        """The ground of what stands in a box: its own colour over what is under it."""
        style = box.style
        if style["opacity"] < 1:
            ground = ground._replace(veils=(*ground.veils, (ground.colour, style["opacity"])))
        if style["transform"] or any(_is_filled(column.style) for column in _columns(box)):
            ground = ground._replace(colour=None)
        if style["visibility"] != "visible" or not _is_filled(style):
            return ground
        own = None if _is_pictured(style) else self._srgb(style, "background_color")
        self._painted.append(_area(box))
        return ground._replace(
            colour=None if own is None else _over(own, ground.colour),
            area=None if box.element_tag in ("html", "body") else self._painted[-1],
            painted=(*ground.painted, len(self._painted) - 1),
        )

    def _srgb(self, style: Any, name: str) -> tuple[RGB, float] | None:
        """A colour of a style with its opacity; None in a colour space that the engine does not turn into sRGB."""
        value = style[name]
        if value == "currentcolor":
            value = style["color"]
        key = value.space, value.coordinates, value.alpha
        if key not in self._colours:
            try:
                levels = value.to("srgb").coordinates
            except NotImplementedError:
                self._colours[key] = None
            else:
                red, green, blue = (round(255 * min(1, max(0, level))) for level in levels)
                self._colours[key] = (red, green, blue), value.alpha
        return self._colours[key]

    # --- texts -------------------------------------------------------------------------------------------------------

    def _text(self, box: Box, ground: _Ground, link: _Link | None, runs: list[_Run]) -> None:
        own = self._srgb(box.style, "color")
        if own is None or box.style["visibility"] != "visible" or not box.text.strip():
            return
        colour, back = mixed(ground.colour or WHITE, *own), ground.colour
        added = link is not None and "::" in box.element_tag
        runs.append(_Run(box.text, box.style, colour, link._replace(marked=True) if link and added else link))
        for behind, opacity in reversed(ground.veils):
            if back is None or behind is None:
                return
            colour, back = mixed(behind, colour, opacity), mixed(behind, back, opacity)
        needed = _needed(box.style)
        is_read = back is not None and _holds(ground.area, box) and any(map(str.isalnum, box.text))
        if back is not None and is_read and self._contrast(colour, back) < needed:
            self._suspects.append(_Suspect(box, (colour, back, needed), ground.painted))

    def _contrast(self, one: RGB, other: RGB) -> float:
        key = one, other
        if key not in self._ratios:
            self._ratios[key] = contrast(one, other)
        return self._ratios[key]

    def _judge(self, runs: Sequence[_Run]) -> None:
        """Looks at the links of a paragraph: each is held against the nearest text before it, or else after it."""
        words: dict[int, str] = {}
        marked = set()
        for run in runs:
            if run.link:
                words[run.link.element] = words.get(run.link.element, "") + run.text
                if run.link.marked:
                    marked.add(run.link.element)
        marked.update(element for element, text in words.items() if _tells(text))
        plain = next(filter(_is_plain, runs), None)
        for run in runs:
            if _is_plain(run):
                plain = run
            elif plain and run.link and run.link.element not in marked and self._is_coloured(run, plain):
                self._keep(self.links, (run.colour, plain.colour), words[run.link.element], run.link.element)

    def _is_coloured(self, run: _Run, plain: _Run) -> bool:
        """Whether a text differs from another in its colour only, and in that too little to be told from it without."""
        alike = run.colour != plain.colour and all(run.style[name] == plain.style[name] for name in _LOOK)
        return alike and self._contrast(run.colour, plain.colour) < SET_APART


def _is_plain(run: _Run) -> bool:
    return run.link is None and any(map(str.isalnum, run.text))


def _link(box: Box, around: _Link | None) -> _Link | None:
    """The link that the content of a box stands in."""
    opens = around is None and box.element_tag == "a" and box.element.get("href")
    link = _Link(id(box.element), marked=False) if opens else around
    if link is None or link.marked:
        return link
    style = box.style
    lined = style["text_decoration_line"] != "none" or any(style[f"border_{side}_width"] for side in _SIDES)
    return link._replace(marked=lined or _is_filled(style))


def _tells(text: str) -> bool:
    """Whether words show by their form that they refer to something: a citation (“[1.2]”, “Claim 3”), or an address."""
    said = text.strip().rstrip("\u2069)]")
    return said[-1:].isdigit() or not any(map(str.isalpha, said)) or "://" in said or said.startswith("www.")


def _is_pictured(style: Any) -> bool:
    return any(kind != "none" for kind, _ in style["background_image"])


def _is_filled(style: Any) -> bool:
    """Whether a box paints something behind its content."""
    colour = style["background_color"]
    return colour == "currentcolor" or colour.alpha > 0 or _is_pictured(style)


def _columns(box: Box) -> Iterator[Box]:
    """The columns of a table and their groups, which lie under its cells and are not around them."""
    for group in getattr(box, "column_groups", ()):
        yield group
        yield from group.children


def _needed(style: Any) -> float:
    size = style["font_size"]
    large = size >= LARGE or (size >= LARGE_BOLD and style["font_weight"] >= BOLD)
    return ENOUGH_FOR_LARGE if large else ENOUGH


def _over(colour: tuple[RGB, float], below: RGB | None) -> RGB | None:
    """A colour as it is seen on another; None where that decides and is not known."""
    if colour[1] == 1:
        return colour[0]
    return None if below is None else mixed(below, *colour)


def _area(box: Box) -> Area:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _holds(area: Area | None, box: Box) -> bool:
    """Whether the middle of a text lies in an area."""
    if area is None:
        return True
    across, down = box.position_x + box.width / 2, box.position_y + box.margin_height() / 2
    return bool(area[0] <= across <= area[2] and area[1] <= down <= area[3])
