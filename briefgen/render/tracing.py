"""A memo of which one can say where in its templates each place of its HTML was written.

Marks are put into the text of the templates as they are read, line by line, and before each text of the brief as it is
printed. They are characters for private use, and are taken out of the HTML again before anybody reads it.
"""

from __future__ import annotations

import bisect
import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from briefgen.diagnostics import Location
from briefgen.i18n import Language
from briefgen.model.results import Medium, Rendered, TailoredBrief
from briefgen.project import Project
from briefgen.render import failures, templates
from briefgen.render.making import Making
from briefgen.text.markup import StatementText

_MARK = re.compile("\ue000([0-9]+)\ue001")

_LINES: dict[tuple[str, int], int] = {}
"""Every line of a template that a mark stands for, in the order in which they were met: its place is the mark's number."""
_COMPILED = templates.Compiled()
"""What templates with marks compile to; they are the same each time."""


class Traced(NamedTuple):
    """A memo, its HTML as its templates made it, and where in that HTML which line of a template begins to speak."""

    rendered: Rendered
    html: str
    marks: tuple[tuple[int, str, int], ...]
    places: templates.Places

    def location(self, at: int) -> Location | None:
        """The line of a template that wrote what stands there; None before the first."""
        index = bisect.bisect_right(self.marks, at, key=lambda mark: mark[0]) - 1
        if index < 0:
            return None
        _, file, line = self.marks[index]
        return failures.line_of(self.places, file, line)


def traced(tailored: TailoredBrief, language: Language, project: Project, medium: Medium) -> Traced:
    """The memo as `render` makes it. Raises TemplateFailed."""
    making = Making(tailored, language, project, medium)
    making.environment.bytecode_cache = _COMPILED  # the usual one has no marks, and must get none
    making.environment.add_extension(_Marking)
    making.environment.finalize = _Printing(making.environment)
    html, marks = _unmarked(making.html())
    return Traced(making.rendered(html), html, tuple(marks), making.places)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, str, int]]]:
    """The HTML without marks, and where they stood."""
    parts, found, length, end = [], [], 0, 0
    lines = list(_LINES)
    for mark in _MARK.finditer(marked):
        parts.append(marked[end : mark.start()])
        length, end = length + mark.start() - end, mark.end()
        found.append((length, *lines[int(mark[1])]))
    return "".join([*parts, marked[end:]]), found


def _mark(file: str, line: int) -> str:
    return f"\ue000{_LINES.setdefault((file, line), len(_LINES))}\ue001"


class _Marking(Extension):
    """Puts a mark before each line of a template that prints something of itself."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Called by Jinja with the tokens of a template."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", "".join(self._marked(token, stream.filename or "")))
            else:
                yield token

    def _marked(self, token: Token, file: str) -> Iterator[str]:
        for number, line in enumerate(token.value.splitlines(keepends=True), token.lineno):
            yield _mark(file, number) + line if line.strip() else line  # an empty result must stay empty


class _Printing:
    """Puts a mark before each text of the brief that a template prints."""

    def __init__(self, environment: templates.Sandbox) -> None:
        self._environment = environment

    def __call__(self, value: Any) -> Any:
        """Called by Jinja with whatever is printed, from the code that it made of the template."""
        frame = inspect.currentframe()
        if not isinstance(value, StatementText) or frame is None or frame.f_back is None:
            return value
        file, line = frame.f_back.f_code.co_filename, frame.f_back.f_lineno
        for template in self._environment.cache.values() if self._environment.cache else ():
            if template.filename == file:
                line = template.get_corresponding_lineno(line)
                return Markup(_mark(file, line)) + value  # noqa: S704 - digits
        return value
