"""The word lists: what an entry finds, what a house adds, and that every language has the lists that checks of it need."""

import pytest

from briefgen import wordlists
from briefgen.errors import ProjectError
from briefgen.wordlists import WordLists

NEEDED = {
    "W01": ("attribution", "doubt", "wrong"),
    "W02": ("factive",),
    "W03": ("denial", "confirmation", "declined"),
    "D01": ("treaty_signed", "treaty_ratified", "treaty_in_force", "treaty_ahead"),
    "L01": ("confidence",),
    "T01": ("relative_time",),
}


def found(entry, text):
    return [match[0] for match in WordLists("en", {"list": (entry,)}).find("list", text)]


@pytest.mark.parametrize(
    ("entry", "text", "hits"),
    [
        ("reveal*", "It Revealed what it reveals; unrevealed", ["Revealed", "reveals"]),
        ("point out", "they point  out that a point outlasts", ["point  out"]),
        ("no", "no, know, No.", ["no", "No"]),
        ("0 %", "10 % or 0 %", ["0 %"]),
        ("отказал* от", "отказалась от, отказ от", ["отказалась от"]),
        ("l’an dernier", "L’an dernier", ["L’an dernier"]),
    ],
)
def test_an_entry_is_words_of_their_own(entry, text, hits):
    assert found(entry, text) == hits


def test_the_longest_entry_is_found():
    lists = WordLists("en", {"list": ("not", "not true")})
    assert [match[0] for match in lists.find("list", "It is not true.")] == ["not true"]


def test_a_list_that_is_not_there_finds_nothing():
    lists = WordLists("xx", {})
    assert not lists.has("factive")
    assert list(lists.find("factive", "reveals")) == []
    assert not lists.holds("factive", "reveals")


def test_a_house_adds_and_takes_away():
    lists = wordlists.load("en", {"factive": ["trumpets", "-insist*"]})
    assert lists.holds("factive", "he trumpets it")
    assert not lists.holds("factive", "he insists")
    assert wordlists.load("en").holds("factive", "he insists")


def test_a_list_that_a_house_invents_is_told():
    with pytest.raises(ProjectError) as told:
        wordlists.load("en", {"certainti": ["x"]})
    assert told.value.hint == "did you mean certainty?"


@pytest.mark.parametrize("tag", wordlists.tags())
def test_every_language_has_the_lists_of_these_checks_and_no_other_names(tag):
    lists = wordlists.load(tag).lists()
    assert {name for needed in NEEDED.values() for name in needed} <= set(lists)
    assert set(lists) <= set(wordlists.names())
    assert all(
        isinstance(entry, str) and entry.strip() == entry != "" for entries in lists.values() for entry in entries
    )
    assert all(len(entries) == len(set(entries)) for entries in lists.values())


def test_a_region_has_the_words_of_its_language():
    assert wordlists.load("en-US").lists() == wordlists.load("en").lists()
