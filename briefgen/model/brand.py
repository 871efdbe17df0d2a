"""The house style: what every memo of a project looks like, whoever reads it."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic_core import PydanticCustomError

from briefgen.model.base import MadeAfter, Plain, Record
from briefgen.model.patterns import Margin

LIGHT: Mapping[str, str] = {
    "paper": "#ffffff", "ink": "#15191e", "soft": "#4a525b", "mid": "#6b757f",
    "hair": "#bcc3ca", "accent": "#0f4c63", "wash": "#f1f3f5",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#14181c", "ink": "#e6e9ec", "soft": "#adb6bf", "mid": "#8d97a1",
    "hair": "#3a434c", "accent": "#83c5dd", "wash": "#1e252b",
}  # fmt: skip
"""The colours of a house that says nothing, on paper and light screens and on dark screens, as `memo.css` has them."""

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_CLDR = re.compile(r"(?:'[^']*'|[^A-Za-z']|[yMLdEe])+")
_NAMED_FORMATS = ("long", "medium", "short", "iso")


def _colour(written: str) -> str:
    if _HEX.fullmatch(written) is None:
        raise PydanticCustomError("colour", "not a colour")
    digits = written[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _date_format(written: str) -> str:
    bare = re.sub(r"'[^']*'", "", written)
    if written not in _NAMED_FORMATS and (
        _CLDR.fullmatch(written) is None or not all(letters & set(bare) for letters in ({"y"}, {"M", "L"}, {"d"}))
    ):
        raise PydanticCustomError("date_format", "not a date format")
    return written


Colour = Annotated[str, MadeAfter(_colour)]
"""A colour: `#0F4C63` or `#048`."""

DateFormat = Annotated[str, MadeAfter(_date_format)]
"""`long`, `medium`, `short`, `iso`, or a pattern of the Unicode CLDR with year, month and day."""


class Colours(Record):
    """Colours on one kind of ground. Words must have a contrast of 4.5 : 1 with it (H01)."""

    accent: Colour | None = None
    """Headings of parts, links, the rule below the title."""
    ink: Colour | None = None
    """The text."""
    soft: Colour | None = None
    """Labels, notes, the words of the margins."""
    wash: Colour | None = None
    """The ground of boxes."""


class Logo(Record):
    """The house's sign, at the head of each page and of the web page."""

    short_form: ClassVar[str | None] = "file"

    file: Plain
    """An SVG, PNG or JPEG of the project, from the folder of the project file; 6 mm high on paper."""
    alt: Plain | None = None
    """What it shows, for readers who do not see it; without it, the name of the house."""
    dark: Plain | None = None
    """Its form on dark screens; without one it stands on a white ground there."""


class Faces(Record):
    """The font files of one family, from the folder of the project file: TTF or OTF, static and not variable."""

    short_form: ClassVar[str | None] = "regular"

    regular: Plain
    """The upright."""
    italic: Plain | None = None
    """The italic; without one, the upright is slanted."""
    semibold: Plain | None = None
    """The semibold or bold; without one, the upright is thickened."""


class Fonts(Record):
    """The house's own fonts. What a font lacks, such as Arabic letters, comes from the one that ships with the tool."""

    text: Faces | None = None
    """For what is said: statements, judgements, the bottom line."""
    title: Faces | None = None
    """For the title of the memo."""
    labels: Faces | None = None
    """For what says how to read it: headings of parts, labels, tables, margins."""


class Brand(Record):
    """The house style: one place for all audiences, in PDF and HTML alike."""

    name: Plain | None = None
    """The name of the house; each page begins with it."""
    logo: Logo | None = None
    """Its sign."""
    colours: Colours = Colours.model_construct()
    """Colours on paper and on light screens."""
    dark: Colours = Colours.model_construct()
    """Colours on dark screens; an accent that is not given is made of that on paper, as light as it must be."""
    fonts: Fonts = Fonts.model_construct()
    """Its own fonts."""
    paper: Literal["A4", "Letter"] = "A4"
    """The sheet of every PDF whose audience names none."""
    date_format: DateFormat = "long"
    """How days are written: `long` (19 January 2024), `medium`, `short`, `iso` (2024-01-19), or a pattern such as
    `d MMM y`."""
    header: Margin | None = None
    """The words at the head of each page. Words in braces stand for what the memo has: `{name}`, `{series}`, `{number}`,
    `{date}`, `{week}`, `{audience}`, `{authors}`, `{contact}`, `{cutoff}`; a piece between “ · ” that has a word without a
    value is left out. The marking stands beside it always, and a draft says so."""
    footer: Margin | None = None
    """The words at the foot of each page, before the page number; written as `header` is."""
