"""What the charts of a brief's own numbers draw and say; on a page from right to left too."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.i18n import Language
from briefgen.model.figures import Figure, Level
from briefgen.render.bars import Bar, Stroke, bars
from briefgen.render.charts import chart_of
from briefgen.render.lines import HEIGHT, Lines, lines
from briefgen.render.numbers import Numbers
from briefgen.render.scales import scale
from briefgen.render.words import Words


def numbers(language: str = "en", **fields: object) -> Numbers:
    figure = Figure.model_validate({"text": "A chart", "status": "reported", **fields})
    known = Language.load(language)
    return Numbers(figure, Words(known, known.direction))


def row(value: object, chart: str = "bar", language: str = "en", **others: object) -> Bar:
    """The row of the first of some numbers; the highest is 10, so that the scale ends there."""
    drawn = bars(numbers(language, chart=chart, points={"a": value, "b": 10, **others}))
    return drawn.cases[0].bars[0]


def line(language: str = "en", **fields: object) -> Lines:
    return lines(numbers(language, chart="line", **fields))


# --- scales ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "ticks"),
    [
        (["4", "24", "30"], "0 10 20 30"),
        (["7"], "0 2 4 6 8"),
        (["1"], "0 1"),
        (["0"], "0 1"),
        ([], "0 1"),
        (["0.4"], "0.0 0.1 0.2 0.3 0.4"),
        (["1912", "2110"], "0 1000 2000 3000"),
        (["12500000"], "0 5000000 10000000 15000000"),
    ],
)
def test_a_scale_from_zero_has_round_numbers(given: list[str], ticks: str):
    assert [Decimal(tick) for tick in ticks.split()] == list(scale(map(Decimal, given), from_zero=True).ticks)


def test_a_scale_begins_higher_only_where_it_may_and_the_numbers_are_near_to_each_other():
    near, far = [Decimal(1840), Decimal(2110)], [Decimal(100), Decimal(2110)]
    assert scale(near, from_zero=False).ticks[0] == 1800
    assert scale(near, from_zero=True).ticks[0] == scale(far, from_zero=False).ticks[0] == 0


@given(st.lists(st.decimals(0, 10**12, places=3), max_size=12), st.booleans())
def test_every_number_stands_on_its_scale_and_the_ticks_are_few(given, from_zero):
    found = scale(given, from_zero=from_zero)
    assert all(0 <= found.part(number) <= 1 for number in given)
    assert 2 <= len(found.ticks) <= 7
    assert not from_zero or found.begin == 0


# --- bars and ranges -------------------------------------------------------------------------------------------------


def test_a_bar_runs_from_zero_as_far_as_its_number_and_has_it_at_its_end():
    bar, whole = row(5), row(10)
    assert (bar.box[0], bar.text, bar.hollow, bar.stroke) == (0, "5", False, None)
    assert bar.box[1] == bar.at == pytest.approx(whole.box[1] / 2, abs=0.01)


@pytest.mark.parametrize(
    ("value", "text", "hollow", "beyond"),
    [
        ("about 5", "about 5", True, False),
        ("(5)", "(5)", True, False),
        ("at most 5", "at most 5", True, False),
        ("at least 5", "at least 5", False, True),
    ],
)
def test_a_number_that_is_not_exact_looks_so(value: str, text: str, hollow: bool, beyond: bool):
    bar = row(value)
    assert (bar.text, bar.hollow) == (text, hollow)
    assert (bar.stroke is not None and bar.stroke.x1 == bar.box[1] < bar.stroke.x2 <= bar.at) == beyond


def test_what_is_unknown_is_no_bar_and_never_zero():
    unknown, zero = row("unknown"), row(0)
    assert (unknown.text, unknown.box, unknown.unknown) == ("unknown", None, True)
    assert unknown.stroke == Stroke(0, unknown.stroke.x2, dotted=True)
    assert (zero.text, zero.box, zero.unknown) == ("0", (0, 0), False)
    drawn = bars(numbers(series={"One": {"a": 1}, "Two": {"b": 2}}))
    assert [[bar.text for bar in case.bars] for case in drawn.cases] == [["1", "unknown"], ["unknown", "2"]]


def test_a_range_runs_between_its_ends_and_is_dotted_towards_one_that_nobody_knows():
    both, open_, none = (
        row(value, "range") for value in ({"low": 2, "high": 6}, {"low": "unknown", "high": 6}, "unknown")
    )
    assert (both.text, both.slim, both.hollow, len(both.ends)) == ("2 – 6", True, False, 2)
    assert both.box == (both.ends[0], pytest.approx(both.ends[1] - both.ends[0], abs=0.02))
    assert (open_.text, open_.box, open_.stroke) == ("unknown – 6", None, Stroke(0, open_.ends[0], dotted=True))
    assert (none.text, none.unknown) == ("unknown", True)
    assert row({"low": "about 2", "high": 6}, "range").hollow
    assert (row(5, "range").box, row(5, "range").dot) == (None, row(5, "range").at)


def test_the_longest_number_has_room_beside_the_longest_bar():
    long = row("about 10", chart="range")
    assert long.at < row(10, chart="range").at <= 96
    assert row({"low": "unknown", "high": "at most 10"}, "range").at >= 50


def test_on_a_page_from_right_to_left_what_is_drawn_is_mirrored_and_words_are_not():
    ours, theirs = row("at least 5"), row("at least 5", language="fa")
    assert theirs.text == "دست‌کم ۵"
    assert theirs.box[0] + theirs.box[1] == 100
    assert theirs.stroke.x2 == pytest.approx(100 - theirs.box[1], abs=0.01)
    assert theirs.at > 0
    drawn = bars(numbers("fa", points={"2021": 5, "2022": 10}))
    assert [(tick.at + tick.x, tick.text) for tick in drawn.ticks] == [(100, "۰"), (100, "۵"), (100, "۱۰")]
    assert [case.name for case in drawn.cases] == ["۲۰۲۱", "۲۰۲۲"]
    assert ours.box[0] == 0


# --- lines -----------------------------------------------------------------------------------------------------------


def test_dates_stand_as_far_apart_as_they_are_whatever_their_order():
    drawn = line(points={"2024": 4, "2020": 1, "2021": 2})
    at = [mark.x for mark in drawn.marks]
    assert at[0] < at[1] < at[2]
    assert (at[2] - at[1]) / (at[1] - at[0]) == pytest.approx(3, rel=0.01)
    assert [word.text for word in drawn.names] == ["2020", "2021", "2024"]
    named = line(points={"spring": 4, "autumn": 1, "2021": 2}).marks
    assert named[1].x - named[0].x == pytest.approx(named[2].x - named[1].x)


def test_a_line_has_a_gap_where_nothing_is_known_and_is_dashed_where_it_is_not_exact():
    drawn = line(points={"2019": 1, "2020": 2, "2021": "unknown", "2022": "about 4", "2023": 5})
    assert [(segment.x1 < segment.x2, segment.dashed) for segment in drawn.segments] == [(True, False), (True, True)]
    assert [mark.hollow for mark in drawn.marks] == [False, False, True, False]
    assert (drawn.hollow, drawn.unknown) == (True, True)
    assert [word.text for word in drawn.values] == ["1", "2", "about 4", "5"]


def test_higher_numbers_stand_higher_and_zero_at_the_bottom():
    drawn = line(points={"a": 0, "b": 8})
    zero, eight = drawn.marks
    assert zero.y == max(tick.x for tick in drawn.ticks) < HEIGHT
    assert eight.y == min(tick.x for tick in drawn.ticks)


def test_several_lines_have_a_form_each_and_their_names_at_their_ends_apart_from_each_other():
    rows = {name: {"2021": 3, "2022": 5} for name in ("Tarvia", "Ellmark", "Dorsa", "Quill")}
    drawn = line(series=rows)
    assert len({mark.form for mark in drawn.marks}) == 4
    assert [end.text for end in drawn.ends] == ["Tarvia: 5", "Ellmark: 5", "Dorsa: 5", "Quill: 5"]
    tops = sorted(end.top for end in drawn.ends)
    assert all(other - one >= 32 for one, other in itertools.pairwise(tops))
    assert 0 <= tops[0] <= tops[-1] <= HEIGHT
    assert drawn.values == ()


def test_names_that_would_stand_too_close_are_passed_over_and_long_ones_shortened():
    drawn = line(points={f"The {number}th place with a name": number for number in range(12)})
    assert len(drawn.names) < 8
    assert all(len(word.text) <= 24 for word in drawn.names)
    begins = [word.begin for word in drawn.names]
    assert all(other - one >= 14.9 for one, other in itertools.pairwise(begins))


def test_one_number_and_none_make_a_chart_too():
    alone, nothing = line(points={"2024": 7}), line(points={"2024": "unknown"})
    assert (len(alone.marks), alone.segments) == (1, ())
    assert (nothing.marks, nothing.segments, nothing.unknown) == ((), (), True)


def test_a_line_from_right_to_left_begins_at_the_right():
    drawn = line("fa", points={"2021": 1, "2022": 2})
    assert drawn.marks[0].x > drawn.marks[1].x
    assert drawn.names[0].begin < drawn.names[1].begin


# --- words -----------------------------------------------------------------------------------------------------------

ROWS = {"Ordered": {"2023": 12, "2024": "about 1200.5"}, "Delivered": {"2023": "unknown", "2024": 0}}


def test_the_table_has_every_number_in_the_language_of_the_page():
    table = numbers(series=ROWS).table()
    assert table.columns == ("Ordered", "Delivered")
    assert table.rows == (("2023", ("12", "unknown")), ("2024", ("about 1,200.5", "0")))
    assert table.dated
    assert numbers("ru", series=ROWS).table().rows[1] == ("2024", ("около 1\u00a0200,5", "0"))
    assert numbers(points={"a": 1}, unit="boats").table().columns == ("Boats",)


def test_the_chart_is_told_in_words():
    drawn = chart_of(numbers(series=ROWS, chart="line", unit="boats").figure, Words(Language.load("en"), "ltr"))
    assert drawn.said == (
        "Line chart (boats): Ordered (2023: 12 and 2024: about 1,200.5) and Delivered (2023: unknown and 2024: 0)."
    )
    assert drawn.bars is None
    said = bars(numbers(series=ROWS, unit="boats")).cases[1].bars[0].said
    assert said == "2024, Ordered: about 1,200.5 (boats)"


@pytest.mark.parametrize("tag", ["en", "fr", "ru", "fa"])
def test_every_language_says_how_firm_a_number_is(tag: str):
    language = Language.load(tag)
    kinds = ("about 3", "at least 3", "at most 3", "(3)", "unknown")
    said = [language.level(Level.parse(value)) for value in kinds]
    assert len({*said, language.level(Level.parse(3))}) == 6
