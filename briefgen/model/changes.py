"""What changed between two editions, thing by thing."""

from __future__ import annotations

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
