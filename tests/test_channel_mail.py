"""Mail goes out whole, to one recipient, encrypted and logged in; what fails says what has become of it, and no secret."""

from __future__ import annotations

import base64
import email
import email.policy
import logging
import re
from email.message import EmailMessage

import pytest
from mail_servers import (
    AT,
    DROP,
    PDF,
    SECRET,
    STALL,
    USER,
    Authority,
    Scripted,
    free_port,
    frozen_mail,
    parcel,
    real,
    setting,
)
from projects import SMALL, project

from briefgen import editions
from briefgen.channels import Later, NotCarried, Parcel, Refused, Unknown, _smtp
from briefgen.channels.mail import CHANNEL

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # those of the server's library


WRONG, FOREIGN = "wr0ng-one", "sécret"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(silent, authority, monkeypatch):  # noqa: ARG001 - after it: a real server may take its time
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setattr(_smtp, "SILENCE", 20)
    monkeypatch.setattr(_smtp, "LAST_SILENCE", 20)
    return authority


@pytest.fixture(autouse=True)
def silent(monkeypatch, caplog, capfd):
    """Nobody waits for long; and whatever a test does, no log and no terminal has the secret."""
    monkeypatch.setattr(_smtp, "SILENCE", 2)
    monkeypatch.setattr(_smtp, "LAST_SILENCE", 2)
    caplog.set_level(logging.DEBUG)
    yield
    out, err = capfd.readouterr()
    told = out + err + "".join(record.getMessage() for record in caplog.records if record.name.startswith("briefgen"))
    assert not holds_secret(told)


def holds_secret(text: str) -> bool:
    forms = [
        SECRET,
        base64.b64encode(SECRET.encode()).decode(),
        base64.b64encode(f"\0{USER}\0{SECRET}".encode()).decode(),
    ]
    return any(form in text for form in forms)


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def scripted(server: Scripted, **given):
    return setting(server.port, user=None, security="none", **given)


def outcome(server: Scripted, *parcels: Parcel, **given) -> list[str | type[NotCarried]]:
    """What became of each parcel, in one session: the Message-ID, or the kind of failure; its text is tried for secrets."""
    results: list[str | type[NotCarried]] = []
    try:
        with CHANNEL.opened(scripted(server, **given)) as session:
            for one in parcels:
                try:
                    results.append(session.send(one))
                except NotCarried as error:
                    assert not holds_secret(str(error))
                    assert "\n" not in str(error)
                    results.append(type(error))
    except NotCarried as error:
        assert "\n" not in str(error)
        return [type(error)]
    return results


# --- whole messages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_arrives_whole(trusted, security):
    sent = parcel()
    with real(trusted, tls=security == "tls") as (port, box):
        given = setting(
            port,
            security=security,
            reply_to="Answers <answers@example.org>",
            list_id="weekly.example.org",
            unsubscribe="https://example.org/off?list=weekly",
        )
        with CHANNEL.opened(given) as session:
            id_ = session.send(sent)
    ((sender, recipients, content),) = box.received
    assert (sender, recipients) == ("desk@example.org", ["desk@example.net"])
    message = parsed(content)
    assert [part.defects for part in message.walk()] == [[]] * 5
    assert dict(message.items()) == {
        "From": "Weekly desk <desk@example.org>",
        "To": "Ada Orlet <desk@example.net>",
        "Reply-To": "Answers <answers@example.org>",
        "Subject": "[TLP:GREEN] Weekly memo No 3: talks",
        "X-Marking": "TLP:GREEN",
        "SIO-Label": message["SIO-Label"],
        "Content-Language": "en",
        "Date": "Sat, 20 Jan 2024 09:30:00 +0100",
        "Message-ID": id_,
        "List-Id": "<weekly.example.org>",
        "Precedence": "list",
        "List-Unsubscribe": "<https://example.org/off?list=weekly>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }
    assert message.get_content_type() == "multipart/mixed"
    body, attachment = message.iter_parts()
    frozen = parsed(frozen_mail())
    assert body.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        assert body.get_body((kind,)).get_content() == frozen.get_body((kind,)).get_content()
    assert frozen_mail().partition(b"\r\n\r\n")[2] in content, "no byte of the frozen text changes"
    assert attachment.get_content() == PDF
    assert (attachment.get_content_type(), attachment.get_filename()) == ("application/pdf", "memo.pdf")
    assert attachment.get_content_disposition() == "attachment"
    assert message["Date"].datetime == AT
    assert not holds_secret(content.decode("latin-1"))


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [
        ("Записка № 3: министерство ожидает подписания", "Пётр Ильич", "записка_2024-01-19.pdf"),
        ("یادداشت هفتگی شمارهٔ ۳: گفت‌وگو", "دفتر گفت‌وگو", "یادداشت.pdf"),
        ("“Quoted”, with: signs", 'Orlet, Ada "the desk" (x)', "memo; a=b (1).pdf"),
        ("long words " * 30, "N" * 150, "n" * 150 + ".pdf"),
    ],
)
def test_every_script_arrives(title, name, file):
    sent = parcel(name=name, file=file, content=frozen_mail(title))
    with Scripted() as server:
        outcome(server, sent, sender="“Desk” Ünd <desk@example.org>")
    message = parsed(server.messages[0])
    assert message["Subject"] == f"[TLP:GREEN] {title.strip()}"
    assert message["To"].addresses[0].display_name == name
    assert message["From"].addresses[0].display_name == "“Desk” Ünd"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == file
    assert server.messages[0].isascii()
    assert max(map(len, server.messages[0].split(b"\r\n"))) <= 998


def test_a_line_that_begins_with_a_point_arrives_as_it_was():
    content = b"Subject: x\r\nContent-Type: text/plain\r\n\r\nbefore\r\n.\r\n..\r\n.after\r\n"
    with Scripted() as server:
        outcome(server, parcel(content=content))
    assert b"\r\n\r\nbefore\r\n.\r\n..\r\n.after\r\n--" in server.messages[0]
    assert next(parsed(server.messages[0]).iter_attachments()).get_content() == PDF


def test_the_same_parcel_is_the_same_message_and_another_is_not():
    with Scripted() as server:
        one, again, other = outcome(server, parcel(), parcel(), parcel("other"))
        altered = parcel()._replace(memos=tuple(memo._replace(sha256="c" * 64) for memo in parcel().memos))
        (new,) = outcome(server, altered)
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", one)
    assert one == again
    assert len({one, other, new}) == 3
    assert server.messages[0] == server.messages[1]
    assert "desk" not in one


def test_a_dry_run_shows_the_very_bytes():
    with Scripted() as server:
        outcome(server, parcel("desk.x"))
        name, content = CHANNEL.shown(parcel("desk.x"), scripted(server))
    assert name == "memo_2024-01-19_analyst_desk.x.eml"
    assert server.messages == [content]
    assert "X-Unsent" not in parsed(content)
    assert not holds_secret(content.decode())


def test_a_frozen_edition_goes_out_as_it_was_frozen(tmp_path):
    office = "defaults: {language: en, audiences: analyst}\nmail: {sender: desk@example.org, host: 127.0.0.1}\n"
    there = project(tmp_path, SMALL, **{"briefgen.yaml": office})
    edition = editions.freeze(there.brief("memo"), there)
    home = tmp_path / "briefs/editions/memo/2024-01-19/memos"
    contents = tuple((home / memo.file).read_bytes() for memo in edition.memos)
    sent = parcel()._replace(edition=edition, memos=edition.memos, contents=contents, name=None)
    with Scripted() as server:
        outcome(server, sent)
    message = parsed(server.messages[0])
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == (home / "memo_2024-01-19_analyst.pdf").read_bytes()
    assert attachment.get_filename() == "memo_2024-01-19_analyst.pdf"
    assert message["To"] == "desk@example.net"
    assert message["Subject"] == "[TLP:CLEAR] Weekly memo No 1: An agency reports on talks; nothing is confirmed"
    assert "An agency reports on talks" in message.get_body(("plain",)).get_content()


# --- who may not send ------------------------------------------------------------------------------------------------


def refused(given, kind: type[NotCarried] = Refused) -> str:
    with pytest.raises(kind) as raised, CHANNEL.opened(given):
        pass
    assert not holds_secret(str(raised.value) + repr(raised.value.__cause__))
    return str(raised.value)


def test_a_wrong_password_is_refused_and_not_told(trusted):
    with real(trusted) as (port, box):
        assert "refused the login of desk-login (535)" in refused(setting(port, secret=WRONG))
        assert WRONG not in refused(setting(port, secret=WRONG))
    assert box.received == []


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_password_nobody_is_asked(secret):
    told = refused(setting(free_port(), secret=secret))
    assert told.startswith("there is no password for desk-login: set BRIEFGEN_MAIL_PASSWORD")
    assert "keyring set briefgen BRIEFGEN_MAIL_PASSWORD" in told


def test_a_password_that_cannot_be_sent_is_refused_without_being_told(trusted):
    with real(trusted) as (port, _):
        assert FOREIGN not in refused(setting(port, secret=FOREIGN))


def test_a_certificate_that_nobody_vouches_for_is_refused(authority, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with real(authority) as (port, box):
        assert "is not trusted" in refused(setting(port))
    assert box.received == []


def test_a_certificate_of_another_server_is_refused(trusted):
    with real(trusted, "mail.example.org") as (port, _):
        assert "is not trusted" in refused(setting(port))


def test_a_server_that_speaks_in_the_clear_gets_nothing_where_tls_is_asked_for():
    with Scripted() as server:
        assert f"no encrypted connection to 127.0.0.1:{server.port}" in refused(setting(server.port, security="tls"))
    assert not any(said.upper().startswith(("EHLO", "AUTH", "MAIL")) for said in server.said)


def test_a_server_without_starttls_gets_no_word_of_it():
    with Scripted() as server:
        assert "offers no STARTTLS" in refused(setting(server.port))
    assert {said.split(" ")[0] for said in server.said} <= {"ehlo", "QUIT", "quit"}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("454 later", Later), ("502 no", Refused), (DROP, Later), (STALL, Later), ("220 go\r\n220 x", None)],
)
def test_a_server_that_refuses_starttls_gets_nothing(answer, kind):
    with Scripted(EHLO="250-here\r\n250 STARTTLS", STARTTLS=answer) as server:
        refused(setting(server.port), kind or NotCarried)
    assert not any(said.upper().startswith(("AUTH", "MAIL")) for said in server.said)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"AUTH": f"535 no, {SECRET} is wrong"}, Refused),
        ({"AUTH": "454 later " + base64.b64encode(f"\0{USER}\0{SECRET}".encode()).decode()}, Later),
        ({"AUTH": DROP}, Later),
        ({"AUTH": STALL}, Later),
        ({"EHLO": "250 here"}, Refused),
        ({"EHLO": "250-here\r\n250 AUTH GSSAPI"}, Refused),
    ],
)
def test_a_login_that_fails_tells_no_secret(answers, kind):
    with Scripted(**{"EHLO": "250-here\r\n250 AUTH PLAIN", **answers}) as server:
        refused(setting(server.port, security="none"), kind)


def test_what_a_server_repeats_of_a_secret_is_not_told():
    words = f"550 you said {SECRET} and {base64.b64encode(SECRET.encode()).decode()} " + "x" * 500
    with (
        Scripted(EHLO="250-here\r\n250 AUTH PLAIN", AUTH="235 in", RCPT=words) as server,
        CHANNEL.opened(setting(server.port, security="none")) as session,
        pytest.raises(Refused) as raised,
    ):
        session.send(parcel())
    assert str(raised.value).startswith("the server said 550 you said … and … xxx")
    assert len(str(raised.value)) < 230


def test_a_server_that_is_not_there_may_be_there_later():
    port = free_port()
    assert f"127.0.0.1:{port} cannot be reached" in refused(setting(port), Later)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"CONNECT": DROP}, Later),
        ({"CONNECT": STALL}, Later),
        ({"CONNECT": "421 busy"}, Later),
        ({"CONNECT": "554 never"}, Refused),
        ({"CONNECT": "What?"}, Later),
        ({"EHLO": DROP}, Later),
        ({"EHLO": STALL}, Later),
        ({"EHLO": "550 no", "HELO": "550 no"}, Refused),
    ],
)
def test_a_server_that_does_not_greet(answers, kind):
    with Scripted(**answers) as server:
        assert outcome(server, parcel()) == [kind]
    assert server.messages == []


# --- what becomes of a message ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "END"])
def test_what_fails_for_now_goes_the_next_time(verb):
    good = {"MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "END": "250 taken"}[verb]
    with Scripted(**{verb: ["450 busy", good]}) as server:
        first, second = outcome(server, parcel(), parcel())
    assert first is Later
    assert isinstance(second, str)
    assert parsed(server.messages[-1])["Message-ID"] == second


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "END"])
def test_what_is_refused_for_one_goes_to_the_next(verb):
    good = {"MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "END": "250 taken"}[verb]
    with Scripted(**{verb: ["550 5.1.1 no such user", good]}) as server:
        first, second = outcome(server, parcel(), parcel("other"))
    assert first is Refused
    verbs = [said.split(" ")[0].upper() for said in server.said]
    assert verbs.index("RSET") < len(verbs) - verbs[::-1].index("MAIL") - 1, "nothing is left of the first"
    assert parsed(server.messages[-1])["To"].addresses[0].addr_spec == "other@example.net"
    assert isinstance(second, str)


@pytest.mark.parametrize("what", [DROP, STALL, "421 going down"])
@pytest.mark.parametrize(("verb", "kind"), [("MAIL", Later), ("RCPT", Later), ("DATA", Later), ("END", Unknown)])
def test_a_server_that_goes_away_leaves_no_doubt_before_the_end(verb, kind, what):
    if what.startswith("421") and verb == "END":
        kind = Later  # it says that it has not taken it
    good = {"MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "END": "250 taken"}[verb]
    with Scripted(**{verb: [what, good]}) as server:
        first, second = outcome(server, parcel(), parcel("other"))
    assert first is kind
    assert isinstance(second, str), "the next one goes by a new connection"


def test_a_server_that_goes_away_within_the_message_cannot_have_taken_it():
    with Scripted(BODY=DROP) as server:
        assert outcome(server, parcel(pdf=b"%PDF" + b"x" * 8_000_000), max_size=50) == [Later]


def test_an_answer_to_the_message_that_nobody_understands_leaves_it_in_doubt():
    with Scripted(END="What?") as server:
        assert outcome(server, parcel()) == [Unknown]


@pytest.mark.parametrize("noop", [DROP, STALL, "421 bye"])
def test_a_server_that_hung_up_between_two_messages_is_called_again(noop):
    with Scripted(NOOP=[noop, "250 ok"]) as server:
        results = outcome(server, parcel(), parcel("other"))
    assert [type(result) for result in results] == [str, str]
    assert len(server.messages) == 2
    assert sum(said.startswith("ehlo") for said in server.said) == 2


def test_a_server_that_is_gone_for_good_between_two_messages_may_be_there_later():
    with Scripted(NOOP=DROP, CONNECT=["220 here", "421 no more"]) as server:
        first, second = outcome(server, parcel(), parcel("other"))
    assert isinstance(first, str)
    assert second is Later


# --- limits ----------------------------------------------------------------------------------------------------------


def test_no_more_messages_a_minute_than_the_project_allows():
    with Scripted() as server:
        given = scripted(server, per_minute=12)
        with CHANNEL.opened(given) as session:
            for name in ("one", "two", "three"):
                session.send(parcel(name))
    assert given.pause == [5.0, 5.0]
    assert len(server.messages) == 3


def test_a_message_that_is_too_large_is_refused_with_its_size():
    with (
        Scripted(EHLO="250-here\r\n250 SIZE 400000") as server,
        CHANNEL.opened(scripted(server, max_size=1)) as session,
    ):
        with pytest.raises(Refused, match=r"the message has 1\.4 MB, more than the 1 MB of `mail\.max_size`"):
            session.send(parcel(pdf=b"x" * 1_000_000))
        with pytest.raises(Refused, match=r"the message has 0\.7 MB, and the server takes 0\.4 MB at most"):
            session.send(parcel(pdf=b"x" * 500_000))
        session.send(parcel(pdf=b"x" * 1000))
    assert len(server.messages) == 1


# --- what cannot be sent ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "desk@",
        "@example.org",
        "a b@example.org",
        "desk@example.org?cc=all@example.org",
        "desk@example.org,all@example.org",
        "desk@example.org\r\nRCPT TO:<all@example.org>",
        "desk@example.org\n",
        "Desk <desk@example.org>",
        "desk@-example.org",
        "desk..x@example.org",
        '"a b"@example.org',
        "desk@[127.0.0.1]",
        "desk@exämple.org",
        f"{'x' * 65}@example.org",
        "desk\x00@example.org",
    ],
)
def test_an_address_that_is_none_is_told_before_anything_is_sent(address):
    assert CHANNEL.fault(address, setting())
    with Scripted() as server:
        assert outcome(server, parcel()._replace(address=address)) == [Refused]
    assert not any(said.upper().startswith("MAIL") for said in server.said)


@pytest.mark.parametrize(
    "address", ["desk@example.org", "a.b+c@sub.example.org", "o'neil@xn--exmple-cua.org", "root@localhost"]
)
def test_an_address_that_is_one_has_no_fault(address):
    assert CHANNEL.fault(address, setting()) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"sender": "Desk"}, "`mail.sender`"),
        ({"sender": "Desk\r\nBcc: all@example.org <desk@example.org>"}, "`mail.sender`"),
        ({"reply_to": "nobody"}, "`mail.reply_to`"),
        ({"unsubscribe": "off"}, "`mail.unsubscribe`"),
        ({"unsubscribe": "https://example.org/>\r\nX: y"}, "`mail.unsubscribe`"),
        ({"list_id": "weekly\r\nX: y"}, "`mail.list_id`"),
        ({"host": "mail example.org"}, "`mail.host`"),
        ({"host": "mail.example.org", "security": "none"}, "`mail.security: none`"),
        ({"host": "10.0.0.1", "security": "none"}, "`mail.security: none`"),
    ],
)
def test_settings_that_cannot_be_used_are_told_before_anybody_is_asked(given, told):
    wrong = setting(**given)
    assert told in CHANNEL.fault("desk@example.org", wrong)
    assert told in refused(wrong)
    with pytest.raises(Refused, match="mail"):
        CHANNEL.shown(parcel(), wrong)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_only_this_machine_may_be_spoken_to_in_the_clear(host):
    assert CHANNEL.fault("desk@example.org", setting(host=host, security="none")) is None


def test_without_settings_nothing_is_sent():
    bare = setting()._replace(mail=None)
    assert "the project file has no `mail:`" in CHANNEL.fault("desk@example.org", bare)
    assert "the project file has no `mail:`" in refused(bare)


@pytest.mark.parametrize("name", ["Ada\r\nBcc: all@example.org", "Ada\x00", "Ada\x1b[31m", "Ada\u2028x"])
def test_a_name_that_would_make_a_header_is_refused(name):
    with Scripted() as server:
        assert outcome(server, parcel(name=name)) == [Refused]
    assert server.messages == []


@pytest.mark.parametrize("format_", ["mail", "pdf"])
def test_an_edition_without_its_mail_or_its_pdf_is_refused_with_a_hint(format_):
    sent = parcel()
    kept = [pair for pair in zip(sent.memos, sent.contents, strict=True) if pair[0].format != format_]
    bare = sent._replace(memos=tuple(memo for memo, _ in kept), contents=tuple(content for _, content in kept))
    told = f"memo@2024-01-19 was frozen without a {format_} for “analyst”: .*freeze the next"
    with (
        Scripted() as server,
        CHANNEL.opened(scripted(server)) as session,
        pytest.raises(Refused, match=told),
    ):
        session.send(bare)


def test_no_header_of_a_frozen_file_goes_out_but_those_of_the_memo():
    content = frozen_mail().replace(b"X-Unsent: 1", b"X-Unsent: 1\r\nBcc: all@example.org\r\nTo: all@example.org")
    with Scripted() as server:
        outcome(server, parcel(content=content))
    message = parsed(server.messages[0])
    assert "Bcc" not in message
    assert message.get_all("To") == ["Ada Orlet <desk@example.net>"]
