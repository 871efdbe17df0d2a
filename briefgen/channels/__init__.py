"""How frozen bytes get to a recipient: what a channel is, and which there are.

A channel is one module of this package with a record `CHANNEL`; a module whose name begins with an underscore is not looked at.
The scheme of a recipient's address chooses it. A channel only carries: what it is given was rendered, judged and frozen before,
and it changes no byte of that. It keeps no record; who calls it does, before and after (`briefgen.delivery`).

What every channel promises, and the contract test in `tests/test_channels.py` proves for each:

- `fault` says what is wrong with an address, without any network.
- `opened` may raise `Refused` or `Later` where nobody can be served; nothing has been sent then.
- `send` returns only when the recipient's side has taken the whole. `Refused`: it has not, and will not. `Later`: it has not,
  and may at another try. `Unknown`: nobody can tell whether it has. Any other exception is a bug, and is taken for `Unknown`.
- The same parcel sent twice can be told by the recipient's side to be the same: by its key.
- `shown` is what a dry run writes: one file, the parcel as it would go.
- `taken_back`, where a channel has it, tells the recipient's side that what it took holds no more, and may be called again.
- No message of an exception holds a secret.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import NamedTuple, Protocol

from briefgen.model.delivery import MailSettings
from briefgen.model.edition import Edition, FrozenMemo


class NotCarried(Exception):
    """The parcel has not reached the recipient, or may not have. Its text says why, in one line, without secrets."""


class Refused(NotCarried):
    """It has not, and another try would end the same."""


class Later(NotCarried):
    """It has not, and another try may succeed."""


class Unknown(NotCarried):
    """Whether it has cannot be told: the connection broke when all was said and nothing answered."""


class Parcel(NamedTuple):
    """What goes to one recipient: the memos of one audience of one edition, as they were frozen.

    `key` is the same for the same parcel, whenever and wherever it is sent: `BRIEF@KEY/AUDIENCE/RECIPIENT`.
    `memos` and `contents` go side by side. `address` stands without its scheme, `name` is None where the recipient has none.
    `at` is the instant of sending.
    """

    key: str
    edition: Edition
    audience: str
    marking: str
    memos: tuple[FrozenMemo, ...]
    contents: tuple[bytes, ...]
    address: str
    name: str | None
    at: datetime.datetime

    def content(self, format_: str) -> tuple[FrozenMemo, bytes] | None:
        """The memo of this format and its bytes; None where the edition has none."""
        both = zip(self.memos, self.contents, strict=True)
        return next((pair for pair in both if pair[0].format == format_), None)


class Setting(NamedTuple):
    """What a channel may know of its surroundings.

    `mail` is that of the project file, None where it has none. `secret` gives a secret by its name, None where there is none.
    `root` is the project's folder. `pause` waits for so many seconds.
    """

    mail: MailSettings | None
    secret: Callable[[str], str | None]
    root: str
    pause: Callable[[float], None]


class Note(NamedTuple):
    """A few words for the desk itself: what could not be done, and what to do about it. `key` is the same for the same note."""

    key: str
    subject: str
    text: str
    at: datetime.datetime


class Session(Protocol):
    """A channel that is open: parcels go out one after the other."""

    def send(self, parcel: Parcel) -> str:
        """Carries it, and gives what the recipient's side calls it: a Message-ID, a path. Raises NotCarried."""


class Channel(NamedTuple):
    """A way to recipients: the scheme of its addresses, and what it does.

    `fault` gives what is wrong with an address (without the scheme) in these surroundings, or None. `shown` gives name and
    bytes of the file by which a dry run shows a parcel.

    `taken_back` tells where the recipient's side keeps what it took that this parcel was withdrawn, at the instant `at` of the
    parcel, which is otherwise as it was sent; its `contents` are not looked at. It gives and raises what `send` does; `Refused`
    where the recipient's side has no such parcel. None: this channel cannot tell it.

    `told` brings a note to an address, and raises NotCarried; None: notes do not go this way.
    """

    scheme: str
    fault: Callable[[str, Setting], str | None]
    opened: Callable[[Setting], AbstractContextManager[Session]]
    shown: Callable[[Parcel, Setting], tuple[str, bytes]]
    taken_back: Callable[[Parcel, Setting], str] | None = None
    told: Callable[[str, Note, Setting], None] | None = None


@functools.cache
def channels() -> Mapping[str, Channel]:
    """Every channel by the scheme of its addresses."""
    found: dict[str, Channel] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            channel: Channel = importlib.import_module(f"{__name__}.{module.name}").CHANNEL
            found[channel.scheme] = channel
    return MappingProxyType(dict(sorted(found.items())))
