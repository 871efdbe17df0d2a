"""Freezes the editions of the sample anew, and what the tests expect of what changed from each to the next.

    python tools/series.py

For whoever maintains briefgen: after a change of the bytes of memos, or of what is told as changed. No file of an edition of a
desk ever changes; those of the sample show what this version makes. Each edition is made from the brief among its own files,
as of its own day, so an edit belongs there, and its new sources into briefs/sources/.
"""

from __future__ import annotations

import datetime
import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from briefgen import editions
from briefgen.errors import HeldBack
from briefgen.project import Project
from briefgen.record import editions as kept

CHECKOUT = Path(__file__).resolve().parent.parent
NAME = "russia-iran-treaty"
BRIEF = Path("briefs") / f"{NAME}.yaml"
EDITIONS = kept.FOLDER / NAME
EXPECTED = CHECKOUT / "tests" / "series"


def states(root: Path = CHECKOUT) -> dict[str, bytes]:
    """The brief of each edition by its day, in their order."""
    folders = sorted((root / EDITIONS).iterdir())
    return {folder.name: (folder / kept.FILES / BRIEF).read_bytes() for folder in folders}


def freeze(root: Path) -> None:
    """Freezes every state in a project that has none of them. Raises HeldBack where one has findings."""
    (root / BRIEF).parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / "briefgen.yaml", root)
    shutil.copytree(CHECKOUT / "briefs" / "sources", root / "briefs" / "sources")
    for day, brief in states().items():
        (root / BRIEF).write_bytes(brief)
        editions.freeze(root / BRIEF, Project(root, datetime.date.fromisoformat(day)))


def told(root: Path = CHECKOUT) -> Iterator[tuple[str, str]]:
    """What changed from each edition to the next, and from the last to the file: the name of a page, and the page."""
    days = tuple(states(root))
    for pair in (*itertools.pairwise(days), days[-1:]):
        command = (sys.executable, "-m", "briefgen", "changes", NAME, *pair, "--markdown")
        page = subprocess.run(command, cwd=root, check=True, capture_output=True, encoding="utf-8").stdout
        yield f"{pair[0]}-{'-'.join(pair[1:]) or 'file'}.md", page


def main() -> None:
    """Makes all of it, then puts it in place of what was there."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            freeze(Path(folder))
        except HeldBack as error:
            raise SystemExit(f"{error.message}: {error.diagnostics[0].code}, {error.diagnostics[0].message}") from error
        shutil.rmtree(CHECKOUT / EDITIONS)
        shutil.copytree(Path(folder) / EDITIONS, CHECKOUT / EDITIONS)
    shutil.rmtree(EXPECTED, ignore_errors=True)
    EXPECTED.mkdir()
    for name, page in told():
        (EXPECTED / name).write_text(page, encoding="utf-8")
    for day in states():
        print(f"frozen: {(EDITIONS / day).as_posix()}")


if __name__ == "__main__":
    main()
