"""`briefgen template`: which file wins, copies to change, what has changed since, what breaks."""

import hashlib
import json
import re
import shutil

import pytest
from command_line import CHECKOUT, project, run
from projects import SMALL, write

from briefgen.templating import proving

SHIPPED = CHECKOUT / "templates"
SOURCES = "sections/sources.html.j2"


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A project with one brief, and the place to be in."""
    project(tmp_path, memo=re.sub("    evidence.*\n", "    desk: true\n", SMALL).partition("sources:")[0])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(*words):
    return json.loads(run("template", *words, "--json").stdout)


# --- list ------------------------------------------------------------------------------------------------------------


def test_list_tells_the_file_that_wins_and_what_it_stands_for(house):
    write(
        house,
        {f"templates/public/{SOURCES}": "a", f"templates/base/{SOURCES}": "b", "templates/public/mine.html.j2": "c"},
    )
    done = run("template", "list", "public")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "public: Public memo"
    at = lines.index(f"{SOURCES} project public templates/public/{SOURCES}")
    assert lines[at + 1 : at + 5] == [
        f"stands for shipped public {SHIPPED}/public/{SOURCES}",
        f"stands for project base templates/base/{SOURCES}",
        f"stands for shipped base {SHIPPED}/base/{SOURCES}",
        f"sections/timeline.html.j2 shipped base {SHIPPED}/base/sections/timeline.html.j2",
    ]
    assert "mine.html.j2 project public templates/public/mine.html.j2" in lines


def test_stylesheets_are_told_in_the_order_in_which_they_add_up(house):
    write(house, {"templates/public/memo.css": "p {}"})
    lines = [" ".join(line.split()) for line in run("template", "list", "public").stdout.splitlines()]
    at = lines.index(f"memo.css shipped base {SHIPPED}/base/memo.css")
    assert lines[at + 1 : at + 3] == [
        f"and then shipped public {SHIPPED}/public/memo.css",
        "and then project public templates/public/memo.css",
    ]


def test_list_for_programs_has_every_audience(house):
    write(house, {f"templates/analyst/{SOURCES}": "a"})
    told = data("list")
    assert [one["audience"] for one in told] == ["analyst", "principal", "public"]
    entries = {entry["name"]: entry for entry in told[0]["templates"]}
    assert entries[SOURCES]["used"] == "first"
    assert entries[SOURCES]["files"] == [
        {"path": f"templates/analyst/{SOURCES}", "origin": "project", "audience": "analyst"},
        {"path": f"{SHIPPED}/base/{SOURCES}", "origin": "shipped", "audience": "base"},
    ]
    assert entries["memo.css"]["used"] == "all"
    assert data("list", "public")[0]["title"] == "Public memo"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("command", ["list", "check"])
def test_an_unknown_audience_is_refused_with_the_one_that_was_meant(command):
    done = run("template", command, "pablic")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "unknown audience “pablic”" in done.stderr
    assert "did you mean public?" in done.stderr


# --- eject -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "path", "origin"),
    [
        ([SOURCES], f"base/{SOURCES}", f"base/{SOURCES}"),
        ([SOURCES, "-a", "public"], f"public/{SOURCES}", f"public/{SOURCES}"),
        ([SOURCES, "-a", "analyst"], f"analyst/{SOURCES}", f"base/{SOURCES}"),
        ([f"public/{SOURCES}"], f"public/{SOURCES}", f"public/{SOURCES}"),
        ([f"templates/public/{SOURCES}", "-a", "analyst"], f"analyst/{SOURCES}", f"public/{SOURCES}"),
        (["memo.html.j2"], "base/memo.html.j2", "base/memo.html.j2"),
        (["review.html.j2", "-a", "review"], "review/review.html.j2", "review/review.html.j2"),
    ],
)
def test_eject_copies_what_ships_and_says_what_it_was_made_from(house, words, path, origin):
    done = run("template", "eject", *words)
    assert (done.exit_code, done.stdout) == (0, f"templates/{path}\n")
    head, body = (house / "templates" / path).read_text(encoding="utf-8").split("\n", 1)
    shipped = (SHIPPED / origin).read_text(encoding="utf-8")
    assert body == shipped
    sha = hashlib.sha256(shipped.encode()).hexdigest()
    assert head == f"{{# briefgen: made from {origin}, sha256: {sha}, contract: 1 #}}"


@pytest.mark.usefixtures("house")
def test_eject_says_whom_a_copy_for_all_does_not_reach():
    assert "principal and public: a file of their own ships" in run("template", "eject", SOURCES).stderr
    assert "of their own" not in run("template", "eject", SOURCES, "-a", "public").stderr
    assert '{% extends "next/memo.html.j2" %}' in run("template", "eject", "memo.html.j2").stderr


def test_a_copy_changes_no_byte_of_a_memo(house):
    assert run("build", "-o", "before", "-q").exit_code == 0
    for file in (SOURCES, "sections/claims.html.j2", "macros.html.j2", "memo.html.j2", "figures.html.j2"):
        assert run("template", "eject", file, "-a", "analyst").exit_code == 0
    assert run("build", "-o", "after", "-q").exit_code == 0
    made = [sorted((house / name).rglob("memo_*")) for name in ("before", "after")]
    assert [path.suffix for path in made[0]] == [".html", ".pdf"]
    assert [path.read_bytes() for path in made[0]] == [path.read_bytes() for path in made[1]]


def test_the_first_line_of_a_stylesheet_reaches_no_memo(house):
    done = run("template", "eject", "memo.css", "-a", "public")
    assert "stylesheets add up" in done.stderr
    head = (house / "templates/public/memo.css").read_text(encoding="utf-8").split("\n")[0]
    assert re.fullmatch(r"/\* briefgen: made from public/memo.css, sha256: [0-9a-f]{64}, contract: 1 \*/", head)
    assert run("build", "-a", "public", "-q").exit_code == 0
    for file in (house / "output").rglob("memo_*"):
        assert b"made from" not in file.read_bytes()


def test_eject_never_writes_over_a_file(house):
    write(house, {f"templates/base/{SOURCES}": "mine"})
    done = run("template", "eject", SOURCES)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is a templates/base/{SOURCES} already" in done.stderr
    assert (house / "templates/base" / SOURCES).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "told", "hint"),
    [
        (
            ["sections/source.html.j2"],
            "unknown template “sections/source.html.j2”",
            "did you mean sections/sources.html.j2",
        ),
        (["memo.ccs"], "unknown template “memo.ccs”", "did you mean memo.css"),
        (["audience.yaml"], "unknown template “audience.yaml”", None),
        (["../../pyproject.toml"], "unknown template", None),
        (["memo.css", "-a", "pablic"], "unknown audience “pablic”", "did you mean public?"),
    ],
)
def test_what_cannot_be_ejected_is_told_and_nothing_is_made(house, words, told, hint):
    done = run("template", "eject", *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert hint is None or hint in done.stderr
    assert not (house / "templates").exists()


def test_in_the_checkout_nothing_is_ejected_and_nothing_differs(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    done = run("template", "eject", SOURCES, "-a", "analyst")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "are those that ship: change them in place" in done.stderr
    assert not (SHIPPED / "analyst" / SOURCES).exists()
    done = run("template", "diff")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "are those that ship" in done.stderr


# --- diff ------------------------------------------------------------------------------------------------------------


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_diff_shows_what_was_changed_and_that_the_original_was_not(house):
    run("template", "eject", SOURCES, "-a", "public")
    change(house / "templates/public" / SOURCES, '<section class="row"', '<section class="row mine"')
    done = run("template", "diff")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"templates/public/{SOURCES}: made from public/{SOURCES}, which has not changed since"
    assert lines[1:3] == [f"--- shipped/public/{SOURCES}", f"+++ templates/public/{SOURCES}"]
    changed = [line for line in lines[3:] if line[0] in "+-"]
    assert changed == ['-<section class="row" id="{{ part.id }}">', '+<section class="row mine" id="{{ part.id }}">']


@pytest.mark.usefixtures("house")
def test_diff_tells_a_copy_that_differs_in_nothing():
    run("template", "eject", "memo.css", "-a", "public")
    done = run("template", "diff")
    told = "templates/public/memo.css: made from public/memo.css, which has not changed since; nothing differs, it could go\n"
    assert (done.exit_code, done.stdout) == (0, told)


def test_diff_ends_with_1_where_the_original_has_changed_since(house):
    run("template", "eject", SOURCES)
    path = house / "templates/base" / SOURCES
    path.write_text(
        re.sub("sha256: [0-9a-f]{64}", f"sha256: {'0' * 64}", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = run("template", "diff", f"base/{SOURCES}")
    assert done.exit_code == 1
    assert f"made from base/{SOURCES}, which has changed since: take over what you need" in done.stdout
    assert data("diff")[0] == {
        "path": f"templates/base/{SOURCES}",
        "shipped": f"base/{SOURCES}",
        "changed_since": True,
        "diff": [],
    }
    change(path, f"base/{SOURCES}", "base/sections/gone.html.j2")
    assert run("template", "diff").exit_code == 1


def test_diff_compares_a_file_without_a_first_line_with_what_it_stands_for(house):
    write(house, {f"templates/analyst/{SOURCES}": "mine\n", "templates/analyst/own.html.j2": "own"})
    done = run("template", "diff")
    assert done.exit_code == 0
    first = done.stdout.splitlines()[0]
    assert first.startswith(f"templates/analyst/{SOURCES}: stands for base/{SOURCES}; it does not say whether")
    assert "own.html.j2" not in done.stdout
    assert "+mine" in done.stdout.splitlines()


@pytest.mark.usefixtures("house")
def test_diff_of_an_unknown_file_names_those_that_there_are():
    assert "no file of this project stands for a shipped one" in run("template", "diff").stderr
    run("template", "eject", SOURCES)
    done = run("template", "diff", "sections/source.html.j2")
    assert done.exit_code == 2
    assert f"did you mean base/{SOURCES}?" in done.stderr


def test_a_file_that_is_not_utf_8_is_told(house):
    write(house, {f"templates/base/{SOURCES}": ""})
    (house / "templates/base" / SOURCES).write_bytes(b"caf\xe9")
    done = run("template", "diff")
    assert done.exit_code == 2
    assert f"templates/base/{SOURCES} is not UTF-8" in done.stderr


# --- check -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    """Only one fixture, since what all of them show is tried elsewhere."""
    sparse = tuple(path for path in proving.fixtures() if path.stem == "sparse")
    monkeypatch.setattr(proving, "fixtures", lambda: sparse)


@pytest.mark.usefixtures("house", "quick")
def test_check_is_quiet_where_nothing_is_wrong():
    done = run("template", "check", "analyst")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 audience: no findings\n")
    assert run("template", "check", "analyst", "-q").stderr == ""


@pytest.mark.usefixtures("quick")
def test_check_tells_each_finding_once_with_its_audiences(house):
    write(house, {"templates/base/sections/gaps.html.j2": "<ul>\n{{ nothing }}</ul>\n"})
    done = run("template", "check")
    assert done.exit_code == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith(
        "templates/base/sections/gaps.html.j2:2:4: error J02 undefined-name: “nothing” is not known here"
    )
    assert first.endswith("(analyst, public)"), "principal has a file of its own"
    assert done.stderr.startswith("3 audiences: ")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_check_tells_programs(house, form):
    write(house, {"templates/base/sections/claims.html.j2": "<p>{{ nothing }}</p>\n"})
    done = run("template", "check", "analyst", "--report", form)
    assert done.exit_code == 1
    if form == "github":
        assert done.stdout.startswith(
            "::error title=J02 undefined-name,file=templates/base/sections/claims.html.j2,line=1"
        )
    else:
        told = json.loads(done.stdout)
        found = told if form == "json" else told["runs"][0]["results"]
        assert (found[0].get("code") or found[0]["ruleId"]) == "J02"


@pytest.mark.usefixtures("quick")
def test_check_heeds_what_the_project_says_is_fatal(house):
    shutil.copy(CHECKOUT / "templates/base/sections/gaps.html.j2", house / "gaps")
    (house / "briefgen.yaml").write_text("severity: {J07: warning}\n", encoding="utf-8")
    text = (house / "gaps").read_text(encoding="utf-8").replace("</section>", "</section></b>")
    write(house, {"templates/base/sections/gaps.html.j2": text})
    done = run("template", "check", "analyst")
    assert done.exit_code == 2
    assert "J07 can never be lowered" in done.stderr


@pytest.mark.usefixtures("house")
def test_a_mistyped_command_is_told_with_the_one_that_was_meant():
    assert "did you mean eject?" in run("template", "ejekt").stderr


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_audience_in_words_that_there_are_not_is_told_at_its_line(command, tmp_path, monkeypatch):
    folder = project(tmp_path / "q")
    (folder / "templates" / "bad").mkdir(parents=True)
    settings = "title: Bad\nextends: public\nceiling: TLP:GREN\n"
    (folder / "templates" / "bad" / "audience.yaml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(folder)
    done = run("template", command, "bad")
    assert done.exit_code != 0
    assert "templates/bad/audience.yaml:3:10: error F11" in done.stderr
