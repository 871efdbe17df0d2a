"""The check stage: what is doubtful in a brief, in a tailored brief, and in its laid-out pages. It opens no file.

    rule        what a rule is, and what it is given
    rules/      one file a rule: its page, its record, its function
    codebook    every code with its page
    places      every record, evidence and printed text of a brief with its path
    prose       every sentence of a brief with the item that it belongs to
    backing     what a text rests on: evidence, sources, names
    estimates   the desk's own words of likelihood
    tokens      numbers, months and names in a text
    dates       dates in a text
    quotes      whether words stand verbatim in an archived text
    passages    finding again what somebody remembers of such a text, as a quote
    waivers     findings that somebody lets pass

A new rule is a new file in `rules`; nothing else has to know.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefgen.check import waivers
from briefgen.check.codebook import Entry, all_rules, catalogue, explain, is_firm, pages, resolve
from briefgen.check.rule import CheckContext, Rule, Settings, Stage
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import BriefgenError
from briefgen.model.brief import Brief
from briefgen.model.project_file import ProjectFile
from briefgen.model.results import LaidMemo, TailoredBrief

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CheckContext",
    "Entry",
    "Rule",
    "Settings",
    "Stage",
    "all_rules",
    "catalogue",
    "check",
    "explain",
    "judged",
    "resolve",
    "settings",
]

Value = ProjectFile | Brief | TailoredBrief | LaidMemo
"""What is judged: at the stage “project” a ProjectFile, at “brief” a Brief, at “tailored” a TailoredBrief, at “page”
a LaidMemo."""


def check(value: Value, stage: Stage, context: CheckContext) -> list[Diagnostic]:
    """The findings of all rules of a stage, in the order of the codes: of the project's severity, and waived where they are.

    At the stage “brief” the faults of the waivers themselves come last.
    """
    running = [rule for rule in all_rules().values() if rule.stage == stage and context.settings.wants(rule.code)]
    found = [finding for rule in running for finding in rule.check(value, context)]
    brief = _brief(value)
    findings = judged(found, brief, context)
    if stage == "brief" and brief is not None:
        idle = waivers.faults(waivers.waivers(brief), found, {rule.code for rule in running})
        findings += judged(idle, brief, context)
    return findings


def judged(findings: Iterable[Diagnostic], brief: Brief | None, context: CheckContext) -> list[Diagnostic]:
    """Findings of any origin as the project and the brief want them: ignored, of another severity, waived.

    `brief` is None for what no brief can waive.
    """
    wanted = [_weighed(finding, context) for finding in findings if context.settings.wants(finding.code)]
    return list(waivers.applied(wanted, waivers.waivers(brief))) if wanted and brief is not None else wanted


def _weighed(finding: Diagnostic, context: CheckContext) -> Diagnostic:
    severity = context.settings.severity.get(finding.code, finding.severity)
    audiences = finding.audiences or ((context.audience,) if context.audience else ())
    return dataclasses.replace(finding, severity=severity, audiences=audiences)


def _brief(value: Value) -> Brief | None:
    if isinstance(value, ProjectFile):
        return None
    if isinstance(value, LaidMemo):
        return value.tailored.brief
    return value.brief if isinstance(value, TailoredBrief) else value


# --- settings --------------------------------------------------------------------------------------------------------


def settings(severity: Mapping[str, str], ignore: Iterable[str] = (), select: Iterable[str] = ()) -> Settings:
    """What a project or a command says of codes; codes and names are taken alike.

    Raises NotFound for an unknown one, and BriefgenError where a finding that nobody can let pass would be lowered or
    ignored.
    """
    weights = {resolve(name): Severity(level) for name, level in severity.items()}
    for code, level in weights.items():
        if is_firm(code) and level.rank > pages()[code].severity.rank:
            raise BriefgenError(f"{code} can never be lowered to {level}", f"take {code} out of `severity:`")
    ignored = frozenset(_ignorable(ignore))
    return Settings(weights, ignored, frozenset(map(resolve, select)))


def _ignorable(names: Iterable[str]) -> Iterator[str]:
    for code in map(resolve, names):
        if is_firm(code):
            raise BriefgenError(f"{code} can never be ignored", f"take {code} out of what is ignored")
        yield code
