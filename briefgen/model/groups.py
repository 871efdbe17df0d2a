"""Which sources of a brief are independent of each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.model.base import UNKNOWN

if TYPE_CHECKING:
    from briefgen.model.brief import Brief


def groups(brief: Brief) -> Mapping[str, str]:
    """The group of each source, named by one of its members: sources of one group count as one.

    Of one group are sources of one `independence`, of one origin (`upstream`), or made from one another. An origin that is
    `unknown` joins nothing.
    """
    group = {name: name for name in brief.sources}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    origins: dict[str, str] = {}
    for name, source in brief.sources.items():
        linked = [other for other in source.derived_from if other in group]
        named = [origin.casefold() for origin in (source.independence, source.upstream) if origin and origin != UNKNOWN]
        linked += [origins.setdefault(origin, name) for origin in named]
        for other in linked:
            group[root(name)] = root(other)
    return {name: root(name) for name in group}
