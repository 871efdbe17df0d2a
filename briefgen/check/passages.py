"""Finding again what somebody remembers of an archived text, and giving it as a quote that stands there verbatim."""

from __future__ import annotations

import bisect
import dataclasses
import difflib
import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from briefgen import text as prose
from briefgen import wordlists
from briefgen.check import quotes
from briefgen.diagnostics import Span

_BLANK = re.compile(r"\n\s*\n")
_FULL = 0.8
"""Lines of a paragraph that was wrapped are at least this much of the longest; a shorter one ends where its writer ended it."""
_UNWRAPPED = 200
"""Characters of a line that no wrapping has: each such line is a paragraph."""
_SIMILAR = 0.75
"""How alike two words are that may be one, misremembered: “finalised” for “finalized”."""
_SHARED = 0.34
"""The share of the words that a passage has at least, to be told as a near one."""
_MOST_NEAR = 3
"""Near passages that are told."""
_UNBROKEN = 200
"""Of so many words one is broken at least, where the layout breaks words."""
_AROUND = 8
"""Words that are told before and after a passage."""

_RUN = re.compile(r"[^\W_]+")
_MARKS = "\"'“”„«»‘’().,;:!?…[]"


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of an archived text.

    `quote` is what stands there, on one line. `line` is that of the first word found, from 1; `pages` are those it stands
    on, None where the archive does not tell them. `before` and `after` are the words around it. `doubtful` are words
    that a line end breaks, where it cannot be told whether the hyphen is the word's or the line's.
    """

    quote: str
    span: Span
    line: int
    pages: tuple[int, int] | None
    before: str
    after: str
    doubtful: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Near:
    """A passage that has some of the words. `missing`: those it lacks; `instead`: those it has in another form."""

    passage: Passage
    missing: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """How much of the text is given. `around`: sentences more on each side; `words_only`: the words found, not their sentence.

    `in_excerpts`: the text is a collection of excerpts, and nothing is given that runs over the end of one.
    """

    around: int = 0
    words_only: bool = False
    in_excerpts: bool = False


class Search:
    """An archived text, prepared for finding passages in it.

    Capitals, marks, hyphens and line ends do not matter; that words are whole does.
    """

    def __init__(self, text: str, scope: Scope) -> None:
        self._text, self._scope = text, scope
        self._words = list(quotes.word_spans(text))
        self._paragraphs = list(_paragraphs(text))
        runs = [_runs(text[start:end]) for start, end in self._words]
        self._letters = "".join(map("".join, runs))
        edges = [0, *itertools.accumulate(len(run) for word in runs for run in word)]
        self._edges = frozenset(edges)
        self._offsets = [0, *itertools.accumulate(sum(map(len, word)) for word in runs)]

    def find(self, wanted: str) -> list[Passage]:
        """The passages that have the words in a row, in the order of the text; else those with all of them in one sentence."""
        return self._told(self._in_a_row(wanted) or self._in_one_sentence(wanted))

    def near(self, wanted: str) -> list[Near]:
        """The passages that share most of the words, the best first. A word counts more, the rarer it is."""
        asked = list(dict.fromkeys(filter(None, (_key(word) for word in wanted.split()))))
        known = Counter(key for keys in self._keys for key in keys)
        alike = {key: [key] if key in known else difflib.get_close_matches(key, known, 3, _SIMILAR) for key in asked}
        weight = {key: 1 / known[key] ** 0.5 for near in alike.values() for key in near}

        def shared(at: int) -> float:
            here = self._keys[at]
            return sum(max((weight[key] for key in near if key in here), default=0.0) for near in alike.values())

        best = sorted(range(len(self._paragraphs)), key=shared, reverse=True)
        spans = [span for at in best[:_MOST_NEAR] for span in self._sentences(at)]
        found = [self._compared(span, wanted, alike) for span in spans]
        enough = [near for near in found if len(asked) - len(near.missing) >= max(1, _SHARED * len(asked))]
        return sorted(enough, key=lambda near: (len(near.missing), len(near.instead)))[:_MOST_NEAR]

    # --- finding -----------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _keys(self) -> list[frozenset[str]]:
        return [_keys(self._text[start:end]) for start, end in self._paragraphs]

    def _in_a_row(self, wanted: str) -> list[Span]:
        key = _key(wanted)
        spans = []
        at = self._letters.find(key) if key else -1
        while at >= 0:
            end = at + len(key)
            if at in self._edges and end in self._edges:
                first, last = bisect.bisect_right(self._offsets, at) - 1, bisect.bisect_left(self._offsets, end) - 1
                spans.append((self._words[first][0], self._words[last][1]))
            at = self._letters.find(key, at + 1)
        return spans

    def _in_one_sentence(self, wanted: str) -> list[Span]:
        asked = {key for word in wanted.split() if (key := _key(word))}
        if not asked:
            return []
        near = [at for at, keys in enumerate(self._keys) if asked <= keys]
        spans = [span for at in near for span in self._sentences(at)]
        return [span for span in spans if asked <= _keys(self._text[slice(*span)])]

    def _sentences(self, at: int) -> list[Span]:
        """The sentences of a paragraph, each from the begin of a word to the end of one."""
        begin, end = self._paragraphs[at]
        inner = prose.sentences(self._text[begin:end]) or [(0, end - begin)]
        return [self._snapped((begin + first, begin + last)) for first, last in inner]

    def _snapped(self, span: Span) -> Span:
        """The whole words that a place has a part in."""
        first = bisect.bisect_right(self._words, span[0], key=lambda word: word[1])
        last = bisect.bisect_left(self._words, span[1], key=lambda word: word[0]) - 1
        return self._words[first][0], self._words[max(first, last)][1]

    # --- telling -----------------------------------------------------------------------------------------------------

    def _told(self, spans: list[Span]) -> list[Passage]:
        """The passages around these places, each once, but for those that run over the end of an excerpt."""
        whole = spans if self._scope.words_only else [self._widened(span) for span in spans]
        inside = [span for span in whole if not (self._scope.in_excerpts and _BLANK.search(self._text, *span))]
        return [self._passage(span) for span in dict.fromkeys(inside)]

    def _widened(self, span: Span) -> Span:
        """From the words to their sentences, and as many on each side as are asked for, within their paragraphs."""
        first, last = (
            max(0, bisect.bisect_right(self._paragraphs, place, key=lambda paragraph: paragraph[0]) - 1)
            for place in (span[0], span[1] - 1)
        )
        sentences = [sentence for at in range(first, last + 1) for sentence in self._sentences(at)]
        touched = [at for at, (begin, end) in enumerate(sentences) if begin < span[1] and span[0] < end]
        if not touched:
            return span
        first, last = max(0, touched[0] - self._scope.around), touched[-1] + 1 + self._scope.around
        chosen = sentences[first:last]
        return min(span[0], chosen[0][0]), max(span[1], chosen[-1][1])

    def _passage(self, span: Span) -> Passage:
        words = quotes.on_one_line(self._text[slice(*span)])
        chosen = [self._settled(kept, joined) for kept, joined in words]
        first, last = (bisect.bisect_left(self._words, (place, 0)) for place in span)
        before, after = self._words[max(0, first - _AROUND) : first], self._words[last : last + _AROUND]
        pages = tuple(self._text.count("\f", 0, place) + 1 for place in span) if "\f" in self._text else None
        return Passage(
            quote=" ".join(word for word, _ in chosen),
            span=span,
            line=self._text.count("\n", 0, span[0]) + 1,
            pages=(pages[0], pages[1]) if pages else None,
            before=self._around(before),
            after=self._around(after),
            doubtful=tuple(word for word, is_settled in chosen if not is_settled),
        )

    def _around(self, words: list[Span]) -> str:
        text = self._text[words[0][0] : words[-1][1]] if words else ""
        return " ".join(kept for kept, _ in quotes.on_one_line(text))

    def _settled(self, kept: str, joined: str) -> tuple[str, bool]:
        """A word that is broken at a line end, as it stands elsewhere in the text, else as is likely; whether it is sure."""
        if kept == joined:
            return kept, True
        whole = [form for form in (kept, joined) if form.casefold().strip(_MARKS) in self._vocabulary]
        if len(whole) == 1:
            return whole[0], True
        return (joined if self._breaks_words else kept), False

    @functools.cached_property
    def _breaks_words(self) -> bool:
        """Whether words were broken where the lines end: far more often, then, than compounds happen to stand there."""
        broken = sum("\n" in self._text[start:end] for start, end in self._words)
        return broken > 1 and broken * _UNBROKEN > len(self._words)

    @functools.cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._text[start:end].casefold().strip(_MARKS) for start, end in self._words)

    def _compared(self, span: Span, wanted: str, alike: dict[str, list[str]]) -> Near:
        keys = _keys(self._text[slice(*span)])
        missing, instead = [], []
        for word in dict.fromkeys(wanted.split()):
            key = _key(word)
            if not key or key in keys:
                continue
            other = next((form for form in alike[key] if form in keys), None)
            if other is None:
                missing.append(word)
            else:
                instead.append((word, self._as_it_stands(span, other)))
        return Near(self._passage(span), tuple(missing), tuple(instead))

    def _as_it_stands(self, span: Span, key: str) -> str:
        words = self._text[slice(*span)].split()
        return next((word.strip(_MARKS) for word in words if key in _keys(word)), key)


# --- words and paragraphs --------------------------------------------------------------------------------------------


def _runs(word: str) -> list[str]:
    """The letters and digits of a word, case-folded, between its marks; ё is е, and Persian digits are digits."""
    folded = unicodedata.normalize("NFKC", word)
    return [wordlists.in_one_spelling(run).replace(" ", "").casefold() for run in _RUN.findall(folded)]


def _key(words: str) -> str:
    return "".join(_runs(words))


def _keys(text: str) -> frozenset[str]:
    """What the words of a text are looked up by: each whole, and its parts between marks (“Iran's”, “Su-35”)."""
    spans = quotes.word_spans(text)
    return frozenset(key for start, end in spans for key in (_key(text[start:end]), *_runs(text[start:end])) if key)


def _paragraphs(text: str) -> Iterator[Span]:
    """Where the paragraphs stand: between blank lines, and where a line ends before it had to."""
    begin = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        if text[begin:end].strip():
            yield from _lines_together(text, begin, end)
        begin = blank.end() if blank else end


def _lines_together(text: str, begin: int, end: int) -> Iterator[Span]:
    """The lines of a block, those of one paragraph together."""
    lines = [(begin + match.start(), begin + match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text[begin:end])]
    lengths = sorted(last - first for first, last in lines)
    width = lengths[-1] if len(lengths) < 5 else lengths[len(lengths) * 9 // 10]
    start = lines[0][0]
    for (first, last), (following, following_end) in itertools.pairwise(lines):
        if not _goes_on(text[first:last], text[following:following_end], width):
            yield start, last
            start = following
    yield start, lines[-1][1]


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a paragraph goes on in the next line: in a word, or in small letters, or because the line was full."""
    next_word = following.split(maxsplit=1)[0]
    if line.rstrip().endswith(("-", "\u2010", "\u00ad")) or next_word[0].islower():
        return True
    return width < _UNWRAPPED and len(line) + 1 + len(next_word) >= _FULL * width
