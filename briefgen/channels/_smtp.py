"""A connection to the server that takes e-mail: opened, used for one message after the other, opened anew where it has gone.

What the server says is told in one line. What it says to a login is not told at all, since it may repeat what it was sent.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import ssl

from briefgen.channels import Later, NotCarried, Refused, Unknown
from briefgen.model.delivery import MailSettings

SILENCE = 60.0
"""Seconds that the server may say nothing."""
LAST_SILENCE = 300.0
"""The same after the end of a message: servers look for viruses then, and who goes away does not know what became of it."""

_Reply = tuple[int, bytes]


class Connection:
    """The way to one server. `domain` is the name by which it is greeted; `password` None: nobody logs in."""

    def __init__(self, settings: MailSettings, domain: str, password: str | None) -> None:
        self._settings, self._domain, self._password = settings, domain, password
        self._port = settings.port or (465 if settings.security == "tls" else 587)
        self._server: smtplib.SMTP | None = None
        self._used = False

    def connect(self) -> None:
        """Connects, encrypts, logs in. Raises Refused and Later."""
        where = f"{self._settings.host}:{self._port}"
        try:
            self._server, self._used = self._connected(), False
            self._enter(self._server)
        except ssl.SSLCertVerificationError as error:
            raise self._given_up(
                Refused(f"the certificate of {where} is not trusted: {error.verify_message}")
            ) from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise self._given_up(Later(f"{where} hung up while the connection was being encrypted")) from None
        except ssl.SSLError as error:
            raise self._given_up(
                Refused(f"no encrypted connection to {where}: {error.reason or 'TLS failed'}")
            ) from None
        except smtplib.SMTPResponseException as error:
            raise self._given_up(self._answered((error.smtp_code, _bytes(error.smtp_error)))) from None
        except smtplib.SMTPServerDisconnected:
            raise self._given_up(Later(f"{where} hung up, or said nothing")) from None
        except TimeoutError:
            raise self._given_up(Later(f"{where} did not answer in time")) from None
        except OSError as error:
            raise self._given_up(Later(f"{where} cannot be reached: {error.strerror or error}")) from None
        except NotCarried as error:
            raise self._given_up(error) from None

    def close(self) -> None:
        """Takes leave, if there is still somebody to take leave of."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.quit()
        self._drop()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(settings.host, self._port, self._domain, timeout=SILENCE, context=context)
        return smtplib.SMTP(settings.host, self._port, self._domain, timeout=SILENCE)

    def _enter(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._settings.security == "starttls":
            if not server.has_extn("starttls"):
                raise Refused(f"{self._settings.host} offers no STARTTLS, and nothing is sent without")
            server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
        if self._settings.user is not None:
            self._log_in(server, self._settings.user, self._password or "")

    def _log_in(self, server: smtplib.SMTP, user: str, password: str) -> None:
        if not (user.isascii() and password.isascii()):
            raise Refused("user or password has letters that no login by SMTP can carry: choose them of ASCII")
        if not server.has_extn("auth"):
            raise Refused(f"{self._settings.host} lets nobody log in here; `mail.user` asks for it")
        try:
            server.login(user, password)
        except smtplib.SMTPAuthenticationError as error:
            kind = Later if 400 <= error.smtp_code < 500 else Refused
            said = "cannot check it now" if kind is Later else "check `mail.user` and the password"
            raise kind(f"the server refused the login of {user} ({error.smtp_code}): {said}") from None
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException):
            raise
        except smtplib.SMTPException:
            raise Refused(f"{self._settings.host} has no way of logging in that is known here") from None

    # --- one message -------------------------------------------------------------------------------------------------

    def deliver(self, sender: str, recipient: str, content: bytes) -> None:
        """Hands one message over. Raises NotCarried; the connection stays, or is opened anew for the next."""
        server = self._ready()
        try:
            self._announce(server, sender, recipient, len(content))
            server.send(_stuffed(content))
        except OSError as error:
            raise self._given_up(self._broken(error, Later, "before the message was over")) from None
        try:
            if server.sock is not None:
                server.sock.settimeout(LAST_SILENCE)
            server.send(b".\r\n")
            reply = server.getreply()
            if server.sock is not None:
                server.sock.settimeout(SILENCE)
        except OSError as error:
            raise self._given_up(
                self._broken(error, Unknown, "when all was sent, and it did not say that it has it")
            ) from None
        if reply[0] < 0:
            raise self._given_up(Unknown("the server's answer to the message cannot be understood"))
        if not 200 <= reply[0] < 300:
            raise self._refused(server, reply)

    def _announce(self, server: smtplib.SMTP, sender: str, recipient: str, size: int) -> None:
        limit = server.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < size:
            raise Refused(
                f"the message has {size / 1e6:.1f} MB, and the server takes {int(limit) / 1e6:.1f} MB at most"
            )
        options = [f"size={size}"] if server.has_extn("size") else []
        self._require(server, server.mail(sender, options), 250)
        self._require(server, server.rcpt(recipient), 250)
        self._require(server, server.docmd("DATA"), 354)

    def _require(self, server: smtplib.SMTP, reply: _Reply, wanted: int) -> None:
        """Raises NotCarried for an answer of another kind: “251, will forward” is as good as “250, fine”."""
        if reply[0] // 10 != wanted // 10:
            raise self._refused(server, reply)

    def _ready(self) -> smtplib.SMTP:
        """The server; connected anew where it has hung up since the last message."""
        if self._server is not None and self._used:
            try:
                if self._server.noop()[0] != 250:
                    self._drop()
            except OSError:
                self._drop()
        if self._server is None:
            self.connect()
        if self._server is None:
            raise Later("there is no connection")
        self._used = True
        return self._server

    def _refused(self, server: smtplib.SMTP, reply: _Reply) -> NotCarried:
        """What an answer means for the message; the server forgets what it was told of it."""
        try:
            if reply[0] == 421 or server.rset()[0] != 250:
                self._drop()
        except OSError:
            self._drop()
        return self._answered(reply)

    def _answered(self, reply: _Reply) -> NotCarried:
        code, words = reply
        kind = Refused if 500 <= code < 600 else Later
        return kind(f"the server said {code} {self._told(words)}".rstrip())

    def _broken(self, error: OSError, kind: type[NotCarried], when: str) -> NotCarried:
        if isinstance(error, smtplib.SMTPResponseException):
            return kind(f"the server's answer cannot be understood, {when}")
        timed_out = isinstance(error, TimeoutError) or "timed out" in str(error)
        return kind(f"the server {'fell silent' if timed_out else 'hung up'} {when}")

    def _told(self, words: bytes) -> str:
        """Words of the server in one line, not too long, and without a secret that it may repeat."""
        text = "".join(letter if letter.isprintable() else " " for letter in words.decode("utf-8", "replace"))
        for secret in _forms(self._settings.user or "", self._password or ""):
            text = text.replace(secret, "…")
        return re.sub(r"\s+", " ", text).strip()[:200]

    def _given_up(self, error: NotCarried) -> NotCarried:
        self._drop()
        return error

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def _forms(user: str, password: str) -> list[str]:
    """A password as it goes over the wire."""
    if not password:
        return []
    plain = [password, f"\0{user}\0{password}"]
    return [*(base64.b64encode(text.encode()).decode() for text in plain), password]


def _stuffed(content: bytes) -> bytes:
    """The lines of a message with a point more where one begins with it (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", content)


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()
