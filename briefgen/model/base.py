"""What all values read from YAML share: the record, its short form, and the marks that say what a field holds.

A field's docstring is its documentation: the JSON Schema and the reference page print it word for word. The marks (`Ref`,
`Prose`, …) are read by `typed.walk`, which follows the YAML tree and these classes side by side, so that a reference is checked
wherever a field is declared to hold one. So annotations here and in the modules of records are types and no texts: no
`from __future__ import annotations`, whose texts pydantic and the walk would each have to evaluate.
"""

import dataclasses
import re
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, Strict, model_validator
from pydantic_core import CoreSchema, core_schema

K = TypeVar("K")
V = TypeVar("V")

UNKNOWN = "unknown"
"""Looked for, and the source does not say. An absent value (None) means that nobody has said."""


ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The shape of an id."""


class FrozenMap(Mapping[K, V]):
    """A mapping that cannot be changed and keeps its order; equal to any mapping with the same entries."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[K, V] | None = None) -> None:
        self._entries = dict(entries or {})

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    # What Mapping has of these goes through __getitem__, key by key, and a brief is walked many times.

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def items(self) -> ItemsView[K, V]:
        """Every key with its entry, in order."""
        return self._entries.items()

    def values(self) -> ValuesView[V]:
        """Every entry, in order."""
        return self._entries.values()

    def __hash__(self) -> int:
        return hash(tuple(self._entries))

    def __repr__(self) -> str:
        return f"FrozenMap({self._entries!r})"


class Made:
    """The value is made by a function of what stands in the YAML; `by` is such a function. It refuses by a PydanticCustomError.

    It stands in for pydantic's own validators, which look at the signature of their function at each place of the model.
    """

    def __init__(self, by: Callable[[Any], Any]) -> None:
        self.by = by

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The whole check is that of the function."""
        return core_schema.no_info_plain_validator_function(self.by)


class MadeBefore(Made):
    """What the function makes is checked by the type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The function, then the type."""
        return core_schema.no_info_before_validator_function(self.by, handler(source))


class MadeAfter(Made):
    """The function is given what the type has checked."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The type, then the function."""
        return core_schema.no_info_after_validator_function(self.by, handler(source))


@dataclasses.dataclass(frozen=True)
class Ref:
    """The field (or the key of a mapping) names a thing of the brief by its id.

    `to` says which kinds may be meant: “actor”, “source”, “statement”, “judgement”, … With `or_name`, a text that is not
    shaped like an id is a name and refers to nothing.
    """

    to: tuple[str, ...]
    or_name: bool = False


@dataclasses.dataclass(frozen=True)
class Prose:
    """The field holds words that a page prints: plain text, inline or block Markdown, or a verbatim quotation."""

    form: Literal["plain", "inline", "block", "quote"]


@dataclasses.dataclass(frozen=True)
class OrShort:
    """One value may stand for the whole mapping: what this JSON Schema takes. A validator makes the mapping of it."""

    schema: Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Listed:
    """The field (or the key of a mapping) is a word that no class lists: a data file or a folder does."""

    kind: Literal["marking", "audience", "likelihood", "scale", "language", "country", "zone", "brief"]


@dataclasses.dataclass(frozen=True)
class IsId:
    """The key of a mapping is the id of the thing under it."""


@dataclasses.dataclass(frozen=True)
class Computed:
    """The tool fills the field in; typed in YAML it is an unknown key."""


Plain = Annotated[str, Prose("plain")]
Inline = Annotated[str, Prose("inline")]
Block = Annotated[str, Prose("block")]
Quotation = Annotated[str, Prose("quote")]

MarkingLabel = Annotated[str, Listed("marking")]
AudienceName = Annotated[str, Listed("audience")]
LikelihoodWord = Annotated[str, Listed("likelihood")]
ScaleName = Annotated[str, Listed("scale")]
LanguageTag = Annotated[str, Listed("language")]
CountryCode = Annotated[str, Listed("country")]
ZoneName = Annotated[str, Listed("zone")]
BriefName = Annotated[str, Listed("brief")]

Flag = Annotated[bool, Strict()]
"""`true` or `false`; no text that looks like one of them."""

ActorRef = Annotated[str, Ref(("actor",), or_name=True)]
SourceRef = Annotated[str, Ref(("source",))]
BasisRef = Annotated[str, Ref(("statement", "judgement", "source"))]
StatementRef = Annotated[str, Ref(("statement", "judgement"))]
JudgementRef = Annotated[str, Ref(("judgement",))]


def _as_list(value: object) -> object:
    return value if isinstance(value, (list, tuple)) or value is None else [value]


AS_LIST = MadeBefore(_as_list)
"""The mark of a list whose only entry may stand alone."""

OneOrMany = Annotated[tuple[V, ...], AS_LIST]
"""A list; where there is one entry it may stand alone."""

Frozen = Annotated[Mapping[K, V], MadeAfter(FrozenMap)]
"""A mapping in its written order."""


def _named(entries: Mapping[str, Any]) -> Mapping[str, Any]:
    return FrozenMap({key: entry.model_copy(update={"id": key}) for key, entry in entries.items()})


Collection = Annotated[Mapping[Annotated[str, IsId()], V], MadeAfter(_named)]
"""A mapping from a short id to the thing; each thing knows its id."""


class Record(BaseModel):
    """A frozen value read from a YAML mapping; a key it does not know is refused.

    `short_form` names the field that may stand for the whole record (None: none may); `open_form` the field whose entries may
    stand in place of the record's own keys, which is so where none of the keys is one of its own. Of each group in `one_of`,
    exactly one field must be given; of each in `at_most_one`, no more than one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)

    short_form: ClassVar[str | None] = None
    open_form: ClassVar[str | None] = None
    one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    at_most_one: ClassVar[tuple[tuple[str, ...], ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _full_form(cls, value: object) -> object:
        if isinstance(value, Mapping):
            return {cls.open_form: value} if cls.open_form is not None and cls.is_open(value) else value
        if cls.short_form is not None and value is not None and not isinstance(value, BaseModel):
            return {cls.short_form: value}
        return value

    @classmethod
    def is_open(cls, keys: Iterable[str]) -> bool:
        """Whether a mapping with these keys stands for the field `open_form`: there are some, and none is a field."""
        found = set(keys)
        return cls.open_form is not None and bool(found) and found.isdisjoint(cls.model_fields)
