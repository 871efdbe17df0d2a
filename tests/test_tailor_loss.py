"""What a memo could do without for space: in which order, and what never goes."""

import pytest
from tailoring import a_brief, an_audience, claim, deal, judgement, tailored

from briefgen.tailor import naming
from briefgen.tailor.loss import expendable


def order(brief, audience=None):
    """The ids of what could go, the least loss first."""
    return [loss.id for loss in expendable(tailored(brief, audience))]


# --- the order -------------------------------------------------------------------------------------------------------

ALL = a_brief(
    judgements={"j1": judgement(), "j2": judgement()},
    arms_deals={"d1": deal()},
    claims={"c1": claim(), "c2": claim()},
    watch={"w1": "One.", "w2": "Two.", "w3": "Three."},
    gaps={"g1": "One.", "g2": "Two."},
    timeline={"t1": {"date": "2024", "text": "It began.", "desk": True}},
    sections={"s1": {"title": "More", "text": "Words."}},
    treaty={"name": "Accord", "state": "signed", **claim()},
    actors={"one": {"country": "FR"}, "two": {"country": "DE"}},
    sources={"s": "Source"},
)


def test_minor_things_go_first_from_the_ends_of_the_longest_lists_and_judgements_last():
    assert order(ALL) == ["w3", "g2", "w2", "g1", "w1", "t1", "s1", "c2", "c1", "d1", "treaty", "j2", "j1"]


@pytest.mark.parametrize(
    ("drop", "expected"),
    [
        (["gaps", "watch"], ["g2", "g1", "w3", "w2", "w1"]),
        ("watch", ["w3", "w2", "w1"]),
        ([["claims", "watch"], "gaps"], ["w3", "w2", "c2", "w1", "c1", "g2", "g1"]),
        (["gaps", "watch", "gaps"], ["g2", "g1", "w3", "w2", "w1"]),
        (["judgements", "sections"], ["j2", "j1", "s1"]),
        ([], []),
    ],
)
def test_the_audience_says_what_goes_and_when(drop, expected):
    assert order(ALL, an_audience(drop=drop)) == expected


def test_an_item_may_stay_or_go_before_all_others():
    gaps = {"g1": {"text": "One.", "priority": "low"}, "g2": "Two.", "g3": {"text": "Three.", "priority": "high"}}
    claims = {"c1": claim(priority="low"), "c2": claim(), "c3": claim(priority="high")}
    brief = a_brief(gaps=gaps, claims=claims)
    assert order(brief) == ["g1", "c1", "g2", "c2"]
    assert order(brief, an_audience(drop=["claims"])) == ["c1", "c2"]


def test_one_that_stays_keeps_its_place_in_the_list():
    gaps = {"g1": "One.", "g2": "Two.", "g3": {"text": "Three.", "priority": "high"}}
    assert order(a_brief(gaps=gaps, watch={"w1": "One.", "w2": "Two."})) == ["g2", "w2", "g1", "w1"]


def test_what_the_audience_does_not_get_cannot_be_left_out():
    brief = a_brief(gaps={"g1": "One.", "g2": {"text": "Two.", "not_for": "press"}}, watch={"w1": "One."})
    assert order(brief, an_audience("watch")) == ["g1"]


# --- what never goes -------------------------------------------------------------------------------------------------


def test_the_basis_of_a_judgement_stays_as_long_as_that_does():
    brief = a_brief(judgements={"j": judgement(based_on=["c1"])}, claims={"c1": claim(), "c2": claim()})
    assert order(brief) == ["c2", "j", "c1"]
    assert order(brief, an_audience(drop=["claims"])) == ["c2"]
    assert order(brief, an_audience("judgements")) == ["c2", "c1"]


def test_what_a_judgement_cites_is_its_basis_too():
    because = {"because": "Only one agency says so [@c1]."}
    assert order(a_brief(judgements={"j": judgement(**because)}, claims={"c1": claim()})) == ["j", "c1"]


def test_an_omitted_field_needs_nothing():
    brief = a_brief(judgements={"j": judgement(alternatives="It is not so [@c1].")}, claims={"c1": claim()})
    assert order(brief) == ["j", "c1"]
    assert order(brief, an_audience(omits="alternatives")) == ["c1", "j"]


def test_a_judgement_stays_as_long_as_another_rests_on_it():
    judgements = {"j1": judgement(), "j2": judgement(based_on=["j3"]), "j3": judgement()}
    assert order(a_brief(judgements=judgements)) == ["j2", "j3", "j1"]


@pytest.mark.parametrize(
    "fields",
    [
        {"bottom_line": "It will be signed [@j]."},
        {"so_what": "Prepare for it [@j]."},
        {"glossary": {"signing": "What is expected [@j]."}},
        {"gaps": {"g": {"text": "When?", "bears_on": "j", "priority": "high"}}},
        {"watch": {"w": {"text": "A date is named.", "raises": "j", "priority": "high"}}},
        {"watch": {"w": {"text": "A date is named.", "lowers": "j", "priority": "high"}}},
        {"timeline": {"t": {"date": "2025", "text": "Horizon.", "based_on": "j", "desk": True, "priority": "high"}}},
        {"sections": {"s": {"title": "More", "text": "It is expected [@j].", "priority": "high"}}},
        {"sections": {"s": {"title": "More", "points": ["It is expected [@j]."], "priority": "high"}}},
        {"claims": {"c": claim("It is said, and judged [@j].", priority="high")}},
    ],
)
def test_a_judgement_stays_as_long_as_anything_refers_to_it(fields):
    assert order(a_brief(judgements={"j": judgement(), "other": judgement()}, **fields)) == ["other"]


def test_a_judgement_goes_after_what_refers_to_it():
    watch = {"w": {"text": "A date is named.", "raises": "j"}}
    brief = a_brief(judgements={"j": judgement()}, watch=watch)
    assert order(brief, an_audience(drop=["judgements", "watch"])) == ["w", "j"]


def test_the_answer_to_a_statement_that_cites_it_stays_as_long_as_that_does():
    claims = {"said": claim("It is said; another denies it [@denied]."), "denied": claim("It is denied.")}
    assert order(a_brief(claims=claims)) == ["said", "denied"]
    brief = a_brief(claims={**claims, "said": {**claims["said"], "priority": "high"}})
    assert order(brief) == []


def test_what_only_the_bottom_line_a_section_or_an_event_refers_to_may_go():
    brief = a_brief(
        bottom_line="It is said [@c1].",
        claims={"c1": claim(), "c2": claim(), "c3": claim()},
        sections={"s": {"title": "More", "text": "It is said [@c2].", "priority": "high"}},
        timeline={"t": {"date": "2024", "text": "It is said.", "based_on": "c3", "priority": "high"}},
    )
    assert order(brief) == ["c3", "c2", "c1"]


def test_a_circle_of_statements_stays():
    claims = {
        "a": claim("It is said [@b]."),
        "b": claim("It is denied [@a]."),
        "c": claim("It is said of itself [@c]."),
    }
    assert order(a_brief(claims=claims)) == ["c"]


def test_no_box_of_what_is_known_is_emptied():
    brief = a_brief(
        claims={"firm": claim(status="confirmed"), "said": claim(), "said-too": claim()},
        arms_deals={"deal": deal(status="confirmed")},
        gaps={"g1": "One.", "g2": "Two."},
    )
    in_boxes = an_audience("claims", "arms_deals", "gaps", sections=["bottom_line", "known"])
    assert order(brief, in_boxes) == ["g2", "said-too", "deal"]


# --- the fuller version ----------------------------------------------------------------------------------------------


def test_a_fuller_version_is_named_where_it_prints_all_that_went():
    brief = a_brief(gaps={"g1": "One.", "g2": "Two."}, claims={"c1": claim()})
    full = tailored(brief, an_audience(name="desk"))
    less = tailored(brief, an_audience("claims", title="Short", max_pages=1), without=["g2"])
    assert naming(less, full).fuller == "Memo"
    assert naming(tailored(brief, without=["g2", "c1"]), tailored(brief, an_audience("claims"))).fuller == ""
    assert naming(tailored(brief), full).fuller == ""


def test_what_is_withheld_or_not_taken_is_never_counted_as_gone_for_space():
    claims = {"red": claim(marking="TLP:RED"), "a": claim(), "b": claim()}
    one = an_audience("gaps", sections=[{"section": "claims", "limit": 1}])
    result = tailored(a_brief(claims=claims, gaps={"g": "One."}, sources={"s": "S"}), one, ["red", "a", "b", "g", "s"])
    assert [decision.id for decision in result.left_out] == ["a"]
    assert [decision.id for decision in result.decisions if decision.kept] == ["title", "s"]
