"""What counts as a forecast, which outcome is its own, and the scores."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import judgement

from briefgen import calibration, standards
from briefgen.calibration import Forecast, Sorted, Stood
from briefgen.model.items import Judgement
from briefgen.standards import LikelihoodScale, Row

ICD, PHIA = standards.scale("icd203"), standards.scale("phia")
BY, TODAY = "2024-03-31", datetime.date(2024, 12, 31)


def known(result: str = "occurred", date: str = "2024-04-01") -> dict[str, str]:
    return {"result": result, "date": date}


def said(likelihood: str = "likely", **fields: object) -> Judgement:
    text = fields.pop("text", f"It is {likelihood} that it comes about.")
    return Judgement.model_validate(judgement(text, likelihood=likelihood, by=BY, **fields))


def stood(date: str, edition: bool = True, scale: LikelihoodScale = ICD, **judgements: Judgement) -> Stood:
    held = {id_: item.model_copy(update={"id": id_}) for id_, item in judgements.items()}
    return Stood("memo", f"memo@{date}" if edition else None, datetime.date.fromisoformat(date), held, scale)


def counted(*each: Stood, today: datetime.date = TODAY) -> dict[str, list[tuple[str, str | None, str]]]:
    """The forecasts in each place: id, edition and word."""
    found = calibration.forecasts(each, today)
    places = {name: getattr(found, name) for name in Sorted.__slots__}
    return {
        name: [(forecast.id, forecast.edition, forecast.likelihood) for forecast in those]
        for name, those in places.items()
        if those
    }


FIRST = ("it", "memo@2024-01-05", "likely")


# --- what is one forecast --------------------------------------------------------------------------------------------


def test_the_same_in_several_editions_is_one_forecast_of_the_first() -> None:
    weekly = [stood(f"2024-01-{day:02}", it=said()) for day in (5, 12, 19)]
    assert counted(*weekly, stood("2024-04-05", False, it=said(outcome=known()))) == {"scored": [FIRST]}


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (said("very likely"), 2),
        (said(text="It is likely that all of it comes about."), 2),
        (said("very likely", text="It is likely that it comes about."), 2),
        (said("probable", text="It is likely that it comes about."), 1),
        (said(text="It  is *likely* that it comes about. [@a]"), 1),
        (said(confidence="high"), 1),
    ],
)
def test_another_likelihood_or_wording_is_another_forecast(other: Judgement, count: int) -> None:
    after = stood("2024-04-05", False, it=other.model_copy(update={"outcome": said(outcome=known()).outcome}))
    found = counted(stood("2024-01-05", it=said()), stood("2024-01-12", it=other), after)
    assert found["scored"][0] == FIRST
    assert {name: len(those) for name, those in found.items()} == {"scored": count}


def test_a_likelihood_that_comes_back_is_no_third_forecast() -> None:
    words = ["likely", "very likely", "likely"]
    weekly = [stood(f"2024-01-{day:02}", it=said(word)) for day, word in zip((5, 12, 19), words, strict=True)]
    found = counted(*weekly, stood("2024-04-05", False, it=said(outcome=known())))
    assert [word for _, _, word in found["scored"]] == ["likely", "very likely"]


def test_a_judgement_is_followed_through_a_new_id() -> None:
    renamed = said(was="it", outcome=known())
    assert counted(stood("2024-01-05", it=said()), stood("2024-04-05", False, that=renamed)) == {
        "scored": [("that", *FIRST[1:])]
    }


def test_what_is_not_assessed_is_no_forecast() -> None:
    assert counted(stood("2024-01-05", it=said("not-assessed"))) == {}


def test_briefs_are_told_apart() -> None:
    other = stood("2024-01-05", it=said())._replace(brief="other", edition="other@2024-01-05")
    found = counted(stood("2024-01-05", it=said()), other, stood("2024-04-05", False, it=said(outcome=known())))
    assert found == {"scored": [FIRST], "unanswered": [("it", "other@2024-01-05", "likely")]}


# --- which outcome is its own, and where it counts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "place"),
    [("occurred", "scored"), ("did-not-occur", "scored"), ("partly", "partly"), ("unknown", "unknown")],
)
def test_only_what_occurred_or_did_not_is_scored(result: str, place: str) -> None:
    after = stood("2024-04-05", False, it=said(outcome=known(result)))
    assert counted(stood("2024-01-05", it=said()), after) == {place: [FIRST]}


@pytest.mark.parametrize(
    ("date", "place"), [("2024-01-06", "scored"), ("2024-01-05", "hindsight"), ("2024-01-04", "hindsight")]
)
def test_a_forecast_comes_before_its_outcome_is_known(date: str, place: str) -> None:
    after = stood("2024-04-05", False, it=said(outcome=known(date=date)))
    assert counted(stood("2024-01-05", it=said()), after) == {place: [FIRST]}


def test_what_no_edition_said_before_is_hindsight() -> None:
    assert counted(stood("2024-04-05", False, it=said(outcome=known()))) == {"hindsight": [("it", None, "likely")]}
    frozen_late = stood("2024-04-05", it=said(outcome=known(date="2024-05-01")))
    assert counted(frozen_late) == {"hindsight": [("it", "memo@2024-04-05", "likely")]}


def test_the_last_outcome_holds() -> None:
    first = stood("2024-04-05", it=said(outcome=known("unknown")))
    later = stood("2024-05-05", False, it=said(outcome=known("did-not-occur", "2024-05-01")))
    found = calibration.forecasts([stood("2024-01-05", it=said()), first, later], TODAY)
    assert [forecast.occurred for forecast in found.scored] == [False]


def test_an_outcome_stays_when_the_judgement_is_taken_out() -> None:
    told = stood("2024-04-05", it=said(outcome=known()))
    assert counted(stood("2024-01-05", it=said()), told, stood("2024-05-05", False)) == {"scored": [FIRST]}


@pytest.mark.parametrize(("today", "place"), [("2024-03-31", "pending"), ("2024-04-01", "unanswered")])
def test_an_outcome_is_asked_for_once_the_horizon_has_passed(today: str, place: str) -> None:
    assert counted(stood("2024-01-05", it=said()), today=datetime.date.fromisoformat(today)) == {place: [FIRST]}


def test_a_judgement_that_was_taken_out_is_asked_for_too() -> None:
    found = calibration.forecasts([stood("2024-01-05", it=said()), stood("2024-01-12", False)], TODAY)
    assert [(forecast.edition, forecast.last) for forecast in found.unanswered] == [
        ("memo@2024-01-05", "memo@2024-01-05")
    ]


MOVED = said().model_copy(update={"by": datetime.date(2024, 6, 30)})


def test_a_horizon_moved_in_time_asks_another_question() -> None:
    after = stood(
        "2024-07-05", False, it=MOVED.model_copy(update={"outcome": said(outcome=known(date="2024-07-01")).outcome})
    )
    found = counted(stood("2024-01-05", it=said()), stood("2024-03-01", it=MOVED), after)
    assert found == {"scored": [("it", "memo@2024-03-01", "likely")], "moved": [FIRST]}


def test_a_horizon_moved_after_it_had_passed_leaves_the_question_open() -> None:
    found = counted(stood("2024-01-05", it=said()), stood("2024-04-05", it=MOVED), today=datetime.date(2024, 5, 1))
    assert found == {"unanswered": [FIRST], "pending": [("it", "memo@2024-04-05", "likely")]}


def test_a_horizon_moved_there_and_back_is_the_same_question() -> None:
    after = stood("2024-03-08", it=said())
    assert counted(stood("2024-01-05", it=said()), stood("2024-03-01", it=MOVED), after)["unanswered"] == [FIRST]


# --- scores ----------------------------------------------------------------------------------------------------------


def forecast(row: Row, occurred: bool, scale: LikelihoodScale = ICD) -> Forecast:
    outcome = said(outcome=known("occurred" if occurred else "did-not-occur")).outcome
    day = datetime.date(2024, 1, 5)
    return Forecast("memo", "it", "It is.", row.words[0], scale, row, None, "memo@1", day, None, outcome)


rows = st.sampled_from([(scale, row) for scale in (ICD, PHIA) for row in scale.rows])
scored = st.lists(st.builds(lambda pair, did: forecast(pair[1], did, pair[0]), rows, st.booleans()), min_size=1)


def test_a_word_is_worth_the_middle_of_its_band() -> None:
    middles = {row.words[0]: calibration.midpoint(row) for scale in (PHIA, ICD) for row in scale.rows}
    assert (middles["likely"], middles["almost no chance"]) == (0.675, 0.03)
    assert (middles["remote chance"], middles["realistic possibility"]) == (0.025, 0.45)


def test_the_brier_score_and_its_reference() -> None:
    likely, unlikely = ICD.row("likely"), ICD.row("unlikely")
    assert likely is not None
    assert unlikely is not None
    found = [forecast(likely, True), forecast(likely, False), forecast(unlikely, False), forecast(unlikely, False)]
    assert calibration.brier(found) == pytest.approx((0.325**2 + 0.675**2 + 2 * 0.325**2) / 4)
    assert calibration.reference(found) == pytest.approx(0.25 * 0.75)
    assert (calibration.brier([]), calibration.base_rate([]), calibration.reference([])) == (None, None, None)


@given(scored.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_scores_lie_between_0_and_1_and_the_order_does_not_matter(both: tuple[list[Forecast], list[Forecast]]) -> None:
    found, turned = both
    score = calibration.brier(found)
    assert score is not None
    assert 0 <= score <= 1
    assert calibration.brier(turned) == score
    assert calibration.words(turned) == calibration.words(found)
    assert sum(word.forecasts for word in calibration.words(found)) == len(found)


@given(st.lists(st.booleans(), min_size=1))
def test_a_perfect_forecaster_is_as_good_as_the_words_allow(happened: list[bool]) -> None:
    sure = [forecast(ICD.rows[-1] if did else ICD.rows[0], did) for did in happened]
    score = calibration.brier(sure)
    assert score == pytest.approx(0.03**2)
    wrong = calibration.brier([forecast(ICD.rows[0] if did else ICD.rows[-1], did) for did in happened])
    assert wrong == pytest.approx(0.97**2)


@given(st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_narrows(counts: tuple[int, int]) -> None:
    occurred, of = counts
    low, high = calibration.wilson(occurred, of)
    assert 0 <= low <= occurred / of + 1e-9
    assert occurred / of - 1e-9 <= high <= 1
    wider = calibration.wilson(occurred, of)
    narrower = calibration.wilson(4 * occurred, 4 * of)
    assert narrower[1] - narrower[0] < wider[1] - wider[0]
    assert math.isclose(1 - calibration.wilson(of - occurred, of)[1], low, abs_tol=1e-9)


def test_wilsons_interval_is_the_published_one() -> None:
    assert calibration.wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=5e-5)
    assert calibration.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(
    ("word", "occurred", "of", "verdict"),
    [
        ("likely", 6, 9, "too-few"),
        ("very unlikely", 9, 9, "too-few"),
        ("likely", 8, 12, "too-few"),
        ("likely", 100, 150, "within"),
        ("very unlikely", 8, 10, "above"),
        ("almost certain", 5, 10, "below"),
    ],
)
def test_a_verdict_waits_until_there_are_enough(word: str, occurred: int, of: int, verdict: str) -> None:
    row = ICD.row(word)
    assert row is not None
    (told,) = calibration.words([forecast(row, number < occurred) for number in range(of)])
    assert (told.forecasts, told.occurred, told.verdict) == (of, occurred, verdict)


def test_words_of_one_row_count_together_and_scales_apart() -> None:
    likely, other = ICD.row("likely"), PHIA.row("likely")
    assert likely is not None
    assert other is not None
    both = [forecast(likely, True), forecast(likely, True)._replace(likelihood="Probable"), forecast(other, True, PHIA)]
    told = [(word.scale.id, word.used, word.forecasts) for word in calibration.words(both)]
    assert told == [("icd203", ("likely", "probable"), 2), ("phia", ("likely",), 1)]
