"""An audience: what one group of readers gets, in which order, and how far marked. One folder of `templates/` each."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import AudienceName, Computed, Flag, LanguageTag, MarkingLabel, OneOrMany, Plain, Record
from briefgen.model.patterns import FileName
from briefgen.model.values import Whole
from briefgen.model.vocabulary import Status

SectionName = Literal[
    "bottom_line",
    "known",
    "judgements",
    "changed",
    "treaties",
    "arms_deals",
    "claims",
    "sections",
    "figures",
    "actors",
    "timeline",
    "watch",
    "gaps",
    "sources",
    "method",
    "distribution",
    "contact",
]
"""A part of a memo. `sections` stands for the brief's own prose sections, `changed` for what changed since the last edition,
`known` for three boxes: what is known, what is claimed but unconfirmed, what is not known."""

PRINTED_IN: Mapping[str, tuple[SectionName, ...]] = {
    "claims": ("claims", "known"),
    "arms_deals": ("arms_deals", "known"),
    "gaps": ("gaps", "known"),
    "glossary": ("method",),
}
"""The parts that print a collection, where they are not the one of its own name."""

Droppable = Literal[
    "watch", "gaps", "timeline", "sections", "figures", "claims", "arms_deals", "treaties", "judgements"
]  # fmt: skip
"""A collection whose items can be left out for space."""

Omitted = Literal[
    "alternatives",
    "assumptions",
    "authors",
    "comment",
    "credibility",
    "outcome",
    "reliability",
    "so_what",
    "url",
    "where",
]
"""A field that an audience can do without."""


class SectionChoice(Record):
    """A part of the memo that the audience gets, and how much of it."""

    short_form: ClassVar[str | None] = "section"

    section: SectionName
    """Which part."""
    limit: Annotated[Whole, Field(ge=1)] | None = None
    """At most so many items, the first ones of the brief; without one, all."""


class Audience(Record):
    """What one group of readers gets."""

    name: Annotated[str, Computed()] = ""
    """The name of its folder."""
    kin: Annotated[tuple[str, ...], Computed()] = ()
    """The names of the audiences that it extends, nearest first. What is worded for one of them is worded for it too, unless
    there are words of its own; what is kept for or from one of them by name is not."""
    title: Plain
    """What its memos are called, such as `Analyst memo`. It is never taken from the audience that this one extends."""
    extends: AudienceName | None = None
    """The audience that it starts from: every key that is not written here, and every template and style that its own
    folder does not hold, is taken from there. A key left empty takes nothing over. In a project, a file for an audience that
    ships with the tool is laid over the shipped one in the same way, without `extends`."""
    ceiling: MarkingLabel
    """The highest marking that it may see; what is above is gone, with every reference to it."""
    language: LanguageTag | None = None
    """The language of the words that the memo prints beside the analyst's: labels, dates, numbers. Without one, the brief's."""
    sections: OneOrMany[SectionChoice]
    """The parts of the memo, in order."""
    omits: OneOrMany[Omitted] = ()
    """Fields that it does not get, in whatever item they stand: the desk's comments, its grades, its alternatives."""
    statuses: OneOrMany[Status] = ()
    """Statuses of the statements it gets; without any, all."""
    short: Flag = False
    """Whether it takes the short wording of a text where there is one for all."""
    cite: Literal["passages", "sources"] = "passages"
    """Whether a reference number stands for the words that a text rests on (`[1.2]`), or for their source (`[1]`)."""
    max_quote: Annotated[Whole, Field(ge=1)] | None = None
    """The most words of one quotation that its memos print."""
    paper: Literal["A4", "Letter"] | None = None
    """The sheet of its PDF; without one, that of the house (`brand:` in the project file), or A4."""
    change_bars: Flag = False
    """Whether a bar in the margin stands beside each thing that is new or has changed since the last edition, besides the mark
    that says so in words."""
    max_pages: Annotated[Whole, Field(ge=1)] | None = None
    """The page budget of its PDF."""
    fit: Literal["report", "drop"] = "report"
    """What is done with a memo that is over its page budget: `report` makes it a draft and names the items that would have to
    go; `drop` leaves these out, of the web page too, warns, and says on the page how many they are."""
    drop: OneOrMany[OneOrMany[Droppable]] = (
        ("watch", "gaps", "timeline"),
        ("sections", "figures"),
        ("claims", "arms_deals"),
        ("treaties",),
        ("judgements",),
    )
    """The collections that give up items for the page budget, in this order, each from its end; what is not named gives up
    none. Of collections in brackets of their own, the longest goes first. Without it:
    `[[watch, gaps, timeline], [sections, figures], [claims, arms_deals], treaties, judgements]`."""
    fuller: AudienceName | None = None
    """The audience whose memo has what went for space, named on the page: one whose memos all readers of this one may have."""

    file_name: FileName = "{brief}_{date}_{audience}"
    """The name of its memos, without the ending. Words in braces stand for what the memo has: `{brief}`, `{date}`, `{year}`,
    `{month}`, `{day}`, `{number}`, `{audience}`, `{language}`. A draft adds `_draft`; a memo in another language than the
    brief's adds that, where the name does not hold it."""
    recipients: Plain | None = None
    """The group of recipients that its memos are for."""

    @property
    def drops(self) -> bool:
        """Whether items can be left out of its memos for space."""
        return self.max_pages is not None and self.fit == "drop"

    def takes(self, section: SectionName) -> SectionChoice | None:
        """The choice for this part; None where the audience does not get it."""
        return next((choice for choice in self.sections if choice.section == section), None)

    def prints(self, collection: str) -> SectionChoice | None:
        """The choice for the part in which the items of a collection are printed; None where the audience gets none."""
        parts = PRINTED_IN.get(collection, (collection,))
        return next((choice for choice in self.sections if choice.section in parts), None)
