"""The HTML of a text: pieces to elements, cleaned by nh3 as a second wall, the references put in last."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from briefgen.text.pieces import CITED, Piece, Run, Tag
from briefgen.text.reading import read, runs
from briefgen.text.runs import kept, nobreak

Cite = Callable[[tuple[str, ...]], str]
"""Gives the HTML of the reference for the ids of one bracket. It is our own and is not cleaned."""

# Holds the place of a reference until the cleaning is done. No text can write it: from a text every “<” comes escaped.
_REFERENCE = "<wbr>"
_INLINE = frozenset({"em", "strong", "code", "a", "br", "span", "wbr"})
_BLOCK = frozenset({"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES = {"a": {"href"}, "span": {"class"}, "ol": {"start"}, "th": {"scope", "style"}, "td": {"style"}}
_LONGEST_WORD = 20


def inline_html(text: str, cite: Cite) -> str:
    """The HTML of an inline text: emphasis, code, links, line breaks, and what `cite` gives for each citation."""
    found = tuple(runs(text))
    cited = _citations(piece for pieces in found for piece in pieces)
    return _finished("".join(map(_inline, found)), cited, cite, block=False)


class Block(NamedTuple):
    """A paragraph, heading, table, quotation or list of a block text.

    `name` is its element, `html` that element, `cited` the ids that it cites, each once. A list's `items` are its entries,
    whose `html` is what stands in the element; `start` is the number of the first (None: it is not numbered).
    """

    name: str
    html: str
    cited: tuple[str, ...]
    items: tuple[Block, ...] = ()
    start: int | None = None


def blocks_html(text: str, cite: Cite, heading_base: int = 3) -> Iterator[Block]:
    """The blocks of a text, each made, and its citations asked for, when it is taken.

    Its uppermost headings have the level `heading_base`; no level is skipped.

    A list's items hold no paragraphs, where several follow each other they are parted by a line break, and header cells
    have their scope: PDF/UA wants both.
    """
    events = _levelled(_tightened(read(text, block=True)), heading_base)
    return (_block(block, cite) for block in _split(events))


def _block(events: Sequence[Tag | Run], cite: Cite) -> Block:
    opening = events[0]
    if not isinstance(opening, Tag):  # pragma: no cover - the parser puts every run in a block
        raise TypeError(opening)
    items: tuple[Block, ...] = ()
    start = None
    if opening.name in {"ul", "ol"}:
        entries = [entry[1:-1] for entry in _split(events[1:-1])]
        items = tuple(Block("li", _cleaned(entry, cite), _ids(entry)) for entry in entries)
        start = int(dict(opening.attributes).get("start", 1)) if opening.name == "ol" else None
    return Block(opening.name, _cleaned(events, cite), _ids(events), items, start)


def _split(events: Iterable[Tag | Run]) -> Iterator[Sequence[Tag | Run]]:
    """The events of each outermost element, its tags with it."""
    depth, inside = 0, []
    for event in events:
        inside.append(event)
        if isinstance(event, Tag) and event.name != "br":
            depth += 1 if event.opens else -1
        if depth == 0:
            yield inside
            inside = []


def _ids(events: Iterable[Tag | Run]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for ids in _citations(_pieces(events)) for id_ in ids))


def _pieces(events: Iterable[Tag | Run]) -> Iterator[Piece]:
    return (piece for event in events if isinstance(event, Run) for piece in event.pieces)


def _citations(pieces: Iterable[Piece]) -> list[tuple[str, ...]]:
    return [tuple(CITED.findall(piece.shown)) for piece in pieces if piece.kind == "citation"]


def _cleaned(events: Sequence[Tag | Run], cite: Cite) -> str:
    return _finished("".join(_tagged(events)), _citations(_pieces(events)), cite, block=True)


def _finished(markup: str, cited: Sequence[tuple[str, ...]], cite: Cite, *, block: bool) -> str:
    """The HTML cleaned, with what `cite` gives for each citation in its place."""
    import nh3  # noqa: PLC0415 - checks need no HTML, and start-up counts

    cleaned = nh3.clean(
        markup,
        tags=set(_INLINE | _BLOCK | _HEADINGS if block else _INLINE),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        filter_style_properties={"text-align"},
    )
    first, *others = cleaned.replace("&nbsp;", "\xa0").split(_REFERENCE)
    return first + "".join(cite(ids) + after for ids, after in zip(cited, others, strict=True))


# --- blocks ----------------------------------------------------------------------------------------------------------


def _tagged(events: Iterable[Tag | Run]) -> Iterator[str]:
    for event in events:
        if isinstance(event, Run):
            yield _inline(event.pieces)
        elif event.opens:
            scope = ' scope="col"' if event.name == "th" else ""
            attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in event.attributes)
            yield f"\n<{event.name}{scope}{attributes}>"
        else:
            yield f"</{event.name}>\n"


def _tightened(events: Sequence[Tag | Run]) -> Iterator[Tag | Run]:
    """The events without the paragraphs that stand right in a list item; a break parts those that follow each other."""
    inside: list[str] = []
    previous: Tag | Run | None = None
    for event in events:
        if isinstance(event, Tag):
            if not event.opens:
                inside.pop()
            loose = event.name == "p" and inside[-1:] == ["li"]
            if event.opens:
                inside.append(event.name)
            if loose:
                if event.opens and isinstance(previous, Run):
                    yield Tag("br", opens=True)
                continue
        yield event
        previous = event


def _levelled(events: Iterator[Tag | Run], base: int) -> Iterator[Tag | Run]:
    """The events with headings from level `base` downwards: each one level below the nearest higher one before it."""
    typed: list[int] = []
    for event in events:
        if isinstance(event, Tag) and event.name in _HEADINGS:
            if event.opens:
                level = int(event.name[1])
                typed = [*(above for above in typed if above < level), level]
            yield event._replace(name=f"h{min(6, base + len(typed) - 1)}")
        else:
            yield event


# --- inline ----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(slots=True)
class _Stretch:
    """Neighbouring pieces within the same elements, as one text; or, as HTML in `content`, a break or reference."""

    elements: tuple[str, ...]
    text: str = ""
    content: str = ""

    @property
    def prose(self) -> bool:
        """Whether it is text into which a span may be put: no link (nothing may stand in one) and no code."""
        return not self.content and not any(element == "code" or element.startswith("a ") for element in self.elements)

    def html(self) -> str:
        """What stands within the elements."""
        escaped = html.escape(self.text, quote=False)
        return self.content or (nobreak(escaped) if self.prose else escaped)


def _inline(pieces: Sequence[Piece]) -> str:
    stretches: list[_Stretch] = []
    for piece in pieces:
        elements = _elements(piece)
        if piece.kind == "citation":
            stretches.append(_Stretch(elements, content=_reference(stretches, elements)))
        elif piece.kind == "break":
            stretches.append(_Stretch(elements, content="<br>\n"))
        elif stretches and stretches[-1].elements == elements and not stretches[-1].content:
            stretches[-1].text += piece.shown
        else:
            stretches.append(_Stretch(elements, piece.shown))
    return "".join(_nested(stretches))


def _elements(piece: Piece) -> tuple[str, ...]:
    """The elements around a piece, the outermost first; a link is always the innermost (PDF/UA) and holds no break."""
    elements = piece.marks
    if piece.kind == "code":
        elements = (*elements, "code")
    if piece.href is not None and piece.kind != "break":
        elements = (*elements, f'a href="{html.escape(piece.href)}"')
    return elements


def _reference(stretches: list[_Stretch], elements: tuple[str, ...]) -> str:
    """The place of a reference, with the word before it taken along so that no line end parts the two.

    Where the word stands in other elements a span would cross them, so the space between is made a no-break one.
    """
    if not stretches or stretches[-1].content:
        return _REFERENCE
    last = stretches[-1]
    body = last.text.rstrip()
    gap = " " if len(body) < len(last.text) else ""
    if last.elements == elements and last.prose and body:
        start = _last_word(body)
        if len(body) - start > _LONGEST_WORD:
            return _REFERENCE
        last.text = body[:start]
        return f'<span class="nb">{html.escape(body[start:], quote=False)}{gap}{_REFERENCE}</span>'
    if gap and (body or (len(stretches) > 1 and not stretches[-2].content)):
        last.text = body + "\xa0"
    return _REFERENCE


def _last_word(body: str) -> int:
    """Where the last word begins, or what must be kept together at the end: “55–80 %” is one word."""
    before = max(0, len(body) - 2 * _LONGEST_WORD)
    start = len(body) - len(body[before:].rsplit(maxsplit=1)[-1])
    return next((run.start() for run in kept().finditer(body, before) if run.start() < start < run.end()), start)


def _nested(stretches: Sequence[_Stretch]) -> Iterator[str]:
    """The stretches within their elements; an element stays open as long as the next stretch is in it too."""
    opened: tuple[str, ...] = ()
    for stretch in (*stretches, _Stretch(())):
        common = 0
        while common < min(len(opened), len(stretch.elements)) and opened[common] == stretch.elements[common]:
            common += 1
        yield from (f"</{element.split()[0]}>" for element in reversed(opened[common:]))
        yield from (f"<{element}>" for element in stretch.elements[common:])
        yield stretch.html()
        opened = stretch.elements


# --- statements ------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class StatementText:
    """A text of a statement, which prints itself in a template as an element with `data-item`.

    So whatever template prints it, the item's id reaches the page. `html` is the text's HTML, `plain` its words;
    `block` tells that the HTML holds blocks; `lang` is its language where that is not the page's, else None.
    """

    item_id: str
    html: str
    plain: str
    block: bool = False
    lang: str | None = None

    def __html__(self) -> str:
        """The element: a `div` around blocks, else a `span`."""
        name = "div" if self.block else "span"
        lang = f' lang="{html.escape(self.lang)}"' if self.lang else ""
        return f'<{name} data-item="{html.escape(self.item_id)}"{lang}>{self.html}</{name}>'

    def __str__(self) -> str:
        return self.plain
