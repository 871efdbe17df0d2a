"""Memos as files in a folder: a synced share, or the root of a web site, with an index page and an Atom feed.

`folder:PATH`, from the project's root or absolute; `folder:PATH?base=https://example.org/briefs/` where it is known at which
address readers see the folder. Each parcel is one folder, `BRIEF/DATE/AUDIENCE`, made aside and moved there in one step: what
is not whole is not there. Index and feed are made anew after that, from what lies in the folder, so the next run mends what a
killed one left undone.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from briefgen.channels import Channel, Later, Parcel, Refused, Setting, _entries, _feed, _index
from briefgen.errors import OutputFailed
from briefgen.placing import alone, place, place_folder, place_new, sweep

INDEX, FEED, LOCK = "index.html", "feed.xml", ".briefgen.lock"

_OWN = ("briefs", "templates", ".briefgen", ".git")
"""Folders of a project in which nothing is put for others."""
_LASTING = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENAMETOOLONG,
    errno.EINVAL,
}
"""What the system says that no other try changes, but for somebody who mends it."""


class _Target(NamedTuple):
    """Where an address leads: the folder, and the web address under which readers see it; None: that is not known."""

    folder: Path
    base: str | None


def _target(address: str, setting: Setting) -> _Target:
    """Where an address leads. Raises Refused for one that is none, in an analyst's words; Later where nobody can tell."""
    path, mark, query = address.partition("?")
    if not path.strip() or not path.isprintable():
        raise Refused("it names no folder: write folder:published, or a whole path such as folder:/mnt/share/briefs")
    if path.startswith("~"):
        raise Refused("“~” is not known here: write the whole path")
    if mark and not query.startswith("base="):
        raise Refused(f"“?{query}” is not known: only ?base=https://example.org/briefs/ may follow the path")
    base = _base(query.removeprefix("base=")) if mark else None
    try:
        folder = (Path(setting.root) / path).resolve()
        _require_outside_of_work(folder, Path(setting.root).resolve())
        in_the_way = next((near for near in (folder, *folder.parents) if near.is_file()), None)
    except RuntimeError:  # before Python 3.13
        raise Refused(f"{path} leads in a circle") from None
    except OSError as error:
        raise _not_carried(error, f"{path}: {error.strerror or error}") from error
    if in_the_way:
        raise Refused(f"{in_the_way} is a file, not a folder")
    return _Target(folder, base)


def _base(text: str) -> str:
    """A web address that folders can be appended to. Raises Refused."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or " " in text:
        raise Refused(f"“{text}” is no web address of a folder, such as https://example.org/briefs/")
    if "@" in parts.netloc:
        raise Refused("a web address with a name or a password in it would be shown to every reader")
    return text if text.endswith("/") else f"{text}/"


def _require_outside_of_work(folder: Path, root: Path) -> None:
    """Raises Refused where readers of the folder could read what was not meant for them, or a brief could be overwritten."""
    if root.is_relative_to(folder):
        raise Refused("the project itself lies in that folder: name one that holds nothing else")
    for name in _OWN:
        if folder.is_relative_to((root / name).resolve()):
            raise Refused(f"that is within “{name}” of the project: name a folder that holds nothing else")


def fault(address: str, setting: Setting) -> str | None:
    """What is wrong with an address, in an analyst's words; None where nothing is. The folder need not be there."""
    try:
        _target(address, setting)
    except Refused as refused:
        return str(refused)
    except Later:
        return None
    return None


# --- sending ---------------------------------------------------------------------------------------------------------


class _Folders:
    """Folders that parcels are put into; there is nothing to open."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def send(self, parcel: Parcel) -> str:
        """Puts the memos into a folder of their own, makes index and feed anew, and gives its path within the recipient's."""
        home, files = _entries.place(parcel), _entries.files(parcel)
        entry = _entries.described(parcel)
        with _alone_there(parcel, self._setting) as target:
            known = _entries.entries(target.folder)
            if (target.folder / home).exists():
                _require_the_same(target.folder / home, files)
            else:
                _put(target.folder / home, {**files, _entries.RECORD: _entries.record(entry)}, target.folder)
                known = _entries.entries(target.folder)
            _show(target, known)
        return home.as_posix()


def _put(home: Path, files: dict[str, bytes], folder: Path) -> None:
    try:
        place_folder(home, files, beside=folder)
    except FileExistsError:  # by somebody who does not wait for the lock
        raise Later(f"{home} was made by somebody else at the same time") from None


def _require_the_same(home: Path, files: dict[str, bytes]) -> None:
    """Raises Refused where a folder holds anything but what is to be put there."""
    if not (home / _entries.RECORD).is_file():
        raise Refused(f"{home} is there already, and briefgen did not make it")
    for name, content in files.items():
        path = home / name
        if not path.is_file():
            raise Refused(f"{home} is there already, without {name}")
        if path.read_bytes() != content:
            raise Refused(f"{path} is there already, with other bytes")


def taken_back(parcel: Parcel, setting: Setting) -> str:
    """Tells index and feed that a memo is withdrawn, and gives its path as `send` does.

    Its files stay where they are, and no link of index or feed leads to them any more.
    """
    home = _entries.place(parcel)
    with _alone_there(parcel, setting) as target:
        known = (entry for entry in _entries.entries(target.folder) if entry.place == home.as_posix())
        if not any(_entries.is_of(entry, parcel) for entry in known):
            raise Refused(f"{target.folder / home} is not there, or holds another memo: nothing can be taken back")
        sweep(target.folder / home)
        with contextlib.suppress(FileExistsError):
            place_new(target.folder / home / _entries.WITHDRAWN, _entries.withdrawal(parcel.at))
        _show(target, _entries.entries(target.folder))
    return home.as_posix()


def _show(target: _Target, known: tuple[_entries.Entry, ...]) -> None:
    """Makes index and feed anew, as far as they would change; first the index, which the feed leads to."""
    index, feed = target.folder / INDEX, target.folder / FEED
    _replace(index, _index.index(known, FEED))
    _replace(feed, _feed.feed(known, INDEX, target.base, feed.read_bytes() if feed.is_file() else b""))


def _replace(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        place(path, content)


@contextlib.contextmanager
def _alone_there(parcel: Parcel, setting: Setting) -> Iterator[_Target]:
    """The folder of a parcel, while no other run puts anything there. Raises NotCarried for whatever the system refuses."""
    target = _target(parcel.address, setting)
    with _told(target):
        if not target.folder.is_relative_to(Path(setting.root).resolve()) and not target.folder.is_dir():
            raise Later(f"{target.folder} is not there; is the share connected? If it is to be new, make it")
        with alone(target.folder / LOCK):
            sweep(target.folder)
            yield target


@contextlib.contextmanager
def _told(target: _Target) -> Iterator[None]:
    """Tells what the system said as a reason why the parcel has not been carried."""
    try:
        yield
    except OutputFailed as error:
        raise _not_carried(error.__cause__, error.message) from error
    except OSError as error:
        raise _not_carried(error, f"{target.folder}: {error.strerror or error}") from error


def _not_carried(cause: BaseException | None, message: str) -> Refused | Later:
    lasting = isinstance(cause, OSError) and cause.errno in _LASTING
    return Refused(message) if lasting else Later(message)


@contextlib.contextmanager
def opened(setting: Setting) -> Iterator[_Folders]:
    """Ready to put parcels into folders."""
    yield _Folders(setting)


def shown(parcel: Parcel, setting: Setting) -> tuple[str, bytes]:
    """A list of what would be put where, with size and sha256."""
    home, target = _entries.place(parcel), _target(parcel.address, setting)
    files = _entries.files(parcel)
    lines = [
        f"{target.folder / home}{os.sep}",
        *(f"  {name}  {len(content)} bytes  sha256 {hashlib.sha256(content).hexdigest()}" for name, content in files.items()),
        *(f"{target.folder / name}  made anew" for name in (INDEX, FEED)),
    ]  # fmt: skip
    return parcel.key.replace("/", "_") + ".txt", ("\n".join(lines) + "\n").encode()


CHANNEL = Channel("folder", fault, opened, shown, taken_back)
