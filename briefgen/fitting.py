"""Fitting: the fewest items that a memo would have to do without to keep to its page budget, judged on the real layout.

Only a layout can tell what leaving an item out gains: tables, columns and page breaks see to that. So each answer is laid
out, and the heights of the items' lines only keep the number of layouts small, by a good first guess and by sparing the
trials that can only be in vain.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from briefgen.model.results import Laid, TailoredBrief

LOSS: Mapping[str, int] = {
    "watch": 0,
    "gaps": 0,
    "timeline": 0,
    "sections": 1,
    "figures": 1,
    "claims": 2,
    "arms_deals": 2,
    "treaties": 3,
    "judgements": 4,
}
"""What can be left out for space, and how much of a loss it is. Actors, sources and terms follow what they are used for."""

ROUNDING = 0.5
"""Millimetres by which a height may be off."""

LayOut = Callable[[frozenset[str]], Laid]
"""The memo's pages without the items of these ids."""


class Expendable(NamedTuple):
    """An item that could be left out."""

    collection: str
    id: str


def in_excess(tailored: TailoredBrief, laid: Laid, lay_out: LayOut) -> tuple[str, ...]:
    """The ids of the fewest items without which the memo keeps to its page budget, in the order of the brief.

    Empty where it keeps to it as it was `laid`, and where it would not even without all that can be left out.
    """
    budget = tailored.audience.max_pages
    if budget is None or len(laid.pages) <= budget:
        return ()
    least_first = expendable(tailored)
    trials = _Trials(budget, lay_out)
    guess = _first_guess(laid, budget, least_first)
    count = fewest(len(least_first), guess, lambda count: trials.fits(least_first[:count]))
    gone = _needed(least_first[:count], laid.heights, trials) if count else ()
    ids = {item.id for item in gone}
    return tuple(item.id for _, item in tailored.brief.items() if item.id in ids)


def expendable(tailored: TailoredBrief) -> tuple[Expendable, ...]:
    """What could be left out, the least loss first.

    Of equal loss, the ends of the longest lists go first, so that none is emptied while another keeps its tail; then what
    stands later in the memo.
    """
    audience = tailored.audience
    before: Counter[str] = Counter()
    ranked = []
    for collection, item in tailored.brief.items():
        choice = audience.prints(collection)
        if choice is not None and collection in LOSS:
            rank = LOSS[collection], -before[collection], -audience.sections.index(choice)
            ranked.append((rank, Expendable(collection, item.id)))
            before[collection] += 1
    return tuple(item for _, item in sorted(ranked))


def _first_guess(laid: Laid, budget: int, least_first: Sequence[Expendable]) -> int:
    """How many would have to go if what stands around the items' lines were spread evenly over all lines of the memo."""
    around = sum(page.used for page in laid.pages) / (sum(laid.heights.values()) or 1.0)
    gains = itertools.accumulate(around * laid.heights.get(item.id, 0.0) for item in least_first)
    too_much = sum(page.used for page in laid.pages[budget:])
    return bisect.bisect_left(list(gains), too_much) + 1


def fewest(most: int, guess: int, fits: Callable[[int], bool]) -> int | None:
    """The smallest number from 1 to `most` that fits, where all above one that fits do as well; None where none does.

    It begins at the guess and doubles its steps until it has the answer between two numbers, then halves them.
    """
    low, high = 0, most + 1
    probe, step = min(max(guess, 1), most), 1
    while high - low > 1:
        if fits(probe):
            high = probe
            probe = max(high - step, (low + high) // 2)
        else:
            low = probe
            probe = min(low + step, (low + high) // 2)
        step *= 2
    return high if high <= most else None


class _Trials:
    """Layouts without some items. `room`: the millimetres that the last one that fitted has left at its end."""

    def __init__(self, budget: int, lay_out: LayOut) -> None:
        self.room = 0.0
        self._budget, self._lay_out = budget, lay_out

    def fits(self, gone: Iterable[Expendable]) -> bool:
        """Whether the memo without these keeps to the budget."""
        pages = self._lay_out(frozenset(item.id for item in gone)).pages
        if len(pages) > self._budget:
            return False
        self.room = (self._budget - len(pages) + 1) * pages[-1].height - pages[-1].used
        return True


def _needed(least_first: Sequence[Expendable], heights: Mapping[str, float], trials: _Trials) -> Sequence[Expendable]:
    """What has to go of items without which the memo fits: those that have room after all stay, the greatest loss first.

    The last of them has no room. One as high as another of its kind that had none is not tried.
    """
    gone = list(least_first)
    refused: dict[str, float] = {}
    for item in reversed(least_first[:-1]):
        height = heights.get(item.id, 0.0)
        if height > trials.room + ROUNDING or height >= refused.get(item.collection, math.inf):
            continue
        if trials.fits(other for other in gone if other != item):
            gone.remove(item)
        else:
            refused[item.collection] = height
    return gone
