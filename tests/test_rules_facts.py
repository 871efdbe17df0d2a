"""Sources, dates, offices, treaty words, quantities and long sentences: what fires and what does not."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import code_pages
import pytest
from code_pages import Example

from briefgen import check, wordlists
from briefgen.check import dates
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.values import When

HEAD = "date: 2024-01-19\n"
TITLE = "title: A memo on Iran and Russia\n"
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """The words that the findings of one code mark in a brief (“” for a whole value), in order."""

    def run(code: str, body: str) -> list[str]:
        body = textwrap.dedent(body)
        head = TITLE + ("" if body.startswith("date:") else HEAD)
        loaded = code_pages.read(tmp_path, Example(head + body, {}))
        found = check.check(loaded.brief, "brief", code_pages.context(loaded, check.settings({}, select=[code])))
        return [words(loaded.brief, finding.path, finding.span) for finding in found]

    return run


def words(brief: object, path: tuple[str | int, ...], span: tuple[int, int] | None) -> str:
    if span is None:
        return ".".join(map(str, path))
    value: object = brief
    for part in path:
        value = value[part] if not hasattr(value, str(part)) else getattr(value, str(part))  # type: ignore[index]
    return str(value)[slice(*span)]


# --- S01 --------------------------------------------------------------------------------------------------------------

SOURCES = """\
sources:
  one: {title: One, published: unknown, kind: wire, independence: agency}
  two: {title: Two, published: unknown, kind: original}
  three: {title: Three, published: unknown, derived_from: one}
  four: {title: Four, published: unknown, upstream: Agency}
  text: {title: The text, published: unknown, kind: primary}
"""


@pytest.mark.parametrize(
    ("status", "evidence", "fires"),
    [
        ("confirmed", "{one: a}", True),
        ("confirmed", "{one: a, three: b}", True),
        ("confirmed", "{one: a, four: b}", True),
        ("confirmed", "{one: a, two: b}", False),
        ("confirmed", "{text: a}", False),
        ("corroborated", "{text: a}", True),
        ("corroborated", "{one: [a, b]}", True),
        ("corroborated", "{one: a, text: b}", False),
        ("reported", "{one: a}", False),
    ],
)
def test_s01_counts_independent_groups(told: Told, status: str, evidence: str, fires: bool) -> None:
    body = f"claims: {{it: {{text: A says so., status: {status}, evidence: {evidence}}}}}\n{SOURCES}"
    assert told("S01", body) == ["claims.it.status"] * fires


def test_s01_judges_steps_and_events_that_have_a_status(told: Told) -> None:
    body = """\
    treaty:
      name: The Accord
      state: signed
      status: reported
      evidence: {one: a}
      history: {signed: {status: confirmed, date: 2024-01, evidence: {one: a}}}
    timeline: {signing: {date: 2024-01, text: It is signed., status: confirmed, based_on: [treaty]}}
    """
    assert told("S01", textwrap.dedent(body) + SOURCES) == ["treaty.history.signed.status", "timeline.signing.status"]


@pytest.mark.parametrize("answer", ["confirmed", "none-reported"])
def test_s01_counts_an_answer_only_where_it_confirms(told: Told, answer: str) -> None:
    body = f"""\
    claims:
      it:
        text: A says so.
        status: corroborated
        evidence: {{one: a}}
        responses: {{The ministry: {{response: {answer}, evidence: {{two: b}}}}}}
    """
    assert told("S01", textwrap.dedent(body) + SOURCES) == ["claims.it.status"] * (answer != "confirmed")


def test_s01_leaves_the_desks_own_alone(told: Told) -> None:
    assert told("S01", "claims: {it: {text: We did., status: confirmed, desk: true}}\n") == []


# --- S03 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "fires"),
    [
        ("{title: A}", True),
        ("{title: A, publisher: B}", True),
        ("{title: A, publisher: B, published: unknown}", False),
        ("{title: A, published: 2024-01}", True),
        ("{title: A, published: 2024-01, author: B}", False),
    ],
)
def test_s03_wants_a_date_or_that_it_was_looked_for(told: Told, source: str, fires: bool) -> None:
    assert told("S03", f"sources: {{one: {source}}}\n") == ["sources.one"] * fires


# --- T01 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministry said last week that it had met.", ["last week"]),
        ("Talks are currently held.", ["currently"]),
        ("The ministry says that it will soon sign.", ["soon"]),
        ("The ministry said “we sign soon”, and no more.", []),
        ("The ministry expects both presidents to sign soon.", ["soon"]),
        ("Talks were held on Friday, 12 January 2024, the Sunday Ledger says.", []),
        ("Talks were held on Friday, the ministry says.", ["Friday"]),
        ("The ministry expects a signature; it soon met Iran.", ["soon"]),
        ("It was signed last week, on 12 January 2024.", []),
        ("It was ratified shortly after the signing.", []),
        ("It takes effect as soon as both have ratified it.", []),
        ("Russia Today reports talks.", []),
        ("A few months ago nobody spoke of it, the ministry says.", ["months ago"]),
        ("Nothing has been heard of the treaty of late.", ["of late"]),
        ("The crossing has been shut for the past month.", ["for the past month"]),
        ("The last week of the talks, 8 to 12 January 2024, was held in Doha.", []),
        ("Recently, on the sidelines of a meeting in Moscow in 2023, it was signed.", ["Recently"]),
    ],
)
def test_t01_relative_time(told: Told, text: str, found: list[str]) -> None:
    assert told("T01", f'bottom_line: "{text}"\n') == found


@pytest.mark.parametrize(("published", "found"), [("2024-01-12", []), ("unknown", ["soon"])])
def test_t01_soon_is_a_speakers_own_where_the_source_tells_when(told: Told, published: str, found: list[str]) -> None:
    body = "claims: {it: {text: The ministry expects both to sign soon., status: reported, evidence: {note: We sign soon}}}\n"
    source = f"sources: {{note: {{title: A note, publisher: The ministry, published: {published}}}}}\n"
    assert told("T01", body + source) == found


def test_t01_soon_in_a_judgement_is_the_desks(told: Told) -> None:
    body = "judgements: {it: {text: It is likely that both sign soon as expected soon., likelihood: likely}}\n"
    assert told("T01", body) == ["soon", "soon"]


# --- T02 --------------------------------------------------------------------------------------------------------------

ACTORS = """\
actors:
  raisi: {person: Ebrahim Raisi, of: iran, offices: [{title: President, from: 2021-08-03, until: 2024-05-19}]}
  pezeshkian: {person: Masoud Pezeshkian, of: iran, offices: [{title: President, from: 2024-07-28}]}
  zakharova: {person: Maria Zakharova, of: Russia, office: spokeswoman}
  scholar: {person: Ann Lee, office: Senior fellow}
  iran: {country: IR}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Raisi spoke.", ["President Raisi"]),
        ("Iranian President Ebrahim Raisi spoke.", ["President Ebrahim Raisi"]),
        ("The president of Iran, Ebrahim Raisi, spoke.", ["president of Iran, Ebrahim Raisi"]),
        ("Ebrahim Raisi, Iran's president, spoke.", ["Ebrahim Raisi, Iran's president"]),
        ("President Masoud Pezeshkian spoke.", []),
        ("The former president Ebrahim Raisi spoke.", []),
        ("The late Iranian President Raisi spoke.", []),
        ("Then-President Raisi spoke.", []),
        ("On 3 January 2024 President Raisi spoke.", []),
        ("“President Raisi spoke”, it says.", []),
        ("Ebrahim Raisi, who met President Putin, spoke.", []),
        ("Ebrahim Raisi, President Putin and others spoke.", []),
        ("The president resigned, Raisi's party said.", []),
        ("Maria Zakharova, the foreign ministry's spokeswoman, spoke.", []),
        ("Press secretary Zakharova spoke.", []),
        ("Foreign minister Zakharova spoke.", ["Foreign minister Zakharova"]),
        ("Maria Zakharova, the foreign minister, spoke.", ["Maria Zakharova, the foreign minister"]),
        ("Ambassador Ann Lee spoke.", []),
    ],
)
def test_t02_offices(told: Told, text: str, found: list[str]) -> None:
    assert told("T02", f'date: 2024-11-01\nbottom_line: "{text}"\n{ACTORS}') == found


def test_t02_takes_the_date_of_the_event(told: Told) -> None:
    event = "{{date: {}, text: President Raisi speaks., desk: true}}"
    events = f"timeline:\n  then: {event.format('2023-05')}\n  now: {event.format('2024-10')}\n"
    assert told("T02", f"date: 2024-11-01\n{events}{ACTORS}") == ["President Raisi"]


# --- T03 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("cutoff: 2024-01-20\n", ["cutoff"]),
        ("cutoff: 2024-01-18\n", []),
        ("timeline: {it: {date: 2024-02, text: It ends., desk: false}}\n", ["timeline.it.date"]),
        ("timeline: {it: {date: 2024-01, text: It ends.}}\n", []),
        ("timeline: {it: {date: expected 2024-02, text: It ends.}}\n", []),
        ("timeline: {it: {date: 2024-02, text: We look again., desk: true}}\n", []),
        ("sources: {one: {title: A, published: 2024-01-20}}\n", ["sources.one.published"]),
        ("sources: {one: {title: A, published: 2024-01-10, retrieved: 2024-01-09}}\n", ["sources.one.retrieved"]),
        ("sources: {one: {title: A, published: 2024-01, retrieved: 2024-01-09}}\n", []),
        ("bottom_line: On Friday, 19 January 2024, all was well.\n", []),
        ("bottom_line: On Monday, 19 January 2024, all was well.\n", ["Monday"]),
        ("bottom_line: On Monday, January 19, 2024, all was well.\n", ["Monday"]),
        ("bottom_line: “On Monday, 19 January 2024, all was well”, it says.\n", []),
        ("bottom_line: On Monday in January 2024 all was well.\n", []),
    ],
)
def test_t03_dates_at_odds(told: Told, body: str, found: list[str]) -> None:
    assert told("T03", body) == found


@pytest.mark.parametrize(("by", "more", "fires"), [
    ("2024-01-18", "", True),
    ("2024-01-19", "", False),
    ("2024-01-18", ", outcome: {result: unknown, date: 2024-01-19}", False),
])  # fmt: skip
def test_t03_a_passed_horizon_is_a_warning(tmp_path: Path, by: str, more: str, fires: bool) -> None:
    body = f"judgements: {{it: {{text: It is likely that it ends., likelihood: likely, by: {by}{more}}}}}\n"
    loaded = code_pages.read(tmp_path, Example(TITLE + HEAD + body, {}))
    found = check.check(loaded.brief, "brief", code_pages.context(loaded, check.settings({}, select=["T03"])))
    assert [(finding.severity, finding.path) for finding in found] == [
        (Severity.WARNING, ("judgements", "it", "by"))
    ] * fires


@pytest.mark.parametrize(
    ("outcome", "fires"),
    [
        ("{result: did-not-occur, date: 2024-01-10}", True),
        ("{result: did-not-occur, date: 2024-01-10, comment: One of the two has died.}", False),
        ("{result: did-not-occur, date: 2024-01-10, evidence: {one: it is off}}", False),
        ("{result: did-not-occur, date: 2024-01-12}", False),
        ("{result: unknown, date: 2024-01-10}", False),
    ],
)
def test_t03_nothing_occurred_before_the_horizon_has_passed(told: Told, outcome: str, fires: bool) -> None:
    body = f"""\
    judgements: {{it: {{text: It is likely., likelihood: likely, by: 2024-01-12, outcome: {outcome}}}}}
    sources: {{one: One}}
    """
    assert told("T03", body) == ["judgements.it.outcome.date"] * fires


def test_t03_judges_what_came_after_the_date_also_where_the_cutoff_lies_later(told: Told) -> None:
    body = """\
    cutoff: 2024-03-01
    judgements:
      it: {text: It is likely., likelihood: likely, by: 2024-01-25, outcome: {result: unknown, date: 2024-02-01}}
      other: {text: It is likely., likelihood: likely, by: 2024-01-25}
    """
    assert told("T03", body) == ["cutoff", "judgements.it.outcome.date"]


# --- D01 --------------------------------------------------------------------------------------------------------------


def treaty(state: str, more: str = "") -> str:
    fields = f"name: partnership treaty\nstate: {state}\nstatus: reported\nevidence: {{one: a}}\n{more}"
    return f"treaties:\n  accord:\n{textwrap.indent(fields, '    ')}{SOURCES}"


@pytest.mark.parametrize(
    ("state", "text", "found"),
    [
        ("negotiation", "Russia and Iran have signed the treaty.", ["signed"]),
        ("negotiation", "Russia and Iran signed a partnership treaty.", ["signed"]),
        ("negotiation", "The partnership treaty is in force.", ["in force"]),
        ("signed", "Both ratified the partnership treaty.", ["ratified"]),
        ("signed", "Russia and Iran have signed the treaty.", []),
        ("in-force", "Both ratified the treaty, which entered into force.", []),
        ("suspended", "The treaty entered into force.", []),
        ("provisionally-applied", "The treaty entered into force.", ["into force"]),
        ("negotiation", "The treaty has not been signed.", []),
        ("negotiation", "No date is known on which it was signed, the treaty's text says.", []),
        ("negotiation", "The treaty is expected to be signed.", []),
        ("negotiation", "The treaty will enter into force.", []),
        ("negotiation", "If the treaty is signed, it binds both.", []),
        ("negotiation", "Has the treaty been signed?", []),
        ("negotiation", "It says “the treaty was signed” in its headline.", []),
        ("negotiation", "The current treaty was signed, the treaty's text says.", []),
        ("negotiation", "In 2001 both signed a treaty.", []),
        ("negotiation", "The source concluded that the treaty matters.", []),
        ("negotiation", "A decree on the treaty was signed.", []),
        ("negotiation", "A contract was signed.", []),
        ("negotiation", "A date is not set; both have signed the treaty.", ["signed"]),
        ("unknown", "Both signed the treaty.", []),
        # nouns
        ("negotiation", "The ministry announced the signature of the treaty by both presidents.", ["signature"]),
        ("negotiation", "Since the signing of the treaty, trade has grown.", ["signing"]),
        ("negotiation", "The signing of the treaty took place in Moscow.", ["signing"]),
        ("signed", "Both hailed the ratification of the partnership treaty.", ["ratification"]),
        ("signed", "Trade has grown since the entry into force of the treaty.", ["entry into force"]),
        ("negotiation", "The signing of the treaty is expected.", []),
        ("negotiation", "The date of the signing of the treaty is open.", []),
        ("negotiation", "The ministry announced the planned signing of the treaty.", []),
        ("negotiation", "The ministry announced that the signing of the treaty would follow.", []),
        ("negotiation", "Before the signing of the treaty, talks go on.", []),
        ("negotiation", "Trade has grown since the signing of the current treaty.", []),
        ("signed", "Its entry into force depends on both parliaments, the treaty says.", []),
        # further words
        ("negotiation", "The Senate votes to ratify the treaty.", ["votes to ratify"]),
        ("signed", "The Senate votes to ratify the treaty.", []),
        ("signed", "The partnership treaty comes into effect.", ["comes into effect"]),
        ("signed", "The treaty enters into force once both have ratified it.", []),
        ("proposed", "The partnership treaty was initialled.", ["initialled"]),
        ("signed", "The partnership treaty is applied provisionally.", ["applied provisionally"]),
        ("provisionally-applied", "The partnership treaty is applied provisionally.", []),
        ("in-force", "Russia has suspended the treaty.", ["suspended the"]),
        ("suspended", "The treaty has been terminated.", ["terminated"]),
        ("terminated", "The treaty was denounced, suspended the next day and terminated.", []),
        ("in-force", "Iran denounced the treaty.", ["denounced"]),
        ("in-force", "Iran threatens that the treaty would be terminated.", []),
        ("in-force", "Talks on the treaty have been suspended.", []),
        ("in-force", "Flights have been suspended.", []),
        ("in-force", "Russia has suspended the New START Treaty.", []),
        ("negotiation", "Both signed the Moscow Treaty.", []),
        ("negotiation", "Russia and Iran seal the treaty.", ["seal"]),
        ("negotiation", "The obligations that both have assumed under the treaty are many.", ["have assumed under"]),
        ("signed", "The treaty enters into force thirty days after the last ratification.", []),
    ],
)
def test_d01_treaty_words(told: Told, state: str, text: str, found: list[str]) -> None:
    assert told("D01", f'bottom_line: "{text}"\n{treaty(state)}') == found


def test_d01_a_citation_says_which_treaty_is_meant(told: Told) -> None:
    body = """\
    bottom_line: It was signed [@one]. It was signed [@two].
    treaties:
      one: {name: First, state: proposed, status: reported}
      two: {name: Second, state: signed, status: reported}
    """
    assert told("D01", body) == ["signed"]


def test_d01_lets_pass_what_a_statements_own_evidence_says(told: Told) -> None:
    claims = (
        "claims: {{it: {{text: A says that the partnership treaty was signed., status: disputed, evidence: {}}}}}\n"
    )
    assert told("D01", claims.format('{one: "it was signed"}') + treaty("negotiation")) == []
    assert told("D01", claims.format('{one: "it is to be signed"}') + treaty("negotiation")) == ["signed"]


def test_d01_a_step_of_the_history_counts_as_reached(told: Told) -> None:
    text = "text: The treaty entered into force, A says.\n"
    assert told("D01", treaty("ratified", text + "history: {in-force: 2024-01-02}\n")) == []
    assert told("D01", treaty("ratified", text)) == ["into force"]


def test_d01_a_step_that_is_in_doubt_does_not_count(told: Told) -> None:
    text = "text: The treaty entered into force, A says.\n"
    step = "history: {{in-force: {{date: 2024-01-02, status: {}}}}}\n"
    assert told("D01", treaty("ratified", text + step.format("disputed"))) == ["into force"]
    assert told("D01", treaty("ratified", text + step.format("reported"))) == []
    parties = (
        "history: {{in-force: {{Iran: {{date: 2024-01-02, status: disputed}}, Russia: {{date: 2024-01-03{}}}}}}}\n"
    )
    assert told("D01", treaty("ratified", text + parties.format(", status: disputed"))) == ["into force"]
    assert told("D01", treaty("ratified", text + parties.format(""))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The presidents meet and have signed the treaty.", ["signed"]),
        ("The treaty was signed in Moscow.", ["signed"]),
        ("The treaty is signed in Moscow.", []),
        ("The presidents sign the treaty.", []),
    ],
)
def test_d01_an_expected_event_has_not_happened(told: Told, text: str, found: list[str]) -> None:
    event = f"timeline: {{it: {{date: expected, text: {text}, based_on: [accord]}}}}\n"
    assert told("D01", event + treaty("negotiation")) == found


@pytest.mark.parametrize(
    ("state", "evidence", "more", "fires"),
    [
        ("signed", "the treaty is being agreed upon", "", True),
        ("signed", "a draft treaty was proposed", "", True),
        ("in-force", "the presidents are expected to sign it", "", True),
        ("signed", "a new treaty, signed on Friday after long negotiations", "", False),
        ("signed", "both are bound by the treaty, negotiated in 2022", "", False),
        ("ratified", "both have signed what was a draft", "", True),
        ("signed", "the treaty of last week", "", False),
        ("negotiation", "the treaty is being agreed upon", "", False),
        ("unknown", "the treaty is being agreed upon", "", False),
        ("signed", "the treaty", "text: 'A says that the treaty is still being negotiated.'", True),
        ("signed", "the treaty", "signing: {expected: at a meeting}", True),
        ("signed", "the treaty", "signing: {date: expected}", True),
        ("signed", "the treaty", "signing: {date: 2024-01-02}", False),
        ("signed", "a draft treaty", "history: {signed: 2024-01-02}", False),
        ("signed", "a draft treaty", "history: {proposed: 2024-01-02}", True),
    ],
)
def test_d01_a_state_is_not_ahead_of_what_speaks_for_it(
    told: Told, state: str, evidence: str, more: str, fires: bool
) -> None:
    body = treaty(state, more + "\n" if more else "").replace("{one: a}", f"{{one: '{evidence}'}}")
    assert ("treaties.accord.state" in told("D01", body)) is fires


def test_d01_steps_in_an_impossible_order(told: Told) -> None:
    steps = "history: {{signed: 2024-01-09, ratified: {}}}\n"
    assert told("D01", treaty("ratified", steps.format("2024-01-08"))) == ["treaties.accord.history.ratified"]
    assert told("D01", treaty("ratified", steps.format("{Iran: 2024-01-09, Russia: 2024-01-19}"))) == []
    assert told("D01", treaty("ratified", steps.format("2024-01"))) == []


# --- D02 --------------------------------------------------------------------------------------------------------------


def deal(items: str, evidence: str = "Iran asked for aircraft", text: str = "A says so.") -> str:
    return (
        f'arms_deals:\n  it: {{text: "{text}", supplier: Russia, recipient: Iran, stage: suggested, status: reported, '
        f'items: {items}, evidence: {{one: "{evidence}"}}}}\n{SOURCES}'
    )


@pytest.mark.parametrize(
    ("text", "items", "found"),
    [
        ("A says that 12 Su-35 are meant.", "{Su-35: fighter jets}", ["12"]),
        ("A says that twelve new Su-35s are meant.", "{Su-35: fighter jets}", ["twelve"]),
        ("A says that Su-35 (24) are meant.", "{Su-35: fighter jets}", ["24"]),
        ("A says that two dozen fighter jets are meant.", "{Su-35: fighter jets}", ["two dozen"]),
        ("A says that 12 Su-35 are meant.", "{Su-35: {quantity: unknown}}", ["12"]),
        ("A says that Su-35 fighter jets are meant.", "{Su-35: fighter jets}", []),
        ("In January 2024 Su-35 jets were seen.", "{Su-35: fighter jets}", []),
        ("On 12 January Su-35 jets were seen.", "{Su-35: fighter jets}", []),
        ("“12 Su-35 are meant”, A says.", "{Su-35: fighter jets}", []),
        ("The two ballistic missiles deals differ.", "ballistic missiles", []),
        ("A says that 200 ballistic missiles are meant.", "ballistic missiles", ["200"]),
        ("A says that the Su-357 has 12 seats.", "{Su-35: fighter jets}", []),
    ],
)
def test_d02_quantities(told: Told, text: str, items: str, found: list[str]) -> None:
    assert told("D02", f'bottom_line: "{text}"\n{deal(items)}') == found


def test_d02_lets_pass_what_the_evidence_has(told: Told) -> None:
    text = "A says that 12 Su-35 are meant."
    assert told("D02", deal("{Su-35: jets}", "twelve Su-35 are meant", text)) == []
    assert told("D02", deal("{Su-35: {quantity: 12}}", "twelve Su-35 are meant", text)) == []
    assert told("D02", deal("{Su-35: {delivered: 12}}", "twelve Su-35 have come", text)) == []


@pytest.mark.parametrize(
    ("item", "evidence", "fires"),
    [
        ("quantity: 24", "Iran asked for Su-35 jets", True),
        ("quantity: 24", "Iran asked for twenty-four Su-35", False),
        ("quantity: 24", "Su-35; 24; delivered 6", False),
        ("quantity: 24, delivered: 6", "Su-35; 24; delivered 6", False),
        ("quantity: 24, delivered: 8", "Su-35; 24; delivered 6", True),
        ("quantity: 24", "Su-35; (24); none", True),
        ("quantity: (24)", "Su-35; (24); none", False),
        ("quantity: about 24", "Su-35; (24); none", False),
        ("quantity: 24", "Su-35; about 24; none", True),
        ("quantity: 24", "at least 24 Su-35", True),
        ("quantity: 24", "Iran has more than two dozen Su-35", True),
        ("quantity: at least 24", "at least 24 Su-35", False),
        ("quantity: 24", "about 24 Su-35, of which 24 were paid", False),
        ("quantity: 1200", "1,200 Su-35", False),
        ("quantity: unknown", "Iran asked for Su-35 jets", False),
    ],
)
def test_d02_a_field_is_as_firm_as_the_evidence(told: Told, item: str, evidence: str, fires: bool) -> None:
    assert bool(told("D02", deal(f"{{Su-35: {{{item}}}}}", evidence))) is fires


def test_d02_the_row_of_the_goods_counts_and_not_that_of_others(told: Told) -> None:
    rows = "[Petrel; sonar buoy; . .; none, Plover II; boat; 6, Plover; boat; 2, It costs 40]"
    body = deal("{Petrel: {quantity: NUMBER}}", "ROWS").replace('"ROWS"', rows)
    assert told("D02", body.replace("NUMBER", "6")) == ["arms_deals.it.items.Petrel.quantity"]
    assert told("D02", body.replace("{Petrel: {quantity: NUMBER", "{Gannet: {quantity: 6")) == []


def found_in(tmp_path: Path, body: str) -> Sequence[Diagnostic]:
    return code_pages.findings(tmp_path, Example(TITLE + HEAD + body, {}))


def test_d02_a_plain_number_in_an_unconfirmed_deal_is_a_warning(tmp_path: Path) -> None:
    unconfirmed = deal("{Su-35: {quantity: 24}}", "24 Su-35").replace("status: reported", "status: unconfirmed")
    (finding,) = (one for one in found_in(tmp_path, unconfirmed) if one.code == "D02")
    assert finding.severity is Severity.WARNING
    assert finding.hint == "write `(24)`: brackets stand for an uncertain figure"
    assert "D02" not in [one.code for one in found_in(tmp_path, unconfirmed.replace("24}", "(24)}"))]


def test_d02_leaves_foreign_evidence_and_the_desks_own_alone(told: Told) -> None:
    body = deal("{Su-35: {quantity: 24}}", "двадцать четыре")
    assert told("D02", body) == ["arms_deals.it.items.Su-35.quantity"]
    assert told("D02", body.replace("one: {title: One", "one: {language: ru, title: One")) == []
    assert told("D02", body.replace("evidence:", "desk: true, evidence:")) == []
    assert told("D02", "language: ru\n" + body) == []  # it may be spelt out, and the numbers in words are not known


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("$120 million TIV", ["$120 million TIV"]),
        ("TIV of 120 million dollars", ["TIV of 120 million dollars"]),
        ("120 million USD (trend indicator value)", ["USD (trend indicator value"]),
        ("120 million TIV", []),
        ("$120 million", []),
        ("120 million TIV; the price was $40 million", []),
    ],
)
def test_d02_a_trend_indicator_value_is_no_money(told: Told, value: str, found: list[str]) -> None:
    body = deal("jets")
    assert told("D02", body.replace("stage:", f'value: "{value}", stage:')) == found
    assert told("D02", f'bottom_line: "The deal: {value}."\n{body}') == found


def test_d02_common_goods_count_only_where_the_deal_speaks(told: Told) -> None:
    other = "claims: {other: {text: A says that 200 ballistic missiles were seen., status: reported}}\n"
    assert told("D02", other + deal("ballistic missiles")) == []


# --- X02 --------------------------------------------------------------------------------------------------------------

LONG = " ".join(["word"] * 36)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"bottom_line: {LONG}.\n", 1),
        (f"bottom_line: {LONG[5:]}.\n", 0),
        (f"bottom_line: {LONG[5:]} – [@one]. One more.\n{SOURCES}", 0),
        (f"so_what: {LONG}.\n", 1),
        (f"bottom_line: {{text: {LONG}., short: {{principal: Short.}}}}\n", 0),
        (f"bottom_line: {{text: {LONG}., short: {{public: Short.}}}}\n", 1),
        (f"bottom_line: {{text: Short., short: {{principal: {LONG}.}}}}\n", 1),
        (f"bottom_line: {{text: Short., short: {{public: {LONG}.}}}}\n", 0),
        (f"bottom_line: {{text: {LONG}., not_for: [principal]}}\n", 0),
        (f"bottom_line: {LONG}.\naudiences: [analyst]\n", 0),
        (f"gaps: {{it: {LONG}?}}\n", 1),
        (f"timeline: {{it: {{date: unknown, text: {LONG}., desk: true}}}}\n", 0),
        (f"judgements: {{it: {{text: It is likely {LONG}., likelihood: likely, because: {LONG}.}}}}\n", 1),
    ],
)
def test_x02_long_sentences_of_a_principal(told: Told, body: str, count: int) -> None:
    assert len(told("X02", body)) == count


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Friday, 19 January 2024, and in Sept 2023", [("2024-01-19", 4), ("2023-09", None)]),
        ("January 19, 2024; 2024-01-18", [("2024-01-19", None), ("2024-01-18", None)]),
        ("Friday the 19th January 2024", [("2024-01-19", 4)]),
        ("30 February 2024", []),
        ("in 1998, 1,998 Su-1998 and 3000", [("1998", None)]),
    ],
)
def test_dates_as_a_text_writes_them(text: str, found: list[tuple[str, int | None]]) -> None:
    listed = [(date.when, date.weekday) for date in dates.written(text, wordlists.load("en"))]
    assert listed == [(When.parse(when), weekday) for when, weekday in found]
