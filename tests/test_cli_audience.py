"""`briefgen audience`: who there is, what each takes, and what it gets of a brief with the reason for each thing."""

import json
import re

import pytest
from command_line import CLEAN, UNREADABLE, project, run

TALKS = (
    CLEAN
    + """\
so_what: {so_what}
claims:
  open: {{text: The port said that it is open., status: reported, evidence: {{agency: it is open}}}}
  closed: {{text: It is closed., status: reported, evidence: {{agency: it is closed}}, marking: TLP:GREEN}}
  denied-by-envoy:
    text: The port said that talks are held.
    status: reported
    evidence: {{agency: talks}}
    responses: {{envoy: denied}}
gaps: {{when: When?, where: Where?}}
actors: {{envoy: {{person: An envoy, not_for: press}}}}
sources: {{agency: A report}}
glossary: {{port: A place for ships}}
"""
)

PRESS = """\
title: Press memo
extends: analyst
ceiling: TLP:CLEAR
short: true
omits: [comment, reliability]
statuses: [confirmed, reported]
paper: Letter
max_pages: 2
sections: [bottom_line, {section: claims, limit: 3}, {section: gaps, limit: 1}, sources]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with an audience of its own, to stand in."""
    made = project(tmp_path / "p", talks=TALKS.format(so_what="It matters [@closed]."), unreadable=UNREADABLE)
    (made / "templates" / "press").mkdir(parents=True)
    (made / "templates" / "press" / "audience.yaml").write_text(PRESS, encoding="utf-8")
    monkeypatch.chdir(made)
    return made


def lines(*words):
    """What a command prints, each line with single spaces."""
    shown = run("audience", *words)
    assert (shown.exit_code, shown.stderr) == (0, "")
    return [" ".join(line.split()) for line in shown.stdout.splitlines()]


# --- list --------------------------------------------------------------------------------------------------------------


def test_the_list_tells_of_each_what_it_is_and_where_it_comes_from():
    listed = lines("list")
    assert "press Press memo up to TLP:CLEAR 4 parts on 2 pages of this project, extends analyst" in listed
    (analyst,) = [line for line in listed if line.startswith("analyst ")]
    assert analyst.endswith(" parts shipped")


def test_one_of_the_project_in_place_of_a_shipped_one_is_the_projects(folder):
    (folder / "templates" / "analyst").mkdir()
    (folder / "templates" / "analyst" / "audience.yaml").write_text("title: Ours\nceiling: TLP:RED\nsections: claims\n")
    assert "analyst Ours up to TLP:RED 1 part of this project" in lines("list")


def test_the_list_for_programs():
    told = {one["name"]: one for one in json.loads(run("audience", "list", "--json").stdout)}
    assert (told["analyst"]["origin"], told["press"]["origin"]) == ("shipped", "project")
    assert (told["press"]["file"], told["press"]["templates"][0]) == (
        "templates/press/audience.yaml",
        "templates/press",
    )
    assert told["press"]["sections"][1] == {"section": "claims", "limit": 3}


# --- show --------------------------------------------------------------------------------------------------------------


def test_the_settings_are_told_in_words():
    shown = lines("show", "press")
    assert shown[:12] == [
        "press: Press memo (of this project, extends analyst)",
        "settings templates/press/audience.yaml",
        "ceiling TLP:CLEAR; what is marked higher is gone, with every reference to it",
        "statuses confirmed, reported",
        "wordings its own, else the short one, else the full one",
        "without comment, reliability",
        "numbers one for each quotation: [1.2]",
        "bars none",
        "language that of the brief",
        "paper Letter",
        "pages at most 2; over it, the memo is a draft",
        "file {brief}_{date}_{audience}.pdf, .html",
    ]
    chain = [part.rpartition("templates/")[2] for part in shown[12].removeprefix("templates ").split(", then ")]
    assert chain == ["press", "analyst", "base"]
    assert shown[13:] == [
        "parts, in order",
        "1 bottom line",
        "2 claims, the first 3",
        "3 gaps, the first 1",
        "4 sources",
    ]


def test_the_settings_for_programs():
    told = json.loads(run("audience", "show", "press", "--json").stdout)
    assert told == next(one for one in json.loads(run("audience", "list", "--json").stdout) if one["name"] == "press")


OPEN = "marked TLP:CLEAR, within the ceiling TLP:CLEAR"


def test_of_a_brief_each_thing_is_told_with_its_reason_in_the_order_of_the_format():
    assert lines("show", "press", "talks") == [
        "texts",
        f"kept title {OPEN}",
        f"kept bottom_line {OPEN}",
        "left out so_what marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@closed]",
        "claims",
        f"kept open {OPEN}",
        "left out closed marked TLP:GREEN, above the ceiling TLP:CLEAR",
        f"kept denied-by-envoy {OPEN}",
        "gaps",
        f"kept when {OPEN}",
        "left out where beyond the first 1",
        "actors",
        "left out envoy not for press",
        "sources",
        f"kept agency {OPEN}",
        "glossary",
        "left out port the audience takes no method, which holds the glossary",
        "responses",
        "left out denied-by-envoy.responses.envoy its actor is withheld",
        "press gets 6 of 12, 6 left out; its memo is marked TLP:CLEAR",
    ]


def test_the_label_is_that_of_what_the_audience_gets():
    assert lines("show", "analyst", "talks")[-1] == "analyst gets 11 of 11, 0 left out; its memo is marked TLP:GREEN"


def test_of_a_brief_for_programs():
    told = json.loads(run("audience", "show", "press", "briefs/talks.yaml", "--json").stdout)
    assert (told["audience"], told["brief"], told["marking"]) == ("press", "briefs/talks.yaml", "TLP:CLEAR")
    assert (told["kept"], told["left_out"], len(told["decisions"])) == (6, 6, 12)
    assert told["decisions"][4] == {
        "collection": "claims", "id": "closed", "kept": False, "withheld": True, "for_space": False,
        "why": "marked TLP:GREEN, above the ceiling TLP:CLEAR",
    }  # fmt: skip


def test_a_brief_of_another_project_is_told_by_its_own_audiences(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lines("show", "press", "p/briefs/talks.yaml")[-1].startswith("press gets 6 of 12")
    assert run("audience", "show", "press").exit_code == 2


# --- what cannot be told -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["show", "pres"], ["show", "pres", "talks"]])
def test_an_unknown_audience_ends_with_the_one_that_was_meant(words):
    shown = run("audience", *words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == "error: unknown audience “pres”\n   hint: did you mean press?\n"


def test_an_unknown_brief_or_command_ends_with_the_one_that_was_meant():
    shown = run("audience", "show", "press", "talk")
    assert (shown.exit_code, shown.stderr) == (2, "error: unknown brief “talk”\n   hint: did you mean talks?\n")
    shown = run("audience", "lst")
    assert shown.exit_code == 2
    assert "unknown command “lst” (did you mean list?)" in shown.stderr


def test_a_brief_that_does_not_load_is_told_as_check_tells_it(folder, monkeypatch):
    monkeypatch.chdir(folder / "briefs")
    shown = run("audience", "show", "press", "unreadable")
    checked = run("check", "unreadable")
    assert (shown.exit_code, checked.exit_code) == (1, 1)
    assert shown.stderr.startswith(checked.stdout)
    assert checked.stdout.startswith("unreadable.yaml:5:1: error F01 ")


def test_an_audience_whose_file_is_wrong_is_told_with_its_place(folder):
    (folder / "templates" / "press" / "audience.yaml").write_text(PRESS + "ceilling: TLP:RED\n")
    for words in (["list"], ["show", "press"], ["show", "press", "talks"]):
        shown = run("audience", *words)
        assert shown.exit_code == 2
        assert shown.stderr.startswith("templates/press/audience.yaml:10:1: error F01 unknown-key")


# --- new ---------------------------------------------------------------------------------------------------------------


def test_a_new_audience_takes_everything_from_the_one_that_it_extends():
    made = run("audience", "new", "web-desk", "--extends", "public")
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, "templates/web-desk/audience.yaml")
    told = {one["name"]: one for one in json.loads(run("audience", "list", "--json").stdout)}
    ours, theirs = told["web-desk"], told["public"]
    differing = {key for key in ours if ours[key] != theirs[key]}
    assert differing == {"name", "kin", "title", "extends", "origin", "file", "templates"}
    assert (ours["title"], ours["extends"]) == ("Web desk memo", "public")


def test_every_setting_of_a_new_audience_can_be_uncommented(folder):
    run("audience", "new", "web", "--extends", "principal")
    file = folder / "templates" / "web" / "audience.yaml"
    before = json.loads(run("audience", "show", "web", "--json").stdout)
    text = re.sub(r"(?m)^#(?=[a-z_]+:|- |  )", "", file.read_text(encoding="utf-8"))
    assert text.count("\nsections:") == text.count("\nmax_pages: 1") == text.count("\nomits:") == 1
    file.write_text(text, encoding="utf-8")
    after = json.loads(run("audience", "show", "web", "--json").stdout)
    assert after == before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["Web"], "such as “web”"),
        (["press"], "there is an audience “press” already"),
        (["base"], "choose another name"),
        (["web", "--extends", "publik"], "did you mean public?"),
    ],
)
def test_an_audience_that_cannot_be_made_is_told_why_and_nothing_is_written(folder, given, told):
    before = sorted(folder.rglob("*"))
    refused = run("audience", "new", *given)
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert sorted(folder.rglob("*")) == before


def test_an_audience_is_made_changed_and_built_with_commands_alone(folder):
    (folder / "briefs" / "talks.yaml").write_text(CLEAN, encoding="utf-8")
    assert run("audience", "new", "web", "--extends", "public", "--title", "Web memo").exit_code == 0
    assert run("template", "eject", "memo.html.j2", "--audience", "web").exit_code == 0
    template = folder / "templates" / "web" / "memo.html.j2"
    before = template.read_text(encoding="utf-8")
    template.write_text(
        before + '{% block closing %}<p class="note">For the web only.</p>{{ super() }}{% endblock %}\n', "utf-8"
    )
    (folder / "templates" / "web" / "memo.css").write_text(".web h1 { color: #7a1f2b }\n", encoding="utf-8")
    done = run("build", "talks", "--audience", "web")
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 2)
    page = (folder / "output" / "talks" / "talks_2026-03-18_web.html").read_text(encoding="utf-8")
    assert '<p class="note">For the web only.</p>' in page
    assert ".web h1 { color: #7a1f2b }" in page
