"""What changed since the last edition, as its part of the memo prints it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable

from briefgen.model.changes import Change, ChangeKind
from briefgen.model.results import TailoredBrief
from briefgen.model.values import When
from briefgen.render.references import Handle
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words

_FIELDS = {"by": "by", "review": "review", "date": "date", "text": "statement"}
"""Field of a change → its label, where that is not of its own name."""
_LABELS = {
    "status": "status.{}.label",
    "state": "treaty_state.{}.label",
    "stage": "deal_stage.{}.label",
    "confidence": "confidence.{}",
    "credibility": "credibility.{}",
    "outcome": "outcome.{}",
}
_IN_THE_WORDS = {"likelihood", "by"}
"""Fields whose value stands in the words of a judgement: that these changed too is no news."""
_QUIET = ("withdrawn", "closed", "unchanged")
"""Kinds that are told without a table."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One change of a thing in words; `before` and `now` are empty where there is nothing to say."""

    kind: ChangeKind
    field: str
    before: str
    now: str


@dataclasses.dataclass(frozen=True, slots=True)
class Changed:
    """A thing that changed: what it is called, its standing where it is a statement, its rows, and the key of the reason."""

    id: str
    called: Handle
    standing: Standing | None
    rows: tuple[Row, ...]
    why: str


class Changes:
    """What changed in one memo."""

    def __init__(
        self, tailored: TailoredBrief, words: Words, standings: Standings, handle: Callable[[str], Handle]
    ) -> None:
        self._tailored, self._words, self._standings, self._handle = tailored, words, standings, handle

    def changed(self) -> tuple[Changed, ...]:
        """What changed, thing by thing, in the audience's order."""
        told = [change for change in self._tailored.changes or () if change.kind not in _QUIET]
        return tuple(self._thing(id_, tuple(group)) for id_, group in itertools.groupby(told, key=lambda one: one.id))

    def unchanged(self) -> tuple[str, ...]:
        """The ids of the judgements that are as they were."""
        return tuple(change.id for change in self._tailored.changes or () if change.kind == "unchanged")

    def gone(self) -> tuple[Change, ...]:
        """What was taken out, and questions that are closed, for which a reason is given."""
        return tuple(
            change for change in self._tailored.changes or () if change.kind in ("withdrawn", "closed") and change.why
        )

    def change_of(self, id_: str) -> str:
        """“new” or “changed” for a thing that is so since the last edition; empty for any other."""
        kinds = [
            change.kind for change in self._tailored.changes or () if change.id == id_ and change.kind != "unchanged"
        ]
        return "" if not kinds else "new" if "new" in kinds else "changed"

    def _thing(self, id_: str, changes: tuple[Change, ...]) -> Changed:
        statement = self._tailored.brief.statements.get(id_)
        standing = self._standings.standing(statement) if statement is not None else None
        fields = {change.field for change in changes}
        told = [change for change in changes if not (change.field == "text" and fields & _IN_THE_WORDS)]
        rows = tuple(self._row(change, worded="status" not in fields) for change in told)
        why = f"{id_}.change" if any(change.why for change in changes) else ""
        return Changed(id_, self._handle(id_), standing, rows, why)

    def _row(self, change: Change, *, worded: bool) -> Row:
        """A row. The words of a statement are not repeated beside a status that they did not have."""
        field = (change.field or "").partition(".")[0]
        if change.kind == "new" or (field == "text" and not worded):
            return Row(change.kind, "", "", "")
        label = self._field(change.field or "")
        return Row(change.kind, label, self._value(change, change.before), self._value(change, change.now))

    def _field(self, field: str) -> str:
        name, _, inner = field.partition(".")
        if name == "responses":
            return self._standings.actor(inner).name
        if name in ("evidence", "text", ""):
            return ""
        return self._words.label(f"field.{_FIELDS.get(name, name)}")

    def _value(self, change: Change, value: str | None) -> str:
        if value is None:
            return ""
        name = (change.field or "").partition(".")[0]
        if name == "responses":
            return self._words.label(f"response.{value}")
        if name == "evidence":
            return self._handle(value).text
        if name in ("by", "review", "date"):
            return self._words.when(When.parse(value))
        if name == "state" and change.collection == "watch":
            return self._words.label(f"indicator.{value}")
        if name == "likelihood":
            return self._words.label("phrase.not_assessed") if value == "not-assessed" else value
        return self._words.label(_LABELS[name].format(value)) if name in _LABELS else self._words.isolate(value)
