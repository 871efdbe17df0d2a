"""A limit on a part: what is beyond it is not printed, and everything that is derived follows what is left."""

import pytest
from tailoring import a_brief, an_audience, claim, judgement, tailored, why

FIRST = an_audience(
    sections=["bottom_line", {"section": "claims", "limit": 1}, {"section": "judgements", "limit": 1}, "watch", "timeline",
              "actors", "sources", "method"],
)  # fmt: skip
NAMES = "abc"


def brief(**fields):
    """Three claims, each with a speaker, a source and a term of its own."""
    claims = {name: claim(f"The term{name} is told.", claimant=f"actor-{name}", evidence={f"source-{name}": "it is told"})
              for name in NAMES}  # fmt: skip
    return a_brief(
        **{
            "claims": claims,
            "actors": {f"actor-{name}": {"body": f"Body {name.upper()}"} for name in NAMES},
            "sources": {f"source-{name}": {"title": "S", "kind": "primary"} for name in NAMES},
            "glossary": {f"term{name}": "A term" for name in NAMES},
        }
        | fields
    )


def test_each_is_told_that_it_is_beyond_and_that_it_could_be_seen():
    result = tailored(brief(), FIRST)
    assert list(result.brief.claims) == ["a"]
    assert why(result, "b") == why(result, "c") == (False, "beyond the first 1")
    assert [d.withheld for d in result.decisions if d.id in NAMES] == [False, False, False]


@pytest.mark.parametrize("reason", [{"marking": "TLP:RED"}, {"not_for": "press"}, {"status": "disputed"}])
def test_what_is_withheld_takes_no_place(reason):
    claims = {"gone": claim(**reason), "first": claim(), "second": claim()}
    result = tailored(brief(claims=claims), FIRST.model_copy(update={"statuses": ("reported",)}))
    assert list(result.brief.claims) == ["first"]


def test_actors_sources_and_terms_follow_what_is_left():
    result = tailored(brief(), FIRST)
    assert (list(result.brief.actors), list(result.brief.sources)) == (["actor-a"], ["source-a"])
    assert list(result.brief.glossary) == ["terma"]
    unused = (False, "used by nothing that is shown")
    assert why(result, "actor-b") == why(result, "source-b") == why(result, "termb") == unused


def test_the_counts_and_the_label_follow_what_is_left():
    claims = {"a": claim(evidence={"source-a": "x"}), "b": claim(evidence={"source-b": "y"}, marking="TLP:GREEN")}
    green = FIRST.model_copy(update={"ceiling": "TLP:GREEN"})
    result = tailored(brief(claims=claims, actors={}, glossary={}, sources={"source-a": "S", "source-b": "S"}), green)
    assert (result.source_base.sources, result.source_base.groups) == (1, 1)
    assert result.marking == "TLP:CLEAR"


def test_a_bottom_line_still_rests_on_what_it_cites_and_brings_its_source_and_speaker():
    result = tailored(brief(bottom_line="So it is [@a; @b]."), FIRST)
    assert result.texts["bottom_line"] == "So it is [@a; @b]."
    assert [passage.source for passage in result.references["bottom_line"]] == ["source-a", "source-b"]
    assert (list(result.brief.sources), list(result.brief.actors)) == (["source-a", "source-b"], ["actor-a", "actor-b"])
    assert (list(result.background), list(result.brief.glossary)) == (["b"], ["terma"])
    assert result.source_base.primary == 2
    assert "termb" not in repr((result.brief, result.background, result.texts))


def test_a_bottom_line_that_cites_what_is_beyond_is_marked_as_high():
    claims = {"a": claim(), "b": claim(marking="TLP:GREEN")}
    fields = {"bottom_line": "So it is [@b].", "claims": claims}
    assert tailored(brief(**fields), FIRST.model_copy(update={"ceiling": "TLP:GREEN"})).marking == "TLP:GREEN"
    assert tailored(brief(**fields), FIRST).brief.bottom_line is None


def test_an_event_rests_on_what_is_beyond_and_an_indicator_raises_no_judgement_that_is():
    result = tailored(
        brief(
            judgements={"j": judgement(based_on="c"), "k": judgement()},
            timeline={"e": {"text": "It is told.", "date": "2024", "based_on": "b"}},
            watch={"w": {"text": "A word.", "raises": ["j", "k"]}},
        ),
        FIRST,
    )
    assert (list(result.brief.judgements), result.brief.watch["w"].raises) == (["j"], ("j",))
    assert [passage.source for passage in result.references["e"]] == ["source-b"]
    assert [passage.source for passage in result.references["j"]] == ["source-c"]
    assert list(result.brief.sources) == ["source-a", "source-b", "source-c"]
