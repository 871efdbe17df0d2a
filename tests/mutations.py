"""What the checks find of the faults that tests/faults.py puts into the two briefs.

`python tests/mutations.py` prints the figures; with `missed`, each fault that its rule does not find.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import datetime
import functools
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from faults import FAULTS, ROOT, Fault

from briefgen import pipeline
from briefgen.errors import InvalidBrief
from briefgen.model.results import BuildRequest
from briefgen.project import Project

TODAY = datetime.date(2026, 11, 23)

AT_LOADING = re.compile(r"[FJY]\d\d|Q04")
"""Codes with which a brief does not load: only a fault meant for one of them may bring them about."""

# fmt: off
FOUND: dict[str, int] = {
    "D01": 19, "D02": 6, "D03": 8, "D04": 2,
    "F01": 1, "F02": 1, "F04": 2, "F05": 1, "F07": 2, "F09": 2, "F10": 1, "F11": 1,
    "L01": 5, "L02": 6, "L03": 3, "L04": 4, "L05": 6, "L06": 4, "L07": 6, "L08": 8, "L09": 8,
    "M01": 3, "M03": 1,
    "Q01": 15, "Q02": 4, "Q03": 7, "Q04": 6, "Q05": 19, "Q06": 7, "Q07": 12, "Q08": 2,
    "S01": 9, "S02": 3, "S03": 6,
    "T01": 9, "T02": 7, "T03": 11,
    "W01": 37, "W02": 14, "W03": 16, "W04": 21, "W05": 9, "W06": 8, "W07": 8, "W08": 6, "W09": 3,
    "X01": 3, "X02": 2, "X06": 1,
    "Y01": 1, "Y02": 1,
}
# fmt: on
"""How many faults of each code its own rule finds; of a code that is not named, none. Progress is recorded here."""


class Mutated(Project):
    """A project in which some files read otherwise. What was read once is kept: hundreds of briefs share it."""

    def __init__(self, root: Path) -> None:
        self.kept: dict[Path, bytes] = {}
        self.changed: dict[Path, bytes] = {}
        super().__init__(root, TODAY)

    def read_bytes(self, path: Path) -> bytes:
        full = self.root / path
        if full in self.changed:
            return self.changed[full]
        if full not in self.kept:
            self.kept[full] = super().read_bytes(path)
        return self.kept[full]


@functools.cache
def _project(brief: str) -> Mutated:
    return Mutated(Project.around(ROOT / brief, TODAY).root)


def codes_of(brief: str, files: Mapping[str, str]) -> frozenset[str]:
    """The codes found in a brief when these files read so; what is waived is not found. No page is laid out."""
    project = _project(brief)
    project.changed = {ROOT / file: text.encode() for file, text in files.items()}
    try:
        found = pipeline.check(BuildRequest(ROOT / brief), project).diagnostics
    except InvalidBrief as error:
        found = tuple(error.diagnostics)
    return frozenset(finding.code for finding in found if finding.waived is None)


def found_in(fault: Fault) -> frozenset[str]:
    """The codes found in the brief with this fault."""
    return codes_of(fault.brief, fault.files())


@functools.cache
def outcomes() -> dict[Fault, frozenset[str]]:
    """What is found of every fault; two at a time, in processes that share nothing with this one."""
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return dict(zip(FAULTS, pool.map(found_in, FAULTS, chunksize=10), strict=True))


@dataclasses.dataclass(frozen=True)
class Row:
    """The figures of one code: its faults, how many its own rule finds, and how many only another one."""

    code: str
    faults: int
    found: int
    elsewhere: int

    @property
    def missed(self) -> int:
        return self.faults - self.found - self.elsewhere


def figures(found: Mapping[Fault, Iterable[str]]) -> list[Row]:
    """A row for each code, in the order of the codes; the total comes last."""
    faults = Counter(fault.code for fault in found)
    hits = Counter(fault.code for fault, codes in found.items() if fault.code in codes)
    others = Counter(fault.code for fault, codes in found.items() if codes and fault.code not in codes)
    rows = [Row(code, count, hits[code], others[code]) for code, count in sorted(faults.items())]
    return [*rows, Row("all", faults.total(), hits.total(), others.total())]


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The figures as a Markdown table."""
    yield "| code | faults | found by its rule | found by another only | missed |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in rows:
        share = f" ({row.found / row.faults:.0%})" if row.code == "all" else ""
        yield f"| {row.code} | {row.faults} | {row.found}{share} | {row.elsewhere} | {row.missed} |"


def main(*arguments: str) -> None:
    """Prints the figures; with “missed”, each fault that its rule does not find, and what is found instead."""
    found = outcomes()
    lines = list(table(figures(found)))
    if "missed" in arguments:
        lines.append("")
        lines += [
            f"{fault}: {', '.join(sorted(codes)) or '-'}" for fault, codes in found.items() if fault.code not in codes
        ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
