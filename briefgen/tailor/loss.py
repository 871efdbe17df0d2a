"""What a memo could do without for space, the least loss first.

The audience says which collections give up items, and in which order (`drop`); an item may say that it stays, or that it goes
before all others (`priority`). A smaller memo must not mislead. So whatever the order says,

- a judgement stays as long as anything that is printed cites it, bears on it or rests on it: a judgement that a bottom line
  tells has its likelihood, its confidence and its reasons beside it;
- what a printed judgement rests on stays, so that its basis is told and not only numbered;
- a statement stays as long as another one that is printed cites it, for that may be its answer. The answers under `responses`
  are part of their statement and never go without it;
- of each of the boxes that say what is known, claimed and not known, one entry stays: an empty box says “nothing”.

What a text cites of the statements that go keeps its number, and what an event rests on its status and speaker: those are told
of statements that a memo does not print (`background`).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.model.audience import Audience
from briefgen.model.base import Prose, Record, Ref
from briefgen.model.brief import Brief
from briefgen.model.fields import leaves
from briefgen.model.items import Judgement
from briefgen.model.results import TailoredBrief
from briefgen.model.statement import Expendable, Statement
from briefgen.model.vocabulary import FIRM
from briefgen.tailor.markings import cited_in
from briefgen.tailor.wordings import of_brief


class Loss(NamedTuple):
    """An item that could be left out, and the ids of those that must not be gone while it is printed."""

    collection: str
    id: str
    needs: frozenset[str] = frozenset()


def expendable(tailored: TailoredBrief) -> tuple[Loss, ...]:
    """What could be left out, the least loss first: each after everything that needs it.

    Of equal loss, the ends of the longest lists go first, so that none is emptied while another keeps its tail; then what
    stands later in the memo.
    """
    brief, kept = tailored.brief, _last_of_boxes(tailored)
    needs = {item.id: _needs(item, brief) for _, item in brief.items()}
    losses = {loss.id: (rank, loss) for rank, loss in _ranked(tailored, needs) if loss.id not in kept}
    used = Counter(name for needed in needs.values() for name in needed)
    used.update(_needed_by_texts(brief))
    waiting = [(rank, id_) for id_, (rank, _) in losses.items() if not used[id_]]
    heapq.heapify(waiting)
    found = []
    while waiting:
        _, id_ = heapq.heappop(waiting)
        _, loss = losses[id_]
        found.append(loss)
        used.subtract(loss.needs)
        for freed in (name for name in loss.needs if name in losses and not used[name]):
            heapq.heappush(waiting, (losses[freed][0], freed))
    return tuple(found)


Rank = tuple[bool, int, int, int]


def _ranked(tailored: TailoredBrief, needs: Mapping[str, frozenset[str]]) -> Iterator[tuple[Rank, Loss]]:
    """What the audience and the items themselves let go, each with its place in the order."""
    audience = tailored.audience
    order = _order(audience)
    before: Counter[str] = Counter()
    for collection, item in tailored.brief.items():
        choice = audience.prints(collection)
        if choice is None or collection not in order or not isinstance(item, Expendable):
            continue
        if item.priority != "high":
            rank = item.priority != "low", order[collection], -before[collection], -audience.sections.index(choice)
            yield rank, Loss(collection, item.id, needs[item.id])
        before[collection] += 1


def _order(audience: Audience) -> Mapping[str, int]:
    """Which collections give up items, and when; of one that is named twice, the first place counts."""
    order: dict[str, int] = {}
    for place, group in enumerate(audience.drop):
        for collection in group:
            order.setdefault(collection, place)
    return order


# --- what needs what -------------------------------------------------------------------------------------------------


def _needs(item: Record, brief: Brief) -> frozenset[str]:
    """The ids of what must be printed as long as this item is."""
    told = _told_by(item)
    needed = told & brief.judgements.keys()
    if isinstance(item, (Judgement, Statement)):
        needed |= told & brief.statements.keys()
    return frozenset(needed - {getattr(item, "id", None)})


def _needed_by_texts(brief: Brief) -> Iterator[str]:
    """The judgements that the texts of the brief itself and its terms cite."""
    for text in (*(wording for _, _, wording in of_brief(brief)), *brief.glossary.values()):
        yield from _needs(text, brief)


def _told_by(record: Record) -> set[str]:
    """The ids that a record refers to or cites."""
    found = set()
    for leaf in leaves(record):
        prose = leaf.mark(Prose)
        if leaf.mark(Ref) is not None:
            found.add(str(leaf.value))
        elif prose is not None:
            found.update(cited_in(leaf.value, prose))
    return found


def _last_of_boxes(tailored: TailoredBrief) -> set[str]:
    """The first entry of each box of the part `known`: the one that would be the last to go."""
    if tailored.audience.takes("known") is None:
        return set()
    brief = tailored.brief
    statements = [*brief.claims.values(), *brief.arms_deals.values()]
    firm = [statement.id for statement in statements if statement.status in FIRM]
    open_ = [statement.id for statement in statements if statement.status not in FIRM]
    return {id_ for box in (firm, open_, list(brief.gaps)) for id_ in box[:1]}
