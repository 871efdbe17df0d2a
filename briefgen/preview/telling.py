"""Findings and places as plain data, as the page shows them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from briefgen.check.places import path_of
from briefgen.diagnostics import Diagnostic, Location, Path, shown
from briefgen.errors import BriefgenError, WithDiagnostics

if TYPE_CHECKING:
    from briefgen.model.results import Loaded

Data = dict[str, Any]

_AROUND = 160
"""Characters of a line that are shown on either side of the words in question: a line may hold megabytes."""

_BEFORE, _AFTER, _MOST = 2, 1, 14
"""Lines shown around a text, and of how many lines of its own."""


def problem(error: BriefgenError, root: FilePath) -> Data:
    """What keeps a memo from being made."""
    found = error.diagnostics if isinstance(error, WithDiagnostics) else ()
    return {"message": error.message, "hint": error.hint, "findings": findings(found, root, {})}


def findings(found: Iterable[Diagnostic], root: FilePath, items: Mapping[str, Path]) -> list[Data]:
    """The findings in their order, each with the text of the memo that it is about, where that can be told."""
    return [
        {
            "severity": str(one.severity),
            "code": one.code,
            "name": one.name,
            "message": one.message,
            "hint": one.hint,
            "waived": one.waived,
            "place": place(one.location, root) if one.location else None,
            "excerpt": _excerpt(one.location) if one.location else None,
            "item": _item(one.path, items),
        }
        for one in found
    ]


def place(location: Location, root: FilePath) -> Data:
    """A place in a file, as it is shown and as an editor takes it."""
    path = (root / location.file).as_posix()
    return {"file": location.file, "path": path, "line": location.line, "column": location.column}


def _excerpt(location: Location) -> list[str] | None:
    """The line in three parts: before the words in question, these, and after; None where there is no line."""
    line = location.excerpt
    if not line:
        return None
    begin = min(location.column - 1, len(line))
    end = location.end_column - 1 if location.end_line == location.line else len(line)
    end = max(begin, min(end, len(line)))
    before, words, after = line[:begin], line[begin:end], line[end:]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    if len(words) > 2 * _AROUND:
        words = f"{words[: 2 * _AROUND]}…"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND]}…"
    return [shown(part) for part in (before, words, after)]


def _item(path: Path, items: Mapping[str, Path]) -> str | None:
    """The text whose path has most in common with a finding's; None where they share no more than a collection."""
    best, most = None, 0
    for key, other in items.items():
        common = _common(path, other)
        if common > most and (common > 1 or common in (len(path), len(other))):
            best, most = key, common
    return best


def _common(path: Path, other: Path) -> int:
    """How many parts two paths begin with in common."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(path, other, strict=False)))


# --- places of the memo's texts --------------------------------------------------------------------------------------


def paths(loaded: Loaded, printed: Iterable[str]) -> dict[str, Path]:
    """Where each printed text and each item stands in the brief, by its key; without those of which it cannot be told."""
    keys = [*printed, *(item.id for _, item in loaded.brief.items())]
    found = {key: path_of(loaded.brief, key) for key in dict.fromkeys(keys)}
    return {key: path for key, path in found.items() if path}


def places(loaded: Loaded, items: Mapping[str, Path], root: FilePath) -> dict[str, Data]:
    """Each text's place in the YAML, with its lines and those around them."""
    return {key: _lines(loaded, path, root) for key, path in items.items()}


def _lines(loaded: Loaded, path: Path, root: FilePath) -> Data:
    location, node = loaded.source_map.location(path), loaded.source_map.node(path)
    end = node.file.line(max(node.start, node.end - 1))
    first, last = max(1, location.line - _BEFORE), min(end, location.line + _MOST) + _AFTER
    lines = enumerate(node.file.lines(first, last), first)
    own = {
        "first": location.line,
        "last": end,
        "lines": [[number, shown(line[: 4 * _AROUND])] for number, line in lines],
    }
    return {**place(location, root), **own}
