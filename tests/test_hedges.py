"""Hedges that a text keeps or loses, and who says a text."""

import pytest

from briefgen import wordlists
from briefgen.check import attribution, hedges, likeness

WORDS = wordlists.load("en")


@pytest.mark.parametrize(
    ("base", "text", "hedge"),
    [
        ("Iran may receive aircraft", "The agency writes that Iran receives aircraft", "may"),
        ("Iran may receive aircraft", "The agency writes that Iran might receive aircraft", None),
        ("Iran may be considering providing missiles", "Iran may be providing missiles", "considering"),
        ("Iran may be considering providing missiles", "Iran may be planning to supply missiles", None),
        ("Iran may be considering providing missiles", "Iran may be sending missiles", "considering"),
        ("the ministry expects President Putin to soon sign", "the ministry says that Putin will sign", "expects"),
        ("the ministry expects President Putin to soon sign", "the ministry expects a signature", None),
        ("a date has yet to be determined", "a date has been determined", "yet to"),
        ("a date has yet to be determined", "no date has been determined", None),
        ("in its final stages of being agreed upon", "The treaty has been agreed upon", "in its final stages of"),
        ("Iran is weighing whether to buy submarines", "Iran will buy submarines", "weighing"),
        ("Iran is weighing whether to buy submarines", "Iran has an eye on buying submarines", None),
        ("Iran is weighing whether to buy submarines", "whether Iran buys submarines is open", None),
        ("Iran hopes to get the drones", "Iran is getting the drones", "hopes to"),
        ("Iran aims to deliver the boats", "Iran will deliver the boats", "aims to"),
        ("Iran aims to deliver the boats", "Iran wants to deliver the boats", None),
        ("the yard failed to deliver the boats", "the yard delivers the boats", "failed to"),
        ("the yard failed to deliver the boats", "the yard still has to deliver the boats", None),
        ("the yard failed to deliver the boats", "Iran awaits the boats that the yard was to deliver", None),
        ("no contract has been signed", "a contract has been signed", "no contract has"),
        ("may be considering the sale of missiles", "is preparing the sale of missiles", "may"),
        ("He met her in May to sign", "The treaty was signed", None),
        ("It could be signed. The talks go on", "It is said that the talks go on", None),
    ],
)
def test_a_hedge_is_lost_where_its_verb_stands_without_one(base, text, hedge):
    lost = hedges.lost([base], text, WORDS)
    assert (lost.hedge if lost else None) == hedge


def test_a_hedge_that_one_of_the_sources_lacks_need_not_be_kept():
    assert hedges.lost(["Iran may receive aircraft", "Iran receives aircraft"], "Iran receives aircraft", WORDS) is None


@pytest.mark.parametrize(
    ("base", "text", "added"),
    [
        ("The council is to discuss the accord", "The council is not to discuss the accord", "is not"),
        ("The council did not discuss the accord", "The council has not discussed the accord", None),
        ("The council met", "The council did not discuss the accord", None),
    ],
)
def test_a_negation_is_added_where_the_evidence_has_the_verb_without_one(base, text, added):
    found = hedges.added([base], text, WORDS)
    assert (found.hedge if found else None) == added


@pytest.mark.parametrize(
    ("base", "text", "bound"),
    [
        ("up to $60 billion worth of aircraft", "a $60billion deal", "up to"),
        ("up to $60 billion worth of aircraft", "a deal of up to 60 billion dollars", None),
        ("at least 12 boats, and 12 barges", "12 boats", "at least"),
        ("about 30 engines", "130 engines", None),
    ],
)
def test_a_number_that_is_left_open_stays_open(base, text, bound):
    found = hedges.lost_bound([base], text, WORDS)
    assert (found.hedge if found else None) == bound


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The ministry says that a date is set.", True),
        ("The ministry: a date is set", True),
        ("Ties have raised concerns in the United States.", False),
        ("The peace of the straits is threatened.", False),
        ("Prepare for the signing until the Iranian side says more.", False),
        ("Drones reached Ellmark; Tarvia denies it.", False),
        ("Quill suggests that drones reached Ellmark; Tarvia denies it.", True),
        ("Tarvia denies that drones reached Ellmark.", True),
        ("In Norpress's telling, the boats were paid for in gold.", True),
        ("By the ministry's own account, the order was cancelled.", True),
        ("Ministry puts price of howitzers at 920 million crowns", True),
        ("Despite reports to the contrary, the ship carried rockets.", False),
        ("The government, which says little about its army, has bought drones.", False),
    ],
)
def test_a_sentence_says_who_says_it(sentence, said):
    assert attribution.says_who(sentence, WORDS) is said


def test_forms_of_a_word_are_one_and_other_words_are_not():
    assert {likeness.stem(word, WORDS) for word in ("sign", "signs", "signed", "signing")} == {"sign"}
    assert {likeness.stem(word, WORDS) for word in ("provide", "provided", "providing")} == {"provid"}
    assert len({likeness.stem(word, WORDS) for word in ("deliver", "delivers", "delivered", "delivering")}) == 1
    assert likeness.stem("signal", WORDS) != "sign"
    assert likeness.share("Russia and Iran develop ties", "Iran and Russia are developing ties", WORDS) == 1
    assert likeness.share("", "anything", WORDS) == 0
