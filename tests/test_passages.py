"""Finding again what somebody remembers of a text, as a quote that stands there verbatim."""

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given, settings

from briefgen.check.passages import Scope, Search
from briefgen.check.quotes import is_verbatim

NEWS = """\
Talks on aircraft
The ministry's spokesman said on Friday that talks
had begun. “No price,” he added, “has been agreed
upon.” A second round – in the capital – is expected.

Mr. Smith denied it. The Su-35 was not
named. The talks, he said, are over.
"""


def quotes(words, text=NEWS, **scope):
    return [passage.quote for passage in Search(text, Scope(**scope)).find(words)]


def test_words_are_found_however_a_letter_or_a_figure_is_typed():
    russian = "Договор ещё не подписан. Поставки всё же обсуждаются."
    assert quotes("еще не подписан", russian) == ["Договор ещё не подписан."]
    persian = "تاریخ ۱۹ ژانویه ۲۰۲۴ قطعی نیست. می‌توان آن را تغییر داد."
    assert quotes("19 ژانویه 2024", persian) == ["تاریخ ۱۹ ژانویه ۲۰۲۴ قطعی نیست."]
    assert quotes("ميتوان", persian) == ["می‌توان آن را تغییر داد."]


def near(words, text=NEWS):
    return Search(text, Scope()).near(words)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("talks had begun", "The ministry's spokesman said on Friday that talks had begun."),
        ("TALKS\nHAD", "The ministry's spokesman said on Friday that talks had begun."),
        ("ministry’s spokesman", "The ministry's spokesman said on Friday that talks had begun."),
        ('"no price"', "“No price,” he added, “has been agreed upon.”"),
        ("round - in the capital - is", "A second round – in the capital – is expected."),
        ("su 35", "The Su-35 was not named."),
        ("Smith denied", "Mr. Smith denied it."),
        (
            "agreed upon a second",
            "“No price,” he added, “has been agreed upon.” A second round – in the capital – is expected.",
        ),
    ],
)
def test_words_in_a_row_give_their_sentences(words, quote):
    assert quotes(words) == [quote]


def test_words_in_any_order_give_the_sentence_that_has_them_all():
    assert quotes("agreed price") == ["“No price,” he added, “has been agreed upon.”"]
    assert quotes("Smith talks") == []  # they stand in two sentences


def test_words_in_a_row_win_over_the_same_words_apart():
    assert quotes("b c", "A c is b. A b c is d.") == ["A b c is d."]


def test_only_whole_words_are_found():
    assert quotes("alks had") == []
    assert quotes("talk") == []
    assert quotes("…") == []


def test_a_heading_is_no_part_of_the_first_sentence():
    assert quotes("talks on aircraft") == ["Talks on aircraft"]


def test_several_passages_come_in_the_order_of_the_text_each_once():
    assert quotes("talks") == [
        "Talks on aircraft",
        "The ministry's spokesman said on Friday that talks had begun.",
        "The talks, he said, are over.",
    ]
    assert quotes("one", "One and one and one.") == ["One and one and one."]


def test_more_sentences_stay_within_the_paragraph():
    assert quotes("not named", around=1) == [
        "Mr. Smith denied it. The Su-35 was not named. The talks, he said, are over."
    ]
    assert quotes("Smith denied", around=5) == quotes("not named", around=1)


def test_the_words_alone():
    assert quotes("no price", words_only=True) == ["“No price,”"]
    assert quotes("FRIDAY that talks had", words_only=True) == ["Friday that talks had"]


def test_nothing_runs_over_the_end_of_an_excerpt():
    text = "the first excerpt\n\n[…]\n\nends here and goes on"
    assert quotes("excerpt ends", text, in_excerpts=True) == []
    assert quotes("ends here", text, in_excerpts=True) == ["ends here and goes on"]
    over = "one two\n\nthree four"
    assert quotes("two three", over) == ["one two three four"]
    assert quotes("two three", over, in_excerpts=True) == []


def test_where_a_passage_stands():
    (found,) = Search("One.\n\fTwo three\nfour five.\n\fSix.", Scope()).find("four")
    assert (found.line, found.pages, found.before, found.after) == (2, (2, 2), "One.", "Six.")
    (found,) = Search("One begins\n\fand ends here.", Scope()).find("begins and")
    assert (found.quote, found.pages) == ("One begins and ends here.", (1, 2))
    (found,) = Search("no pages", Scope()).find("pages")
    assert found.pages is None


# --- hyphens at line ends --------------------------------------------------------------------------------------------


def told(words, text):
    (found,) = Search(text, Scope()).find(words)
    return found.quote, found.doubtful


def test_a_word_broken_at_a_line_end_is_written_as_elsewhere_in_the_text():
    assert told("for air", "For air-\ncraft they pay. No aircraft came.") == ("For aircraft they pay.", ())
    assert told("a military", "A military-\ntechnical deal. Military-technical!") == ("A military-technical deal.", ())


def test_where_it_stands_nowhere_else_it_keeps_its_hyphen_and_is_told():
    text = "A military-\ntechnical deal."
    assert told("deal", text) == ("A military-technical deal.", ("military-technical",))


def test_where_the_layout_breaks_words_it_is_joined_and_told():
    text = "It was estab-\nlished that minis-\nters met for air-\ncraft."
    assert told("met for", text) == (
        "It was established that ministers met for aircraft.",
        ("established", "ministers", "aircraft."),
    )


def test_soft_hyphens_and_words_broken_by_them_are_whole():
    assert told("strategic", "A stra\u00ad\ntegic part\u00adner.") == ("A strategic partner.", ())


# --- what is near ----------------------------------------------------------------------------------------------------


def test_what_a_near_passage_lacks_and_has_instead():
    (first, *_) = near("spokesmann said on Saturday")
    assert first.passage.quote == "The ministry's spokesman said on Friday that talks had begun."
    assert first.instead == (("spokesmann", "spokesman"),)
    assert first.missing == ("Saturday",)


def test_words_that_stand_nowhere_are_near_nothing():
    assert near("zebra quagga okapi") == []
    assert near("…") == []


def test_the_best_of_the_near_come_first():
    text = "Alpha bravo.\n\nAlpha charlie delta.\n\nAlpha bravo charlie."
    assert near("alpha bravo charlie zulu", text)[0].passage.quote == "Alpha bravo charlie."


# --- whatever the text -----------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"abé.,;:!?'\"“”„«»’—–-…()[]*_`#>|&<@~\\/0",
        *[
            "Ab",
            "the",
            "Mr",
            "U.S.",
            "e.g.",
            "air-\ncraft",
            "stra\u00ad\ntegic",
            "a\u2010\nb",
            "[@id]",
            "[a](b)",
            "**",
            "no:",
        ],
        *[
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n\f",
            "\t",
            "\u00a0",
            "\u200b",
            "\u00ad",
            "e\u0301",
            "\u0301",
            "ﬁ",
            "ß",
            "İ",
            "договор",
        ],
        *["می‌شود", "条约", "\x85", "\u2028", "\x1c", "\ufeff", "1,000", "# ", "- ", "''", "\\n"],
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data(), st.booleans(), st.integers(0, 2))
def test_what_is_found_stands_there_verbatim(text, data, words_only, around):
    words = text.split()
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 4, len(words) - 1)))
    wanted = " ".join(words[first : last + 1])
    for passage in Search(text, Scope(around, words_only)).find(wanted):
        assert is_verbatim(passage.quote, text), (passage, wanted)
    for one in Search(text, Scope()).near(f"{wanted} zzz"):
        assert is_verbatim(one.passage.quote, text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["alpha", "Bravo", "charlie's", "délta", "“echo”", "Foxtrot-golf", "35"]),
        min_size=1,
        max_size=30,
    ),
    st.data(),
)
def test_words_that_stand_in_a_row_are_found(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wanted = " ".join(words[first : last + 1])
    found = quotes(wanted.upper(), "\n".join(words), words_only=True)
    assert wanted in found
