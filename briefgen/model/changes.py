"""What changed between two editions, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

ChangeKind = Literal[
    "new",
    "raised",
    "lowered",
    "changed",
    "confirmed",
    "refuted",
    "withdrawn",
    "answered",
    "moved",
    "new-source",
    "observed",
    "closed",
    "resolved",
    "reworded",
    "unchanged",
]
"""“changed”: of a value that has no order, or to or from one beside the order. “resolved”: a judgement has its outcome.
“closed”: an open question is gone. “withdrawn”: taken out, or taken back. “unchanged” is said of judgements only."""


FOLLOWED = ("treaties", "arms_deals", "claims", "judgements", "watch", "gaps", "timeline", "sections", "figures")
"""Collections whose things a memo follows. Actors, sources and terms change with what they are used for."""


class Change(NamedTuple):
    """One change of one thing.

    `id` is that of the thing now; of one that is gone, the one it had. `field` says what of it, None for the whole thing;
    `before` and `now` are the values as a brief spells them, None where there is none. `why` is the desk's reason, in the words
    of the brief; None where it gives none.
    """

    kind: ChangeKind
    collection: str
    id: str
    field: str | None = None
    before: str | None = None
    now: str | None = None
    why: str | None = None


def things(changes: Iterable[Change]) -> tuple[str, ...]:
    """The ids of what changed, each once, in their order; what is unchanged is not among them."""
    return tuple(dict.fromkeys(change.id for change in changes if change.kind != "unchanged"))


def is_gone(change: Change) -> bool:
    """Whether the thing itself is gone, and not only a part of it, or its truth."""
    return change.kind in ("withdrawn", "closed") and change.field is None
