"""The user's own system: its programs, their home folder, and files there. The one place that starts such programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from briefgen.errors import ProjectError

PATIENCE = 60
"""Seconds that a program may take."""


class Done(NamedTuple):
    """How a program ended; `told` is what it said for people, `output` what it gave."""

    code: int
    output: str
    told: str


def has(program: str) -> bool:
    """Whether there is such a program on the user's PATH."""
    return shutil.which(program) is not None


def run(*words: str, given: str = "") -> Done:
    """Runs a program of the user's PATH, with `given` on its input. Bytes that are no UTF-8 come through unharmed.

    One that is not there, cannot be started or does not end in time gives code -1, and says so.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the words are ours
            [shutil.which(words[0]) or words[0], *words[1:]],
            input=given, capture_output=True, encoding="utf-8", errors="surrogateescape", check=False, timeout=PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return Done(-1, "", str(error))
    return Done(done.returncode, done.stdout, (done.stderr or done.stdout).strip())


def home() -> Path:
    """The user's home folder."""
    return Path.home()


def config_home() -> Path:
    """Where the user's programs keep their settings: by the XDG Base Directory Specification."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config")


def user() -> int:
    """The user's number."""
    return os.getuid()


def library_folders() -> str | None:
    """Where the loader of macOS also looks for libraries such as Pango; None where nothing is set."""
    return os.environ.get("DYLD_FALLBACK_LIBRARY_PATH")


def read(path: Path) -> bytes | None:
    """The content of a file outside the project; None where there is none. Raises ProjectError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        from briefgen.project import unreadable

        raise ProjectError(f"{path} cannot be read: {unreadable(error)}") from error
