"""Briefs at the edges of what a brief may be, as YAML text by name. Every state, body, person and event is invented."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import yaml

from briefgen import standards
from briefgen.model.vocabulary import DealStage, IndicatorState, ResponseKind, Status, TreatyState

Fields = dict[str, Any]

WORD = ("Tarviaellmarkdorsaveshniaquillsorrelkestrelportsable" * 2)[:60]
PARTIES = ["Tarvia", "Ellmark", "Dorsa", "Veshnia", "Quill", "Sorrel", "Orlet"]
SAID = {"evidence": {"wire": "talks have begun"}}
DATES = ["2026-03-14", "2026-02", "2025", "about 2024", "before 2026-01", "after 2025-06", "expected 2027", "expected"]
NAVY = "Joint Procurement Directorate of the Coastal and Riverine Forces of the Isle Commonwealth"
HISTORY = [state.value for state in TreatyState if state is not TreatyState.UNKNOWN]


def brief(title: str = "Fiction – Tarvia and Ellmark talk; nothing is confirmed", **parts: object) -> str:
    """The YAML of a brief with these parts, and with the one source that they cite."""
    head = {"title": title, "date": "2026-03-20", "marking": "TLP:CLEAR"}
    source = {"title": "Talks have begun", "publisher": "Strait Wire", "kind": "wire", "published": "2026-03-19"}
    whole = head | {"sources": {"wire": source}} | parts
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=120)


def claim(number: int = 1, **fields: object) -> Fields:
    text = f"Strait Wire reports round {number} of the talks between Tarvia and Ellmark on a transit agreement."
    return {"text": text, "claimant": "Strait Wire", "status": "reported"} | SAID | fields


def deal(number: int, stage: str) -> Fields:
    supplier, recipient = f"Tarvia, {NAVY}", f"Ellmark, Second {NAVY}"
    if number % 2:
        supplier, recipient = recipient, supplier
    goods = {
        f"MK-{number} Grey Heron of the second series": {"description": "mobile coastal radar", "quantity": number}
    }
    return {
        "text": f"Strait Wire reports deal {number} on mobile coastal radar sets.",
        "supplier": supplier,
        "recipient": recipient,
        "items": goods | {"training of crews, mechanics and inspectors": "over several years"},
        "stage": stage,
        "claimant": "Strait Wire",
        "status": "reported",
        "date": DATES[number % 6],
    } | SAID


def treaty(name: str, state: str) -> Fields:
    """A treaty with every step of a life, some of them dated party by party."""
    dates = (f"{year}-0{month}-11" for year in range(2001, 2026) for month in (2, 9))
    history: Fields = {step: next(dates) for step in HISTORY}
    history["ratified"] = dict.fromkeys(PARTIES, next(dates))
    history["in-force"] = {"Tarvia": next(dates), "Ellmark": {"date": next(dates), "status": "disputed"}}
    return {
        "name": name,
        "text": f"Strait Wire reports where the {name} stands.",
        "parties": PARTIES,
        "state": state,
        "claimant": "Strait Wire",
        "status": "reported",
        "history": history,
    } | SAID


def every_word() -> Fields:
    """A claim for each pair of status and marking, each with every kind of response."""
    responses = dict(zip(PARTIES, [kind.value for kind in ResponseKind], strict=True))
    labels = standards.marking_scheme("tlp").labels
    pairs = itertools.product(Status, labels)
    return {
        f"claim-{number}": claim(
            number, status=status.value, marking=label, responses=responses, credibility=number % 6 + 1
        )
        for number, (status, label) in enumerate(pairs)
    }


def long_words() -> Fields:
    """Every part of a brief, with words of 60 letters in every field of text."""
    two = f"{WORD} {WORD}"
    evidence = {"wire": {"quote": two, "page": WORD, "translation": two, "translated_by": WORD}}
    said = {
        "claimant": WORD,
        "status": "disputed",
        "evidence": evidence,
        "responses": {"body": "denied"},
        "comment": two,
    }
    facet = {"text": two, "expected": WORD, "place": WORD, "comment": two}
    goods = {"description": WORD, "quantity": "about 24", "ordered": "2024", "delivered": "(2)", "comment": two}
    return {
        "series": WORD,
        "contact": f"{WORD}@example.org",
        "authors": [WORD, two],
        "distribution": [WORD, two],
        "bottom_line": f"{two} [@said].",
        "so_what": two,
        "treaty": said
        | {"name": two, "text": two, "parties": [WORD, "body"], "state": "signed", "history": {"signed": facet}}
        | {"signing": facet, "scope": facet, "replaces": two},
        "arms_deals": {
            "deal": said
            | {"text": two, "supplier": WORD, "recipient": "body", "items": {WORD: goods}}
            | {"stage": "in-delivery", "value": two}
        },
        "claims": {"said": said | {"text": f"{two} *{WORD}* [{WORD}](https://example.org/{WORD})"}},
        "judgements": {
            "odds": {
                "text": f"{WORD} is likely to {WORD}.",
                "likelihood": "likely",
                "confidence": "low",
                "because": two,
            }
            | {"by": "2026-12-31", "based_on": ["said"], "assumptions": two, "alternatives": two, "so_what": two}
        },
        "watch": {
            state.value: {"text": two, "where": WORD, "state": state.value, "review": "2026-04-01", "raises": ["odds"]}
            for state in IndicatorState
        },
        "gaps": {"gap": {"text": f"{two}?", "bears_on": ["odds"]}},
        "timeline": {"event": {"date": "about 2024", "text": two, "based_on": ["said"]}},
        "sections": {
            "prose": {
                "title": two,
                "text": f"{two}\n\n- {two}\n\n| {WORD} | {WORD} |\n| --- | --- |\n| {two} | a |\n",
                "points": [two],
            }
        },
        "actors": {
            "body": {"body": two, "aliases": [WORD]},
            "person": {"person": two, "of": "body", "office": two},
        },
        "glossary": {two: two},
        "corrections": [two],
        "withdrawn": {"gone": two},
        "sources": {
            "wire": {"title": two, "publisher": WORD, "author": WORD, "url": f"https://example.org/{WORD}/{WORD}"}
            | {"kind": "wire", "upstream": two, "comment": two, "published": "2026-03-19", "retrieved": "2026-03-20"}
        },
    }


def figure(**fields: object) -> Fields:
    text = "Strait Wire reports these numbers of boats."
    return {"text": text, "claimant": "Strait Wire", "status": "reported"} | SAID | fields


def figures() -> Fields:
    """Charts of one number, of none that is known, of as many as may be, with names as long as may be."""
    names = [f"{name} {NAVY}" for name in (*PARTIES, "Sable", "Heron", "Auk", "Tern", "Petrel")]
    twelve = dict(
        zip(names, [0, 1, "about 2", "at least 3", "(4)", "at most 5", "unknown", *range(7, 12)], strict=True)
    )
    many = {f"The {ordinal} {NAVY}": {str(2000 + 3 * n): (n * n + 7 * row) % 23 for n in range(12)}
            for row, ordinal in enumerate(("first", "second", "third", "fourth"))}  # fmt: skip
    ends = [1000000, "about 2500000", "at least 3", "(4.5)", "at most 500", "unknown"]
    return {
        "one": figure(points={"2024": 7}),
        "zero": figure(points={"2024": 0}),
        "nothing-known": figure(points={"2021": "unknown", "2022": "unknown"}),
        "no-line": figure(chart="line", points={"2021": "unknown", "2022": "unknown"}),
        "one-mark": figure(chart="line", points={"2024": "about 7.25"}),
        "names-on-a-line": figure(chart="line", points=dict(zip(names, range(12), strict=True))),
        "twelve": figure(points=twelve, unit=NAVY),
        "four-lines": figure(chart="line", series=many, unit="boats"),
        "forty-eight-bars": figure(series=many),
        "ranges": figure(
            chart="range",
            series={
                WORD: {f"{low} {high}": {"low": low, "high": high} for low in ends for high in ends},
                "alone": {"a": 3, "b": "about 1234567.125", WORD: {"low": "unknown", "high": "unknown"}},
            },
        ),
        "no-picture": figure(file="pictures/none.png", alt="A boat."),
    }


def persian() -> Fields:
    """A brief in Persian, with names in Latin letters and a quotation in English among its words."""
    said = {"claimant": "ministry", "status": "officially-stated"} | SAID
    return {
        "language": "fa",
        "series": "یادداشت خیالی",
        "bottom_line": "وزارت خارجهٔ تارویا می‌گوید گفت‌وگو بر سر پیمان Kestrel آغاز شده است [@talks]؛ تاریخی تعیین نشده است.",
        "treaty": said
        | {"name": "پیمان Kestrel", "text": "وزارت خارجهٔ تارویا می‌گوید گفت‌وگو بر سر پیمان آغاز شده است."}
        | {"parties": ["Tarvia", "المارک"], "state": "negotiation", "history": {"proposed": "2025-05"}},
        "arms_deals": {
            "radar": said
            | {"text": "وزارت خارجهٔ تارویا می‌گوید فروش رادار ساحلی در دست بررسی است.", "stage": "under-consideration"}
            | {
                "supplier": "Tarvia",
                "recipient": "المارک",
                "items": {"R-40": {"description": "رادار ساحلی", "quantity": 4}},
            }
        },
        "claims": {"talks": said | {"text": "وزارت خارجهٔ تارویا می‌گوید گفت‌وگو (24 دور) آغاز شده است."}},
        "gaps": {"when": "پیمان چه روزی امضا می‌شود؟"},
        "timeline": {"start": {"date": "2026-03-14", "text": "گفت‌وگو آغاز شد.", "based_on": ["talks"]}},
        "watch": {"day": {"text": "یکی از دو دولت روزی را نام ببرد.", "review": "2026-04-01"}},
        "actors": {"ministry": {"body": "وزارت خارجهٔ تارویا", "aliases": ["Foreign Ministry"]}},
        "figures": {
            "boats": said
            | {"text": "وزارت خارجهٔ تارویا می‌گوید این شمار قایق رسیده است.", "unit": "قایق"}
            | {
                "series": {
                    "سفارش": {"2023": 12, "2024": "about 30"},
                    "Kestrel": {"2023": "at least 4", "2024": "unknown"},
                }
            },
            "calls": said
            | {"text": "وزارت خارجهٔ تارویا می‌گوید این شمار کشتی آمده است.", "chart": "line"}
            | {"points": {"2021": 1912, "2022": "(1840)", "2023": "unknown", "2024": "2035.5"}},
            "price": said
            | {"text": "وزارت خارجهٔ تارویا می‌گوید بها این است.", "chart": "range", "unit": "میلیون کرون"}
            | {"points": {"Strait Wire": {"low": 35, "high": "about 50"}, "وزارت": {"low": "unknown", "high": 60}}},
            "crews": said
            | {"text": "وزارت خارجهٔ تارویا می‌گوید این شمار خدمه آمده است.", "chart": "line"}
            | {"series": {"تارویا": {"2021": 3, "2022": 9}, "Ellmark": {"2021": 5, "2022": 7}}},
        },
    }


def events() -> Iterator[tuple[str, Fields]]:
    """Forty events: of each kind of date five, among them two of one day and one that nobody has dated."""
    for number in range(40):
        date = [*DATES, "unknown"][number % 9]
        yield (
            f"event-{number}",
            {"date": date, "text": f"Round {number} of the talks is held at Port Sable.", "based_on": ["talks"]},
        )


one = {"only": claim()}
EXTREMES = {
    "empty": yaml.safe_dump({"title": "Fiction – a title", "date": "2026-03-20"}, allow_unicode=True),
    "one-claim": brief(claims=one),
    "hundred-claims": brief(claims={f"claim-{number}": claim(number) for number in range(100)}),
    "long-words": brief(f"{WORD} {WORD}", **long_words()),
    "title-of-two-words": brief("Tarvia talks", claims=one),
    "title-of-forty-words": brief(
        " ".join(["Tarvia and Ellmark talk of transit;"] * 6 + ["Dorsa waits to hear"]), claims=one
    ),
    "every-word": brief(claims=every_word()),
    "forty-events": brief(claims={"talks": claim()}, timeline=dict(events())),
    "forty-deals": brief(
        arms_deals={
            f"deal-{number}": deal(number, stage.value)
            for number, stage in zip(range(1, 41), itertools.cycle(DealStage), strict=False)
        }
    ),
    "figures": brief(figures=figures()),
    "all-treaties": brief(
        treaties={
            f"convention-{number}": treaty(f"Convention number {number}", state.value)
            for number, state in enumerate(TreatyState)
        }
    ),
    "persian": brief("خیالی – تارویا و المارک گفت‌وگو می‌کنند؛ چیزی تأیید نشده است", **persian()),
}
