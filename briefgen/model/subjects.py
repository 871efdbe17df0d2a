"""What a brief is about: claims, arms deals, treaties. All of them are statements."""

from typing import Annotated, ClassVar

from briefgen.model.base import (
    ActorRef,
    Flag,
    Frozen,
    FrozenMap,
    Inline,
    MadeBefore,
    OneOrMany,
    OrShort,
    Plain,
    Record,
)
from briefgen.model.statement import Evidence, Response, Restricted, Statement
from briefgen.model.values import Amount, Date
from briefgen.model.vocabulary import (
    DealStage,
    Status,
    TreatyState,
)


class Claim(Statement):
    """A statement that somebody makes."""

    text: Inline
    """The sentence that the memo prints."""


class DealItem(Record):
    """What is transferred: one designation, or one kind of goods without a designation."""

    short_form: ClassVar[str | None] = "description"

    description: Plain | None = None
    """What it is, such as `fighter jets`."""
    quantity: Amount | None = None
    """How many: a number, `about 24`, `at least 2`, `(24)` for an uncertain figure, `unknown`. Absent is unknown, never 0."""
    ordered: Date | None = None
    """When it was ordered."""
    delivered: Amount | None = None
    """How many have been delivered."""
    delivered_in: Date | None = None
    """When they were delivered."""
    comment: Inline | None = None
    """A remark on this item."""


NO_DESIGNATION = ""
"""The key of goods that the source gives no designation for."""


def _goods(value: object) -> object:
    return {NO_DESIGNATION: value} if isinstance(value, str) else value


Goods = Annotated[
    Frozen[Plain, DealItem],
    MadeBefore(_goods),
    OrShort({"type": ["string", "number"]}),
]
"""Designation → description, or → record; a text alone is goods without a designation."""


class ArmsDeal(Statement):
    """A transfer of arms that is claimed, planned or made. It is a statement, and never repeated under `claims`."""

    text: Inline
    """The sentence that the memo prints."""
    supplier: ActorRef
    """Who gives. Direction is two fields, never “between”."""
    recipient: ActorRef
    """Who receives."""
    items: Goods
    """What: designation → description, or → {description, quantity, …}; a text alone where no designation is known."""
    stage: DealStage
    """How far it has come."""
    date: Date | None = None
    """When it was agreed, as precisely as it is known."""
    value: Plain | None = None
    """What it is worth, as the source says it."""


class Facet(Restricted):
    """One side of a treaty with evidence of its own. It has the treaty's status and claimant unless it says otherwise."""

    text: Inline | None = None
    """What is said of it."""
    date: Date | None = None
    """When, as precisely as it is known."""
    expected: Inline | None = None
    """When or on what occasion it is expected, in words."""
    place: Plain | None = None
    """Where."""
    evidence: Evidence = FrozenMap()
    """The verbatim words that it rests on."""
    claimant: ActorRef | None = None
    """Who says so, where it is not the treaty's claimant."""
    status: Status | None = None
    """How well it is verified, where it is not as the treaty."""
    responses: Frozen[ActorRef, Response] = FrozenMap()
    """What the actors concerned answered."""
    comment: Inline | None = None
    """The desk's own remark."""


class Aspect(Facet):
    """A facet told in words, such as a treaty's scope."""

    short_form: ClassVar[str | None] = "text"


class PartyStep(Facet):
    """A step of one party: a date, or a record."""

    short_form: ClassVar[str | None] = "date"


class Step(Facet):
    """A step in a treaty's life: a date, or a record; where it is taken party by party, one date or record for each."""

    short_form: ClassVar[str | None] = "date"
    open_form: ClassVar[str | None] = "parties"

    parties: Frozen[ActorRef, PartyStep] = FrozenMap()
    """The step of each party (`{russia: 2025-04-21, iran: 2025-05}`).

    Each party ratifies on its own day; where parties differ on the day of one event (entry into force), that is printed as
    disputed."""


History = Frozen[TreatyState, Step]
"""State → when it was reached: a date, a record, or one for each party."""


class Treaty(Statement):
    """A treaty, and where it stands. Its state is the statement."""

    name: Plain
    """Its title, or a description as long as it has none."""
    official: Flag = False
    """Whether `name` is the official title."""
    parties: OneOrMany[ActorRef] = ()
    """The states or bodies that are to be bound."""
    state: TreatyState
    """Where it stands."""
    signing: Facet | None = None
    """Its signing, past or expected."""
    scope: Aspect | None = None
    """What it covers."""
    replaces: Aspect | None = None
    """What it takes the place of."""
    history: History = FrozenMap()
    """The steps it has taken, each with its date and evidence."""
