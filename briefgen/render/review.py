"""The HTML of the reviewer's page, and what its template can call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefgen.diagnostics import Severity, fatal
from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.audience import Audience
from briefgen.model.review import Review, Reviewed, Told
from briefgen.project import Project
from briefgen.render import failures, house, looks, templates
from briefgen.render.sheet import KINDS, Sheet, kind
from briefgen.render.words import Words
from briefgen.standards import MarkingScheme

TEMPLATE = "review.html.j2"
FOLDER = "review"
"""The folder of the page's template and styles, below the project's `templates/` and below the shipped one."""


def render(reviews: Sequence[Review], scheme: MarkingScheme, project: Project, *, narrowed: bool) -> tuple[str, str]:
    """The HTML, and where its references start from (a file: URL). Raises TemplateFailed."""
    language = house.dated(Language.load(_tag(reviews)), project)
    marking = _marking(reviews, scheme)
    audience = Audience(name=FOLDER, title=language.label("review.title"), ceiling=marking, sections=())
    places = templates.Places(project, audience)
    environment = templates.environment(places)
    page = _Page(reviews, language, narrowed)
    environment.globals.update(page.names())
    environment.globals |= {
        "stylesheets": places.stylesheets(),
        "house": house.house(project, language, "screen"),
        "marking": marking,
        "styles": looks.styles(project.settings.brand.paper, language, scheme, marking, page.margins()),
    }
    with failures.told(places, environment):
        return environment.get_template(TEMPLATE).render(), templates.base_url()


def _tag(reviews: Sequence[Review]) -> str:
    """The language of the briefs, where they have one in common."""
    tags = {review.reviewed.brief.language or DEFAULT_TAG for review in reviews if review.reviewed}
    return tags.pop() if len(tags) == 1 else DEFAULT_TAG


def _marking(reviews: Sequence[Review], scheme: MarkingScheme) -> str:
    """The highest of all that is shown. How a brief is marked that does not load nobody can say: as high as can be."""
    highest = scheme.highest(scheme.labels)
    return scheme.highest([review.reviewed.marking if review.reviewed else highest for review in reviews])


class _Page:
    """The page as its template sees it."""

    def __init__(self, reviews: Sequence[Review], language: Language, narrowed: bool) -> None:
        self.reviews, self.language, self.narrowed = reviews, language, narrowed
        self.words = Words(language, language.direction)

    def names(self) -> Mapping[str, Any]:
        """Every name that the template can use, besides what Jinja has."""
        words, language = self.words, self.language
        functions: tuple[Callable[..., Any], ...] = (
            words.label, words.isolate, words.capital, self.verdict, self.holds, self.counts, self.by_severity,
            self.quotations, self.sheet,
        )  # fmt: skip
        return {
            **{function.__name__: function for function in functions},
            "reviews": self.reviews,
            "narrowed": self.narrowed,
            "language": language.tag,
            "direction": language.direction,
            "day": language.day,
            "number": language.number,
            "join": language.join,
        }

    def margins(self) -> tuple[str, str]:
        """The words above the text of every printed page, and those before the page number."""
        names = self.language.join(self.words.isolate(review.name) for review in self.reviews)
        head = " · ".join((self.words.label("review.title"), names, self.language.day(self.reviews[0].checked)))
        return head, f"{self.words.label('review.internal_short')}  ·  "

    def sheet(self, review: Review, number: int) -> Sheet:
        """What the template calls for one brief; `number` is its place on the page."""
        return Sheet(review, number, self.words)

    # --- what was found ----------------------------------------------------------------------------------------------

    def verdict(self, review: Review) -> str:
        """Whether anything holds the memo back, and what."""
        if review.reviewed is None:
            return self.words.label("review.unread")
        counted = Counter(told.finding.severity for told in _holding(review))
        if not counted:
            return self.words.label("review.free")
        what = self.language.join(self._counted(str(kind), counted[kind]) for kind in Severity if counted[kind])
        return self.words.label("review.held", count=counted.total(), what=what)

    @staticmethod
    def holds(review: Review) -> bool:
        """Whether anything holds the memo back."""
        return review.reviewed is None or bool(_holding(review))

    def counts(self, review: Review) -> str:
        """Everything that was found, counted."""
        kinds = Counter(kind(told) for told in review.told)
        return " · ".join(self._counted(name, kinds[name]) for name in KINDS if kinds[name])

    def _counted(self, name: str, count: int) -> str:
        return self.words.label(f"review.counted.{name}", count=count)

    @staticmethod
    def by_severity(review: Review) -> list[tuple[str, list[Told]]]:
        """The findings by what they weigh; those let pass are a group of their own, the last."""
        found = [(name, [told for told in review.told if kind(told) == name]) for name in KINDS]
        return [(name, those) for name, those in found if those]

    @staticmethod
    def quotations(reviewed: Reviewed) -> tuple[int, int]:
        """How many quotations there are, and how many of them stand verbatim in their archives."""
        entries = reviewed.names.values()
        states = [quoted.state for entry in entries for row in entry.rows for quoted in row.quoted]
        return len(states), states.count("found")


def _holding(review: Review) -> list[Told]:
    return [told for told in review.told if fatal([told.finding], review.level)]
