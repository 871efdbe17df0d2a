"""Where templates and stylesheets are looked for, and the sandbox in which templates run."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
import jinja2.sandbox
from jinja2.loaders import split_template_path

from briefgen.model.audience import Audience
from briefgen.project import Project, shipped

STYLESHEET = "memo.css"


class Places:
    """The folders of one audience, nearest first, and what they hold."""

    def __init__(self, project: Project, audience: Audience) -> None:
        self.project = project
        self.folders = project.template_folders(audience)

    def chain(self) -> list[str]:
        """The names of the audience and of what it extends, nearest first."""
        return list(dict.fromkeys(folder.name for folder in self.folders))

    def candidates(self, name: str) -> Iterable[Path]:
        """Where a template may stand: in the audience's folders, or by its full name among those that ship.

        So `memo.html.j2` is the nearest one, and `base/memo.html.j2` the shipped one that an override extends.
        """
        parts = split_template_path(name)
        yield from (folder.joinpath(*parts) for folder in self.folders)
        yield shipped("templates").joinpath(*parts)

    def known(self) -> list[str]:
        """The names of all templates of the audience."""
        found: set[str] = set()
        for folder in self.folders:
            for name in self.project.names(folder):
                inner = (
                    [name] if name.endswith(".j2") else [f"{name}/{file}" for file in self.project.names(folder / name)]
                )
                found.update(file for file in inner if file.endswith(".j2"))
        return sorted(found)

    def stylesheets(self) -> list[str]:
        """References to every `memo.css` of the audience's folders, the farthest first: each holds only what differs."""
        files = [folder / STYLESHEET for folder in reversed(self.folders)]
        return [_reference(file) for file in files if self.project.exists(file)]


class Loader(jinja2.BaseLoader):
    """Reads templates through the project, so that they are on record and nothing else can be read."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        """The text of a template and its file."""
        project = self._places.project
        for path in self._places.candidates(template):
            try:
                return project.read_text(path), str(path), lambda: True
            except (FileNotFoundError, NotADirectoryError):
                continue
            except UnicodeDecodeError as error:
                raise jinja2.TemplateSyntaxError("the file is not UTF-8", 1, template, str(path)) from error
        raise jinja2.TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self._places.known()


class Compiled(jinja2.BytecodeCache):
    """Keeps what a template compiles to, by its text: a memo in two formats, and the next one, compile nothing again."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], types.CodeType | None] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Called by Jinja before it compiles; its text has been read already, and is on record."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Called by Jinja when it has compiled."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = Compiled()


class MissingName(jinja2.UndefinedError):
    """A template names what there is not. `name` is that name, `known` are those that were meant, perhaps."""

    def __init__(self, message: str, name: str, known: Iterable[str]) -> None:
        super().__init__(message)
        self.name = name
        self.known = tuple(known)


class Missing(jinja2.StrictUndefined):
    """What an unknown name gives: any use of it is a MissingName."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        alone = obj is None or obj is jinja2.utils.missing
        if exc is None or exc is jinja2.UndefinedError:
            words = f"“{name}” is not known here" if alone else f"“{name}” is not known of this {type(obj).__name__}"
            exc = lambda _: MissingName(hint or words, str(name), () if alone else _attributes(obj))
        super().__init__(hint, jinja2.utils.missing if alone else obj, name, exc)


def _attributes(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(map(str, value))
    return tuple(name for name in dir(value) if not name.startswith(("_", "model_")))


def environment(places: Places) -> jinja2.Environment:
    """A sandbox for the templates of an audience; whoever calls adds the names that a template can use."""
    made = jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=Loader(places),
        undefined=Missing,
        bytecode_cache=_COMPILED,
        autoescape=True,  # select_autoescape would not match “.html.j2”
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("lipsum", "cycler", "joiner"):  # lipsum writes random words
        del made.globals[name]
    del made.filters["random"]
    return made


def base_url() -> str:
    """Where the references of a memo start from: the folder of the shipped base."""
    return (shipped("templates") / "base").as_uri() + "/"


def _reference(file: Path) -> str:
    """A stylesheet's reference: relative where it ships with the tool, so that no folder of a machine is in the HTML."""
    root = shipped("templates")
    if not file.is_relative_to(root):
        return file.as_uri()
    inside = file.relative_to(root)
    return inside.name if inside.parts[0] == "base" else f"../{inside.as_posix()}"
