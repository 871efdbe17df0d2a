"""Headlines firmer than the body, attribution, acronyms, vague plurals, ranges and horizons: what fires and what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check

Told = Callable[..., list[str]]

MISSILES = """
arms_deals:
  missiles:
    text: The White House has suggested that Iran may be considering providing Russia with missiles.
    supplier: iran
    recipient: russia
    items: missiles
    stage: under-consideration
    claimant: white-house
    status: unconfirmed
    evidence: {article: The White House has suggested that Iran may be considering providing Russia with missiles}
  aircraft:
    text: Reports, which the source does not identify, indicate that Iran has finalised arrangements to receive aircraft.
    supplier: russia
    recipient: iran
    items: aircraft
    stage: terms-agreed
    claimant: unknown
    status: unconfirmed
    evidence: {article: Reports indicate that Iran has finalised arrangements to receive aircraft}
claims:
  expectation:
    text: The ministry has announced that it expects both presidents to sign a treaty.
    claimant: ministry
    status: officially-stated
    evidence: {article: The ministry expects both presidents to soon sign a treaty}
actors:
  russia: {country: RU}
  iran: {country: IR}
  white-house: {body: The White House}
  ministry: {body: The ministry, of: russia}
sources:
  article: {title: A rewrite, publisher: unknown, author: unknown, published: unknown}
"""


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The words that the findings of one code mark in a brief (“” for a whole value), in order."""

    def run(code: str, body: str, title: str = "Iran and Russia") -> list[str]:
        loaded = code_pages.read(tmp_path, Example(f'title: "{title}"\ndate: 2024-01-19\n{body}', {}))
        found = check.check(loaded.brief, "brief", code_pages.context(loaded, check.settings({}, select=[code])))
        return [_marked(loaded.brief, finding) for finding in found]

    return run


def _marked(value, finding) -> str:
    for part in finding.path if finding.span else ():
        value = getattr(value, part) if isinstance(part, str) and hasattr(value, part) else value[part]
    return value[slice(*finding.span)] if finding.span else ""


# --- W01 and W05 in headlines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "w01", "w05"),
    [
        ("The White House suggests that Iran may be considering missiles for Russia [@missiles].", [], []),
        (
            "The ministry expects a signature [@expectation], and Iran is providing missiles [@missiles].",
            ["and Iran is providing missiles "],
            ["and Iran is providing missiles "],
        ),
        (
            "The White House says that Iran is providing missiles [@missiles].",
            [],
            ["The White House says that Iran is providing missiles "],
        ),
        (
            "The ministry announces that both presidents will sign [@expectation].",
            [],
            ["The ministry announces that both presidents will sign "],
        ),
        ("Reports of aircraft [@aircraft], and a suggestion of missiles [@missiles], are unconfirmed.", [], []),
        ("Reports of aircraft for Iran [@aircraft] are all there is.", [], ["Reports of aircraft for Iran "]),
        (
            "Iran has finalised its arrangements [@aircraft]; that is unconfirmed.",
            ["Iran has finalised its arrangements "],
            [],
        ),
        ("Two arms transfers are alleged and unconfirmed [@aircraft; @missiles].", [], []),
    ],
)
def test_each_part_of_the_bottom_line_is_held_against_what_it_cites(told, line, w01, w05) -> None:
    body = f"bottom_line: >-\n  {line}\n{MISSILES}"
    assert told("W01", body) == w01
    assert told("W05", body) == w05


@pytest.mark.parametrize(
    ("title", "w01", "w05"),
    [
        ("The ministry expects both presidents to sign; no date is set", [], []),
        ("Both presidents will sign a treaty; no date is set", ["Both presidents will sign a treaty"], ["sign"]),
        ("Both presidents will sign a treaty, the ministry says", [], ["sign"]),
        ("Iran is providing Russia with missiles, the White House says", [], ["providing"]),
        ("Iran may be considering providing missiles, the White House says", [], []),
        ("Missiles for Russia", [], []),
    ],
)
def test_a_title_is_held_against_the_statements(told, title, w01, w05) -> None:
    assert told("W01", MISSILES, title) == w01
    assert told("W05", MISSILES, title) == w05


def test_a_title_may_have_what_another_statement_says_without_a_hedge(told) -> None:
    more = MISSILES.replace(
        "claims:\n", "claims:\n  signed: {text: Both presidents sign it., status: confirmed, desk: true}\n"
    )
    assert told("W05", more, "Both presidents sign a treaty, the ministry says") == []
    assert told("W05", MISSILES, "Both presidents sign a treaty, the ministry says") == ["sign"]


def test_a_shorter_wording_keeps_the_hedges_of_the_text(told) -> None:
    short = "    short: The White House has suggested that Iran is sending missiles.\n    supplier: iran\n"
    assert told("W05", MISSILES.replace("    supplier: iran\n", short)) == ["sending"]
    hedged = short.replace("is sending", "may be considering sending")
    assert told("W05", MISSILES.replace("    supplier: iran\n", hedged)) == []


def test_what_it_means_rests_on_what_it_cites(told) -> None:
    body = "so_what: Prepare for the treaty that both are going to sign [@expectation], until the ministry says more.\n"
    assert told("W01", body + MISSILES) == ["Prepare for the treaty that both are going to sign "]
    treated = "so_what: Treat the treaty as expected, not as signed [@expectation].\n"
    assert told("W01", treated + MISSILES) == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Both presidents sign a treaty.", True),
        ("The ministry announces that it expects a signature.", False),
        ("The autumn session of the parliament opens.", False),  # the statement says nothing of it
    ],
)
def test_an_event_that_tells_a_statement_says_who_says_it(told, text, fires) -> None:
    body = f"timeline: {{it: {{date: unknown, text: {text}, based_on: expectation}}}}\n"
    assert told("W01", body + MISSILES) == ([text] if fires else [])


def test_a_finding_shows_the_sentence_without_the_gap_of_its_citation(tmp_path) -> None:
    body = f"title: A memo\ndate: 2024-01-19\nbottom_line: Iran is getting new missiles [@missiles].\n{MISSILES}"
    loaded = code_pages.read(tmp_path, Example(body, {}))
    context = code_pages.context(loaded, check.settings({}, select=["W01"]))
    (finding,) = (found for found in check.check(loaded.brief, "brief", context) if found.path[0] == "bottom_line")
    assert finding.message.startswith("“Iran is getting new missiles.” stands as fact")


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        (
            "On Friday the White House has suggested that Iran may sell",
            "as the source does: “The White House has suggested that …”",
        ),
        ("The White House has no doubt that Iran may sell", "such as “The White House says that …”"),
        ("a claim of the White House, and of others that matter", "such as “The White House says that …”"),
        ("the Oval Office said that Iran may sell", "as the source does: “The Oval Office said that …”"),
    ],
)
def test_the_rewording_is_that_of_the_source_where_it_names_the_speaker(tmp_path, quote, hint) -> None:
    body = f"""\
title: A memo
date: 2024-01-19
claims:
  missiles: {{text: Iran sells missiles to Russia., claimant: house, status: unconfirmed, evidence: {{wire: '{quote}'}}}}
actors: {{house: {{body: The White House, aliases: [The Oval Office]}}}}
sources: {{wire: {{title: W}}}}
"""
    loaded = code_pages.read(tmp_path, Example(body, {}))
    context = code_pages.context(loaded, check.settings({}, select=["W01"]))
    hints = {found.hint for found in check.check(loaded.brief, "brief", context) if found.path[0] == "claims"}
    assert hints == {f"say whose words these are, {hint}"}


def test_what_is_officially_stated_has_a_body(told) -> None:
    assert told("W01", MISSILES.replace("claimant: ministry", "claimant: unknown")) == [""]


def test_may_says_nothing_of_who_says_it(told) -> None:
    text = "Iran may be considering providing Russia with missiles."
    assert told("W01", MISSILES.replace(f"The White House has suggested that {text}", text, 1)) == [text]
    alleged = "Iran is said to be considering providing Russia with missiles."
    assert told("W01", MISSILES.replace(f"The White House has suggested that {text}", alleged, 1)) == []


# --- Q05 in the fields of a deal -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "marked"),
    [
        ("missiles", []),
        ("{Fateh-110: missiles}", [""]),
        ("Zolfaghar missiles", ["Zolfaghar"]),
        ("Iranian missiles", []),
    ],
)
def test_what_a_deal_names_is_in_its_evidence(told, items, marked) -> None:
    assert told("Q05", MISSILES.replace("items: missiles", f"items: {items}")) == marked


def test_a_price_and_another_person_are_not_in_the_evidence(told) -> None:
    assert told("Q05", MISSILES.replace("stage: under", "value: 2 billion dollars\n    stage: under")) == ["2 billion"]
    people = MISSILES.replace("actors:\n", "actors:\n  envoy: {person: Ann Lee}\n  other: {person: Bo Wu}\n")
    said = people.replace("The ministry has announced", "Ann Lee has announced")
    assert told("Q05", said) == ["Ann Lee"]
    assert told("Q05", said.replace("claimant: ministry", "claimant: envoy")) == []


# --- W06, X06, L04, T03 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Western officials have suggested that Iran may be considering it.", ["officials have suggested"]),
        ("Observers have heard that it may be so.", ["Observers have heard"]),
        ("Several outlets report that it may be so.", ["outlets report"]),
        ("According to multiple outlets it may be so.", ["According to multiple outlets"]),
        ("Word in military circles is that it may be so.", ["Word in military circles"]),
        ("Observers agree that it may be so.", ["Observers agree that"]),
        ("Norpress reports that officials agreed to send a team.", []),
        ("The officials of the ministry met, it suggested.", []),
        ("Norpress reports that a request may be made.", []),
    ],
)
def test_a_vague_plural_that_says_something_is_marked(told, text, marked) -> None:
    old = "The White House has suggested that Iran may be considering providing Russia with missiles."
    assert told("W06", MISSILES.replace(old, text, 1)) == marked


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("The MFA says so, and the MFA says it again.", ["MFA"]),
        ("The Ministry of Foreign Affairs (MFA) says so; the MFA repeats it.", []),
        ("The MFA (Ministry of Foreign Affairs) says so.", []),
        ("The UN says so in its TLP rules.", []),
        ("Radio RT America says so; “the MFA says so”.", []),
        ("THE MINISTRY SAYS NO.", []),
        ("The Su-35 and the F-35I are named.", []),
    ],
)
def test_an_acronym_is_expanded_at_its_first_use(told, line, marked) -> None:
    assert told("X06", f"bottom_line: {line}\n") == marked


def test_an_acronym_that_the_brief_declares_is_known(told) -> None:
    line = "bottom_line: The MFA and the DPR say so.\n"
    assert (
        told("X06", f"{line}actors: {{mfa: {{body: The ministry, aliases: [MFA]}}}}\nglossary: {{DPR: A region.}}\n")
        == []
    )


@pytest.mark.parametrize(
    ("so_what", "marked"),
    [
        ("A signature is likely.", ["likely"]),
        ("A signature is likely (55–80 %).", []),
        ("A signature is likely [@signature].", []),
        ("The ministry says that a signature is likely.", []),
    ],
)
def test_a_likelihood_outside_the_judgements_has_its_range(told, so_what, marked) -> None:
    judgement = (
        "judgements: {signature: {text: It is likely that both sign by 19 July 2024., likelihood: likely,"
        " by: 2024-07-19, confidence: low, because: One source., based_on: expectation}}\n"
    )
    assert told("L04", f"so_what: {so_what}\n{judgement}{MISSILES}") == marked


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("It is likely that both sign by 19 July 2024.", False),
        ("It is likely that both sign by July 2024.", False),
        ("It is likely that both sign by 19 September 2024.", True),
        ("It is likely that what they agreed on 3 May 2024 is signed by 19 July 2024.", False),
    ],
)
def test_the_horizon_in_the_text_is_that_of_the_field(told, text, fires) -> None:
    body = f"judgements: {{it: {{text: {text}, likelihood: likely, by: 2024-07-19, based_on: expectation}}}}\n"
    assert bool(told("T03", body + MISSILES)) is fires


@pytest.mark.parametrize(("state", "fires"), [("not-observed", True), ("observed", False), ("expired", False)])
def test_a_review_lies_ahead(told, state, fires) -> None:
    body = f"watch: {{it: {{text: A date is named., review: 2024-01-12, state: {state}}}}}\n"
    assert bool(told("T03", body)) is fires


@pytest.mark.parametrize(
    ("words", "marked"),
    [(("likely", "unlikely"), []), (("likely", "improbable"), ["improbable"]), (("probable", "improbable"), [])],
)
def test_the_judgements_of_a_brief_keep_to_one_set_of_words(told, words, marked) -> None:
    body = "judgements:\n" + "".join(
        f"  j{number}: {{text: It is {word} that both sign by 19 July 2024., likelihood: {word}, by: 2024-07-19}}\n"
        for number, word in enumerate(words)
    )
    assert told("L02", body) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Whether both will sign is not assessed.", []),
        ("Both will not sign.", ["will"]),
    ],
)
def test_what_is_not_assessed_is_not_ruled_out_either(told, text, marked) -> None:
    body = f"judgements: {{it: {{text: {text}, likelihood: not-assessed, because: One source.}}}}\n"
    assert told("L09", body) == marked


@pytest.mark.parametrize(
    ("typed", "fires"), [("(20–45 %)", False), ("(20 to 45 per cent)", False), ("(5 to 20 percent)", True)]
)
def test_a_range_is_read_in_words_too(told, typed, fires) -> None:
    text = f"It is unlikely {typed} that both sign by 19 July 2024."
    body = f"judgements: {{it: {{text: {text}, likelihood: unlikely, by: 2024-07-19}}}}\n"
    assert bool(told("L03", body)) is fires
