"""The other things of a brief: judgements, indicators, gaps, events, prose, actors, sources, terms."""

import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from briefgen.model.base import (
    ActorRef,
    BasisRef,
    Block,
    Computed,
    CountryCode,
    Flag,
    Frozen,
    FrozenMap,
    Inline,
    JudgementRef,
    LikelihoodWord,
    OneOrMany,
    Plain,
    Record,
    SourceRef,
    StatementRef,
)
from briefgen.model.statement import Evidence, Expendable, Item, Restricted, Short
from briefgen.model.values import Date, Day, Whole
from briefgen.model.vocabulary import (
    Capture,
    Confidence,
    IndicatorState,
    OutcomeResult,
    Reliability,
    SourceKind,
    Status,
)


class Outcome(Record):
    """How a judgement turned out, as it was worded and with the horizon that it had."""

    result: OutcomeResult
    """What happened: `occurred`, `did-not-occur`, `partly`; `unknown` where it was looked for and cannot be told."""
    date: Day
    """The day on which that was known."""
    based_on: OneOrMany[StatementRef] = ()
    """The statements of the brief that show it."""
    evidence: Evidence = FrozenMap()
    """The verbatim words that show it, where no statement of the brief does."""
    comment: Inline | None = None
    """The desk's own remark: why it counts as this result."""


class Judgement(Expendable):
    """The desk's own assessment. Likelihood and confidence are judged apart."""

    text: Inline
    """The whole sentence, with its likelihood word in it."""
    likelihood: LikelihoodWord
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
    """How it turned out: asked for once the horizon has passed."""

    def is_due(self, day: datetime.date) -> bool:
        """Whether its horizon had passed by that day, and it has no outcome."""
        return self.by is not None and self.by < day and self.outcome is None


class WatchItem(Expendable):
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


class Gap(Expendable):
    """A question that the sources leave open."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """The question."""
    bears_on: OneOrMany[BasisRef] = ()
    """What it would help to judge."""


class Event(Expendable):
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
    desk: Flag = False
    """The desk's own entry, such as a day of review: it needs no evidence."""


class Point(Restricted):
    """One point of a section's list."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """What it says; it has the status of what it cites."""
    short: Short = FrozenMap()
    """A shorter wording."""


class Section(Expendable):
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

    country: CountryCode | None = None
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
    """Who published it. Sources of one publisher count as one."""
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
    max_quote: Annotated[Whole, Field(ge=1)] | None = None
    """The most words of it that its licence lets one quotation have."""
    repeats: Annotated[Frozen[str, str], Computed()] = FrozenMap()
    """Sources whose archived text it shares a long passage with → that passage; it counts with them as one."""
    comment: Inline | None = None
    """The desk's remark on it."""


class Term(Restricted):
    """What a term means."""

    short_form: ClassVar[str | None] = "meaning"

    meaning: Inline
    """The explanation."""
