"""Ids, references, citations and circles: every wrong one is told, whatever else is wrong."""

import itertools

import pytest
from loading import HEAD, loaded, marked, places, refused

from briefgen.load.references import KINDS
from briefgen.model.brief import COLLECTIONS

CLAIM = "claims: {claim: {text: T, status: reported}}\n"


def told(folder, text):
    """Code, words under the carets, message and hint of each fault."""
    found = refused(folder, HEAD + text)
    return [(finding.code, marked(finding), finding.message, finding.hint) for finding in found]


# --- ids -------------------------------------------------------------------------------------------------------------


def test_every_collection_has_a_kind():
    assert set(KINDS) == {"treaty", "treaties", *COLLECTIONS}


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("The Kremlin", "write `the-kremlin`: lower-case letters a to z, digits and single hyphens"),
        ("an_article", "write `an-article`: lower-case letters a to z, digits and single hyphens"),
        ("a--b", "write `a-b`: lower-case letters a to z, digits and single hyphens"),
        ("Élysée", "write `elysee`: lower-case letters a to z, digits and single hyphens"),
        ("Кремль", "an id holds lower-case letters a to z, digits and single hyphens"),
        ("---", "an id holds lower-case letters a to z, digits and single hyphens"),
    ],
)
def test_what_is_no_id_is_told_with_the_id_that_it_could_be(tmp_path, key, hint):
    assert told(tmp_path, f'actors: {{"{key}": {{body: B}}}}') == [("F06", f'"{key}"', f"“{key}” is no id", hint)]


def test_unknown_is_no_id(tmp_path):
    ((code, words, message, _),) = told(tmp_path, "gaps: {unknown: When?}")
    assert (code, words) == ("F06", "unknown")
    assert message == "“unknown” cannot be an id: it has a meaning of its own"


def test_an_id_stands_once_in_the_whole_brief(tmp_path):
    found = refused(tmp_path, HEAD + CLAIM + "gaps: {claim: When?}\nsources: {claim: T}\n")
    assert places(found) == ["Q04 4:8", "Q04 5:11"]
    message = "the id “claim” is taken: it stands under claims at briefs/b.yaml:3:10"
    assert {finding.message for finding in found} == {message}


@pytest.mark.parametrize("order", [1, -1])
def test_the_one_treaty_takes_the_id_treaty(tmp_path, order):
    parts = ["treaty: {name: N, state: signed, status: reported}\n", "gaps: {treaty: When?}\n"]
    found = refused(tmp_path, HEAD + "".join(parts[::order]))
    line = 3 if order == 1 else 4
    assert [finding.message for finding in found] == [
        f"the id “treaty” is taken: it stands under treaty at briefs/b.yaml:{line}:1"
    ]
    assert marked(found[0]) == "treaty"


# --- references ------------------------------------------------------------------------------------------------------

THINGS = """\
treaty: {name: N, state: signed, status: reported}
claims: {claim: {text: T, status: reported}}
judgements: {judgement: {text: T, likelihood: likely}}
actors: {actor: {body: B}}
sources: {source: A title}
gaps: {gap: When?}
"""
FIELDS = {
    "claims: {x: {text: T, status: reported, claimant: ID}}": "actor",
    "claims: {x: {text: T, status: reported, responses: {ID: denied}}}": "actor",
    "claims: {x: {text: T, status: reported, evidence: {ID: words}}}": "source",
    "claims: {x: {text: T, status: reported, responses: {X: {response: denied, evidence: {ID: words}}}}}": "source",
    "arms_deals: {x: {text: T, status: reported, supplier: ID, recipient: B, items: C, stage: unknown}}": "actor",
    "arms_deals: {x: {text: T, status: reported, supplier: A, recipient: ID, items: C, stage: unknown}}": "actor",
    "treaties: {x: {name: N, state: signed, status: reported, parties: [A, ID]}}": "actor",
    "treaties: {x: {name: N, state: signed, status: reported, history: {ratified: {ID: 2024}}}}": "actor",
    "treaties: {x: {name: N, state: signed, status: reported, scope: {text: T, claimant: ID}}}": "actor",
    "judgements: {x: {text: T, likelihood: likely, based_on: [ID]}}": "statement or judgement",
    "timeline: {x: {text: T, date: unknown, based_on: ID}}": "statement or judgement",
    "watch: {x: {text: T, raises: [ID]}}": "judgement",
    "watch: {x: {text: T, lowers: ID}}": "judgement",
    "gaps: {x: {text: T, bears_on: [ID]}}": "statement, judgement or source",
    "actors: {x: {body: B, of: ID}}": "actor",
    "sources: {x: {title: T, derived_from: ID}}": "source",
    "so_what: 'T [@ID].'": "statement, judgement, figure or source",
    "sections: {x: {title: T, text: 'T [@ID].'}}": "statement, judgement, figure or source",
}
KIND = {"treaty": "statement", "claim": "statement"}
WRONG = [
    (field, wanted, name)
    for (field, wanted), name in itertools.product(
        FIELDS.items(), ["treaty", "claim", "judgement", "actor", "source", "gap"]
    )
    if KIND.get(name, name) not in wanted
]


def with_things(field):
    """The things, and this field in a collection of its own or in that of its kind."""
    collection, _, rest = field.partition(": ")
    if collection == "treaties":
        return THINGS.replace("treaty: {", "treaties: {treaty: {", 1).replace(
            "reported}\n", "reported}, " + rest[1:] + "\n", 1
        )
    line = next((line for line in THINGS.splitlines() if line.startswith(f"{collection}: ")), None)
    return THINGS.replace(line, line[:-1] + ", " + rest[1:]) if line else THINGS + field + "\n"


@pytest.mark.parametrize(("field", "wanted"), FIELDS.items(), ids=FIELDS)
def test_a_reference_to_what_is_wanted_is_none_of_the_findings(tmp_path, field, wanted):
    for name in ["claim", "treaty"] if "statement" in wanted else [wanted]:
        assert loaded(tmp_path, HEAD + with_things(field.replace("ID", name))).diagnostics == ()


@pytest.mark.parametrize(("field", "wanted"), FIELDS.items(), ids=FIELDS)
def test_a_reference_that_leads_nowhere_is_told(tmp_path, field, wanted):
    ((code, words, message, hint),) = told(tmp_path, with_things(field.replace("ID", "zzzzz")))
    assert (code, words) == ("Q04", "zzzzz")
    assert message == f"there is no {wanted} with the id “zzzzz”"
    assert hint


@pytest.mark.parametrize(("field", "wanted", "name"), WRONG)
def test_a_reference_to_another_kind_of_thing_is_told(tmp_path, field, wanted, name):
    ((code, words, message, _),) = told(tmp_path, with_things(field.replace("ID", name)))
    kind = KIND.get(name, name)
    article = "an" if kind == "actor" else "a"
    wanted = f"{'an' if wanted == 'actor' else 'a'} {wanted}"
    assert (code, words) == ("Q04", name)
    assert message == f"“{name}” is {article} {kind}; here {wanted} is wanted"


@pytest.mark.parametrize("name", ["The White House", "Kremlin", "unknown", "МИД России", "a_b"])
def test_where_an_actor_is_wanted_what_is_no_id_is_a_name(tmp_path, name):
    claim = loaded(tmp_path, HEAD + f"claims: {{a: {{text: T, status: reported, claimant: {name}}}}}\n").brief.claims[
        "a"
    ]
    assert claim.claimant == name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("kremlni", "did you mean kremlin?"),
        ("white-house", "add it under `actors`, or write a name with a capital: White House"),
    ],
)
def test_an_actor_that_is_not_there_may_be_meant_as_a_name(tmp_path, name, hint):
    text = f"claims: {{a: {{text: T, status: reported, claimant: {name}}}}}\nactors: {{kremlin: {{body: K}}}}\n"
    assert told(tmp_path, text) == [("Q04", name, f"there is no actor with the id “{name}”", hint)]


def test_only_ids_of_the_wanted_kind_were_perhaps_meant(tmp_path):
    text = "claims: {wires: {text: T, status: reported, evidence: {wirez: words}}}\nsources: {wire: T}\n"
    assert told(tmp_path, text)[0][3] == "did you mean wire?"


def test_a_treaty_left_empty_is_nothing_to_cite(tmp_path):
    assert places(refused(tmp_path, HEAD + "treaty:\nso_what: T [@treaty].\n")) == ["Q04 4:14"]


def test_a_wrong_key_hides_no_wrong_reference(tmp_path):
    text = HEAD + "claims: {a: {txt: T, status: repoted, claimant: nobody, evidence: {nothing: words}}}\n"
    codes = [finding.code for finding in refused(tmp_path, text)]
    assert sorted(codes) == ["F01", "F02", "F04", "Q04", "Q04"]


# --- citations -------------------------------------------------------------------------------------------------------


def test_each_id_of_a_citation_is_told_at_its_place_in_a_folded_text(tmp_path):
    text = (
        HEAD + CLAIM + "bottom_line: >\n  In short [@claim],\n  and [@lost; @claim; @gone]\n\n  as [@claim; @mist].\n"
    )
    found = refused(tmp_path, text)
    assert [(place, marked(finding)) for place, finding in zip(places(found), found, strict=True)] == [
        ("Q04 6:9", "lost"),
        ("Q04 6:24", "gone"),
        ("Q04 8:16", "mist"),
    ]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("so_what: |\n  one\n  [@lost]", "5"),
        ('so_what: "one\\n\\\n  [@lost]"', "4"),
        ("so_what: 'it''s\n  [@lost]'", "4"),
        ("so_what: one\n  two [@lost]", "4"),
        ("sections:\n  s:\n    title: T\n    text: |\n      # Head\n\n      - point [@lost]", "9"),
        ("corrections: [one, 'two [@lost]']", "3"),
        ("glossary: {Term: 'Meaning [@lost].'}", "3"),
        ("gaps: {a: {text: T, short: {analyst: 'Short [@lost].'}}}", "3"),
    ],
)
def test_a_citation_is_found_in_every_style_of_text(tmp_path, field, place):
    (finding,) = refused(tmp_path, HEAD + field + "\n")
    assert (finding.code, marked(finding), str(finding.location.line)) == ("Q04", "lost", place)


@pytest.mark.parametrize("citation", ["[@Foo]", "[@a, @b]", "[@ a]", "[@a; b]", "[@claim", "[@]"])
def test_what_begins_like_a_citation_and_is_none_is_told(tmp_path, citation):
    found = refused(tmp_path, HEAD + CLAIM + f"so_what: 'It is said {citation}'\n")
    hint = "a citation is an id in brackets: [@id], several are [@one; @two]"
    assert [(finding.code, finding.hint) for finding in found] == [("F15", hint)]
    assert found[0].message.endswith(" is no citation")
    assert marked(found[0]).startswith("[@")


@pytest.mark.parametrize(
    "text", ["`[@code]`", "\\[@escaped]", "[a link](https://example.org)", "a [bracket]", "me@example.org"]
)
def test_what_is_no_citation_is_left_alone(tmp_path, text):
    assert loaded(tmp_path, HEAD + f"so_what: '{text}'\n").diagnostics == ()


@pytest.mark.parametrize("field", ["title: {text: 'T [@lost]'}", "series: '[@lost]'", "contact: '[@Foo]'"])
def test_plain_words_cite_nothing(tmp_path, field):
    head = "date: 2024-01-19\n" + ("" if field.startswith("title") else "title: T\n")
    assert loaded(tmp_path, head + field).diagnostics == ()


# --- circles ---------------------------------------------------------------------------------------------------------


def judgements(**based_on):
    lines = (f"  {name}: {{text: T, likelihood: likely, based_on: [{names}]}}\n" for name, names in based_on.items())
    return "judgements:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("text", "circles"),
    [
        (judgements(a="a"), ["a → a"]),
        (judgements(a="b", b="a"), ["a → b → a"]),
        (judgements(a="b", b="c", c="b"), ["b → c → b"]),
        (judgements(a="b, c", b="a", c="a"), ["a → b → a", "a → c → a"]),
        (judgements(a="a", b="b"), ["a → a", "b → b"]),
        (
            judgements(**{f"j{n}": f"j{(n + 1) % 30}" for n in range(30)}),
            ["j0 → j1 → j2 → j3 → … → j27 → j28 → j29 → j0"],
        ),
    ],
)
def test_judgements_that_rest_on_each_other_are_told_once(tmp_path, text, circles):
    assert [(code, message) for code, _, message, _ in told(tmp_path, text)] == [
        ("Q04", f"judgements rest on each other in a circle: {circle}") for circle in circles
    ]


def test_a_circle_is_told_at_the_reference_that_closes_it(tmp_path):
    found = refused(tmp_path, HEAD + judgements(a="b", b="a"))
    assert (places(found), marked(found[0])) == (["Q04 5:47"], "a")


def test_judgements_that_share_their_ground_are_no_circle(tmp_path):
    assert (
        loaded(tmp_path, HEAD + CLAIM + judgements(a="b, c", b="claim, d", c="d, claim", d="claim")).diagnostics == ()
    )


def test_many_shared_grounds_are_read_at_once(tmp_path):
    names = {f"j{n}": f"j{n - 1}, j{n - 2}" for n in range(300, 1, -1)}
    assert loaded(tmp_path, HEAD + judgements(**names, j1="", j0="")).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "sources: {a: {title: T, derived_from: b}, b: {title: T, derived_from: [a]}}",
            "sources are made from each other in a circle: a → b → a",
        ),
        ("actors: {a: {body: A, of: b}, b: {body: B, of: a}}", "actors belong to each other in a circle: a → b → a"),
    ],
)
def test_sources_and_actors_come_to_an_end_too(tmp_path, text, message):
    assert [told_message for _, _, told_message, _ in told(tmp_path, text)] == [message]
