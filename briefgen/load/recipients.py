"""Whom frozen memos go to: those of the project file, and those of its CSV file, in the same words and with the same faults."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic, Path, Severity, ordered, quoted
from briefgen.errors import InvalidProject, did_you_mean
from briefgen.load import words
from briefgen.model.base import ID
from briefgen.model.delivery import Recipient
from briefgen.model.project_file import ProjectFile
from briefgen.project import PROJECT_FILE, Project, unreadable
from briefgen.source_map import SourceMap
from briefgen.yaml_nodes import Node, SourceFile

COLUMNS = ("key", *Recipient.model_fields)
_YES = frozenset({"yes", "true", "1", "x"})


class Known:
    """Every recipient of a project by its key, and where each is told of."""

    def __init__(
        self, recipients: Mapping[str, Recipient], places: Mapping[str, SourceMap], project: SourceMap | None
    ) -> None:
        """`places` are those of the files by the keys of the recipients, `project` those of the project file."""
        self.recipients = recipients
        self._places = places
        self._project = project

    def finding(self, key: str, code: str, message: str, hint: str) -> Diagnostic:
        """A finding about the address of a recipient, at its place."""
        return self._places[key].locate(codes.finding(code, message, path=("recipients", key, "to"), hint=hint))

    def deaf(self, schedule: str, index: int, message: str) -> Diagnostic:
        """A finding about somebody whom a schedule tells of its failures, and who cannot be told."""
        hint = "name one that is reached by mail"
        finding = codes.finding("F26", message, path=("schedules", schedule, "tell", index), hint=hint)
        return self._project.locate(finding) if self._project else finding


def recipients(project: Project) -> Known:
    """Every recipient of a project. Raises InvalidProject with everything that is wrong with them."""
    found: dict[str, Recipient] = {}
    places: dict[str, SourceMap] = {}
    findings: list[Diagnostic] = []
    if project.tree is not None:
        place = SourceMap(project.tree)
        found |= project.settings.recipients
        places |= dict.fromkeys(found, place)
        named = [visit for visit in typed.walk(project.tree, ProjectFile) if visit.path[:1] == ("recipients",)]
        findings += map(place.locate, [*_keys(found), *words.check(project.tree, named, project)])
    if project.settings.recipients_file is not None:
        listed, place_of_file, wrong = _of_file(project.settings.recipients_file, project)
        twice = [key for key in listed if key in found]
        hint = f"{PROJECT_FILE} has it already: take another key"
        wrong += [_finding("F06", f"{quoted(key)} stands twice", key, hint) for key in twice]
        findings += map(place_of_file.locate, wrong) if place_of_file else wrong
        found |= listed
        places |= dict.fromkeys(listed, place_of_file) if place_of_file else {}
    findings += _told(project, found)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidProject("the recipients cannot be used", ordered(findings))
    return Known(found, places, SourceMap(project.tree) if project.tree else None)


def _told(project: Project, known: Mapping[str, Recipient]) -> Iterator[Diagnostic]:
    """Those whom a schedule tells of its failures, and who are not there."""
    for name, schedule in project.settings.schedules.items():
        for index, key in enumerate(schedule.tell):
            if key not in known and project.tree is not None:
                path: Path = ("schedules", name, "tell", index)
                hint = did_you_mean(key, list(known)) or "name it under `recipients`"
                finding = codes.finding("F26", f"there is no recipient {quoted(key)}", path=path, hint=hint)
                yield SourceMap(project.tree).locate(finding)


def _of_file(file: str, project: Project) -> tuple[dict[str, Recipient], SourceMap | None, list[Diagnostic]]:
    path = project.root / file
    try:
        text = project.read_text(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = unreadable(error) if isinstance(error, OSError) else "it is not UTF-8"
        hint = (
            did_you_mean(path.name, project.names(path.parent)) or "its path starts from the folder of the project file"
        )
        hint = hint if isinstance(error, OSError) else "save it as UTF-8; spreadsheets call that “CSV UTF-8”"
        finding = codes.finding("F13", f"{quoted(file)} cannot be read: {reason}", path=("recipients_file",), hint=hint)
        located = SourceMap(project.tree).locate(finding) if project.tree else finding
        return {}, None, [located]
    source = SourceFile(project.shown(path), text)
    tree, findings = _tree(source)
    place = SourceMap(tree)
    value, wrong = typed.read(tree, ProjectFile)
    wrong += words.check(tree, list(typed.walk(tree, ProjectFile)), project)
    found = dict(value.recipients) if value is not None else {}
    return found, place, [*findings, *wrong, *_keys(found)]


def _keys(found: Mapping[str, Recipient]) -> Iterator[Diagnostic]:
    for key in found:
        if not ID.fullmatch(key):
            yield _finding("F06", f"{quoted(key)} is no key", key, "small letters, digits and hyphens: minister-office")


def _finding(code: str, message: str, key: str, hint: str, field: str | None = None) -> Diagnostic:
    path: Path = ("recipients", key, *filter(None, [field]))
    return codes.finding(code, message, path=path, on_key=field is None, hint=hint)


# --- lines -----------------------------------------------------------------------------------------------------------


def _tree(source: SourceFile) -> tuple[Node, list[Diagnostic]]:
    """The CSV file as the tree that YAML of the same content would be, and what is wrong with its lines."""
    entries: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    findings: list[Diagnostic] = []
    lines = source.text.split("\n")
    head = _row(lines[0], lines[0])
    names = [name.strip().lower() for name in head]
    findings += _head(source, names)
    start = len(lines[0]) + 1
    for line in lines[1:]:
        row = _row(line, lines[0])
        if any(cell.strip() for cell in row[len(names) :]):
            hint = "put what has a comma in it between double quotes"
            findings.append(_at(source, start, line, "there are more cells than the first line has columns", hint))
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name in COLUMNS and cell.strip()}
        if cells:
            key = cells.pop("key", "")
            at = _node(source, start, line, key, key)
            if key in entries:
                findings.append(_at(source, start, line, f"{quoted(key)} stands twice", "take another key"))
            entries[key], keys[key] = _entry(source, start, line, cells), at
        start += len(line) + 1
    inner = Node("mapping", entries, keys, source, 0, len(source.text))
    name = Node("scalar", "recipients", {}, source, 0, len(lines[0]), "plain", "recipients")
    return Node("mapping", {"recipients": inner}, {"recipients": name}, source, 0, len(source.text)), findings


def _row(line: str, head: str) -> list[str]:
    """The cells of a line; one that is too long to be read is one cell."""
    try:
        return next(csv.reader([line], delimiter=_delimiter(head)), [])
    except csv.Error:
        return [line[:80]]


def _entry(source: SourceFile, start: int, line: str, cells: Mapping[str, str]) -> Node:
    fields = {name: _cell(source, start, line, name, text) for name, text in cells.items()}
    names = {name: _node(source, start, line, name, cells[name]) for name in fields}
    return Node("mapping", fields, names, source, start, start + len(line))


def _cell(source: SourceFile, start: int, line: str, name: str, text: str) -> Node:
    if name == "audiences":
        found = [_node(source, start, line, word, word) for word in re.split(r"[\s;,]+", text) if word]
        whole = _node(source, start, line, text, text)
        return Node("sequence", list(found), {}, source, whole.start, whole.end)
    node = _node(source, start, line, text, text)
    if name == "person":
        node.value = text.casefold() in _YES
    return node


def _node(source: SourceFile, start: int, line: str, value: str, shown: str) -> Node:
    """A text of a line, at its place there; where it does not stand so, at the whole line."""
    at = line.find(shown) if shown else -1
    begin, end = (start + at, start + at + len(shown)) if at >= 0 else (start, start + len(line))
    return Node("scalar", value, {}, source, begin, end, "plain", value)


def _head(source: SourceFile, names: list[str]) -> Iterator[Diagnostic]:
    for name in names:
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f"the columns are {', '.join(COLUMNS)}"
            yield _at(source, 0, source.text.split("\n", 1)[0], f"there is no column {quoted(name)}", hint)
    for name in dict.fromkeys(name for name in names if name in COLUMNS and names.count(name) > 1):
        message, hint = f"the column {quoted(name)} stands twice", "keep one of them"
        yield _at(source, 0, source.text.split("\n", 1)[0], message, hint)
    for name in ("key", "to", "audiences"):
        if name not in names:
            hint = f"the first line names the columns: {', '.join(COLUMNS)}"
            yield _at(source, 0, source.text.split("\n", 1)[0], f"the column {quoted(name)} is missing", hint)


def _at(source: SourceFile, start: int, line: str, message: str, hint: str) -> Diagnostic:
    return codes.finding("F06", message, hint=hint, location=source.location(start, start + len(line)))


def _delimiter(head: str) -> str:
    """Spreadsheets of some countries write semicolons."""
    return max(",;\t", key=head.count)
