"""W04: a transfer told the other way round, in active, passive and nominal forms, and in every place of a brief."""

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


# --- two deals in opposite directions: the goods, or what is cited, tell which is meant ---------------------------------

BOTH_WAYS = """\
title: {title}
date: 2024-01-19
bottom_line: >-
  {text}
arms_deals:
  aircraft:
    text: A report alleges a deal on aircraft.
    supplier: russia
    recipient: iran
    items: {{Su-35: fighter jets, Mi-28: attack helicopters}}
    stage: terms-agreed
    status: unconfirmed
    desk: true
  missiles:
    text: A report alleges a deal on missiles.
    supplier: iran
    recipient: russia
    items: ballistic missiles
    stage: under-consideration
    status: unconfirmed
    desk: true
{more}
actors:
  russia: {{country: RU}}
  iran: {{country: IR}}
  kremlin: {{body: The Kremlin, of: russia}}
  ministry: {{body: Iran's defence ministry, of: iran}}
  white-house: {{body: The White House, of: united-states}}
  united-states: {{country: US}}
"""


def told(folder, text="Nothing is known.", more="", title="A memo on Russia and Iran"):
    brief = BOTH_WAYS.format(text=text, more=more, title=title)
    return [finding for finding in code_pages.findings(folder, code_pages.Example(brief, {})) if finding.code == "W04"]


@pytest.mark.parametrize(
    "text",
    [
        "Iran supplies Russia with fighter jets.",
        "Iran will supply Su-35 to Russia, a report says.",
        "Tehran is said to sell Moscow Su-35 jets.",
        "Su-35 jets will be supplied to Russia by Iran, a report says.",
        "Russia is to receive Su-35 jets from Iran.",
        "Moscow has bought attack helicopters from Tehran.",
        "Iran's supply of Su-35 jets to Russia is alleged.",
        "Iranian deliveries of attack helicopters to Russia are alleged.",
        "The delivery by Iran of Su-35 jets to Russia is alleged.",
        "Russia's purchase of fighter jets from Iran is alleged.",
        "The Russian order of Su-35 jets from Iran is alleged.",
        "Iranian-made Su-35 jets have reached Russia, a report says.",
        "Su-35 jets from Iran arrived in Russia, a report says.",
        "Iran-made Su-35 jets have reached Russia, a report says.",
        "A report alleges Iranian Su-35 jets for Russia.",
        "Russia provides Iran with ballistic missiles, a report says.",
        "A report says that ballistic missiles were sold by Russia to Iran.",
        "Russian ballistic missiles for Iran are alleged.",
        "Moscow arms Tehran with ballistic missiles.",
        "The White House says that Iran gets ballistic missiles from Russia.",
        "Iran exports Su-35 jets to Russia, and Russia exports ballistic missiles to Iran.",
        "The Kremlin will hand over ballistic missiles to Iran, the White House says.",
        "Iran's defence ministry sells Su-35 jets to Russia.",
        "Iran may be considering sending Russia Su-35 jets.",
        "Russia, the White House says, may be providing Iran with ballistic missiles.",
        "A report alleges the transfer of missiles from Russia to Iran.",
        "Russia imports helicopters from Iran.",
        "Tehran has agreed to deliver jets to Moscow.",
        "Reports of Iranian aircraft going to Russia [@aircraft] are unconfirmed.",
        "The White House suggests that Russia may give Iran missiles [@missiles].",
        "Su-35 jets are being shipped from Iran to Russia.",
        "The jets that Iran supplied to Russia are Su-35, a report says.",
        "Arrangements for Iran to provide Russia with Su-35 jets are final.",
        "Russia obtained fighter jets from Tehran.",
        "Moscow is expected to take delivery of Su-35 jets from Iran.",
        "Iran is arming Russia with Su-35 jets, a report says.",
        "Iran began deliveries of Su-35 jets to Russia in 2023.",
        "Moscow and the Kremlin's envoys say that Iran would supply Su-35 jets to Russia.",
        "The sale of Su-35 fighter jets by Tehran to Moscow is alleged.",
        "Iran's planned sale of two dozen jets to Russia is alleged.",
        "Russia's acquisition of Su-35 jets from Iran is expected.",
        "Iran handed over the first Su-35 jets to Russia, a paper reports.",
        "Russian forces have received Su-35 jets from Iran.",
        "Russia would be supplied with Su-35 jets by Iran.",
        "Su-35 jets from Tehran are on their way to Moscow.",
        "A shipment of Su-35 jets from Iran reached Russia.",
        "The first Su-35 jets, which Iran delivered to Russia, are old.",
        "Russia accepted delivery of Su-35 jets from Iran.",
        "Russia is buying Iranian Su-35 jets.",
        "Iran offers Russia Su-35 jets.",
        "Russia takes delivery of Iranian attack helicopters.",
    ],
)
def test_the_goods_tell_which_of_two_deals_is_turned_round(tmp_path, text):
    assert told(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Russia supplies Iran with fighter jets.",
        "Russia will supply Su-35 to Iran, a report says.",
        "Moscow is said to sell Tehran Su-35 jets.",
        "Su-35 jets will be supplied to Iran by Russia, a report says.",
        "Iran is to receive Su-35 jets from Russia.",
        "Tehran has bought attack helicopters from Moscow.",
        "Russia's supply of Su-35 jets to Iran is alleged.",
        "Russian deliveries of attack helicopters to Iran are alleged.",
        "The delivery by Russia of Su-35 jets to Iran is alleged.",
        "Iran's purchase of fighter jets from Russia is alleged.",
        "The Iranian order of Su-35 jets from Russia is alleged.",
        "Russian-made Su-35 jets have reached Iran, a report says.",
        "Russian Su-35 jets for Iran are alleged.",
        "Iran provides Russia with ballistic missiles, a report says.",
        "Ballistic missiles were sold by Iran to Russia.",
        "Russia gets ballistic missiles from Iran.",
        "Russia exports Su-35 jets to Iran, and Iran exports ballistic missiles to Russia.",
        "Does Iran supply Su-35 jets to Russia?",
        "Iran does not supply Su-35 jets to Russia.",
        "No Su-35 jets go from Iran to Russia.",
        "If Iran supplies Su-35 jets to Russia, little changes.",
        "Iran has told Russia that it will receive Su-35 jets.",
        "Iran would return Su-35 jets to Russia.",
        "Iran pays Russia for the Su-35 jets with gold.",
        "Iran supplies oil to Russia.",
        "Iran supplies Hezbollah with missiles.",
        "Iran supplies Hezbollah with Su-35 parts, and Russia says nothing.",
        "Russia has supplied missiles to Syria.",
        "Belarus supplies Su-35 jets to Russia.",
        "Russia receives drones from Turkey.",
        "According to Iran, Russia supplies Su-35 jets.",
        "Russia said that Iran supplies ballistic missiles.",
        "The Su-35 jets that Russia supplied to Iran are old.",
        "Iran's visit to Russia was about Su-35 jets.",
        "In order to please Russia, Iran said nothing of Su-35 jets.",
        "Iran trains pilots in Russia for Su-35 jets.",
        "Talks between Iran and Russia on Su-35 jets go on.",
        "Russia and Iran supply each other with arms.",
        "Nobody saw Iranian Su-35 jets reach Russia.",
        "Iran sells Russia nothing, and Russia sells Iran Su-35 jets.",
        "The transfer of Su-35 jets from Russia to Iran would follow that of missiles from Iran to Russia.",
        "Iran ordered Russia to deliver the Su-35 jets.",
        "Iran asked Russia to supply Su-35 jets.",
        "Iran wants Russia to provide it with Su-35 jets.",
        "Iranian pilots have trained in Russia on Su-35 jets, a report says.",
        "Russia has asked Iran for ballistic missiles.",
        "Iran thanked Russia for the Su-35 jets.",
        "Russian missiles hit a depot of Iranian drones sent to Yemen.",
        "“Iran supplies Su-35 jets to Russia”, a paper wrote.",
        "Iran has finalised arrangements for Russia to provide it with Su-35 fighter jets.",
        "Moscow would give Tehran Su-35 jets in exchange for missiles.",
        "The Kremlin sells Su-35 jets and buys ballistic missiles, the White House says.",
        "Iran waits for Su-35 jets from Russia.",
        "Iranian officials said that Russia sold them Su-35 jets.",
        "Iran's order for Su-35 jets from Russia stands.",
        "Russian supplies to Iran of Su-35 jets have begun.",
        "Iran, which Russia supplies with Su-35 jets, is silent.",
        "Russian aircraft for Iran are alleged [@aircraft], and Iranian missiles for Russia [@missiles].",
        "Russia began deliveries of Su-35 jets to Iran in 2023.",
        "Su-35 jets bound for Iran left Russia, a report says.",
        "Iran is buying Russian Su-35 jets.",
        "Russia offers Iran Su-35 jets.",
        "Iran and Russia have agreed on the supply of Su-35 jets to Iran.",
        "A Russian delegation flew from Iran to Russia with plans for the Su-35 jets.",
        "Putin's letter from Russia to Iran speaks of Su-35 jets.",
        "Iran has moved from China to Russia as its main supplier of aircraft.",
        "Iran's turn to Russia for Su-35 jets is old.",
        "Iran's dependence on Russia for aircraft grows.",
        "Iran's payment to Russia for Su-35 jets is late.",
        "Iran has sent pilots to Russia to train on Su-35 jets.",
        "Iran has sent a delegation to Russia to discuss the Su-35 jets.",
        "Russia received an Iranian delegation on Su-35 jets.",
        "Iran looks to Russia for Su-35 jets.",
        "Iran is important to Russia as a buyer of aircraft.",
        "Ties from Tehran to Moscow deepen as Su-35 jets are discussed.",
        "Neither Iran nor Russia has confirmed the sale of Su-35 jets.",
        "Russia has been reluctant to deliver Su-35 jets to Iran.",
        "Russia received payment from Iran for Su-35 jets.",
        "Russia gets gold from Iran for Su-35 jets.",
        "Iran gave Russia assurances on the Su-35 jets.",
        "Russia bought oil from Iran and sold Su-35 jets.",
        "The Su-35 jets are Russian; Iran would be the first to get them from Russia.",
        "Iran has paid Russia for fighter jets, a report says.",
        "Russian Su-35 jets that Iran ordered are ready.",
        "Iran ordered Su-35 jets, and Russia has not delivered.",
        "Iran invited Russia to send Su-35 jets.",
        "Iran said Russia would supply helicopters.",
        "The Su-35 jets for Iran come from Russia.",
        "US sanctions target transfers of missiles from Iran to Russia.",
        "Russia used missiles from Iran.",
        "Russia and Iran: jets for Tehran, missiles for Moscow.",
        "Russia trades Su-35 jets for Iranian missiles.",
        "Iranian airmen brought Su-35 jets home from Russia.",
        "Iran licensed to Russia the production of drones.",
    ],
)
def test_what_is_right_or_speaks_of_something_else_is_let_pass(tmp_path, text):
    assert not told(tmp_path, text)


JUDGED = """\
judgements:
  it:
    text: {text}
    likelihood: not-assessed
    because: {because}
    based_on: [missiles]
"""


@pytest.mark.parametrize(
    ("more", "title"),
    [
        (
            JUDGED.format(text="Whether Russia will provide missiles to Iran is not assessed.", because="None."),
            "A memo",
        ),
        (JUDGED.format(text="Whether Russia provides it to Iran is not assessed.", because="None."), "A memo"),
        (JUDGED.format(text="It is not assessed.", because="Russian missiles reached Iran."), "A memo"),
        ("so_what: Treat Russian ballistic missiles for Iran as alleged.", "A memo"),
        ("", "Iran to supply Russia with Su-35 jets, a report says"),
        ("watch: {it: {text: Ballistic missiles from Russia reach Iran.}}", "A memo"),
        ("timeline: {it: {date: 2024, text: Russia hands over missiles to Iran., based_on: [missiles]}}", "A memo"),
        ("sections: {it: {title: Background, text: Moscow sells ballistic missiles to Iran.}}", "A memo"),
    ],
)
def test_every_place_is_read(tmp_path, more, title):
    assert told(tmp_path, more=more, title=title)


@pytest.mark.parametrize(
    "more",
    [
        "claims: {it: {text: A paper says that Russia supplies missiles to Iran., status: reported, desk: true}}",
        "gaps: {it: Does Russia supply ballistic missiles to Iran?}",
        JUDGED.format(text="Whether it will provide it with ballistic missiles is not assessed.", because="None."),
    ],
)
def test_claims_of_others_questions_and_pronouns_are_passed_over(tmp_path, more):
    assert not told(tmp_path, more=more)


def test_what_a_clause_cites_is_meant(tmp_path):
    assert told(tmp_path, "Iran is to hand them over to Russia [@aircraft], a report says.")
    assert not told(tmp_path, "Iran is to hand them over to Russia [@missiles], a report says.")
    assert not told(tmp_path, "Iran is to hand them over to Russia, a report says.")


def test_the_finding_stands_at_the_words_and_names_who_supplies(tmp_path):
    text = "A report says much; Tehran sells Su-35 jets to Moscow."
    (finding,) = told(tmp_path, text)
    assert text[slice(*finding.span)] == "Tehran sells Su-35 jets to Moscow"
    assert finding.message == "this tells “aircraft” the other way round: Russia supplies, and Iran receives"


def test_one_deal_between_two_is_meant_where_arms_are_spoken_of(tmp_path):
    brief = BRIEF.replace("    text:", "    comment: {comment}\n    text:")

    def fires(comment):
        example = code_pages.Example(brief.format(text="Tarvia says so.", comment=comment), {})
        return "W04" in [finding.code for finding in code_pages.findings(tmp_path, example)]

    assert fires("Ellmark gave them to Tarvia in full.")
    assert not fires("Ellmark sold wine to Tarvia in full.")


def test_a_swapped_deal_is_told_by_its_own_text(tmp_path):
    brief = BRIEF.format(text="Ellmarkian order of boats from Tarvia, it is said.")
    swapped = brief.replace("supplier: tarvia", "supplier: ellmark").replace("recipient: ellmark", "recipient: tarvia")
    for example, fires in ((brief, False), (swapped, True)):
        found = code_pages.findings(tmp_path, code_pages.Example(example, {}))
        assert ("W04" in [finding.code for finding in found]) is fires
