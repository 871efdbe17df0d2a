"""Ids, references and citations, found on the YAML tree: every wrong one is told, whatever else is wrong."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen import codes, text
from briefgen.diagnostics import Diagnostic, quoted
from briefgen.errors import did_you_mean
from briefgen.model.base import ID, UNKNOWN, IsId, Prose, Ref
from briefgen.model.brief import TREATY_ID
from briefgen.typed import Visit
from briefgen.yaml_source import MAX_FINDINGS, Node

KINDS: Mapping[str, str] = {
    "treaty": "statement",
    "treaties": "statement",
    "arms_deals": "statement",
    "claims": "statement",
    "judgements": "judgement",
    "actors": "actor",
    "sources": "source",
    "watch": "indicator",
    "gaps": "gap",
    "timeline": "event",
    "sections": "section",
    "figures": "figure",
}
"""What kind of thing the ids of a collection name."""

CITED = Ref(("statement", "judgement", "figure", "source"))
"""What `[@id]` may cite."""


RESERVED = (UNKNOWN, "title")
"""Words that are shaped like ids and mean something else: that nobody is named; the brief's own title."""


def check(visits: list[Visit]) -> list[Diagnostic]:
    """Every bad or duplicate id, every reference that leads nowhere, every malformed citation, every circle."""
    return list(itertools.islice(_faults(visits), MAX_FINDINGS + 1))


def _faults(visits: list[Visit]) -> Iterator[Diagnostic]:
    defined: dict[str, _Defined] = {}
    yield from _ids(visits, defined)
    for visit in visits:
        reference = visit.mark(Ref)
        if reference is not None:
            yield from _reference(visit, reference, defined)
        prose = visit.mark(Prose)
        if prose is not None and prose.form in ("inline", "block") and "[" in visit.node.raw:
            yield from _citations(visit, prose.form == "block", defined)
    for field in _NO_CIRCLES:
        yield from _circles(field, visits)


class _Defined(NamedTuple):
    """Where an id was defined: the key, and the collection."""

    key: Node
    collection: str


def _ids(visits: list[Visit], defined: dict[str, _Defined]) -> Iterator[Diagnostic]:
    """Fills in what is defined; tells of what is no id, and of what stands for two things."""
    for visit in visits:
        if visit.path == () and (treaty := visit.node.get(TREATY_ID)) is not None and treaty.value is not None:
            defined[TREATY_ID] = _Defined(visit.node.keys[TREATY_ID], TREATY_ID)
        if visit.mark(IsId) is None:
            continue
        key = str(visit.path[-1])
        if key in RESERVED:
            message = f"{quoted(key)} cannot be an id: it has a meaning of its own"
            yield codes.finding("F06", message, path=visit.path, on_key=True, hint="take another word")
        elif ID.fullmatch(key) is None:
            shape = "lower-case letters a to z, digits and single hyphens"
            hint = f"write `{_as_id(key)}`: {shape}" if _as_id(key) else f"an id holds {shape}"
            yield codes.finding("F06", f"{quoted(key)} is no id", path=visit.path, on_key=True, hint=hint)
        if (first := defined.get(key)) is not None:
            place = first.key.file.location(first.key.start, first.key.end)
            message = f"the id {quoted(key)} is taken: it stands under {first.collection} at {place}"
            hint = "give one of the two another id: ids are unique in the whole brief"
            yield codes.finding("Q04", message, path=visit.path, on_key=True, hint=hint)
        else:
            defined[key] = _Defined(visit.node, str(visit.path[0]))


def _as_id(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key[:60].casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[a-z0-9]+", letters)) if letters.isascii() else ""


def _reference(visit: Visit, reference: Ref, defined: Mapping[str, _Defined]) -> Iterator[Diagnostic]:
    if not isinstance(visit.node.value, str) and not visit.is_key:
        return
    name = str(visit.path[-1]) if visit.is_key else visit.node.raw
    if reference.or_name and (ID.fullmatch(name) is None or name == UNKNOWN):
        return
    if (fault := _unresolved(name, reference, defined)) is not None:
        message, hint = fault
        yield codes.finding("Q04", message, path=visit.path, on_key=visit.is_key, hint=hint)


def _unresolved(name: str, reference: Ref, defined: Mapping[str, _Defined]) -> tuple[str, str] | None:
    """Message and hint; None where the id leads to what is wanted."""
    wanted = " or ".join(filter(None, (", ".join(reference.to[:-1]), reference.to[-1])))
    known = defined.get(name)
    if known is None:
        fitting = [id_ for id_, other in defined.items() if KINDS[other.collection] in reference.to]
        hint = did_you_mean(name, fitting)
        if reference.or_name and (hint is None or hint.startswith("known")):
            hint = f"add it under `actors`, or write a name with a capital: {name.replace('-', ' ').title()[:60]}"
        return f"there is no {wanted} with the id {quoted(name)}", hint or "add it, or take the reference out"
    kind = KINDS[known.collection]
    if kind in reference.to:
        return None
    return f"“{name}” is {_a(kind)}; here {_a(wanted)} is wanted", "name another, or take the reference out"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _citations(visit: Visit, block: bool, defined: Mapping[str, _Defined]) -> Iterator[Diagnostic]:
    if not isinstance(visit.node.value, str):
        return
    words = visit.node.value
    for citation in text.citations(words, block=block):
        for cited in citation.cited:
            if (fault := _unresolved(cited.id, CITED, defined)) is not None:
                yield codes.finding("Q04", fault[0], path=visit.path, span=cited.span, hint=fault[1])
    for span in text.malformed_citations(words, block=block):
        hint = "a citation is an id in brackets: [@id], several are [@one; @two]"
        message = f"{quoted(words[slice(*span)])} is no citation"
        yield codes.finding("F15", message, path=visit.path, span=span, hint=hint)


_NO_CIRCLES = {
    ("judgements", "based_on"): "judgements rest on each other in a circle",
    ("sources", "derived_from"): "sources are made from each other in a circle",
    ("actors", "of"): "actors belong to each other in a circle",
}
"""Collection and field of references that must come to an end, and what is told where they do not."""


def _circles(field: tuple[str, str], visits: list[Visit]) -> Iterator[Diagnostic]:
    """One finding for each circle, at the reference that closes it."""
    edges: dict[str, list[Visit]] = {}
    for visit in visits:
        if len(visit.path) > 2 and (visit.path[0], visit.path[2]) == field and visit.mark(Ref):
            edges.setdefault(str(visit.path[1]), []).append(visit)
    done: set[str] = set()
    for start, first in edges.items():
        trail = {} if start in done else {start: iter(first)}
        while trail:
            name, rest = next(reversed(trail.items()))
            step = next(rest, None)
            if step is None:
                done.add(name)
                del trail[name]
            elif (target := step.node.raw) in trail:
                message = f"{_NO_CIRCLES[field]}: {_told([*trail], target)}"
                yield codes.finding("Q04", message, path=step.path, hint="take one of these references out")
            elif target not in done:
                trail[target] = iter(edges.get(target, ()))


def _told(trail: list[str], first: str) -> str:
    """The circle that closes at `first`, from there to there; of a long one its beginning and its end."""
    names = [*trail[trail.index(first) :], first]
    return " → ".join(names if len(names) < 10 else [*names[:4], "…", *names[-4:]])
