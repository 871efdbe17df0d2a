"""A template that breaks, as a diagnostic: which template, which line, what to do."""

from __future__ import annotations

import contextlib
import re
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
from jinja2.exceptions import SecurityError

from briefgen.codes import finding
from briefgen.diagnostics import Diagnostic, Location
from briefgen.errors import TemplateFailed, did_you_mean
from briefgen.project import Project
from briefgen.render import contract
from briefgen.render.templates import NEXT, MadeForNewer, MissingName, Places, as_written

_PACKAGE = str(Path(__file__).resolve().parents[1])
_RUN_TIME = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a line of a template can run into; one that comes from briefgen's own code is a bug and is not told as a finding."""

_LOOKS, _PAUSE = 40, 0.01
"""How often, and seconds apart, a build is looked at that does not come to an end."""


@contextlib.contextmanager
def told(places: Places, environment: jinja2.Environment) -> Iterator[None]:
    """Turns what a template breaks on into TemplateFailed."""
    try:
        yield
    except jinja2.TemplateError as error:
        raise _failed(_diagnostic(error, places, environment)) from error
    except _RUN_TIME as error:
        if _innermost(error).startswith(_PACKAGE):
            raise
        raise _failed(_broken(error, places)) from error


def unfinished(look: Callable[[], types.FrameType | None], project: Project) -> Diagnostic | None:
    """The line of a template that a build stands at which does not come to an end; None where it stands at none.

    `look` gives the frame where the build is now. It is asked for a while, since the build goes on: a template within another
    is left and entered again with every piece that it prints. The innermost line that was seen is the one that is told.
    """
    seen: list[tuple[int, str, int]] = []
    for _ in range(_LOOKS):
        if place := _innermost_line(look()):
            seen.append(place)
        time.sleep(_PAUSE)
    if not seen:
        return None
    _, file, line = max(seen, key=lambda place: place[0])
    hint = "a loop over many things within another, or a macro that calls itself, may never end"
    location = _line_of(project, file, line)
    return finding("J04", "the template is still at work here", hint=hint, location=location)


def _innermost_line(frame: types.FrameType | None) -> tuple[int, str, int] | None:
    """How many templates are at work one within another, and the file and line of the innermost; None where none is."""
    lines = []
    while frame is not None:
        if "__jinja_template__" in frame.f_globals:
            template: jinja2.Template = frame.f_globals["__jinja_template__"]
            lines.append((frame.f_code.co_filename, template.get_corresponding_lineno(frame.f_lineno)))
        frame = frame.f_back
    return (len(lines), *lines[0]) if lines else None


def _failed(diagnostic: Diagnostic) -> TemplateFailed:
    return TemplateFailed("a template cannot be used", [diagnostic])


def _diagnostic(error: jinja2.TemplateError, places: Places, environment: jinja2.Environment) -> Diagnostic:
    if isinstance(error, jinja2.TemplateSyntaxError):
        location = line_of(places, error.filename or "", error.lineno)
        hint = "{{ … }} prints, {% … %} acts, and every block that is opened has its end, such as {% endif %}"
        return finding("J01", f"{error.message or 'the template cannot be read'}", hint=hint, location=location)
    if isinstance(error, jinja2.TemplateNotFound):
        return not_found(error, places)
    if isinstance(error, MadeForNewer):
        return contract.newer(error.made_for, places.project, error.path)
    if isinstance(error, MissingName):
        known = error.known or tuple(environment.globals)
        hint = did_you_mean(error.name, sorted(known)) or f"among what there is: {', '.join(sorted(known)[:40])}"
        return finding("J02", str(error.message), hint=hint, location=_raised(error, places, error.name))
    return _broken(error, places)


def not_found(error: jinja2.TemplateNotFound, places: Places) -> Diagnostic:
    """That a template names another one that there is not."""
    given = error.templates if isinstance(error, jinja2.TemplatesNotFound) else [error.name or ""]
    names = [as_written(str(name)) for name in given]
    wanted = " or ".join(f"“{name}”" for name in names)
    searched = ", ".join(dict.fromkeys(places.project.shown(folder) for folder in places.folders))
    guess = next(filter(None, (_nearest(name, places) for name in names)), None)
    hint = f"{guess}\nlooked in: {searched}" if guess else f"looked in: {searched}"
    return finding("J03", f"there is no template {wanted}", hint=hint, location=_raised(error, places, names[0]))


def _nearest(name: str, places: Places) -> str | None:
    """What to do about a template that there is not."""
    inner = name.removeprefix(NEXT)
    if inner == name or inner not in places.known():
        return did_you_mean(inner, places.known())
    return f"no folder after that of this template has a “{inner}”: it is the last one, and there is nothing to extend"


def _broken(error: Exception, places: Places) -> Diagnostic:
    if isinstance(error, SecurityError):
        hint = "a template prints what it is given; it cannot change values or look inside them"
    elif isinstance(error, RecursionError):
        hint = "a template that includes or extends itself never ends; `next/NAME` means the one that it stands for"
    else:
        hint = "mend the line, or take the file away: then the template that ships with briefgen is used"
    message = (
        f"the template breaks here: {error}" if str(error) else f"the template breaks here ({type(error).__name__})"
    )
    return finding("J04", message, hint=hint, location=_raised(error, places))


# --- places ----------------------------------------------------------------------------------------------------------


def _frames(error: BaseException) -> Iterator[types.TracebackType]:
    step = error.__traceback__
    while step is not None:
        yield step
        step = step.tb_next


def _innermost(error: BaseException) -> str:
    """The file of the code that raised."""
    return [step.tb_frame.f_code.co_filename for step in _frames(error)][-1]


def _raised(error: BaseException, places: Places, word: str = "") -> Location | None:
    """The last line of a template on the way to the error; None where no template had begun."""
    lines = [
        (step.tb_frame.f_code.co_filename, step.tb_lineno)
        for step in _frames(error)
        if "__jinja_exception__" in step.tb_frame.f_globals  # Jinja puts in such a frame for each line of a template
    ]
    return line_of(places, *lines[-1], word) if lines else None


def line_of(places: Places, file: str, line: int, word: str = "") -> Location | None:
    """A line of a template, at the word where it stands in it."""
    return _line_of(places.project, file, line, word)


def _line_of(project: Project, file: str, line: int, word: str = "") -> Location:
    try:
        lines = project.read_text(Path(file)).split("\n")
    except (OSError, UnicodeDecodeError):
        lines = []
    while (
        line > 1 and not "".join(lines[line - 1 : line]).strip()
    ):  # a template that ends too early ends on its last words
        line -= 1
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", excerpt) if word else None
    begin = found.start() if found else len(excerpt) - len(excerpt.lstrip())
    end = found.end() if found else max(begin + 1, len(excerpt.rstrip()))
    return Location(project.shown(Path(file)), line, begin + 1, line, end + 1, excerpt)
