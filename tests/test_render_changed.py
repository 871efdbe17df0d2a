"""What changed, in the words of a page: each value is told once, and what is gone is named."""

from __future__ import annotations

import datetime

import pytest
from tailoring import TLP, a_brief, claim, judgement, tailored

from briefgen import since, standards
from briefgen.i18n import Language
from briefgen.model.edition import Edition
from briefgen.render.changed import Changes
from briefgen.render.references import Handle
from briefgen.render.standing import Standings
from briefgen.render.words import Words

DAY = datetime.date(2024, 1, 12)
EDITION = Edition(**dict.fromkeys(Edition._fields) | {"brief": "weekly", "key": "2024-01-12", "date": DAY, "number": 1})
SOURCES = {name: {"title": f"Minutes {name}", "retrieved": "2024-01-19"} for name in "ab"}
TREATY = {"name": "Pact", "parties": ["Tarvia", "Ellmark"], "status": "reported", "claimant": "Tarvia"}


def rows(
    collection: str, before: dict, now: dict, language: str = "en", sources: str = "ab"
) -> list[tuple[str, str, str, str]]:
    """What is told of the only thing of a collection: the field, its value before, how it changed, and its value now."""
    earlier = a_brief(sources=SOURCES, **{collection: {"x": before}})
    present = a_brief(sources={name: SOURCES[name] for name in sources}, **{collection: {"x": now}})
    last = since.Last(EDITION, earlier)
    memo = since.shown(tailored(present), present, last, TLP, standards.scale("icd203"))
    words = Words(Language.load(language), "ltr")
    found = Changes(memo, words, Standings(memo, words), lambda id_: Handle(f"<{id_}>", None)).changed()
    return [(row.field, row.before, row.word, row.now) for thing in found for row in thing.rows]


@pytest.mark.parametrize(
    ("language", "result", "told"),
    [
        ("en", "occurred", ("outcome", "occurred, 9 January 2024")),
        ("en", "unknown", ("outcome", "not known, 9 January 2024")),
        ("fr", "unknown", ("issue", "inconnue, 9 janvier 2024")),
        ("ru", "unknown", ("исход", "неизвестен, 9 января 2024\u202fг.")),
        ("fa", "unknown", ("نتیجه", "نامعلوم, ۹ ژانویه ۲۰۲۴")),
    ],
)
def test_an_outcome_is_told_by_itself_with_its_day(language: str, result: str, told: tuple[str, str]) -> None:
    known = judgement(outcome={"result": result, "date": "2024-01-09", "based_on": []})
    ((field, before, word, now),) = rows("judgements", judgement(), known, language)
    assert (field.lower(), before, word, now) == (told[0], "", "", told[1])


def test_a_source_that_is_no_longer_cited_is_named() -> None:
    two, one = claim(evidence={"a": "x", "b": "y"}), claim(evidence={"a": "x"})
    assert rows("claims", claim(), two) == [("", "", "new source", "<a>, <b>")]
    assert rows("claims", one, two) == [("", "", "new source", "<b>")]
    assert rows("claims", two, one) == [("", "", "source gone", "<b>")]
    assert rows("claims", two, one, sources="a") == [("", "", "source gone", "Minutes b")]


def test_a_value_that_is_given_no_more_is_told_to_be_so() -> None:
    assert rows("claims", claim(credibility=2), claim()) == [("Credibility", "probably true", "", "not given")]


def test_a_step_that_each_party_takes_is_told_for_each_and_not_twice() -> None:
    steps = {"ratified": {"Tarvia": "2024-01-03", "Ellmark": "2024-01-04"}}
    signed = {**TREATY, "state": "signed"}
    told = rows("treaties", signed, {**signed, "history": steps})
    assert told == [
        ("Ratified: Tarvia", "", "new", "3 January 2024"),
        ("Ratified: Ellmark", "", "new", "4 January 2024"),
    ]
    bare = {**signed, "history": {"ratified": {"comment": "Somehow."}}}
    assert [row[0] for row in rows("treaties", signed, bare)] == ["Ratified"]


def test_a_field_that_is_on_or_off_is_told_in_words() -> None:
    named = {**TREATY, "state": "signed"}
    official = {**named, "name": "Treaty of Peace", "official": True}
    assert rows("treaties", named, official)[0] == ("Official title", "not given", "changed", "given")
    claimed = claim(claimant="Tarvia")
    assert rows("claims", claimed, claim(desk=True)) == [
        ("Said by", "Tarvia", "changed", "the desk"),
    ]
    assert rows("claims", claim(), claimed) == [("Said by", "the source itself", "changed", "Tarvia")]
