"""A PDF: its text page by page, without the lines that every page repeats."""

from __future__ import annotations

import datetime
import io
import itertools
import logging
import re
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING

from briefgen.diagnostics import quoted
from briefgen.errors import ProjectError
from briefgen.intake.document import Document, Wanted, filled

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGE = "\f"
"""Begins each page but the first. Comparing quotes takes it for white space, so that they may run over pages."""

_EDGE = 3
"""Lines at the begin and end of a page that may be a running header or footer, or the page's number."""
_OFTEN = 0.4
"""The share of the pages that such a line stands on at least: left and right pages may have headers of their own."""

_Edge = tuple[int, str]
"""Where a line stands, from the begin of the page or (below 0) from its end, and its words without their numbers."""

_Numbers = tuple[int, list[int]]
"""The page on which a line stands, and the numbers in it."""

_FIGURE = re.compile(r"\d+")
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_MADE_BY = re.compile(r"^microsoft word\s*-\s*|\.(?:docx?|odt|rtf|indd|qxd|pdf)$", re.IGNORECASE)
_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf may end in, besides its own errors, where a file is damaged."""

_SCANNED = "it is probably scanned: recognise its text first (OCR), look it over, and add that"
_AGAIN = "open it in a viewer, print it into a new PDF, and add that"


def read(content: bytes, wanted: Wanted) -> Document:
    """The text of every page, and what the file says of itself. Raises ProjectError."""
    from pypdf import PdfReader  # noqa: PLC0415 - only this command has to spend the time
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends is nobody's concern here
    name = quoted(wanted.name)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "open it with its password, print it into a new PDF, and add that"
            raise ProjectError(f"{name} is locked with a password", hint)
        pages = [_lines(page.extract_text()) for page in reader.pages]
        about, doubts = _about(reader)
    except (PyPdfError, DependencyError, *_BROKEN) as error:
        raise ProjectError(f"{name} is a damaged PDF, or of a kind that cannot be read", _AGAIN) from error
    kept = pages if wanted.whole else _without_running_lines(pages)
    notes = [] if kept == pages else [_told(pages, kept)]
    if empty := [number for number, lines in enumerate(pages, 1) if not lines]:
        notes.append(f"no text on {'page' if len(empty) == 1 else 'pages'} {_ranges(empty)}: pictures, or scanned")
    text = f"\n{PAGE}".join("\n".join(lines) for lines in kept)
    return Document(text if any(pages) else "", "PDF", about, doubts, tuple(notes), without_text=_SCANNED)


def _lines(text: str) -> list[str]:
    """The lines of a page that are not empty; letters that were drawn as one are letters again."""
    apart = _LIGATURES.sub(lambda match: _apart(match[0]), text)
    return [" ".join(line.split()) for line in apart.replace(PAGE, " ").splitlines() if line.strip()]


def _apart(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


# --- running lines ---------------------------------------------------------------------------------------------------


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without headers, footers and page numbers.

    That is: lines at the edge of a page that return in the same place on other pages, but for numbers that go with the page.
    """
    seen: dict[_Edge, list[_Numbers]] = {}
    for page, lines in enumerate(pages):
        for at, key in _edges(lines).items():
            seen.setdefault(key, []).append((page, [int(number) for number in _FIGURE.findall(lines[at])]))
    often = max(2, _OFTEN * sum(1 for lines in pages if lines))
    running = {key for key, places in seen.items() if len(places) >= often and _goes_with_the_page(places)}
    return [_trimmed(lines, running) for lines in pages]


def _goes_with_the_page(places: list[_Numbers]) -> bool:
    """Whether the numbers of a line stay as they are or count the pages: “Article 5”, “Article 9” are the text's own."""
    steps = [
        all(b - a in (0, there - here, 2 * (there - here)) for a, b in zip(before, after, strict=False))
        for (here, before), (there, after) in itertools.pairwise(places)
    ]
    return 2 * sum(steps) >= len(steps)


def _trimmed(lines: list[str], running: set[_Edge]) -> list[str]:
    edges = _edges(lines)
    return [line for at, line in enumerate(lines) if edges.get(at) not in running]


def _edges(lines: list[str]) -> dict[int, _Edge]:
    """The lines that may be running ones, by their number on the page."""
    top, bottom = range(min(_EDGE, len(lines))), range(max(_EDGE, len(lines) - _EDGE), len(lines))
    places = {at: at for at in top} | {at: at - len(lines) for at in bottom}
    return {at: (place, _key(lines[at])) for at, place in places.items() if not lines[at].endswith(("-", "\u2010"))}


def _key(line: str) -> str:
    return " ".join(_NUMBER.sub("0", line).casefold().split())


def _told(pages: list[list[str]], kept: list[list[str]]) -> str:
    lost = [line for whole, part in zip(pages, kept, strict=True) for line in whole if line not in part]
    examples = list({_key(line): quoted(line) for line in lost}.values())
    return f"left out what returns on every page, such as {', '.join(examples[:3])}; --whole keeps it"


def _ranges(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown} and {len(numbers) - 10} more" if len(numbers) > 10 else shown


# --- what it says of itself ------------------------------------------------------------------------------------------


def _about(reader: PdfReader) -> tuple[dict[str, str], dict[str, str]]:
    told = reader.metadata
    language = reader.root_object.get("/Lang")
    about = filled(
        {
            "title": _MADE_BY.sub("", str((told and told.title) or "")),
            "author": str((told and told.author) or ""),
            "language": str(language) if language else None,
        }
    )
    doubts = {name: "as the PDF tells it" for name in about if name != "language"}
    made = _day(reader)
    return about, {**doubts, "published": f"the PDF was made on {made}"} if made else doubts


def _day(reader: PdfReader) -> datetime.date | None:
    """The day on which the file was made; None where it is not told, or told in a way that cannot be read."""
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except ValueError:
        return None
    return made.date() if made else None
