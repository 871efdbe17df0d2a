import datetime
import re
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import i18n, standards
from briefgen.errors import NotFound
from briefgen.i18n import CATEGORIES, Language
from briefgen.model import patterns, vocabulary
from briefgen.model.values import Quantity, When

EN, FR, RU, FA = map(Language.load, ("en", "fr", "ru", "fa"))
NB = "\u00a0"


def forms(label):
    return [label] if isinstance(label, str) else list(label.values())


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def words(text):
    return "".join(literal for literal, *_ in string.Formatter().parse(text))


def spaced(text):
    """The text with plain spaces: releases of CLDR differ in which of the no-break spaces they use."""
    return text.replace(NB, " ").replace("\u202f", " ")


# --- labels: every language is whole ---------------------------------------------------------------------------------


def test_the_languages_that_ship():
    assert i18n.languages() == ("en", "fa", "fr", "ru")


@pytest.mark.parametrize("tag", i18n.languages())
def test_every_language_has_every_key_of_english_and_no_other(tag):
    labels = Language.load(tag).labels
    assert set(labels) == set(EN.labels)
    assert len(labels) > 300
    assert all(isinstance(labels[key], str) == isinstance(EN.labels[key], str) for key in labels)


@pytest.mark.parametrize("tag", i18n.languages())
def test_every_form_keeps_every_placeholder(tag):
    for key, label in Language.load(tag).labels.items():
        wanted = placeholders(forms(EN.labels[key])[0])
        for form in forms(label):
            assert form.strip() == form != "", key
            assert placeholders(form) == wanted, f"{tag} {key}: {form}"


@pytest.mark.parametrize("tag", i18n.languages())
def test_every_plural_has_the_forms_that_the_language_needs(tag):
    language = Language.load(tag)
    needed = {language.locale.plural_form(number) for number in range(200)} | {"other"}
    plurals = {key: label for key, label in language.labels.items() if not isinstance(label, str)}
    assert "phrase.draft" in plurals
    for key, label in plurals.items():
        assert set(label) == needed <= CATEGORIES, key


@pytest.mark.parametrize("tag", [tag for tag in i18n.languages() if tag != "en"])
def test_no_text_was_left_in_english(tag):
    labels = Language.load(tag).labels
    # Shorter texts may be the same word in both; a whole sentence is not.
    same = [key for key, label in labels.items() if label == EN.labels[key]]
    assert not [key for key in same if len(re.findall(r"[^\W\d]+", words(str(labels[key])))) > 1]


@pytest.mark.parametrize(("tag", "script"), [("ru", "а-я"), ("fa", "ا-ی")])
def test_texts_are_in_the_script_of_the_language(tag, script):
    low, high = script.split("-")
    for key, label in Language.load(tag).labels.items():
        for form in map(words, forms(label)):
            if any(letter.isalpha() for letter in form) and key != "field.sha256":
                assert any(low <= letter <= high for letter in form.lower()), key


def test_french_keeps_a_space_that_does_not_break_before_its_double_signs():
    for key, label in FR.labels.items():
        assert not any(f" {sign}" in form for form in forms(label) for sign in ":;?!»%"), key
        assert not any("« " in form for form in forms(label)), key


VOCABULARIES = [
    ("status.{}.label", vocabulary.Status),
    ("status.{}.meaning", vocabulary.Status),
    ("treaty_state.{}.label", vocabulary.TreatyState),
    ("treaty_state.{}.meaning", vocabulary.TreatyState),
    ("deal_stage.{}.label", vocabulary.DealStage),
    ("deal_stage.{}.meaning", vocabulary.DealStage),
    ("response.{}", vocabulary.ResponseKind),
    ("confidence.{}", vocabulary.Confidence),
    ("indicator.{}", vocabulary.IndicatorState),
    ("source_kind.{}", vocabulary.SourceKind),
    ("capture.{}", vocabulary.Capture),
    ("reliability.{}", vocabulary.Reliability),
    ("outcome.{}", vocabulary.OutcomeResult),
    ("credibility.{}", ["1", "2", "3", "4", "5", "6"]),
]


@pytest.mark.parametrize(("pattern", "words"), VOCABULARIES)
def test_every_word_of_a_vocabulary_has_its_label_and_no_label_is_left_over(pattern, words):
    head, tail = pattern.split("{}")
    assert {key for key in EN.labels if key.startswith(head) and key.endswith(tail)} == {
        pattern.format(w) for w in words
    }


# --- label() ---------------------------------------------------------------------------------------------------------


def test_a_label_is_filled_with_its_values():
    assert EN.label("section.bottom_line") == "Bottom line"
    assert EN.label("phrase.page_of", page=2, pages=5) == "Page 2 of 5"
    assert EN.label("phrase.cutoff", date="19 January 2024") == "Cut-off 19 January 2024"
    assert FA.label("phrase.page_of", page=2, pages=15) == "صفحهٔ ۲ از ۱۵"


def test_braces_in_a_value_are_only_text():
    assert EN.label("phrase.memo_of", audience="{count.__class__}") == "{count.__class__} memo"


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        (EN, 1, "DRAFT – 1 error"),
        (EN, 0, "DRAFT – 0 errors"),
        (EN, 1234, "DRAFT – 1,234 errors"),
        (FR, 0, "BROUILLON – 0 erreur"),
        (FR, 2, "BROUILLON – 2 erreurs"),
        (FR, 1_000_000, "BROUILLON – 1 000 000 erreurs"),  # CLDR: “many”, which no label has
        (RU, 1, "ЧЕРНОВИК – 1 ошибка"),
        (RU, 3, "ЧЕРНОВИК – 3 ошибки"),
        (RU, 11, "ЧЕРНОВИК – 11 ошибок"),
        (RU, 21, "ЧЕРНОВИК – 21 ошибка"),
        (FA, 3, "پیش‌نویس – ۳ خطا"),
    ],
)
def test_the_count_chooses_the_plural(language, count, text):
    assert spaced(language.label("phrase.draft", count=count)) == text


def test_what_is_missing_is_a_bug():
    with pytest.raises(KeyError):
        EN.label("phrase.no_such_phrase")
    with pytest.raises(KeyError):
        EN.label("phrase.page_of", page=1)
    with pytest.raises(KeyError):
        EN.label("phrase.draft")
    with pytest.raises(TypeError, match="whole number"):
        EN.label("phrase.draft", count="3")


@pytest.mark.parametrize(
    "data", [{"a": ["x"]}, {"a": None}, {"a": {}}, {"a": {"one": "x"}}, {"a": {"other": {"b": "x"}}}]
)
def test_a_label_file_holds_texts_groups_and_plurals_only(data):
    with pytest.raises(ValueError, match=r"^a: neither a text"):
        list(i18n._flat(data))


# --- dates, numbers, names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "19 January 2024"),
        ("en-GB", "19 January 2024"),
        ("en-US", "January 19, 2024"),
        ("fr", "19 janvier 2024"),
        ("ru", "19 января 2024 г."),
        ("fa", "۱۹ ژانویه ۲۰۲۴"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(tag, text):
    assert spaced(Language.load(tag).day(datetime.date(2024, 1, 19))) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "Week 1/2025"), ("fr", "Semaine 1/2025"), ("ru", "Неделя 1/2025"), ("fa", "هفتهٔ ۱/۲۰۲۵")],
)
def test_a_week_is_that_of_iso_8601_whose_year_may_be_another(tag, text):
    assert Language.load(tag).week(datetime.date(2024, 12, 30)) == text
    assert patterns.iso_week(datetime.date(2024, 12, 30)) == "2025-W01"
    assert patterns.iso_week(datetime.date(2027, 1, 3)) == "2026-W53"


@pytest.mark.parametrize(
    ("written", "en", "fr", "ru", "fa"),
    [
        ("2024-01", "January 2024", "janvier 2024", "январь 2024 г.", "ژانویه ۲۰۲۴"),
        ("2024", "2024", "2024", "2024", "۲۰۲۴"),
        ("about 2022", "about 2022", "vers 2022", "около 2022 г.", "حدود ۲۰۲۲"),
        ("before 2024-05-19", "before 19 May 2024", "avant le 19 mai 2024", "до 19 мая 2024 г.", "پیش از ۱۹ مه ۲۰۲۴"),
        ("before 2024-05", "before May 2024", "avant mai 2024", "до мая 2024 г.", "پیش از مه ۲۰۲۴"),
        ("after 2024-01", "after January 2024", "après janvier 2024", "после января 2024 г.", "پس از ژانویه ۲۰۲۴"),
        ("expected 2025", "expected 2025", "attendu en 2025", "ожидается в 2025 г.", "مورد انتظار در ۲۰۲۵"),
        ("expected 2025-05", "expected May 2025", "attendu en mai 2025", "ожидается: май 2025 г.", "مورد انتظار در مه ۲۰۲۵"),
        ("expected", "expected; no date", "attendu ; sans date", "ожидается; даты нет", "مورد انتظار؛ بدون تاریخ"),
        ("unknown", "date unknown", "date inconnue", "дата неизвестна", "تاریخ نامعلوم"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_precisely_as_it_is_known(written, en, fr, ru, fa):
    texts = [spaced(language.when(When.parse(written))) for language in (EN, FR, RU, FA)]
    assert texts == [en, fr, ru, fa]


@given(st.sampled_from(["exact", "about", "before", "after", "expected"]), st.dates(), st.integers(1, 3))
def test_every_date_has_a_text_in_every_language(kind, day, parts):
    when = When(kind, *(day.year, day.month, day.day)[:parts])
    for language in (EN, FR, RU):
        assert str(day.year) in language.when(when)
    assert not set(FA.when(when)) & set(string.digits)


@pytest.mark.parametrize(
    ("written", "en", "ru", "fa"),
    [
        ("24", "24", "24", "۲۴"),
        ("about 24", "about 24", "около 24", "حدود ۲۴"),
        ("at least 2", "at least 2", "не менее 2", "دست‌کم ۲"),
        ("(24)", "(24)", "(24)", "(۲۴)"),
        ("1200", "1,200", "1 200", "۱٬۲۰۰"),
        ("unknown", "unknown", "неизвестно", "نامعلوم"),
    ],
)
def test_a_quantity_is_written_as_firmly_as_it_is_known(written, en, ru, fa):
    assert [spaced(language.quantity(Quantity.parse(written))) for language in (EN, RU, FA)] == [en, ru, fa]


def test_the_range_of_a_likelihood_word():
    def texts(language, name):
        return [language.range_text(row) for row in standards.scale(name).rows]

    assert texts(EN, "icd203")[4] == f"55–80{NB}%"
    assert texts(EN, "phia") == [
        f"up to 5{NB}%", f"10–20{NB}%", f"25–35{NB}%", f"40–<50{NB}%", f"55–75{NB}%", f"80–90{NB}%", f"95{NB}% and up",
    ]  # fmt: skip
    assert texts(FA, "phia")[3] == f"۴۰ تا کمتر از ۵۰{NB}٪"


def test_a_country_has_the_name_of_the_language():
    assert [language.country("IR") for language in (EN, FR, RU, FA)] == ["Iran", "Iran", "Иран", "ایران"]
    assert EN.country("NO") == "Norway"
    assert EN.country("XK") == "Kosovo"


@pytest.mark.parametrize("tag", ["en", "en-US", "fr", "ru", "fa"])
def test_a_country_has_the_same_name_where_no_language_is_loaded(tag):
    codes = ("IR", "NO", "XK", "ZZ")
    assert [i18n.country(tag, code) for code in codes] == [Language.load(tag).country(code) for code in codes]


@pytest.mark.parametrize("code", ["UK", "ru", "RUS", "EU", "UN", "ZZ", "XA", "001", "", "ＲＵ"])
def test_what_is_no_country_code_has_no_name(code):
    assert EN.country(code) is None


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "a, b and c"),
        ("en-US", "a, b, and c"),
        ("fr", "a, b et c"),
        ("ru", "a, b и c"),
        ("fa", "a،\u200f b، و c"),
    ],
)
def test_words_are_joined_as_a_list(tag, text):
    assert Language.load(tag).join(iter("abc")) == text


def test_a_list_of_one_or_none_is_joined_too():
    assert EN.join(["a"]) == "a"
    assert EN.join([]) == ""


# --- loading ---------------------------------------------------------------------------------------------------------


def test_a_region_has_the_words_of_its_language():
    british = Language.load("en-GB")
    assert (british.tag, british.label("field.by")) == ("en-GB", "By")
    assert Language.load("fr-CA").label("section.gaps") == "Lacunes"
    assert Language.load("fr") is FR


def test_the_direction_of_writing():
    assert [language.direction for language in (EN, FR, RU, FA)] == ["ltr", "ltr", "ltr", "rtl"]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("EN", "did you mean en"),
        ("en_GB", "did you mean en-GB"),
        ("en-gb", "did you mean en-GB"),
        ("de", "known: en, en-GB, en-US, fa, fr, ru"),
        ("fr-XX", None),
        ("../en", None),
        ("", "known: en, en-GB, en-US, fa, fr, ru"),
    ],
)
def test_an_unknown_tag_is_told_with_the_known_ones(tag, hint):
    with pytest.raises(NotFound, match="unknown language") as missing:
        Language.load(tag)
    assert hint is None or missing.value.hint.startswith(hint)


def test_babel_loads_only_when_used():
    code = "import sys, briefgen.i18n, briefgen.standards; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
