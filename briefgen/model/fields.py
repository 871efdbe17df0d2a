"""What the fields of a record are: their types, their marks, and a walk over everything that a value holds."""

from __future__ import annotations

import collections.abc
import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

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
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


@functools.cache
def fields_of(model: type[Record]) -> Mapping[str, Any]:
    """Key as it is written → annotation with its marks, in the order of the class; computed fields are left out."""
    return {
        (model.model_fields[name].alias or name): hint
        for name, hint in hints_of(model).items()
        if not any(isinstance(mark, Computed) for mark in unwrap(hint)[1])
    }


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    """A value without fields of its own, or a key of a mapping, with its path from the record and what the model says of it."""

    path: tuple[str | int, ...]
    value: Any
    marks: tuple[object, ...]
    is_key: bool = False

    def mark(self, kind: type[M]) -> M | None:
        """The mark of this kind; None where the model gives none."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """A field's annotation, taken apart once: `entry` is the shape of what a list or mapping holds, None for other fields."""

    marks: tuple[object, ...]
    key_marks: tuple[object, ...] | None = None
    entry: _Shape | None = None


@functools.cache
def _shapes(model: type[Record]) -> Mapping[str, _Shape]:
    return {name: _shape(hint) for name, hint in hints_of(model).items()}


def _shape(annotation: Any) -> _Shape:
    core, marks = unwrap(annotation)
    if typing.get_origin(core) is collections.abc.Mapping:
        key_type, entry_type = typing.get_args(core)
        return _Shape(marks, unwrap(key_type)[1], _shape(entry_type))
    if typing.get_origin(core) is tuple:
        return _Shape(marks, None, _shape(typing.get_args(core)[0]))
    return _Shape(marks)


def leaves(record: Record) -> Iterator[Leaf]:
    """Everything that a record holds, in the order of its fields; what is absent (None) is left out."""
    for name, shape in _shapes(type(record)).items():
        yield from _leaves(getattr(record, name), shape, (name,))


def _leaves(value: Any, shape: _Shape, path: tuple[str | int, ...]) -> Iterator[Leaf]:
    if value is None:
        return
    if isinstance(value, Record):
        for name, part in _shapes(type(value)).items():
            yield from _leaves(getattr(value, name), part, (*path, name))
    elif shape.entry is None:
        yield Leaf(path, value, shape.marks)
    elif shape.key_marks is None:
        for index, entry in enumerate(value):
            yield from _leaves(entry, shape.entry, (*path, index))
    else:
        for key, entry in value.items():
            yield Leaf((*path, key), key, shape.key_marks, is_key=True)
            yield from _leaves(entry, shape.entry, (*path, key))
