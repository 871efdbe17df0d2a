"""E-mail: one message for each recipient, with the frozen mail as its text and the frozen PDF attached (`mailto:`).

The server is that of `mail:` in the project file. Its password is the secret `BRIEFGEN_MAIL_PASSWORD`, which no message, file
or exception holds.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Iterator

from briefgen.channels import Channel, Note, Parcel, Refused, Setting, _message, _smtp
from briefgen.model.delivery import MailSettings

PASSWORD = "BRIEFGEN_MAIL_PASSWORD"  # noqa: S105 - its name
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?|::1")
"""Of a server, and of a list."""


def fault(address: str, setting: Setting) -> str | None:
    """What is wrong with a recipient's address, or with the settings without which it gets nothing."""
    if setting.mail is None:
        return "the project file has no `mail:`, which says by which server e-mail goes"
    if (wrong := _wrong_setting(setting.mail)) is not None:
        return wrong
    if not address.isascii():
        return "it has letters that not every server takes: write the domain in its form of ASCII (xn--…)"
    return None if _message.is_address(address) else "it is no e-mail address such as desk@example.org"


def _wrong_setting(settings: MailSettings) -> str | None:
    if _message.named(settings.sender) is None:
        return f"`mail.sender` is no address such as `Weekly desk <desk@example.org>`: {settings.sender!r}"
    if settings.reply_to is not None and _message.named(settings.reply_to) is None:
        return f"`mail.reply_to` is no e-mail address: {settings.reply_to!r}"
    if settings.unsubscribe is not None and _message.unsubscribing(settings.unsubscribe) is None:
        return f"`mail.unsubscribe` is neither an e-mail address nor a web address: {settings.unsubscribe!r}"
    for key in ("host", "list_id"):
        value = getattr(settings, key)
        if value is not None and _NAME.fullmatch(value) is None:
            return f"`mail.{key}` is no name such as mail.example.org: {value!r}"
    if settings.security == "none" and not _is_this_machine(settings.host):
        return f"`mail.security: none` would show everything to who stands between here and {settings.host}: use `starttls`"
    return None


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Session:
    """A server that messages go to, one after the other, no more of them a minute than the settings allow."""

    def __init__(self, setting: Setting, settings: MailSettings, connection: _smtp.Connection) -> None:
        self._setting, self._settings, self._connection = setting, settings, connection
        self._begun = False

    def send(self, parcel: Parcel) -> str:
        """The Message-ID of the message that the server has taken. Raises NotCarried."""
        if (wrong := fault(parcel.address, self._setting)) is not None:
            raise Refused(wrong)
        message = _message.message(parcel, self._settings)
        limit = self._settings.max_size
        if len(message.content) > limit * 10**6:
            size = f"{len(message.content) / 1e6:.1f}"
            raise Refused(f"the message has {size} MB, more than the {limit} MB of `mail.max_size`")
        if self._begun:
            self._setting.pause(60 / self._settings.per_minute)
        self._begun = True
        self._connection.deliver(message.sender, parcel.address, message.content)
        return message.id

    def tell(self, address: str, note: Note) -> None:
        """Brings a note. Raises NotCarried."""
        if (wrong := fault(address, self._setting)) is not None:
            raise Refused(wrong)
        message = _message.note(note, address, self._settings)
        self._connection.deliver(message.sender, address, message.content)


@contextlib.contextmanager
def opened(setting: Setting) -> Iterator[_Session]:
    """The server, connected and logged in. Raises Refused and Later."""
    settings = setting.mail
    if settings is None:
        raise Refused("the project file has no `mail:`, which says by which server e-mail goes")
    if (wrong := _wrong_setting(settings)) is not None:
        raise Refused(wrong)
    password = setting.secret(PASSWORD) if settings.user is not None else None
    if settings.user is not None and not password:
        way = f"set {PASSWORD}, or let the keyring keep it: keyring set briefgen {PASSWORD}"
        raise Refused(f"there is no password for {settings.user}: {way}")
    sender = _message.named(settings.sender)
    connection = _smtp.Connection(settings, sender.domain if sender else "localhost", password)
    connection.connect()
    try:
        yield _Session(setting, settings, connection)
    finally:
        connection.close()


def shown(parcel: Parcel, setting: Setting) -> tuple[str, bytes]:
    """The message as it would go, under a name made of its key. Raises Refused where there is none."""
    if setting.mail is None or (wrong := _wrong_setting(setting.mail)) is not None:
        raise Refused(wrong if setting.mail is not None else "the project file has no `mail:`")
    return f"{re.sub(r'[^A-Za-z0-9.-]+', '_', parcel.key)}.eml", _message.message(parcel, setting.mail).content


def told(address: str, note: Note, setting: Setting) -> None:
    """Brings a note to the desk, as a mail of plain text. Raises NotCarried."""
    with opened(setting) as session:
        session.tell(address, note)


CHANNEL = Channel("mailto", fault, opened, shown, told=told)
