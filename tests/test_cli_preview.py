"""`briefgen preview`: its words and its flags, that it prints the address, and that Ctrl-C ends it well."""

from __future__ import annotations

import re
import signal
import urllib.error
import urllib.request

import pytest
from command_line import CLEAN, project, run
from previews import serving

from briefgen import preview
from briefgen.cli.commands import preview as command
from briefgen.preview import server


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    made = project(tmp_path / "p", port=CLEAN)
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def served(monkeypatch):
    """What is handed to the server, which announces an address and serves nothing."""
    calls = []

    def serve(session, port, editor, announce):
        calls.append((session, port, editor))
        announce("http://127.0.0.1:1/secret/")

    monkeypatch.setattr(server, "serve", serve)
    return calls


def test_without_its_packages_it_says_in_one_line_how_to_install_them(monkeypatch):
    find = preview.importlib.util.find_spec
    lacking = {"uvicorn", "pypdfium2"}
    monkeypatch.setattr(preview.importlib.util, "find_spec", lambda name: None if name in lacking else find(name))
    shown = run("preview")
    assert shown.exit_code == 2
    line = "error: the preview needs uvicorn, pypdfium2; to install: pip install 'briefgen[preview]'\n"
    assert (shown.stdout, shown.stderr) == ("", line)
    told = run("doctor")
    assert told.exit_code == 0
    assert re.search(
        r"note +preview +not installed: uvicorn, pypdfium2\n +pip install 'briefgen\[preview\]'", told.stdout
    )


def test_the_packages_are_those_of_the_extra():
    import tomllib

    from command_line import CHECKOUT

    extras = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert sorted(re.match(r"\w+", line)[0] for line in extras["preview"]) == sorted(preview.NEEDED)


def test_the_address_is_the_result(served):
    shown = run("preview")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "http://127.0.0.1:1/secret/\n", "")
    ((_, port, editor),) = served
    assert (port, editor) == (0, None)


def test_without_a_name_all_briefs_are_there_to_choose_from_also_those_made_later(served, folder):
    run("preview")
    ((session, *_),) = served
    assert list(session.briefs()) == ["port"]
    (folder / "briefs" / "canal.yaml").write_text(CLEAN)
    assert session.briefs() == {name: folder / "briefs" / f"{name}.yaml" for name in ("canal", "port")}


def test_with_a_name_there_is_only_that_one(served, folder):
    (folder / "briefs" / "canal.yaml").write_text(CLEAN)
    run("preview", "port")
    run("preview", "briefs/canal.yaml")
    assert [list(session.briefs()) for session, *_ in served] == [["port"], ["canal"]]


def test_an_unknown_brief_is_told_with_the_one_that_was_meant(served):
    shown = run("preview", "prot")
    assert shown.exit_code == 2
    assert "did you mean port?" in shown.stderr
    assert served == []


def test_it_opens_a_browser_when_it_is_told_to(served, monkeypatch):
    opened = []
    monkeypatch.setattr(command.click, "launch", opened.append)
    run("preview", "--no-open")
    run("preview")  # no terminal
    assert opened == []
    run("preview", "--open")
    assert opened == ["http://127.0.0.1:1/secret/"]
    assert len(served) == 3


@pytest.mark.parametrize("pattern", ["vscode://file/{path}:{line}:{column}", "idea://open?file={path}&line={line}"])
def test_the_pattern_of_an_editor_is_handed_on(served, pattern):
    assert run("preview", "--editor", pattern).exit_code == 0
    assert served[0][2] == pattern


@pytest.mark.parametrize("pattern", ["", "code", "vscode://file/", "{path}", "javascript:f('{path}')", "DATA:,{path}"])
def test_what_is_no_pattern_or_would_run_in_the_page_is_refused(served, pattern):
    shown = run("preview", "--editor", pattern)
    assert shown.exit_code == 2
    assert "vscode://file/{path}:{line}:{column}" in shown.stderr
    assert served == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_well_also_while_it_is_building(folder, number):
    with serving(folder, "port") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", running.address)
        with urllib.request.urlopen(f"{running.address}events?brief=port") as stream:  # noqa: S310 - the preview's own
            assert stream.readline().startswith(b"data: ")
            running.process.send_signal(number)
            assert running.process.wait(60) == 0
        assert running.process.stderr.read() == ""
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["briefgen.yaml", "port.yaml"]
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(running.address)  # noqa: S310 - the same
