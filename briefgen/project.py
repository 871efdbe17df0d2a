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
from collections.abc import Iterator
from pathlib import Path

from briefgen import codes, typed
from briefgen.diagnostics import ordered, quoted
from briefgen.errors import InvalidProject, NotFound, ProjectError, did_you_mean
from briefgen.model.audience import Audience
from briefgen.model.project_file import ProjectFile
from briefgen.source_map import SourceMap
from briefgen.yaml_source import Node, parse

PROJECT_FILE = "briefgen.yaml"


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

    def __init__(self, root: Path, today: datetime.date) -> None:
        self.root = root.resolve()
        self.today = today
        self._records: list[Reads] = []
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
        """Records what is read until the block ends. Several may be open at once; each sees everything."""
        record = Reads()
        self._records.append(record)
        try:
            yield record
        finally:
            self._records = [other for other in self._records if other is not record]  # equal ones are not the same

    def _allowed(self, path: Path) -> Path:
        full = self._resolved(path)
        for folder in (self.root, *map(shipped, ("templates", "briefs", "fixtures"))):
            if full.is_relative_to(folder):
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
            if self.exists(root / name / "audience.yaml")
        }
        return tuple(sorted(found))

    def audience(self, name: str) -> Audience:
        """An audience by its name. Raises NotFound, or InvalidProject where its file is wrong."""
        for root in self.template_roots():
            file = root / name / "audience.yaml"
            if name in self.names(root) and self.exists(file):
                audience, tree = self._typed(file, Audience)
                self._require_base(audience, file, tree)
                return audience.model_copy(update={"name": name})
        raise NotFound("audience", name, self.audience_names())

    def _require_base(self, audience: Audience, file: Path, tree: Node) -> None:
        known = self.audience_names()
        if audience.extends is not None and audience.extends not in known:
            message, hint = f"there is no audience {quoted(audience.extends)}", did_you_mean(audience.extends, known)
            finding = codes.finding("F12", message, path=("extends",), hint=hint)
            raise InvalidProject(f"{self.shown(file)} cannot be used", [SourceMap(tree).locate(finding)])

    def template_folders(self, audience: Audience) -> tuple[Path, ...]:
        """Where the audience's templates are looked for, nearest first: its own folder, those it extends, then `base`."""
        names, current = [audience.name], audience.extends
        while current is not None and current not in names:
            names.append(current)
            current = self.audience(current).extends
        return tuple(root / name for name in [*names, "base"] for root in self.template_roots())

    # --- settings ----------------------------------------------------------------------------------------------------

    def _read_settings(self) -> tuple[ProjectFile, Node | None]:
        if not self.exists(self.root / PROJECT_FILE):
            return ProjectFile(), None
        return self._typed(self.root / PROJECT_FILE, ProjectFile)

    def _typed(self, file: Path, model: type[typed.R]) -> tuple[typed.R, Node]:
        try:
            tree, findings = parse(self.shown(file), self.read_bytes(file))
        except OSError as error:
            raise ProjectError(f"{self.shown(file)} cannot be read: {unreadable(error)}") from error
        if tree is None:
            raise InvalidProject(f"{self.shown(file)} cannot be used", findings)
        value, wrong = typed.read(tree, model)
        places = SourceMap(tree)
        errors = [places.locate(finding) for finding in (*findings, *wrong) if finding.severity == "error"]
        if value is None or errors:
            raise InvalidProject(f"{self.shown(file)} cannot be used", ordered(errors))
        return value, tree


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
