"""Waivers: findings that somebody lets pass, with a reason, on one item or on the whole brief."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen import codes
from briefgen.check.codebook import is_firm, resolve
from briefgen.check.places import everything
from briefgen.diagnostics import Diagnostic, Path
from briefgen.errors import NotFound
from briefgen.model.base import UNKNOWN

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.statement import Waiver


class Waived(NamedTuple):
    """One waiver of a brief: its own path, the path of the item that it holds for, its code as it is spelt.

    `is_accounted`: it gives a reason and a name, neither of them blank nor `unknown`.
    """

    path: Path
    item: Path
    code: str
    reason: str
    is_accounted: bool = True

    def covers(self, finding: Diagnostic) -> bool:
        """Whether it lets this finding pass: of its code, and in its item."""
        inside = finding.path[: len(self.item)] == self.item
        return self.is_accounted and inside and self.code.strip().casefold() in (finding.code.casefold(), finding.name)


def waivers(brief: Brief) -> list[Waived]:
    """Every waiver of a brief, the innermost item's first."""
    found = [
        Waived((*path, "waive", index), path, waiver.code, f"{waiver.because} ({waiver.by})", _is_accounted(waiver))
        for path, record in everything(brief)
        for index, waiver in enumerate(getattr(record, "waive", ()))
    ]
    return sorted(found, key=lambda waived: -len(waived.item))


def _is_accounted(waiver: Waiver) -> bool:
    return not any(str(value).strip() in ("", UNKNOWN) for value in (waiver.because, waiver.by))


def applied(findings: Iterable[Diagnostic], given: Sequence[Waived]) -> Iterator[Diagnostic]:
    """The findings, with the reason on those that are let pass."""
    for finding in findings:
        match = next((waived for waived in given if waived.covers(finding) and not is_firm(finding.code)), None)
        yield dataclasses.replace(finding, waived=match.reason) if match else finding


def faults(given: Sequence[Waived], findings: Sequence[Diagnostic], ran: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the waivers themselves; `ran` are the codes that would have fired at this stage."""
    for waived in given:
        path = (*waived.path, "code")
        try:
            code = resolve(waived.code)
        except NotFound as error:
            yield codes.finding("X03", error.message, path=path, hint=error.hint)
            continue
        if not waived.is_accounted:
            message = f"the waiver of {code} gives no reason, or nobody's name: it lets nothing pass"
            yield codes.finding("X03", message, path=path, hint="say why under `because:`, and who says so under `by:`")
        elif is_firm(code):
            message = f"{code} can never be waived"
            yield codes.finding("X03", message, path=path, hint="mend what it is about, and delete the waiver")
        elif code in ran and not any(map(waived.covers, findings)):
            message = f"there is no finding {code} here that could be waived"
            yield codes.finding("X04", message, path=path, hint="delete the waiver")
