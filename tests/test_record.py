"""The record of archived sources: made by the first build, never overwritten."""

import dataclasses
import datetime
import hashlib
import json
import subprocess
import sys
import threading

import pytest

from briefgen import placing
from briefgen.errors import OutputFailed, ProjectError
from briefgen.load import load
from briefgen.project import Project
from briefgen.record import LOCK_FILE, archives, keep_archives

TODAY = datetime.date(2026, 11, 23)
BRIEF = """\
title: T
date: 2024-01-19
sources:
  wire: {title: A wire, file: sources/wire.txt}
  note: {title: A note}
"""


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def make(folder, archive="Iran asked.", project_file="fatal: error\n"):
    (folder / "briefs" / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "briefs" / "b.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "briefs" / "sources" / "wire.txt").write_text(archive, encoding="utf-8")
    if project_file:
        (folder / "briefgen.yaml").write_text(project_file, encoding="utf-8")
    return Project(folder, TODAY)


def found(project):
    return load(project.brief("b"), project).archives


def test_the_first_build_records_the_archives(tmp_path):
    project = make(tmp_path)
    before = found(project)
    assert before["wire"].recorded is None
    keep_archives(before.values(), project)
    entry = {"briefs/sources/wire.txt": {"sha256": sha256("Iran asked.")}}
    text = (tmp_path / LOCK_FILE).read_text(encoding="utf-8")
    assert json.loads(text) == {"archives": entry}
    assert text.endswith("}\n")
    assert archives(project) == {"briefs/sources/wire.txt": sha256("Iran asked.")}
    assert found(project)["wire"].recorded == found(project)["wire"].sha256 == sha256("Iran asked.")


def test_an_altered_archive_is_not_what_was_recorded(tmp_path):
    keep_archives(found(make(tmp_path)).values(), Project(tmp_path, TODAY))
    altered = found(make(tmp_path, archive="Iran asked twice."))["wire"]
    assert altered.text == "Iran asked twice."
    assert altered.sha256 == sha256("Iran asked twice.")
    assert altered.recorded == sha256("Iran asked.")


def test_a_record_is_never_overwritten(tmp_path):
    unrecorded = found(make(tmp_path))
    keep_archives(unrecorded.values(), Project(tmp_path, TODAY))
    before = (tmp_path / LOCK_FILE).read_bytes()
    altered = make(tmp_path, archive="Iran asked twice.")
    keep_archives(found(altered).values(), altered)
    assert (tmp_path / LOCK_FILE).read_bytes() == before
    (tmp_path / LOCK_FILE).unlink()
    fresh = found(altered)
    (tmp_path / LOCK_FILE).write_bytes(before)  # another build was quicker
    keep_archives(fresh.values(), altered)
    assert (tmp_path / LOCK_FILE).read_bytes() == before


def test_of_two_builds_at_once_the_first_record_stays(tmp_path):
    project = make(tmp_path)
    archive = found(project)["wire"]
    second = dataclasses.replace(archive, shown="briefs/sources/second.txt")
    earlier = {"archives": {archive.shown: {"sha256": "0" * 64}}}
    (tmp_path / LOCK_FILE).write_text(json.dumps(earlier), encoding="utf-8")
    keep_archives([archive, second], project)
    assert archives(project) == {archive.shown: "0" * 64, second.shown: archive.sha256}


def test_builds_at_once_lose_no_entry(tmp_path, monkeypatch):
    """The other build places its record at the worst moment: when this one has read and not yet placed."""
    project = make(tmp_path)
    first = found(project)["wire"]
    second = dataclasses.replace(first, shown="briefs/sources/other.txt")
    placed, other = [], threading.Thread(target=keep_archives, args=([second], Project(tmp_path, TODAY)))

    def slowly(target, content):
        if not placed:
            placed.append(target)
            other.start()
            other.join(0.3)
        placing.place(target, content)

    monkeypatch.setattr("briefgen.record.place", slowly)
    keep_archives([first], project)
    other.join()
    assert set(archives(project)) == {first.shown, second.shown}


def test_what_a_killed_run_left_behind_keeps_nobody_waiting(tmp_path):
    lock = tmp_path / "locks" / "archives.lock"
    script = "import os, sys; from pathlib import Path; from briefgen import placing\n"
    script += "with placing.alone(Path(sys.argv[1])): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", script, lock], check=False).returncode == 9
    assert lock.exists()
    with placing.alone(lock, patience=0):
        pass


def test_a_folder_comes_to_its_place_whole_or_not_at_all(tmp_path):
    target, files = tmp_path / "a" / "b", {"one": b"1", "two": b"2"}
    placing.place_folder(target, files, beside=tmp_path)
    with pytest.raises(FileExistsError):
        placing.place_folder(target, {"one": b"other"}, beside=tmp_path)
    with pytest.raises(OutputFailed, match="its name is too long for the disk"):
        placing.place_folder(tmp_path / "c", {"one": b"1", "x" * 300: b"2"}, beside=tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} == {"a", "a/b", "a/b/one", "a/b/two"}
    assert (target / "one").read_bytes() == b"1"


def test_what_killed_runs_left_is_swept_away_and_nothing_else(tmp_path):
    for left in (".briefgen-1.part", "kept.part", ".briefgen-kept"):
        (tmp_path / left).write_bytes(b"")
    (tmp_path / ".briefgen-2.part").mkdir()
    (tmp_path / ".briefgen-2.part" / "one").write_bytes(b"1")
    placing.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"kept.part", ".briefgen-kept"}


def test_who_waits_too_long_is_told_and_writes_nothing(tmp_path):
    lock = tmp_path / "archives.lock"
    second = placing.alone(lock, patience=0.05)
    told = pytest.raises(OutputFailed, match="another run of briefgen is at work")
    with placing.alone(lock), told as caught, second:
        pytest.fail("two at once")
    assert "wait for it to end" in caught.value.hint


def test_a_new_archive_joins_those_recorded(tmp_path):
    (tmp_path / LOCK_FILE).write_text(json.dumps({"archives": {"old.txt": {"sha256": "0" * 64}}}), encoding="utf-8")
    project = make(tmp_path)
    keep_archives(found(project).values(), project)
    assert archives(project) == {"old.txt": "0" * 64, "briefs/sources/wire.txt": sha256("Iran asked.")}
    assert list(archives(project)) == sorted(archives(project))


def test_a_missing_archive_is_not_recorded(tmp_path):
    project = make(tmp_path)
    (tmp_path / "briefs" / "sources" / "wire.txt").unlink()
    keep_archives(found(project).values(), project)
    assert not (tmp_path / LOCK_FILE).exists()


def test_a_folder_without_a_project_file_keeps_no_record(tmp_path):
    project = make(tmp_path, project_file=None)
    keep_archives(found(project).values(), project)
    assert not (tmp_path / LOCK_FILE).exists()


def test_nothing_recorded_is_no_error(tmp_path):
    assert archives(make(tmp_path)) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"archives": []}',
        b'{"archives": {"a.txt": "0"}}',
        b'{"archives": {"a.txt": {"sha1": "0"}}}',
        b'{"archives": {"a.txt": {"sha256": 0}}}',
        b'{"archives": {"a.txt": {"sha256": "0"}}}',
        b'<<<<<<< HEAD\n{"archives": {}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_broken_record_is_told_with_what_to_do(tmp_path, content):
    (tmp_path / LOCK_FILE).write_bytes(content)
    project = make(tmp_path)
    with pytest.raises(ProjectError, match=r"briefgen\.lock is not the record that briefgen writes") as caught:
        archives(project)
    assert caught.value.hint.startswith("restore it from version control")
    with pytest.raises(ProjectError):
        found(project)


def test_a_record_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "elsewhere.lock").write_text("{}", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / LOCK_FILE).symlink_to(tmp_path / "elsewhere.lock")
    with pytest.raises(ProjectError, match=r"briefgen\.lock cannot be read: it lies outside the project"):
        archives(make(tmp_path / "in"))


def refuse(*_):
    raise PermissionError(13, "Permission denied")


def test_a_record_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    project = make(tmp_path)
    archive = found(project)["wire"]
    monkeypatch.setattr("briefgen.placing.os.replace", refuse)
    with pytest.raises(OutputFailed, match=r"briefgen\.lock"):
        keep_archives([archive], project)
    assert archives(project) == {}


def test_a_folder_in_the_place_of_the_record_is_told(tmp_path):
    (tmp_path / LOCK_FILE).mkdir()
    with pytest.raises(ProjectError, match=r"briefgen\.lock cannot be read: it is a folder"):
        archives(make(tmp_path))


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("sources/none.txt", "there is no such file"),
        ("sources", "it is a folder"),
        ("../../secret.txt", "it lies outside the project"),
        ("sources/latin.txt", "it is not UTF-8 text"),
        ("sources/wire.txt/x", "there is no such file"),
        ("x" * 3000, "File name too long"),
    ],
)
def test_why_an_archive_cannot_be_read_is_told(tmp_path, file, problem):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    project = make(tmp_path / "in")
    (tmp_path / "in" / "briefs" / "sources" / "latin.txt").write_bytes(b"caf\xe9")
    brief = tmp_path / "in" / "briefs" / "b.yaml"
    brief.write_text(BRIEF.replace("sources/wire.txt", file), encoding="utf-8")
    archive = load(brief, project).archives["wire"]
    assert (archive.file, archive.text, archive.problem) == (file, None, problem)


def test_an_archives_byte_order_mark_is_no_part_of_its_text(tmp_path):
    archive = found(make(tmp_path, archive="\ufeffIran asked."))["wire"]
    assert archive.text == "Iran asked."
    assert archive.sha256 == sha256("\ufeffIran asked.")
