"""What the tests of tailoring start from: short ways to a brief, an audience and what the one gets of the other."""

from briefgen import standards
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.tailor import tailor

TLP = standards.marking_scheme("tlp")
PARTS = ("bottom_line", "judgements", "changed", "treaties", "arms_deals", "claims", "sections", "figures")
PARTS += ("actors", "timeline")
PARTS += ("watch", "gaps", "sources", "method", "distribution")


def a_brief(**fields):
    return Brief.model_validate({"title": "A title", "date": "2024-01-19", "marking": "TLP:CLEAR", **fields})


def an_audience(*without, name="press", **fields):
    """One that takes every part but those named, up to TLP:CLEAR."""
    sections = [part for part in PARTS if part not in without]
    return Audience.model_validate(
        {"name": name, "title": "Memo", "ceiling": "TLP:CLEAR", "sections": sections, **fields}
    )


def tailored(brief, audience=None, without=()):
    return tailor("weekly", brief, audience or an_audience(), TLP, without)


def for_press(**fields):
    """What the audience of that name gets of a brief with these fields."""
    return tailored(a_brief(**fields))


def claim(text="Something is said.", **fields):
    return {"text": text, "status": "reported", **fields}


def deal(**fields):
    return {
        **claim("Boats change hands."),
        "supplier": "one",
        "recipient": "two",
        "items": "boats",
        "stage": "delivered",
    } | fields


def judgement(text="It is likely.", **fields):
    return {"text": text, "likelihood": "likely", **fields}


def why(result, name, collection=None):
    """Whether a thing is kept, and why."""
    found = [d for d in result.decisions if d.id == name and collection in (None, d.collection)]
    assert len(found) == 1, found
    return found[0].kept, found[0].why
