"""`briefgen calibration`: what came of a desk's judgements over several editions, as it is printed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from command_line import run
from forecasting import freeze, judged, known, project, stand

from briefgen import editions
from briefgen.cli import targets

AT = datetime.datetime(2024, 5, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief of four editions, one of them taken back; a second brief; and both as they stand."""
    made = project(tmp_path_factory.mktemp("desk"))
    first = [judged("signing"), judged("visit", "unlikely"), judged("price", "very likely", marking="TLP:GREEN")]
    delivery, late = judged("delivery", by="2024-02-15"), judged("late", "roughly even chance", "2024-02-20")
    freeze(made, "2024-01-05", *first, delivery)
    freeze(made, "2024-01-12", *first, delivery, late)
    first[0] = judged("signing", "very likely", change="New talks.")
    delivery, late = judged("delivery", by="2024-12-31"), judged("late", "unlikely", "2024-02-20")
    freeze(made, "2024-01-19", *first, delivery, late + "    change: Old talks.\n")
    first[:2] = judged("signing", "very likely"), judged("visit", "very unlikely", change="A slip.")
    gone = freeze(made, "2024-01-26", *first, delivery, late)
    editions.withdraw(gone, made, by="A", because="wrong", at=AT)
    stand(
        made, "2024-04-05",
        judged("signing", "very likely", outcome=known("occurred", "2024-03-20")),
        judged("visit", "unlikely", outcome=known("did-not-occur", "2024-04-01")),
        judged("price", "very likely", outcome=known("partly", "2024-04-01")),
        delivery, late,
        judged("after", outcome=known("occurred", "2024-03-20")),
    )  # fmt: skip
    freeze(made, "2024-01-05", judged("pact", "almost certain", "2024-02-28"), name="other")
    stand(
        made,
        "2024-03-01",
        judged("pact", "almost certain", "2024-02-28", outcome=known("unknown", "2024-03-01")),
        name="other",
    )
    return made.root


@pytest.fixture(autouse=True)
def here(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(desk)
    monkeypatch.setattr(targets, "today", lambda: datetime.date(2024, 5, 3))
    return desk


def lines(*words: str) -> list[str]:
    done = run("calibration", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_every_brief_is_told_with_scores_a_chart_and_what_is_open() -> None:
    told = lines()
    assert told == [
        "2 briefs on 2024-05-03: 3 forecasts scored, of 4 editions, 1 withdrawn left out, 1 not due yet",
        "Brier score 0.076; 0 is the best, and a word counts as the middle of its band.",
        "Who always says 67 %, the share of all that occurred, has 0.222.",
        "",
        "                      0 %        50 %     100 %",
        "unlikely     20–45 %  ●────▒▒▒▒▒▒▒────────·····  0 of 1,   0 % (0–79 %): too few to tell",
        "likely       55–80 %  ·····────────▒▒▒▒▒▒▒────●  1 of 1, 100 % (21–100 %): too few to tell",
        "very likely  80–95 %  ·····───────────────▒▒▒▒●  1 of 1, 100 % (21–100 %): too few to tell",
        "▒ the band of the word   ● the share that occurred   ─ the 95 % interval of that share",
        "",
        "past their horizon, without an outcome:",
        "  memo@2024-01-12: late, roughly even chance, by 2024-02-20",
        "",
        "occurred in part: not scored:",
        "  memo@2024-01-05: price, very likely, by 2024-03-31: partly, known on 2024-04-01",
        "",
        "outcome unknown: not scored:",
        "  other@2024-01-05: pact, almost certain, by 2024-02-28: unknown, known on 2024-03-01",
        "",
        "in no edition before the outcome was known: not scored:",
        "  memo (the file as it stands): after, likely, by 2024-03-31: occurred, known on 2024-03-20",
        "",
        "horizon moved before it passed: not scored:",
        "  memo@2024-01-05: delivery, likely, by 2024-02-15",
        "",
        "withdrawn editions:",
        "  memo@2024-01-26",
    ]
    assert all(len(line) <= 100 for line in told)


def test_one_brief_is_told_by_its_name_or_its_file() -> None:
    assert lines("other")[0] == "other on 2024-05-03: 0 forecasts scored, of 1 edition"
    assert lines("other") == lines("briefs/other.yaml")


def test_nothing_yet_is_said_plainly_and_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand(project(tmp_path), "2024-01-05", judged("signing", by="2024-12-31"))
    monkeypatch.chdir(tmp_path)
    assert lines() == [
        "memo on 2024-05-03: 0 forecasts scored, of 0 editions, 1 not due yet",
        "Nothing can be scored yet: a judgement counts that a frozen edition makes and that has an `outcome:`",
        "of a later day, `occurred` or `did-not-occur`.",
    ]


def test_markdown_has_a_table_and_the_marking() -> None:
    told = lines("memo", "--markdown")
    assert told[:3] == ["# How past judgements turned out", "", "**TLP:GREEN**"]
    assert "| likely | 55–80 % | 1 | 1 | 100 % | 21–100 % | too few to tell |" in told
    assert told[told.index("```") + 1].split() == ["0", "%", "50", "%", "100", "%"]
    assert "## Past their horizon, without an outcome" in told
    assert "- memo@2024-01-12: late, roughly even chance, by 2024-02-20" in told


def test_json_has_every_forecast_in_its_place() -> None:
    data = json.loads(run("calibration", "memo", "--json").stdout)
    assert (data["briefs"], data["date"], data["editions"], data["withdrawn"], data["marking"]) == (
        ["memo"], "2024-05-03", 3, ["memo@2024-01-26"], "TLP:GREEN",
    )  # fmt: skip
    assert data["brier"] == pytest.approx((0.325**2 + 0.325**2 + 0.125**2) / 3)
    assert data["reference"] == pytest.approx(2 / 9)
    assert [(word["words"], word["forecasts"], word["verdict"]) for word in data["words"]] == [
        (["unlikely"], 1, "too-few"), (["likely"], 1, "too-few"), (["very likely"], 1, "too-few"),
    ]  # fmt: skip
    names = ("scored", "partly", "unknown", "hindsight", "moved", "unanswered", "pending")
    assert {name: [one["id"] for one in data[name]] for name in names} == {
        "scored": ["signing", "signing", "visit"], "partly": ["price"], "unknown": [], "hindsight": ["after"],
        "moved": ["delivery"], "unanswered": ["late", "late"], "pending": ["delivery"],
    }  # fmt: skip
    assert data["scored"][0] == {
        "brief": "memo", "id": "signing", "text": "It is likely that signing comes about by 31 March 2024.",
        "likelihood": "likely", "probability": 0.675, "by": "2024-03-31", "edition": "memo@2024-01-05",
        "made": "2024-01-05", "last": None, "outcome": {"result": "occurred", "date": "2024-03-20"},
    }  # fmt: skip


def test_a_brief_of_which_only_editions_are_left_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path)
    freeze(made, "2024-01-05", judged("signing"))
    (tmp_path / "briefs/memo.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    told = ["past their horizon, without an outcome:"]
    told += ["  memo@2024-01-05: signing, likely, by 2024-03-31; memo@2024-01-05 has it last"]
    assert lines("memo")[-2:] == told
    assert lines()[-2:] == told


def test_a_wrong_name_is_told_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("calibration", "memmo")
    assert (done.exit_code, done.stderr.splitlines()) == (
        2,
        ["error: unknown brief “memmo”", "   hint: did you mean memo?"],
    )
    monkeypatch.chdir(tmp_path)
    done = run("calibration")
    assert done.exit_code == 2
    assert "there is no briefgen.yaml here" in done.stderr


def test_a_brief_that_does_not_load_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = stand(project(tmp_path), "2024-01-05", judged("signing"))
    file.write_text(
        file.read_text(encoding="utf-8").replace("likelihood: likely", "likelihood: likly"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    done = run("calibration")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("briefs/memo.yaml:16:17: error F10")


def test_an_edition_that_does_not_load_any_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(tmp_path)
    freeze(made, "2024-01-05", judged("signing"))
    (tmp_path / "briefs/editions/memo/2024-01-05/files/briefs/memo.yaml").write_text("title: A\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("calibration")
    assert done.exit_code == 2
    assert "the brief of memo@2024-01-05 does not load" in done.stderr
