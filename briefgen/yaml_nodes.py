"""The tree that a YAML file becomes: its text with lines and columns, and nodes that know their places."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from typing import Any, Literal

from briefgen.diagnostics import Location

Style = Literal["plain", "single", "double", "literal", "folded"]

_LINE_END = re.compile(r"\r\n?|\n")


@dataclasses.dataclass(frozen=True)
class SourceFile:
    """One file that was read.

    `path` is as shown to the user; offsets count characters of `text`, which has no byte order mark.
    """

    path: str
    text: str

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @functools.cached_property
    def _lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def line(self, offset: int) -> int:
        """The line of a character, from 1. Only CR, LF and CRLF end a line here, as editors count."""
        return bisect.bisect_right(self._starts, offset)

    def lines(self, first: int, last: int) -> list[str]:
        """The lines from one number to another, counted from 1, without their ends; those that there are."""
        return self._lines[max(0, first - 1) : last]

    def location(self, start: int, end: int) -> Location:
        """The place of `text[start:end]`; offsets outside the text are moved to its nearest end."""
        start = max(0, min(start, len(self.text)))
        end = max(start, min(end, len(self.text)))
        first, last = self.line(start), self.line(end)
        column, end_column = start - self._starts[first - 1] + 1, end - self._starts[last - 1] + 1
        return Location(self.path, first, column, last, end_column, self._lines[first - 1])


@dataclasses.dataclass(slots=True, eq=False)
class Node:
    """A value of the file and its place. An alias is the very node that it names.

    `keys` holds the node of each key of a mapping. `start` and `end` bound the node's own text, without anchor and tag.
    `raw` is a scalar's text even where `value` is a bool or None. `comment` is what follows a scalar that is no block
    on the line where it ends (“# 70 aircraft”). `size` counts the nodes in it: keys too, aliases each time they occur.
    """

    kind: Literal["scalar", "mapping", "sequence"]
    value: str | bool | dict[str, Node] | list[Node] | None
    keys: dict[str, Node]
    file: SourceFile
    start: int
    end: int
    style: Style | None = None
    raw: str = ""
    comment: str | None = None
    size: int = 1

    def data(self) -> Any:
        """The value as plain dicts, lists, texts, bools and None."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def get(self, key: str, default: Any = None) -> Any:
        """The node under a key of a mapping; `default` where there is none, or where this is no mapping."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default
