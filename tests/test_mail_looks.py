"""Mails as a browser shows them, in both themes: nothing that axe-core finds, nothing wider than a telephone."""

from __future__ import annotations

import datetime
import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import checkers
import pytest
from mail_servers import Scripted, parcel, setting

from briefgen import pipeline
from briefgen.channels.mail import CHANNEL
from briefgen.model.results import BuildRequest
from briefgen.project import Project, shipped

AUDIENCES = ("analyst", "principal", "public")
LANDMARKS = ("landmark-one-main:", "region:")
"""Rules for pages of their own: a mail stands within the page of a mail program."""
FIXTURES = ("full", "long-words", "minimal", "right-to-left", "statuses")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The HTML of each mail, as it was read out of the message that a server received: fixture and audience → its file."""
    root = tmp_path_factory.mktemp("mails")
    (root / "briefgen.yaml").write_text(
        "defaults: {series: Weekly memo, contact: desk@example.org}\n", encoding="utf-8"
    )
    found: dict[str, Path] = {}
    with Scripted() as server, CHANNEL.opened(setting(server.port, user=None, security="none")) as session:
        for fixture in FIXTURES:
            brief = shipped("fixtures") / f"{fixture}.yaml"
            asked = BuildRequest(brief, AUDIENCES, ("mail",), output=root / "output")
            for made in pipeline.build(asked, Project(root, datetime.date(2026, 3, 20))).written:
                session.send(parcel(content=made.path.read_bytes()))
                message = email.message_from_bytes(server.messages[-1], policy=email.policy.default)
                file = root / f"{fixture}-{made.audience}.html"
                file.write_text(message.get_body(("html",)).get_content(), encoding="utf-8")
                found[file.stem] = file
    assert len(found) == len(FIXTURES) * len(AUDIENCES)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[checkers.Browser]:
    with checkers.browser() as browser:
        yield browser


def test_axe_finds_nothing_in_a_mail_and_none_is_wider_than_a_telephone(pages, browser):
    found: dict[str, object] = {}
    for name, file in pages.items():
        with browser.page(file) as page:
            for width in (375, 800):
                for theme in ("light", "dark"):
                    told = page.axe_violations(width, theme)
                    found[f"{name} {width} {theme}"] = [one for one in told if not one.startswith(LANDMARKS)]
                found[f"{name} {width} wide"] = [over for over in (page.overflow(width),) if over > 0]
            found[f"{name} 320 wide"] = [over for over in (page.overflow(320),) if over > 0]
    assert {place: told for place, told in found.items() if told} == {}
