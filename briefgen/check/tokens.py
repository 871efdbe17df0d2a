"""Numbers, dates, designations and names in a text, told apart from its other words, and folded so that they compare."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from briefgen.diagnostics import Span
    from briefgen.wordlists import WordLists

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'.][^\W_]+)*")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d\d)(?:-(\d\d))?(?![\w-])")
_FIGURE = re.compile(
    r"(?<![^\W_])(?<![^\W_][-‐‑.’'])\d+(?:[,\u00a0\u2009\u202f ]\d{3}(?!\d))*(?:\.\d+)?"
    r"(?=(?:st|nd|rd|th|s)?(?![^\W_]))(?![-‐‑.]?[A-Z])"
)
_POSSESSIVE = re.compile(r"[’'](?:s|S)?\Z")
_HYPHEN = re.compile(r"[-‐‑]")
_GAP = re.compile(r"[\s-]+(?:and\s+)?")


class Token(NamedTuple):
    """What a text must have from somewhere. `value`: that of a number or month, otherwise the folded word."""

    kind: Literal["number", "month", "name"]
    value: str
    span: Span


class Vocabulary(NamedTuple):
    """The words of a language that are numbers or months: word → value."""

    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, int]
    months: Mapping[str, int]


NO_WORDS = Vocabulary({}, {}, {}, {})
"""No words for numbers: figures alone count, each as it stands."""


@functools.lru_cache(maxsize=64)
def valued(entries: tuple[str, ...]) -> Mapping[str, int]:
    """Word → value, of entries that are a value and its word."""
    return {word.casefold(): int(value) for value, _, word in (entry.partition(" ") for entry in entries)}


@functools.lru_cache(maxsize=8)
def vocabulary(words: WordLists) -> Vocabulary:
    """From the lists whose entries are a value and its word."""
    lists = words.lists()
    return Vocabulary(*(valued(lists.get(name, ())) for name in ("numbers", "ordinals", "number_units", "months")))


_UNIT = re.compile(r"[\s-]+([^\W\d_]+)")


@functools.lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """A word without capitals, accents, hyphens and the endings that change no name."""
    bare = _POSSESSIVE.sub("", word)
    letters = unicodedata.normalize("NFD", bare.removesuffix("s") if re.search(r"\d", bare) else bare)
    return re.sub(r"[^\w]", "", letters).casefold()


def numbers(text: str, known: Vocabulary) -> Iterator[Token]:
    """Every number in figures or words, by its value; the parts of a date, too."""
    dates = list(_ISO.finditer(text))
    for date in dates:
        yield Token("number", date[1], date.span())
        yield Token("month", str(int(date[2])), date.span())
        if date[3]:
            yield Token("number", str(int(date[3])), date.span())
    figures = [
        _figure(figure, text, known)
        for figure in _FIGURE.finditer(text)
        if not any(date.start() <= figure.start() < date.end() for date in dates)
    ]
    yield from figures
    if not any(known):
        return
    ends = {figure.span[1] for figure in figures}
    words = [word for word in re.finditer(r"[^\W\d_]+", text) if word.end() not in ends]
    yield from _spelled(words, text, known)
    for word in words:
        month = known.months.get(word[0].casefold())
        if month is not None and word[0][0].isupper():
            yield Token("month", str(month), word.span())


def _figure(figure: re.Match[str], text: str, known: Vocabulary) -> Token:
    """A number in figures, with the “million” after it."""
    value = re.sub(r"[,\s]", "", figure[0])
    unit = _UNIT.match(text, figure.end())
    factor = known.units.get(unit[1].casefold()) if unit else None
    if unit is None or factor is None:
        whole = value.rstrip("0").rstrip(".") if "." in value else str(int(value))
        return Token("number", whole, figure.span())
    return Token("number", f"{float(value) * factor:.0f}", (figure.start(), unit.end()))


def _spelled(words: list[re.Match[str]], text: str, known: Vocabulary) -> Iterator[Token]:
    """Numbers in words: “twenty-four”, “two dozen”, “forty million”."""
    total, begin, end = 0, -1, -1
    for word in words:
        folded_word = word[0].casefold()
        factor = known.units.get(folded_word)
        value = known.numbers.get(folded_word, known.ordinals.get(folded_word))
        joined = begin >= 0 and _GAP.fullmatch(text, end, word.start()) is not None
        if begin >= 0 and not (joined and (factor is not None or (value is not None and _adds(total, value)))):
            yield Token("number", str(total), (begin, end))
            begin = -1
        if begin >= 0 and factor is not None:
            total, end = total * factor, word.end()
        elif begin >= 0 and value is not None:
            total, end = total + value, word.end()
        elif value is not None or factor is not None:
            total, begin, end = value or factor or 0, word.start(), word.end()
    if begin >= 0:
        yield Token("number", str(total), (begin, end))


def _adds(total: int, value: int) -> bool:
    """Whether a number is said on in the next word: “twenty-four”, “two hundred and fifty”, but not “two, three”."""
    return (total % 100 == 0 and total > 0 and value < 100) or (total % 10 == 0 and total >= 20 and value < 10)


def names(text: str) -> Iterator[Token]:
    """Every capitalised word and every designation, such as “Su-35”, wherever it stands."""
    for word in _WORD.finditer(text):
        letters = word[0]
        has_digit = any(map(str.isdigit, letters))
        if has_digit and not (re.search(r"[A-Z]", letters) and not _ISO.fullmatch(letters)):
            continue
        if letters[0].isupper() or (has_digit and re.search(r"[A-Z]", letters)):
            yield Token("name", _POSSESSIVE.sub("", letters), word.span())


def known_words(texts: Iterable[str]) -> set[str]:
    """The folded words of texts, and each pair of neighbours as one, so that “Su 35” is “Su-35”."""
    found: set[str] = set()
    for text in texts:
        typed = _WORD.findall(text)
        words = [folded(word) for word in typed]
        found.update(words)
        found.update(first + second for first, second in itertools.pairwise(words))
        found.update(folded(part) for word in typed if _HYPHEN.search(word) for part in _HYPHEN.split(word))
    return found
