"""What intake is asked for, and what it gives."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be read. `name` is its own, without folders.

    `encoding`: that of its characters, None to find out. `whole`: keep menus and running lines too. `today`: no date that
    a page tells of itself is later.
    """

    name: str
    today: datetime.date
    encoding: str | None = None
    whole: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """The text of a file.

    `about` holds what the file says of itself, by the names of a source's fields (title, author, publisher, published, url,
    language). `doubts` say of such a field why a person should look at it; of one that is not in `about`, what may help to
    find it. `notes` say what was left out. `without_text` is what to do where there turns out to be no text.
    """

    text: str
    form: str
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)
    doubts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()
    without_text: str = "save the source again"

    def with_text(self, text: str) -> Document:
        """The same with another text."""
        return dataclasses.replace(self, text=text)


def filled(about: Mapping[str, str | None]) -> dict[str, str]:
    """What is known: each text on one line; without those that are empty."""
    flat = {name: " ".join((value or "").split()) for name, value in about.items()}
    return {name: value for name, value in flat.items() if value}
