"""`briefgen edition` and `briefgen changes`: what they print, and how they end."""

import json
import re

import pytest
from command_line import project, run
from projects import AGENCY, SMALL


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project with one brief, to stand in; git knows nobody here."""
    made = project(tmp_path / "p", memo=SMALL)
    (made / "briefs" / "sources").mkdir()
    (made / "briefs" / "sources" / "agency.txt").write_text(AGENCY, encoding="utf-8")
    monkeypatch.chdir(made)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    return made


def next_week(folder, old="", new=""):
    file = folder / "briefs" / "memo.yaml"
    text = re.sub(r"(?m)^date: .*$", "date: 2024-01-26", file.read_text(encoding="utf-8"))
    file.write_text(text.replace(old, new) if old else text, encoding="utf-8")


def told(done):
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_a_brief_is_frozen_listed_shown_and_proved():
    done = run("edition", "new", "memo")
    assert (done.exit_code, told(done)) == (
        0,
        [f"briefs/editions/memo/2024-01-19/memos/memo_2024-01-19_analyst.{kind}" for kind in ("html", "pdf")],
    )
    assert "memo@2024-01-19, No 1, is frozen" in done.stderr
    title = "An agency reports on talks; nothing is confirmed"
    assert told(run("edition", "list")) == [f"memo@2024-01-19 No 1 frozen 1 audience {title}"]
    shown = told(run("edition", "show", "memo@1"))
    assert shown[:3] == [f"memo@2024-01-19: {title}", "number 1", "state frozen"]
    assert told(run("edition", "check", "--rebuild")) == ["1 edition, 1 as frozen"]
    (data,) = json.loads(run("edition", "list", "--json").stdout)
    assert (data["key"], data["state"], data["events"]) == ("2024-01-19", "frozen", [])
    assert data == json.loads(run("edition", "show", "memo", "--json").stdout)


def test_what_holds_an_edition_back_is_told_with_its_place(folder):
    next_week(folder, "no price has been agreed}", "no prize has been agreed}")
    done = run("edition", "new", "memo")
    assert done.exit_code == 1
    assert "briefs/memo.yaml:18:27: error Q01" in done.stderr
    assert "nothing was frozen" in done.stderr
    assert " draft " in told(run("edition", "list"))[0]


def test_an_altered_edition_is_told_and_ends_with_1(folder):
    run("edition", "new", "memo")
    (folder / "briefs/editions/memo/2024-01-19/files/briefs/memo.yaml").write_text("other", encoding="utf-8")
    done = run("edition", "check")
    assert done.exit_code == 1
    assert (
        told(done)[0]
        == "memo@2024-01-19: briefs/editions/memo/2024-01-19/files/briefs/memo.yaml is not what was frozen"
    )
    (proof,) = json.loads(run("edition", "check", "--json").stdout)
    assert [fault["message"] for fault in proof["faults"]] == ["is not what was frozen"]


def test_other_versions_are_told_and_are_no_fault(folder):
    run("edition", "new", "memo")
    about = folder / "briefs/editions/memo/2024-01-19/edition.json"
    about.write_text(
        re.sub(r'"pango": "[^"]+"', '"pango": "1.2.3"', about.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = run("edition", "check")
    assert done.exit_code == 0
    assert re.fullmatch(r"memo@2024-01-19: made by other versions: pango 1\.2\.3, here [\d.]+", told(done)[0])


def test_an_edition_is_corrected_and_taken_back_by_somebody():
    run("edition", "new", "memo")
    assert run("edition", "correct", "memo").exit_code == 2
    assert run("edition", "correct", "memo", "--because", "A slip.").exit_code == 0
    refused = run("edition", "withdraw", "memo@1", "--because", "It is wrong.")
    assert (refused.exit_code, "--by NAME" in refused.stderr) == (2, True)
    assert run("edition", "withdraw", "memo@1", "--because", "It is wrong.", "--by", "A. Nalyst").exit_code == 0
    again = run("edition", "withdraw", "memo@1", "--because", "It is wrong.", "--by", "A. Nalyst")
    assert (again.exit_code, "is withdrawn already" in again.stderr) == (2, True)
    lines = told(run("edition", "list", "memo"))
    assert [line.split(" An agency")[0] for line in lines] == [
        "memo@2024-01-19 No 1 withdrawn 1 audience",
        "memo@2024-01-19.2 No 2 frozen 1 audience corrects 2024-01-19",
    ]
    assert re.fullmatch(r"withdrawn on .* by A\. Nalyst: It is wrong\.", told(run("edition", "show", "memo@1"))[-1])


def test_the_name_of_git_is_taken_where_none_is_given(folder, tmp_path, monkeypatch):
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = Git Name\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    run("edition", "new", "memo")
    assert run("edition", "withdraw", "memo", "--because", "So.").exit_code == 0
    assert json.loads((folder / "briefs/editions/memo/2024-01-19/withdrawn.json").read_text())["by"] == "Git Name"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["edition", "show", "memu"], "unknown edition"),
        (["edition", "list", "memu"], "did you mean memo?"),
        (["edition", "new", "memu"], "did you mean memo?"),
        (["changes", "memo"], "briefgen edition new memo"),
    ],
)
def test_what_there_is_not_is_told(words, hint):
    done = run(*words)
    assert done.exit_code == 2
    assert hint in done.stderr


# --- changes -----------------------------------------------------------------------------------------------------------

ANSWERED = (
    "responses: {The ministry: no-comment-reported}",
    "responses: {The ministry: denied}\n    change: It spoke.",
)


def test_changes_are_told_in_words_in_markdown_and_for_programs(folder):
    run("edition", "new", "memo")
    assert told(run("changes", "memo")) == ["from memo@2024-01-19 to briefs/memo.yaml: nothing changed"]
    next_week(folder, *ANSWERED)
    file = folder / "briefs" / "memo.yaml"
    file.write_text(
        file.read_text().replace("Talks on aircraft have begun, the", "Talks on planes have begun, the"),
        encoding="utf-8",
    )
    assert told(run("changes", "memo")) == [
        "from memo@2024-01-19 to briefs/memo.yaml: 1 thing changed",
        "claims: talks",
        "responses.The ministry: answered, no-comment-reported → denied",
        "reworded: Talks on [-aircraft-] {+planes+} have begun, the agency reports.",
        "why: It spoke.",
    ]
    assert "- reworded: Talks on ~~aircraft~~ **planes** have begun, the agency reports." in told(
        run("changes", "memo", "--markdown")
    )
    data = json.loads(run("changes", "memo", "--json").stdout)
    assert (data["before"], [change["kind"] for change in data["changes"]]) == (
        "memo@2024-01-19",
        ["answered", "reworded"],
    )


def test_two_editions_are_compared_in_the_order_given(folder):
    run("edition", "new", "memo")
    next_week(folder, *ANSWERED)
    assert run("edition", "new", "memo").exit_code == 0
    forth, back = told(run("changes", "memo", "1", "2")), told(run("changes", "memo", "2024-01-26", "2024-01-19"))
    assert forth[0] == "from memo@2024-01-19 to memo@2024-01-26: 1 thing changed"
    assert "answered, no-comment-reported → denied" in forth[2]
    assert "changed, denied → no-comment-reported" in back[2]


# --- approvals and drafts --------------------------------------------------------------------------------------------


def demand(folder, approvals):
    with (folder / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write(f"approvals: {approvals}\n")


def test_an_edition_is_approved_and_what_is_missing_is_told(folder):
    demand(folder, "{count: 2, by: [A. Nalyst, E. Ditor, Head]}")
    run("edition", "new", "memo")
    assert "lacks approval" in run("edition", "list").stdout
    done = run("edition", "approve", "memo@1", "--by", "A. Nalyst", "--note", "Read in full.")
    assert (done.exit_code, told(done)) == (
        0,
        [
            "memo@2024-01-19 is approved by A. Nalyst: memo_2024-01-19_analyst.html, memo_2024-01-19_analyst.pdf",
            "lacks for analyst: 1 approval of E. Ditor, Head",
        ],
    )
    shown = told(run("edition", "show", "memo"))
    assert shown[2] == "state frozen"
    assert re.fullmatch(r"approved on .* by A\. Nalyst: Read in full\.", shown[-2])
    assert shown[-1] == "lacks for analyst: 1 approval of E. Ditor, Head"
    assert run("edition", "approve", "memo", "--by", "Head", "--audience", "analyst").exit_code == 0
    assert told(run("edition", "list"))[0].startswith("memo@2024-01-19 No 1 approved 1 audience An agency")
    (data,) = json.loads(run("edition", "list", "--json").stdout)
    assert (data["state"], data["lacking"], [event["by"] for event in data["events"]]) == (
        "approved",
        [],
        ["A. Nalyst", "Head"],
    )


@pytest.mark.parametrize(
    ("words", "exit_code", "message"),
    [
        (["memo", "--audience", "analist"], 2, "did you mean analyst?"),
        (["memo"], 2, "--by NAME"),
        (["memo@7", "--by", "A"], 2, "unknown edition"),
    ],
)
def test_an_approval_that_cannot_be_is_refused(words, exit_code, message):
    run("edition", "new", "memo")
    given = words if "--by" in words or "--audience" not in words else [*words, "--by", "A"]
    done = run("edition", "approve", *given)
    assert (done.exit_code, message in done.stderr) == (exit_code, True)
    assert json.loads(run("edition", "list", "--json").stdout)[0]["events"] == []


def test_a_demand_that_cannot_hold_is_told_with_its_place_wherever_it_matters(folder):
    run("edition", "new", "memo")
    demand(folder, "{audiences: analist}")
    for words in (["edition", "approve", "memo", "--by", "A"], ["check", "memo"]):
        done = run(*words)
        assert done.exit_code == 2
        assert "error F12" in done.stderr + done.stdout
        assert "did you mean analyst?" in done.stderr + done.stdout


def test_the_edition_in_the_making_is_listed_as_a_draft(folder):
    title = "An agency reports on talks; nothing is confirmed"
    assert told(run("edition", "list")) == [f"memo@2024-01-19 No 1 draft 1 audience {title}"]
    run("edition", "new", "memo")
    next_week(folder)
    assert [line.split(" 1 audience")[0] for line in told(run("edition", "list", "memo"))] == [
        "memo@2024-01-19 No 1 frozen",
        "memo@2024-01-26 No 2 draft",
    ]
    assert json.loads(run("edition", "list", "--json").stdout)[1] == {
        "brief": "memo",
        "date": "2024-01-26",
        "number": 2,
        "audiences": 1,
        "title": title,
        "state": "draft",
    }
    (folder / "briefs/memo.yaml").write_text("titel: x\n", encoding="utf-8")
    assert told(run("edition", "list"))[1] == "memo draft does not load; briefgen check memo tells why"


def test_a_check_tells_all_that_is_amiss_at_once(folder):
    home = folder / "briefs/editions/memo"
    for day in (19, 26, 27):
        brief = folder / "briefs/memo.yaml"
        brief.write_text(re.sub(r"(?m)^date: .*$", f"date: 2024-01-{day}", brief.read_text(encoding="utf-8")), "utf-8")
        assert run("edition", "new", "memo").exit_code == 0
    (home / "2024-01-26").rename(home / "2024-01-26 (copy)")
    (home / "2024-01-19" / "memos" / "memo_2024-01-19_analyst.pdf").unlink()
    done = run("edition", "check")
    lines = told(done)
    assert (done.exit_code, lines[-1]) == (1, "2 editions, 1 as frozen")
    assert "memo: briefs/editions/memo/2024-01-26 (copy) is no edition" in lines
    assert "memo: briefs/editions/memo has no No 2, and memo@2024-01-27 is No 3" in lines
    (home / "2024-01-27" / "edition.json").write_text("{", encoding="utf-8")
    done = run("edition", "check")
    lines = told(done)
    assert (done.exit_code, lines[-1]) == (1, "2 editions, 0 as frozen")
    assert "memo@2024-01-27: briefs/editions/memo/2024-01-27/edition.json cannot be read as a record" in lines
    assert any("2024-01-19_analyst.pdf is missing" in line for line in lines)
