"""The scale of a chart: where it begins and ends, and the round numbers on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_PARTS = 4
"""A scale has as many parts, or a few less or more, as round numbers allow."""

_NEAR_THE_TOP = Decimal("0.6")
"""Numbers that all lie above so much of the highest would be a flat line on a scale from zero."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """A scale with its round numbers, the first and the last of which are its ends."""

    ticks: tuple[Decimal, ...]

    @property
    def begin(self) -> Decimal:
        """Its lower end."""
        return self.ticks[0]

    def part(self, number: Decimal) -> float:
        """Where a number stands on it: from 0, the lower end, to 1."""
        return float((number - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))


def scale(numbers: Iterable[Decimal], *, from_zero: bool) -> Scale:
    """The scale for some numbers; from 0 to 1 where there are none.

    Without `from_zero` it may begin higher, where the numbers are high and near to each other.
    """
    found = [*numbers]
    highest, lowest = max(found, default=Decimal(1)), min(found, default=Decimal(0))
    near = not from_zero and len(found) > 1 and lowest < highest and lowest > highest * _NEAR_THE_TOP
    start = lowest if near else Decimal(0)
    step = _round((highest - start) / _PARTS) if highest > start else Decimal(1)
    if all(number == number.to_integral_value() for number in found):
        step = max(step, Decimal(1))
    first = (start / step).to_integral_value(ROUND_FLOOR)
    last = max((highest / step).to_integral_value(ROUND_CEILING), first + 1)
    return Scale(tuple(step * (first + place) for place in range(int(last - first) + 1)))


def _round(number: Decimal) -> Decimal:
    """The nearest of 1, 2, 5, 10, 20, … that is not below."""
    power = Decimal(10) ** number.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= number)
