"""What stands on WeasyPrint directly: fetcher, log and laid-out memo. Imported once `engine.load` has succeeded."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefgen.model.results import EngineMessage, Laid, MessageKind
from briefgen.write import Document, boxes, engine, structure
from briefgen.write.resources import Resources, media_type_of


class LaidOut:
    """A memo on its pages, not yet written."""

    def __init__(self, document: Any, options: Mapping[str, Any], messages: list[EngineMessage]) -> None:
        self._document = document
        self._options = options
        self._messages = messages
        self._content: bytes | None = None
        self.laid: Laid = boxes.facts(document.pages)

    @property
    def messages(self) -> Sequence[EngineMessage]:
        """What the engine said, each thing once. Missing glyphs and dead anchors are told only by `write`."""
        return tuple(self._messages)

    def write(self) -> bytes:
        """The PDF, the same bytes each time."""
        if self._content is None:
            with _listening(self._messages):
                self._content = self._document.write_pdf(finisher=structure.repair, **self._options)
        return self._content


def layout(document: Document, options: Mapping[str, Any]) -> LaidOut:
    """Lays out a document. Options are the engine's, by its names."""
    resources = Resources(document.fetch)
    with _listening(resources.messages):
        with engine.own_fonts():
            fonts = FontConfiguration()
        html = weasyprint.HTML(string=document.html, base_url=document.base_url, url_fetcher=_Fetcher(resources))
        laid_out = html.render(font_config=fonts, **options)
    resources.messages.extend(_local_links(laid_out.pages))
    return LaidOut(laid_out, options, resources.messages)


def _local_links(pages: Sequence[Any]) -> Iterator[EngineMessage]:
    """A relative link would lead every reader into a folder of the machine that made the memo."""
    targets = {target for page in pages for kind, target, _, _ in page.links if kind != "internal"}
    for target in sorted(targets):
        if target.lower().startswith("file:"):
            yield EngineMessage("local-link", target, "error")


# --- reading ---------------------------------------------------------------------------------------------------------


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives the engine files through `Resources` and data: URIs, and nothing else. Errors are told, and never fatal."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(allowed_protocols=("data",))
        self._resources = resources

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The response to a URL, as the engine asks for it."""
        if url.lower().startswith("data:"):
            return super().fetch(url, headers)
        return _Response(url, self._resources.read(url), {"Content-Type": media_type_of(url)})


class _Response(URLFetcherResponse):  # type: ignore[misc]
    """A response without a path: given one, the engine would read an image from it a second time, past the fetcher."""

    path = None


# --- the engine's log ------------------------------------------------------------------------------------------------

KINDS: Mapping[str, MessageKind] = {
    "Failed to load image at": "broken-image",
    "Failed to render SVG image": "broken-image",
    "Failed to load inline SVG": "broken-image",
    "Font-face": "missing-font",
    ".notdef glyph rendered": "missing-glyph",
    "Image ": "missing-alt",
    "No anchor #": "dead-anchor",
    "Content discarded: target points to undefined anchor": "dead-anchor",
    "Unknown rendering option": "unknown-option",
    "Unknown PDF option": "unknown-option",
    "Invalid or unsupported selector": "ignored-css",
    "Expected a media type": "ignored-css",
}
"""By the beginning of the message's format. What names a line and column is about CSS; all else is “other”."""

_CSS_PLACE = "at %d:%d"
_ABOUT_THE_MACHINE = "Using fontTools instead of HarfBuzz-Subset"
"""Said of every font where a library is missing, which `briefgen doctor` tells once."""

_LOGGERS = ("weasyprint", "fontTools")
_FOR_DEVELOPERS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning)


@contextlib.contextmanager
def _listening(messages: list[EngineMessage]) -> Iterator[None]:
    """Turns what the engine and its font library log and warn about into messages; the terminal sees none of it."""
    listener = _Listener(messages)
    with contextlib.ExitStack() as stack:
        for name in _LOGGERS:
            stack.enter_context(_only(logging.getLogger(name), listener))
        caught = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        yield
        for warning in caught or ():
            if not issubclass(warning.category, _FOR_DEVELOPERS):
                listener.keep("other", str(warning.message), logging.WARNING)


@contextlib.contextmanager
def _only(logger: logging.Logger, handler: logging.Handler) -> Iterator[None]:
    """Sends a logger's records to one handler and nowhere else."""
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate, logger.level = before


class _Listener(logging.Handler):
    """Keeps each message once; a file that the fetcher has told about is not told about again."""

    def __init__(self, messages: list[EngineMessage]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        """Takes in a record of a logger."""
        said = str(record.msg)
        if not said.startswith(_ABOUT_THE_MACHINE):
            kind = next((kind for start, kind in KINDS.items() if said.startswith(start)), None)
            self.keep(kind or ("ignored-css" if _CSS_PLACE in said else "other"), record.getMessage(), record.levelno)

    def keep(self, kind: MessageKind, text: str, level: int) -> None:
        """Adds a message, unless it is there."""
        told = [known.text.partition(": ")[0] for known in self._messages if known.kind in ("refused", "missing-file")]
        message = EngineMessage(kind, text, "error" if level >= logging.ERROR else "warning")
        if message not in self._messages and not any(url in text for url in told):
            self._messages.append(message)
