"""The suites of sentences: every case makes a sound brief, the quiet ones fire nothing, the figures are those put down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import suites
import yaml
from suites import Case

from briefgen.diagnostics import Diagnostic

QUIET = suites.load("quiet")
OTHERS = suites.load("others")
HELD_OUT = suites.load("held-out")
MEASURED = {"others": OTHERS, "held-out": HELD_OUT}
KEYS = {"text", "as", "status", "claimant", "quote", "likelihood", "confidence", "responses", "item", "more", "expect"}
KEYS |= {"why", "address", "date", "label"}

Found = list[Sequence[Diagnostic]]


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return suites.findings(tmp_path_factory.mktemp("quiet"), QUIET)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """What is found in the suites whose figures are put down: a brief that does not load ends it."""
    return {name: suites.findings(tmp_path_factory.mktemp(name), cases) for name, cases in MEASURED.items()}


# --- the suites themselves ---------------------------------------------------------------------------------------------


def test_the_suites_are_as_large_as_they_have_to_be() -> None:
    assert len({case["text"] for case in QUIET}) >= 120
    assert len({case["text"] for case in OTHERS}) >= 200
    assert len({case["text"] for case in HELD_OUT}) >= 340
    assert sum("expect" not in case for case in HELD_OUT) >= 140


def test_a_quiet_sentence_of_every_kind() -> None:
    kinds = Counter(case["as"] for case in QUIET)
    assert set(kinds) == set(suites.PLACES)
    assert min(kinds.values()) >= 2


def test_every_case_says_why_and_holds_nothing_else() -> None:
    for case in [*QUIET, *OTHERS, *HELD_OUT]:
        assert set(case) <= KEYS, case
        assert case["why"], case
    assert not any(case.get("expect") for case in QUIET)


def test_sentences_by_others_are_short_and_have_their_page() -> None:
    pages = suites.addresses()
    assert {case["address"] for case in OTHERS} == set(pages)
    assert all(page.startswith("https://") for page in pages.values())
    assert max(len(case["text"].split()) for case in OTHERS) <= 40


@pytest.mark.parametrize("cases", MEASURED.values(), ids=MEASURED)
def test_no_case_stands_twice(cases: list[Case]) -> None:
    seen = Counter(yaml.safe_dump({key: case[key] for key in case if key not in ("why", "expect")}) for case in cases)
    assert [text for text, times in seen.items() if times > 1] == []


# --- what the checks find ----------------------------------------------------------------------------------------------


FALSE_ALARMS = {
    "Norpress reports a price of 1.5 million crowns.": "Q05",  # the evidence has it in another notation
}
"""What the rules tell wrongly, and why: at most two in a hundred."""


def test_quiet_sentences_fire_nothing(quiet: Found) -> None:
    alarms = [(case["text"], finding) for case, its in zip(QUIET, quiet, strict=True) for finding in its]
    wrong = [(text, finding) for text, finding in alarms if FALSE_ALARMS.get(text) != finding.code]
    assert [f"{finding.code} {text}: {finding.message}" for text, finding in wrong] == []
    assert len(FALSE_ALARMS) == len(alarms) <= len(QUIET) // 50


@pytest.mark.parametrize("kind", suites.PLACES)
def test_a_fault_in_a_sentence_is_found_on_it(kind: str, tmp_path: Path) -> None:
    sound = next(case for case in QUIET if case["as"] == kind)
    faulty: Case = {**sound, "quote": "talks go on", "text": f"TBD {sound['text']}"}
    (its,) = suites.findings(tmp_path, [faulty])
    assert "X01" in suites.on_text(faulty, its)


def test_a_fault_elsewhere_in_the_brief_is_not_the_sentences(tmp_path: Path) -> None:
    case: Case = {**QUIET[0], "more": {"so_what": "TBD"}}
    (its,) = suites.findings(tmp_path, [case])
    assert [finding.code for finding in its] == ["X01"]
    assert suites.on_text(case, its) == set()


@pytest.mark.parametrize("name", suites.MEASURED)
def test_figures_are_those_put_down(name: str, measured: dict[str, Found]) -> None:
    put_down = yaml.safe_load(suites.FIGURES.read_text(encoding="utf-8"))[name]
    assert suites.figures(MEASURED[name], measured[name]) == put_down["codes"]
    assert suites.sentences(MEASURED[name], measured[name]) == put_down["sentences"]


def test_figures_count_what_was_expected_what_fired_and_what_was_right(tmp_path: Path) -> None:
    right: Case = {"text": "TBD is said.", "as": "gap", "expect": ["X01"]}
    missed: Case = {"text": "Nothing is left over.", "as": "gap", "expect": ["X01"]}
    false: Case = {"text": "TODO is a town.", "as": "gap"}
    cases = [right, right, missed, false]
    found = suites.findings(tmp_path, cases)
    counted = suites.figures(cases, found)
    assert counted == {"X01": {"expected": 3, "fired": 3, "right": 2}}
    assert suites.sentences(cases, found) == {"faulty": 3, "found": 2, "correct": 1, "alarms": 1}
    assert "| X01 | 3 | 3 | 2 | 67% | 67% |" in suites.table(counted)
    assert suites.differences(cases, found).splitlines() == [
        "-X01 gap, no status: Nothing is left over.",
        "+X01 gap, no status: TODO is a town.",
    ]
