"""The project file `briefgen.yaml`: what holds for every brief of a project."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.base import (
    AudienceName,
    Collection,
    Frozen,
    FrozenMap,
    IsId,
    MarkingLabel,
    OneOrMany,
    Plain,
    Record,
    ZoneName,
)
from briefgen.model.brand import Brand
from briefgen.model.brief import BriefDefaults
from briefgen.model.delivery import MailSettings, Recipient
from briefgen.model.schedule import Schedule
from briefgen.model.values import Whole


class Approvals(Record):
    """Whose word a frozen memo needs before it is delivered. Where several of these hold for a memo, it needs them all."""

    short_form: ClassVar[str | None] = "count"

    count: Annotated[Whole, Field(ge=1)] = 1
    """How many different people."""
    by: OneOrMany[Plain] = ()
    """The people whose word counts, by the names under which they approve; without any, everybody's."""
    audiences: OneOrMany[AudienceName] = ()
    """The audiences whose memos need it; without any, those of all."""
    marking: MarkingLabel | None = None
    """The lowest marking of a memo that needs it; without one, every memo does."""


class ProjectFile(Record):
    """What holds for every brief of a project."""

    defaults: BriefDefaults = BriefDefaults.model_construct()
    """Values for every brief that does not give its own."""
    brand: Brand = Brand.model_construct()
    """The house style: name, sign, colours, fonts, sheet, dates, margins."""
    severity: Frozen[str, Literal["error", "warning", "info"]] = FrozenMap()
    """Code of a finding → the severity it has in this project. What can never be waived cannot be lowered."""
    ignore: OneOrMany[str] = ()
    """Codes of findings that this project does not want to see. What can never be waived cannot be ignored."""
    words: Frozen[str, OneOrMany[str]] = FrozenMap()
    """Word list of the checks → entries that this house adds to it; one that begins with “-” takes an entry away."""
    approvals: OneOrMany[Approvals] = ()
    """The approvals that the memos of an edition need before they are delivered: `{count: 2, audiences: principal}`."""
    recipients: Frozen[Annotated[str, IsId()], Recipient] = FrozenMap()
    """Key → somebody that frozen memos go to. The key stands in the record; the address does not."""
    recipients_file: Plain | None = None
    """A CSV file with further recipients, from the project's root: one a line below the column names `key`, `name`, `to`,
    `audiences` (with spaces between), `clearance`, `person` (`yes` or nothing)."""
    mail: MailSettings | None = None
    """How e-mail leaves the house. With it, a mail is frozen with each edition, for every audience."""
    schedules: Collection[Schedule] = FrozenMap()
    """When memos are due: `weekly-memo: {weekly: {day: monday, at: "07:00"}, timezone: Europe/London}`."""
    timezone: ZoneName | None = None
    """The time zone of the schedules that give none, such as `Europe/London` or `UTC`."""
    fatal: Literal["error", "warning"] = "error"
    """The severity from which a finding makes a memo a draft."""
