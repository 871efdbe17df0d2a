"""Fitting: the fewest items that a memo would have to do without to keep to its page budget, judged on the real layout.

Only a layout can tell what leaving an item out gains: tables, columns and page breaks see to that, and the line on the page
that says how many are left out. So each answer is laid out, and the heights of the items' lines only keep the number of
layouts small, by a good first guess and by sparing the trials that can only be in vain. There are never more of them than the
memo has items.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefgen.model.changes import things
from briefgen.model.results import Laid, TailoredBrief
from briefgen.tailor.loss import Loss, expendable

ROUNDING = 0.5
"""Millimetres by which a height may be off."""

LayOut = Callable[[frozenset[str]], Laid]
"""The memo's pages without the items of these ids."""


def in_excess(tailored: TailoredBrief, laid: Laid, lay_out: LayOut) -> tuple[str, ...]:
    """The ids of the fewest items without which the memo keeps to its page budget, in the order of the brief.

    Empty where it keeps to it as it was `laid`, and where it would not even without all that can be left out.
    """
    budget = tailored.audience.max_pages
    if budget is None or len(laid.pages) <= budget:
        return ()
    least_first = expendable(tailored)
    trials = _Trials(budget, sum(1 for _ in tailored.brief.items()), lay_out)
    guess = _first_guess(laid, budget, least_first)
    count = fewest(len(least_first), guess, lambda count: trials.fits(least_first[:count]))
    gone = _needed(least_first[:count], laid.heights, trials) if count else ()
    ids = {item.id for item in gone}
    return tuple(item.id for _, item in tailored.brief.items() if item.id in ids)


def changes_told(tailored: TailoredBrief, laid: Laid, lay_out: Callable[[int], Laid]) -> int | None:
    """Of how many things the memo can tell what changed and keep to its page budget; None where it can tell all that it does.

    Where it would not fit with one of them either, one is told: then something else has to go.
    """
    budget = tailored.audience.max_pages
    told = len(things(tailored.changes or ()))
    if budget is None or len(laid.pages) <= budget or told < 2:
        return None
    left_over = fewest(told - 1, 1, lambda gone: len(lay_out(told - gone).pages) <= budget)
    return told - (left_over or told - 1)


def _first_guess(laid: Laid, budget: int, least_first: Sequence[Loss]) -> int:
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
    """Layouts without some items.

    `left` is how many more there may be, `room` the millimetres that the last one that fitted has left at its end.
    """

    def __init__(self, budget: int, most: int, lay_out: LayOut) -> None:
        self.room = 0.0
        self.left = most
        self._budget, self._lay_out = budget, lay_out

    def fits(self, gone: Iterable[Loss]) -> bool:
        """Whether the memo without these keeps to the budget."""
        self.left -= 1
        pages = self._lay_out(frozenset(item.id for item in gone)).pages
        if len(pages) > self._budget:
            return False
        self.room = (self._budget - len(pages) + 1) * pages[-1].height - pages[-1].used
        return True


def _needed(least_first: Sequence[Loss], heights: Mapping[str, float], trials: _Trials) -> Sequence[Loss]:
    """What has to go of items without which the memo fits: those that have room after all stay, the greatest loss first.

    The last of them has no room, and none stays without what it needs. One as high as another of its kind that had no room is
    not tried.
    """
    gone = list(least_first)
    refused: dict[str, float] = {}
    for item in reversed(least_first[:-1]):
        if not trials.left:
            break
        if not item.needs.isdisjoint(other.id for other in gone):
            continue
        height = heights.get(item.id, 0.0)
        if height > trials.room + ROUNDING or height >= refused.get(item.collection, math.inf):
            continue
        if trials.fits(other for other in gone if other != item):
            gone.remove(item)
        else:
            refused[item.collection] = height
    return gone
