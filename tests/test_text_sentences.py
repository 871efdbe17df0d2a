import pytest

from briefgen.text import quotations, sentences


def found(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "The U.S. Navy sent 3.5 t to Dr. J. F. Smith on 19 Jan. 2024.",
            "He left the U.S.",
            "The Kremlin, e.g. Peskov, saw No. 5.",
        ],
        ["“We will sign.”", "He left.", "“Will you?” he asked.", "She said no.", "Then…", "Nothing."],
        ["Wait... what?", "Yes?!", "(It is.)", "— No.", "Acme Inc.", "The firm of Acme Ltd. Iran stays."],
        ["1. Iran signs.", "2. Russia waits in 2024.", "In Dec. it ends."],
        ["В 1952 г. в Ленинграде А. В. Иванов сказал: «Да!»", "«Нет», – сказал он.", "И т.д.", "Он ушёл."],
        ["« Oui ! » dit M. Dupont.", "Il part.", "Voir art. 5 et p. 6."],
        ["ایران گفت «بله».", "آیا امضا شد؟", "نه."],
    ],
)
def test_sentences(expected):
    text = " ".join(expected)
    assert found(text, sentences(text)) == expected


def test_sentences_see_through_markup_and_citations():
    text = "It has *ties.* [@a] **Then** Su-**35** &amp; U.S. [@b]. End [@c]"
    assert found(text, sentences(text)) == ["It has *ties.", "Then** Su-**35** &amp; U.S. [@b].", "End"]


def test_sentences_end_with_their_block():
    text = "# Scope\n\n- one\n- two. Three"
    assert found(text, sentences(text, block=True)) == ["Scope", "one", "two.", "Three"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“a b,” he said; "c d" and 5" pipe', ["a b,", "c d"]),
        ("«a „b“ c», „d“, « e », ‹f›", ["a „b“ c", "d", "e", "f"]),
        ("‘a b’ don’t, the states’ ties, ‘90s ties’", ["a b"]),
        ('‘they don’t go ’ now’ 5" and 6" x', ["they don’t go ’ now"]),
        ("“a «b» ‘c’” “open", ["a «b» ‘c’"]),
        ('“*a*” and "*b*" [@x]', ["*a", "b"]),
        ('the "open one "closed one" x', ["closed one"]),
        ("it's 'straight' “”", []),
    ],
)
def test_quotations(text, expected):
    assert [quoted.strip("*") for quoted in found(text, quotations(text))] == [quoted.strip("*") for quoted in expected]
