"""What a YAML syntax error means, in an analyst's words.

A parser tells where it gave up; the analyst wants to know what to change. Each recogniser below looks at the written
line and at what the parser said, and gives its explanation with the place to look at, or None; the first one wins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefgen.yaml_nodes import Node, SourceFile

QUOTE_HINT = "put the text in quotes, or write `text: >` and the words below, indented"
KEY_HINT = "write the name as plain words before the colon, as in `title: …`"
ROOT_HINT = "begin with fields such as `title: …` and `date: …`, each on a line of its own"

_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")
_KEY = r"""(?:"[^"]*"|'[^']*'|[^\s"'\[\]{}#,&*!|>@`%-][^:#]*?|-[^\s:#][^:#]*?)[ ]*:[ \t]+"""
_ENTRY = re.compile(rf"[ ]*(?:-[ ]+)*(?:{_KEY})?(?P<value>[^\s#].*)")
_NO_SPACE = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>[A-Za-z_][\w-]*):(?=[^\s/:])")
_NEVER = ("@", "`", "%")  # begin nothing in YAML, wherever they stand
_BEGINNINGS = {
    "@": "a text cannot begin with “@”",
    "`": "a text cannot begin with “`”",
    "%": "a text cannot begin with “%”",
    "*": "a text cannot begin with “*”: to YAML it repeats a value named elsewhere",
    "&": "a text cannot begin with “&”: to YAML it gives the value a name",
    "!": "a text cannot begin with “!”: to YAML it names a type",
    "[": "a text cannot begin with “[”: to YAML it is a list in brackets",
    "{": "a text cannot begin with “{”: to YAML it is a group of fields",
    "]": "a text cannot begin with “]”",
    "}": "a text cannot begin with “}”",
    ",": "a text cannot begin with “,”",
    "?": "a text cannot begin with “? ”",
}


class Stop(NamedTuple):
    """Where and why the parser stopped.

    `opened` is where the thing began that the parser was reading, `last` the last scalar that it gave.
    """

    file: SourceFile
    problem: str
    at: int
    context: str
    opened: int | None
    last: Node | None

    def line_span(self, offset: int) -> tuple[int, int]:
        """The bounds of the line that an offset stands in, without its end."""
        text = self.file.text
        start = max((text.rfind(mark, 0, offset) for mark in "\r\n\x85\u2028\u2029"), default=-1) + 1
        end = _BREAK.search(text, offset)
        return start, end.start() if end else len(text)

    def rest(self, offset: int) -> tuple[int, int]:
        """From an offset to the end of its line."""
        return offset, max(self.line_span(offset)[1], offset)

    def value_start(self, offset: int) -> int | None:
        """Where the value of the line at `offset` begins, after its key and its dashes."""
        start, end = self.line_span(offset)
        entry = _ENTRY.match(self.file.text, start, min(end, start + 1000))  # a line of megabytes would take too long
        return entry.start("value") if entry else None

    def character(self, offset: int | None) -> str:
        """The character at an offset; empty past the end."""
        return "" if offset is None else self.file.text[offset : offset + 1]

    def between(self, end: int) -> str:
        """What stands between the last scalar and an offset; “?”, which is no blank, where there is no such scalar."""
        return self.file.text[self.last.end : end] if self.last and self.last.end <= end else "?"


class Trouble(NamedTuple):
    """An explanation: the offsets to show, what is wrong, what to do."""

    start: int
    end: int
    message: str
    hint: str


def explain(stop: Stop) -> Trouble:
    """The explanation of a syntax error; the parser's own words where nothing better is known."""
    for recognise in _RECOGNISERS:
        if (trouble := recognise(stop)) is not None:
            return trouble
    message = f"YAML cannot read on from here ({stop.problem})"
    return Trouble(*stop.rest(stop.at), message, f"compare with the lines around it; if it is a text, {QUOTE_HINT}")


def no_mapping(root: Node) -> tuple[str, tuple[int, int], str]:
    """Message, place and hint for a file that is a list or a text instead of fields."""
    if root.kind == "sequence":
        return "the file is a list; it must be fields", (root.start, root.start + 1), ROOT_HINT
    if not root.raw:
        return "the file is empty", (root.start, root.end), ROOT_HINT
    line_end = _BREAK.search(root.file.text, root.start, root.end)
    span = (root.start, line_end.start() if line_end else root.end)
    if (found := _NO_SPACE.match(root.file.text, root.start)) is not None:
        span = (found.start("key"), found.end())
        return f"a space is missing after “{found['key']}:”", span, _space_hint(found["key"])
    return "the file is one text; it must be fields", span, ROOT_HINT


def _space_hint(key: str) -> str:
    return f"write `{key}: …`, with a space after the colon"


def _tab(stop: Stop) -> Trouble | None:
    start, end = stop.line_span(stop.at)
    indent = re.compile(r"[ \t]*").match(stop.file.text, start, end)
    at = stop.file.text.find("\t", start, indent.end() if indent else start)
    if at < 0 or stop.at > (indent.end() if indent else start):
        return None
    hint = "use spaces: YAML allows no tabs there, and an editor can turn them into spaces"
    return Trouble(at, at + 1, "a tab stands in the indentation of this line", hint)


def _open_quote(stop: Stop) -> Trouble | None:
    if "quoted" not in stop.context or stop.opened is None or "unexpected" not in stop.problem:
        return None
    mark = stop.character(stop.opened)
    hint = f"write {mark} after the last word of the quotation"
    if mark == "'":
        hint += "; an apostrophe within it is written twice ('')"
    return Trouble(*stop.rest(stop.opened), f"the quotation mark {mark} that opens here is never closed", hint)


def _escape(stop: Stop) -> Trouble | None:
    if "quoted" not in stop.context or stop.opened is None or not ("escape" in stop.problem or "hex" in stop.problem):
        return None
    at = max(stop.file.text.rfind("\\", stop.opened, stop.at + 1), stop.opened)
    hint = "write \\\\ for a backslash within double quotes, or use single quotes"
    return Trouble(at, at + 2, f"“{stop.file.text[at : at + 2]}” is no character that YAML knows", hint)


def _after_quote(stop: Stop) -> Trouble | None:
    """Words after a closing quotation mark: “"…" said”, or a mark that was to close an earlier text."""
    last = stop.last
    if last is None or last.style not in ("single", "double") or stop.between(stop.at).strip(" \t"):
        return None
    if not stop.character(stop.at).strip() or ("flow" in stop.context and stop.character(stop.at) in ",]}"):
        return None
    text, start = stop.file.text, last.start
    if _BREAK.search(text, start, last.end):
        line, end_line = stop.file.line(start), stop.file.line(last.end)
        message = f"the quotation that opens on line {line} ends only on line {end_line}, and words follow it there"
        hint = f"the mark that closes it on line {line} is probably missing"
        return Trouble(*stop.rest(start), message, hint)
    if last.style == "single" and last.end == stop.at:
        message = "the apostrophe ends the quotation here, and words follow it"
        return Trouble(last.end - 1, last.end, message, "write it twice (''), or use double quotes around the text")
    message = "words follow the closing quotation mark; to YAML the text ended with it"
    other = "single" if last.style == "double" else "double"
    hint = f"put the whole text in {other} quotes, or write `text: >` and the words below, indented"
    return Trouble(*stop.rest(start), message, hint)


def _cut_by_comment(stop: Stop) -> Trouble | None:
    """Lines that go on after a comment: “Block #70 aircraft” in a text of several lines."""
    if stop.last is None or stop.last.style != "plain" or stop.last.start == stop.last.end:
        return None
    for offset in (stop.at, stop.opened):
        if offset is None or _is_entry(stop, offset) or stop.character(offset) in ("", "-", ",", "]", "}"):
            continue
        lines = [line.strip() for line in _BREAK.split(stop.between(offset)) if line.strip()]
        if lines and all(line.startswith("#") for line in lines):
            message = (
                f"all from the “#” is a comment, and ends the text; but it goes on on line {stop.file.line(offset)}"
            )
            hint = f"if the “#” belongs to the text, {QUOTE_HINT}; a comment goes on a line above the field"
            return Trouble(*stop.rest(stop.file.text.index("#", stop.last.end)), message, hint)
    return None


def _is_entry(stop: Stop, offset: int) -> bool:
    start, end = stop.line_span(offset)
    return re.compile(r"[^#]*?:(?:[ \t]|$)").match(stop.file.text[start:end]) is not None


def _block_header(stop: Stop) -> Trouble | None:
    if "block scalar" not in stop.context or stop.character(stop.opened) not in (">", "|") or stop.opened is None:
        return None
    mark = stop.character(stop.opened)
    message = f"words stand on the line of “{mark}”; the text begins on the next line"
    hint = f"put the words below, indented; if the text begins with “{mark}”, put it in quotes"
    return Trouble(*stop.rest(stop.opened), message, hint)


_MIXED = "under one field stand either fields (`name: …`) or items (`- …`), all with the same indentation"


def _list_item(stop: Stop) -> Trouble | None:
    if stop.file.text[stop.at : stop.at + 2].rstrip() != "-":
        return None
    if stop.file.text[stop.line_span(stop.at)[0] : stop.at].strip(" "):
        hint = "put each “- ” on a line of its own; if the text begins with “-”, put it in quotes"
        return Trouble(*stop.rest(stop.at), "a list cannot begin on the line of its field", hint)
    message = "an item of a list (“- ”) stands among fields, or is indented unlike the others"
    return Trouble(stop.at, stop.at + 1, message, _MIXED)


_COLON = "“: ” within a text begins a new field for YAML"


def _colon(stop: Stop) -> Trouble | None:
    """A “: ” within a text, or a line taken for the continuation of the text above it."""
    if stop.character(stop.at) != ":" or "mapping values" not in stop.problem:
        return None
    start, _ = stop.line_span(stop.at)
    if stop.last is not None and stop.last.start < start <= stop.last.end:
        return _unwanted_continuation(stop, stop.last)
    value = stop.value_start(stop.at)
    if value is None or value >= stop.at:
        return None
    return Trouble(*stop.rest(value), _COLON, QUOTE_HINT)


def _unwanted_continuation(stop: Stop, text: Node) -> Trouble:
    if (missing := _missing_space(stop, text.start)) is not None:
        return missing
    start, _ = stop.line_span(stop.at)
    start += len(stop.file.text[start : stop.at]) - len(stop.file.text[start : stop.at].lstrip())
    message = f"this line is indented as a part of the text on line {stop.file.line(text.start)}, but holds “: ”"
    hint = f"a field of its own is indented as the fields around it; if it is text, {QUOTE_HINT}"
    return Trouble(start, stop.at + 1, message, hint)


def _missing_space(stop: Stop, offset: int) -> Trouble | None:
    start, end = stop.line_span(offset)
    found = _NO_SPACE.match(stop.file.text, start, end)
    if found is None:
        return None
    message = f"a space is missing after “{found['key']}:”"
    return Trouble(found.start("key"), found.end(), message, _space_hint(found["key"]))


def _no_colon(stop: Stop) -> Trouble | None:
    if "find expected ':'" not in stop.problem or stop.opened is None:
        return None
    if (missing := _missing_space(stop, stop.opened)) is not None:
        return missing
    hint = "write `name: …`; a line that goes on a text is indented deeper than the field of the text"
    return Trouble(*stop.rest(stop.opened), "this line has no field name, and does not go on the text above it", hint)


def _beginning(stop: Stop) -> Trouble | None:
    """A text that begins with a mark that means something to YAML."""
    value = stop.value_start(stop.at)
    begins = [stop.opened, value, stop.at]
    if stop.character(stop.at) in _NEVER:
        begins = [value if stop.file.text[value : stop.at].strip() == "[" else stop.at]
    for offset in begins:
        if offset is None or stop.character(offset) not in _BEGINNINGS or offset > stop.at:
            continue
        if stop.line_span(offset) == stop.line_span(stop.at) and not _unclosed(stop, offset):
            return Trouble(*stop.rest(offset), _BEGINNINGS[stop.character(offset)], QUOTE_HINT)
    return None


def _unclosed(stop: Stop, offset: int) -> bool:
    """Whether the parser stopped inside brackets at something that may well stand there."""
    return stop.character(offset) in ("[", "{") and "flow" in stop.context and stop.character(stop.at) not in _NEVER


def _surplus_bracket(stop: Stop) -> Trouble | None:
    mark = stop.character(stop.at)
    if mark not in ("]", "}") or "flow" in stop.context or stop.value_start(stop.at) == stop.at:
        return None
    message = f"this “{mark}” closes nothing"
    return Trouble(
        stop.at, stop.at + 1, message, f"delete it, or write the bracket that opens; if it is text, {QUOTE_HINT}"
    )


def _brackets(stop: Stop) -> Trouble | None:
    if "flow" not in stop.context or stop.opened is None:
        return None
    mark = stop.character(stop.opened)
    closing = {"[": "]", "{": "}"}.get(mark, mark)
    if stop.file.line(stop.opened) != stop.file.line(stop.at) or not stop.character(stop.at).strip():
        message = f"the bracket “{mark}” that opens here is not closed where it should be"
        hint = f"write “{closing}” at its end; if the text begins with a bracket, put it in quotes"
        return Trouble(*stop.rest(stop.opened), message, hint)
    if stop.character(stop.at) == ":" and stop.last is not None and not stop.between(stop.at).strip():
        return Trouble(*stop.rest(stop.last.start), _COLON, QUOTE_HINT)
    message = f"within “{mark} {closing}”, a comma or the closing “{closing}” is missing before this"
    return Trouble(*stop.rest(stop.at), message, f"put commas between what stands there; if it is text, {QUOTE_HINT}")


def _indentation(stop: Stop) -> Trouble | None:
    """A line whose indentation fits no line above it, or fields among the items of a list."""
    start, end = stop.line_span(stop.at)
    spaces = stop.at - start
    if stop.file.text[start : stop.at].strip(" ") or start == end:
        return None
    if stop.character(stop.at) == ":":
        return Trouble(stop.at, stop.at + 1, "a name is missing before this colon", KEY_HINT)
    opened = stop.opened
    if opened is not None and stop.character(opened) == "-" and opened - stop.line_span(opened)[0] == spaces:
        return Trouble(*stop.rest(stop.at), "a field stands among the items of a list (“- ”)", _MIXED)
    last = stop.last
    if last is not None and last.style in ("literal", "folded") and not stop.between(stop.at).strip():
        message = f"this line is indented less than the text that begins on line {stop.file.line(last.start)}"
        hint = "indent every line of the text as its first, and the next field as the field of the text"
        return Trouble(start, max(stop.at, start + 1), message, hint)
    message = f"this line is indented by {spaces} space{'' if spaces == 1 else 's'}, which fits no field above it"
    hint = "indent fields that belong together by the same number of spaces"
    return Trouble(start, max(stop.at, start + 1), message, hint)


_RECOGNISERS = (
    _tab,
    _open_quote,
    _escape,
    _after_quote,
    _cut_by_comment,
    _block_header,
    _list_item,
    _colon,
    _no_colon,
    _surplus_bracket,
    _beginning,
    _brackets,
    _indentation,
)
