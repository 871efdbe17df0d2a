"""Every text that a memo must print, by its key: what the completeness gate counts on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.base import FrozenMap, Prose, Record
from briefgen.model.brief import Brief
from briefgen.model.fields import leaves
from briefgen.model.items import Section
from briefgen.model.subjects import DealItem, Treaty

NOT_PRINTED = ("change", "was", "short", "waive")
"""Fields that a memo prints elsewhere (in what changed) or not at all."""


def texts(brief: Brief) -> Mapping[str, str]:
    """Key → text, in the order of the format.

    An item's text has the item's id for its key, its other texts `<id>.<field>`; entries of lists and of mappings without ids
    are counted from 0.
    """
    found = {"title": brief.title.text}
    if brief.bottom_line is not None:
        found["bottom_line"] = brief.bottom_line.text
    if brief.so_what is not None:
        found["so_what"] = brief.so_what
    for _, item in brief.items():  # noqa: PERF102 - not a mapping: pairs of collection and item
        found |= {item.id if part == "text" else f"{item.id}.{part}": words for part, words in _of(item)}
    for index, term in enumerate(brief.glossary.values()):
        found[f"glossary.{index}"] = term.meaning
    for index, correction in enumerate(brief.corrections):
        found[f"corrections.{index}"] = correction.text
    for index, why in enumerate(brief.withdrawn.values()):
        found[f"withdrawn.{index}"] = why
    return FrozenMap({key: words for key, words in found.items() if words.strip()})


def _of(item: Record) -> Iterator[tuple[str, str]]:
    """The texts of one item: its Markdown, and the names under which treaties and sections stand."""
    if isinstance(item, Treaty):
        yield "name", item.name
    if isinstance(item, Section):
        yield "title", item.title
    for leaf in leaves(item):
        prose = leaf.mark(Prose)
        if prose is None or prose.form not in ("inline", "block") or leaf.path[0] in NOT_PRINTED:
            continue
        yield _key(item, leaf.path), leaf.value


def _key(item: Record, path: tuple[str | int, ...]) -> str:
    parts = [str(part) for part in path]
    if parts[0] == "items" and isinstance(goods := getattr(item, "items", None), Mapping):
        entries: list[tuple[str, DealItem]] = list(goods.items())
        parts[1] = str([name for name, _ in entries].index(parts[1]))
    if parts[0] == "points":
        parts = parts[:2]
    return ".".join(parts)
