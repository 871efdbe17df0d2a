"""Each code of reading a file proves its own page, and every code has one."""

from __future__ import annotations

from pathlib import Path

import code_pages
import pytest

from briefgen import check, codes
from briefgen.errors import NotFound

PAGES = list(codes.pages().values())
BRIEFS = [page for page in PAGES if page.code[0] in "FQX"]
"""Pages whose examples are whole briefs. Those of YAML show parts, which `test_yaml_source` reads."""


def of(pages: list[codes.Page]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[f"{page.code}-{page.name}" for page in pages])


@of(BRIEFS)
def test_bad_raises_the_code_and_nothing_else(page: codes.Page, tmp_path: Path) -> None:
    found = code_pages.findings(tmp_path, code_pages.example(page.text, "Bad"))
    assert [(finding.code, finding.name, finding.severity) for finding in found] == [
        (page.code, page.name, page.severity)
    ]


@of(BRIEFS)
def test_good_raises_nothing(page: codes.Page, tmp_path: Path) -> None:
    assert code_pages.findings(tmp_path, code_pages.example(page.text, "Good")) == []


@of(PAGES)
def test_a_page_has_the_fixed_headings_and_words_under_each(page: codes.Page) -> None:
    assert code_pages.headings(page.text) == code_pages.HEADINGS
    assert all(code_pages.section(page.text, heading).strip() for heading in code_pages.HEADINGS)


def test_no_code_and_no_name_is_used_twice() -> None:
    files = list(Path(codes.__file__).parent.glob("*.md"))
    known = [
        *((page.code, page.name) for page in PAGES),
        *((rule.code, rule.name) for rule in check.all_rules().values()),
    ]
    assert len(files) == len(PAGES)
    assert len(known) == len({code for code, _ in known}) == len({name for _, name in known})
    assert [entry[:2] for entry in check.catalogue()] == sorted(known)


def test_the_table_of_all_has_one_sentence_or_two_for_each() -> None:
    entries = {entry.code: entry for entry in check.catalogue()}
    assert entries["F01"].summary == "A field has a name that is not known here."
    assert entries["Q02"].summary.startswith("The archived text of a source cannot be read")
    assert all("\n" not in entry.summary and entry.summary.endswith(".") for entry in entries.values())


@pytest.mark.parametrize("name", ["Q01", "q01", " Quote-Not-Found "])
def test_a_code_is_found_by_code_or_name(name: str) -> None:
    assert check.explain(name).startswith("# Q01 quote-not-found (error)\n\nThe words given as evidence")
    assert check.explain("f01").startswith("# F01 unknown-key (error)")


def test_an_unknown_code_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(NotFound, match="unknown code “quote-not-fund”") as refused:
        check.explain("quote-not-fund")
    assert refused.value.hint.startswith("did you mean quote-not-found")
