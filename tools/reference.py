"""Makes docs/brief-reference.md from the models: every key, its kind of value, and its docstring word for word.

    python tools/reference.py            writes the page anew

What stands before the tables is `INTRODUCTION` below; all else is said in the docstrings of `briefgen/model/`.
"""

from __future__ import annotations

import datetime
import enum
import inspect
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen import i18n, schema
from briefgen.model import vocabulary
from briefgen.model.audience import Audience
from briefgen.model.base import IsId, OrShort, Prose, Record, Ref
from briefgen.model.brief import Brief, BriefDefaults, SharedFile
from briefgen.model.figures import Level
from briefgen.model.project_file import ProjectFile
from briefgen.model.statement import Expendable, Item, Restricted, Statement
from briefgen.model.values import Quantity, When

PAGE = Path(__file__).parent.parent / "docs" / "brief-reference.md"

INTRODUCTION = """\
<!-- Made by `python tools/reference.py`; the words come from the docstrings in briefgen/model/. -->

# What a brief may say

A brief is one YAML file. This is a whole one:

```yaml
title: Tarvia and Ellmark prepare a transit agreement; no date is set
date: 2026-11-20
marking: TLP:CLEAR
bottom_line: Tarvia's transport ministry expects an agreement this winter [@plan]. One outlet reports that tolls are
  still open [@tolls].
claims:
  plan:
    text: Tarvia's transport ministry says that it expects a transit agreement with Ellmark this winter.
    claimant: Tarvia's transport ministry
    status: officially-stated
    evidence: {ministry: we expect to conclude the agreement this winter}
  tolls:
    text: Strait Wire reports that the two sides have not agreed on tolls.
    claimant: Strait Wire
    status: reported
    evidence: {wire: the two sides have yet to agree on tolls}
gaps: {ellmark: Does Ellmark confirm the plan?}
sources:
  ministry:
    title: Statement on the transit talks
    kind: statement
    publisher: Tarvia's transport ministry
    published: 2026-11-18
  wire: {title: Tolls hold up transit talks, publisher: Strait Wire, kind: wire, published: 2026-11}
```

An editor that knows YAML completes and checks the keys while you type, where the first line of the file is
`# yaml-language-server: $schema=../.briefgen/brief-1.schema.json`.

## Six rules

1. **Things have ids.** Every collection (`claims`, `arms_deals`, `sources`, …) maps a short id to the thing, and is
   printed in the order in which it stands. An id is lower-case letters, digits and hyphens, and occurs once in the
   whole brief. `[@id]` in a text cites a statement, a judgement or a source.
2. **One value may stand for the record.** Where one field is enough, write it alone: `when: When is the signing
   planned?` is a gap with nothing but its text. Where a list is wanted, a single entry may stand alone as well.
3. **Evidence is a source and its words.** `evidence: {article: the words of the article}`, verbatim; several passages
   are a list, and a second source is a second line.
4. **A response is an actor and a kind of answer.** `responses: {kremlin: no-comment-reported}`; it rests on the
   evidence of its statement, unless it brings its own.
5. **An actor is what its key says.** `country: RU`, `body: NAME` or `person: NAME`. Where an actor is wanted, a text
   that does not look like an id is taken as a name, so that a small brief needs no actors at all.
6. **What holds every week is said once.** `briefgen.yaml` gives every brief its `defaults:`, and a file named under
   `uses:` its actors, sources and glossary. What a brief says itself wins.

## Kinds of value

`unknown` says that somebody looked and the source does not tell. A key that is left out says that nobody has looked.
A value that begins with `[`, `*`, `&`, `"` or `@`, or holds a colon and a space, goes between quotation marks.

| kind | written |
| --- | --- |
| text | plain text. Numbers need no quotation marks |
| inline Markdown | text with `*emphasis*`, links and `[@id]` |
| Markdown | paragraphs, lists and tables; raw HTML is not let through |
| verbatim words | the words as the source has them; white space and line breaks do not matter |
| id of … | the key of the thing that is meant |
| date | `2024-10-23`, `2024-10`, `2024`, and each of them after `about`, `before`, `after` or `expected`; `expected`; \
`unknown` |
| day | `2024-10-23` |
| moment | `2024-01-19T06:00+00:00`: with its zone |
| time of day | `"07:00"`, of 24 hours |
| quantity | `24`, `about 24`, `at least 2`, `(24)` for an uncertain figure, `unknown`; never `0` |
| number, as firm as it is known | `12`, `4.5`, `0`, `about 12`, `at least 2`, `at most 9`, `(12)` for an uncertain figure, \
`unknown` |
| a → b | a mapping: one line for each, `a: b` |
"""

SHARED: tuple[type[Record], ...] = (Statement, Expendable, Item, Restricted, BriefDefaults)
"""Records whose keys others take: told once, and referred to from there."""

HEADINGS = {
    Expendable: "What may be left out for space",
    Item: "Thing with an id",
    Restricted: "What may be kept from readers",
    BriefDefaults: "Defaults",
}
"""Headings that say more than the name of the class."""

VOCABULARIES: dict[type[enum.Enum], tuple[str, str]] = {
    vocabulary.Status: ("Status", "status"),
    vocabulary.TreatyState: ("Treaty state", "treaty_state"),
    vocabulary.DealStage: ("Deal stage", "deal_stage"),
    vocabulary.ResponseKind: ("Kind of response", "response"),
    vocabulary.Confidence: ("Degree of confidence", "confidence"),
    vocabulary.IndicatorState: ("Indicator state", "indicator"),
    vocabulary.ChartKind: ("Kind of chart", "chart_kind"),
    vocabulary.SourceKind: ("Kind of source", "source_kind"),
    vocabulary.Capture: ("Extent of the archive", "capture"),
    vocabulary.Reliability: ("Reliability of a source", "reliability"),
    vocabulary.OutcomeResult: ("How a judgement turned out", "outcome"),
}
"""Vocabulary → its heading, and where its labels stand in `locales/en/labels.yaml`."""

KINDS = {
    When: "date",
    Quantity: "quantity",
    Level: "number, as firm as it is known",
    datetime.date: "day",
    datetime.time: "time of day",
    datetime.datetime: "moment",
    bool: "`true` or `false`",
}
PROSE = {"plain": "text", "inline": "inline Markdown", "block": "Markdown", "quote": "verbatim words"}


def page() -> str:
    """The whole page."""
    of_briefs = _records(Brief)
    parts = [INTRODUCTION, "## The brief\n", *(_section(record) for record in of_briefs if record not in SHARED)]
    parts += ["## What records share\n", *(_section(record) for record in SHARED)]
    for title, root in (("Shared files", SharedFile), ("The project", ProjectFile), ("Audiences", Audience)):
        new = [record for record in _records(root) if record not in of_briefs and record not in SHARED]
        parts += [f"## {title}\n", *(_section(record) for record in new)]
    parts += ["## Vocabularies\n", *(_vocabulary(words) for words in VOCABULARIES)]
    return "\n".join(parts)


def _records(root: type[Record]) -> list[type[Record]]:
    """The record and all that can stand in it, in the order in which a reader meets them."""
    met = [root]
    for record in met:  # grows while it is read
        inner = (found for field in schema.fields(record) for found in _inside(field.hint))
        met += [found for found in dict.fromkeys(inner) if found not in met]
    return met


def _inside(hint: Any) -> Iterator[type[Record]]:
    bare = schema.split(hint).bare
    if isinstance(bare, type) and issubclass(bare, Record):
        yield bare
    elif schema.keywords(bare) is None:
        for part in typing.get_args(bare):
            yield from _inside(part)


# --- records ---------------------------------------------------------------------------------------------------------


def _section(record: type[Record]) -> str:
    own = [field for field in schema.fields(record) if field.name in inspect.get_annotations(record)]
    parent = record.__mro__[1]
    lines = [f"### {_heading(record)}", "", " ".join([_paragraphs(record), *_notes(record)]), ""]
    if own:
        lines += ["| key | value | | meaning |", "| --- | --- | --- | --- |", *(_row(field) for field in own), ""]
    if parent is not Record:
        told = {field.key for field in own}
        others = [field for field in schema.fields(parent) if field.key not in told]
        taken = [f"`{field.key}`{' (required)' if field.required else ''}" for field in others]
        lines += [f"Also the keys of {_link(parent)}: {', '.join(taken)}.", ""]
    return "\n".join(lines)


def _notes(record: type[Record]) -> Iterator[str]:
    """What the table cannot say."""
    if record.short_form is not None:
        yield f"Where nothing else is said, `{record.short_form}` may stand for the whole record."
    for group in record.one_of:
        yield f"Exactly one of {_listed([f'`{key}`' for key in group], 'and')} is given."
    for group in record.at_most_one:
        yield f"Of {_listed([f'`{key}`' for key in group], 'and')}, one at most is given."
    if record.open_form is not None:
        yield f"Where none of its keys is needed, the entries of `{record.open_form}` may stand in their place."


def _row(field: schema.Field) -> str:
    given = "required" if field.required else "" if field.default is None else f"default `{_yaml(field.default)}`"
    return _cells((f"`{field.key}`", _value(field.hint), given, field.doc))


def _yaml(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _heading(record: type[Record]) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__)
    return HEADINGS.get(record, spaced[0] + spaced[1:].lower())


def _anchored(words: str, heading: str) -> str:
    return f"[{words}](#{heading.lower().replace(' ', '-')})"


def _link(record: type[Record]) -> str:
    return _anchored(_heading(record).lower(), _heading(record))


# --- kinds of value --------------------------------------------------------------------------------------------------


def _value(hint: Any) -> str:
    """What may stand under a key, in an analyst's words."""
    taken = schema.split(hint)
    parts = typing.get_args(taken.bare)
    match typing.get_origin(taken.bare) or taken.bare:
        case kind if (words := schema.keywords(taken.bare)) is not None:
            title, _ = VOCABULARIES.get(kind, ("", ""))
            return _anchored(title.lower(), title) if title else "one of: " + ", ".join(f"`{word}`" for word in words)
        case type() as record if issubclass(record, Record):
            return _link(record) + (f", or its `{record.short_form}` alone" if record.short_form else "")
        case type() as entries if issubclass(entries, Mapping):
            return _mapping(taken, *parts)
        case type() as entries if entries is tuple:
            entry = _value(parts[0])
            many = "such lists" if schema.split(parts[0]).one_or_many else "them"
            return f"{entry}; or a list of {many}" if taken.one_or_many else f"list of: {entry}"
    return _single(taken)


def _mapping(taken: schema.Hint, key: Any, value: Any) -> str:
    mapping = f"{_key(key)} → {_value(value)}"
    return f"text; or: {mapping}" if taken.mark(OrShort) else mapping


def _key(hint: Any) -> str:
    """What the key of a mapping is; where the models do not say, a name."""
    told = schema.split(hint)
    if told.mark(IsId) is not None:
        return "id"
    return told.mark(str) or ("name" if told.bare is str and not told.marks else _value(hint))


def _single(taken: schema.Hint) -> str:
    if (ref := taken.mark(Ref)) is not None:
        return f"id of {_listed([_article(kind) for kind in ref.to], 'or')}{', or a name' if ref.or_name else ''}"
    if taken.bare is int:
        limits = schema.limits(taken)
        return f"number from {limits['minimum']}" + (f" to {limits['maximum']}" if "maximum" in limits else "")
    return PROSE[prose.form] if (prose := taken.mark(Prose)) is not None else KINDS.get(taken.bare, "text")


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


# --- vocabularies ----------------------------------------------------------------------------------------------------


def _vocabulary(words: type[enum.Enum]) -> str:
    heading, group = VOCABULARIES[words]
    labels = i18n.Language.load("en").labels
    explained = f"{group}.{next(iter(words)).value}.meaning" in labels
    titles = ["word", "on a page", *(["meaning"] if explained else [])]
    rows = [titles, ["---" for _ in titles]]
    for word in words:
        key = f"{group}.{word.value}"
        said = [labels[f"{key}.label"], labels[f"{key}.meaning"]] if explained else [labels[key]]
        rows.append([f"`{word.value}`", *map(str, said)])
    return "\n".join([f"### {heading}", "", _paragraphs(words), "", *map(_cells, rows), ""])


def _cells(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _paragraphs(documented: type) -> str:
    return " ".join((inspect.getdoc(documented) or "").split())


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}")
