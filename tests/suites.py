"""Three suites of labelled sentences: each stands in a small brief, and what the checks find on it is set against its label.

`quiet.yaml` holds correct sentences, on which nothing may fire; `others.yaml` holds sentences by others, and `held-out.yaml`
sentences that no rule was made with, each with the codes that should. `python tests/suites.py` prints precision and recall of
each code for both, or for the one that is named; with `--each` also every sentence on which the checks and the label differ;
with `--write` it puts the counts down in `figures.yaml`, against which the tests hold them.
"""

from __future__ import annotations

import datetime
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from briefgen import pipeline
from briefgen.diagnostics import Diagnostic
from briefgen.model.results import BuildRequest
from briefgen.project import Project

FOLDER = Path(__file__).with_name("suites")
FIGURES = FOLDER / "figures.yaml"
MEASURED = ("others", "held-out")
"""The suites whose figures are put down."""

DATE = "2024-01-19"
HORIZON = "2024-07-19"

Case = Mapping[str, Any]
Figures = dict[str, dict[str, int]]

PLACES = {
    "claim": ("claims", "case"),
    "deal": ("arms_deals", "case"),
    "treaty": ("treaty",),
    "title": ("title",),
    "bottom_line": ("bottom_line",),
    "so_what": ("so_what",),
    "judgement": ("judgements", "case"),
    "because": ("judgements", "case", "because"),
    "comment": ("claims", "base", "comment"),
    "watch": ("watch", "case"),
    "gap": ("gaps", "case"),
    "event": ("timeline", "case"),
    "section": ("sections", "case"),
}
"""Where in its brief a case stands, by what it stands as; findings in there are its own."""

_STATEMENTS = ("claim", "deal", "treaty")
_QUOTES_ITSELF = (*_STATEMENTS, "title", "bottom_line", "event", "section")
_TALKS = "talks on boats have begun"
_CITATION = re.compile(r"\s*\[@[^]]*]")
_MARKS = str.maketrans('“”"', "‘’'")


def load(name: str) -> list[Case]:
    """The cases of one suite: “quiet”, “others” or “held-out”."""
    cases: list[Case] = _read(name)["cases"]
    return cases


def addresses() -> Mapping[str, str]:
    """The pages on which the sentences by others were read."""
    found: Mapping[str, str] = _read("others")["addresses"]
    return found


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


# --- a brief around a sentence -----------------------------------------------------------------------------------------


def brief_of(case: Case, name: str = "case") -> str:
    """The YAML of a small brief in which the sentence stands, and nothing else says anything that is not attributed."""
    brief = _frame(case, name)
    collection, *rest = PLACES[case["as"]]
    item = _item(case)
    if case["as"] not in _STATEMENTS:
        brief["claims"] = {"base": _base(case)}
    if case["as"] == "comment":
        brief["claims"]["base"]["comment"] = case["text"]
    else:
        brief[collection] = {"case": item} if rest else item
    return yaml.safe_dump({**brief, **case.get("more", {})}, sort_keys=False, allow_unicode=True, width=1000)


def source_of(case: Case) -> str:
    """The archived text that the brief rests on: the evidence words, one passage a line."""
    return "".join(f"{quote}\n" for quote in _quotes(case))


def _frame(case: Case, name: str) -> dict[str, Any]:
    date = str(case.get("date", DATE))
    source = {
        "title": "What was written",
        "file": f"sources/{name}.txt",
        "kind": "primary" if case.get("status") == "confirmed" else "wire",
        "publisher": "Norpress",
        "author": "The Lisse office",
        "published": date,
        "retrieved": date,
    }
    return {
        "title": "Weekly notes on treaties and transfers of arms",
        "date": date,
        "marking": "TLP:CLEAR",
        "series": "Weekly memo",
        "contact": "desk@example.org",
        "audiences": ["analyst"],
        "sources": {"article": source},
    }


def _item(case: Case) -> Any:
    """What is put in the case's place: its text alone, or a record."""
    text, kind, further = case["text"], case["as"], case.get("item", {})
    if kind in ("title", "bottom_line", "so_what"):
        return text
    if kind in _STATEMENTS:
        return {"text": text, **_standing(case), **further}
    if kind in ("judgement", "because"):
        return {**_judgement(case), **further}
    if kind == "event":
        return {"text": text, "based_on": ["base"], **further}
    return {"text": text, **({"title": "Background"} if kind == "section" else {}), **further}


def _judgement(case: Case) -> dict[str, Any]:
    likelihood = case.get("likelihood", "likely")
    record = {
        "text": case["text"] if case["as"] == "judgement" else f"It is likely that the talks go on until {HORIZON}.",
        "likelihood": likelihood,
        "because": case["text"] if case["as"] == "because" else "One wire report, and no reply from either party.",
        "based_on": ["base"],
    }
    if likelihood != "not-assessed":
        record |= {"by": HORIZON, "confidence": case.get("confidence", "low")}
    return record


def _base(case: Case) -> dict[str, Any]:
    """The claim that a case without a status of its own refers to: the evidence, quoted, with its speaker."""
    quotes = "; ".join(quote.rstrip(".").translate(_MARKS) for quote in _quotes(case))
    claimant = case.get("claimant", "Norpress")
    says = "It is alleged" if claimant == "unknown" else f"{claimant} says"
    return {"text": f"{says}: “{quotes}”.", **_standing({"claimant": claimant, **case})}


def _standing(case: Case) -> dict[str, Any]:
    """Status, speaker, evidence and answers of a statement."""
    known = {key: case[key] for key in ("claimant", "responses") if key in case}
    return {"status": case.get("status", "reported"), **known, "evidence": {"article": _quotes(case)}}


def _quotes(case: Case) -> list[str]:
    itself = _CITATION.sub("", case["text"]) if case["as"] in _QUOTES_ITSELF else _TALKS
    quote = case.get("quote", itself)
    return [quote] if isinstance(quote, str) else list(quote)


# --- what the checks find ----------------------------------------------------------------------------------------------


def findings(folder: Path, cases: Sequence[Case]) -> list[Sequence[Diagnostic]]:
    """What reading, the stage “brief” and the stage “tailored” find in the brief of each case."""
    (folder / "sources").mkdir()
    for number, case in enumerate(cases):
        (folder / f"case-{number}.yaml").write_text(brief_of(case, f"case-{number}"), encoding="utf-8")
        (folder / "sources" / f"case-{number}.txt").write_text(source_of(case), encoding="utf-8")
    project = Project(folder, datetime.date.fromisoformat(DATE))
    requests = [BuildRequest(folder / f"case-{number}.yaml") for number in range(len(cases))]
    return [pipeline.check(request, project).diagnostics for request in requests]


def on_text(case: Case, found: Iterable[Diagnostic]) -> set[str]:
    """The codes of the findings on the case's own place in its brief."""
    place = PLACES[case["as"]]
    return {finding.code for finding in found if finding.path[: len(place)] == place}


def figures(cases: Sequence[Case], found: Sequence[Iterable[Diagnostic]]) -> Figures:
    """For each code: how often it was expected, how often it fired, and how often it did both."""
    counts: dict[str, Counter[str]] = {"expected": Counter(), "fired": Counter(), "right": Counter()}
    for case, its in zip(cases, found, strict=True):
        expected, fired = set(case.get("expect", [])), on_text(case, its)
        counts["expected"].update(expected)
        counts["fired"].update(fired)
        counts["right"].update(expected & fired)
    codes = sorted({code for counter in counts.values() for code in counter})
    return {code: {name: counter[code] for name, counter in counts.items()} for code in codes}


def sentences(cases: Sequence[Case], found: Sequence[Iterable[Diagnostic]]) -> dict[str, int]:
    """How many sentences are faulty and how many of those have every finding they should; how many are correct, and alarm."""
    codes = [(set(case.get("expect", [])), on_text(case, its)) for case, its in zip(cases, found, strict=True)]
    return {
        "faulty": sum(bool(expected) for expected, _ in codes),
        "found": sum(bool(expected) and expected <= fired for expected, fired in codes),
        "correct": sum(not expected for expected, _ in codes),
        "alarms": sum(not expected and bool(fired) for expected, fired in codes),
    }


def table(counted: Figures) -> str:
    """The figures as a Markdown table, with precision and recall."""
    head = "| code | expected | fired | right | precision | recall |\n| --- | --: | --: | --: | --: | --: |\n"
    total = {name: sum(row[name] for row in counted.values()) for name in ("expected", "fired", "right")}
    return head + "".join(_row(code, row) for code, row in [*counted.items(), ("all", total)])


def _row(code: str, row: Mapping[str, int]) -> str:
    precision, recall = (_share(row["right"], row[of]) for of in ("fired", "expected"))
    return f"| {code} | {row['expected']} | {row['fired']} | {row['right']} | {precision} | {recall} |\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def differences(cases: Sequence[Case], found: Sequence[Iterable[Diagnostic]]) -> str:
    """Every case on which checks and label differ, a line each: what was missed (-), what fired wrongly (+), the text."""
    lines = []
    for case, its in zip(cases, found, strict=True):
        expected, fired = set(case.get("expect", [])), on_text(case, its)
        wrong = [*(f"-{code}" for code in sorted(expected - fired)), *(f"+{code}" for code in sorted(fired - expected))]
        if wrong:
            lines.append(f"{' '.join(wrong)} {case['as']}, {case.get('status', 'no status')}: {case['text']}\n")
    return "".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Prints the table of each suite that is measured, or of the one that is named, and does what the options say."""
    put_down: dict[str, Any] = yaml.safe_load(FIGURES.read_text(encoding="utf-8"))
    for name in [name for name in MEASURED if name in arguments] or MEASURED:
        cases = load(name)
        with tempfile.TemporaryDirectory() as folder:
            found = findings(Path(folder), cases)
        counted, counts = figures(cases, found), sentences(cases, found)
        put_down[name] = {"sentences": counts, "codes": counted}
        line = "{found} of {faulty} faulty sentences found, {alarms} of {correct} correct ones alarm".format(**counts)
        sys.stdout.write(f"{name}: {line}\n\n{table(counted)}\n")
        if "--each" in arguments:
            sys.stdout.write(differences(cases, found))
    if "--write" in arguments:
        FIGURES.write_text(yaml.safe_dump(put_down, default_flow_style=None, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
