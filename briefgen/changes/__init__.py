"""What changed from one brief to another: a comparison of contents, by id. The place in the file is no part of it.

    parts     what of a thing is compared

Both briefs are either whole, or tailored for one and the same audience. Of what the present brief holds and does not show
nothing is told, so that nothing withheld now is told by having been shown once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from briefgen import text
from briefgen.changes.parts import FieldPath, Part, Parts, parts, said_by, whole_of
from briefgen.model.brief import Brief
from briefgen.model.changes import Change, ChangeKind
from briefgen.model.items import Gap, Judgement, Section
from briefgen.model.statement import Item
from briefgen.model.vocabulary import Confidence, DealStage, IndicatorState, Status, TreatyState

LOOSE = ("title", "bottom_line", "so_what")
"""Texts of a brief that have no id: their field is their collection and their id."""

SILENT = ("no-comment-reported", "none-reported", "not-asked")

Rank = Callable[[str], int | None]
"""The place of a word on a scale, the least first; None where it has none."""


def compare(before: Brief, now: Brief, likelihood: Rank, hidden: Collection[str] = ()) -> tuple[Change, ...]:
    """Every change, in the order of the present brief; then what is gone, in the order of the earlier one.

    `likelihood` ranks the words of the present scale. `hidden` are ids of which nothing is told.
    """
    earlier, present = _things(before), _things(now)
    taken: set[str] = set()
    found = list(_of_texts({name: _loose(before, name) for name in LOOSE}, {name: _loose(now, name) for name in LOOSE}))
    for id_, (collection, item) in present.items():
        old_id = former_id(item, earlier, present)
        old = earlier.get(old_id)
        if old is not None:
            taken.add(old_id)
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
    return (*found, *_of_texts(_terms(before), _terms(now), "glossary"))


def former_id(item: Item, earlier: Collection[str], present: Collection[str]) -> str:
    """The id that a thing had: its `was:`, where that was taken and is free now, else the one it has."""
    return item.was if item.was is not None and item.was in earlier and item.was not in present else item.id


def _things(brief: Brief) -> Mapping[str, tuple[str, Item]]:
    return {item.id: (collection, item) for collection, item in brief.items()}


def _loose(brief: Brief, name: str) -> str | None:
    wording = getattr(brief, name)
    return wording if wording is None or isinstance(wording, str) else wording.text or None


def _terms(brief: Brief) -> Mapping[str, str | None]:
    return {name: term.meaning for name, term in brief.glossary.items()}


def _of_texts(
    before: Mapping[str, str | None], now: Mapping[str, str | None], collection: str | None = None
) -> Iterator[Change]:
    """The changes of texts that have no item around them; each is a collection of its own where none is named."""
    for name in (*now, *(name for name in before if name not in now)):
        old, new = (None if words is None else _plain(words) for words in (before.get(name), now.get(name)))
        if old != new:
            kind: ChangeKind = "new" if old is None else "withdrawn" if new is None else "reworded"
            yield Change(kind, collection or name, name, "text" if kind == "reworded" else None, old, new)


def item_text(item: Item) -> str | None:
    """The words of a thing, without Markdown and citations; None where it has none."""
    if isinstance(item, Section):
        said = [item.title, *([item.text] if item.text else []), *(point.text for point in item.points)]
        return _plain("\n\n".join(said), block=True)
    words = next((words for name in ("text", "name", "title") if (words := getattr(item, name, None))), None)
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

_WHOLES = ("outcome", "signing", "scope", "replaces", "history", "items", "series", "points")
"""Fields of which something can be new by itself."""
_DATES = ("by", "review", "date", "ordered", "delivered_in", "since", "until")

_TOLD_FIRST = ("status", "state", "stage", "confidence", "credibility", "likelihood", "outcome", "responses", *_DATES)
"""Fields in the order in which they are told; then come the others, evidence, and the words."""


class _Differing(NamedTuple):
    """A part that differs, with its values as a brief spells them; None for one that is not there."""

    path: FieldPath
    before: str | None
    now: str | None
    is_prose: bool


def _changes(collection: str, old: Item, new: Item, likelihood: Rank) -> Iterator[Change]:
    found = [
        Change(_kind(collection, part, likelihood), collection, new.id, ".".join(part.path), part.before, part.now)
        for part in sorted(_differing(parts(old), parts(new)), key=_place_told)
    ]
    before, now = item_text(old), item_text(new)
    if before != now:
        found.append(Change("reworded", collection, new.id, "text", before, now))
    if not found and isinstance(new, Judgement):
        found.append(Change("unchanged", collection, new.id))
    yield from (change if change.kind == "unchanged" else change._replace(why=new.change) for change in found)


def _differing(before: Parts, now: Parts) -> Iterator[_Differing]:
    """Each part that differs, with its values; what came or went as a whole, as that."""
    told: set[FieldPath] = set()
    for path in (*now, *(path for path in before if path not in now)):
        was, is_ = before.get(path), now.get(path)
        if was == is_:
            continue
        whole = whole_of(path)
        said = said_by(whole, before), said_by(whole, now)
        if None not in said:
            whole, said = path, (was and was.value, is_ and is_.value)
        if whole not in told:
            told.add(whole)
            yield _Differing(
                whole, *_named(whole, *said), is_prose=whole == path and bool((was or is_ or Part("")).is_prose)
            )


def _named(path: FieldPath, was: str | None, is_: str | None) -> tuple[str | None, str | None]:
    """The values; of a source that came or went, its id."""
    if path[-2:-1] == ("evidence",) and None in (was, is_):
        return (None if was is None else path[-1]), (None if is_ is None else path[-1])
    return was, is_


def _place_told(part: _Differing) -> tuple[int, bool]:
    root = part.path[0]
    return (_TOLD_FIRST.index(root) if root in _TOLD_FIRST else len(_TOLD_FIRST), "evidence" in part.path)


def _kind(collection: str, part: _Differing, likelihood: Rank) -> ChangeKind:
    path, name = part.path, part.path[-1]
    if "evidence" in path:
        return "new-source" if part.before is None else "changed"
    if path[0] == "responses":
        return "changed" if part.now is None or part.now in SILENT else "answered"
    if part.before is None and path[0] in _WHOLES:
        return "resolved" if path[0] == "outcome" else "new"
    if collection == "watch" and path == ("state",):
        return "observed" if part.now == IndicatorState.OBSERVED else "changed"
    if name in _DATES:
        return "moved"
    if name in _ORDERS or name == "likelihood":
        return _moved_by(name, part, likelihood if name == "likelihood" else _rank(_ORDERS[name]))
    return "reworded" if part.is_prose else "changed"


def _rank(order: tuple[str, ...]) -> Rank:
    return lambda word: order.index(word) if word in order else None


def _moved_by(field: str, part: _Differing, rank: Rank) -> ChangeKind:
    """Whether a value stands higher or lower than before."""
    if part.now is not None and (field, part.now) in _KINDS:
        return _KINDS[field, part.now]
    least, most = (None if word is None else rank(word) for word in (part.before, part.now))
    if least is None or most is None or least == most:
        return "changed"
    return "raised" if most > least else "lowered"
