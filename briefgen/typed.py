"""From a YAML tree to a value of the model, or to every reason why not.

One walk follows the tree and the model's classes side by side and sees every key, text and reference with its place; pydantic
checks and converts the values. Both speak through diagnostics, in the analyst's words: pydantic's errors are mapped by their
type, never by their English.
"""

from __future__ import annotations

import itertools
import typing
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from briefgen import codes
from briefgen.diagnostics import Diagnostic, Path, Severity, quoted
from briefgen.errors import did_you_mean
from briefgen.model.base import ID, OrShort, Prose, Record, Ref
from briefgen.model.fields import Shape, fields_of, keywords, shape_of, unwrap, written_shapes
from briefgen.source_map import SourceMap
from briefgen.yaml_source import MAX_FINDINGS, Node

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Record)
M = TypeVar("M")


class Visit(NamedTuple):
    """One place where the tree and the model meet.

    `path` is that of the full form. `type` is the record class, or the type of the leaf; `marks` what the model says of it.
    `is_key`: the node is the key of a mapping.
    """

    path: Path
    node: Node
    type: Any
    marks: Mapping[type, Any]
    is_key: bool = False

    def mark(self, kind: type[M]) -> M | None:
        """The mark of this kind; None where the model gives none."""
        found: M | None = self.marks.get(kind)
        return found


def read(node: Node, model: type[R], visits: list[Visit] | None = None) -> tuple[R | None, list[Diagnostic]]:
    """The value that the tree stands for, and every finding. The value is None where one of them is an error.

    `visits` are those of the walk, for whoever has them already.
    """
    visits = walk(node, model) if visits is None else visits
    findings = list(itertools.islice(_structures(visits), MAX_FINDINGS + 1))
    value, wrong = _validate(node, model, visits)
    findings += wrong
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return (None if failed else value), findings


# --- the walk --------------------------------------------------------------------------------------------------------


def walk(node: Node, annotation: Any) -> list[Visit]:
    """Every record, mapping key and leaf of the tree with what the model says of it, in the order of the file."""
    found: list[Visit] = []
    _walk(node, shape_of(annotation), (), found)
    return found


def _walk(node: Node, shape: Shape, path: Path, found: list[Visit]) -> None:
    if shape.record is not None:
        _walk_record(node, shape, path, found)
    elif shape.entry is None:
        found.append(Visit(path, node, shape.core, shape.marks))
    elif shape.key is None:
        _walk_list(node, shape, path, found)
    else:
        _walk_mapping(node, shape, path, found)


def _walk_record(node: Node, shape: Shape, path: Path, found: list[Visit]) -> None:
    model = typing.cast("type[Record]", shape.record)
    fields = written_shapes(model)
    if node.kind == "mapping":
        if model.open_form is not None and model.is_open(node.keys):
            _walk(node, fields[model.open_form], (*path, model.open_form), found)
            return
        found.append(Visit(path, node, model, shape.marks))
        for key, child in typing.cast("dict[str, Node]", node.value).items():
            if key in fields:
                _walk(child, fields[key], (*path, key), found)
    elif node.kind == "scalar" and model.short_form is not None:
        _walk(node, fields[model.short_form], (*path, model.short_form), found)
    else:
        found.append(Visit(path, node, model, shape.marks))


def _walk_mapping(node: Node, shape: Shape, path: Path, found: list[Visit]) -> None:
    key_shape, entry = typing.cast("Shape", shape.key), typing.cast("Shape", shape.entry)
    if node.kind != "mapping":
        if isinstance(node.value, str) and OrShort in shape.marks:
            _walk(node, entry, path, found)
        else:
            found.append(Visit(path, node, shape.core, shape.marks))
        return
    for key, child in typing.cast("dict[str, Node]", node.value).items():
        found.append(Visit((*path, key), node.keys[key], key_shape.core, key_shape.marks, is_key=True))
        _walk(child, entry, (*path, key), found)


def _walk_list(node: Node, shape: Shape, path: Path, found: list[Visit]) -> None:
    entry = typing.cast("Shape", shape.entry)
    if node.kind == "sequence":
        for index, child in enumerate(typing.cast("list[Node]", node.value)):
            _walk(child, entry, (*path, index), found)
    elif shape.as_list:
        _walk(node, entry, (*path, 0), found)
    else:
        found.append(Visit(path, node, shape.core, shape.marks))


# --- what the walk sees ----------------------------------------------------------------------------------------------


def _structures(visits: list[Visit]) -> Iterator[Diagnostic]:
    for visit in visits:
        if visit.node.kind == "mapping" and isinstance(visit.type, type) and issubclass(visit.type, Record):
            yield from _keys(visit, visit.type)
        elif visit.node.comment is not None and visit.node.style == "plain" and _is_printed(visit):
            yield _cut_text(visit)


def _is_printed(visit: Visit) -> bool:
    """Whether a page prints these words: prose, and the name of somebody who has no id."""
    reference = visit.mark(Ref)
    is_name = reference is not None and reference.or_name and ID.fullmatch(visit.node.raw) is None
    return is_name or visit.mark(Prose) is not None


def _keys(visit: Visit, model: type[Record]) -> Iterator[Diagnostic]:
    fields, written = fields_of(model), visit.node.keys
    for key in written:
        if key not in fields:
            hint = did_you_mean(key, list(fields))
            if key == "id":
                hint = "take it out: the id is the key that the thing stands under"
            hint = hint or f"take it out, or use what there is: {', '.join(sorted(fields))}"
            message = f"unknown key {quoted(key)}{_within(visit.path)}"
            yield codes.finding("F01", message, path=(*visit.path, key), on_key=True, hint=hint)
    needed = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    for name in (name for name in fields if name in needed and name not in written):
        hint = f"add `{name}: …`" + _words_hint(fields[name])
        yield codes.finding("F02", f"“{name}” is missing{_within(visit.path)}", path=visit.path, on_key=True, hint=hint)
    yield from _groups(visit, model)


def _groups(visit: Visit, model: type[Record]) -> Iterator[Diagnostic]:
    written = visit.node.keys
    for group in model.one_of + model.at_most_one:
        given = [name for name in group if name in written]
        names = " or ".join(f"`{name}`" for name in group)
        if len(given) > 1:
            message = f"only one of {names} may be given{_within(visit.path)}"
            yield codes.finding("F08", message, path=(*visit.path, given[1]), on_key=True, hint="take one of them out")
        elif not given and group in model.one_of:
            message = f"one of {names} is missing{_within(visit.path)}"
            yield codes.finding("F08", message, path=visit.path, on_key=True, hint="add the one that fits")


def _within(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return f" in {'.'.join(names)}" if names else ""


def _words_hint(annotation: Any) -> str:
    words = keywords(unwrap(annotation)[0])
    return f", one of: {', '.join(words)}" if words else ""


def _cut_text(visit: Visit) -> Diagnostic:
    cut = visit.node.comment or ""
    tight = len(cut) > 1 and not cut[1].isspace()
    before = "there is no text" if visit.node.value is None else "the text ends"
    message = f"{before} before {quoted(cut)}: what follows “#” is a comment in YAML and is not printed"
    hint = "put the text in quotes if the words belong to it; else put the comment on a line of its own"
    severity = Severity.ERROR if tight else None
    start = visit.node.file.text.index("#", visit.node.end)
    place = visit.node.file.location(start, start + len(cut))
    return codes.finding("Y06", message, path=visit.path, hint=hint, severity=severity, location=place)


# --- what pydantic sees ----------------------------------------------------------------------------------------------


def _validate(node: Node, model: type[R], visits: list[Visit]) -> tuple[R | None, list[Diagnostic]]:
    try:
        return model.model_validate(node.data()), []
    except ValidationError as error:
        known = {(visit.path, visit.is_key): visit for visit in visits}
        places = SourceMap(node)
        told = (fault for fault in error.errors(include_url=False) if fault["type"] not in _TOLD)
        faults = [_fault(fault, known, places) for fault in itertools.islice(told, MAX_FINDINGS + 1)]
        return None, [_wrong_value(fault) for fault in faults]


_TOLD = ("missing", "extra_forbidden")
"""Types of faults that the walk has told of already."""


class _Fault(NamedTuple):
    """What pydantic refused: its type, the path, the node that stands there, the model's type, and the limits of a number."""

    kind: str
    path: Path
    is_key: bool
    node: Node
    type: Any
    bounds: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The nearest field or id."""
        return next((str(part) for part in reversed(self.path) if isinstance(part, str)), "the file")

    @property
    def given(self) -> str:
        """What stands there."""
        collections = {"mapping": "a group of fields (`key: value`)", "sequence": "a list"}
        return collections.get(self.node.kind) or quoted(self.node.raw)


def _fault(fault: ErrorDetails, known: Mapping[tuple[Path, bool], Visit], places: SourceMap) -> _Fault:
    loc = fault["loc"]
    is_key = bool(loc) and loc[-1] == "[key]"
    path: Path = loc[:-1] if is_key else loc
    visit = known.get((path, is_key))
    node = visit.node if visit else places.node(path)
    return _Fault(fault["type"], path, is_key, node, visit and visit.type, fault.get("ctx", {}))


def _wrong_value(fault: _Fault) -> Diagnostic:
    code, message, hint = _explained(fault)
    return codes.finding(code, message, path=fault.path, on_key=fault.is_key, hint=hint)


def _explained(fault: _Fault) -> tuple[str, str, str | None]:
    """Code, message and hint."""
    name, given = fault.name, fault.given
    if fault.node.kind == "scalar" and fault.node.value is None:
        return "F03", f"“{name}” is empty", "write a value after the colon, or take the key out"
    if fault.kind in ("enum", "literal_error"):
        words = keywords(fault.type) or []
        hint = did_you_mean(fault.node.raw, words) or f"one of: {', '.join(words)}"
        if fault.is_key:
            return "F04", f"{given} is none of the words that may stand under “{fault.path[-2]}”", hint
        return "F04", f"{given} is no word for “{name}”", hint
    if fault.kind in _FIXED:
        code, message, fixed = _FIXED[fault.kind]
        return code, f"{given} {message}", fixed
    if fault.kind == "placeholder":
        known = fault.bounds["known"]
        hint = did_you_mean(fault.bounds["word"], known) or f"one of: {', '.join(known)}"
        return "F19", f"{{{fault.bounds['word']}}} stands for nothing that “{name}” can hold", hint
    if fault.kind == "brace":
        known = ", ".join(f"{{{word}}}" for word in fault.bounds["known"])
        return "F19", f"a brace stands alone in “{name}”", f"close it, or take it out; there is {known}"
    if fault.kind in ("greater_than_equal", "less_than_equal"):
        limit = f"{fault.bounds['ge']} or more" if "ge" in fault.bounds else f"{fault.bounds['le']} or less"
        return "F14", f"{given} is out of range for “{name}”", f"write {limit}"
    wanted, instead = _WANTED[fault.kind]
    if fault.kind == "string_type" and isinstance(fault.node.value, bool):
        instead = f'put it in quotes: {name}: "{fault.node.raw}"'
    return "F03", f"{given} stands where {wanted} is wanted for “{name}”", instead


_DATE_FORMS = "write 2024-10-23, 2024-10, 2024, `about …`, `before …`, `after …`, `expected …`, or unknown"
_FIXED: Mapping[str, tuple[str, str, str | None]] = {
    "when": ("F05", "is no date", _DATE_FORMS),
    "day": ("F05", "is no day", "write year, month and day, such as 2024-10-23"),
    "moment": ("F05", "is no moment", "write day, time and zone, such as 2024-01-19T06:00+00:00"),
    "no_such_day": ("F05", "is no day of the calendar", "write one that there is, such as 2024-10-23"),
    "quantity": ("F07", "is no quantity", "write 24, about 24, at least 2, (24) for an uncertain figure, or unknown"),
    "quantity_zero": ("F07", "is no quantity", "write unknown where the source gives no figure; unknown is never 0"),
    "colour": ("F20", "is no colour", "write it as #0F4C63 or #048"),
    "date_format": (
        "F21",
        "is no way to write a day",
        "write long, medium, short, iso, or a pattern with year, month and day such as d MMMM y",
    ),
    "file_name": (
        "F19",
        "is no name for a file",
        'take out what no system allows: / \\ : * ? " < > | and a dot or blank at the beginning',
    ),
    "level": (
        "F07",
        "is no number of a chart",
        "write 12, 4.5, 0, about 12, at least 2, at most 9, (12) for an uncertain figure, or unknown",
    ),
    "clock": ("F22", "is no time of day", 'write hours and minutes, such as "07:00" or "16:30"'),
    "month_day": ("F22", "is no day of a month", "write a number from 1 to 31, or last"),
    "whole_number": ("F14", "is no number", "write a whole number in digits"),
}
_GROUP = ("a group of fields (`key: value`)", "write its fields below, indented, each as `key: value`")
_IDS = ("a mapping (`id: …`)", "write one line for each, the id first: `id: …`")
_WANTED: Mapping[str, tuple[str, str]] = {
    "string_type": ("a text", "write the words after the colon; put them in quotes if they hold “: ” or “[”"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "mapping_type": _IDS,
    "dict_type": _IDS,
    "tuple_type": ("a list", "write one line for each, with a dash first: `- …`"),
}
