"""A quote in its source: the words with what stands around them, and how they differ where they are not the same."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from array import array

from briefgen.check.quotes import difference, is_verbatim
from briefgen.diagnostics import Span
from briefgen.model.items import Source
from briefgen.model.results import Archive
from briefgen.model.review import Compared, Extract, Quoted
from briefgen.model.statement import Passage
from briefgen.model.vocabulary import Capture

_REACH = 220
"""Characters around a quote: two or three sentences on each side."""
_SENTENCE_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?…؟。][\"'’”»)\]]*\s+|\n\s*\n")
_BLANK_LINE = re.compile(r"\n\s*\n")
_UNCOUNTED = re.compile(r"[\s\u00ad\u200b\u2060\ufeff\u2010-]")
_UNSEEN = re.compile("\u00ad\\s*\\n\\s*|[\u00ad\u200b\u2060\ufeff]")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)([-\u2010])[^\S\n]*\n\s*(?=\w)")


def quoted(source: Source, passage: Passage, archive: Archive | None) -> Quoted:
    """A passage beside what the archive of its source has."""
    if archive is None or archive.text is None:
        return Quoted(source.id, passage, "unread")
    whole = source.capture is Capture.FULL
    found = extract(passage.quote, archive.text, whole=whole)
    if found is not None:
        return Quoted(source.id, passage, "found", found)
    near = difference(passage.quote, archive.text)
    if near is None or not near.passage:
        return Quoted(source.id, passage, "absent")
    nearest = extract(near.passage, archive.text, whole=whole)
    return Quoted(source.id, passage, "differs", nearest, compared(passage.quote, near.passage))


def extract(quote: str, text: str, *, whole: bool = True) -> Extract | None:
    """The words in their text with some sentences around them; None where they do not stand there verbatim.

    Where the archive is not the whole text, what stands beyond a blank line is another excerpt, and is left out.
    """
    place = located(quote, text)
    if place is None:
        return None
    seen = _composed(text)
    begin, end = place
    first, last = _begin(seen, begin), _end(seen, end)
    if not whole:
        first = max([first, *(blank.end() for blank in _BLANK_LINE.finditer(seen, first, begin))])
        last = min([last, *(blank.start() for blank in _BLANK_LINE.finditer(seen, end, last))])
    cut = bool(seen[:first].strip()), bool(seen[last:].strip())
    line = seen.count("\n", 0, begin) + 1
    return Extract(_shown(seen[first:begin]), _shown(seen[begin:end]), _shown(seen[end:last]), line, cut)


def located(quote: str, text: str) -> Span | None:
    """Where a quote stands in the composed text; None where it does not stand there verbatim, whole words for whole words."""
    if not is_verbatim(quote, text):
        return None
    seen = _composed(text)
    letters, offsets = _letters(text)
    wanted = _UNCOUNTED.sub("", _composed(quote))
    found: list[Span] = []
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        span = offsets[at], offsets[at + len(wanted) - 1] + 1
        if not _cuts_a_word(seen, span):
            return span
        found.append(span)
        at = letters.find(wanted, at + 1)
    return found[0] if found else None  # scripts that part no words


def compared(ours: str, theirs: str) -> tuple[Compared, ...]:
    """The words of a quote beside those of its source, in stretches that are the same and stretches that differ.

    Marks around a passage, such as the full stop behind it, are no difference: a quote need not take them along.
    """
    mine, other = ours.split(), theirs.split()
    if mine and other:
        other[0] = mine[0] if _is_but_for_marks(other[0].removesuffix(mine[0]), other[0]) else other[0]
        other[-1] = mine[-1] if _is_but_for_marks(other[-1].removeprefix(mine[-1]), other[-1]) else other[-1]
    matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
    return tuple(Compared(" ".join(mine[a:b]), " ".join(other[c:d])) for _, a, b, c, d in matcher.get_opcodes())


def _is_but_for_marks(rest: str, word: str) -> bool:
    return rest != word and not any(map(str.isalnum, rest))


@functools.lru_cache(maxsize=64)
def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@functools.lru_cache(maxsize=64)
def _letters(text: str) -> tuple[str, array[int]]:
    """The characters that count when quotes are compared, and where in the composed text each of them stands."""
    seen = _composed(text)
    offsets = array("l", (at for at, character in enumerate(seen) if not _UNCOUNTED.match(character)))
    return _UNCOUNTED.sub("", seen), offsets


def _cuts_a_word(text: str, span: Span) -> bool:
    begin, end = span
    before, after = text[max(0, begin - 1) : begin + 1], text[end - 1 : end + 1]
    return any(len(pair) == 2 and pair.isalnum() for pair in (before, after))


def _begin(text: str, at: int) -> int:
    """Where to begin before a place: after the end of a sentence, or of a word."""
    first = max(0, at - _REACH)
    if first == 0:
        return 0
    end = _SENTENCE_END.search(text, first, at) or re.compile(r"\s+").search(text, first, at)
    return end.end() if end else first


def _end(text: str, at: int) -> int:
    """Where to end after a place: at the last end of a sentence within reach, or of a word."""
    last = at + _REACH
    if last >= len(text):
        return len(text)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, at, last)]
    return ends[-1] if ends else max(at, text.rfind(" ", at, last))


def _shown(text: str) -> str:
    """As it reads: a line feed only between paragraphs, no character that is not seen."""
    whole = _LINE_END_HYPHEN.sub(r"\1", _UNSEEN.sub("", text))
    return re.sub(r"\s+", lambda blank: "\n" if blank[0].count("\n") > 1 else " ", whole)
