"""Runs that belong together: what no line end may part, and what a foreign direction of writing must not turn round."""

from __future__ import annotations

import functools
import re
import unicodedata

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNIT = (
    r"(?:[%‰٪]|°C|(?:km|cm|mm|nm|kg|kt|Mt|ha|[kMG]W|[kM]t|bn|mn|million|billion|км|см|мм|кг|кт|га|тыс\.|млн|млрд|[mtgмтг])"
    r"[²³]?(?!\w))"
)


@functools.cache
def kept() -> re.Pattern[str]:
    """A designation (Su-35, F-16C, Ка-52), a range (55–80 %), a number with its unit. Compiled when a page is made."""
    return re.compile(
        rf"(?<![\w&#.,–-])(?:[^\W\d_]{{1,12}}(?:-\d+(?:[^\W\d_]{{1,3}}\d?)?)+(?![\w-])"
        rf"|{_NUMBER}(?:–{_NUMBER}(?:[ \xa0\u202f]?{_UNIT})?|[ \xa0\u202f]?{_UNIT}))"
    )


def nobreak(escaped: str) -> str:
    """The HTML text with designations, ranges, and numbers with their unit in `<span class="nb">`.

    Takes text that is already escaped and holds no tags; dates may break.
    """
    return kept().sub(r'<span class="nb">\g<0></span>', escaped)


_ISOLATE, _POP = "\u2068", "\u2069"
_HOME = {"ltr": ("L",), "rtl": ("R", "AL")}
# Classes: F foreign, H of the page, D digit, W white space, I already isolated, N anything else.
_FOREIGN = re.compile("F(?:N*[FD]|[NW]*F)*")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def isolate(text: str, base: str = "ltr") -> str:
    """The text with each run against the page's direction in U+2068 and U+2069, the marks that WeasyPrint heeds.

    `base` is the page's direction, “ltr” or “rtl”. A text with nothing of the page's own direction is wrapped whole,
    so that “ACME Ltd.” keeps its full stop; so is, on a page from right to left, a number with a sign or a range in
    Western digits. What is isolated already stays as it is.
    """
    classes = "".join(_class(character, base) for character in text)
    for match in _ISOLATED.finditer(text):
        classes = classes[: match.start()] + "I" * len(match[0]) + classes[match.end() :]
    if not {"H", "I"} & set(classes):
        number = base == "rtl" and "D" in classes and "N" in classes and any("0" <= digit <= "9" for digit in text)
        stripped = text.strip()
        return text.replace(stripped, _wrapped(stripped)) if number or "F" in classes else text
    parts, end = [], 0
    for match in _FOREIGN.finditer(classes):
        parts += [text[end : match.start()], _wrapped(text[match.start() : match.end()])]
        end = match.end()
    return "".join((*parts, text[end:]))


def _wrapped(run: str) -> str:
    return f"{_ISOLATE}{run}{_POP}"


def _class(character: str, base: str) -> str:
    if character.isspace():
        return "W"
    bidi = unicodedata.bidirectional(character)
    if bidi in {"L", "R", "AL"}:
        return "H" if bidi in _HOME[base] else "F"
    return "D" if bidi in {"EN", "AN"} else "N"
