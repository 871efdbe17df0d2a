"""What the fields of a record are: their types, their marks, and a walk over everything that a value holds."""

from __future__ import annotations

import collections.abc
import enum
import functools
import inspect
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from briefgen.diagnostics import Path
from briefgen.model.base import AS_LIST, Computed, Record

M = TypeVar("M")


def unwrap(annotation: Any) -> tuple[Any, tuple[object, ...]]:
    """The type without `Annotated` and without `| None`, and all the marks on the way."""
    marks: tuple[object, ...] = ()
    while True:
        if hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = annotation.__origin__
        elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
            annotation = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
        else:
            return annotation, marks


def keywords(choices: Any) -> list[str] | None:
    """The words of a closed vocabulary; None for any other type."""
    if isinstance(choices, type) and issubclass(choices, enum.Enum):
        return [word.value for word in choices]
    return list(typing.get_args(choices)) if typing.get_origin(choices) is Literal else None


@functools.cache
def hints_of(model: type[Record]) -> Mapping[str, Any]:
    """Attribute name → annotation with its marks, in the order of the class."""
    hints: dict[str, Any] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, Record):
            hints |= inspect.get_annotations(kind)
    return {name: hints[name] for name in model.model_fields}


@functools.cache
def fields_of(model: type[Record]) -> Mapping[str, Any]:
    """Key as it is written → annotation with its marks, in the order of the class; computed fields are left out."""
    return {key: hints_of(model)[name] for key, name in _names_of(model).items()}


def _names_of(model: type[Record]) -> Mapping[str, str]:
    """Key as it is written → attribute name, without computed fields."""
    return {
        (model.model_fields[name].alias or name): name
        for name, shape in shapes_of(model).items()
        if Computed not in shape.marks
    }


class Shape(NamedTuple):
    """An annotation, taken apart once, for thousands of values are held against it.

    `marks` has each mark by its kind, the outer ones where there are two. `record` is the class of a record, None for all
    else. `entry` is what a list or a mapping holds, None for other values; `key` is what the keys of a mapping are, None for
    a list. `as_list`: an only entry may stand alone.
    """

    core: Any
    marks: Mapping[type, Any]
    record: type[Record] | None = None
    key: Shape | None = None
    entry: Shape | None = None
    as_list: bool = False

    @property
    def innermost(self) -> Shape:
        """The shape of what a list or mapping holds in the end; of any other value its own."""
        return self if self.entry is None else self.entry.innermost


@functools.cache
def shapes_of(model: type[Record]) -> Mapping[str, Shape]:
    """Attribute name → shape, in the order of the class."""
    return {name: shape_of(hint) for name, hint in hints_of(model).items()}


@functools.cache
def written_shapes(model: type[Record]) -> Mapping[str, Shape]:
    """Key as it is written → shape, in the order of the class; computed fields are left out."""
    return {key: shapes_of(model)[name] for key, name in _names_of(model).items()}


def shape_of(annotation: Any) -> Shape:
    """The shape of what an annotation says."""
    core, marks = unwrap(annotation)
    by_kind = {type(mark): mark for mark in reversed(marks)}
    if typing.get_origin(core) is collections.abc.Mapping:
        key_type, entry_type = typing.get_args(core)
        return Shape(core, by_kind, key=shape_of(key_type), entry=shape_of(entry_type))
    if typing.get_origin(core) is tuple:
        return Shape(core, by_kind, entry=shape_of(typing.get_args(core)[0]), as_list=AS_LIST in marks)
    return Shape(core, by_kind, core if isinstance(core, type) and issubclass(core, Record) else None)


class Leaf(NamedTuple):
    """A value without fields of its own, or a key of a mapping, with its path from the record and what the model says of it."""

    path: Path
    value: Any
    marks: Mapping[type, Any]
    is_key: bool = False

    def mark(self, kind: type[M]) -> M | None:
        """The mark of this kind; None where the model gives none."""
        found: M | None = self.marks.get(kind)
        return found


def leaves(record: Record) -> list[Leaf]:
    """Everything that a record holds, in the order of its fields; what is absent (None) is left out."""
    found: list[Leaf] = []
    _gather(record, (), found)
    return found


def _gather(record: Record, path: Path, found: list[Leaf]) -> None:
    """Appends what a record holds: one list, since generators within generators took three times as long."""
    for name, shape in shapes_of(type(record)).items():
        value = getattr(record, name)
        if shape.entry is None and shape.record is None:
            if value is not None:
                found.append(Leaf((*path, name), value, shape.marks))
        elif value:
            _gather_value(value, shape, (*path, name), found)


def _gather_value(value: Any, shape: Shape, path: Path, found: list[Leaf]) -> None:
    if shape.record is not None:
        _gather(value, path, found)
    elif shape.entry is None:
        found.append(Leaf(path, value, shape.marks))
    elif shape.key is None:
        for index, entry in enumerate(value):
            _gather_value(entry, shape.entry, (*path, index), found)
    else:
        for key, entry in value.items():
            found.append(Leaf((*path, key), key, shape.key.marks, is_key=True))
            _gather_value(entry, shape.entry, (*path, key), found)


def records(value: object, path: Path = ()) -> list[tuple[Path, Record]]:
    """The value and every record in it, each with its path, outer before inner, in the order of the format."""
    found: list[tuple[Path, Record]] = []
    _gather_records(value, path, found)
    return found


def _gather_records(value: object, path: Path, found: list[tuple[Path, Record]]) -> None:
    if isinstance(value, Record):
        found.append((path, value))
        for name in _holders(type(value)):
            if inner := getattr(value, name):
                _gather_records(inner, (*path, name), found)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _gather_records(inner, (*path, str(key)), found)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _gather_records(inner, (*path, index), found)


@functools.cache
def _holders(model: type[Record]) -> tuple[str, ...]:
    """The fields that hold records, alone or in a list or mapping."""
    return tuple(name for name, shape in shapes_of(model).items() if shape.innermost.record is not None)
