"""Whether words stand verbatim in an archived text, and if not, what stands there instead."""

from __future__ import annotations

import collections
import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diagnostics import Span

_UNSEEN = re.compile("\u00ad\\s*\\n\\s*|[\u00ad\u200b\u2060\ufeff]")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u2010][^\S\n]*\n\s*(?=\w)")
_LOST_LINE_END = re.compile(r"(?<=\w)[-\u2010]\s+(?=\w)")
_MAYBE = "\x01"
"""A hyphen at a line end: it belongs to the word (“military-technical”), or only to the line (“stra-tegic”)."""

_WORD = re.compile(r"(?:(?<=\w)[-\u2010]\s*\n\s*(?=\w)|\u00ad\s*\n\s*|\S)+")
_LETTER = "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f]"
"""Of scripts that part words by spaces and put no word before another without one."""
_PAIR = re.compile(_LETTER + _LETTER)

_MARKS = str.maketrans(
    {
        **dict.fromkeys("\"'`´‘’‚‛“”„‟«»‹›′″", "'"),
        **dict.fromkeys("-‐‑‒–—―−", "-"),
    }
)
_ENOUGH = 0.4
"""A passage that shares less of a quote's words, weighed by how rare they are, is no hint of what was meant."""

_LONGEST = 600
"""Words of a quote that are compared one by one; the time this takes grows with their square."""


class Difference(NamedTuple):
    """What the source has in place of a quote. `span`: the first words of the quote that differ; None: cannot be told.

    `only_marks`: nothing differs but quotation marks or dashes.
    """

    passage: str
    span: Span | None
    only_marks: bool = False


def is_verbatim(quote: str, text: str) -> bool:
    """Whether the quote stands in the text, whole words for whole words.

    White space, Unicode composition, hyphens at line ends and characters that are not seen do not count.
    """
    return _find(_folded(quote), _folded(text)) is not None


def difference(quote: str, text: str) -> Difference | None:
    """The nearest passage of a text that does not hold the quote verbatim; None where none is near."""
    folded = _folded(text)
    if found := _find(_folded(quote).translate(_MARKS), folded.translate(_MARKS)):
        passage = folded[found[0] : found[1]]
        return Difference(_shown(passage), _aligned(quote, passage.split(" "))[1], only_marks=True)
    words, quoted = folded.split(" "), _folded(quote).split(" ")
    window = _nearest([_bare(word) for word in quoted], [_bare(word) for word in words])
    if window is None or len(quoted) > _LONGEST:
        return None
    passage, span = _aligned(quote, words[slice(*window)])
    return Difference(passage, span)


def word_spans(text: str) -> Iterator[Span]:
    """Where each word of a text stands, with the marks on it; one that is broken over two lines is one."""
    return (match.span() for match in _WORD.finditer(text))


def on_one_line(passage: str) -> list[tuple[str, str]]:
    """The words of a passage as a quote has them, twice: a hyphen at a line end kept, and left out."""
    return [(_shown(word), word.replace(_MAYBE, "")) for word in _folded(passage).split(" ") if word]


@functools.lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """The text with single spaces, composed, without unseen characters, `_MAYBE` for a hyphen at a line end."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return " ".join(_LINE_END_HYPHEN.sub(_MAYBE, seen).split())


def _find(quote: str, text: str) -> Span | None:
    """Where a folded quote stands in a folded text."""
    if _MAYBE not in text and _MAYBE not in quote and not _LOST_LINE_END.search(quote):
        return _find_plainly(quote, text)
    pattern = "".join(_pattern(part) for part in re.findall(r"(?<=\w)-\s(?=\w)|(?s:.)", quote))
    found = re.search(rf"{_edge(quote[:1], '<!')}{pattern}{_edge(quote[-1:], '!')}", text)
    return found.span() if found else None


def _find_plainly(quote: str, text: str) -> Span | None:
    begin = text.find(quote)
    while begin >= 0:
        end = begin + len(quote)
        if not (_is_inside_word(text[max(0, begin - 1) : begin + 1]) or _is_inside_word(text[end - 1 : end + 1])):
            return begin, end
        begin = text.find(quote, begin + 1)
    return None


def _is_inside_word(pair: str) -> bool:
    """Whether both characters, before and behind an edge, are letters: “certain” does not stand in “uncertain”."""
    return _PAIR.fullmatch(pair) is not None


def _pattern(part: str) -> str:
    """What a character of a quote may be in a text whose hyphens at line ends are in doubt."""
    if part == _MAYBE:
        return f"(?:- ?|{_MAYBE})?"
    if part in ("-", "\u2010"):
        return f"(?:{part}|{_MAYBE})"
    if part == "- ":  # a quote that YAML has folded: the line end is lost
        return f"(?:- ?|{_MAYBE})?"
    return f"{re.escape(part)}{_MAYBE}?"


def _edge(character: str, look: str) -> str:
    """No word is cut: “certain” does not stand in “uncertain”."""
    return f"(?{look}{_LETTER})" if re.match(_LETTER, character) else ""


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def _nearest(quote: list[str], text: list[str]) -> Span | None:
    """The words of the text that share most with the quote, with a margin. A word weighs more, the rarer it is."""
    wanted = collections.Counter(filter(None, quote))
    known = collections.Counter(word for word in text if word in wanted)
    weight = {word: 1 / known[word] ** 0.5 for word in known}
    inside: collections.Counter[str] = collections.Counter()
    score, best, at = 0.0, 0.0, 0
    for index, word in enumerate(text):
        if word in weight:
            inside[word] += 1
            score += weight[word] if inside[word] <= wanted[word] else 0
        left = text[index - len(quote)] if index >= len(quote) else ""
        if left in weight:
            score -= weight[left] if inside[left] <= wanted[left] else 0
            inside[left] -= 1
        if score > best + 1e-9:
            best, at = score, index + 1
    usual = sum(weight.values()) / max(1, len(weight))
    if not weight or best < _ENOUGH * sum(weight.get(word, usual) * count for word, count in wanted.items()):
        return None
    margin = 4 + len(quote) // 4
    return max(0, at - len(quote) - margin), at + margin


def _aligned(quote: str, words: list[str]) -> tuple[str, Span | None]:
    """The part of a window that answers the quote, and the first words of the quote that differ from it."""
    places = [match.span() for match in _WORD.finditer(quote)]
    quoted = [_folded(quote[slice(*place)]) for place in places]
    known = set(quoted)
    text = [word if word in known else _joined(word, known) for word in words]
    codes = difflib.SequenceMatcher(None, quoted, text, autojunk=False).get_opcodes()
    codes = [code for index, code in enumerate(codes) if code[0] != "insert" or 0 < index < len(codes) - 1]
    begin = max(codes[0][3], codes[0][4] - (codes[0][2] - codes[0][1])) if codes[0][0] == "replace" else codes[0][3]
    end = min(codes[-1][4], codes[-1][3] + codes[-1][2] - codes[-1][1]) if codes[-1][0] == "replace" else codes[-1][4]
    differing = next(((first, last) for tag, first, last, _, _ in codes if tag != "equal"), None)
    if differing is None:
        return _shown(" ".join(text[begin:end])), None
    first = min(differing[0], len(places) - 1)
    last = max(first + 1, differing[1])
    return _shown(" ".join(text[begin:end])), (places[first][0], places[last - 1][1])


def _joined(word: str, known: set[str]) -> str:
    """A word with its line-end hyphen settled: as the quote has it, else without."""
    kept = word.replace(_MAYBE, "-")
    return kept if kept in known else word.replace(_MAYBE, "")


def _shown(passage: str) -> str:
    return passage.replace(_MAYBE, "-")
