"""The fields that changed and their values, in the words of a page."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.base import UNKNOWN
from briefgen.model.changes import Change
from briefgen.model.values import Quantity, When
from briefgen.render.standing import Standings
from briefgen.render.words import Words

_NAMES = {
    "claimant": "said_by",
    "assumptions": "assumes",
    "based_on": "rests_on",
    "official": "official_title",
    "desk": "said_by",
    "items": "item",
}
"""Field of a change → its label, where that is not of its own name."""
_WORDS = {
    "status": "status.{}.label",
    "state": "treaty_state.{}.label",
    "stage": "deal_stage.{}.label",
    "confidence": "confidence.{}",
    "credibility": "credibility.{}",
    "outcome": "outcome.{}",
    "reliability": "reliability.{}",
    "kind": "source_kind.{}",
}
"""Field whose values are words of a closed vocabulary → their labels."""
_FLAGS = {
    "official": {"True": "phrase.given", "False": "phrase.not_given"},
    "desk": {"True": "phrase.desk"},
}
"""Field that is on or off → what that says; nothing where it says nothing."""
_DATES = ("by", "review", "date", "ordered", "delivered_in", "since", "until", "published", "retrieved")
_AMOUNTS = ("quantity", "delivered")
_ACTORS = ("claimant", "supplier", "recipient", "parties", "of")


class Fields:
    """Names of fields and values for one page. `before` and `now` name the actors of either side, `source` a source."""

    def __init__(self, words: Words, before: Standings, now: Standings, source: Callable[[str], str]) -> None:
        self._words, self._before, self._now, self._source = words, before, now, source

    def name(self, change: Change) -> str:
        """What a field is called; empty for the words of a thing, and where the kind of change says it all."""
        path = (change.field or "").split(".")
        if path[0] == "responses":
            return self._actor((change.field or "").removeprefix("responses.").partition(".evidence.")[0], change)
        if path[0] in ("text", "evidence", ""):
            return ""
        if path[0] == "history" and len(path) > 1:
            state = self._words.capital(self._words.label(f"treaty_state.{path[1]}.label"))
            return f"{state}: {self._actor(path[3], change)}" if path[2:3] == ["parties"] and len(path) > 3 else state
        if path[0] in ("items", "series", "points") and len(path) > 1:
            inner = self._label(path[-1]) if len(path) > 2 else ""
            called = self._words.isolate(path[1]) or self._label(path[0])
            return ", ".join(filter(None, (called, inner)))
        return self._label(path[0])

    def values(self, change: Change) -> tuple[str, str]:
        """The values before and now; empty where there is none, and where they are words that only stand in their place."""
        before, now = (
            "" if value is None else self._value(change, value, standings)
            for value, standings in ((change.before, self._before), (change.now, self._now))
        )
        return before, now

    def _actor(self, reference: str, change: Change) -> str:
        return (self._before if change.now is None else self._now).actor(reference).name

    def _label(self, name: str) -> str:
        key = f"field.{_NAMES.get(name, name)}"
        return self._words.label(key) if key in self._words.language.labels else ""

    def _value(self, change: Change, value: str, standings: Standings) -> str:
        path = (change.field or "").split(".")
        name = path[-1]
        if "evidence" in path:
            return self._source(value) if None in (change.before, change.now) else self._words.isolate(value)
        if path[0] == "responses":
            return self._words.label(f"response.{value}")
        if name == "state" and change.collection == "watch":
            return self._words.label(f"indicator.{value}")
        if name == "likelihood":
            return self._words.label("phrase.not_assessed") if value == "not-assessed" else self._words.isolate(value)
        if name in _ACTORS:
            return self._named(value, standings)
        if name in _FLAGS:
            key = _FLAGS[name].get(value)
            return self._words.label(key) if key else ""
        if name in _WORDS:
            return self._words.label(_WORDS[name].format(value))
        return self._measured(path, value)

    def _named(self, value: str, standings: Standings) -> str:
        if value == UNKNOWN:
            return self._words.label("phrase.speaker_not_named")
        return standings.actors(value.split("; "))

    def _measured(self, path: list[str], value: str) -> str:
        """A date, a quantity, or words as they are."""
        try:
            if path[-1] in _DATES or path[0] in ("signing", "history"):
                return self._words.when(When.parse(value))
            if path[-1] in _AMOUNTS or path[0] == "items":
                return self._words.quantity(Quantity.parse(value))
        except ValueError:  # it is none
            return "" if value == path[-1] else self._words.isolate(value)
        return self._words.isolate(value)
