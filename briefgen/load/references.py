"""Ids, references and citations, found on the YAML tree: every wrong one is told, whatever else is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen import codes, text
from briefgen.diagnostics import Diagnostic, Path
from briefgen.errors import did_you_mean
from briefgen.model.base import UNKNOWN, IsId, Prose, Ref
from briefgen.model.brief import TREATY_ID
from briefgen.typed import Visit

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
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
}
"""What kind of thing the ids of a collection name."""

CITED = Ref(("statement", "judgement", "source"))
"""What `[@id]` may cite."""


def check(visits: list[Visit]) -> list[Diagnostic]:
    """Every bad or duplicate id, every reference that leads nowhere, every malformed citation, every circle."""
    defined, findings = _ids(visits)
    based_on: dict[str, list[tuple[str, Path]]] = {}
    for visit in visits:
        reference = visit.mark(Ref)
        if reference is not None:
            findings += _reference(visit, reference, defined)
            if "based_on" in visit.path and visit.path[0] == "judgements":
                based_on.setdefault(str(visit.path[1]), []).append((visit.node.raw, visit.path))
        prose = visit.mark(Prose)
        if prose is not None and prose.form in ("inline", "block") and "[" in visit.node.raw:
            findings += _citations(visit, prose.form == "block", defined)
    return [*findings, *_circles(based_on)]


def _ids(visits: list[Visit]) -> tuple[dict[str, Visit], list[Diagnostic]]:
    defined: dict[str, Visit] = {}
    findings = []
    for visit in visits:
        if visit.path == (TREATY_ID,) and not visit.is_key:
            defined.setdefault(TREATY_ID, visit)
        if visit.mark(IsId) is None:
            continue
        key = str(visit.path[-1])
        if ID.fullmatch(key) is None or key == UNKNOWN:
            hint = f"write `{_as_id(key)}`: lower-case letters, digits and hyphens" if _as_id(key) else None
            message = (
                f"“{key}” is no id" if key != UNKNOWN else "“unknown” cannot be an id: it has a meaning of its own"
            )
            findings.append(codes.finding("F06", message, path=visit.path, on_key=True, hint=hint))
        if (first := defined.get(key)) is not None:
            place = first.node.file.location(first.node.start, first.node.end)
            message = f"the id “{key}” is taken: it stands under {first.path[0]} at {place}"
            findings.append(
                codes.finding("Q04", message, path=visit.path, on_key=True, hint="ids are unique in the whole brief")
            )
        else:
            defined[key] = visit
    return defined, findings


def _as_id(key: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", key.casefold()))


def _reference(visit: Visit, reference: Ref, defined: Mapping[str, Visit]) -> Iterator[Diagnostic]:
    if not isinstance(visit.node.value, str) and not visit.is_key:
        return
    name = str(visit.path[-1]) if visit.is_key else visit.node.raw
    if reference.or_name and (ID.fullmatch(name) is None or name == UNKNOWN):
        return
    if (fault := _unresolved(name, reference, defined)) is not None:
        message, hint = fault
        yield codes.finding("Q04", message, path=visit.path, on_key=visit.is_key, hint=hint)


def _unresolved(name: str, reference: Ref, defined: Mapping[str, Visit]) -> tuple[str, str | None] | None:
    wanted = " or ".join(reference.to)
    visit = defined.get(name)
    if visit is None:
        fitting = [known for known, found in defined.items() if KINDS[str(found.path[0])] in reference.to]
        hint = did_you_mean(name, fitting)
        if reference.or_name and (hint is None or hint.startswith("known")):
            hint = f"add it under `actors`, or write a name with a capital: {name.replace('-', ' ').title()}"
        return f"there is no {wanted} with the id “{name}”", hint
    kind = KINDS[str(visit.path[0])]
    if kind not in reference.to:
        return f"“{name}” is {'an' if kind[0] in 'aeiou' else 'a'} {kind}; here a {wanted} is wanted", None
    return None


def _citations(visit: Visit, block: bool, defined: Mapping[str, Visit]) -> Iterator[Diagnostic]:
    if not isinstance(visit.node.value, str):
        return
    words = visit.node.value
    for citation in text.citations(words, block=block):
        for cited in citation.cited:
            if (fault := _unresolved(cited.id, CITED, defined)) is not None:
                yield codes.finding("Q04", fault[0], path=visit.path, span=cited.span, hint=fault[1])
    for span in text.malformed_citations(words, block=block):
        hint = "a citation is an id in brackets: [@id], several are [@one; @two]"
        message = f"“{words[span[0] : span[1]]}” is no citation"
        yield codes.finding("F15", message, path=visit.path, span=span, hint=hint)


def _circles(based_on: Mapping[str, list[tuple[str, Path]]]) -> Iterator[Diagnostic]:
    """One finding for each circle, at the reference that closes it."""
    done: set[str] = set()
    for start in based_on:
        trail: list[str] = []
        todo: list[tuple[str, Path, int]] = [(start, (), 0)]
        while todo:
            name, path, depth = todo.pop()
            del trail[depth:]
            if name in trail:
                circle = " → ".join([*trail[trail.index(name) :], name])
                yield codes.finding("Q04", f"judgements rest on each other in a circle: {circle}", path=path)
            elif name not in done and name in based_on:
                trail.append(name)
                todo += [(on, where, depth + 1) for on, where in based_on[name]]
        done |= {start}
