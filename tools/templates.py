"""Makes docs/templates.md, what a template can rely on, from the code: names, macros, blocks, records.

    python tools/templates.py            writes the page anew

The words are those of docstrings in `briefgen/render/`, of `briefgen/render/glossary.py`, and of the comments before macros
and blocks in `templates/`.
"""

from __future__ import annotations

import dataclasses
import datetime
import html
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefgen import standards
from briefgen.i18n import Language
from briefgen.load import load
from briefgen.model import results
from briefgen.model.statement import Passage
from briefgen.project import Project, shipped
from briefgen.render import contract, figures, page, prose, references, standing
from briefgen.render.glossary import EXAMPLES, VALUES
from briefgen.render.making import Making
from briefgen.render.templates import WITHHELD, Sandbox
from briefgen.tailor import tailor
from briefgen.text import markup

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "templates.md"
TODAY = datetime.date(2026, 3, 20)
WITH_MACROS = ("macros.html.j2", "figures.html.j2")
WITH_BLOCKS = ("memo.html.j2", "mail.html.j2")

RECORDS: tuple[type, ...] = (
    page.Part, standing.Named, standing.Standing, standing.Cited, prose.Paragraph, references.Handle, references.Evidence,
    results.NumberedPassage, Passage, results.NumberedSource, results.SourceBase, results.TailoredBrief, figures.Strip,
    figures.Stop, figures.PartyStep, figures.Line, figures.Node, figures.Plan, figures.Lane, figures.Count, figures.Mark,
    markup.StatementText,
)  # fmt: skip
"""What functions give, besides records of the brief."""

INTRODUCTION = """\
<!-- Made by `python tools/templates.py`; the words come from briefgen/render/ and templates/. -->

# What a template can rely on

This is contract {contract} between briefgen and the templates of a house. A name, a macro or a block that stands here keeps
its meaning as long as the number stays; what does not stand here can change any day. A file may state the contract that it was
made for, in the comment with which it begins: `{{# contract: {contract} #}}`, in a stylesheet `/* contract: {contract} */`. Of
one for an older contract a build tells what has changed since (J05); one for a newer one is refused (J06).

## Which file is used

A template is looked for by its name, such as `sections/sources.html.j2`, in the folder of the audience below `templates/`, then
in those of the audiences that it extends, then in `base`. In each, the project's file comes before the one that ships.
`briefgen template list AUDIENCE` tells which one that is, and what it stands for.

| to change | write |
| --- | --- |
| a block of the frame | `memo.html.j2` in the audience's folder, or in `base` for all: \
`{{% extends "next/memo.html.j2" %}}`, and the block, with `{{{{ super() }}}}` where what it stands for is to stay |
| the e-mail | `mail.html.j2`, in the same way. Its styles stand in it, without variables, and are written into its elements |
| a part | `sections/NAME.html.j2`. To add to it only: `{{% include "next/sections/NAME.html.j2" %}}` |
| a macro | a file of another name with a macro that may use the one that ships, and the parts that are to use yours. In place \
of a whole `macros.html.j2`, eject it and change it |
| the look | `memo.css`. Stylesheets add up: first that of `base`, last the audience's own; only what differs need stand in it |

`next/NAME` is the next file of that name in the order above, after the folder of the template that says so. So a project's file
extends the shipped one of the same audience, an audience's file that of `base`, and a shipped audience's file what the project
has in `base`. `base/NAME`, or `public/NAME`, is always the file that ships for that audience.

`briefgen template eject FILE --audience NAME` copies what ships, to be changed; its first line says what it was made from.
`briefgen template diff` compares such copies with what ships now, and `briefgen template check` tries every template with
fixtures.

## What every template must do

- Print each text by `text(KEY)`, or through a macro: it prints itself as an element with `data-item`, and a memo that lacks one
  is not made (P02). The keys are those of `texts`: an item's id for its text, `ID.FIELD` for others.
- Print the status and the speaker in the element in which a statement stands, such as its `<li>`, `<tr>` or `<article>` (P06).
  `statement` does, and `standing_line` is for what stands in a list.
- Ask for `evidence_box()` behind what it printed with numbers: on screen the numbers lead there.
- Leave the marking in the header and the footer of every page, and above and below the texts of a mail (M02).

A mail may leave texts out, since the PDF goes with it. It shows nothing from elsewhere: no pictures, no fonts, no stylesheets.

Templates read values and cannot change them. They see no file, no clock and nothing of Python's objects but what stands here.
Everything printed is escaped.

Examples are as `briefgen/fixtures/full.yaml` makes them, for the audience `analyst` in print.

"""


def page_text() -> str:
    """The whole page."""
    environment = sandbox()
    parts = [
        INTRODUCTION.format(contract=contract.CONTRACT),
        *_values(environment),
        *_functions(environment),
        *_jinja(),
        *_macros(environment),
        *_blocks(),
        *_records(),
        *_changes(),
    ]
    return "".join(parts).rstrip("\n") + "\n"


def sandbox(medium: str = "print") -> Sandbox:
    """The names of a memo of the fixture that says everything."""
    project = Project(ROOT, TODAY)
    loaded = load(shipped("fixtures") / "full.yaml", project)
    tailored = tailor(loaded.name, loaded.brief, project.audience("analyst"), standards.marking_scheme("tlp"))
    return Making(tailored, Language.load("en"), project, medium).environment


def rendered(example: str, environment: Sandbox) -> str:
    """What an example makes."""
    return environment.from_string(example).render()


# --- names -----------------------------------------------------------------------------------------------------------


def functions(environment: Sandbox) -> Mapping[str, Callable[..., Any]]:
    """The functions of a memo by their names, as they stand in the sandbox."""
    own = {name: value for name, value in environment.globals.items() if name not in VALUES and name not in OF_JINJA}
    return dict(sorted(own.items()))


OF_JINJA = ("range", "dict", "namespace")


def _values(environment: Sandbox) -> Iterator[str]:
    yield "## Values\n\n| name | kind | meaning | example | gives |\n| --- | --- | --- | --- | --- |\n"
    for name, value in VALUES.items():
        yield _row(f"`{name}`", value.kind, value.meaning, *_example(EXAMPLES[name], environment))
    yield "\nThe fields of Brief and Audience stand in [brief-reference.md](brief-reference.md).\n\n"


def _functions(environment: Sandbox) -> Iterator[str]:
    yield "## Functions\n\n| function | meaning | example | gives |\n| --- | --- | --- | --- |\n"
    for name, function in functions(environment).items():
        doc = " ".join((inspect.getdoc(function) or "").split())
        yield _row(f"`{name}{_signature(function)}`", doc, *_example(EXAMPLES[name], environment))
    yield "\n"


def _signature(function: Callable[..., Any]) -> str:
    return str(inspect.signature(function)).replace("'", "")


def _example(example: str, environment: Sandbox) -> tuple[str, str]:
    made = " ".join(rendered(example, environment).split())
    plain = made.translate({0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None})
    return f"`{example}`", f"`{html.unescape(plain)}`" if 0 < len(plain) <= 60 else ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _jinja() -> Iterator[str]:
    yield "## What Jinja brings\n\n"
    yield "The filters and tests of Jinja 3.1 but for `random`, and its functions `range`, `dict` and `namespace`.\n\n"


# --- macros and blocks -----------------------------------------------------------------------------------------------


class Macro(NamedTuple):
    """A macro of a shipped template: how it is called, what its comment says, and its example."""

    file: str
    name: str
    arguments: str
    meaning: str
    example: str

    @property
    def whole_example(self) -> str:
        """The example with the line that makes the macro known."""
        return f'{{% from "{self.file}" import {self.name} %}}{self.example}'


_MACRO = re.compile(
    r"(?:\{#-?\s(?P<comment>(?:(?!#\}).)*?)\s-?#\}\s*)?\{%-?\s*macro (?P<name>\w+)\((?P<arguments>.*?)\)\s*-?%\}",
    re.DOTALL,
)
_BLOCK = re.compile(r"(?:\{#-?\s(?P<comment>(?:(?!#\}).)*?)\s-?#\}\s*)?\{%-?\s*block (?P<name>\w+)", re.DOTALL)


def macros() -> Iterator[Macro]:
    """Every macro of the shipped files that are made of them."""
    for file in WITH_MACROS:
        for match in _MACRO.finditer((shipped("templates") / "base" / file).read_text(encoding="utf-8")):
            meaning, _, example = (match["comment"] or "").partition("Example:")
            yield Macro(file, match["name"], match["arguments"], " ".join(meaning.split()), " ".join(example.split()))


def blocks() -> Iterator[tuple[str, str, str]]:
    """Every block of the shipped frame: its file, its name, what its comment says."""
    for file in WITH_BLOCKS:
        for match in _BLOCK.finditer((shipped("templates") / "base" / file).read_text(encoding="utf-8")):
            yield file, match["name"], " ".join((match["comment"] or "").split())


def _macros(environment: Sandbox) -> Iterator[str]:
    yield "## Macros\n\n"
    for file in WITH_MACROS:
        yield f'`{{% from "{file}" import NAME %}}`\n\n| macro | meaning | example |\n| --- | --- | --- |\n'
        for macro in macros():
            if macro.file == file:
                rendered(macro.whole_example, environment)  # one that breaks makes no page
                yield _row(f"`{macro.name}({macro.arguments})`", macro.meaning, f"`{macro.example}`")
        yield "\n"


def _blocks() -> Iterator[str]:
    yield "## Blocks\n\n| block | of | what stands there |\n| --- | --- | --- |\n"
    yield from (_row(f"`{name}`", f"`{file}`", meaning) for file, name, meaning in blocks())
    yield (
        '\n```jinja\n{# templates/base/memo.html.j2, contract: 1 #}\n{% extends "next/memo.html.j2" %}\n'
        '{% block closing %}\n{{ super() }}\n<p class="note">Strait Desk, third floor</p>\n{% endblock %}\n```\n\n'
    )


# --- records ---------------------------------------------------------------------------------------------------------


def _records() -> Iterator[str]:
    yield "## Records\n\nWhat functions and values give, and the fields of it that a template can read.\n\n"
    yield "| record | fields | meaning |\n| --- | --- | --- |\n"
    for record in RECORDS:
        doc = " ".join((inspect.getdoc(record) or "").split())
        doc = re.sub(r" `decisions` says .*?\(`responses`\)\.", "", doc)  # of these no template reads
        yield _row(record.__name__, ", ".join(f"`{name}`" for name in _fields(record)), doc)
    yield "\n"


def _fields(record: type) -> Iterator[str]:
    named: Iterable[str] = getattr(record, "_fields", ())  # those of a NamedTuple
    declared = getattr(record, "model_fields", named) or (field.name for field in dataclasses.fields(record))
    yield from (name for name in declared if record is not results.TailoredBrief or name not in WITHHELD)
    yield from (
        name for name, value in vars(record).items() if isinstance(value, property) and not name.startswith("_")
    )


def _changes() -> Iterator[str]:
    yield "## Changes\n\n| contract | what went or changed |\n| --- | --- |\n"
    yield _row("1", "the first")
    yield from (_row(str(version), words) for version, words in sorted(contract.CHANGES.items()))


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
    print(f"written: {PAGE}")
