"""How files get to their place: whole, together, or not at all. Nothing is deleted before its successor exists."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.errors import OutputFailed

_STAGED = (".briefgen-", ".part")
"""Beginning and end of the name of a file that is not yet in its place; a killed run may leave one behind."""


def is_left_over(path: Path) -> bool:
    """Whether a file has the name of one that a run had not yet put into its place."""
    return path.name.startswith(_STAGED[0]) and path.name.endswith(_STAGED[1])


def place(target: Path, content: bytes) -> None:
    """Puts a file in its place, whole: nobody ever sees half of it, and the old one stays until it is complete.

    Folders are made as needed. Raises OutputFailed, and leaves the old file as it was.
    """
    place_together({target: content})


def place_together(files: Mapping[Path, bytes]) -> None:
    """Places the files of one memo: all are written beside their places first, and moved only when all are complete."""
    with contextlib.ExitStack() as stack:
        staged: list[tuple[Path, Path]] = []
        for target, content in files.items():
            with _told_as_output_failed(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
                part = target.with_name(os.urandom(8).hex().join(_STAGED))
                stack.callback(part.unlink, missing_ok=True)
                _write_through(part, content)
            staged.append((part, target))
        for part, target in staged:
            with _told_as_output_failed(target):
                os.replace(part, target)  # noqa: PTH105 - the name says that the target may exist
        for folder in {target.parent for target in files}:
            _flush_folder(folder)


def place_new(target: Path, content: bytes) -> None:
    """Puts a file in a place that is free, whole. Of two runs at once, one gets it.

    Raises FileExistsError where the place is taken, and OutputFailed.
    """
    part = target.with_name(os.urandom(8).hex().join(_STAGED))
    with _told_as_output_failed(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_through(part, content)
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _write_exclusively(target, content)
    finally:
        part.unlink(missing_ok=True)
    _flush_folder(target.parent)


def place_folder(target: Path, files: Mapping[str, bytes], beside: Path) -> None:
    """Puts a folder of files in a place that is free, as a whole: it is made within the folder `beside`, and moved in one step.

    `files` are named by their paths within it.

    Raises FileExistsError where the place is taken, and OutputFailed; nothing is left behind then.
    """
    staged = beside / os.urandom(8).hex().join(_STAGED)
    try:
        for name, content in files.items():
            with _told_as_output_failed(target / name):
                (staged / name).parent.mkdir(parents=True, exist_ok=True)
                _write_through(staged / name, content)
        _flush_folder(staged)
        with _told_as_output_failed(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            taken = not _moved(staged, target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    if taken:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    _flush_folder(target.parent)


def _moved(staged: Path, target: Path) -> bool:
    """Moves a folder to its place; whether that was free."""
    try:
        staged.rename(target)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            return False
        raise
    return True


def sweep(folder: Path) -> None:
    """Takes away what runs that were killed left within a folder. Only for who is `alone` there."""
    for left_over in filter(is_left_over, list(folder.iterdir())):
        if left_over.is_dir():
            shutil.rmtree(left_over, ignore_errors=True)
        else:
            left_over.unlink(missing_ok=True)


def _write_exclusively(target: Path, content: bytes) -> None:
    try:
        _write_through(target, content)
    except FileExistsError:
        raise
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputFailed(f"cannot write {target}: {error.strerror}") from error


@contextlib.contextmanager
def alone(lock: Path, patience: float = 60) -> Iterator[None]:
    """Keeps other runs on this machine from doing what they do alone under the same lock, a file that may stay where it is.

    A run that is killed holds nothing any more. Raises OutputFailed where another one holds it for `patience`, in seconds.
    """
    import filelock  # noqa: PLC0415 - most runs write nothing that others write too

    with _told_as_output_failed(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = filelock.FileLock(lock)
        try:
            held.acquire(timeout=patience)
        except filelock.Timeout:
            hint = "wait for it to end, or end it, and try again"
            raise OutputFailed("another run of briefgen is at work on the same record", hint) from None
    try:
        yield
    finally:
        held.release()


def _write_through(path: Path, content: bytes) -> None:
    """Writes a new file and waits until it is on the disk: no crash leaves an empty file under the memo's name."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes the move itself last. Not every system can open a folder, and the files are safe without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _told_as_output_failed(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), _ELSEWHERE))
        raise OutputFailed(f"cannot write {target}: {reason}", hint) from error


_ELSEWHERE = "choose another folder with --output"
_IN_THE_WAY = "a file stands where its folder should be"
_REASONS = {
    errno.EACCES: ("it may not be written to", f"close it if a viewer holds it open, or {_ELSEWHERE}"),
    errno.EPERM: ("it may not be written to", f"ask for the right to write there, or {_ELSEWHERE}"),
    errno.EROFS: ("its disk can only be read", _ELSEWHERE),
    errno.ENOSPC: ("the disk is full", f"make room, or {_ELSEWHERE}"),
    errno.EDQUOT: ("your share of the disk is used up", f"make room, or {_ELSEWHERE}"),
    errno.EISDIR: ("a folder of that name stands there", f"move that folder away, or {_ELSEWHERE}"),
    errno.ENOTDIR: (_IN_THE_WAY, f"move that file away, or {_ELSEWHERE}"),
    errno.EEXIST: (_IN_THE_WAY, f"move that file away, or {_ELSEWHERE}"),
    errno.ENAMETOOLONG: ("its name is too long for the disk", "give the brief a shorter file name"),
}
"""By the system's error number: why, and what to do."""
