"""Each rule proves its own page: its Bad fires it and nothing else, its Good fires nothing."""

from __future__ import annotations

import re
from pathlib import Path

import code_pages
import pytest

from briefgen import check
from briefgen.check import Rule, rules

RULES = list(check.all_rules().values())
BRIEF_RULES = [rule for rule in RULES if rule.stage == "brief"]
LATER_RULES = [rule for rule in RULES if rule.stage != "brief"]


def of(rules: list[Rule]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", rules, ids=[rule.name for rule in rules])


@of(BRIEF_RULES)
def test_bad_fires_the_rule_and_nothing_else(rule: Rule, tmp_path: Path) -> None:
    bad = code_pages.example(check.explain(rule.code), "Bad")
    found = code_pages.findings(tmp_path, bad)
    assert [(finding.code, finding.name, finding.severity) for finding in found] == [
        (rule.code, rule.name, rule.severity)
    ]
    assert found[0].hint


@of(RULES)
def test_good_fires_nothing(rule: Rule, tmp_path: Path) -> None:
    good = code_pages.example(check.explain(rule.code), "Good")
    assert code_pages.findings(tmp_path, good) == []


@of(LATER_RULES)
def test_bad_of_a_later_stage_is_a_sound_brief_whose_memo_fires_the_rule(rule: Rule, tmp_path: Path) -> None:
    bad = code_pages.example(check.explain(rule.code), "Bad")
    assert code_pages.findings(tmp_path, bad) == []
    found = code_pages.built(tmp_path, bad)
    assert {(finding.code, finding.name, finding.severity) for finding in found} == {
        (rule.code, rule.name, rule.severity)
    }
    assert all(finding.hint and (finding.audiences or rule.stage == "project") for finding in found)


@of(LATER_RULES)
def test_good_of_a_later_stage_makes_a_memo_without_findings(rule: Rule, tmp_path: Path) -> None:
    assert code_pages.built(tmp_path, code_pages.example(check.explain(rule.code), "Good")) == ()


@of(RULES)
def test_a_page_has_the_fixed_headings_and_words_under_each(rule: Rule) -> None:
    page = check.explain(rule.code)
    assert page.startswith(f"# {rule.code} {rule.name} ({rule.severity})\n\n")
    assert code_pages.headings(page) == code_pages.HEADINGS
    assert all(code_pages.section(page, heading).strip() for heading in code_pages.HEADINGS)


@of(RULES)
def test_a_file_is_named_for_its_rule(rule: Rule) -> None:
    assert rule.check.__module__ == f"briefgen.check.rules.{rule.name.replace('-', '_')}"
    assert re.fullmatch(r"[A-Z]\d\d", rule.code)


def test_every_file_of_the_folder_is_a_rule() -> None:
    folder = Path(rules.__path__[0])
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert {rule.name.replace("-", "_") for rule in RULES} == files


def test_what_can_never_be_waived() -> None:
    assert {rule.code for rule in RULES if not rule.waivable} == {"Q01", "Q02", "W01", "M01", "M02", "P02", "P06"}
