"""The codes of what can be wrong with a file itself: YAML (Y…), format (F…), templates (J…), references (Q04), waivers (X…).

Each code is one page in this folder, `<code>-<name>.md`, whose first line holds its severity: `# F01 unknown-key (error)`.
The pages of the checks are the docstrings of their own files in `briefgen/check/rules`. A code never changes its meaning and
is never used again for another.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path as FilePath
from typing import NamedTuple

from briefgen.diagnostics import Diagnostic, Location, Path, Severity, Span

_HEAD = re.compile(r"# (?P<code>[A-Z]\d\d) (?P<name>[a-z0-9-]+) \((?P<severity>error|warning|info)\)")


class Page(NamedTuple):
    """A code with its name, the severity it has unless the project says otherwise, and its page (Markdown)."""

    code: str
    name: str
    severity: Severity
    text: str


@functools.cache
def pages() -> dict[str, Page]:
    """Every page of this folder by its code, in the order of the codes."""
    found = [_read(file) for file in FilePath(__file__).parent.glob("*.md")]
    return {page.code: page for page in sorted(found, key=lambda page: page.code)}


def _read(file: FilePath) -> Page:
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{file.name}: the first line must read like “# F01 unknown-key (error)”")
    return Page(head["code"], head["name"], Severity(head["severity"]), text)


@functools.cache
def page(code: str) -> Page:
    """The page of one code; KeyError where there is none."""
    for file in FilePath(__file__).parent.glob(f"{code}-*.md"):
        return _read(file)
    raise KeyError(code)


def finding(  # noqa: PLR0913 - one keyword for each part of a diagnostic
    code: str,
    message: str,
    *,
    path: Path = (),
    span: Span | None = None,
    on_key: bool = False,
    hint: str | None = None,
    location: Location | None = None,
    severity: Severity | None = None,
) -> Diagnostic:
    """A diagnostic of this code; its name and severity come from its page unless a severity is given."""
    known = page(code)
    return Diagnostic(severity or known.severity, code, known.name, message, path, span, on_key, hint, location)
