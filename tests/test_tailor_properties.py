"""What holds of every brief and audience: tailoring adds nothing, tells nothing it withholds, changes nothing it is given."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tailoring import PARTS, TLP, a_brief, an_audience, claim, deal, judgement, tailored

from briefgen import text
from briefgen.load import load
from briefgen.model.base import FrozenMap, Prose, Ref
from briefgen.model.fields import leaves
from briefgen.project import Project

NAMES = ("press", "analyst")
COLLECTIONS = ("arms_deals", "claims", "judgements", "watch", "timeline", "sections", "actors", "sources")
IDS = {collection: [f"{collection.replace('_', '-')}-{n}x" for n in range(2)] for collection in COLLECTIONS}
TREATY = "accord-0x"
ALL = [TREATY, *(name for names in IDS.values() for name in names)]
"""“x” ends an id, so that no id begins another."""


@st.composite
def briefs(draw):
    """A small brief with a marker word in each text (“wclaims-0xtext”), random restrictions, citations and references."""
    words = iter(range(10**6))

    def said(name):
        cited = draw(st.lists(st.sampled_from(ALL), max_size=2, unique=True))
        return f"w{name}-{next(words)}w said" + (f" [@{'; @'.join(cited)}]" if cited else "") + "."

    def restricted():
        return {
            "marking": draw(st.sampled_from([None, None, *list(TLP.labels)[:3]])),
            "only_for": draw(st.sampled_from([(), (), (), *[[name] for name in NAMES]])),
            "not_for": draw(st.sampled_from([(), (), (), *[[name] for name in NAMES]])),
        }

    def some(collection, least=0):
        return draw(st.lists(st.sampled_from(IDS[collection]), min_size=least, max_size=2, unique=True))

    def item(name):
        short = {other: said(name) for other in draw(st.lists(st.sampled_from([*NAMES, "*"]), max_size=2, unique=True))}
        return {"text": said(name), "short": short, **restricted()}

    def evidence():
        return {"evidence": {source: [said("quote").partition(" [")[0]] for source in some("sources")}}

    def statement(name):
        claimant = draw(st.sampled_from([None, *IDS["actors"]]))
        responses = {actor: {"response": "denied", **evidence()} for actor in some("actors")}
        return claim(**item(name), **evidence(), claimant=claimant, responses=responses, comment=said(name))

    def facet(name):
        return {
            "text": said(name),
            **evidence(),
            **restricted(),
            "claimant": draw(st.sampled_from([None, *IDS["actors"]])),
        }

    def thing(collection, name):
        basis = some("claims") + some("judgements")
        if collection == "actors":
            return {"body": f"w{name}-namew Body", "of": draw(st.sampled_from([None, *IDS["actors"]])), **restricted()}
        if collection == "sources":
            return {"title": f"w{name}-namew", "derived_from": some("sources"), "comment": said(name), **restricted()}
        return {
            "arms_deals": lambda: deal(
                **statement(name),
                items={"Boat": {"comment": said(name)}},
                supplier=IDS["actors"][0],
                recipient=some("actors", 1)[0],
            ),
            "claims": lambda: statement(name),
            "judgements": lambda: judgement(**item(name), based_on=basis, assumptions=[said(name)]),
            "watch": lambda: {**item(name), "raises": some("judgements"), "bears_on": basis},
            "timeline": lambda: {**item(name), "date": "2024", "based_on": basis, **evidence()},
            "sections": lambda: {**item(name), "title": f"w{name}-titlew", "points": [item(name)]},
        }[collection]()

    things = {collection: {name: thing(collection, name) for name in names} for collection, names in IDS.items()}
    treaty = {
        "name": f"w{TREATY}-namew", "state": "signed", "parties": some("actors"), "signing": facet("signing"),
        "history": {"ratified": {actor: facet("step") for actor in some("actors")} or "2024"}, **statement(TREATY),
    }  # fmt: skip
    return a_brief(
        title=item("title"), bottom_line=item("bottom"), so_what=said("so-what"), treaties={TREATY: treaty}, **things,
        glossary={f"wterm-{n}w": {"meaning": said("term"), **restricted()} for n in range(2)},
        corrections=[said("correction")], withdrawn={"old": said("withdrawn")},
    )  # fmt: skip


AUDIENCES = st.builds(
    lambda gone, ceiling, **fields: an_audience(*gone, ceiling=ceiling, **fields),
    gone=st.lists(st.sampled_from(PARTS), max_size=2),
    ceiling=st.sampled_from(list(TLP.labels)[:2]),
    short=st.booleans(),
    name=st.sampled_from(NAMES),
)
few = settings(
    max_examples=20,
    deadline=None,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CITATION = re.compile(r"\s*\[@[^\]]*\]")
WORD = re.compile(r"\bw[\w-]*?w\b")


@pytest.fixture(scope="module")
def accord():
    """The long fictional brief of the tests, for the press."""
    project = Project(Path(__file__).parent / "briefs", datetime.date(2026, 11, 23))
    loaded = load(project.root / "kestrel-accord.yaml", project)
    return loaded.brief, project.audience("press")


def printed(value):
    """Every text of a brief, without its citations."""
    return {CITATION.sub("", str(leaf.value)).strip() for leaf in leaves(value) if leaf.mark(Prose)}


def adds_nothing(brief, audience):
    result = tailored(brief, audience)
    assert printed(result.brief) <= printed(brief) | {""}
    assert {CITATION.sub("", words).strip() for words in result.texts.values()} <= printed(brief)


def is_done_once(brief, audience):
    once = tailored(brief, audience)
    again = tailored(with_background(brief, once), audience)
    assert again.brief == once.brief
    assert again.texts == once.texts
    assert again.sources == once.sources
    assert again.references == once.references
    assert TLP.rank(again.marking) <= TLP.rank(once.marking) <= TLP.rank(audience.ceiling)


def with_background(brief, result):
    """What is shown, with the statements that it rests on and does not print back in their collections."""
    updates = {}
    for name in ("treaties", "arms_deals", "claims"):
        shown, whole = getattr(result.brief, name), brief.all_treaties if name == "treaties" else getattr(brief, name)
        there = {**shown, **result.background}
        updates[name] = FrozenMap({id_: there[id_] for id_ in whole if id_ in there})
    return result.brief.model_copy(update=updates)


def refers_to_nothing_that_is_not_there(brief, audience):
    result = tailored(brief, audience)
    shown = result.brief
    there = {item.id for _, item in shown.items()} | set(result.background)
    known = {item.id for _, item in brief.items()}
    for leaf in leaves(shown):
        if leaf.mark(Ref) is not None:
            assert leaf.value in there or leaf.value not in known, leaf.path
        if (prose := leaf.mark(Prose)) is not None and prose.form != "quote":
            cited = {name for found in text.citations(leaf.value, block=prose.form == "block") for name in found.ids}
            assert cited <= there, leaf.path


def numbers_hold_together(brief, audience):
    result = tailored(brief, audience)
    numbered = {passage.number: passage for source in result.sources for passage in source.passages}
    assert len(numbered) == sum(len(source.passages) for source in result.sources)
    assert {passage for passages in result.references.values() for passage in passages} == set(numbered.values())
    for key, passages in result.references.items():
        assert all(numbered[passage.number] == passage for passage in passages), key
    for passage in numbered.values():
        assert all(passage in result.references[key] for key in passage.used_by)


PROPERTIES = (adds_nothing, is_done_once, refers_to_nothing_that_is_not_there, numbers_hold_together)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
@few
@given(brief=briefs(), audience=AUDIENCES)
def test_it_holds_of_any_brief(holds, brief, audience):
    holds(brief, audience)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_it_holds_of_a_long_brief(holds, accord):
    holds(*accord)


@few
@given(brief=briefs(), audience=AUDIENCES)
def test_what_is_withheld_is_told_by_nothing_but_the_decisions(brief, audience):
    """Each text has a word of its own, which names the thing it belongs to; of what is withheld neither word nor id is left."""
    result = tailored(brief, audience)
    items = [d for d in result.decisions if d.collection in (*COLLECTIONS, "treaties", "glossary") and not d.kept]
    gone = {d.id for d in items if d.withheld or d.collection not in ("treaties", "claims", "arms_deals")}
    told = repr((result.brief, result.texts, result.sources, result.references, result.source_base, result.marking))
    assert [name for name in gone if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)] == []
    words = {word.rpartition("-")[0].removeprefix("w") for word in WORD.findall(told)}
    assert words.isdisjoint(d.id for d in items)
    shown = set(WORD.findall(told))
    for record in (brief.title, brief.bottom_line, *(item for _, item in brief.items()), *sections_points(brief)):
        for other, wording in record.short.items():
            if other not in (audience.name, "*") or (other == "*" and not audience.short):
                assert WORD.search(wording)[0] not in shown


def sections_points(brief):
    return [point for section in brief.sections.values() for point in section.points]


@few
@given(brief=briefs(), audience=AUDIENCES)
def test_everything_else_is_there(brief, audience):
    """What is kept is whole: of a kept claim or judgement, each text and each reference to a kept thing is left."""
    result = tailored(brief, audience)
    kept = {d.id for d in result.decisions if d.kept}
    assert {item.id for _, item in result.brief.items()} == kept & set(ALL)
    for name, item in result.brief.claims.items():
        assert set(item.evidence) == set(brief.claims[name].evidence) & kept
        assert set(item.responses) == set(brief.claims[name].responses) & kept
        assert {name, f"{name}.comment"} <= set(result.texts)
    told = kept | set(result.background)
    withheld = {d.id for d in result.decisions if d.withheld}
    for name, item in result.brief.judgements.items():
        basis = set(brief.judgements[name].based_on)
        assert set(item.based_on) == basis & told
        assert (basis - told) & set(brief.claims) <= withheld


@few
@given(brief=briefs(), audience=AUDIENCES)
def test_tailoring_changes_no_argument(brief, audience):
    before = repr((brief, audience))
    first = tailored(brief, audience, without=["claims-0x"])
    assert repr((brief, audience)) == before
    assert tailored(brief, audience, without=["claims-0x"]) == first
