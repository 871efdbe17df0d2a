"""Sources and quotes in words: as YAML to paste, and what is to be said beside it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import targets
from briefgen.diagnostics import quoted

if TYPE_CHECKING:
    from briefgen.check.passages import Near, Passage
    from briefgen.load.sources import NamedSource
    from briefgen.project import Project
    from briefgen.sourcing import Archived, Found

_FIELDS = {
    "title": ("TITLE", "as it stands over the text"),
    "publisher": ("NAME", "who published it; unknown where it is not said"),
    "author": ("NAME", "who wrote it; unknown where it is not said"),
    "published": ("YYYY-MM-DD", "when; unknown where it is not said"),
    "url": ("ADDRESS", "where it was read"),
    "file": ("FILE", "its archived text"),
    "retrieved": ("YYYY-MM-DD", "when it was read"),
    "language": ("en", "the language of the text"),
    "kind": ("wire", "or primary, statement, original, rewrite, translation, dataset, social, expert"),
    "reliability": ("F", "A, completely reliable, to E, unreliable; F, cannot be judged"),
}
"""The fields of an entry in order; for one that is not known, an example and what belongs there."""

_WIDTH = 110
_ENTRY, _EVIDENCE = 2, 6
"""Where an entry of `sources` and one of a statement's `evidence` begin in a brief."""


# --- add -------------------------------------------------------------------------------------------------------------


def entry(archived: Archived) -> Iterator[str]:
    """The source's entry, line by line, as it stands under `sources`. What is not known stands there as a comment."""
    yield f"{' ' * _ENTRY}{archived.id}:"
    indent = _ENTRY * 2
    for field, (example, meaning) in _FIELDS.items():
        doubt = archived.doubts.get(field)
        if field not in archived.fields:
            yield f"{' ' * indent}# {field}: {example} ({doubt or meaning})"
            continue
        if doubt:
            yield f"{' ' * indent}# {doubt}:"  # behind a text, a comment might be part of it (Y06)
        yield from _yaml({field: _day_or_text(archived.fields[field])}, indent)


def _yaml(value: Any, indent: int) -> list[str]:
    from briefgen.yaml_source import written

    return written(value, indent=indent, width=_WIDTH).splitlines()


def _day_or_text(value: str) -> str | datetime.date:
    try:
        return datetime.date.fromisoformat(value) if len(value) == len("YYYY-MM-DD") else value
    except ValueError:
        return value


def outcome(archived: Archived, project: Project) -> Iterator[str]:
    """What was done, and what to do next."""
    file = targets.shown(project.root / archived.file)
    told = {
        "added": f"archived as {file}, and recorded",
        "recorded": f"already archived as {file}, word for word; what was not recorded of it is now",
        "known": f"already archived as {file}, word for word; nothing was changed",
        "restored": f"restored {file}: this is the text that was recorded",
        "replaced": f"replaced {file}; the record keeps the earlier sha256",
    }
    yield told[archived.state]
    yield from (f"note: {note}" for note in archived.notes)
    for one in archived.cited:
        yield f"it is source “{one.id}” of {targets.shown(one.brief)}"
        if archived.state == "replaced":
            yield f"   its quotes may no longer stand there: briefgen check {one.brief.stem}"
    for one in archived.taken:
        yield f"note: {targets.shown(one.brief)} has another source “{one.id}”; to cite both there, choose another --id"
    if not archived.cited:
        yield f"Paste the entry under “sources:” of a brief. Quotes from it: briefgen source quote {file} WORDS"


def archived_as_data(archived: Archived, project: Project) -> dict[str, Any]:
    """The same for programs."""
    return {
        "id": archived.id,
        "file": archived.file,
        "sha256": archived.sha256,
        "state": archived.state,
        "fields": dict(archived.fields),
        "doubts": dict(archived.doubts),
        "notes": list(archived.notes),
        "cited": [_named(one, project) for one in archived.cited],
    }


def _named(source: NamedSource, project: Project) -> dict[str, str]:
    return {"brief": project.shown(source.brief), "id": source.id}


# --- quote -----------------------------------------------------------------------------------------------------------


def evidence(found: Found, passages: Sequence[Passage]) -> list[str]:
    """The passages as they stand under `evidence`, line by line: one by itself, several as a list."""
    quotes = [_evidence(passage) for passage in passages]
    return _yaml({found.id: quotes[0] if len(quotes) == 1 else quotes}, _EVIDENCE)


def _evidence(passage: Passage) -> str | dict[str, str | int]:
    if passage.pages is None:
        return passage.quote
    first, last = passage.pages
    return {"quote": passage.quote, "page": first if first == last else f"{first}-{last}"}


def context(file: str, passage: Passage, number: int | None = None) -> Iterator[str]:
    """Where a passage stands, and between which words."""
    page = f", {_pages(passage.pages)}" if passage.pages else ""
    yield f"{'' if number is None else f'{number}. '}{file}:{passage.line}{page}"
    yield f"   … {passage.before} | {_shortened(passage.quote)} | {passage.after} …"
    for word in passage.doubtful:
        yield f"   note: a line end breaks {quoted(word)}: see to its hyphen"


def _pages(pages: tuple[int, int]) -> str:
    first, last = pages
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _shortened(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def near(file: str, found: Found) -> Iterator[str]:
    """The nearest passages, and how each differs from the words that were given."""
    for one in found.near:
        yield f"near: {file}:{one.passage.line}"
        yield f"   {one.passage.quote}"
        yield from (f"   {line}" for line in _differences(one))


def _differences(one: Near) -> Iterator[str]:
    if one.instead:
        yield "it has " + ", ".join(f"{quoted(theirs)} for {quoted(ours)}" for ours, theirs in one.instead)
    if one.missing:
        yield "it lacks " + ", ".join(map(quoted, one.missing))


def found_as_data(found: Found) -> dict[str, Any]:
    """The same for programs."""
    return {
        "source": found.id,
        "file": found.file,
        "passages": [dataclasses.asdict(passage) for passage in found.passages],
        "near": [dataclasses.asdict(one) for one in found.near],
    }
