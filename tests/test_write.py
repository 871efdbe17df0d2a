"""Formats are found, files come to their places whole, and every format keeps the contract."""

import errno
import os
import stat
from pathlib import Path

import pytest
from tailoring import a_brief, tailored
from write_documents import MEMO_FONTS, document

from briefgen.errors import OutputFailed
from briefgen.model.results import Written
from briefgen.placing import place, place_together
from briefgen.write import Writer, formats, written


def test_formats_are_the_modules_with_a_record():
    assert list(formats()) == ["html", "mail", "pdf"]
    assert {name: writer.suffix for name, writer in formats().items()} == {
        "html": ".html",
        "mail": ".eml",
        "pdf": ".pdf",
    }
    assert {name: writer.medium for name, writer in formats().items()} == {
        "html": "screen",
        "mail": "mail",
        "pdf": "print",
    }


@pytest.mark.parametrize("writer", formats().values(), ids=lambda writer: writer.format)
def test_every_format_writes_the_text_and_the_same_bytes_each_time(writer: Writer, tmp_path: Path):
    head = "" if writer.medium == "mail" else MEMO_FONTS  # in a mail, no stylesheet is from elsewhere
    page = document(tmp_path, "<h1>Treaty</h1><p>No date is set.</p>", head)
    prepared = writer.prepare(page)
    content = prepared.write()
    assert prepared.write() == content
    assert writer.prepare(page).write() == content
    assert list(prepared.messages) == []
    record = written(tmp_path / "memo", content, writer, prepared, tailored(a_brief()))
    assert record.format == writer.format
    assert record.pages == (1 if writer.medium == "print" else None)


def test_the_record_of_a_written_file_names_its_hash(tmp_path: Path):
    prepared = formats()["html"].prepare(document(tmp_path, ""))
    record = written(tmp_path / "a.html", b"abc", formats()["html"], prepared, tailored(a_brief()))
    sha256_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert record == Written(tmp_path / "a.html", sha256_of_abc, None, "html", "press", "TLP:CLEAR")


# --- placing ---------------------------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_placed_in_a_new_folder_and_replaces_the_old_one(tmp_path: Path):
    target = tmp_path / "output" / "treaty" / "memo.pdf"
    place(target, b"first")
    place(target, b"second")
    assert target.read_bytes() == b"second"
    assert names(target.parent) == ["memo.pdf"]


def test_a_placed_file_can_be_read_by_those_who_can_read_new_files(tmp_path: Path):
    (tmp_path / "usual").write_bytes(b"")
    place(tmp_path / "placed", b"")
    assert stat.S_IMODE((tmp_path / "placed").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


@pytest.mark.parametrize(
    ("step", "number", "said"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EACCES, "it may not be written to"),
        ("replace", errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_failing_step_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch, step, number, said):
    target = tmp_path / "memo.pdf"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OutputFailed) as failure:
        place(target, b"new")
    monkeypatch.undo()
    assert said in failure.value.message
    assert "memo.pdf" in failure.value.message
    assert "--output" in (failure.value.hint or "")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["memo.pdf"]


def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        place(tmp_path / "memo.pdf", b"new")
    assert names(tmp_path) == []


def test_a_killed_run_leaves_no_memo_behind(tmp_path: Path, monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(names(tmp_path)))
    place(tmp_path / "memo.pdf", b"new")
    assert seen
    assert not any(name.endswith((".pdf", ".html")) or not name.startswith(".") for name in seen[:1])


def test_a_folder_of_the_same_name_is_told_and_kept(tmp_path: Path):
    (tmp_path / "memo.pdf").mkdir()
    with pytest.raises(OutputFailed, match=r"memo\.pdf: a folder of that name stands there"):
        place(tmp_path / "memo.pdf", b"new")
    assert names(tmp_path) == ["memo.pdf"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path):
    (tmp_path / "output").write_bytes(b"mine")
    with pytest.raises(OutputFailed, match="a file stands where its folder should be"):
        place(tmp_path / "output" / "memo.pdf", b"new")
    assert (tmp_path / "output").read_bytes() == b"mine"


def test_of_files_that_belong_together_none_is_moved_before_all_are_complete(tmp_path: Path):
    (tmp_path / "memo.pdf").write_bytes(b"old")
    (tmp_path / "memo.html").mkdir()
    with pytest.raises(OutputFailed):
        place_together({tmp_path / "memo.pdf": b"new", tmp_path / "memo.html": b"new"})
    assert (tmp_path / "memo.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["memo.html", "memo.pdf"]
