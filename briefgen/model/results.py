"""What each stage gives the next: Loaded, TailoredBrief, Rendered, LaidMemo, Written. Frozen values, no behaviour."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.diagnostics import Diagnostic
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Correction
from briefgen.model.changes import Change
from briefgen.model.edition import Edition, Release
from briefgen.model.items import Source
from briefgen.model.statement import Passage, Statement

if TYPE_CHECKING:
    from briefgen.source_map import SourceMap

# --- load ------------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Archive:
    """The archived text of a source.

    `file` is its path as the brief names it, `shown` as people are told it, from the project's root. `text` is None where it
    cannot be read (`problem` says why). `sha256` is that of the bytes read, `recorded` the one in the project's record, None
    where it has not been recorded yet.
    """

    file: str
    shown: str
    text: str | None
    sha256: str | None
    recorded: str | None
    problem: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Loaded:
    """A brief as it was read. `name` is its file's, without the ending; `archives` holds one entry a source with a file.

    `diagnostics` are findings that do not keep the brief from loading, such as a text that a comment cuts off.
    """

    name: str
    brief: Brief
    archives: Mapping[str, Archive]
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()


# --- tailor ----------------------------------------------------------------------------------------------------------


class Decision(NamedTuple):
    """Whether the audience gets an item, and why: `collection` and `id` say which.

    `withheld`: it may not see it. What is neither kept nor withheld is only not printed: what cites it may tell its source.
    `for_space`: it would be printed, had the page budget room for it.
    """

    collection: str
    id: str
    kept: bool
    why: str
    withheld: bool = False
    for_space: bool = False


class NumberedPassage(NamedTuple):
    """Words of a source with their reference number, such as “1.2”, and the keys of what rests on them."""

    number: str
    source: str
    passage: Passage
    used_by: tuple[str, ...]

    @property
    def source_number(self) -> str:
        """The number of its source alone."""
        return self.number.partition(".")[0]


class NumberedSource(NamedTuple):
    """A source with its reference number and the passages used, in the order of their numbers."""

    number: int
    source: Source
    passages: tuple[NumberedPassage, ...]


class SourceBase(NamedTuple):
    """What the memo rests on: sources, groups of them that are independent of each other, primary documents."""

    sources: int
    groups: int
    primary: int


@dataclasses.dataclass(frozen=True, slots=True)
class TailoredBrief:
    """What one audience gets: only that, and everything of it.

    `brief` is filtered: what the audience may not see is not in it. Each thing carries its marking, that of what it cited
    counted; all treaties stand under `treaties`, a single one with the id `treaty`. `decisions` says of each text of the brief
    (collection `title`, `bottom_line`, `so_what`, `withdrawn`, `corrections`), item and term whether it is kept, and why; after
    these stand the answers that are gone or have lost their reference (`responses`). A title that is not kept is empty.

    `marking` is the highest of what is shown. `texts` holds
    every text that the memo must print, in the wording for this audience, by its key: `title`, `bottom_line`, an item's id
    for its text, `<id>.<field>` for the others. `references` maps such a key to the numbers of the passages it rests on.
    `background` holds statements that the audience may see and its memo does not print, because it cites them or rests on
    them: their status, speaker and evidence alone. `fuller` is the title of a version that prints all that this one leaves
    out for space and that its readers may have; empty where there is none to be named. `changes` are those since the last
    edition, of the day `since`, as this audience may see them; both None where there is no earlier edition. `untold` are
    those that the memo does not tell for space, and `earlier` is the brief of that edition, tailored for it. `release` is how
    far the memo is released, None where its audience does not want to be told.
    """

    name: str
    brief: Brief
    audience: Audience
    marking: str
    texts: Mapping[str, str]
    sources: tuple[NumberedSource, ...]
    references: Mapping[str, tuple[NumberedPassage, ...]]
    source_base: SourceBase
    decisions: tuple[Decision, ...]
    background: Mapping[str, Statement] = dataclasses.field(default_factory=dict)
    fuller: str = ""
    changes: tuple[Change, ...] | None = None
    since: datetime.date | None = None
    untold: tuple[Change, ...] = ()
    earlier: Brief | None = None
    release: Release | None = None

    @property
    def left_out(self) -> tuple[Decision, ...]:
        """The decisions on what is left out for space, in the order of the brief; nothing that is withheld is among them."""
        return tuple(decision for decision in self.decisions if decision.for_space)

    def statement(self, id_: str) -> Statement | None:
        """A statement that the memo prints, or that it cites or rests on; None for any other id."""
        return self.brief.statements.get(id_) or self.background.get(id_)


# --- render, lay out, write ------------------------------------------------------------------------------------------

Medium = Literal["print", "screen", "mail"]
"""What a template is told that it writes for."""


class Beside(NamedTuple):
    """What a reader must find beside the text with this key: the word for its status, and the name of who says so.

    `each`: wherever it stands; else once for all that the key is printed for, since prose is printed block by block.
    """

    key: str
    status: str
    speaker: str
    each: bool = True


class Rendered(NamedTuple):
    """A memo's HTML for one medium, and where its references start from (a file: URL).

    `beside` says what must stand beside its statements, `findings` what was doubtful in the templates.
    """

    tailored: TailoredBrief
    medium: Medium
    html: str
    base_url: str
    beside: tuple[Beside, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Element:
    """An element of a memo, and what of it can be seen: its words and the elements in it, in their order.

    `item` is its `data-item`, empty where it has none.
    """

    tag: str
    classes: frozenset[str]
    item: str
    content: tuple[Element | str, ...]


MessageKind = Literal[
    "refused",
    "missing-file",
    "broken-image",
    "missing-font",
    "missing-glyph",
    "missing-alt",
    "dead-anchor",
    "local-link",
    "unknown-option",
    "ignored-css",
    "other",
]
"""“refused”: not a file, or outside the project and the tool. “missing-file”: an image, stylesheet or font that is not
there. “missing-font”: no file of a family could be used. “local-link”: a link that leads to a file of this machine."""


class EngineMessage(NamedTuple):
    """Something that went wrong on the way from HTML to a file, in the engine's words."""

    kind: MessageKind
    text: str
    level: Literal["error", "warning"]


class Overflow(NamedTuple):
    """A text that stands outside the page, or is cut off by its box. `item` is the key it belongs to, or None."""

    page: int
    text: str
    item: str | None
    edge: Literal["left", "right", "top", "bottom"]


@dataclasses.dataclass(frozen=True, slots=True)
class PageFacts:
    """One laid-out page, counted from 1: the keys on it, and the text of each box above and below the page's content.

    In millimetres, `height` is that of the place for the content, and `used` how far down of it text or a picture stands.
    """

    number: int
    items: tuple[str, ...]
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    height: float
    used: float


@dataclasses.dataclass(frozen=True, slots=True)
class Faint:
    """Words whose colour is too near to that of their ground: the first of them, their page, and in how many elements.

    Colours are those that reach the eye, as “#RRGGBB”. `ratio` is their contrast, `needed` the least that words of this
    size must have, and `enough` the nearest colour that has it.
    """

    text: str
    page: int
    count: int
    colour: str
    ground: str
    ratio: float
    needed: float
    enough: str


@dataclasses.dataclass(frozen=True, slots=True)
class ColouredLink:
    """Links in running text that differ from it in their colour only: the first, its page, and how many there are.

    `ratio` is the contrast between their colour and that of the text `around` them, `needed` what would set them apart.
    """

    text: str
    page: int
    count: int
    colour: str
    around: str
    ratio: float
    needed: float


class Laid(NamedTuple):
    """What the layout came to. `texts` holds, for each `data-item`, one text for each element that prints it.

    `heights` are those of its lines together, in millimetres and without what stands around them; `line` is the height of
    the line in which most of the memo is set. `faint` and `coloured_links` have one entry for each pair of colours. `root` is
    the memo as it can be seen, without what styles hide.
    """

    pages: tuple[PageFacts, ...]
    texts: Mapping[str, tuple[str, ...]]
    overflows: tuple[Overflow, ...]
    heights: Mapping[str, float]
    line: float
    faint: tuple[Faint, ...] = ()
    coloured_links: tuple[ColouredLink, ...] = ()
    root: Element | None = None


class Spoken(NamedTuple):
    """An element by which those who do not see a memo find their way, and the words they are told for it; "" for none.

    `tag` is html (its language), h1 to h6, a (a link), img, svg, figure, or table (its first header cell that says what it
    heads). `under` are the words of the heading before it.
    """

    tag: str
    words: str
    under: str


@dataclasses.dataclass(frozen=True, slots=True)
class LaidMemo:
    """A memo in one format, before it is written: what `check` judges at the page stage.

    `laid` is None for a format without pages; `texts` holds the folded text of each `data-item` in this format. `in_excess`
    holds the ids of the fewest items without which it would keep to the page budget that it exceeds; empty where it exceeds
    none, or leaving out items would not do. `spoken` is what the HTML says to those who do not see it, in its order. `beside`
    says what must stand beside its statements, and `root` is what can be seen of it; None where that is not known. A `cover`
    need not hold all that the audience gets: it goes out with a memo that does.
    """

    tailored: TailoredBrief
    format: str
    laid: Laid | None
    texts: Mapping[str, tuple[str, ...]]
    messages: tuple[EngineMessage, ...]
    in_excess: tuple[str, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    beside: tuple[Beside, ...] = ()
    root: Element | None = None
    cover: bool = False


class Written(NamedTuple):
    """A file that was written: for whom, and the marking on it. `pages` is None for a format without pages."""

    path: Path
    sha256: str
    pages: int | None
    format: str
    audience: str = ""
    marking: str = ""


class Finished(NamedTuple):
    """A memo that was made and not put down: for whom, its format, the name that its file would have, its bytes."""

    audience: str
    format: str
    name: str
    content: bytes
    draft: bool


class Made(NamedTuple):
    """Memos that were made and not put down: of the brief as it was loaded, with every finding with its place.

    `audiences` names all that the brief is for, also those that no memo was asked for.
    """

    loaded: Loaded
    audiences: tuple[str, ...]
    memos: tuple[Finished, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built from one brief. Empty tuples mean: all that the brief or the tool names; None: as the brief says.

    `number` is that of the edition; None: the next one of the record. `correction` is a notice to print before the brief's own.
    `frozen`: the memos are made to be frozen as that edition. `carries` is the last edition, where nothing has changed since
    and this one, of the day `date`, only says so.
    """

    brief: Path
    audiences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    language: str | None = None
    output: Path | None = None
    date: datetime.date | None = None
    fatal: Literal["error", "warning"] | None = None
    keep_html: bool = False
    number: int | None = None
    correction: Correction | None = None
    frozen: bool = False
    carries: Edition | None = None


class Built(NamedTuple):
    """What a build gave: the files, every finding with its place, and whether the memos are drafts.

    `outdated` are memos of an earlier build that stand where no clean one could be made now: the brief no longer backs them.
    """

    name: str
    written: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]
    draft: bool
    outdated: tuple[Path, ...] = ()
