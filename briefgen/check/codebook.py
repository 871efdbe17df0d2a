"""Every code that a finding can have, with its page: those of the rules and those of `briefgen.codes`."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from briefgen import codes
from briefgen.check.rule import Rule
from briefgen.diagnostics import Severity
from briefgen.errors import NotFound

_CODE = re.compile(r"[a-z]\d+")
_RULES = f"{__package__}.rules"


class Entry(NamedTuple):
    """A code as the table of all shows it; `summary` is the first paragraph of its page."""

    code: str
    name: str
    severity: Severity
    summary: str


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes: each module of the folder `rules` holds one, as `RULE`."""
    names = [module.name for module in pkgutil.iter_modules(importlib.import_module(_RULES).__path__)]
    found: list[Rule] = [importlib.import_module(f"{_RULES}.{name}").RULE for name in names]
    return MappingProxyType({rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)})


@functools.cache
def pages() -> Mapping[str, codes.Page]:
    """The page of every code, in the order of the codes. A rule's is the docstring of its module under a heading."""
    found = {**codes.pages(), **{rule.code: _page(rule) for rule in all_rules().values()}}
    return MappingProxyType(dict(sorted(found.items())))


def _page(rule: Rule) -> codes.Page:
    text = inspect.cleandoc(inspect.getmodule(rule.check).__doc__ or "")
    head = f"# {rule.code} {rule.name} ({rule.severity})"
    return codes.Page(rule.code, rule.name, rule.severity, f"{head}\n\n{text}\n")


def explain(code: str) -> str:
    """The page of a code or name (Markdown). Raises NotFound."""
    return pages()[resolve(code)].text


def catalogue() -> list[Entry]:
    """Every code there is, in order."""
    return [Entry(page.code, page.name, page.severity, _summary(page.text)) for page in pages().values()]


def _summary(text: str) -> str:
    return " ".join(text.split("\n\n")[1].split())


def resolve(name: str) -> str:
    """The code that a code or a name means (“q01”, “quote-not-found”). Raises NotFound, with the ones that were meant."""
    wanted = name.strip().casefold()
    for page in pages().values():
        if wanted in (page.code.casefold(), page.name):
            return page.code
    refused = NotFound("code", name, [page.name for page in pages().values()])
    if refused.hint is None or _CODE.fullmatch(wanted):
        refused.hint = "`briefgen explain` lists all codes"  # those that look alike have nothing else in common
    raise refused


def is_firm(code: str) -> bool:
    """Whether nobody can let findings of this code pass: errors of the file itself, and the rules that say so."""
    rule = all_rules().get(code)
    return not rule.waivable if rule else pages()[code].severity is Severity.ERROR
