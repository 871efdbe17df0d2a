"""A run: what became of one brief at one time that a schedule was due."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

RunResult = Literal[
    "delivered", "frozen", "unchanged", "passed-over", "prepared", "waiting", "undelivered", "stale", "held", "no-record",
    "failed",
]  # fmt: skip
"""What a run came to. Settled are “delivered” and “frozen” (no delivery was asked for), “unchanged” (nothing has changed, and
so nothing was frozen) and “passed-over” (findings hold it back, and the schedule does not wait for them).

The others are tried again: “prepared” is on record to be sent, and nothing was sent; “waiting” lacks an approval;
“undelivered” has not reached everybody; “stale” has no new date; “held” is held back by findings; “no-record” found no
earlier edition and was not told that there is none; “failed” could not run."""

SETTLED: frozenset[RunResult] = frozenset({"delivered", "frozen", "unchanged", "passed-over"})


class Run(NamedTuple):
    """One run, by its schedule, brief and the instant that it was due; `attempt` counts from 1.

    `end` and `result` are None for one that is at work, or was killed. `edition` is the key of the edition that it froze or
    sent, `findings` how many held it back, `detail` a sentence for the desk.
    """

    schedule: str
    brief: str
    due: datetime.datetime
    attempt: int
    start: datetime.datetime
    end: datetime.datetime | None = None
    result: RunResult | None = None
    edition: str | None = None
    findings: int = 0
    detail: str = ""
