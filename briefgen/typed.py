"""From a YAML tree to a value of the model, or to every reason why not.

One walk follows the tree and the model's classes side by side and sees every key, text and reference with its place; pydantic
checks and converts the values. Both speak through diagnostics, in the analyst's words: pydantic's errors are mapped by their
type, never by their English.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import enum
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from briefgen import codes
from briefgen.diagnostics import Diagnostic, Path, Severity
from briefgen.errors import did_you_mean
from briefgen.model.base import OrShort, Prose, Record
from briefgen.model.fields import fields_of, unwrap
from briefgen.yaml_source import Node

R = TypeVar("R", bound=Record)
M = TypeVar("M")


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """One place where the tree and the model meet.

    `path` is that of the full form. `type` is the record class, or the type of the leaf; `marks` what the model says of it.
    `is_key`: the node is the key of a mapping.
    """

    path: Path
    node: Node
    type: Any
    marks: tuple[object, ...] = ()
    is_key: bool = False

    def mark(self, kind: type[M]) -> M | None:
        """The mark of this kind; None where the model gives none."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


def read(node: Node, model: type[R]) -> tuple[R | None, list[Diagnostic]]:
    """The value that the tree stands for, and every finding. The value is None where one of them is an error."""
    visits = list(walk(node, model))
    findings = [finding for visit in visits for finding in _structure(visit)]
    value, wrong = _validate(node, model, visits)
    findings += wrong
    if value is None and not any(finding.severity == "error" for finding in findings):
        findings.append(codes.finding("F03", "this cannot be read", path=()))
    return (value if not wrong else None), findings


# --- the walk --------------------------------------------------------------------------------------------------------


def walk(node: Node, annotation: Any, path: Path = ()) -> Iterator[Visit]:
    """Every record, mapping key and leaf of the tree with what the model says of it, in the order of the file."""
    core, marks = unwrap(annotation)
    if isinstance(core, type) and issubclass(core, Record):
        yield from _walk_record(node, core, path, marks)
    elif typing.get_origin(core) is collections.abc.Mapping:
        yield from _walk_mapping(node, core, path, marks)
    elif typing.get_origin(core) is tuple:
        entry = typing.get_args(core)[0]
        children = node.value if node.kind == "sequence" else [node]
        for index, child in enumerate(typing.cast("list[Node]", children)):
            yield from walk(child, entry, (*path, index))
    else:
        yield Visit(path, node, core, marks)


def _walk_record(node: Node, model: type[Record], path: Path, marks: tuple[object, ...]) -> Iterator[Visit]:
    fields = fields_of(model)
    if node.kind == "mapping":
        if model.open_form is not None and model.is_open(node.keys):
            yield from walk(node, fields[model.open_form], (*path, model.open_form))
            return
        yield Visit(path, node, model, marks)
        for key, child in typing.cast("dict[str, Node]", node.value).items():
            if key in fields:
                yield from walk(child, fields[key], (*path, key))
    elif node.kind == "scalar" and model.short_form is not None:
        yield from walk(node, fields[model.short_form], (*path, model.short_form))
    else:
        yield Visit(path, node, model, marks)


def _walk_mapping(node: Node, core: Any, path: Path, marks: tuple[object, ...]) -> Iterator[Visit]:
    key_type, value_type = typing.get_args(core)
    if node.kind != "mapping":
        if any(isinstance(mark, OrShort) for mark in marks):
            yield from walk(node, value_type, path)
        else:
            yield Visit(path, node, core, marks)
        return
    key_core, key_marks = unwrap(key_type)
    for key, child in typing.cast("dict[str, Node]", node.value).items():
        yield Visit((*path, key), node.keys[key], key_core, key_marks, is_key=True)
        yield from walk(child, value_type, (*path, key))


# --- what the walk sees ----------------------------------------------------------------------------------------------


def _structure(visit: Visit) -> Iterator[Diagnostic]:
    if visit.node.kind == "mapping" and isinstance(visit.type, type) and issubclass(visit.type, Record):
        yield from _keys(visit, visit.type)
    elif visit.mark(Prose) is not None and visit.node.comment is not None:
        yield _cut_text(visit)


def _keys(visit: Visit, model: type[Record]) -> Iterator[Diagnostic]:
    fields, written = fields_of(model), visit.node.keys
    for key in written:
        if key not in fields:
            hint = did_you_mean(key, [name for name in fields if name not in written] or list(fields))
            if key == "id":
                hint = "the id is the key that the thing stands under"
            message = f"unknown key “{key}”{_within(visit.path)}"
            yield codes.finding("F01", message, path=(*visit.path, key), on_key=True, hint=hint)
    required = [name for name, field in model.model_fields.items() if field.is_required() and name not in written]
    for name in required:
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
    return f" in {'.'.join(str(part) for part in path)}" if path else ""


def _words_hint(annotation: Any) -> str:
    words = _words(unwrap(annotation)[0])
    return f", one of: {', '.join(words)}" if words else ""


def _cut_text(visit: Visit) -> Diagnostic:
    cut = visit.node.comment or ""
    tight = len(cut) > 1 and not cut[1].isspace()
    message = f"the text ends before “{cut}”: what follows “ #” is a comment in YAML and is not printed"
    hint = "put the text in quotes if the words belong to it; else put the comment on a line of its own"
    severity = Severity.ERROR if tight else None
    return codes.finding("Y06", message, path=visit.path, hint=hint, severity=severity)


# --- what pydantic sees ----------------------------------------------------------------------------------------------


def _validate(node: Node, model: type[R], visits: list[Visit]) -> tuple[R | None, list[Diagnostic]]:
    try:
        return model.model_validate(node.data()), []
    except ValidationError as error:
        known = {(visit.path, visit.is_key): visit for visit in visits}
        faults = [fault for fault in error.errors(include_url=False) if fault["type"] not in _TOLD]
        return None, [_wrong_value(fault["type"], fault["loc"], fault.get("ctx", {}), known) for fault in faults]


_TOLD = ("missing", "extra_forbidden")
"""Types of faults that the walk has told of already."""


def _wrong_value(
    kind: str, loc: tuple[int | str, ...], bounds: Mapping[str, Any], known: Mapping[tuple[Path, bool], Visit]
) -> Diagnostic:
    is_key = bool(loc) and loc[-1] == "[key]"
    path: Path = loc[:-1] if is_key else loc
    visit = known.get((path, is_key)) or _nearest(path, known)
    given = _given(visit)
    code, message, hint = _explained(kind, path, given, visit, bounds)
    return codes.finding(code, message, path=path, on_key=is_key, hint=hint)


def _nearest(path: Path, known: Mapping[tuple[Path, bool], Visit]) -> Visit | None:
    for length in range(len(path), -1, -1):
        if (visit := known.get((path[:length], False))) is not None:
            return visit
    return None


def _given(visit: Visit | None) -> str:
    if visit is None:
        return "this"
    if visit.node.kind != "scalar":
        return {"mapping": "a mapping (`key: value`)", "sequence": "a list"}[visit.node.kind]
    if visit.node.value is None:
        return "nothing"
    return f"“{visit.node.raw}”"


def _explained(
    kind: str, path: Path, given: str, visit: Visit | None, bounds: Mapping[str, Any]
) -> tuple[str, str, str | None]:
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    empty = given == "nothing"
    if empty:
        return "F03", f"“{name}” is empty", "write a value after the colon, or take the key out"
    if kind in ("enum", "literal_error"):
        words = _words(visit.type) if visit is not None else ()
        raw = visit.node.raw if visit is not None else ""
        near = did_you_mean(raw, words) or f"one of: {', '.join(words)}"
        return "F04", f"{given} is no word for “{name}”", near
    if kind in _FIXED:
        code, message, hint = _FIXED[kind]
        return code, f"{given} {message}", hint
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {bounds['ge']}" if "ge" in bounds else f"at most {bounds['le']}"
        return "F14", f"{given} is out of range: “{name}” must be {limit}", None
    wanted, hint = _WANTED.get(kind, ("something else", None))
    if kind == "string_type" and visit is not None and isinstance(visit.node.value, bool):
        hint = f'put it in quotes: {name}: "{visit.node.raw}"'
    return "F03", f"{given} stands where {wanted} is wanted for “{name}”", hint


_DATE_FORMS = "write 2024-10-23, 2024-10, 2024, `about …`, `before …`, `after …`, `expected …`, or unknown"
_FIXED: Mapping[str, tuple[str, str, str | None]] = {
    "when": ("F05", "is no date", _DATE_FORMS),
    "day": ("F05", "is no day", "write year, month and day, such as 2024-10-23"),
    "moment": ("F05", "is no moment", "write day, time and zone, such as 2024-01-19T06:00+00:00"),
    "no_such_day": ("F05", "is no day of the calendar", "year, month and day, such as 2024-10-23"),
    "quantity": ("F07", "is no quantity", "write 24, about 24, at least 2, (24) for an uncertain figure, or unknown"),
    "quantity_zero": ("F07", "is no quantity", "write unknown where the source gives no figure; unknown is never 0"),
    "int_parsing": ("F14", "is no number", "write a whole number in digits"),
    "int_type": ("F14", "is no number", "write a whole number in digits"),
}
_WANTED: Mapping[str, tuple[str, str | None]] = {
    "string_type": ("a text", "write the words after the colon; put them in quotes if they hold “: ” or “[”"),
    "bool_type": ("true or false", None),
    "bool_parsing": ("true or false", None),
    "model_type": ("a mapping (`key: value`)", "indent its keys under it"),
    "model_attributes_type": ("a mapping (`key: value`)", "indent its keys under it"),
    "mapping_type": ("a mapping (`id: …`)", "write one line for each, the id first: `id: …`"),
    "dict_type": ("a mapping (`id: …`)", "write one line for each, the id first: `id: …`"),
    "tuple_type": ("a list", "write one line for each, with a dash first: `- …`"),
}


def _words(core: Any) -> tuple[str, ...]:
    """The words of a closed vocabulary; empty for any other type."""
    if isinstance(core, type) and issubclass(core, enum.Enum):
        return tuple(str(member.value) for member in core)
    if typing.get_origin(core) is Literal:
        return tuple(str(word) for word in typing.get_args(core))
    return ()
