"""A preview as a process of its own."""

from __future__ import annotations

import contextlib
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from command_line import environment


@dataclasses.dataclass
class Running:
    """A preview that runs, and the address that it has printed."""

    process: subprocess.Popen[str]
    address: str


@contextlib.contextmanager
def serving(folder: Path, *words: str) -> Iterator[Running]:
    """A preview that is started in a folder, until the block ends."""
    command = [sys.executable, "-m", "briefgen", "preview", "--no-open", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, env=environment(), text=True, **pipes) as process:
        try:
            yield Running(process, process.stdout.readline().strip())
        finally:
            process.terminate()
