"""The web page: one file that carries its stylesheets, fonts and images and asks nothing of anybody.

The HTML stays as the template wrote it but for the tags that refer to something. Two walls keep it self-contained: a
reference that leads to no file is taken out and told, and a Content Security Policy forbids the browser whatever might
be left.
"""

from __future__ import annotations

import base64
import html as entities
import re
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser

from briefgen.model.results import EngineMessage, Laid
from briefgen.write import Document, Writer, _fonts
from briefgen.write.resources import Resources, absolute

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'"
"""Nothing but what the file itself holds: no script, no frame, no request."""

Attributes = Mapping[str, str]


class WebPage:
    """A finished web page."""

    laid: Laid | None = None

    def __init__(self, content: bytes, messages: Sequence[EngineMessage]) -> None:
        self._content = content
        self.messages = tuple(messages)

    def write(self) -> bytes:
        """The page's bytes, UTF-8."""
        return self._content


def web_page(document: Document) -> WebPage:
    """The document as one self-contained file."""
    page = _SelfContained(document)
    return WebPage(_without_replaced(page.rewritten()).encode(), page.resources.messages)


def print_page(document: Document) -> str:
    """The document as `--keep-html` saves it: `weasyprint FILE` makes the same pages of it, wherever it lies.

    Stylesheets are referred to by absolute file: URIs, since fonts inlined as base64 slow the engine by a third.
    Images are carried: the engine derives the names in the PDF from their URLs, so the PDF would change with the
    folder it is made in.
    """
    return _ForPrint(document).rewritten()


# --- HTML ------------------------------------------------------------------------------------------------------------

_IMAGES = {("img", "src"), ("input", "src"), ("image", "href"), ("image", "xlink:href"), ("feimage", "href")}
REFERRING = {"src", "srcset", "poster", "background", "data", "ping", "action", "formaction"}
FOREIGN = {"script", "iframe", "frame", "object", "embed", "base", "audio", "video", "source", "track", "applet"}
"""Elements that a memo has no use for and that fetch or run something."""
_QUIET_LINKS = {"author", "license", "canonical", "alternate", "help"}
"""Link types by which a browser fetches nothing of itself."""


class Rewriter(HTMLParser):
    """Rewrites some start tags of a page and leaves every other character as it is."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=False)
        self.resources = Resources(document.fetch)
        self.base_url = document.base_url
        self._html = document.html
        self._lines = [0, *(match.end() for match in re.finditer("\n", document.html))]
        self._edits: list[tuple[int, int, str]] = []
        self._style_from: int | None = None

    def rewritten(self) -> str:
        """The page with all edits applied."""
        self.feed(self._html)
        self.close()
        out, done = [], 0
        for start, end, text in self._edits:
            out += [self._html[done:start], text]
            done = end
        return "".join([*out, self._html[done:]])

    def start_tag(self, tag: str, attributes: Attributes, source: str) -> str:
        """What to write for a start tag; `source` leaves it as it is."""
        raise NotImplementedError

    def style(self, css: str) -> str:
        """What to write for the content of a style element."""
        raise NotImplementedError

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser; attribute values are unescaped."""
        source, start = self.get_starttag_text() or "", self._position()
        end, attributes = start + len(source), {name: value or "" for name, value in attrs}
        self._edit(start, end, self.start_tag(tag, attributes, source))
        self._style_from = end if tag == "style" else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for <tag/>."""
        self.handle_starttag(tag, attrs)
        self._style_from = None

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser."""
        if tag == "style" and self._style_from is not None:
            start, end = self._style_from, self._position()
            self._edit(start, end, self.style(self._html[start:end]))
            self._style_from = None

    def image(self, reference: str) -> str | None:
        """The image as a data: URI; None where it cannot be had."""
        return _carried(self.resources, self.base_url, reference)

    def _position(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _edit(self, start: int, end: int, text: str) -> None:
        if self._html[start:end] != text:
            self._edits.append((start, end, text))


class _ForPrint(Rewriter):
    """Leads stylesheets to where they lie, and carries images."""

    def start_tag(self, tag: str, attributes: Attributes, source: str) -> str:
        """Only links to stylesheets and images change."""
        if tag == "link" and "stylesheet" in _relations(attributes):
            return _tag(tag, {**attributes, "href": absolute(self.base_url, attributes.get("href", ""))}, source)
        for name in attributes:
            if (tag, name) in _IMAGES and not attributes[name].startswith("#"):
                return _tag(tag, {**attributes, name: self.image(attributes[name]) or attributes[name]}, source)
        return source

    def style(self, css: str) -> str:
        """References of the page's own styles start from where they did."""
        return _rewrite_css(css, lambda reference: absolute(self.base_url, reference))


class _SelfContained(Rewriter):
    """Carries everything, and takes out what cannot be carried."""

    def start_tag(self, tag: str, attributes: Attributes, source: str) -> str:
        """The start tag without references."""
        if tag == "link":
            return self._link(attributes, source)
        if tag in FOREIGN or (tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh"):
            self._refuse(f"<{tag}> has no place in a web page of one file")
            return ""
        kept = dict(attributes)
        for name, value in attributes.items():
            if name == "style":
                kept[name] = self.style(value)
            elif (tag, name) in _IMAGES:
                kept[name] = value if value.startswith("#") else self.image(value) or ""
            elif name in REFERRING or name.startswith("on"):
                self._refuse(f"<{tag} {name}=…> has no place in a web page of one file")
                del kept[name]
        rewritten = source if kept == dict(attributes) else _tag(tag, kept, source)
        if tag == "meta" and "charset" in attributes:
            rewritten += f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        return rewritten

    def style(self, css: str) -> str:
        """Styles with all they refer to."""
        return _carried_css(self.resources, self.base_url, css)

    def _link(self, attributes: Attributes, source: str) -> str:
        relations, href = _relations(attributes), attributes.get("href", "")
        if "stylesheet" in relations:
            css = _carried_sheet(self.resources, self.base_url, href)
            media = f' media="{entities.escape(attributes["media"])}"' if "media" in attributes else ""
            return f"<style{media}>\n{css}</style>"
        if "icon" in relations:
            uri = self.image(href)
            return _tag("link", {**attributes, "href": uri}, source) if uri else ""
        if relations and relations <= _QUIET_LINKS:
            return source
        self._refuse(f'<link rel="{" ".join(sorted(relations))}"> has no place in a web page of one file')
        return ""

    def _refuse(self, text: str) -> None:
        self.resources.tell("refused", text)


def _relations(attributes: Attributes) -> set[str]:
    return set(attributes.get("rel", "").lower().split())


def _tag(tag: str, attributes: Attributes, source: str) -> str:
    """A start tag with these attributes; closed as in the source."""
    written = "".join(f' {name}="{entities.escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}{'/' if source.endswith('/>') else ''}>"


# --- text ------------------------------------------------------------------------------------------------------------

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSPOKEN = {"style", "script", "template"}


def item_texts(page: str) -> Mapping[str, tuple[str, ...]]:
    """For each `data-item` of a page, the text of each element that carries it, as `Laid.texts` has it of the PDF."""
    reader = _ItemReader()
    reader.feed(page)
    reader.close()
    texts: dict[str, tuple[str, ...]] = {}
    for name, pieces in reader.items:
        texts[name] = (*texts.get(name, ()), " ".join("".join(pieces).replace("\u00ad", "").split()))
    return texts


class _ItemReader(HTMLParser):
    """Collects the text of every element with a `data-item`, in the order of their start tags."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[tuple[str, list[str]]] = []
        self._open: list[tuple[str, list[str] | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser. An element without an end tag holds no text, but parts the words around it; so does a cell."""
        if tag in VOID or tag in ("td", "th"):
            self.handle_data(" ")
        if tag in VOID:
            return
        pieces: list[str] | None = None
        if name := dict(attrs).get("data-item"):
            pieces = []
            self.items.append((name, pieces))
        self._open.append((tag, pieces))

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser. Closes the element and those in it that were left open."""
        if any(opened == tag for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        if not any(tag in _UNSPOKEN for tag, _ in self._open):
            for _, pieces in self._open:
                if pieces is not None:
                    pieces.append(data)


# --- CSS -------------------------------------------------------------------------------------------------------------

_STRING = r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''
_REFERENCE = rf"url\(\s*(?P<url>{_STRING}|[^\s\"'()]*)\s*\)"
_TOKEN = re.compile(
    rf"(?P<comment>/\*.*?\*/)"
    rf"|@import\s+(?:url\(\s*)?(?P<sheet>{_STRING}|[^\s\"'();]+)(?:\s*\))?(?P<media>[^;]*);"
    rf"|(?P<face>@font-face\s*\{{(?P<inner>(?:{_STRING}|/\*.*?\*/|[^{{}}\"'])*)\}})"
    rf"|{_REFERENCE}|{_STRING}",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE = re.compile(rf"(?P<property>src\s*:)(?P<value>(?:{_STRING}|[^;\"'])*)", re.DOTALL | re.IGNORECASE)
_DEPTH = 8
"""Stylesheets that import each other end here."""


def _rewrite_css(css: str, reference: Callable[[str], str]) -> str:
    """The styles with each reference replaced; everything else as it is."""

    def replace(match: re.Match[str]) -> str:
        if match["face"]:
            return "@font-face {" + re.sub(_REFERENCE, replace_url, match["inner"], flags=re.IGNORECASE) + "}"
        if match["sheet"]:
            return f'@import url("{reference(_unquoted(match["sheet"]))}"){match["media"]};'
        return replace_url(match) if match["url"] is not None else match[0]

    def replace_url(match: re.Match[str]) -> str:
        target = _unquoted(match["url"])
        return match[0] if target.startswith("#") else f'url("{reference(target)}")'

    return _TOKEN.sub(replace, css)


def _carried_sheet(resources: Resources, base_url: str, href: str, depth: int = 0) -> str:
    """A stylesheet's text with all it refers to; empty where it cannot be had."""
    url = absolute(base_url, href)
    try:
        css = resources.read(url).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    return _carried_css(resources, url, css, depth)


def _carried_css(resources: Resources, base_url: str, css: str, depth: int = 0) -> str:
    """Styles without comments and imports, and with fonts and images as data: URIs."""

    def replace(match: re.Match[str]) -> str:
        if match["comment"]:
            return ""
        if match["face"]:
            return _carried_face(resources, base_url, match["inner"])
        if match["sheet"]:
            return imported(_unquoted(match["sheet"]), match["media"].strip())
        if match["url"] is None:
            return match[0]
        target = _unquoted(match["url"])
        return match[0] if target.startswith("#") else f'url("{_carried(resources, base_url, target) or ""}")'

    def imported(href: str, media: str) -> str:
        if depth == _DEPTH:
            resources.tell("refused", f"{absolute(base_url, href)}: stylesheets import each other")
            return ""
        sheet = _carried_sheet(resources, base_url, href, depth + 1)
        return f"@media {media} {{\n{sheet}}}\n" if media else sheet

    carried = re.sub(r"\n\s*\n", "\n", _TOKEN.sub(replace, css))
    return carried.replace("</", "<\\/")  # no text of a stylesheet ends the style element


def _carried_face(resources: Resources, base_url: str, inner: str) -> str:
    """A font face with its WOFF2 source; of a house's own font the letters that a memo can need.

    A face of the tool without such a source is left out: there the reader's own fonts stand in.
    """
    source = _SOURCE.search(inner)
    urls = [_unquoted(match["url"]) for match in re.finditer(_REFERENCE, source["value"])] if source else []
    small = next((url for url in urls if url.endswith(".woff2") or url.startswith("data:font/woff2")), None)
    own = next(filter(_is_of_the_house, urls), None)
    uri = _carried(resources, base_url, small) if small else _cut(resources, own)
    if source is None or uri is None:
        return ""
    carried = f'{source["property"]} url("{uri}") format("woff2")'
    return "@font-face {" + inner[: source.start()] + carried + inner[source.end() :] + "}"


_REPLACED = {"House Text": "Memo Text", "House Title": "Memo Title", "House Labels": "Memo Sans"}
"""A family of the house → that of the tool in whose place it stands."""


def _without_replaced(page: str) -> str:
    """The page without the tool's faces where it carries those of the house: what they lack comes from the reader's own."""
    for own, ours in _REPLACED.items():
        if f'@font-face {{ font-family: "{own}"' in page:
            page = re.sub(rf'@font-face \{{ font-family: "{ours}"[^}}]*\}}\n?', "", page)
    return page


def _is_of_the_house(url: str) -> bool:
    """Whether a font is no file of the tool, which refers to its own from beside them."""
    return url.startswith("file:") and url.endswith((".ttf", ".otf"))


def _cut(resources: Resources, url: str | None) -> str | None:
    """A house's font as a data: URI, cut to Latin and Cyrillic letters; None where it cannot be had."""
    if url is None:
        return None
    try:
        content = resources.read(url)
    except OSError:
        return None
    return f"data:font/woff2;base64,{base64.b64encode(_fonts.cut(content)).decode('ascii')}"


def _carried(resources: Resources, base_url: str, reference: str) -> str | None:
    """A resource as a data: URI; None where it cannot be had, which has then been told."""
    if reference.strip().lower().startswith("data:"):
        return reference.strip()
    try:
        return resources.data_uri(absolute(base_url, reference))
    except OSError:
        return None


def _unquoted(text: str) -> str:
    """The characters of a CSS string or of a bare reference, without quotation marks and escapes."""
    bare = text[1:-1] if text[:1] in ('"', "'") else text
    return re.sub(r"\\(.)", r"\1", bare)


WRITER = Writer(format="html", suffix=".html", medium="screen", prepare=web_page)
