"""The record of editions: `briefs/editions/BRIEF/DATE/`, plain files that travel in version control.

    edition.json         number, dates, hashes, versions, findings, waivers: written once
    files/               every project file that was read, word for word; itself a project that builds the same memos
    memos/               the memos of every audience
    EVENT.json           what happened to it later, one small file each; a name that is taken is never written over

A folder is written beside its place and moved there in one step, only if its name is free. Nothing here ever changes a file.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from briefgen.errors import ProjectError
from briefgen.model.brief import Brief
from briefgen.model.edition import Edition, Event, EventKind, FrozenMemo, Transit
from briefgen.placing import alone, place_folder, place_new, sweep
from briefgen.project import Project, unreadable

FOLDER = Path("briefs/editions")
ABOUT, FILES, MEMOS, WITHDRAWN = "edition.json", "files", "memos", "withdrawn.json"

RESTORE = "restore it from version control; where two branches have both written it, keep one side of the conflict"
"""What mends a file of the record, which never changes."""

_KEY = re.compile(r"\d{4}-\d{2}-\d{2}(?:\.[1-9]\d*)?")
_NOT_EVENTS = {ABOUT}


def folder(project: Project, brief: str, key: str = "") -> Path:
    """Where the editions of a brief stand, or one of them."""
    return project.root / FOLDER / brief / key


def editions(project: Project, brief: str) -> tuple[Edition, ...]:
    """Every edition of a brief, by number. Raises ProjectError where one of them cannot be read."""
    found = [read(project, brief, key) for key in names(project, brief) if is_key(key)]
    return tuple(sorted(found, key=lambda edition: (edition.number, edition.key)))


def names(project: Project, brief: str) -> tuple[str, ...]:
    """What lies in the folder of a brief's editions, but for hidden files and what is not in its place yet."""
    return tuple(name for name in project.names(folder(project, brief)) if not name.startswith("."))


def is_key(name: str) -> bool:
    """Whether a folder of this name is an edition."""
    return _KEY.fullmatch(name) is not None


def number_of(brief: Brief, name: str, project: Project) -> int:
    """The number of the edition in the making: that of the last one of the brief's day, else the next one.

    Raises ProjectError as `editions` does.
    """
    known = editions(project, name)
    same = [edition.number for edition in known if edition.date == brief.date]
    following = max((edition.number for edition in known), default=(brief.first_number or 1) - 1) + 1
    return max(same) if same else following


def briefs(project: Project) -> tuple[str, ...]:
    """The names of the briefs that have editions."""
    return tuple(name for name in project.names(project.root / FOLDER) if not name.startswith("."))


def read(project: Project, brief: str, key: str) -> Edition:
    """The edition of this name. Raises ProjectError where it cannot be read."""
    path = folder(project, brief, key) / ABOUT
    hint = f"{RESTORE}; briefgen edition check tells what else is amiss"
    try:
        data = json.loads(project.read_text(path))
        return from_data(data, brief, key)
    except OSError as error:
        raise ProjectError(f"{project.shown(path)} cannot be read: {unreadable(error)}", hint) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ProjectError(f"{project.shown(path)} is not the record that briefgen writes", hint) from error


def as_data(edition: Edition) -> dict[str, Any]:
    """An edition as the plain data of its file."""
    data = {**edition._asdict(), "memos": [memo._asdict() for memo in edition.memos]}
    days = {name: data[name].isoformat() for name in ("date", "cutoff", "made")}
    return {"format": 1, **data, **days}


def from_data(data: Mapping[str, Any], brief: str, key: str) -> Edition:
    """The edition of this name that plain data stand for. Raises ValueError, LookupError or TypeError for any other."""
    if data["format"] != 1 or (data["brief"], data["key"]) != (brief, key):
        raise ValueError("not of this place")
    known = {name: data[name] for name in Edition._fields if name in data or name not in Edition._field_defaults}
    days = {name: datetime.date.fromisoformat(data[name]) for name in ("date", "cutoff", "made")}
    memos = tuple(FrozenMemo(**memo) for memo in data["memos"])
    _require_texts(data["title"], data["source"], *data["files"].values(), *data["versions"].values())
    _require_texts(
        *(getattr(memo, name) for memo in memos for name in ("file", "sha256", "audience", "format", "marking"))
    )
    _require_texts(*(data[name] for name in ("corrects", "because", "carries") if data.get(name) is not None))
    if type(data["number"]) is not int or not all(type(memo.pages) in (int, type(None)) for memo in memos):
        raise ValueError("a number is none")
    if data["date"] != key.partition(".")[0]:
        raise ValueError("of another day")
    lists = {name: tuple(data[name]) for name in ("findings", "waivers")}
    return Edition(**{**known, **days, **lists, "memos": memos, "files": dict(data["files"])})


def _require_texts(*values: Any) -> None:
    """Raises ValueError where one of the values is no text."""
    if not all(isinstance(value, str) for value in values):
        raise ValueError("a text is none")


# --- events ----------------------------------------------------------------------------------------------------------


def events(project: Project, edition: Edition) -> tuple[Event, ...]:
    """What happened to an edition, in the order of time. Raises ProjectError where a file is none of briefgen's."""
    place_of = folder(project, edition.brief, edition.key)
    names = [name for name in project.names(place_of) if name.endswith(".json") and name not in _NOT_EVENTS]
    return tuple(sorted((_event(project, place_of / name) for name in names), key=lambda event: event.at))


def _event(project: Project, path: Path) -> Event:
    try:
        return _event_from_data(json.loads(project.read_text(path)), path.name)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ProjectError(f"{project.shown(path)} is no event that briefgen writes", RESTORE) from error


def _event_from_data(data: Mapping[str, Any], name: str) -> Event:
    at = datetime.datetime.fromisoformat(data["at"])
    if data["kind"] not in get_args(EventKind) or at.tzinfo is None:
        raise ValueError("no kind of event, or an hour without its zone")
    transit = Transit(**data["transit"]) if "transit" in data else None
    memos = dict(data.get("memos", {}))
    _require_texts(data["by"], data["because"] or "", *memos.values())
    if transit is not None:
        _require_texts(transit.recipient, transit.audience, transit.channel, transit.receipt or "")
        if type(transit.attempt) is not int:
            raise ValueError("a number is none")
    if (transit is not None) != (data["kind"] in ("sending", "sent", "failed")):
        raise ValueError("a delivery is to somebody, and nothing else is")
    if (name == WITHDRAWN) != (data["kind"] == "withdrawn"):
        raise ValueError("under another name than it is looked for")
    return Event(data["kind"], at, data["by"], data["because"], name, memos, transit)


def event_as_data(event: Event) -> dict[str, Any]:
    """An event as the plain data of its file."""
    data = {name: value for name, value in event._asdict().items() if name not in ("file", "memos", "transit")}
    memos = {"memos": dict(event.memos)} if event.memos else {}
    transit = {"transit": event.transit._asdict()} if event.transit else {}
    return {**data, "at": event.at.isoformat(), **memos, **transit}


def withdrawal(project: Project, edition: Edition) -> Event | None:
    """The event by which an edition was taken back; None where it stands. Raises ProjectError as `events` does.

    No other event is looked at: a build asks for this one, and what a build reads is frozen with the next edition.
    """
    path = folder(project, edition.brief, edition.key) / WITHDRAWN
    return _event(project, path) if project.exists(path) else None


def enter_event(project: Project, edition: Edition, event: Event) -> None:
    """Writes an event. Raises FileExistsError where one of its name is there already, and OutputFailed."""
    text = json.dumps(event_as_data(event), indent=2, ensure_ascii=False) + "\n"
    home = folder(project, edition.brief, edition.key)
    with alone_with(project, edition.brief):
        sweep(home)
        place_new(home / event.file, text.encode())


# --- writing an edition ----------------------------------------------------------------------------------------------


def alone_with(project: Project, brief: str) -> contextlib.AbstractContextManager[None]:
    """Keeps other runs on this machine from giving the same number. Raises OutputFailed."""
    return alone(project.lock(f"editions-{brief}"), patience=600)  # a brief with many audiences takes minutes


def enter(project: Project, edition: Edition, files: Mapping[str, bytes], memos: Mapping[str, bytes]) -> Path:
    """Puts an edition in its place as a whole, and gives its folder.

    Raises ProjectError where there is one of that name, and OutputFailed; in both cases nothing is left behind.
    """
    target = folder(project, edition.brief, edition.key)
    about = (json.dumps(as_data(edition), indent=2, ensure_ascii=False) + "\n").encode()
    whole = {f"{FILES}/{path}": content for path, content in files.items()}
    whole |= {f"{MEMOS}/{name}": content for name, content in memos.items()}
    if target.parent.is_dir():
        sweep(target.parent)  # whoever enters is alone with the brief
    try:
        place_folder(target, {**whole, ABOUT: about}, beside=target.parent)
    except FileExistsError:
        hint = f"briefgen edition correct {edition.brief} makes a second one of the same day"
        raise ProjectError(f"there is an edition {edition.name} already", hint) from None
    return target
