"""The texts of a memo with their citations: what a number is printed for, and where it leads.

On paper a number leads to the list of sources. On screen it opens the words of the source below the text: a template asks
for them with `evidence()`, which gives those of all numbers printed since it was asked last. In a mail it leads nowhere: the
sources stand in the memo that goes with it, under the same number.
"""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from markupsafe import Markup

from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.brief import TREATY_ID, Brief
from briefgen.model.results import Medium, NumberedPassage, TailoredBrief
from briefgen.text import citations, nobreak
from briefgen.text.markup import Block, StatementText, blocks_html, inline_html

_OWN = " [@own]"
"""Stands at the end of a text for the numbers of its own evidence, so that they keep to its last word."""


@dataclasses.dataclass(frozen=True, slots=True)
class Handle:
    """What a thing of the brief is called on the page, such as “Claim 2”, and the link to it (None: nothing to link to)."""

    text: str
    href: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """The words of sources for some numbers just printed; `group` tells one such box from the others."""

    group: int
    passages: tuple[NumberedPassage, ...]


def content_language(brief: Brief) -> Language:
    """The language that the brief's own texts are in. Labels may be in another; the page runs as the texts do."""
    return Language.load(brief.language or DEFAULT_TAG)


class References:
    """What is printed for the texts and citations of one memo, in the order in which the template asks."""

    def __init__(self, tailored: TailoredBrief, language: Language, medium: Medium) -> None:
        self._tailored = tailored
        self._language = language
        self._medium = medium
        written = content_language(tailored.brief)
        self._lang = written.tag if written.tag != language.tag else None
        handles = _handles(tailored, language)
        self._handles = {id_: Handle(own.text, None) if medium == "mail" else own for id_, own in handles}
        self._plain = {"title"} | {f"{key}.name" for key in tailored.brief.all_treaties}
        self._plain |= {f"{key}.title" for key in tailored.brief.sections}
        self._pending: dict[str, NumberedPassage] = {}
        self._group = 1

    # --- texts -------------------------------------------------------------------------------------------------------

    def text(self, key: str, marked: bool = True) -> StatementText | Markup:
        """The text of that key, which prints itself as an element with `data-item`; nothing where the memo has none.

        With `marked`, the numbers of its own evidence stand behind its last word.
        """
        typed = self._tailored.texts.get(key)
        if typed is None:
            return Markup("")
        if key in self._plain:
            return StatementText(key, nobreak(html.escape(typed, quote=False)), typed, lang=self._lang)
        own = self._uncited(key, typed) if marked else ()
        brackets = iter([*(False for _ in citations(typed)), True])

        def cite(ids: tuple[str, ...]) -> str:
            return self._links(own) if next(brackets) else self._cited(ids)

        words = typed.rstrip()
        return StatementText(key, inline_html(words + _OWN if own else words, cite), words, lang=self._lang)

    def blocks(self, key: str) -> Iterator[tuple[Block, StatementText, tuple[StatementText, ...]]]:
        """The blocks of a section's text, each with what prints it, and what prints its entries where it is a list.

        Each is made when it is taken, so that `evidence()` gives the words of those already printed.
        """
        for block in blocks_html(self._tailored.texts.get(key, ""), self._cited):
            entries = tuple(self._printed(key, entry) for entry in block.items)
            yield block, self._printed(key, block), entries

    def _printed(self, key: str, block: Block) -> StatementText:
        return StatementText(key, block.html, "", block=True, lang=self._lang)

    def marks(self, *keys: str) -> Markup:
        """The numbers of the words that these texts rest on, each once, after a space; nothing where there are none."""
        passages = dict.fromkeys(passage for key in keys for passage in self._tailored.references.get(key, ()))
        return Markup(f" {self._links(passages)}" if passages else "")  # noqa: S704 - made of numbers and our own names

    def evidence(self) -> Evidence:
        """The words of the numbers printed since it was asked last, for a box below the text; none but on screen."""
        found = Evidence(self._group, tuple(self._pending.values()))
        if found.passages:
            self._pending, self._group = {}, self._group + 1
        return found

    def _uncited(self, key: str, typed: str) -> tuple[NumberedPassage, ...]:
        """What the text rests on but does not cite itself."""
        references = self._tailored.references
        cited = {
            passage.number
            for citation in citations(typed)
            for id_ in citation.ids
            for passage in references.get(id_, ())
        }
        return tuple(passage for passage in references.get(key, ()) if passage.number not in cited)

    # --- citations ---------------------------------------------------------------------------------------------------

    def _cited(self, ids: tuple[str, ...]) -> str:
        """What `[@one; @two]` prints: numbers of words; of a source its number, of a judgement its name."""
        brief, links = self._tailored.brief, []
        found = [
            passage
            for id_ in ids
            if self._tailored.statement(id_) is not None
            for passage in self._tailored.references.get(id_, ())
        ]
        if found:
            links.append(self._links(dict.fromkeys(found)))
        for id_ in ids:
            handle = self._handles.get(id_)
            if self._tailored.statement(id_) is not None and self._tailored.references.get(id_):
                continue
            if handle is not None and id_ in brief.sources:
                number = next(source.number for source in self._tailored.sources if source.source.id == id_)
                links.append(_link(str(number), handle.href))
            elif handle is not None:
                links.append(_link(handle.text, handle.href))
        return " ".join(dict.fromkeys(links))

    def _links(self, passages: Iterable[NumberedPassage]) -> str:
        """Links to the words; all but the first may go to a further line, though they follow in what keeps to a word.

        Where the audience cites by source, one link to the words of each source.
        """
        links: dict[str, str] = {}
        for passage in passages:
            number = passage.source_number if self._tailored.audience.cite == "sources" else passage.number
            href = self._href(passage)
            links.setdefault(number, _link(number, href))
        first, *others = links.values()
        return f'{first}<span class="more"> {" ".join(others)}</span>' if others else first

    def _href(self, passage: NumberedPassage) -> str | None:
        if self._medium == "screen":
            self._pending.setdefault(passage.number, passage)
            return f"#e{self._group}-{passage.number}"
        if self._medium == "mail" or not self._tailored.audience.takes("sources"):
            return None
        return f"#i-{passage.source}" if self._tailored.audience.cite == "sources" else f"#p-{passage.number}"

    # --- names of things ---------------------------------------------------------------------------------------------

    def handle(self, id_: str) -> Handle:
        """What a thing of the brief is called, by its id; of one that is not in this memo, its id."""
        return self._handles.get(id_, Handle(id_, None))

    def used_for(self, passage: NumberedPassage) -> list[Handle]:
        """What rests on the words, each thing once; where the memo prints none of it, what rests on them through it."""
        own = [key.partition(".")[0] for key in passage.used_by]
        through = [key.partition(".")[0] for key, found in self._tailored.references.items() if passage in found]
        shown = [id_ for id_ in own if id_ in self._handles] or [id_ for id_ in through if id_ in self._handles]
        return list(dict.fromkeys(map(self.handle, shown)))

    def shown(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that the memo has a name for: the others it does not print."""
        return [id_ for id_ in ids if id_ in self._handles]


def _link(text: str, href: str | None) -> str:
    shown = f"[{html.escape(text, quote=False)}]"
    return f'<a class="ref" href="{html.escape(href)}">{shown}</a>' if href else f'<span class="ref">{shown}</span>'


_SECTION_OF = {"watch": "watch", "gaps": "gaps", "timeline": "timeline", "actors": "actors"}
"""Things that have no number on the page are called by the part of the memo they stand in."""


def _handles(tailored: TailoredBrief, language: Language) -> Iterator[tuple[str, Handle]]:
    brief, takes = tailored.brief, tailored.audience.takes
    for id_, label, section in (
        ("title", "field.title", None),
        ("bottom_line", "section.bottom_line", "bottom_line"),
        ("so_what", "field.so_what", "bottom_line"),
        ("glossary", "section.glossary", None),
        ("corrections", "section.corrections", None),
        ("withdrawn", "section.changed", "changed"),
    ):
        yield id_, Handle(language.label(label), f"#s-{section}" if section and takes(section) else None)  # type: ignore[arg-type] # the table holds the names of sections
    numbered: tuple[tuple[Mapping[str, object], Literal["judgements", "claims", "arms_deals", "figures"], str], ...] = (
        (brief.judgements, "judgements", "phrase.judgement_number"),
        (brief.claims, "claims", "phrase.claim_number"),
        (brief.arms_deals, "arms_deals", "phrase.deal_number"),
        (brief.figures, "figures", "phrase.figure_number"),
    )
    for things, section_, label in numbered:
        for number, id_ in enumerate(things, start=1):
            yield id_, Handle(language.label(label, number=number), f"#i-{id_}" if takes(section_) else None)
    for id_, treaty in brief.all_treaties.items():
        name = language.label("section.treaty") if id_ == TREATY_ID else treaty.name
        yield id_, Handle(name, f"#i-{id_}" if takes("treaties") else None)
    for source in tailored.sources:
        name = language.label("phrase.source_number", number=source.number)
        yield source.source.id, Handle(name, f"#i-{source.source.id}" if takes("sources") else None)
    for collection, section in _SECTION_OF.items():
        href = f"#s-{collection}" if takes(section) else None  # type: ignore[arg-type] # as above
        for id_ in getattr(brief, collection):
            yield id_, Handle(language.label(f"section.{section}"), href)
    for id_, prose in brief.sections.items():
        yield id_, Handle(prose.title, f"#i-{id_}" if takes("sections") else None)
