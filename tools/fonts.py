"""Makes the web page's fonts from those of the PDF: WOFF2, only the letters that memos use, under names of our own.

    python tools/fonts.py            writes templates/base/fonts/*.woff2 from the TTF files beside them

The Source families have a reserved name: under the Open Font License an altered file must not be called “Source”. So
each subset is named as the stylesheet calls it (“Memo Text”). The same input gives the same bytes: no time stamps are
written.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "templates" / "base" / "fonts"

LETTERS = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A: the names of Central and Eastern Europe and of Turkey
    (0x0218, 0x021B),  # Romanian
    (0x0401, 0x045F),  # Cyrillic: Russian, Ukrainian, Belarusian, Serbian, Macedonian, Bulgarian
    (0x0490, 0x0491),  # the Ukrainian ghe with upturn
    (0x2000, 0x206F),  # general punctuation
    (0x20AC, 0x20AC),  # euro
    (0x20BD, 0x20BD),  # rouble
    (0x2116, 0x2116),  # numero
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2265),  # about, not equal, at most, at least
    (0x25CB, 0x25E6),  # the marks of lists
)
"""Inclusive ranges of code points. A letter outside them is shown in the reader's own font."""


class Cut(NamedTuple):
    """One file to make: from which TTF, and the family and style that the result is called by."""

    ttf: str
    family: str
    style: str

    @property
    def target(self) -> str:
        """“MemoText-Regular.woff2”."""
        return f"{self.family.replace(' ', '')}-{self.style}.woff2"


CUTS = (
    Cut("SourceSerif4SmText-Regular.ttf", "Memo Text", "Regular"),
    Cut("SourceSerif4SmText-It.ttf", "Memo Text", "Italic"),
    Cut("SourceSerif4SmText-Semibold.ttf", "Memo Text", "Semibold"),
    Cut("SourceSerif4Subhead-Semibold.ttf", "Memo Title", "Semibold"),
    Cut("SourceSans3-Regular.ttf", "Memo Sans", "Regular"),
    Cut("SourceSans3-Semibold.ttf", "Memo Sans", "Semibold"),
)

COPYRIGHT, FAMILY, STYLE, IDENTIFIER, FULL, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 6, 13, 14


def make(cut: Cut, folder: Path = FONTS) -> bytes:
    """The WOFF2 of one cut."""
    font = TTFont(folder / cut.ttf, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        notdef_outline=True,
        layout_features=["kern", "liga"],
        name_IDs=[COPYRIGHT, LICENCE, LICENCE_URL],
        drop_tables=["DSIG", "BASE"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[point for first, last in LETTERS for point in range(first, last + 1)])
    cutter.subset(font)
    rename(font, cut)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def rename(font: TTFont, cut: Cut) -> None:
    """Calls the font by its own name, in every record that names it."""
    full = f"{cut.family} {cut.style}"
    names = {FAMILY: cut.family, STYLE: cut.style, IDENTIFIER: full, FULL: full, POSTSCRIPT: full.replace(" ", "-")}
    for record, text in names.items():
        font["name"].setName(text, record, 3, 1, 0x409)


def main() -> int:
    """Writes every file and says how large it became."""
    for cut in CUTS:
        content = make(cut)
        (FONTS / cut.target).write_bytes(content)
        print(f"{cut.target:28} {len(content) / 1024:5.1f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
