import itertools
import re
from pathlib import Path

import babel
import pytest

from briefgen import standards
from briefgen.errors import NotFound, ProjectError
from briefgen.standards import countries


def ranges(name):
    return [(row.words[0], row.low, row.high, row.below_high) for row in standards.scale(name).rows]


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# --- likelihood ------------------------------------------------------------------------------------------------------


def test_the_scales_that_ship():
    assert standards.scales() == ("icd203", "phia")
    assert standards.marking_schemes() == ("tlp",)


@pytest.mark.parametrize("name", standards.scales())
def test_every_scale_is_consistent(name):
    scale = standards.scale(name)
    assert scale.id == name
    assert scale.title
    assert scale.source
    bounds = [(row.start, row.end) for row in scale.rows]
    assert all(0 <= start < end <= 100 for start, end in bounds)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(bounds))
    assert len(set(scale.words)) == len(scale.words)
    assert all(scale.row(word) is not None for word in scale.words)
    assert scale.row("not-assessed") is None


def test_icd_203_is_as_the_directive_has_it_without_gaps():
    assert ranges("icd203") == [
        ("almost no chance", 1, 5, False),
        ("very unlikely", 5, 20, False),
        ("unlikely", 20, 45, False),
        ("roughly even chance", 45, 55, False),
        ("likely", 55, 80, False),
        ("very likely", 80, 95, False),
        ("almost certain", 95, 99, False),
    ]
    rows = standards.scale("icd203").rows
    assert all(lower.end == upper.start for lower, upper in itertools.pairwise(rows))
    assert all(len(row.words) == 2 for row in rows)


def test_phia_keeps_its_gaps_and_its_open_ends():
    assert ranges("phia") == [
        ("remote chance", None, 5, False),
        ("highly unlikely", 10, 20, False),
        ("unlikely", 25, 35, False),
        ("realistic possibility", 40, 50, True),
        ("likely", 55, 75, False),
        ("highly likely", 80, 90, False),
        ("almost certain", 95, None, False),
    ]
    rows = standards.scale("phia").rows
    gaps = [(lower.end, upper.start) for lower, upper in itertools.pairwise(rows)]
    assert gaps == [(5, 10), (20, 25), (35, 40), (50, 55), (75, 80), (90, 95)]
    assert (rows[0].start, rows[-1].end) == (0, 100)


def test_a_word_is_found_in_any_case_and_spacing_and_never_by_a_part_of_it():
    scale = standards.scale("icd203")
    assert scale.row("Very\n  LIKELY") is scale.rows[5]
    assert scale.row("probable") is scale.row("likely") is scale.rows[4]
    assert scale.row("like") is None
    assert scale.row("realistic possibility") is None


GOOD = "title: House\nsource: Ours\nrows:\n  - {words: [maybe], low: 10, high: 50}\n  - {words: [surely], low: 50}\n"


def test_a_further_scale_is_one_more_file_of_the_same_form():
    scale = standards.parse_scale("house", "scales/house.yaml", GOOD)
    assert scale.id == "house"
    assert scale.words == ("maybe", "surely")
    assert scale.rows[1].end == 100


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("low: 50", "low: 49", "“surely” begins below the end of “maybe”"),
        ("high: 50", "high: 150", "less than or equal to 100"),
        ("high: 50", "high: 10", "“maybe” has no range"),
        (", low: 50}", "}", "“surely” has no range"),
        (", low: 50}", ", low: 50, below_high: true}", "upper bound that it does not give"),
        ("[surely]", "[surely, Maybe]", "a word stands twice"),
        ("[surely]", "[]", "rows.1.words"),
        ("source: Ours\n", "", "source: Field required"),
        ("source: Ours", "sauce: Ours", "sauce|source"),
        ("title: House", "title: House\ntitle: Again", "house.yaml:2:1"),
    ],
)
def test_a_file_that_is_no_scale_is_refused_and_says_where(old, new, message):
    assert old in GOOD
    with pytest.raises(ProjectError, match=message) as refused:
        standards.parse_scale("house", "scales/house.yaml", GOOD.replace(old, new, 1))
    assert refused.value.message.startswith("scales/house.yaml")
    assert refused.value.hint


# --- marking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", standards.marking_schemes())
def test_every_scheme_is_consistent(name):
    scheme = standards.marking_scheme(name)
    assert scheme.id == name
    assert scheme.title
    assert scheme.source
    for label, look in scheme.labels.items():
        assert label == label.strip()
        assert contrast(look.ink, scheme.background) >= 4.5, label
        assert look.width >= len(label) * 2, label  # 12 pt capitals are at least 2 mm wide
        assert re.fullmatch(r"[A-Z][^.]+\.", look.meaning), label


def test_contrast_is_computed_as_wcag_does():
    assert round(contrast("#FFFFFF", "#000000"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


def test_tlp_has_the_labels_and_colours_of_version_2():
    scheme = standards.marking_scheme("tlp")
    assert {label: look.ink for label, look in scheme.labels.items()} == {
        "TLP:CLEAR": "#FFFFFF",
        "TLP:GREEN": "#33FF00",
        "TLP:AMBER": "#FFC000",
        "TLP:AMBER+STRICT": "#FFC000",
        "TLP:RED": "#FF2B2B",
    }
    assert scheme.background == "#000000"


def test_labels_have_an_order_lowest_first():
    scheme = standards.marking_scheme("tlp")
    labels = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
    assert list(scheme.labels) == labels
    assert [scheme.rank(label) for label in labels] == [0, 1, 2, 3, 4]


def test_the_highest_of_labels_is_the_label_of_the_memo():
    scheme = standards.marking_scheme("tlp")
    assert scheme.highest(["TLP:GREEN", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:CLEAR"]) == "TLP:AMBER+STRICT"
    assert scheme.highest(iter(["TLP:CLEAR"])) == "TLP:CLEAR"


def test_a_ceiling_lets_through_what_is_at_or_below_it():
    scheme = standards.marking_scheme("tlp")
    assert scheme.allows("TLP:GREEN", "TLP:GREEN")
    assert scheme.allows("TLP:GREEN", "TLP:CLEAR")
    assert not scheme.allows("TLP:GREEN", "TLP:AMBER")
    assert not scheme.allows("TLP:AMBER", "TLP:AMBER+STRICT")


@pytest.mark.parametrize("label", ["TLP:WHITE", "tlp:red", "TLP: RED", ""])
def test_a_label_must_be_spelled_exactly(label):
    scheme = standards.marking_scheme("tlp")
    with pytest.raises(KeyError):
        scheme.rank(label)
    with pytest.raises(KeyError):
        scheme.highest(["TLP:CLEAR", label])
    with pytest.raises(KeyError):
        scheme.allows("TLP:RED", label)


@pytest.mark.parametrize(
    ("old", "new"),
    [('"#33FF00"', "green"), ("width: 26", "width: wide"), ("width: 26", "width: 0"), ("labels:", "label:")],
)
def test_a_file_that_is_no_scheme_is_refused(old, new):
    text = 'title: T\nsource: S\nbackground: "#000000"\nlabels:\n  "A": {ink: "#33FF00", width: 26, meaning: All.}\n'
    assert list(standards.parse_marking_scheme("t", "t.yaml", text).labels) == ["A"]
    with pytest.raises(ProjectError, match=r"^t\.yaml: "):
        standards.parse_marking_scheme("t", "t.yaml", text.replace(old, new))


# --- finding and reading ---------------------------------------------------------------------------------------------


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(NotFound, match="unknown likelihood scale “icd-203”") as missing:
        standards.scale("icd-203")
    assert missing.value.hint == "did you mean icd203?"
    with pytest.raises(NotFound, match="unknown marking scheme “uk”") as missing:
        standards.marking_scheme("uk")
    assert missing.value.hint == "known: tlp"


@pytest.mark.parametrize("name", ["../marking/tlp", "likelihood/phia", "", "PHIA"])
def test_a_name_is_no_path(name):
    with pytest.raises(NotFound):
        standards.scale(name)


def test_a_file_is_read_once_unless_reads_are_recorded():
    seen = []

    def read_text(file: Path) -> str:
        seen.append(file.name)
        return file.read_text(encoding="utf-8")

    assert standards.scale("phia") is standards.scale("phia")
    assert standards.scale("phia", read_text) == standards.scale("phia")
    standards.scale("phia", read_text)
    standards.marking_scheme("tlp", read_text)
    assert seen == ["phia.yaml", "phia.yaml", "tlp.yaml"]


# --- countries -------------------------------------------------------------------------------------------------------

UNASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""CLDR territories that ISO 3166-1 has not assigned to a country."""


def test_the_countries_are_those_that_the_cldr_names():
    named = babel.Locale("en", "GB").territories
    codes = {code for code in named if len(code) == 2 and code.isalpha()} - UNASSIGNED
    assert {code: named[code] for code in codes} == countries.NAMES
