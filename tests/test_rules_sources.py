"""Sources that are one, sources that cannot be placed, and quotations that are too long."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping
from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check, pipeline
from briefgen.diagnostics import Diagnostic
from briefgen.model.groups import declared_groups, groups
from briefgen.model.results import BuildRequest, Loaded
from briefgen.project import Project

HEAD = "title: A memo\ndate: 2024-01-19\n"
REPORT = (
    "Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday, and has offered "
    "oil and gas for them.\n"
)
REPEATED = (
    "Iran has asked Russia for aircraft, a man with knowledge of the talks told North Wire on Tuesday. We heard it.\n"
)
OTHER = "An Iranian request for aircraft is on the table, the Post has learnt from two people in the ministry.\n"
FOREIGN = "Иран попросил у России самолёты.\n"


def read(folder: Path, body: str, files: Mapping[str, str] | None = None) -> Loaded:
    return code_pages.read(folder, Example(HEAD + textwrap.dedent(body), dict(files or {})))


def found(folder: Path, code: str, body: str, files: Mapping[str, str] | None = None) -> list[Diagnostic]:
    loaded = read(folder, body, files)
    context = code_pages.context(loaded, check.settings({}, select=[code]))
    return check.check(loaded.brief, "brief", context)


def keys(findings: list[Diagnostic]) -> list[str]:
    return [".".join(map(str, finding.path)) for finding in findings]


# --- S02, and what counts as one ---------------------------------------------------------------------------------------

ARCHIVES = {"wire.txt": REPORT, "copy.txt": REPEATED, "post.txt": OTHER, "ru.txt": FOREIGN}


def corroborated(
    sources: str, evidence: str = "wire: Iran, copy: Iran, post: aircraft", status: str = "corroborated"
) -> str:
    body = f"""\
    claims:
      it: {{text: North Wire says that Iran has asked for aircraft., status: {status}, evidence: {{{evidence}}}}}
    sources:
    """
    return textwrap.dedent(body) + textwrap.indent(textwrap.dedent(sources), "  ")


UNDECLARED = """\
wire: {title: W, file: wire.txt, published: 2024-01-17, publisher: North Wire}
copy: {title: C, file: copy.txt, published: 2024-01-18, publisher: Port Gazette}
post: {title: P, file: post.txt, published: 2024-01-18, publisher: Strait Post}
"""
DECLARED = UNDECLARED.replace("publisher: Port Gazette", "publisher: Port Gazette, derived_from: wire")
ONE_NAME = UNDECLARED.replace("publisher: ", "independence: wire, publisher: ")
TWO_NAMES = UNDECLARED.replace("copy.txt,", "copy.txt, independence: gazette,").replace(
    "wire.txt,", "wire.txt, independence: wire,"
)


def test_two_sources_with_one_text_count_as_one_and_are_told_at_the_later(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "S02", corroborated(UNDECLARED), ARCHIVES)
    assert finding.path == ("sources", "copy")
    assert "“wire” and “copy” share their words (“Iran has asked Russia for aircraft" in finding.message
    assert "“it” rests on both" in finding.message
    assert finding.hint is not None
    assert "derived_from: wire" in finding.hint


def test_the_later_one_is_told_by_its_date(tmp_path: Path) -> None:
    later = UNDECLARED.replace("2024-01-17", "2024-01-19")
    assert keys(found(tmp_path, "S02", corroborated(later), ARCHIVES)) == ["sources.wire"]


@pytest.mark.parametrize(
    ("sources", "told"),
    [(DECLARED, []), (ONE_NAME, []), (TWO_NAMES, ["sources.copy"])],
    ids=["made from it", "one group", "two groups"],
)
def test_what_is_declared_is_not_told(tmp_path: Path, sources: str, told: list[str]) -> None:
    assert keys(found(tmp_path, "S02", corroborated(sources), ARCHIVES)) == told


@pytest.mark.parametrize(
    ("evidence", "status", "told"),
    [
        ("wire: Iran, copy: Iran", "reported", []),
        ("wire: Iran, copy: Iran", "confirmed", ["sources.copy"]),
        ("wire: Iran, post: aircraft", "corroborated", []),
    ],
    ids=["not counted", "confirmed", "other sources"],
)
def test_only_what_is_counted_is_told(tmp_path: Path, evidence: str, status: str, told: list[str]) -> None:
    assert keys(found(tmp_path, "S02", corroborated(UNDECLARED, evidence, status), ARCHIVES)) == told


def test_a_pair_is_told_once(tmp_path: Path) -> None:
    second = corroborated(UNDECLARED).replace(
        "claims:\n", "claims:\n  also: {text: X says so., status: corroborated, evidence: {wire: Iran, copy: Iran}}\n"
    )
    assert len(found(tmp_path, "S02", second, ARCHIVES)) == 1


def test_an_answer_that_confirms_counts_and_no_other(tmp_path: Path) -> None:
    for response, count in (("confirmed", 1), ("denied", 0)):
        answer = f"responses: {{Iran: {{response: {response}, evidence: {{copy: Iran}}}}}}"
        body = corroborated(UNDECLARED, "wire: Iran").replace("status:", f"{answer}, status:")
        assert len(found(tmp_path, "S02", body, ARCHIVES)) == count


def test_sources_of_one_publisher_are_one(tmp_path: Path) -> None:
    sources = """\
    first: {title: A, published: 2024-01-17, publisher: North Wire}
    second: {title: B, published: 2024-01-18, publisher: north wire}
    third: {title: C, published: 2024-01-18, publisher: unknown}
    fourth: {title: D, published: 2024-01-18, publisher: unknown}
    """
    body = corroborated(sources, "first: Iran, second: Iran, third: Iran, fourth: Iran")
    (finding,) = found(tmp_path, "S02", body)
    assert finding.path == ("sources", "second")
    assert "both of north wire" in finding.message
    assert len(set(groups(read(tmp_path, body).brief).values())) == 3


def test_repeated_texts_count_as_one_wherever_sources_are_counted(tmp_path: Path) -> None:
    body = corroborated(UNDECLARED, "wire: Iran, copy: Iran")
    brief = read(tmp_path, body, ARCHIVES).brief
    assert groups(brief)["copy"] == groups(brief)["wire"] != groups(brief)["post"]
    assert len(set(declared_groups(brief).values())) == 3
    assert keys(found(tmp_path, "S01", body, ARCHIVES)) == ["claims.it.status"]
    assert found(tmp_path, "S01", body, {**ARCHIVES, "copy.txt": "Iran wants aircraft.\n"}) == []


def test_a_translation_that_is_quoted_elsewhere_is_the_same_text(tmp_path: Path) -> None:
    words = "Iran has asked Russia for aircraft and has offered oil and gas and a loan for them"
    sources = """\
    original: {title: O, file: ru.txt, language: ru, published: 2024-01-17, publisher: One}
    english: {title: E, file: en.txt, language: en, published: 2024-01-18, publisher: Two}
    """
    body = corroborated(sources, f"original: {{quote: Иран, translation: {words}}}, english: Iran")
    files = {**ARCHIVES, "en.txt": f"From abroad: {words}, it says.\n"}
    assert keys(found(tmp_path, "S02", body, files)) == ["sources.english"]
    assert found(tmp_path, "S02", body.replace("translation: ", "page: "), files) == []


def test_the_words_of_other_sources_reach_no_audience(tmp_path: Path) -> None:
    body = corroborated(UNDECLARED)
    read(tmp_path, "marking: TLP:CLEAR\n" + body, ARCHIVES)
    tailored = pipeline.tailored_for(tmp_path / "brief.yaml", "analyst", Project(tmp_path, code_pages.TODAY))
    assert tailored.source_base.groups == 2
    assert not any(source.repeats for source in tailored.brief.sources.values())


# --- S03 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("published: 2024-01-18, publisher: A", None),
        ("published: 2024-01-18, author: A", None),
        ("published: unknown, publisher: unknown", None),
        ("published: 2024-01-18", "nothing is said of who published or wrote it"),
        ("author: A", "nothing is said of its date"),
        ("kind: wire", "nothing is said of its date, or of who published or wrote it"),
    ],
)
def test_a_source_says_when_and_who(tmp_path: Path, source: str, missing: str | None) -> None:
    findings = found(tmp_path, "S03", f"sources: {{it: {{title: T, {source}}}}}")
    assert [finding.message for finding in findings] == ([missing] if missing else [])


def stale(folder: Path, text: str, more: str = "", **source: str) -> list[str]:
    """The keys of what is found for a claim on one old source."""
    keyed = {"published": "2022-05", "publisher": "A", **source}
    given = ", ".join(f"{key}: {value}" for key, value in keyed.items())
    body = f"""\
claims:
  it: {{text: "{text}", status: reported, evidence: {{old: talks}}}}
sources:
  old: {{title: T, {given}}}
  new: {{title: T, published: 2024-01-10, publisher: B}}
  bare: {{title: T, published: unknown, publisher: B}}
"""
    return keys(found(folder, "S03", body + more))


def test_an_old_source_does_not_tell_what_is_going_on(tmp_path: Path) -> None:
    assert stale(tmp_path, "Talks on boats go on, A reports.") == ["sources.old.published"]
    assert stale(tmp_path, "Talks on boats are under way, A reports.") == ["sources.old.published"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Talks on boats began, A reports.", {}),
        ("In 2022 talks on boats are under way, A reports.", {}),
        ("A reports: “talks are under way”.", {}),
        ("Talks on boats go on, A reports.", {"published": "2023-02"}),
        ("Talks on boats go on, A reports.", {"published": "unknown"}),
        ("The parties are bound by it.", {"kind": "primary"}),
    ],
    ids=["past", "dated", "quoted", "within the year", "undated", "a document"],
)
def test_what_does_not_grow_old(tmp_path: Path, text: str, source: dict[str, str]) -> None:
    assert stale(tmp_path, text, **source) == []


def test_a_newer_source_beside_the_old_one_is_enough(tmp_path: Path) -> None:
    body = "claims: {it: {text: Talks go on., status: reported, evidence: {old: talks, %s: talks}}}\nsources:\n"
    sources = "  old: {title: T, published: 2020, publisher: A}\n  new: {title: T, published: %s, publisher: B}\n"
    assert found(tmp_path, "S03", body % "new" + sources % "2024-01-02") == []
    assert found(tmp_path, "S03", body % "new" + sources % "unknown") == []
    assert len(found(tmp_path, "S03", body % "new" + sources % "2021")) == 2


def test_the_limit_is_the_briefs(tmp_path: Path) -> None:
    text = "Talks on boats go on, A reports."
    assert stale(tmp_path, text, "stale_after: 900\n") == []
    assert stale(tmp_path, text, "stale_after: 30\n", published="2023-11") == ["sources.old.published"]


@pytest.mark.parametrize(
    ("stage", "count"), [("in-delivery", 1), ("negotiation", 1), ("delivered", 0), ("cancelled", 0)]
)
def test_a_deal_under_way_is_going_on(tmp_path: Path, stage: str, count: int) -> None:
    body = f"""
    arms_deals:
      it: {{text: The register lists boats., supplier: A, recipient: B, items: boats, stage: {stage}, status: reported,
        evidence: {{old: boats}}}}
    sources: {{old: {{title: T, published: 2019, publisher: A}}}}
    """
    assert len(found(tmp_path, "S03", body)) == count


# --- Q08 --------------------------------------------------------------------------------------------------------------


def quoted(
    folder: Path, count: int, source: str = "", brief: str = "", archive: int = 0, audience: str = ""
) -> list[str]:
    """What is said of a quotation of so many words, in an archive of so many."""
    words = [f"word{number}" for number in range(max(count, archive))]
    body = f"""\
{HEAD}marking: TLP:CLEAR
audiences: [desk]
{brief}
claims: {{it: {{text: A says so., claimant: A, status: reported, evidence: {{a: {" ".join(words[:count])}}}}}}}
sources: {{a: {{title: T, published: 2024-01-18, publisher: A{source}{", file: a.txt" if archive else ""}}}}}
"""
    template = f"title: Memo\nceiling: TLP:CLEAR\nsections: [claims, sources]\n{audience}\n"
    files = {"a.txt": " ".join(words[:archive]), "templates/desk/audience.yaml": template}
    code_pages.write(folder, Example(body, {"briefgen.yaml": "ignore: [X02]\n", **files}))
    built = pipeline.check(BuildRequest(folder / "brief.yaml"), Project(folder, datetime.date(2024, 1, 20)))
    return [finding.message for finding in built.diagnostics if finding.code == "Q08"]


def test_a_hundred_words_may_be_quoted(tmp_path: Path) -> None:
    assert quoted(tmp_path, 100) == []
    assert quoted(tmp_path, 101) == ["the quotation has 101 words, and one quotation may have 100"]


def test_the_lowest_limit_holds(tmp_path: Path) -> None:
    assert quoted(tmp_path, 21, source=", max_quote: 20") == [
        "the quotation has 21 words, and `max_quote` of “a” allows 20"
    ]
    assert quoted(tmp_path, 21, audience="max_quote: 20") == [
        "the quotation has 21 words, and the audience “desk” gets at most 20"
    ]
    assert quoted(tmp_path, 21, brief="max_quote: 20") == ["the quotation has 21 words, and one quotation may have 20"]
    assert quoted(tmp_path, 15, source=", max_quote: 20", audience="max_quote: 30") == []
    assert quoted(tmp_path, 120, brief="max_quote: 200", source=", max_quote: 150") == []


def test_over_half_of_a_text_is_a_reprint(tmp_path: Path) -> None:
    assert quoted(tmp_path, 80, archive=159) == ["the quotation has 80 of the 159 words of “a”"]
    assert quoted(tmp_path, 80, archive=160) == []
    assert quoted(tmp_path, 80, archive=90) == []
    assert quoted(tmp_path, 80, archive=159, source=", capture: excerpts") == []
