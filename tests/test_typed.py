"""From a tree to a value, or to every reason why not, in an analyst's words."""

import collections.abc
import typing

import pytest

from briefgen import typed
from briefgen.model.audience import Audience
from briefgen.model.base import AS_LIST, Prose, Record, Ref
from briefgen.model.brief import Brief, SharedFile
from briefgen.model.fields import fields_of, hints_of, shapes_of, unwrap, written_shapes
from briefgen.model.project_file import ProjectFile
from briefgen.model.values import Quantity, When
from briefgen.standards import Row
from briefgen.yaml_source import MAX_FINDINGS, parse

HEAD = "title: T\ndate: 2024-01-19\n"
CLAIM = "claims: {one: {text: It is said., status: reported, "
DEAL = "arms_deals: {one: {text: It is said., status: reported, supplier: A, recipient: B, stage: unknown, "
TREATY = "treaty: {name: a treaty, state: signed, status: reported, "


def records(*kinds):
    return [*kinds, *(record for kind in kinds for record in records(*kind.__subclasses__()))]


@pytest.mark.parametrize("record", sorted({*records(Record), Audience, ProjectFile, Row}, key=str))
def test_the_annotations_of_a_record_are_types_and_no_texts(record):
    hints = typing.get_type_hints(record, include_extras=True)
    assert hints_of(record) == {name: hints[name] for name in record.model_fields}


@pytest.mark.parametrize("record", sorted({*records(Record), Audience, ProjectFile, Row}, key=str))
def test_a_shape_says_what_the_annotation_does(record):
    for name, hint in hints_of(record).items():
        core, marks = unwrap(hint)
        shape = shapes_of(record)[name]
        assert shape.core == core
        assert [shape.marks[type(mark)] for mark in marks] == [first(type(mark), marks) for mark in marks]
        assert set(shape.marks) == set(map(type, marks))
        assert (shape.entry is None) == (typing.get_origin(core) not in (collections.abc.Mapping, tuple))
        assert (shape.key is None) == (typing.get_origin(core) is not collections.abc.Mapping)
        assert (shape.record is None) == (not (isinstance(core, type) and issubclass(core, Record)))
        assert shape.as_list == (AS_LIST in marks)
        assert (name in written_shapes(record)) == (name in fields_of(record))


def first(kind, marks):
    return next(mark for mark in marks if type(mark) is kind)


def tree(text):
    root, findings = parse("b.yaml", text.encode())
    assert findings == []
    return root


def value(text, model=Brief):
    made, findings = typed.read(tree(text), model)
    assert findings == []
    return made


def wrong(text, model=Brief):
    """Code, message and hint of each fault."""
    made, findings = typed.read(tree(text), model)
    assert made is None
    return [(finding.code, finding.message, finding.hint) for finding in findings]


# --- values ----------------------------------------------------------------------------------------------------------


def test_short_forms_stand_for_their_records():
    brief = value(
        HEAD
        + "bottom_line: In short.\nauthors: One\ngaps: {when: When?}\nwatch: {w: It shows.}\nglossary: {Term: Meaning.}\n"
        + CLAIM
        + "evidence: {article: the words}, responses: {The Kremlin: no-comment-reported}, short: Said.}}\n"
        + "corrections: It was wrong.\nsources: {article: A title}\n"
    )
    claim = brief.claims["one"]
    assert (brief.title.text, brief.bottom_line.text, brief.authors) == ("T", "In short.", ("One",))
    assert (brief.gaps["when"].text, brief.gaps["when"].id) == ("When?", "when")
    assert (brief.watch["w"].text, brief.glossary["Term"].meaning) == ("It shows.", "Meaning.")
    assert claim.evidence["article"][0].quote == "the words"
    assert claim.responses["The Kremlin"].response == "no-comment-reported"
    assert claim.short == {"*": "Said."}
    assert (brief.corrections[0].text, brief.sources["article"].title) == ("It was wrong.", "A title")


def test_evidence_is_a_text_a_list_or_records():
    evidence = (
        value(HEAD + CLAIM + "evidence: {a: one, b: [two, {quote: three, page: 4}], c: {quote: four}}}}")
        .claims["one"]
        .evidence
    )
    assert {name: [passage.quote for passage in passages] for name, passages in evidence.items()} == {
        "a": ["one"],
        "b": ["two", "three"],
        "c": ["four"],
    }
    assert evidence["b"][1].page == "4"


def test_goods_are_a_text_a_description_or_a_record():
    def goods(items):
        return value(HEAD + DEAL + f"items: {items}}}}}").arms_deals["one"].items

    assert {name: item.description for name, item in goods("ballistic missiles").items()} == {"": "ballistic missiles"}
    assert goods("{Su-35: fighter jets}")["Su-35"].description == "fighter jets"
    jet = goods("{Yak-130: {quantity: (24), delivered: at least 2, ordered: about 2022}}")["Yak-130"]
    assert (jet.quantity, jet.delivered) == (Quantity("uncertain", 24), Quantity("at-least", 2))
    assert (jet.ordered, jet.delivered_in) == (When("about", 2022), None)


def test_a_step_is_taken_by_all_or_party_by_party():
    history = value(
        HEAD
        + TREATY
        + "history: {signed: 2025-01-17, adopted: {date: 2025, place: Moscow}, "
        + "ratified: {russia: 2025-04-21, Iran: {date: 2025-05, place: Tehran}}, in-force: {parties: {russia: unknown}}}}"
    ).treaty.history
    assert history["signed"].date == When("exact", 2025, 1, 17)
    assert (history["adopted"].place, dict(history["adopted"].parties)) == ("Moscow", {})
    assert history["ratified"].parties["russia"].date == When("exact", 2025, 4, 21)
    assert history["ratified"].parties["Iran"].place == "Tehran"
    assert history["in-force"].parties["russia"].date == When("unknown")


# --- the wrong kind --------------------------------------------------------------------------------------------------

GROUP = "a group of fields (`key: value`)"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("so_what: [a, b]", "a list stands where a text is wanted for “so_what”", "write the words after the colon"),
        ("so_what: {text: a}", f"{GROUP} stands where a text is wanted for “so_what”", "write the words after"),
        ("so_what: true", "“true” stands where a text is wanted for “so_what”", 'put it in quotes: so_what: "true"'),
        ("bottom_line: [a]", "a list stands where a text is wanted for “text”", "write the words after the colon"),
        (
            "claims: It is said.",
            "“It is said.” stands where a mapping (`id: …`) is wanted for “claims”",
            "write one line",
        ),
        ("claims: [a]", "a list stands where a mapping (`id: …`) is wanted for “claims”", "write one line for each"),
        ("claims: {a: It is said.}", f"“It is said.” stands where {GROUP} is wanted for “a”", "write its fields below"),
        ("waive: W06", "“W06” stands where a list is wanted for “waive”", "write one line for each, with a dash first"),
        ("waive: {code: W06}", f"{GROUP} stands where a list is wanted for “waive”", "write one line for each"),
        ("authors: {a: b}", f"{GROUP} stands where a text is wanted for “authors”", "write the words after the colon"),
        (DEAL + "items: true}}", "“true” stands where a mapping (`id: …`) is wanted for “items”", "write one line"),
        (DEAL + "items: [a, b]}}", "a list stands where a mapping (`id: …`) is wanted for “items”", "write one line"),
        (CLAIM + "evidence: words}}", "“words” stands where a mapping (`id: …`) is wanted for “evidence”", "write one"),
        (CLAIM + "short: [a]}}", "a list stands where a mapping (`id: …`) is wanted for “short”", "write one line"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_by_what_stands_there(text, message, hint):
    ((code, told, what_to_do),) = wrong(HEAD + text)
    assert (code, told) == ("F03", message)
    assert what_to_do.startswith(hint)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gaps: {when: }", "when"),
        ("gaps: {when: {text: }}", "text"),
        ("authors:", "authors"),
        ("claims:", "claims"),
        ("claims: {a: ~}", "a"),
        ("waive:", "waive"),
        (CLAIM + "responses: {Iran: }}}", "Iran"),
        (CLAIM + "evidence: {a: }}}", "a"),
        (CLAIM + "short: }}", "short"),
        (CLAIM + "desk: }}", "desk"),
        (DEAL + "items: }}", "items"),
        (TREATY + "history: {signed: }}", "signed"),
        ("glossary: {Term: }", "Term"),
    ],
)
def test_what_is_left_empty_is_told(text, name):
    assert wrong(HEAD + text) == [("F03", f"“{name}” is empty", "write a value after the colon, or take the key out")]


def test_what_may_be_absent_may_be_left_empty():
    brief = value(HEAD + "bottom_line:\ncutoff: ~\ntreaty:\nso_what: null\n" + CLAIM + "claimant: }}")
    assert (brief.bottom_line, brief.cutoff, brief.treaty, brief.so_what) == (None, None, None, None)
    assert brief.claims["one"].claimant is None


UNDER = " that may stand under “history”"

# --- words and keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("claims: {a: {text: t, status: repoted}}", "“repoted” is no word for “status”", "did you mean reported or refuted?"),
        ("claims: {a: {text: t, status: Reported}}", "“Reported” is no word for “status”", "did you mean reported?"),
        ("claims: {a: {text: t, status: true}}", "“true” is no word for “status”", "known: confirmed, officially-stated"),
        ("sources: {a: {title: t, reliability: G}}", "“G” is no word for “reliability”", "known: A, B, C, D, E, F"),
        ("format: 2", "“2” is no word for “format”", "known: 1"),
        (TREATY.replace("signed", "singed") + "}", "“singed” is no word for “state”", "did you mean signed?"),
        (TREATY + "history: {signd: 2024}}", "“signd” is none of the words" + UNDER, "did you mean signed?"),
        (TREATY + "history: {zzz: 2024}}", "“zzz” is none of the words" + UNDER, "one of: proposed, negotiation,"),
        (DEAL.replace("unknown", "sold") + "items: a}}", "“sold” is no word for “stage”", "known: suggested"),
    ],
)  # fmt: skip
def test_an_unknown_word_is_told_with_those_that_were_perhaps_meant(text, message, hint):
    ((code, told, what_to_do),) = wrong(HEAD + text)
    assert (code, told) == ("F04", message)
    assert what_to_do.startswith(hint)


def test_unknown_keys_are_told_with_those_that_were_perhaps_meant():
    text = "claim: {}\nzzz: 1\nbottom_line: {txt: t, text: t}\nactors: {a: {body: B, alias: C, id: a}}"
    assert wrong(HEAD + text) == [
        ("F01", "unknown key “claim”", "did you mean claims?"),
        ("F01", "unknown key “zzz”", f"take it out, or use what there is: {', '.join(sorted(fields_of(Brief)))}"),
        ("F01", "unknown key “txt” in bottom_line", "did you mean text?"),
        ("F01", "unknown key “alias” in actors.a", "did you mean aliases?"),
        ("F01", "unknown key “id” in actors.a", "take it out: the id is the key that the thing stands under"),
    ]


def test_missing_keys_are_told_with_the_words_they_take():
    words = "confirmed, officially-stated, corroborated, reported, unconfirmed, disputed, refuted, withdrawn"
    assert wrong("claims: {one: {}}\nactors: {p: {person: P, offices: [{until: 2024}]}}") == [
        ("F02", "“title” is missing", "add `title: …`"),
        ("F02", "“date” is missing", "add `date: …`"),
        ("F02", "“text” is missing in claims.one", "add `text: …`"),
        (
            "F02",
            "“status” is missing in claims.one",
            f"add `status: …`, one of: {words}",
        ),
        ("F02", "“title” is missing in actors.p.offices", "add `title: …`"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "actors: {a: {office: President}}",
            "one of `country` or `body` or `person` is missing in actors.a",
            "add the one",
        ),
        (
            "actors: {a: {body: B, country: RU}}",
            "only one of `country` or `body` or `person` may be given in actors.a",
            "take",
        ),
        (TREATY + "}\ntreaties: {}", "only one of `treaty` or `treaties` may be given", "take one of them out"),
    ],
)
def test_of_some_keys_exactly_one_is_given(text, message, hint):
    ((code, told, what_to_do),) = wrong(HEAD + text)
    assert (code, told) == ("F08", message)
    assert what_to_do.startswith(hint)


# --- texts that YAML cuts off ----------------------------------------------------------------------------------------


def cut(text):
    return [
        (finding.severity.value, finding.location.excerpt[finding.location.column - 1 :])
        for finding in typed.read(tree(HEAD + text), Brief)[1]
        if finding.code == "Y06"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("so_what: Block #70 aircraft", ("error", "#70 aircraft")),
        ("so_what: Block # the old one", ("warning", "# the old one")),
        ("so_what: Block #", ("warning", "#")),
        ("so_what: #70 aircraft", ("error", "#70 aircraft")),
        ("bottom_line: #70 aircraft", ("error", "#70 aircraft")),
        ("authors: #70 aircraft", ("error", "#70 aircraft")),
        ("so_what: two lines of\n  a text #70", ("error", "#70")),
        ("claims:\n  a:\n    status: reported\n    text: t\n    claimant: Unit #5", ("error", "#5")),
        (
            "claims:\n  a:\n    status: reported\n    text: t\n    evidence: {s: t}\n    comment: b # c",
            ("warning", "# c"),
        ),
    ],
)
def test_a_text_that_a_comment_cuts_off_is_told_at_what_is_cut(text, told):
    assert cut(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        'so_what: "Block #70 aircraft"',
        'so_what: "Block" # 70 aircraft',
        "so_what: Block#70",
        "so_what: >\n  Block #70",
        "# a line of its own\nso_what: Block",
        "claims:\n  a:\n    text: t\n    status: reported # the sentence names no speaker",
        "claims:\n  a:\n    text: t\n    status: reported\n    claimant: white-house # by its spokesman",
        "glossary: # of terms\n  Term: Meaning.",
    ],
)
def test_a_comment_that_cuts_nothing_off_is_no_finding(text):
    assert cut(text) == []


def test_a_text_that_is_wholly_a_comment_is_told_as_such():
    findings = typed.read(tree(HEAD + "so_what: #70 aircraft"), Brief)[1]
    assert [finding.message for finding in findings] == [
        "there is no text before “#70 aircraft”: what follows “#” is a comment in YAML and is not printed"
    ]


def test_a_warning_leaves_the_value():
    made, findings = typed.read(tree(HEAD + "so_what: Block # the old one"), Brief)
    assert made.so_what == "Block"
    assert [finding.severity for finding in findings] == ["warning"]


# --- the walk --------------------------------------------------------------------------------------------------------


def test_the_walk_sees_keys_and_leaves_in_the_order_of_the_file():
    text = "sources: {article: A title}\nactors: {russia: {country: RU, of: iran}}"
    seen = [(visit.path, visit.is_key) for visit in typed.walk(tree(text), SharedFile)]
    assert seen == [
        ((), False),
        (("sources", "article"), True),
        (("sources", "article", "title"), False),
        (("actors", "russia"), True),
        (("actors", "russia"), False),
        (("actors", "russia", "country"), False),
        (("actors", "russia", "of"), False),
    ]


def test_the_walk_knows_the_marks_of_keys_and_leaves():
    text = HEAD + CLAIM + "evidence: {article: words}, responses: {iran: denied}}}"
    visits = {(visit.path, visit.is_key): visit for visit in typed.walk(tree(text), Brief)}
    one = ("claims", "one")
    assert visits[(*one, "evidence", "article"), True].mark(Ref) == Ref(("source",))
    assert visits[(*one, "evidence", "article", 0, "quote"), False].mark(Prose) == Prose("quote")
    assert visits[(*one, "responses", "iran"), True].mark(Ref).or_name
    assert visits[(*one, "status"), False].mark(Prose) is None


def test_the_walk_follows_the_full_form_of_a_step():
    text = HEAD + TREATY + "history: {ratified: {russia: 2025}}}"
    paths = [visit.path for visit in typed.walk(tree(text), Brief)]
    assert ("treaty", "history", "ratified", "parties", "russia", "date") in paths


def test_reading_does_not_change_the_tree():
    root = tree(HEAD + CLAIM + "evidence: {a: words}, zzz: 1}}")
    before = repr(root.data())
    typed.read(root, Brief)
    assert repr(root.data()) == before


def test_of_a_great_many_faults_only_the_first_are_explained():
    text = HEAD + "".join(f"key-{number}: x\n" for number in range(3000))
    assert len(wrong(text)) == MAX_FINDINGS + 1


def test_the_value_is_none_where_anything_is_an_error():
    assert typed.read(tree(HEAD + "actors: {a: {body: B, person: P}}"), Brief)[0] is None
