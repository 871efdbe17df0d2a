"""The word lists: what an entry finds, what a house adds, and that every language has the lists that checks of it need."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("media\n report ", "a media report", ["media report"]),
        ("point out", "they point  out that a point outlasts", ["point  out"]),
        ("no", "no, know, No.", ["no", "No"]),
        ("0 %", "10 % or 0 %", ["0 %"]),
        ("отказал* от", "отказалась от, отказ от", ["отказалась от"]),
        ("l’an dernier", "L’an dernier, l'an dernier", ["L’an dernier", "l'an dernier"]),
        ("according to * officials", "according to two officials, to officials", ["according to two officials"]),
        ("fifty-fifty", "fifty-fifty, fifty - fifty, fifty fifty", ["fifty-fifty"]),
        ("in force", "in, force; in-force; in\nforce", ["in\nforce"]),
        ("می‌گوید", "او می‌گوید", ["می‌گوید"]),
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
    lists = wordlists.load("en", {"factive": ["trumpets", "-concede*"]})
    assert lists.holds("factive", "he trumpets it")
    assert not lists.holds("factive", "he concedes")
    assert wordlists.load("en").holds("factive", "he concedes")


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


@pytest.mark.parametrize("entry", ["???", "", " ", "-"])
def test_an_entry_without_a_word_is_told(entry):
    with pytest.raises(ProjectError) as told:
        wordlists.load("en", {"factive": [entry]})
    assert told.value.message == f"briefgen.yaml, words: “{entry}” in the word list “factive” has no word"


@pytest.mark.parametrize(
    ("name", "entry", "hint"),
    [("numbers", "fourscore", "0 zero"), ("months", "Brumaire", "1 January"), ("capital_of", "Gotham", "RU Moscow")],
)
def test_an_entry_without_the_value_that_its_list_wants_is_told(name, entry, hint):
    with pytest.raises(ProjectError) as told:
        wordlists.load("en", {name: [entry]})
    assert "has no value before its word" in told.value.message
    assert told.value.hint == f"write it as the others are, such as “{hint}”"


def test_an_entry_that_is_to_go_stands_in_the_list_of_some_language():
    with pytest.raises(ProjectError) as told:
        wordlists.load("en", {"factive": ["-conceed*"]})
    assert "“conceed*” is to go, and stands not in the word list “factive”" in told.value.message
    assert "concede*" in (told.value.hint or "")
    assert wordlists.load("fr", {"factive": ["-concede*"]}).lists() == wordlists.load("fr").lists()


def expression(entry):
    """What an entry means, said another way."""
    return r"\s+".join(r"\w+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in entry.split())


WORDS = ("reveal", "reveals", "no", "not", "of", "fifty-fifty", "l’an", "0 %")


@given(
    entries=st.lists(
        st.lists(st.sampled_from((*WORDS, "reveal*", "n*", "*")), min_size=1, max_size=3).map(" ".join), max_size=5
    ),
    text=st.lists(st.sampled_from((*WORDS, ",", "-", "\n", "Nothing", "%")), max_size=8).map(" ".join),
)
def test_a_list_finds_what_the_expression_of_its_entries_finds(entries, text):
    pattern = "|".join(f"(?:{expression(entry)})" for entry in entries) or "(?!)"
    expected = {
        match.start() for match in re.finditer(rf"(?<!\w)(?={pattern})(?:{pattern})(?!\w)", text, re.IGNORECASE)
    }
    hits = list(WordLists("en", {"list": tuple(entries)}).find("list", text))
    assert {hit.begin for hit in hits} <= {match.start() for match in re.finditer(r"\w+", text)}
    assert all(hit.text == text[hit.begin : hit.stop] for hit in hits)
    assert bool(hits) == bool(expected)
    assert (hits[0].begin if hits else None) == (min(expected) if expected else None)
