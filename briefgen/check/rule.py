"""What a rule of the checks is, and what it is given beside the value it judges."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from briefgen.diagnostics import Diagnostic, Path, Severity, Span
from briefgen.wordlists import WordLists

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.changes import Change
    from briefgen.model.results import Archive
    from briefgen.standards import LikelihoodScale

Stage = Literal["project", "brief", "tailored", "page"]
"""“project” judges the ProjectFile, “brief” a Brief, “tailored” the TailoredBrief of one audience, “page” its LaidMemo in one
format."""


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """What a project or a command says of codes: made by `check.settings`, which refuses what may not be said.

    `severity` replaces a finding's own. `ignore` is not shown; of `select`, only those codes are, unless it is empty.
    """

    severity: Mapping[str, Severity] = dataclasses.field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    select: frozenset[str] = frozenset()

    def wants(self, code: str) -> bool:
        """Whether findings of this code are shown."""
        return code not in self.ignore and (not self.select or code in self.select)


@dataclasses.dataclass(frozen=True, slots=True)
class CheckContext:
    """What rules know besides the value that they judge.

    `archives` holds one entry for each source with a file; `rank` gives the place of a marking in the order of its scheme,
    the lowest first; `audience` is None at the stage “brief”. `words` are the word lists of the brief's language with what
    the house adds, `scale` is its likelihood scale. `last` is the brief of the last edition (None: there is none), and
    `changes` are those since. `first_made` maps the id of a judgement whose horizon has passed without an outcome to the
    edition that made it first, where one did.
    """

    archives: Mapping[str, Archive]
    rank: Callable[[str], int]
    audience: str | None = None
    settings: Settings = Settings()
    words: WordLists = dataclasses.field(default_factory=lambda: WordLists("", {}))
    scale: LikelihoodScale | None = None
    last: Brief | None = None
    changes: tuple[Change, ...] = ()
    first_made: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Rule(NamedTuple):
    """One check. `code` and `name` never change once released; `check` gives its findings and opens no file.

    `waivable`: whether a waiver, a lower severity or `ignore` may let its findings pass. `needs`: the word lists without which
    it cannot judge a text; “scale” stands for a likelihood scale whose words are of the brief's language.
    """

    code: str
    name: str
    severity: Severity
    stage: Stage
    check: Callable[[Any, CheckContext], Iterable[Diagnostic]]
    waivable: bool = True
    needs: tuple[str, ...] = ()

    def finding(  # noqa: PLR0913 - one keyword for each part of a diagnostic
        self,
        message: str,
        *,
        path: Path = (),
        span: Span | None = None,
        on_key: bool = False,
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding of this rule, of its own severity unless another is given."""
        return Diagnostic(severity or self.severity, self.code, self.name, message, path, span, on_key, hint)
