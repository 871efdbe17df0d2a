"""An audience: what one group of readers gets, in which order, and how far marked. One folder of `templates/` each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import Computed, Flag, MarkingLabel, OneOrMany, Plain, Record
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
    title: Plain
    """What its memos are called, such as `Analyst memo`."""
    extends: str | None = None
    """The audience whose templates it starts from."""
    ceiling: MarkingLabel
    """The highest marking that it may see; what is above is gone, with every reference to it."""
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
    paper: Literal["A4", "Letter"] = "A4"
    """The sheet of its PDF."""
    max_pages: Annotated[Whole, Field(ge=1)] | None = None
    """The page budget of its PDF."""
    fit: Literal["report", "drop"] = "report"
    """What is done with a memo that is over its page budget: `report` makes it a draft and names the items that would have to
    go; `drop` leaves these out, of the web page too, and warns."""

    def takes(self, section: SectionName) -> SectionChoice | None:
        """The choice for this part; None where the audience does not get it."""
        return next((choice for choice in self.sections if choice.section == section), None)

    def prints(self, collection: str) -> SectionChoice | None:
        """The choice for the part in which the items of a collection are printed; None where the audience gets none."""
        parts = PRINTED_IN.get(collection, (collection,))
        return next((choice for choice in self.sections if choice.section in parts), None)
