"""The walls of tests/walls.py hold in the package, and each of them can fall."""

import subprocess
from pathlib import Path

import pytest
import walls

CHECKOUT = Path(__file__).parents[1]
TREE = walls.package(CHECKOUT / "briefgen")
KEPT = (
    "briefgen",
    "templates",
    "briefs",
    "tests",
    "tools",
    "docs",
    ".ci",
    "Makefile",
    "briefgen.yaml",
    "briefgen.lock",
)
KEPT += ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".gitattributes", ".gitignore")
KEPT += ("output/.gitignore",)


def found(wall, tree):
    return list(wall(tree))


def module(name, code, doc='"""What it gives."""\n'):
    return {f"briefgen.{name}".removesuffix(".briefgen"): doc + code}


# --- the package -----------------------------------------------------------------------------------------------------


def test_the_modules_were_found():
    known = {
        "briefgen",
        "briefgen.model.brief",
        "briefgen.project",
        "briefgen.text",
        "briefgen.write.pdf",
        "briefgen.cli",
    }
    assert known <= set(TREE)
    assert len(TREE) >= 50
    imported = {(source.short, walls.Source(name, "").short) for source, _, name in walls.edges(TREE)}
    assert {("load", "load.references"), ("typed", "codes"), ("write.pdf", "write.engine")} <= imported
    assert ("errors", "diagnostics") not in imported  # it stands under TYPE_CHECKING
    assert ("write.pdf", "write._weasyprint") in imported  # it stands in a function


def test_every_name_of_the_table_is_a_module():
    fenced = {name for names in walls.FENCES.values() for name in names.split()}
    known = {source.short for source in walls.sources(TREE)}
    assert (set(walls.RANK) | fenced | set(walls.BROAD.split())) - known == set()


def test_every_permission_of_the_table_is_used():
    """One that nobody uses any more is taken back."""
    reached = {source.short: {walls.fence_of(name) for _, name in walls.uses(source)} for source in walls.sources(TREE)}
    for fence, names in walls.FENCES.items():
        for name in names.split():
            users = {short for short, fences in reached.items() if fence in fences and walls.within(short, name)}
            assert users, f"{name} does not use {fence}"


@pytest.mark.parametrize("wall", walls.WALLS, ids=lambda wall: wall.__name__)
def test_the_package_keeps_to_its_walls(wall):
    assert found(wall, TREE) == []


# --- each wall can fall ----------------------------------------------------------------------------------------------


def test_a_tree_without_faults_passes_every_wall():
    good = module("tailor", "from briefgen import model\n") | module("model", "import pydantic\n")
    assert [breach for wall in walls.WALLS for breach in found(wall, good)] == []


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (module("gadgets", ""), "stands in no layer"),
        (module("errors", "import requests\n"), "requests is a dependency that the table does not know"),
        (module("errors", "def f():\n    import requests\n"), "requests is a dependency"),
        (module("errors", "from . import diagnostics\n"), "full name"),
        (module("errors", "from briefgen.lost import found\n"), "there is no module briefgen.lost"),
    ],
)
def test_what_the_table_does_not_know_is_told(tree, words):
    (breach,) = found(walls.unknown, tree)
    assert words in breach


@pytest.mark.parametrize(
    "code",
    [
        "import briefgen.render\n",
        "from briefgen import render\n",
        "from briefgen.render import page\n",
        "def f():\n    from briefgen import render\n",
        "if TYPE_CHECKING:\n    pass\nelse:\n    import briefgen.render\n",
    ],
)
@pytest.mark.parametrize(
    ("importer", "words"),
    [
        ("errors", "errors may not import render, which stands above it"),
        ("i18n", "i18n may not import render"),
        ("write.pdf", "the stages write and render do not import each other"),
    ],
)
def test_an_import_across_the_layers_is_told(importer, words, code):
    tree = module("render", "") | module("write", "") | module(importer, code)
    (breach,) = found(walls.layers, tree)
    assert f"briefgen.{importer}:" in breach
    assert words in breach


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("render", "errors"),
        ("pipeline", "render"),
        ("cli.build", "pipeline"),
        ("write.pdf", "write"),
        ("cli", "briefgen"),
    ],
)
def test_an_import_down_the_layers_is_not(importer, imported):
    tree = module(imported, "") | module(importer, f"import briefgen.{imported}\n".replace(".briefgen", ""))
    assert len(list(walls.edges(tree))) == 1
    assert found(walls.layers, tree) == []


@pytest.mark.parametrize("guard", ["TYPE_CHECKING", "typing.TYPE_CHECKING"])
def test_an_import_for_the_type_checker_does_not_count(guard):
    tree = module("render", "") | module("errors", f"if {guard}:\n    import briefgen.render\n    import yaml\n")
    assert [breach for wall in walls.WALLS for breach in found(wall, tree)] == []


def test_a_circle_is_told_with_its_modules():
    tree = (
        module("text.one", "def f():\n    from briefgen.text import two\n")
        | module("text.two", "import briefgen.text.three\n")
        | module("text.three", "from briefgen.text.one import f\n")
    )
    (breach,) = found(walls.circles, tree)
    assert all(f"briefgen.text.{name}" in breach for name in ("one", "two", "three"))
    assert found(walls.circles, tree | module("text.three", "")) == []


@pytest.mark.parametrize(
    ("name", "code", "fence"),
    [
        ("load", "import yaml\n", "yaml"),
        ("load", "from yaml.nodes import Node\n", "yaml"),
        ("write.web", "def f():\n    import weasyprint.text\n", "weasyprint"),
        ("write.web", "import importlib\nimportlib.import_module('weasyprint')\n", "weasyprint"),
        ("load", "import importlib\nimportlib.import_module(name)\n", "importlib.import_module"),
        ("write", "from importlib import import_module\nimport_module('yaml')\n", "yaml"),
        ("render", "import click\n", "click"),
        ("cli", "from smtplib import SMTP\n", "smtplib"),
        ("cli", "from http import server\n", "http"),
        ("write.resources", "from urllib.request import urlopen\n", "urllib.request"),
        ("write.resources", "import urllib.request as net\nnet.urlopen('x')\n", "urllib.request"),
        ("cli", "import os\nos.system('ls')\n", "os.system"),
        ("load", "import datetime as dt\nnow = dt.datetime.now().date()\n", "datetime.datetime.now"),
        ("load", "from datetime import date as day\nday.today()\n", "datetime.date.today"),
        ("load", "import datetime\ndef f(at=datetime.date.today): ...\n", "datetime.date.today"),
        ("load", "from pathlib import Path\nPath.cwd()\n", "pathlib.Path.cwd"),
        ("load", "import os\nos.environ['HOME']\n", "os.environ"),
        ("load", "from os import environ\n", "os.environ"),
        ("write", "import os\nos.environ.get('HOME')\n", "os.environ"),
        ("load", "print(1)\n", "builtins.print"),
        ("load", "import sys\nsys.stdout.write('x')\n", "sys.stdout"),
        ("load", "from concurrent import futures\n", "concurrent.futures"),
        ("load", "open('x')\n", "builtins.open"),
        ("load", "folder.joinpath('x').read_text(encoding='utf-8')\n", "Path.read_text"),
        ("load", "path.read_bytes()\n", "Path.read_bytes"),
        ("load", "path.open()\n", "Path.open"),
        ("load", "path.write_text('x')\n", "Path.write_text"),
        ("cli", "path.write_bytes(b'x')\n", "Path.write_bytes"),
    ],
)
def test_what_is_fenced_is_told_outside_its_fence(name, code, fence):
    breaches = found(walls.fences, module(name, code))
    assert [breach.partition(": ")[2].partition(" is for ")[0] for breach in breaches[:1]] == [fence]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("yaml_source", "import yaml\n"),
        ("write.resources", "from urllib.request import url2pathname\n"),
        ("write.resources", "import urllib.parse\nurllib.parse.quote('x')\n"),
        ("cli.build", "import datetime, os\nos.environ\ndatetime.datetime.now()\nimport click\n"),
        ("write.engine", "import os\nos.environ['FONTCONFIG_FILE']\n"),
        ("load", "project.read_bytes(path)\nproject.today\nprinted = http\nimport os\nos.fsync(1)\n"),
    ],
)
def test_what_is_fenced_is_not_told_inside(name, code):
    assert found(walls.fences, module(name, code)) == []


def function(lines=1, parameters="", head="def f"):
    return f"{head}({parameters}):\n" + "    pass\n" * (lines - 1)


SIX = "a, b, *, c, d, e, f"


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("load", "pass\n" * 400, "401 lines"),
        ("load", function(41), "f has 41 lines"),
        (
            "load",
            "class C:\n    class D:\n" + function(41).replace("pass", "        pass").replace("def", "        def"),
            "41",
        ),
        ("cli", function(41), "f has 41 lines"),
        ("load", function(2, SIX), "f takes 6 parameters"),
        ("load", function(2, SIX, head="async def f"), "f takes 6 parameters"),
        ("load", function(2, f"{SIX}, # noqa: PLR0913\n"), "f takes 6 parameters"),
        ("load", "@click.command()\n" + function(41), "f has 41 lines"),
    ],
)
def test_what_is_too_large_is_told(name, code, words):
    (breach,) = found(walls.sizes, module(name, code))
    assert words in breach


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("load", "pass\n" * 399),
        ("load", function(40, "a, b, c, d, e, *rest, **named")),
        ("load", "class C:\n    def f(self, a, b, c, d, e): pass\n"),
        ("load", function(2, f"  # noqa: PLR0913 - six sides of one thing\n    {SIX}")),
        ("cli.build", "@click.command()\n@click.pass_context\n" + function(41, SIX)),
    ],
)
def test_what_is_not_too_large_is_not(name, code):
    assert found(walls.sizes, module(name, code)) == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("class C: pass\n", 1),
        ("def f(): pass\n", 1),
        ("async def f(): pass\n", 1),
        ('class C:\n    """It."""\n    def f(self): pass\n', 1),
        ('class C:\n    """It."""\n    def _f(self): pass\n    def __len__(self): pass\n', 0),
        ('def f():\n    """It."""\n    def inner(): pass\n', 0),
        ("def _f(): pass\nclass _C: pass\n", 0),
    ],
)
def test_what_is_public_and_says_nothing_is_told(code, count):
    assert len(found(walls.docstrings, module("load", code))) == count


def test_a_module_without_a_docstring_is_told_unless_it_is_private():
    assert len(found(walls.docstrings, module("load", "", doc=""))) == 1
    assert len(found(walls.docstrings, module("__main__", "", doc="# nothing\n"))) == 1
    assert found(walls.docstrings, module("write._engine", "", doc="")) == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("try: pass\nexcept: pass\n", 1),
        ("try: pass\nexcept Exception: pass\n", 1),
        ("try: pass\nexcept (OSError, BaseException) as error: pass\n", 1),
        ("import contextlib\nwith contextlib.suppress(Exception): pass\n", 1),
        ("try: pass\nexcept (OSError, ValueError): pass\n", 0),
        ("import contextlib\nwith contextlib.suppress(OSError): pass\n", 0),
    ],
)
def test_who_catches_everything_is_told(code, count):
    assert len(found(walls.broad_excepts, module("load", code))) == count


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("utils", 1),
        ("load.helpers", 1),
        ("common.load", 1),
        ("check.rules.a", 0),
        ("check.rules.a.b", 1),
        ("briefgen", 0),
    ],
)
def test_a_name_that_says_nothing_or_lies_too_deep_is_told(name, count):
    assert len(found(walls.names, module(name, ""))) == count


# --- the checkout ----------------------------------------------------------------------------------------------------

LOOKING = {
    walls.left_over: {"briefgen/check/rules/left_over_mark.py", "docs/checks.md"},
    walls.machine_paths: {"tests/walls.py", "tests/test_architecture.py"},
}
"""What looks for marks, and the files that hold them because they look for them as well."""


@pytest.fixture(scope="module")
def texts():
    return walls.texts(CHECKOUT, KEPT)


def test_the_files_of_the_checkout_were_found(texts):
    assert {"briefgen/project.py", "briefs/russia-iran-treaty.yaml", "README.md", "tests/walls.py", ".ci/run"} <= set(
        texts
    )
    assert not any(name.endswith((".ttf", ".woff2", ".png", ".pdf")) for name in texts)


def test_nothing_in_the_checkout_is_forgotten(texts):
    """Every file that version control knows is looked through, but for fonts, pictures and PDFs."""
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a checkout of git")
    known = {name for name in listed.stdout.splitlines() if not name.endswith((".ttf", ".woff2", ".png", ".pdf"))}
    present = {name for name in known if (CHECKOUT / name).exists()}
    assert present - set(texts) == set()


@pytest.mark.parametrize("look", LOOKING, ids=lambda look: look.__name__)
def test_the_checkout_holds_no(look, texts):
    kept = {path: text for path, text in texts.items() if path not in LOOKING[look]}
    assert len(texts) - len(kept) == len(LOOKING[look])
    assert [told for path, text in kept.items() for told in look(path, text)] == []


@pytest.mark.parametrize(
    ("path", "line", "count"),
    [
        ("a.py", "x = 1  # TODO: later", 1),
        ("a.py", '"""A FIXME."""', 1),
        ("a.py", "x = 'TODO'", 0),
        ("a.md", "x = 'TODO'", 1),
        ("a.md", "a mastodon, XXXL", 0),
    ],
)
def test_what_is_left_over_is_told_by_line(path, line, count):
    assert [told.partition(": ")[0] for told in walls.left_over(path, f"1\n{line}\n")] == [f"{path}:2"] * count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("see /home/someone/file", 1),
        ("'/Users/someone/.cache'", 1),
        (r"C:\Users\someone", 1),
        ("https://example.org/home/page and tools/home/x", 0),
    ],
)
def test_the_paths_of_a_machine_are_told_by_line(line, count):
    assert list(walls.machine_paths("a.py", f"1\n{line}\n")) == [f"a.py:2: {line}"] * count
