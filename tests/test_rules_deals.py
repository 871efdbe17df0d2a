"""Deals that stand further than is verified, and identifiers that name nothing."""

from __future__ import annotations

from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check
from briefgen.diagnostics import Diagnostic

HEAD = "title: A memo\ndate: 2024-01-19\n"


def found(folder: Path, code: str, body: str) -> list[Diagnostic]:
    loaded = code_pages.read(folder, Example(HEAD + body, {}))
    return check.check(loaded.brief, "brief", code_pages.context(loaded, check.settings({}, select=[code])))


# --- D03 --------------------------------------------------------------------------------------------------------------


def deal(
    folder: Path, stage: str, quote: str, text: str = "A says so.", status: str = "reported", language: str = "en"
) -> list[str]:
    """What is marked in a deal: the stage, or words of the text."""
    body = f"""\
arms_deals:
  it:
    text: "{text}"
    supplier: Borvia
    recipient: Ardenia
    items: boats
    stage: {stage}
    status: {status}
    evidence: {{a: "{quote}"}}
sources: {{a: {{title: T, publisher: A, published: 2024-01-18, language: {language}}}}}
"""
    findings = found(folder, "D03", body)
    return ["the stage" if finding.span is None else text[slice(*finding.span)] for finding in findings]


@pytest.mark.parametrize(
    ("stage", "quote"),
    [
        ("contract-signed", "the two states agreed in principle on boats"),
        ("contract-signed", "talks on boats go on"),
        ("contract-signed", "Ardenia has finalised arrangements for boats"),
        ("in-delivery", "the terms for boats are settled"),
        ("in-delivery", "after long talks a contract for boats was signed"),
        ("delivered", "the terms of the contract are known"),
        ("delivered", "Ardenia may be considering boats"),
    ],
)
def test_evidence_of_an_earlier_stage_shows_no_later_one(tmp_path: Path, stage: str, quote: str) -> None:
    assert deal(tmp_path, stage, quote) == ["the stage"]


@pytest.mark.parametrize(
    ("stage", "quote"),
    [
        ("contract-signed", "after talks, a contract for boats was signed"),
        ("contract-signed", "boats that were ordered after talks"),
        ("contract-signed", "by the terms, six boats have been delivered"),
        ("in-delivery", "by the terms, six boats have been delivered"),
        ("delivered", "the boats arrived after long talks"),
        ("delivered", "Ardenia paid three million for the boats"),
        ("terms-agreed", "talks on boats go on"),
        ("cancelled", "talks on boats were broken off"),
        ("unknown", "talks on boats"),
    ],
)
def test_a_stage_that_its_evidence_shows(tmp_path: Path, stage: str, quote: str) -> None:
    assert deal(tmp_path, stage, quote) == []


def test_words_in_another_language_are_not_judged(tmp_path: Path) -> None:
    assert deal(tmp_path, "delivered", "talks on boats", language="fa") == []


@pytest.mark.parametrize("status", ["unconfirmed", "disputed", "refuted", "withdrawn"])
@pytest.mark.parametrize("stage", ["contract-signed", "in-delivery", "delivered"])
def test_what_is_not_verified_has_not_come_so_far(tmp_path: Path, stage: str, status: str) -> None:
    assert deal(tmp_path, stage, "a contract was signed and the boats were delivered", status=status) == ["the stage"]


@pytest.mark.parametrize("status", ["confirmed", "officially-stated", "corroborated", "reported"])
def test_what_is_reported_or_firmer_has(tmp_path: Path, status: str) -> None:
    assert deal(tmp_path, "delivered", "the boats were delivered", status=status) == []


def test_what_is_alleged_may_be_at_an_early_stage(tmp_path: Path) -> None:
    assert deal(tmp_path, "suggested", "the boats were delivered", status="unconfirmed") == []


EARLY = "Ardenia has finalised arrangements to receive boats"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A says that Ardenia has received boats.", ["has received"]),
        ("A says that Ardenia has signed a contract for boats.", ["signed a contract"]),
        ("A says that a contract was signed, and that boats were delivered.", ["contract was signed"]),
        ("Reports, which A does not identify, say that Ardenia has received boats.", ["has received"]),
        ("A says that Ardenia has finalised arrangements to receive boats.", []),
        ("A says that Ardenia has not received boats.", []),
        ("A says that no contract was signed.", []),
        ("A expects the boats to be delivered.", []),
        ("A asks whether a contract was signed.", []),
        ("A says that “Ardenia has received boats”.", []),
    ],
)
def test_a_text_tells_no_more_than_its_evidence(tmp_path: Path, text: str, marked: list[str]) -> None:
    assert deal(tmp_path, "terms-agreed", EARLY, text) == marked


def test_a_text_may_tell_what_its_evidence_does(tmp_path: Path) -> None:
    text = "A says that Ardenia has received boats."
    assert deal(tmp_path, "terms-agreed", "after talks, Ardenia has received boats", text) == []
    assert deal(tmp_path, "terms-agreed", "Ardenia has boats now", text) == []


# --- D04 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ('"159"', "write Q159"),
        ("q159", "write Q159"),
        ("https://www.wikidata.org/wiki/Q159", "write Q159"),
        ("P17", "such as Q159"),
        ("L99", "such as Q159"),
        ("Q0159", "such as Q159"),
        ("Q", "such as Q159"),
        ("Russia", "such as Q159"),
    ],
)
def test_what_is_no_item(tmp_path: Path, given: str, hint: str) -> None:
    (finding,) = found(tmp_path, "D04", f"actors: {{it: {{country: RU, wikidata: {given}}}}}")
    assert finding.path == ("actors", "it", "wikidata")
    assert hint in (finding.hint or "")


@pytest.mark.parametrize("given", ["Q159", "Q4115189", "unknown"])
def test_what_is_one(tmp_path: Path, given: str) -> None:
    assert found(tmp_path, "D04", f"actors: {{it: {{country: RU, wikidata: {given}}}}}") == []


def test_one_item_is_not_two_actors(tmp_path: Path) -> None:
    actors = "actors: {a: {country: RU, wikidata: Q159}, b: {body: B, wikidata: Q133274}, c: {body: X, wikidata: Q159}}"
    (finding,) = found(tmp_path, "D04", actors)
    assert finding.path == ("actors", "c", "wikidata")
    assert "“a”" in finding.message
