"""Everything briefgen raises about the world. What is wrong in a document is a `Diagnostic`, never one of these alone.

    BriefgenError            exit code 2: could not run
    ├── ProjectError         a project folder or one of its files cannot be used
    ├── InvalidProject       the project file or an audience does not load; carries every diagnostic
    ├── NotFound             an unknown brief, audience, code, … with the names that were meant, perhaps
    ├── InvalidBrief         exit code 1: the brief does not load; carries every diagnostic
    ├── HeldBack             exit code 1: findings hold an edition back; carries every diagnostic
    ├── TemplateFailed       exit code 1: a template broke; carries its diagnostics
    ├── OutputFailed         a memo could not be written; nothing half-written is visible
    └── EngineMissing        WeasyPrint or a system library it needs is not there; says what installs it

A bug of briefgen's own is none of these: it ends in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic


class BriefgenError(Exception):
    """Base of all. `message` is one sentence for the user, `hint` what to do next, or None."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProjectError(BriefgenError):
    """The project file or folder cannot be used."""


class NotFound(BriefgenError):
    """A name that the user gave is not known. The hint names the nearest known ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"unknown {kind} “{name}”", did_you_mean(name, sorted(known)))


class WithDiagnostics(BriefgenError):
    """An error whose whole text is the diagnostics it carries, already located."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class InvalidBrief(WithDiagnostics):
    """The brief does not load. `diagnostics` holds every problem that was found, not the first."""


class InvalidProject(WithDiagnostics):
    """The project file or an audience does not load."""

    exit_code: ClassVar[int] = 2


class HeldBack(WithDiagnostics):
    """Findings at the fatal level hold an edition back: nothing was frozen."""


class TemplateFailed(WithDiagnostics):
    """A template broke while it was read or rendered."""


class OutputFailed(BriefgenError):
    """A memo could not be written. The file that was there before is still there, whole."""


class EngineMissing(BriefgenError):
    """The PDF engine or a system library it needs cannot be loaded."""


_COMPARED = 500
"""Of how many known names the nearest is looked for: comparing takes time, and a file may hold thousands."""


def did_you_mean(name: str, known: Sequence[str]) -> str | None:
    """A hint with the known names nearest to `name`, or with all of them where there are few; None where none is known."""
    import difflib  # noqa: PLC0415 - loads when a name is wrong

    folded = {candidate.casefold(): candidate for candidate in known[:_COMPARED]}
    if name.casefold() in folded:
        return f"did you mean {folded[name.casefold()]}?"
    near = [folded[match] for match in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not known:
        return None
    return f"known: {', '.join(known)}" if len(known) <= 12 else None
