"""The pages of a PDF as pictures. PDFium bears no threads: one picture is drawn at a time."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Iterator

import pypdfium2

SCALE = 2
"""Pixels for each point: sharp on a screen of double density at the width that a page has there."""

_ONE = threading.Lock()


def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def picture(pdf: bytes, number: int) -> bytes | None:
    """One page, counted from 1, as PNG; None where there is none of that number."""
    with _opened(pdf) as document:
        if not 0 < number <= len(document):
            return None
        page = document[number - 1]
        try:
            image = page.render(scale=SCALE).to_pil()
        finally:
            page.close()
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)  # it goes no farther than this machine
    return target.getvalue()


@contextlib.contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
