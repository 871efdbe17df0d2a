"""A server on this machine's own address, for the holder of the whole of it only.

A page from elsewhere in the same browser must learn nothing of a memo: the path begins with a secret, a request must name this
host, and none may come from another origin. The memos themselves are shown in frames that run no script.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
from collections.abc import Callable, Iterator, Mapping

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from briefgen.errors import ProjectError
from briefgen.preview.parts import HEADERS, application
from briefgen.preview.session import Session

HOST = "127.0.0.1"


def serve(session: Session, port: int, editor: str | None, announce: Callable[[str], None]) -> None:
    """Serves until it is interrupted. `port` 0: any that is free. `announce` is called with the address when it can be opened.

    Raises ProjectError where the port cannot be had.
    """
    with contextlib.closing(_listening(port)) as listening:
        secret = secrets.token_urlsafe(16)
        port = listening.getsockname()[1]
        address = f"http://{HOST}:{port}/{secret}/"
        server = _Server(guarded(application(session, editor), secret, port), session, lambda: announce(address))
        asyncio.run(server.serve([listening]))


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        message = f"the port {port} cannot be had: {error.strerror or error}"
        raise ProjectError(message, "another --port, or none: then a free one is taken") from error


class _Server(uvicorn.Server):
    """Uvicorn, ended by an interrupt without an error, and with the views: their streams never end by themselves."""

    def __init__(self, app: ASGIApp, session: Session, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app, ws="none", lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=2
            )
        )
        self._session, self._ready = session, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn, and ready after that."""
        self._session.start()
        await super().startup(sockets)
        self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Called by uvicorn around all its work."""
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._stop)) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self) -> None:
        self.should_exit = True
        self._session.close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn at the end. Builds are not waited for."""
        self._session.end()
        await super().shutdown(sockets)


# --- who may ask -----------------------------------------------------------------------------------------------------


def guarded(app: ASGIApp, secret: str, port: int) -> ASGIApp:
    """The application for those only who know the secret, name this host, and do not come from another origin."""
    names = (HOST, "localhost")
    hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())  # a browser leaves out :80

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = _refusal(headers, hosts)
        _, given, *rest = (*scope["path"].split("/", 2), "")[:3]
        if refusal is not None:
            await PlainTextResponse(refusal, 403, HEADERS)(scope, receive, send)
        elif scope["path"].count("/") < 2 or not secrets.compare_digest(given.encode(), secret.encode()):
            told = "Nothing is here. The whole address is the one that `briefgen preview` has printed.\n"
            await PlainTextResponse(told, 404, HEADERS)(scope, receive, send)
        else:
            await app({**scope, "path": f"/{rest[0]}", "raw_path": None, "root_path": ""}, receive, send)

    return guard


def _refusal(headers: Mapping[str, str], hosts: set[str]) -> str | None:
    """Why a request is not answered; None where it is. A name of somebody else's that leads here is an attack of old."""
    if headers.get("host") not in hosts:
        return "Not for this host.\n"
    if "origin" in headers and headers["origin"] not in {f"http://{host}" for host in hosts}:
        return "Not from another origin.\n"
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not opened:
        return "Not from another site.\n"
    return None
