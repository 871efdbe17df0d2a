"""Capitals that speak for a body, and the desk that speaks among its sources: what fires, with the words that are marked."""

from __future__ import annotations

from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check
from briefgen.check.backing import value_at

ACTORS = """
actors:
  russia: {country: RU, aliases: [Moscow, Russian Federation, RF]}
  kremlin: {body: The Kremlin, of: russia}
  ministry: {body: Russia's foreign ministry, of: russia}
  peskov: {person: Dmitry Peskov, office: spokesman, of: kremlin}
  zakharova: {person: Maria Zakharova, office: spokeswoman, of: ministry}
  us: {country: US}
  white-house: {body: The White House, of: us}
  tarvia: {body: Republic of Tarvia, aliases: [Tarvia, Port Sable]}
  tarvia-ministry: {body: Tarvia's foreign ministry, of: tarvia}
sources:
  a: {title: T, publisher: Norpress, published: 2024-01-18}
"""


def found(folder: Path, code: str, body: str) -> list[str]:
    """The words that a rule marks in a brief."""
    brief = f"date: 2024-01-19\n{body}{ACTORS}"
    loaded = code_pages.read(folder, Example(brief, {}))
    findings = check.check(loaded.brief, "brief", code_pages.context(loaded, check.settings({}, select=[code])))
    return [value_at(loaded.brief, finding.path)[slice(*(finding.span or (0, 0)))] for finding in findings]


def claim(text: str, claimant: str | None, more: str = "", quote: str = "talks go on") -> str:
    who = f"claimant: {claimant}, " if claimant else ""
    return f"""\
title: A memo
claims:
  it: {{text: '{text}', {who}status: reported, evidence: {{a: "{quote}"}}{more}}}
"""


# --- W07 --------------------------------------------------------------------------------------------------------------

HIDDEN = [
    ("Moscow expects a treaty.", "ministry", "Moscow"),
    ("The Kremlin expects a treaty.", "ministry", "Kremlin"),
    ("The Kremlin has on Friday again rejected the report.", "ministry", "Kremlin"),
    ("The Kremlin states that talks go on.", "zakharova", "Kremlin"),
    ("Moscow says that talks go on.", "peskov", "Moscow"),
    ("Washington has suggested that talks go on.", "white-house", "Washington"),
    ("Talks go on, according to Moscow.", "ministry", "Moscow"),
    ("According to the Kremlin, talks go on.", "ministry", "Kremlin"),
    ("Port Sable says that talks go on.", "tarvia-ministry", "Port Sable"),
    ("Kyiv denies the report.", None, "Kyiv"),
    ("Kyiv denies the report.", "unknown", "Kyiv"),
]


@pytest.mark.parametrize(("text", "claimant", "marked"), HIDDEN)
def test_a_capital_that_hides_who_spoke(tmp_path: Path, text: str, claimant: str | None, marked: str) -> None:
    assert found(tmp_path, "W07", claim(text, claimant)) == [marked]


TOLD = [
    ("The Kremlin expects a treaty.", "kremlin"),
    ("The Kremlin says that no date is set.", "peskov"),
    ("The Kremlin says that no date is set.", "The Kremlin"),
    ("The Kremlin says that no date is set.", None),
    ("The White House has suggested it.", "white-house"),
    ("Moscow expects a treaty.", "russia"),
    ("Washington says so.", "The government in Washington"),
    ("Tarvia says that talks go on.", "tarvia-ministry"),
    ("Russian Federation says so.", "ministry"),
    ("RF says so.", "ministry"),
    ("Russia expects a treaty.", "ministry"),
    ("The foreign ministry in Moscow says that talks go on.", "zakharova"),
    ("The Kremlin spokesman said so.", "ministry"),
    ("Talks between Moscow and Tehran are expected.", "ministry"),
    ("The envoys met in Moscow and flew to Tehran.", "ministry"),
    ("He accused Moscow of delay.", "ministry"),
    ("Zakharova says that Washington rejected the offer.", "zakharova"),
    ("“Moscow expects a treaty”, it says.", "ministry"),
    ("According to Kremlin spokesman Ivanov, talks go on.", "ministry"),
    ("Norpress reports that the Kremlin rejects it.", "Norpress"),
    ("Washington Irving wrote of it.", "ministry"),
]


@pytest.mark.parametrize(("text", "claimant"), TOLD)
def test_one_that_hides_nobody(tmp_path: Path, text: str, claimant: str | None) -> None:
    assert found(tmp_path, "W07", claim(text, claimant)) == []


@pytest.mark.parametrize(
    ("responses", "marked"),
    [
        ("kremlin: denied", []),
        ("peskov: denied", []),
        ("ministry: denied", ["Kremlin"]),
        ("kremlin: no-comment-reported", ["Kremlin"]),
    ],
)
def test_who_answers_may_be_named(tmp_path: Path, responses: str, marked: list[str]) -> None:
    text = "It has been suggested that talks go on; the Kremlin denies it."
    assert found(tmp_path, "W07", claim(text, "white-house", f", responses: {{{responses}}}")) == marked


def headline(title: str, bottom_line: str = "Nothing.") -> str:
    return f"""\
title: {title}
bottom_line: "{bottom_line}"
claims:
  treaty: {{text: Russia's foreign ministry expects a treaty., claimant: ministry, status: reported, evidence: {{a: talks}}}}
  date: {{text: The Kremlin says that no date is set., claimant: kremlin, status: reported, evidence: {{a: talks}}}}
timeline:
  event: {{date: 2024-01-10, text: Moscow announces the talks., based_on: [treaty]}}
"""


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (headline("Moscow expects a treaty"), ["Moscow", "Moscow"]),
        (headline("The Kremlin expects a treaty"), ["Kremlin", "Moscow"]),
        (headline("The Kremlin says that no date is set"), ["Moscow"]),
        (headline("Russia's foreign ministry expects a treaty"), ["Moscow"]),
        (headline("A memo", "The Kremlin rejects all of it [@treaty]."), ["Kremlin", "Moscow"]),
        (headline("A memo", "The Kremlin says that it is open [@date]."), ["Moscow"]),
    ],
)
def test_a_headline_and_an_event_are_held_to_what_they_tell(tmp_path: Path, body: str, marked: list[str]) -> None:
    assert found(tmp_path, "W07", body) == marked


@pytest.mark.parametrize(("basis", "marked"), [("treaty", ["Kremlin"]), ("date", [])])
def test_an_event_has_the_speakers_of_what_it_is_based_on(tmp_path: Path, basis: str, marked: list[str]) -> None:
    event = f"  event: {{date: 2024-01-10, text: The Kremlin announces talks., based_on: [{basis}]}}\n"
    body = headline("A memo").rpartition("  event:")[0]
    assert found(tmp_path, "W07", body + event) == marked


def test_the_finding_names_who_spoke(tmp_path: Path) -> None:
    loaded = code_pages.read(
        tmp_path, Example(f"date: 2024-01-19\n{claim('Moscow expects a treaty.', 'ministry')}{ACTORS}", {})
    )
    context = code_pages.context(loaded, check.settings({}, select=["W07"]))
    (finding,) = check.check(loaded.brief, "brief", context)
    assert finding.message == "“Moscow” does not say which body spoke; by the record it was Russia's foreign ministry"
    assert finding.hint == "write “Russia's foreign ministry”"


# --- W09 --------------------------------------------------------------------------------------------------------------

COMMENTS = [
    ("Norpress reports talks. We assess that they will fail.", "We assess"),
    ("Norpress reports talks. In our view they are a move.", "our view"),
    ("Talks go on; the desk believes that they will fail.", "the desk believes"),
    ("Norpress reports talks; the desk believes that they will fail.", "the desk believes"),
    ("Norpress names nobody. This suggests that the two states want an alliance.", "This suggests"),
    ("Norpress reports talks, which shows that both are in need.", "which shows that"),
    ("Norpress reports talks. Clearly they are a move.", "Clearly"),
    ("Norpress reports talks, an indication that both are in need.", "an indication that"),
    ("Norpress reports talks, which should be taken with caution.", "should be taken with"),
    ("Norpress reports talks. That would fit a pattern.", "That would fit"),
]


@pytest.mark.parametrize(("text", "marked"), COMMENTS)
def test_the_desk_comments_in_a_report(tmp_path: Path, text: str, marked: str) -> None:
    assert found(tmp_path, "W09", claim(text, "Norpress")) == ([marked] if marked else [])


@pytest.mark.parametrize(
    "text",
    [
        "Keller said that we believe in talks.",
        "“We assess that it will fail”, the ministry says.",
        "Norpress says that this suggests a move.",
        "This suggests, Keller said, that they want an alliance.",
        "It reports a letter; the view of the ministry is not known.",
        "They met at the Clearly Inn, Norpress reports.",
    ],
)
def test_what_is_said_by_others_is_no_comment(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "W09", claim(text, "Norpress")) == []


def test_what_the_source_says_is_the_sources(tmp_path: Path) -> None:
    text = "Norpress reports talks, which shows that both are in need."
    assert found(tmp_path, "W09", claim(text, "Norpress", quote="talks go on, which shows that both are in need")) == []
    assert found(tmp_path, "W09", claim(text, "Norpress", quote="clearly, talks go on")) == ["which shows that"]


def test_the_desks_own_may_comment(tmp_path: Path) -> None:
    own = "In our view it is a move."
    body = f"title: A memo\nclaims: {{it: {{text: {own}, status: reported, desk: true, comment: We believe it.}}}}\n"
    judged = f"judgements: {{j: {{text: {own}, likelihood: likely, because: {own}, based_on: [it]}}}}\n"
    assert found(tmp_path, "W09", body + judged) == []
    assert found(tmp_path, "W09", body.replace(", desk: true", "")) == ["our view"]


def test_an_event_reports(tmp_path: Path) -> None:
    body = claim("Norpress reports talks.", "Norpress")
    event = "timeline: {e: {date: 2024-01-10, text: 'They meet. We think it is a move.', based_on: [it]}}\n"
    assert found(tmp_path, "W09", body + event) == ["We think"]
