"""Markdown to pieces: markdown-it, whose rules are made to say where each token stands.

markdown-it tells the lines of a block and nothing of a character. So its rules are wrapped: what a rule has just
pushed stands between the position before it and the position after it. Text that no rule claims is copied as it is, so
it begins where the token before it ended.

Taken from Markdown: emphasis, code, links, line breaks, escapes and entities; paragraphs, headings with `#`, lists,
block quotes and tables. Everything else is shown as typed: images, raw HTML, code blocks, rules, underlined headings,
link definitions (which would vanish from the page) and links to anything but the web and mail.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from briefgen.text.pieces import CITATION, CITED, Piece, Run, Tag

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_NESTING = 20
_INLINE = ("escape", "backticks", "link", "entity", "newline")
_BLANK = re.compile(r"[^\S\n]*(?:\n|\Z)")
_PIPE = re.compile(r"(?<!\\)\|")

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def inline(text: str) -> tuple[Run, ...]:
    """The one run of an inline text."""
    return (Run(tuple(_pieces(_parser(nested=True), text, range(len(text) + 1)))),)


def blocks(text: str) -> tuple[Tag | Run, ...]:
    """Tags and runs of a block text, in order.

    markdown-it drops what lies deeper than it follows; such a text is read without lists and block quotes instead.
    """
    parser = _parser(nested=True)
    tokens = _block_tokens(parser, text)
    if any(token.level >= _NESTING - 1 for token in tokens):
        tokens = _block_tokens(_parser(nested=False), text)
    return tuple(_events(parser, text, tokens))


class _Parser(MarkdownIt):
    """markdown-it with our own idea of where a link may lead."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its name
        return _LINK.match(url) is not None


@functools.cache
def _parser(*, nested: bool) -> _Parser:
    # The preset “zero” has nothing enabled, raw HTML included; “commonmark” lets raw HTML through.
    parser = _Parser("zero", {"maxNesting": _NESTING})
    parser.enable([*_INLINE, "emphasis", "heading", "table", *(("list", "blockquote") if nested else ())])
    # Joining neighbouring text would lose where the second began; pieces are joined later.
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    inline_rules: dict[str, InlineRule] = {
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "link": rules_inline.link,
        "entity": rules_inline.entity,
        "newline": rules_inline.newline,
        "emphasis": rules_inline.emphasis.tokenize,
    }
    for name, rule in inline_rules.items():
        parser.inline.ruler.at(name, _placed(rule))
    parser.inline.ruler.before("link", "citation", _placed(_citation))
    parser.block.ruler.at("paragraph", _lined(rules_block.paragraph))
    parser.block.ruler.at("heading", _lined(rules_block.heading), {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return parser


# --- rules -----------------------------------------------------------------------------------------------------------


def _citation(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _placed(rule: InlineRule) -> InlineRule:
    """The rule, noting on each token that it pushes where that stands in the content."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        new = state.tokens[known:]
        if silent or not new:
            return True
        if new[-1].type == "text":  # a run of * or _: one token a character
            for offset, token in enumerate(new[start - state.pos :], start):
                token.meta["place"] = (offset, offset + 1)
        elif new[-1].type == "link_close":  # what lies between has been placed by its own rules
            opening = next(token for token in new if token.type == "link_open")
            opening.meta["place"] = (start, start + 1)
            new[-1].meta["place"] = (state.pos, state.pos)
        else:
            new[-1].meta["place"] = (start, state.pos)
        return True

    return placed


def _lined(rule: BlockRule) -> BlockRule:
    """The rule, noting on each inline token that it pushes where its lines begin, behind all marks of blocks around."""

    def lined(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        known = len(state.tokens)
        if not rule(state, start_line, end_line, silent):
            return False
        for before, token in itertools.pairwise(state.tokens[known:]):
            if token.type == "inline" and token.map:
                begins = [state.bMarks[line] + state.tShift[line] for line in range(*token.map)]
                begins[0] += len(before.markup)  # the # of a heading
                token.meta["lines"] = begins
        return True

    return lined


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table, unless a row has more cells than its head: those would silently vanish, so it is shown as typed."""
    known, parent = len(state.tokens), state.parentType
    if not rules_block.table(state, start_line, end_line, silent):
        return False
    if silent:
        return True
    tokens = state.tokens[known:]
    columns = sum(token.type == "th_open" for token in tokens)
    cells = (token for token in tokens if token.type == "inline")
    for line in (start_line, *range(start_line + 2, state.line)):
        begins = _cells(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
        if len(begins) > columns:
            del state.tokens[known:]
            state.line, state.parentType = start_line, parent
            return False
        begins += [state.eMarks[line]] * (columns - len(begins))
        for begin, cell in zip(begins, itertools.islice(cells, columns), strict=True):
            cell.meta["lines"] = [begin]
    return True


def _cells(text: str, start: int, end: int) -> list[int]:
    """Where the cells of a table's row begin."""
    end = start + len(text[start:end].rstrip())
    begins = [] if text.startswith("|", start) else [start]
    begins += [match.end() for match in _PIPE.finditer(text, start, end)]
    return begins[:-1] if begins[-1] == end else begins


# --- tokens to pieces ------------------------------------------------------------------------------------------------


def _block_tokens(parser: _Parser, text: str) -> list[Token]:
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    return tokens


def _events(parser: _Parser, text: str, tokens: Sequence[Token]) -> Iterator[Tag | Run]:
    for token in tokens:
        if token.type == "inline":
            yield Run(tuple(_pieces(parser, token.content, _offsets(text, token))))
        else:
            attributes = tuple((name, str(value)) for name, value in token.attrs.items())
            yield Tag(token.tag, token.nesting == 1, attributes)


def _offsets(text: str, token: Token) -> list[int]:
    """For each character of a block's content, and for its end, the place in the text.

    The content has no blank lines at its ends; in the text there may be some, of white space that Markdown knows not.
    """
    offsets: list[int] = []
    begins = itertools.dropwhile(lambda begin: _BLANK.match(text, begin), token.meta["lines"])
    for line, begin in zip(token.content.split("\n"), begins, strict=False):
        core = line.lstrip(" \t")
        at = begin
        while core and text[at] != core[0] and text[at].isspace():
            at += 1
        offsets += (max(0, at - back) for back in range(len(line) - len(core), 0, -1))
        for character in core:
            # A pipe within a table's cell has a backslash before it, which the content has not.
            at += text[at] == "\\" and character == "|"
            offsets.append(at)
            at += 1
        offsets.append(at)
    return offsets


def _pieces(parser: _Parser, content: str, offsets: Sequence[int]) -> Iterator[Piece]:
    tokens: list[Token] = []
    parser.inline.parse(content, parser, {}, tokens)
    cursor, marks, href = 0, dict[str, int](), None
    for token in tokens:
        start, end = token.meta.get("place", (cursor, cursor + len(token.content)))
        cursor = end
        if token.tag == "a":
            href = str(token.attrs["href"]) if token.nesting == 1 else None
        elif token.nesting:
            marks[token.tag] = marks.get(token.tag, 0) + token.nesting
            marks = {name: depth for name, depth in marks.items() if depth}
        for piece in _of_token(token, start, end):
            yield from _laid(piece._replace(marks=tuple(marks), href=href), offsets)


def _of_token(token: Token, start: int, end: int) -> Iterator[Piece]:
    """The pieces of one token, with places in the content of its block."""
    shown = token.content
    if token.type == "code_inline":
        start, end = start + len(token.markup), end - len(token.markup)
        start += (end - start - len(shown)) // 2  # one space on each side is not part of the code
        yield Piece("code", start, start + len(shown), shown)
    elif token.type == "citation":
        places = tuple((start + match.start(), start + match.end()) for match in CITED.finditer(shown))
        yield Piece("citation", start, end, shown, places=places)
    elif token.type == "softbreak":
        yield Piece("text", start, start + 1, "\n")
    elif token.type == "hardbreak":
        yield Piece("break", start, end, "\n")
    elif token.info == "escape":
        yield Piece("text", end - len(shown), end, shown)
    elif shown:
        yield Piece("text", start, end, shown)


def _laid(piece: Piece, offsets: Sequence[int]) -> Iterator[Piece]:
    """The piece with places in the text, cut where its characters do not follow each other there."""
    start, end = offsets[piece.start], offsets[piece.end - 1] + 1
    whole = piece.kind in {"citation", "break"} or len(piece.shown) != piece.end - piece.start
    if whole or end - start == len(piece.shown):
        places = tuple((offsets[begin], offsets[stop - 1] + 1) for begin, stop in piece.places)
        yield piece._replace(start=start, end=end, places=places)
        return
    characters = zip(offsets[piece.start : piece.end], piece.shown, strict=True)
    for _, together in itertools.groupby(enumerate(characters), lambda item: item[1][0] - item[0]):
        stretch = [placed for _, placed in together]
        start, shown = stretch[0][0], "".join(character for _, character in stretch)
        yield piece._replace(start=start, end=start + len(shown), shown=shown)
