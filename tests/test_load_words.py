"""Words that data files define: each unknown one is told, wherever it stands, and nothing else is taken for one."""

import pytest
from loading import HEAD, loaded, marked, refused

CLAIM = "claims: {a: {text: T, status: reported, "
JUDGEMENT = "judgements: {a: {text: T, likelihood: WORD}}\n"


def told(folder, text, files=None):
    found = refused(folder, HEAD + text, files)
    return [(finding.code, marked(finding), finding.message, finding.hint) for finding in found]


@pytest.mark.parametrize(
    "text",
    [
        "marking: TLP:PINK",
        "bottom_line: {text: T, marking: TLP:PINK}",
        "title: {text: T, marking: TLP:PINK}",
        CLAIM + "marking: TLP:PINK}}",
        "claims: {short: {text: T, status: reported, marking: TLP:PINK}}",
        "treaty: {name: N, state: signed, status: reported, scope: {text: T, marking: TLP:PINK}}",
        "treaty: {name: N, state: signed, status: reported, history: {ratified: {Iran: {marking: TLP:PINK}}}}",
        "glossary: {Term: {meaning: M, marking: TLP:PINK}}",
        "sections: {a: {title: T, points: [{text: T, marking: TLP:PINK}]}}",
    ],
)
def test_an_unknown_marking_is_told_wherever_it_stands(tmp_path, text):
    head = HEAD if not text.startswith("title") else "date: 2024-01-19\n"
    (finding,) = refused(tmp_path, head + text)
    assert (finding.code, marked(finding)) == ("F11", "TLP:PINK")
    assert finding.message == "there is no marking “TLP:PINK”"
    assert finding.hint == "known: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"


@pytest.mark.parametrize("word", ["tlp:red", "TLP RED", "TLP:AMBER STRICT"])
def test_a_marking_is_written_letter_for_letter(tmp_path, word):
    ((code, words, _, hint),) = told(tmp_path, f"marking: {word}")
    assert (code, words) == ("F11", word)
    assert hint.startswith("did you mean TLP:")


@pytest.mark.parametrize(
    "text",
    [
        "audiences: [analyst, analist]",
        "audiences: analist",
        CLAIM + "only_for: [analist]}}",
        CLAIM + "not_for: analist}}",
        CLAIM + "short: {analist: Short.}}}",
        "title: {text: T, short: {analist: Short.}}",
        "sections: {a: {title: T, points: [{text: T, only_for: analist}]}}",
    ],
)
def test_an_unknown_audience_is_told_wherever_it_stands(tmp_path, text):
    head = HEAD if not text.startswith("title") else "date: 2024-01-19\n"
    (finding,) = refused(tmp_path, head + text)
    assert (finding.code, marked(finding), finding.hint) == ("F12", "analist", "did you mean analyst?")
    assert finding.message == "there is no audience “analist”"


def test_an_audience_of_the_project_is_known(tmp_path):
    audience = "title: A\nceiling: TLP:RED\nsections: claims\n"
    files = {"templates/desk/audience.yaml": audience}
    assert loaded(tmp_path, HEAD + CLAIM + "only_for: [desk], short: {desk: S, '*': T}}}", files).diagnostics == ()


@pytest.mark.parametrize("word", ["likely", "Likely", "roughly  even chance", "remote", "not-assessed"])
def test_a_likelihood_is_a_word_of_the_scale(tmp_path, word):
    assert loaded(tmp_path, HEAD + JUDGEMENT.replace("WORD", word)).diagnostics == ()


@pytest.mark.parametrize(
    ("scale", "word", "message", "hint"),
    [
        ("", "liekly", "“liekly” is no word of the scale ICD 203", "did you mean likely"),
        ("scale:\n", "liekly", "“liekly” is no word of the scale ICD 203", "did you mean likely"),
        ("scale: icd203\n", "a good chance", "“a good chance” is no word of the scale ICD 203", ""),
        ("scale: icd203\n", "xxxx", "“xxxx” is no word of the scale ICD 203", "one of: almost no chance, remote,"),
        ("scale: phia\n", "roughly even chance", "“roughly even chance” is no word of the scale PHIA", ""),
    ],
)
def test_an_unknown_likelihood_is_told(tmp_path, scale, word, message, hint):
    ((code, words, said, what_to_do),) = told(tmp_path, scale + JUDGEMENT.replace("WORD", word))
    assert (code, words) == ("F10", word)
    assert said.startswith(message)
    assert what_to_do.startswith(hint)


def test_without_a_scale_no_likelihood_is_judged(tmp_path):
    text = "scale: icd302\n" + JUDGEMENT.replace("WORD", "liekly")
    assert told(tmp_path, text) == [("F17", "icd302", "there is no likelihood scale “icd302”", "did you mean icd203?")]


@pytest.mark.parametrize(
    ("tag", "known"), [("en", True), ("fa", True), ("en-US", True), ("xx", False), ("English", False)]
)
def test_a_language_is_one_that_has_labels(tmp_path, tag, known):
    if known:
        assert loaded(tmp_path, HEAD + f"language: {tag}").diagnostics == ()
    else:
        ((code, words, message, _),) = told(tmp_path, f"language: {tag}")
        assert (code, words, message) == ("F16", tag, f"there is no language “{tag}”")


def test_a_source_may_be_in_any_language(tmp_path):
    assert loaded(tmp_path, HEAD + "sources: {a: {title: T, language: tlh}}").diagnostics == ()


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("ru", "write RU"),
        ("Norway", "write NO"),
        ("UK", "write GB"),
        ("united states", "write US"),
        ("xx", "write two capitals, such as RU, IR, NO; a body or group goes under `body`"),
        ("EU", "write two capitals, such as RU, IR, NO; a body or group goes under `body`"),
        ("European Union", "write two capitals, such as RU, IR, NO; a body or group goes under `body`"),
        ("RUS", "write two capitals, such as RU, IR, NO; a body or group goes under `body`"),
    ],
)
def test_a_country_is_a_code_of_two_capitals(tmp_path, code, hint):
    assert told(tmp_path, f"actors: {{a: {{country: {code}}}}}") == [
        ("F09", code, f"“{code}” is no ISO 3166 country code of two letters", hint)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "withdrawn: {marking: It was wrong., audiences: Why., country: So.}",
        "gaps: {marking: When?, language: Which?, scale: How?, likelihood: How likely?}",
        "glossary: {only_for: A term., marking: Another.}",
        CLAIM + "evidence: {marking: words}}}\nsources: {marking: A title}",
        "actors: {country: {body: B}, short: {body: C, aliases: [D]}}",
    ],
)
def test_an_id_that_is_called_like_a_field_is_no_such_word(tmp_path, text):
    assert loaded(tmp_path, HEAD + text).diagnostics == ()


@pytest.mark.parametrize("value", ["true", "[a]", "{a: b}"])
def test_what_is_no_text_is_told_once_and_not_looked_up(tmp_path, value):
    assert [finding.code for finding in refused(tmp_path, HEAD + f"marking: {value}")] == ["F03"]
