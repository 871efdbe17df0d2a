"""The one shape of a finding, and the four ways to print it."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import (
    Diagnostic,
    Location,
    Severity,
    count,
    fatal,
    ordered,
    quoted,
    summary,
    to_annotation,
    to_dict,
    to_sarif,
    to_text,
)
from briefgen.errors import did_you_mean


def finding(message="wrong", **parts):
    severity = parts.pop("severity", Severity.ERROR)
    return Diagnostic(severity, parts.pop("code", "F01"), parts.pop("name", "unknown-key"), message, **parts)


def under(line, words, **parts):
    """A finding under these words of a line."""
    begin = line.index(words)
    return finding(location=Location("b.yaml", 7, begin + 1, 7, begin + 1 + len(words), line), **parts)


def frame(diagnostic):
    """The excerpt and its carets, without the number of the line."""
    return [line.split("| ", 1)[1] for line in to_text(diagnostic).splitlines()[1:3]]


PLACE = Location("briefs/b.yaml", 3, 5, 3, 9, "    text")

# --- text ------------------------------------------------------------------------------------------------------------


def test_the_text_is_place_code_message_frame_and_hint():
    assert to_text(under("  txt: It is said.", "txt", message="unknown key “txt”", hint="did you mean text?")) == (
        "b.yaml:7:3: error F01 unknown-key: unknown key “txt”\n"
        "   7 |   txt: It is said.\n"
        "     |   ^^^\n"
        "   hint: did you mean text?"
    )


def test_a_finding_without_a_place_is_one_line():
    assert to_text(finding()) == "error F01 unknown-key: wrong"


def test_the_text_names_the_audiences():
    assert to_text(finding(audiences=("analyst", "public"))) == "error F01 unknown-key: wrong (analyst, public)"


def test_the_lines_of_a_hint_stand_below_each_other():
    assert to_text(finding(hint="one\ntwo")).splitlines()[1:] == ["   hint: one", "         two"]


def test_a_waived_finding_says_so_and_why():
    told = to_text(finding(waived="the desk knows"))
    assert told == "waived error F01 unknown-key: wrong\n   waived: the desk knows"


@pytest.mark.parametrize(
    ("line", "words", "shown", "carets"),
    [
        ("\ttext:\twrong", "wrong", " text: wrong", "       ^^^^^"),
        ("text: 条約は署名", "署名", "text: 条約は署名", "            ^^^^"),
        ("text: e\u0301te\u0301 faux", "faux", "text: e\u0301te\u0301 faux", "          ^^^^"),
        ("text: e\u0301te\u0301", "e\u0301te\u0301", "text: e\u0301te\u0301", "      ^^^"),
        ("text: \u2602\ufe0f faux", "faux", "text: \u2602\ufe0f faux", "        ^^^^"),
        ("text: می\u200cخواهد نه", "نه", "text: می\u200cخواهد نه", "              ^^"),
        ("text: a\u2028b faux", "faux", "text: a b faux", "          ^^^^"),
        ("text: a\x85b faux", "faux", "text: a b faux", "          ^^^^"),
    ],
    ids=["tab", "wide", "combining", "under combining", "variation", "joiner", "line separator", "next line"],
)
def test_carets_stand_under_the_words(line, words, shown, carets):
    assert frame(under(line, words)) == [shown, carets]


def test_no_text_turns_the_terminals_line_around():
    shown, carets = frame(under("text: \u202ewen \u2066y", "y"))
    assert shown == "text: \ufffdwen \ufffdy"
    assert carets == " " * 12 + "^"


@pytest.mark.parametrize(
    ("line", "words", "shown", "carets"),
    [
        ("a" * 40 + "wrong" + "b" * 200, "wrong", "…" + "a" * 20 + "wrong" + "b" * 85 + "…", " " * 21 + "^" * 5),
        ("wrong" + "b" * 200, "wrong", "wrong" + "b" * 105 + "…", "^" * 5),
        ("a" * 200 + "wrong", "wrong", "…" + "a" * 105 + "wrong", " " * 106 + "^" * 5),
        ("a" * 900 + "wrong" + "b" * 900, "wrong", "…" + "a" * 20 + "wrong" + "b" * 85 + "…", " " * 21 + "^" * 5),
        ("a" * 50 + "w" * 100 + "b" * 50, "w" * 100, "…" + "a" * 10 + "w" * 100 + "…", " " * 11 + "^" * 100),
        ("a" * 50 + "w" * 200, "w" * 200, "…" + "w" * 110 + "…", " " + "^" * 110),
        ("条" * 60 + "署名", "署名", "…" + "条" * 53 + "署名", " " * 107 + "^^^^"),
        ("a" * 110, "a" * 110, "a" * 110, "^" * 110),
    ],
    ids=["middle", "begin", "end", "very long", "words that just fit", "words too long", "wide", "fits"],
)
def test_a_long_line_is_cut_around_the_words(line, words, shown, carets):
    assert frame(under(line, words)) == [shown, carets]


@pytest.mark.parametrize(
    ("place", "carets"),
    [
        (Location("b.yaml", 1, 7, 1, 7, "title:"), "      ^"),
        (Location("b.yaml", 1, 3, 4, 2, "a: |"), "  ^^"),
        (Location("b.yaml", 1, 99, 1, 120, "title:"), "      ^"),
    ],
    ids=["after the end", "several lines", "beyond the end"],
)
def test_odd_places_have_a_caret_too(place, carets):
    assert frame(finding(location=place))[1] == carets


@given(st.text(max_size=300), st.integers(1, 310), st.integers(0, 310))
def test_any_line_makes_a_frame_of_two_lines(line, column, length):
    told = to_text(finding(location=Location("b.yaml", 1, column, 1, column + length, line)))
    assert len(told.split("\n")) == (3 if line else 1)
    if line:
        assert "^" in told.split("\n")[2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("short", "“short”"),
        ("two\n lines\tand a tab", "“two lines and a tab”"),
        ("x" * 60, "“" + "x" * 60 + "”"),
        ("x" * 61, "“" + "x" * 59 + "…”"),
        ("a\0b\ud800", "“a b\ufffd”"),
        ("", "“”"),
    ],
)
def test_words_are_quoted_on_one_short_line(text, told):
    assert quoted(text) == told


@given(st.text(st.characters(), max_size=400))
def test_quoted_words_can_be_written_to_any_terminal(text):
    told = quoted(text)
    told.encode()
    assert len(told) <= 62
    assert told.splitlines() == [told]


# --- order, number, severity -----------------------------------------------------------------------------------------


def test_findings_come_by_place_then_severity_then_code():
    at = lambda file, line, column, **parts: finding(location=Location(file, line, column, line, column + 1), **parts)
    wanted = [
        finding("no place"),
        at("a.yaml", 9, 1),
        at("b.yaml", 2, 1),
        at("b.yaml", 10, 3, code="Z01"),
        at("b.yaml", 10, 3, code="A01", severity=Severity.WARNING),
        at("b.yaml", 10, 3, code="A01", severity=Severity.INFO),
        at("b.yaml", 10, 20),
    ]
    assert ordered(reversed(wanted)) == wanted


def test_equal_findings_are_told_once_for_all_their_audiences():
    twice = [finding(audiences=("public",)), finding(audiences=("analyst",)), finding(audiences=("public",))]
    assert ordered(twice) == [finding(audiences=("public", "analyst"))]


def test_what_holds_for_the_brief_holds_for_every_audience():
    assert ordered([finding(audiences=("public",)), finding()]) == [finding()]
    assert ordered([finding(), finding(audiences=("public",))]) == [finding()]


@pytest.mark.parametrize(
    "other",
    [{"waived": "why"}, {"severity": Severity.INFO}, {"path": ("title",)}, {"span": (0, 1)}, {"message": "other"}],
    ids=str,
)
def test_findings_that_differ_are_both_told(other):
    assert len(ordered([finding(), finding(**other)])) == 2


def test_severities_are_ranked_and_counted_without_the_waived():
    found = [
        finding(),
        finding(severity=Severity.WARNING),
        finding(severity=Severity.INFO),
        finding(severity=Severity.WARNING, waived="why"),
    ]
    assert count(found, Severity.WARNING) == 1
    assert fatal(found, Severity.ERROR) == found[:1]
    assert fatal(found, Severity.WARNING) == found[:2]
    assert summary(found) == "1 error, 1 warning, 1 info, 1 waived"
    assert summary([finding(), finding()]) == "2 errors"
    assert summary([]) == "no findings"


# --- JSON, SARIF, annotations ----------------------------------------------------------------------------------------

KEYS = ["severity", "code", "name", "message", "hint", "path", "audiences", "waived", "location"]


@pytest.mark.parametrize("diagnostic", [finding(), finding(path=("claims", "a", 0), location=PLACE, hint="do so")])
def test_json_has_the_same_keys_always(diagnostic):
    told = to_dict(diagnostic)
    assert list(told) == KEYS
    assert json.loads(json.dumps(told)) == told


def test_json_says_where():
    told = to_dict(finding(path=("claims", "a", 0), location=PLACE, audiences=("analyst",)))
    assert told["path"] == ["claims", "a", 0]
    assert told["audiences"] == ["analyst"]
    assert told["location"] == {
        "file": "briefs/b.yaml",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 9,
        "excerpt": "    text",
    }


def sarif(*diagnostics):
    return json.loads(to_sarif(diagnostics, "1.2.3"))


def test_sarif_holds_what_version_2_1_0_requires():
    log = sarif(
        finding(location=PLACE, hint="do so", audiences=("public",)), finding(code="Q01", name="quote-not-found")
    )
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("briefgen", "1.2.3")
    assert driver["rules"] == [{"id": "F01", "name": "UnknownKey"}, {"id": "Q01", "name": "QuoteNotFound"}]
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("F01", "error")
    assert first["message"] == {"text": "wrong (public)\nhint: do so"}
    (location,) = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "briefs/b.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }
    assert "locations" not in second


def test_sarif_of_no_findings_has_an_empty_list_of_results():
    (run,) = sarif()["runs"]
    assert run["results"] == []


def test_sarif_columns_count_code_points():
    line = "text: 🛩🛩 wrong"
    (result,) = sarif(under(line, "wrong"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == line.index("wrong") + 1 == 10


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_sarif_has_levels_of_its_own(severity, level):
    assert sarif(finding(severity=Severity(severity)))["runs"][0]["results"][0]["level"] == level


def test_sarif_says_of_every_result_whether_it_is_waived():
    results = sarif(finding(), finding(waived="the desk knows"))["runs"][0]["results"]
    suppressed = [{"kind": "inSource", "justification": "the desk knows"}]
    assert [result["suppressions"] for result in results] == [[], suppressed]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("briefs/a b.yaml", "briefs/a%20b.yaml"),
        ("a#1:2.yaml", "a%231%3A2.yaml"),
        ("بریف.yaml", "%D8%A8%D8%B1%DB%8C%D9%81.yaml"),
    ],
)
def test_sarif_files_are_uri_references(file, uri):
    found = sarif(finding(location=dataclasses.replace(PLACE, file=file)))["runs"][0]["results"][0]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_an_annotation_names_file_and_columns():
    told = to_annotation(finding(location=PLACE, hint="do so", audiences=("public",)))
    assert told == (
        "::error title=F01 unknown-key,file=briefs/b.yaml,line=3,endLine=3,col=5,endColumn=9"
        "::wrong (public)%0Ahint: do so"
    )


def test_an_annotation_over_several_lines_has_no_last_column():
    assert "endColumn" not in to_annotation(finding(location=dataclasses.replace(PLACE, end_line=5)))


def test_an_annotation_escapes_what_would_end_it():
    told = to_annotation(
        finding("100 %\r\n::error::x", location=dataclasses.replace(PLACE, file="a,b:c%.yaml", end_line=4))
    )
    assert told == (
        "::error title=F01 unknown-key,file=a%2Cb%3Ac%25.yaml,line=3,endLine=4,col=5::100 %25%0D%0A::error::x"
    )


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"severity": Severity.WARNING}, "warning"),
        ({"severity": Severity.INFO}, "notice"),
        ({"waived": "the desk knows"}, "notice"),
    ],
)
def test_an_annotation_is_as_loud_as_the_finding(parts, kind):
    assert to_annotation(finding(**parts)) == f"::{kind} title=F01 unknown-key::wrong"


# --- what was meant --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("clamant", ["claimant", "comment"], "did you mean claimant?"),
        ("Reported", ["reported", "refuted"], "did you mean reported?"),
        ("zzz", ["one", "two"], "known: one, two"),
        ("zzz", [], None),
        ("zzz", [f"word-{number}" for number in range(13)], None),
        ("x" * 500_000, ["one"], "known: one"),
    ],
    ids=["near", "other case", "far", "nothing known", "many known", "very long"],
)
def test_the_names_that_were_perhaps_meant(name, known, hint):
    assert did_you_mean(name, known) == hint
