"""What the server gives: the page, its states, the memos, and their pages as pictures."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefgen.errors import NotFound
from briefgen.preview import pictures
from briefgen.preview.session import Data, Session
from briefgen.project import shipped

_PARTS = Path(__file__).parent / "page"
_FILES = {"": "page.html"} | {
    name: name for name in ("page.css", "icon.svg", "page.js", "panes.js", "dock.js", "made.js")
}

_CSP = "Content-Security-Policy"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of the page: nothing but what this server gives it."""

MEMO_POLICY = "sandbox allow-same-origin; frame-ancestors 'self'"
"""Of a memo, on top of the policy in it: no script runs there; the page around it may look into it."""

HEADERS = {
    "Cache-Control": "no-store",
    _CSP: POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def application(session: Session, editor: str | None) -> Starlette:
    """All parts by their paths. `editor` is the pattern of a link that opens a place in an editor, or None."""
    parts = _Parts(session, editor)
    return Starlette(
        routes=[
            Route("/briefs", parts.briefs),
            Route("/events", parts.events),
            Route("/memo/{id}.{format}", parts.memo),
            Route("/memo/{id}/{number:int}.png", parts.picture),
            Route("/fonts/{name}", _font),
            Route("/explain/{code}", _explain),
            Route("/", _file),
            Route("/{name}", _file),
        ]
    )


class _Parts:
    """What depends on the session."""

    def __init__(self, session: Session, editor: str | None) -> None:
        self._session, self._editor = session, editor

    async def briefs(self, _request: Request) -> Response:
        """The names of the briefs to choose from."""
        return JSONResponse({"briefs": list(self._session.briefs()), "editor": self._editor}, headers=HEADERS)

    async def events(self, request: Request) -> Response:
        """What the page is to show of a brief for an audience, whenever it changes."""
        view = self._session.view(request.query_params.get("brief", ""), request.query_params.get("audience"))
        if view is None:
            return _missing()
        return StreamingResponse(_stream(view.states()), media_type="text/event-stream", headers=HEADERS)

    async def memo(self, request: Request) -> Response:
        """A memo, as it would be put down."""
        shelf = self._session.shelf(request.path_params["id"])
        if shelf is None or shelf.memo.format != request.path_params["format"]:
            return _missing()
        if shelf.memo.format == "html":
            return Response(shelf.memo.content, media_type="text/html", headers=HEADERS | {_CSP: MEMO_POLICY})
        named = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(shelf.memo.name)}"}
        return Response(shelf.memo.content, media_type="application/pdf", headers=HEADERS | named)

    async def picture(self, request: Request) -> Response:
        """A page of a PDF."""
        shelf = self._session.shelf(request.path_params["id"])
        if shelf is None or shelf.memo.format != "pdf":
            return _missing()
        png = await asyncio.to_thread(pictures.picture, shelf.memo.content, request.path_params["number"])
        return _missing() if png is None else Response(png, media_type="image/png", headers=HEADERS)


def _missing() -> Response:
    return PlainTextResponse("Nothing is here.\n", 404, HEADERS)


async def _stream(states: AsyncGenerator[Data]) -> AsyncGenerator[bytes]:
    """Server-sent events, one a state."""
    async with contextlib.aclosing(states):
        async for state in states:
            yield f"data: {json.dumps(state, ensure_ascii=False)}\n\n".encode()


def _file(request: Request) -> Response:
    """The page itself, and what it is made of."""
    name = _FILES.get(request.path_params.get("name", ""))
    return _missing() if name is None else FileResponse(_PARTS / name, headers=HEADERS)


def _font(request: Request) -> Response:
    """A face of the memos."""
    folder = shipped("templates") / "base" / "fonts"
    known = {path.name: path for path in folder.glob("*.woff2")}
    path = known.get(request.path_params["name"])
    return FileResponse(path, media_type="font/woff2", headers=HEADERS) if path else _missing()


def _explain(request: Request) -> Response:
    """The page of a code, as `briefgen explain` prints it."""
    from briefgen import check  # noqa: PLC0415 - brings all rules, and hardly a request is for them

    try:
        return PlainTextResponse(check.explain(request.path_params["code"]), headers=HEADERS)
    except NotFound:
        return _missing()
