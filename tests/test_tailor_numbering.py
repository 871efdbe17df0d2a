"""Reference numbers, what rests on which, the counts of sources, and the texts that a memo must print."""

from tailoring import a_brief, claim, deal, for_press, judgement, tailored


def numbers(result, key):
    return [passage.number for passage in result.references.get(key, ())]


def counts(**sources):
    base = for_press(sources={name: {"title": "S", **fields} for name, fields in sources.items()}).source_base
    return base.sources, base.groups, base.primary


# --- numbers -----------------------------------------------------------------------------------------------------------


def test_a_source_has_one_number_and_several_quotes_of_it_a_second_each():
    result = for_press(
        claims={
            "a": claim(evidence={"t": ["second", "first"], "s": "only"}),
            "b": claim(evidence={"t": "first", "s": "only"}),
        },
        sources={"idle": "I", "s": "S", "t": "T"},
    )
    assert [(source.number, source.source.id) for source in result.sources] == [(1, "idle"), (2, "s"), (3, "t")]
    assert (numbers(result, "a"), numbers(result, "b")) == (["3.1", "3.2", "2"], ["3.2", "2"])
    assert [(p.number, p.source, p.passage.quote, p.used_by) for p in result.sources[2].passages] == [
        ("3.1", "t", "second", ("a",)),
        ("3.2", "t", "first", ("a", "b")),
    ]
    assert result.sources[0].passages == ()


def test_the_same_words_have_one_number_however_they_are_broken():
    result = for_press(claims={"a": claim(evidence={"s": ["The  same\nwords", "The same words "]})}, sources={"s": "S"})
    assert numbers(result, "a") == ["1"]
    assert result.sources[0].passages[0].used_by == ("a",)


def test_numbers_follow_the_order_of_first_use_in_the_brief():
    def quotes(*words):
        return {"evidence": {"s": list(words)}}

    treaty = {
        "name": "T", "state": "signed", "status": "reported", **quotes("q1"),
        "responses": {"one": {"response": "denied", **quotes("q2")}},
        "signing": quotes("q3"), "scope": {"text": "All", "responses": {"one": {"response": "denied", **quotes("q4")}}},
        "history": {"signed": quotes("q5"), "ratified": {"one": quotes("q6")}},
    }  # fmt: skip
    result = for_press(
        treaty=treaty,
        arms_deals={"d": deal(supplier="One", recipient="Two", **quotes("q7"))},
        claims={"c": claim(**quotes("q8"))},
        timeline={"e": {"text": "E", "date": "2024", **quotes("q9")}},
        judgements={"j": judgement(outcome={"result": "occurred", "date": "2024-01-01", **quotes("q10")})},
        actors={"one": {"country": "FR"}},
        sources={"s": "S"},
    )
    assert [passage.passage.quote for passage in result.sources[0].passages] == [f"q{n}" for n in range(1, 11)]
    assert {key: numbers(result, key) for key in result.references} == {
        "treaty": ["1.1"], "treaty.responses.one": ["1.2"], "treaty.signing": ["1.3"], "treaty.scope.responses.one": ["1.4"],
        "treaty.history.signed": ["1.5"], "treaty.history.ratified.parties.one": ["1.6"], "d": ["1.7"], "c": ["1.8"],
        "e": ["1.9"], "j.outcome": ["1.10"],
    }  # fmt: skip


def test_withheld_evidence_takes_no_number():
    result = for_press(
        claims={
            "a": claim(evidence={"s": "gone", "t": "x"}, not_for="press"),
            "b": claim(evidence={"s": ["y", "z"], "t": "w"}),
        },
        sources={"s": {"title": "S", "marking": "TLP:RED"}, "t": "T"},
    )
    assert (numbers(result, "b"), "a" in result.references) == (["1"], False)
    assert [passage.used_by for source in result.sources for passage in source.passages] == [("b",)]


def test_judgements_events_and_the_bottom_line_rest_on_what_they_are_based_on():
    result = for_press(
        bottom_line="So it is [@b; @j], they say [@a].",
        claims={"a": claim(evidence={"s": "one"}), "b": claim(evidence={"s": "two"}), "c": claim()},
        judgements={
            "j": judgement(based_on=["k", "b"]),
            "k": judgement(based_on=["a", "j"]),
            "l": judgement(based_on="c"),
        },
        timeline={"e": {"text": "E", "date": "2024", "evidence": {"s": "three"}, "based_on": "k"}},
        sources={"s": "S"},
    )
    assert {key: numbers(result, key) for key in ("j", "k", "e", "bottom_line")} == {
        "j": ["1.1", "1.2"], "k": ["1.1", "1.2"], "e": ["1.3", "1.1", "1.2"], "bottom_line": ["1.2", "1.1"],
    }  # fmt: skip
    assert "l" not in result.references


def test_an_outcome_rests_on_the_statements_that_show_it():
    known = {"result": "occurred", "date": "2024-01-01", "based_on": ["a", "j"]}
    result = for_press(
        claims={"a": claim(evidence={"s": "one"}), "b": claim(evidence={"s": "two"})},
        judgements={"j": judgement(based_on="b", outcome=known)},
        sources={"s": "S"},
    )
    assert (numbers(result, "j"), numbers(result, "j.outcome")) == (["1.2"], ["1.1", "1.2"])


def test_a_long_line_of_judgements_each_based_on_two_ends():
    chain = {f"j{n}": judgement(based_on=[f"j{n - 1}", f"j{n - 2}"] if n > 1 else ["a"]) for n in range(1500)}
    result = for_press(claims={"a": claim(evidence={"s": "one"})}, judgements=chain, sources={"s": "S"})
    assert numbers(result, "j1499") == ["1"]


# --- the counts --------------------------------------------------------------------------------------------------------


def test_sources_of_one_origin_count_as_one_group():
    assert counts() == (0, 0, 0)
    assert counts(a={}, b={}) == (2, 2, 0)
    assert counts(a={"independence": "Wire"}, b={"independence": "wire"}, c={}) == (3, 2, 0)
    assert counts(a={"upstream": "A ministry"}, b={"independence": "a Ministry"}) == (2, 1, 0)
    assert counts(a={}, b={"derived_from": "a"}, c={"derived_from": ["b"]}, d={}) == (4, 2, 0)
    assert counts(a={"derived_from": "b"}, b={"derived_from": ["a", "b"]}) == (2, 1, 0)
    assert counts(a={"upstream": "unknown", "independence": "unknown"}, b={"upstream": "unknown"}) == (2, 2, 0)


def test_primary_documents_and_statements_count_as_primary():
    assert counts(a={"kind": "primary"}, b={"kind": "statement"}, c={"kind": "wire"}, d={}) == (4, 4, 2)


def test_a_source_that_is_withheld_does_not_count_and_still_joins_those_made_from_it():
    made = {"derived_from": "wire"}
    assert counts(wire={"marking": "TLP:RED", "kind": "primary"}, a=made, b=made) == (2, 1, 0)
    assert counts(a={}, b={"not_for": "press"}) == (1, 1, 0)


# --- texts -------------------------------------------------------------------------------------------------------------


def test_every_text_has_its_key_once():
    treaty = {
        "name": "name", "text": "treaty", "state": "signed", "status": "reported", "comment": "treaty.comment",
        "signing": {"text": "treaty.signing.text", "expected": "treaty.signing.expected"},
        "scope": "treaty.scope.text", "replaces": {"text": "treaty.replaces.text", "comment": "treaty.replaces.comment"},
        "history": {
            "signed": {"text": "treaty.history.signed.text"},
            "in-force": {"one": {"comment": "treaty.history.in-force.parties.one.comment"}},
        },
    }  # fmt: skip
    goods = {"Boat": {"comment": "d.items.0.comment"}, "Raft": "plain", "Oar": {"comment": "d.items.2.comment"}}
    result = for_press(
        title="title", bottom_line="bottom_line", so_what="so_what", treaty=treaty,
        arms_deals={"d": {**deal(supplier="One", recipient="Two", items=goods, comment="d.comment"), "text": "d"}},
        claims={"c": claim("c", comment="c.comment", change="told with the changes", evidence={"s": "a quotation"})},
        judgements={
            "j": judgement(
                "j", because="j.because", so_what="j.so_what", assumptions="j.assumptions.0",
                alternatives=["j.alternatives.0", "j.alternatives.1"],
            ),
        },
        watch={"w": "w"}, gaps={"g": "g"}, timeline={"e": {"text": "e", "date": "2024"}},
        sections={"x": {"title": "x.title", "text": "x", "points": ["x.points.0", {"text": "x.points.1"}]}},
        actors={"one": {"country": "FR", "office": "plain"}}, sources={"s": {"title": "plain", "comment": "s.comment"}},
        glossary={"first": "glossary.0", "second": "glossary.1"}, withdrawn={"old": "withdrawn.0"},
        corrections=["corrections.0", {"text": "corrections.1"}],
    )  # fmt: skip
    texts = dict(result.texts)
    assert texts.pop("treaty.name") == "name"
    assert texts == {key: key for key in texts}
    assert list(texts) == [
        "title", "bottom_line", "so_what", "treaty", "treaty.comment", "treaty.signing.text", "treaty.signing.expected",
        "treaty.scope.text", "treaty.replaces.text", "treaty.replaces.comment", "treaty.history.signed.text",
        "treaty.history.in-force.parties.one.comment", "d", "d.comment", "d.items.0.comment", "d.items.2.comment", "c",
        "c.comment", "j", "j.because", "j.assumptions.0", "j.alternatives.0", "j.alternatives.1", "j.so_what", "w", "g", "e",
        "x.title", "x", "x.points.0", "x.points.1", "s.comment", "glossary.0", "glossary.1", "corrections.0",
        "corrections.1", "withdrawn.0",
    ]  # fmt: skip


def test_a_text_that_is_nothing_without_its_citations_need_not_be_printed():
    brief = a_brief(claims={"x": claim(not_for="press"), "c": claim("[@x]", comment=" ")})
    assert tailored(brief).texts == {"title": "A title"}
