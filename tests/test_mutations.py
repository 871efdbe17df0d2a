"""Faults of the kinds that analysts make: each is one, and the rules find as many of them as tests/mutations.py records."""

from __future__ import annotations

import re
from collections import Counter

import faults
import mutations
import pytest
from faults import FAULTS, Drop, Fault, NotOnce, Put, Say

BRIEFS = sorted({fault.brief for fault in FAULTS})

TEXT = """\
title: One
claims:
  first:
    text: Iran may be
      considering it.
    status: reported
  # The second.
  second:
    text: Iran may not.
    responses:
      - iran

sources:
  first: {title: One}
"""


# --- the edits --------------------------------------------------------------------------------------------------------


def test_words_are_replaced_within_their_entry_however_they_are_broken():
    changed = Say("claims.first.text", "may be considering", "is considering")(TEXT)
    assert changed == TEXT.replace("may be\n      considering", "is considering")


@pytest.mark.parametrize(("at", "old"), [("claims", "Iran may"), ("claims.first", "not"), ("claims.third", "Iran")])
def test_words_that_do_not_stand_there_exactly_once_are_refused(at, old):
    with pytest.raises(NotOnce, match="times"):
        Say(at, old, "new")(TEXT)


def test_a_key_gets_another_value_with_all_its_lines():
    assert Put("claims.first.text", "Iran.")(TEXT) == TEXT.replace("Iran may be\n      considering it.", "Iran.")


def test_a_new_key_stands_at_the_head_of_its_mapping():
    assert Put("claims.second.status", "x")(TEXT) == TEXT.replace("  second:\n", "  second:\n    status: x\n")
    assert Put("cutoff", "2024-01-19")(TEXT) == "cutoff: 2024-01-19\n" + TEXT


def test_a_key_goes_with_all_that_is_under_it():
    assert Drop("claims")(TEXT) == "title: One\nsources:\n  first: {title: One}\n"
    assert Drop("claims.second.responses")(TEXT) == TEXT.replace("    responses:\n      - iran\n\n", "")


# --- the faults -------------------------------------------------------------------------------------------------------


def test_there_are_enough_of_them_and_no_two_are_alike():
    assert len(FAULTS) >= 150
    assert Counter(map(str, FAULTS)).most_common(1)[0][1] == 1
    changed = Counter(tuple(fault.files().items()) for fault in FAULTS)
    assert changed.most_common(1)[0][1] == 1


@pytest.mark.parametrize("brief", BRIEFS)
def test_nothing_is_found_in_a_brief_without_a_fault(brief):
    assert mutations.codes_of(brief, {}) == frozenset()


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_changes_the_text_and_the_brief_still_loads(fault):
    assert all(text != faults.original(file) for file, text in fault.files().items() if file != fault.brief)
    assert fault.files() != {fault.brief: faults.original(fault.brief)}
    broken = {code for code in mutations.outcomes()[fault] if mutations.AT_LOADING.fullmatch(code)}
    assert broken <= {fault.code}


# --- the figures ------------------------------------------------------------------------------------------------------


def test_what_the_rules_find_is_what_is_recorded():
    rows = mutations.figures(mutations.outcomes())
    found = {row.code: row.found for row in rows if row.found and row.code != "all"}
    assert found == mutations.FOUND, "record the new figures in FOUND of tests/mutations.py"


def test_only_the_intended_rule_counts_as_found_by_it():
    one, two, three = (Fault("Q01", str(number), "a brief", "why", ()) for number in range(3))
    other = Fault("W01", "other", "a brief", "why", ())
    found = {one: {"Q01", "W01"}, two: {"W01"}, three: set(), other: {"W01"}}
    rows = mutations.figures(found)
    assert rows == [mutations.Row("Q01", 3, 1, 1), mutations.Row("W01", 1, 1, 0), mutations.Row("all", 4, 2, 1)]
    assert [row.missed for row in rows] == [1, 0, 1]
    assert list(mutations.table(rows))[2:] == [
        "| Q01 | 3 | 1 | 1 | 1 |",
        "| W01 | 1 | 1 | 0 | 0 |",
        "| all | 4 | 2 (50%) | 1 | 1 |",
    ]


def test_the_figures_are_printed(capsys):
    mutations.main()
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"\| all \| {len(FAULTS)} \| \d+ \(\d+%\) \| \d+ \| \d+ \|", lines[-1])
    mutations.main("missed")
    more = capsys.readouterr().out.splitlines()
    assert more[: len(lines)] == lines
    missed = [fault for fault in FAULTS if fault.code not in mutations.outcomes()[fault]]
    assert [line.split(":")[0] for line in more[len(lines) + 1 :]] == list(map(str, missed))
