"""What changed from one brief to another: a comparison of contents, by id. The place in the file is no part of it.

Both briefs are either whole, or tailored for one and the same audience. Of what the present brief holds and does not show
nothing is told, so that nothing withheld now is told by having been shown once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from briefgen import text
from briefgen.model.brief import Brief
from briefgen.model.changes import Change, ChangeKind
from briefgen.model.items import Event, Gap, Judgement, Section, WatchItem
from briefgen.model.statement import Item, Statement
from briefgen.model.subjects import ArmsDeal, Treaty
from briefgen.model.vocabulary import Confidence, DealStage, IndicatorState, Status, TreatyState

FOLLOWED = ("treaties", "arms_deals", "claims", "judgements", "watch", "gaps", "timeline", "sections", "figures")
"""Collections whose things are followed. Actors and sources change with what they are used for."""

SILENT = ("no-comment-reported", "none-reported", "not-asked")

Rank = Callable[[str], int | None]
"""The place of a word on a scale, the least first; None where it has none."""


def compare(before: Brief, now: Brief, likelihood: Rank, hidden: Collection[str] = ()) -> tuple[Change, ...]:
    """Every change, in the order of the present brief; then what is gone, in the order of the earlier one.

    `likelihood` ranks the words of the present scale. `hidden` are ids of which nothing is told.
    """
    earlier, present = _things(before), _things(now)
    taken: set[str] = set()
    found: list[Change] = []
    for id_, (collection, item) in present.items():
        old = earlier.get(item.was or id_)
        if old is not None:
            taken.add(item.was or id_)
        if id_ in hidden:
            continue
        if old is None or old[0] != collection:
            found.append(Change("new", collection, id_, now=item_text(item), why=item.change))
        else:
            found += _changes(collection, old[1], item, likelihood)
    for id_, (collection, item) in earlier.items():
        if id_ not in taken and id_ not in hidden:
            kind: ChangeKind = "closed" if isinstance(item, Gap) else "withdrawn"
            found.append(Change(kind, collection, id_, before=item_text(item), why=now.withdrawn.get(id_)))
    return tuple(found)


def _things(brief: Brief) -> Mapping[str, tuple[str, Item]]:
    return {item.id: (collection, item) for collection, item in brief.items() if collection in FOLLOWED}


def item_text(item: Item) -> str | None:
    """The words of a thing, without Markdown and citations; None where it has none."""
    if isinstance(item, Section):
        parts = [item.title, *([item.text] if item.text else []), *(point.text for point in item.points)]
        return _plain("\n\n".join(parts), block=True)
    words = getattr(item, "text", None) or (item.name if isinstance(item, Treaty) else None)
    return None if words is None else _plain(words)


def _plain(words: str, *, block: bool = False) -> str:
    return " ".join(text.plain(words, block=block).split())


# --- one thing -------------------------------------------------------------------------------------------------------


_RISING_STATUS = tuple(reversed([status.value for status in Status][:5]))
_TREATY = tuple(state.value for state in TreatyState)[: list(TreatyState).index(TreatyState.PROVISIONALLY_APPLIED)]
_DEAL = tuple(stage.value for stage in DealStage)[: list(DealStage).index(DealStage.SUSPENDED)]
_CONFIDENCE = tuple(reversed([word.value for word in Confidence]))
_CREDIBILITY = ("6", "5", "4", "3", "2", "1")

_ORDERS: Mapping[str, tuple[str, ...]] = {
    "status": _RISING_STATUS,
    "state": _TREATY,
    "stage": _DEAL,
    "confidence": _CONFIDENCE,
    "credibility": _CREDIBILITY,
}
"""Field → its values, the least first; a value that is not there stands beside the order."""

_KINDS: Mapping[tuple[str, str], ChangeKind] = {
    ("status", Status.CONFIRMED): "confirmed",
    ("status", Status.REFUTED): "refuted",
    ("status", Status.WITHDRAWN): "withdrawn",
}
"""What a value means by itself, whatever was before."""


def _changes(collection: str, old: Item, new: Item, likelihood: Rank) -> Iterator[Change]:
    told = list(_of_values(old, new, likelihood))
    told += _of_answers(old, new)
    told += _of_dates(old, new)
    told += _of_evidence(old, new)
    before, now = item_text(old), item_text(new)
    if before != now:
        told.append(("reworded", "text", before, now))
    if not told and isinstance(new, Judgement):
        told.append(("unchanged", None, None, None))
    for kind, field, was, is_ in told:
        yield Change(kind, collection, new.id, field, was, is_, new.change if kind != "unchanged" else None)


_Told = tuple[ChangeKind, str | None, str | None, str | None]


def _of_values(old: Item, new: Item, likelihood: Rank) -> Iterator[_Told]:
    for name, order in _ORDERS.items():
        before, now = (
            None if isinstance(item, WatchItem) else _written(getattr(item, name, None)) for item in (old, new)
        )
        if before != now:
            yield _kind(name, before, now, _rank(order)), name, before, now
    if isinstance(old, Judgement) and isinstance(new, Judgement):
        before, now = old.likelihood, new.likelihood
        if before != now:
            yield _kind("likelihood", before, now, likelihood), "likelihood", before, now
        if old.outcome is None and new.outcome is not None:
            yield "resolved", "outcome", None, _written(new.outcome.result)
    if isinstance(old, WatchItem) and isinstance(new, WatchItem) and old.state != new.state:
        kind: ChangeKind = "observed" if new.state is IndicatorState.OBSERVED else "changed"
        yield kind, "state", _written(old.state), _written(new.state)


def _rank(order: tuple[str, ...]) -> Rank:
    return lambda word: order.index(word) if word in order else None


def _kind(field: str, before: str | None, now: str | None, rank: Rank) -> ChangeKind:
    if now is not None and (field, now) in _KINDS:
        return _KINDS[field, now]
    least, most = (None if word is None else rank(word) for word in (before, now))
    if least is None or most is None or least == most:
        return "changed"
    return "raised" if most > least else "lowered"


def _of_answers(old: Item, new: Item) -> Iterator[_Told]:
    if not isinstance(old, Statement) or not isinstance(new, Statement):
        return
    for actor, response in new.responses.items():
        before = old.responses.get(actor)
        if before is None and response.response in SILENT:
            continue
        if before is None or before.response != response.response:
            yield "answered", f"responses.{actor}", _written(before and before.response), _written(response.response)


_DATES = (("by", Judgement), ("review", WatchItem), ("date", Event), ("date", ArmsDeal))


def _of_dates(old: Item, new: Item) -> Iterator[_Told]:
    for name, kind in _DATES:
        if isinstance(old, kind) and isinstance(new, kind):
            before, now = _written(getattr(old, name)), _written(getattr(new, name))
            if before != now:
                yield "moved", name, before, now


def _of_evidence(old: Item, new: Item) -> Iterator[_Told]:
    before, now = (getattr(item, "evidence", {}) for item in (old, new))
    for source in now:
        if source not in before:
            yield "new-source", f"evidence.{source}", None, source


def _written(value: Any) -> str | None:
    """A value as a brief spells it."""
    return None if value is None else str(value)
