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


def leaves(record: Record) -> Iterator[Leaf]:
    """Everything that a record holds, in the order of its fields; what is absent (None) is left out."""
    for name, hint in hints_of(type(record)).items():
        yield from _leaves(getattr(record, name), hint, (name,))


def _leaves(value: Any, annotation: Any, path: tuple[str | int, ...]) -> Iterator[Leaf]:
    core, marks = unwrap(annotation)
    if value is None:
        return
    if isinstance(value, Record):
        for name, hint in hints_of(type(value)).items():
            yield from _leaves(getattr(value, name), hint, (*path, name))
    elif typing.get_origin(core) is collections.abc.Mapping:
        key_type, value_type = typing.get_args(core)
        for key, entry in value.items():
            yield Leaf((*path, key), key, unwrap(key_type)[1], is_key=True)
            yield from _leaves(entry, value_type, (*path, key))
    elif typing.get_origin(core) is tuple:
        for index, entry in enumerate(value):
            yield from _leaves(entry, typing.get_args(core)[0], (*path, index))
    else:
        yield Leaf(path, value, marks)
