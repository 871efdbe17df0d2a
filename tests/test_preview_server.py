"""Who gets what of a preview: this machine, who knows the whole address, and nobody from elsewhere in the same browser."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pypdfium2
import pytest
from starlette.responses import PlainTextResponse
from test_preview_session import PDF, pdf

from briefgen.errors import ProjectError
from briefgen.model.results import Finished
from briefgen.preview import pictures, server
from briefgen.preview.parts import POLICY, application
from briefgen.preview.session import Session, Shelf

SECRET, PORT = "the-secret", 8123
HOST = f"127.0.0.1:{PORT}"

MEMO = Shelf("a1", Finished("analyst", "html", "mémo.html", "<!doctype html><p>é".encode(), draft=False), 1)
PAGES = Shelf("b2", Finished("analyst", "pdf", "mémo.pdf", PDF, draft=False), 1)


class Told(dict):
    """An answer: `status`, `headers` (lower case) and `body`."""

    __getattr__ = dict.__getitem__


def ask(app, path: str, method: str = "GET", **headers: str) -> Told:
    """What an application answers to a request as a server hands it over."""
    plain, _, query = path.partition("?")
    given = {name.replace("_", "-"): value for name, value in ({"host": HOST} | headers).items() if value}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50000),
    }
    told = Told(body=b"")

    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return messages.pop() if messages else await asyncio.Event().wait()  # a client that never goes

    async def send(message):
        if message["type"] == "http.response.start":
            told["status"] = message["status"]
            told["headers"] = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            told["body"] += message.get("body", b"")

    asyncio.run(app(scope, receive, send))
    return told


@pytest.fixture
def app(tmp_path: Path, monkeypatch):
    """The whole application, with two memos that were made."""
    session = Session(lambda: {"treaty": tmp_path / "treaty.yaml"}, None)
    monkeypatch.setattr(session, "shelf", {"a1": MEMO, "b2": PAGES}.get)
    return server.guarded(application(session, "vscode://file/{path}"), SECRET, PORT)


# --- who may ask -----------------------------------------------------------------------------------------------------


def answered(**headers: str) -> int:
    guarded = server.guarded(PlainTextResponse("a memo"), SECRET, PORT)
    told = ask(guarded, f"/{SECRET}/", **headers)
    assert (told.body == b"a memo") is (told.status == 200)
    assert b"a memo" not in told.body or told.status == 200
    return told.status


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}"])
def test_who_names_this_host_is_answered(host: str):
    assert answered(host=host) == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}"]
)
def test_a_name_of_somebody_else_s_that_leads_here_is_refused(host: str):
    assert answered(host=host) == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (f"http://{HOST}", 200),
        (f"http://localhost:{PORT}", 200),
        ("http://evil.example", 403),
        ("http://127.0.0.1:1", 403),
        (f"https://{HOST}", 403),
        ("null", 403),
    ],
)
def test_what_comes_from_another_origin_is_refused(origin: str, status: int):
    assert answered(origin=origin) == status


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),  # a link that was followed: the page cannot be framed nor read
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
    ],
)
def test_what_a_page_of_another_site_asks_for_is_refused(site: str, mode: str, dest: str, status: int):
    assert answered(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest) == status


@pytest.mark.parametrize(
    "path",
    ["/", "", "/memo/a1.html", f"/{SECRET}", f"/{SECRET}x/", f"/x{SECRET}/", "/the-Secret/", f"//{SECRET}/", "/é/"],
)
def test_without_the_secret_there_is_nothing(app, path: str):
    told = ask(app, path)
    assert told.status == 404
    assert b"the whole address" in told.body.lower()
    assert SECRET.encode() not in told.body


def test_port_80_is_left_out_by_browsers():
    guarded = server.guarded(PlainTextResponse("a memo"), SECRET, 80)
    assert ask(guarded, f"/{SECRET}/", host="localhost").status == 200


def test_it_listens_on_this_machine_s_own_address_only_and_says_where_it_cannot():
    with server._listening(0) as listening:
        host, port = listening.getsockname()
        assert host == "127.0.0.1"
        assert listening.family == socket.AF_INET
        with pytest.raises(ProjectError, match=f"the port {port} cannot be had"):
            server._listening(port)


# --- what is given ---------------------------------------------------------------------------------------------------


def get(app, path: str, **more: str) -> Told:
    return ask(app, f"/{SECRET}/{path}", **more)


def test_the_page_may_load_nothing_but_what_comes_from_here_and_cannot_be_framed(app):
    told = get(app, "")
    assert told.status == 200
    assert told.headers["content-security-policy"] == POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert {part.split(" ", 1)[1] for part in POLICY.split("; ") if "-src" in part} == {"'none'", "'self'"}
    for name in ("page.css", "page.js", "panes.js", "dock.js", "made.js", "icon.svg"):
        assert get(app, name).status == 200, name
    assert get(app, "page.js").headers["content-type"].startswith(("text/javascript", "application/javascript"))


def test_nothing_is_kept_told_on_or_guessed(app):
    for path in ("", "briefs", "memo/a1.html", "memo/b2.pdf", "memo/b2/1.png", "explain/Q01", "nothing"):
        headers = get(app, path).headers
        assert headers["cache-control"] == "no-store", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["cross-origin-resource-policy"] == "same-origin", path


def test_a_memo_is_given_as_it_was_made_and_runs_no_script(app):
    told = get(app, "memo/a1.html")
    assert told.body == MEMO.memo.content
    assert told.headers["content-type"] == "text/html; charset=utf-8"
    assert told.headers["content-security-policy"].startswith("sandbox allow-same-origin;")
    told = get(app, "memo/b2.pdf")
    assert told.body == PDF
    assert told.headers["content-disposition"] == "inline; filename*=UTF-8''m%C3%A9mo.pdf"


@pytest.mark.parametrize(
    "path", ["memo/a1.pdf", "memo/b2.html", "memo/c3.html", "memo/a1/1.png", "memo/b2/0.png", "memo/b2/3.png"]
)
def test_what_was_not_made_is_not_there(app, path: str):
    assert get(app, path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml", "..%2Fserver.py", "server.py", "page/page.js", "page.html", "fonts/../page.css", "fonts/fonts.css",
        "fonts/..%2f..%2fmemo.css", "fonts/SourceSans3-Regular.ttf", "/etc/passwd", "memo//etc/passwd.html",
        "explain/../briefs.x",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_given(app, path: str):
    assert get(app, path).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(app, method: str):
    assert ask(app, f"/{SECRET}/briefs", method).status == 405


def test_the_briefs_to_choose_from_and_the_editor_are_told(app):
    assert get(app, "briefs").body == b'{"briefs":["treaty"],"editor":"vscode://file/{path}"}'


@pytest.mark.parametrize("query", ["", "?brief=other", "?brief=../treaty", "?audience=analyst"])
def test_of_a_brief_that_is_not_offered_nothing_is_told(app, query: str):
    assert get(app, f"events{query}").status == 404


def test_a_code_has_its_page_and_an_unknown_one_none(app):
    assert get(app, "explain/Q01").body.startswith(b"# Q01 quote-not-found")
    assert get(app, "explain/Q999").status == 404


def test_the_faces_of_the_memos_are_given(app):
    told = get(app, "fonts/MemoSans-Regular.woff2")
    assert (told.status, told.headers["content-type"]) == (200, "font/woff2")


# --- pictures --------------------------------------------------------------------------------------------------------


def test_each_page_of_a_pdf_is_a_picture_of_its_size(app):
    png = get(app, "memo/b2/2.png")
    assert png.headers["content-type"] == "image/png"
    assert png.body[:4] == b"\x89PNG"
    width, height = int.from_bytes(png.body[16:20]), int.from_bytes(png.body[20:24])
    assert (width, height) == (300 * pictures.SCALE, 400 * pictures.SCALE)
    assert pictures.sizes(pdf(3)) == ((300, 400),) * 3


def test_what_is_no_pdf_is_no_picture():
    with pytest.raises(pypdfium2.PdfiumError):
        pictures.sizes(b"no PDF")
