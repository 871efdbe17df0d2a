"""Whom frozen memos go to, and how mail leaves the house."""

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import AudienceName, Flag, MarkingLabel, OneOrMany, Plain, Record
from briefgen.model.values import Whole


class Recipient(Record):
    """Somebody, or some place, that memos go to. The record of a delivery names it by its key, never by its address."""

    name: Plain | None = None
    """What a memo's envelope calls it."""
    to: Plain
    """Its address. What stands before the colon says how memos get there: `mailto:desk@example.org` by e-mail,
    `folder:published` as files into a folder, from the project's root or absolute."""
    audiences: OneOrMany[AudienceName]
    """The audiences whose memos it gets."""
    clearance: MarkingLabel | None = None
    """The highest marking that it may receive; without one, the lowest that there is."""
    person: Flag = False
    """Whether that is one person and nobody else reads what comes there. What is for named recipients only goes to such."""


class MailSettings(Record):
    """The server that takes e-mail, and who it comes from.

    A password is never here: it comes from `BRIEFGEN_MAIL_PASSWORD`, or from the system's keyring.
    """

    sender: Plain
    """Who it comes from: `Weekly desk <desk@example.org>`."""
    reply_to: Plain | None = None
    """Where answers go, if not to the sender."""
    host: Plain
    """The name of the server."""
    port: Annotated[Whole, Field(ge=1, le=65535)] | None = None
    """Its port; without one, 587, and 465 for `tls`."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is kept from others: from its first word on (`tls`), from the second (`starttls`), or not at all,
    which is for a server on the same machine only."""
    user: Plain | None = None
    """The name to log in with; without one, nobody logs in."""
    list_id: Plain | None = None
    """The name of the list for mail programs that sort by it: `weekly.example.org`."""
    unsubscribe: Plain | None = None
    """Where one asks to get no more of it: an e-mail address or a web address."""
    per_minute: Annotated[Whole, Field(ge=1)] = 30
    """At most so many messages a minute."""
    max_size: Annotated[Whole, Field(ge=1)] = 10
    """The largest message that is sent, in megabytes (10⁶ bytes) as it goes over the wire."""
