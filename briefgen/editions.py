"""Editions: freezing what a brief says today, correcting it, taking it back, and proving that nothing has changed since.

An edition holds every file of the project that a build of it reads, so its folder `files` is a project of its own, from which
the same tools make the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from briefgen import pipeline, placing, record, since
from briefgen.diagnostics import to_dict
from briefgen.errors import HeldBack, NotFound, OutputFailed, ProjectError
from briefgen.load import house, load
from briefgen.model import patterns
from briefgen.model.brief import Brief, Correction
from briefgen.model.edition import Edition, Event, FrozenMemo
from briefgen.model.results import BuildRequest, Built
from briefgen.placing import place
from briefgen.project import Project, Reads, shipped
from briefgen.record import editions as kept
from briefgen.write import engine

TOOLS = (
    "briefgen", "weasyprint", "pydyf", "fonttools", "jinja2", "markupsafe", "babel", "markdown-it-py", "nh3", "css-inline",
)  # fmt: skip
"""The distributions whose versions decide the bytes of a memo, beside Pango."""


def freeze(brief: Path, project: Project) -> Edition:
    """Freezes the brief as it stands as its next edition, and gives that.

    Raises HeldBack with the findings that hold it back, ProjectError where its day has an edition or a later one stands, and
    whatever a build raises. Nothing is left behind then.
    """
    with kept.alone_with(project, brief.stem):
        known = kept.editions(project, brief.stem)
        day = load(brief, project).brief.date
        for edition in known:
            if edition.date == day:
                hint = f"give the brief another `date:`, or correct that edition: briefgen edition correct {brief.stem}"
                raise ProjectError(f"there is an edition {edition.name} already", hint)
            if edition.date > day:
                hint = f"give the brief a `date:` after {edition.date}"
                raise ProjectError(f"a later edition stands already: {edition.name}", hint)
        return _enter(_Freezing(brief, project, day.isoformat()))


def correct(brief: Path, project: Project, *, because: str) -> Edition:
    """Freezes the brief as it stands as a correction of its last edition, which it names with the reason in its memos.

    Raises as `freeze` does; ProjectError where there is no edition to correct.
    """
    with kept.alone_with(project, brief.stem):
        known = kept.editions(project, brief.stem)
        if not known:
            hint = f"freeze a first one: briefgen edition new {brief.stem}"
            raise ProjectError(f"there is no edition of {brief.stem} to correct", hint)
        day, last = load(brief, project).brief.date, known[-1]
        if day < last.date:
            raise ProjectError(
                f"a later edition stands already: {last.name}", f"give the brief the `date:` {last.date}"
            )
        same = sum(edition.date == day for edition in known)
        key = f"{day.isoformat()}.{same + 1}" if same else day.isoformat()
        return _enter(_Freezing(brief, project, key, last.number + 1, last, because))


def carry(brief: Path, project: Project, day: datetime.date) -> Edition:
    """Freezes the brief, in which nothing has changed since its last edition, as an edition of that day, which says so.

    Raises as `freeze` does; ProjectError where there is no edition to carry on, or where something has changed.
    """
    with kept.alone_with(project, brief.stem):
        known = kept.editions(project, brief.stem)
        standing = [edition for edition in known if kept.withdrawal(project, edition) is None]
        if not standing:
            raise ProjectError(f"there is no edition of {brief.stem} to carry on", None)
        if known[-1].date >= day:
            raise ProjectError(f"a later edition stands already: {known[-1].name}", None)
        last = standing[-1]
        if not since.is_same(since.frozen(last, project), load(brief, project).brief):
            hint = "give it the `date:` of its next edition"
            raise ProjectError(f"{brief.stem} has changed since {last.name}, and its date has not", hint)
        return _enter(_Freezing(brief, project, day.isoformat(), carries=last))


class _Freezing(NamedTuple):
    """What is to be frozen, and under which name. `number` None: the next one; `corrects` None: it corrects nothing.

    `carries` is the edition that this one carries on; None: none.
    """

    brief: Path
    project: Project
    key: str
    number: int | None = None
    corrects: Edition | None = None
    because: str | None = None
    carries: Edition | None = None


def notice(corrected: Edition | None, because: str | None) -> Correction | None:
    """What the memos of a correction print; None where nothing is corrected."""
    return None if corrected is None else Correction(text=because or "", date=corrected.date)


def _enter(freezing: _Freezing) -> Edition:
    project = freezing.project
    house.require(project)
    with tempfile.TemporaryDirectory(prefix="briefgen-edition-") as output, project.reading() as reads:
        day = datetime.date.fromisoformat(freezing.key) if freezing.carries else None
        brief = load(freezing.brief, project, date=day).brief
        correction = notice(freezing.corrects, freezing.because)
        request = BuildRequest(
            freezing.brief,
            output=Path(output),
            number=freezing.number,
            correction=correction,
            frozen=True,
            date=day,
            carries=freezing.carries,
        )
        built = pipeline.build(request, project)
        if built.draft:
            raise HeldBack(f"{freezing.brief.stem} has findings, and nothing was frozen", built.diagnostics)
        memos = {file.path.name: file.path.read_bytes() for file in built.written}
    files = _read_again(reads, project)
    edition = _edition(freezing, brief, built, files)
    kept.enter(project, edition, files, memos)
    return edition


def _read_again(reads: Reads, project: Project) -> dict[str, bytes]:
    """Every file of the project that was read, by its path from the root.

    What ships with the tool is named by its version. Raises OutputFailed where a file has changed since it was read.
    """
    tool, lock = shipped("templates"), project.root / record.LOCK_FILE
    files: dict[str, bytes] = {}
    for path, sha256 in sorted({**reads.files, **({lock: ""} if project.exists(lock) else {})}.items()):
        if path.is_relative_to(tool) or not path.is_relative_to(project.root):
            continue
        content = project.read_bytes(path)
        if hashlib.sha256(content).hexdigest() != sha256 and path != lock:  # the build itself adds to that one
            raise OutputFailed(f"{project.shown(path)} changed while it was being frozen", "freeze it again")
        files[path.relative_to(project.root).as_posix()] = content
    return files


def _edition(freezing: _Freezing, brief: Brief, built: Built, files: Mapping[str, bytes]) -> Edition:
    project = freezing.project
    found = [to_dict(finding) for finding in built.diagnostics]
    return Edition(
        brief=freezing.brief.stem,
        key=freezing.key,
        number=freezing.number or brief.number,
        date=brief.date,
        cutoff=freezing.carries.cutoff if freezing.carries else brief.cutoff or brief.date,
        title=brief.title.text,
        made=project.today,
        source=freezing.brief.resolve().relative_to(project.root).as_posix(),
        files={path: hashlib.sha256(content).hexdigest() for path, content in files.items()},
        memos=tuple(
            FrozenMemo(file.path.name, file.sha256, file.audience, file.format, file.pages, file.marking)
            for file in built.written
        ),
        versions=versions(),
        findings=tuple(finding for finding in found if finding["waived"] is None),
        waivers=tuple(finding for finding in found if finding["waived"] is not None),
        corrects=freezing.corrects.key if freezing.corrects else None,
        because=freezing.because,
        carries=freezing.carries.key if freezing.carries else None,
    )


def versions() -> dict[str, str]:
    """The versions of the tools that make a memo."""
    return {**{tool: version(tool) for tool in TOOLS}, "pango": engine.engine_report().pango}


# --- finding, taking back --------------------------------------------------------------------------------------------


def find(words: str, project: Project) -> Edition:
    """The edition that `BRIEF` (its newest), `BRIEF@DATE`, `BRIEF@NUMBER` or `BRIEF@WEEK` names, the newest of that ISO week.

    Raises NotFound.
    """
    name, _, which = words.partition("@")
    known = kept.editions(project, name)
    if not known:
        raise NotFound("edition", words, kept.briefs(project))
    if not which:
        return known[-1]
    for edition in known:
        if which in (edition.key, str(edition.number)):
            return edition
    of_the_week = [edition for edition in known if which == patterns.iso_week(edition.date)]
    if of_the_week:
        return of_the_week[-1]
    raise NotFound("edition", words, [edition.name for edition in known])


def withdraw(edition: Edition, project: Project, *, by: str, because: str, at: datetime.datetime) -> Event:
    """Takes an edition back. Raises ProjectError where it was taken back already."""
    event = Event("withdrawn", at, by, because, kept.WITHDRAWN)
    try:
        kept.enter_event(project, edition, event)
    except FileExistsError:
        told = project.shown(kept.folder(project, edition.brief, edition.key) / event.file)
        raise ProjectError(f"{edition.name} is withdrawn already", f"see {told}") from None
    return event


# --- proving ---------------------------------------------------------------------------------------------------------


class Fault(NamedTuple):
    """What is amiss with an edition, and how to mend it. `file` is from the project's root."""

    file: str
    message: str
    hint: str


RESTORE = "restore it from version control; no file of an edition ever changes or goes"


def faults(edition: Edition, project: Project) -> Iterator[Fault]:
    """Every file of an edition that is missing, altered or not its own, and every event that cannot be read."""
    home = kept.folder(project, edition.brief, edition.key)
    expected = {home / kept.FILES / path: sha256 for path, sha256 in edition.files.items()}
    expected |= {home / kept.MEMOS / memo.file: memo.sha256 for memo in edition.memos}
    for path, sha256 in expected.items():
        shown = project.shown(path)
        try:
            content = project.read_bytes(path)
        except OSError:
            yield Fault(shown, "is missing", RESTORE)
        else:
            if hashlib.sha256(content).hexdigest() != sha256:
                yield Fault(shown, "is not what was frozen", RESTORE)
    for path in sorted(home.rglob("*")):
        is_own = path in expected or path.is_dir() or (path.parent == home and path.suffix == ".json")
        if not is_own and not placing.is_left_over(path):  # the next event takes that away
            yield Fault(project.shown(path), "is no part of the edition", "move it elsewhere")
    try:
        yield from _events_of_other_bytes(edition, project)
    except ProjectError as error:
        yield Fault(project.shown(home), error.message, error.hint or RESTORE)


def _events_of_other_bytes(edition: Edition, project: Project) -> Iterator[Fault]:
    known = {memo.file: memo.sha256 for memo in edition.memos}
    home = kept.folder(project, edition.brief, edition.key)
    for event in kept.events(project, edition):
        for memo, sha256 in event.memos.items():
            if known.get(memo) != sha256:
                message = f"names bytes of {memo} that this edition does not hold"
                hint = "restore it from version control; what was approved counts for those bytes alone"
                yield Fault(project.shown(home / event.file), message, hint)


def strangers(brief: str, project: Project) -> Iterator[Fault]:
    """What lies among the editions of a brief and is none, such as a copy that a synced folder has made."""
    for name in kept.names(project, brief):
        if not kept.is_key(name):
            hint = "move it elsewhere; if it is an edition that lost its name, restore that from version control"
            yield Fault(project.shown(kept.folder(project, brief, name)), "is no edition", hint)


def gone(known: Sequence[Edition]) -> Iterator[Fault]:
    """The numbers that an edition should have had before another one of the same brief."""
    numbers = {edition.number for edition in known}
    for edition in known:
        if edition.number - 1 not in numbers and edition.number != min(numbers):
            path = f"{kept.FOLDER.as_posix()}/{edition.brief}"
            yield Fault(path, f"has no No {edition.number - 1}, and {edition.name} is No {edition.number}", RESTORE)


def numbered_twice(known: Sequence[Edition]) -> Iterator[Fault]:
    """Editions of one brief that have the same number, as two branches make them that were merged."""
    seen: dict[int, Edition] = {}
    for edition in known:
        first = seen.setdefault(edition.number, edition)
        if first is not edition:
            hint = "one of them must go: withdraw it, or take its folder out of version control before it is delivered"
            yield Fault(
                f"{kept.FOLDER.as_posix()}/{edition.brief}/{edition.key}",
                f"has the number of {first.name}, {edition.number}",
                hint,
            )


def other_versions(edition: Edition) -> dict[str, tuple[str, str]]:
    """The tools whose versions are not those of the record: name → recorded, present."""
    present = versions()
    return {
        tool: (recorded, present.get(tool, "none"))
        for tool, recorded in edition.versions.items()
        if present.get(tool) != recorded
    }


def rebuilt(edition: Edition, project: Project) -> Iterator[Fault]:
    """The memos that do not come out of the frozen files as they were frozen. Raises whatever a build raises."""
    home = kept.folder(project, edition.brief, edition.key)
    known = {one.key: one for one in kept.editions(project, edition.brief)}
    corrected, carried = known.get(edition.corrects or ""), known.get(edition.carries or "")
    with tempfile.TemporaryDirectory(prefix="briefgen-edition-") as folder:
        for path in edition.files:  # a copy: a build adds to the record of archives
            place(Path(folder) / kept.FILES / path, project.read_bytes(home / kept.FILES / path))
        inner = Project(Path(folder) / kept.FILES, project.today)
        request = BuildRequest(
            inner.root / edition.source,
            output=Path(folder) / kept.MEMOS,
            number=edition.number,
            correction=notice(corrected, edition.because),
            frozen=True,
            date=edition.date if carried else None,
            carries=carried,
        )
        made = {
            file.path.name: FrozenMemo(
                file.path.name, file.sha256, file.audience, file.format, file.pages, file.marking
            )
            for file in pipeline.build(request, inner).written
        }
    for memo in edition.memos:
        yield from _otherwise(memo, made.get(memo.file), edition, project)


def _otherwise(memo: FrozenMemo, made: FrozenMemo | None, edition: Edition, project: Project) -> Iterator[Fault]:
    """What the record says of a memo that is not so of the one that was made again; None: none was."""
    home = kept.folder(project, edition.brief, edition.key)
    if made is None or made.sha256 != memo.sha256:
        message = "does not come out of the frozen files in the same bytes"
        yield Fault(project.shown(home / kept.MEMOS / memo.file), message, "compare the versions that made it")
    for name in ("audience", "format", "marking") if made else ():
        if (said := getattr(memo, name)) != (is_ := getattr(made, name)):
            message = f"says {said} of {memo.file}, and its {name} is {is_}"
            yield Fault(project.shown(home / kept.ABOUT), message, RESTORE)
