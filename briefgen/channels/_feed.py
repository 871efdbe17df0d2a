"""The Atom feed of a folder (RFC 4287): one entry for each memo, the one that something happened to last first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from briefgen.channels._entries import Copy, Entry, identity
from briefgen.channels._markup import made
from briefgen.channels._wording import Wording, href

LONGEST = 100
"""Entries at most; the index page has them all."""

_TYPES = {"html": "text/html", "pdf": "application/pdf"}
_ID = re.compile(rb"<id>(urn:uuid:[0-9a-f-]{36})</id>")


def feed(entries: Sequence[Entry], index: str, base: str | None, before: bytes = b"") -> bytes:
    """The feed of at least one entry. `index` is the page beside it, and `before` what the feed was until now.

    `base` is the web address of the folder; None: links are relative to wherever the feed is.
    """
    wording = Wording(entries)
    latest = sorted(entries, key=wording.updated, reverse=True)[:LONGEST]
    root = made(
        "feed",
        {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": wording.language.tag, "xml:base": base},
        made("id", {}, _id(entries, before)),
        made("title", {}, wording.language.label("index.title")),
        made("updated", {}, _instant(wording.updated(latest[0]))),
        made("author", {}, made("name", {}, wording.language.label("phrase.desk"))),
        made("link", {"rel": "self", "type": "application/atom+xml", "href": "feed.xml"}),
        made("link", {"rel": "alternate", "type": "text/html", "href": index}),
        made("generator", {}, "briefgen"),
        *(_entry(entry, wording, index) for entry in latest),
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _entry(entry: Entry, wording: Wording, index: str) -> Element:
    state = wording.state(entry)
    title = wording.language.label("index.titled", state=state.name, title=entry.title) if state.name else entry.title
    copies = entry.copies if entry.withdrawn is None else ()
    links = [_link(entry, copy) for copy in copies if copy.format in _TYPES]
    return made(
        "entry",
        {},
        made("id", {}, entry.id),
        made("title", {"xml:lang": entry.language}, title),
        made("updated", {}, _instant(wording.updated(entry))),
        made("published", {}, _instant(entry.at)),
        made("author", {}, made("name", {}, entry.authors)) if entry.authors else None,
        *(links or [made("link", {"rel": "alternate", "type": "text/html", "href": index})]),
        *(made("category", {"term": term}) for term in (entry.marking, entry.audience, entry.brief)),
        made("summary", {}, " · ".join([*wording.facts(entry), entry.audience, entry.marking, *state.sentences])),
    )


def _link(entry: Entry, copy: Copy) -> Element:
    facts = {"type": _TYPES[copy.format], "hreflang": entry.language, "length": f"{copy.size}"}
    return made("link", {"rel": "alternate", **facts, "href": href(entry, copy)})


def _id(entries: Sequence[Entry], before: bytes) -> str:
    """The one that the feed had before; that of a new one is made of what came there first."""
    first = min(entries, key=lambda entry: (entry.at, entry.id))
    kept = _ID.search(before.partition(b"<entry>")[0])
    return kept[1].decode() if kept else identity(f"feed {first.at.isoformat()} {first.id}")


def _instant(at: datetime.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
