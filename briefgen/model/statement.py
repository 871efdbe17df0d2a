"""What every item of a brief may carry, and what every statement says: who, how sure, on which words."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import (
    ActorRef,
    AudienceName,
    Computed,
    Flag,
    Frozen,
    FrozenMap,
    Inline,
    MadeBefore,
    MarkingLabel,
    OneOrMany,
    OrShort,
    Plain,
    Quotation,
    Record,
    SourceRef,
)
from briefgen.model.values import Whole
from briefgen.model.vocabulary import ResponseKind, Status

EVERY_AUDIENCE = "*"
"""The key under which a wording stands that is for any audience that wants a short one."""


def _short(value: object) -> object:
    return {EVERY_AUDIENCE: value} if isinstance(value, str) else value


Short = Annotated[Frozen[AudienceName, Inline], MadeBefore(_short), OrShort({"type": ["string", "number"]})]
"""A shorter wording: one text, or one for each audience."""


class Passage(Record):
    """Words of a source, verbatim, and where they stand."""

    short_form: ClassVar[str | None] = "quote"

    quote: Quotation
    """The words, exactly as the source has them. White space and hyphens at line ends do not matter."""
    page: Plain | None = None
    """Page, paragraph or time code in the source."""
    translation: Quotation | None = None
    """The quotation in the brief's language."""
    translated_by: Plain | None = None
    """Who translated it."""


Evidence = Frozen[SourceRef, OneOrMany[Passage]]
"""Source id → verbatim words: a text, a list of texts, or records with quote, page, translation, translated_by."""


class Response(Record):
    """What an actor concerned answered to a statement."""

    short_form: ClassVar[str | None] = "response"

    response: ResponseKind
    """The kind of answer; silence is neither a denial nor a confirmation."""
    evidence: Evidence = FrozenMap()
    """Where the answer is found; without it, the answer rests on the statement's own evidence."""
    unsourced: Annotated[Flag, Computed()] = False
    """What it rests on is withheld from the audience: it has no reference."""


class Waiver(Record):
    """A finding that somebody lets pass on this item, and why."""

    code: str
    """The code of the finding, such as W06. Some can never be waived: Q01, Q02, W01, M01, M02, P02, P06."""
    because: Plain
    """The reason; printed in the check report."""
    by: Plain
    """Who takes responsibility."""


class Restricted(Record):
    """What every thing of a brief may carry to say who may see it."""

    marking: MarkingLabel | None = None
    """How far it may travel; without one, the brief's marking holds. May be higher or lower than the brief's."""
    only_for: OneOrMany[AudienceName] = ()
    """Audiences that get it; no other does. Empty: all."""
    not_for: OneOrMany[AudienceName] = ()
    """Audiences that do not get it."""


class Item(Restricted):
    """A thing with an id: it can be cited, withheld, reworded for an audience, and followed from edition to edition."""

    id: Annotated[str, Computed()] = ""
    """The key under which it stands."""
    short: Short = FrozenMap()
    """A shorter wording of the text: one for all audiences that want one, or one each by audience. One for an audience serves
    those that extend it, too."""
    change: Inline | None = None
    """Why it changed since the last edition."""
    was: str | None = None
    """The id it had in the last edition."""
    waive: tuple[Waiver, ...] = ()
    """Findings let pass on this item, with reason and person."""


class Expendable(Item):
    """A thing that a memo may leave out to keep to its page budget. Actors, sources and terms follow what they are used for."""

    priority: Literal["high", "normal", "low"] = "normal"
    """`high` is never left out for space; `low` goes before all others, where the audience lets its collection go at all."""


class Statement(Expendable):
    """Anything that can be doubted: a claim, an arms deal, a treaty's state."""

    text: Inline | None = None
    """The sentence that the memo prints."""
    claimant: ActorRef | None = None
    """Who says so: an actor, or `unknown` where the source names nobody; without one, the source says so itself."""
    status: Status
    """How well it is verified; its wording must not be firmer."""
    evidence: Evidence = FrozenMap()
    """The verbatim words that it rests on."""
    responses: Frozen[ActorRef, Response] = FrozenMap()
    """What the actors concerned answered."""
    credibility: Annotated[Whole, Field(ge=1, le=6)] | None = None
    """Credibility of the information, 1 (confirmed by other sources) to 6 (cannot be judged), STANAG 2511."""
    comment: Inline | None = None
    """The desk's own remark; printed apart and marked as comment."""
    desk: Flag = False
    """The desk's own statement: it needs no evidence."""
