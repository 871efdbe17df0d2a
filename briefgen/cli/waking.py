"""Telling the system to wake briefgen, and taking that back. Nothing of anybody else's is written over or removed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.cli import system, wakes
from briefgen.cli.wakes import Kind, Place
from briefgen.errors import OutputFailed, ProjectError
from briefgen.placing import place as put
from briefgen.placing import place_together


def proved(kind: Kind, place: Place) -> str | None:
    """The program of the system that has found no fault; None where there is no such program here. Raises ProjectError."""
    program, *words = _PROOFS[kind]
    if not program or not system.has(program):
        return None
    with tempfile.TemporaryDirectory(prefix="briefgen-wake-") as folder:
        copies = []
        for path, text in wakes.files(kind, place).items():
            copies.append(str(Path(folder) / path.name))
            put(Path(copies[-1]), text.encode())
        commands = [[program, *words, *copies]]
        if kind == "systemd":
            commands.append([program, "calendar", wakes.CALENDAR])
        for command in commands:
            done = system.run(*command)
            if done.code != 0 or place.name in done.told:  # of a mistyped key systemd only warns
                raise ProjectError(f"{program} finds fault with it: {done.told}")
    return program


_PROOFS: Mapping[Kind, tuple[str, ...]] = {
    "systemd": ("systemd-analyze", "verify"),
    "cron": ("",),  # crontab looks at each line itself when it takes them over
    "launchd": ("plutil", "-lint"),
    "github": ("actionlint",),
}


def text(kind: Kind, place: Place) -> str:
    """All that would be installed, each file under its path."""
    if kind == "cron":
        return wakes.crontab_block(place)
    files = wakes.files(kind, place)
    return "\n".join(f"# {path}\n{content}" if len(files) > 1 else content for path, content in files.items())


def install(kind: Kind, place: Place) -> Iterator[str]:
    """Installs it for this user and says, line by line, what was done.

    Raises ProjectError where a file of somebody else's is in the way, or where the system does not take it.
    """
    if kind == "cron":
        yield from _install_lines(place)
        return
    files = wakes.files(kind, place)
    _require_own(kind, files)
    try:
        place_together({path: content.encode() for path, content in files.items()})
    except OutputFailed as error:
        raise ProjectError(error.message, "print it, and put it where it belongs by hand") from error
    yield from (f"written: {path}" for path in files)
    if kind == "systemd":
        yield from _start(f"{place.name}.timer", ("daemon-reload",), ("enable", "--now", f"{place.name}.timer"))
        yield "it runs while you are logged in; to run it always: loginctl enable-linger"
    elif kind == "launchd":
        yield from _load(place, *files)
    else:
        yield "commit and push it; what it needs to send stands in the secrets of the repository"


def remove(kind: Kind, place: Place) -> Iterator[str]:
    """Takes away what `install` put there, and says so; also where there is nothing.

    Raises ProjectError where what stands there is somebody else's.
    """
    if kind == "cron":
        yield from _remove_lines(place)
        return
    files = wakes.files(kind, place)
    there = [path for path in files if system.read(path) is not None]
    links = [path.parent / "timers.target.wants" / path.name for path in files]
    if not there:
        yield f"there is nothing to remove: no {' and no '.join(map(str, files))}"
        return
    _require_own(kind, files)
    if kind == "systemd" and system.has("systemctl"):
        system.run("systemctl", "--user", "disable", "--now", f"{place.name}.timer")
    if kind == "launchd" and system.has("launchctl"):
        system.run("launchctl", "bootout", f"{_domain()}/{wakes.label(place)}")
    for link in filter(Path.is_symlink, links):  # where no systemd runs for this user, nobody has taken it away
        link.unlink()
    for path in there:
        path.unlink()
        yield f"removed: {path}"
    if kind == "systemd" and system.has("systemctl"):
        system.run("systemctl", "--user", "daemon-reload")


def _require_own(kind: Kind, files: Mapping[Path, str]) -> None:
    for path, content in files.items():
        mark = next(line for line in content.splitlines() if "briefgen schedule install" in line)
        found = system.read(path)
        if found is not None and mark not in found.decode("utf-8", "replace").splitlines():
            hint = f"move it away, or put what is printed without --write into it: briefgen schedule install --{kind}"
            raise ProjectError(f"{path} is there, and is none that briefgen made", hint)


# --- systemd and launchd ---------------------------------------------------------------------------------------------


def _start(unit: str, *commands: tuple[str, ...]) -> Iterator[str]:
    by_hand = f"systemctl --user enable --now {unit}"
    if not system.has("systemctl"):
        yield f"systemctl is not here; where it is: {by_hand}"
        return
    for command in commands:
        if (done := system.run("systemctl", "--user", *command)).code != 0:
            raise ProjectError(f"systemctl does not take it: {done.told}", f"once you are logged in: {by_hand}")
    yield f"started: {unit}"


def _load(place: Place, path: Path) -> Iterator[str]:
    by_hand = f"launchctl bootstrap {_domain()} {path}"
    if not system.has("launchctl"):
        yield f"launchctl is not here; where it is: {by_hand}"
        return
    system.run(
        "launchctl", "bootout", f"{_domain()}/{wakes.label(place)}"
    )  # what was loaded before keeps its place else
    if (done := system.run("launchctl", "bootstrap", _domain(), str(path))).code != 0:
        raise ProjectError(f"launchctl does not take it: {done.told}", f"once you are logged in: {by_hand}")
    yield f"started: {wakes.label(place)}"


def _domain() -> str:
    return f"gui/{system.user()}"


# --- cron ------------------------------------------------------------------------------------------------------------


def _install_lines(place: Place) -> Iterator[str]:
    before, own, after = _crontab(place)
    block = wakes.crontab_block(place)
    if own == block:
        yield "the crontab has it already"
        return
    if own is None and before and not before.endswith("\n"):
        before += "\n"
    _give_crontab(before + block + after)
    yield "written: the crontab; its other lines are as they were"


def _remove_lines(place: Place) -> Iterator[str]:
    before, own, after = _crontab(place)
    if own is None:
        yield "there is nothing to remove: the crontab has no lines of this project"
        return
    _give_crontab(before + after)
    yield "removed: the lines of this project; the other lines of the crontab are as they were"


def _crontab(place: Place) -> tuple[str, str | None, str]:
    """The user's crontab: what stands before the lines of a project, they themselves, what stands after them."""
    if not system.has("crontab"):
        raise ProjectError("crontab is not here", "install cron, or take another way: --systemd, --launchd, --github")
    done = system.run("crontab", "-l")
    if done.code != 0:
        if "no crontab" not in done.told:
            raise ProjectError(f"the crontab cannot be read: {done.told}")
        return "", None, ""
    begin, end = (f"{mark}\n" for mark in wakes.crontab_marks(place))
    before, found, rest = done.output.partition(begin)
    if not found:
        return done.output, None, ""
    own, closed, after = rest.partition(end)
    if not closed:
        raise ProjectError(f"the crontab has “{begin.strip()}” and not “{end.strip()}”", "mend it by hand: crontab -e")
    return before, begin + own + end, after


def _give_crontab(lines: str) -> None:
    done = system.run("crontab", "-", given=lines) if lines else system.run("crontab", "-r")
    if done.code != 0:
        raise ProjectError(f"crontab does not take it: {done.told}")
