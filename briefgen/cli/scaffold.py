"""The files that a project and a brief begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.cli import report, targets
from briefgen.errors import ProjectError

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
    """A new project, path by path: its settings, the sample brief with its archived source, the schemas."""
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
