"""Words that data files and folders define, not the model: markings, likelihood words, languages, zones, audiences, briefs."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefgen import codes, i18n, standards
from briefgen.diagnostics import Diagnostic, quoted
from briefgen.errors import NotFound, did_you_mean
from briefgen.model.base import Listed
from briefgen.model.statement import EVERY_AUDIENCE
from briefgen.project import Project
from briefgen.standards import countries
from briefgen.typed import Visit
from briefgen.yaml_source import MAX_FINDINGS, Node

DEFAULT_SCALE = "icd203"
MARKING_SCHEME = "tlp"
NOT_ASSESSED = "not-assessed"

_Fault = tuple[str, str, str | None]
"""Code, message and hint."""


def check(root: Node, visits: list[Visit], project: Project) -> list[Diagnostic]:
    """Every word that its data file does not know, with the nearest that it does."""
    checks: dict[str, Callable[[str], _Fault | None]] = {
        "marking": _marking,
        "language": _language,
        "scale": _scale,
        "country": _country,
        "likelihood": functools.partial(_likelihood, _scale_of(root)),
        "audience": functools.partial(_audience, functools.cache(project.audience_names)),
        "brief": functools.partial(_brief, functools.cache(project.briefs)),
        "zone": _zone,
    }
    return list(itertools.islice(_faults(visits, checks), MAX_FINDINGS + 1))


def _faults(visits: list[Visit], checks: dict[str, Callable[[str], _Fault | None]]) -> Iterator[Diagnostic]:
    for visit in visits:
        listed = visit.mark(Listed)
        if listed is None or not isinstance(visit.node.value, str):
            continue
        if (fault := checks[listed.kind](visit.node.value)) is not None:
            code, message, hint = fault
            yield codes.finding(code, message, path=visit.path, on_key=visit.is_key, hint=hint)


def _marking(word: str) -> _Fault | None:
    return _one_of("F11", "marking", word, standards.marking_scheme(MARKING_SCHEME).labels)


def _audience(names: Callable[[], Iterable[str]], word: str) -> _Fault | None:
    return None if word == EVERY_AUDIENCE else _one_of("F12", "audience", word, names())


def _brief(files: Callable[[], Iterable[Path]], word: str) -> _Fault | None:
    return _one_of("F24", "brief", word, [file.stem for file in files()])


def _zone(word: str) -> _Fault | None:
    from briefgen import due  # noqa: PLC0415 - few files name a zone

    known = due.zones()
    if word in known:
        return None
    folded = word.casefold().replace(" ", "_")
    cities = sorted(name for name in known if name.casefold().endswith(f"/{folded}"))
    alike = sorted(name for name in known if name[0].casefold() == folded[:1])  # of all 600, too many to compare
    near = f"did you mean {' or '.join(cities)}?" if cities else did_you_mean(word, alike) if len(alike) > 12 else None
    return "F23", f"there is no time zone {quoted(word)}", near or "write such as Europe/London, Asia/Tehran or UTC"


def _one_of(code: str, what: str, word: str, known: Iterable[str]) -> _Fault | None:
    if word in known:
        return None
    return code, f"there is no {what} {quoted(word)}", did_you_mean(word, list(known))


def _language(word: str) -> _Fault | None:
    if word in i18n.languages():
        return None
    try:
        i18n.Language.load(word)
    except NotFound as error:
        return "F16", f"there is no language {quoted(word)}", error.hint
    return None


def _scale(word: str) -> _Fault | None:
    try:
        standards.scale(word)
    except NotFound as error:
        return "F17", f"there is no likelihood scale {quoted(word)}", error.hint
    return None


def _country(word: str) -> _Fault | None:
    if word in countries.CODES:
        return None
    meant = word.upper() if word.upper() in countries.CODES else _code_of(word)
    hint = f"write {meant}" if meant else "write two capitals, such as RU, IR, NO; a body or group goes under `body`"
    return "F09", f"{quoted(word)} is no ISO 3166 country code of two letters", hint


def _code_of(name: str) -> str | None:
    """The code of a country by its English name or by what it is often called instead of its code."""
    names = i18n.Language.load(i18n.DEFAULT_TAG).locale.territories
    named = (code for code, known in names.items() if known.casefold() == name.casefold())
    return _USUAL.get(name.upper()) or next((code for code in named if code in countries.CODES), None)


_USUAL = {"UK": "GB", "USA": "US", "EL": "GR", "UAE": "AE", "DPRK": "KP", "ROK": "KR", "PRC": "CN", "DRC": "CD"}


def _scale_of(root: Node) -> standards.LikelihoodScale | None:
    """The scale of the brief; None where it is told elsewhere that there is no such scale."""
    written = root.get("scale")
    try:
        return standards.scale(DEFAULT_SCALE if written is None or written.value is None else written.raw)
    except NotFound:
        return None


def _likelihood(scale: standards.LikelihoodScale | None, word: str) -> _Fault | None:
    if scale is None or word == NOT_ASSESSED or scale.row(word) is not None:
        return None
    hint = did_you_mean(word, [*scale.words, NOT_ASSESSED]) or f"one of: {', '.join(scale.words)}, {NOT_ASSESSED}"
    return "F10", f"{quoted(word)} is no word of the scale {scale.title}", hint
