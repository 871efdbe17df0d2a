"""Mail servers on this machine: a real one with TLS and a login, and one that says what a test has written down for it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import trustme

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library speaks of what will change in a later Python
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from briefgen.channels import Parcel, Setting
from briefgen.model.delivery import MailSettings
from briefgen.model.edition import Edition, FrozenMemo
from briefgen.write import Document, mail

SECRET = "pa55-und?kX9"  # noqa: S105 - of nobody
USER = "desk-login"
AT = datetime.datetime(2024, 1, 20, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
PDF = b"%PDF-1.7\n.\r\n..\r\nFrom here\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"


def settings(port: int = 25, **given: object) -> MailSettings:
    values = {"sender": "Weekly desk <desk@example.org>", "host": "127.0.0.1", "port": port, "user": USER, **given}
    return MailSettings(**{name: value for name, value in values.items() if value is not None})


class Pauses(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def setting(port: int = 25, secret: str | None = SECRET, **given: object) -> Setting:
    return Setting(settings(port, **given), lambda _: secret, "/nowhere", Pauses())


def frozen_mail(title: str = "Weekly memo No 3: talks", lang: str = "en") -> bytes:
    html = f'<!doctype html>\n<html lang="{lang}"><head><title>{title}</title></head><body><p>.</p><p>Ü</p></body></html>\n'
    return mail.mail(Document(html, "file:///nowhere/", lambda path: path.encode(), "TLP:GREEN")).write()


def parcel(
    recipient: str = "desk",
    name: str | None = "Ada Orlet",
    file: str = "memo.pdf",
    content: bytes | None = None,
    pdf: bytes = PDF,
) -> Parcel:
    day = datetime.date(2024, 1, 19)
    memos = (
        FrozenMemo("memo.eml", "a" * 64, "analyst", "mail", None, "TLP:GREEN"),
        FrozenMemo(file, "b" * 64, "analyst", "pdf", 2, "TLP:GREEN"),
    )
    edition = Edition("memo", "2024-01-19", 3, day, day, "Talks", day, "briefs/memo.yaml", {}, memos, {})
    contents = (content or frozen_mail(), pdf)
    key = f"memo@2024-01-19/analyst/{recipient}"
    return Parcel(key, edition, "analyst", "TLP:GREEN", memos, contents, f"{recipient}@example.net", name, AT)


# --- a real one ------------------------------------------------------------------------------------------------------


class Box:
    """Keeps what it is sent: the envelope and the bytes."""

    def __init__(self) -> None:
        self.received: list[tuple[str, list[str], bytes]] = []
        self.answer = ""
        """What it says of each recipient instead of taking it; empty: it takes it."""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - as below
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - the library's signature
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 taken"


class Authority:
    """Issues the server's certificate, and can be trusted by its file."""

    def __init__(self, folder: Path) -> None:
        self._ca = trustme.CA()
        self.file = folder / "ca.pem"
        self._ca.cert_pem.write_to_path(self.file)

    def context(self, name: str = "127.0.0.1") -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._ca.issue_cert(name).configure_cert(context)
        return context


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def real(authority: Authority, name: str = "127.0.0.1", *, tls: bool = False) -> Iterator[tuple[int, Box]]:
    """A server that takes nothing before STARTTLS and a login; with `tls`, encrypted from the first word on."""

    def authenticate(server, session, envelope, mechanism, data):  # noqa: ARG001 - the library's signature
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), SECRET.encode())
        return AuthResult(success=good, handled=False)

    box, context, loop = Box(), authority.context(name), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    own = {"auth_require_tls": False} if tls else {"tls_context": context, "require_starttls": True}

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it does not see that all is encrypted
            return SMTP(box, hostname="here", authenticator=authenticate, auth_required=True, loop=loop, **own)

    opening = loop.create_server(protocol, "127.0.0.1", 0, ssl=context if tls else None)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(5)
    try:
        yield server.sockets[0].getsockname()[1], box
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_all_done(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _all_done() -> None:
    """Ends what connections have left behind."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


# --- one that says what is written down -------------------------------------------------------------------------------

DROP, STALL = "drop", "stall"
GOOD = {
    "CONNECT": "220 here",
    "EHLO": "250-here\r\n250 SIZE 30000000",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "END": "250 taken",
    "NOOP": "250 ok",
    "RSET": "250 ok",
    "QUIT": "221 bye",
}


class Scripted:
    """Answers each command with its next answer, the last of them again and again; `said` is what it heard, in order."""

    def __init__(self, **answers: str | list[str]) -> None:
        self._answers = {
            verb: [said] if isinstance(said, str) else list(said) for verb, said in {**GOOD, **answers}.items()
        }
        self.said: list[str] = []
        self.messages: list[bytes] = []
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = self._listener.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(client,)))
                self._threads[-1].start()

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(5)
        with contextlib.suppress(OSError), client, client.makefile("rb") as lines:
            if not self._say(client, "CONNECT"):
                return
            for line in lines:
                words = line.decode("latin-1").strip()
                self.said.append(words)
                verb = words.split(" ")[0].upper()
                if not self._say(client, verb):
                    return
                if verb == "DATA" and self._last.startswith("354") and not self._take(client, lines):
                    return
                if verb == "QUIT":
                    return

    def _take(self, client: socket.socket, lines) -> bool:
        held = []
        if self._answers.get("BODY") == [DROP]:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # as where a cable is pulled
            return False
        for line in lines:
            if line == b".\r\n":
                self.messages.append(b"".join(held))
                return self._say(client, "END")
            held.append(line[1:] if line.startswith(b".") else line)
        return False

    def _say(self, client: socket.socket, verb: str) -> bool:
        answers = self._answers.get(verb, ["502 not known"])
        self._last = answers.pop(0) if len(answers) > 1 else answers[0]
        if self._last == STALL:
            self._over.wait(5)
        if self._last in (STALL, DROP):
            return False
        client.sendall(f"{self._last}\r\n".encode())
        return not self._last.startswith("421")
