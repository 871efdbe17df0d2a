"""What templates can rely on is what the page says: every name, macro and block stands there, and every example works."""

import dataclasses
import datetime
import decimal
import enum
import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path

import markupsafe
import pytest

from briefgen.model.base import Record
from briefgen.render.glossary import EXAMPLES, VALUES
from briefgen.render.templates import readable
from briefgen.write import elements

TOOL = Path(__file__).parent.parent / "tools" / "templates.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("templates_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(tool):
    return tool.page_text()


@pytest.fixture(scope="module")
def sandboxes(tool):
    return [tool.sandbox(medium) for medium in ("print", "screen", "mail")]


def test_the_page_is_fresh(tool, page):
    assert tool.PAGE.read_text(encoding="utf-8") == page, "run: python tools/templates.py"


def test_every_name_is_told_and_has_an_example(tool, sandboxes):
    for environment in sandboxes:
        assert set(environment.globals) - set(tool.OF_JINJA) == {*VALUES, *tool.functions(environment)} - {"part"}
        assert all(callable(function) and function.__doc__ for function in tool.functions(environment).values())
        assert set(EXAMPLES) == {*VALUES, *tool.functions(environment)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_a_name_uses_it_and_gives_something(tool, sandboxes, name):
    assert re.search(rf"\b{name}\b", EXAMPLES[name])
    for environment in sandboxes:
        assert tool.rendered(EXAMPLES[name], environment).strip() not in ("", "None")


def test_every_macro_has_words_and_an_example_that_makes_sound_html(tool, sandboxes):
    found = list(tool.macros())
    assert {macro.name for macro in found} >= {
        "chip",
        "standing_line",
        "statement",
        "portion_label",
        "likelihood",
        "ruler",
    }
    for macro in found:
        assert macro.meaning.endswith("."), macro.name
        assert re.search(rf"\b{macro.name}\(", macro.example), macro.name
        made = [tool.rendered(macro.whole_example, environment) for environment in sandboxes]
        assert any(html.strip() for html in made), macro.name
        flaws = [flaw.said for html in made for flaw in elements.flaws(html) if "leads nowhere" not in flaw.said]
        assert flaws == [], macro.name


def test_every_macro_and_block_of_the_files_is_on_the_page(tool, page):
    for file in (*tool.WITH_MACROS, *tool.WITH_BLOCKS):
        text = (TOOL.parents[1] / "templates/base" / file).read_text(encoding="utf-8")
        names = re.findall(r"\{%-? (?:macro|block) (\w+)", text)
        assert names
        assert [name for name in names if not re.search(rf"^\| `{name}[`(]", page, re.MULTILINE)] == []
    assert {name for _, name, meaning in tool.blocks() if meaning} == {
        "head", "header", "contents", "masthead", "title", "facts", "parts", "part", "closing", "footer",
        "subject", "notices", "bottom_line", "judgements", "changed", "attached",
    }  # fmt: skip


def test_the_block_of_the_page_is_a_template_that_works(page, tmp_path):
    import projects
    from test_render import made

    (example,) = re.findall(r"```jinja\n(.*?)```", page, re.DOTALL)
    html = made(tmp_path, projects.SMALL, **{"templates/base/memo.html.j2": example})
    assert '<p class="note">Strait Desk, third floor</p>' in html


PLAIN = (str, int, float, bool, decimal.Decimal, type(None), datetime.date, enum.Enum, markupsafe.Markup)


def reached(value, way, seen):
    """Everything that can be read of a value, with the way to what is no plain value."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from reached(inner, f"{way}.{key}", seen)
    elif isinstance(value, (tuple, list, frozenset)):
        for inner in value:
            yield from reached(inner, f"{way}[]", seen)
    elif isinstance(value, Record):
        for name in readable(type(value)):
            inner = getattr(value, name)
            if not callable(inner):
                yield from reached(inner, f"{way}.{name}", seen)
    elif dataclasses.is_dataclass(value):
        assert value.__dataclass_params__.frozen, way
        for field in dataclasses.fields(value):
            yield from reached(getattr(value, field.name), f"{way}.{field.name}", seen)
    else:
        yield f"{way}: {type(value).__name__}"


@pytest.mark.parametrize("name", sorted(set(VALUES) - {"part"}))
def test_a_value_and_all_that_is_in_it_are_plain(sandboxes, name):
    for environment in sandboxes:
        assert list(reached(environment.globals[name], name, {})) == []
