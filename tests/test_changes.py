"""What changed from one brief to another: kinds, order, and that nothing else is a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tailoring import a_brief, claim, deal, judgement

from briefgen import standards
from briefgen.changes import compare
from briefgen.model.brief import Brief

SCALE = standards.scale("icd203")


def rank(word: str) -> int | None:
    row = SCALE.row(word)
    return None if row is None else SCALE.rows.index(row)


def told(before: Brief, now: Brief, hidden: set[str] = frozenset()) -> list[tuple]:
    return [(c.kind, c.id, c.field, c.before, c.now) for c in compare(before, now, rank, hidden)]


def one(collection: str, before: dict, now: dict) -> list[tuple]:
    """What changed of the only thing of a collection."""
    sides = (a_brief(**{collection: {"x": side}}) for side in (before, now))
    return [(kind, field, old, new) for kind, _, field, old, new in told(*sides)]


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("unlikely", "likely", "raised"),
        ("very likely", "likely", "lowered"),
        ("likely", "probable", "changed"),
        ("likely", "not-assessed", "changed"),
        ("remote", "almost certain", "raised"),
    ],
)
def test_a_likelihood_is_raised_or_lowered_on_its_scale(before: str, now: str, kind: str) -> None:
    old, new = judgement(likelihood=before), judgement(likelihood=now)
    assert one("judgements", old, new) == [(kind, "likelihood", before, now)]


@pytest.mark.parametrize(
    ("field", "before", "now", "kind"),
    [
        ("status", "unconfirmed", "reported", "raised"),
        ("status", "officially-stated", "reported", "lowered"),
        ("status", "reported", "confirmed", "confirmed"),
        ("status", "reported", "refuted", "refuted"),
        ("status", "reported", "withdrawn", "withdrawn"),
        ("status", "reported", "disputed", "changed"),
        ("credibility", 3, 2, "raised"),
        ("credibility", 2, 5, "lowered"),
    ],
)
def test_a_statement_is_raised_or_lowered_in_its_order(field: str, before: object, now: object, kind: str) -> None:
    assert one("claims", claim(**{field: before}), claim(**{field: now})) == [(kind, field, str(before), str(now))]


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("negotiation", "contract-signed", "raised"),
        ("delivered", "in-delivery", "lowered"),
        ("delivered", "cancelled", "changed"),
    ],
)
def test_a_deal_has_stages(before: str, now: str, kind: str) -> None:
    assert one("arms_deals", deal(stage=before), deal(stage=now)) == [(kind, "stage", before, now)]


def test_a_treaty_has_states() -> None:
    sides = [
        a_brief(treaty={"name": "T", "parties": ["A", "B"], "status": "reported", "state": state})
        for state in ("signed", "in-force")
    ]
    assert told(*sides) == [("raised", "treaty", "state", "signed", "in-force")]


def test_confidence_and_horizon_and_outcome() -> None:
    before = judgement(confidence="low", by="2024-07-19")
    now = judgement(confidence="moderate", by="2024-08-19", outcome={"result": "occurred", "date": "2024-08-01"})
    assert one("judgements", before, now) == [
        ("raised", "confidence", "low", "moderate"),
        ("resolved", "outcome", None, "occurred"),
        ("moved", "by", "2024-07-19", "2024-08-19"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ({}, {"Envoy": "denied"}, [("answered", "responses.Envoy", None, "denied")]),
        ({}, {"Envoy": "none-reported"}, [("changed", "responses.Envoy", None, "none-reported")]),
        ({"Envoy": "denied"}, {"Envoy": "not-asked"}, [("changed", "responses.Envoy", "denied", "not-asked")]),
        ({"Envoy": "denied"}, {}, [("changed", "responses.Envoy", "denied", None)]),
        (
            {"Envoy": "none-reported"},
            {"Envoy": "confirmed"},
            [("answered", "responses.Envoy", "none-reported", "confirmed")],
        ),
        ({"Envoy": "denied"}, {"Envoy": "denied"}, []),
    ],
)
def test_a_new_answer_is_told_and_silence_is_none(before: dict, now: dict, changes: list) -> None:
    assert one("claims", claim(responses=before), claim(responses=now)) == changes


def test_sources_indicators_words_and_dates() -> None:
    assert one("claims", claim(evidence={"a": "x"}), claim(evidence={"b": "y", "a": "x"})) == [
        ("new-source", "evidence.b", None, "b")
    ]
    assert one("watch", {"text": "W"}, {"text": "W", "state": "observed"}) == [
        ("observed", "state", "not-observed", "observed")
    ]
    assert one("watch", {"text": "W"}, {"text": "W", "state": "emerging"}) == [
        ("changed", "state", "not-observed", "emerging")
    ]
    event = {"text": "E", "date": "2024-02"}
    assert one("timeline", event, {**event, "date": "expected 2024-03"}) == [
        ("moved", "date", "2024-02", "expected 2024-03")
    ]
    assert one("gaps", {"text": "When?"}, {"text": "When *now* [@x]?"}) == [("reworded", "text", "When?", "When now ?")]


def test_what_is_new_is_gone_or_closed() -> None:
    before = a_brief(claims={"a": claim("Old.")}, gaps={"g": "When?"}, withdrawn={})
    now = a_brief(claims={"b": claim("New.")}, withdrawn={"a": "It was wrong."})
    found = compare(before, now, rank)
    assert [(c.kind, c.id, c.before, c.now, c.why) for c in found] == [
        ("new", "b", None, "New.", None),
        ("withdrawn", "a", "Old.", None, "It was wrong."),
        ("closed", "g", "When?", None, None),
    ]


def test_a_thing_with_a_new_id_is_followed_by_the_old_one() -> None:
    before, now = a_brief(claims={"a": claim()}), a_brief(claims={"b": claim(was="a", status="confirmed")})
    assert told(before, now) == [("confirmed", "b", "status", "reported", "confirmed")]


def test_an_unchanged_judgement_is_said_to_be_so_and_nothing_else() -> None:
    brief = a_brief(claims={"c": claim()}, judgements={"j": judgement()})
    assert told(brief, brief) == [("unchanged", "j", None, None, None)]


def test_the_place_in_the_file_is_no_change() -> None:
    things = {"a": claim("One."), "b": claim("Two."), "c": claim("Three.")}
    turned = dict(reversed(things.items()))
    assert told(a_brief(claims=things), a_brief(claims=turned)) == []


def test_nothing_is_told_of_what_is_hidden() -> None:
    before, now = (
        a_brief(claims={"a": claim(), "gone": claim()}),
        a_brief(claims={"a": claim(status="confirmed"), "n": claim()}),
    )
    assert told(before, now, {"a", "n", "gone"}) == []


def test_the_reason_is_that_of_the_thing() -> None:
    before, now = (
        a_brief(claims={"a": claim()}),
        a_brief(claims={"a": claim(status="confirmed", change="A copy is out.")}),
    )
    assert [change.why for change in compare(before, now, rank)] == ["A copy is out."]


WORDS = st.sampled_from(["reported", "unconfirmed", "confirmed", "disputed", "refuted"])
CLAIMS = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(claim, st.sampled_from(["One.", "Two."]), status=WORDS), max_size=6
)


@given(claims=CLAIMS)
def test_changes_of_a_brief_with_itself_are_none(claims: dict) -> None:
    brief = a_brief(claims=claims)
    assert told(brief, brief) == []


@given(before=CLAIMS, now=CLAIMS)
def test_every_difference_is_told_and_names_what_there_is(before: dict, now: dict) -> None:
    found = told(a_brief(claims=before), a_brief(claims=now))
    assert {id_ for kind, id_, *_ in found if kind == "new"} == now.keys() - before.keys()
    assert {
        id_ for kind, id_, field, *_ in found if kind == "withdrawn" and field is None
    } == before.keys() - now.keys()
    differing = {id_ for id_ in before.keys() & now.keys() if before[id_] != now[id_]}
    assert {id_ for _, id_, field, *_ in found if field} == differing


# --- field by field --------------------------------------------------------------------------------------------------

TREATY = {"name": "T", "parties": ["A", "B"], "status": "reported", "state": "signed"}


@pytest.mark.parametrize(
    ("collection", "before", "now", "changes"),
    [
        ("claims", claim(evidence={"a": "x"}), claim(), [("changed", "evidence.a", "a", None)]),
        ("claims", claim(evidence={"a": "x"}), claim(evidence={"a": "y"}), [("changed", "evidence.a", "x", "y")]),
        ("claims", claim(claimant="One"), claim(claimant="Two"), [("changed", "claimant", "One", "Two")]),
        ("claims", claim(comment="So."), claim(comment="No."), [("reworded", "comment", "So.", "No.")]),
        ("judgements", judgement(because="So."), judgement(because="No."), [("reworded", "because", "So.", "No.")]),
        (
            "judgements",
            judgement(assumptions=["A.", "B."]),
            judgement(assumptions=["A."]),
            [("reworded", "assumptions", "A.; B.", "A.")],
        ),
        (
            "arms_deals",
            deal(items={"Su-35": {"quantity": "about 24"}}),
            deal(items={"Su-35": {"quantity": "(24)"}, "Mi-28": {"quantity": 2}}),
            [("new", "items.Mi-28", None, "2"), ("changed", "items.Su-35.quantity", "about 24", "(24)")],
        ),
        ("treaties", TREATY, {**TREATY, "history": {"signed": "2025-01-17"}}, [("new", "history.signed", None, "2025-01-17")]),
        (
            "treaties",
            {**TREATY, "history": {"signed": "2025-01"}},
            {**TREATY, "history": {"signed": "2025-01-17"}},
            [("moved", "history.signed.date", "2025-01", "2025-01-17")],
        ),
        ("treaties", {**TREATY, "scope": {"text": "All."}}, TREATY, [("changed", "scope", "All.", None)]),
        ("treaties", TREATY, {**TREATY, "name": "Treaty"}, [("reworded", "text", "T", "Treaty")]),
        (
            "sections",
            {"title": "T", "text": "One."},
            {"title": "T", "text": "Two."},
            [("reworded", "text", "T One.", "T Two.")],
        ),
        (
            "sources",
            {"title": "S", "kind": "wire"},
            {"title": "S", "kind": "original"},
            [("changed", "kind", "wire", "original")],
        ),
        ("gaps", {"text": "Why?"}, {"text": "Why?", "change": "A reason alone is no change."}, []),
        ("gaps", {"text": "Why?"}, {"text": "Why?", "priority": "low"}, [("changed", "priority", "normal", "low")]),
    ],
)  # fmt: skip
def test_each_field_is_compared(collection: str, before: dict, now: dict, changes: list) -> None:
    assert one(collection, before, now) == changes


def test_the_texts_of_a_brief_and_its_terms_are_compared_too() -> None:
    before = a_brief(title="One", bottom_line="All.", glossary={"pact": "A treaty.", "gone": "It goes."})
    now = a_brief(title="Two", so_what="It matters.", glossary={"pact": "A pact.", "more": "It comes."})
    assert told(before, now) == [
        ("reworded", "title", "text", "One", "Two"),
        ("withdrawn", "bottom_line", None, "All.", None),
        ("new", "so_what", None, None, "It matters."),
        ("reworded", "pact", "text", "A treaty.", "A pact."),
        ("new", "more", None, None, "It comes."),
        ("withdrawn", "gone", None, "It goes.", None),
    ]


def test_an_old_id_counts_where_the_last_edition_had_it_and_it_is_free_now() -> None:
    first, second = a_brief(claims={"a": claim("One.")}), a_brief(claims={"b": claim("One.", was="a")})
    assert told(first, second) == []
    assert told(second, second) == []  # the line still stands there an edition later
    both = a_brief(claims={"a": claim("One."), "b": claim("Two.", was="a")})
    assert told(first, both) == [("new", "b", None, None, "Two.")]


# --- whatever is edited ----------------------------------------------------------------------------------------------

IDS = st.sampled_from("abcd")
WORD = st.sampled_from(["One.", "Two.", "Three."])


def some(make, **fields):
    """Things by id; absent fields are left out."""
    fields = {name: st.none() | value for name, value in fields.items()}
    given = st.fixed_dictionaries({"text": WORD, **fields})
    made = given.map(lambda thing: make(**{name: value for name, value in thing.items() if value is not None}))
    return st.dictionaries(IDS, made, max_size=4)


WHOLE = st.fixed_dictionaries(
    {
        "claims": some(
            claim,
            status=WORDS,
            credibility=st.integers(1, 6),
            claimant=st.sampled_from(["Envoy", "Herald"]),
            responses=st.dictionaries(
                st.sampled_from(["Envoy", "Crown"]), st.sampled_from(["denied", "confirmed", "not-asked"])
            ),
            evidence=st.dictionaries(st.sampled_from(["wire", "note"]), st.sampled_from(["q", "r"])),
            comment=WORD,
        ),
        "judgements": some(
            judgement,
            likelihood=st.sampled_from(["likely", "unlikely", "remote"]),
            confidence=st.sampled_from(["low", "high"]),
            by=st.sampled_from(["2024-07-19", "2024-08-19"]),
            assumptions=st.lists(WORD, max_size=2),
        ),
        "watch": some(
            dict, state=st.sampled_from(["not-observed", "emerging", "observed"]), review=st.just("2024-05-01")
        ),
        "gaps": some(dict, marking=st.sampled_from(["TLP:CLEAR", "TLP:RED"])),
        "timeline": some(dict, date=st.sampled_from(["2024", "expected", "about 2024-02"])).map(
            lambda things: {id_: {"date": "unknown", **thing} for id_, thing in things.items()}
        ),
    }
)


def whole(fields: dict) -> Brief:
    """A brief whose ids are unique: each begins with its collection."""
    return a_brief(
        **{name: {f"{name}-{id_}": thing for id_, thing in things.items()} for name, things in fields.items()}
    )


def flat(fields: dict) -> dict[tuple[str, str], dict]:
    return {(name, f"{name}-{id_}"): thing for name, things in fields.items() for id_, thing in things.items()}


@given(fields=WHOLE)
def test_a_brief_has_not_changed_from_itself(fields: dict) -> None:
    brief = whole(fields)
    assert {change.kind for change in compare(brief, brief, rank)} <= {"unchanged"}
    same = {change.id for change in compare(brief, brief, rank)}
    assert same == {f"judgements-{id_}" for id_ in fields["judgements"]}


@given(before=WHOLE, now=WHOLE)
def test_the_other_way_round_what_is_new_is_gone_and_the_values_change_places(before: dict, now: dict) -> None:
    forth, back = compare(whole(before), whole(now), rank), compare(whole(now), whole(before), rank)
    gone = ("withdrawn", "closed")
    came = {(c.id, c.now) for c in forth if c.kind == "new" and c.field is None}
    went = {(c.id, c.before) for c in forth if c.kind in gone and c.field is None}
    assert came == {(c.id, c.before) for c in back if c.kind in gone and c.field is None}
    assert went == {(c.id, c.now) for c in back if c.kind == "new" and c.field is None}
    values = {(c.id, c.field, c.before, c.now) for c in forth if c.field}
    assert values == {(c.id, c.field, c.now, c.before) for c in back if c.field}
    opposite = {"raised": "lowered", "lowered": "raised"}
    turned = {(c.id, c.field): c.kind for c in back}
    for change in forth:
        if change.kind in opposite and change.before not in ("confirmed", "refuted"):  # those say what they are
            assert turned[change.id, change.field] == opposite[change.kind]


@given(before=WHOLE, now=WHOLE)
def test_every_edit_is_told_and_nothing_else(before: dict, now: dict) -> None:
    old, new = flat(before), flat(now)
    changes = [change for change in compare(whole(before), whole(now), rank) if change.kind != "unchanged"]
    same_brief = {key: thing for key, thing in new.items() if key in old and typed(key, old[key]) == typed(key, thing)}
    assert {(change.collection, change.id) for change in changes} == (old.keys() | new.keys()) - same_brief.keys()
    for change in changes:
        if change.field and change.field.partition(".")[0] not in ("responses", "evidence", "assumptions"):
            key = (change.collection, change.id)
            said = [getattr(typed(key, side[key]), change.field) for side in (old, new)]
            assert [change.before, change.now] == [None if value is None else str(value) for value in said]


def typed(key: tuple[str, str], thing: dict):
    """A thing as the model has it."""
    return next(item for _, item in a_brief(**{key[0]: {key[1]: thing}}).items() if item.id == key[1])
