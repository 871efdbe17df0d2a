"""Dates, moments, quantities, numbers and flags: how they are written, and what is said of what is none."""

import datetime

import pytest

from briefgen import typed
from briefgen.model.brief import Brief
from briefgen.model.values import Quantity, When
from briefgen.yaml_source import parse

HEAD = "title: T\ndate: 2024-01-19\n"
CLAIM = "claims: {one: {text: It is said., status: reported, "
DEAL = "arms_deals: {one: {text: It is said., status: reported, supplier: A, recipient: B, stage: unknown, "


def tree(text):
    root, findings = parse("b.yaml", text.encode())
    assert findings == []
    return root


def value(text, model=Brief):
    made, findings = typed.read(tree(text), model)
    assert findings == []
    return made


def wrong(text, model=Brief):
    """Code, message and hint of each fault."""
    made, findings = typed.read(tree(text), model)
    assert made is None
    return [(finding.code, finding.message, finding.hint) for finding in findings]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-10-23", When("exact", 2024, 10, 23)),
        ("2024-10", When("exact", 2024, 10)),
        ("2024", When("exact", 2024)),
        ("about 2022", When("about", 2022)),
        ("before 2024-10", When("before", 2024, 10)),
        ("after  1979", When("after", 1979)),
        ("expected 2024-07-19", When("expected", 2024, 7, 19)),
        ("expected", When("expected")),
        ("unknown", When("unknown")),
        ("2024-02-29", When("exact", 2024, 2, 29)),
        ("1000", When("exact", 1000)),
        ("9999-12-31", When("exact", 9999, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(written, meant):
    found = value(HEAD + f"timeline: {{a: {{text: t, date: {written}}}}}").timeline["a"].date
    assert found == meant
    assert str(found) == " ".join(written.split())
    if found.year is not None:
        assert found.first_day <= found.last_day


DATES = "write 2024-10-23, 2024-10, 2024, `about …`, `before …`, `after …`, `expected …`, or unknown"
A_DAY = "write one that there is, such as 2024-10-23"


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("last week", "is no date", DATES),
        ("19.01.2024", "is no date", DATES),
        ("2024-1-9", "is no date", DATES),
        ("around 2024", "is no date", DATES),
        ("about", "is no date", DATES),
        ("۲۰۲۴", "is no date", DATES),
        ("2023-02-29", "is no day of the calendar", A_DAY),
        ("2024-13", "is no day of the calendar", A_DAY),
        ("2024-00", "is no day of the calendar", A_DAY),
        ("2024-01-00", "is no day of the calendar", A_DAY),
        ("0000", "is no day of the calendar", A_DAY),
        ("0999-12-31", "is no day of the calendar", A_DAY),
    ],
)
def test_what_is_no_date_is_told(written, message, hint):
    text = HEAD + f"timeline: {{a: {{text: t, date: {written}}}}}"
    assert wrong(text) == [("F05", f"“{written}” {message}", hint)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2024", "is no day"),
        ("about 2024-01-19", "is no day"),
        ("unknown", "is no day"),
        ("2024-02-30", "is no day of the calendar"),
        ("2024-13-01", "is no day of the calendar"),
        ("0001-01-01", "is no day of the calendar"),
    ],
)
def test_what_is_no_day_is_told(written, message):
    ((code, told, _),) = wrong(f"title: T\ndate: {written}\n")
    assert (code, told) == ("F05", f"“{written}” {message}")


@pytest.mark.parametrize("written", ["2024-01-19T06:00+00:00", "2024-01-19T06:00Z", "2024-01-19 09:30:00+03:30"])
def test_a_moment_has_its_zone(written):
    found = value(HEAD + f"embargo: {written}").embargo
    assert found.astimezone(datetime.UTC).isoformat() == "2024-01-19T06:00:00+00:00"


@pytest.mark.parametrize(
    "written", ["2024-01-19", "2024-01-19T06:00", "20240119T0600Z", "06:00Z", "2024-02-30T06:00Z", "2024-01-19T25:00Z"]
)
def test_what_is_no_moment_is_told(written):
    hint = "write day, time and zone, such as 2024-01-19T06:00+00:00"
    assert wrong(HEAD + f"embargo: {written}") == [("F05", f"“{written}” is no moment", hint)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24", Quantity("exact", 24)),
        ("1,200", Quantity("exact", 1200)),
        ("about 24", Quantity("about", 24)),
        ("at least 2", Quantity("at-least", 2)),
        ("(24)", Quantity("uncertain", 24)),
        ("( 24 )", Quantity("uncertain", 24)),
        ("unknown", Quantity("unknown")),
    ],
)
def test_a_quantity_is_as_firm_as_it_is_known(written, meant):
    brief = value(HEAD + DEAL + f'items: {{a: {{quantity: "{written}"}}}}}}}}')
    assert brief.arms_deals["one"].items["a"].quantity == meant


@pytest.mark.parametrize("written", ["some", "24.5", "-3", "12,00", "(24", "24)", "about (24)", "1e3", "9" * 5000])
def test_what_is_no_quantity_is_told(written):
    ((code, message, hint),) = wrong(HEAD + DEAL + f'items: {{a: {{quantity: "{written}"}}}}}}}}')
    assert (code, message[-15:]) == ("F07", " is no quantity")
    assert len(message) < 100
    assert hint == "write 24, about 24, at least 2, (24) for an uncertain figure, or unknown"


@pytest.mark.parametrize("written", ["0", "about 0", "(0)", "000"])
def test_unknown_is_never_0(written):
    ((code, message, hint),) = wrong(HEAD + DEAL + f"items: {{a: {{quantity: {written}}}}}}}}}")
    assert (code, message) == ("F07", f"“{written}” is no quantity")
    assert hint == "write unknown where the source gives no figure; unknown is never 0"


@pytest.mark.parametrize("written", ["high", "3.0", "true", "1_000", "3 of 6", "9" * 5000])
def test_what_is_no_number_is_told(written):
    ((code, message, hint),) = wrong(HEAD + CLAIM + f"credibility: {written}}}}}")
    assert (code, message[-13:], hint) == ("F14", " is no number", "write a whole number in digits")


@pytest.mark.parametrize(
    ("written", "hint"), [("0", "write 1 or more"), ("7", "write 6 or less"), ("-1", "write 1 or more")]
)
def test_a_number_out_of_its_range_is_told(written, hint):
    told = wrong(HEAD + CLAIM + f"credibility: {written}}}}}")
    assert told == [("F14", f"“{written}” is out of range for “credibility”", hint)]


@pytest.mark.parametrize("written", ["yes", "no", "on", "1", "'true'", "y"])
def test_a_flag_is_true_or_false_and_no_word_for_it(written):
    told = wrong(HEAD + CLAIM + f"desk: {written}}}}}")
    message = f"“{written.strip(chr(39))}” stands where true or false is wanted for “desk”"
    assert told == [("F03", message, "write true or false, without quotes")]


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("False", False)])
def test_a_flag(written, meant):
    assert value(HEAD + CLAIM + f"desk: {written}}}}}").claims["one"].desk is meant
