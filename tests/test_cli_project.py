"""`briefgen init`, `new` and `schema`: what a project begins with, and that nothing is overwritten."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from command_line import CLEAN, project, run

from briefgen import schema
from briefgen.cli import scaffold, targets
from briefgen.errors import ProjectError

CHECKOUT = Path(__file__).parents[1]
SAMPLE = sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "briefs").rglob("*") if path.is_file())
FOLDERS = sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "briefs/editions").glob("*/*"))
SCHEMAS = [f".briefgen/{kind}-1.schema.json" for kind in ("brief", "audience", "project", "shared")]


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- init ------------------------------------------------------------------------------------------------------------


def test_init_makes_a_project_and_its_first_memo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = run("init", "demo")
    assert shown.exit_code == 0
    made = files(tmp_path / "demo")
    assert {"briefgen.yaml", ".gitignore", *SAMPLE, *SCHEMAS} <= set(made)
    memos = [name for name in made if name.startswith("output/")]
    assert sorted(name.rpartition(".")[2] for name in memos) == ["html"] * 3 + ["pdf"] * 3
    told = [name for name in SAMPLE if not name.startswith("briefs/editions/")] + FOLDERS
    assert {f"demo/{name}" for name in ["briefgen.yaml", *told, *SCHEMAS, *memos]} == set(shown.stdout.splitlines())
    assert len(FOLDERS) == 3
    assert "cd demo && briefgen build" in shown.stderr
    monkeypatch.chdir(tmp_path / "demo")
    assert run("check", "--fatal", "warning").exit_code == 0
    assert run("edition", "check").exit_code == 0


def test_init_here_without_building(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = run("init", "--no-build")
    assert shown.exit_code == 0
    assert files(tmp_path) == sorted([".gitignore", "briefgen.yaml", *SAMPLE, *SCHEMAS])
    assert "cd " not in shown.stderr
    assert (tmp_path / ".gitignore").read_text() == "output/\n.briefgen/cache/\n"


def test_init_changes_no_file_and_says_which_are_in_the_way(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    project(tmp_path / "demo", mine=CLEAN)
    before = {name: (tmp_path / "demo" / name).read_bytes() for name in files(tmp_path / "demo")}
    refused = run("init", "demo")
    assert refused.exit_code == 2
    assert "these files are there already: demo/briefgen.yaml\n" in refused.stderr
    assert {name: (tmp_path / "demo" / name).read_bytes() for name in files(tmp_path / "demo")} == before


def test_init_leaves_a_gitignore_as_it_is_and_says_what_it_should_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("mine\n")
    shown = run("init", "--no-build")
    assert shown.exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert "output/ and .briefgen/cache/" in shown.stderr


def test_init_says_what_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").write_text("a file in the way")
    refused = run("init", "--no-build")
    assert refused.exit_code == 2
    assert "cannot write briefs/" in refused.stderr


def test_a_file_that_appears_in_the_meantime_is_not_overwritten(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(ProjectError, match="cannot write"):
        scaffold.make(tmp_path, {"mine": b"yours"})
    assert (tmp_path / "mine").read_text() == "mine"


def test_the_project_file_that_init_writes_is_that_of_the_checkout():
    starter = (scaffold.STARTERS / "briefgen.yaml").read_bytes()
    assert starter == (CHECKOUT / "briefgen.yaml").read_bytes()


# --- new -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = project(tmp_path / "p")
    (made / "briefgen.yaml").write_bytes((scaffold.STARTERS / "briefgen.yaml").read_bytes())
    monkeypatch.chdir(made)
    return made


def test_new_makes_a_brief_that_passes_every_check_and_builds(folder):
    shown = run("new", "grain-corridor")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == ["briefs/grain-corridor.yaml", *SCHEMAS]
    assert "briefgen build grain-corridor" in shown.stderr
    text = (folder / "briefs" / "grain-corridor.yaml").read_text(encoding="utf-8")
    modeline = "# yaml-language-server: $schema=../.briefgen/brief-1.schema.json\n"
    assert text.startswith(modeline)
    assert (folder / "briefs" / modeline.strip().partition("=")[2]).is_file()
    assert f"date: {targets.today().isoformat()}\n" in text
    assert run("check", "--fatal", "warning").exit_code == 0
    assert run("build", "-f", "html").exit_code == 0


def test_the_examples_in_a_new_brief_pass_every_check_too(folder):
    run("new", "grain-corridor")
    brief = folder / "briefs" / "grain-corridor.yaml"
    shown = re.sub(r"(?m)^#(?! \S)", "", brief.read_text(encoding="utf-8"))
    assert {"claims", "judgements", "watch", "figures", "sources"} <= set(yaml.safe_load(shown))
    brief.write_text(shown, encoding="utf-8")
    checked = run("check", "--fatal", "warning")
    assert (checked.stdout, checked.exit_code) == ("", 0)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["null", "2026", "no", "a"])
def test_new_makes_a_brief_of_any_name(name):
    assert run("new", name).exit_code == 0
    assert (run("check").stdout, run("check").exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Grain Corridor", "grain-corridor"),
        ("grain.yaml", "grain"),
        ("../up", "up"),
        ("a--b", "a-b"),
        ("_draft", "draft"),
    ],
)
def test_new_refuses_what_is_no_id_and_says_what_would_be(folder, name, near):
    refused = run("new", name)
    assert refused.exit_code == 2
    assert f"such as “{near}”" in refused.stderr
    assert files(folder) == ["briefgen.yaml"]


def test_new_never_overwrites(folder):
    run("new", "mine")
    (folder / "briefs" / "mine.yaml").write_text("mine")
    (folder / SCHEMAS[0]).write_text("mine too")
    refused = run("new", "mine")
    assert refused.exit_code == 2
    assert "briefs/mine.yaml is there already" in refused.stderr
    assert run("new", "another").stdout == "briefs/another.yaml\n"
    assert (folder / "briefs" / "mine.yaml").read_text() == "mine"
    assert (folder / SCHEMAS[0]).read_text() == "mine too"


def test_new_outside_of_a_project_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = run("new", "grain-corridor")
    assert refused.exit_code == 2
    assert "briefgen init DIR" in refused.stderr
    assert files(tmp_path) == []


def test_new_finds_the_project_from_below(folder, monkeypatch):
    monkeypatch.chdir(folder / "briefs")
    assert run("new", "below").exit_code == 0
    assert (folder / "briefs" / "below.yaml").is_file()


# --- schema ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ([], schema.brief_schema),
        (["brief"], schema.brief_schema),
        (["audience"], schema.audience_schema),
        (["project"], schema.project_schema),
        (["shared"], schema.shared_schema),
    ],
)
def test_schema_prints_the_schema(words, made):
    told = json.loads(run("schema", *words).stdout)
    assert told == json.loads(json.dumps(made()))
    jsonschema.Draft7Validator.check_schema(told)


def test_schema_writes_all_or_the_one_that_is_named(folder):
    assert run("schema", "audience", "--write").stdout == SCHEMAS[1] + "\n"
    assert files(folder) == [SCHEMAS[1], "briefgen.yaml"]
    (folder / SCHEMAS[1]).write_text("old")
    assert run("schema", "--write").stdout.splitlines() == SCHEMAS
    assert json.loads((folder / SCHEMAS[1]).read_text(encoding="utf-8"))["$id"] == "urn:briefgen:audience-1"


def test_schema_says_what_cannot_be_written(folder):
    (folder / ".briefgen").write_text("a file in the way")
    refused = run("schema", "--write")
    assert refused.exit_code == 2
    assert "cannot write .briefgen/brief-1.schema.json" in refused.stderr


def test_a_modeline_leads_to_a_schema_that_accepts_its_brief(folder):
    run("new", "mine")
    brief = yaml.safe_load((folder / "briefs" / "mine.yaml").read_text(encoding="utf-8"))
    brief["date"] = str(brief["date"])
    jsonschema.Draft7Validator(json.loads((folder / SCHEMAS[0]).read_text(encoding="utf-8"))).validate(brief)
