"""How the desk's words of likelihood turned out: forecasts out of editions, their outcomes, and the scores. It reads no file.

**What is one forecast.** A judgement counts once for each likelihood, wording and horizon with which an edition made it: in
ten weekly editions that say the same it is one forecast, of the first of them; said anew with another likelihood, it is
another. All count alike, as the forecasts that Mandel and Barnes took from reports (“Accuracy of forecasts in strategic
intelligence”, PNAS 111, 2014). Tournaments such as Good Judgment Open score a question on each day that it is open instead;
an edition has no days. A forecast that was made on the day on which the outcome was known, or later, is hindsight and is not
scored, as tournaments score the full days before a question is resolved.

**Which outcome is its own.** That of the same judgement with the same horizon. One that moved its horizon before it had
passed asked another question: it is told, and not scored.

**What a word is worth.** The mid-point of its band: “likely”, 55 to 80 %, is 67.5 %. So even a desk that is always right has
a score above 0. (Probabilities for words can be asked of readers too: Lehner and others, “Using inferred probabilities to
measure the accuracy of imprecise forecasts”, Judgment and Decision Making 7, 2012; Mandel, “Accuracy of intelligence
forecasts from the intelligence consumer's perspective”, 2015. A desk that prints the band beside the word has said which it
means.)

**The score.** Brier, “Verification of forecasts expressed in terms of probability”, Monthly Weather Review 78 (1950), in its
form for two outcomes: the mean of (probability - outcome)², 0 the best, 1 the worst. Beside it stands what somebody would have
scored who always gave the share that occurred. Outcomes that are `partly` or `unknown` are counted apart: to force them to one
side would be a judgement of its own.

**Whether a word holds.** Its share of occurred forecasts has a 95 % interval after Wilson (1927), as Brown, Cai and DasGupta,
“Interval estimation for a binomial proportion” (2001), recommend for few cases. Below `ENOUGH` forecasts, and as long as the
interval lies partly within the band and partly beside it, there are too few to tell.

ICD 203, Analytic Standards, tradecraft standard 8, asks for accurate judgments; it prescribes no measure.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from briefgen import text
from briefgen.model.items import Judgement, Outcome
from briefgen.model.vocabulary import OutcomeResult
from briefgen.standards import LikelihoodScale, Row

ENOUGH = 10
"""Forecasts with one word below which nothing is said of it: one surprise would decide."""

_DEVIATIONS = 1.959964
"""Standard deviations to both sides that hold 95 % of a normal distribution."""

Verdict = Literal["within", "above", "below", "too-few"]
"""Whether the share that occurred lies in the band of the word, with its whole interval; “above”: it lies wholly above."""


class Stood(NamedTuple):
    """A brief as it stood at one time. `edition` is the name of a frozen edition, None for the file as it stands."""

    brief: str
    edition: str | None
    date: datetime.date
    judgements: Mapping[str, Judgement]
    scale: LikelihoodScale


class Forecast(NamedTuple):
    """A judgement as it was first made. `edition` None: no edition has made it, only the file as it stands.

    `id` is the one that it has now, or had last; `last` the edition that holds it last, None for the file as it stands. `by`
    None: it has no horizon. `outcome` None: none is known for that horizon.
    """

    brief: str
    id: str
    text: str
    likelihood: str
    scale: LikelihoodScale
    row: Row
    by: datetime.date | None
    edition: str | None
    made: datetime.date
    last: str | None = None
    outcome: Outcome | None = None

    @property
    def probability(self) -> float:
        """The mid-point of the band of its word."""
        return midpoint(self.row)

    @property
    def occurred(self) -> bool | None:
        """Whether it occurred; None where that is not known, or only partly so."""
        results = {OutcomeResult.OCCURRED: True, OutcomeResult.DID_NOT_OCCUR: False}
        return None if self.outcome is None else results.get(self.outcome.result)


@dataclasses.dataclass(frozen=True, slots=True)
class Sorted:
    """Every forecast in the one place where it counts, each in the order in which it was made.

    `scored` occurred or did not; `partly` and `unknown` have such an outcome; `hindsight` was made when its outcome was known;
    `moved` had its horizon moved before it passed; `unanswered` is past its horizon and has no outcome; `pending` is not
    due yet, or has no horizon.
    """

    scored: tuple[Forecast, ...] = ()
    partly: tuple[Forecast, ...] = ()
    unknown: tuple[Forecast, ...] = ()
    hindsight: tuple[Forecast, ...] = ()
    moved: tuple[Forecast, ...] = ()
    unanswered: tuple[Forecast, ...] = ()
    pending: tuple[Forecast, ...] = ()


class Word(NamedTuple):
    """How the forecasts with one word turned out, or with the words of one row, of which `used` are those that were used.

    `interval` is that of the share that occurred, both ends from 0 to 1.
    """

    scale: LikelihoodScale
    row: Row
    used: tuple[str, ...]
    forecasts: int
    occurred: int
    interval: tuple[float, float]

    @property
    def share(self) -> float:
        """The part that occurred, from 0 to 1."""
        return self.occurred / self.forecasts

    @property
    def verdict(self) -> Verdict:
        """What can be said of the word."""
        low, high = self.interval
        begin, end = self.row.start / 100, self.row.end / 100
        if self.forecasts < ENOUGH:
            return "too-few"
        if low > end:
            return "above"
        if high < begin:
            return "below"
        return "within" if begin <= low and high <= end else "too-few"


@dataclasses.dataclass(frozen=True, slots=True)
class TrackRecord:
    """The forecasts of some briefs up to a day.

    `editions` is how many were read; `withdrawn` name those that were taken back and count for nothing. `marking` is the
    highest of all judgements.
    """

    briefs: tuple[str, ...]
    day: datetime.date
    editions: int
    withdrawn: tuple[str, ...]
    marking: str
    forecasts: Sorted


# --- scores ----------------------------------------------------------------------------------------------------------


def midpoint(row: Row) -> float:
    """The probability that stands for a word: the middle of its band, from 0 to 1."""
    return (row.start + row.end) / 200


def brier(scored: Sequence[Forecast]) -> float | None:
    """The mean of (probability - outcome)²; None where nothing was scored."""
    pairs = [(forecast.probability, bool(forecast.occurred)) for forecast in scored]
    return math.fsum((probability - occurred) ** 2 for probability, occurred in pairs) / len(pairs) if pairs else None


def base_rate(scored: Sequence[Forecast]) -> float | None:
    """The part of all scored forecasts that occurred; None where there are none."""
    return sum(bool(forecast.occurred) for forecast in scored) / len(scored) if scored else None


def reference(scored: Sequence[Forecast]) -> float | None:
    """The Brier score of somebody who always gives the base rate; None where nothing was scored."""
    rate = base_rate(scored)
    return None if rate is None else rate * (1 - rate)


def wilson(occurred: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson; `of` is at least 1."""
    share, squared = occurred / of, _DEVIATIONS**2
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    half = _DEVIATIONS * math.sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def words(scored: Iterable[Forecast]) -> tuple[Word, ...]:
    """A record for each word that was used, scale by scale, the least likely first. Words of one row count together."""
    found: dict[tuple[str, int], list[Forecast]] = {}
    for forecast in scored:
        found.setdefault((forecast.scale.id, forecast.scale.rows.index(forecast.row)), []).append(forecast)
    return tuple(_word(those) for _, those in sorted(found.items(), key=lambda pair: pair[0]))


def _word(those: Sequence[Forecast]) -> Word:
    occurred = sum(bool(forecast.occurred) for forecast in those)
    scale, row = those[0].scale, those[0].row
    said = {" ".join(forecast.likelihood.casefold().split()) for forecast in those}
    used = tuple(word for word in row.words if word.casefold() in said)
    return Word(scale, row, used, len(those), occurred, wilson(occurred, len(those)))


# --- forecasts -------------------------------------------------------------------------------------------------------


def forecasts(stood: Iterable[Stood], today: datetime.date) -> Sorted:
    """Every forecast of some briefs, by what has become of it up to a day.

    `stood` holds the briefs as they stood, those of one brief from the earliest to the file as it stands.
    """
    places: dict[str, list[Forecast]] = {field.name: [] for field in dataclasses.fields(Sorted)}
    for _, group in itertools.groupby(sorted(stood, key=lambda one: one.brief), key=lambda one: one.brief):
        for thread in _threads(group):
            for place, forecast in thread.sorted(today):
                places[place].append(forecast)
    return Sorted(**{name: tuple(found) for name, found in places.items()})


def _threads(stood: Iterable[Stood]) -> list[_Thread]:
    """The judgements of a brief through its editions, whatever ids they had."""
    every: list[_Thread] = []
    known: dict[str, _Thread] = {}
    for one in stood:
        held: dict[str, _Thread] = {}
        for id_, judgement in one.judgements.items():
            thread = known.get(judgement.was or id_) or known.get(id_)
            if thread is None:
                thread = _Thread()
                every.append(thread)
            thread.enter(one, judgement)
            held[id_] = thread
        known |= held
    return every


_Key = tuple[str, str, datetime.date | None]
"""Wording, word and horizon: what makes a forecast another one."""


class _Thread:
    """One judgement through all editions."""

    def __init__(self) -> None:
        self._stood: list[tuple[Stood, Judgement]] = []
        self._firsts: dict[_Key, Forecast] = {}
        self._late: set[_Key] = set()
        self._outcomes: dict[datetime.date | None, Outcome] = {}

    def enter(self, one: Stood, judgement: Judgement) -> None:
        """Adds what one edition says of it."""
        self._stood.append((one, judgement))
        if judgement.outcome is not None:
            self._outcomes[judgement.by] = judgement.outcome
        row = one.scale.row(judgement.likelihood)
        if row is None:
            return
        said = " ".join(text.plain(judgement.text).split())
        key = (said.casefold(), f"{one.scale.id} {row.words[0]}", judgement.by)
        is_late = judgement.outcome is not None
        if is_late and any(by == judgement.by for _, _, by in self._firsts):
            return  # the same forecast, retold with what came of it
        if key not in self._firsts:
            word, by = judgement.likelihood, judgement.by
            self._firsts[key] = Forecast(one.brief, "", said, word, one.scale, row, by, one.edition, one.date)
            self._late |= {key} if is_late else set()

    def sorted(self, today: datetime.date) -> Iterator[tuple[str, Forecast]]:
        """Its forecasts, each with the outcome that is its own and the field of `Sorted` where it counts."""
        last, judgement = self._stood[-1]
        for key, made in self._firsts.items():
            forecast = made._replace(id=judgement.id, last=last.edition, outcome=self._outcomes.get(made.by))
            yield self._place(forecast, today, is_late=key in self._late), forecast

    def _place(self, forecast: Forecast, today: datetime.date, *, is_late: bool) -> str:
        known = forecast.outcome
        if known is not None:
            if is_late or forecast.edition is None or forecast.made >= known.date:
                return "hindsight"
            return known.result.value if forecast.occurred is None else "scored"
        if self._was_moved(forecast):
            return "moved"
        return "unanswered" if forecast.by is not None and forecast.by < today else "pending"

    def _was_moved(self, forecast: Forecast) -> bool:
        """Whether it had another horizon when its own came."""
        until = [judgement.by for one, judgement in self._stood if forecast.by is None or one.date <= forecast.by]
        return bool(until) and until[-1] != forecast.by
