"""A project in a temporary folder, and the command line run in it."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from briefgen.cli import main

CHECKOUT = Path(__file__).parents[1]

CLEAN = (
    "title: Nothing is reported of the port\ndate: 2026-03-18\nmarking: TLP:CLEAR\nbottom_line: Nothing is reported.\n"
)
WITH_WARNING = CLEAN + "so_what: TODO\n"
WITH_ERROR = (
    CLEAN + "claims:\n  closed: {text: The port said that it is closed., claimant: The port, status: reported}\n"
)
UNREADABLE = CLEAN + "glosary: {}\n"

STATES = {"clean": CLEAN, "with-warning": WITH_WARNING, "with-error": WITH_ERROR, "unreadable": UNREADABLE}


def project(folder, **briefs):
    """A project with these briefs; in their names “_” stands for “-”."""
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefgen.yaml").write_text("defaults: {audiences: [analyst]}\n", encoding="utf-8")
    for name, text in briefs.items():
        (folder / "briefs" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def run(*words, env=None, color=False):
    """The command line, run in this process: `.exit_code`, `.stdout`, `.stderr`."""
    done = CliRunner().invoke(main, [str(word) for word in words], prog_name="briefgen", env=env, color=color)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def environment(**more):
    """That of a process of its own, which finds the package in the checkout."""
    path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path, **more}


def process(*words, folder, **more):
    """The command line as a process of its own."""
    command = [sys.executable, "-m", "briefgen", *map(str, words)]
    return subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, text=True, encoding="utf-8", check=False
    )
