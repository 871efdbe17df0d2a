"""Two texts of a brief that are compared: what stands on the page that shows them side by side."""

from __future__ import annotations

import dataclasses
import datetime

from briefgen.model.brief import Brief
from briefgen.model.changes import Change


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """One of the two: what it is called, such as `treaty@2024-01-19` or the path of its file, and what it says."""

    name: str
    brief: Brief


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts and what changed between them, in the order of the later one.

    `audience` is the title of the audience for which both are tailored; None where they are whole. `marking` is the highest of
    anything that either holds. `made` is the day of the comparison.
    """

    before: Text
    now: Text
    changes: tuple[Change, ...]
    marking: str
    made: datetime.date
    audience: str | None = None
