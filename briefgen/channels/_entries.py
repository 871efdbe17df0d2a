"""What lies in a folder that memos are put into: one folder for each parcel, with a record of it, `briefgen.json`.

Index and feed are made of these records alone, so several projects can put their memos into one folder.
"""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from briefgen.channels import Parcel, Refused

RECORD, WITHDRAWN = "briefgen.json", "withdrawn.json"

_PLAIN = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*")
"""A name that leads nowhere else: no path, no hidden file."""
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (BCP 47)."""
_NAMES = uuid.UUID("6f8f3a0e-6d8b-5f0e-9d0a-0c6b1c9f5a41")
"""The name space of ids. It must never change: feed readers know an entry by its id."""
_NO_FILES = (".eml",)
"""Endings of frozen files that are for another channel."""


class Copy(NamedTuple):
    """A file of an entry. `pages` is None for a format without pages."""

    file: str
    format: str
    sha256: str
    size: int
    pages: int | None


class Entry(NamedTuple):
    """A parcel that lies in the folder: the memo of one audience of one edition, in one or more formats.

    `id` is made of the parcel's key and its bytes: two projects can have editions of one name, but not with the same memos.
    `title`, `language` and `authors` are what the memo itself says to its readers; a language of None: it does not say.
    `corrects` is the key of the edition that it corrects, `because` the reason that its memo prints. `at` is the instant it
    came there, and `withdrawn` the one from which it holds no more; None: it holds.
    """

    id: str
    key: str
    brief: str
    edition: str
    number: int
    date: datetime.date
    title: str
    language: str | None
    authors: str | None
    audience: str
    marking: str
    corrects: str | None
    because: str | None
    at: datetime.datetime
    copies: tuple[Copy, ...]
    withdrawn: datetime.datetime | None = None

    @property
    def place(self) -> str:
        """Its folder, from the folder that all lie in."""
        return f"{self.brief}/{self.edition}/{self.audience}"


def place(parcel: Parcel) -> PurePosixPath:
    """Where a parcel lies in a folder. Raises Refused where a name would lead elsewhere."""
    return _joined(parcel.edition.brief, parcel.edition.key, parcel.audience)


def _joined(*names: str) -> PurePosixPath:
    for name in names:
        if not _PLAIN.fullmatch(name):
            raise Refused(f"“{name}” is no name for a file or folder")
    return PurePosixPath(*names)


def files(parcel: Parcel) -> dict[str, bytes]:
    """The files that a parcel brings, by their names. Raises Refused where there is none, or one of no name."""
    found = {memo.file: content for memo, content in _copies(parcel)}
    if not found:
        raise Refused(f"{parcel.edition.name} has no PDF and no web page for the audience {parcel.audience}")
    for name in found:
        _joined(name)
    return found


def _copies(parcel: Parcel) -> list[tuple[Any, bytes]]:
    both = zip(parcel.memos, parcel.contents, strict=True)
    return [(memo, content) for memo, content in both if not memo.file.endswith(_NO_FILES)]


def described(parcel: Parcel) -> Entry:
    """The entry that a parcel makes.

    What it is called is read in its web page: the edition's own title may be one that this audience does not get to see.
    """
    edition, page = parcel.edition, parcel.content("html")
    head = _Head(page[1] if page else b"")
    return Entry(
        id=identity(" ".join([parcel.key, *(memo.sha256 for memo, _ in _copies(parcel))])),
        key=parcel.key,
        brief=edition.brief,
        edition=edition.key,
        number=edition.number,
        date=edition.date,
        title=head.title or edition.brief,
        language=head.language,
        authors=head.authors,
        audience=parcel.audience,
        marking=parcel.marking,
        corrects=edition.corrects,
        because=edition.because,
        at=_to_the_second(parcel.at),
        copies=tuple(
            Copy(memo.file, memo.format, memo.sha256, len(content), memo.pages) for memo, content in _copies(parcel)
        ),
    )


def is_of(entry: Entry, parcel: Parcel) -> bool:
    """Whether an entry holds nothing but memos of a parcel."""
    return {(copy.file, copy.sha256) for copy in entry.copies} <= {(memo.file, memo.sha256) for memo in parcel.memos}


def identity(name: str) -> str:
    """An id that is the same for the same name."""
    return uuid.uuid5(_NAMES, name).urn


def _to_the_second(at: datetime.datetime) -> datetime.datetime:
    return at.astimezone(datetime.UTC).replace(microsecond=0)


class _Head(HTMLParser):
    """What a memo's web page says of itself: its title, its language, who wrote it; None for what it does not say."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.title: str | None = None
        self.language: str | None = None
        self.authors: str | None = None
        self._within = False
        self.feed(page.partition(b"</head>")[0].decode("utf-8", "replace"))
        self.title = " ".join((self.title or "").split()) or None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Reads the language and the authors, and notices the title."""
        given = dict(attrs)
        self._within = tag == "title" and self.title is None
        if tag == "html":
            tag = given.get("lang") or ""
            self.language = tag if _TAG.fullmatch(tag) else None
        if tag == "meta" and given.get("name") == "author":
            self.authors = given.get("content") or None

    def handle_endtag(self, tag: str) -> None:
        """Notices the end of the title."""
        self._within = self._within and tag != "title"

    def handle_data(self, data: str) -> None:
        """Collects the title."""
        if self._within:
            self.title = (self.title or "") + data


# --- records ---------------------------------------------------------------------------------------------------------


def record(entry: Entry) -> bytes:
    """The entry as its file holds it."""
    data = {name: value for name, value in entry._asdict().items() if name != "withdrawn"}
    copies = [copy._asdict() for copy in entry.copies]
    return as_json({**data, "date": entry.date.isoformat(), "at": entry.at.isoformat(), "copies": copies})


def withdrawal(at: datetime.datetime) -> bytes:
    """That a memo is taken back, as the file beside its record holds it."""
    return as_json({"at": _to_the_second(at).isoformat()})


def as_json(data: Mapping[str, Any]) -> bytes:
    """Plain data as the text of a file."""
    return (json.dumps({"format": 1, **data}, indent=2, ensure_ascii=False) + "\n").encode()


def entries(folder: Path) -> tuple[Entry, ...]:
    """What lies in a folder, the newest edition first. Raises Refused where a record cannot be read, and OSError."""
    found = [_entry(path) for path in folder.glob(f"[!.]*/[!.]*/[!.]*/{RECORD}")]
    by_name = sorted(found, key=lambda entry: (entry.brief, entry.audience))
    return tuple(sorted(by_name, key=lambda entry: (entry.date, entry.number, entry.edition), reverse=True))


def _entry(path: Path) -> Entry:
    """The entry of a record; a copy that has been taken away since is none of it."""
    home, withdrawn, told = path.parent, path.with_name(WITHDRAWN), path
    try:
        entry = _from_data(json.loads(path.read_bytes()), home.parts[-3:])
        if withdrawn.is_file():
            told = withdrawn
            entry = entry._replace(withdrawn=_instant(_known_form(json.loads(withdrawn.read_bytes()))["at"]))
    except (ValueError, LookupError, TypeError, Refused) as error:
        raise Refused(f"{told} is not what briefgen writes; restore it, or take its folder away") from error
    return entry._replace(copies=tuple(copy for copy in entry.copies if (home / copy.file).is_file()))


def _from_data(data: Any, names: tuple[str, ...]) -> Entry:
    """The entry in the folders of these names. Raises ValueError, LookupError, TypeError or Refused where the data are none."""
    known = {name: _known_form(data)[name] for name in Entry._fields if name != "withdrawn"}
    copies = tuple(Copy(**copy) for copy in known["copies"])
    if (known["brief"], known["edition"], known["audience"]) != names:
        raise ValueError("not of this place")
    _joined(*names, *(copy.file for copy in copies))
    texts = [*(known[name] for name in ("id", "key", "title", "marking")), *(copy.format for copy in copies)]
    texts += [known[name] for name in ("language", "authors", "corrects", "because") if known[name] is not None]
    numbers = [known["number"], *(copy.size for copy in copies), *(copy.pages or 0 for copy in copies)]
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(number, int) for number in numbers):
        raise TypeError("a text or a number is none")
    if known["corrects"] is not None:
        datetime.date.fromisoformat(known["corrects"].partition(".")[0])
    day = datetime.date.fromisoformat(known["date"])
    return Entry(**{**known, "date": day, "at": _instant(known["at"]), "copies": copies})


def _known_form(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict) or data["format"] != 1:
        raise ValueError("of another form")
    return data


def _instant(text: str) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an hour without its zone")
    return _to_the_second(at)
