"""The standards a brief is written to: likelihood scales and marking schemes, one data file each.

`likelihood/<name>.yaml` and `marking/<name>.yaml` are found by listing the folders; a further file of the same form is all
that a further standard needs.
"""

import functools
import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from briefgen import yaml_source
from briefgen.errors import NotFound, ProjectError
from briefgen.model.base import Computed, Frozen, FrozenMap, Record

ReadText = Callable[[Path], str]
"""Reads a file and may keep a record of having done so."""

_HERE = Path(__file__).parent

Percent = Annotated[int, Field(ge=0, le=100)]


class Row(Record):
    """One step of a likelihood scale: the words that mean the same, and the range they stand for."""

    words: Annotated[tuple[str, ...], Field(min_length=1)]
    """The words, the usual one first."""
    forms: Frozen[str, tuple[str, ...]] = FrozenMap()
    """Word → other forms of it that a sentence may have: `almost certain: [almost certainly]`."""
    low: Percent | None = None
    """Lower bound in per cent; None where the standard gives none (“up to 5 %”)."""
    high: Percent | None = None
    """Upper bound in per cent; None where the standard gives none (“95 % and up”)."""
    below_high: bool = False
    """Whether the range ends just below its upper bound (“40–<50 %”)."""

    @property
    def start(self) -> int:
        """Where the range begins on a ruler from 0 to 100."""
        return 0 if self.low is None else self.low

    @property
    def end(self) -> int:
        """Where the range ends on a ruler from 0 to 100."""
        return 100 if self.high is None else self.high

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.start >= self.end or (self.low is None and self.high is None):
            raise ValueError(f"“{self.words[0]}” has no range")
        if self.below_high and self.high is None:
            raise ValueError(f"“{self.words[0]}” is below an upper bound that it does not give")
        return self


class LikelihoodScale(Record):
    """The words in which a desk says how likely something is. `not-assessed` is no word of any scale."""

    id: Annotated[str, Computed()] = ""
    """The name of its file: `icd203`."""
    title: str
    """What a memo calls it: “ICD 203”."""
    source: str
    """The standard it is taken from."""
    one_set: bool = False
    """Whether a text keeps to one set of words: the first of each row, or the second."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """From the least likely to the most."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word, from the least likely to the most."""
        return tuple(word for row in self.rows for word in row.words)

    def row(self, word: str) -> Row | None:
        """The row a word belongs to, in whatever case and spacing it is written; None where it is none of this scale."""
        wanted = _folded(word)
        return next((row for row in self.rows if wanted in map(_folded, row.words)), None)

    def meant(self, term: str) -> tuple[Row, str] | None:
        """The row and the word of it that a term in a sentence stands for; None where it is none of this scale."""
        wanted = _folded(term)
        for row in self.rows:
            for word in row.words:
                if wanted in map(_folded, (word, *row.forms.get(word, ()))):
                    return row, word
        return None

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for lower, upper in itertools.pairwise(self.rows):
            if upper.start < lower.end:
                raise ValueError(f"“{upper.words[0]}” begins below the end of “{lower.words[0]}”")
        if len(set(map(_folded, self.words))) < len(self.words):
            raise ValueError("a word stands twice")
        return self


class Label(Record):
    """How one marking looks, and what it lets a reader do."""

    ink: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
    """Colour of its letters on the scheme's background."""
    width: Annotated[int, Field(gt=0)]
    """Width in mm of its block in the page margin, at 12 pt: a margin box cannot shrink to its words."""
    meaning: str
    """One English sentence for the reader: who may have it."""
    named_only: bool = False
    """Whether it goes to named persons only: never to a list, an office or a folder."""
    sensitivity: Literal["Personal", "Private", "Company-Confidential"] | None = None
    """What a mail program is told of it (RFC 2156, 5.3.4); None: nothing."""


class MarkingScheme(Record):
    """How far a memo may travel: labels from the most open to the most closed."""

    id: Annotated[str, Computed()] = ""
    """The name of its file: `tlp`."""
    title: str
    """What a memo calls it."""
    source: str
    """The standard it is taken from."""
    background: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
    """Colour of the block on which a label stands."""
    labels: Annotated[Frozen[str, Label], Field(min_length=1)]
    """Label, exactly as it is printed → its look and meaning; lowest first."""

    def rank(self, label: str) -> int:
        """The place of a label, 0 for the lowest; KeyError where the scheme has none of that spelling."""
        for place, known in enumerate(self.labels):
            if known == label:
                return place
        raise KeyError(label)

    def highest(self, labels: Iterable[str]) -> str:
        """The highest of some labels (at least one); KeyError as in `rank`."""
        return max(labels, key=self.rank)

    def allows(self, ceiling: str, label: str) -> bool:
        """Whether what carries `label` may be shown to those who may see up to `ceiling`."""
        return self.rank(label) <= self.rank(ceiling)


def scales() -> tuple[str, ...]:
    """The names of the likelihood scales that ship, in alphabetical order."""
    return _names("likelihood")


def marking_schemes() -> tuple[str, ...]:
    """The names of the marking schemes that ship, in alphabetical order."""
    return _names("marking")


def scale(name: str, read_text: ReadText | None = None) -> LikelihoodScale:
    """The scale of that name; NotFound where there is none. With `read_text`, its file is read through it, each time."""
    if read_text is None:
        return _shipped_scale(name)
    return parse_scale(name, *_source("likelihood", "likelihood scale", name, read_text))


def marking_scheme(name: str, read_text: ReadText | None = None) -> MarkingScheme:
    """The marking scheme of that name; NotFound where there is none. `read_text` as in `scale`."""
    if read_text is None:
        return _shipped_scheme(name)
    return parse_marking_scheme(name, *_source("marking", "marking scheme", name, read_text))


def parse_scale(name: str, path_shown: str, text: str) -> LikelihoodScale:
    """A scale from the text of its data file; ProjectError where it is none."""
    return _parse(LikelihoodScale, name, path_shown, text)


def parse_marking_scheme(name: str, path_shown: str, text: str) -> MarkingScheme:
    """A marking scheme from the text of its data file; ProjectError where it is none."""
    return _parse(MarkingScheme, name, path_shown, text)


Standard = TypeVar("Standard", LikelihoodScale, MarkingScheme)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _names(folder: str) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in (_HERE / folder).glob("*.yaml")))


@functools.cache
def _shipped_scale(name: str) -> LikelihoodScale:
    return parse_scale(name, *_source("likelihood", "likelihood scale", name, _read_text))


@functools.cache
def _shipped_scheme(name: str) -> MarkingScheme:
    return parse_marking_scheme(name, *_source("marking", "marking scheme", name, _read_text))


def _read_text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _source(folder: str, kind: str, name: str, read_text: ReadText) -> tuple[str, str]:
    """Path and text of the data file of that name; a name that is not in the folder's listing is never made a path."""
    if name not in _names(folder):
        raise NotFound(kind, name, _names(folder))
    file = _HERE / folder / f"{name}.yaml"
    return str(file), read_text(file)


def _parse(kind: type[Standard], name: str, path_shown: str, text: str) -> Standard:
    root, findings = yaml_source.parse(path_shown, text.encode())
    if root is None or findings:
        raise ProjectError(f"{findings[0].location}: {findings[0].message}", findings[0].hint)
    try:
        return kind.model_validate({**root.data(), "id": name})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        hint = "the files that ship with briefgen, in its folder “standards”, show the form"
        raise ProjectError(f"{path_shown}: {place}: {message}" if place else f"{path_shown}: {message}", hint) from None
