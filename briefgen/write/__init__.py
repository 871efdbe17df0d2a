"""From a memo's HTML to files: what an output format is, which there are, and how files get to their place whole.

A format is one module of this package with a record `WRITER`; a module whose name begins with an underscore is not
looked at. Writing has two steps, since a PDF must be laid out before anybody can say how many pages it has:
`Writer.prepare` gives a `Prepared` with the facts of its pages and what the engine said, and only its `write` makes
the bytes. `place` puts them down.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import functools
import hashlib
import importlib
import os
import pkgutil
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol

from briefgen.errors import OutputFailed
from briefgen.write.resources import EngineMessage, Fetch

Medium = Literal["print", "screen"]
"""What a template is told that it writes for."""


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A memo's HTML and the way to what it refers to.

    `base_url` is the file: URL that relative references start from. `fetch` gives the bytes of a file by its absolute
    path and raises PermissionError for one outside the project and the tool.
    """

    html: str
    base_url: str
    fetch: Fetch


@dataclasses.dataclass(frozen=True, slots=True)
class Overflow:
    """A text that stands outside the page, or is cut off by its box. `item` is the id it belongs to, or None."""

    page: int
    text: str
    item: str | None
    edge: Literal["left", "right", "top", "bottom"]


@dataclasses.dataclass(frozen=True, slots=True)
class PageFacts:
    """One laid-out page, counted from 1: the ids on it, and the text of each box above and below the page's content."""

    number: int
    items: tuple[str, ...]
    top: tuple[str, ...]
    bottom: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Laid:
    """What the layout came to. `texts` holds, for each `data-item`, one text for each element that prints it."""

    pages: tuple[PageFacts, ...]
    texts: Mapping[str, tuple[str, ...]]
    overflows: tuple[Overflow, ...]


class Prepared(Protocol):
    """A memo ready to be written. `laid` is None for a format without pages."""

    @property
    def laid(self) -> Laid | None:
        """The facts of the pages."""

    @property
    def messages(self) -> Sequence[EngineMessage]:
        """What was wrong or doubtful. Complete once `write` has been called: missing glyphs show only then."""

    def write(self) -> bytes:
        """The file's content, the same bytes each time."""


@dataclasses.dataclass(frozen=True, slots=True)
class Writer:
    """An output format: its name as `--format` spells it, the file ending, the medium the template renders for."""

    format: str
    suffix: str
    medium: Medium
    prepare: Callable[[Document], Prepared]


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A file that was written. `pages` is None for a format without pages."""

    path: Path
    sha256: str
    pages: int | None
    format: str


@functools.cache
def formats() -> Mapping[str, Writer]:
    """Every output format by its name, in the order of the names."""
    found: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            writer = getattr(importlib.import_module(f"{__name__}.{module.name}"), "WRITER", None)
            if isinstance(writer, Writer):
                found[writer.format] = writer
    return MappingProxyType(dict(sorted(found.items())))


def written(path: Path, content: bytes, writer: Writer, prepared: Prepared) -> Written:
    """The record of a file that has been placed."""
    pages = len(prepared.laid.pages) if prepared.laid else None
    return Written(path, hashlib.sha256(content).hexdigest(), pages, writer.format)


# --- placing ---------------------------------------------------------------------------------------------------------

_STAGED = (".briefgen-", ".part")
"""Beginning and end of the name of a file that is not yet in its place; a killed run may leave one behind."""


def place(target: Path, content: bytes) -> None:
    """Puts a file in its place, whole: nobody ever sees half of it, and the old one stays until it is complete.

    Folders are made as needed. Raises OutputFailed, and leaves the old file as it was.
    """
    place_together({target: content})


def place_together(files: Mapping[Path, bytes]) -> None:
    """Places the files of one memo: all are written beside their places first, and moved only when all are complete."""
    with contextlib.ExitStack() as stack:
        staged: list[tuple[Path, Path]] = []
        for target, content in files.items():
            with _told_as_output_failed(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
                part = target.with_name(secrets.token_hex(8).join(_STAGED))
                stack.callback(part.unlink, missing_ok=True)
                _write_through(part, content)
            staged.append((part, target))
        for part, target in staged:
            with _told_as_output_failed(target):
                os.replace(part, target)  # noqa: PTH105 - the name says that the target may exist
        for folder in {target.parent for target in files}:
            _flush_folder(folder)


def _write_through(path: Path, content: bytes) -> None:
    """Writes a new file and waits until it is on the disk: no crash leaves an empty file under the memo's name."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes the move itself last. Not every system can open a folder, and the files are safe without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _told_as_output_failed(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), _ELSEWHERE))
        raise OutputFailed(f"cannot write {target}: {reason}", hint) from error


_ELSEWHERE = "choose another folder with --output"
_IN_THE_WAY = "a file stands where its folder should be"
_REASONS = {
    errno.EACCES: ("it may not be written to", f"close it if a viewer holds it open, or {_ELSEWHERE}"),
    errno.EPERM: ("it may not be written to", f"ask for the right to write there, or {_ELSEWHERE}"),
    errno.EROFS: ("its disk can only be read", _ELSEWHERE),
    errno.ENOSPC: ("the disk is full", f"make room, or {_ELSEWHERE}"),
    errno.EDQUOT: ("your share of the disk is used up", f"make room, or {_ELSEWHERE}"),
    errno.EISDIR: ("a folder of that name stands there", f"move that folder away, or {_ELSEWHERE}"),
    errno.ENOTDIR: (_IN_THE_WAY, f"move that file away, or {_ELSEWHERE}"),
    errno.EEXIST: (_IN_THE_WAY, f"move that file away, or {_ELSEWHERE}"),
    errno.ENAMETOOLONG: ("its name is too long for the disk", "give the brief a shorter file name"),
}
"""By the system's error number: why, and what to do."""
