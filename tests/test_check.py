"""The check stage: what each rule tells and where, waivers, and what a project says of codes."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Callable
from pathlib import Path

import code_pages
import pytest
from code_pages import Example
from hypothesis import given
from hypothesis import strategies as st

from briefgen import check, standards
from briefgen.check import places, quotes
from briefgen.check.rule import CheckContext
from briefgen.diagnostics import Diagnostic, Severity, to_text
from briefgen.errors import BriefgenError, NotFound
from briefgen.model.audience import Audience
from briefgen.model.results import (
    Decision,
    EngineMessage,
    Laid,
    LaidMemo,
    Overflow,
    PageFacts,
    TailoredBrief,
)
from briefgen.tailor import tailor

HEAD = "title: Iran has asked for aircraft, a news agency reports\ndate: 2024-01-19\n"
EVIDENCE = check.settings({}, select=["Q01", "Q02", "Q03", "X01", "X03", "X04"])
"""The rules of this file: those on wording have files of their own, and their own opinion of such short briefs."""
ARCHIVE = "Reports indicate that Iran has finalized arrangements for Russia to provide it with Su-35 fighter jets.\n"


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Diagnostic]]:
    """Checks a brief below the usual head, with `ARCHIVE` as the archived text of the source “article”."""

    def run(body: str, archive: str = ARCHIVE, settings: check.Settings | None = None) -> list[Diagnostic]:
        loaded = code_pages.read(tmp_path, Example(HEAD + textwrap.dedent(body), {"article.txt": archive}))
        findings = check.check(loaded.brief, "brief", code_pages.context(loaded, settings or EVIDENCE))
        return [loaded.source_map.locate(finding) for finding in findings]

    return run


def told(findings: list[Diagnostic]) -> list[tuple[str, str, str | None]]:
    return [(finding.code, finding.message, finding.hint) for finding in findings]


def codes_of(findings: list[Diagnostic]) -> list[str]:
    return [finding.code for finding in findings]


# --- Q01: where it looks, and what it shows --------------------------------------------------------------------------

ARTICLE = "sources: {article: {title: A new treaty, file: article.txt}}\n"


def claim(quote: str, more: str = "") -> str:
    """A claim that rests on this quote (YAML), and further lines of it."""
    lines = (
        f"claims:\n  deal:\n    text: A deal is reported.\n    status: reported\n    evidence: {{article: {quote}}}\n"
    )
    return lines + textwrap.indent(more, "    ") + ARTICLE


def test_the_first_words_that_differ_are_marked_where_they_stand(found):
    (finding,) = found(claim("Reports indicate that Iran had finalized arrangements"))
    assert to_text(finding).splitlines() == [
        "brief.yaml:7:52: error Q01 quote-not-found: not in source “article”",
        "   7 |     evidence: {article: Reports indicate that Iran had finalized arrangements}",
        "     |                                                    ^^^",
        "   hint: the source says “Reports indicate that Iran has finalized arrangements”",
    ]


@pytest.mark.parametrize(
    ("quote", "differs", "passage"),
    [
        ("Iran has concluded its arrangements", "concluded its", "Iran has finalized arrangements"),
        ("Iran has arrangements for Russia", "arrangements", "Iran has finalized arrangements for Russia"),
        ("Iran has now finalized arrangements", "now", "Iran has finalized arrangements"),
        ("Iraq has finalized arrangements", "Iraq", "Iran has finalized arrangements"),
        ("provide it with Su-34", "Su-34", "provide it with Su-35"),
        ("ran has finalized arrangements", "ran", "Iran has finalized arrangements"),
    ],
)
def test_the_nearest_passage_is_shown_and_the_difference_marked(quote, differs, passage):
    near = quotes.difference(quote, ARCHIVE)
    assert near is not None
    assert (quote[slice(*near.span)], near.passage, near.only_marks) == (differs, passage, False)


def test_a_quote_that_is_nowhere_is_told_so(found):
    (finding,) = found(claim("the delegation arrived in Caracas"))
    assert (finding.message, finding.span) == ("not in source “article”", None)
    assert "nothing like it stands there" in finding.hint


def test_a_quote_of_another_source_names_that_source(tmp_path):
    both = "sources:\n  article: {title: A new treaty, file: a.txt}\n  wire: {title: A deal, file: b.txt}\n"
    body = HEAD + claim("Iran has finalized").replace(ARTICLE, both)
    loaded = code_pages.read(tmp_path, Example(body, {"a.txt": "A treaty is near.\n", "b.txt": ARCHIVE}))
    (finding,) = check.check(loaded.brief, "brief", code_pages.context(loaded, EVIDENCE))
    assert (finding.message, finding.hint) == ("not in source “article”", "it stands in source “wire”")


def test_other_quotation_marks_and_dashes_are_a_warning(found):
    archive = "The “treaty” – Moscow’s word – is near.\n"
    (finding,) = found(claim("'The \"treaty\" - Moscow''s word'"), archive=archive)
    assert (finding.code, finding.severity) == ("Q01", Severity.WARNING)
    assert finding.hint == "the source says “The “treaty” – Moscow’s word”"
    assert finding.span == (4, 23)


def test_words_left_out_need_two_quotes(found):
    (finding,) = found(claim("Reports indicate … finalized arrangements"))
    assert finding.hint.endswith("where words are left out, write a list of two quotes")


def test_a_quote_does_not_run_over_the_end_of_an_excerpt(found):
    excerpts = claim("asked for aircraft and was refused").replace(
        "file: article.txt", "file: article.txt, capture: excerpts"
    )
    archive = "Iran asked for aircraft\n\nand was refused visas\n"
    (finding,) = found(excerpts, archive=archive)
    assert finding.message == "runs over the end of an excerpt of source “article”"
    assert found(claim("asked for aircraft and was refused"), archive=archive) == []


@pytest.mark.parametrize(
    ("quote", "archive"),
    [
        ("the strategic partnership", "the stra-\ntegic partner-\n  ship"),
        ("military-technical cooperation", "military-\ntechnical coop\u00aderation"),
        ("two- and three-day visits", "two- and\nthree-day visits"),
        ("two- and three-day visits", "two-\nand three-day visits"),
        ("the stra-\n  tegic partnership", "the strategic partnership"),
        ("the stra- tegic partnership", "the strategic partnership"),
        ("a  quote\nover\tlines", "a quote over\u00a0lines"),
        ("Te\u0301he\u0301ran a dit", "Téhéran a dit"),
        ("俄罗斯", "中国和俄罗斯宣布"),
        ("", "whatever"),
    ],
)
def test_what_line_ends_do_to_words_does_not_matter(quote, archive):
    assert quotes.is_verbatim(quote, archive)


@pytest.mark.parametrize(
    ("quote", "archive"),
    [
        ("certain", "It is uncertain."),
        ("12 aircraft", "In 2012 aircraft were sold."),
        ("any one", "Has anyone asked?"),
        ("two and three", "two- and three-day visits"),
        ("reports", "Reports indicate"),
        ("Su35", "Su-35"),
        ("resign", "re-sign"),
    ],
)
def test_whole_words_count_letter_for_letter(quote, archive):
    assert not quotes.is_verbatim(quote, archive)


WORDS = st.lists(st.text("abcdefgh", min_size=2, max_size=8), min_size=1, max_size=12)


@given(before=WORDS, words=WORDS, after=WORDS, data=st.data())
def test_a_quote_is_found_however_the_archive_is_wrapped(before, words, after, data):
    wrapped = []
    for word in [*before, *words, *after]:
        at = data.draw(st.integers(0, len(word) - 1))
        wrapped.append(f"{word[:at]}-\n{word[at:]}" if at else word)
    gap = data.draw(st.sampled_from([" ", "\n", "  \n  ", "\u00a0"]))
    assert quotes.is_verbatim(" ".join(words), gap.join(wrapped))


@given(before=WORDS, words=WORDS, after=WORDS, data=st.data())
def test_a_changed_word_is_found_out_and_marked(before, words, after, data):
    at = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join([*words[:at], "xyz", *words[at + 1 :]])
    archive = " ".join([*before, *words, *after])
    assert not quotes.is_verbatim(quote, archive)
    near = quotes.difference(quote, archive)
    if near is not None and near.span is not None:
        assert near.span[0] < near.span[1] <= len(quote)
        assert quote[slice(*near.span)].strip() == quote[slice(*near.span)]


def test_every_place_with_evidence_is_looked_up(found):
    body = """
    treaty:
      name: a new treaty
      state: negotiation
      status: reported
      evidence: {article: wrong one}
      responses: {The Kremlin: {response: denied, evidence: {article: wrong two}}}
      scope: {text: all ties, evidence: {article: {quote: wrong three, page: 2}}}
      history:
        signed: {date: 2025-01-17, evidence: {article: [Iran has finalized, wrong four]}}
        ratified: {Iran: {date: 2025, evidence: {article: wrong five}}}
    timeline:
      talks: {date: 2024, text: Talks are held., evidence: {article: wrong six}}
    judgements:
      outlook:
        text: Whether it is signed is not assessed.
        likelihood: not-assessed
        because: No basis.
        outcome: {result: unknown, date: 2024-02-01, evidence: {article: wrong seven}}
    """
    findings = found(textwrap.dedent(body) + ARTICLE)
    assert codes_of(findings) == ["Q01"] * 7
    assert [finding.path[:-1] for finding in findings] == [
        ("treaty", "evidence", "article", 0),
        ("treaty", "responses", "The Kremlin", "evidence", "article", 0),
        ("treaty", "scope", "evidence", "article", 0),
        ("treaty", "history", "signed", "evidence", "article", 1),
        ("treaty", "history", "ratified", "parties", "Iran", "evidence", "article", 0),
        ("judgements", "outlook", "outcome", "evidence", "article", 0),
        ("timeline", "talks", "evidence", "article", 0),
    ]


def test_a_translation_and_a_source_without_an_archive_are_not_looked_up(found):
    body = claim("{quote: Iran has finalized, translation: L'Iran a conclu}")
    assert found(body) == []
    assert found(claim("whatever").replace("title: A new treaty, file: article.txt", "title: A new treaty")) == []


# --- Q02 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sha256", "recorded", "problem", "message"),
    [
        ("words", "1", "1", None, None),
        ("words", "1", None, None, None),
        ("words", "2", "1", None, "the archived text “a.txt” of source “article” has changed since it was recorded"),
        (None, None, "1", "it is away", "the archived text “a.txt” of source “article” cannot be used: it is away"),
    ],
)
def test_an_archive_must_be_there_and_as_it_was_recorded(tmp_path, text, sha256, recorded, problem, message):
    loaded = code_pages.read(tmp_path, Example(HEAD + ARTICLE, {"article.txt": ARCHIVE}))
    archive = dataclasses.replace(
        loaded.archives["article"], shown="a.txt", text=text, sha256=sha256, recorded=recorded, problem=problem
    )
    context = CheckContext({"article": archive}, code_pages.MARKINGS.index, settings=EVIDENCE)
    findings = check.check(loaded.brief, "brief", context)
    assert [(finding.code, finding.message, finding.path) for finding in findings] == (
        [("Q02", message, ("sources", "article", "file"))] if message else []
    )


# --- Q03 -------------------------------------------------------------------------------------------------------------

TREATY = "treaty: {name: a new treaty, state: negotiation, status: reported, evidence: {article: Iran has finalized}, MORE}\n"
JUDGED = """\
claims: {said: {text: We did., status: confirmed, desk: true}}
judgements: {outlook: {text: It is likely., likelihood: likely, based_on: said, outcome: OUTCOME}}
"""


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("claims: {deal: {text: A deal is near., status: reported}}", ("claims", "deal")),
        ("claims: {deal: {text: A deal is near., status: reported, evidence: {article: '…'}}}", ("claims", "deal")),
        ("claims: {deal: {text: A deal is near., status: confirmed, desk: true}}", None),
        (
            "arms_deals: {jets: {text: A deal., status: reported, supplier: A, recipient: B, items: C, stage: suggested}}",
            ("arms_deals", "jets"),
        ),
        ("treaty: {name: a new treaty, state: negotiation, status: reported}", ("treaty",)),
        ("treaties: {new: {name: a new treaty, state: negotiation, status: reported}}", ("treaties", "new")),
        (TREATY.replace("MORE", "scope: all ties"), ("treaty", "scope")),
        (TREATY.replace("MORE", "scope: unknown"), None),
        (TREATY.replace("MORE", "scope: all ties, desk: true"), None),
        (TREATY.replace("MORE", "signing: {expected: at a meeting, date: unknown}"), ("treaty", "signing")),
        (TREATY.replace("MORE", "signing: {date: unknown}"), None),
        (TREATY.replace("MORE", "history: {signed: 2025-01-17, ratified: {Iran: 2025-05}}"), None),
        (
            TREATY.replace("MORE", "history: {ratified: {Iran: {text: by vote, date: 2025}}}"),
            ("treaty", "history", "ratified", "parties", "Iran"),
        ),
        ("timeline: {talks: {date: 2024, text: Talks are held.}}", ("timeline", "talks")),
        ("timeline: {review: {date: 2024, text: The desk looks again., desk: true}}", None),
        ("judgements: {outlook: {text: It is likely., likelihood: likely}}", ("judgements", "outlook")),
        ("judgements: {outlook: {text: Not assessed., likelihood: not-assessed}}", ("judgements", "outlook")),
        ("judgements: {outlook: {text: Not assessed., likelihood: not-assessed, because: No basis.}}", None),
        (JUDGED.replace("OUTCOME", "{result: occurred, date: 2024-01-10}"), ("judgements", "outlook", "outcome")),
        (JUDGED.replace("OUTCOME", "{result: partly, date: 2024-01-10}"), ("judgements", "outlook", "outcome")),
        (JUDGED.replace("OUTCOME", "{result: did-not-occur, date: 2024-01-10}"), None),
        (JUDGED.replace("OUTCOME", "{result: unknown, date: 2024-01-10}"), None),
        (JUDGED.replace("OUTCOME", "{result: occurred, date: 2024-01-10, based_on: [said]}"), None),
        (
            JUDGED.replace("OUTCOME", "{result: occurred, date: 2024-01-10, evidence: {article: Iran has finalized}}"),
            None,
        ),
        ("gaps: {when: When is it signed?}", None),
        ("watch: {date-named: A date is named.}", None),
    ],
)
def test_what_needs_evidence_and_what_does_not(found, body, path):
    findings = [finding for finding in found(f"{body}\n{ARTICLE}") if finding.code != "Q01"]
    assert [(finding.code, finding.path) for finding in findings] == ([("Q03", path)] if path else [])


def test_an_event_that_rests_on_a_statement_needs_no_evidence(found):
    body = claim("Iran has finalized arrangements") + "timeline: {talks: {date: 2024, text: Talks., based_on: deal}}\n"
    assert found(body) == []


# --- X01 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ("bottom_line: The price is TBD.", ("bottom_line", "text"), "TBD"),
        ("gaps: {when: 'When is it signed ???'}", ("gaps", "when", "text"), "???"),
        ("sections: {more: {title: More, text: 'One.\n\n    - XXX'}}", ("sections", "more", "text"), "XXX"),
        ("so_what: '[more](https://example.org/TODO)'", None, None),
        ("gaps: {when: Is it signed?}", None, None),
    ],
)
def test_a_left_over_mark_is_shown_where_it_stands(found, body, path, words):
    findings = found(body)
    assert [(finding.code, finding.path) for finding in findings] == ([("X01", path)] if path else [])
    for finding in findings:
        place = finding.location
        assert place.excerpt[place.column - 1 : place.end_column - 1] == words


def test_a_mark_in_a_key_that_is_printed_is_found_too(found):
    (finding,) = found("glossary: {TBD: To be defined.}")
    assert (finding.code, finding.path, finding.on_key) == ("X01", ("glossary", "TBD"), True)


# --- waivers ---------------------------------------------------------------------------------------------------------

UNQUOTED = """
claims:
  deal:
    text: A deal is reported.
    status: reported
    waive: [{code: CODE, because: It may not be quoted., by: the desk}]
  other:
    text: Another deal is reported.
    status: reported
"""


@pytest.mark.parametrize("code", ["Q03", "q03", "no-evidence"])
def test_a_waiver_lets_pass_what_lies_in_its_item(found, code):
    deal, other = found(UNQUOTED.replace("CODE", code))
    assert (deal.path, deal.waived) == (("claims", "deal"), "It may not be quoted. (the desk)")
    assert (other.path, other.waived) == (("claims", "other"), None)


def test_a_waiver_of_the_brief_holds_for_every_item(found):
    waived = UNQUOTED.replace("    waive: [{code: CODE, because: It may not be quoted., by: the desk}]\n", "")
    waived += "waive: [{code: Q03, because: A draft., by: the desk}]\n"
    assert [finding.waived for finding in found(waived)] == ["A draft. (the desk)"] * 2


@pytest.mark.parametrize(
    ("code", "told_as", "message", "hint"),
    [
        ("X01", "X04", "there is no finding X01 here that could be waived", "delete the waiver"),
        ("P01", None, None, None),
        ("Q01", "X03", "Q01 can never be waived", "mend what it is about, and delete the waiver"),
        ("P02", "X03", "P02 can never be waived", "mend what it is about, and delete the waiver"),
        ("F01", "X03", "F01 can never be waived", "mend what it is about, and delete the waiver"),
        ("Q99", "X03", "unknown code “Q99”", "`briefgen explain` lists all codes"),
        ("no-evidense", "X03", "unknown code “no-evidense”", "did you mean no-evidence or not-in-evidence?"),
    ],
)
def test_a_waiver_that_does_nothing_is_a_finding_itself(found, code, told_as, message, hint):
    findings = [finding for finding in found(UNQUOTED.replace("CODE", code)) if finding.code != "Q03"]
    assert told(findings) == ([(told_as, message, hint)] if told_as else [])
    assert [finding.path for finding in findings] == [("claims", "deal", "waive", 0, "code")] * len(findings)


@pytest.mark.parametrize(
    ("because", "by"), [("''", "the desk"), ("' '", "the desk"), ("A draft.", "''"), ("unknown", "a")]
)
def test_a_waiver_without_a_reason_or_a_name_lets_nothing_pass(found, because, by):
    given = f"{{code: Q03, because: {because}, by: {by}}}"
    old = "{code: CODE, because: It may not be quoted., by: the desk}"
    findings = [finding for finding in found(UNQUOTED.replace(old, given)) if finding.path[:2] == ("claims", "deal")]
    assert sorted((finding.code, finding.waived) for finding in findings) == [("Q03", None), ("X03", None)]
    assert told(finding for finding in findings if finding.code == "X03") == [
        (
            "X03",
            "the waiver of Q03 gives no reason, or nobody's name: it lets nothing pass",
            "say why under `because:`, and who says so under `by:`",
        )
    ]


def test_what_can_never_be_waived_is_not(found):
    waived = claim("wrong words", more="waive: [{code: Q01, because: A misprint., by: the desk}]\n")
    quote, waiver = found(waived)
    assert (quote.code, quote.waived, waiver.code) == ("Q01", None, "X03")


def test_a_finding_from_reading_can_be_waived(tmp_path):
    text = "title: Talks\ndate: 2024-01-19\nbottom_line: Talks are held. # in Moscow\n"
    text += "waive: [{code: Y06, because: It is a comment., by: the desk}]\n"
    loaded = code_pages.read(tmp_path, Example(text, {}))
    context = code_pages.context(loaded)
    (finding,) = check.judged(loaded.diagnostics, loaded.brief, context)
    assert (finding.code, finding.waived) == ("Y06", "It is a comment. (the desk)")
    ignoring = code_pages.context(loaded, check.settings({}, ignore=["Y06"]))
    assert check.judged(loaded.diagnostics, loaded.brief, ignoring) == []
    assert check.check(loaded.brief, "brief", context) == []


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_project_sets_another_severity_and_ignores(found):
    assert [f.severity for f in found("so_what: TBD", settings=check.settings({"x01": "error"}))] == [Severity.ERROR]
    assert found("so_what: TBD", settings=check.settings({}, ignore=["left-over-mark"])) == []
    assert codes_of(found("so_what: TBD", settings=check.settings({}, select=["X01"]))) == ["X01"]
    assert found("so_what: TBD", settings=check.settings({}, select=["Q03"])) == []


def test_an_ignored_code_makes_no_waiver_idle(found):
    assert found(UNQUOTED.replace("CODE", "Q03"), settings=check.settings({}, ignore=["Q03"])) == []


def test_what_nobody_can_let_pass_is_neither_lowered_nor_ignored():
    assert check.settings({"Q01": "error", "Q03": "info"}).severity == {"Q01": Severity.ERROR, "Q03": Severity.INFO}
    with pytest.raises(BriefgenError, match="Q01 can never be lowered to warning"):
        check.settings({"Q01": "warning"})
    with pytest.raises(BriefgenError, match="M01 can never be ignored"):
        check.settings({}, ignore=["above-ceiling"])
    with pytest.raises(NotFound, match="unknown code “Q77”"):
        check.settings({}, select=["Q77"])


# --- one audience ----------------------------------------------------------------------------------------------------

SCHEME = standards.marking_scheme("tlp")
PUBLIC = Audience(
    name="public", title="Public note", ceiling="TLP:CLEAR", sections=["bottom_line", "claims", "sections"]
)
CONTEXT = CheckContext({}, SCHEME.rank, audience="public")
MARKED = HEAD + textwrap.dedent("""
    bottom_line: One *agency* reports a request [@request], and nobody has confirmed it.
    claims:
      request:
        text: A news agency reports that Iran has asked for aircraft.
        status: reported
        desk: true
    sections:
      more: {title: More, text: "# One\\n\\n- two [@request]\\n- three"}
    """)


@pytest.fixture
def tailored(tmp_path: Path) -> TailoredBrief:
    loaded = code_pages.read(tmp_path, Example(MARKED, {}))
    return tailor("brief", loaded.brief, PUBLIC, SCHEME)


def test_a_tailored_brief_without_faults_has_no_findings(tailored):
    assert check.check(tailored, "tailored", CONTEXT) == []


@pytest.mark.parametrize(
    ("field", "why", "fires"),
    [
        ("title", "marked TLP:GREEN, above the ceiling TLP:CLEAR", True),
        ("title", "only for analyst", True),
        ("bottom_line", "marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@request]", True),
        ("bottom_line", "not for public", False),
        ("so_what", "marked TLP:GREEN, above the ceiling TLP:CLEAR, because it cites [@request]", True),
        ("claims", "marked TLP:GREEN, above the ceiling TLP:CLEAR", False),
    ],
)
def test_a_text_without_a_wording_for_the_audience_names_what_raised_it(tailored, field, why, fires):
    withheld = dataclasses.replace(tailored, decisions=(Decision(field, field, kept=False, why=why),))
    findings = check.check(withheld, "tailored", CONTEXT)
    message = f"the {field.replace('_', ' ')} has no wording for audience “public”: {why}"
    assert [(finding.code, finding.path, finding.audiences, finding.message) for finding in findings] == (
        [("M01", (field,), ("public",), message)] if fires else []
    )
    for finding in findings:
        assert ("`short: {public: …}`" in finding.hint) == (field != "so_what")


def test_whatever_is_marked_above_the_ceiling_is_found(tailored):
    claims = {"request": tailored.brief.claims["request"].model_copy(update={"marking": "TLP:GREEN"})}
    leaking = dataclasses.replace(tailored, brief=tailored.brief.model_copy(update={"claims": claims}))
    (finding,) = check.check(leaking, "tailored", CONTEXT)
    assert (finding.code, finding.path) == ("M01", ("claims", "request"))
    (label,) = check.check(dataclasses.replace(tailored, marking="TLP:RED"), "tailored", CONTEXT)
    assert label.message == "the memo would carry TLP:RED, above the ceiling TLP:CLEAR of “public”"


# --- pages -----------------------------------------------------------------------------------------------------------


def page(number: int, label: str = "TLP:CLEAR", used: float = 200.0) -> PageFacts:
    return PageFacts(number, (), top=("Weekly memo", label), bottom=(label,), height=250.0, used=used)


def memo(tailored: TailoredBrief, *pages: PageFacts, **changes: object) -> LaidMemo:
    """A memo that holds all it must, with changes."""
    texts = {
        "title": ("Iran has asked for aircraft, a news agency reports",),
        "bottom_line": ("ONE agency reports a request [1.2], and no\u00adbody has con\u2010 firmed it.",),
        "request": ("reported", "A news agency reports that Iran has asked for aircraft. [1]"),
        "more": ("One two 1 three",),
        "more.title": ("More",),
    }
    laid = Laid(pages or (page(1),), texts, (), heights={}, line=4.0)
    return dataclasses.replace(LaidMemo(tailored, "pdf", laid, texts, ()), **changes)


def pages_told(value: LaidMemo) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in check.check(value, "page", CONTEXT)]


def test_a_memo_without_faults_has_no_findings(tailored):
    assert set(tailored.texts) == set(memo(tailored).texts)
    assert pages_told(memo(tailored)) == []
    assert pages_told(memo(tailored, laid=None)) == []


def test_a_label_stands_exactly_on_every_page(tailored):
    strict = dataclasses.replace(tailored, marking="TLP:AMBER")
    pages = (page(1, "TLP:AMBER"), page(2, "TLP:AMBER+STRICT"), page(3, "tlp:amber"))
    assert pages_told(memo(strict, *pages)) == [
        ("M02", "the label TLP:AMBER is missing from the header of pages 2, 3"),
        ("M02", "the label TLP:AMBER is missing from the footer of pages 2, 3"),
    ]
    no_foot = dataclasses.replace(page(1), bottom=("Page 1",))
    assert pages_told(memo(tailored, no_foot)) == [("M02", "the label TLP:CLEAR is missing from the footer of page 1")]


def test_a_budget_is_exceeded_by_so_many_pages_and_lines(tailored):
    short = dataclasses.replace(tailored, audience=PUBLIC.model_copy(update={"max_pages": 2}))
    assert pages_told(memo(short, page(1), page(2))) == []
    ((code, message),) = pages_told(memo(short, page(1), page(2), page(3), page(4, used=41.0)))
    pages, _, beyond = message.partition(": ")
    assert (code, pages) == ("P01", "the memo has 4 pages, 2 more than the 2 that audience “public” takes")
    assert beyond == "what stands beyond is about 61 lines (241 mm)"
    ((_, message),) = pages_told(memo(short, page(1), page(2), page(3, used=4.0)))
    assert message.endswith(": what stands beyond is about 1 line (4 mm)")


@pytest.mark.parametrize(
    ("in_excess", "hint"),
    [
        ((), "it would not fit either without all the items that can be left out: "),
        (("request",), "without `claims.request` it would fit: keep it out with `not_for: [public]`, "),
        (("request", "more"), "without `claims.request` and `sections.more` it would fit: keep them out with "),
    ],
)
def test_what_would_fit_the_budget_is_told(tailored, in_excess, hint):
    short = dataclasses.replace(tailored, audience=PUBLIC.model_copy(update={"max_pages": 1}))
    (finding,) = check.check(memo(short, page(1), page(2), in_excess=in_excess), "page", CONTEXT)
    assert finding.hint.startswith(hint)
    assert "write shorter wordings (`short:`)" in finding.hint


def test_each_item_that_was_left_out_for_space_is_told_at_its_place(tailored):
    gone = Decision("treaties", "treaty", kept=False, why="left out for space", for_space=True)
    above = Decision("claims", "secret", kept=False, why="marked TLP:RED")
    less = dataclasses.replace(tailored, decisions=(gone, above))
    (finding,) = check.check(memo(less, laid=None), "page", CONTEXT)
    assert (finding.code, finding.severity, finding.path) == ("P05", Severity.WARNING, ("treaty",))
    assert finding.message == "the memo leaves out `treaty` so that it keeps to `max_pages`"


@pytest.mark.parametrize(
    ("key", "printed", "message", "path"),
    [
        ("title", (), "the pdf does not print “title”", ("title",)),
        (
            "bottom_line",
            ("One agency reports a request [1].",),
            "the pdf does not print all of “bottom_line”; missing: “, and nobody has confirmed it.”",
            ("bottom_line",),
        ),
        ("request", ("reported",), "the pdf does not print all of “request”", ("claims", "request", "text")),
        (
            "more",
            ("One three two",),
            "the pdf does not print all of “more”; missing: “three”",
            ("sections", "more", "text"),
        ),
        (
            "more.title",
            ("Mor",),
            "the pdf does not print all of “more.title”; missing: “More”",
            ("sections", "more", "title"),
        ),
    ],
)
def test_lost_words_are_told_with_their_place(tailored, key, printed, message, path):
    whole = memo(tailored)
    texts = {name: words for name, words in whole.texts.items() if name != key} | ({key: printed} if printed else {})
    (finding,) = check.check(dataclasses.replace(whole, texts=texts), "page", CONTEXT)
    assert (finding.code, finding.path) == ("P02", path)
    assert finding.message.startswith(message)


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        ("refused", "error"),
        ("missing-file", "error"),
        ("dead-anchor", "error"),
        ("unknown-option", "warning"),
        ("ignored-css", "info"),
        ("other", "warning"),
    ],
)
def test_what_the_engine_says_is_told_with_what_to_do(tailored, kind, severity):
    (finding,) = check.check(memo(tailored, messages=(EngineMessage(kind, "its words", "warning"),)), "page", CONTEXT)
    assert (finding.code, finding.severity) == ("P03", severity)
    assert finding.message.endswith(": its words")
    assert finding.hint


def test_letters_without_a_shape_are_told_once_for_each_text(tailored):
    title = tailored.brief.title.model_copy(update={"text": "Talks in བོད"})
    shown = dataclasses.replace(tailored, brief=tailored.brief.model_copy(update={"title": title}))
    said = [
        EngineMessage("missing-glyph", f'unsupported: "{letter}" (U+{ord(letter):04X})', "warning") for letter in "བོད☃"
    ]
    findings = check.check(memo(shown, messages=tuple(said)), "page", CONTEXT)
    assert [(finding.path, finding.message) for finding in findings] == [
        (("title", "text"), "no font of the memo has a shape for “བ” (U+0F56), “ོ” (U+0F7C), “ད” (U+0F51)"),
        ((), "no font has a shape for “☃” (U+2603), which the template prints"),
    ]


def test_text_that_stands_out_of_its_page_is_told(tailored):
    laid = Laid((page(1),), {}, (Overflow(1, "Donaudampfschiff", "request", "right"),), heights={}, line=4.0)
    (finding,) = check.check(memo(tailored, laid=laid), "page", CONTEXT)
    assert finding.message == "“Donaudampfschiff” stands over the right edge on page 1"
    assert finding.path == ("claims", "request", "text")


def test_the_place_of_a_text_is_found_from_its_key(tmp_path):
    body = """
    treaty: {name: a new treaty, state: negotiation, status: reported, desk: true, signing: {expected: soon}}
    arms_deals:
      jets: {text: A deal., status: reported, desk: true, supplier: Russia, recipient: Iran, stage: suggested,
             items: {Su-35: jets, Mi-28: {description: helicopters, comment: None seen.}}}
    glossary: {sanction: A measure., offset: A share.}
    """
    brief = code_pages.read(tmp_path, Example(HEAD + textwrap.dedent(body), {})).brief
    shown = tailor("brief", brief, PUBLIC, SCHEME).brief
    for value in (brief, shown.model_copy(update={"arms_deals": brief.arms_deals, "treaties": brief.all_treaties})):
        assert places.path_of(value, "treaty.signing.expected") == ("treaty", "signing", "expected")
        assert places.path_of(value, "jets.items.1.comment") == ("arms_deals", "jets", "items", "Mi-28", "comment")
        assert places.path_of(value, "jets") == ("arms_deals", "jets", "text")
        assert places.path_of(value, "nothing.text") == ()
    assert places.path_of(brief, "glossary.1") == ("glossary", "offset")
