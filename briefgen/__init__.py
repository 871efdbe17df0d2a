"""Briefs as YAML, memos as PDF and HTML: the public API. Each name is loaded when it is first used.

    from briefgen import BuildRequest, Project, build

    project = Project.around(Path("briefs"), today=date.today())
    for file in build(BuildRequest(project.brief("treaty")), project).written:
        print(file.path)

Whatever goes wrong in the world is a `BriefgenError`; what is wrong in a document is a `Diagnostic`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.check import check as check_brief
    from briefgen.diagnostics import Diagnostic
    from briefgen.errors import BriefgenError
    from briefgen.load import load as load_brief
    from briefgen.model.audience import Audience
    from briefgen.model.brief import Brief
    from briefgen.model.results import BuildRequest, TailoredBrief, Written
    from briefgen.pipeline import build
    from briefgen.project import Project
    from briefgen.render import render as render_html
    from briefgen.tailor import tailor as tailor_brief

    __version__: str

__all__ = [
    "Audience",
    "Brief",
    "BriefgenError",
    "BuildRequest",
    "Diagnostic",
    "Project",
    "TailoredBrief",
    "Written",
    "build",
    "check_brief",
    "load_brief",
    "render_html",
    "tailor_brief",
]

_PLACES = {
    "Audience": "briefgen.model.audience:Audience",
    "Brief": "briefgen.model.brief:Brief",
    "BriefgenError": "briefgen.errors:BriefgenError",
    "BuildRequest": "briefgen.model.results:BuildRequest",
    "Diagnostic": "briefgen.diagnostics:Diagnostic",
    "Project": "briefgen.project:Project",
    "TailoredBrief": "briefgen.model.results:TailoredBrief",
    "Written": "briefgen.model.results:Written",
    "build": "briefgen.pipeline:build",
    "check_brief": "briefgen.check:check",
    "load_brief": "briefgen.load:load",
    "render_html": "briefgen.render:render",
    "tailor_brief": "briefgen.tailor:tailor",
}
"""Each public name, with its module and its name there."""


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - costs as much as all the rest of the start

        value: object = version("briefgen")
    elif name in _PLACES:
        module, _, attribute = _PLACES[name].partition(":")
        value = getattr(importlib.import_module(module), attribute)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
