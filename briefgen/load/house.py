"""Whether what the project file names is there: the house style, whose approval a memo needs, what is due when."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic, Path, ordered, quoted
from briefgen.errors import InvalidProject, did_you_mean
from briefgen.load import words
from briefgen.model.brand import Faces
from briefgen.model.project_file import ProjectFile
from briefgen.project import PROJECT_FILE, Project, unreadable
from briefgen.source_map import SourceMap
from briefgen.yaml_source import Node

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")


def require(project: Project) -> None:
    """Raises InvalidProject with every file and word of `brand:`, `approvals:`, `recipients:` and `schedules:` at fault."""
    if (tree := project.tree) is not None:
        _raise_any([*_style(project), *_people(tree, project), *_schedules(tree, project)], tree)


def require_style(project: Project) -> None:
    """The same of `brand:` alone: the frozen files of an edition name audiences and briefs that are not among them."""
    if project.tree is not None:
        _raise_any(_style(project), project.tree)


def _raise_any(findings: Iterable[Diagnostic], tree: Node) -> None:
    if found := list(findings):
        raise InvalidProject(f"{PROJECT_FILE} cannot be used", ordered(map(SourceMap(tree).locate, found)))


def _style(project: Project) -> Iterator[Diagnostic]:
    yield from _logos(project)
    yield from _fonts(project)


def _people(tree: Node, project: Project) -> Iterator[Diagnostic]:
    named = {("approvals",), ("recipients",)}
    visits = [visit for visit in typed.walk(tree, ProjectFile) if visit.path[:1] in named]
    yield from words.check(tree, visits, project)
    for index, demand in enumerate(project.settings.approvals):
        if demand.by and demand.count > len(set(demand.by)):
            message = f"{demand.count} people are to approve, and {len(set(demand.by))} may"
            hint = "name more under `by`, or ask for fewer"
            yield codes.finding("F14", message, path=("approvals", index, "count"), hint=hint)


def _schedules(tree: Node, project: Project) -> Iterator[Diagnostic]:
    if project.settings.schedules or project.settings.timezone:
        from briefgen.load import schedules  # noqa: PLC0415 - time zones take their time, and few projects have schedules

        yield from schedules.check(tree, project)


def _logos(project: Project) -> Iterator[Diagnostic]:
    logo = project.settings.brand.logo
    if logo is None:
        return
    path: Path = ("brand", "logo")
    for name, file in (("file", logo.file), ("dark", logo.dark)):
        if file is not None:
            content, findings = _read(project, file, (*path, name))
            yield from findings
            if content is not None and not _is_picture(file, content):
                message = f"{quoted(file)} is no picture that a memo can show"
                yield codes.finding("F13", message, path=(*path, name), hint="give an SVG, a PNG or a JPEG")


def _is_picture(file: str, content: bytes) -> bool:
    return content.startswith(_PICTURES) or (file.lower().endswith(".svg") and b"<svg" in content)


def _fonts(project: Project) -> Iterator[Diagnostic]:
    fonts = project.settings.brand.fonts
    for role in type(fonts).model_fields:
        faces: Faces | None = getattr(fonts, role)
        if faces is None:
            continue
        for face, file in faces.model_dump().items():
            if file is not None:
                path: Path = ("brand", "fonts", role, face)
                content, findings = _read(project, file, path)
                yield from findings
                if content is not None and (fault := _font_fault(content)) is not None:
                    yield codes.finding("F13", f"{quoted(file)} {fault[0]}", path=path, hint=fault[1])


def _font_fault(content: bytes) -> tuple[str, str] | None:
    """What keeps a file from being a font of a memo, and what to do. The table of an sfnt file begins at its byte 12."""
    if not content.startswith(_FONTS):
        return "is no font file that the engine reads", "give a TTF or an OTF; unpack a WOFF or a collection first"
    (count,) = struct.unpack(">H", content[4:6])
    tables = {content[12 + 16 * index : 16 + 16 * index] for index in range(count)}
    if b"fvar" in tables:
        return "is a variable font", "give a file for each weight: a variable font makes other bytes at each build"
    return None


def _read(project: Project, file: str, path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    full = project.root / file
    try:
        return project.read_bytes(full), []
    except OSError as error:
        there = project.names(full.parent) if full.resolve().is_relative_to(project.root) else ()
        hint = did_you_mean(full.name, there) or "paths under `brand` start from the folder of the project file"
        message = f"{quoted(file)} cannot be read: {unreadable(error)}"
        return None, [codes.finding("F13", message, path=path, hint=hint)]
