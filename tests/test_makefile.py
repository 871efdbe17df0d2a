"""The Makefile and `.ci/run`: the goals they name, how Python is started, and that a failure is told."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


def run(*command, folder, programs, **environment):
    """A finished process, with stand-ins first on PATH and without what an outer make says to its own."""
    path = f"{programs}:{os.environ['PATH']}"
    return subprocess.run(
        command, cwd=folder, env={"PATH": path} | environment, text=True, capture_output=True, check=False
    )


def stand_in(folder, name, script):
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_make_alone_lists_every_goal(tmp_path):
    lines = (CHECKOUT / "Makefile").read_text(encoding="utf-8").splitlines()
    (goals,) = [line.removeprefix(".PHONY: ").split() for line in lines if line.startswith(".PHONY: ")]
    listed = run("make", folder=CHECKOUT, programs=tmp_path).stdout
    assert [line.split()[1] for line in listed.splitlines()] == goals
    assert {"memo", "test", "bench"} <= set(goals)


@pytest.mark.parametrize(
    ("system", "before"), [("Darwin", 'DYLD_FALLBACK_LIBRARY_PATH="/brew/lib:'), ("Linux", ".venv")]
)
def test_make_starts_python_with_the_library_folders_of_macos_only_there(tmp_path, system, before):
    stand_in(tmp_path, "uname", f"echo {system}")
    done = run("make", "--dry-run", "memo", folder=CHECKOUT, programs=tmp_path, HOMEBREW_PREFIX="/brew")
    last = done.stdout.splitlines()[-1]
    assert last.startswith(before)
    assert last.endswith(".venv/bin/python -m briefgen build")


@pytest.mark.parametrize("failing", ["test", "memo", "none"])
def test_ci_fails_with_any_of_its_goals(tmp_path, failing):
    stand_in(tmp_path, "make", f'echo "ran $1"; [ "$1" != {failing} ]')
    (tmp_path / ".ci").mkdir()
    shutil.copy(CHECKOUT / ".ci" / "run", tmp_path / ".ci")
    done = run(tmp_path / ".ci" / "run", folder="/", programs=tmp_path)
    ran = [line for line in done.stdout.splitlines() if line.startswith("ran")]
    assert ran == (["ran test"] if failing == "test" else ["ran test", "ran memo"])
    assert (done.returncode == 0) is (failing == "none")
