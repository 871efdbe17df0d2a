"""The public API: what is exported, where it comes from, and that nothing loads before it is used."""

import ast
import datetime
import importlib
import importlib.metadata
from pathlib import Path

import pytest

import briefgen

PROMISED = [
    "Audience",
    "Brief",
    "BriefgenError",
    "BuildRequest",
    "Diagnostic",
    "Project",
    "TailoredBrief",
    "Written",
    "build",
    "check_brief",
    "load_brief",
    "render_html",
    "tailor_brief",
]


def test_what_was_promised_is_exported_and_nothing_else():
    assert sorted(briefgen.__all__) == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_every_name_loads_and_is_documented(name):
    assert (getattr(briefgen, name).__doc__ or "").strip()


def test_the_type_checker_is_told_of_the_same_things():
    """The imports under TYPE_CHECKING give the same objects under the same names."""
    tree = ast.parse(Path(briefgen.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.asname or alias.name: getattr(importlib.import_module(node.module), alias.name)
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(told) == sorted(PROMISED)
    assert all(getattr(briefgen, name) is thing for name, thing in told.items())


def test_star_import_and_dir_give_every_name():
    names: dict[str, object] = {}
    exec("from briefgen import *", names)  # noqa: S102 - a star import may not stand in a function
    assert set(PROMISED) <= set(names)
    assert {*PROMISED, "__version__"} <= set(dir(briefgen))


def test_the_version_is_that_of_the_installation():
    assert briefgen.__version__ == importlib.metadata.version("briefgen")


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        briefgen.nonsense  # noqa: B018 - asking is the test


def test_the_package_says_that_it_is_typed():
    assert Path(briefgen.__file__).with_name("py.typed").is_file()


def test_the_api_builds_a_memo(tmp_path):
    brief = tmp_path / "mine.yaml"
    brief.write_text("title: Mine\ndate: 2026-03-18\nmarking: TLP:CLEAR\nbottom_line: Nothing is reported.\n")
    project = briefgen.Project.around(tmp_path, today=datetime.date(2026, 3, 18))
    assert briefgen.load_brief(brief, project).brief.title.text == "Mine"
    built = briefgen.build(briefgen.BuildRequest(brief, audiences=("analyst",), formats=("html",)), project)
    (file,) = built.written
    assert isinstance(file, briefgen.Written)
    assert "Nothing is reported." in file.path.read_text(encoding="utf-8")


def test_the_api_tells_what_is_wrong_by_its_own_errors(tmp_path):
    brief = tmp_path / "mine.yaml"
    brief.write_text("titel: Mine\n")
    project = briefgen.Project.around(tmp_path, today=datetime.date(2026, 3, 18))
    with pytest.raises(briefgen.BriefgenError) as caught:
        briefgen.load_brief(brief, project)
    assert all(isinstance(finding, briefgen.Diagnostic) for finding in caught.value.diagnostics)
