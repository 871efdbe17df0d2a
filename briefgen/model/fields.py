"""What the fields of a record are: their types, their marks, and a walk over everything that a value holds."""

from __future__ import annotations

import collections.abc
import enum
import functools
import inspect
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from briefgen.model.base import Computed, Record

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
    return {
        (model.model_fields[name].alias or name): hint
        for name, hint in hints_of(model).items()
        if not any(isinstance(mark, Computed) for mark in unwrap(hint)[1])
    }


class Leaf(NamedTuple):
    """A value without fields of its own, or a key of a mapping, with its path from the record and what the model says of it."""

    path: tuple[str | int, ...]
    value: Any
    marks: tuple[object, ...]
    is_key: bool = False

    def mark(self, kind: type[M]) -> M | None:
        """The mark of this kind; None where the model gives none."""
        return mark_of(kind, self.marks)


def mark_of(kind: type[M], marks: Iterable[object]) -> M | None:
    """The first of the marks that is of this kind; None where none is."""
    for mark in marks:
        if isinstance(mark, kind):
            return mark
    return None


class Shape(NamedTuple):
    """A field's annotation, taken apart once: `entry` is the shape of what a list or mapping holds, None for other fields.

    `key_marks` are those of the keys of a mapping, None for a list.
    """

    marks: tuple[object, ...]
    key_marks: tuple[object, ...] | None = None
    entry: Shape | None = None
    is_record: bool = False


@functools.cache
def shapes_of(model: type[Record]) -> Mapping[str, Shape]:
    """Attribute name → shape, in the order of the class."""
    return {name: _shape(hint) for name, hint in hints_of(model).items()}


def _shape(annotation: Any) -> Shape:
    core, marks = unwrap(annotation)
    if typing.get_origin(core) is collections.abc.Mapping:
        key_type, entry_type = typing.get_args(core)
        return Shape(marks, unwrap(key_type)[1], _shape(entry_type))
    if typing.get_origin(core) is tuple:
        return Shape(marks, None, _shape(typing.get_args(core)[0]))
    return Shape(marks, is_record=isinstance(core, type) and issubclass(core, Record))


def leaves(record: Record) -> list[Leaf]:
    """Everything that a record holds, in the order of its fields; what is absent (None) is left out."""
    found: list[Leaf] = []
    _gather(record, (), found)
    return found


def _gather(record: Record, path: tuple[str | int, ...], found: list[Leaf]) -> None:
    """Appends what a record holds: one list, since generators within generators took three times as long."""
    for name, shape in shapes_of(type(record)).items():
        value = getattr(record, name)
        if value is not None:
            _gather_value(value, shape, (*path, name), found)


def _gather_value(value: Any, shape: Shape, path: tuple[str | int, ...], found: list[Leaf]) -> None:
    if shape.is_record:
        _gather(value, path, found)
    elif shape.entry is None:
        found.append(Leaf(path, value, shape.marks))
    elif shape.key_marks is None:
        for index, entry in enumerate(value):
            _gather_value(entry, shape.entry, (*path, index), found)
    else:
        for key, entry in value.items():
            found.append(Leaf((*path, key), key, shape.key_marks, is_key=True))
            _gather_value(entry, shape.entry, (*path, key), found)
