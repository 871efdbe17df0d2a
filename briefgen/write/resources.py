"""What a page refers to: from a URL to a file's path and its bytes; refused, where it leads anywhere but to a file.

Every writer reads through `Resources`, so that nothing is ever asked of a network, and what is missing or refused is
told.
"""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from briefgen.model.results import EngineMessage, MessageKind

Fetch = Callable[[str], bytes]
"""Gives the bytes of a file by its absolute path. Raises OSError; PermissionError outside the project and the tool."""

MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""By file ending. A table of our own: the system's differs from machine to machine."""


class Refused(PermissionError):
    """A reference that leads to no file."""


@dataclasses.dataclass(slots=True)
class Resources:
    """Reads what a page refers to, and keeps a message for each reference that gave nothing."""

    fetch: Fetch
    messages: list[EngineMessage] = dataclasses.field(default_factory=list)

    def read(self, url: str) -> bytes:
        """The bytes behind a file: URL. Raises OSError, and keeps the message first."""
        try:
            return self.fetch(path_of(url))
        except PermissionError as error:
            self.tell("refused", f"{url}: {error.strerror or error}")
            raise
        except OSError as error:
            self.tell("missing-file", f"{url}: {error.strerror or error}")
            raise
        except ValueError as error:  # a path that no system takes, such as one with a NUL in it
            self.tell("refused", f"{url}: {error}")
            raise Refused(str(error)) from error

    def data_uri(self, url: str) -> str:
        """The resource as a data: URI. Raises OSError like `read`."""
        content = self.read(url)
        media_type = media_type_of(url)
        if media_type == "image/svg+xml":
            return f"data:{media_type},{quote(content, safe=_SVG_SAFE)}"
        return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"

    def tell(self, kind: MessageKind, text: str) -> None:
        """Keeps a message, once."""
        message = EngineMessage(kind, text, "error")
        if message not in self.messages:
            self.messages.append(message)


_SVG_SAFE = " /:=,;()'!*@$+?-._~"
"""Characters that may stand as they are in a data: URI between double quotes; an SVG stays half readable that way."""


def path_of(url: str) -> str:
    """The absolute path that a file: URL means; Refused for every other scheme and for another machine's files."""
    from urllib.request import url2pathname  # noqa: PLC0415 - brings half of the network library, and start-up counts

    parts = urlsplit(url)
    if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        raise Refused("only files of the project and of briefgen may be used, nothing from a network")
    return url2pathname(parts.path)


def media_type_of(url: str) -> str:
    """By the ending of the path; “application/octet-stream” where it is not known."""
    return MEDIA_TYPES.get(PurePosixPath(urlsplit(url).path).suffix.lower(), "application/octet-stream")


def absolute(base_url: str, reference: str) -> str:
    """The reference as an absolute URL, white space around it dropped as browsers do."""
    return urljoin(base_url, reference.strip())
