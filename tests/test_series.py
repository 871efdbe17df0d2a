"""The sample is a series: three editions stand frozen, the file is the fourth, and what changed at each step is told."""

from __future__ import annotations

import datetime
import importlib.util
import itertools
import json
import re
import sys
from collections.abc import Iterator

import pytest
import walls
from sample import CHECKOUT, FILE, FIRST, NAME

from briefgen import editions, pipeline, since, standards
from briefgen.check.places import evidence
from briefgen.load import load
from briefgen.model.brief import Brief
from briefgen.model.edition import Edition
from briefgen.model.results import BuildRequest
from briefgen.project import Project
from briefgen.record import editions as kept
from briefgen.text import folded

spec = importlib.util.spec_from_file_location("series", CHECKOUT / "tools/series.py")
series = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = series
spec.loader.exec_module(series)

PROJECT = Project(CHECKOUT, datetime.date(2025, 10, 3))
DAYS = ["2024-01-19", "2024-09-13", "2025-01-24", "2025-10-03"]
PAGES = ["2024-01-19-2024-09-13.md", "2024-09-13-2025-01-24.md", "2025-01-24-file.md"]
REFREEZE = "run `python tools/series.py`"
PROJECT_SCALE = standards.scale("icd203")


@pytest.fixture(scope="module")
def frozen() -> tuple[Edition, ...]:
    return kept.editions(PROJECT, NAME)


@pytest.fixture(scope="module")
def states(frozen) -> list[Brief]:
    """What was said on each of the four days."""
    return [*(since.frozen(edition, PROJECT) for edition in frozen), load(PROJECT.root / FILE, PROJECT).brief]


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    """The analyst's page of the file, in words."""
    output = tmp_path_factory.mktemp("output")
    request = BuildRequest(PROJECT.root / FILE, audiences=("analyst",), formats=("html",), output=output)
    (written,) = pipeline.build(request, PROJECT).written
    html = written.path.read_text(encoding="utf-8")
    return re.sub("[\u2066-\u2069]", "", re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


# --- the record ------------------------------------------------------------------------------------------------------


def test_the_days_and_numbers_follow_each_other(frozen, states):
    assert [edition.key for edition in frozen] == DAYS[:-1]
    assert [edition.number for edition in frozen] == [1, 2, 3]
    assert [brief.date.isoformat() for brief in states] == DAYS
    assert kept.number_of(states[-1], NAME, PROJECT) == 4


def test_the_editions_are_what_was_frozen_and_nothing_was_let_stand(frozen):
    for edition in frozen:
        assert list(editions.faults(edition, PROJECT)) == []
        assert (edition.findings, edition.waivers) == ((), ())
        assert {(memo.audience, memo.format) for memo in edition.memos} == {
            (audience, format_) for audience in ("principal", "analyst", "public") for format_ in ("html", "pdf")
        }
        assert {memo.pages for memo in edition.memos if memo.audience == "principal"} == {None, 1}


def test_the_editions_name_no_person_and_no_machine():
    for file in (CHECKOUT / kept.FOLDER / NAME).rglob("*"):
        if file.suffix in (".json", ".lock", ".yaml", ".html"):
            text = file.read_text(encoding="utf-8")
            assert list(walls.machine_paths(file.name, text)) == []
            assert CHECKOUT.as_posix() not in text
    record = json.loads((CHECKOUT / kept.FOLDER / NAME / DAYS[0] / "edition.json").read_text(encoding="utf-8"))
    assert record["made"] == DAYS[0]
    assert not {"by", "author", "host", "user"} & set(record)


def test_the_first_edition_is_made_from_the_article_alone(states):
    assert list(states[0].sources) == ["article"]
    assert sorted(file.name for file in (CHECKOUT / FIRST / "briefs/sources").iterdir()) == ["russia-iran-treaty.txt"]


def passages() -> Iterator[tuple[str, str]]:
    for file in sorted((CHECKOUT / "briefs/sources").glob("*.txt")):
        yield from ((file.name, passage) for passage in file.read_text(encoding="utf-8").split("[…]"))


@pytest.mark.parametrize(("file", "passage"), list(passages()))
def test_an_archive_holds_no_passage_that_nobody_quotes(file, passage, states):
    quoted = {
        folded(cited.passage.quote)
        for brief in states
        for cited in evidence(brief)
        if (brief.sources[cited.source].file or "").endswith(file)
    }
    assert any(quote in folded(passage) for quote in quoted)


# --- the story -------------------------------------------------------------------------------------------------------


def test_the_expected_treaty_is_signed_ratified_and_in_force_from_a_disputed_day(states, page):
    treaties = [brief.treaty for brief in states]
    assert [treaty.state for treaty in treaties] == ["negotiation", "negotiation", "signed", "in-force"]
    assert [treaty.official for treaty in treaties] == [False, False, True, True]
    ratified, in_force = (treaties[-1].history[state] for state in ("ratified", "in-force"))
    assert {party: str(step.date) for party, step in ratified.parties.items()} == {
        "russia": "2025-04-21",
        "iran": "2025-05-21",
    }
    assert {step.status for step in in_force.parties.values()} == {"disputed"}
    assert "Disputed; the parties give different dates: Russia: 2 October 2025 and Iran: before August 2025" in words(
        page
    )


def test_the_suggestion_becomes_a_claim_that_iran_denies(states):
    deals = [brief.arms_deals["missiles"] for brief in states]
    assert [(deal.claimant, deal.status, deal.responses["iran"].response) for deal in deals] == [
        ("white-house", "unconfirmed", "none-reported"),
        *[("blinken", "disputed", "denied")] * 3,
    ]
    assert {(deal.supplier, deal.recipient) for deal in deals} == {("iran", "russia")}
    assert {str(deal.stage) for deal in deals[1:]} == {"unknown"}  # what is disputed is never told as delivered


def test_the_office_changes_hands(states):
    def presidents(brief: Brief) -> set[str]:
        held = set()
        for actor in brief.actors.values():
            if actor.of == "iran" and actor.office == "President":
                held.add(actor.id)
            for office in actor.offices:
                until = office.until and office.until.last_day
                if actor.of == "iran" and office.title == "President" and (until is None or until >= brief.date):
                    held.add(actor.id)
        return held

    assert [presidents(brief) for brief in states] == [{"raisi"}, *[{"pezeshkian"}] * 3]


def test_to_call_the_former_president_so_is_found(tmp_path):
    for path in ("briefgen.yaml", FILE, *(CHECKOUT / "briefs/sources").glob("*.txt")):
        target = tmp_path / (CHECKOUT / path).relative_to(CHECKOUT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CHECKOUT / path).read_bytes())
    brief = tmp_path / FILE
    said = brief.read_text(encoding="utf-8")
    wrong = said.replace(
        "it expected Vladimir Putin and Ebrahim Raisi\n", "it expects Iranian President Ebrahim Raisi\n"
    )
    assert wrong != said
    brief.write_text(wrong, encoding="utf-8")
    found = pipeline.check(BuildRequest(brief), Project(tmp_path, PROJECT.today)).diagnostics
    assert "T02" in {finding.code for finding in found}


def test_every_horizon_that_passed_has_its_outcome(states):
    outcomes = [
        {name: str(judgement.outcome.result) for name, judgement in brief.judgements.items() if judgement.outcome}
        for brief in states
    ]
    assert outcomes == [
        {},
        {"signature": "did-not-occur"},
        {"signature-next": "occurred"},
        {"entry-into-force": "unknown", "ratification": "occurred"},
    ]
    for before, now in itertools.pairwise(states):
        open_ = {name: judgement for name, judgement in before.judgements.items() if judgement.outcome is None}
        passed = {name for name, judgement in open_.items() if judgement.by and judgement.by < now.date}
        assert passed <= {name for name, judgement in now.judgements.items() if judgement.outcome}


def test_a_judgement_stays_as_it_was_worded_when_its_outcome_is_known(states):
    for before, now in itertools.pairwise(states):
        for name, judgement in now.judgements.items():
            if judgement.outcome and name in before.judgements:
                old = before.judgements[name]
                assert (judgement.text, judgement.likelihood, judgement.by) == (old.text, old.likelihood, old.by)


# --- what changed ----------------------------------------------------------------------------------------------------


def test_what_changed_is_told_from_each_edition_to_the_next():
    told = dict(series.told())
    assert list(told) == PAGES
    expected = {file.name: file.read_text(encoding="utf-8") for file in series.EXPECTED.iterdir()}
    assert sorted(expected) == PAGES
    assert told == expected, REFREEZE


def test_whatever_a_reader_relied_on_has_its_reason(states):
    for before, now in itertools.pairwise(states):
        found = since.changes(before, now, PROJECT_SCALE)
        untold = {
            change.id
            for change in found
            if not change.why
            and change.field in ("text", "status", "state", "stage", "outcome", "likelihood")
            and change.collection in ("treaties", "arms_deals", "claims", "judgements")
        }
        assert untold == set()


def test_the_memo_tells_before_now_and_why(page):
    section = re.search(r'<section[^>]* id="s-changed">.*?</section>', page, re.DOTALL)[0]
    said = words(section)
    assert "24 January 2025" in said
    assert [head for head in ("Before", "Now", "Why") if head not in said] == []
    (treaty,) = [row for row in re.findall(r"<tr>.*?</tr>", section, re.DOTALL) if ">Treaty<" in row]
    before, now, why = (words(cell) for cell in re.findall(r"<td.*?</td>", treaty, re.DOTALL))
    assert "State: signed" in before
    assert "State: raised" in now
    assert "in force" in now
    assert why.startswith("Ratified by both")
