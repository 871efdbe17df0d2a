"""Copies of shipped templates and stylesheets that a project changes: how they are made, and what became of the original."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.errors import NotFound, ProjectError
from briefgen.placing import place
from briefgen.project import Project, shipped
from briefgen.render.contract import CONTRACT
from briefgen.templating.overrides import STYLESHEET, names

BASE = "base"
"""The folder in which every audience's templates are looked for last."""

_HEADER = re.compile(
    r"\A(?:\{#|/\*) briefgen: made from (?P<origin>\S+), sha256: (?P<sha256>[0-9a-f]{64}), contract: \d+ (?:#\}|\*/)\n?"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Ejected:
    """A copy that was made. `origin` is the shipped file's name below the templates, such as `base/memo.css`.

    `elsewhere`: audiences that the copy does not reach, since a file of the same name ships for them or what they extend.
    """

    path: Path
    origin: str
    elsewhere: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """A file of the project beside the shipped one that it was made from or stands for.

    `origin` is that file's name below the templates. `changed`: whether what ships has changed since the copy was made, or
    ships no more; None where the file does not say what it was made from. `diff` leads from what ships now to the file of the
    project, line by line; empty where they are the same.
    """

    path: Path
    origin: str
    changed: bool | None
    diff: tuple[str, ...]


def is_checkout(project: Project) -> bool:
    """Whether the project's own templates are those that ship: in a checkout of briefgen."""
    return (project.root / "templates").resolve() == shipped("templates")


# --- eject -----------------------------------------------------------------------------------------------------------


def eject(file: str, audience: str | None, project: Project) -> Ejected:
    """Copies a shipped file into the project, with a first line that says what it was made from.

    `file` is the name of a template or stylesheet, also with the folder that it ships in (`public/memo.css`). Without an
    audience the copy goes into the folder that is named, else into `base`. Raises NotFound; ProjectError where there is a
    file already.
    """
    folder, name = _split(file, project)
    target = audience or folder or BASE
    chain = _chain(target, project)
    source = next((where for where in ([folder] if folder else chain) if _ships(where, name, project)), None)
    if source is None:
        known = sorted({inner for where in chain for inner in _shipped_names(where, project)})
        raise NotFound("template", file, known)
    path = project.root / "templates" / target / name
    if project.exists(path):
        hint = f"compare it with what ships now: briefgen template diff {target}/{name}"
        raise ProjectError(f"there is a {project.shown(path)} already", hint)
    original = project.read_text(shipped("templates") / source / name)
    origin = f"{source}/{name}"
    place(path, (_header(origin, original) + original).encode())
    return Ejected(path, origin, tuple(_unreached(target, name, project)))


def _split(file: str, project: Project) -> tuple[str | None, str]:
    """The folder of a name, where it begins with one that ships, and the rest."""
    first, _, rest = file.replace("\\", "/").removeprefix("templates/").partition("/")
    return (first, rest) if rest and first in _folders(project) else (None, file)


def _folders(project: Project) -> tuple[str, ...]:
    """The folders that ship."""
    return project.names(shipped("templates"))


def _chain(target: str, project: Project) -> list[str]:
    """The names of the folders in which the templates for a folder are looked for, nearest first."""
    if target in project.audience_names():
        return list(dict.fromkeys(folder.name for folder in project.template_folders(project.audience(target))))
    if target not in _folders(project):
        raise NotFound("audience", target, (BASE, *project.audience_names()))
    return list(dict.fromkeys((target, BASE)))


def _ships(folder: str, name: str, project: Project) -> bool:
    return name in _shipped_names(folder, project)


def _shipped_names(folder: str, project: Project) -> Iterator[str]:
    return names(project, shipped("templates") / folder)


def _header(origin: str, original: str) -> str:
    """The first line of a copy: a comment that reaches no memo."""
    told = f"briefgen: made from {origin}, sha256: {_sha256(original)}, contract: {CONTRACT}"
    return f"/* {told} */\n" if origin.endswith(".css") else f"{{# {told} #}}\n"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _unreached(target: str, name: str, project: Project) -> Iterator[str]:
    """The audiences that start from the target's folder, and have the file from a nearer one that ships."""
    if name == STYLESHEET:
        return
    for audience in project.audience_names():
        chain = _chain(audience, project)
        if target in chain and any(_ships(nearer, name, project) for nearer in chain[: chain.index(target)]):
            yield audience


# --- diff ------------------------------------------------------------------------------------------------------------


def compare(file: str | None, project: Project) -> tuple[Compared, ...]:
    """Every file of the project's templates that was made from a shipped one or stands for one; or one of them.

    Raises NotFound.
    """
    root = project.root / "templates"
    found = {}
    for folder in () if is_checkout(project) else project.names(root):
        for name in names(project, root / folder):
            compared = _compared(root / folder / name, folder, name, project)
            if compared is not None:
                found[f"{folder}/{name}"] = compared
    if file is None:
        return tuple(found.values())
    wanted = file.replace("\\", "/").removeprefix("templates/")
    those = [compared for key, compared in found.items() if wanted in (key, key.partition("/")[2])]
    if not those:
        raise NotFound("copy of a shipped template", file, tuple(found))
    return tuple(those)


def _compared(path: Path, folder: str, name: str, project: Project) -> Compared | None:
    """None where the file is the project's own, and no file that ships is behind it."""
    mine = _text(path, project)
    header = _HEADER.match(mine)
    chain = _chain(folder, project) if folder in (*project.audience_names(), *_folders(project)) else [folder]
    origin = (
        header["origin"] if header else next((f"{near}/{name}" for near in chain if _ships(near, name, project)), None)
    )
    if origin is None:
        return None
    before, _, inner = origin.partition("/")
    now = project.read_text(shipped("templates") / origin) if _ships(before, inner, project) else ""
    changed = header["sha256"] != _sha256(now) if header else None
    body = mine[header.end() :] if header else mine
    lines = difflib.unified_diff(
        now.splitlines(), body.splitlines(), f"shipped/{origin}", project.shown(path), lineterm=""
    )
    return Compared(path, origin, changed, tuple(lines))


def _text(path: Path, project: Project) -> str:
    try:
        return project.read_text(path)
    except UnicodeDecodeError as error:
        raise ProjectError(f"{project.shown(path)} is not UTF-8", "save it as UTF-8") from error
