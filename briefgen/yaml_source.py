"""YAML text to a tree of nodes that know their places; the only module that imports yaml.

The tree is made from PyYAML's event stream, never by `load` or `compose`: those end the process on deep nesting, merge
duplicate keys and read `NO` as false. Any bytes give a tree or diagnostics, and nothing else.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, Literal

import yaml

from briefgen import codes, yaml_errors
from briefgen.yaml_nodes import Node, SourceFile, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.diagnostics import Diagnostic

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_FINDINGS", "MAX_NODES", "Node", "SourceFile", "parse", "written"]

MAX_BYTES = 5_000_000
MAX_DEPTH = 64
_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml 0.2.6 and later says at its own limit, which its scanner may reach before we see an event of level 65."""
MAX_NODES = 100_000
MAX_FINDINGS = 200
"""A file with more problems than this is not worth reading on; the limits above stop bombs before they unfold."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
# YAML 1.2 core schema, 10.3.2. Numbers and dates stay text: the fields that want them read them.
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_TEXT_TAG = "tag:yaml.org,2002:str"
_UNPRINTABLE = (
    yaml.reader.Reader.NON_PRINTABLE
)  # YAML 1.2, 5.1; to compile the same again takes as long as reading a brief
_BREAK, _REST = r"[\r\n\x85\u2028\u2029]", r"[^\r\n\x85\u2028\u2029]*+"
_COMMENT = re.compile(rf"[ \t]*(#{_REST})")
_PROPERTIES = re.compile(rf"(?:[&!]\S*|\s+|#{_REST})*+")
_TAG = re.compile(r"!\S*")
# Thousands of directives take the parser minutes; no brief needs one. They stand at the start and after a line “...”.
_DIRECTIVE = rf"(?:\A|(?<={_BREAK})\.\.\.{_REST}{_BREAK})(?:[ \t]*+(?:#{_REST})?{_BREAK})*+(%{_REST})"
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SAVE_AS_UTF8 = "save the file as UTF-8: most editors offer it under “Save with encoding”"


def parse(file_path_shown: str, content: bytes) -> tuple[Node | None, list[Diagnostic]]:
    """The root mapping of a file and every problem found; None where the problems leave no tree.

    Duplicate keys, unknown tags and odd keys leave a tree (the first of two equal keys stays), so that what is wrong in
    the rest can be told in the same pass.
    """
    file, refused = _decode(file_path_shown, content)
    if refused:
        return None, [refused]
    reader = _Reader(file)
    try:
        root = reader.document()
    except _Refused as stop:
        return None, [*reader.findings, stop.diagnostic]
    return root, reader.findings


def texts(content: str) -> Any:
    """The content of a data file of our own, every scalar as the text that was typed: `no` is “no”. No places, no findings."""
    events: Iterator[Any] = yaml.parse(content, Loader=_TEXTS)
    begin = next(event for event in events if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)))
    return _plain(begin, events)


def _plain(begin: Any, events: Iterator[Any]) -> Any:
    """What stands from an event on. Nodes of yaml's, for which it asks what each text may mean, took twice as long."""
    if isinstance(begin, yaml.ScalarEvent):
        return begin.value
    found = []
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        found.append(_plain(event, events))
    return found if isinstance(begin, yaml.SequenceStartEvent) else dict(zip(found[::2], found[1::2], strict=True))


def written(value: Any, *, indent: int = 0, width: int = 120) -> str:
    """Plain data as YAML that reads back as just that, for people: block style, long texts over several lines.

    `indent` is put before each line; `width` counts it.
    """
    lines = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=width - indent).splitlines(keepends=True)
    return "".join(" " * indent + line for line in lines)


class _Refused(Exception):
    """Reading ends here: what follows cannot be told, or must not be tried."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


# --- bytes to text ---------------------------------------------------------------------------------------------------


def _decode(path: str, content: bytes) -> tuple[SourceFile, Diagnostic | None]:
    """The text of the file and None, or what can be shown of it and why it is refused."""
    if len(content) > MAX_BYTES:
        file = SourceFile(path, "")
        message = f"the file has {len(content) / 1e6:.1f} MB; more than {MAX_BYTES / 1e6:.0f} MB are not read"
        hint = "keep long texts, such as archived articles, in files of their own"
        return file, codes.finding("Y04", message, hint=hint, location=file.location(0, 0))
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            file = SourceFile(path, "")
            message = f"the file is saved as {encoding}, not as UTF-8"
            return file, codes.finding("Y05", message, hint=_SAVE_AS_UTF8, location=file.location(0, 0))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        file = SourceFile(path, content.decode("utf-8", "replace").lstrip("\ufeff"))
        at = len(content[: error.start].decode("utf-8").lstrip("\ufeff"))
        message = f"the byte {content[error.start]:#04x} here is not UTF-8"
        return file, codes.finding("Y05", message, hint=_SAVE_AS_UTF8, location=file.location(at, at + 1))
    file = SourceFile(path, text.lstrip("\ufeff"))
    return file, _unusable(file)


def _unusable(file: SourceFile) -> Diagnostic | None:
    """What the whole text shows before any parsing: control characters and directives."""
    if found := _UNPRINTABLE.search(file.text):
        at, character = found.start(), ord(found.group())
        message = f"a control character (U+{character:04X}) stands here"
        hint = f"delete it; where every other character is one, {_SAVE_AS_UTF8}"
        return codes.finding("Y05", message, hint=hint, location=file.location(at, at + 1))
    if "%" in file.text and (found := re.search(_DIRECTIVE, file.text)):
        message = "a line that begins with “%” is an instruction to YAML, and none is needed here"
        return codes.finding("Y01", message, hint="delete the line", location=file.location(*found.span(1)))
    return None


# --- events to nodes -------------------------------------------------------------------------------------------------


@dataclasses.dataclass(slots=True)
class _Anchor:
    """A name given to a node. `node` is None while the node is being read: an alias to it then would be endless."""

    start: int
    end: int
    node: Node | None = None
    height: int = 0
    used: bool = False


class _Reader:
    """Builds the tree of one file, counting nodes and levels as if every alias were written out."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self._events: Iterator[Any] = yaml.parse(file.text, Loader=_LOADER)
        self._anchors: dict[str, _Anchor] = {}
        self._nodes = 0
        self._end = 0  # of the last text that was read: block collections have no end mark of their own
        self._last: Node | None = None

    def document(self) -> Node:
        """The one document of the file."""
        self._next()  # the start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise self._refuse("Y08", "the file is empty", (0, 0), yaml_errors.ROOT_HINT)
        root, _ = self._node(self._next(), 1)
        self._next()  # the end of the document
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            message = "a second document begins here; a file holds one"
            hint = "delete this line “---”, or put what follows in a file of its own"
            raise self._refuse("Y08", message, _span(event), hint)
        if root.kind != "mapping":
            raise self._refuse("Y08", *yaml_errors.no_mapping(root))
        self._unused()
        return root

    def _next(self) -> Any:
        try:
            return next(self._events)
        # ValueError: tags and escapes that decode to no character are let through by the parser and fail in Python.
        except (yaml.YAMLError, ValueError) as error:
            if getattr(error, "problem", None) == _TOO_DEEP:
                at = _index(getattr(error, "problem_mark", None), self._end)
                raise self._too_deep((at - 1, at)) from None
            stop = yaml_errors.Stop(
                self.file,
                " ".join(str(getattr(error, "problem", None) or error).split()),
                _index(getattr(error, "problem_mark", None), self._end),
                str(getattr(error, "context", None) or ""),
                _index(getattr(error, "context_mark", None), None),
                self._last,
            )
            trouble = yaml_errors.explain(stop)
            refused = self._refuse("Y01", trouble.message, (trouble.start, trouble.end), trouble.hint)
            place = str(refused.diagnostic.location)
            self.findings = [told for told in self.findings if str(told.location) != place]  # “*word more”: one slip
            raise refused from None

    def _refuse(self, code: str, message: str, span: tuple[int, int], hint: str) -> _Refused:
        return _Refused(codes.finding(code, message, hint=hint, location=self.file.location(*span)))

    def _tell(self, code: str, message: str, span: tuple[int, int], hint: str) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            message = f"more than {MAX_FINDINGS} problems; reading stops here"
            raise self._refuse("Y04", message, span, "mend those above first")
        self.findings.append(codes.finding(code, message, hint=hint, location=self.file.location(*span)))

    def _count(self, number: int, span: tuple[int, int]) -> None:
        self._nodes += number
        if self._nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values, those repeated by “*name” included"
            raise self._refuse("Y04", message, span, "split the file, or write less by “&name” and “*name”")

    def _level(self, depth: int, span: tuple[int, int]) -> None:
        if depth > MAX_DEPTH:
            raise self._too_deep(span)

    def _too_deep(self, span: tuple[int, int]) -> _Refused:
        message = f"values stand more than {MAX_DEPTH} levels deep in each other"
        return self._refuse("Y04", message, span, "a brief needs fewer than ten levels: look for brackets too many")

    def _node(self, event: Any, depth: int) -> tuple[Node, int]:
        """The node that an event begins, and how many levels of collections it holds."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        anchor = self._name(event)
        self._count(1, _span(event))
        if isinstance(event, yaml.ScalarEvent):
            node, height = self._scalar(event), 0
        else:
            self._level(depth, _span(event))
            self._refuse_tag(event)
            build = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
            node, height = build(event, depth)
        if anchor:
            anchor.node, anchor.height = node, height
        return node, height

    def _alias(self, event: Any, depth: int) -> tuple[Node, int]:
        span = _span(event)
        self._end = span[1]
        anchor, name = self._anchors.get(event.anchor), _shortened(event.anchor)
        if anchor is None:
            self._count(1, span)
            message = f"“*{name}” repeats a value that nothing above names “&{name}”"
            self._tell("Y04", message, span, yaml_errors.QUOTE_HINT)
            raw = self.file.text[slice(*span)]
            return Node("scalar", raw, {}, self.file, *span, style="plain", raw=raw), 0
        if anchor.node is None:
            message = f"“*{name}” repeats the very value that it is a part of, without end"
            raise self._refuse("Y04", message, span, "write out what is meant")
        anchor.used = True
        self._count(anchor.node.size, span)
        self._level(depth + anchor.height - 1, span)
        return anchor.node, anchor.height

    def _name(self, event: Any) -> _Anchor | None:
        """Registers the anchor of an event, if it has one."""
        if event.anchor is None:
            return None
        at = self.file.text.find("&", event.start_mark.index)
        anchor = self._anchors[event.anchor] = _Anchor(at, at + 1 + len(event.anchor))
        return anchor

    def _refuse_tag(self, event: Any) -> None:
        at = event.start_mark.index
        if event.tag is None or (event.tag == _TEXT_TAG and isinstance(event, yaml.ScalarEvent)):
            return
        written = _TAG.search(self.file.text, at)
        span = written.span() if written else _span(event)
        name = _shortened(self.file.text[slice(*span)])
        message = f"“{name}” is a type for YAML, not a part of the text, and is not known here"
        self._tell("Y03", message, span, f"delete it; if it belongs to the text, {yaml_errors.QUOTE_HINT}")

    def _scalar(self, event: Any) -> Node:
        self._refuse_tag(event)
        start, end = _span(event)
        text = self.file.text
        if (event.anchor or event.tag) and (properties := _PROPERTIES.match(text, start)):
            start = min(properties.end(), end)
        style = _STYLES[event.style]
        value: str | bool | None = event.value
        if style == "plain" and event.tag is None:
            value = _CONSTANTS.get(event.value, event.value)
        comment = _COMMENT.match(text, end) if style not in ("literal", "folded") else None
        node = Node("scalar", value, {}, self.file, start, end, style, event.value, comment and comment[1].rstrip())
        if found := _UNPRINTABLE.search(event.value):
            message = f"an escape makes a control character (U+{ord(found.group()):04X}) in this text"
            self._tell("Y05", message, (start, end), "delete the escape, or put “\\\\” where a backslash is meant")
        self._end, self._last = end, node
        return node

    def _sequence(self, event: Any, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        size, height = 1, 0
        self._end = event.end_mark.index
        while not isinstance(child := self._next(), yaml.SequenceEndEvent):
            node, levels = self._node(child, depth + 1)
            items.append(node)
            size, height = size + node.size, max(height, levels)
        return self._collection("sequence", items, {}, (event, child), size), height + 1

    def _mapping(self, event: Any, depth: int) -> tuple[Node, int]:
        values: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        size, height = 1, 0
        self._end = event.end_mark.index
        while not isinstance(child := self._next(), yaml.MappingEndEvent):
            key, key_levels = self._node(child, depth + 1)
            name = self._key(key, (child.start_mark.index, self._end), keys)
            value, levels = self._node(self._next(), depth + 1)
            size, height = size + key.size + value.size, max(height, levels, key_levels)
            if name is not None:
                keys[name], values[name] = key, value
        return self._collection("mapping", values, keys, (event, child), size), height + 1

    def _collection(
        self, kind: Literal["mapping", "sequence"], value: Any, keys: dict[str, Node], ends: tuple[Any, Any], size: int
    ) -> Node:
        first, last = ends
        start = first.start_mark.index
        if (first.anchor or first.tag) and (properties := _PROPERTIES.match(self.file.text, start)):
            start = properties.end()
        if first.flow_style:
            self._end = last.end_mark.index
        return Node(kind, value, keys, self.file, start, max(start, self._end), size=size)

    def _key(self, key: Node, span: tuple[int, int], keys: dict[str, Node]) -> str | None:
        """The key as text, in the node too; None, and told, where it cannot be one or stands there already."""
        written = self.file.text[slice(*span)]
        if key.kind != "scalar" or key.value is None or key.start != span[0]:
            shown = f"“{_shortened(written)}”" if written else "an empty key"
            self._tell("Y07", f"{shown} cannot be the name of a field", span, yaml_errors.KEY_HINT)
        elif key.raw == "<<" and key.style == "plain":
            message = "“<<” (fields taken over from elsewhere) is not read here"
            self._tell("Y07", message, span, "put what is shared under `defaults:`, or in a file named by `uses:`")
        elif (first := keys.get(key.raw)) is not None:
            line = first.file.line(first.start)
            message = f"“{_shortened(key.raw)}” stands here a second time; the first is on line {line}"
            self._tell("Y02", message, span, "delete one of the two, or give it a name of its own")
        else:
            key.value = key.raw
            return key.raw
        return None

    def _unused(self) -> None:
        """Tells the anchors of texts that nothing repeats: “&Co” was meant as a word, and is lost from the text."""
        for name, anchor in self._anchors.items():
            if not anchor.used and anchor.node is not None and anchor.node.kind == "scalar":
                message = (
                    f"“&{_shortened(name)}” is a name for what follows, not a part of the text, and nothing repeats it"
                )
                hint = f"delete it; if it belongs to the text, {yaml_errors.QUOTE_HINT}"
                self._tell("Y01", message, (anchor.start, anchor.end), hint)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _index(mark: Any, default: int | None) -> Any:
    return default if mark is None else mark.index


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
