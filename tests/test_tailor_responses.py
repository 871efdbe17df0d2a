"""Answers to a statement: none is lost without a word to the desk, and none tells of a source that is withheld."""

import pytest
from tailoring import a_brief, an_audience, claim, for_press, tailored

RED = {"marking": "TLP:RED"}
ACTORS = {"one": {"country": "FR"}, "two": {"country": "DE"}}
SOURCES = {"open": "Open", "other": "Other", "secret": {"title": "Secret", **RED}}
KEY = "c.responses.one"


def shown(responses, evidence=None, **fields):
    """What the press gets of a claim with these answers."""
    claims = {"c": claim(evidence=evidence or {"open": "the words"}, responses=responses)}
    return for_press(claims=claims, **{"actors": ACTORS, "sources": SOURCES, **fields})


def numbers(result, key=KEY):
    return [passage.number for passage in result.references.get(key, ())]


def told(result):
    """What is said of answers: id → kept, why."""
    return {d.id: (d.kept, d.why) for d in result.decisions if d.collection == "responses"}


UNSOURCED = {KEY: (True, "without a reference: what it rests on is withheld")}


# --- what an answer rests on -------------------------------------------------------------------------------------------


def test_an_answer_has_the_numbers_of_its_own_words():
    result = shown({"one": {"response": "denied", "evidence": {"other": "no"}}})
    assert (numbers(result, "c"), numbers(result), told(result)) == (["1"], ["2"], {})


@pytest.mark.parametrize("kind", ["confirmed", "denied", "partly-denied", "declined-to-comment", "no-comment-reported"])
def test_an_answer_without_words_of_its_own_has_the_numbers_of_its_statement(kind):
    result = shown({"one": kind}, {"open": ["the words", "more"]})
    assert numbers(result) == numbers(result, "c") == ["1.1", "1.2"]
    assert [passage.used_by for passage in result.sources[0].passages] == [("c",), ("c",)]


@pytest.mark.parametrize("kind", ["none-reported", "not-asked"])
def test_that_nobody_answered_is_the_desks_own_word(kind):
    assert numbers(shown({"one": kind})) == []


def test_so_has_the_answer_to_one_side_of_a_treaty():
    answer = {"responses": {"one": "denied"}}
    treaty = {
        "name": "T", "state": "signed", "status": "reported", "evidence": {"open": "the treaty"},
        "scope": {"text": "All", "evidence": {"open": "the scope"}, **answer}, "signing": {"date": "2024", **answer},
        "history": {"ratified": {"two": {"date": "2024", "evidence": {"open": "the step"}, **answer}}},
    }  # fmt: skip
    result = for_press(treaty=treaty, actors=ACTORS, sources=SOURCES)
    keys = [key for key in result.references if key.endswith(".responses.one")]
    assert {key: numbers(result, key) for key in keys} == {
        "treaty.scope.responses.one": ["1.2"], "treaty.history.ratified.parties.two.responses.one": ["1.3"],
    }  # fmt: skip


# --- a source that is withheld -----------------------------------------------------------------------------------------


def test_a_denial_stays_without_a_reference_when_its_source_is_withheld():
    result = shown({"one": {"response": "denied", "evidence": {"secret": "no"}}})
    assert result.brief.claims["c"].responses["one"].response == "denied"
    assert (numbers(result, "c"), numbers(result), told(result)) == (["1"], [], UNSOURCED)
    assert "secret" not in repr((result.brief, result.sources, result.references)).casefold()


def test_it_keeps_those_of_its_references_that_may_be_seen():
    result = shown({"one": {"response": "denied", "evidence": {"secret": "no", "other": "not so"}}})
    assert (numbers(result), told(result)) == (["2"], {})


@pytest.mark.parametrize("evidence", [{"secret": "it"}, {"secret": "it", "open": "the words"}])
def test_one_that_rests_on_its_statements_has_none_when_any_of_these_is_withheld(evidence):
    result = shown({"one": "denied"}, evidence)
    assert (numbers(result), told(result)) == ([], UNSOURCED)


def test_a_silence_without_a_source_needs_no_word():
    assert told(shown({"one": "none-reported"}, {"secret": "it"})) == {}


def test_one_that_has_lost_its_source_does_not_find_another_when_tailored_again():
    once = shown({"one": {"response": "denied", "evidence": {"secret": "no"}}})
    assert numbers(tailored(once.brief)) == []


def test_who_may_see_the_source_gets_the_reference():
    claims = {
        "c": claim(evidence={"open": "it"}, responses={"one": {"response": "denied", "evidence": {"secret": "no"}}})
    }
    result = tailored(a_brief(claims=claims, actors=ACTORS, sources=SOURCES), an_audience(ceiling="TLP:RED"))
    assert (numbers(result), told(result)) == (["3"], {})


# --- an actor who is withheld ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["confirmed", "denied", "partly-denied"])
def test_the_answer_of_a_withheld_actor_goes_and_the_desk_is_told(kind):
    result = shown({"one": kind, "two": "denied"}, actors=ACTORS | {"one": {"country": "FR", **RED}})
    assert list(result.brief.claims["c"].responses) == ["two"]
    assert told(result) == {KEY: (False, "its actor is withheld")}
    assert "'one'" not in repr((result.brief, result.references))


@pytest.mark.parametrize("kind", ["declined-to-comment", "no-comment-reported", "none-reported", "not-asked"])
def test_with_the_silence_of_a_withheld_actor_nothing_is_lost(kind):
    assert told(shown({"one": kind}, actors=ACTORS | {"one": {"country": "FR", **RED}})) == {}


def test_of_a_statement_that_is_withheld_no_answer_is_told():
    claims = {"c": claim(responses={"one": "denied"}, **RED)}
    assert told(for_press(claims=claims, actors={"one": {"country": "FR", **RED}})) == {}
