"""What a build has read, looked for and not found, and listed; and when that is no longer so.

A file counts by its content: one that is only touched, or written anew with the same bytes, has not changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

import watchfiles

from briefgen.project import PROJECT_FILE, Reads

_LOOK = 500
"""Milliseconds between two looks at everything: some disks, those of a network for one, tell nobody what happens on them."""

_SETTLE = 30
"""Milliseconds without a further change before a change is told: an editor may write in several steps."""

Stamp = tuple[int, int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class WatchList:
    """What a build rests on: files by their sha256, None where there is none; folders by the names in them."""

    files: Mapping[Path, str | None] = dataclasses.field(default_factory=dict)
    folders: Mapping[Path, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, reads: Reads, found: Mapping[Path, str | None]) -> Self:
        """Of a build's own record, and of the `settings` before it. What was looked for in vain and then read was there."""
        missing: dict[Path, str | None] = dict.fromkeys(reads.missing)
        return cls({**found, **missing, **reads.files}, dict(reads.folders))

    @classmethod
    def around(cls, brief: Path) -> Self:
        """What a build of the brief may rest on, as it is now: for a build that could not say what it has read."""
        found = settings(brief)
        own = [path for path in (root_of(brief) / "templates").rglob("*") if path.is_file()]
        beside = [path for path in brief.parent.glob("*.y*ml") if path.is_file()]
        return cls({**found, **{path: _sha256(path) for path in (brief, *beside, *own)}}, {})

    def with_(self, other: Self) -> Self:
        """Both; where they differ, the other."""
        return type(self)({**self.files, **other.files}, {**self.folders, **other.folders})

    def now(self) -> Self:
        """The same places as they are now."""
        return type(self)({path: _sha256(path) for path in self.files}, {path: _names(path) for path in self.folders})

    def to_look_at(self) -> frozenset[Path]:
        """The folders in which a change would show; of those that are not there, the nearest one above that is."""
        wanted = {path.parent for path in self.files} | set(self.folders) | {path.parent for path in self.folders}
        return frozenset(filter(None, map(_nearest, wanted)))

    def concerned(self, changed: Iterable[Path]) -> bool:
        """Whether a change at one of these paths may be one of the list."""
        above = {folder for path in (*self.files, *self.folders) for folder in path.parents}
        return any(
            path in self.files or path in self.folders or path.parent in self.folders or path in above
            for path in changed
        )


def settings(brief: Path) -> dict[Path, str | None]:
    """Each place where the brief's project file is looked for, up to the one where it is. Project looks before it records."""
    found: dict[Path, str | None] = {}
    for folder in brief.resolve().parents:
        found[folder / PROJECT_FILE] = _sha256(folder / PROJECT_FILE)
        if found[folder / PROJECT_FILE]:
            break
    return found


def root_of(brief: Path) -> Path:
    """The root of the brief's project, whether or not its project file can be used."""
    return next((path.parent for path, sha256 in settings(brief).items() if sha256), brief.resolve().parent)


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(os.listdir(folder)))  # noqa: PTH208 - the names alone, as `Project.names` records them
    except OSError:
        return ()


def _nearest(folder: Path) -> Path | None:
    """The folder, or the nearest one above it that is there and may be looked at."""
    return next((near for near in (folder, *folder.parents) if near.is_dir() and os.access(near, os.R_OK)), None)


class Watch:
    """Follows one list after the other, and says when something in the present one is no longer so."""

    def __init__(self) -> None:
        self.list = WatchList()
        self._known: dict[Path, tuple[Stamp, str | None]] = {}
        self._looked_at: frozenset[Path] = frozenset()
        self._changed, self._elsewhere = asyncio.Event(), asyncio.Event()

    def follow(self, list_: WatchList) -> None:
        """From now on this list; what has changed since the build that it stems from is told at once."""
        self.list = list_
        self._changed.clear()
        self._look()
        if not list_.to_look_at() <= self._looked_at:
            self._elsewhere.set()

    async def change(self) -> None:
        """Returns when something in the list is not as it was; at once, where that is so already."""
        await self._changed.wait()

    @property
    def has_changed(self) -> bool:
        """Whether something in the list is not as it was."""
        return self._changed.is_set()

    async def run(self) -> None:
        """Looks, until it is cancelled."""
        while True:
            self._elsewhere.clear()
            # those from before stay: the two steps of a build read in different folders, and to begin anew takes time
            self._looked_at = frozenset(filter(Path.is_dir, self._looked_at)) | self.list.to_look_at()
            try:
                await self._look_on()
            except (
                OSError
            ):  # a folder has gone, or the system follows no more of them: then a look now and then must do
                self._look()
                await asyncio.sleep(_LOOK / 1000)

    async def _look_on(self) -> None:
        """Looks when something happens in the folders, and every now and then; until other folders are to be looked at."""
        news = watchfiles.awatch(
            *self._looked_at,
            watch_filter=None,
            debounce=10 * _SETTLE,
            step=_SETTLE,
            stop_event=self._elsewhere,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        async with contextlib.aclosing(news):
            async for happened in news:
                changed = {Path(path) for _, path in happened}
                if not changed or self.list.concerned(changed):
                    self._look(changed)
                if changed & self._looked_at or not self.list.to_look_at() <= self._looked_at:
                    return  # a folder itself has gone or come, and is to be looked at anew

    def _look(self, changed: Iterable[Path] = ()) -> None:
        for path in changed:
            self._known.pop(path, None)
        if any(self._differing()):
            self._changed.set()

    def _differing(self) -> Iterator[Path]:
        yield from (path for path, sha256 in self.list.files.items() if self._content(path) != sha256)
        yield from (folder for folder, names in self.list.folders.items() if _names(folder) != names)

    def _content(self, path: Path) -> str | None:
        """The sha256 of a file; it is read again only where its stamp is another, or its folder has told a change."""
        try:
            status = path.stat()
        except (OSError, ValueError):
            return None
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if path not in self._known or self._known[path][0] != stamp:
            self._known[path] = (stamp, _sha256(path))
        return self._known[path][1]
