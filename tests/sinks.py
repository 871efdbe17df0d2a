"""The recipients' sides that the contract test of channels sends to: a real one for each channel, and parcels to send.

A further channel adds its class to `SINKS`, and nothing else: tests/test_channels.py runs every promise against each.
"""

from __future__ import annotations

import contextlib
import datetime
import email
import email.policy
import hashlib
import json
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple, Protocol, Self

import mail_servers
import pytest

from briefgen.channels import Parcel, Setting
from briefgen.model.delivery import MailSettings
from briefgen.model.edition import Edition, FrozenMemo

AT = datetime.datetime(2024, 1, 20, 9, 30, tzinfo=datetime.UTC)
TITLE = "An agency reports on talks; nothing is confirmed"
WITHHELD = "What only the desk may know"
"""The title of the edition itself, where its audience has another one."""


def parcel(
    address: str, key: str = "treaty@2024-01-19/public/web", at: datetime.datetime = AT, **given: object
) -> Parcel:
    """A parcel to this address. `given` may be: `title`, `language`, `marking`, `number`, `corrects`, `because`."""
    name, audience, _ = key.split("/")
    brief, day = name.split("@")
    date = datetime.date.fromisoformat(day.partition(".")[0])
    marking = str(given.get("marking", "TLP:CLEAR"))
    language = given.get("language", "en")
    page = f'<!doctype html>\n<html lang="{language}">\n<head><title>{given.get("title", TITLE)}</title></head>\n<p>{name}</p>'
    mail = f"Subject: {name}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n"
    contents = {"html": page.encode(), "mail": mail.encode(), "pdf": b"%PDF-1.7\n" + name.encode() + b"\n%%EOF\n"}
    endings = {"html": "html", "mail": "eml", "pdf": "pdf"}
    memos = tuple(
        FrozenMemo(
            f"{brief}_{day}_{audience}.{endings[format_]}",
            hashlib.sha256(content).hexdigest(),
            audience,
            format_,
            2 if format_ == "pdf" else None,
            marking,
        )
        for format_, content in contents.items()
    )
    edition = Edition(
        brief=brief,
        key=day,
        number=given.get("number", 1),  # type: ignore[arg-type]
        date=date,
        cutoff=date,
        title=WITHHELD,
        made=date,
        source=f"briefs/{brief}.yaml",
        files={},
        memos=memos,
        versions={},
        corrects=given.get("corrects"),  # type: ignore[arg-type]
        because=given.get("because"),  # type: ignore[arg-type]
    )
    return Parcel(key, edition, audience, marking, memos, tuple(contents.values()), address, None, at)


def setting(root: Path, mail: MailSettings | None = None, secret: str | None = None) -> Setting:
    """Surroundings: a project's folder, which is made. Nobody waits in them."""
    root.mkdir(parents=True, exist_ok=True)
    return Setting(mail, lambda _: secret, str(root), lambda _: None)


class Received(NamedTuple):
    """What the recipient's side holds of one parcel: what tells it from others, and the frozen files by their names."""

    told_by: str
    files: Mapping[str, bytes]


class Sink(Protocol):
    """A recipient's side. It is made with an empty folder, and used within `with`."""

    scheme: str
    setting: Setting
    good_address: str
    bad_addresses: Mapping[str, str]
    """Address → a part of what `fault` says of it."""
    secrets: tuple[str, ...]
    """What no message and no file of a dry run may hold; each is at work in `setting`, or there is none."""

    def __enter__(self) -> Self:
        """Ready to receive."""

    def __exit__(self, *_: object) -> None:
        """Receives nothing more."""

    def received(self) -> list[Received]:
        """Everything that has been taken, whole."""

    def refusing(self) -> contextlib.AbstractContextManager[None]:
        """While it takes nothing, and will not at another try."""

    def away(self) -> contextlib.AbstractContextManager[None]:
        """While it takes nothing, and may at another try."""


class FolderSink:
    """A share, outside the project."""

    scheme = "folder"
    secrets = ()

    def __init__(self, folder: Path) -> None:
        self._share = folder / "share"
        self.setting = setting(folder / "project")
        self.good_address = str(self._share)
        file = folder / "file"
        file.write_text("words", encoding="utf-8")
        self.bad_addresses = {
            "": "names no folder",
            "briefs/editions": "within “briefs”",
            str(file): "is a file",
            "published?base=example.org": "no web address",
        }

    def __enter__(self) -> Self:
        self._share.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def received(self) -> list[Received]:
        records = sorted(self._share.rglob("briefgen.json"))
        return [Received(json.loads(record.read_bytes())["key"], self._files(record.parent)) for record in records]

    @staticmethod
    def _files(home: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in home.iterdir() if path.suffix != ".json"}

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        in_the_way = self._share / "treaty"
        in_the_way.write_text("a file where a folder should be", encoding="utf-8")
        yield
        in_the_way.unlink()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        elsewhere = self._share.rename(self._share.with_name("elsewhere"))
        yield
        elsewhere.rename(self._share)


class MailSink:
    """A mail server that wants STARTTLS and a login."""

    scheme = "mailto"
    good_address = "desk@example.net"

    def __init__(self, folder: Path) -> None:
        self._root, self._authority = folder / "project", mail_servers.Authority(folder)
        self._stack = contextlib.ExitStack()
        self.setting = setting(self._root, mail_servers.settings(), mail_servers.SECRET)
        self.secrets = (mail_servers.SECRET,)
        self.bad_addresses = {
            "": "no e-mail address",
            "desk at example.net": "no e-mail address",
            "désk@x.org": "letters",
        }

    def __enter__(self) -> Self:
        self._stack.enter_context(pytest.MonkeyPatch.context()).setenv("SSL_CERT_FILE", str(self._authority.file))
        port, self._box = self._stack.enter_context(mail_servers.real(self._authority))
        self.setting = setting(self._root, mail_servers.settings(port), mail_servers.SECRET)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def received(self) -> list[Received]:
        found = [email.message_from_bytes(content, policy=email.policy.default) for *_, content in self._box.received]
        return [Received(message["Message-ID"], dict(self._files(message))) for message in found]

    @staticmethod
    def _files(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
        for part in message.iter_attachments():
            yield str(part.get_filename()), part.get_content()

    def refusing(self) -> contextlib.AbstractContextManager[None]:
        return self._answering("550 no such mailbox")

    def away(self) -> contextlib.AbstractContextManager[None]:
        return self._answering("451 come again")

    @contextlib.contextmanager
    def _answering(self, words: str) -> Iterator[None]:
        self._box.answer = words
        try:
            yield
        finally:
            self._box.answer = ""


SINKS: tuple[type[Sink], ...] = (FolderSink, MailSink)
