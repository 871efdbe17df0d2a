"""Archiving a source, and quoting from it: what `briefgen source` does, without words and flags."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from briefgen import intake, record
from briefgen.check.passages import Near, Passage, Scope, Search
from briefgen.errors import OutputFailed, ProjectError, did_you_mean
from briefgen.load import sources
from briefgen.load.sources import NamedSource
from briefgen.project import Project, unreadable
from briefgen.schema import ID_PATTERN

FOLDER = "briefs/sources"
"""Where archives are put, from the project's root."""

State = Literal["added", "recorded", "known", "restored", "replaced"]

# --- add -------------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is to be archived.

    `name` is the file's own; `id` the source's, None to make one of the name. `given` are fields that a person told, which win
    over what the file says of itself. `replace`: it may take the place of another text.
    """

    content: bytes
    name: str
    id: str | None = None
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    retrieved: datetime.date | None = None
    encoding: str | None = None
    whole: bool = False
    replace: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Archived:
    """What became of it.

    `file` is the archive's path from the project's root. `fields` are those of the entry under `sources`, `doubts` say why a
    person should look at one. `cited` are sources of briefs that are archived there or have the same address, `taken` those
    that have its id and are others.
    """

    id: str
    file: str
    sha256: str
    state: State
    fields: Mapping[str, str]
    doubts: Mapping[str, str]
    notes: tuple[str, ...]
    cited: tuple[NamedSource, ...]
    taken: tuple[NamedSource, ...]


def add(incoming: Incoming, project: Project) -> Archived:
    """Archives a text and records it. Raises ProjectError, and OutputFailed, and then changes nothing."""
    name = incoming.id or _id_of(incoming.name)
    _require_id(name, incoming.name)
    wanted = intake.Wanted(incoming.name, project.today, incoming.encoding, incoming.whole)
    document = intake.take(incoming.content, wanted)
    known = record.entries(project)
    content, file = _place(name, document, known, project)
    entry = _with_past(_entry(incoming, document, content, project.today), known.get(file, {}), project.today)
    every = _named(project)
    state = _state(file, content, incoming, project, every)
    if state == "known" and entry != known.get(file):
        state = "recorded"
    if state != "known":
        _put(file, content, entry, project)
    fields, doubts = _fields(incoming, document, file, entry["retrieved"])
    cited = tuple(one for one in every if one.file == file or (one.url is not None and one.url == fields.get("url")))
    taken = tuple(one for one in every if one.id == name and one not in cited)
    if cited and incoming.id is None:
        name = cited[0].id
    return Archived(name, file, entry["sha256"], state, fields, doubts, document.notes, cited, taken)


def _place(
    name: str, document: intake.Document, known: Mapping[str, Mapping[str, Any]], project: Project
) -> tuple[bytes, str]:
    """The bytes of an archive and its path; those of one that there is, where it reads the same."""
    content = document.text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    ending = "md" if document.form == "Markdown" else "txt"
    file = next((at for at, other in known.items() if other["sha256"] == sha256), f"{FOLDER}/{name}.{ending}")
    there = _content(file, project)
    if there is None or not intake.reads_the_same(there, document.text):
        return content, file
    is_as_recorded = file not in known or known[file]["sha256"] == hashlib.sha256(there).hexdigest()
    return (there if is_as_recorded else content), file


def _content(file: str, project: Project) -> bytes | None:
    """What an archive holds; None where there is none."""
    try:
        return project.read_bytes(project.root / file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        hint = "choose another --id, or move what is there"
        raise ProjectError(f"{file} cannot be read: {unreadable(error)}", hint) from error


def _id_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", Path(name).stem).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _require_id(given: str, name: str) -> None:
    if given == "unknown" or not re.search(ID_PATTERN, given):
        near = _id_of(given)
        hint = "lower-case letters and digits, with single hyphens between"
        message = f"“{given}” cannot be the id of a source" if given else f"no id can be made of the name “{name}”"
        raise ProjectError(message, f"choose one: --id {near or 'article'} ({hint})")


def _state(file: str, content: bytes, incoming: Incoming, project: Project, every: Iterable[NamedSource]) -> State:
    """What adding means for this archive. Raises ProjectError where it would take the place of another text."""
    recorded, there = record.archives(project).get(file), _content(file, project)
    if recorded == hashlib.sha256(content).hexdigest():
        return "known" if there == content else "restored"
    if there == content and recorded is None:
        return "known"
    if there is None and recorded is None:
        return "added"
    if incoming.replace:
        return "replaced"
    lost = (
        "is recorded with another text, and the file is missing" if there is None else "is there, and reads differently"
    )
    users = ", ".join(f"“{one.id}” of {project.shown(one.brief)}" for one in every if one.file == file)
    cited = f", with which the quotes of {users} are compared" if users else ""
    hint = (
        "a text that was published anew is a new source: choose another --id; --replace puts it in place of the old one"
    )
    raise ProjectError(f"{file} {lost}", f"{hint}{cited}")


def _entry(incoming: Incoming, document: intake.Document, content: bytes, today: datetime.date) -> dict[str, Any]:
    """What is recorded of an archive."""
    about = {**document.about, **incoming.given}
    original = {
        "name": incoming.name,
        "form": document.form,
        "sha256": hashlib.sha256(incoming.content).hexdigest(),
    }
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "retrieved": (incoming.retrieved or today).isoformat(),
        "original": original,
        **({"about": about} if about else {}),
    }


def _with_past(entry: dict[str, Any], before: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    """An entry that follows another: of the same text, what was recorded stays; of another, its sha256 is kept."""
    if not before:
        return entry
    if before["sha256"] == entry["sha256"]:
        return entry | dict(before)
    past = {"sha256": before["sha256"], "until": today.isoformat()}
    return entry | {"earlier": [*before.get("earlier", []), past]}


def _fields(
    incoming: Incoming, document: intake.Document, file: str, retrieved: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of the source's entry, and why a person should look at some."""
    doubts = {field: why for field, why in document.doubts.items() if field not in incoming.given}
    fields = {"title": Path(incoming.name).stem, **document.about, **incoming.given, "file": _from_briefs(file)}
    if "title" not in document.about and "title" not in incoming.given:
        doubts["title"] = "from the file's name"
    fields["retrieved"] = incoming.retrieved.isoformat() if incoming.retrieved else retrieved
    return fields, doubts


def _put(file: str, content: bytes, entry: Mapping[str, Any], project: Project) -> None:
    try:
        record.enter_archive(file, content, entry, project)
    except OutputFailed as error:
        hint = "see to it that the project can be written to, and add the file again; nothing was changed"
        raise OutputFailed(error.message, hint) from error


def _from_briefs(file: str) -> str:
    return file.removeprefix("briefs/") if file.startswith("briefs/") else f"../{file}"


def _named(project: Project) -> list[NamedSource]:
    """The sources of all briefs that can be read."""
    return [source for brief in project.briefs() for source in sources.named(brief, project) or ()]


# --- quote -----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What an archive has of some words: passages; where there is none, the nearest. `id` is what evidence names it by."""

    id: str
    file: str
    passages: tuple[Passage, ...]
    near: tuple[Near, ...]


def quote(source: NamedSource, words: str, scope: Scope, project: Project) -> Found:
    """The passages of a source that have these words. Raises ProjectError where its archive cannot be used."""
    file = source.file
    if file is None:
        hint = f"archive its text: briefgen source add FILE --id {source.id}; then name it under `file:`"
        raise ProjectError(f"source “{source.id}” of {project.shown(source.brief)} has no archived text", hint)
    try:
        content = project.read_bytes(project.root / file)
        text = content.decode("utf-8-sig")
    except OSError as error:
        hint = f"archive it: briefgen source add FILE --id {source.id}; or restore it from version control"
        raise ProjectError(f"{file} cannot be read: {unreadable(error)}", hint) from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{file} is not UTF-8 text", "archive the source again: briefgen source add FILE") from error
    recorded = record.archives(project).get(file)
    if recorded is not None and recorded != hashlib.sha256(content).hexdigest():
        hint = "restore it from version control; more: briefgen explain Q02"
        raise ProjectError(f"{file} has changed since it was recorded, so no quote is taken from it", hint)
    scope = dataclasses.replace(scope, in_excerpts=source.in_excerpts)
    search = Search(text, scope)
    passages = tuple(search.find(words))
    return Found(source.id, file, passages, () if passages else tuple(search.near(words)))


def source_of(name: str, places: Iterable[Path], brief: Path | None, project: Project) -> NamedSource:
    """The source that a word means: the id of one, of this brief or of any; or the path of an archive.

    `places` is where the word leads to as a path. Raises ProjectError where none or several are meant.
    """
    briefs = [brief] if brief is not None else list(project.briefs())
    read = {path: sources.named(path, project) for path in briefs}
    every = [source for found in read.values() for source in found or ()]
    meant = [source for source in every if source.id == name]
    place = None if meant else next(filter(project.exists, places), None)
    if place is not None:
        file = project.shown(place)
        bare = NamedSource(_id_of(place.name) or "source", place, file, None, in_excerpts=False)
        return next((source for source in every if source.file == file), bare)
    if len({source.file for source in meant}) > 1:
        among = ", ".join(project.shown(source.brief) for source in meant)
        message = f"several briefs have a source “{name}”, each its own: {among}"
        raise ProjectError(message, f"say which: --brief {meant[0].brief.stem}")
    if meant:
        return max(meant, key=lambda source: source.in_excerpts)
    raise _unknown(name, every, [project.shown(path) for path, found in read.items() if found is None])


def _unknown(name: str, every: Iterable[NamedSource], unread: list[str]) -> ProjectError:
    hints = [did_you_mean(name, sorted({source.id for source in every}))]
    if unread:
        hints.append(f"mend {', '.join(unread)}, which cannot be read: briefgen check tells where")
    told = (
        "; ".join(filter(None, hints)) or "name it under “sources:” of a brief; archive one: briefgen source add FILE"
    )
    return ProjectError(f"unknown source “{name}”", told)
