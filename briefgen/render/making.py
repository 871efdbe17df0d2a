"""One memo in the making: where its templates are, the sandbox they run in, the names that they can use."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.i18n import Language
from briefgen.model.results import Medium, Rendered, TailoredBrief
from briefgen.project import Project
from briefgen.render import failures, house, looks, page, templates

FRAMES: Mapping[Medium, str] = {"print": "memo.html.j2", "screen": "memo.html.j2", "mail": "mail.html.j2"}
"""The template that a memo begins with, in each medium; the audience's own, or that of what it extends."""


class Making:
    """A memo for a medium. `draft` is the number of errors that a draft has; None: it is no draft."""

    def __init__(
        self,
        tailored: TailoredBrief,
        language: Language,
        project: Project,
        medium: Medium,
        draft: int | None = None,
    ) -> None:
        self._medium = medium
        self.places = templates.Places(project, tailored.audience)
        self.environment = templates.environment(self.places)
        look = house.house(project, language, medium)
        self._page = page.Page(tailored, house.dated(language, project), draft, self.places.chain(), look)
        self.environment.globals.update(self._page.names())
        self.environment.globals["stylesheets"] = self.places.stylesheets()

    def html(self) -> str:
        """What the templates make. Raises TemplateFailed."""
        with failures.told(self.places, self.environment):
            self.environment.loader.check_sheets()
            return self.environment.get_template(FRAMES[self._medium]).render()

    def rendered(self, html: str) -> Rendered:
        """The memo, from what its templates made."""
        html = looks.loosened(html) if self._medium == "print" else html
        findings = self.environment.loader.findings()
        return Rendered(self._page.tailored, self._medium, html, templates.base_url(), self._page.beside(), findings)
