"""The e-mail that a memo goes out with: its subject, its plain text and its HTML as one MIME entity, ready to be carried.

It says nothing of sender, recipient or day, so that it can be frozen; a mail program opens it as a draft (`X-Unsent`). The
text is made of the HTML, and the styles of the HTML are written into its elements, since many mail programs read no others.
Everything is encoded here, and not by the `email` library, whose folding of lines changes from one Python to the next.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from briefgen import standards
from briefgen.model.results import EngineMessage, Laid
from briefgen.write import Document, Writer, _plain
from briefgen.write.resources import Resources
from briefgen.write.web import FOREIGN, REFERRING, Attributes, Rewriter

SCHEME = "tlp"


class Mail:
    """A finished mail."""

    laid: Laid | None = None

    def __init__(self, content: bytes, messages: Sequence[EngineMessage]) -> None:
        self._content = content
        self.messages = tuple(messages)

    def write(self) -> bytes:
        """The bytes of the `.eml`: lines of ASCII that end with CR LF."""
        return self._content


def mail(document: Document) -> Mail:
    """The document as a mail."""
    page = _ForMail(document)
    html = page.rewritten()
    text, inlined = _plain.text(html), _inlined(html, page.resources)
    boundary = "=_" + hashlib.sha256(f"{text}\0{inlined}".encode()).hexdigest()[:32]  # “=_” is in no encoded line
    head = [
        *_labels(document.marking, html),
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"',
    ]
    parts = [_part("plain", text), _part("html", inlined)]
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    content = "\r\n".join([*head, "", body]) + f"--{boundary}--\r\n"
    return Mail(content.encode("ascii"), page.resources.messages)


# --- headers ---------------------------------------------------------------------------------------------------------


def _labels(marking: str, html: str) -> Iterator[str]:
    """The headers that say what it is: its subject, and its marking for people, for filters and for mail programs."""
    reader = _HeadReader()
    reader.feed(html)
    reader.close()
    yield _subject(f"[{marking}] " if marking else "", reader.title)
    if marking:
        scheme = standards.marking_scheme(SCHEME)
        label = scheme.labels[marking]
        yield f"X-Marking: {marking}"
        # RFC 7444, Security Labels in Internet Email
        yield f'SIO-Label: marking="{marking}";\r\n fgcolor="{label.ink}"; bgcolor="{scheme.background}"'
        if label.sensitivity:
            yield f"Sensitivity: {label.sensitivity}"
    if reader.language:
        yield f"Content-Language: {reader.language}"


class _HeadReader(HTMLParser):
    """Reads the title and the language of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.language = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser; attribute values are unescaped."""
        self._in_title = tag == "title"
        if tag == "html":
            self.language = re.sub(r"[^A-Za-z0-9-]", "", dict(attrs).get("lang") or "")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        """Called by the parser."""
        self._in_title = False

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        if self._in_title:
            self.title += data


_LONGEST = 76
"""Characters of a line that has encoded words (RFC 2047, 2)."""
_AT_ONCE = 39
"""Bytes of an encoded word: with the name of the header before the first they make 76 characters at most."""


def _subject(marking: str, title: str) -> str:
    """The header with the subject. The marking stays as it is, for filters that decode nothing."""
    words = " ".join(title.translate(_PLAINER).split())
    words = "".join(letter for letter in words if letter.isprintable() or letter in "\u200c\u200d")
    if words.isascii() and "=?" not in words and all(len(word) <= _LONGEST - 10 for word in words.split()):
        return _folded(f"Subject: {marking}{words}")
    encoded = [f"=?utf-8?b?{base64.b64encode(piece).decode()}?=" for piece in _pieces(words)]
    return "\r\n ".join([f"Subject: {marking}".rstrip(" ") if marking else "Subject:", *encoded])


_PLAINER = {0x2011: "-", **dict.fromkeys((0x00AD, 0x2066, 0x2067, 0x2068, 0x2069), None)}
"""A hyphen at which no line ends; soft hyphens, and marks of direction, which few subject lines understand."""


def _folded(header: str) -> str:
    """The header in lines that are not too long; each but the first begins with a space."""
    lines = [""]
    for word in header.split(" "):
        if len(lines[-1]) + len(word) >= _LONGEST and lines[-1]:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] or len(lines) > 1 else ''}{word}"
    return "\r\n".join(lines)


def _pieces(words: str) -> Iterator[bytes]:
    """The words in pieces that can be encoded; no letter is cut."""
    piece = b""
    for letter in words:
        content = letter.encode()
        if len(piece) + len(content) > _AT_ONCE:
            yield piece
            piece = b""
        piece += content
    yield piece


# --- body ------------------------------------------------------------------------------------------------------------


def _part(kind: str, content: str) -> str:
    """A part with its text in the shorter of the two encodings that pass every server."""
    quoted = binascii.b2a_qp(content.encode(), istext=True).decode("ascii").replace("\n", "\r\n")
    based = base64.encodebytes(content.replace("\n", "\r\n").encode()).decode("ascii").replace("\n", "\r\n")
    name, encoded = min(("quoted-printable", quoted), ("base64", based), key=lambda pair: len(pair[1]))
    return f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {name}\r\n\r\n{encoded}'


def _inlined(html: str, resources: Resources) -> str:
    """The HTML with the styles in its elements; those under `@media` stay together in its head."""
    import css_inline  # noqa: PLC0415 - loads when the first mail is made

    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
    try:
        return inliner.inline(html)
    except ValueError as error:
        resources.tell("other", f"the styles of the mail cannot be read: {error}")
        return html


_FETCHING = re.compile(r"url\s*\(|@import|@font-face", re.IGNORECASE)


class _ForMail(Rewriter):
    """Takes out what fetches, runs or shows something that is not in the mail."""

    def start_tag(self, tag: str, attributes: Attributes, source: str) -> str:
        """The start tag as it was, or nothing."""
        refreshes = tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh"
        if tag in FOREIGN or tag in ("link", "img", "image", "input") or refreshes:
            return self._refused(f"<{tag}> has no place in a mail")
        for name, value in attributes.items():
            if name in REFERRING or name.startswith("on") or (name == "style" and _FETCHING.search(value)):
                return self._refused(f"<{tag} {name}=…> has no place in a mail")
        return source

    def style(self, css: str) -> str:
        """Styles without comments; none that would fetch something."""
        bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        return self._refused(f"{found[0]} has no place in a mail") if (found := _FETCHING.search(bare)) else bare

    def _refused(self, text: str) -> str:
        self.resources.tell("refused", text)
        return ""


WRITER = Writer(format="mail", suffix=".eml", medium="mail", prepare=mail)
