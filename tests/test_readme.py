"""The README says what is so: its commands, its tour, its tables and its links are tried."""

import re
import shutil
from pathlib import Path

import pytest
import walls
from click.testing import CliRunner

from briefgen.cli import main

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


INVENTED = re.compile(r"\b(?:NAME|TAG|CODE-NAME)\b")
"""Stands in a path for a name of the reader's own."""


def words(text):
    """The text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def table(name):
    """The rows below the head of the table that stands between the README's marks of that name."""
    (marked,) = re.findall(rf"<!-- {name}[^>]*-->\n(.*?)<!-- end of {name} -->", README, re.DOTALL)
    lines = [line for line in marked.splitlines() if line.startswith("|")]
    return [[cell.strip().replace(r"\|", "|") for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def block(beginning):
    """The fenced block whose first line begins so."""
    (found,) = [
        text
        for text in re.findall(r"^```\w*\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
        if text.startswith(beginning)
    ]
    return found


def code(cell):
    """What stands in back-quotes."""
    return re.findall(r"`([^`]+)`", cell)


def run(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="briefgen", terminal_width=200, catch_exceptions=False)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the checkout's project, and the place to be in."""
    shutil.copy(CHECKOUT / "briefgen.yaml", tmp_path)
    shutil.copytree(CHECKOUT / "briefs", tmp_path / "briefs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- commands --------------------------------------------------------------------------------------------------------


def test_the_readme_has_every_command_in_the_order_of_the_help():
    listed = re.findall(r"^  ([a-z]+) ", run("--help").output.partition("Commands:\n")[2], re.MULTILINE)
    assert len(listed) >= 7
    assert [code(row[0])[0].split()[0] for row in table("commands")] == listed


@pytest.mark.parametrize("row", table("commands"), ids=lambda row: code(row[0])[0].split()[0])
def test_a_command_is_told_as_its_help_tells_it(row):
    usage, does, options = row
    (usage,) = code(usage)
    told = run(usage.split()[0], "--help").output
    head, paragraph = told.split("\n\n")[:2]
    assert f"briefgen {usage}" == words(head).removeprefix("Usage: ").replace(" [OPTIONS]", "")
    assert does == words(paragraph)
    known = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", told.partition("Options:\n")[2], re.MULTILINE)
    assert [*code(options), "--help"] == known


# --- the tour --------------------------------------------------------------------------------------------------------


def test_the_tour_s_claim_stands_in_the_sample_brief():
    sample = (CHECKOUT / "briefs" / "russia-iran-treaty.yaml").read_text(encoding="utf-8")
    head, claim = block("claims:").split("\n", 1)
    assert claim in sample.partition(f"\n{head}\n")[2]


def test_the_tour_s_mistake_is_told_as_it_says_and_makes_a_draft(project):
    brief = project / "briefs" / "russia-iran-treaty.yaml"
    assert run("check").exit_code == 0
    ((before, after),) = re.findall(r"“(\w+)” to “(\w+)”, and run `briefgen check`", README)
    claim = block("claims:").removeprefix("claims:\n")
    mistaken = after.join(claim.rsplit(before, 1))
    brief.write_text(brief.read_text(encoding="utf-8").replace(claim, mistaken), encoding="utf-8")
    checked = run("check")
    assert (checked.exit_code, checked.output) == (1, block("briefs/"))
    assert run("build", "--format", "html").exit_code == 1
    assert [file.stem.endswith("_draft") for file in (project / "output").rglob("*.html")] == [True] * 3


def test_the_tour_s_lines_stand_on_the_page(project):
    assert run("build", "--format", "html").exit_code == 0
    (page,) = (project / "output").rglob("*_analyst.html")
    text = words(re.sub(r"<style.*?</style>|<[^>]*>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    plain = re.sub(r"\W+", " ", text).casefold()
    cells = [cell for line in block("Claim 2").splitlines() for cell in re.split(r" {2,}", line.strip())]
    assert len(cells) >= 8
    (number,) = re.findall(r"\[([\d.]+)\]", block("Claim 2"))
    assert f"its number, {number}:" in words(README)
    assert [cell for cell in cells if words(re.sub(r"\W+", " ", cell)).casefold() not in plain] == []


# --- tables, links and paths -----------------------------------------------------------------------------------------


def test_the_layers_are_those_under_test():
    told = {layer: [name.rstrip("/") for name in code(modules)] for layer, modules, _ in table("layers")}
    assert told == {layer: names.split() for layer, names in walls.LAYERS.items()}
    for name in (name for _, modules, _ in table("layers") for name in code(modules)):
        found = CHECKOUT / "briefgen" / name
        assert found.is_dir() if name.endswith("/") else found.with_suffix(".py").is_file()


def test_the_layout_is_that_of_the_repository():
    paths = [code(row[0])[0] for row in table("layout")]
    assert len(paths) >= 8
    assert [path for path in paths if not (CHECKOUT / path).exists()] == []


def test_links_and_paths_lead_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    paths = re.findall(r"`((?:briefgen|templates|briefs|tests|tools|docs)/[\w./-]*[\w/])`", README)
    assert len(links) >= 3
    assert len(paths) >= 10
    assert [path for path in [*links, *paths] if not INVENTED.search(path) and not (CHECKOUT / path).exists()] == []
    shapes = [re.sub(INVENTED, "*", path) for path in paths if INVENTED.search(path)]
    assert len(shapes) >= 6
    assert [shape for shape in shapes if not list(CHECKOUT.glob(shape))] == []


def test_the_goals_that_it_names_are_those_of_make():
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+) ", README, re.MULTILINE))
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert {one or other for one, other in named} == {"memo", "test", "bench", "pictures"}
    assert all(f"\n{one or other}:" in makefile for one, other in named)
