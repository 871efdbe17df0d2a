"""What is found in a brief once and asked for many times: by each rule, and for each audience."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from briefgen.model.brief import Brief

_Thing = TypeVar("_Thing")


def kept(found: Callable[[Brief], Iterable[_Thing]]) -> Callable[[Brief], tuple[_Thing, ...]]:
    """A function that keeps what it found in the brief that it was asked for last; a brief never changes."""
    last: list[tuple[Brief, tuple[_Thing, ...]]] = []

    @functools.wraps(found)
    def of(brief: Brief) -> tuple[_Thing, ...]:
        if not last or last[0][0] is not brief:
            last[:] = [(brief, tuple(found(brief)))]
        return last[0][1]

    return of
