"""What changed as one audience may see it: nothing that it may not see now, or could not see then, shows by a change."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import TLP, a_brief, an_audience, claim, judgement, tailored

from briefgen import since, standards
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.changes import Change, things
from briefgen.model.edition import Edition
from briefgen.model.results import TailoredBrief

SCALE = standards.scale("icd203")
DAY = datetime.date(2024, 1, 12)
EDITION = Edition(**dict.fromkeys(Edition._fields) | {"brief": "weekly", "key": "2024-01-12", "date": DAY, "number": 1})


def seen(before: Brief, now: Brief, **audience: object) -> tuple[Change, ...]:
    """What changed for a reader who may see what is TLP:CLEAR."""
    return since.seen(tailored(now, an_audience(**audience)), now, before, TLP, SCALE).changes


def memo(before: Brief, now: Brief, audience: Audience | None = None) -> TailoredBrief:
    return since.shown(tailored(now, audience), now, since.Last(EDITION, before), TLP, SCALE)


def short(changes: tuple[Change, ...]) -> list[tuple]:
    return [(change.kind, change.id, change.field, change.before, change.now) for change in changes]


# --- what is withheld ------------------------------------------------------------------------------------------------

STATES = st.sampled_from([{}, {"marking": "TLP:RED"}, {"not_for": ["press"]}, {"only_for": ["desk"]}])
THINGS = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(STATES, st.sampled_from(["reported", "confirmed", "refuted"]), st.integers(1, 3)),
    max_size=4,
)


def edition(number: int, things_: dict, gone: list[str]) -> Brief:
    """A brief in which each word tells its thing and its edition."""
    claims = {
        id_: claim(f"zq{id_}{number}text {word}.", status=status, change=f"zq{id_}{number}why.", **state)
        for id_, (state, status, word) in things_.items()
    }
    return a_brief(claims=claims, withdrawn={id_: f"zq{id_}gone." for id_ in gone})


@given(before=THINGS, now=THINGS)
def test_no_word_of_what_is_or_was_withheld_shows_by_a_change(before: dict, now: dict) -> None:
    gone = [id_ for id_ in before if id_ not in now]
    earlier, later = edition(1, before, []), edition(2, now, gone)
    found = memo(earlier, later)
    told = f"{found.changes} {found.texts} {found.brief.withdrawn} {seen(earlier, later)}"
    for id_ in "abcd":
        then, today = (id_ in side and not side[id_][0] for side in (before, now))
        assert (f"zq{id_}1text" in told) <= (then and (today or id_ not in now)), id_
        assert (f"zq{id_}gone" in told) <= (then and id_ not in now), id_
        assert (f"zq{id_}2why" in told) <= (today and (then or id_ not in before)), id_
        assert f"zq{id_}1why" not in told
        assert today or (f"zq{id_}2" not in told)


def test_that_something_can_be_seen_now_or_no_more_is_told_of_nobody() -> None:
    open_, closed = claim("It is so."), claim("It is so.", marking="TLP:RED", change="A secret.")
    assert seen(a_brief(claims={"a": open_}), a_brief(claims={"a": closed})) == ()
    assert seen(a_brief(claims={"a": closed}), a_brief(claims={"a": open_})) == ()
    now = a_brief(judgements={"j": judgement()})
    assert short(memo(a_brief(judgements={"j": judgement(marking="TLP:RED")}), now).changes) == []
    assert short(memo(now, now).changes) == [("unchanged", "j", None, None, None)]


def test_a_side_of_a_treaty_that_is_withheld_now_is_not_told_to_be_gone() -> None:
    def treaty(**scope: object) -> Brief:
        return a_brief(
            treaty={"name": "T", "status": "reported", "state": "signed", "scope": {"text": "All.", **scope}}
        )

    none = a_brief(treaty={"name": "T", "status": "reported", "state": "signed"})
    assert seen(treaty(), treaty(marking="TLP:RED")) == ()
    assert short(seen(treaty(), none)) == [("changed", "treaty", "scope", "All.", None)]


def test_names_that_are_withheld_now_are_in_no_change() -> None:
    actors = {"spy": {"person": "A spy"}, "envoy": {"person": "An envoy"}}
    hidden = {**actors, "spy": {"person": "A spy", "marking": "TLP:RED"}}
    spoken, silent = {"spy": "denied", "envoy": "denied"}, {"envoy": "denied"}

    def brief(actors: dict, **fields: object) -> Brief:
        return a_brief(claims={"a": claim(claimant="envoy", **fields)}, actors=actors)

    assert seen(brief(actors, responses=spoken), brief(hidden, responses=silent)) == ()
    assert len(seen(brief(actors, responses=spoken), brief(actors, responses=silent))) == 1
    by_spy = a_brief(claims={"a": claim(claimant="spy")}, actors=actors)
    assert seen(by_spy, brief(hidden)) == ()


def test_a_field_or_a_value_that_is_called_like_something_withheld_is_told() -> None:
    hidden = {"claims": {name: claim(marking="TLP:RED") for name in ("review", "observed", "envoy")}}
    before, now = (
        a_brief(watch={"w": {"text": "W.", **side}}, **hidden)
        for side in ({}, {"review": "2024-02-01", "state": "observed"})
    )
    assert [change.field for change in seen(before, now)] == ["state", "review"]
    before, now = (
        a_brief(
            claims={"a": claim(responses={"envoy": answer})}, actors={"envoy": {"person": "Envoy", "marking": mark}}
        )
        for answer, mark in (("denied", "TLP:CLEAR"), ("confirmed", "TLP:RED"))
    )
    assert seen(before, now) == ()


def test_points_of_a_section_that_are_withheld_now_are_not_told_to_be_gone() -> None:
    def section(*points: object) -> Brief:
        return a_brief(sections={"s": {"title": "T", "points": list(points)}})

    secret = {"text": "A secret.", "marking": "TLP:RED"}
    assert seen(section("One.", "A secret."), section("One.", secret)) == ()
    assert "secret" not in str(seen(section("One.", "A secret.", "Two."), section("One.", secret, "Three.")))
    assert short(seen(section("One."), section("Two."))) == [("reworded", "s", "text", "T One.", "T Two.")]


def test_what_comes_in_for_the_first_time_only_because_a_list_is_shorter_is_not_new() -> None:
    parts = [{"section": "claims", "limit": 1}, "changed"]
    before = a_brief(claims={"a": claim("One."), "b": claim("Two.")})
    now = a_brief(claims={"b": claim("Two.")}, withdrawn={"a": "It was wrong."})
    assert short(seen(before, now, sections=parts)) == [("withdrawn", "a", None, "One.", None)]


# --- what a memo tells -----------------------------------------------------------------------------------------------


def test_reasons_are_texts_of_the_memo_and_those_of_what_it_does_not_tell_are_not() -> None:
    before = a_brief(claims={id_: claim() for id_ in "abc"}, gaps={"g": "When?"})
    changed = {id_: claim(status="confirmed", change=f"{id_}, so.") for id_ in "ab"}
    now = a_brief(claims=changed, withdrawn={"g": "Now known.", "c": "A slip."})
    audience = an_audience(sections=["claims", {"section": "changed", "limit": 3}, "gaps"])
    told = memo(before, now, audience)
    assert things(told.changes) == ("a", "b", "c")
    assert things(told.untold) == ("g",)
    reasons = {key: words for key, words in told.texts.items() if "." in key}
    assert reasons == {"a.change": "a, so.", "b.change": "b, so.", "withdrawn.0": "A slip."}
    shorter = since.shortened(told, 1)
    assert (things(shorter.changes), things(shorter.untold)) == (("a",), ("b", "c", "g"))
    assert {key for key in shorter.texts if "." in key} == {"a.change"}
    assert dict(shorter.brief.withdrawn) == {}


@pytest.mark.parametrize(
    ("before", "now", "fields"),
    [
        ({}, {"responses": {"Envoy": "none-reported"}}, []),  # nobody has said anything yet
        ({}, {"comment": "A remark."}, []),
        ({}, {"priority": "low"}, []),
        ({"evidence": {"a": "x"}}, {"evidence": {"a": "y"}}, []),  # other words of the same source
        ({}, {"responses": {"Envoy": "denied"}}, ["responses.Envoy"]),
        ({}, {"claimant": "Envoy"}, ["claimant"]),
        ({}, {"evidence": {"a": "x"}}, ["evidence.a"]),
    ],
)
def test_a_memo_tells_what_its_reader_relies_on(before: dict, now: dict, fields: list) -> None:
    sources = {"a": {"title": "S"}}
    sides = (a_brief(claims={"a1": claim(**side)}, sources=sources) for side in (before, now))
    assert [change.field for change in memo(*sides).changes or ()] == fields


def test_a_memo_is_marked_as_high_as_the_old_words_that_it_shows() -> None:
    amber = {"marking": "TLP:AMBER"}
    audience = an_audience(ceiling="TLP:AMBER")
    gone = memo(a_brief(claims={"a": claim("Old.", **amber)}), a_brief(withdrawn={"a": "A slip."}), audience)
    assert (gone.marking, short(gone.changes)) == ("TLP:AMBER", [("withdrawn", "a", None, "Old.", None)])
    before = a_brief(claims={"a": claim("Old.", **amber)})
    lower = memo(before, a_brief(claims={"b": claim("New.", was="a")}), audience)
    assert (lower.marking, things(lower.changes)) == ("TLP:AMBER", ("b",))
    new = memo(a_brief(), a_brief(claims={"b": claim("New.")}), audience)
    assert new.marking == "TLP:CLEAR"
