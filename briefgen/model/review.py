"""What a reviewer gets of a brief: every text with its evidence in context, its findings and its waivers. Frozen values."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Literal

from briefgen.diagnostics import Diagnostic, Location, Path, Severity, Span
from briefgen.model.base import Record
from briefgen.model.brief import Brief
from briefgen.model.items import Source
from briefgen.model.results import Archive
from briefgen.model.statement import Passage


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A finding with its number within the brief. `entry` is the key of the entry it stands at; None: the whole brief."""

    number: int
    finding: Diagnostic
    entry: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class GivenWaiver:
    """A waiver as it is written. `lets_pass` are the numbers of findings; `idle` tells that there is nothing it could waive."""

    code: str
    because: str
    by: str
    entry: str | None
    place: Location
    lets_pass: tuple[int, ...]
    idle: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Extract:
    """Words of an archived text with what stands around them. `line` is that of the archive; `cut` tells where it goes on."""

    before: str
    words: str
    after: str
    line: int
    cut: tuple[bool, bool]


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """A stretch of a quote (`ours`) and what the source has in its place (`theirs`); the same where nothing differs."""

    ours: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether the two are not the same words."""
        return self.ours != self.theirs


@dataclasses.dataclass(frozen=True, slots=True)
class Quoted:
    """One passage of evidence, and what its archive has of it.

    “found”: verbatim, in `extract`. “differs”: the nearest passage stands in `extract`, word by word in `compared`.
    “absent”: nothing like it. “unread”: there is no archived text to look in.
    """

    source: str
    passage: Passage
    state: Literal["found", "differs", "absent", "unread"]
    extract: Extract | None = None
    compared: tuple[Compared, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Worded:
    """One text as it is typed. `field` is its path from the row's record; `marked` has the words that findings are about."""

    field: Path
    text: str
    form: Literal["plain", "inline", "block", "quote"]
    marked: tuple[tuple[Span, int], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What rests on the same evidence: a thing, or a part of it with evidence of its own. `field` leads to that part."""

    field: Path
    record: Record | None
    words: tuple[Worded, ...]
    quoted: tuple[Quoted, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the brief that a reviewer looks at.

    `key` is an item's id, and “.title” and the like for the others; `record` is None for a bare text.
    """

    key: str
    collection: str
    name: str
    record: Record | None
    marking: str
    place: Location
    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    waivers: tuple[GivenWaiver, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SourceSheet:
    """A source with the state of its archive, the keys of the entries that quote it, and the members of its group.

    “unrecorded”: the archive is there and its sha256 has not been recorded yet. “none”: the source names no file.
    """

    source: Source
    archive: Archive | None
    state: Literal["intact", "altered", "missing", "unrecorded", "none"]
    used_by: tuple[str, ...]
    group: tuple[str, ...]
    entry: Entry


@dataclasses.dataclass(frozen=True, slots=True)
class Reviewed:
    """What was read of a brief that could be checked.

    `marking` is the highest in it, `usual` that of what carries none of its own; `names` has every entry by its key.
    """

    brief: Brief
    marking: str
    usual: str
    entries: tuple[Entry, ...]
    sources: tuple[SourceSheet, ...]
    waivers: tuple[GivenWaiver, ...]
    names: Mapping[str, Entry]


@dataclasses.dataclass(frozen=True, slots=True)
class Review:
    """What was found of one brief. `reviewed` is None where it could not be checked; `message` says why.

    `level` is the severity that holds a memo back. `sha256` is that of the brief's file; None where it could not be checked.
    """

    name: str
    file: str
    sha256: str | None
    checked: datetime.date
    level: Severity
    told: tuple[Told, ...]
    reviewed: Reviewed | None
    message: str | None = None

    @property
    def title(self) -> str:
        """The brief's title; the name of its file, where it could not be checked."""
        return self.reviewed.brief.title.text if self.reviewed else self.name
