"""A parcel as the bytes of an e-mail: the frozen mail as it is, the headers of its way before it, the frozen PDF behind it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from briefgen.channels import Note, Parcel, Refused
from briefgen.model.delivery import MailSettings
from briefgen.model.edition import FrozenMemo

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>{_DOMAIN})")
_WRITTEN = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>")


class Message(NamedTuple):
    """An e-mail ready to be sent: its Message-ID, the address that it comes from, its bytes with lines that end with CR LF."""

    id: str
    sender: str
    content: bytes


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address that every server takes: dots and letters of ASCII (RFC 5321, 4.1.2)."""
    found = _ADDRESS.fullmatch(text)
    return found is not None and len(found["local"]) <= 64 and len(found["domain"]) <= 253


def named(written: str) -> Address | None:
    """The address in `Weekly desk <desk@example.org>`, or in the bare address; None where that is neither."""
    found = _WRITTEN.fullmatch(written.strip())
    name, address = (found["name"], found["address"]) if found else ("", written.strip())
    name = name[1:-1] if len(name) > 1 and name[0] == name[-1] == '"' else name
    return Address(name, addr_spec=address) if is_address(address) and is_one_line(name) else None


def is_one_line(text: str) -> bool:
    """Whether a text can stand in a header: nothing in it ends a line or steers a terminal."""
    return all(letter.isprintable() or letter in "\u200c\u200d" for letter in text)


def message(parcel: Parcel, settings: MailSettings) -> Message:
    """The e-mail that carries a parcel; the same bytes for the same parcel at the same instant.

    Raises Refused where the edition has no mail or no PDF for this audience, or a name cannot stand in a header.
    """
    (_, frozen), (pdf, attached) = _frozen(parcel, "mail"), _frozen(parcel, "pdf")
    sender = named(settings.sender)
    if sender is None or (parcel.name and not is_one_line(parcel.name)):
        raise Refused("the name of the sender or of the recipient cannot stand in a header")
    digest = hashlib.sha256("\0".join([parcel.key, *(memo.sha256 for memo in parcel.memos)]).encode()).hexdigest()
    id_, boundary = f"<{digest[:32]}@{sender.domain}>", f"=_{digest[32:]}"
    head, _, body = frozen.partition(b"\r\n\r\n")
    own = list(_headers(head))
    lines = [
        *_addresses(parcel, settings, sender),
        *(header for name, header in own if name in _OF_THE_MEMO),
        *(header.encode("ascii") for header in _on_its_way(parcel, settings, id_)),
        b"MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"'.encode(),
        b"",
        f"--{boundary}".encode(),
        *(header for name, header in own if name.startswith("content-t")),
        b"",
        body.removesuffix(b"\r\n"),
        f"--{boundary}".encode(),
        _attachment(pdf.file, attached).removesuffix(b"\r\n"),
        f"--{boundary}--".encode(),
        b"",
    ]
    return Message(id_, sender.addr_spec, b"\r\n".join(lines))


def note(told: Note, address: str, settings: MailSettings) -> Message:
    """The e-mail that carries a note to the desk; the same bytes for the same note. Raises Refused as `message` does."""
    sender = named(settings.sender)
    if sender is None or not is_one_line(told.subject):
        raise Refused("the name of the sender, or the subject, cannot stand in a header")
    id_ = f"<{hashlib.sha256(told.key.encode()).hexdigest()[:32]}@{sender.domain}>"
    message_ = EmailMessage(policy=SMTP)
    message_["From"], message_["To"], message_["Subject"] = sender, Address(addr_spec=address), told.subject
    message_["Date"], message_["Message-ID"] = format_datetime(told.at), id_
    message_["Auto-Submitted"] = "auto-generated"
    message_.set_content(told.text)
    return Message(id_, sender.addr_spec, message_.as_bytes())


_OF_THE_MEMO = frozenset({"subject", "x-marking", "sio-label", "sensitivity", "content-language"})
"""The headers of a frozen mail that are those of the message; it says of itself that it is a draft, which no message does."""


def _frozen(parcel: Parcel, format_: str) -> tuple[FrozenMemo, bytes]:
    found = parcel.content(format_)
    if found is None:
        hint = "give the project file `mail:` and freeze the next one" if format_ == "mail" else "freeze the next one"
        raise Refused(f"{parcel.edition.name} was frozen without a {format_} for “{parcel.audience}”: {hint}")
    return found


def _headers(head: bytes) -> Iterator[tuple[str, bytes]]:
    """Each header as it stands, with all its lines, by its name in small letters."""
    for header in re.split(rb"\r\n(?![ \t])", head):
        yield header.partition(b":")[0].decode("ascii").lower(), header


def _addresses(parcel: Parcel, settings: MailSettings, sender: Address) -> Iterator[bytes]:
    """Who it comes from, the one whom it goes to, where answers go."""
    message_ = EmailMessage(policy=SMTP)
    message_["From"] = sender
    message_["To"] = Address(parcel.name or "", addr_spec=parcel.address)
    if settings.reply_to and (answers := named(settings.reply_to)) is not None:
        message_["Reply-To"] = answers
    yield message_.as_bytes().rstrip(b"\r\n")


def _on_its_way(parcel: Parcel, settings: MailSettings, id_: str) -> Iterator[str]:
    """When and as what it is sent: such that lists sort it, and no absent reader's program answers it (RFC 2919, 3834)."""
    yield f"Date: {format_datetime(parcel.at)}"
    yield f"Message-ID: {id_}"
    if settings.list_id:
        yield f"List-Id: <{settings.list_id}>"
        yield "Precedence: list"
    if settings.unsubscribe:
        yield f"List-Unsubscribe: <{unsubscribing(settings.unsubscribe)}>"
    yield "Auto-Submitted: auto-generated"
    yield "X-Auto-Response-Suppress: OOF, AutoReply"  # Microsoft's servers heed this one


def unsubscribing(written: str) -> str | None:
    """The web address or `mailto:` under which one asks to get no more; None where the text is no such thing."""
    if is_address(written):
        return f"mailto:{written}"
    is_uri = re.fullmatch(r"(?:https?://|mailto:)[!-;=?-~]+", written)
    return written if is_uri else None


def _attachment(name: str, content: bytes) -> bytes:
    part = EmailMessage(policy=SMTP)
    part.set_content(content, "application", "pdf", disposition="attachment", filename=name)
    del part["MIME-Version"]
    return part.as_bytes()
