"""The words, dates, numbers and names of one language; the only module that imports Babel, and only inside functions.

The words stand in `locales/<tag>/labels.yaml`, one folder a language; a further folder with every key of `en` is all that a
further language needs. Dates, plurals, lists and names of countries come from the Unicode CLDR.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import yaml_source
from briefgen.errors import NotFound
from briefgen.standards import countries

if TYPE_CHECKING:
    import datetime
    import decimal

    import babel

    from briefgen.model.figures import Level
    from briefgen.model.values import Quantity, When
    from briefgen.standards import Row

LabelText = str | Mapping[str, str]
"""A text, or a text for each plural category (Unicode TR 35: zero, one, two, few, many, other)."""

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

_LOCALES = Path(__file__).parent / "locales"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_COMMON_REGIONS = ("en-GB", "en-US")
_PLAIN_ENGLISH = "en-GB"  # day before month, and no comma before “and”
# Babel writes Western digits in every locale.
_DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}


DEFAULT_TAG = "en"
"""The language of a brief that names none."""


@dataclasses.dataclass(frozen=True, eq=False)
class Language:
    """How one language says what a memo prints around the analyst's words."""

    tag: str
    """The tag it was asked for by (BCP 47): `en`, `en-GB`, `fa`."""
    locale: babel.Locale = dataclasses.field(repr=False)
    date_format: str = "long"
    """How it writes days: `long`, `medium`, `short`, `iso`, or a pattern of the CLDR."""

    @functools.cached_property
    def labels(self) -> Mapping[str, LabelText]:
        """Every label by its dotted key."""
        return _labels(self.locale.language)

    @classmethod
    def load(cls, tag: str) -> Language:
        """The language of a tag; one with a region has the words of the language. NotFound where there are none."""
        return _load(tag)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction in which it is written."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def label(self, key: str, **values: object) -> str:
        """The text of a label with its values; whole numbers among them are written as the language writes them.

        Where the label has plural forms, `count` chooses. A key or value that is missing is a KeyError: a bug.
        """
        text = self.labels[key]
        if not isinstance(text, str):
            text = text.get(self._category(values["count"]), text["other"])
        return text.format_map({name: self._written(value) for name, value in values.items()})

    def _category(self, count: object) -> str:
        if not isinstance(count, int):
            raise TypeError(f"a plural is chosen by a whole number, not by {count!r}")
        return self.locale.plural_form(count)

    def _written(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value

    def number(self, number: int) -> str:
        """A whole number, with the digits and thousands marks of the language."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - Babel loads only when used

        return self._digits(format_decimal(number, locale=self.locale, numbering_system="default"))

    def _digits(self, text: str) -> str:
        return text.translate(_DIGITS.get(self.locale.language, {}))

    def day(self, day: datetime.date) -> str:
        """A day of the Gregorian calendar: “19 January 2024”, unless the house writes days otherwise."""
        from babel.dates import format_date  # noqa: PLC0415 - Babel loads only when used

        pattern = "yyyy-MM-dd" if self.date_format == "iso" else self.date_format
        return self._digits(format_date(day, pattern, locale=self.locale))

    def week(self, day: datetime.date) -> str:
        """The week of a day by ISO 8601: “Week 3/2024”. Around New Year its year may be another one than the day's."""
        year, week, _ = day.isocalendar()
        return self.label("phrase.week", week=week, year=self.year(year))

    def year(self, year: int) -> str:
        """A year of the Gregorian calendar, in the digits of the language and without thousands marks."""
        return self._digits(str(year))

    def when(self, when: When) -> str:
        """A date as precisely as it is known: “January 2024”, “about 2022”, “expected; no date”."""
        if when.kind == "unknown":
            return self.label("when.unknown")
        if when.first_day is None:
            return self.label("when.expected_undated")
        precision = "day" if when.day else "month" if when.month else "year"
        follows = when.kind in {"about", "before", "after"}
        date = self.day(when.first_day) if when.day else self._part(when.first_day, precision, follows=follows)
        return date if when.kind == "exact" else self.label(f"when.{when.kind}.{precision}", date=date)

    def _part(self, day: datetime.date, precision: str, *, follows: bool) -> str:
        """The month and year, or the year; `follows`: after a word such as “before”."""
        from babel.dates import format_date  # noqa: PLC0415 - Babel loads only when used

        pattern = self.locale.datetime_skeletons["yMMMM" if precision == "month" else "y"].pattern
        if (
            follows
        ):  # CLDR's L is a month that stands alone; M has the case that it has in a date, in Russian the genitive
            pattern = pattern.replace("LLLL", "MMMM")
        return self._digits(format_date(day, pattern, locale=self.locale))

    def quantity(self, quantity: Quantity) -> str:
        """How many, as firmly as it is known: “24”, “about 24”, “(24)”, “unknown”."""
        if quantity.number is None:
            return self.label("quantity.unknown")
        if quantity.kind == "exact":
            return self.number(quantity.number)
        return self.label(f"quantity.{quantity.kind}", number=quantity.number)

    def level(self, level: Level) -> str:
        """A number of a chart, as firmly as it is known: “4.5”, “about 24”, “at most 9”, “unknown”."""
        if level.number is None:
            return self.label("quantity.unknown")
        number = self.decimal(level.number)
        return number if level.kind == "exact" else self.label(f"quantity.{level.kind}", number=number)

    def decimal(self, number: decimal.Decimal) -> str:
        """A number with its decimals, with the digits and marks of the language."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - Babel loads only when used

        written = format_decimal(number, locale=self.locale, numbering_system="default", decimal_quantization=False)
        return self._digits(written)

    def range_text(self, row: Row) -> str:
        """The range of a row of a likelihood scale: “55–80 %”, “up to 5 %”, “95 % and up”."""
        if row.low is None:
            return self.label("range.up_to", high=row.high)
        if row.high is None:
            return self.label("range.from", low=row.low)
        return self.label("range.below" if row.below_high else "range.between", low=row.low, high=row.high)

    def country(self, code: str) -> str | None:
        """The name of a country by its ISO 3166-1 alpha-2 code in capitals; None where it is no such code."""
        if self.locale.language == "en":
            return countries.NAMES.get(code)
        return self.locale.territories.get(code) if code in countries.CODES else None

    def join(self, words: Iterable[str]) -> str:
        """The words as a list in a sentence: “a, b and c”; empty for none."""
        from babel.lists import format_list  # noqa: PLC0415 - Babel loads only when used

        return format_list(list(words), locale=self.locale)


def country(tag: str, code: str) -> str | None:
    """The name of a country in the language of a tag, as `Language.country` has it; in English without loading Babel."""
    return countries.NAMES.get(code) if tag.partition("-")[0] == "en" else Language.load(tag).country(code)


def languages() -> tuple[str, ...]:
    """The tags of the languages that have labels, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in _LOCALES.glob("*/labels.yaml")))


@functools.cache
def _load(tag: str) -> Language:
    import babel  # noqa: PLC0415 - loads only when used

    language = tag.split("-", maxsplit=1)[0]
    known = languages()
    unknown = NotFound("language", tag, [*known, *_COMMON_REGIONS])
    if _TAG.fullmatch(tag) is None or language not in known:
        raise unknown
    try:
        locale = babel.Locale.parse(_PLAIN_ENGLISH if tag == "en" else tag, sep="-")
    except babel.UnknownLocaleError:
        raise unknown from None
    return Language(tag, locale)


@functools.cache
def _labels(language: str) -> Mapping[str, LabelText]:
    file = _LOCALES / language / "labels.yaml"
    root, findings = yaml_source.parse(str(file), file.read_bytes())
    if root is None or findings:
        raise ValueError(f"{findings[0].location}: {findings[0].message}")
    return dict(_flat(root.data()))


def _flat(group: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, LabelText]]:
    """Every label of a group with its dotted key; a mapping whose keys are all plural categories is one label."""
    for name, value in group.items():
        key = prefix + name
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict) and value and not value.keys() <= CATEGORIES:
            yield from _flat(value, f"{key}.")
        elif isinstance(value, dict) and "other" in value and all(isinstance(form, str) for form in value.values()):
            yield key, value
        else:
            raise ValueError(f"{key}: neither a text, nor a group, nor plural forms with “other” among them")
