"""What a page budget has room for, tried on layouts that are made up: a page holds so many millimetres, an item takes some."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import a_brief, an_audience, claim, judgement, tailored

from briefgen import fitting
from briefgen.model.results import Laid, PageFacts

PAGE = 100.0


def gaps(*heights, **fields):
    """A brief with a gap of each height, such as “g0”, and the heights by id."""
    names = [f"g{number}" for number in range(len(heights))]
    brief = a_brief(gaps=dict.fromkeys(names, "Not known."), **fields)
    return brief, dict(zip(names, heights, strict=True))


def sources(count):
    """So many sources: items that cannot be left out, and give the fitting more layouts."""
    return {f"s{number}": "A report" for number in range(count)}


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
    brief, heights = gaps(*map(float, heights), sources=sources(len(heights)))
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


@given(
    heights=st.lists(st.integers(1, 60), min_size=1, max_size=14), fixed=st.integers(0, 120), around=st.integers(0, 30)
)
def test_there_are_never_more_layouts_than_items(heights, fixed, around):
    brief, heights = gaps(*map(float, heights))
    printer = Printer(heights, float(fixed), float(around))
    gone = frozenset(in_excess(brief, printer))
    assert len(printer.trials) <= len(heights)
    assert len(set(printer.trials)) == len(printer.trials)
    assert fixed > PAGE or len(printer(gone).pages) == 1


def test_where_layouts_run_out_more_than_must_may_go():
    one_item_more = {"s": "A report"}
    for fields, gone in (({}, ("g0", "g1")), ({"sources": one_item_more}, ("g0",))):
        brief, heights = gaps(60.0, 8.0, **fields)
        assert in_excess(brief, Printer(heights, fixed=90.0)) == gone


# --- the line that says so -------------------------------------------------------------------------------------------


class Telling(Printer):
    """As a memo that says how many are left out: where any are, this line takes room too."""

    LINE = 4.0

    def __call__(self, without=frozenset()):
        self.fixed += self.LINE if without else 0.0
        laid = super().__call__(without)
        self.fixed -= self.LINE if without else 0.0
        return laid


def test_the_line_that_says_how_many_are_gone_takes_room_too():
    brief, heights = gaps(30.0, 30.0, 30.0, 5.0)
    assert in_excess(brief, Printer(heights, fixed=8.0)) == ("g3",)
    assert in_excess(brief, Telling(heights, fixed=8.0)) == ("g2",)
    assert in_excess(brief, Telling(heights, fixed=5.0)) == ()


# --- what others need ------------------------------------------------------------------------------------------------


def test_what_would_have_room_stays_gone_without_what_it_needs():
    brief = a_brief(
        judgements={"j": judgement(based_on=["c"])},
        claims={"c": claim()},
        sources=sources(2),
    )
    heights = {"j": 10.0, "c": 60.0}
    assert in_excess(brief, Printer(heights, fixed=80.0)) == ("c", "j")
    assert in_excess(brief, Printer({"j": 60.0, "c": 10.0}, fixed=80.0)) == ("j",)
