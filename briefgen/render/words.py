"""The words of a page that are not the brief's: labels, dates, quantities, in the memo's language."""

from __future__ import annotations

import datetime

from briefgen.i18n import Language
from briefgen.model.values import Quantity, When
from briefgen.render.templates import MissingName
from briefgen.text import isolate


class Words:
    """Labels, dates and numbers of a language on a page that runs in `direction` (“ltr” or “rtl”)."""

    def __init__(self, language: Language, direction: str) -> None:
        self.language = language
        self.direction = direction

    def label(self, key: str, **values: object) -> str:
        """A label in the memo's language, by its key."""
        if key not in self.language.labels:
            raise MissingName(f"there is no label “{key}”", key, self.language.labels)
        return self.language.label(key, **values)

    def isolate(self, text: str) -> str:
        """The text, with what runs against the page's direction kept in order."""
        return isolate(text, self.direction)

    def when(self, when: When) -> str:
        """A date as precisely as it is known."""
        return self.language.when(when)

    def quantity(self, quantity: Quantity | None) -> str:
        """How many; “unknown” where nobody has said."""
        return self.isolate(self.language.quantity(quantity or Quantity("unknown")))

    def moment(self, moment: datetime.datetime) -> str:
        """A day with its time and zone."""
        return f"{self.language.day(moment.date())}, {self.isolate(f'{moment:%H:%M} {moment.tzname()}')}"

    @staticmethod
    def capital(text: str) -> str:
        """The text with a capital at its beginning, where it stands alone."""
        return text[:1].upper() + text[1:]
