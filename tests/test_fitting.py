"""What a page budget has room for, tried on layouts that are made up: a page holds so many millimetres, an item takes some."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import a_brief, an_audience, claim, deal, judgement, tailored

from briefgen import fitting
from briefgen.model.results import Laid, PageFacts

PAGE = 100.0


def gaps(*heights):
    """A brief with a gap of each height, such as “g0”, and the heights by id."""
    names = [f"g{number}" for number in range(len(heights))]
    brief = a_brief(gaps=dict.fromkeys(names, "Not known."))
    return brief, dict(zip(names, heights, strict=True))


class Printer:
    """Lays out one item under the other, and keeps what it was asked for; of each item, `around` is no line."""

    def __init__(self, heights, fixed=0.0, around=0.0):
        self.heights, self.fixed, self.around, self.trials = heights, fixed, around, []

    def __call__(self, without=frozenset()):
        self.trials.append(without)
        left = {name: height for name, height in self.heights.items() if name not in without}
        total = self.fixed + sum(left.values())
        pages = max(1, math.ceil(total / PAGE))
        used = [PAGE] * (pages - 1) + [total - PAGE * (pages - 1)]
        facts = [PageFacts(number, (), (), (), PAGE, mm) for number, mm in enumerate(used, 1)]
        return Laid(tuple(facts), {}, (), {name: height - self.around for name, height in left.items()}, 4.0)


def in_excess(brief, printer, **fields):
    """What would have to go for a budget of one page, in the layouts of the printer."""
    result = tailored(brief, an_audience(**{"max_pages": 1, **fields}))
    whole = printer()
    printer.trials.clear()
    return fitting.in_excess(result, whole, printer)


# --- the number ------------------------------------------------------------------------------------------------------


@given(most=st.integers(0, 60), answer=st.integers(1, 70), guess=st.integers(-3, 80))
def test_the_fewest_is_found_from_any_guess(most, answer, guess):
    tried = []
    found = fitting.fewest(most, guess, lambda count: tried.append(count) or count >= answer)
    assert found == (answer if answer <= most else None)
    assert len(set(tried)) == len(tried)
    assert set(tried) <= set(range(1, most + 1))


@given(answer=st.integers(1, 1000), guess=st.integers(1, 1000))
def test_a_near_guess_takes_few_trials(answer, guess):
    tried = []
    fitting.fewest(1000, guess, lambda count: tried.append(count) or count >= answer)
    assert len(tried) <= 3 + 2 * math.log2(abs(answer - guess) + 1)


# --- the order -------------------------------------------------------------------------------------------------------


def test_minor_things_go_first_from_the_ends_of_the_longest_lists_and_judgements_last():
    brief = a_brief(
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
    order = [item.id for item in fitting.expendable(tailored(brief))]
    assert order == ["w3", "g2", "w2", "g1", "w1", "t1", "s1", "c2", "c1", "d1", "treaty", "j2", "j1"]


def test_what_the_audience_does_not_get_cannot_be_left_out():
    brief = a_brief(gaps={"g1": "One.", "g2": {"text": "Two.", "not_for": "press"}}, watch={"w1": "One."})
    assert fitting.expendable(tailored(brief, an_audience("watch"))) == (("gaps", "g1"),)


# --- what goes -------------------------------------------------------------------------------------------------------


def test_a_memo_that_keeps_to_its_budget_is_laid_out_no_more():
    brief, heights = gaps(50.0, 40.0)
    printer = Printer(heights)
    assert in_excess(brief, printer) == ()
    assert in_excess(brief, Printer({**heights, "g1": 500.0}), max_pages=None) == ()
    assert printer.trials == []


def test_the_last_items_go_and_no_more_than_must():
    brief, heights = gaps(30.0, 30.0, 30.0, 30.0, 30.0)
    assert in_excess(brief, Printer(heights)) == ("g3", "g4")


def test_small_items_stay_where_a_large_one_goes():
    brief, heights = gaps(30.0, 60.0, 5.0, 5.0, 5.0)
    printer = Printer(heights)
    assert in_excess(brief, printer) == ("g4",)
    large, heights = gaps(30.0, 5.0, 60.0, 5.0, 5.0)
    assert in_excess(large, Printer(heights, fixed=40.0)) == ("g2",)


def test_what_fills_exactly_what_is_left_stays():
    brief, heights = gaps(40.0, 70.0, 20.0)
    assert in_excess(brief, Printer(heights, fixed=40.0)) == ("g1",)


def test_nothing_is_named_where_leaving_out_would_not_do():
    brief, heights = gaps(10.0, 10.0)
    assert in_excess(brief, Printer(heights, fixed=150.0)) == ()
    assert in_excess(a_brief(), Printer({}, fixed=150.0)) == ()


@given(heights=st.lists(st.integers(1, 60), min_size=1, max_size=14), fixed=st.integers(0, 99))
def test_without_it_the_memo_fits_and_nothing_of_it_could_stay(heights, fixed):
    brief, heights = gaps(*map(float, heights))
    printer = Printer(heights, float(fixed))
    gone = frozenset(in_excess(brief, printer))
    assert len(printer(gone).pages) == 1
    assert [name for name in gone if len(printer(gone - {name}).pages) == 1] == []


@pytest.mark.parametrize("count", [10, 40])
def test_equal_items_take_a_handful_of_layouts(count):
    brief, heights = gaps(*[12.0] * count)
    for around in (0.0, 8.0):  # lines of 4 mm look as if they had room in the 4 mm left
        printer = Printer(heights, around=around)
        assert len(in_excess(brief, printer)) == count - 8
        assert len(printer.trials) <= 4
