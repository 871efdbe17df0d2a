"""Loading: a brief from its file, its defaults and what it uses, or every reason why not, in one pass."""

import datetime
from pathlib import Path

import pytest
from loading import HEAD, TODAY, loaded, marked, places, project_of, refused

from briefgen.diagnostics import to_text
from briefgen.errors import ProjectError
from briefgen.load import load, merge
from briefgen.model.values import When
from briefgen.project import Project
from briefgen.yaml_source import MAX_FINDINGS, parse

ROOT = Path(__file__).parent.parent

# --- one pass --------------------------------------------------------------------------------------------------------

TEN_FAULTS = """\
title: T
dat: 2024-01-19
bottom_line: >
  In short [@clam], and
  more of it [@Claim].
claims:
  claim:
    text: It is said.
    status: repoted
    claimant: krelmin
    marking: TLP:GREN
  other: {text: It is said., status: reported, only_for: publik}
judgements:
  first: {text: It is likely., likelihood: possible, based_on: claim}
actors:
  kremlin: {country: Russia}
"""


def test_ten_faults_are_ten_findings_in_the_order_of_the_file(tmp_path):
    found = refused(tmp_path, TEN_FAULTS)
    assert [(place, marked(finding), finding.hint) for place, finding in zip(places(found), found, strict=True)] == [
        ("F02 1:1", "title: T", "add `date: …`"),
        ("F01 2:1", "dat", "did you mean date?"),
        ("Q04 4:14", "clam", "did you mean claim?"),
        ("F15 5:14", "[@Claim]", "a citation is an id in brackets: [@id], several are [@one; @two]"),
        ("F04 9:13", "repoted", "did you mean reported or refuted?"),
        ("Q04 10:15", "krelmin", "did you mean kremlin?"),
        ("F11 11:14", "TLP:GREN", "did you mean TLP:GREEN or TLP:RED?"),
        ("F12 12:58", "publik", "did you mean public?"),
        ("F10 14:44", "possible", "did you mean probable?"),
        ("F09 16:22", "Russia", "write RU"),
    ]  # fmt: skip


def test_each_fault_is_told_with_its_line_and_carets(tmp_path):
    found = refused(tmp_path, HEAD + "so_what: >\n  First line,\n  second [@nowhere].\n")
    assert "\n".join(map(to_text, found)) == (
        "briefs/b.yaml:5:12: error Q04 dangling-id: there is no statement, judgement, figure or source with the id “nowhere”\n"
        "   5 |   second [@nowhere].\n"
        "     |            ^^^^^^^\n"
        "   hint: add it, or take the reference out"
    )


def test_problems_of_yaml_and_of_the_model_come_in_one_pass(tmp_path):
    text = HEAD + "so_what: &unused T\nclaim: {}\nactors: {a: {body: A}, a: {body: B}}\n"
    assert places(refused(tmp_path, text)) == ["Y01 3:10", "F01 4:1", "Y02 5:24"]


def test_of_syntax_errors_the_first_is_told_alone(tmp_path):
    assert places(refused(tmp_path, HEAD + "claim: {}\ntext: @a\nother: [\n")) == ["Y01 4:7"]


def test_findings_that_are_no_errors_are_handed_on(tmp_path):
    found = loaded(tmp_path, HEAD + "so_what: Said. # at noon\n").diagnostics
    assert [(place, finding.severity) for place, finding in zip(places(found), found, strict=True)] == [
        ("Y06 3:16", "warning")
    ]


def test_of_a_great_many_problems_the_first_are_told(tmp_path):
    text = HEAD + "gaps:\n" + "".join(f"  gap-{n}: {{text: 't [@x{n}]', zzz: 1, marking: x}}\n" for n in range(300))
    found = refused(tmp_path, text)
    assert len(found) == MAX_FINDINGS + 1
    assert (found[-1].code, found[-1].hint) == ("Y04", "mend those above first")
    assert [finding.code for finding in found[:3]] == ["Q04", "F01", "F11"]


def test_a_brief_is_named_for_its_file(tmp_path):
    project = project_of(tmp_path, {"briefs/treaty.v2.yaml": HEAD})
    assert load(tmp_path / "briefs" / "treaty.v2.yaml", project).name == "treaty.v2"
    assert load(Path("briefs/treaty.v2.yaml"), project).brief.title.text == "T"


def test_the_sample_loads_without_a_finding():
    project = Project(ROOT, TODAY)
    found = load(project.brief("russia-iran-treaty"), project)
    assert found.diagnostics == ()
    assert all(archive.text for archive in found.archives.values())


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_brief_outside_any_project_loads(tmp_path):
    (tmp_path / "b.yaml").write_text(HEAD + "sources: {a: {title: T, file: a.txt}}", encoding="utf-8")
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    project = Project.around(tmp_path / "b.yaml", TODAY)
    found = load(tmp_path / "b.yaml", project)
    assert (project.root, found.archives["a"].text) == (tmp_path, "words")


@pytest.mark.parametrize(
    ("name", "why"),
    [("none.yaml", "there is no such file"), ("briefs", "it is a folder"), ("../b.yaml", "it lies outside")],
)
def test_a_brief_that_cannot_be_read_is_told(tmp_path, name, why):
    (tmp_path / "b.yaml").write_text(HEAD, encoding="utf-8")
    project = project_of(tmp_path / "in", {"briefs/a.yaml": HEAD})
    with pytest.raises(ProjectError, match=f"cannot be read: {why}"):
        load(tmp_path / "in" / name, project)


def test_archives_are_read_beside_the_brief(tmp_path):
    text = HEAD + "sources: {a: {title: T, file: sources/a.txt}, b: {title: U}, c: {title: V, file: ../c.txt}}"
    found = loaded(tmp_path, text, {"briefs/sources/a.txt": "one", "c.txt": "three"}).archives
    assert {name: (archive.shown, archive.text) for name, archive in found.items()} == {
        "a": ("briefs/sources/a.txt", "one"),
        "c": ("c.txt", "three"),
    }


# --- the date --------------------------------------------------------------------------------------------------------


def test_a_date_may_stand_for_the_briefs_own(tmp_path):
    other = datetime.date(2024, 1, 26)
    assert loaded(tmp_path, HEAD).brief.date == datetime.date(2024, 1, 19)
    found = loaded(tmp_path, HEAD, date=other).brief
    assert found.date == other
    assert found.information_cutoff == When("exact", 2024, 1, 26)


def test_a_date_does_not_mend_a_brief_without_one(tmp_path):
    assert places(refused(tmp_path, "title: T\n", date=datetime.date(2024, 1, 26))) == ["F02 1:1"]


@pytest.mark.parametrize("moment", ["2024-01-18T23:59+00:00", "2023-12-31T06:00Z"])
def test_an_embargo_does_not_end_before_the_date(tmp_path, moment):
    (finding,) = refused(tmp_path, HEAD + f"embargo: {moment}\n")
    assert (finding.code, finding.message) == ("F05", "the embargo ends before the brief's date")
    assert marked(finding) == moment


def test_an_embargo_is_held_against_the_date_that_stands_for_the_briefs_own(tmp_path):
    text = HEAD + "embargo: 2024-01-19T06:00+00:00\n"
    assert loaded(tmp_path, text).brief.embargo.hour == 6
    assert [finding.code for finding in refused(tmp_path, text, date=datetime.date(2024, 1, 26))] == ["F05"]


# --- defaults --------------------------------------------------------------------------------------------------------

DEFAULTS = """\
defaults:
  series: Weekly
  marking: TLP:GREEN
  audiences: [analyst]
  authors: First
  contact: desk@example.org
"""


def test_defaults_stand_where_the_brief_says_nothing(tmp_path):
    brief = loaded(tmp_path, HEAD, {"briefgen.yaml": DEFAULTS}).brief
    assert (brief.series, brief.marking, brief.audiences) == ("Weekly", "TLP:GREEN", ("analyst",))
    assert (brief.authors, brief.contact, brief.language) == (("First",), "desk@example.org", None)


def test_the_briefs_own_value_wins_even_where_it_is_left_empty(tmp_path):
    text = HEAD + "series: Daily\nmarking: TLP:RED\nauthors: [Second, Third]\ncontact:\n"
    brief = loaded(tmp_path, text, {"briefgen.yaml": DEFAULTS}).brief
    assert (brief.series, brief.marking, brief.authors) == ("Daily", "TLP:RED", ("Second", "Third"))
    assert brief.contact is None


@pytest.mark.parametrize(
    ("default", "place", "hint"),
    [
        ("marking: TLP:GREN", "F11 2:12 briefgen.yaml", "did you mean TLP:GREEN or TLP:RED?"),
        ("language: xx", "F16 2:13 briefgen.yaml", None),
        ("scale: icd", "F17 2:10 briefgen.yaml", "did you mean icd203?"),
        ("audiences: [analyst, publik]", "F12 2:24 briefgen.yaml", "did you mean public?"),
    ],
)
def test_an_error_in_a_default_is_told_at_its_line(tmp_path, default, place, hint):
    (finding,) = refused(tmp_path, HEAD, {"briefgen.yaml": f"defaults:\n  {default}\n"})
    assert places([finding]) == [place]
    assert hint in (None, finding.hint)


def test_an_error_in_a_default_that_does_not_hold_is_none(tmp_path):
    files = {"briefgen.yaml": "defaults: {marking: TLP:GREN}\n"}
    assert loaded(tmp_path, HEAD + "marking: TLP:RED\n", files).brief.marking == "TLP:RED"


def test_the_scale_of_the_defaults_holds_for_the_likelihoods(tmp_path):
    text = HEAD + "judgements: {one: {text: T, likelihood: WORD, because: So.}}\n"
    files = {"briefgen.yaml": "defaults: {scale: phia}\n"}
    assert loaded(tmp_path, text.replace("WORD", "realistic possibility"), files)
    (finding,) = refused(tmp_path, text.replace("WORD", "roughly even chance"), files)
    assert finding.message.startswith("“roughly even chance” is no word of the scale")


# --- uses ------------------------------------------------------------------------------------------------------------

SHARED = """\
actors:
  russia: {country: RU}
  kremlin: {body: The Kremlin, of: russia}
glossary: {Term: The shared meaning.}
sources:
  wire: {title: The shared wire, file: texts/wire.txt}
"""
USED = {"shared/actors.yaml": SHARED, "shared/texts/wire.txt": "shared words"}


def test_a_brief_uses_actors_sources_and_glossary_of_a_shared_file(tmp_path):
    text = HEAD + "uses: shared/actors.yaml\nclaims: {a: {text: T, status: reported, claimant: kremlin}}\n"
    found = loaded(tmp_path, text, USED)
    assert list(found.brief.actors) == ["russia", "kremlin"]
    assert found.brief.glossary["Term"].meaning == "The shared meaning."
    assert (found.archives["wire"].shown, found.archives["wire"].text) == ("shared/texts/wire.txt", "shared words")


def test_what_the_brief_says_itself_wins_over_the_shared_file(tmp_path):
    text = HEAD + (
        "uses: [shared/actors.yaml]\nglossary: {Term: My meaning.}\nactors: {russia: {body: Russia}}\n"
        "sources: {wire: {title: My wire, file: my.txt}}\n"
    )
    found = loaded(tmp_path, text, {**USED, "briefs/my.txt": "my words"})
    assert found.brief.actors["russia"].body == "Russia"
    assert found.brief.actors["kremlin"].of == "russia"
    assert found.brief.glossary["Term"].meaning == "My meaning."
    assert found.archives["wire"].text == "my words"


def test_of_two_shared_files_the_first_wins(tmp_path):
    files = {"one.yaml": "actors: {a: {body: One}}", "two.yaml": "actors: {a: {body: Two}, b: {body: Three}}"}
    actors = loaded(tmp_path, HEAD + "uses: [one.yaml, two.yaml]\n", files).brief.actors
    assert [actor.body for actor in actors.values()] == ["One", "Three"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("shared/actor.yaml", "there is no such file", "did you mean actors.yaml?"),
        ("shared", "it is a folder", "paths under `uses` start from the folder of the project file"),
        (
            "../secret.yaml",
            "it lies outside the project",
            "paths under `uses` start from the folder of the project file",
        ),
        ("none/none.yaml", "there is no such file", "paths under `uses` start from the folder of the project file"),
    ],
)
def test_a_shared_file_that_cannot_be_read_is_told_where_it_is_named(tmp_path, name, message, hint):
    (tmp_path / "secret.yaml").write_text(SHARED, encoding="utf-8")
    (finding,) = refused(tmp_path / "in", HEAD + f"uses: [shared/actors.yaml, {name}]\n", USED)
    assert (finding.code, finding.message, finding.hint) == ("F13", f"“{name}” cannot be read: {message}", hint)
    assert marked(finding) == name


def test_faults_of_a_shared_file_are_told_once_in_that_file(tmp_path):
    shared = "actors:\n  a: {bod: B}\nclaims: {}\nsources:\n  wire: {title: T, marking: TLP:PINK, derived_from: wier}\n"
    found = refused(tmp_path, HEAD + "uses: s.yaml\nzzz: 1\n", {"s.yaml": shared})
    assert places(found) == [
        "F01 4:1",
        "F08 2:3 s.yaml",
        "F01 2:7 s.yaml",
        "F01 3:1 s.yaml",
        "F11 5:29 s.yaml",
        "Q04 5:53 s.yaml",
    ]


def test_a_shared_file_that_is_no_yaml_is_told(tmp_path):
    found = refused(tmp_path, HEAD + "uses: s.yaml\n", {"s.yaml": "actors: ["})
    assert [finding.code for finding in found] == ["Y01"]
    assert found[0].location.file == "s.yaml"


def test_a_shared_file_that_is_a_brief_is_told(tmp_path):
    found = refused(tmp_path, HEAD + "uses: other.yaml\n", {"other.yaml": HEAD})
    assert places(found) == ["F01 1:1 other.yaml", "F01 2:1 other.yaml"]


def test_an_id_of_the_brief_that_a_shared_file_takes_too_is_told(tmp_path):
    found = refused(tmp_path, HEAD + "uses: s.yaml\ngaps: {a: When?}\n", {"s.yaml": "actors: {a: {body: B}}"})
    assert [finding.message for finding in found] == ["the id “a” is taken: it stands under gaps at briefs/b.yaml:4:8"]
    assert found[0].location.file == "s.yaml"


@pytest.mark.parametrize("uses", ["{a: b}", "true", "[{a: b}]", "", "[[a]]"])
def test_what_is_no_name_of_a_file_is_told(tmp_path, uses):
    assert [finding.code for finding in refused(tmp_path, HEAD + f"uses: {uses}\n")] == ["F03"]


def test_completing_does_not_change_the_tree(tmp_path):
    text = HEAD + "uses: shared/actors.yaml\nactors: &a {a: {body: B}}\nsources: {b: {title: T}}\n"
    project = project_of(tmp_path, {"briefgen.yaml": DEFAULTS, **USED})
    root, _ = parse("b.yaml", text.encode())
    before, defaults = root.data(), project.tree.data()
    whole = merge.complete(root, project)
    assert (root.data(), project.tree.data()) == (before, defaults)
    assert list(whole.root.get("actors").data()) == ["a", "russia", "kremlin"]
    assert whole.origins == {"wire": tmp_path / "shared"}


# --- the traps of the sample source, and of YAML ---------------------------------------------------------------------

DEAL = "arms_deals: {one: {text: T, status: reported, supplier: A, recipient: B, items: C, stage: unknown}}\n"


@pytest.mark.parametrize("key", ["supplier", "recipient"])
def test_trap_1_a_deal_has_its_direction(tmp_path, key):
    (finding,) = refused(tmp_path, HEAD + DEAL.replace(f"{key}: {'A' if key == 'supplier' else 'B'}, ", ""))
    assert (finding.code, finding.message) == ("F02", f"“{key}” is missing in arms_deals.one")


def test_trap_2_an_unknown_claimant_is_nobody_and_needs_no_actor(tmp_path):
    brief = loaded(tmp_path, HEAD + "claims: {a: {text: T, status: unconfirmed, claimant: unknown}}\n").brief
    assert brief.claims["a"].claimant == "unknown"


@pytest.mark.parametrize("word", ["no-comment-reported", "declined-to-comment", "none-reported", "not-asked", "denied"])
def test_trap_3_silence_has_words_of_its_own(tmp_path, word):
    text = HEAD + f"claims: {{a: {{text: T, status: unconfirmed, responses: {{The Kremlin: {word}}}}}}}\n"
    assert loaded(tmp_path, text).brief.claims["a"].responses["The Kremlin"].response == word


def test_trap_4_unknown_is_not_the_same_as_unsaid(tmp_path):
    text = HEAD + "treaty: {name: N, state: negotiation, status: reported, signing: {date: unknown}, scope: All.}\n"
    treaty = loaded(tmp_path, text + "sources: {a: {title: T, published: unknown}, b: {title: T}}\n").brief
    assert treaty.treaty.signing.date == When("unknown")
    assert treaty.treaty.scope.date is None
    assert treaty.sources["a"].published == When("unknown")
    assert treaty.sources["b"].published is None


def test_trap_6_two_speakers_of_one_state_are_two_actors(tmp_path):
    text = HEAD + "actors: {kremlin: {body: K, aliases: [Moscow]}, ministry: {body: M, aliases: [Moscow]}}\n"
    assert list(loaded(tmp_path, text).brief.actors) == ["kremlin", "ministry"]


def test_trap_8_a_source_has_one_title_however_often_it_is_quoted(tmp_path):
    text = HEAD + "claims: {a: {text: T, status: reported, evidence: {s: [one, two], s: three}}}\nsources: {s: T}\n"
    assert places(refused(tmp_path, text)) == ["Y02 3:67"]


def test_trap_9_an_office_has_its_term(tmp_path):
    text = HEAD + "actors: {r: {person: R, offices: [{title: President, from: 2021-08-03, until: 2024-05-19}]}}\n"
    (office,) = loaded(tmp_path, text).brief.actors["r"].offices
    assert (office.since, office.until) == (When("exact", 2021, 8, 3), When("exact", 2024, 5, 19))


def test_trap_10_no_is_norway(tmp_path):
    assert loaded(tmp_path, HEAD + "actors: {norway: {country: NO}}\n").brief.actors["norway"].country == "NO"


def test_trap_10_a_second_key_is_refused(tmp_path):
    (finding,) = refused(tmp_path, HEAD + "date: 2024-01-20\n")
    assert (finding.code, finding.message) == ("Y02", "“date” stands here a second time; the first is on line 2")


@pytest.mark.parametrize(("text", "ok"), [("Block #70 aircraft", False), ("Block # the old one", True)])
def test_trap_11_what_a_comment_cuts_off_is_told(tmp_path, text, ok):
    brief = HEAD + f"claims:\n  a:\n    status: reported\n    text: {text}\n"
    found = loaded(tmp_path, brief).diagnostics if ok else refused(tmp_path, brief)
    assert [(place, marked(finding)) for place, finding in zip(places(found), found, strict=True)] == [
        ("Y06 6:17", text.removeprefix("Block "))
    ]


@pytest.mark.parametrize(
    "text", ["[@a] says so", '"This" said the other', "*a", "&a b", "%a", "@a", "!a", "`a`", "a: b"]
)
def test_trap_12_a_text_that_is_no_text_to_yaml_is_explained(tmp_path, text):
    found = refused(tmp_path, HEAD + f"claims:\n  a:\n    status: reported\n    text: {text}\n")
    assert found[0].location.line == 6
    assert any("quotes" in finding.hint for finding in found)


def test_trap_13_words_over_several_lines_are_one_line(tmp_path):
    claim = "claims:\n  a:\n    text: T\n    status: reported\n    evidence:\n      s: the words\n        go on\n"
    text = HEAD + claim + "sources: {s: T}\n"
    assert loaded(tmp_path, text).brief.claims["a"].evidence["s"][0].quote == "the words go on"
