"""From a memo's HTML to the bytes of a file: what an output format is, and which there are.

A format is one module of this package with a record `WRITER`; a module whose name begins with an underscore is not
looked at. Writing has two steps, since a PDF must be laid out before anybody can say how many pages it has:
`Writer.prepare` gives a `Prepared` with the facts of its pages and what the engine said, and only its `write` makes
the bytes.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefgen.errors import NotFound
from briefgen.model.results import EngineMessage, Laid, Medium, TailoredBrief, Written

if TYPE_CHECKING:
    from briefgen.write.resources import Fetch


class Document(NamedTuple):
    """A memo's HTML and the way to what it refers to.

    `base_url` is the file: URL that relative references start from. `fetch` gives the bytes of a file by its absolute
    path and raises PermissionError for one outside the project and the tool. `marking` is that of the memo.
    """

    html: str
    base_url: str
    fetch: Fetch
    marking: str = ""


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


def chosen(names: Sequence[str], *, mail: bool) -> list[Writer]:
    """The formats of these names; where none is named, all of them, a mail only where `mail` says that mail can be sent.

    Raises NotFound.
    """
    known = formats()
    for name in names:
        if name not in known:
            raise NotFound("format", name, known)
    own = [writer.format for writer in known.values() if mail or writer.medium != "mail"]
    return [known[name] for name in names or own]


def written(path: Path, content: bytes, writer: Writer, prepared: Prepared, tailored: TailoredBrief) -> Written:
    """The record of a file that has been placed."""
    pages = len(prepared.laid.pages) if prepared.laid else None
    sha256 = hashlib.sha256(content).hexdigest()
    return Written(path, sha256, pages, writer.format, tailored.audience.name, tailored.marking)
