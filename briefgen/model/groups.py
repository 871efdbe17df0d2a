"""Which sources of a brief are independent of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.model.base import UNKNOWN

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.items import Source


def groups(brief: Brief) -> Mapping[str, str]:
    """The group of each source, named by one of its members: sources of one group count as one.

    Of one group are sources of one `independence`, of one origin (`upstream`), of one publisher, made from one another, or
    whose archived texts repeat one another. An origin or publisher that is `unknown` joins nothing.
    """
    return _joined(brief, {name: [*source.derived_from, *source.repeats] for name, source in brief.sources.items()})


def declared_groups(brief: Brief) -> Mapping[str, str]:
    """The same by what the brief says alone, whatever the archived texts show."""
    return _joined(brief, {name: source.derived_from for name, source in brief.sources.items()})


def _joined(brief: Brief, links: Mapping[str, list[str] | tuple[str, ...]]) -> Mapping[str, str]:
    group = {name: name for name in brief.sources}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    origins: dict[str, str] = {}
    for name, source in brief.sources.items():
        linked = [other for other in links[name] if other in group]
        linked += [origins.setdefault(origin, name) for origin in _origins(source)]
        for other in linked:
            group[root(name)] = root(other)
    return {name: root(name) for name in group}


def _origins(source: Source) -> Iterator[str]:
    for origin in (source.independence, source.upstream, source.publisher):
        if origin and origin.casefold() != UNKNOWN:
            yield origin.casefold()
