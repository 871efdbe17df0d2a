"""The sample: the brief as it stands, and its first edition, whose files are a project that stays as it is.

A test of what holds of every brief reads the file. A test that puts a fault into known words, or counts on a sentence, reads
the first edition, so that the file may go on from edition to edition.
"""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
NAME = "russia-iran-treaty"
FILE = Path("briefs") / f"{NAME}.yaml"
"""The brief in its project: the checkout, or the files of an edition."""
FIRST = Path("briefs/editions") / NAME / "2024-01-19" / "files"
"""The project of the first edition, from the checkout."""
