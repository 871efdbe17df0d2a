"""What of a thing is compared: each of its fields by its path, with the value as a brief spells it.

The entries of a list count together, and so do the words quoted from one source: their place in the list is no part of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from briefgen.model.base import Prose
from briefgen.model.fields import Leaf, leaves
from briefgen.model.items import Section
from briefgen.model.statement import Item

FieldPath = tuple[str, ...]

NOT_COMPARED = frozenset({"id", "change", "was", "waive", "unsourced", "repeats", "picture"})
"""Fields that tell how the desk works, or that the tool works out. A reason is no change: it is told with one."""

_OF_SECTIONS = frozenset({"text", "title", "points"})
"""Fields of a section that are compared as one text."""
_VALUES = {"responses": "response", "outcome": "result"}
"""Fields that hold records → the part that these stand for."""
_FIRST = ("text", "date", "quantity", "value")
"""Parts that tell what a whole says, the first that there is."""


class Part(NamedTuple):
    """A value as a brief spells it, and whether it is words of the desk."""

    value: str
    is_prose: bool = False


Parts = Mapping[FieldPath, Part]


def parts(item: Item) -> Parts:
    """Every field that has a value, by its path; the text of the thing is not among them."""
    found: dict[FieldPath, Part] = {}
    keys: dict[FieldPath, Part] = {}
    skipped = _OF_SECTIONS if isinstance(item, Section) else _words_of(item)
    for leaf in leaves(item):
        path = _place(leaf)
        if not path or NOT_COMPARED.intersection(leaf.path[:1]) or leaf.path[-1] in NOT_COMPARED:
            continue
        if leaf.path[0] in skipped and (len(leaf.path) == 1 or isinstance(item, Section)):
            continue
        prose = leaf.mark(Prose)
        part = Part(str(leaf.value), prose is not None and prose.form in ("inline", "block"))
        if leaf.is_key:
            keys[path] = part
        elif path in found:
            found[path] = Part(f"{found[path].value}; {part.value}", part.is_prose)
        else:
            found[path] = part
    return {**keys, **found}


def _words_of(item: Item) -> Collection[str]:
    """The field that holds the words of a thing: its text, or where it has none its name or title."""
    fields = [name for name in ("text", "name", "title") if getattr(item, name, None)]
    return {"text", *fields[:1]}


def _place(leaf: Leaf) -> FieldPath:
    """Where a value belongs; () for what its neighbours tell: the page of a quotation, the name of who answered."""
    path = tuple(str(part) for part in leaf.path if not isinstance(part, int))
    if "evidence" in path:
        end = path.index("evidence") + 2
        return path[:end] if leaf.is_key or path[end:] in ((), ("quote",)) else ()
    if leaf.is_key and path[0] == "responses":
        return ()
    return path[:-1] if path[-1] == _VALUES.get(path[0]) else path


def whole_of(path: FieldPath) -> FieldPath:
    """The path of what comes and goes as one with this part: a side of a treaty, a step of its history, an answer."""
    if path[0] in ("outcome", "signing", "scope", "replaces"):
        return path[:1]
    if path[0] == "history":
        return path[:4] if path[2:3] == ("parties",) and len(path) > 3 else path[:2]
    return path[:2] if path[0] in ("responses", "items", "series", "points") else path


def said_by(whole: FieldPath, of: Parts) -> str | None:
    """What a whole says, in one value; None where it is not there."""
    if whole in of and whole[0] in _VALUES:
        return of[whole].value
    names = ((*whole, name) for name in _FIRST)
    found = next((of[path].value for path in names if path in of), None)
    if found is None and whole in of:
        return of[whole].value
    held = any(path[: len(whole)] == whole for path in of)
    return found if found is not None or not held else whole[-1]
