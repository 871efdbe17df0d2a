"""The decisions applied: a brief that holds what the audience gets, in its wording, and no trace of what it does not."""

from __future__ import annotations

import collections.abc
import typing
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefgen import text
from briefgen.model.audience import Audience
from briefgen.model.base import FrozenMap, Prose, Record, Ref
from briefgen.model.brief import COLLECTIONS, EVERY_AUDIENCE, Brief, Item, Restricted, Term, Wording
from briefgen.model.fields import hints_of, leaves, unwrap
from briefgen.model.results import Decision
from briefgen.tailor.decisions import why_withheld
from briefgen.tailor.markings import Markings

R = TypeVar("R", bound=Record)

INTERNAL: Mapping[str, Any] = {"short": FrozenMap(), "waive": (), "only_for": (), "not_for": ()}
"""What no memo prints: other audiences' wordings and names, and the desk's waivers."""


class Filter:
    """One brief for one audience. `withheld_wordings` names the title or bottom line that it may not see, once applied."""

    def __init__(self, brief: Brief, audience: Audience, markings: Markings, decisions: Iterable[Decision]) -> None:
        self._brief, self._audience, self._markings = brief, audience, markings
        self._gone = {decision.id for decision in decisions if not decision.kept}
        self._markings_shown: list[str] = []
        self.withheld_wordings: dict[str, str] = {}

    def apply(self) -> Brief:
        """The filtered brief."""
        brief = self._brief
        treaties = self._kept(brief.all_treaties)
        updates: dict[str, Any] = {name: self._kept(getattr(brief, name)) for name in COLLECTIONS}
        updates["treaty"] = None
        updates["treaties"] = treaties
        updates["title"] = self._wording("title", brief.title)
        updates["bottom_line"] = self._wording("bottom_line", brief.bottom_line) if brief.bottom_line else None
        updates["so_what"] = self._field("so_what", brief.so_what) if brief.so_what else None
        updates["waive"] = ()
        updates["withdrawn"] = FrozenMap({k: v for k, v in brief.withdrawn.items() if k not in self._gone})
        shown = brief.model_copy(update=updates)
        terms = {
            term: self._term(entry) for term, entry in brief.glossary.items() if self._explains(term, entry, shown)
        }
        return shown.model_copy(update={"glossary": FrozenMap(terms)})

    def shown_markings(self) -> list[str]:
        """The marking of everything that is shown; to be asked after `apply`."""
        return self._markings_shown

    def _kept(self, items: Mapping[str, Item]) -> Mapping[str, Item]:
        kept = {}
        for name, item in items.items():
            if name not in self._gone:
                self._markings_shown.append(self._markings.of_item(item))
                kept[name] = self._record(self._worded(item))
        return FrozenMap(kept)

    def _worded(self, item: Item) -> Item:
        """The item with the text that is meant for this audience."""
        chosen = self._short(item.short)
        return item if chosen is None else item.model_copy(update={"text": chosen})

    def _short(self, wordings: Mapping[str, str]) -> str | None:
        if self._audience.name in wordings:
            return wordings[self._audience.name]
        return wordings.get(EVERY_AUDIENCE) if self._audience.short else None

    def _wording(self, name: str, wording: Wording) -> Wording:
        """The title or bottom line: a wording made for this audience stands for one that it may not see."""
        chosen = self._short(wording.short)
        words = wording.text if chosen is None else chosen
        marking, raised_by = self._markings.of_text(wording, words)
        if chosen is not None and raised_by is None:
            marking = min(marking, self._audience.ceiling, key=self._markings.rank)
        why = why_withheld(wording, self._audience, self._markings, marking)
        if why is None:
            self._markings_shown.append(marking)
        else:
            self.withheld_wordings[name] = why + (f", because it cites [@{raised_by}]" if raised_by else "")
            words = ""
        return wording.model_copy(update={"text": self._uncited(words, block=False), **_internal(wording)})

    def _field(self, name: str, words: str) -> str | None:
        marking, _ = self._markings.of_text(self._brief.title.model_copy(update={"marking": None}), words)
        if not self._markings.allows(self._audience.ceiling, marking):
            self.withheld_wordings[name] = f"marked {marking}, above the ceiling {self._audience.ceiling}"
            return None
        return self._uncited(words, block=False)

    def _term(self, term: Term) -> Term:
        self._markings_shown.append(self._markings.own(term))
        return self._record(term)

    def _explains(self, term: str, entry: Term, shown: Brief) -> bool:
        """Whether a term is shown: it may be, and what is shown uses it or nothing of the whole brief does."""
        if why_withheld(entry, self._audience, self._markings, self._markings.own(entry)) is not None:
            return False
        return _uses(shown, term) or not _uses(self._brief, term)

    # --- one record --------------------------------------------------------------------------------------------------

    def _record(self, record: R) -> R:
        """A record without references to what is gone, without parts that the audience may not see."""
        updates: dict[str, Any] = dict(_internal(record))
        for name, hint in hints_of(type(record)).items():
            if name not in updates:
                updates[name] = self._value(getattr(record, name), hint)
        return record.model_copy(update=updates)

    def _value(self, value: Any, annotation: Any) -> Any:
        core, marks = unwrap(annotation)
        if value is None:
            return None
        if isinstance(value, Record):
            return self._record(value) if self._visible(value) else None
        if typing.get_origin(core) is collections.abc.Mapping:
            key_type, entry_type = typing.get_args(core)
            kept = {key: entry for key, entry in value.items() if not self._refers(key, unwrap(key_type)[1])}
            return FrozenMap({k: self._value(v, entry_type) for k, v in kept.items() if self._visible(v)})
        if typing.get_origin(core) is tuple:
            entry_type = typing.get_args(core)[0]
            kept_entries = (e for e in value if self._visible(e) and not self._refers(e, unwrap(entry_type)[1]))
            return tuple(self._value(entry, entry_type) for entry in kept_entries)
        if self._refers(value, marks):
            return None
        prose = next((mark for mark in marks if isinstance(mark, Prose)), None)
        if prose is not None and prose.form in ("inline", "block"):
            return self._uncited(value, block=prose.form == "block")
        return value

    def _refers(self, value: Any, marks: Iterable[object]) -> bool:
        return isinstance(value, str) and value in self._gone and any(isinstance(mark, Ref) for mark in marks)

    def _visible(self, value: Any) -> bool:
        """Whether the audience may see a part of an item; one that is shown counts for the label."""
        if not isinstance(value, Restricted) or isinstance(value, Item):
            return True
        if why_withheld(value, self._audience, self._markings, self._markings.own(value)) is not None:
            return False
        if value.marking is not None:
            self._markings_shown.append(value.marking)
        return True

    def _uncited(self, words: str, *, block: bool) -> str:
        """The text without citations of what is gone; the white space before one goes with it."""
        for citation in reversed(text.citations(words, block=block) if "[@" in words else ()):
            left = [name for name in citation.ids if name not in self._gone]
            if len(left) == len(citation.ids):
                continue
            begin, end = citation.span
            if left:
                words = words[:begin] + "[" + "; ".join(f"@{name}" for name in left) + "]" + words[end:]
            else:
                words = words[:begin].rstrip(" \t\n") + words[end:]
        return words


def _internal(record: Record) -> Mapping[str, Any]:
    return {name: empty for name, empty in INTERNAL.items() if name in type(record).model_fields}


def _uses(brief: Brief, term: str) -> bool:
    """Whether a text of the brief, its glossary aside, holds the term."""
    folded = term.casefold()
    for name in ("title", "bottom_line", "treaty", *COLLECTIONS, "treaties"):
        held = getattr(brief, name)
        for record in held.values() if isinstance(held, Mapping) else [held] if held is not None else []:
            if any(leaf.mark(Prose) and folded in str(leaf.value).casefold() for leaf in leaves(record)):
                return True
    return False
