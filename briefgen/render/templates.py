"""Where templates and stylesheets are looked for, and the sandbox in which templates run."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
import jinja2.sandbox
from jinja2.loaders import split_template_path

from briefgen.diagnostics import Diagnostic
from briefgen.model.audience import Audience
from briefgen.model.base import Record
from briefgen.model.results import TailoredBrief
from briefgen.project import Project, shipped
from briefgen.render import contract

STYLESHEET = "memo.css"

NEXT = "next/"
"""Before the name of a template: the next file of that name in the override order, after the folder it is written in."""

_PLACED = re.compile(r"next/(?P<after>\d+)/(?P<name>.+)", re.DOTALL)
"""How Jinja is told which one is next: the number of the folder that it must not be in, nor in any nearer one."""


class Places:
    """The folders of one audience, nearest first, and what they hold."""

    def __init__(self, project: Project, audience: Audience) -> None:
        self.project = project
        self.folders = project.template_folders(audience)

    def chain(self) -> list[str]:
        """The names of the audience and of what it extends, nearest first."""
        return list(dict.fromkeys(folder.name for folder in self.folders))

    def candidates(self, name: str) -> Iterator[Path]:
        """Where a template may stand: in the audience's folders, or by its full name among those that ship.

        So `memo.html.j2` is the nearest one, and `base/memo.html.j2` the shipped one that an override extends.
        """
        placed = _PLACED.fullmatch(name)
        parts = split_template_path(placed["name"] if placed else name)
        yield from (folder.joinpath(*parts) for folder in self.folders[int(placed["after"]) if placed else 0 :])
        if placed is None:
            yield shipped("templates").joinpath(*parts)

    def following(self, name: str, writer: str) -> str:
        """The name under which Jinja finds the next file of this name, after the folder of the template `writer`."""
        place = next((path for path in self.candidates(writer) if self.project.exists(path)), None)
        inside = [index for index, folder in enumerate(self.folders) if place and place.is_relative_to(folder)]
        return f"{NEXT}{inside[0] + 1 if inside else 0}/{name}"

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
        return [_reference(file) for file in self.sheets()]

    def sheets(self) -> list[Path]:
        """The files of these stylesheets."""
        files = [folder / STYLESHEET for folder in reversed(self.folders)]
        return [file for file in files if self.project.exists(file)]


def as_written(name: str) -> str:
    """The name of a template as a template has it."""
    placed = _PLACED.fullmatch(name)
    return f"{NEXT}{placed['name']}" if placed else name


class Loader(jinja2.BaseLoader):
    """Reads templates through the project, so that they are on record and nothing else can be read.

    `older` has each file that was made for an older contract, with the number of that.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.older: dict[Path, int] = {}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        """The text of a template and its file."""
        project = self.places.project
        for path in self.places.candidates(template):
            try:
                return self._fitting(path, project.read_text(path)), str(path), lambda: True
            except (FileNotFoundError, NotADirectoryError):
                continue
            except UnicodeDecodeError as error:
                raise jinja2.TemplateSyntaxError("the file is not UTF-8", 1, template, str(path)) from error
        raise jinja2.TemplateNotFound(template)

    def check_sheets(self) -> None:
        """Reads what the stylesheets of the project say of the contract they were made for. Raises MadeForNewer."""
        for path in self.places.sheets():
            if not path.is_relative_to(shipped("templates")):
                self._fitting(path, self.places.project.read_bytes(path).decode("utf-8", "replace"))

    def findings(self) -> tuple[Diagnostic, ...]:
        """What was made for an older contract, of all that was read so far."""
        return tuple(contract.older(number, self.places.project, path) for path, number in self.older.items())

    def _fitting(self, path: Path, text: str) -> str:
        """The text of a template or stylesheet. Raises MadeForNewer."""
        made_for = contract.made_for(text)
        if made_for is not None and made_for > contract.CONTRACT:
            raise MadeForNewer(path, made_for)
        if made_for is not None and made_for < contract.CONTRACT:
            self.older[path] = made_for
        return text

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self.places.known()


class MadeForNewer(jinja2.TemplateError):
    """A template was made for a contract that this briefgen does not know yet."""

    def __init__(self, path: Path, made_for: int) -> None:
        super().__init__(f"made for contract {made_for}")
        self.path = path
        self.made_for = made_for


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
    if isinstance(value, Record):
        return tuple(sorted(readable(type(value))))
    return tuple(name for name in dir(value) if not name.startswith("_") and name not in WITHHELD)


@functools.cache
def readable(record: type[Record]) -> frozenset[str]:
    """What a template may read of a record: its fields, and what its own classes add to them.

    All else is the machinery of pydantic, part of which reads files and makes objects.
    """
    own = itertools.takewhile(lambda class_: class_ is not Record, record.__mro__)
    added = (name for class_ in own for name, value in vars(class_).items() if isinstance(value, _READABLE))
    return frozenset({*record.model_fields, *(name for name in added if not name.startswith(("_", "model_")))})


WITHHELD = frozenset({"decisions"})
"""What a tailored brief says of things that its readers may not see: of that no template prints a word."""

_READABLE = (property, types.FunctionType)
_CLOCK = frozenset({"today", "now", "utcnow", "fromtimestamp", "utcfromtimestamp"})
"""What dates have besides themselves: the day of the machine, which no memo may depend on."""


class Sandbox(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """Templates read values, and nothing behind them; `next/NAME` means what the template stands for."""

    loader: Loader

    def join_path(self, template: str, parent: str) -> str:
        """The template that `parent` means by a name."""
        if not template.startswith(NEXT):
            return template
        return self.loader.places.following(template.removeprefix(NEXT), parent)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template reads of a value; pydantic warns where its own machinery is as much as looked at."""
        hidden = isinstance(obj, Record) and attribute not in readable(type(obj)) and hasattr(type(obj), attribute)
        if hidden or (isinstance(obj, TailoredBrief) and attribute in WITHHELD):
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this of a value."""
        if isinstance(obj, Record) and attr not in readable(type(obj)):
            return False
        if isinstance(obj, datetime.date) and attr in _CLOCK:
            return False
        if isinstance(obj, TailoredBrief) and attr in WITHHELD:
            return False
        return not isinstance(obj, type) and super().is_safe_attribute(obj, attr, value)


def environment(places: Places) -> Sandbox:
    """A sandbox for the templates of an audience; whoever calls adds the names that a template can use."""
    made = Sandbox(
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
