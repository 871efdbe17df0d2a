"""Checks in French, Russian and Persian: what is found in labelled sentences, how words are spelt, which checks cannot run."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import code_pages
import pytest
import suites
import yaml
from code_pages import Example
from suites import Case

from briefgen import check, wordlists
from briefgen.check.codebook import all_rules
from briefgen.check.dates import written
from briefgen.check.rule import Rule
from briefgen.model.results import Loaded
from briefgen.project import Project
from briefgen.wordlists import WordLists

TAGS = ("fr", "ru", "fa")
CASES: dict[str, list[Case]] = yaml.safe_load((suites.FOLDER / "languages.yaml").read_text(encoding="utf-8"))
KEYS = {"text", "as", "status", "claimant", "quote", "responses", "item", "expect", "why"}

MISSED = {
    # A genitive without a preposition: W03 looks for an owner before the noun, or behind a word such as “by”.
    "Норпресс пишет о продаже ракет, несмотря на опровержение Борвии.",
}
"""Faulty sentences in which the fault is not found."""

FALSE_ALARMS: set[str] = set()
"""Correct sentences in which something is."""

Found = dict[str, list[tuple[Case, set[str]]]]


def in_its_language(case: Case, tag: str) -> Case:
    """A case whose brief is of the language, with a title too short to claim anything."""
    return {**case, "more": {"language": tag} if case["as"] == "title" else {"language": tag, "title": "Notes"}}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Each sentence of a language with the codes that fire on it."""
    return {tag: _fired(tag, tmp_path_factory.mktemp(tag)) for tag in TAGS}


def _fired(tag: str, folder: Path) -> list[tuple[Case, set[str]]]:
    cases = [in_its_language(case, tag) for case in CASES[tag]]
    found = suites.findings(folder, cases)
    return [(case, suites.on_text(case, its)) for case, its in zip(cases, found, strict=True)]


# --- the sentences -----------------------------------------------------------------------------------------------------


def test_each_language_has_its_sentences_and_a_fault_of_every_kind() -> None:
    assert tuple(CASES) == TAGS
    for cases in CASES.values():
        faults = Counter(code for case in cases for code in case.get("expect", ()))
        assert min(len(cases) - faults.total(), faults.total()) >= 25
        assert {"W01", "W02", "W03", "D01", "L01", "T01", "T03"} <= set(faults)
        assert all(set(case) <= KEYS and len(case.get("expect", "1")) == 1 and case["why"] for case in cases)


@pytest.mark.parametrize("tag", TAGS)
def test_faults_are_found_and_correct_sentences_are_left_alone(tag: str, found: Found) -> None:
    wrong = {case["text"] for case, codes in found[tag] if codes != set(case.get("expect", ()))}
    texts = {case["text"] for case in CASES[tag]}
    assert wrong == (MISSED | FALSE_ALARMS) & texts
    assert len(MISSED & texts) * 10 <= sum("expect" in case for case in CASES[tag])


Codes = Callable[[str, str], list[str]]


@pytest.fixture
def codes(tmp_path: Path) -> Codes:
    """The codes that fire in a brief of a language, without X05."""

    def run(tag: str, body: str) -> list[str]:
        loaded = code_pages.read(tmp_path, Example(f"date: 2024-01-19\nlanguage: {tag}\n{body}", {}))
        return [finding.code for finding in _found(loaded) if finding.code != "X05"]

    return run


def _found(loaded: Loaded, words: WordLists | None = None, project: Project | None = None) -> list[check.Diagnostic]:
    context = code_pages.context(loaded, project=project)
    return check.check(loaded.brief, "brief", dataclasses.replace(context, words=words or context.words))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Парламенты ратифицировали конвенцию, сообщает Норпресс", ["D01"]),
        ("Парламенты не ратифицировали конвенцию, сообщает Норпресс", []),
        ("Парламенты ратифицировали другую конвенцию, сообщает Норпресс", []),
    ],
)
def test_a_treaty_is_meant_in_every_case_of_its_noun(title: str, expected: list[str], codes: Codes) -> None:
    treaty = "{name: Конвенция о рыболовстве, parties: [А, Б], state: signed, text: Норпресс пишет., status: reported}"
    assert [code for code in codes("ru", f"title: {title}\ntreaty: {treaty}\n") if code == "D01"] == expected


# --- spelling and dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("fr", "attribution", "d'après le ministère"),
        ("fr", "attribution", "D’après le ministère"),
        ("ru", "treaty_signed", "договор заключён"),
        ("ru", "treaty_signed", "договор заключен"),
        ("fa", "attribution", "او می‌گوید"),
        ("fa", "attribution", "او می گوید"),
        ("fa", "attribution", "او میگوید"),
        ("fa", "attribution", "او مي‌گويد"),
        ("fa", "relative_time", "هفتهٔ گذشته"),
        ("fa", "relative_time", "هفته گذشته"),
        ("fa", "relative_time", "هفته‌ی گذشته"),
        ("fa", "relative_time", "هفتۀ گذشته"),
        ("fa", "relative_time", "اخیراً"),
        ("fa", "relative_time", "اخیرا"),
        ("fa", "factive", "آن را تایید کرد"),
        ("fa", "factive", "آن را تائید كرد"),
    ],
)
def test_a_word_is_found_in_every_spelling(tag: str, name: str, text: str) -> None:
    assert wordlists.load(tag).holds(name, text)


@pytest.mark.parametrize(
    ("tag", "text", "day", "weekday"),
    [
        ("fr", "le lundi 1er janvier 2024", "2024-01-01", 0),
        ("ru", "в среду, 17 января 2024 года", "2024-01-17", 2),
        ("ru", "в Пятницу 19 января 2024", "2024-01-19", 4),
        ("fa", "جمعه ۱۹ ژانویهٔ ۲۰۲۴", "2024-01-19", 4),
        ("fa", "سه شنبه، ۱۶ ژانویه ۲۰۲۴", "2024-01-16", 1),
        ("fa", "دوشنبه ۲ بهمن ۱۴۰۲", "2024-01-22", 0),
        ("fa", "۱ فروردین ۱۳۰۰", "1921-03-21", None),
        ("fa", "۳۰ اسفند ۱۳۹۹", "2021-03-20", None),
        ("fa", "۱ فروردین ۱۴۰۰", "2021-03-21", None),
        ("fa", "۳۱ شهریور ۱۳۵۹", "1980-09-22", None),
        ("en", "on 22 Bahman 1357", "1979-02-11", None),
        ("en", "in Bahman 1402", "2024", None),
    ],
)
def test_a_date_is_read(tag: str, text: str, day: str, weekday: int | None) -> None:
    (date,) = written(text, wordlists.load(tag))
    assert (str(date.when), date.weekday) == (day, weekday)


def test_a_year_of_iran_follows_the_one_before_day_by_day() -> None:
    words = wordlists.load("en")
    months = [entry.partition(" ")[2] for entry in words.lists()["months_of_iran"]]
    texts = [f"{day} {month} {year}" for year in (1398, 1399) for month in months for day in range(1, 32)]
    days = [datetime.date.fromisoformat(str(date.when)) for text in texts for date in written(text, words)]
    assert sorted(set(days)) == [days[0] + datetime.timedelta(number) for number in range(365 + 366)]


@pytest.mark.parametrize("tag", wordlists.tags())
def test_days_of_the_week_come_in_sevens(tag: str) -> None:
    assert len(wordlists.load(tag).lists()["days_of_week"]) % 7 == 0


# --- what cannot run ---------------------------------------------------------------------------------------------------

_BOTH = "D03 L02 L03 L04 L05 L06 L09 Q05 T02 W04 W06 W07 W08 W09 X06"
_READING = sorted((_BOTH + " D01 L01 Q07 T01 T03 W01 W02 W03 W05").split())


@pytest.mark.parametrize(
    ("tag", "codes"),
    [("fr", _BOTH.split()), ("ru", _BOTH.split()), ("fa", sorted([*_BOTH.split(), "Q07", "W05"])), ("de", _READING)],
)
def test_the_checks_that_could_not_run_are_told_once(tag: str, codes: list[str], tmp_path: Path) -> None:
    loaded = code_pages.read(tmp_path, Example("title: Notes\ndate: 2024-01-19\nlanguage: fr\n", {}))
    loaded = dataclasses.replace(loaded, brief=loaded.brief.model_copy(update={"language": tag}))
    (told,) = [finding for finding in _found(loaded) if finding.code == "X05"]
    assert told.message == f"no text in “{tag}” was judged by {', '.join(codes)}: their words are not known in it"


RULES = [rule for rule in all_rules().values() if rule.stage == "brief" and rule.code != "X05"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_names_the_lists_that_it_cannot_do_without(rule: Rule, tmp_path: Path) -> None:
    bad = code_pages.example(check.explain(rule.code), "Bad")
    loaded = code_pages.read(tmp_path, bad)
    assert set(rule.needs) <= {*wordlists.names(), "scale"}
    full = wordlists.load("en").lists()
    for words in (
        WordLists("en", {name: entries for name, entries in full.items() if name not in rule.needs}),
        WordLists("xx", {}),
    ):
        fires = any(finding.code == rule.code for finding in _found(loaded, words, Project(tmp_path, code_pages.TODAY)))
        assert fires == (not rule.needs)
