"""What changed from one brief to another: kinds, order, and that nothing else is a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import a_brief, claim, deal, judgement

from briefgen import standards
from briefgen.changes import compare
from briefgen.model.brief import Brief

SCALE = standards.scale("icd203")


def rank(word: str) -> int | None:
    row = SCALE.row(word)
    return None if row is None else SCALE.rows.index(row)


def told(before: Brief, now: Brief, hidden: set[str] = frozenset()) -> list[tuple]:
    return [(c.kind, c.id, c.field, c.before, c.now) for c in compare(before, now, rank, hidden)]


def one(collection: str, before: dict, now: dict) -> list[tuple]:
    """What changed of the only thing of a collection."""
    sides = (a_brief(**{collection: {"x": side}}) for side in (before, now))
    return [(kind, field, old, new) for kind, _, field, old, new in told(*sides)]


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("unlikely", "likely", "raised"),
        ("very likely", "likely", "lowered"),
        ("likely", "probable", "changed"),
        ("likely", "not-assessed", "changed"),
        ("remote", "almost certain", "raised"),
    ],
)
def test_a_likelihood_is_raised_or_lowered_on_its_scale(before: str, now: str, kind: str) -> None:
    old, new = judgement(likelihood=before), judgement(likelihood=now)
    assert one("judgements", old, new) == [(kind, "likelihood", before, now)]


@pytest.mark.parametrize(
    ("field", "before", "now", "kind"),
    [
        ("status", "unconfirmed", "reported", "raised"),
        ("status", "officially-stated", "reported", "lowered"),
        ("status", "reported", "confirmed", "confirmed"),
        ("status", "reported", "refuted", "refuted"),
        ("status", "reported", "withdrawn", "withdrawn"),
        ("status", "reported", "disputed", "changed"),
        ("credibility", 3, 2, "raised"),
        ("credibility", 2, 5, "lowered"),
    ],
)
def test_a_statement_is_raised_or_lowered_in_its_order(field: str, before: object, now: object, kind: str) -> None:
    assert one("claims", claim(**{field: before}), claim(**{field: now})) == [(kind, field, str(before), str(now))]


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("negotiation", "contract-signed", "raised"),
        ("delivered", "in-delivery", "lowered"),
        ("delivered", "cancelled", "changed"),
    ],
)
def test_a_deal_has_stages(before: str, now: str, kind: str) -> None:
    assert one("arms_deals", deal(stage=before), deal(stage=now)) == [(kind, "stage", before, now)]


def test_a_treaty_has_states() -> None:
    sides = [
        a_brief(treaty={"name": "T", "parties": ["A", "B"], "status": "reported", "state": state})
        for state in ("signed", "in-force")
    ]
    assert told(*sides) == [("raised", "treaty", "state", "signed", "in-force")]


def test_confidence_and_horizon_and_outcome() -> None:
    before = judgement(confidence="low", by="2024-07-19")
    now = judgement(confidence="moderate", by="2024-08-19", outcome={"result": "occurred", "date": "2024-08-01"})
    assert one("judgements", before, now) == [
        ("raised", "confidence", "low", "moderate"),
        ("resolved", "outcome", None, "occurred"),
        ("moved", "by", "2024-07-19", "2024-08-19"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ({}, {"Envoy": "denied"}, [("answered", "responses.Envoy", None, "denied")]),
        ({}, {"Envoy": "none-reported"}, [("changed", "responses.Envoy", None, "none-reported")]),
        ({"Envoy": "denied"}, {"Envoy": "not-asked"}, [("changed", "responses.Envoy", "denied", "not-asked")]),
        ({"Envoy": "denied"}, {}, [("changed", "responses.Envoy", "denied", None)]),
        (
            {"Envoy": "none-reported"},
            {"Envoy": "confirmed"},
            [("answered", "responses.Envoy", "none-reported", "confirmed")],
        ),
        ({"Envoy": "denied"}, {"Envoy": "denied"}, []),
    ],
)
def test_a_new_answer_is_told_and_silence_is_none(before: dict, now: dict, changes: list) -> None:
    assert one("claims", claim(responses=before), claim(responses=now)) == changes


def test_sources_indicators_words_and_dates() -> None:
    assert one("claims", claim(evidence={"a": "x"}), claim(evidence={"b": "y", "a": "x"})) == [
        ("new-source", "evidence.b", None, "b")
    ]
    assert one("watch", {"text": "W"}, {"text": "W", "state": "observed"}) == [
        ("observed", "state", "not-observed", "observed")
    ]
    assert one("watch", {"text": "W"}, {"text": "W", "state": "emerging"}) == [
        ("changed", "state", "not-observed", "emerging")
    ]
    event = {"text": "E", "date": "2024-02"}
    assert one("timeline", event, {**event, "date": "expected 2024-03"}) == [
        ("moved", "date", "2024-02", "expected 2024-03")
    ]
    assert one("gaps", {"text": "When?"}, {"text": "When *now* [@x]?"}) == [("reworded", "text", "When?", "When now ?")]


def test_what_is_new_is_gone_or_closed() -> None:
    before = a_brief(claims={"a": claim("Old.")}, gaps={"g": "When?"}, withdrawn={})
    now = a_brief(claims={"b": claim("New.")}, withdrawn={"a": "It was wrong."})
    found = compare(before, now, rank)
    assert [(c.kind, c.id, c.before, c.now, c.why) for c in found] == [
        ("new", "b", None, "New.", None),
        ("withdrawn", "a", "Old.", None, "It was wrong."),
        ("closed", "g", "When?", None, None),
    ]


def test_a_thing_with_a_new_id_is_followed_by_the_old_one() -> None:
    before, now = a_brief(claims={"a": claim()}), a_brief(claims={"b": claim(was="a", status="confirmed")})
    assert told(before, now) == [("confirmed", "b", "status", "reported", "confirmed")]


def test_an_unchanged_judgement_is_said_to_be_so_and_nothing_else() -> None:
    brief = a_brief(claims={"c": claim()}, judgements={"j": judgement()})
    assert told(brief, brief) == [("unchanged", "j", None, None, None)]


def test_the_place_in_the_file_is_no_change() -> None:
    things = {"a": claim("One."), "b": claim("Two."), "c": claim("Three.")}
    turned = dict(reversed(things.items()))
    assert told(a_brief(claims=things), a_brief(claims=turned)) == []


def test_nothing_is_told_of_what_is_hidden() -> None:
    before, now = (
        a_brief(claims={"a": claim(), "gone": claim()}),
        a_brief(claims={"a": claim(status="confirmed"), "n": claim()}),
    )
    assert told(before, now, {"a", "n", "gone"}) == []


def test_the_reason_is_that_of_the_thing() -> None:
    before, now = (
        a_brief(claims={"a": claim()}),
        a_brief(claims={"a": claim(status="confirmed", change="A copy is out.")}),
    )
    assert [change.why for change in compare(before, now, rank)] == ["A copy is out."]


WORDS = st.sampled_from(["reported", "unconfirmed", "confirmed", "disputed", "refuted"])
CLAIMS = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(claim, st.sampled_from(["One.", "Two."]), status=WORDS), max_size=6
)


@given(claims=CLAIMS)
def test_changes_of_a_brief_with_itself_are_none(claims: dict) -> None:
    brief = a_brief(claims=claims)
    assert told(brief, brief) == []


@given(before=CLAIMS, now=CLAIMS)
def test_every_difference_is_told_and_names_what_there_is(before: dict, now: dict) -> None:
    found = told(a_brief(claims=before), a_brief(claims=now))
    assert {id_ for kind, id_, *_ in found if kind == "new"} == now.keys() - before.keys()
    assert {
        id_ for kind, id_, field, *_ in found if kind == "withdrawn" and field is None
    } == before.keys() - now.keys()
    differing = {id_ for id_ in before.keys() & now.keys() if before[id_] != now[id_]}
    assert {id_ for _, id_, field, *_ in found if field} == differing
