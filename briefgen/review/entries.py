"""What stands on the reviewer's page, in the order of the format: each thing with its texts, evidence, findings and waivers."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from briefgen import standards
from briefgen.check import waivers
from briefgen.check.places import written
from briefgen.diagnostics import Diagnostic, Path
from briefgen.load.words import MARKING_SCHEME
from briefgen.model.base import Prose, Record
from briefgen.model.fields import Leaf, leaves, records
from briefgen.model.groups import groups
from briefgen.model.review import Entry, GivenWaiver, Quoted, Reviewed, Row, SourceSheet, Told, Worded
from briefgen.model.statement import Evidence, Item, Restricted
from briefgen.review.extracts import quoted
from briefgen.tailor.markings import Markings

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.results import Archive, Loaded

_TEXTS = ("title", "bottom_line", "so_what")
_LOOSE = ("glossary", "withdrawn", "corrections")
"""Collections whose entries have no id of their own."""


class Collected:
    """One brief, taken apart for its reviewer. `findings` are those to be told."""

    def __init__(self, loaded: Loaded, findings: Sequence[Diagnostic]) -> None:
        self._loaded, self._brief = loaded, loaded.brief
        self._markings = Markings(self._brief, standards.marking_scheme(MARKING_SCHEME))
        self._things = dict(_things(self._brief))
        self._texts = _by_thing(self._brief, self._things)
        self._groups = groups(self._brief)
        self.told = tuple(self._told(number, finding) for number, finding in enumerate(findings, 1))
        self.waivers = tuple(self._waivers())

    def reviewed(self) -> Reviewed:
        """The whole of it."""
        entries = {key: self._entry(key, path) for path, key in self._things.items()}
        sheets = tuple(self._sheet(entry, entries) for entry in entries.values() if entry.collection == "sources")
        shown = tuple(entry for entry in entries.values() if entry.collection != "sources")
        return Reviewed(self._brief, self._highest(entries), self._marking(None), shown, sheets, self.waivers, entries)

    # --- findings and waivers ----------------------------------------------------------------------------------------

    def _told(self, number: int, finding: Diagnostic) -> Told:
        place = self._loaded.source_map.location(finding.path, finding.span, on_key=finding.on_key)
        return Told(number, finding.at(place if finding.path else finding.location), self._key(finding.path))

    def _key(self, path: Path) -> str | None:
        """The entry that a path leads into; None for what holds for the brief."""
        return next((self._things[path[:length]] for length in (2, 1) if path[:length] in self._things), None)

    def _waivers(self) -> Iterator[GivenWaiver]:
        given = {waived.path: waived for waived in waivers.waivers(self._brief)}
        for path, record in records(self._brief):
            for index, waiver in enumerate(getattr(record, "waive", ())):
                own = (*path, "waive", index)
                passed = (
                    told.number
                    for told in self.told
                    if told.finding.waived == given[own].reason and given[own].covers(told.finding)
                )
                idle = any(told.finding.path == (*own, "code") for told in self.told)
                place = self._loaded.source_map.location(own)
                yield GivenWaiver(waiver.code, waiver.because, waiver.by, self._key(path), place, tuple(passed), idle)

    # --- entries -----------------------------------------------------------------------------------------------------

    def _entry(self, key: str, path: Path) -> Entry:
        record = _at(self._brief, path)
        own = record if isinstance(record, Record) else None
        return Entry(
            key=key,
            collection="treaties" if path[0] == "treaty" else str(path[0]),
            name=str(path[-1]),
            record=own,
            marking=self._marking(own),
            place=self._loaded.source_map.location(path, on_key=True),
            rows=tuple(self._rows(path, own)),
            told=tuple(told for told in self.told if told.entry == key),
            waivers=tuple(waiver for waiver in self.waivers if waiver.entry == key),
        )

    def _rows(self, path: Path, record: Record | None) -> Iterator[Row]:
        """A row for the thing itself, and one for each part of it with evidence or words of its own."""
        parts = dict(records(record, path)) if record is not None else {}
        holders = {place: part for place, part in parts.items() if place == path or hasattr(part, "evidence")}
        texts: dict[Path, list[Leaf]] = collections.defaultdict(list)
        for leaf in self._texts.get(path, ()):
            place = max((place for place in holders if leaf.path[: len(place)] == place), key=len, default=path)
            texts[place].append(leaf)
        for place in holders or (path,):
            found = tuple(self._quoted(getattr(holders.get(place), "evidence", {})))
            if place == path or found or texts[place]:
                words = tuple(self._worded(leaf, len(place)) for leaf in texts[place])
                yield Row(place[len(path) :], holders.get(place), words, found)

    def _worded(self, leaf: Leaf, depth: int) -> Worded:
        prose = leaf.mark(Prose)
        marked = tuple(
            (told.finding.span, told.number)
            for told in self.told
            if told.finding.span is not None and told.finding.path == written(leaf.path)
        )
        return Worded(leaf.path[depth:], leaf.value, prose.form if prose else "plain", marked)

    def _quoted(self, evidence: Evidence) -> Iterator[Quoted]:
        for source, passages in evidence.items():
            for passage in passages:
                yield quoted(self._brief.sources[source], passage, self._loaded.archives.get(source))

    # --- sources -----------------------------------------------------------------------------------------------------

    def _sheet(self, entry: Entry, entries: Mapping[str, Entry]) -> SourceSheet:
        source, archive = self._brief.sources[entry.name], self._loaded.archives.get(entry.name)
        used_by = (
            other.key
            for other in entries.values()
            if any(found.source == entry.name for row in other.rows for found in row.quoted)
        )
        group = tuple(name for name, first in self._groups.items() if first == self._groups[entry.name])
        return SourceSheet(source, archive, _state(archive), tuple(used_by), group, entry)

    # --- markings ----------------------------------------------------------------------------------------------------

    def _marking(self, record: Record | None) -> str:
        return self._markings.of(record if isinstance(record, Restricted) else Restricted()).marking

    def _highest(self, entries: Mapping[str, Entry]) -> str:
        parts = (record for _, record in records(self._brief) if isinstance(record, Restricted) and record.marking)
        found = [entry.marking for entry in entries.values()] + [str(part.marking) for part in parts]
        return standards.marking_scheme(MARKING_SCHEME).highest([*found, self._marking(None)])


def _things(brief: Brief) -> Iterator[tuple[Path, str]]:
    """The path and the key of everything that stands on the page, in the order of the format: an item's is its id."""
    yield from (((name,), f".{name}") for name in _TEXTS if getattr(brief, name) is not None)
    for collection, item in brief.items():
        path: Path = written((collection, item.id))
        yield path[: 1 if path[0] == "treaty" else 2], item.id
    for collection in _LOOSE:
        things: object = getattr(brief, collection)
        keys: Iterable[str | int] = things if isinstance(things, Mapping) else range(len(getattr(brief, collection)))
        yield from (((collection, key), f".{collection}.{number}") for number, key in enumerate(keys, 1))


def _by_thing(brief: Brief, things: Mapping[Path, str]) -> Mapping[Path, list[Leaf]]:
    """The texts of each thing, without the words of its sources and of its waivers. What goods are stands with their number."""
    found: dict[Path, list[Leaf]] = collections.defaultdict(list)
    for leaf in leaves(brief):
        prose = leaf.mark(Prose)
        path = next((leaf.path[:length] for length in (2, 1) if leaf.path[:length] in things), None)
        if path is None or prose is None or leaf.is_key or prose.form == "quote":
            continue
        inside = leaf.path[len(path) :]
        if not {"waive", "evidence"}.intersection(inside) and inside[-1:] != ("description",):
            found[path].append(leaf)
    return found


def _at(brief: Brief, path: Path) -> object:
    value: object = getattr(brief, str(path[0]))
    if len(path) > 1:
        value = value[path[1]]  # type: ignore[index] # the collections are mappings and lists
    return value if not isinstance(value, Item) or value.id else value.model_copy(update={"id": str(path[-1])})


def _state(archive: Archive | None) -> Literal["intact", "altered", "missing", "unrecorded", "none"]:
    if archive is None:
        return "none"
    if archive.sha256 is None:
        return "missing"
    if archive.recorded is None:
        return "unrecorded"
    return "intact" if archive.recorded == archive.sha256 else "altered"
