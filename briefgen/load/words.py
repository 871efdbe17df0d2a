"""Words that data files define, not the model: markings, likelihood words, scales, languages, countries, audiences."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefgen import codes, i18n, standards
from briefgen.diagnostics import Diagnostic, Path
from briefgen.errors import NotFound, did_you_mean
from briefgen.model.statement import EVERY_AUDIENCE
from briefgen.project import Project
from briefgen.typed import Visit
from briefgen.yaml_source import Node

DEFAULT_LANGUAGE = "en"
DEFAULT_SCALE = "icd203"
MARKING_SCHEME = "tlp"
NOT_ASSESSED = "not-assessed"


def check(root: Node, visits: list[Visit], project: Project) -> list[Diagnostic]:
    """Every word that its data file does not know, with the nearest that it does."""
    audiences = functools.cache(project.audience_names)
    findings: list[Diagnostic] = []
    for visit in visits:
        word = str(visit.path[-1]) if visit.is_key else visit.node.raw
        kind = _kind(visit)
        if kind is None or not (visit.is_key or isinstance(visit.node.value, str)):
            continue
        if kind == "likelihood":
            findings += _likelihood(word, visit.path, root)
        elif kind == "audience":
            findings += _one_of("F12", "audience", word, visit, audiences())
        else:
            findings += _CHECKS[kind](word, visit)
    return findings


def _kind(visit: Visit) -> str | None:
    """Which kind of word stands here, from the name of its field; None for any other place."""
    path = visit.path
    if len(path) > 1 and path[-2] == "short":
        return "audience" if visit.is_key and path[-1] != EVERY_AUDIENCE else None
    if visit.is_key:
        return None
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    if field in ("only_for", "not_for", "audiences"):
        return "audience"
    if field == "likelihood" and path[0] == "judgements":
        return "likelihood"
    if path in (("language",), ("scale",)) or (field == "country" and path[0] == "actors") or field == "marking":
        return field
    return None


def _one_of(code: str, what: str, word: str, visit: Visit, known: Sequence[str]) -> Iterator[Diagnostic]:
    if word not in known:
        hint = did_you_mean(word, known)
        yield codes.finding(code, f"there is no {what} “{word}”", path=visit.path, on_key=visit.is_key, hint=hint)


def _marking(word: str, visit: Visit) -> Iterator[Diagnostic]:
    labels = list(standards.marking_scheme(MARKING_SCHEME).labels)
    yield from _one_of("F11", "marking", word, visit, labels)


def _language(word: str, visit: Visit) -> Iterator[Diagnostic]:
    try:
        i18n.Language.load(word)
    except NotFound as error:
        yield codes.finding("F16", f"there is no language “{word}”", path=visit.path, hint=error.hint)


def _scale(word: str, visit: Visit) -> Iterator[Diagnostic]:
    try:
        standards.scale(word)
    except NotFound as error:
        yield codes.finding("F17", f"there is no likelihood scale “{word}”", path=visit.path, hint=error.hint)


def _country(word: str, visit: Visit) -> Iterator[Diagnostic]:
    if i18n.Language.load(DEFAULT_LANGUAGE).country(word) is None:
        hint = (
            f"did you mean {word.upper()}?"
            if word != word.upper()
            else "such as RU, IR, NO; a body or group goes under `body`"
        )
        yield codes.finding("F09", f"“{word}” is no ISO 3166 country code of two letters", path=visit.path, hint=hint)


def _likelihood(word: str, path: Path, root: Node) -> Iterator[Diagnostic]:
    written = root.get("scale")
    try:
        scale = standards.scale(written.raw if written is not None else DEFAULT_SCALE)
    except NotFound:
        return  # told at the scale itself
    if word != NOT_ASSESSED and scale.row(word) is None:
        hint = did_you_mean(word, [*scale.words, NOT_ASSESSED]) or f"one of: {', '.join(scale.words)}, {NOT_ASSESSED}"
        yield codes.finding("F10", f"“{word}” is no word of the scale {scale.title}", path=path, hint=hint)


_CHECKS: Mapping[str, Callable[[str, Visit], Iterator[Diagnostic]]] = {
    "marking": _marking,
    "language": _language,
    "scale": _scale,
    "country": _country,
}
