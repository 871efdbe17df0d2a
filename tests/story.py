"""A second edition of the fictional brief, in which everything that can change has changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from projects import write

FICTION = Path(__file__).parent / "briefs"
NAME = "kestrel-accord"

REASON = "so that it can be found"
"""In every reason of the story."""

EDITS = {
    # thing: [(the words before, the words after)]
    "cable-treaty": [
        ("state: proposed", f"state: negotiation\n    change: Talks began on 20 March, {REASON}."),
        ("status: reported", "status: officially-stated"),
    ],
    "fisheries-arrangement": [("the arrangement has been suspended since", "the arrangement was suspended on")],
    "customs-treaty": [("{gazette: The draft", "{minutes: has been applied, gazette: The draft")],
    "accord": [
        ("state: ratified", "state: in-force"),
        ("change: Ellmark's ratification is new.", f"change: Both now say that it is in force, {REASON}."),
    ],
    "helicopters": [
        ("stage: contract-signed", f"stage: terms-agreed\n    change: The contract was a draft, {REASON}."),
        ("quantity: 6", "quantity: about 8"),
    ],
    "rescue-rafts": [("status: reported", f"status: refuted\n    change: Krantz said no such thing, {REASON}.")],
    "rescue-boats": [("status: reported", f"status: withdrawn\n    change: The agency took it back, {REASON}.")],
    "article-nine": [("credibility: 1", f"credibility: 2\n    change: The copy is a reprint, {REASON}.")],
    "two-dates": [("status: reported", f"status: confirmed\n    change: A third text has both, {REASON}.")],
    "force-tarvia": [("{ellmark-ministry: none-reported}", "{ellmark-ministry: denied}")],
    "one-date": [
        ("confidence: high", f"confidence: moderate\n    change: One account is withdrawn, {REASON}."),
        ("by: 2026-04-01", "by: 2026-05-01"),
        ("in force on 1 April", "in force on 1 May"),
    ],
    "boats-arrive": [
        ("likelihood: very likely", "likelihood: likely"),
        ("It is very likely", "It is likely"),
        ("change: The loading is new; the last edition had unlikely.", f"change: The barge was late, {REASON}."),
    ],
    "freeze-ends": [("confidence: low", "outcome: {result: did-not-occur, date: 2026-03-25}\n    confidence: low")],
    "barge-seen": [
        ("state: emerging", f"state: observed\n    change: It lies at Sorrel, {REASON}."),
        ("review: 2026-03-27", "review: 2026-04-10"),
    ],
    # withheld from some now, and the other way round
    "council-agenda": [
        ("status: reported", "status: officially-stated\n    marking: TLP:AMBER\n    change: A zqsecret note.")
    ],
    "forgery": [("marking: TLP:AMBER", "marking: TLP:CLEAR"), ("A leaflet asserted", "A zqleaflet asserted")],
    # the same thing by another id
    "submarine": [
        ("change: The Harbour Post withdrew it.", "was: submarine"),
        ("reported that a Dorsan", "had it that a Dorsan"),
    ],
}
GONE = {"flares": "Krantz corrected himself", "bribe": "zqbribe was a slip", "buoys": "the register has six"}
NEW = """\
  gazette-day:
    text: Tarvia's gazette prints the accord with the day of its entry into force.
    status: reported
    evidence: {gazette: the Kestrel Accord}
"""


def earlier() -> str:
    """The brief of the first edition."""
    return (FICTION / f"{NAME}.yaml").read_text(encoding="utf-8")


def later() -> str:
    """The brief of the second edition."""
    text = earlier()
    for id_, edits in EDITS.items():
        for old, new in edits:
            text = within(text, id_, old, new)
    for id_ in GONE:
        text = without(text, id_)
    text = within(text, "old-rumour", text[(at := text.index("  old-rumour:")) : text.index("\n", at)], reasons())
    text = text.replace("\n  submarine:\n", "\n  dredger:\n").replace("\nclaims:\n", f"\nclaims:\n{NEW}")
    text = text.replace("\ndate: 2026-03-20\n", "\ndate: 2026-03-27\n").replace(
        "cutoff: 2026-03-18", "cutoff: 2026-03-25"
    )
    text = text.replace("embargo: 2026-03-21T", "embargo: 2026-03-28T")
    return text.replace("edition: {date: 2026-03-18", "edition: {date: 2026-03-25").replace("[@bribe]", "")


def reasons() -> str:
    return "\n".join(f"  {id_}: {why}, {REASON}." for id_, why in GONE.items())


def within(text: str, id_: str, old: str, new: str) -> str:
    """The text with other words within one thing; they must stand there, and once."""
    begin, end = span(text, id_)
    assert text[begin:end].count(old) == 1, (id_, old)
    return text[:begin] + text[begin:end].replace(old, new) + text[end:]


def without(text: str, id_: str) -> str:
    """The text without one thing."""
    begin, end = span(text, id_)
    return text[:begin] + text[end:]


def span(text: str, id_: str) -> tuple[int, int]:
    """Where a thing stands, its id and all."""
    start = re.search(rf"(?m)^  {id_}:", text)
    assert start is not None, id_
    end = re.compile(r"(?m)^(?:  \S|\S)").search(text, start.end())
    return start.start(), end.start() if end else len(text)


def lay_down(root: Path) -> Path:
    """A project with the second edition as its brief, and the first one as it was frozen; gives the brief's file."""
    shutil.copytree(FICTION, root, dirs_exist_ok=True)
    home = f"briefs/editions/{NAME}/2026-03-20"
    shutil.copytree(FICTION, root / home / "files")
    about = (
        f'{{"format": 1, "brief": "{NAME}", "key": "2026-03-20", "number": 113, "date": "2026-03-20", '
        f'"cutoff": "2026-03-18", "title": "Fiction", "made": "2026-03-20", "source": "{NAME}.yaml", "files": {{}}, '
        '"memos": [], "versions": {}, "findings": [], "waivers": [], "corrects": null, "because": null}'
    )
    write(root, {f"{home}/edition.json": about, f"{NAME}.yaml": ""})
    (root / f"{NAME}.yaml").write_text(later(), encoding="utf-8")
    return root / f"{NAME}.yaml"
