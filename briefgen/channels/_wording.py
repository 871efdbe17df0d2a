"""What index and feed say of an entry, in the language that its readers have in common."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from briefgen.channels._entries import Copy, Entry
from briefgen.errors import NotFound
from briefgen.i18n import DEFAULT_TAG, Language


class State(NamedTuple):
    """How an entry stands: in a word, None where there is nothing to tell, and in sentences.

    `anchor` is that of the edition that the last sentence sends its readers to; None where it sends them nowhere.
    """

    name: str | None
    sentences: tuple[str, ...]
    anchor: str | None = None


class Wording:
    """What there is to say of the entries of a folder.

    `language` is the one that all of them have and labels are there for, else English.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        tags = {entry.language for entry in entries}
        self.language = (known(tags.pop()) if len(tags) == 1 else None) or Language.load(DEFAULT_TAG)
        self._corrections: dict[tuple[str, str | None], list[Entry]] = collections.defaultdict(list)
        for entry in entries:
            self._corrections[entry.brief, entry.corrects].append(entry)

    def correction(self, entry: Entry) -> Entry | None:
        """The entry that corrects this one, that of the same audience before others; None where none does."""
        found = self._corrections.get((entry.brief, entry.edition), [])
        return min(found, key=lambda other: other.audience != entry.audience, default=None)

    def updated(self, entry: Entry) -> datetime.datetime:
        """The instant of the last thing that a reader should know: it came, it was corrected, it was taken back."""
        correction = self.correction(entry)
        instants = (entry.at, correction and correction.at, entry.withdrawn)
        return max(instant for instant in instants if instant is not None)

    def facts(self, entry: Entry) -> list[str]:
        """Day and number of its edition."""
        return [self.language.day(entry.date), self.language.label("phrase.number", number=entry.number)]

    def state(self, entry: Entry) -> State:
        """Whether it is withdrawn, or corrected, or a correction itself; all that holds is told, and the gravest names it."""
        label, names, sentences = self.language.label, [], []
        correction = self.correction(entry)
        if entry.corrects:
            names.append(label("index.correction"))
            date = self.language.day(datetime.date.fromisoformat(entry.corrects.partition(".")[0]))
            said = label("phrase.correction_of", date=date)
            sentences.append(label("index.reason", what=said, reason=entry.because) if entry.because else said)
        if entry.withdrawn:
            names.append(label("index.withdrawn"))
            sentences.append(label("index.withdrawn_on", date=self.language.day(entry.withdrawn.date())))
        if correction:
            names.append(label("index.corrected"))
            date = self.language.day(correction.date)
            sentences.append(label("index.corrected_by", number=correction.number, date=date))
        name = label("index.withdrawn") if entry.withdrawn else names[-1] if names else None
        return State(name, tuple(sentences), anchor(correction) if correction else None)


def anchor(entry: Entry) -> str:
    """The name of an edition's place in the index page."""
    return "_".join(f"{entry.brief}@{entry.edition}".split())


def known(tag: str | None) -> Language | None:
    """The language of a tag; None where there is none, or where its words are not there."""
    try:
        return Language.load(tag) if tag else None
    except NotFound:
        return None


def href(entry: Entry, copy: Copy) -> str:
    """The address of a copy from the folder that all lie in."""
    return quote(f"{entry.place}/{copy.file}")
