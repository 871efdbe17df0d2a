"""What every channel promises, proven for each with a recipient's side of its own: see tests/sinks.py."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sinks import AT, SINKS, Sink, parcel

from briefgen.channels import Channel, Later, NotCarried, Note, Parcel, Refused, channels

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # those of the mail server's library


@pytest.fixture(params=SINKS, ids=lambda sink: sink.scheme)
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sink]:
    with request.param(tmp_path) as sink:
        yield sink


@pytest.fixture
def channel(sink: Sink) -> Channel:
    return channels()[sink.scheme]


def send(channel: Channel, sink: Sink, *parcels: Parcel) -> list[str]:
    with channel.opened(sink.setting) as session:
        return [session.send(parcel) for parcel in parcels]


def tree(folder: Path) -> dict[Path, int]:
    """Every file and folder with its time."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@contextlib.contextmanager
def told(kind: type[NotCarried], sink: Sink) -> Iterator[None]:
    """Expects to hear that a parcel has not been carried: in one line that holds no secret."""
    with pytest.raises(kind) as caught:
        yield
    words = str(caught.value)
    assert words.strip() == words != ""
    assert "\n" not in words
    assert not [secret for secret in sink.secrets if secret in words]


def test_every_channel_has_a_sink() -> None:
    schemes = [sink.scheme for sink in SINKS]
    assert sorted(schemes) == sorted(channels()) != []
    assert all(scheme == channel.scheme for scheme, channel in channels().items())


# --- fault -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_network(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - after the sink has its server
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_fault_says_what_is_wrong_with_an_address_and_does_nothing(
    sink: Sink, channel: Channel, tmp_path: Path
) -> None:
    before = tree(tmp_path)
    assert channel.fault(sink.good_address, sink.setting) is None
    assert len(sink.bad_addresses) >= 2
    for address, part in sink.bad_addresses.items():
        words = channel.fault(address, sink.setting)
        assert words is not None, address
        assert part in words
        assert "\n" not in words
        assert not [secret for secret in sink.secrets if secret in words]
    assert tree(tmp_path) == before


# --- send ------------------------------------------------------------------------------------------------------------


def test_what_is_sent_has_been_taken_whole_and_is_byte_for_byte_what_was_frozen(sink: Sink, channel: Channel) -> None:
    sent = parcel(sink.good_address)
    (name,) = send(channel, sink, sent)
    assert name.strip() == name != ""
    assert "\n" not in name
    (received,) = sink.received()
    frozen = {memo.file: content for memo, content in zip(sent.memos, sent.contents, strict=True)}
    assert received.files
    assert dict(received.files).items() <= frozen.items()


def test_the_same_parcel_sent_twice_can_be_told_by_its_key_even_at_another_hour(sink: Sink, channel: Channel) -> None:
    sent = parcel(sink.good_address)
    names = send(channel, sink, sent) + send(channel, sink, sent._replace(at=AT.replace(hour=17)))
    assert len(set(names)) == 1
    assert len({received.told_by for received in sink.received()}) == 1


def test_parcels_of_one_session_are_told_apart_and_each_is_there(sink: Sink, channel: Channel) -> None:
    keys = ["treaty@2024-01-19/public/web", "treaty@2024-01-19/analyst/web", "treaty@2024-01-26/public/web"]
    names = send(channel, sink, *(parcel(sink.good_address, key) for key in keys))
    assert len(set(names)) == 3
    assert len({received.told_by for received in sink.received()}) == 3


def test_refused_is_what_has_not_gone_and_will_not(sink: Sink, channel: Channel) -> None:
    with sink.refusing(), told(Refused, sink):
        send(channel, sink, parcel(sink.good_address))
    assert sink.received() == []


def test_later_is_what_has_not_gone_and_does_at_another_try(sink: Sink, channel: Channel) -> None:
    sent = parcel(sink.good_address)
    with sink.away(), told(Later, sink):
        send(channel, sink, sent)
    assert sink.received() == []
    send(channel, sink, sent)
    assert len(sink.received()) == 1


# --- shown -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_network")
def test_a_dry_run_shows_the_parcel_in_one_file_and_sends_nothing(sink: Sink, channel: Channel, tmp_path: Path) -> None:
    before = tree(tmp_path)
    one, other = (parcel(sink.good_address, f"treaty@2024-01-19/{audience}/web") for audience in ("public", "analyst"))
    name, content = channel.shown(one, sink.setting)
    assert Path(name).name == name
    assert one.memos[0].file.encode() in content or one.contents[0] in content
    assert channel.shown(one, sink.setting) == (name, content)
    assert channel.shown(other, sink.setting)[0] != name
    assert not [secret for secret in sink.secrets if secret.encode() in content]
    assert sink.received() == []
    assert tree(tmp_path) == before


# --- taken back ------------------------------------------------------------------------------------------------------


def test_what_is_taken_back_is_told_where_it_was_sent_and_may_be_told_again(sink: Sink, channel: Channel) -> None:
    if channel.taken_back is None:
        pytest.skip("this channel cannot tell it")
    sent = parcel(sink.good_address)
    with told(Refused, sink):
        channel.taken_back(sent, sink.setting)
    (name,) = send(channel, sink, sent)
    later = sent._replace(at=AT.replace(day=21), contents=())
    assert [channel.taken_back(later, sink.setting) for _ in range(2)] == [name, name]


# --- notes -----------------------------------------------------------------------------------------------------------


def test_a_note_reaches_the_desk_where_the_channel_takes_notes(sink: Sink, channel: Channel) -> None:
    if channel.told is None:
        pytest.skip("notes do not go this way")
    note = Note("weekly/2024-01-22T0700Z/memo/1", "weekly: memo is stale – Ä", "memo still has its date.\n", AT)
    with sink.away(), told(Later, sink):
        channel.told(sink.good_address, note, sink.setting)
    channel.told(sink.good_address, note, sink.setting)
    assert len(sink.received()) == 1
