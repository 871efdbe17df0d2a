"""The PDF: laid out and written by WeasyPrint as tagged PDF/UA-1, which is loaded at the first memo and not before."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from briefgen.write import Document, Writer, engine

if TYPE_CHECKING:
    from briefgen.write._weasyprint import LaidOut


@dataclasses.dataclass(frozen=True, slots=True)
class PdfOptions:
    """The engine's options that briefgen uses, by the engine's names; those it leaves alone keep the engine's values.

    Variants are those that veraPDF accepts from this engine. `jpeg_quality` (0 to 95) and `dpi` None: images stay as
    they are.
    """

    pdf_variant: Literal["pdf/ua-1", "pdf/a-2a", "pdf/a-3a"] = "pdf/ua-1"
    uncompressed_pdf: bool = False
    optimize_images: bool = False
    jpeg_quality: int | None = None
    dpi: int | None = None


def layout(document: Document, options: PdfOptions | None = None) -> LaidOut:
    """The memo on its pages. Raises EngineMissing; what is wrong in the document becomes messages."""
    engine.load()
    from briefgen.write import _weasyprint  # noqa: PLC0415 - imports the engine, which `load` has made ready

    return _weasyprint.layout(document, dataclasses.asdict(options or PdfOptions()))


WRITER = Writer(format="pdf", suffix=".pdf", medium="print", prepare=layout)
