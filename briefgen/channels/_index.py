"""The index page of a folder: every memo in it, the newest edition first, as one file that asks nothing of anybody."""

from __future__ import annotations

import base64
import functools
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

from briefgen import standards
from briefgen.channels._entries import Copy, Entry
from briefgen.channels._markup import made
from briefgen.channels._wording import State, Wording, anchor, href, known
from briefgen.project import shipped
from briefgen.standards import MarkingScheme

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'"
_FACES = {
    "MemoSans-Regular": ("Memo Sans", "400"),
    "MemoSans-Semibold": ("Memo Sans", "600"),
    "MemoTitle-Semibold": ("Memo Title", "600"),
}
"""File of a font that ships → the family and the weight that the page knows it by."""


def index(entries: Sequence[Entry], feed: str) -> bytes:
    """The page of at least one entry. `feed` is the file beside it."""
    wording = Wording(entries)
    language = wording.language
    title = language.label("index.title")
    page = made(
        "html",
        {"lang": language.tag, "dir": language.direction},
        made(
            "head",
            {},
            made("meta", {"charset": "utf-8"}),
            made("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
            made("title", {}, title),
            made("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            made("meta", {"name": "color-scheme", "content": "light dark"}),
            made("meta", {"name": "generator", "content": "briefgen"}),
            made("link", {"rel": "alternate", "type": "application/atom+xml", "href": feed, "title": title}),
            made("style", {}, _style()),
        ),
        made("body", {}, _bar(entries, wording, feed), _main(wording, title)),
    )
    return b"<!doctype html>\n" + tostring(page, encoding="unicode", method="html").encode() + b"\n"


def _bar(entries: Sequence[Entry], wording: Wording, feed: str) -> Element:
    """The line above: how many editions, the feed, and the highest marking of all that the page tells of."""
    count = len({(entry.brief, entry.edition) for entry in entries})
    link = made("a", {"href": feed, "type": "application/atom+xml"}, wording.language.label("index.feed"))
    words = made("p", {"class": "edition"}, wording.language.label("index.editions", count=count), " · ", link)
    highest = _highest(entry.marking for entry in entries)
    return made("header", {"class": "bar"}, words, made("p", {"class": "whole"}, _mark(highest)) if highest else None)


def _main(wording: Wording, title: str) -> Element:
    main = made("main", {}, made("h1", {}, title))
    for year, of_the_year in itertools.groupby(wording.entries, key=lambda entry: entry.date.year):
        section = made("section", {"class": "row"}, made("h2", {}, wording.language.year(year)))
        for _, of_one in itertools.groupby(of_the_year, key=lambda entry: (entry.brief, entry.edition)):
            section.extend(_edition(list(of_one), wording))
        main.append(section)
    return main


def _edition(entries: Sequence[Entry], wording: Wording) -> list[Element]:
    """One edition, once under each title that audiences know it by; what corrects another is led to by its anchor."""
    by_title: dict[str, list[Entry]] = {}
    for entry in entries:
        by_title.setdefault(entry.title, []).append(entry)
    articles = [_article(same, wording) for same in by_title.values()]
    articles[0].set("id", anchor(entries[0]))
    return articles


def _article(entries: Sequence[Entry], wording: Wording) -> Element:
    """What these audiences get under one title: its day beside it, its memos below."""
    first = entries[0]
    day, number = wording.facts(first)
    language = known(first.language)
    tag = made(
        "p",
        {"class": "tag"},
        made("b", {}, day),
        made("span", {}, number),
        made("span", {}, made("bdi", {}, first.brief)),
    )
    title = made("h3", {"lang": first.language, "dir": language.direction if language else "auto"}, first.title)
    said = made("div", {"class": "said"}, title)
    states = [wording.state(entry) for entry in entries]
    if len(set(states)) == 1:
        said.extend(_told(states[0]))
    copies = made("ul", {"class": "copies"})
    for entry, state in zip(entries, states, strict=True):
        copies.append(_memo(entry, wording, State(None, ()) if len(set(states)) == 1 else state))
    said.append(copies)
    return made("article", {"class": "item"}, tag, said)


def _told(state: State) -> Iterable[Element]:
    """What a reader should know before anything else: a word, and what it means here."""
    if state.name:
        chip = made("b", {"class": "chip"}, state.name)
        *others, last = state.sentences
        told = made("a", {"href": f"#{quote(state.anchor)}"}, last) if state.anchor else last
        yield made("p", {"class": "note"}, chip, " ", *(f"{sentence} " for sentence in others), told)


def _memo(entry: Entry, wording: Wording, state: State) -> Element:
    """The memo of one audience, with its marking and a link to each of its files."""
    marking = made("span", {"class": "marking"}, _mark(entry.marking))
    line = made("p", {"class": "memo"}, made("b", {}, made("bdi", {}, entry.audience)), " ", marking)
    for copy in entry.copies if entry.withdrawn is None else ():
        line.append(made("a", {"href": href(entry, copy)}, _name(copy, wording)))
    return made("li", {}, line, *_told(state))


def _name(copy: Copy, wording: Wording) -> str:
    """What a link calls a file: “Web page”, “PDF, 3 pages”."""
    label = wording.language.label
    name = label("index.web") if copy.format == "html" else copy.format.upper()
    if not copy.pages:
        return name
    return label("index.file", name=f"\u2068{name}\u2069", pages=label("index.pages", count=copy.pages))


# --- markings --------------------------------------------------------------------------------------------------------


@functools.cache
def _scheme(label: str) -> MarkingScheme | None:
    """The scheme that a label belongs to; None where it is of none that ships."""
    schemes = map(standards.marking_scheme, standards.marking_schemes())
    return next((scheme for scheme in schemes if label in scheme.labels), None)


def _highest(labels: Iterable[str]) -> str | None:
    """The highest of some labels; None where they are not all of one scheme."""
    given = set(labels)
    scheme = _scheme(next(iter(given)))
    return scheme.highest(given) if scheme and given <= set(scheme.labels) else None


def _mark(label: str) -> Element:
    """A marking as its scheme has it; of a scheme that is not known, in the page's own colours."""
    scheme = _scheme(label)
    style = f"background: {scheme.background}; color: {scheme.labels[label].ink}" if scheme else None
    return made("b", {"class": "mark", "dir": "ltr", "style": style}, label)


# --- looks -----------------------------------------------------------------------------------------------------------


@functools.cache
def _style() -> str:
    """The stylesheet with its faces."""
    fonts = shipped("templates") / "base" / "fonts"
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("data:font/woff2;base64,'
        f'{base64.b64encode((fonts / f"{file}.woff2").read_bytes()).decode()}") format("woff2") }}'
        for file, (family, weight) in _FACES.items()
    ]
    return "\n".join(["", *faces, (Path(__file__).parent / "index.css").read_text(encoding="utf-8")])
