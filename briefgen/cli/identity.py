"""Who sits at the keyboard, as version control knows them. It proves nothing: anybody can set that name."""

from __future__ import annotations

import subprocess

from briefgen.errors import ProjectError


def person(given: str | None) -> str:
    """The name that was given, else the one that git would put on a commit here. Raises ProjectError where there is none."""
    name = (given or _of_git() or "").strip()
    if not name:
        raise ProjectError(
            "nobody is named for this", "name yourself: --by NAME, or set it once: git config --global user.name NAME"
        )
    return name


def _of_git() -> str | None:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git of the user's own PATH is meant
            capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout if asked.returncode == 0 else None
