"""Which templates win, copies and their differences: in words, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.cli import targets

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.templating.copies import Compared, Ejected
    from briefgen.templating.overrides import Candidate, Listed

# --- list ------------------------------------------------------------------------------------------------------------


def listing(audience: str, title: str, those: Sequence[Listed]) -> Iterator[str]:
    """The templates and stylesheets of an audience: which file is used, from where, and what it stands for."""
    yield f"{audience}: {title}"
    width = max(len(listed.name) for listed in those)
    for listed in those:
        first, *others = reversed(listed.candidates) if listed.together else listed.candidates
        yield f"  {listed.name:<{width}}  {_told(first)}"
        word = "and then" if listed.together else "stands for"
        yield from (f"  {'':<{width}}    {word} {_told(other)}" for other in others)


def _told(candidate: Candidate) -> str:
    return f"{'shipped' if candidate.shipped else 'project'} {candidate.audience}  {targets.shown(candidate.path)}"


def listing_as_data(audience: str, title: str, those: Iterable[Listed]) -> dict[str, Any]:
    """The same for programs. Of stylesheets all are used, the last of `files` first."""
    return {
        "audience": audience,
        "title": title,
        "templates": [
            {
                "name": listed.name,
                "used": "all" if listed.together else "first",
                "files": [_as_data(candidate) for candidate in listed.candidates],
            }
            for listed in those
        ],
    }


def _as_data(candidate: Candidate) -> dict[str, Any]:
    return {
        "path": targets.shown(candidate.path),
        "origin": "shipped" if candidate.shipped else "project",
        "audience": candidate.audience,
    }


# --- eject -----------------------------------------------------------------------------------------------------------


def after_ejecting(ejected: Ejected) -> Iterator[str]:
    """What to know of a copy that was made."""
    name = ejected.origin.partition("/")[2]
    if ejected.path.suffix == ".css":
        yield "stylesheets add up: the shipped one stays, and what this one says comes after it; keep only what differs"
    elif name == "memo.html.j2":
        yield f'to change a block only, begin with {{% extends "next/{name}" %}} and keep no more than that block'
    else:
        yield f'to add something before or behind only, keep that and {{% include "next/{name}" %}}'
    if ejected.elsewhere:
        yield f"{' and '.join(ejected.elsewhere)}: a file of their own ships, which this one does not replace (--audience)"


# --- diff ------------------------------------------------------------------------------------------------------------


def differences(found: Sequence[Compared], root: Path) -> Iterator[str]:
    """For each file what became of its original, and its differences from that."""
    for compared in found:
        yield f"{targets.shown(root / compared.path)}: {_fate(compared)}"
        yield from compared.diff


def _fate(compared: Compared) -> str:
    made = f"made from {compared.origin}"
    if compared.changed is None:
        return f"stands for {compared.origin}; it does not say whether that has changed since it was made"
    if compared.changed:
        return f"{made}, which has changed since: take over what you need, then eject it anew"
    return f"{made}, which has not changed since" + ("" if compared.diff else "; nothing differs, it could go")


def differences_as_data(found: Iterable[Compared]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "path": targets.shown(compared.path),
            "shipped": compared.origin,
            "changed_since": compared.changed,
            "diff": list(compared.diff),
        }
        for compared in found
    ]
