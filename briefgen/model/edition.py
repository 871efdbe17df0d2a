"""An edition of a brief: what was frozen, and what happened to it afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

EventKind = Literal["approved", "sending", "sent", "failed", "withdrawn"]
"""What can happen to a frozen edition. “approved”: somebody lets memos of it go out. “sending”: memos of it are about to go to
a recipient; “sent”: the recipient's side has taken them; “failed”: it has not. “withdrawn”: the desk took it back."""

State = Literal["draft", "frozen", "approved", "delivered", "withdrawn"]
"""Where an edition stands. “draft”: the brief as it is, not frozen yet. “approved”: every approval that its project demands is
there, and at least one."""


class FrozenMemo(NamedTuple):
    """A memo of an edition. `file` is its name in the folder `memos`; `pages` is None for a format without pages."""

    file: str
    sha256: str
    audience: str
    format: str
    pages: int | None
    marking: str


class Transit(NamedTuple):
    """Memos of one audience on their way to one recipient: both by their keys, never by an address.

    `attempt` counts from 1. `receipt` is what the recipient's side calls what it has taken; None where it has not. `final`:
    another try would fail as this one has.
    """

    recipient: str
    audience: str
    channel: str
    attempt: int
    receipt: str | None = None
    final: bool = False


class Event(NamedTuple):
    """What happened to an edition: when (an instant with its zone), by whom. `file` is its own name in the folder.

    `because` is the reason, or what was noted; None: nothing. `memos` maps the names of the memos that it is about to the
    sha256 of their bytes; empty: it is about the whole edition. `transit` is that of a delivery, None for any other event.
    """

    kind: EventKind
    at: datetime.datetime
    by: str
    because: str | None
    file: str
    memos: Mapping[str, str] = {}
    transit: Transit | None = None


class Lack(NamedTuple):
    """Approvals that a memo still needs: how many, and from whom; no names: from anybody who has not approved it yet."""

    memo: str
    missing: int
    by: tuple[str, ...] = ()


class Release(NamedTuple):
    """How far a memo was released when it was made: whether it was being frozen, and the approvals its delivery needs."""

    frozen: bool
    needs: tuple[tuple[int, tuple[str, ...]], ...] = ()


class Edition(NamedTuple):
    """A frozen edition. `key` is the name of its folder: its date, or `DATE.2` for a second one of that day.

    `source` is the brief's path from the project's root. `files` maps the path of each project file that was read, from the
    project's root, to its sha256; `memos` are the memos of every audience. `versions` name the tools that made them.
    `findings` and `waivers` are those of the day, as plain data. `corrects` is the key of the edition that it corrects, and
    `because` says why; both None for one that corrects nothing. `carries` is the key of the last edition, where nothing had
    changed since, None for any other.
    """

    brief: str
    key: str
    number: int
    date: datetime.date
    cutoff: datetime.date
    title: str
    made: datetime.date
    source: str
    files: Mapping[str, str]
    memos: tuple[FrozenMemo, ...]
    versions: Mapping[str, str]
    findings: tuple[Mapping[str, Any], ...] = ()
    waivers: tuple[Mapping[str, Any], ...] = ()
    corrects: str | None = None
    because: str | None = None
    carries: str | None = None

    @property
    def name(self) -> str:
        """What a command calls it: `BRIEF@DATE`."""
        return f"{self.brief}@{self.key}"
