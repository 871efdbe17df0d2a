"""The L rules: likelihood, confidence and certainty in the desk's own sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check, standards, wordlists

Found = Callable[..., list[tuple[str, str]]]

LIKELIHOOD = {"L01", "L02", "L03", "L05", "L06", "L07", "L08", "L09"}
HEAD = "title: A ministry expects a treaty to be signed\ndate: 2024-01-19\n"
JUDGEMENT = """\
judgements:
  signature:
    text: {text}
    likelihood: {likelihood}
    by: 2024-07-19
    confidence: low
    because: One source.
    based_on: plan
"""
PLAN = """\
claims:
  plan:
    text: {text}
    claimant: The ministry
    status: officially-stated
    evidence: {{note: it expects the treaty to be signed}}
    comment: {comment}
sources:
  note: {{title: Note, kind: statement, publisher: The ministry, author: The ministry, published: 2024-01-18}}
"""


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """The findings of the L rules in a brief, each as its code and the words it marks; L04 is tested on its own."""

    def run(body: str) -> list[tuple[str, str]]:
        loaded = code_pages.read(tmp_path, Example(HEAD + body, {}))
        findings = check.check(loaded.brief, "brief", code_pages.context(loaded))
        return [(finding.code, _marked(loaded, finding)) for finding in findings if finding.code in LIKELIHOOD]

    return run


def _marked(loaded, finding) -> str:
    value = loaded.brief
    for part in finding.path:
        value = getattr(value, part) if isinstance(part, str) and hasattr(value, part) else value[part]
    return value[slice(*finding.span)] if finding.span else ""


def judged(text: str, likelihood: str = "likely") -> str:
    """A brief with one judgement, and the claim it rests on."""
    return JUDGEMENT.format(text=text, likelihood=likelihood) + plan()


def plan(comment: str = "None.", text: str = "The ministry said that it expects the treaty to be signed.") -> str:
    """A brief with one claim."""
    return PLAN.format(comment=comment, text=text)


@pytest.mark.parametrize(
    ("text", "likelihood", "told"),
    [
        # L01
        (
            "We have high confidence that the treaty is very likely signed by July.",
            "very likely",
            "L01 high confidence",
        ),
        ("It is almost certain, and we are confident that it is so.", "almost certain", "L01 we are confident"),
        # L02
        ("It is highly likely that the treaty is signed by July.", "very likely", "L02 highly likely"),
        ("It is likely (very likely) that it is signed by July.", "likely", "L02 very likely"),
        ("In all likelihood the treaty is signed by July.", "likely", "L02 In all likelihood"),
        ("It is likely to very likely that it is signed by July.", "likely", "L02 very likely"),
        ("It is likely that it is signed by July, and improbable that it fails.", "likely", "L02 improbable"),
        ("It is likely, if not almost certain, that it is signed by July.", "likely", "L02 almost certain"),
        # L03
        ("It is very likely that it is signed by July.", "likely", "L03 very likely"),
        ("It is likely (60–70 %) that it is signed by July.", "likely", "L03 (60–70 %)"),
        ("It is likely (90 %) that it is signed by July.", "likely", "L03 (90 %)"),
        ("The treaty is signed by July.", "likely", "L03"),
        # L05
        ("It is likely that it is signed by July; we believe it comes early.", "likely", "L05 we believe"),
        ("The treaty may be signed by July.", "likely", "L05 may"),
        ("A signature by July cannot be ruled out.", "unlikely", "L05 cannot be ruled out"),
        (
            "It is likely that talks go on; a signature is not out of the question.",
            "likely",
            "L05 not out of the question",
        ),
        ("There is a fair chance that it is signed by July.", "likely", "L02 fair chance"),
        # L09
        ("The treaty will be signed by July.", "likely", "L09 will"),
        ("It is likely that it is signed by July, but ratification will take longer.", "likely", "L09 will"),
        ("The treaty is definitely signed by July.", "likely", "L09 definitely"),
        ("A signature by July is inevitable.", "almost certain", "L09 inevitable"),
        ("It is 100 % sure that the treaty is signed.", "almost certain", "L09 100 %"),
    ],
)
def test_a_judgement_is_told_once_at_its_words(found: Found, text: str, likelihood: str, told: str) -> None:
    code, _, words = told.partition(" ")
    assert found(judged(text, likelihood)) == [(code, words)]


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("It is likely that the two parties will sign by 1 May 2024 and will ratify later.", "likely"),
        ("The treaty will almost certainly be signed by July.", "almost certain"),
        ("The treaty will probably be signed by July.", "probable"),
        ("There is a remote chance that it is signed by July.", "remote"),
        ("The chance that it is signed by July is remote.", "remote"),
        ("It is likely (55–80 %) that it is signed by July.", "likely"),
        ("It is likely (about 60 aircraft) that it is signed by July.", "likely"),
        ("It is likely that the remote sensing treaty is signed by July.", "likely"),
        ("It is likely that the ministry says by July that a signature is highly likely.", "likely"),
        ("It is likely that the ministry repeats by July that a signature is “highly likely”.", "likely"),
        ("It is likely that the parties sign as soon as possible.", "likely"),
        ("It is likely that 100 % of the boats arrive by July.", "likely"),
        ("It is likely that the parties have the political will to sign by July.", "likely"),
        ("Given what the ministry said, it is likely that the treaty is signed by July.", "likely"),
        ("It is likely that it is signed by July; a delay is unlikely.", "likely"),
        ("It is likely that it is signed by July; by the draft either side may withdraw.", "likely"),
        ("Whether the parties will sign is not assessed.", "not-assessed"),
        ("Whether the parties may sign is not assessed.", "not-assessed"),
    ],
)
def test_a_judgement_that_says_it_well_is_quiet(found: Found, text: str, likelihood: str) -> None:
    assert found(judged(text, likelihood)) == []


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("The date is likely wrong, and our moderate confidence rests on that.", [("L01", "moderate confidence")]),
        ("An error is highly likely.", [("L02", "highly likely")]),
        ("The note is perhaps possibly early.", [("L06", "possibly")]),
        ("It is likely that the note could be early.", [("L06", "could")]),
        ("The treaty will inevitably be signed.", [("L09", "inevitably")]),
        ("A second batch is a foregone conclusion.", [("L09", "foregone conclusion")]),
        ("Our confidence that the note is probably early is low.", [("L01", "Our confidence")]),
        ("It would appear that the note is possibly early.", [("L06", "possibly")]),
        ("The remote sensing data stand with high confidence.", []),
        ("Confidence-building measures are likely.", []),
        ("The ministry says that a signature is highly likely.", []),
        ("A signature is highly likely, the ministry says.", []),
        ("According to the ministry, it may possibly sign.", []),
        ("The ministry suggested that it might possibly sign, with high confidence that it is likely.", []),
        ("The note may or may not be early, or possibly late.", []),
        ("An early date is possible, but not likely.", []),
        ("Perhaps so, but it is likely that an unlikely guest comes.", []),
        ("The ministry says so with high confidence; a signature is likely.", []),
        ("The price will rise by 5.0 %.", []),
        ("A later date is less likely, an earlier one more likely than the usual one.", []),
        ("The source is certainly a rewrite.", []),
        ("A signature will not necessarily follow, and is not inevitable.", []),
    ],
)
def test_a_comment_of_the_desk(found: Found, comment: str, told: list[tuple[str, str]]) -> None:
    assert found(plan(comment)) == told


def test_a_statement_is_never_judged(found: Found) -> None:
    text = "It is highly likely, we are confident that it is, and it may possibly be inevitable."
    assert found(plan(text=text)) == []


def test_the_desk_that_speaks_is_nobody_else(found: Found) -> None:
    assert found(plan("We said that a signature is highly likely.")) == [("L02", "highly likely")]


def test_the_scale_of_the_brief_decides(found: Found) -> None:
    assert found("scale: phia\n" + judged("It is highly likely that it is signed.", "highly likely")) == []
    assert found("scale: phia\n" + judged("It is likely, so probable, that it is signed.")) == []
    assert found("scale: phia\n" + judged("It is very likely that it is signed.")) == [("L02", "very likely")]


def test_without_word_lists_wording_is_not_checked(tmp_path: Path) -> None:
    body = judged("We have high confidence that it may be highly likely and will certainly, perhaps possibly, come.")
    loaded = code_pages.read(tmp_path, Example(HEAD + body, {}))
    context = dataclasses.replace(code_pages.context(loaded), words=wordlists.WordLists("xx", {}))
    assert [finding for finding in check.check(loaded.brief, "brief", context) if finding.code in LIKELIHOOD] == []


def test_likelihood_and_confidence_are_told_apart_in_french_too(found: Found) -> None:
    text = "Avec une confiance élevée, il est peu probable que le traité soit signé."
    assert found("language: fr\n" + judged(text, "unlikely")) == [("L01", "confiance élevée")]


def test_what_a_french_source_says_is_not_the_desks(found: Found) -> None:
    comment = "Le ministère a déclaré avec une confiance élevée que la signature est probable."
    assert found("language: fr\n" + plan(comment)) == []


def test_russian_and_persian_have_words_of_likelihood(found: Found) -> None:
    assert found("language: ru\n" + judged("С высокой уверенностью подписание вероятно.")) == [
        ("L01", "высокой уверенностью")
    ]
    assert found("language: fa\n" + judged("با اطمینان بالا، امضا محتمل است.")) == [("L01", "اطمینان بالا")]


@pytest.mark.parametrize("name", standards.scales())
def test_every_word_of_a_scale_and_every_form_of_it_is_a_word_of_likelihood(name: str) -> None:
    words, scale = wordlists.load("en"), standards.scale(name)
    forms = [form for row in scale.rows for several in row.forms.values() for form in several]
    known = {word for word in [*scale.words, *forms] if words.holds("likelihood", word)}
    assert {*scale.words, *forms} - known <= {"remote"}  # which is an ordinary word too
    assert all(word in row.words for row in scale.rows for word in row.forms)


# --- what a judgement needs ------------------------------------------------------------------------------------------


def needed(*lines: str) -> str:
    """A brief with a judgement that has only these lines."""
    return "judgements:\n  signature:\n" + "".join(f"    {line}\n" for line in lines) + plan()


LIKELY = ("text: It is likely that the treaty is signed.", "likelihood: likely")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("confidence: low", "because: One source.", "based_on: plan"), "has no horizon"),
        (("by: 2024-07-19", "confidence: low", "based_on: plan"), "has no reason for its confidence"),
        (("by: 2024-07-19", "because: One source.", "based_on: plan"), "has no confidence"),
        (("confidence: low", "based_on: plan"), "has no horizon and no reason for its confidence"),
    ],
)
def test_what_a_judgement_lacks_is_told_at_once(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    (finding,) = code_pages.findings(tmp_path, Example(HEAD + needed(*LIKELY, *lines), {}))
    assert (finding.code, finding.message) == ("L07", f"the judgement “signature” {message}")


def test_what_is_not_assessed_needs_a_reason_only(found: Found) -> None:
    open_ = ("text: Whether the treaty is signed is not assessed.", "likelihood: not-assessed", "based_on: plan")
    assert found(needed(*open_, "because: One source.")) == []
    assert found(needed(*open_)) == [("L07", "")]
    assert found(needed(*open_[:2])) == []  # Q03 tells that it rests on nothing


# --- confidence and the source base ----------------------------------------------------------------------------------

SOURCES = {
    "a": "{title: A, kind: wire, independence: one}",
    "b": "{title: B, kind: wire, independence: two}",
    "b-again": "{title: C, kind: rewrite, derived_from: b}",
    "paper": "{title: D, kind: primary}",
}


def resting(confidence: str, *names: str, answer: str = "") -> str:
    """A brief whose judgement rests, through another one, on a claim with evidence of these sources."""
    evidence = "".join(f"      {name}: words\n" for name in names)
    sources = "".join(f"  {name}: {record}\n" for name, record in SOURCES.items())
    return (
        "judgements:\n"
        "  first: {text: It is likely that it is so., likelihood: likely, by: 2024-07-19, confidence: "
        f"{confidence}, because: It is., based_on: second}}\n"
        "  second: {text: It is likely that it is so., likelihood: likely, by: 2024-07-19, confidence: low, "
        "because: It is., based_on: plan}\n"
        "claims:\n  plan:\n    text: The ministry says so.\n    status: reported\n"
        f"    evidence:\n{evidence}{answer}"
        f"sources:\n{sources}"
    )


@pytest.mark.parametrize(
    ("confidence", "names", "is_told"),
    [
        ("low", ["a"], False),
        ("moderate", ["a"], True),
        ("moderate", ["b", "b-again"], True),
        ("moderate", ["a", "b-again"], False),
        ("moderate", ["paper"], False),
        ("high", ["paper"], True),
        ("high", ["a", "b"], True),
        ("high", ["a", "paper"], False),
    ],
)
def test_confidence_needs_independent_groups_or_a_primary_document(
    found: Found, confidence: str, names: list[str], is_told: bool
) -> None:
    told = [code for code, _ in found(resting(confidence, *names))]
    assert told == ["L08"] * is_told


def test_only_an_answer_that_confirms_bears_a_judgement(found: Found) -> None:
    answer = "    responses: {{Iran: {{response: {kind}, evidence: {{b: words}}}}}}\n"
    assert found(resting("moderate", "a", answer=answer.format(kind="confirmed"))) == []
    assert [code for code, _ in found(resting("moderate", "a", answer=answer.format(kind="denied")))] == ["L08"]


@pytest.mark.parametrize(
    ("confidence", "names", "rests", "hint"),
    [
        ("moderate", ["a"], "one source, “a”", "low"),
        ("moderate", ["b", "b-again"], "“b” and “b-again”, which are not independent", "low"),
        ("high", ["a", "b"], "“a” and “b”, none of which is a primary document", "moderate"),
    ],
)
def test_the_finding_says_what_it_rests_on(
    tmp_path: Path, confidence: str, names: list[str], rests: str, hint: str
) -> None:
    findings = code_pages.findings(tmp_path, Example(HEAD + resting(confidence, *names), {}))
    (finding,) = (finding for finding in findings if finding.code == "L08")
    assert finding.message.endswith(f"it rests on {rests}")
    assert finding.hint == f"write `confidence: {hint}`, or name more under `based_on:`"
    assert finding.path == ("judgements", "first", "confidence")
