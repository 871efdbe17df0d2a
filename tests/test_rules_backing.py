"""Rules that hold a text against its evidence: the hard cases, each with the words that are to be marked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from code_pages import context
from loading import marked

from briefgen import check
from briefgen.load import load
from briefgen.project import Project

HEAD = "date: 2024-01-19\n"
TODAY = datetime.date(2024, 1, 20)
TAIL = """
arms_deals:
  jets: {text: The agency says so., supplier: russia, recipient: iran, items: {Su-35: fighter jets, Mi-28: helicopters}, stage:
    suggested, status: reported, evidence: {agency: "The agency says so of the Su-35 and the Mi-28"}}
actors:
  russia: {country: RU, aliases: [Moscow]}
  iran: {country: IR, aliases: [Tehran]}
  kremlin: {body: The Kremlin, of: russia}
  ministry: {body: Russia's foreign ministry, of: russia}
  white-house: {body: The White House, of: us}
  us: {country: US}
  peskov: {person: Dmitry Peskov, office: spokesman, of: kremlin}
sources:
  agency: {title: A request for aircraft, publisher: Strait Wire, author: A reporter, published: 2024-01-18, language: en}
  paper: {title: Another text, publisher: Harbour Post, author: A reporter, published: 2024-01-18, language: en}
  decree: {title: Указ, publisher: Tass, author: A reporter, published: 2024-01-18, language: ru}
"""


def found(folder: Path, code: str, brief: str) -> list[str]:
    """The words that a rule marks in a brief."""
    file = folder / "brief.yaml"
    file.write_text(HEAD + brief + TAIL, encoding="utf-8")
    loaded = load(file, Project(folder, TODAY))
    settings = check.settings({}, select=[code])
    findings = check.check(loaded.brief, "brief", context(loaded, settings))
    return [marked(loaded.source_map.locate(finding)) for finding in findings]


def claim(text: str, quote: str, more: str = "") -> str:
    """A brief with one claim, and its evidence."""
    status = "" if "    status:" in more else "    status: reported\n"
    return f"title: A title\nclaims:\n  it:\n    text: >-\n      {text}\n    evidence: {{agency: '{quote}'}}\n{status}{more}"


def headline(text: str, more: str = "") -> str:
    """A brief with a bottom line, and one claim that it cites."""
    body = claim("The agency says so.", "Iran has asked for aircraft, the agency says", more)
    return f"bottom_line: >-\n  {text}\n{body}"


# --- Q05 -------------------------------------------------------------------------------------------------------------

FOREIGN = [
    ("The agency says that Iran gets 12 Su-35.", "Iran gets Su-35", ["12"]),
    ("The agency says that Iran gets two dozen jets.", "Iran gets 24 jets", []),
    ("The agency says that Iran gets 24 jets.", "Iran gets two dozen jets", []),
    ("The agency says that Iran gets a dozen jets.", "Iran gets 12 jets", []),
    ("The agency says that Iran gets twenty-four jets.", "Iran gets 25 jets", ["twenty-four"]),
    ("The agency says that it costs 40 million crowns.", "a price of 40,000,000 crowns", []),
    ("The agency says that it costs 40 billion crowns.", "a price of 40 million crowns", ["40 billion"]),
    ("The agency says that 1,200 drones came.", "1200 drones came", []),
    ("The agency says that it was signed on 17 January 2025.", "signed on 2025-01-17", []),
    ("The agency says that it was signed on 17 January 2025.", "signed on the seventeenth of January 2025", []),
    ("The agency says that it was signed on 18 January 2025.", "signed on 17 January 2025", ["18"]),
    ("The agency says that it was signed on 17 June 2025.", "signed on 17 January 2025", ["June"]),
    ("The agency says that it was signed on 16 January 2024.", "signed on Tuesday", []),
    ("The agency says that it was signed in January 2024.", "signed in January", []),
    ("The agency says that the two presidents met third parties.", "the presidents met others", []),
    ("The agency says that sixty tanks come in March 2024.", "forty tanks come soon", ["sixty", "March"]),
    ("The agency says that one of them spoke on the 5th.", "a man spoke on the 5th", []),
    ("The agency says that Iran gets Su-57 jets.", "Iran gets Su-35 jets", ["Su-57"]),
    ("The agency says that Iran gets Su-35S jets.", "Iran gets Su-35 jets", ["Su-35S"]),
    ("The agency says that Iran gets Yak 130 jets.", "Iran gets Yak-130s", []),
    ("The agency says that Iran gets Yak-130s.", "Iran gets the Yak 130", []),
    ("The agency says that Sergei Lavrov spoke.", "the foreign minister spoke", ["Sergei", "Lavrov"]),
    ("The agency says that Iranian and Russian officials met in Tehran.", "officials met", []),
    ("The agency says that American officials met the Dutch minister.", "officials of the Netherlands", []),
    ("The agency says that Chinese and Israeli officials met.", "China and Israel", []),
    ("The agency says that Iraqi officials met.", "Iranian officials met", ["Iraqi"]),
    ("Strait Wire says that President Putin spoke on Monday.", "Vladimir Putin spoke", []),
    ("The agency names the “G7 of Lavrov” here.", "nothing", []),
    ("Officials, the agency says, met: Nobody spoke.", "they met", []),
]


@pytest.mark.parametrize(("text", "quote", "expected"), FOREIGN)
def test_what_the_evidence_lacks_is_marked(text: str, quote: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "Q05", claim(text, quote)) == expected


def test_a_short_wording_is_held_against_the_evidence_too(tmp_path: Path) -> None:
    brief = claim("The agency says that jets came.", "jets came", "    short: The agency says that 7 jets came.\n")
    assert found(tmp_path, "Q05", brief) == ["7"]


@pytest.mark.parametrize(("translation", "expected"), [("", []), (", translation: 5 jets", ["7"])])
def test_evidence_in_another_language_counts_by_its_translation(
    translation: str, expected: list[str], tmp_path: Path
) -> None:
    brief = (
        "title: A title\nclaims:\n  it:\n    text: Tass says that 7 jets came.\n    status: reported\n"
        f"    evidence: {{decree: {{quote: 5 самолётов{translation}}}}}\n"
    )
    assert found(tmp_path, "Q05", brief) == expected


def test_the_desks_own_statement_without_evidence_is_left_out(tmp_path: Path) -> None:
    brief = "title: A title\nclaims: {it: {text: The desk found 7 dates in Vienna., status: reported, desk: true}}\n"
    assert found(tmp_path, "Q05", brief) == []


# --- Q06 -------------------------------------------------------------------------------------------------------------

QUOTED = [
    ("It says “Iran has asked for jets”.", ["Iran has asked for jets"]),
    ("It says “Iran has asked for aircraft,” and no more.", []),
    ("It says “iran … for aircraft”.", []),
    ("It says “Iran [has] asked for aircraft”.", []),
    ("It says “has asked” and “soon”.", []),
    ("It says “never asked” and “at once”.", []),
    ("See “A request for aircraft”.", []),
    ("It says “Iran had [urgently] asked”.", ["Iran had [urgently] asked"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_a_quotation_stands_in_the_evidence(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "Q06", claim(text, "Iran has asked for aircraft")) == expected


def test_a_headline_is_held_against_what_it_cites_or_the_whole_brief(tmp_path: Path) -> None:
    other = "  other: {text: So., status: reported, evidence: {paper: the other words here}}\n"
    assert found(tmp_path, "Q06", headline("It says “the other words here”.", other)) == []
    assert found(tmp_path, "Q06", headline("It says “the other words here” [@it].", other)) == ["the other words here"]


def test_a_title_and_a_comment_are_held_against_the_brief(tmp_path: Path) -> None:
    brief = claim("So.", "Iran has asked for aircraft", "    comment: A “wholly new word” of theirs.\n")
    brief = brief.replace("title: A title", "title: Iran “will ask for aircraft”")
    assert found(tmp_path, "Q06", brief) == ["will ask for aircraft", "wholly new word"]


# --- Q07 -------------------------------------------------------------------------------------------------------------

HEDGED = [
    (
        "The White House says that Iran will provide Russia with missiles.",
        "Iran may be considering providing missiles",
        ["provide"],
    ),
    ("The White House says that Iran may provide missiles.", "Iran may be considering providing missiles", ["provide"]),
    ("It suggests that Iran is considering it.", "It suggested that Iran may be considering it", ["considering"]),
    ("Iran allegedly provides missiles.", "Iran may be considering providing missiles", ["provides"]),
    ("Iran allegedly considers providing missiles.", "Iran may be considering providing missiles", []),
    ("They sign the treaty, the agency writes.", "They are expected to soon sign the treaty", ["sign"]),
    ("They expect to sign the treaty.", "They are expected to sign the treaty", []),
    ("They signed the treaty, the agency writes.", "They signed the treaty, which could deepen ties", []),
    ("They met in the capital, the agency writes.", "They met in May the capital of the north", []),
    ("They met in the capital, the agency writes.", "They may capital", []),
    ("Iran bought the jets, the agency writes.", "Iran reportedly bought the jets", ["bought"]),
    ("Iran received the jets, the agency writes.", "Iran has not received the jets", ["received"]),
    ("Iran has yet to receive the jets.", "Iran has not received the jets", []),
    ("Iran is without the jets that it wants to receive.", "Iran has not received the jets", []),
    ("The White House writes on missiles.", "a claim that the Kremlin has not commented on", []),
]


@pytest.mark.parametrize(("text", "quote", "expected"), HEDGED)
def test_a_lost_hedge_is_marked_at_its_verb(text: str, quote: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "Q07", claim(text, quote)) == expected


def test_a_source_without_a_hedge_backs_a_text_without_one(tmp_path: Path) -> None:
    text = "Iran receives the jets, the papers write."
    alone = claim(text, "Iran may receive the jets")
    assert found(tmp_path, "Q07", alone) == ["receives"]
    both = alone.replace("{agency: 'Iran may", "{paper: Iran receives the jets, agency: 'Iran may")
    assert found(tmp_path, "Q07", both) == []


# --- W02 -------------------------------------------------------------------------------------------------------------

LOADED = [
    ("The White House revealed that Iran asked.", "", ["revealed"]),
    ("The White House did not confirm that Iran asked.", "", []),
    ("The White House has neither confirmed nor denied it.", "", []),
    ("The White House declined to confirm it.", "", []),
    ("It is so, if confirmed by the White House.", "", []),
    ("The White House says that it “confirmed” the plan.", "", []),
    ("The agency speaks of the confirmed plan and of an exposed flank.", "", []),
    ("The White House insists on a visit.", "", []),
    ("The White House, the agency says, admits it.", "", ["admits"]),
    ("The White House confirmed it.", "    responses: {white-house: {response: confirmed}}\n", []),
    ("The White House revealed it.", "    responses: {white-house: {response: confirmed}}\n", ["revealed"]),
    ("Iran revealed it.", "    status: confirmed\n", []),
    ("A leaflet without an author proves it.", "", ["proves"]),
    ("The paper speaks without having confirmed it.", "", []),
    ("The agency has learned that Iran asked.", "", ["learned that"]),
    ("The agency learned Persian.", "", []),
    ("The inspectors found that Iran asked.", "", ["found that"]),
    ("The inspectors found Iran's request in breach of it.", "", ["found Iran's"]),
    ("The inspectors found a missile.", "", []),
    ("According to a revelation by the White House, Iran asked.", "", ["revelation"]),
    ("The paper sees proof that Iran asked, and speaks of an admission by Tehran.", "", ["proof that", "admission by"]),
    ("There is no proof that Iran asked.", "", []),
    ("The White House asks for proof that Iran asked.", "", []),
    ("The White House awaits confirmation that Iran asked.", "", []),
    ("The agency reports the admission of a patient.", "", []),
    ("The team conceded two goals.", "", []),
    ("Tehran, acknowledging it, asked.", "", ["acknowledging"]),
    ("The White House, as Tehran rightly says, asked.", "", ["rightly"]),
    ("Tehran is vexed by the fact that Iran asked.", "", ["the fact that"]),
    ("Tehran says that the port admits ships, that a firm revealed a new drone.", "", []),
    ("Tehran says that the frigate was exposed to fire.", "", []),
]


@pytest.mark.parametrize(("text", "more", "expected"), LOADED)
def test_a_loaded_verb_is_marked(text: str, more: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "W02", claim(text, "Iran asked for aircraft", more)) == expected


def test_a_headline_is_judged_by_the_statements_that_it_tells(tmp_path: Path) -> None:
    assert found(tmp_path, "W02", headline("The agency reveals a request [@it].")) == ["reveals"]
    assert found(tmp_path, "W02", headline("The agency reveals a request [@it].", "    status: confirmed\n")) == []


# --- W03 -------------------------------------------------------------------------------------------------------------

ANSWERS = [
    ("The Kremlin denied it.", "kremlin: no-comment-reported", ["denied"]),
    ("Moscow denies it.", "kremlin: no-comment-reported", ["denies"]),
    ("Russia's foreign ministry rejects it.", "russia: none-reported", ["rejects"]),
    ("It was denied by the Kremlin.", "kremlin: not-asked", ["denied"]),
    ("The Kremlin did not deny it.", "kremlin: no-comment-reported", ["did not deny"]),
    ("Iranian officials confirmed it.", "iran: none-reported", ["confirmed"]),
    ("The Kremlin declined to comment.", "kremlin: no-comment-reported", ["declined to comment"]),
    ("The Kremlin declined to comment.", "kremlin: declined-to-comment", []),
    ("The Kremlin has not confirmed it.", "kremlin: no-comment-reported", []),
    ("The Kremlin has neither confirmed nor denied it.", "kremlin: no-comment-reported", []),
    ("No comment is neither a denial nor a confirmation.", "kremlin: no-comment-reported", []),
    ("Whether the Kremlin confirms it is open.", "kremlin: no-comment-reported", []),
    ("Iran may agree, a claim that the Kremlin rejects.", "kremlin: no-comment-reported", ["rejects"]),
    ("The Kremlin is silent; Iran denied it.", "kremlin: no-comment-reported, iran: denied", []),
    ("The Kremlin is silent; the papers confirmed it.", "kremlin: no-comment-reported", []),
    ("The Kremlin denied it.", "kremlin: denied, iran: none-reported", []),
    ("The Kremlin says “Iran denied it” here.", "iran: none-reported", []),
    # several at once
    ("Moscow and Tehran deny it.", "russia: denied, iran: none-reported", ["deny"]),
    ("Tehran and Moscow deny it.", "russia: denied, iran: none-reported", ["deny"]),
    ("Tehran and Moscow deny it.", "russia: denied, iran: denied", []),
    # nouns
    ("Despite the Kremlin's denials, Iran may agree.", "kremlin: no-comment-reported", ["denials"]),
    ("Iran may agree; a denial by the Kremlin followed.", "kremlin: no-comment-reported", ["denial"]),
    ("Iranian denials followed.", "iran: none-reported", ["denials"]),
    ("With Moscow's confirmation the agency went on.", "russia: none-reported", ["confirmation"]),
    ("The Kremlin's refusal to comment was noted.", "kremlin: no-comment-reported", ["refusal to comment"]),
    ("The Kremlin's refusal to comment was noted.", "kremlin: declined-to-comment", []),
    ("Moscow's confirmation is awaited: the agency awaits Moscow's confirmation.", "russia: none-reported", []),
    ("Without the Kremlin's confirmation it stays a claim.", "kremlin: no-comment-reported", []),
    ("The Kremlin's denial is known.", "kremlin: denied", []),
    ("A denial is not known of the Kremlin.", "kremlin: no-comment-reported", []),
    ("Iran may agree, in the face of a denial from the Kremlin.", "kremlin: no-comment-reported", ["denial"]),
    # in other words
    ("The Kremlin brushed the report aside.", "kremlin: no-comment-reported", ["brushed the report aside"]),
    ("Iran may agree, which the Kremlin did not dispute.", "kremlin: none-reported", ["did not dispute"]),
    ("By its silence, Moscow concedes it.", "kremlin: no-comment-reported", ["concedes"]),
    ("The Kremlin disputes it.", "kremlin: denied", []),
    # “without” near a verb
    ("The Kremlin, without giving a reason, denied it.", "kremlin: no-comment-reported", ["denied"]),
    ("The Kremlin spoke without confirming it.", "kremlin: no-comment-reported", []),
]


@pytest.mark.parametrize(("text", "responses", "expected"), ANSWERS)
def test_silence_told_as_an_answer_is_marked(text: str, responses: str, expected: list[str], tmp_path: Path) -> None:
    more = f"    claimant: white-house\n    responses: {{{responses}}}\n"
    assert found(tmp_path, "W03", claim(text, "Iran asked for aircraft", more)) == expected
    commented = f"{more}    comment: >-\n      {text}\n"
    assert found(tmp_path, "W03", claim("The agency says so.", "Iran asked for aircraft", commented)) == expected
    assert found(tmp_path, "W03", headline(f"{text} [@it]", more)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency says so; both deny it.", ["deny"]),
        ("The agency says so; both governments have denied it.", ["denied"]),
        ("The agency says so; both papers deny it.", []),
        ("The agency says so; both are silent, and Russia denies it.", []),
    ],
)
def test_both_are_the_two_sides_of_a_deal(text: str, expected: list[str], tmp_path: Path) -> None:
    answers = "responses: {russia: denied, iran: none-reported}"
    deal = TAIL.replace("text: The agency says so.,", f'text: "{text}", {answers},')
    brief = HEAD + "title: A title\n" + deal
    file = tmp_path / "brief.yaml"
    file.write_text(brief, encoding="utf-8")
    loaded = load(file, Project(tmp_path, TODAY))
    findings = check.check(loaded.brief, "brief", context(loaded, check.settings({}, select=["W03"])))
    assert [marked(loaded.source_map.locate(finding)) for finding in findings] == expected


@pytest.mark.parametrize(
    ("answer", "quote", "expected"),
    [
        ("denied", "a claim that the Kremlin has not commented on", ["kremlin"]),
        ("denied", "a claim that the Kremlin did not reply to, and rejects", []),
        ("denied", "a claim that the Kremlin calls untrue", []),
        ("partly-denied", "a claim, to which there was no reply", ["kremlin"]),
        ("confirmed", "a claim that the Kremlin has not commented on", ["kremlin"]),
        ("confirmed", "a claim that it confirmed after it had not commented", []),
        ("declined-to-comment", "a claim that the Kremlin has not commented on", ["kremlin"]),
        ("declined-to-comment", "a claim on which the Kremlin would not comment", []),
        ("no-comment-reported", "a claim that the Kremlin has not commented on", []),
        ("denied", "a claim, of which nothing more is known here", []),
        ("{response: denied, evidence: {paper: It was silent}}", "a claim", ["kremlin"]),
        ("{response: denied, evidence: {paper: It is not so}}", "a claim", []),
        ("{response: declined-to-comment, evidence: {paper: It did not reply}}", "a claim", ["kremlin"]),
        ("{response: confirmed, evidence: {paper: The jets were exchanged}}", "a claim", []),
        ("{response: denied, evidence: {decree: Да}}", "a claim", []),
        ("{response: denied, evidence: {decree: {quote: Да, translation: Well}}}", "a claim", ["kremlin"]),
    ],
)
def test_an_answer_is_shown_by_its_words(answer: str, quote: str, expected: list[str], tmp_path: Path) -> None:
    more = f"    responses: {{kremlin: {answer}}}\n"
    assert found(tmp_path, "W03", claim("The agency says so.", quote, more)) == expected


def test_a_verb_of_the_evidence_is_no_answer_to_the_claim(tmp_path: Path) -> None:
    more = "    claimant: white-house\n    responses: {iran: none-reported}\n"
    text = "The White House says that Iran rejected an offer."
    assert found(tmp_path, "W03", claim(text, "Iran rejected an offer", more)) == []
    assert found(tmp_path, "W03", claim(text, "Iran got an offer", more)) == ["rejected"]


# --- W06 -------------------------------------------------------------------------------------------------------------

VAGUE = [
    ("Reports indicate that Iran asked.", "Reports indicate that Iran asked", ["Reports indicate"]),
    (
        "Reports indicate, and the source does not identify them, that Iran asked.",
        "Reports indicate that Iran asked",
        [],
    ),
    ("Reports indicate, and the source does not identify them, that Iran asked.", "Iran asked", ["Reports indicate"]),
    ("The Kremlin dismissed media reports.", "The Kremlin dismissed them", []),
    ("The agency quotes it as “experts believe so”.", "experts believe so", []),
    ("Two officials said so, the agency writes.", "they said so", ["officials said"]),
]


@pytest.mark.parametrize(("text", "quote", "expected"), VAGUE)
def test_plural_sourcing_of_one_source_is_marked(text: str, quote: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "W06", claim(text, quote)) == expected


@pytest.mark.parametrize(("link", "expected"), [("", []), (", derived_from: agency", ["Officials say"])])
def test_sources_made_from_each_other_are_one(
    link: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "TAIL", TAIL.replace("Another text", f"Another text{link}"))
    brief = claim("Officials say so.", "so").replace("{agency: 'so'}", "{agency: so, paper: so}")
    assert found(tmp_path, "W06", brief) == expected


# --- W08 -------------------------------------------------------------------------------------------------------------

EVALUATED = [
    ("A historic treaty is near.", "A treaty is near", "", ["historic"]),
    ("Zakharova states that an unprecedented upswing is near.", "an unprecedented upswing", "", []),
    ("Iran opened a historic treaty.", "a historic treaty", "    status: confirmed\n", ["historic"]),
    ("The agency speaks of “a historic treaty”.", "a treaty", "    status: confirmed\n", []),
    ("They met in the historic centre, near the Historic Hall.", "they met", "    status: confirmed\n", []),
]


@pytest.mark.parametrize(("text", "quote", "more", "expected"), EVALUATED)
def test_an_evaluation_of_nobody_is_marked(
    text: str, quote: str, more: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, "W08", claim(text, quote, more)) == expected


def test_a_headline_may_evaluate_for_somebody_whom_it_names(tmp_path: Path) -> None:
    other = "  other: {text: It says so., status: reported, evidence: {paper: a dramatic upswing}}\n"
    assert found(tmp_path, "W08", headline("A dramatic upswing [@other].", other)) == ["dramatic"]
    assert found(tmp_path, "W08", headline("Zakharova speaks of a dramatic upswing [@other].", other)) == []
    assert found(tmp_path, "W08", headline("Zakharova speaks of a crucial upswing [@other].", other)) == ["crucial"]
