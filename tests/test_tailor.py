"""What an audience gets and does not get of a brief, with the reason for each thing, and how high it is marked."""

import pytest
from tailoring import a_brief, an_audience, claim, deal, for_press, judgement, tailored, why

# --- decisions: restrictions -------------------------------------------------------------------------------------------


def test_every_text_item_and_term_has_one_decision_in_the_order_of_the_format():
    result = for_press(
        bottom_line="B", so_what="S", withdrawn={"old": "W"}, corrections="C",
        treaty={"name": "T", "state": "signed", "status": "reported"}, claims={"c": claim()}, gaps={"g": "What?"},
        actors={"one": {"country": "FR"}}, sources={"s": "S"}, glossary={"term": "M"},
    )  # fmt: skip
    assert [(d.collection, d.id) for d in result.decisions] == [
        ("title", "title"), ("bottom_line", "bottom_line"), ("so_what", "so_what"), ("withdrawn", "old"),
        ("corrections", "0"), ("treaties", "treaty"), ("claims", "c"), ("gaps", "g"), ("actors", "one"), ("sources", "s"),
        ("glossary", "term"),
    ]  # fmt: skip
    assert {d.why for d in result.decisions} == {"marked TLP:CLEAR, within the ceiling TLP:CLEAR"}
    assert all(d.kept for d in result.decisions)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"marking": "TLP:GREEN"}, "marked TLP:GREEN, above the ceiling TLP:CLEAR"),
        ({"only_for": ["analyst", "principal"]}, "only for analyst, principal"),
        ({"not_for": "press"}, "not for press"),
    ],
)
def test_a_thing_is_withheld_by_marking_or_by_audience(fields, reason):
    result = for_press(
        claims={"c": claim(**fields), "other": claim()},
        actors={"one": {"country": "FR", **fields}},
        sources={"s": {"title": "S", **fields}},
        glossary={"term": {"meaning": "M", **fields}},
    )
    assert why(result, "c") == why(result, "one") == why(result, "s") == why(result, "term") == (False, reason)
    assert list(result.brief.claims) == ["other"]
    assert (result.brief.actors, result.brief.sources, result.brief.glossary) == ({}, {}, {})


def test_only_for_and_not_for_let_the_others_pass():
    result = for_press(claims={"a": claim(only_for="press"), "b": claim(not_for=["analyst"])})
    assert list(result.brief.claims) == ["a", "b"]


def test_without_a_marking_the_briefs_holds_and_without_that_the_lowest():
    assert why(for_press(marking="TLP:GREEN", claims={"c": claim(), "d": claim(marking="TLP:CLEAR")}), "c")[0] is False
    assert for_press(marking=None, claims={"c": claim()}).marking == "TLP:CLEAR"


# --- decisions: what the audience takes --------------------------------------------------------------------------------


def test_a_part_that_is_not_taken_is_gone():
    result = tailored(
        a_brief(claims={"c": claim()}, arms_deals={"d": deal(supplier="One", recipient="Two")}),
        an_audience("claims", "arms_deals"),
    )
    assert why(result, "c") == (False, "the audience takes no claims")
    assert why(result, "d") == (False, "the audience takes no arms deals")


def test_statements_of_another_status_are_gone_and_other_things_have_none():
    statuses = {"a": claim(), "b": claim(status="disputed")}
    result = tailored(a_brief(claims=statuses, gaps={"g": "What?"}), an_audience(statuses=["disputed"]))
    assert why(result, "a") == (False, "status reported is not among those the audience takes")
    assert (list(result.brief.claims), list(result.brief.gaps)) == (["b"], ["g"])


LIMITED = an_audience("claims", sections=["bottom_line", {"section": "claims", "limit": 2}, "gaps", "sources"])


def test_a_limit_counts_what_is_taken_and_each_part_by_itself():
    claims = {"green": claim(marking="TLP:GREEN"), "a": claim(), "b": claim(), "c": claim()}
    result = tailored(a_brief(claims=claims, gaps={"f": "?", "g": "?", "h": "?"}), LIMITED)
    assert list(result.brief.claims) == ["a", "b"]
    assert why(result, "c") == (False, "beyond the first 2")
    assert len(result.brief.gaps) == 3


def test_a_statement_whose_speaker_is_withheld_takes_no_place():
    claims = {"a": claim(claimant="secret"), "b": claim(), "c": claim()}
    result = tailored(a_brief(claims=claims, actors={"secret": {"body": "B", "not_for": "press"}}), LIMITED)
    assert list(result.brief.claims) == ["b", "c"]


def test_what_is_left_out_for_space_keeps_its_place():
    claims = {"a": claim(), "b": claim(), "c": claim()}
    result = tailored(a_brief(claims=claims, sources={"s": "S"}), LIMITED, without=["a", "s"])
    assert why(result, "a") == (False, "left out for space")
    assert (list(result.brief.claims), list(result.brief.sources)) == (["b"], ["s"])
    assert [decision.id for decision in result.left_out] == ["a"]


# --- decisions: what follows from others -------------------------------------------------------------------------------

SECRET = {"secret": {"body": "Secret body", "marking": "TLP:RED"}, "one": {"country": "FR"}, "two": {"country": "DE"}}


@pytest.mark.parametrize("place", [{"claimant": "secret"}, {"supplier": "secret"}, {"recipient": "secret"}])
def test_a_statement_goes_with_its_speaker_supplier_or_recipient(place):
    result = for_press(arms_deals={"d": deal(**place)}, actors=SECRET)
    assert why(result, "d") == (False, "names an actor that is withheld")


def test_an_event_goes_with_its_speaker():
    event = {"text": "It is said.", "date": "2024", "claimant": "secret", "status": "reported"}
    assert why(for_press(timeline={"e": event}, actors=SECRET), "e") == (False, "names an actor that is withheld")


def test_a_facet_whose_speaker_is_withheld_does_not_pass_to_the_treatys():
    treaty = {
        "name": "T", "state": "signed", "status": "reported", "claimant": "one",
        "scope": {"text": "Everything", "claimant": "secret"},
        "history": {"signed": {"one": "2024", "two": {"date": "2023", "claimant": "secret"}}},
    }  # fmt: skip
    shown = for_press(treaty=treaty, actors=SECRET).brief.treaties["treaty"]
    assert shown.scope is None
    assert list(shown.history["signed"].parties) == ["one"]


def test_an_event_goes_with_all_that_it_is_taken_from():
    event = {"text": "It happens.", "date": "2024"}
    timeline = {
        "gone": {**event, "based_on": ["a", "j"]},
        "some": {**event, "based_on": ["a", "b"]},
        "own": {**event, "based_on": "a", "evidence": {"s": "It happens"}},
    }
    claims = {"a": claim(marking="TLP:RED"), "b": claim()}
    judgements = {"j": judgement(not_for="press")}
    result = for_press(claims=claims, judgements=judgements, timeline=timeline, sources={"s": "S"})
    assert why(result, "gone") == (False, "rests only on what is withheld")
    assert {name: event.based_on for name, event in result.brief.timeline.items()} == {"some": ("b",), "own": ()}


USED = (False, "used by nothing that is shown")


def test_an_outcome_that_rests_only_on_what_is_withheld_is_not_told():
    known = {"result": "occurred", "date": "2024-01-10"}
    outcomes = {
        "gone": {**known, "based_on": ["a"]},
        "some": {**known, "based_on": ["a", "b"]},
        "own": {**known, "based_on": ["a"], "evidence": {"s": "It happens"}},
    }
    result = for_press(
        claims={"a": claim(marking="TLP:RED"), "b": claim()},
        judgements={name: judgement(outcome=outcome) for name, outcome in outcomes.items()},
        sources={"s": "S"},
    )
    shown = {name: item.outcome for name, item in result.brief.judgements.items()}
    assert {name: outcome and outcome.based_on for name, outcome in shown.items()} == {
        "gone": None, "some": ("b",), "own": (),
    }  # fmt: skip


def test_what_only_withheld_things_use_goes_with_them():
    result = for_press(
        claims={
            "a": claim("The Kremlin spoke of an annex.", claimant="peskov", evidence={"s": "An annex", "u": "It", "v": "It"},
                responses={"state": "denied", "acme": "denied"}, marking="TLP:RED"),
            "b": claim("The press met.", claimant="one", evidence={"t": "met"}),
        },
        actors={
            "peskov": {"person": "D. P.", "of": "kremlin"}, "kremlin": {"body": "The Kremlin"},
            "one": {"body": "One", "of": "state"}, "state": {"country": "FR"}, "acme": {"body": "Acme"},
            "idle": {"body": "Nobody's"},
        },
        sources={"s": "S", "t": {"title": "T", "derived_from": "u"}, "u": "U", "v": "V", "idle-source": "I"},
        glossary={"annex": "M [@s]", "press": "Papers such as those of Acme [@v]", "idle": "I"},
    )  # fmt: skip
    assert why(result, "peskov") == why(result, "kremlin") == why(result, "s") == why(result, "annex") == USED
    assert list(result.brief.actors) == ["one", "state", "acme", "idle"]  # what nothing uses follows nothing
    assert list(result.brief.sources) == ["t", "u", "v", "idle-source"]
    assert list(result.brief.glossary) == ["press", "idle"]


def test_an_actor_stays_for_its_name_in_a_text_and_not_for_a_part_of_a_word():
    actors = {"us": {"body": "Union", "aliases": ["US"]}, "kremlin": {"body": "The  Kremlin"}}
    claims = {"secret": claim(claimant="us", responses={"kremlin": "denied"}, marking="TLP:RED")}
    result = for_press(title="A census, used because the\nKremlin's word stands", claims=claims, actors=actors)
    assert (list(result.brief.actors), why(result, "us")) == (["kremlin"], USED)


def test_a_term_stays_whatever_its_endings():
    claims = {
        "a": claim("The instruments of  ratifications."),
        "b": claim("An instrument of ratification", marking="TLP:RED"),
    }
    assert list(for_press(claims=claims, glossary={"instrument of ratification": "M"}).brief.glossary)


def test_an_id_that_only_begins_like_another_is_not_used():
    claims = {"a": claim("See [@s-two]."), "b": claim("See [@s].", marking="TLP:RED")}
    assert list(for_press(claims=claims, sources={"s": "S", "s-two": "T"}).brief.sources) == ["s-two"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"sections": {"x": {"title": "X", "points": ["Shown", {"text": "Says [@s] of Bo Li", "marking": "TLP:RED"}]}}},
        {"claims": {"x": claim(short={"analyst": "Says [@s] of Bo Li"})}},
    ],
    ids=["a part above the ceiling", "another audience's wording"],
)
def test_what_only_a_hidden_text_uses_goes(hidden):
    result = for_press(**hidden, actors={"bo": {"person": "Bo Li"}}, sources={"s": "S"})
    assert "x" in {d.id for d in result.decisions if d.kept}
    assert why(result, "bo") == why(result, "s") == USED


# --- markings ----------------------------------------------------------------------------------------------------------


def test_a_text_is_marked_at_least_as_what_it_cites_and_citations_of_citations_count():
    claims = {"a": claim("[@b] says."), "b": claim("After [@c]."), "c": claim(marking="TLP:GREEN"), "d": claim()}
    result = for_press(claims=claims)
    assert why(result, "a") == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@b]")
    assert why(result, "b") == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@c]")
    assert why(result, "c") == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR")
    green = tailored(a_brief(claims=claims), an_audience(ceiling="TLP:GREEN"))
    assert why(green, "a") == (True, "marked TLP:GREEN, because it cites [@b], within the ceiling TLP:GREEN")
    assert [c.marking for c in green.brief.claims.values()] == ["TLP:GREEN", "TLP:GREEN", "TLP:GREEN", "TLP:CLEAR"]


def test_what_an_omitted_field_cites_raises_nothing():
    deals = {"d": deal(supplier="One", recipient="Two", items={"Boat": {"comment": "After [@secret]."}})}
    claims = {"c": claim(comment="See [@secret]."), "text": claim("See [@secret]."), "secret": claim(marking="TLP:RED")}
    brief = a_brief(claims=claims, arms_deals=deals)
    shown = tailored(brief, an_audience(omits="comment")).brief
    assert (list(shown.claims), list(shown.arms_deals)) == (["c"], ["d"])
    assert (shown.claims["c"].comment, shown.arms_deals["d"].items["Boat"].comment) == (None, None)
    assert list(tailored(brief, an_audience()).brief.claims) == []


@pytest.mark.parametrize("order", ["abc", "cba", "bca"])
def test_a_circle_of_citations_ends_and_all_of_it_is_raised(order):
    texts = {"a": "[@b] and [@a]", "b": "[@a; @c]", "c": "[@a] and [@d]"}
    claims = {name: claim(texts[name]) for name in order} | {"d": claim(marking="TLP:GREEN")}
    assert list(for_press(claims=claims).brief.claims) == []


def test_any_text_of_an_item_raises_it_and_a_quotation_does_not():
    claims = {
        "comment": claim(comment="See [@secret]."),
        "quote": claim(evidence={"s": "see [@secret]"}),
        "secret": claim(marking="TLP:RED"),
    }
    assert list(for_press(claims=claims, sources={"s": "S"}).brief.claims) == ["quote"]


def test_a_part_has_the_marking_of_its_item_and_is_raised_by_its_own_citations():
    points = ["Plain", {"text": "Red", "marking": "TLP:RED"}, "Cites [@secret]", {"text": "Own", "only_for": "analyst"}]
    result = for_press(
        marking="TLP:GREEN",
        title={"text": "T", "marking": "TLP:CLEAR"},
        claims={"secret": claim(marking="TLP:AMBER")},
        sections={"x": {"title": "X", "marking": "TLP:CLEAR", "points": points}},
    )
    assert [(p.text, p.marking) for p in result.brief.sections["x"].points] == [("Plain", "TLP:CLEAR")]


def test_facets_and_steps_are_withheld_by_themselves():
    treaty = {
        "name": "T", "state": "signed", "status": "reported",
        "signing": {"place": "Paris", "marking": "TLP:RED"}, "scope": {"text": "All", "not_for": "press"}, "replaces": "Old",
        "history": {
            "signed": "2024", "ratified": {"one": {"date": "2024", "marking": "TLP:RED"}, "two": "2025"},
            "in-force": {"one": {"date": "2025", "marking": "TLP:RED"}},
        },
    }  # fmt: skip
    shown = for_press(treaty=treaty, actors={"one": {"country": "FR"}, "two": {"country": "DE"}}).brief.treaties[
        "treaty"
    ]
    assert (shown.signing, shown.scope, shown.replaces.text) == (None, None, "Old")
    assert list(shown.history) == ["signed", "ratified"]  # a step of which no party is left would still tell of it
    assert list(shown.history["ratified"].parties) == ["two"]


def test_an_id_that_is_called_marking_is_none():
    shown = for_press(withdrawn={"marking": "It was told twice."})
    assert (shown.marking, dict(shown.brief.withdrawn)) == ("TLP:CLEAR", {"marking": "It was told twice."})


def test_the_label_is_the_highest_of_what_is_shown():
    amber = an_audience(ceiling="TLP:AMBER")
    assert for_press(marking="TLP:GREEN", title={"text": "T", "marking": "TLP:CLEAR"}).marking == "TLP:CLEAR"
    assert tailored(a_brief(), amber).marking == "TLP:CLEAR"
    green = {"marking": "TLP:GREEN"}
    source = {"title": "S", **green}
    for fields in (
        {"title": {"text": "T", **green}},
        {"bottom_line": {"text": "B", **green}},
        {"claims": {"c": claim(**green)}},
        {"actors": {"one": {"country": "FR", **green}}},
        {"glossary": {"term": {"meaning": "M", **green}}},
        {"sections": {"x": {"title": "X", "points": [{"text": "P", **green}]}}},
        {"sources": {"s": source}},
        {"so_what": "See [@s].", "sources": {"s": source | {"not_for": "press"}}},
        {"corrections": "See [@s].", "sources": {"s": source | {"not_for": "press"}}},
    ):
        assert tailored(a_brief(**fields), amber).marking == "TLP:GREEN", fields
        assert tailored(a_brief(**fields), an_audience()).marking == "TLP:CLEAR", fields
