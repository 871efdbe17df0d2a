"""The decisions applied: a brief that holds what the audience gets, and no trace of what it does not."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefgen import text
from briefgen.model.audience import Audience
from briefgen.model.base import FrozenMap, Prose, Record, Ref
from briefgen.model.brief import COLLECTIONS, Brief, Headline, Wording
from briefgen.model.fields import Shape, leaves, shapes_of
from briefgen.model.items import Outcome
from briefgen.model.results import Decision
from briefgen.model.statement import Restricted, Statement
from briefgen.model.subjects import Facet, Step
from briefgen.tailor import responses
from briefgen.tailor.decisions import speakers, why_withheld
from briefgen.tailor.markings import Markings, cited_in

R = TypeVar("R", bound=Record)
Text = TypeVar("Text", bound=Wording)

STATEMENTS = ("treaties", "arms_deals", "claims")
"""Collections whose items a text may cite although the memo does not print them: it tells their source."""

INTERNAL: Mapping[str, Any] = {
    "short": FrozenMap(),
    "waive": (),
    "only_for": (),
    "not_for": (),
    "audiences": (),
    "uses": (),
    "repeats": FrozenMap(),
}
"""What no memo prints: other audiences' wordings and names, the desk's waivers and files, the words of other sources."""


class Filter:
    """What one audience gets of a brief, by decisions made."""

    def __init__(self, audience: Audience, markings: Markings, decisions: Iterable[Decision]) -> None:
        self._audience, self._markings = audience, markings
        made = list(decisions)
        self._kept = {(decision.collection, decision.id) for decision in made if decision.kept}
        gone = [
            decision for decision in made if decision.collection in ("treaties", *COLLECTIONS) and not decision.kept
        ]
        self._gone = {decision.id for decision in gone if decision.withheld or decision.collection not in STATEMENTS}
        self._unprinted = {decision.id for decision in gone} - self._gone

    def applied(self, brief: Brief) -> tuple[Brief, Mapping[str, Statement]]:
        """What is kept, and what stands in its background."""
        shown = self.apply(brief)
        return shown, self.background(brief, shown)

    def apply(self, brief: Brief) -> Brief:
        """What is kept. Each thing carries its marking, so that it stays the same when what raised it is gone.

        A title that may not be shown is empty.
        """
        updates = dict(_internal(type(brief)))
        for name in ("treaties", *COLLECTIONS, "glossary"):
            things = getattr(brief, name).items()
            updates[name] = FrozenMap({key: self._whole(thing) for key, thing in things if self._is_kept(name, key)})
        updates["title"] = self._wording("title", brief.title) or Headline.model_construct(text="")
        updates["bottom_line"] = self._wording("bottom_line", brief.bottom_line)
        updates["so_what"] = self._uncited(brief.so_what or "") if self._is_kept("so_what") else None
        withdrawn = brief.withdrawn.items()
        updates["withdrawn"] = FrozenMap(
            {name: self._uncited(why) for name, why in withdrawn if self._is_kept("withdrawn", name)}
        )
        corrections = enumerate(brief.corrections)
        updates["corrections"] = tuple(
            self._record(correction) for index, correction in corrections if self._is_kept("corrections", str(index))
        )
        if "authors" in self._audience.omits:
            updates["authors"] = ()
        if self._audience.takes("distribution") is None:
            updates["distribution"] = ()
        if self._audience.takes("sources") is None:
            unlisted = {
                name: source.model_copy(update={"comment": None}) for name, source in updates["sources"].items()
            }
            updates["sources"] = FrozenMap(unlisted)
        return brief.model_copy(update=updates)

    def _is_kept(self, collection: str, name: str | None = None) -> bool:
        return (collection, name or collection) in self._kept

    def _wording(self, name: str, wording: Text | None) -> Text | None:
        return self._whole(wording) if wording and wording.text and self._is_kept(name) else None

    def background(self, brief: Brief, shown: Brief) -> Mapping[str, Statement]:
        """The statements that are not printed and that the memo cites or rests on: status, speaker and evidence alone."""
        if not self._unprinted:
            return FrozenMap()
        left = leaves(shown)
        reached = {str(leaf.value) for leaf in left if leaf.mark(Ref) is not None}
        reached |= {id_ for leaf in left if (prose := leaf.mark(Prose)) for id_ in cited_in(leaf.value, prose)}
        found = {id_: statement for id_, statement in brief.statements.items() if id_ in reached & self._unprinted}
        return FrozenMap({id_: self._bare(statement) for id_, statement in found.items()})

    def _bare(self, statement: Statement) -> Statement:
        told = self._record(statement, self._markings.of(statement).marking)
        return Statement.model_construct(
            id=told.id,
            status=told.status,
            claimant=told.claimant,
            evidence=told.evidence,
            desk=told.desk,
            marking=told.marking,
        )

    # --- one thing ---------------------------------------------------------------------------------------------------

    def _whole(self, thing: R) -> R:
        """An item, a text of the brief or a term, which has been decided on."""
        return self._record(thing, self._markings.of(thing).marking if isinstance(thing, Restricted) else None)

    def _part(self, part: R, whole: str | None) -> R | None:
        """A part of a thing; None where the audience may not see it. One without a marking has that of the whole."""
        if isinstance(part, Restricted):
            marked = self._markings.of(part, whole)
            if why_withheld(part, self._audience, self._markings, marked) is not None:
                return None
            if not self._gone.isdisjoint(
                speakers(part)
            ):  # without its speaker it would pass for the treaty's claimant's
                return None
            whole = marked.marking
        shown = self._record(part, whole)
        return None if _is_hollow(part, shown) else shown

    def _record(self, record: R, marking: str | None = None) -> R:
        """A record without references to what is gone, without parts that the audience may not see."""
        updates = dict(_internal(type(record)))
        if isinstance(record, Restricted):
            updates["marking"] = marking
        for omitted in self._audience.omits:
            if omitted in shapes_of(type(record)):
                updates[omitted] = type(record).model_fields[omitted].get_default(call_default_factory=True)
        for name, shape in _telling(type(record)).items():
            if name not in updates:
                updates[name] = self._value(getattr(record, name), shape, marking)
        if isinstance(record, (Statement, Facet)):
            updates["responses"] = responses.unsourced(record, updates["evidence"], updates["responses"])
        return record.model_copy(update=updates)

    def _value(self, value: Any, shape: Shape, marking: str | None) -> Any:
        """What is left of a value; None where nothing is."""
        if value is None or self._refers(value, shape.marks):
            return None
        if not value:
            return value
        if isinstance(value, Record):
            return self._part(value, marking)
        if shape.entry is None:
            prose: Prose | None = shape.marks.get(Prose)
            if prose is not None and prose.form != "quote":
                return self._uncited(value, block=prose.form == "block")
            return value
        if shape.key is None:
            left = [self._value(entry, shape.entry, marking) for entry in value]
            return tuple(entry for entry in left if entry is not None)
        named = {key: entry for key, entry in value.items() if not self._refers(key, shape.key.marks)}
        kept = {key: self._value(entry, shape.entry, marking) for key, entry in named.items()}
        return FrozenMap({key: entry for key, entry in kept.items() if entry is not None})

    def _refers(self, value: Any, marks: Mapping[type, Any]) -> bool:
        return isinstance(value, str) and value in self._gone and Ref in marks

    def _uncited(self, words: str, *, block: bool = False) -> str:
        """The text without citations of what is gone."""
        for citation in reversed(text.citations(words, block=block) if "[@" in words else ()):
            left = [name for name in citation.ids if name not in self._gone]
            begin, end = citation.span
            if not left:
                words = _cut(words, begin, end)
            elif len(left) < len(citation.ids):
                words = words[:begin] + "[" + "; ".join(f"@{name}" for name in left) + "]" + words[end:]
        return words


def _cut(words: str, begin: int, end: int) -> str:
    """The text without this stretch and the white space before it; what begins a line still begins it."""
    before, after = words[:begin].rstrip(" \t"), words[end:]
    if before and not before.endswith("\n"):
        return before + after
    after = after.lstrip(" \t")
    ends_the_line = not after or after[0] in "\n.,;:!?)"
    return before.removesuffix("\n") + after if ends_the_line else words[:begin] + after


def _is_hollow(part: Record, shown: Record) -> bool:
    """Whether a part has lost what it was told by, and would still tell of that.

    A step told party by party that has lost all of them; an outcome that rested on statements alone, of which none is left.
    """
    if isinstance(part, Outcome) and isinstance(shown, Outcome):
        return bool(part.based_on) and not part.evidence and not shown.based_on
    if isinstance(part, Step) and isinstance(shown, Step):
        told = (shown.text, shown.date, shown.expected, shown.comment)
        return bool(part.parties) and not shown.parties and not shown.evidence and not any(told)
    return False


@functools.cache
def _internal(model: type[Record]) -> Mapping[str, Any]:
    return {name: empty for name, empty in INTERNAL.items() if name in shapes_of(model)}


@functools.cache
def _telling(model: type[Record]) -> Mapping[str, Shape]:
    """The fields that can refer to what is gone, or hold parts that do; most others hold one word or a day."""
    return {
        name: shape
        for name, shape in shapes_of(model).items()
        if shape.entry is not None or shape.record is not None or Ref in shape.marks or Prose in shape.marks
    }
