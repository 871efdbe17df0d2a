"""The JSON Schemas of the files that people write, made from the models: an editor completes and checks by them.

The shapes are those of draft-07: the YAML language server reads no later one. Short forms are accepted as the model
accepts them. Whether an id exists, or a likelihood word stands in the scale, no schema can say: `briefgen check` does.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import functools
import inspect
import itertools
import textwrap
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from briefgen.model.audience import Audience
from briefgen.model.base import AS_LIST, UNKNOWN, IsId, OrShort, Record, Ref
from briefgen.model.brief import Brief, SharedFile
from briefgen.model.fields import fields_of, keywords, unwrap
from briefgen.model.project_file import ProjectFile

Json = dict[str, Any]

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""What the id of a thing looks like."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Json = {"type": ["string", "number"]}
"""An unquoted 2024 is a number to an editor; here it is read as the text that stands there."""

_LIMITS = {"ge": "minimum", "le": "maximum"}


def brief_schema() -> Json:
    """The schema of a brief."""
    return _Writer().document(Brief, "brief-1", "briefgen: a brief")


def audience_schema() -> Json:
    """The schema of an `audience.yaml`."""
    written = _Writer().document(Audience, "audience-1", "briefgen: an audience")
    return {**written, "required": []}  # what a file leaves out may stand in the one that it extends or is laid over


def project_schema() -> Json:
    """The schema of the project file `briefgen.yaml`."""
    return _Writer().document(ProjectFile, "project-1", "briefgen: a project")


def shared_schema() -> Json:
    """The schema of a file that briefs name under `uses:`."""
    return _Writer().document(SharedFile, "shared-1", "briefgen: what several briefs share")


# --- what a record declares ------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Field:
    """One key of a record, `name` in Python, with its whole annotation.

    `default` is None where leaving the key out says nothing.
    """

    name: str
    key: str
    hint: Any
    doc: str
    required: bool
    default: str | bool | None


@dataclasses.dataclass(frozen=True)
class Hint:
    """An annotation taken apart: the bare type, the marks on it, and whether the value may be left empty."""

    bare: Any
    marks: tuple[Any, ...]
    empty: bool

    def mark(self, kind: type) -> Any:
        """The first mark of this kind, or None."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)

    @property
    def one_or_many(self) -> bool:
        """Whether a single entry may stand without its list."""
        return AS_LIST in self.marks


def fields(record: type[Record]) -> Iterator[Field]:
    """The keys that a person may write in a record, in their order; what the tool fills in is left out."""
    docs, hints = field_docs(record), fields_of(record)
    for name, info in record.model_fields.items():
        key = info.alias or name
        if key in hints:
            default = info.default.value if isinstance(info.default, enum.Enum) else info.default
            told = default if isinstance(default, (str, bool)) else None
            yield Field(name, key, hints[key], docs.get(name, ""), info.is_required(), told)


@functools.cache
def field_docs(record: type[Record]) -> Mapping[str, str]:
    """Field → its docstring, inherited fields included, from the source code: Python itself does not keep them."""
    docs: dict[str, str] = {}
    for owner in reversed(record.__mro__):
        if not issubclass(owner, Record):
            continue
        body = typing.cast("ast.ClassDef", ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]).body
        for declared, below in itertools.pairwise(body):
            match declared, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs


def split(hint: Any) -> Hint:
    """An annotation, taken apart."""
    bare, marks = unwrap(hint)
    outer = typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint
    return Hint(bare, marks, type(None) in typing.get_args(outer))


# --- schemas ---------------------------------------------------------------------------------------------------------


class _Writer:
    """Writes one schema; each record is defined once and referred to."""

    def __init__(self) -> None:
        self._definitions: dict[str, Json] = {}

    def document(self, record: type[Record], name: str, title: str) -> Json:
        head = {"$schema": _DRAFT, "$id": f"urn:briefgen:{name}", "title": title}
        return {**head, **self._mapping(record), "definitions": self._definitions}

    def _reference(self, record: type[Record]) -> Json:
        name = record.__name__
        if name not in self._definitions:
            self._definitions[name] = {}  # the place in the order, and the end of any recursion
            self._definitions[name] = self._definition(record)
        return {"$ref": f"#/definitions/{name}"}

    def _definition(self, record: type[Record]) -> Json:
        forms = [self._mapping(record)]
        hints = fields_of(record)
        if record.short_form is not None:
            forms.insert(0, self._value(dataclasses.replace(split(hints[record.short_form]), empty=False)))
        if record.open_form is not None:
            no_key = {"propertyNames": {"not": {"enum": list(hints)}}}
            forms.append({**self._of(hints[record.open_form]), **no_key})
        return forms[0] if len(forms) == 1 else {"anyOf": forms}

    def _mapping(self, record: type[Record]) -> Json:
        """The full form of a record."""
        declared = list(fields(record))
        groups: list[Json] = [{"oneOf": [{"required": [key]} for key in group]} for group in record.one_of]
        for group in record.at_most_one:
            groups += [{"not": {"required": list(pair)}} for pair in itertools.combinations(group, 2)]
        written: Json = {
            "description": inspect.getdoc(record),
            "type": "object",
            "properties": {field.key: self._property(field) for field in declared},
            "required": [field.key for field in declared if field.required],
            "additionalProperties": False,
        }
        return {**written, "allOf": groups} if groups else written

    def _property(self, field: Field) -> Json:
        written = self._of(field.hint)
        if "$ref" in written:
            written = {"allOf": [written]}  # draft-07 ignores what stands beside a reference
        default = {} if field.default is None else {"default": field.default}
        return {"description": field.doc, **written, **default}

    def _of(self, hint: Any) -> Json:
        return self._value(split(hint))

    def _value(self, hint: Hint) -> Json:
        written = self._bare(hint)
        if short := hint.mark(OrShort):
            written = {"anyOf": [dict(short.schema), written]}
        return _or_nothing(written) if hint.empty else written

    def _bare(self, hint: Hint) -> Json:
        if own := hint.mark(WithJsonSchema):
            return dict(own.json_schema)
        if (words := keywords(hint.bare)) is not None:
            return {"enum": [*words, *(int(word) for word in words if word.isdecimal())]}
        match typing.get_origin(hint.bare) or hint.bare:
            case type() as record if issubclass(record, Record):
                return self._reference(record)
            case type() as entries if issubclass(entries, Mapping):
                return self._entries(hint)
            case type() as entries if entries is tuple:
                entry = self._of(typing.get_args(hint.bare)[0])
                many = {"type": "array", "items": entry}
                return {"anyOf": [entry, many]} if hint.one_or_many else many
        return {**self._plain(hint), **limits(hint)}

    def _entries(self, hint: Hint) -> Json:
        key, value = typing.get_args(hint.bare)
        names = self._of(key)
        named = {} if names == _TEXT else {"propertyNames": names}
        return {"type": "object", **named, "additionalProperties": self._of(value)}

    @staticmethod
    def _plain(hint: Hint) -> Json:
        if hint.bare is str:
            if hint.mark(IsId) is not None:
                return {"pattern": ID_PATTERN, "not": {"const": UNKNOWN}}
            ref = hint.mark(Ref)
            return dict(_TEXT) if ref is None or ref.or_name else {**_TEXT, "pattern": ID_PATTERN}
        return {"type": {bool: "boolean", int: "integer"}[hint.bare]}


def _or_nothing(written: Json) -> Json:
    """The same, or left empty."""
    if "enum" in written:
        return {**written, "enum": [*written["enum"], None]}
    if "type" in written:
        kinds = written["type"]
        return {**written, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    choices = written.get("anyOf", [written])
    return {"anyOf": [*choices, {"type": "null"}]}


def limits(hint: Hint) -> Json:
    """What `Field(ge=1)` and its like allow, in the words of a schema."""
    told = (limit for mark in hint.marks if isinstance(mark, FieldInfo) for limit in mark.metadata)
    pairs = ((word, getattr(limit, name, None)) for limit in told for name, word in _LIMITS.items())
    return {word: value for word, value in pairs if value is not None}
