"""Two wordings word by word: what both have, what went, what came."""

from __future__ import annotations

import difflib
from typing import NamedTuple


class Stretch(NamedTuple):
    """Words of one wording beside those of another: the same, or such that differ; empty where one has none there."""

    before: str
    now: str

    @property
    def same(self) -> bool:
        """Whether both have these words."""
        return self.before == self.now


def collated(before: str, now: str) -> tuple[Stretch, ...]:
    """Both wordings in stretches, in their order; white space between words counts as one space."""
    old, new = before.split(), now.split()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(Stretch(" ".join(old[a:b]), " ".join(new[c:d])) for _, a, b, c, d in matcher.get_opcodes())
