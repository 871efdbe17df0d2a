"""The words that an audience gets: its own wordings, and no trace of what is withheld."""

import pytest
from tailoring import a_brief, an_audience, claim, for_press, judgement, tailored, why

from briefgen.model.results import Decision

# --- title, bottom line, what it means ---------------------------------------------------------------------------------

CITES = "Boats moved [@x]."
GREEN_CLAIM = {"claims": {"x": claim(marking="TLP:GREEN")}}
ABOVE = "marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@x]"


@pytest.mark.parametrize("field", ["title", "bottom_line", "so_what"])
def test_a_text_of_the_brief_above_the_ceiling_is_withheld_with_the_reason(field):
    result = for_press(**{field: CITES}, **GREEN_CLAIM)
    assert Decision(field, field, kept=False, why=ABOVE, withheld=True) in result.decisions
    assert field not in result.texts
    assert "Boats" not in repr(result.brief)


@pytest.mark.parametrize("field", ["title", "bottom_line"])
def test_a_wording_under_the_audiences_name_is_its_authors_word(field):
    def decided(**wording):
        fields = {"text": "All of it", "short": {"press": "Some", "*": "Less"}, "marking": "TLP:GREEN", **wording}
        result = for_press(**{field: fields}, **GREEN_CLAIM)
        return why(result, field), result.texts.get(field), getattr(result.brief, field)

    (kept, _), text, shown = decided()
    assert (kept, text, shown.marking) == (True, "Some", "TLP:CLEAR")
    assert decided(short={"press": CITES})[0] == (False, ABOVE)
    assert decided(not_for="press")[0] == (False, "not for press")
    assert decided(only_for="analyst")[0] == (False, "only for analyst")
    assert decided(short="Any")[0] == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR")


def test_such_a_wording_is_marked_no_higher_than_it_was():
    title = {"text": "T", "short": {"press": "S"}}
    assert tailored(a_brief(title=title), an_audience(ceiling="TLP:AMBER")).brief.title.marking == "TLP:CLEAR"


def test_what_is_worded_for_an_audience_is_worded_for_those_that_extend_it_unless_they_have_words_of_their_own():
    press = an_audience(kin=("public", "analyst"))

    def text(**short):
        return tailored(a_brief(claims={"c": claim(short=short)}), press).texts["c"]

    assert text(public="For all", analyst="For some") == "For all"
    assert text(press="Ours", public="For all") == "Ours"
    assert text(analyst="For some", **{"*": "Short"}) == "For some"
    assert text(principal="Brief") == "Something is said."


def test_a_wording_for_an_audience_that_is_extended_vouches_for_nothing_above_the_ceiling():
    title = {"text": "All of it", "short": {"public": "Some"}, "marking": "TLP:GREEN"}
    result = tailored(a_brief(title=title), an_audience(kin=("public",)))
    assert why(result, "title") == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR")


def test_no_wording_lets_an_item_out():
    result = for_press(claims={"c": claim(marking="TLP:GREEN", short={"press": "Harmless"})})
    assert why(result, "c") == (False, "marked TLP:GREEN, above the ceiling TLP:CLEAR")


def test_a_bottom_line_that_is_not_taken_is_neither_shown_nor_weighed():
    result = tailored(a_brief(bottom_line=CITES, so_what=CITES, **GREEN_CLAIM), an_audience("bottom_line"))
    assert (result.brief.bottom_line, result.brief.so_what) == (None, None)
    assert {"bottom_line", "so_what"}.isdisjoint({d.collection for d in result.decisions})


def test_corrections_and_withdrawals_above_the_ceiling_are_gone():
    fields = {"withdrawn": {"old": CITES, "older": "Why [@y]"}, "corrections": [CITES, "Wrong [@y]"]}
    claims = {**GREEN_CLAIM["claims"], "y": claim(not_for="press")}
    shown = for_press(**fields, claims=claims).brief
    assert shown.withdrawn == {"older": "Why"}
    assert [correction.text for correction in shown.corrections] == ["Wrong"]
    assert tailored(a_brief(**fields, claims=claims), an_audience("changed")).brief.withdrawn == {}


# --- wordings ----------------------------------------------------------------------------------------------------------

WORDINGS = {"press": "For the press", "*": "In short", "analyst": "For analysts"}


@pytest.mark.parametrize(
    ("short", "takes_short", "text"),
    [
        (WORDINGS, False, "For the press"),
        (WORDINGS, True, "For the press"),
        ("In short", True, "In short"),
        ("In short", False, "In full"),
        ({"analyst": "For analysts"}, True, "In full"),
    ],
)
def test_the_wording_for_the_audience_is_chosen_and_no_other_is_left(short, takes_short, text):
    brief = a_brief(
        title={"text": "In full", "short": short},
        bottom_line={"text": "In full", "short": short},
        claims={"c": claim("In full", short=short)},
        sections={
            "x": {"title": "X", "text": "In full", "short": short, "points": [{"text": "In full", "short": short}]}
        },
        actors={"one": {"country": "FR", "short": WORDINGS}},
    )
    result = tailored(brief, an_audience(short=takes_short))
    assert "text" not in vars(result.brief.actors["one"])  # it has none to reword
    assert set(result.texts.items()) == {
        *((key, text) for key in ("title", "bottom_line", "c", "x", "x.points.0")), ("x.title", "X"),
    }  # fmt: skip
    others = {"In full", *WORDINGS.values()} - {text}
    assert [words for words in others if words in repr(result.brief)] == []


def test_the_wording_that_is_shown_counts_and_not_the_one_that_is_not():
    claims = {
        "lower": claim("See [@x].", short={"press": "See nothing.", "analyst": "See [@x]."}),
        "higher": claim("See nothing.", short={"press": "See [@x]."}),
        **GREEN_CLAIM["claims"],
    }
    assert list(for_press(claims=claims).brief.claims) == ["lower"]


# --- no trace ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Boats moved [@x].", "Boats moved."),
        ("Boats \t [@x; @y], it is said [@x]", "Boats, it is said"),
        ("Boats [@x; @kept; @y] moved", "Boats [@kept] moved"),
        ("Boats [@kept] moved [@y]", "Boats [@kept] moved"),
        ("[@x] Boats moved.", "Boats moved."),
        ("Boats\n[@x].", "Boats."),
        ("Boats\n[@x] moved", "Boats\nmoved"),
        ("*Boats* [@x] `[@x]`", "*Boats* `[@x]`"),
        ("Boats[@x][@y] [@x]", "Boats"),
    ],
)
def test_citations_of_what_is_gone_go_with_the_white_space_before(typed, left):
    claims = {"x": claim(not_for="press"), "y": claim(only_for="analyst"), "kept": claim(), "c": claim(typed)}
    assert for_press(claims=claims).brief.claims["c"].text == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("One.\n\n[@x] Two [@x].\n\n[@x]\n\nThree", "One.\n\nTwo.\n\n\nThree"),
        ("- [@x] one\n- two [@x]\n- [@x]", "- one\n- two\n-"),
        ("- one\n\n  [@x] still", "- one\n\n  still"),
        ("# Head\n[@x] Text", "# Head\nText"),
    ],
)
def test_blocks_keep_their_shape(typed, left):
    sections = {"s": {"title": "S", "text": typed}}
    assert for_press(claims={"x": claim(not_for="press")}, sections=sections).brief.sections["s"].text == left


def test_no_reference_to_what_is_gone_is_left():
    gone = {"not_for": "press"}
    shown = for_press(
        claims={
            "x": claim(**gone),
            "c": claim(evidence={"s": "words", "t": "words"}, responses={"one": "denied", "two": "confirmed"}),
        },
        treaty={"name": "T", "state": "signed", "status": "reported", "parties": ["one", "two"]},
        judgements={"j": judgement(based_on=["x", "c"]), "k": judgement(**gone)},
        watch={"w": {"text": "W", "raises": ["j", "k"], "bears_on": ["s", "x"]}},
        actors={"one": {"country": "FR", **gone}, "two": {"body": "Two", "of": "one"}},
        sources={"s": {"title": "S", **gone}, "t": {"title": "T", "derived_from": "s"}},
    ).brief
    assert (list(shown.claims["c"].evidence), list(shown.claims["c"].responses)) == (["t"], ["two"])
    assert shown.treaties["treaty"].parties == ("two",)
    assert shown.judgements["j"].based_on == ("c",)
    assert (shown.watch["w"].raises, shown.watch["w"].bears_on) == (("j",), ())
    assert (shown.actors["two"].of, shown.sources["t"].derived_from) == (None, ())


def test_what_concerns_the_desk_alone_is_gone():
    waive = [{"code": "W06", "because": "Desk's reason", "by": "Someone"}]
    result = for_press(
        waive=waive, audiences=["press", "analyst"], uses=["shared/secret.yaml"],
        claims={"c": claim(waive=waive, only_for=["press", "principal"], not_for="analyst")},
    )  # fmt: skip
    shown = repr(result.brief)
    assert [w for w in ("Desk's reason", "principal", "analyst", "secret.yaml") if w in shown] == []


def test_distribution_and_remarks_on_sources_follow_their_parts():
    brief = a_brief(distribution=["Cabinet"], sources={"s": {"title": "S", "comment": "Doubtful"}})
    kept, gone = tailored(brief), tailored(brief, an_audience("distribution", "sources"))
    assert (kept.brief.distribution, kept.texts["s.comment"]) == (("Cabinet",), "Doubtful")
    assert (gone.brief.distribution, list(gone.brief.sources), gone.texts) == ((), ["s"], {"title": "A title"})


def test_a_single_treaty_stands_with_the_others():
    result = for_press(treaty={"name": "T", "state": "signed", "status": "reported"})
    assert (result.brief.treaty, list(result.brief.treaties), result.brief.treaties["treaty"].id) == (
        None, ["treaty"], "treaty",
    )  # fmt: skip
