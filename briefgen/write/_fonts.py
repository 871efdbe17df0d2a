"""A house's own font, cut to the letters that memos use, for the web page that carries it."""

from __future__ import annotations

import functools
import io
import logging

LETTERS = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A: the names of Central and Eastern Europe and of Turkey
    (0x0218, 0x021B),  # Romanian
    (0x0401, 0x045F),  # Cyrillic: Russian, Ukrainian, Belarusian, Serbian, Macedonian, Bulgarian
    (0x0490, 0x0491),  # the Ukrainian ghe with upturn
    (0x0600, 0x06FF),  # Arabic and Persian
    (0x2000, 0x206F),  # general punctuation
    (0x20AC, 0x20AC),  # euro
    (0x20BD, 0x20BD),  # rouble
    (0x2116, 0x2116),  # numero
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2265),  # about, not equal, at most, at least
    (0x25CB, 0x25E6),  # the marks of lists
)
"""Inclusive ranges of code points; what a font has of them is kept. All else is shown in the reader's own font."""


_ARABIC = ("ccmp", "isol", "init", "medi", "fina", "rlig", "mark", "mkmk")
"""The features without which Arabic letters do not join."""

logging.getLogger("fontTools").addHandler(
    logging.NullHandler()
)  # it warns on the terminal of every table that it drops


@functools.lru_cache(maxsize=16)
def cut(content: bytes) -> bytes:
    """A font (TTF or OTF) as WOFF2 with the letters of `LETTERS`, the same bytes each time.

    Raises TTLibError where it is no font.
    """
    from fontTools import subset  # noqa: PLC0415 - only a house with fonts of its own pays for it
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = subset.Options(
        hinting=False, notdef_outline=True, layout_features=["kern", "liga", *_ARABIC], drop_tables=["DSIG", "BASE"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[point for first, last in LETTERS for point in range(first, last + 1)])
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
