"""W04: a transfer told the other way round, in active, passive and nominal forms."""

import code_pages
import pytest

BRIEF = """\
title: A ministry says that boats are to be delivered
date: 2024-01-19
actors:
  tarvia: {{body: Tarvia, aliases: [Port Sable]}}
  ellmark: {{body: Ellmark}}
arms_deals:
  boats:
    text: "{text}"
    supplier: tarvia
    recipient: ellmark
    items: boats
    stage: contract-signed
    claimant: tarvia
    status: reported
    desk: true
"""


def codes(folder, text):
    return [finding.code for finding in code_pages.findings(folder, code_pages.Example(BRIEF.format(text=text), {}))]


@pytest.mark.parametrize(
    "text",
    [
        "Ellmark is said to supply boats to Tarvia.",
        "It is said that Tarvia will receive boats from Ellmark.",
        "Boats are supplied to Tarvia by Ellmark, it is said.",
        "Boats are said to be bought by Tarvia from Ellmark.",
        "Reported deliveries of boats from Ellmark to Tarvia are said to begin.",
        "A report says that Ellmark provides Tarvia with boats.",
        "Ellmark says that it sells; the boats go from Ellmark to Port Sable.",
    ],
)
def test_it_fires(tmp_path, text):
    assert "W04" in codes(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tarvia is said to supply boats to Ellmark.",
        "It is said that Ellmark will receive boats from Tarvia.",
        "Boats are supplied to Ellmark by Tarvia, it is said.",
        "Boats are said to be bought by Ellmark from Tarvia.",
        "Reported deliveries of boats from Tarvia to Ellmark are said to begin.",
        "A report says that Tarvia provides Ellmark with boats.",
        "A report says that arrangements for Tarvia to provide it with boats are final, and Ellmark is silent.",
        "Ellmark said “we sell to Tarvia”, a report says.",
        "Ellmark says that Tarvia supplies boats.",
        "Tarvia told Ellmark that it would deliver boats.",
        "Ellmark says that it has ordered boats from Tarvia.",
    ],
)
def test_it_is_quiet(tmp_path, text):
    assert "W04" not in codes(tmp_path, text)
