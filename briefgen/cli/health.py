"""What a memo needs of the machine and of the project, one by one, and what mends it."""

from __future__ import annotations

import datetime
import hashlib
import platform
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.cli import targets
from briefgen.errors import BriefgenError, EngineMissing

if TYPE_CHECKING:
    from briefgen.project import Project

State = Literal["works", "note", "missing"]


class Organ(NamedTuple):
    """One thing that was looked at. “note”: memos are made without it; “missing”: none is. `mend` is what to do."""

    name: str
    state: State
    told: str
    mend: str | None = None


def examine() -> list[Organ]:
    """Everything, in the order in which it is needed."""
    parts: tuple[Callable[[], Iterator[Organ]], ...] = (_python, _engine, _templates, _preview, _project)
    return [organ for part in parts for organ in part()]


def _python() -> Iterator[Organ]:
    import briefgen

    yield Organ("briefgen", "works", briefgen.__version__)
    yield Organ("Python", "works", f"{platform.python_version()} ({sys.executable})")


# --- the engine ------------------------------------------------------------------------------------------------------

_REINSTALL = "install briefgen again: pipx reinstall briefgen, or: pip install --force-reinstall briefgen"


def _engine() -> Iterator[Organ]:
    from briefgen.write.engine import engine_report

    try:
        engine = engine_report()
    except EngineMissing as error:
        yield Organ("PDF", "missing", error.message, _mend_engine(_system()))
        return
    yield Organ("WeasyPrint", "works", engine.weasyprint)
    yield Organ("Pango", "works", engine.pango)
    if engine.subsetting:
        yield Organ("HarfBuzz", "works", "puts only the letters that are used into a PDF")
    else:
        yield Organ("HarfBuzz", "note", "no harfbuzz-subset: PDFs take longer", _mend_subset(_system()))
    if engine.fonts:
        yield Organ("fonts", "works", f"{len(engine.fonts)} in {engine.fonts_folder}")
    else:
        yield Organ("fonts", "missing", f"none in {engine.fonts_folder}", _REINSTALL)


_APT = "sudo apt-get install "
_BREW = "brew install pango"

_ENGINE = {
    "debian": f"{_APT}libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "alpine": "sudo apk add pango so:libharfbuzz-subset.so.0",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "mac": _BREW,
    "mac-arm": f"{_BREW}\nexport DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:$DYLD_FALLBACK_LIBRARY_PATH",
    "windows": r"install MSYS2 (https://www.msys2.org) into C:\msys64, and in its UCRT64 shell: "
    "pacman -S mingw-w64-ucrt-x86_64-pango",
    "other": "install Pango 1.44 or newer, and HarfBuzz with harfbuzz-subset",
}
"""By system: what brings Pango and HarfBuzz. The dynamic loader of macOS does not look into Homebrew's folder on Apple
Silicon by itself."""

_SUBSET = {
    "debian": f"{_APT}libharfbuzz-subset0",
    "fedora": "sudo dnf install harfbuzz",
    "arch": "sudo pacman -S harfbuzz",
    "alpine": "sudo apk add so:libharfbuzz-subset.so.0",
    "suse": "sudo zypper install libharfbuzz-subset0",
    "other": "install HarfBuzz with harfbuzz-subset",
}


def _mend_engine(system: str) -> str:
    return f"{_ENGINE[system]}\nuntil then: briefgen build --format html"


def _mend_subset(system: str) -> str:
    """Homebrew and MSYS2 do not divide HarfBuzz: there it comes with Pango."""
    return _SUBSET.get(system) or _ENGINE[system]


def _system() -> str:
    """The key of this machine in the tables above."""
    if sys.platform == "darwin":
        return "mac-arm" if platform.machine() == "arm64" else "mac"
    if sys.platform == "win32":
        return "windows"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "other"
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    aliases = {"ubuntu": "debian", "rhel": "fedora", "opensuse": "suse"}
    known = {aliases.get(name, name) for name in family} & _ENGINE.keys()
    return min(known, default="other")


# --- the tool's files and the project --------------------------------------------------------------------------------


def _templates() -> Iterator[Organ]:
    from briefgen.project import shipped

    folder = shipped("templates")
    names = sorted(path.parent.name for path in folder.glob("*/audience.yaml"))
    if names:
        yield Organ("templates", "works", f"{', '.join(names)} in {folder}")
    else:
        yield Organ("templates", "missing", f"none in {folder}", _REINSTALL)


def _preview() -> Iterator[Organ]:
    from briefgen import preview

    if absent := preview.missing():
        yield Organ("preview", "note", f"not installed: {', '.join(absent)}", preview.INSTALL)
    else:
        yield Organ("preview", "works", "briefgen preview shows memos as they are written")


def _project() -> Iterator[Organ]:
    try:
        project = targets.project_here()
    except BriefgenError as error:
        unusable = bool(getattr(error, "diagnostics", ()))
        mend = "briefgen check tells each fault with its place" if unusable else error.hint
        yield Organ("project", "missing" if unusable else "note", error.message, mend)
        return
    count = len(project.briefs())
    yield Organ("project", "works", f"{project.root}, {count} {'brief' if count == 1 else 'briefs'}")
    yield from _audiences(project)
    yield _archives(project)
    yield from _deliveries(project)
    yield from _schedules(project)


def _audiences(project: Project) -> Iterator[Organ]:
    from briefgen.load.audiences import audience as load_audience

    for name in project.audience_names():
        try:
            load_audience(name, project)
        except BriefgenError as error:
            yield Organ(
                "audience", "missing", f"{name}: {error.message}", "briefgen check tells each fault with its place"
            )


def _deliveries(project: Project) -> Iterator[Organ]:
    """Whether there is somebody whom memos can be sent to. No server is asked, and no secret is shown."""
    from briefgen import addressing
    from briefgen.cli import deliveries

    setting = deliveries.setting(project)
    try:
        known = addressing.recipients(project, setting)
    except BriefgenError as error:
        mend = "briefgen deliver EDITION --dry-run tells each fault with its place"
        yield Organ("recipients", "note", error.message, mend)
        return
    if known:
        yield Organ("recipients", "works", f"{len(known)} {'recipient' if len(known) == 1 else 'recipients'}")
    mail = project.settings.mail
    if mail is not None and mail.user is not None and not setting.secret("BRIEFGEN_MAIL_PASSWORD"):
        told = f"no password for {mail.user} at {mail.host}"
        yield Organ("mail", "note", told, "set BRIEFGEN_MAIL_PASSWORD, or keep it in the system's keyring")
    elif mail is not None:
        yield Organ("mail", "works", f"by {mail.host}, from {mail.sender}")


def _schedules(project: Project) -> Iterator[Organ]:
    """Whether the last time of each schedule has come to something."""
    from briefgen import schedules
    from briefgen.cli import schedules as told
    from briefgen.record import runs as record

    now = datetime.datetime.now(datetime.UTC)
    try:
        found = told.of(project)
        missed = [one.id for one in found if schedules.missed(one, record.runs(project, one.id), now)]
    except BriefgenError as error:
        yield Organ("schedules", "note", error.message, "briefgen check tells each fault with its place")
        return
    if missed:
        mend = "briefgen schedule history tells why; briefgen schedule install tells the system to wake briefgen"
        yield Organ("schedules", "note", f"missed: {', '.join(missed)}", mend)
    elif found:
        yield Organ("schedules", "works", f"{len(found)} {'schedule' if len(found) == 1 else 'schedules'}")


def _archives(project: Project) -> Organ:
    """Whether the archived sources are those of the record."""
    from briefgen import record

    try:
        recorded = record.archives(project)
    except BriefgenError as error:
        return Organ("archives", "missing", error.message, error.hint)
    wrong = []
    for name, sha256 in recorded.items():
        try:
            same = hashlib.sha256(project.read_bytes(project.root / name)).hexdigest() == sha256
        except OSError:
            same = False
        if not same:
            wrong.append(name)
    if wrong:
        told = f"missing or altered since they were recorded: {', '.join(wrong)}"
        return Organ("archives", "note", told, "restore them from version control; more: briefgen explain Q02")
    return Organ("archives", "works", f"{len(recorded)} recorded, all as they were")
