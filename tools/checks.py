"""Makes docs/checks.md from the pages of all codes: a table, and each page as `briefgen explain CODE` prints it.

    python tools/checks.py            writes the page anew

The words are those of the docstrings in `briefgen/check/rules/` and of the pages in `briefgen/codes/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen import check
from briefgen.check import codebook

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"

INTRODUCTION = """\
<!-- Made by `python tools/checks.py`; the words come from briefgen/check/rules/ and briefgen/codes/. -->

# What is checked

An error holds a memo back: it is made as a draft that says so. A warning does not, unless the project says
`fatal: warning`. Each code can be given another severity in `briefgen.yaml`, and a finding can be waived on one item with a
reason and a name; where a page says “Never” under “When to ignore”, neither is possible. “When” is the stage at which a rule
looks: when the brief is read, when an audience's part of it is chosen, or when the pages are laid out.

`briefgen explain CODE` prints each of these pages. How well the rules on wording find faults, and how seldom they are wrong,
is measured in [wording.md](wording.md).

"""

FAMILIES = {
    "Y": "The file: YAML",
    "F": "The format: keys and values",
    "Q": "Quotes and evidence",
    "W": "Wording",
    "L": "Likelihood and confidence",
    "S": "Sources",
    "D": "Treaties and arms deals",
    "G": "Pictures and charts",
    "T": "Time",
    "E": "Editions",
    "M": "Marking and audiences",
    "H": "The house style",
    "P": "Pages",
    "J": "Templates",
    "X": "Manuscript and waivers",
}
"""The first letter of a code: what the codes of that letter are about."""

STAGES = {"project": "reading", "brief": "reading", "tailored": "choosing", "page": "laying out"}
LATE = {"J"}
"""Letters of what no rule finds and what shows only when a memo is laid out."""


def page() -> str:
    """The whole page."""
    entries = {letter: [entry for entry in check.catalogue() if entry.code[0] == letter] for letter in FAMILIES}
    parts = [INTRODUCTION]
    for letter, found in entries.items():
        parts += [f"**{FAMILIES[letter]}**\n\n", *_table(found), "\n"]
    for letter, found in entries.items():
        parts += [f"## {FAMILIES[letter]}\n\n", *(_page(entry) for entry in found)]
    return "".join(parts).rstrip("\n") + "\n"


def _table(entries: list[codebook.Entry]) -> Iterator[str]:
    yield "| code | severity | when | |\n| --- | --- | --- | --- |\n"
    for entry in entries:
        link = f"[{entry.code} {entry.name}](#{_anchor(entry)})"
        yield f"| {link} | {entry.severity} | {_when(entry.code)} | {entry.summary.replace('|', chr(92) + '|')} |\n"


def _anchor(entry: codebook.Entry) -> str:
    return f"{entry.code} {entry.name}".lower().replace(" ", "-")


def _when(code: str) -> str:
    rule = codebook.all_rules().get(code)
    return STAGES["page" if code[0] in LATE else rule.stage if rule else "brief"]


def _page(entry: codebook.Entry) -> str:
    """The page of a code; its headings become bold lines, so that each code is one heading."""
    text = codebook.explain(entry.code).split("\n", 1)[1]
    body = "\n".join(_demoted(text)).strip("\n")
    return f"### {entry.code} {entry.name}\n\n{body}\n\n"


def _demoted(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        inside ^= line.startswith("```")
        yield line if inside else re.sub(r"^#+ (.+)$", r"**\1**", line)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}")
