"""How past judgements turned out: in words, as Markdown, and as plain data for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefgen import calibration
from briefgen.cli import targets
from briefgen.errors import NotFound, OutputFailed

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.calibration import Forecast, TrackRecord, Verdict, Word
    from briefgen.project import Project


# --- what is meant ---------------------------------------------------------------------------------------------------


def gathered(project: Project, brief: str | None) -> TrackRecord:
    """All that is known of a brief, or of every brief of the project. Raises NotFound, ProjectError, InvalidBrief."""
    from briefgen import track_record
    from briefgen.record import editions as kept

    frozen, files = kept.briefs(project), {path.stem: path for path in project.briefs()}
    if brief is None:
        return track_record.gather(dict(sorted({**dict.fromkeys(frozen), **files}.items())), project)
    if brief in frozen and brief not in files:
        return track_record.gather({brief: None}, project)
    try:
        (target,) = targets.find([brief])
    except NotFound as error:
        raise NotFound("brief", brief, [*files, *frozen]) from error
    return track_record.gather({target.brief.stem: target.brief}, target.project)


def write_page(target: Path, found: TrackRecord, project: Project) -> None:
    """Writes the page, with the templates of the project. Raises OutputFailed, TemplateFailed."""
    from briefgen import track_record
    from briefgen.placing import place

    try:
        place(target, track_record.page(found, project))
    except OutputFailed as error:
        raise OutputFailed(error.message, "name another file for the page, such as --html calibration.html") from error


# --- in words --------------------------------------------------------------------------------------------------------

_CELLS = 25
"""Letters of a chart, so that one stands for four per cent."""

_VERDICTS: Mapping[Verdict, str] = {
    "within": "within its band",
    "above": "more often than the word says",
    "below": "less often than the word says",
    "too-few": "too few to tell",
}

_APART: Mapping[str, str] = {
    "unanswered": "past their horizon, without an outcome",
    "partly": "occurred in part: not scored",
    "unknown": "outcome unknown: not scored",
    "hindsight": "in no edition before the outcome was known: not scored",
    "moved": "horizon moved before it passed: not scored",
}
"""Fields of `Sorted` that are told forecast by forecast, with their headings."""


def as_text(found: TrackRecord) -> Iterator[str]:
    """The scores, a chart of the words in letters, and what was not scored."""
    yield _summary(found)
    yield from _scores(found)
    if found.forecasts.scored:
        yield ""
        yield from _chart(calibration.words(found.forecasts.scored))
    for heading, lines in _apart(found):
        yield ""
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)


def as_markdown(found: TrackRecord) -> Iterator[str]:
    """The same as Markdown, with the words as a table too."""
    yield "# How past judgements turned out"
    yield ""
    yield f"**{found.marking}**"
    yield ""
    yield f"{_summary(found)}."
    yield ""
    yield from _scores(found)
    if found.forecasts.scored:
        records = calibration.words(found.forecasts.scored)
        yield ""
        yield "| word | band | forecasts | occurred | share | 95 % interval | |"
        yield "| --- | --- | ---: | ---: | ---: | --- | --- |"
        for word in records:
            share, interval = _percent(word.share), _interval(word)
            counted = f"{word.forecasts} | {word.occurred} | {share} | {interval} | {_VERDICTS[word.verdict]}"
            yield f"| {_named(word)} | {_band(word)} | {counted} |"
        yield ""
        yield from ("```", *_chart(records), "```")
    for heading, lines in _apart(found):
        yield ""
        yield f"## {heading[0].upper()}{heading[1:]}"
        yield ""
        yield from (f"- {line}" for line in lines)


def _summary(found: TrackRecord) -> str:
    scored = found.forecasts.scored
    of = found.briefs[0] if len(found.briefs) == 1 else _number(len(found.briefs), "brief")
    told = f"{of} on {found.day}: {_number(len(scored), 'forecast')} scored, of {_number(found.editions, 'edition')}"
    gone = f", {len(found.withdrawn)} withdrawn left out" if found.withdrawn else ""
    waiting = f", {len(found.forecasts.pending)} not due yet" if found.forecasts.pending else ""
    return f"{told}{gone}{waiting}"


def _scores(found: TrackRecord) -> Iterator[str]:
    scored = found.forecasts.scored
    score, usual, rate = calibration.brier(scored), calibration.reference(scored), calibration.base_rate(scored)
    if score is None or usual is None or rate is None:
        yield "Nothing can be scored yet: a judgement counts that a frozen edition makes and that has an `outcome:`"
        yield "of a later day, `occurred` or `did-not-occur`."
        return
    yield f"Brier score {score:.3f}; 0 is the best, and a word counts as the middle of its band."
    yield f"Who always says {_percent(rate)}, the share of all that occurred, has {usual:.3f}."


def _chart(records: Sequence[Word]) -> Iterator[str]:
    """A line for each word: its band, the share that occurred, and the interval of that share, from 0 to 100 %."""
    names = [(_named(word), _band(word)) for word in records]
    name, band = (max(map(len, column)) for column in zip(*names, strict=True))
    counts = [f"{word.occurred} of {word.forecasts}" for word in records]
    count = max(map(len, counts))
    yield f"{'':<{name + band + 4}}{'0 %':<11}{'50 %':<9}100 %"
    for word, (called, range_), counted in zip(records, names, counts, strict=True):
        told = f"{counted:>{count}}, {_percent(word.share):>5} ({_interval(word)}): {_VERDICTS[word.verdict]}"
        yield f"{called:<{name}}  {range_:>{band}}  {_bar(word)}  {told}"
    yield "▒ the band of the word   ● the share that occurred   ─ the 95 % interval of that share"


def _bar(word: Word) -> str:
    cells = ["·"] * _CELLS
    for letter, (begin, end) in (("─", word.interval), ("▒", (word.row.start / 100, word.row.end / 100))):
        for place in range(_cell(begin), _cell(end, is_end=True) + 1):
            cells[place] = letter
    cells[_cell(word.share)] = "●"
    return "".join(cells)


def _cell(part: float, *, is_end: bool = False) -> int:
    """The letter in which a place from 0 to 1 stands; an end that falls between two letters is in the first."""
    place = part * _CELLS
    return max(0, min(_CELLS - 1, int(place) - (is_end and place == int(place))))


def _apart(found: TrackRecord) -> Iterator[tuple[str, list[str]]]:
    """What was not scored: headings, each with a line for every forecast. A judgement asks for its outcome once."""
    for name, heading in _APART.items():
        lines: dict[object, str] = {}
        for number, forecast in enumerate(getattr(found.forecasts, name)):
            key = (forecast.brief, forecast.id, forecast.by) if name == "unanswered" else number
            lines.setdefault(key, _line(forecast))
        if lines:
            yield heading, list(lines.values())
    if found.withdrawn:
        yield "withdrawn editions", list(found.withdrawn)


def _line(forecast: Forecast) -> str:
    where = forecast.edition or f"{forecast.brief} (the file as it stands)"
    by = f", by {forecast.by}" if forecast.by else ""
    known = f": {forecast.outcome.result}, known on {forecast.outcome.date}" if forecast.outcome else ""
    gone = f"; {forecast.last} has it last" if forecast.last is not None and forecast.outcome is None else ""
    return f"{where}: {forecast.id}, {forecast.likelihood}{by}{known}{gone}"


def _named(word: Word) -> str:
    return " or ".join(word.used)


def _band(word: Word) -> str:
    from briefgen.i18n import Language

    return Language.load("en").range_text(word.row).replace("\xa0", " ")


def _interval(word: Word) -> str:
    low, high = (round(100 * end) for end in word.interval)
    return f"{low}–{high} %"


def _percent(part: float) -> str:
    return f"{round(100 * part)} %"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


# --- for programs ----------------------------------------------------------------------------------------------------


def as_data(found: TrackRecord) -> dict[str, Any]:
    """The same for programs: scores (null where nothing was scored), words, and every forecast in its place."""
    scored = found.forecasts.scored
    return {
        "briefs": list(found.briefs),
        "date": found.day.isoformat(),
        "editions": found.editions,
        "withdrawn": list(found.withdrawn),
        "marking": found.marking,
        "brier": calibration.brier(scored),
        "base_rate": calibration.base_rate(scored),
        "reference": calibration.reference(scored),
        "words": [_word_data(word) for word in calibration.words(scored)],
        **{
            field.name: [_forecast_data(forecast) for forecast in getattr(found.forecasts, field.name)]
            for field in dataclasses.fields(found.forecasts)
        },
    }


def _word_data(word: Word) -> dict[str, Any]:
    return {
        "scale": word.scale.id,
        "words": list(word.used),
        "low": word.row.low,
        "high": word.row.high,
        "probability": calibration.midpoint(word.row),
        "forecasts": word.forecasts,
        "occurred": word.occurred,
        "share": word.share,
        "interval": list(word.interval),
        "verdict": word.verdict,
    }


def _forecast_data(forecast: Forecast) -> dict[str, Any]:
    known = forecast.outcome
    return {
        "brief": forecast.brief,
        "id": forecast.id,
        "text": forecast.text,
        "likelihood": forecast.likelihood,
        "probability": forecast.probability,
        "by": forecast.by and forecast.by.isoformat(),
        "edition": forecast.edition,
        "made": forecast.made.isoformat(),
        "last": forecast.last,
        "outcome": known and {"result": known.result.value, "date": known.date.isoformat()},
    }
