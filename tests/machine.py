"""A machine made of stand-ins, to run tools/setup.sh on.

The real Python runs the probes, with chosen libraries made impossible to load; whatever would change the machine
(apt-get, brew, sudo) is a script that writes down how it was called.
"""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

SETUP = Path(__file__).parents[1] / "tools" / "setup.sh"
PROGRAMS = Path(__file__).with_name("programs.py")
PANGO = {"libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0.dylib"}
PANGOFT2 = {"libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0.dylib"}
SUBSET = {"libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset.dylib"}

SITECUSTOMIZE = """
import ctypes, os, pathlib, shutil, sys
absent = set(pathlib.Path(os.environ["ABSENT"]).read_text().split())
class CDLL(ctypes.CDLL):
    def __init__(self, name, *args):
        if name in absent:
            raise OSError(name)
        if not name.startswith("lib"):
            super().__init__(name, *args)
ctypes.CDLL = CDLL
on_path = shutil.which
shutil.which = lambda name: None if os.path.isabs(name) else on_path(name)
if "ensurepip" in absent:
    sys.modules["ensurepip"] = None
sys.base_prefix = os.environ.get("PREFIX", sys.base_prefix)
if "OLD" in os.environ:
    sys.version_info = (3, 10, 14)
"""

# Makes a .venv that is another stand-in, so that neither pip nor the package index is needed.
PYTHON = """
case "$1 $2" in
"-m venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
"-m pip") echo "pip $*" >>"$LOG" ;;
*) exec "{real}" "$@" ;;
esac
"""

# What checks of memos use, and what each of them says when it is asked for its version.
WANTED = {
    "java": "echo 'java.home = /java' >&2; echo 'java.specification.version = 17' >&2",
    "chromium": ":",
    "pdftoppm": ":",
}


class Machine:
    """A PATH of stand-ins, a project of two files, and the log of everything that would have changed something."""

    def __init__(self, folder):
        self.project = folder / "project"
        self.programs = folder / "bin"
        self.shop = folder / "shop"
        self.log_file = folder / "log"
        self.absent_file = folder / "absent"
        site = folder / "site"
        for made in (self.project / "tools", self.project / "tests", self.programs, self.shop, site):
            made.mkdir(parents=True)
        shutil.copy(SETUP, self.project / "tools")
        shutil.copy(PROGRAMS, self.project / "tests")
        (self.project / "pyproject.toml").write_text('[project]\nname = "trial"\ndescription = "a \\\\n b"\n')
        (site / "sitecustomize.py").write_text(SITECUSTOMIZE)
        for name in ("sh", "cat", "cp", "dirname", "grep", "mkdir", "paste", "rm", "sort"):
            (self.programs / name).symlink_to(shutil.which(name))
        self.environment = {
            "PATH": str(self.programs),
            "PYTHONPATH": str(site),
            "LOG": str(self.log_file),
            "ABSENT": str(self.absent_file),
            "SHOP": str(self.shop),
        }
        self.lacks()
        self.has("uname", "echo Linux")
        self.user(0)
        self.has_python("python3")
        for name, script in WANTED.items():
            self.has(name, script)

    def has(self, name, script):
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def has_python(self, name, first=":"):
        self.has(name, first + PYTHON.format(real=sys.executable))

    def user(self, number):
        self.has("id", f"echo {number}")

    def lacks(self, *names):
        self.absent_file.write_text("\n".join(names))

    def lacks_programs(self, *names):
        """They lie in the shop, from where an installer brings all of it: `cp $SHOP/* $PATH`."""
        for name in names:
            (self.programs / name).rename(self.shop / name)

    def has_apt(self, knows="exit 0", installs=": >$ABSENT"):
        self.has("apt-cache", knows)
        self.has("apt-get", f'echo "apt-get $*" >>"$LOG"\n[ "$1" = update ] || {installs}')

    def has_sudo(self, without_password):
        self.has("sudo", f'[ "$1" != -n ] || exit {0 if without_password else 1}\necho "sudo" >>"$LOG"\nexec "$@"')

    @property
    def log(self):
        return self.log_file.read_text() if self.log_file.exists() else ""

    @property
    def installed(self):
        return [line for line in self.log.splitlines() if line.startswith(("apt-get", "brew", "sudo"))]

    def run(self, mode="memo", **environment):
        """Exit code and words of a run without a terminal."""
        done = subprocess.run(
            ["sh", "tools/setup.sh", mode],
            cwd=self.project,
            env=self.environment | environment,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            start_new_session=True,
        )
        return done.returncode, done.stdout

    def run_on_terminal(self, answer, mode="memo"):
        """Exit code and words of a run on a pseudo-terminal whose user types the answer when asked."""
        user, terminal = pty.openpty()
        process = subprocess.Popen(
            ["sh", "tools/setup.sh", mode],
            cwd=self.project,
            env=self.environment,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        words = b""
        while b"[y/N]" not in words and (chunk := read(user)):
            words += chunk
        os.write(user, answer)
        while chunk := read(user):
            words += chunk
        os.close(user)
        return process.wait(), words.decode().replace("\r\n", "\n")


def read(terminal):
    """What came next; nothing once the other side is gone (Linux says that with an error)."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
