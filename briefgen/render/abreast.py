"""The HTML of the page that shows two texts of a brief side by side, and what its template can call."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.audience import Audience
from briefgen.model.base import UNKNOWN
from briefgen.model.brief import Brief
from briefgen.model.changes import Change, ChangeKind, is_gone, things
from briefgen.model.comparison import Comparison, Text
from briefgen.model.items import Event
from briefgen.model.results import SourceBase, TailoredBrief
from briefgen.model.statement import Item, Statement
from briefgen.project import Project
from briefgen.render import failures, house, looks, templates
from briefgen.render.fields import Fields
from briefgen.render.standing import Standing, Standings
from briefgen.render.words import Words
from briefgen.standards import MarkingScheme
from briefgen.text import plain
from briefgen.text.collation import Stretch, collated

TEMPLATE = "changes.html.j2"
FOLDER = "changes"
"""The folder of the page's template and styles, below the project's `templates/` and below the shipped one."""


def render(comparison: Comparison, scheme: MarkingScheme, project: Project) -> tuple[str, str]:
    """The HTML, and where its references start from (a file: URL). Raises TemplateFailed."""
    language = house.dated(Language.load(comparison.now.brief.language or DEFAULT_TAG), project)
    audience = Audience(name=FOLDER, title=language.label("changes.title"), ceiling=comparison.marking, sections=())
    places = templates.Places(project, audience)
    environment = templates.environment(places)
    page = _Page(comparison, language, audience)
    environment.globals.update(page.names())
    environment.globals |= {
        "stylesheets": places.stylesheets(),
        "house": house.house(project, language, "screen"),
        "styles": looks.styles(project.settings.brand.paper, language, scheme, comparison.marking, page.margins()),
    }
    with failures.told(places, environment):
        return environment.get_template(TEMPLATE).render(), templates.base_url()


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field that changed, with its values or both wordings; `kind` is how it changed."""

    kind: ChangeKind
    name: str
    before: str
    now: str
    stretches: tuple[Stretch, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """A thing as it stands in one of the texts; `standing` is that of a statement or an event."""

    standing: Standing | None


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """A thing that changed: how, as it was and as it is, why, and the sources that it rests on.

    A side is None where the thing is not there; `stretches` are its words on both sides, word by word.
    """

    id: str
    called: str
    kinds: tuple[ChangeKind, ...]
    before: Side | None
    now: Side | None
    stretches: tuple[Stretch, ...]
    fields: tuple[Field, ...]
    why: str
    sources: tuple[str, ...]


class _Page:
    """The page as its template sees it."""

    def __init__(self, comparison: Comparison, language: Language, audience: Audience) -> None:
        self.comparison, self.language = comparison, language
        self.words = Words(language, language.direction)
        before, now = (_bare(text, audience) for text in (comparison.before, comparison.now))
        self._stood, self._stands = Standings(before, self.words), Standings(now, self.words)
        self._fields = Fields(self.words, self._stood, self._stands, self._source)
        self._old, self._new = (dict(_by_id(side.brief)) for side in (comparison.before, comparison.now))

    def names(self) -> Mapping[str, Any]:
        """Every name that the template can use, besides what Jinja has."""
        functions: tuple[Callable[..., Any], ...] = (
            self.words.label, self.words.isolate, self.words.capital, self.parts, self.unchanged,
        )  # fmt: skip
        return {
            **{function.__name__: function for function in functions},
            "comparison": self.comparison,
            "count": len(things(self.comparison.changes)),
            "marking": self.comparison.marking,
            "language": self.language.tag,
            "direction": self.language.direction,
            "day": self.language.day,
        }

    def margins(self) -> tuple[str, str]:
        """The words above the text of every printed page, and those before the page number."""
        names = (self.words.isolate(text.name) for text in (self.comparison.before, self.comparison.now))
        head = " · ".join((self.words.label("changes.title"), *names))
        audience = self.comparison.audience
        key = "changes.internal_short" if audience is None else "changes.seen_short"
        foot = self.words.label(key, **({} if audience is None else {"audience": audience}))
        return head, f"{foot}  ·  "

    # --- what changed ------------------------------------------------------------------------------------------------

    def parts(self) -> list[tuple[str, str, list[Thing]]]:
        """What changed by the part of a brief it stands in: the part's name, its heading, its things."""
        told = [change for change in self.comparison.changes if change.kind != "unchanged"]
        order = list(dict.fromkeys(change.collection for change in told))
        told.sort(key=lambda change: order.index(change.collection))
        return [
            (collection, self._heading(collection), list(self._things(list(group))))
            for collection, group in itertools.groupby(told, key=lambda change: change.collection)
        ]

    def unchanged(self) -> list[str]:
        """The words of the judgements that are as they were."""
        same = (change.id for change in self.comparison.changes if change.kind == "unchanged")
        return [self.words.isolate(_told(self._new["judgements", id_])) for id_ in same]

    def _heading(self, collection: str) -> str:
        key = f"section.{collection}"
        return self.words.label(key if key in self.language.labels else f"thing.{collection}")

    def _things(self, changes: list[Change]) -> Iterator[Thing]:
        for id_, group in itertools.groupby(changes, key=lambda change: change.id):
            yield self._thing(id_, list(group))

    def _thing(self, id_: str, changes: list[Change]) -> Thing:
        first = changes[0]
        now = self._new.get((first.collection, id_))
        before = self._old.get((first.collection, self._former(first.collection, id_)))
        worded = next((change for change in changes if change.field in (None, "text")), None)
        was, is_ = (_told(before), _told(now)) if worded is None else (worded.before or "", worded.now or "")
        gone = is_gone(first)
        return Thing(
            id=id_,
            called=self.words.label(f"thing.{first.collection}"),
            kinds=tuple(dict.fromkeys(change.kind for change in changes)),
            before=None if first.kind == "new" and first.field is None else Side(_standing(before, self._stood)),
            now=None if gone else Side(_standing(now, self._stands)),
            stretches=collated(was, is_),
            fields=tuple(self._field(change) for change in changes if change.field not in (None, "text")),
            why=self.words.isolate(plain(next((change.why for change in changes if change.why), ""))),
            sources=tuple(map(self._source, getattr(before if gone else now, "evidence", ()))),
        )

    def _former(self, collection: str, id_: str) -> str:
        """The id that a thing had."""
        item = self._new.get((collection, id_))
        was = item.was if item is not None else None
        return id_ if was is None or (collection, was) not in self._old or (collection, was) in self._new else was

    def _field(self, change: Change) -> Field:
        name = self.words.capital(self._fields.name(change)) or (change.field or "")
        if change.kind == "reworded":
            words = collated(plain(change.before or ""), plain(change.now or ""))
            return Field(change.kind, name, "", "", words)
        return Field(change.kind, name, *self._fields.values(change))

    def _source(self, id_: str) -> str:
        """What a source is called: its title and its publisher."""
        source = self.comparison.now.brief.sources.get(id_) or self.comparison.before.brief.sources.get(id_)
        if source is None:
            return self.words.isolate(id_)
        publisher = source.publisher if source.publisher != UNKNOWN else None
        return self.words.isolate(", ".join(filter(None, (source.title, publisher))))


def _bare(text: Text, audience: Audience) -> TailoredBrief:
    """A text as what is asked for speakers: nothing of it is printed by it."""
    brief = text.brief
    if brief.treaty is not None:
        brief = brief.model_copy(update={"treaties": brief.all_treaties, "treaty": None})
    return TailoredBrief(
        name=text.name,
        brief=brief,
        audience=audience,
        marking=audience.ceiling,
        texts={},
        sources=(),
        references={},
        source_base=SourceBase(0, 0, 0),
        decisions=(),
    )


def _by_id(brief: Brief) -> Iterator[tuple[tuple[str, str], Item]]:
    return (((collection, item.id), item) for collection, item in brief.items())


def _told(item: Item | None) -> str:
    """The words by which a thing is told; empty where it has none."""
    words = next((words for name in ("text", "name", "title") if (words := getattr(item, name, None))), "")
    return " ".join(plain(words).split())


def _standing(item: Item | None, standings: Standings) -> Standing | None:
    if isinstance(item, Statement):
        return standings.standing(item)
    found = standings.standings(item) if isinstance(item, Event) else []
    return found[0] if found else None
