"""The HTML of the page that tells how past judgements turned out, and what its template can call."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from briefgen import calibration
from briefgen.calibration import Forecast, TrackRecord
from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.audience import Audience
from briefgen.project import Project
from briefgen.render import failures, house, looks, templates
from briefgen.render.words import Words
from briefgen.standards import MarkingScheme

TEMPLATE = "calibration.html.j2"
FOLDER = "calibration"
"""The folder of the page's template and styles, below the project's `templates/` and below the shipped one."""

APART = ("unanswered", "partly", "unknown", "hindsight", "moved")
"""What is listed forecast by forecast, in this order: fields of `Sorted`."""


def render(record: TrackRecord, scheme: MarkingScheme, project: Project) -> tuple[str, str]:
    """The HTML, and where its references start from (a file: URL). Raises TemplateFailed."""
    language = house.dated(Language.load(project.settings.defaults.language or DEFAULT_TAG), project)
    title = language.label("calibration.title")
    audience = Audience(name=FOLDER, title=title, ceiling=record.marking, sections=())
    places = templates.Places(project, audience)
    environment = templates.environment(places)
    page = _Page(record, language)
    environment.globals.update(page.names())
    environment.globals |= {
        "stylesheets": places.stylesheets(),
        "house": house.house(project, language, "screen"),
        "marking": record.marking,
        "styles": looks.styles(project.settings.brand.paper, language, scheme, record.marking, (page.head(), "")),
    }
    with failures.told(places, environment):
        return environment.get_template(TEMPLATE).render(), templates.base_url()


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A word in the chart and in the table. `band`, `line` and `disc` are places from the left, in per cent."""

    name: str
    range: str
    forecasts: str
    occurred: str
    share: str
    interval: str
    verdict: str
    said: str
    band: tuple[float, float]
    line: tuple[float, float]
    disc: float


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A forecast in a list."""

    name: str
    text: str
    likelihood: str
    by: str
    made: str
    outcome: str


class _Page:
    """The page as its template sees it."""

    def __init__(self, record: TrackRecord, language: Language) -> None:
        self.record, self.language = record, language
        self.words = Words(language, language.direction)
        self.scored = record.forecasts.scored

    def names(self) -> Mapping[str, Any]:
        """Every name that the template can use, besides what Jinja has."""
        language, record = self.language, self.record
        functions: tuple[Callable[..., Any], ...] = (
            self.words.label, self.words.isolate, self.score, self.reference, self.rows, self.apart, self.x, self.percent,
        )  # fmt: skip
        return {
            **{function.__name__: function for function in functions},
            "title": self._title(),
            "day": language.day(record.day),
            "count": len(self.scored),
            "editions": self.words.label("calibration.editions", count=record.editions),
            "pending": len(record.forecasts.pending),
            "withdrawn": self.words.isolate(language.join(record.withdrawn)),
            "language": language.tag,
            "direction": language.direction,
        }

    def head(self) -> str:
        """The words above the text of every printed page."""
        return f"{self._title()} · {self.language.day(self.record.day)}"

    def _title(self) -> str:
        briefs = self.record.briefs
        many = self.words.label("calibration.briefs", count=len(briefs))
        names = self.words.isolate(briefs[0]) if len(briefs) == 1 else many
        return self.words.label("calibration.of", title=self.words.label("calibration.title"), names=names)

    # --- numbers -----------------------------------------------------------------------------------------------------

    def score(self) -> str:
        """The Brier score; empty where nothing was scored."""
        return self._thousandths(calibration.brier(self.scored))

    def reference(self) -> str:
        """What the base rate would have scored; empty where nothing was scored."""
        rate = calibration.base_rate(self.scored)
        if rate is None:
            return ""
        told = self._thousandths(calibration.reference(self.scored))
        return self.words.label("calibration.reference_note", score=told, rate=self.percent(rate))

    def _thousandths(self, score: float | None) -> str:
        return "" if score is None else self.language.decimal(Decimal(f"{score:.3f}"))

    def percent(self, part: float) -> str:
        """A part of one as whole per cent."""
        return self.words.isolate(self.words.label("calibration.percent", number=round(100 * part)))

    def x(self, part: float) -> float:
        """A part of the scale as per cent from the left."""
        return round(100 * part if self.language.direction == "ltr" else 100 - 100 * part, 2)

    def _stretch(self, begin: float, end: float) -> tuple[float, float]:
        first, last = sorted((self.x(begin), self.x(end)))
        return first, last

    # --- words and forecasts -----------------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """A row for each word that was used."""
        return [self._row(word) for word in calibration.words(self.scored)]

    def _row(self, word: calibration.Word) -> Row:
        label, number = self.words.label, self.language.number
        low, high = word.interval
        told = {
            "occurred": number(word.occurred),
            "forecasts": number(word.forecasts),
            "share": self.percent(word.share),
            "interval": self.words.isolate(label("range.between", low=round(100 * low), high=round(100 * high))),
            "verdict": label(f"calibration.{word.verdict}"),
        }
        name = self.words.isolate(self.language.join(word.used))
        band = self.words.isolate(self.language.range_text(word.row))
        return Row(
            name=name,
            range=band,
            said=label("calibration.said", word=name, band=band, **told),
            band=self._stretch(word.row.start / 100, word.row.end / 100),
            line=self._stretch(low, high),
            disc=self.x(word.share),
            **told,
        )

    def apart(self) -> list[tuple[str, list[Told]]]:
        """What was not scored, by why; each judgement asks for its outcome once."""
        found = []
        for name in APART:
            those: Sequence[Forecast] = getattr(self.record.forecasts, name)
            if name == "unanswered":
                those = list({(one.brief, one.id, one.by): one for one in reversed(those)}.values())[::-1]
            if those:
                found.append((name, [self._told(one) for one in those]))
        return found

    def _told(self, forecast: Forecast) -> Told:
        isolate, known = self.words.isolate, forecast.outcome
        result = self.words.label(f"outcome.{known.result}") if known else ""
        stands = self.words.label("calibration.as_it_stands", brief=isolate(forecast.brief))
        return Told(
            name=isolate(forecast.id),
            text=forecast.text,
            likelihood=f"{isolate(forecast.likelihood)} ({isolate(self.language.range_text(forecast.row))})",
            by=self.language.day(forecast.by) if forecast.by else "",
            made=isolate(forecast.edition) if forecast.edition else stands,
            outcome=self.words.label("phrase.party_date", party=result, date=self.language.day(known.date))
            if known
            else "",
        )
