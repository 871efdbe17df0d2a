"""What changed since the last edition, as its part of the memo prints it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Collection, Iterable

from briefgen.model.changes import Change, ChangeKind, is_gone, things
from briefgen.model.items import Event
from briefgen.model.results import TailoredBrief
from briefgen.render.fields import Fields
from briefgen.render.references import Handle
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words
from briefgen.text import plain
from briefgen.text.collation import Stretch, collated

_IN_THE_WORDS = {"likelihood", "by"}
"""Fields whose value stands in the words of a judgement: that these changed too is no news."""
_PROSE = {"because", "so_what", "assumptions", "alternatives"}
"""Words that are printed where they belong: of these it is told that they changed, not how."""


_UNNUMBERED = ("watch", "gaps", "timeline")
"""Collections whose things have no number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One change of a thing in words; `before` and `now` are empty where there is nothing to say.

    `word` tells how it changed; it is empty where the value now says it. `stretches` are both wordings of a text word by
    word, where it is reworded; what is so told has neither value.
    """

    kind: ChangeKind
    field: str
    before: str
    now: str
    word: str
    stretches: tuple[Stretch, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Changed:
    """A thing that changed: what it is called, its standing where it has one, its rows, and the key of the reason.

    `words` are its own, where it has no number on the page. Of one that is gone (`is_gone`) the standing is that which it had.
    """

    id: str
    called: Handle
    words: str
    standing: Standing | None
    rows: tuple[Row, ...]
    why: str
    is_gone: bool = False


class Changes:
    """What changed in one memo."""

    def __init__(
        self, tailored: TailoredBrief, words: Words, standings: Standings, handle: Callable[[str], Handle]
    ) -> None:
        self._tailored, self._words, self._standings, self._handle = tailored, words, standings, handle
        self._earlier = dataclasses.replace(tailored, brief=tailored.earlier or tailored.brief)
        self._stood = Standings(self._earlier, words)
        self._fields = Fields(words, self._stood, standings, self._source)

    def changed(self) -> tuple[Changed, ...]:
        """What changed, thing by thing, in the audience's order; what is gone too."""
        told = [change for change in self._tailored.changes or () if change.kind != "unchanged"]
        return tuple(self._thing(id_, tuple(group)) for id_, group in itertools.groupby(told, key=lambda one: one.id))

    def unchanged(self) -> tuple[str, ...]:
        """The ids of the judgements that are as they were."""
        return tuple(change.id for change in self._tailored.changes or () if change.kind == "unchanged")

    def gone(self) -> tuple[Change, ...]:
        """What was taken out, and questions that are closed."""
        return tuple(change for change in self._tailored.changes or () if is_gone(change))

    def more_changes(self) -> str:
        """How many further things changed of which a limit keeps this part from telling; empty where it tells all."""
        count, fuller = len(things(self._tailored.untold)), self._tailored.fuller
        if not count:
            return ""
        named = {"version": self._words.isolate(fuller)} if fuller else {}
        key = "phrase.more_changes_fuller" if fuller else "phrase.more_changes"
        return self._words.isolate(self._words.label(key, count=count, **named))

    def change_of(self, id_: str) -> str:
        """“new” or “changed” for a thing that is so since the last edition; empty for any other."""
        kinds = {
            "new" if change.kind == "new" and change.field is None else "changed"
            for change in (*(self._tailored.changes or ()), *self._tailored.untold)
            if change.id == id_ and change.kind != "unchanged"
        }
        return "" if not kinds else "new" if "new" in kinds else "changed"

    # --- one thing ---------------------------------------------------------------------------------------------------

    def _thing(self, id_: str, changes: tuple[Change, ...]) -> Changed:
        if is_gone(changes[0]):
            return self._gone(changes[0])
        fields = {change.field for change in changes}
        told = [change for change in changes if not _is_told_by_others(change, fields)]
        rows = self._merged(dict.fromkeys(self._row(change, worded="status" not in fields) for change in told))
        why = f"{id_}.change" if f"{id_}.change" in self._tailored.texts else ""
        standing = _standing(self._tailored, self._standings, id_)
        called, name = self._handle(id_), self._words.label(f"thing.{changes[0].collection}")
        words = self._words_of(changes, is_numbered=called.href is not None)
        return Changed(id_, called if called.href else Handle(name, None), words, standing, rows, why)

    def _words_of(self, changes: tuple[Change, ...], *, is_numbered: bool) -> str:
        """The words of a thing that is called by its kind or by the part it stands in; empty where its row has them."""
        if any(row.field == "text" for row in changes) or (is_numbered and changes[0].collection not in _UNNUMBERED):
            return ""
        item = getattr(self._tailored.brief, changes[0].collection)[changes[0].id]
        words = getattr(item, "text", None) or getattr(item, "name", None)
        return self._words.isolate(plain(words)) if words and changes[0].collection != "sections" else ""

    def _gone(self, change: Change) -> Changed:
        """A thing of the last edition, by the kind of thing that it was: its number is no more."""
        called = Handle(self._words.label(f"thing.{change.collection}"), None)
        withdrawn = list(self._tailored.brief.withdrawn)
        why = f"withdrawn.{withdrawn.index(change.id)}" if change.id in withdrawn else ""
        row = Row(change.kind, "", self._words.isolate(change.before or ""), "", self._kind(change))
        standing = _standing(self._earlier, self._stood, change.id)
        return Changed(change.id, called, "", standing, (row,), why, is_gone=True)

    def _row(self, change: Change, *, worded: bool) -> Row:
        """A row. The words of a statement are not repeated beside a status that they did not have."""
        field, word = change.field or "", self._kind(change)
        if (change.kind == "new" and not field) or (field == "text" and not worded):
            return Row(change.kind, "", "", "", word)
        if field == "text":
            return Row(change.kind, "", "", "", word, collated(change.before or "", change.now or ""))
        if field.partition(".")[0] in _PROSE or change.kind == "reworded":
            return Row(change.kind, self._fields.name(change), "", "", word)
        return self._valued(change, word)

    def _merged(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows, with sources that came, or went, one after the other in one."""
        words = {self._words.label("change.new-source"), self._words.label("phrase.source_gone")}
        found: list[Row] = []
        for row in rows:
            last = found[-1] if found else None
            if last is not None and row.word in words and (row.field, row.word) == (last.field, last.word):
                found[-1] = dataclasses.replace(last, now=f"{last.now}, {row.now}")
            else:
                found.append(row)
        return tuple(found)

    def _valued(self, change: Change, word: str) -> Row:
        """A row of a value, said once: a word that only tells that there is another value now gives way to it."""
        name, (before, now) = self._fields.name(change), self._fields.values(change)
        if change.field == "claimant":  # where nobody is named, the desk or the source itself says so
            before = before or _speaker(_standing(self._earlier, self._stood, change.id))
            now = now or _speaker(_standing(self._tailored, self._standings, change.id))
        if "evidence" in (change.field or "").split(".") and change.now is None:
            return Row(change.kind, name, "", before, self._words.label("phrase.source_gone"))
        if change.now is None and name and not now:
            return Row(change.kind, name, before, self._words.label("phrase.not_given"), "")
        outcome = self._tailored.brief.judgements[change.id].outcome if change.kind == "resolved" else None
        if outcome is not None:
            return Row(change.kind, name, before, f"{now}, {self._words.language.day(outcome.date)}", "")
        return Row(change.kind, name, before, "" if word == now else now, word)

    def _kind(self, change: Change) -> str:
        return self._words.label(f"change.{change.kind}")

    def _source(self, id_: str) -> str:
        source = self._earlier.brief.sources.get(id_)
        return self._handle(id_).text if id_ in self._tailored.brief.sources or source is None else source.title


def _is_told_by_others(change: Change, fields: Collection[str | None]) -> bool:
    """Whether other changes of the thing say it: the words of a judgement, or a step that each party takes for itself."""
    if change.field == "text":
        return not _IN_THE_WORDS.isdisjoint(fields)
    path = (change.field or "").split(".")
    is_bare = path[0] == "history" and {change.before, change.now} <= {None, path[-1]}
    return is_bare and any(field and field.startswith(f"{change.field}.parties.") for field in fields)


def _speaker(standing: Standing | None) -> str:
    return standing.speaker.name if standing is not None else ""


def _standing(tailored: TailoredBrief, standings: Standings, id_: str) -> Standing | None:
    """The standing of a statement, or of what an event tells; None for other things."""
    statement = tailored.brief.statements.get(id_) or tailored.brief.figures.get(id_)
    if statement is not None:
        return standings.standing(statement)
    event: Event | None = tailored.brief.timeline.get(id_)
    found = standings.standings(event) if event is not None else []
    return found[0] if found else None
