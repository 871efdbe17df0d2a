"""Which texts have their wording from one another."""

from __future__ import annotations

import string

import pytest

from briefgen.text import shared

REPORT = (
    "Tarvia loaded two patrol boats for Ellmark onto a barge at Orlet on Saturday, a dock manager said. "
    "The boats are of a type that has been built at Sable since 2019, and each has room for a crew of twelve."
)
OPENING = "Tarvia loaded two patrol boats for Ellmark onto a barge at Orlet on Saturday, a dock manager"
OWN = "The harbour was closed to visitors, and nobody there would say who had paid for the fuel or for the crane."


def pairs(**texts: str) -> list[tuple[str, str]]:
    return [(found.first, found.second) for found in shared(texts)]


def words(count: int, start: int = 0) -> str:
    """So many different words."""
    letters = string.ascii_lowercase
    return " ".join(f"{letters[n // 26 % 26]}{letters[n % 26]}{n // 676}x" for n in range(start, start + count))


@pytest.mark.parametrize(
    "other",
    [
        REPORT,
        f"{OPENING} told our agency. {OWN}",
        OPENING.upper(),
        OPENING.replace(" ", "\n"),
        OPENING.replace(",", " –"),
    ],
    ids=["the same", "its opening", "in capitals", "wrapped", "other marks"],
)
def test_a_text_that_repeats_another_is_found(other: str) -> None:
    assert pairs(wire=REPORT, post=other) == [("wire", "post")]


@pytest.mark.parametrize(
    "other",
    [
        OWN,
        "Two patrol boats for Ellmark stood on a barge at Orlet, our reporter saw on Saturday.",
        f"He said: “{OPENING}”. {OWN}",
        f'"{OPENING}", he said. {OWN}',
        f"«{OPENING}» {OWN}",
        " ".join(reversed(OPENING.split())),
        OPENING.replace(" for Ellmark", " for Ellmark\n\n").replace(" at Orlet", "\n\nat Orlet"),
    ],
    ids=["its own", "the same event", "quoted", "straight marks", "angle marks", "other order", "other paragraphs"],
)
def test_a_text_that_speaks_for_itself_is_not(other: str) -> None:
    assert pairs(wire=REPORT, post=other) == []


def test_the_passage_is_the_longest_that_both_have() -> None:
    (found,) = shared({"wire": REPORT, "post": f"The boats are of a type unknown. {OPENING} told us."})
    assert found.passage == OPENING


def test_thirteen_words_are_a_passage_and_twelve_are_none() -> None:
    assert pairs(a=words(60), b=f"{words(13)} {words(30, 700)}") == [("a", "b")]
    assert pairs(a=words(60), b=f"{words(12)} {words(30, 700)}") == []


def test_an_eighth_of_the_shorter_text_must_be_shared() -> None:
    assert pairs(a=f"{words(14)} {words(70, 700)}", b=f"{words(14)} {words(300, 1400)}") == [("a", "b")]
    assert pairs(a=f"{words(14)} {words(100, 700)}", b=f"{words(14)} {words(300, 1400)}") == []


def test_pairs_come_in_the_order_of_the_texts() -> None:
    assert pairs(c=REPORT, a=REPORT, b=REPORT) == [("c", "a"), ("c", "b"), ("a", "b")]


def test_of_many_repeats_each_is_joined_to_the_first() -> None:
    outlets = {f"outlet-{number}": REPORT for number in range(30)}
    assert pairs(wire=REPORT, **outlets) == [("wire", name) for name in outlets]


def test_nothing_is_shared_by_nothing() -> None:
    assert pairs() == pairs(a="", b="") == pairs(a="one two three", b="one two three") == []
