"""The JSON Schemas say what the models say: an independent validator and the reader agree on every document here."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from briefgen import schema, typed
from briefgen.load import references
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, SharedFile
from briefgen.model.project_file import ProjectFile
from briefgen.yaml_source import parse

ROOT = Path(__file__).parent.parent
KINDS = (
    "briefgen.yaml",
    "briefs/*.yaml",
    "tests/briefs/*.yaml",
    "templates/*/audience.yaml",
    "tests/briefs/templates/*/audience.yaml",
)
FILES = [file for kind in KINDS for file in sorted(ROOT.glob(kind))]
MADE = {
    Brief: schema.brief_schema(),
    Audience: schema.audience_schema(),
    ProjectFile: schema.project_schema(),
    SharedFile: schema.shared_schema(),
}

HEAD = "title: A headline\ndate: 2024-01-19\n"
CLAIM = "claims: {one: {text: It is said., status: reported"
FIGURE = "figures: {one: {text: T, status: reported"
DEAL = "arms_deals: {one: {text: It is said., status: reported, supplier: A, recipient: B, stage: unknown"
TREATY = "{name: a treaty, state: signed, status: reported"
JUDGEMENT = "judgements: {one: {text: It is likely., likelihood: likely"


def as_an_editor_reads(node):
    """The tree as a YAML 1.2 tool of the core schema gives it: unquoted numbers are numbers, days stay texts."""
    if isinstance(node.value, dict):
        return {key: as_an_editor_reads(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [as_an_editor_reads(child) for child in node.value]
    if node.style == "plain" and isinstance(node.value, str):
        if re.fullmatch(r"[-+]?[0-9]+", node.value):
            return int(node.value)
        if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", node.value):
            return float(node.value)
    return node.value


def refused_by_schema(text, model=Brief):
    root, _ = parse("a.yaml", text.encode())
    return [error.message for error in Draft7Validator(MADE[model]).iter_errors(as_an_editor_reads(root))]


def refused_by_reader(text, model=Brief):
    root, findings = parse("a.yaml", text.encode())
    findings += typed.read(root, model)[1] + references.check(list(typed.walk(root, model)))
    return [f"{finding.code} {finding.message}" for finding in findings if finding.severity == "error"]


ACCEPTED = {
    "the least": HEAD,
    "numbers for texts": "title: 2024\ndate: 2024-01-19\nso_what: 1.5\nauthors: [007, A. Writer]\n",
    "format as number": HEAD + "format: 1",
    "format as text": HEAD + 'format: "1"',
    "moment": HEAD + "embargo: 2024-01-19T06:00+00:00",
    "left empty": HEAD + "so_what:\nbottom_line:\ncutoff: ~\ntreaty:\n",
    "an alias left empty": HEAD + "actors: {a: {person: A, offices: [{title: President, from: }]}}",
    "title with a wording": HEAD.replace("A headline", "{text: A headline, short: Short, marking: TLP:GREEN}"),
    "wordings by audience": HEAD + CLAIM + ", short: {public: Shorter., '*': Short.}}}",
    "one wording": HEAD + CLAIM + ", short: Short.}}",
    "one audience": HEAD + CLAIM + ", only_for: analyst, not_for: [public]}}",
    "a gap alone": HEAD + "gaps: {when: When?}",
    "a gap in full": HEAD + "gaps: {when: {text: When?, bears_on: when-else}}\nsources: {when-else: A title}",
    "an indicator alone": HEAD + "watch: {date-named: A date is named.}",
    "a term alone": HEAD + "glossary: {Military-Technical Cooperation: Arms trade.}",
    "a correction alone": HEAD + "corrections: It was wrong.",
    "corrections": HEAD + "corrections: [It was wrong., {text: So was this., date: 2024-01-20}]",
    "words": HEAD + CLAIM + ", evidence: {s: the words}}}\nsources: {s: A title}",
    "words of a number": HEAD + CLAIM + ", evidence: {s: 24}}}\nsources: {s: A title}",
    "passages": HEAD + CLAIM + ", evidence: {s: [one, {quote: two, page: 4}]}}}\nsources: {s: A title}",
    "a passage": HEAD + CLAIM + ", evidence: {s: {quote: one, translation: eins}}}}\nsources: {s: A title}",
    "a response alone": HEAD + CLAIM + ", responses: {The Kremlin: denied}}}",
    "a response in full": HEAD
    + CLAIM
    + ", responses: {Tehran: {response: denied, evidence: {s: no}}}}}\nsources: {s: T}",
    "credibility": HEAD + CLAIM + ", credibility: 6, desk: true}}",
    "waivers": HEAD + CLAIM + ", waive: [{code: W06, because: So., by: Me}]}}",
    "goods without designation": HEAD + DEAL + ", items: ballistic missiles}}",
    "goods": HEAD + DEAL + ", items: {Su-35: jets, Yak-130: {quantity: (24), delivered: at least 2, ordered: 2023}}}}",
    "quantities": HEAD + DEAL + ", items: {a: {quantity: 24}, b: {quantity: about 24}, c: {quantity: unknown}}}}",
    "many": HEAD + DEAL + ", items: {a: {quantity: '1,200'}}}}",
    "treaties": HEAD + "treaties: {one: " + TREATY + "}, two: " + TREATY + "}}",
    "aspects alone": HEAD + "treaty: " + TREATY + ", parties: Iran, scope: all ties, replaces: {text: the old one}}",
    "history": HEAD + "treaty: " + TREATY + ", history: {signed: 2025-01-17, ratified: 2025, adopted: unknown}}",
    "a step in full": HEAD + "treaty: " + TREATY + ", history: {signed: {date: 2025, place: Moscow}}}",
    "steps of parties": HEAD
    + "treaty: "
    + TREATY
    + ", history: {ratified: {Russia: 2025-04-21, Iran: {date: about 2025}}}}",
    "parties in full": HEAD
    + "treaty: "
    + TREATY
    + ", history: {ratified: {parties: {Russia: 2025, Iran: {place: T}}}}}",
    "an empty step": HEAD + "treaty: " + TREATY + ", history: {ratified: {}}}",
    "a judgement": HEAD
    + JUDGEMENT
    + ", by: 2024-07-19, confidence: low, based_on: two}}\nclaims: {two: {text: T, status: reported}}",
    "an outcome": HEAD + JUDGEMENT + ", outcome: {result: occurred, date: 2024-07-01}}}",
    "dates": HEAD
    + "timeline: {a: {text: T, date: expected}, b: {text: T, date: before 2024-10}, c: {text: T, date: 1979}}",
    "a chart": HEAD + FIGURE + ", points: {2021: 4, 2022: about 1.5, 2023: unknown, a: '1,200', b: (4), c: 0}}}",
    "a chart of ranges": HEAD + FIGURE + ", chart: range, series: {A: {a: {low: 1, high: at most 2}, b: {value: 3}}}}}",
    "a picture": HEAD + FIGURE + ", file: pier.png, alt: A pier.}}",
    "points": HEAD + "sections: {a: {title: T, points: [one, {text: two, only_for: analyst}]}}",
    "one point": HEAD + "sections: {a: {title: T, points: one}}",
    "actors": HEAD + "actors: {no: {country: 'NO'}, b: {body: B, of: no}, c: {person: C, aliases: D}}",
    "offices": HEAD + "actors: {a: {person: A, offices: [{title: President, from: 2021-08-03, until: 2024-05-19}]}}",
    "sources": HEAD
    + "sources: {a: Title, b: {title: T, kind: primary, reliability: F, derived_from: a, capture: full}}",
    "withdrawn": HEAD + "withdrawn: {old-id: It was wrong.}",
}

REFUSED = {
    "no title": "date: 2024-01-19",
    "no date": "title: A headline",
    "a date that is not": HEAD.replace("2024-01-19", "yesterday"),
    "a month as the day": HEAD.replace("2024-01-19", "2024-01"),
    "another format": HEAD + "format: 2",
    "wrong key": HEAD + "claim: {}",
    "wrong key inside": HEAD + CLAIM + ", clamant: Iran}}",
    "what the tool fills in": HEAD + CLAIM + ", id: one}}",
    "the name in Python": HEAD + "actors: {a: {person: A, offices: [{title: President, since: 2021}]}}",
    "wrong word": HEAD + CLAIM.replace("reported", "rumoured") + "}}",
    "word in capitals": HEAD + CLAIM.replace("reported", "Reported") + "}}",
    "wrong response": HEAD + CLAIM + ", responses: {Iran: silent}}}",
    "wrong state in history": HEAD + "treaty: " + TREATY + ", history: {signature: 2025}}",
    "id with capitals": HEAD + CLAIM.replace("one", "One") + "}}",
    "id with two hyphens": HEAD + "gaps: {a--b: When?}",
    "id with an underscore": HEAD + "sources: {an_article: T}",
    "unknown as an id": HEAD + "gaps: {unknown: When?}",
    "source with capitals": HEAD + CLAIM + ", evidence: {The Article: the words}}}",
    "treaty and treaties": HEAD + "treaty: " + TREATY + "}\ntreaties: {one: " + TREATY + "}}",
    "an actor of two kinds": HEAD + "actors: {a: {country: RU, body: B}}",
    "an actor of no kind": HEAD + "actors: {a: {office: President}}",
    "a list for a text": HEAD + "so_what: [one, two]",
    "a mapping for a text": HEAD + "so_what: {text: one}",
    "true for a text": HEAD + "so_what: true",
    "a list for the short form": HEAD + "bottom_line: [one, two]",
    "nothing for the short form": HEAD + "gaps: {when: }",
    "a text for a record": HEAD + "claims: {one: It is said.}",
    "a list for a collection": HEAD + "claims: [{text: It is said., status: reported}]",
    "a text for a collection": HEAD + "claims: It is said.",
    "a mapping for a list": HEAD + "authors: {a: b}",
    "one waiver for a list": HEAD + "waive: {code: W06, because: So., by: Me}",
    "a waiver without person": HEAD + "waive: [{code: W06, because: So.}]",
    "a text for a flag": HEAD + CLAIM + ", desk: perhaps}}",
    "credibility beyond 6": HEAD + CLAIM + ", credibility: 7}}",
    "credibility in words": HEAD + CLAIM + ", credibility: high}}",
    "first number 0": HEAD + "first_number: 0",
    "a day that is rough": HEAD + JUDGEMENT + ", by: about 2024}}",
    "a date in words": HEAD + "timeline: {a: {text: T, date: last week}}",
    "a quantity of 0": HEAD + DEAL + ", items: {a: {quantity: 0}}}}",
    "a quantity in words": HEAD + DEAL + ", items: {a: {quantity: some}}}}",
    "a number of a chart in words": HEAD + FIGURE + ", points: {a: some}}}",
    "a negative number": HEAD + FIGURE + ", points: {a: -4}}}",
    "half a range": HEAD + FIGURE + ", chart: range, points: {a: {low: 1}}}}",
    "a picture that is a chart": HEAD + FIGURE + ", file: pier.png, points: {a: 1}}}",
    "a figure of nothing": HEAD + FIGURE + "}}",
    "a deal without direction": HEAD + "arms_deals: {one: {text: T, status: reported, items: a, stage: unknown}}",
    "a list of goods": HEAD + DEAL + ", items: [jets, helicopters]}}",
    "evidence without source": HEAD + CLAIM + ", evidence: the words}}",
    "a passage without words": HEAD + CLAIM + ", evidence: {s: {page: 4}}}}\nsources: {s: T}",
    "parties among keys": HEAD + "treaty: " + TREATY + ", history: {ratified: {Russia: 2025, date: 2025}}}",
    "a party's date that is not": HEAD + "treaty: " + TREATY + ", history: {ratified: {Russia: soon}}}",
    "a reliability that is not": HEAD + "sources: {a: {title: T, reliability: G}}",
}


@pytest.mark.parametrize("made", MADE.values(), ids=lambda made: made["$id"])
def test_is_a_schema_of_draft_07(made):
    Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    later = {"$defs", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "$anchor"}
    assert not [word for word in later if f'"{word}"' in json.dumps(made)]


@pytest.mark.parametrize("made", MADE.values(), ids=lambda made: made["$id"])
def test_every_reference_leads_somewhere_and_stands_alone(made):
    def objects(value):
        if isinstance(value, dict):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from objects(inner)

    names = {found["$ref"].removeprefix("#/definitions/") for found in objects(made) if "$ref" in found}
    assert names == set(made["definitions"])
    assert all(set(found) == {"$ref"} for found in objects(made) if "$ref" in found)


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_both_accept(text):
    assert refused_by_reader(text) == []
    assert refused_by_schema(text) == []


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_both_refuse(text):
    assert refused_by_reader(text)
    assert refused_by_schema(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_files_of_the_projects_are_accepted(file):
    model = {"briefgen.yaml": ProjectFile, "audience.yaml": Audience}.get(file.name, Brief)
    text = file.read_text(encoding="utf-8")
    assert refused_by_schema(text, model) == []
    assert typed.read(parse(file.name, text.encode())[0], model)[0] is not None


def test_a_file_that_briefs_share_is_accepted():
    text = (ROOT / "tests" / "briefs" / "shared" / "actors.yaml").read_text(encoding="utf-8")
    assert refused_by_schema(text, SharedFile) == []
    assert refused_by_schema(text + "\nclaims: {}", SharedFile)


AUDIENCE = "title: Analyst memo\nceiling: TLP:AMBER\nsections: [bottom_line, {section: claims, limit: 3}]\n"


@pytest.mark.parametrize("text", [AUDIENCE, AUDIENCE + "statuses: confirmed\npaper: Letter\nmax_pages: 2\nshort: true"])
def test_both_accept_an_audience(text):
    assert refused_by_reader(text, Audience) == refused_by_schema(text, Audience) == []


@pytest.mark.parametrize(
    "text",
    [
        AUDIENCE.replace("title", "name"),
        AUDIENCE.replace("claims", "claim"),
        AUDIENCE.replace("3", "0"),
        AUDIENCE + "paper: A5",
        AUDIENCE + "max_pages: two",
        AUDIENCE + "statuses: [rumoured]",
    ],
)
def test_both_refuse_an_audience(text):
    assert refused_by_reader(text, Audience)
    assert refused_by_schema(text, Audience)


WEEKLY = "schedules: {a: {weekly: {day: monday, at: 07:00}, timezone: UTC"


@pytest.mark.parametrize(
    "text",
    [
        "fatal: warning\nignore: W06\nseverity: {W06: info}\ndefaults: {authors: One}",
        WEEKLY + ", skip: 2024-12-25, briefs: memo, deliver: true}}",
        'schedules: {a: {monthly: {day: [1, "15", last], at: "23:59"}}}\ntimezone: UTC',
        "schedules: {a: {daily: 07:00}, b: {daily: {at: 07:00}, catchup: none}, c: {cron: 0 7 * * 1}}",
    ],
)
def test_both_accept_a_project(text):
    assert refused_by_reader(text, ProjectFile) == refused_by_schema(text, ProjectFile) == []


@pytest.mark.parametrize(
    "text",
    [
        "fatal: never",
        "severity: {W06: loud}",
        "defaults: {title: A headline}",
        WEEKLY + ", cron: 0 7 * * 1}}",
        WEEKLY + ", skip: Christmas}}",
        WEEKLY.replace("07:00", "7:00") + "}}",
        WEEKLY.replace("monday", "mon") + "}}",
        "schedules: {a: {monthly: {day: 32, at: 07:00}}}",
        "schedules: {a: {monthly: {day: 0, at: 07:00}}}",
        "schedules: {a: {timezone: UTC}}",
    ],
)
def test_both_refuse_a_project(text):
    assert refused_by_reader(text, ProjectFile)
    assert refused_by_schema(text, ProjectFile)


def test_says_what_the_docstrings_and_defaults_say():
    source = MADE[Brief]["definitions"]["Source"]["anyOf"][1]["properties"]
    assert source["title"]["description"] == "Title of the text."
    assert source["capture"]["default"] == "full"
    assert source["marking"]["description"].startswith("How far it may travel")  # inherited
    assert "from" in MADE[Brief]["definitions"]["Office"]["properties"]
