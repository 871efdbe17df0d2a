"""The elements of a page and the words in them, as a tree; and what is not well built in its HTML."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from briefgen.model.results import Element
from briefgen.write.web import VOID

_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "var"}
)
_CLOSE_A_PARAGRAPH = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer"}
    | {
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)
_MAY_BE_LEFT_OPEN = frozenset({"dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"})
_STANDS_IN: Mapping[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "caption": frozenset({"table"}),
    "figcaption": frozenset({"figure"}),
    "summary": frozenset({"details"}),
}
"""Elements that mean nothing elsewhere, and what they stand in."""


@dataclasses.dataclass(frozen=True, slots=True)
class Flaw:
    """Something not well built: where in the HTML, by the number of characters before it, what, and what to do."""

    at: int
    said: str
    hint: str


def root(page: str) -> Element:
    """The page as a tree of what can be seen of it; what only styles hide is there."""
    return _read(page).tree.frozen()


def flaws(page: str) -> tuple[Flaw, ...]:
    """What is not well built in a page, in the order in which it stands there."""
    reader = _read(page)
    found = [*reader.flaws, *_repeated(reader.ids), *_dead(reader)]
    return tuple(sorted(found, key=lambda flaw: flaw.at))


def items(page: str) -> Mapping[str, int]:
    """Where the first element with each `data-item` begins, in characters."""
    return _read(page).items


@dataclasses.dataclass(slots=True)
class _Open:
    """An element that is open. `unseen`: nothing of it is shown."""

    tag: str
    at: int
    classes: frozenset[str]
    item: str
    unseen: bool
    content: list[_Open | str] = dataclasses.field(default_factory=list)

    def frozen(self) -> Element:
        """The element as it is handed on."""
        content = (part.frozen() if isinstance(part, _Open) else part for part in self.content)
        return Element(self.tag, self.classes, self.item, tuple(content))


def _read(page: str) -> _Reader:
    reader = _Reader(page)
    reader.feed(page)
    reader.close()
    reader.leave(0)
    return reader


class _Reader(HTMLParser):
    """Builds the tree. Elements left open are closed by the end of what they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tree = _Open("", 0, frozenset(), "", unseen=False)
        self.flaws: list[Flaw] = []
        self.ids: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.items: dict[str, int] = {}
        self._open = [self.tree]
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser; attribute values are unescaped."""
        at, attributes = self._at(), {name: value or "" for name, value in attrs}
        self._place(tag, at)
        around = self._open[-1]
        hidden = (
            tag in _UNSEEN or "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "")
        )
        classes, item = frozenset(attributes.get("class", "").split()), attributes.get("data-item", "")
        opened = _Open(tag, at, classes, item, around.unseen or hidden)
        around.content.append(opened)
        if "id" in attributes:
            self.ids.append((attributes["id"], at))
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self.links.append((attributes["href"][1:], at))
        if item:
            self.items.setdefault(item, at)
        if tag not in VOID:
            self._open.append(opened)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for <tag/>, as in a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser. Closes the element and those in it that were left open."""
        depth = next((depth for depth in range(len(self._open) - 1, 0, -1) if self._open[depth].tag == tag), 0)
        if depth:
            self.leave(depth + 1, f"</{tag}>")
            self._open.pop()
        else:
            self.flaws.append(
                Flaw(self._at(), f"</{tag}> ends no element that is open", "open it before, or take the end away")
            )

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        around = self._open[-1]
        if not around.unseen:
            around.content.append(data)

    def leave(self, depth: int, before: str = "the end of the page") -> None:
        """Closes the open elements down to a depth, the innermost first."""
        while len(self._open) > max(depth, 1):
            left = self._open.pop()
            if left.tag not in _MAY_BE_LEFT_OPEN:
                self.flaws.append(
                    Flaw(left.at, f"<{left.tag}> is not closed before {before}", f"close it with </{left.tag}>")
                )

    def _place(self, tag: str, at: int) -> None:
        """Closes what the start of an element closes, and tells where it may not stand."""
        while self._open[-1].tag in _closed_by(tag):
            self._open.pop()
        around = self._open[-1].tag
        if tag in _CLOSE_A_PARAGRAPH and "p" in self._inline_around():
            self.flaws.append(
                Flaw(at, f"<{tag}> cannot stand in a <p>, which it ends", "end the <p> before it, or make it a <div>")
            )
        elif tag == "a" and any(opened.tag == "a" for opened in self._open):
            self.flaws.append(Flaw(at, "<a> cannot stand in an <a>", "end the first before it"))
        if tag in _STANDS_IN and around not in _STANDS_IN[tag]:
            places = " or ".join(f"<{name}>" for name in sorted(_STANDS_IN[tag]))
            self.flaws.append(
                Flaw(at, f"<{tag}> stands in <{around}>, and belongs into {places}", f"put {places} around it")
            )

    def _inline_around(self) -> Iterator[str]:
        """The elements around, the innermost first, up to the first that is no part of a line."""
        for opened in reversed(self._open):
            yield opened.tag
            if opened.tag not in _INLINE:
                return

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _closed_by(tag: str) -> frozenset[str]:
    """Elements whose end may be left out before this one begins."""
    match tag:
        case "p":
            return frozenset({"p"})
        case "li":
            return frozenset({"li"})
        case "dt" | "dd":
            return frozenset({"dt", "dd"})
        case "tr":
            return frozenset({"tr", "td", "th"})
        case "td" | "th":
            return frozenset({"td", "th"})
        case "tbody" | "tfoot":
            return frozenset({"thead", "tbody"})
    return frozenset()


def _repeated(ids: list[tuple[str, int]]) -> Iterator[Flaw]:
    met: set[str] = set()
    for name, at in ids:
        if name in met:
            yield Flaw(
                at, f"the id “{name}” stands twice", "make it of something that differs, such as the item's own id"
            )
        met.add(name)


def _dead(reader: _Reader) -> Iterator[Flaw]:
    known = {name for name, _ in reader.ids}
    for target, at in reader.links:
        if target and target not in known:
            yield Flaw(
                at, f"the link to “#{target}” leads nowhere", "print an element with that id, or take the link out"
            )
