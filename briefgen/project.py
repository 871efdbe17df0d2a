"""The one way to files, configuration and the date.

A `Project` holds the root, the settings of `briefgen.yaml` and today's date. Every stage reads through it, so it can say
afterwards what was read, what was looked for and not found, and which folders were listed: that record is the cache key of a
build, the watch list of a preview and the provenance of an edition.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import errno
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic, ordered, quoted
from briefgen.errors import InvalidProject, NotFound, ProjectError, did_you_mean
from briefgen.model.audience import Audience
from briefgen.model.project_file import ProjectFile
from briefgen.source_map import SourceMap
from briefgen.yaml_source import Node, parse

PROJECT_FILE = "briefgen.yaml"
AUDIENCE_FILE = "audience.yaml"


@dataclasses.dataclass(slots=True)
class Reads:
    """What was read: path → sha256; looked for and not found; folders listed → their names."""

    files: dict[Path, str] = dataclasses.field(default_factory=dict)
    missing: set[Path] = dataclasses.field(default_factory=set)
    folders: dict[Path, tuple[str, ...]] = dataclasses.field(default_factory=dict)


class OutsideProject(PermissionError, ProjectError):
    """A path leads out of the project and the tool: for who asked a file that cannot be read, for all others an end."""

    def __init__(self, path: str) -> None:
        hint = "keep what a project reads in its folder; links that lead out of it are not followed"
        ProjectError.__init__(self, f"{path} lies outside the project", hint)


class Project:
    """A folder of briefs and what holds for them all.

    `settings` are those of `briefgen.yaml`, `tree` is its YAML; None where there is no such file.
    """

    def __init__(self, root: Path, today: datetime.date, records: list[Reads] | None = None) -> None:
        """`records` are those of the project that this one lies within; None: it lies in none."""
        self.root = root.resolve()
        self._folders = (self.root, *map(shipped, ("templates", "briefs", "fixtures")))
        self.today = today
        self._records: list[Reads] = [] if records is None else records
        with self.reading() as self._settings_reads:
            self.settings, self.tree = self._read_settings()

    @classmethod
    def around(cls, place: Path, today: datetime.date) -> Project:
        """The project that a file or folder belongs to: the nearest folder upwards with `briefgen.yaml`, else its own."""
        start = place.resolve()
        folder = start if start.is_dir() else start.parent
        root = next((near for near in (folder, *folder.parents) if (near / PROJECT_FILE).is_file()), folder)
        return cls(root, today)

    # --- files -------------------------------------------------------------------------------------------------------

    def read_bytes(self, path: Path) -> bytes:
        """The content of a file. Raises FileNotFoundError and other OSErrors; PermissionError outside project and tool."""
        full = self._allowed(path)
        try:
            content = full.read_bytes()
        except FileNotFoundError:
            for record in self._records:
                record.missing.add(full)
            raise
        for record in self._records:
            record.files[full] = hashlib.sha256(content).hexdigest()
        return content

    def read_text(self, path: Path) -> str:
        """The content of a UTF-8 file, every line end a line feed. Raises as `read_bytes` does, and UnicodeDecodeError."""
        return self.read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")

    def lock(self, name: str) -> Path:
        """The file by which runs on this machine wait for each other; it holds nothing and may go at any time of rest."""
        return self.root / ".briefgen" / "cache" / "locks" / f"{name}.lock"

    def exists(self, path: Path) -> bool:
        """Whether a file is there; that it was looked for is recorded."""
        full = self._allowed(path)
        try:
            found = full.is_file()
        except OSError:  # before Python 3.14, a name that is too long
            found = False
        if not found:
            for record in self._records:
                record.missing.add(full)
        return found

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names in a folder, sorted; none where there is no such folder."""
        full = self._allowed(folder)
        try:
            names = tuple(sorted(entry.name for entry in full.iterdir()))
        except (FileNotFoundError, NotADirectoryError):
            names = ()
        except OSError as error:
            raise ProjectError(f"the folder {self.shown(folder)} cannot be listed: {unreadable(error)}") from error
        for record in self._records:
            record.folders[full] = names
        return names

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reads]:
        """Records what is read until the block ends, and the project file, which was read before.

        Several may be open at once; each sees everything.
        """
        before = getattr(self, "_settings_reads", Reads())
        record = Reads(dict(before.files), set(before.missing), dict(before.folders))
        self._records.append(record)
        try:
            yield record
        finally:
            places = [
                place for place, other in enumerate(self._records) if other is record
            ]  # equal ones are not the same
            del self._records[places[0]]  # in place: a project within this one shares the list

    def within(self, folder: Path) -> Project:
        """A project that lies within this one, such as the files of a frozen edition: what it reads is on record here too."""
        return Project(folder, self.today, self._records)

    def _allowed(self, path: Path) -> Path:
        full = self._resolved(path)
        if any(full.is_relative_to(folder) for folder in self._folders):
            return full
        raise OutsideProject(str(path))

    def _resolved(self, path: Path) -> Path:
        try:
            return (self.root / path).resolve()
        except (ValueError, RuntimeError) as error:  # no system has such a name; links in a circle, before Python 3.13
            raise FileNotFoundError(errno.ENOENT, "no such file", str(path)) from error

    def shown(self, path: Path) -> str:
        """A path for people: relative to the project where it lies inside, with forward slashes."""
        try:
            full = self._resolved(path)
        except FileNotFoundError:
            full = self.root / path
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else full.as_posix()

    # --- what there is -----------------------------------------------------------------------------------------------

    def briefs(self) -> tuple[Path, ...]:
        """The briefs of the project: `briefs/*.yaml`, but for names that begin with “_”."""
        folder = self.root / "briefs"
        found = [
            name for name in self.names(folder) if name.endswith((".yaml", ".yml")) and not name.startswith(("_", "."))
        ]
        return tuple(folder / name for name in found)

    def brief(self, name: str) -> Path:
        """The brief of this name, with or without its ending. Raises NotFound with the names that there are."""
        folder = self.root / "briefs"
        for file in (f"{name}.yaml", f"{name}.yml", name):
            if file in self.names(folder) and self.exists(folder / file):
                return folder / file
        raise NotFound("brief", name, [path.stem for path in self.briefs()])

    def template_roots(self) -> tuple[Path, ...]:
        """The folders that hold audiences, the project's own before the shipped one; each once."""
        return tuple(dict.fromkeys((self.root / "templates", shipped("templates"))))

    def audience_names(self) -> tuple[str, ...]:
        """Every audience that there is: a folder with an `audience.yaml`."""
        found = {
            name
            for root in self.template_roots()
            for name in self.names(root)
            if self.exists(root / name / AUDIENCE_FILE)
        }
        return tuple(sorted(found))

    def audience(self, name: str) -> Audience:
        """An audience by its name, with what it takes from those it extends.

        Raises NotFound, or InvalidProject where one of the files is wrong.
        """
        tree = self.audience_tree(name)
        audience, findings = typed.read(tree, Audience)
        if audience is None:
            places = SourceMap(tree)
            raise self._unusable(self.audience_files(name)[0], map(places.locate, findings))
        return audience.model_copy(update={"name": name, "kin": self.kin(name)})

    def audience_files(self, name: str) -> tuple[Path, ...]:
        """The `audience.yaml` of this audience in the project and the one that ships, as far as they are there.

        Raises NotFound where there is neither.
        """
        found = self._own_files(name)
        if not found:
            raise NotFound("audience", name, self.audience_names())
        return found

    def _own_files(self, name: str) -> tuple[Path, ...]:
        return tuple(
            root / name / AUDIENCE_FILE
            for root in self.template_roots()
            if name in self.names(root) and self.exists(root / name / AUDIENCE_FILE)
        )

    def audience_tree(self, name: str) -> Node:
        """All keys of an audience, each from the nearest file that gives it: its own before those of what it extends.

        A key that is left empty there takes nothing over; the title is never taken from another audience. Raises as
        `audience` does.
        """
        files = [file for link in self._chain(name) for file in self.audience_files(link)]
        own = set(self.audience_files(name))
        trees = [(file, self._parsed(file)) for file in files]
        whole = dataclasses.replace(trees[0][1], value={}, keys={})
        values = cast("dict[str, Node]", whole.value)
        for file, tree in trees:
            for key, value in cast("dict[str, Node]", tree.value).items():
                if key not in whole.keys and (key != "title" or file in own):
                    whole.keys[key], values[key] = tree.keys[key], value
        for key in [key for key, value in values.items() if value.kind == "scalar" and value.value is None]:
            del whole.keys[key], values[key]
        return whole

    def kin(self, name: str) -> tuple[str, ...]:
        """The audiences that an audience extends, nearest first. Raises as `audience` does."""
        return self._chain(name)[1:]

    def _chain(self, name: str) -> tuple[str, ...]:
        """The names of an audience and of those it extends, nearest first."""
        names = [name]
        while (found := self._extended(names[-1])) is not None:
            file, node = found
            base: str = node.raw
            if base in names:
                message = f"{quoted(name)} comes back to {quoted(base)} by way of what it extends"
                hint = "take it out; a project's file for an audience that ships is laid over the shipped one anyway"
                raise self._unusable(file, [_told_at(node, "F18", message, hint)])
            if base not in (known := self.audience_names()):
                message = f"there is no audience {quoted(base)}"
                raise self._unusable(file, [_told_at(node, "F12", message, did_you_mean(base, known))])
            names.append(base)
        return tuple(names)

    def _extended(self, name: str) -> tuple[Path, Node] | None:
        """The file and the place where an audience says which one it extends; None where it extends none."""
        for file in self._own_files(name):
            extends = self._parsed(file).get("extends")
            if extends is not None:
                return (file, extends) if isinstance(extends.value, str) else None
        return None

    def template_folders(self, audience: Audience) -> tuple[Path, ...]:
        """Where the audience's templates are looked for, nearest first: its own folder, those it extends, then `base`."""
        names = [*self._chain(audience.name), "base"]
        return tuple(root / name for name in names for root in self.template_roots())

    # --- settings ----------------------------------------------------------------------------------------------------

    def _read_settings(self) -> tuple[ProjectFile, Node | None]:
        if not self.exists(self.root / PROJECT_FILE):
            return ProjectFile(), None
        return self._typed(self.root / PROJECT_FILE, ProjectFile)

    def _typed(self, file: Path, model: type[typed.R]) -> tuple[typed.R, Node]:
        tree = self._parsed(file)
        value, findings = typed.read(tree, model)
        if value is None:
            raise self._unusable(file, map(SourceMap(tree).locate, findings))
        return value, tree

    def _parsed(self, file: Path) -> Node:
        try:
            tree, findings = parse(self.shown(file), self.read_bytes(file))
        except OSError as error:
            raise ProjectError(f"{self.shown(file)} cannot be read: {unreadable(error)}") from error
        if tree is None or any(finding.severity == "error" for finding in findings):
            raise self._unusable(file, findings)
        return tree

    def _unusable(self, file: Path, findings: Iterable[Diagnostic]) -> InvalidProject:
        errors = [finding for finding in findings if finding.severity == "error"]
        return InvalidProject(f"{self.shown(file)} cannot be used", ordered(errors))


def _told_at(node: Node, code: str, message: str, hint: str | None) -> Diagnostic:
    return codes.finding(code, message, hint=hint, location=node.file.location(node.start, node.end))


def unreadable(error: OSError) -> str:
    """Why a file cannot be read, in an analyst's words."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder"
        case OutsideProject():
            return "it lies outside the project"
        case PermissionError():
            return "you have no right to read it"
    return error.strerror or str(error)


def shipped(name: str) -> Path:
    """A folder that ships with the tool: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
