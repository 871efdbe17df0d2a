"""The reference page is what the models say, and says all of it."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from briefgen import schema, typed
from briefgen.load import references
from briefgen.model import brief
from briefgen.yaml_source import parse

TOOL = Path(__file__).parent.parent / "tools" / "reference.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("reference_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def page(tool):
    return tool.page()


def records():
    found, waiting = [], [brief.Record]
    while waiting:
        waiting += (subclasses := waiting.pop().__subclasses__())
        found += [record for record in subclasses if record.__module__.startswith("briefgen.model.")]
    return found


def section(page, heading):
    return re.search(rf"^### {heading}\n.*?(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)[0]


def test_the_page_is_fresh(tool, page):
    assert tool.PAGE.read_text(encoding="utf-8") == page, "run: python tools/reference.py"


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_field_has_a_docstring(record):
    assert [field.key for field in schema.fields(record) if not field.doc] == []


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_record_has_a_section_with_its_keys(tool, page, record):
    told = section(page, tool._heading(record))
    assert [field.key for field in schema.fields(record) if f"`{field.key}`" not in told] == []


def test_headings_are_unique_and_links_lead_to_them(page):
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    anchors = [heading.lower().replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#(.+?)\)", page)) <= set(anchors)


def test_every_row_of_a_table_has_as_many_cells_as_its_head(page):
    for table in re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table


def test_kinds_of_value_are_in_an_analysts_words(page):
    assert "| `supplier` | id of an actor, or a name | required | Who gives." in page
    assert "| `by` | day |  | The horizon: the day by which it will have shown. |" in page
    assert "| `credibility` | number from 1 to 6 |" in page
    assert "| `quantity` | quantity |" in page
    assert "| `paper` | one of: `A4`, `Letter` | default `A4` |" in page
    assert "| `claims` | id → [claim](#claim) |" in page
    assert "| `evidence` | id of a source → [passage](#passage), or its `quote` alone; or a list of them |" in page
    assert "| `officially-stated` | officially stated | The competent body said it" in page


def test_the_example_is_a_brief(page):
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    root, findings = parse("example.yaml", example.encode())
    value, more = typed.read(root, brief.Brief)
    assert value is not None
    assert findings + more + references.check(list(typed.walk(root, brief.Brief))) == []
    assert len(example.splitlines()) <= 25
