"""The page of all checks is what the rules and codes say of themselves, and leads to each."""

import importlib.util
import re
from pathlib import Path

import pytest

from briefgen import check

TOOL = Path(__file__).parent.parent / "tools" / "checks.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("checks_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(tool):
    return tool.page()


def test_the_page_is_fresh(tool, page):
    assert tool.PAGE.read_text(encoding="utf-8") == page, "run: python tools/checks.py"


def test_every_code_has_a_row_and_a_heading_that_it_leads_to(page):
    anchors = {heading.lower().replace(" ", "-") for heading in re.findall(r"^### (.+)$", page, re.MULTILINE)}
    rows = re.findall(r"^\| \[(\w\d\d) [\w-]+\]\(#(.+?)\) \|", page, re.MULTILINE)
    assert sorted(code for code, _ in rows) == [entry.code for entry in check.catalogue()]
    assert {anchor for _, anchor in rows} == anchors


def test_every_row_says_when_the_rule_looks(page):
    assert "| error | reading | The words given as evidence do not stand verbatim" in page
    assert "[P02 lost-content](#p02-lost-content) | error | laying out |" in page
    assert "[M03 answer-withheld](#m03-answer-withheld) | warning | choosing |" in page


def test_headings_of_a_page_are_bold_lines_and_its_examples_stay(page):
    assert "\n## What it does" not in page
    assert "\n**What it does**\n" in page
    assert page.count("```") % 2 == 0
