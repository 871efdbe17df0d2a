"""The files that a project and a brief begin with."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from briefgen.cli import report, targets
from briefgen.errors import ProjectError

if TYPE_CHECKING:
    from briefgen.model.audience import Audience, SectionChoice

STARTERS = Path(__file__).parent / "starters"

IGNORED = "output/\n.briefgen/cache/\n"
"""What version control need not keep: it can be made again."""


def schemas() -> dict[str, str]:
    """Each kind of file that people write, with its JSON Schema."""
    from briefgen import schema

    return {
        "brief": report.to_json(schema.brief_schema()),
        "audience": report.to_json(schema.audience_schema()),
        "project": report.to_json(schema.project_schema()),
        "shared": report.to_json(schema.shared_schema()),
    }


def schema_file(kind: str) -> str:
    """Where the schema of a kind lies in a project. The number is that of the format, and stands in each modeline."""
    return f".briefgen/{kind}-1.schema.json"


def schema_files() -> dict[str, bytes]:
    """The schemas by their place in a project."""
    return {schema_file(kind): f"{text}\n".encode() for kind, text in schemas().items()}


def project_files() -> dict[str, bytes]:
    """A new project, path by path: its settings, the sample brief with its archived sources and editions, the schemas."""
    from briefgen.project import PROJECT_FILE, shipped

    sample = shipped("briefs")
    files = {PROJECT_FILE: (STARTERS / PROJECT_FILE).read_bytes()}
    for path in sorted(sample.rglob("*")):
        if path.is_file():
            files[f"briefs/{path.relative_to(sample).as_posix()}"] = path.read_bytes()
    return files | schema_files()


def new_brief(title: str, date: str) -> bytes:
    """A brief to begin with: it builds as it stands, and shows in comments what may come."""
    text = (STARTERS / "brief.yaml").read_text(encoding="utf-8")
    return text.replace("TITLE", title).replace("DATE", date).encode()


def new_audience(title: str, base: Audience) -> bytes:
    """The settings of an audience that starts from another: each key with its meaning and the value it takes over."""
    from briefgen import schema

    head = (STARTERS / "audience.yaml").read_text(encoding="utf-8")
    parts = [head.replace("TITLE", title).replace("BASE", base.name)]
    for field in schema.fields(type(base)):
        if field.key not in ("title", "extends"):
            meaning = textwrap.wrap(field.doc, 116, break_long_words=False, break_on_hyphens=False)
            parts.append(
                "\n".join([*(f"# {line}" for line in meaning), *_commented(field.key, getattr(base, field.name))])
            )
    return ("\n".join(parts) + "\n").encode()


def _commented(key: str, value: object) -> list[str]:
    from briefgen import yaml_source

    if value is None or value == ():
        return [f"#{key}:", ""]
    if key == "sections":
        value = [_section(choice) for choice in cast("tuple[SectionChoice, ...]", value)]
    elif isinstance(value, tuple):
        value = list(value)
    return [*(f"#{line}" for line in yaml_source.written({key: value}).splitlines()), ""]


def _section(choice: SectionChoice) -> object:
    """A part as it is written in a file: its name alone, where nothing else is said of it."""
    given = {name: value for name, value in choice.model_dump(mode="json").items() if value is not None}
    return choice.section if len(given) == 1 else given


def require_id(name: str, what: str) -> None:
    """Raises ProjectError for a name that is not lower-case letters, digits and single hyphens."""
    from briefgen.schema import ID_PATTERN

    if not re.search(ID_PATTERN, name):
        near = re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".yaml").lower()).strip("-")
        hint = "lower-case letters and digits, with single hyphens between" + (f", such as “{near}”" if near else "")
        raise ProjectError(f"“{name}” cannot be the name of {what}", hint)


def told(files: Iterable[str]) -> list[str]:
    """The files as they are told: of an edition its folder alone."""
    from briefgen.record import editions

    depth = len(editions.FOLDER.parts) + 2  # the brief, and the day
    paths = [PurePosixPath(name) for name in files]
    shown = [Path(*path.parts[:depth]) if path.is_relative_to(editions.FOLDER) else path for path in paths]
    return list(dict.fromkeys(path.as_posix() for path in shown))


def existing(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Those of the files that are there already, as the user would type them."""
    return [targets.shown(root / name) for name in files if (root / name).exists()]


def make(root: Path, files: Mapping[str, bytes]) -> None:
    """Writes new files, and folders as needed; never over one that is there. Raises ProjectError."""
    for name, content in files.items():
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
        except OSError as error:
            raise ProjectError(f"cannot write {targets.shown(path)}: {error.strerror}") from error
