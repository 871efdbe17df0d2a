"""What the figures draw: the life of a treaty, transfers, statuses, events; on a page from right to left too."""

import pytest
from tailoring import a_brief, an_audience, claim, deal, tailored

from briefgen.i18n import Language
from briefgen.render.figures import Figures, Line
from briefgen.render.standing import Standings
from briefgen.render.words import Words

ACTORS = {"one": {"body": "Tarvia"}, "two": {"body": "Ellmark"}, "three": {"body": "Dorsa"}}


def figures(direction="ltr", language="en", **fields):
    memo = tailored(a_brief(actors=ACTORS, **fields), an_audience())
    words = Words(Language.load(language), direction)
    return Figures(memo.brief, Standings(memo, words), words), memo.brief


def strip(direction="ltr", parties=("one", "two", "three"), **treaty):
    drawn, brief = figures(
        direction,
        treaty={"name": "Accord", "status": "reported", "claimant": "one", "parties": list(parties), **treaty},
    )
    return drawn.strip(brief.all_treaties["treaty"])


# --- the life of a treaty --------------------------------------------------------------------------------------------


def test_the_strip_has_the_usual_stations_and_those_passed():
    drawn = strip(state="signed", history={"initialled": {"date": "2024-03"}, "signed": {"date": "2024-05-02"}})
    assert [(stop.state, stop.reached, stop.date) for stop in drawn.stops] == [
        ("negotiation", True, ""),
        ("initialled", True, "March 2024"),
        ("signed", True, "2 May 2024"),
        ("ratified", False, ""),
        ("in-force", False, ""),
    ]
    assert [(node.x, node.y, node.reached) for node in drawn.nodes] == [
        (10, 0, True), (30, 0, True), (50, 0, True), (70, 0, False), (90, 0, False),
    ]  # fmt: skip
    assert drawn.lines[0] == Line(0, 0, 10, 0, reached=True)
    assert drawn.lines[-1] == Line(70, 0, 90, 0, reached=False)
    assert not drawn.forked


def test_two_parties_that_ratify_for_themselves_run_on_two_rails():
    drawn = strip(parties=["one", "two"], state="signed", history={"ratified": {"two": "2025-05-21"}})
    ratified = drawn.stops[2]
    assert [(step.name, step.reached, step.date) for step in ratified.parties] == [
        ("Tarvia", False, ""),
        ("Ellmark", True, "21 May 2025"),
    ]
    rails = {node.name: (node.x, node.y, node.reached) for node in drawn.nodes if node.name}
    assert rails == {"Tarvia": (62.5, -1, False), "Ellmark": (62.5, 1, True)}
    assert Line(37.5, 0, 50, -1, reached=False) in drawn.lines
    assert Line(37.5, 0, 50, 1, reached=True) in drawn.lines
    assert Line(75, 1, 87.5, 0, reached=False) in drawn.lines
    assert not [line for line in drawn.lines if (line.x1, line.x2, line.y1, line.y2) == (62.5, 87.5, 0, 0)]


def test_a_step_of_which_the_parties_give_different_dates_has_both():
    history = {"in-force": {"one": "2025-10-02", "two": "before 2025-08"}}
    force = strip(parties=["one", "two"], state="in-force", history=history).stops[-1]
    assert (force.reached, force.date) == (True, "")
    assert [(step.name, step.date) for step in force.disputed] == [
        ("Tarvia", "2 October 2025"),
        ("Ellmark", "before August 2025"),
    ]


def test_a_step_of_which_the_parties_give_one_date_has_that():
    both = {"in-force": {"one": "2025-10-02", "two": "2025-10-02"}}
    force = strip(parties=["one", "two"], state="in-force", history=both).stops[-1]
    assert (force.date, force.disputed) == ("2 October 2025", ())
    alone = {"in-force": {"one": "2025-10-02"}}
    assert strip(parties=["one", "two"], state="in-force", history=alone).stops[-1].date == ""


def test_the_strip_is_mirrored_on_a_page_from_right_to_left():
    usual, mirrored = strip(state="negotiation"), strip("rtl", state="negotiation")
    assert [node.x for node in mirrored.nodes] == [100 - node.x for node in usual.nodes]


@pytest.mark.parametrize("state", ["unknown", "abandoned"])
def test_no_strip_where_there_is_nothing_to_draw(state):
    assert strip(state=state) is None


def test_a_side_state_ends_the_strip():
    drawn = strip(state="suspended", history={"signed": {"date": "2020"}})
    assert [(stop.state, stop.reached) for stop in drawn.stops] == [("signed", True), ("suspended", True)]


# --- deals -----------------------------------------------------------------------------------------------------------


def plans(**deals):
    drawn, brief = figures(arms_deals=deals)
    return drawn.plans(list(brief.arms_deals.values()))


def test_deals_stand_between_their_parties_by_direction_and_status():
    found = plans(
        a=deal(status="unconfirmed"),
        b=deal(supplier="two", recipient="one", status="confirmed"),
        c=deal(status="unconfirmed"),
        d=deal(supplier="three", recipient="one", status="disputed"),
    )
    assert [plan.parties for plan in found] == [("Tarvia", "Ellmark"), ("Dorsa", "Tarvia")]
    lanes = [(lane.forward, lane.supplier, lane.line, [deal.id for deal in lane.deals]) for lane in found[0].lanes]
    assert lanes == [(True, "Tarvia", "dashed", ["a", "c"]), (False, "Ellmark", "heavy", ["b"])]
    assert found[1].lanes[0].line == "dotted"


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "T-1 boats"),
        (6, "T-1 boats, T-2 boats, T-3 boats, T-4 boats, T-5 boats and T-6 boats"),
        (7, "T-1 boats, T-2 boats, T-3 boats, T-4 boats, T-5 boats and 2 more"),
    ],
)
def test_goods_are_listed_up_to_a_point(count, told):
    drawn, brief = figures(arms_deals={"a": deal(items={f"T-{number}": "boats" for number in range(1, count + 1)})})
    assert drawn.goods(brief.arms_deals.values()) == told


# --- statuses --------------------------------------------------------------------------------------------------------


def test_the_overview_counts_every_statement_and_names_it():
    claims = {f"c{number}": claim(status="reported" if number != 4 else "refuted") for number in range(1, 8)}
    drawn, _ = figures(
        claims=claims,
        arms_deals={"a": deal(status="withdrawn"), "b": deal(status="confirmed")},
        treaty={"name": "Accord", "status": "reported", "claimant": "one", "state": "signed"},
    )
    counts = {count.statuses[0].value: (count.number, count.names) for count in drawn.overview()}
    assert counts == {
        "confirmed": (1, ("Arms deal 2",)),
        "officially-stated": (0, ()),
        "corroborated": (0, ()),
        "reported": (7, ("Claims 1–3, 5–7", "Treaty")),
        "unconfirmed": (0, ()),
        "disputed": (0, ()),
        "refuted": (2, ("Claim 4", "Arms deal 1")),
    }


def test_two_neighbours_are_no_range():
    drawn, _ = figures(claims={"a": claim(), "b": claim(), "c": claim(status="confirmed"), "d": claim()})
    assert [count.names for count in drawn.overview() if count.number == 3] == [("Claims 1, 2, 4",)]


# --- events ----------------------------------------------------------------------------------------------------------


def marks(*dates):
    events = {f"e{number}": {"date": date, "text": "So.", "desk": True} for number, date in enumerate(dates)}
    drawn, brief = figures(cutoff="2024-01-10", timeline=events)
    return [mark.kind for mark in drawn.marks_of(list(brief.timeline.values()))]


@pytest.mark.parametrize(
    ("dates", "kinds"),
    [
        (["2024-01-09", "2024-01-11"], ["exact", "cutoff", "exact"]),
        (["about 2020", "2023", "2023-12", "before 2024-01-01"], ["about", "about", "about", "about", "cutoff"]),
        (["unknown", "expected", "expected 2024-03"], ["unknown", "cutoff", "expected", "expected"]),
        (["expected", "2024-01-09"], ["expected", "exact", "cutoff"]),
        (["2024-01-11"], ["cutoff", "exact"]),
    ],
)
def test_each_event_has_its_mark_and_the_cut_off_stands_before_what_lies_ahead(dates, kinds):
    assert marks(*dates) == kinds
