"""One shape for everything that is wrong or doubtful in a document, and the four ways to print it.

Schema errors, check findings, template errors and layout findings are all a `Diagnostic`, so the terminal, JSON, SARIF and
code-hosting annotations show one kind of thing. A diagnostic carries a *path* into the brief until a `SourceMap` gives it a
`Location`: moving a line changes no diagnostic.
"""

from __future__ import annotations

import dataclasses
import enum
import itertools
import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

Path = tuple[str | int, ...]
"""Keys and indices from the root of the brief, e.g. ("claims", "missiles", "text")."""

Span = tuple[int, int]
"""Half-open range of characters within the text that a path leads to."""


class Severity(enum.StrEnum):
    """How much a diagnostic weighs: an error holds an edition back, a warning warns, an info informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return list(Severity).index(self)


@dataclasses.dataclass(frozen=True, slots=True)
class Location:
    """A place in a file. Lines and columns count from 1 and in characters; the end is exclusive.

    `file` is the path as it is shown: relative to the project where it lies inside, with forward slashes.
    `excerpt` is the line `line`, without its line end.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclasses.dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` and `name` say which (“Q01”, “quote-not-found”); `path` and `span` where in the brief (span None: the whole value,
    `on_key`: the key itself, not its value); `location` is None until it is shown, and stays None where there is no place.
    `hint` is what to do, or None. `audiences` names the memos it holds for; empty means it holds for the brief.
    `waived` is the reason somebody gave for letting it pass, or None.
    """

    severity: Severity
    code: str
    name: str
    message: str
    path: Path = ()
    span: Span | None = None
    on_key: bool = False
    hint: str | None = None
    location: Location | None = None
    audiences: tuple[str, ...] = ()
    waived: str | None = None

    def at(self, location: Location | None) -> Diagnostic:
        """The same diagnostic with its place."""
        return dataclasses.replace(self, location=location)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line, column, severity and code; what has no place comes first.

    Equal findings are told once, their audiences joined; one that holds for the brief itself holds for every audience.
    """
    merged: dict[Diagnostic, tuple[str, ...]] = {}
    for diagnostic in diagnostics:
        bare = dataclasses.replace(diagnostic, audiences=())
        known = merged.get(bare, diagnostic.audiences)
        together = dict.fromkeys((*known, *diagnostic.audiences)) if known and diagnostic.audiences else ()
        merged[bare] = tuple(together)
    told = [dataclasses.replace(bare, audiences=audiences) for bare, audiences in merged.items()]
    return sorted(told, key=_position)


def _position(diagnostic: Diagnostic) -> tuple[object, ...]:
    place = diagnostic.location
    where = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (*where, diagnostic.severity.rank, diagnostic.code, diagnostic.message)


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """How many of a severity are not waived."""
    return sum(1 for d in diagnostics if d.severity is severity and d.waived is None)


def fatal(diagnostics: Iterable[Diagnostic], level: Severity) -> list[Diagnostic]:
    """Those that hold a memo back at this level: of its severity or worse, and not waived."""
    return [d for d in diagnostics if d.severity.rank <= level.rank and d.waived is None]


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning”; “no findings” where there are none."""
    numbers = {severity: count(diagnostics, severity) for severity in (Severity.ERROR, Severity.WARNING)}
    parts = [f"{number} {severity}{'s' if number > 1 else ''}" for severity, number in numbers.items() if number]
    if informed := count(diagnostics, Severity.INFO):
        parts.append(f"{informed} info")
    if waived := sum(1 for d in diagnostics if d.waived is not None):
        parts.append(f"{waived} waived")
    return ", ".join(parts) or "no findings"


# --- text ------------------------------------------------------------------------------------------------------------

_NO_GLYPH = {"Cc", "Zl", "Zp"}
_NO_WIDTH = {"Mn", "Me", "Cf"}
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls: printed as they are, they would turn the rest of the terminal's line around."""


def quoted(text: str, longest: int = 60) -> str:
    """A text of the file within a message: in quotes, on one line, shortened, nothing in it that no terminal prints."""
    flat = " ".join(shown(text[: longest * 4]).split())
    return f"“{flat}”" if len(flat) <= longest and len(text) <= longest * 4 else f"“{flat[: longest - 1]}…”"


def shown(text: str) -> str:
    """One printable character for each: tabs, control characters and line ends become spaces, what is no character “�”."""
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs" or character in _TURNS:
        return "\ufffd"
    return " " if category in _NO_GLYPH else character


def to_text(diagnostic: Diagnostic) -> str:
    """The finding for a person: path:line:column, code, message; the line with carets under the words; the hint."""
    head = f"{diagnostic.severity} {diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    if diagnostic.waived is not None:
        head = f"waived {head}"
    if diagnostic.audiences:
        head += f" ({', '.join(diagnostic.audiences)})"
    place = diagnostic.location
    lines = [f"{place}: {head}" if place else head]
    if place and place.excerpt:
        lines += _frame(place)
    if diagnostic.waived is not None:
        lines.append(f"   waived: {diagnostic.waived}")
    if diagnostic.hint:
        lines.append("   hint: " + diagnostic.hint.replace("\n", "\n         "))
    return "\n".join(lines)


def _frame(place: Location, width: int = 110) -> list[str]:
    """The excerpt and its carets. A long line is cut around the words, and through them only where they do not fit."""
    whole, at = place.excerpt, place.column - 1
    skipped = max(0, at - 4 * width)  # a line may hold megabytes, and only what stands near the words can be shown
    line = shown(whole[skipped : at + 4 * width])
    begin = min(at - skipped, len(line))
    end = place.end_column - 1 - skipped if place.end_line == place.line else len(line)
    end = max(begin, min(end, len(line)))
    first, last = _window(line, begin, end, width)
    left, right = "…" * (skipped + first > 0), "…" * (skipped + last < len(whole))
    lead = " " * (len(left) + _columns(line[first:begin]))
    carets = "^" * max(1, _columns(line[begin : min(end, last)]))
    number = f"{place.line:>4}"
    return [f"{number} | {left}{line[first:last]}{right}", f"{' ' * len(number)} | {lead}{carets}"]


def _window(line: str, begin: int, end: int, width: int) -> tuple[int, int]:
    """The part of a line that is shown: all of it where it fits, else what stands around the words from begin to end."""
    if _columns(line) <= width:
        return 0, len(line)
    before = max(width - _columns(line[begin:]), min(20, width - _columns(line[begin:end])), 0)
    first = begin - _fitting(reversed(line[:begin]), before)
    return first, first + _fitting(line[first:], width)


def _fitting(characters: Iterable[str], width: int) -> int:
    """How many characters, from the first, fit into so many columns."""
    taken = itertools.accumulate(map(_columns, characters))
    return sum(1 for _ in itertools.takewhile(lambda columns: columns <= width, taken))


def _columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining and format marks none."""
    total = 0
    for character in text:
        if unicodedata.category(character) not in _NO_WIDTH:
            total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total


# --- JSON, SARIF, annotations ----------------------------------------------------------------------------------------


def to_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as plain data; the same keys always, None where there is nothing to say."""
    return {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": list(diagnostic.path),
        "audiences": list(diagnostic.audiences),
        "waived": diagnostic.waived,
        "location": dataclasses.asdict(diagnostic.location) if diagnostic.location else None,
    }


_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """A SARIF 2.1.0 log of one run. Columns are code points (`columnKind`), as briefgen counts them."""
    rules = {d.code: d for d in diagnostics}
    run = {
        "tool": {
            "driver": {
                "name": "briefgen",
                "version": version,
                "rules": [{"id": code, "name": _pascal(d.name)} for code, d in sorted(rules.items())],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d) for d in diagnostics],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _sarif_result(diagnostic: Diagnostic) -> dict[str, Any]:
    waived = diagnostic.waived
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": _SARIF_LEVEL[diagnostic.severity],
        "message": {"text": _whole(diagnostic)},
        # 3.27.23: either every result of a run has this property or none; empty says “not suppressed”.
        "suppressions": [] if waived is None else [{"kind": "inSource", "justification": waived}],
    }
    if place := diagnostic.location:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}]
    return result


def _whole(diagnostic: Diagnostic) -> str:
    """Message, audiences and hint, for readers that have one field for all."""
    text = diagnostic.message
    if diagnostic.audiences:
        text += f" ({', '.join(diagnostic.audiences)})"
    return text if diagnostic.hint is None else f"{text}\nhint: {diagnostic.hint}"


def _uri(file: str) -> str:
    """A relative URI reference: everything but unreserved characters and slashes is escaped (RFC 3986)."""
    from urllib.parse import quote  # noqa: PLC0415 - only SARIF needs it, and start-up counts

    return quote(file, safe="/")


_ANNOTATION = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_annotation(diagnostic: Diagnostic) -> str:
    """The finding as a workflow command that code hosts show beside the line. A waived one is only a notice."""
    kind = "notice" if diagnostic.waived is not None else _ANNOTATION[diagnostic.severity]
    properties = {"title": f"{diagnostic.code} {diagnostic.name}"}
    if place := diagnostic.location:
        properties |= {
            "file": place.file,
            "line": str(place.line),
            "endLine": str(place.end_line),
            "col": str(place.column),
        }
        if place.end_line == place.line:
            properties["endColumn"] = str(place.end_column)
    told = ",".join(f"{key}={_escape(value, property_=True)}" for key, value in properties.items())
    return f"::{kind} {told}::{_escape(_whole(diagnostic))}"


def _escape(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
