"""A path and a span to file, line and column; nothing else does this."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.diagnostics import Diagnostic, Location, Path, Span
    from briefgen.yaml_nodes import Node

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_BLANK = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_HEADER = re.compile(r"[|>][^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])?")
_ESCAPED_DIGITS = {"x": 2, "u": 4, "U": 8}
_ESCAPED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}

Places = list[tuple[int, int]]
"""For each character of a value, the bounds in the file of what makes it: itself, its escape, or a line break."""

_Walk = list[tuple[str, int, int]]


class SourceMap:
    """The places of one tree, whose nodes may come from several files."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._places: dict[int, Places | None] = {}

    def node(self, path: Path) -> Node:
        """The node of the longest prefix of a path that is in the tree.

        An index 0 where there is no list is passed over: one thing may stand for a list of one. So is a key that is left
        out because the entries of its value stand in its place.
        """
        return self._walk(path)[0]

    def locate(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with its place; unchanged where it has one."""
        if diagnostic.location is not None:
            return diagnostic
        return diagnostic.at(self.location(diagnostic.path, diagnostic.span, on_key=diagnostic.on_key))

    def location(self, path: Path, span: Span | None = None, *, on_key: bool = False) -> Location:
        """The place of a span of a text, without one of its first line; of the key, if asked, and for a collection."""
        node, key = self._walk(path)
        if node.kind == "scalar" and not on_key:
            return self._in_scalar(node, span)
        if key is not None:
            return key.file.location(key.start, key.end)
        return _first_line(node, node.start)

    def _walk(self, path: Path) -> tuple[Node, Node | None]:
        """The node that a path leads to, and the key that leads to it: None for the root and for items of a list."""
        node, key = self._root, None
        for part, following in itertools.zip_longest(path, path[1:]):
            if isinstance(node.value, dict) and part in node.value:
                node, key = node.value[str(part)], node.keys.get(str(part))
            elif isinstance(node.value, list) and isinstance(part, int) and 0 <= part < len(node.value):
                node, key = node.value[part], None
            elif not _is_left_out(node, part, following if node is not self._root else None):
                break
        return node, key

    def _in_scalar(self, node: Node, span: Span | None) -> Location:
        places = self._known_places(node)
        if not places:
            return _first_line(node, node.start)
        if span is None:
            return _first_line(node, places[0][0] if node.style in ("literal", "folded") else node.start)
        if span[0] >= len(places):
            return node.file.location(places[-1][1], places[-1][1])
        first = max(0, span[0])
        last = max(first, min(span[1], len(places)) - 1)
        end = places[last][1] if span[1] > span[0] else places[first][0]
        return node.file.location(places[first][0], end)

    def _known_places(self, node: Node) -> Places | None:
        if id(node) not in self._places:
            self._places[id(node)] = places(node)
        return self._places[id(node)]


def _is_left_out(node: Node, part: str | int, following: str | int | None) -> bool:
    """Whether a part of a path need not stand in the file: the index of a list of one, the key of an open form."""
    if isinstance(node.value, dict):
        return part == 0 or following in node.value
    return part == 0 and not isinstance(node.value, list)


def _first_line(node: Node, start: int) -> Location:
    """From an offset to the end of its line, or of the node."""
    line_end = _BREAK.search(node.file.text, start, max(start, node.end))
    return node.file.location(start, line_end.start() if line_end else node.end)


def places(node: Node) -> Places | None:
    """Where each character of a scalar's text stands; None where that cannot be told.

    Every style is read again as the parser reads it, with the place of each character kept; a reading that does not
    give the parser's text is not trusted.
    """
    if node.kind != "scalar" or node.style is None:
        return None
    if node.style in ("literal", "folded"):
        walk = _block(node)
    else:
        quotes = 0 if node.style == "plain" else 1
        walk = _flow(node.file.text, node.start + quotes, node.end - quotes, node.style)
    walk = walk[: len(node.raw)]  # a block scalar may be chomped
    if "".join(character for character, _, _ in walk) != node.raw:
        return None
    return [(start, end) for _, start, end in walk]


def _flow(text: str, at: int, end: int, style: str) -> _Walk:
    """Reads a plain, single-quoted or double-quoted text."""
    walk: _Walk = []
    while at < end:
        if blank := _BLANK.match(text, at, end):
            breaks = _breaks(text, at, blank.end())
            walk += _folded(breaks, blank.span()) if breaks else [(text[i], i, i + 1) for i in range(*blank.span())]
            at = blank.end()
        elif style == "double" and text[at] == "\\" and _BREAK.match(text, at + 1, end):
            blank = _BLANK.match(text, at + 1, end)
            at = blank.end() if blank else end
            walk += _breaks(text, blank.start() if blank else end, at)[1:]
        else:
            character, width = text[at], 1
            if style == "single" and character == "'":
                width = 2
            elif style == "double" and character == "\\":
                character, width = _escape(text, at)
            walk.append((character, at, at + width))
            at += width
    return walk


def _breaks(text: str, start: int, end: int) -> _Walk:
    """The line breaks of a stretch. All but the two Unicode separators count as a line feed."""
    found = _BREAK.finditer(text, start, end)
    return [(mark if (mark := one.group()) in "\u2028\u2029" else "\n", *one.span()) for one in found]


def _folded(breaks: _Walk, span: tuple[int, int]) -> _Walk:
    """One line feed is a space; of more, the first is dropped. A Unicode separator stays."""
    if breaks[0][0] != "\n":
        return breaks
    return breaks[1:] or [(" ", *span)]


def _escape(text: str, at: int) -> tuple[str, int]:
    """The character that an escape in double quotes makes, and its width in the file."""
    letter = text[at + 1 : at + 2]
    if digits := _ESCAPED_DIGITS.get(letter):
        return chr(int(text[at + 2 : at + 2 + digits], 16)), 2 + digits
    return _ESCAPED.get(letter, letter), 2


def _block(node: Node) -> _Walk:
    """Reads a literal or folded block, with all line breaks that may be kept at its end."""
    text = node.file.text
    header = _HEADER.match(text, node.start)
    begin = header.end() if header else node.start
    indent = _indent(text[begin : node.end], node.raw)
    walk: _Walk = []
    ended: _Walk = []  # the break that ended the last line of words
    empty: _Walk = []  # the breaks of the empty lines since
    was_blank = False
    for start, end, line_end in _lines(text, begin, node.end):
        spaces = len(text[start:end]) - len(text[start:end].lstrip(" "))
        first = start + min(indent, spaces)
        if first == end:
            empty += line_end
            continue
        is_blank = text[first] in " \t"
        if node.style == "folded" and ended and ended[0][0] == "\n" and not was_blank and not is_blank:
            ended = [] if empty else [(" ", *ended[0][1:])]
        walk += ended + empty + [(text[i], i, i + 1) for i in range(first, end)]
        ended, empty, was_blank = line_end, [], is_blank
    return walk + ended + empty


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, _Walk]]:
    """Each line of a stretch: its bounds, and the break that ends it, if one does."""
    for line_end in _breaks(text, start, end):
        yield start, line_end[1], [line_end]
        start = line_end[2]
    yield start, end, []


def _indent(block: str, value: str) -> int:
    """By how many spaces a block is indented: what its first line with words has more in the file than in the value."""
    depths = []
    for text in (block, value):
        worded = (line for line in _BREAK.split(text) if line.strip(" "))
        line = next(worded, None)
        if line is None:
            return len(block)
        depths.append(len(line) - len(line.lstrip(" ")))
    return max(0, depths[0] - depths[1])
