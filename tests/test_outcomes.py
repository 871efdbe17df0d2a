"""The outcome of a judgement: how it is written, checked, printed, and asked for."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import projects
import pytest
from test_render import made

from briefgen import editions, pipeline
from briefgen.errors import InvalidBrief
from briefgen.i18n import Language
from briefgen.load import load
from briefgen.model.results import BuildRequest
from briefgen.project import Project

JUDGED = """\
judgements:
  price-agreed:
    text: It is likely that a price is agreed by 31 January 2024.
    likelihood: likely
    by: 2024-01-31
    confidence: low
    because: One agency.
    based_on: [talks]
"""
KNOWN = """\
    outcome:
      result: occurred
      date: 2024-02-05
      based_on: [talks]
      evidence: {agency: no price has been agreed}
      comment: The agency's word is taken for it.
"""


def brief(more: str = "", date: str = "2024-01-19") -> str:
    return projects.SMALL.replace("date: 2024-01-19", f"date: {date}").replace("sources:", f"{JUDGED}{more}sources:")


def project(folder: Path, text: str) -> Project:
    projects.project(folder, text)
    projects.write(folder, {"briefgen.yaml": "defaults: {language: en, audiences: analyst}\n"})
    return Project(folder, projects.TODAY)


def told(made_in: Project, date: str | None = None) -> list[tuple[str, str]]:
    """The findings of a check, as of a date: place and message."""
    day = datetime.date.fromisoformat(date) if date else None
    built = pipeline.check(BuildRequest(made_in.brief("memo"), date=day), made_in)
    return [
        (".".join(map(str, finding.path)), finding.message) for finding in built.diagnostics if finding.code == "T03"
    ]


# --- as it is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place", "hint"),
    [
        ("outcome: {result: ocurred, date: 2024-02-05}", "27:23", "did you mean occurred?"),
        ("outcome: {result: occurred, date: six months}", "27:39", "write year, month and day, such as 2024-10-23"),
        ("outcome: {result: occurred, date: 2024-02-05, coment: A}", "27:51", "did you mean comment?"),
        ("outcome: {result: occurred, date: 2024-02-05, based_on: talk}", "27:61", "did you mean talks?"),
        ("outcome: {result: occurred}", "27:5", None),
    ],
)
def test_a_wrong_outcome_is_told_with_its_place(tmp_path: Path, line: str, place: str, hint: str | None) -> None:
    made_in = project(tmp_path, brief(f"    {line}\n"))
    with pytest.raises(InvalidBrief) as caught:
        load(made_in.brief("memo"), made_in)
    (finding,) = caught.value.diagnostics
    assert str(finding.location) == f"briefs/memo.yaml:{place}"
    assert hint is None or hint in str(finding.hint)


# --- as it is printed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["en", "fr", "ru", "fa"])
def test_a_memo_prints_the_outcome_with_its_source_and_the_desks_remark(tmp_path: Path, tag: str) -> None:
    label = Language.load(tag).label
    page = made(tmp_path, brief(KNOWN, "2024-02-09"), language=tag)
    (line,) = [line for line in page.splitlines() if label("field.outcome") in line]
    assert label("outcome.occurred") in line
    assert Language.load(tag).day(datetime.date(2024, 2, 5)) in line
    assert re.search(r'href="#i-talks"', line)
    assert {"1.1", "1.2"} <= set(re.findall(r">\[(1\.\d)\]<", line))
    marked = re.search(
        r'<b>([^<]*)</b>\s*(?:<span> </span>)?<span[^>]*data-item="price-agreed.outcome.comment"[^>]*>([^<]*)', page
    )
    assert marked is not None
    assert (marked[1], marked[2].replace("&#39;", "'")) == (
        label("field.comment"), "The agency's word is taken for it.",
    )  # fmt: skip


# --- as it is asked for ----------------------------------------------------------------------------------------------

ASKED = "the horizon of “price-agreed” (2024-01-31) has passed, and it has no outcome"


def test_an_outcome_is_asked_for_once_the_horizon_has_passed_and_not_before(tmp_path: Path) -> None:
    made_in = project(tmp_path, brief())
    assert told(made_in) == []
    assert told(made_in, "2024-01-31") == []
    assert told(made_in, "2024-02-01") == [("judgements.price-agreed.by", ASKED)]


def test_it_is_asked_for_with_the_edition_that_made_the_judgement_first(tmp_path: Path) -> None:
    made_in = project(tmp_path, brief())
    file = made_in.brief("memo")
    for date in ("2024-01-19", "2024-01-26"):
        file.write_text(brief(date=date), encoding="utf-8")
        editions.freeze(file, made_in)
    file.write_text(
        brief(date="2024-02-02").replace("price-agreed:", "priced:\n    was: price-agreed"), encoding="utf-8"
    )
    asked = ASKED.replace("price-agreed", "priced")
    assert told(made_in) == [("judgements.priced.by", f"{asked}; it was first made in memo@2024-01-19")]


def test_an_edition_that_gave_another_horizon_is_not_named(tmp_path: Path) -> None:
    made_in = project(tmp_path, brief().replace("2024-01-31", "2024-01-25").replace("31 January", "25 January"))
    file = made_in.brief("memo")
    editions.freeze(file, made_in)
    file.write_text(brief(date="2024-02-02"), encoding="utf-8")
    assert told(made_in) == [("judgements.price-agreed.by", ASKED)]


def test_an_edition_of_the_past_knows_no_outcome_of_a_later_day(tmp_path: Path) -> None:
    made_in = project(tmp_path, brief(KNOWN, "2024-02-09"))
    assert told(made_in) == []
    later = "2024-02-05 lies after the cut-off (2024-02-02), and is told as past"
    assert told(made_in, "2024-02-02") == [("judgements.price-agreed.outcome.date", later)]
    built = pipeline.build(
        BuildRequest(made_in.brief("memo"), date=datetime.date(2024, 2, 2), output=tmp_path / "out"), made_in
    )
    assert built.draft


OFFICE = """\
actors:
  varga: {person: Anselm Varga, offices: [{title: President, from: 2024-02-01}]}
"""


def test_an_edition_of_the_past_knows_no_office_that_was_taken_later(tmp_path: Path) -> None:
    text = brief(KNOWN, "2024-02-09").replace("talks on aircraft;", "talks of President Anselm Varga;") + OFFICE
    made_in = project(tmp_path, text)

    def offices(date: datetime.date | None) -> list[str]:
        built = pipeline.check(BuildRequest(made_in.brief("memo"), date=date), made_in)
        return [finding.message for finding in built.diagnostics if finding.code == "T02"]

    assert offices(None) == []
    (message,) = offices(datetime.date(2024, 1, 26))
    assert message.endswith("Anselm Varga is President only from 2024-02-01")
