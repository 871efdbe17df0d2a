"""The brief: what an analyst writes. Every class of the model is a record of the YAML; a field's docstring documents it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import (
    AudienceName,
    Collection,
    Computed,
    Frozen,
    FrozenMap,
    Inline,
    LanguageTag,
    MarkingLabel,
    OneOrMany,
    Plain,
    Record,
    ScaleName,
)
from briefgen.model.figures import Figure
from briefgen.model.items import Actor, Event, Gap, Judgement, Section, Source, Term, WatchItem
from briefgen.model.statement import Item, Restricted, Short, Statement, Waiver
from briefgen.model.subjects import ArmsDeal, Claim, Treaty
from briefgen.model.values import Day, Moment, When, Whole


class Wording(Restricted):
    """A text of the brief itself (its title, its bottom line), with other wordings for some audiences."""

    short_form: ClassVar[str | None] = "text"

    text: Inline
    """The words."""
    short: Short = FrozenMap()
    """A shorter wording: one for all audiences that want one, or one each by audience. One for an audience serves those that
    extend it, too."""


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
    marking: MarkingLabel | None = None
    """Marking of everything in the brief that carries none of its own. The label on the pages is computed."""
    language: LanguageTag | None = None
    """Language of the brief (BCP 47 tag); `en` without one."""
    scale: ScaleName | None = None
    """Likelihood scale: `icd203` (without one) or `phia`."""
    audiences: OneOrMany[AudienceName] = ()
    """Audiences that a build makes memos for; without any, all that ship or the project has."""
    contact: Plain | None = None
    """Where questions go; printed in the footer."""
    authors: OneOrMany[Plain] = ()
    """Who wrote it."""
    distribution: OneOrMany[Plain] = ()
    """Who receives it."""
    max_quote: Annotated[Whole, Field(ge=1)] | None = None
    """The most words of one quotation; 100 without one. A source or an audience may allow fewer."""
    stale_after: Annotated[Whole, Field(ge=1)] | None = None
    """Days after which a source is too old for what is told as going on; 365 without one."""


class Brief(BriefDefaults):
    """One brief: a file that is edited from week to week. Its file name is its identity."""

    at_most_one: ClassVar[tuple[tuple[str, ...], ...]] = (("treaty", "treaties"),)

    number: Annotated[int, Computed()] = 1
    """The number of the edition in the making: the next one of the record."""
    carried: Annotated[Day | None, Computed()] = None
    """The date of the edition that this one carries on word for word, since nothing has changed; None for any other."""
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
    first_number: Annotated[Whole, Field(ge=1)] | None = None
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
    figures: Collection[Figure] = FrozenMap()
    """Pictures, and charts of numbers, by id."""
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
        """The cut-off, or the brief's date; the earlier one, as a brief that is built with an earlier date knows no more."""
        return When.parse(min(self.cutoff or self.date, self.date))


TREATY_ID = "treaty"
"""The id of the one treaty under `treaty:`."""

COLLECTIONS = (
    "arms_deals", "claims", "judgements", "watch", "gaps", "timeline", "sections", "figures", "actors", "sources",
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
