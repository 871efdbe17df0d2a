"""Where in a brief things stand: every record and evidence with its path, and the path of a memo's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefgen.diagnostics import Path
from briefgen.kept import kept
from briefgen.model.base import Record
from briefgen.model.brief import TREATY_ID
from briefgen.model.fields import records, shapes_of

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Passage


class Cited(NamedTuple):
    """Words of a source; the last parts of `path` are the source's id and the passage's number."""

    path: Path
    source: str
    passage: Passage


@kept
def everything(brief: Brief) -> list[tuple[Path, Record]]:
    """All records of a brief."""
    return records(brief)


@kept
def evidence(brief: Brief) -> Iterator[Cited]:
    """All evidence: of statements, facets, steps and parties, responses, events and outcomes."""
    for path, record in everything(brief):
        held = (
            getattr(record, "evidence", {}) if "evidence" in shapes_of(type(record)) else {}
        )  # pydantic is slow to fail
        for source, passages in held.items():
            for index, passage in enumerate(passages):
                yield Cited((*path, "evidence", source, index), source, passage)


def path_of(brief: Brief, key: str) -> Path:
    """Where the text with this key of `TailoredBrief.texts` stands; () where that cannot be told.

    The key of an item's own text is its id, of another text `<id>.<field>`, of a text of the brief its field. A number
    counts the entries of a list or of a mapping.
    """
    name, *rest = key.split(".")
    for collection, item in brief.items():
        if item.id == name:
            return written((collection, name, *_spelled(item, rest or ["text"])))
    return _spelled(brief, [name, *rest]) if name in type(brief).model_fields else ()


def written(path: Path) -> Path:
    """A path as the analyst wrote it: a tailored brief holds the one `treaty` among `treaties`."""
    return (TREATY_ID, *path[2:]) if path[:2] == ("treaties", TREATY_ID) else path


def _spelled(value: object, parts: list[str]) -> Path:
    """The parts of a key as a path from a value: the entries of mappings by their keys, those of lists by their number."""
    path: Path = ()
    for part in parts:
        entries = dict(_parts(value))
        step: str | int = part
        if part not in entries and part.isdecimal() and int(part) < len(entries):
            step = list(entries)[int(part)]
        path, value = (*path, step), entries.get(step)
    return path


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    """What a value falls into, each with the part of the path that leads there."""
    if isinstance(value, Record):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return [(str(key), inner) for key, inner in value.items()]
    return enumerate(value) if isinstance(value, tuple) else ()
