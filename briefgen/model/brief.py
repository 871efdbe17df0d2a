"""The brief: what an analyst writes. Every class is a record of the YAML; every field's docstring is its documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from briefgen.model.base import (
    ActorRef,
    BasisRef,
    Block,
    Collection,
    Computed,
    Frozen,
    FrozenMap,
    Inline,
    JudgementRef,
    OneOrMany,
    OrShort,
    Plain,
    Quotation,
    Record,
    SourceRef,
    StatementRef,
)
from briefgen.model.values import Amount, Date, Day, Moment, When
from briefgen.model.vocabulary import (
    Capture,
    Confidence,
    DealStage,
    IndicatorState,
    OutcomeResult,
    Reliability,
    ResponseKind,
    SourceKind,
    Status,
    TreatyState,
)

EVERY_AUDIENCE = "*"
"""The key under which a wording stands that is for any audience that wants a short one."""


def _short(value: object) -> object:
    return {EVERY_AUDIENCE: value} if isinstance(value, str) else value


Short = Annotated[Frozen[str, Inline], BeforeValidator(_short), OrShort({"type": ["string", "number"]})]
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


class Waiver(Record):
    """A finding that somebody lets pass on this item, and why."""

    code: str
    """The code of the finding, such as W06. Some can never be waived: Q01, Q02, W01, M01, M02, P02."""
    because: Plain
    """The reason; printed in the check report."""
    by: Plain
    """Who takes responsibility."""


class Restricted(Record):
    """What every thing of a brief may carry to say who may see it."""

    marking: str | None = None
    """How far it may travel; without one, the brief's marking holds. May be higher or lower than the brief's."""
    only_for: OneOrMany[str] = ()
    """Audiences that get it; no other does. Empty: all."""
    not_for: OneOrMany[str] = ()
    """Audiences that do not get it."""


class Item(Restricted):
    """A thing with an id: it can be cited, withheld, reworded for an audience, and followed from edition to edition."""

    id: Annotated[str, Computed()] = ""
    """The key under which it stands."""
    short: Short = FrozenMap()
    """A shorter wording of the text: one for all audiences that want one, or one each by audience."""
    change: Inline | None = None
    """Why it changed since the last edition."""
    was: str | None = None
    """The id it had in the last edition."""
    waive: tuple[Waiver, ...] = ()
    """Findings let pass on this item, with reason and person."""


class Statement(Item):
    """Anything that can be doubted: a claim, an arms deal, a treaty's state."""

    text: Inline | None = None
    """The sentence that the memo prints."""
    claimant: ActorRef | None = None
    """Who says so: an actor, or `unknown` where the source names nobody."""
    status: Status
    """How well it is verified; its wording must not be firmer."""
    evidence: Evidence = FrozenMap()
    """The verbatim words that it rests on."""
    responses: Frozen[ActorRef, Response] = FrozenMap()
    """What the actors concerned answered."""
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    """Credibility of the information, 1 (confirmed by other sources) to 6 (cannot be judged), STANAG 2511."""
    comment: Inline | None = None
    """The desk's own remark; printed apart and marked as comment."""
    desk: bool = False
    """The desk's own statement: it needs no evidence."""


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
    BeforeValidator(_goods),
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
    official: bool = False
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


class Outcome(Record):
    """How a judgement turned out."""

    result: OutcomeResult
    """What happened."""
    date: Day
    """When that was known."""
    evidence: Evidence = FrozenMap()
    """The verbatim words that show it."""


class Judgement(Item):
    """The desk's own assessment. Likelihood and confidence are judged apart."""

    text: Inline
    """The whole sentence, with its likelihood word in it."""
    likelihood: str
    """The same word as in the text, from the brief's scale; or `not-assessed`."""
    by: Day | None = None
    """The horizon: the day by which it will have shown."""
    confidence: Confidence | None = None
    """How sound the basis is."""
    because: Inline | None = None
    """The reason for the confidence, or for not assessing."""
    based_on: OneOrMany[StatementRef] = ()
    """The statements and judgements that it rests on."""
    assumptions: OneOrMany[Inline] = ()
    """What is taken for granted, and what follows if it fails."""
    alternatives: OneOrMany[Inline] = ()
    """What else could be, and why it is judged less likely."""
    so_what: Inline | None = None
    """What it means for the reader."""
    outcome: Outcome | None = None
    """How it turned out, once the horizon has passed."""


class WatchItem(Item):
    """An indicator: something that, if it shows, changes a judgement."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """What would be seen."""
    review: Day | None = None
    """The day on which to look again."""
    state: IndicatorState = IndicatorState.NOT_OBSERVED
    """Whether it has shown."""
    raises: OneOrMany[JudgementRef] = ()
    """The judgements that it would make likelier."""
    lowers: OneOrMany[JudgementRef] = ()
    """The judgements that it would make less likely."""
    bears_on: OneOrMany[BasisRef] = ()
    """What it would help to judge, where it makes it neither likelier nor less likely."""
    where: Plain | None = None
    """Where it would show."""


class Gap(Item):
    """A question that the sources leave open."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """The question."""
    bears_on: OneOrMany[BasisRef] = ()
    """What it would help to judge."""


class Event(Item):
    """Something in time. It has the status and claimant of what it is based on, unless it says otherwise."""

    text: Inline
    """What happened or is expected."""
    date: Date
    """When: `2024-10-23`, `2024-10`, `about …`, `before …`, `after …`, `expected …`, `expected`, `unknown`."""
    based_on: OneOrMany[StatementRef] = ()
    """The statements it is taken from."""
    evidence: Evidence = FrozenMap()
    """The verbatim words it rests on, where it is based on no statement."""
    claimant: ActorRef | None = None
    """Who says so."""
    status: Status | None = None
    """How well it is verified."""
    desk: bool = False
    """The desk's own entry, such as a day of review: it needs no evidence."""


class Point(Restricted):
    """One point of a section's list."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """What it says; it has the status of what it cites."""
    short: Short = FrozenMap()
    """A shorter wording."""


class Section(Item):
    """Prose of the desk. A paragraph has the status of what it cites; one that cites nothing is set as comment."""

    title: Plain
    """Its heading."""
    text: Block | None = None
    """Paragraphs, lists and tables in Markdown."""
    points: OneOrMany[Point] = ()
    """A list of points, each of which can be kept for some audiences."""


class Office(Record):
    """An office that a person held or holds."""

    title: Plain
    """What it is called."""
    since: Annotated[Date | None, Field(alias="from")] = None
    """First day in office."""
    until: Date | None = None
    """Last day in office; without one, the person still holds it."""


class Actor(Item):
    """A state, a body or a person."""

    one_of: ClassVar[tuple[tuple[str, ...], ...]] = (("country", "body", "person"),)

    country: str | None = None
    """ISO 3166-1 alpha-2 code; the name comes from it, in the memo's language."""
    body: Plain | None = None
    """Name of a ministry, agency, company or group."""
    person: Plain | None = None
    """Name of a person."""
    of: ActorRef | None = None
    """The state or body it belongs to."""
    office: Plain | None = None
    """The office held at the date of the brief."""
    offices: tuple[Office, ...] = ()
    """Offices with their terms; the memo prints the one held at the cut-off."""
    aliases: OneOrMany[Plain] = ()
    """Other names that the texts use."""
    wikidata: str | None = None
    """Wikidata item, such as Q159."""


class Source(Item):
    """Where words come from."""

    short_form: ClassVar[str | None] = "title"

    title: Plain
    """Title of the text."""
    file: str | None = None
    """The archived text, relative to the brief; its sha256 is recorded by the tool."""
    capture: Capture = Capture.FULL
    """Whether the archive holds the whole text or only the passages that are cited."""
    kind: SourceKind | None = None
    """What kind of text it is. `primary` and `statement` count as primary documents."""
    publisher: Plain | None = None
    """Who published it."""
    author: Plain | None = None
    """Who wrote it."""
    published: Date | None = None
    """When it was published."""
    retrieved: Date | None = None
    """When it was read."""
    url: str | None = None
    """Its address."""
    language: str | None = None
    """Its language (BCP 47 tag)."""
    reliability: Reliability | None = None
    """A (completely reliable) to E (unreliable); F is “cannot be judged”, not “bad” (STANAG 2511)."""
    independence: Plain | None = None
    """A group name: sources of one group are not independent of each other and count as one."""
    derived_from: OneOrMany[SourceRef] = ()
    """Sources it was made from; it counts with them as one."""
    upstream: Plain | None = None
    """What it names as its own origin, where that is no source of this brief."""
    comment: Inline | None = None
    """The desk's remark on it."""


class Term(Restricted):
    """What a term means."""

    short_form: ClassVar[str | None] = "meaning"

    meaning: Inline
    """The explanation."""


class Wording(Restricted):
    """A text of the brief itself (its title, its bottom line), with other wordings for some audiences."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """The words."""
    short: Short = FrozenMap()
    """A shorter wording: one for all audiences that want one, or one each by audience."""


class Headline(Wording):
    """The title: plain words."""

    text: Plain
    """The words."""


class Correction(Record):
    """A correction notice: what an earlier edition said wrongly."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """What was wrong, and what is right."""
    date: Day | None = None
    """When it was corrected."""


class BriefDefaults(Record):
    """What a project says once for all its briefs, under `defaults:` in `briefgen.yaml`; a brief's own value wins."""

    series: Plain | None = None
    """Name of the series, printed in the header, such as `Weekly memo`."""
    marking: str | None = None
    """Marking of everything in the brief that carries none of its own. The label on the pages is computed."""
    language: str | None = None
    """Language of the brief (BCP 47 tag); `en` without one."""
    scale: str | None = None
    """Likelihood scale: `icd203` (without one) or `phia`, or one of the project's."""
    audiences: OneOrMany[str] = ()
    """Audiences that a build makes memos for; without any, all that ship or the project has."""
    contact: Plain | None = None
    """Where questions go; printed in the footer."""
    authors: OneOrMany[Plain] = ()
    """Who wrote it."""
    distribution: OneOrMany[Plain] = ()
    """Who receives it."""


class Brief(BriefDefaults):
    """One brief: a file that is edited from week to week. Its file name is its identity."""

    at_most_one: ClassVar[tuple[tuple[str, ...], ...]] = (("treaty", "treaties"),)

    format: Literal["1"] = "1"
    """Version of this format."""
    title: Headline
    """The headline, no firmer than the body."""
    date: Day
    """The date of the edition in the making."""
    cutoff: Day | None = None
    """The day up to which information was taken in; without one, the date."""
    embargo: Moment | None = None
    """Not to be passed on before this moment (with its zone: `2024-01-19T06:00+00:00`)."""
    first_number: Annotated[int, Field(ge=1)] | None = None
    """Number of the first edition, for a desk that has counted before; 1 without one."""
    uses: OneOrMany[str] = ()
    """Files with actors, sources and glossary that several briefs share, relative to the project."""
    bottom_line: Wording | None = None
    """What, in two sentences."""
    so_what: Inline | None = None
    """What it means for the reader."""
    treaty: Treaty | None = None
    """The treaty the brief is about; its id is `treaty`. Several go under `treaties` instead."""
    treaties: Collection[Treaty] = FrozenMap()
    """Several treaties, by id."""
    arms_deals: Collection[ArmsDeal] = FrozenMap()
    """Transfers of arms, by id, each with its direction."""
    claims: Collection[Claim] = FrozenMap()
    """Statements, by id, each with who says so and how well it is verified."""
    judgements: Collection[Judgement] = FrozenMap()
    """The desk's own assessments, by id."""
    watch: Collection[WatchItem] = FrozenMap()
    """Indicators, by id."""
    gaps: Collection[Gap] = FrozenMap()
    """Open questions, by id."""
    timeline: Collection[Event] = FrozenMap()
    """Events, by id, in the order in which they are printed."""
    sections: Collection[Section] = FrozenMap()
    """Further prose, by id."""
    actors: Collection[Actor] = FrozenMap()
    """States, bodies and persons, by id."""
    glossary: Frozen[Plain, Term] = FrozenMap()
    """Terms and what they mean."""
    sources: Collection[Source] = FrozenMap()
    """Where the words come from, by id."""
    withdrawn: Frozen[str, Inline] = FrozenMap()
    """Items of the last edition that are taken out: id → why."""
    corrections: OneOrMany[Correction] = ()
    """Correction notices to print."""
    waive: tuple[Waiver, ...] = ()
    """Findings let pass for the whole brief, with reason and person."""

    @property
    def all_treaties(self) -> Mapping[str, Treaty]:
        """The treaties by id, whether one or several."""
        if self.treaty is None:
            return self.treaties
        return FrozenMap({TREATY_ID: self.treaty.model_copy(update={"id": TREATY_ID})})

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Everything that can be doubted, by id: treaties, arms deals, claims."""
        return FrozenMap({**self.all_treaties, **self.arms_deals, **self.claims})

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every thing with an id, with the name of its collection, in the order of the format."""
        yield from (("treaties", treaty) for treaty in self.all_treaties.values())
        for collection in COLLECTIONS:
            yield from ((collection, item) for item in getattr(self, collection).values())

    @property
    def information_cutoff(self) -> When:
        """The cut-off, or the brief's date."""
        return When.parse(self.cutoff or self.date)


TREATY_ID = "treaty"
"""The id of the one treaty under `treaty:`."""

COLLECTIONS = (
    "arms_deals", "claims", "judgements", "watch", "gaps", "timeline", "sections", "actors", "sources",
)  # fmt: skip
"""The collections of things with ids, besides the treaties."""

SHARED_COLLECTIONS = ("actors", "sources", "glossary")
"""What a file named under `uses:` may hold."""


class SharedFile(Record):
    """A file named under `uses:`: what several briefs share."""

    actors: Collection[Actor] = FrozenMap()
    """States, bodies and persons, by id."""
    glossary: Frozen[Plain, Term] = FrozenMap()
    """Terms and what they mean."""
    sources: Collection[Source] = FrozenMap()
    """Where words come from, by id. An archived `file` is relative to this file."""
