"""Sentences and quotations of a text, found in what a reader sees and told as places in the text.

English first, with the stops, quotation marks and abbreviations of Russian, French and Persian. Where a full stop may
end a sentence or an abbreviation, the next word decides; where it does not, the sentence goes on: a sentence too long
is the smaller fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.reading import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.diagnostics import Span

_STOPS = ".!?…؟۔"
_STOP = re.compile(rf"(?<![{_STOPS}])(?P<stop>[{_STOPS}]++)(?P<close>(?:[^\S\n]?[»›]|[\"”“’)\]])*+)(?=\s|\Z)")
_NEXT = re.compile(r"\s++[\"'“„«‹‘(\[–—-]*+\s*+(?P<word>\w{0,20})(?P<dot>\.?)")
_TOKEN = re.compile(r"\w(?:[\w.’'-]*\w)?\Z")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations are case-folded and without their last full stop.
_TITLES = _listed("""
    mr mrs ms dr prof gen col lt maj capt cpt sgt cmdr adm sen rep gov pres amb hon st mt ft
    vs cf viz approx ca incl esp e.g i.e
    mm mme mmes mlle mgr me p.ex c.-à-d
    д-р проф ген адм акад им ул см напр ср т.е т.н""")
_NUMBERED = _listed("""
    no nos nr n° art arts fig figs p pp vol para paras ch chap sec sect eq
    ст п пп стр рис табл гл""")
_MONTHS = _listed("""
    jan feb mar apr jun jul aug sep sept oct nov dec
    janv févr avr juil déc янв февр апр авг сент окт нояб дек""")
_PERHAPS = _listed("inc ltd co corp bros plc jr sr dept est a.m p.m г гг в вв руб тыс млн млрд др пр")
_STARTERS = _listed("""
    the a an he she it they we you this that these those there its his her their our
    in on at as by for from to with after before since according meanwhile
    but and or if when while however no not both neither
    le la les un une il elle ils elles ce cette ces en dans mais selon
    он она оно они это в на но по и если когда однако""")


class _Shown:
    """What a reader sees of one run, and for each character where it begins and ends in the text."""

    def __init__(self, text: str, starts: list[int], ends: list[int]) -> None:
        self.text, self._starts, self._ends = text, starts, ends

    def span(self, start: int, end: int) -> Span | None:
        """The place in the field of a range without the white space at its ends; None where nothing is left."""
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        return (self._starts[start], self._ends[end - 1]) if start < end else None


def _shown(text: str, *, block: bool) -> Iterator[_Shown]:
    for pieces in runs(text, block=block):
        shown: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for piece in pieces:
            if piece.kind == "citation":
                continue
            shown.append(piece.shown)
            if len(piece.shown) == piece.end - piece.start:
                starts += range(piece.start, piece.end)
                ends += range(piece.start + 1, piece.end + 1)
            else:
                starts += [piece.start] * len(piece.shown)
                ends += [piece.end] * len(piece.shown)
        yield _Shown("".join(shown), starts, ends)


# --- sentences -------------------------------------------------------------------------------------------------------


def sentences(text: str, *, block: bool = False) -> list[Span]:
    """Where the sentences of the text stand, in order, each with its stop and the closing marks after it.

    A citation between two sentences belongs to neither. No sentence reaches over the end of a block.
    """
    spans: list[Span] = []
    for shown in _shown(text, block=block):
        begin = 0
        for match in _STOP.finditer(shown.text):
            if _ends_sentence(shown.text, begin, match):
                spans += filter(None, [shown.span(begin, match.end())])
                begin = match.end()
        spans += filter(None, [shown.span(begin, len(shown.text))])
    return spans


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the stop ends the sentence that began at `begin`."""
    after = _NEXT.match(text, match.end())
    if after is None:
        return True
    word = after["word"]
    if not word:
        return text[after.end("word") : after.end("word") + 1] not in {*_STOPS, ",", ";", ":", ")", "»"}
    if word[0].islower():
        return False
    if match["stop"] != "." or match["close"]:
        return True
    before = _TOKEN.search(text, max(begin, match.start() - 24), match.start())
    if before is None:
        return True
    if before[0].isdigit():
        return bool(text[begin : before.start()].strip())  # the number of a list's item ends nothing
    starts = word.casefold() in _STARTERS and not after["dot"]
    return _word_ends_sentence(before[0], word, starts=starts)


def _word_ends_sentence(last: str, following: str, *, starts: bool) -> bool:
    """Whether the full stop after the word `last` ends a sentence; `starts`: the next word is one that begins them."""
    folded = last.casefold()
    number = following[0].isdigit()
    if folded in _TITLES:
        return False
    if folded in _NUMBERED or folded in _MONTHS:
        return not number
    initial = len(last) == 1 and last.isupper()
    acronym = len(last) > 2 and set(last[1::2]) == {"."} and last[::2].isupper()
    if initial or acronym or folded in _PERHAPS:
        return starts
    return True


# --- quotations ------------------------------------------------------------------------------------------------------

_MARK = re.compile('[“”„«»‹›"‘’]')
_CLOSES = {"”": "“„", "»": "«", "›": "‹", "“": "„", "’": "‘", '"': '"'}


def quotations(text: str, *, block: bool = False) -> list[Span]:
    """Where the words within quotation marks stand, in order and without the marks; of nested ones the outermost.

    Known are “…”, „…“, «…», ‹…›, "…" and ‘…’. An apostrophe is no mark: ‘ opens only before a letter at the begin of a
    word, ’ closes only at the end of one. A straight ' never counts. Marks without their other half are passed over.
    """
    spans: list[Span] = []
    for shown in _shown(text, block=block):
        end = -1
        for start, stop in sorted(_pairs(shown.text)):
            if start > end and (span := shown.span(start + 1, stop)):
                spans.append(span)
                end = stop
    return spans


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of marks that belong together. Each mark is put on the stack and taken from it once."""
    stack: list[int] = []
    waiting = dict.fromkeys('“„«‹‘"', 0)
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        openers = _CLOSES.get(mark, "")
        if any(waiting[opener] for opener in openers) and _may_close(mark, before, after):
            while True:
                opened = stack.pop()
                waiting[text[opened]] -= 1
                if text[opened] in openers:
                    break
            yield opened, at
        elif mark in waiting and _may_open(mark, before, after):
            stack.append(at)
            waiting[mark] += 1


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark == "‘":
        return not before.isalnum() and after.isalpha()
    return mark != '"' or not before.isalnum()


def _may_close(mark: str, before: str, after: str) -> bool:
    if mark == "’":
        return not after.isalnum() and not before.isspace()
    opens = (not before or before.isspace() or before in "([–—") and after.isalnum()
    return mark != '"' or not opens
