"""Faults that analysts make, and how each is put into the text of a brief. A new fault is one more entry of FAULTS."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path

import sample

ROOT = sample.CHECKOUT


# --- edits ------------------------------------------------------------------------------------------------------------


class NotOnce(ValueError):
    """An edit does not fit the text exactly once: the brief has changed, and the fault must follow."""


@dataclasses.dataclass(frozen=True)
class Say:
    """Other words within the entry at a place (“claims.concern.text”); however the old ones are broken over lines."""

    at: str
    old: str
    new: str

    def __call__(self, text: str) -> str:
        start, end = _entry(text, self.at)
        pattern = r"\s+".join(map(re.escape, self.old.split()))
        if len(matches := list(re.finditer(pattern, text[start:end]))) != 1:
            raise NotOnce(f"“{self.old}” stands {len(matches)} times in “{self.at}”")
        (match,) = matches
        return text[: start + match.start()] + self.new + text[start + match.end() :]


@dataclasses.dataclass(frozen=True)
class Put:
    """Another value for a key; where there is no such key, a new one at the head of its mapping."""

    at: str
    value: str

    def __call__(self, text: str) -> str:
        parent, _, key = self.at.rpartition(".")
        line = f"{'  ' * self.at.count('.')}{key}: {self.value}\n"
        try:
            start, end = _entry(text, self.at)
        except NotOnce:
            inside = text.index("\n", _entry(text, parent)[0]) + 1 if parent else 0
            return text[:inside] + line + text[inside:]
        return text[:start] + line + text[end:]


@dataclasses.dataclass(frozen=True)
class Drop:
    """A key goes, with all that is under it."""

    at: str

    def __call__(self, text: str) -> str:
        start, end = _entry(text, self.at)
        return text[:start] + text[end:]


@dataclasses.dataclass(frozen=True)
class Archive:
    """Other words in an archived text; the brief stays as it is."""

    file: str
    old: str
    new: str

    def __call__(self, text: str) -> str:
        return Say("", self.old, self.new)(text)


Edit = Say | Put | Drop | Archive


def _entry(text: str, at: str) -> tuple[int, int]:
    """Where an entry of a block mapping begins and ends in the text, from its key to the next line as far left."""
    start, end = 0, len(text)
    for depth, key in enumerate(at.split(".") if at else ()):
        margin = "  " * depth
        keys = list(re.compile(rf"^{margin}{re.escape(key)}:(?=\s)", re.MULTILINE).finditer(text, start, end))
        if len(keys) != 1:
            raise NotOnce(f"the key “{key}” of “{at}” stands {len(keys)} times")
        start = keys[0].start()
        after = re.compile(rf"^ {{0,{len(margin)}}}(?=\S)", re.MULTILINE).search(text, keys[0].end(), end)
        end = after.start() if after else end
    return start, end


# --- faults -----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Fault:
    """One fault: its name, the code of the rule that is meant to find it, its brief, how it is put in, and why it is one."""

    code: str
    name: str
    brief: str
    because: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({Path(self.brief).stem})"

    def text(self) -> str:
        """The brief with the fault in it. Raises NotOnce."""
        edits = [edit for edit in self.edits if not isinstance(edit, Archive)]
        return functools.reduce(lambda text, edit: edit(text), edits, original(self.brief))

    def files(self) -> dict[str, str]:
        """Every file that the fault changes, with its new text. Raises NotOnce."""
        archives = [edit for edit in self.edits if isinstance(edit, Archive)]
        return {self.brief: self.text(), **{edit.file: edit(original(edit.file)) for edit in archives}}


def treaty(code: str, name: str, because: str, *edits: Edit) -> Fault:
    """A fault in the first edition of the sample, about the treaty between Russia and Iran."""
    return Fault(code, name, (sample.FIRST / sample.FILE).as_posix(), because, edits)


def accord(code: str, name: str, because: str, *edits: Edit) -> Fault:
    """A fault in the fictional brief, about the Kestrel Accord."""
    return Fault(code, name, "tests/briefs/kestrel-accord.yaml", because, edits)


@functools.cache
def original(file: str) -> str:
    """A file of the checkout."""
    return (ROOT / file).read_text(encoding="utf-8")


# Entries of the briefs that many faults change.
AIRCRAFT = "arms_deals.aircraft.text"
MISSILES = "arms_deals.missiles.text"
SIGNATURE = "judgements.signature.text"
BOTTOM = "bottom_line.text"

_MAY = "Iran may be considering providing Russia with ballistic missiles"
_ARRANGED = "Iran has finalised arrangements to receive aircraft from Russia"
_LIKELY = "It is likely that the two presidents will sign"

# fmt: off
FAULTS: tuple[Fault, ...] = (
    # --- Q: evidence ---
    treaty("Q01", "letter", "a letter is changed", Say("claims.no-date.evidence", "exact date", "exact data")),
    treaty("Q01", "hedge", "the quote itself loses its hedge",
        Say("arms_deals.missiles.evidence", "may be considering", "is considering")),
    treaty("Q01", "word-added", "a word is put in",
        Say("arms_deals.aircraft.evidence", "finalized arrangements", "finalized the arrangements")),
    treaty("Q01", "spelling-tidied", "the house spelling is put on a quote",
        Say("arms_deals.aircraft.evidence", "finalized", "finalised")),
    treaty("Q01", "designation", "another type in the quote", Say("arms_deals.aircraft.evidence", "Su-35", "Su-30")),
    treaty("Q01", "name", "a name is spelt as the desk does",
        Say("claims.expectation.evidence", "Ebrahim Raisi", "Ibrahim Raisi")),
    treaty("Q01", "negation", "a negation is lost in the quote",
        Say("arms_deals.missiles.evidence", "has not commented", "has commented")),
    treaty("Q01", "soon-left-out", "a word is left out silently",
        Say("claims.expectation.evidence", "to soon sign", "to sign")),
    treaty("Q01", "joined", "two passages are made one",
        Say("treaty.scope.evidence", "partnership between Moscow and Tehran, covering", "partnership … covering")),
    treaty("Q01", "comma", "a comma is tidied away",
        Say("treaty.scope.evidence",
            "covering political, trade, and military",
            "covering political, trade and military")),
    accord("Q01", "number", "a figure is changed", Say("arms_deals.trainers.evidence", "about 30", "about 40")),
    accord("Q01", "day", "a date is changed", Say("treaties.accord.signing.evidence", "ninth day", "tenth day")),
    accord("Q01", "wrong-source", "the words stand in another source",
        Say("claims.council-agenda.evidence", "harbour-post:", "strait-wire:")),
    accord("Q01", "foreign-day", "a figure is changed in a foreign quote",
        Say("claims.force-tarvia.evidence", "состоялся 12 февраля", "состоялся 13 февраля")),
    accord("Q01", "dash", "a hyphen becomes a dash", Say("arms_deals.trainers.evidence", "2025-2026", "2025–2026")),
    treaty("Q02", "archive-altered", "the archived passage is mended",
        Archive((sample.FIRST / "briefs/sources/russia-iran-treaty.txt").as_posix(),
            "the partnership between Russia and Iran",
            "the partnership of Russia and Iran")),
    accord("Q02", "archive-altered", "a passage that nobody cites is changed",
        Archive("tests/briefs/sources/strait-wire.txt",
            "Veshnia has not been asked about the accord.",
            "Veshnia welcomes the accord.")),
    treaty("Q02", "archive-misnamed", "the file's name is misspelt",
        Say("sources.article.file", "treaty.txt", "treaties.txt")),
    accord("Q02", "archive-gone", "the file was moved", Say("sources.register.file", "sources/", "archive/")),
    treaty("Q03", "claim", "a claim without evidence", Drop("claims.no-date.evidence")),
    treaty("Q03", "deal", "a deal without evidence", Drop("arms_deals.missiles.evidence")),
    treaty("Q03", "scope", "a treaty's scope without evidence", Drop("treaty.scope.evidence")),
    treaty("Q03", "judgement", "a judgement that rests on nothing", Drop("judgements.signature.based_on")),
    treaty("Q03", "no-words", "evidence without words", Put("claims.upswing.evidence", "{article: …}")),
    accord("Q03", "event", "an event that rests on nothing", Drop("timeline.accord-adopted.evidence")),
    accord("Q03", "desk", "the desk's own words, not marked as such", Drop("claims.two-dates.desk")),
    treaty("Q04", "based-on", "an id is misspelt", Say("judgements.signature.based_on", "no-date", "no-dates")),
    treaty("Q04", "citation", "a citation of nothing", Say(BOTTOM, "[@no-date]", "[@date]")),
    treaty("Q04", "source", "a source's id is misspelt", Say("claims.no-date.evidence", "article:", "articel:")),
    treaty("Q04", "speaker", "a speaker's id is misspelt", Put("arms_deals.missiles.claimant", "whitehouse")),
    accord("Q04", "twice", "one id for two things", Say("actors", "sable-yard:", "accord:")),
    treaty("Q04", "circle", "two judgements rest on each other",
        Say("judgements.signature.based_on", "treaty,", "missile-transfer,"),
        Say("judgements.missile-transfer.based_on", "missiles", "signature")),
    treaty("Q05", "twelve", "a quantity that nobody gave",
        Say(AIRCRAFT, "receive aircraft", "receive 12 Su-35 aircraft")),
    treaty("Q05", "dozen", "a quantity in words", Say(AIRCRAFT, "receive aircraft", "receive two dozen aircraft")),
    treaty("Q05", "designation", "a type that nobody named",
        Say(AIRCRAFT, "receive aircraft", "receive Su-57 aircraft")),
    treaty("Q05", "variant", "a variant that nobody named", Say("arms_deals.aircraft.items", "Mi-28:", "Mi-28NM:")),
    treaty("Q05", "missile", "a missile that nobody named",
        Say(MISSILES, "ballistic missiles", "Fateh-110 ballistic missiles")),
    treaty("Q05", "missile-field", "a missile that nobody named, as the item",
        Put("arms_deals.missiles.items", "Zolfaghar ballistic missiles")),
    treaty("Q05", "month", "a date that nobody gave",
        Say("claims.expectation.text", "interstate treaty", "interstate treaty in March 2024")),
    treaty("Q05", "person", "another person", Say("claims.expectation.text", "Ebrahim Raisi", "Ali Khamenei")),
    treaty("Q05", "place", "a place that nobody named",
        Say("claims.no-date.text", "an exact date", "an exact date for the signing in Kazan")),
    treaty("Q05", "third-state", "a state too many",
        Say("claims.concern.text", "the United States and Israel", "the United States, Israel and Saudi Arabia")),
    treaty("Q05", "wrong-speaker", "the words of one in the mouth of another",
        Say("claims.no-date.text",
            "Dmitry Peskov, the Kremlin's spokesman,",
            "Maria Zakharova, the foreign ministry's spokeswoman,")),
    treaty("Q05", "term", "a duration that nobody gave", Say("treaty.text", "The treaty is", "The 20-year treaty is")),
    treaty("Q05", "value", "a price that nobody named", Put("arms_deals.aircraft.value", "2 billion dollars")),
    accord("Q05", "three-boats", "another number in words",
        Say("arms_deals.patrol-boats.text", "two patrol boats", "three patrol boats")),
    accord("Q05", "sixty-tanks", "another number in words", Say("arms_deals.tanks.text", "forty", "sixty")),
    accord("Q05", "next-day", "another day", Say("claims.force-tarvia.text", "1 March", "2 March")),
    accord("Q05", "other-year", "another year", Say("arms_deals.sable-boats.text", "2025", "2024")),
    accord("Q05", "price", "another price", Say("arms_deals.helicopters.value", "40", "45")),
    accord("Q05", "ordered", "another figure in a register",
        Say("arms_deals.trainers.items.T-11 Kestrel", "quantity: 24", "quantity: 34")),
    accord("Q05", "article", "another article", Say("claims.article-nine.text", "Article 9", "Article 19")),
    treaty("Q06", "invented", "words that nobody said",
        Say(MISSILES,
            "may be considering providing Russia with ballistic missiles",
            "may be considering “sending its ballistic missiles” to Russia")),
    treaty("Q06", "sharpened", "a quotation is sharpened",
        Say("claims.significance.text", "a significant strengthening", "a historic strengthening")),
    treaty("Q06", "paraphrase", "a paraphrase in quotation marks",
        Say("claims.upswing.text", "an unprecedented upswing", "“an unparalleled and lasting upswing”")),
    treaty("Q06", "straight-marks", "an invention in typewriter marks",
        Say("treaty.text", "in its final stages of being agreed upon", 'in its "very last stage of talks"')),
    treaty("Q06", "desk", "the desk's own words as a quotation",
        Say("so_what", "as expected, not as signed", "as “all but done and signed”")),
    accord("Q06", "invented", "words that nobody said",
        Say("claims.force-ellmark.text",
            "entered into force in February 2026",
            "“has been in force since February”")),
    accord("Q06", "agenda", "a paraphrase in quotation marks",
        Say("claims.council-agenda.text", "is to discuss the accord", "is to “discuss the accord in depth”")),
    treaty("Q07", "considering", "one of three hedges is lost", Say(MISSILES, "may be considering", "is considering")),
    treaty("Q07", "may-provide", "considering is lost",
        Say(MISSILES, "may be considering providing", "may be providing")),
    treaty("Q07", "all-lost", "no hedge is left under the attribution",
        Say(MISSILES, "may be considering providing", "is providing")),
    treaty("Q07", "agreed", "final stages become an end",
        Say("treaty.text", "is in its final stages of being agreed upon", "has been agreed upon")),
    treaty("Q07", "determined", "“yet to be” is lost",
        Say("claims.no-date.text", "has yet to be determined", "has been determined")),
    treaty("Q07", "will-sign", "an expectation becomes an announcement",
        Say("claims.expectation.text",
            "it expects Vladimir Putin and Ebrahim Raisi to sign",
            "Vladimir Putin and Ebrahim Raisi will sign")),
    accord("Q07", "considering", "“may be” is lost",
        Say("arms_deals.coastal-missiles.text", "may be considering", "is considering")),
    accord("Q07", "preparing", "considering becomes preparing",
        Say("arms_deals.coastal-missiles.text", "may be considering", "is preparing")),
    accord("Q07", "stated", "a suggestion becomes a statement",
        Say("arms_deals.armed-drones.text", "has suggested", "has stated")),
    accord("Q07", "alliance", "a negation is lost", Say("treaties.accord.scope.text", "no alliance", "an alliance")),
    accord("Q07", "pursued", "a negation is lost", Say("treaties.customs-treaty.text", "is not pursued", "is pursued")),
    accord("Q07", "question", "a question becomes a statement",
        Say("claims.bribe.text", "suggests, in a question, that", "states that")),
    accord("Q07", "negation-added", "a negation is added",
        Say("claims.council-agenda.text", "is to discuss", "is not to discuss")),
    accord("Q08", "whole-text", "a whole text is quoted",
        Say("claims.consultation.evidence",
            "The Parties shall consult each other without delay where either of them holds that the peace of "
            "the Four Straits is threatened",
            "The Parties shall consult each other without delay where either of them holds that the peace of "
            "the Four Straits is threatened. Article 2. This Accord applies to aviation, coastal radar and "
            "search at sea. It does not establish an alliance. Article 9. This Accord enters into force on the "
            "first day of the month that follows the exchange of the instruments of ratification. Article 10. "
            "On its entry into force this Accord takes the place of the Pact of Mutual Notice of 1998")),
    accord("Q08", "whole-report", "most of an agency's report is quoted",
        Say("arms_deals.armed-drones.evidence",
            "The Isle Commonwealth of Quill has suggested that armed drones from Tarvia reached Ellmark in "
            "January",
            '"The Isle Commonwealth of Quill has suggested that armed drones from Tarvia reached Ellmark in '
            "January. Tarvia's defence ministry denied part of the account: drones had been discussed, none "
            "had been sent. Dorsa's cabinet has frozen the transfer of radar sets to Tarvia, its spokesman, "
            "Emil Krantz, said. Talks on minesweepers for Tarvia go on, he said. A contract for six rescue "
            "helicopters for Tarvia, worth 40 million crowns, was signed on 3 November 2025, Krantz added. "
            "Krantz said that Dorsa and Tarvia had agreed in principle on flares for Tarvia, and that an "
            'earlier Tarvian order of torpedoes from Dorsa was cancelled in 2024"')),
    # --- W: wording ---
    treaty("W01", "aircraft", "an unconfirmed deal without attribution",
        Say(AIRCRAFT, "Reports, which the source does not identify, indicate that Iran", "Iran")),
    treaty("W01", "aircraft-short", "the short wording loses the attribution",
        Say("arms_deals.aircraft.short", "Reports, which the source does not identify, indicate that Iran", "Iran")),
    treaty("W01", "missiles", "the suggestion loses its speaker",
        Say(MISSILES, "The White House has suggested that Iran", "Iran")),
    treaty("W01", "missiles-fact", "the suggestion becomes a fact",
        Put(MISSILES, "Iran is providing Russia with ballistic missiles.")),
    treaty("W01", "missiles-passive", "the suggestion becomes a fact, in the passive",
        Put(MISSILES, "Ballistic missiles are being provided to Russia by Iran.")),
    treaty("W01", "upswing", "a spokeswoman's evaluation as a fact",
        Say("claims.upswing.text", "Maria Zakharova, the foreign ministry's spokeswoman, states that the", "The")),
    treaty("W01", "upswing-short", "the short wording loses the speaker",
        Say("claims.upswing.short",
            "Maria Zakharova, the foreign ministry's spokeswoman, states that relations",
            "Relations")),
    treaty("W01", "no-date", "the spokesman is dropped",
        Say("claims.no-date.text", "Dmitry Peskov, the Kremlin's spokesman, says that an", "An")),
    treaty("W01", "military-technical", "the Kremlin's words as a fact",
        Say("claims.military-technical.text", "The Kremlin has previously mentioned that Russia", "Russia")),
    treaty("W01", "concern", "the attribution at the end is dropped",
        Say("claims.concern.text", ", according to the source, which cites nobody", "")),
    treaty("W01", "significance", "the outlet's evaluation as the desk's",
        Put("claims.significance.text",
            "The anticipated treaty signifies a significant strengthening of the partnership between Russia "
            "and Iran.")),
    treaty("W01", "treaty", "the treaty's state without attribution",
        Say("treaty.text", ", according to the source, which names no speaker for it", "")),
    treaty("W01", "treaty-short", "the short wording loses the source",
        Say("treaty.short", ", the source says, naming no speaker", "")),
    treaty("W01", "event", "an event of the timeline as a fact",
        Say("timeline.ties-mentioned.text",
            "The Kremlin mentions developing relations, including",
            "Russia and Iran develop")),
    treaty("W01", "gap", "a question that takes the deal for granted",
        Put("gaps.aircraft-details.short", "How many of the aircraft that Russia has sold to Iran are ready?")),
    accord("W01", "ministry", "a disputed date as a fact",
        Say("claims.force-tarvia.text", "Tarvia's foreign ministry says that the", "The")),
    accord("W01", "register", "a register's entry as a fact",
        Say("arms_deals.sable-boats.text",
            "The straits' arms register lists four patrol boats from Ellmark as delivered to Tarvia in 2025.",
            "Ellmark delivered four patrol boats to Tarvia in 2025.")),
    accord("W01", "coastal-missiles", "the unnamed people are dropped",
        Say("arms_deals.coastal-missiles.text",
            "Two people, whom Strait Wire does not name, said that Tarvia",
            "Tarvia")),
    accord("W01", "drones", "a disputed suggestion as a fact",
        Say("arms_deals.armed-drones.text", "Quill has suggested that armed", "Armed")),
    accord("W01", "radar", "the spokesman at the end is dropped",
        Say("arms_deals.radar-sets.text", ", its spokesman, Emil Krantz, said", "")),
    accord("W01", "helicopters", "the speaker at the end is dropped",
        Say("arms_deals.helicopters.text", ", Emil Krantz said", "")),
    accord("W01", "annex", "a leaflet's assertion as a fact",
        Say("treaties.closed-annex.text", "A leaflet without an author asserts that a", "A")),
    accord("W01", "forgery", "a refuted claim without its refutation",
        Say("claims.forgery.text", "; Maud Ostrander has shown the assertion to be wrong", "")),
    accord("W01", "submarine", "a withdrawn report without its withdrawal",
        Say("claims.submarine.text", "; it withdrew the report because the picture showed a dredger", "")),
    accord("W01", "status-lowered", "the status is lowered and the words stay firm",
        Put("claims.consultation.status", "unconfirmed")),
    accord("W01", "convention", "the status is lowered and the words stay firm",
        Put("treaties.transit-convention.status", "reported")),
    treaty("W01", "status-official", "the status is raised, and no body is named",
        Put("arms_deals.aircraft.status", "officially-stated")),
    treaty("W01", "own-headline", "the source's headline as the title",
        Put("title", "Russia and Iran to Sign New Treaty, Strengthening Strategic Partnership")),
    treaty("W01", "will-sign", "the expectation is dropped from the title",
        Put("title", "Russia and Iran will sign a new treaty; no date is set")),
    treaty("W01", "title-aircraft", "an unconfirmed deal in the title",
        Put("title", "Iran to receive Su-35 fighter jets from Russia")),
    treaty("W01", "title-missiles", "a suggestion as a fact in the title",
        Put("title", "Iran sends ballistic missiles to Russia")),
    treaty("W01", "bottom-aircraft", "an unconfirmed deal as a fact in the bottom line",
        Say(BOTTOM,
            "Final arrangements for Russian aircraft for Iran are alleged, by nobody named",
            "Iran has finalised arrangements for Russian aircraft")),
    treaty("W01", "bottom-missiles", "a suggestion as a fact in the bottom line",
        Say(BOTTOM, "the White House has suggested that Iran may be considering providing", "Iran is providing")),
    treaty("W01", "principal", "the short bottom line is firmer",
        Say("bottom_line.short.principal", "are alleged and unconfirmed", "are under way")),
    treaty("W01", "public", "the public's bottom line is firmer",
        Say("bottom_line.short.public",
            "Russia's foreign ministry says that it expects the presidents of Russia and Iran to sign",
            "The presidents of Russia and Iran will sign")),
    treaty("W01", "so-what", "what it means takes the signing for granted",
        Say("so_what",
            "Treat the treaty as expected, not as signed [@treaty]",
            "Prepare for the treaty that the two presidents are going to sign [@treaty]")),
    accord("W01", "bottom-line", "a disputed date as a fact in the bottom line",
        Say(BOTTOM, "Tarvia's foreign ministry says that it entered", "It entered")),
    accord("W01", "short", "a disputed date as a fact in the short bottom line",
        Say("bottom_line.short",
            "they name different dates for its entry into force",
            "it entered into force on 1 March 2026")),
    treaty("W02", "revealed", "a suggestion becomes a revelation", Say(MISSILES, "has suggested", "has revealed")),
    treaty("W02", "confirmed", "a suggestion becomes a confirmation", Say(MISSILES, "has suggested", "has confirmed")),
    treaty("W02", "exposed", "a loaded verb", Say(MISSILES, "has suggested", "has exposed")),
    treaty("W02", "revelation", "a loaded noun",
        Say(MISSILES, "The White House has suggested that", "According to a revelation by the White House,")),
    treaty("W02", "admits", "a statement becomes an admission", Say("claims.no-date.text", "says that", "admits that")),
    treaty("W02", "pointed-out", "a factive verb", Say("claims.upswing.text", "states that", "points out that")),
    treaty("W02", "conceded", "a loaded verb",
        Say("claims.military-technical.text", "has previously mentioned", "has previously conceded")),
    treaty("W02", "reports-show", "nobody's reports prove", Say(AIRCRAFT, "indicate that", "prove that")),
    treaty("W02", "bottom-line", "a loaded verb in the bottom line",
        Say(BOTTOM, "the White House has suggested", "the White House has disclosed")),
    accord("W02", "confirms", "one side of a dispute confirms",
        Say("claims.force-tarvia.text", "says that", "confirms that")),
    accord("W02", "admitted", "a loaded verb at the end",
        Say("arms_deals.flares.text", "Krantz said", "Krantz admitted")),
    accord("W02", "learned", "hearsay becomes knowledge", Say("arms_deals.tanks.text", "has heard", "has learned")),
    accord("W02", "proves", "a leaflet proves", Say("treaties.closed-annex.text", "asserts", "proves")),
    accord("W02", "exposed-fact", "a fact is presupposed",
        Say("arms_deals.armed-drones.text", "has suggested that", "has exposed the fact that")),
    treaty("W03", "denied", "no comment becomes a denial",
        Say(MISSILES, "missiles.", "missiles; the Kremlin has denied this.")),
    treaty("W03", "rejected", "no comment becomes a rejection",
        Say(MISSILES, "missiles.", "missiles, a claim that the Kremlin rejects.")),
    treaty("W03", "not-ruled-out", "no comment becomes half a confirmation",
        Say(MISSILES, "missiles.", "missiles, which the Kremlin did not rule out.")),
    treaty("W03", "not-denied", "no comment becomes half a confirmation",
        Say(MISSILES, "missiles.", "missiles, which the Kremlin has not denied.")),
    treaty("W03", "declined", "no comment becomes a refusal",
        Say(MISSILES, "missiles.", "missiles; the Kremlin declined to comment.")),
    treaty("W03", "despite-denial", "no comment becomes a denial, as a noun",
        Say(MISSILES, "The White House", "Despite the Kremlin's denials, the White House")),
    treaty("W03", "field", "the answer's kind is raised",
        Put("arms_deals.missiles.responses", "{kremlin: denied, iran: none-reported}")),
    treaty("W03", "field-declined", "no answer becomes a refusal",
        Say("arms_deals.missiles.responses", "iran: none-reported", "iran: declined-to-comment")),
    treaty("W03", "both-states", "silence told as a refusal",
        Say(AIRCRAFT, "from Russia.", "from Russia; Moscow and Tehran refuse to comment.")),
    treaty("W03", "bottom-line", "a denial in the bottom line",
        Say(BOTTOM, "both are unconfirmed", "the Kremlin denies the second")),
    treaty("W03", "comment", "a denial in the comment",
        Say("arms_deals.missiles.comment",
            "No comment is neither a denial nor a confirmation.",
            "The Kremlin has dismissed it.")),
    accord("W03", "no-reply", "no reply becomes a denial",
        Say("arms_deals.coastal-missiles.text", "to Quill.", "to Quill; Quill's admiralty denied it.")),
    accord("W03", "no-reply-field", "no reply becomes a refusal",
        Say("arms_deals.coastal-missiles.responses", "no-comment-reported", "declined-to-comment")),
    accord("W03", "minister", "a refusal to comment becomes a denial",
        Say("treaties.closed-annex.text", "to foreigners.", "to foreigners, which Vadim Orlet denied.")),
    accord("W03", "not-asked", "who was not asked declines",
        Say("arms_deals.rescue-boats.text",
            "Strait Wire reports.",
            "Strait Wire reports; Tarvia's boat yard declined to comment.")),
    accord("W03", "both-deny", "who is silent denies with the other",
        Say("arms_deals.armed-drones.text", "Tarvia denies it", "Tarvia and Ellmark deny it")),
    treaty("W04", "active", "supplier and recipient change places",
        Say(AIRCRAFT, _ARRANGED, "Russia has finalised arrangements to receive aircraft from Iran")),
    treaty("W04", "to-provide", "receive becomes provide",
        Say(AIRCRAFT, "to receive aircraft from Russia", "to provide Russia with aircraft")),
    treaty("W04", "to-supply", "from becomes to",
        Say(AIRCRAFT, "to receive aircraft from Russia", "to supply aircraft to Russia")),
    treaty("W04", "passive", "reversed in the passive",
        Say(AIRCRAFT, _ARRANGED, "arrangements are final for aircraft to be supplied to Russia by Iran")),
    treaty("W04", "nominal", "reversed in a noun",
        Say(AIRCRAFT, _ARRANGED, "arrangements for the delivery of Iranian aircraft to Russia are final")),
    treaty("W04", "tehran", "a name that stands for the state supplies",
        Say(AIRCRAFT, _ARRANGED, "Tehran will supply Su-35 fighter jets")),
    treaty("W04", "missiles-active", "supplier and recipient change places",
        Say(MISSILES, _MAY, "Russia may be considering providing Iran with ballistic missiles")),
    treaty("W04", "missiles-passive", "reversed in the passive",
        Say(MISSILES, _MAY, "Iran may be considering being provided with ballistic missiles by Russia")),
    treaty("W04", "missiles-nominal", "reversed in a noun",
        Say(MISSILES, _MAY, "a transfer of Russian ballistic missiles to Iran may be under consideration")),
    treaty("W04", "missiles-bought", "providing becomes buying",
        Say(MISSILES, "providing Russia with ballistic missiles", "buying ballistic missiles from Russia")),
    treaty("W04", "fields", "the two fields are swapped",
        Put("arms_deals.aircraft.supplier", "iran"),
        Put("arms_deals.aircraft.recipient", "russia")),
    treaty("W04", "bottom-line", "reversed by two adjectives",
        Say(BOTTOM, "Russian aircraft for Iran", "Iranian aircraft for Russia")),
    treaty("W04", "bottom-missiles", "reversed in the bottom line",
        Say(BOTTOM,
            "Iran may be considering providing Russia with",
            "Russia may be considering providing Iran with")),
    treaty("W04", "judgement", "reversed in a judgement",
        Say("judgements.missile-transfer.text",
            "Iran will provide ballistic missiles to Russia",
            "Russia will provide ballistic missiles to Iran")),
    accord("W04", "from-for", "from and for change places",
        Say("arms_deals.trainers.text", "from Tarvia for Ellmark", "from Ellmark for Tarvia")),
    accord("W04", "delivered", "from and to change places",
        Say("arms_deals.sable-boats.text",
            "from Ellmark as delivered to Tarvia",
            "from Tarvia as delivered to Ellmark")),
    accord("W04", "purchase", "a sale becomes a purchase",
        Say("arms_deals.coastal-missiles.text",
            "the sale of coastal missiles to Quill",
            "the purchase of coastal missiles from Quill")),
    accord("W04", "sell", "buy becomes sell",
        Say("arms_deals.rescue-boats.text", "buy rescue boats from Tarvia", "sell rescue boats to Tarvia")),
    accord("W04", "reached", "who sent and who got change places",
        Say("arms_deals.armed-drones.text", "from Tarvia reached Ellmark", "from Ellmark reached Tarvia")),
    accord("W04", "order", "who ordered changes",
        Say("arms_deals.torpedoes.text",
            "Tarvian order of torpedoes from Dorsa",
            "Dorsan order of torpedoes from Tarvia")),
    accord("W04", "judgement", "reversed in a judgement",
        Say("judgements.freeze-ends.text",
            "Dorsa resumes the transfer of radar sets to Tarvia",
            "Tarvia resumes the transfer of radar sets to Dorsa")),
    treaty("W05", "title-missiles", "the title keeps the speaker and loses the hedges",
        Put("title", "Iran is providing Russia with ballistic missiles, the White House says")),
    treaty("W05", "title-will", "the title keeps the speaker, and an expectation becomes a plan",
        Put("title", "New treaty with Iran will be signed, Russia's foreign ministry says")),
    treaty("W05", "title-agreed", "the title keeps the speaker and loses the final stages",
        Put("title", "Russia and Iran have agreed on a new treaty, an article says")),
    treaty("W05", "bottom-considering", "the bottom line loses one of three hedges",
        Say(BOTTOM, "may be considering", "is considering")),
    treaty("W05", "bottom-providing", "the bottom line keeps the speaker and loses the hedges",
        Say(BOTTOM, "has suggested that Iran may be considering providing", "says that Iran is providing")),
    treaty("W05", "bottom-announced", "the bottom line has an announcement for an expectation",
        Say(BOTTOM, "expects the two presidents to sign", "announces that the two presidents will sign")),
    treaty("W05", "public-suggestion", "the public's bottom line loses the hedges",
        Say("bottom_line.short.public", "may be considering ballistic missiles", "is sending ballistic missiles")),
    treaty("W05", "public-aircraft", "the public's bottom line loses that nothing is confirmed",
        Say("bottom_line.short.public",
            "considering ballistic missiles for Russia [@missiles], are unconfirmed",
            "considering ballistic missiles for Russia [@missiles], are all that is new")),
    treaty("W05", "short", "the short wording of a deal loses the hedges",
        Put("arms_deals.missiles.short", "The White House has suggested that Iran is providing ballistic missiles.")),
    treaty("W06", "officials", "one speaker becomes many",
        Say(MISSILES, "The White House has", "Western officials have")),
    treaty("W06", "sources", "one speaker becomes sources",
        Say(MISSILES, "The White House has suggested", "Sources suggest")),
    treaty("W06", "reports", "one article becomes reports",
        Say("claims.concern.text", "according to the source, which cites nobody", "according to reports")),
    treaty("W06", "experts", "one article becomes experts",
        Say("treaty.text", "according to the source, which names no speaker for it", "according to experts")),
    treaty("W06", "multiple", "one article's reports become many",
        Say(AIRCRAFT, "Reports, which the source does not identify, indicate", "Multiple reports indicate")),
    accord("W06", "media", "one newspaper becomes the media",
        Say("claims.council-agenda.text", "the Harbour Post reports", "media report")),
    accord("W06", "outlets", "one agency becomes several",
        Say("claims.change-of-premier.text", "Strait Wire reports", "several outlets report")),
    accord("W06", "observers", "one account becomes observers",
        Say("arms_deals.tanks.text",
            "Pier Watcher has heard that forty tanks are going to Ellmark, and cannot say",
            "Observers have heard that forty tanks are going to Ellmark, and cannot say")),
    treaty("W07", "title", "the Kremlin for the ministry, in the title",
        Say("title", "Russia's foreign ministry", "The Kremlin")),
    treaty("W07", "moscow-title", "the capital for the ministry, in the title",
        Say("title", "Russia's foreign ministry", "Moscow")),
    treaty("W07", "kremlin", "the Kremlin for the ministry",
        Say("claims.expectation.text", "Russia's foreign ministry", "The Kremlin")),
    treaty("W07", "moscow", "the capital for the ministry",
        Say("claims.expectation.text", "Russia's foreign ministry", "Moscow")),
    treaty("W07", "spokeswoman", "the Kremlin for the ministry's spokeswoman",
        Say("claims.upswing.text", "Maria Zakharova, the foreign ministry's spokeswoman,", "The Kremlin")),
    treaty("W07", "washington", "the capital for the White House", Say(MISSILES, "The White House", "Washington")),
    treaty("W07", "bottom-line", "the capital for the ministry, in the bottom line",
        Say(BOTTOM, "Russia's foreign ministry", "Moscow")),
    accord("W07", "capital", "the capital for the ministry",
        Say("claims.force-tarvia.text", "Tarvia's foreign ministry", "Port Sable")),
    treaty("W08", "historic", "an evaluation without a speaker",
        Say("claims.expectation.text", "a new interstate", "a historic new interstate")),
    treaty("W08", "unprecedented", "an evaluation without a speaker",
        Say(AIRCRAFT, "finalised arrangements", "finalised unprecedented arrangements")),
    treaty("W08", "bottom-line", "an evaluation in the bottom line",
        Say(BOTTOM, "a new interstate", "a landmark new interstate")),
    treaty("W08", "comment", "an evaluation in the comment",
        Say("arms_deals.missiles.comment", "The suggestion is", "The suggestion is dramatic and")),
    accord("W08", "register", "an evaluation without a speaker",
        Say("arms_deals.sable-boats.text", "four patrol boats", "a significant delivery of four patrol boats")),
    accord("W08", "breakthrough", "an evaluation in the bottom line",
        Say(BOTTOM, "Both parties", "In a major breakthrough, both parties")),
    treaty("W09", "in-claim", "the desk's comment in a claim",
        Say("claims.concern.text",
            "cites nobody.",
            "cites nobody. This suggests that the two states want an alliance.")),
    treaty("W09", "we-assess", "an assessment in a deal",
        Say(MISSILES, "missiles.", "missiles. We assess this as a bargaining move.")),
    accord("W09", "our-view", "the desk's view in a deal",
        Say("arms_deals.radar-sets.text",
            "Krantz, said.",
            "Krantz, said. In our view the freeze is a bargaining move.")),
    # --- L: likelihood and confidence ---
    treaty("L01", "with-confidence", "both in one sentence",
        Say(SIGNATURE, "It is likely that", "It is likely, with low confidence, that")),
    treaty("L01", "we-have", "both in one sentence, the confidence first",
        Say(SIGNATURE, _LIKELY, "We have low confidence that the two presidents are likely to sign")),
    treaty("L01", "so-what", "both in what it means",
        Say("so_what", "says more.", "says more. We judge with low confidence that a signing is likely.")),
    accord("L01", "high", "both in one sentence",
        Say("judgements.one-date.text",
            "It is almost certain that",
            "It is almost certain, with high confidence, that")),
    accord("L01", "moderate", "both in one sentence",
        Say("judgements.boats-arrive.text",
            "It is very likely",
            "We judge with moderate confidence that it is very likely")),
    treaty("L02", "realistic", "a word of another scale",
        Say(SIGNATURE, "It is likely that", "There is a realistic possibility that")),
    treaty("L02", "highly", "a word of another scale", Say(SIGNATURE, "likely", "highly likely")),
    treaty("L02", "unlisted", "a word of no scale",
        Say(SIGNATURE, "It is likely that", "There is a strong chance that")),
    treaty("L02", "other-than-field", "the text has another word than the field",
        Put("judgements.signature.likelihood", "very likely")),
    treaty("L02", "so-what", "a word of another scale in what it means",
        Say("so_what", "says more.", "says more. A signing is a realistic possibility.")),
    accord("L02", "rows", "the two rows of the scale are mixed",
        Say("judgements.boats-arrive.text", "very likely", "highly probable"),
        Put("judgements.boats-arrive.likelihood", "highly probable")),
    accord("L02", "improbable", "the two rows of the scale are mixed",
        Say("judgements.freeze-ends.text", "unlikely", "improbable"),
        Put("judgements.freeze-ends.likelihood", "improbable")),
    treaty("L03", "wider", "a range that is not the scale's", Say(SIGNATURE, "likely", "likely (60–90 %)")),
    accord("L03", "lower", "a range that is not the scale's",
        Say("judgements.boats-arrive.text", "very likely", "very likely (50–70 %)")),
    accord("L03", "in-words", "a range that is not the scale's, in words",
        Say("judgements.freeze-ends.text", "unlikely", "unlikely (5 to 20 per cent)")),
    treaty("L04", "so-what", "no range beside the word",
        Say("so_what", "says more.", "says more. A signing in 2024 is likely.")),
    treaty("L04", "comment", "no range beside the word, in a comment",
        Say("claims.expectation.comment", "agreed on one.", "agreed on one. A signing in 2024 is likely.")),
    accord("L04", "so-what", "no range beside the word",
        Say("so_what", "name one day", "name one day, which is very likely,")),
    accord("L04", "section", "no range beside the word, in a section",
        Say("sections.background.text",
            "no article [@force-ellmark].",
            "no article [@force-ellmark]. An answer is unlikely.")),
    treaty("L05", "may", "a vague word for the likelihood", Say(SIGNATURE, _LIKELY, "The two presidents may sign")),
    treaty("L05", "possible", "a vague word for the likelihood", Say(SIGNATURE, "likely", "possible")),
    treaty("L05", "rule-out", "a vague phrase for the likelihood",
        Say(SIGNATURE, "It is likely that", "We cannot rule out that")),
    treaty("L05", "believe", "a belief for the likelihood",
        Say(SIGNATURE, _LIKELY, "We believe that the two presidents are going to sign")),
    accord("L05", "might", "a vague word for the likelihood",
        Say("judgements.boats-arrive.text",
            "It is very likely that the patrol boats reach",
            "The patrol boats might reach")),
    accord("L05", "could", "a vague word for the likelihood",
        Say("judgements.freeze-ends.text", "It is unlikely that Dorsa resumes", "Dorsa could resume")),
    treaty("L06", "might", "two hedges in one clause", Say(SIGNATURE, "will sign", "might sign")),
    treaty("L06", "perhaps", "two hedges in one clause",
        Say("claims.expectation.comment", "What is on record is", "What is perhaps possibly on record is")),
    accord("L06", "possibly", "two hedges in one clause",
        Say("judgements.boats-arrive.text", "reach Ellmark", "could possibly reach Ellmark")),
    accord("L06", "appears", "two hedges in one clause",
        Say("judgements.freeze-ends.text", "Dorsa resumes", "Dorsa apparently may resume")),
    treaty("L07", "horizon", "no horizon", Drop("judgements.signature.by")),
    treaty("L07", "reason", "no reason for the confidence", Drop("judgements.signature.because")),
    treaty("L07", "confidence", "no confidence", Drop("judgements.signature.confidence")),
    treaty("L07", "not-assessed", "not assessed, and no reason", Drop("judgements.missile-transfer.because")),
    accord("L07", "reason", "no reason for the confidence", Drop("judgements.boats-arrive.because")),
    accord("L07", "horizon", "no horizon", Drop("judgements.freeze-ends.by")),
    treaty("L08", "moderate", "more confidence than one secondary source allows",
        Put("judgements.signature.confidence", "moderate")),
    treaty("L08", "high", "more confidence than one secondary source allows",
        Put("judgements.signature.confidence", "high")),
    accord("L08", "boats", "high without a primary document", Put("judgements.boats-arrive.confidence", "high")),
    accord("L08", "freeze", "moderate on one agency", Put("judgements.freeze-ends.confidence", "moderate")),
    accord("L08", "missiles", "moderate on one agency", Put("judgements.missiles-for-quill.confidence", "moderate")),
    accord("L08", "hearsay", "high on hearsay", Put("judgements.tanks-by-rail.confidence", "high")),
    accord("L08", "basis", "the base is cut and the confidence stays",
        Put("judgements.one-date.based_on", "[force-ellmark]")),
    accord("L08", "premier", "moderate on one agency", Put("judgements.adeli-stays.confidence", "moderate")),
    treaty("L09", "certainly", "a certainty", Say(SIGNATURE, _LIKELY, "The two presidents will certainly sign")),
    treaty("L09", "inevitable", "a certainty",
        Say(SIGNATURE, "It is likely that the two presidents will", "Inevitably, the two presidents")),
    treaty("L09", "will", "a bare “will”", Say(SIGNATURE, "It is likely that the", "The")),
    treaty("L09", "will-not", "what is not assessed is ruled out",
        Say("judgements.missile-transfer.text",
            "Whether Iran will provide ballistic missiles to Russia is not assessed",
            "Iran will not provide ballistic missiles to Russia")),
    treaty("L09", "undoubtedly", "a certainty beside the likelihood",
        Say(SIGNATURE, "will sign", "will undoubtedly sign")),
    accord("L09", "hundred", "a certainty in figures",
        Say("judgements.one-date.text", "almost certain", "100 % certain")),
    accord("L09", "zero", "an impossibility in figures",
        Say("judgements.tanks-by-rail.text", "There is almost no chance", "The chance is 0 %")),
    accord("L09", "definitely", "a certainty",
        Say("judgements.boats-arrive.text",
            "It is very likely that the patrol boats reach",
            "The patrol boats definitely reach")),
    # --- S: sources ---
    treaty("S01", "missiles", "a suggestion is confirmed", Put("arms_deals.missiles.status", "confirmed")),
    treaty("S01", "aircraft", "a rumour is confirmed", Put("arms_deals.aircraft.status", "confirmed")),
    treaty("S01", "expectation", "a statement in a rewrite is confirmed",
        Put("claims.expectation.status", "confirmed")),
    treaty("S01", "treaty", "an article's word is confirmed", Put("treaty.status", "confirmed")),
    accord("S01", "helicopters", "one agency's word is confirmed", Put("arms_deals.helicopters.status", "confirmed")),
    accord("S01", "premier", "one agency's word is confirmed", Put("claims.change-of-premier.status", "confirmed")),
    accord("S01", "boats", "one register's word is confirmed", Put("arms_deals.sable-boats.status", "confirmed")),
    accord("S01", "drones", "a disputed suggestion is confirmed", Put("arms_deals.armed-drones.status", "confirmed")),
    treaty("S01", "corroborated", "one article counts as two groups", Put("arms_deals.aircraft.status", "corroborated")),
    accord("S02", "independent", "an agency and its copy count as two",
        Put("sources.harbour-post.independence", "harbour-post"),
        Drop("sources.harbour-post.derived_from")),
    accord("S02", "translation", "a text and its translation count as two",
        Drop("sources.ellmark-in-english.derived_from"),
        Put("claims.force-ellmark.status", "corroborated")),
    treaty("S02", "mirror", "the same article twice",
        Put("sources.mirror",
            "{title: The same elsewhere, file: sources/russia-iran-treaty.txt, publisher: The Mirror, "
            "published: 2024-01-18, retrieved: 2024-01-19}"),
        Put("claims.no-date.evidence.mirror",
            "an exact date has yet to be determined, according to Kremlin spokesman Dmitry Peskov"),
        Put("claims.no-date.status", "corroborated")),
    treaty("S03", "publisher", "no publisher", Drop("sources.article.publisher"), Drop("sources.article.author")),
    treaty("S03", "date", "no date", Drop("sources.article.published")),
    accord("S03", "date", "no date", Drop("sources.strait-wire.published")),
    accord("S03", "author", "no author and no publisher", Drop("sources.expert-note.author")),
    accord("S03", "publisher", "no publisher", Drop("sources.pier-watcher.publisher")),
    accord("S03", "stale", "an old register for what goes on", Put("sources.register.published", "2019-03-01")),
    # --- D: domain ---
    treaty("D01", "title", "expected becomes signed, in the title", Put("title", "Russia and Iran sign a new treaty")),
    treaty("D01", "title-signed", "signed in the past, in the title",
        Put("title", "Russia and Iran signed a new treaty, Russia's foreign ministry says")),
    treaty("D01", "signed", "agreed upon becomes signed",
        Say("treaty.text", "is in its final stages of being agreed upon", "has been signed")),
    treaty("D01", "ratified", "agreed upon becomes ratified",
        Say("treaty.text",
            "is in its final stages of being agreed upon",
            "is being ratified by both parliaments")),
    treaty("D01", "in-force", "agreed upon becomes in force",
        Say("treaty.text", "is in its final stages of being agreed upon", "is in force")),
    treaty("D01", "binding", "agreed upon becomes binding",
        Say("treaty.text", "is in its final stages of being agreed upon", "is binding on both")),
    treaty("D01", "state", "the state is raised", Put("treaty.state", "signed")),
    treaty("D01", "state-in-force", "the state is raised to the end", Put("treaty.state", "in-force")),
    treaty("D01", "bottom-line", "signed in the bottom line",
        Say(BOTTOM,
            "expects the two presidents to sign a new interstate treaty",
            "says that the two presidents have signed a new interstate treaty")),
    treaty("D01", "nominal", "the signature as a noun",
        Say("claims.expectation.text",
            "that it expects Vladimir Putin and Ebrahim Raisi to sign a new interstate treaty",
            "the signature of a new interstate treaty by Vladimir Putin and Ebrahim Raisi")),
    treaty("D01", "event", "the expected event as an event",
        Say("timeline.signing.text", "meet and are expected to sign", "have signed the treaty")),
    treaty("D01", "so-what", "what it means takes it for signed",
        Say("so_what", "as expected, not as signed", "as signed")),
    accord("D01", "title", "ratified becomes in force",
        Say("title.text",
            "ratify the Kestrel Accord; the date of its entry into force is disputed",
            "put the Kestrel Accord into force")),
    accord("D01", "in-force", "ratified becomes in force",
        Say("treaties.accord.text", "both parties have ratified it", "it is in force for both parties")),
    accord("D01", "provisional", "applied provisionally becomes in force",
        Say("treaties.grain-treaty.text",
            "was signed in December 2025 and is applied provisionally",
            "entered into force in December 2025")),
    accord("D01", "proposed", "proposed becomes signed",
        Say("treaties.cable-treaty.text", "proposed a treaty", "signed a treaty")),
    accord("D01", "proposed-state", "proposed becomes signed, in the field",
        Put("treaties.cable-treaty.state", "signed")),
    accord("D01", "suspended", "suspended becomes terminated",
        Say("treaties.fisheries-arrangement.text", "has been suspended", "has been terminated")),
    accord("D01", "ratified-before", "ratified before it was signed",
        Say("treaties.accord.history.ratified", "2026-01-14", "2025-01-14")),
    treaty("D02", "quantity", "a quantity where none is known",
        Say("arms_deals.aircraft.items.Su-35", "fighter jets", "{description: fighter jets, quantity: 24}")),
    treaty("F07", "zero", "unknown becomes nought",
        Say("arms_deals.aircraft.items.Su-35", "fighter jets", "{description: fighter jets, quantity: 0}")),
    accord("D02", "brackets", "an uncertain figure becomes certain",
        Say("arms_deals.trainers.items.T-11M Kestrel", "(12)", "12")),
    accord("D02", "brackets-tanks", "an uncertain figure becomes certain", Say("arms_deals.tanks.items", "(40)", "40")),
    accord("D02", "about", "an estimate becomes a count", Say("arms_deals.trainers.items.AL-7", "about 30", "30")),
    accord("D02", "buoys", "unknown becomes a figure",
        Say("arms_deals.trainers.items",
            "{description: sonar buoy, quantity: unknown",
            "{description: sonar buoy, quantity: 500")),
    accord("D02", "tiv", "a trend indicator value with a currency sign",
        Put("arms_deals.trainers.value", "$120 million TIV")),
    treaty("D03", "contract", "terms become a contract", Put("arms_deals.aircraft.stage", "contract-signed")),
    treaty("D03", "delivered", "terms become a delivery", Put("arms_deals.aircraft.stage", "delivered")),
    treaty("D03", "in-delivery", "a thought becomes a delivery", Put("arms_deals.missiles.stage", "in-delivery")),
    treaty("D03", "contract-said", "arrangements become a contract, in words",
        Say(AIRCRAFT, "has finalised arrangements to receive", "has signed a contract to receive")),
    treaty("D03", "received-said", "arrangements become a delivery, in words",
        Say(AIRCRAFT, "has finalised arrangements to receive", "has received")),
    accord("D03", "flares", "a principle becomes a contract", Put("arms_deals.flares.stage", "contract-signed")),
    accord("D03", "minesweepers", "talks become a contract", Put("arms_deals.minesweepers.stage", "contract-signed")),
    accord("D03", "rafts", "terms become a delivery", Put("arms_deals.rescue-rafts.stage", "delivered")),
    accord("D04", "number", "an identifier of Wikidata without its letter",
        Put("actors.ostrander.wikidata", '"4115189"')),
    accord("D04", "property", "a property of Wikidata, not an item", Put("actors.ostrander.wikidata", "P4115189")),
    # --- T: time ---
    treaty("T01", "soon", "a relative time", Say("claims.expectation.text", "to sign", "to soon sign")),
    treaty("T01", "currently", "a relative time", Say("treaty.text", "is in its", "is currently in its")),
    treaty("T01", "recently", "a relative time", Say(AIRCRAFT, "has finalised", "has recently finalised")),
    treaty("T01", "last-week", "a relative time",
        Say("claims.expectation.text", "has announced", "announced last week")),
    treaty("T01", "coming-weeks", "a relative time in a judgement",
        Say(SIGNATURE, "by 19 July 2024", "in the coming weeks")),
    treaty("T01", "shortly", "a relative time in the title", Say("title", "to be signed", "to be signed shortly")),
    accord("T01", "next-month", "a relative time",
        Say("claims.council-agenda.text", "discuss the accord,", "discuss the accord next month,")),
    accord("T01", "yesterday", "a relative time",
        Say("arms_deals.patrol-boats.text", "at Orlet;", "at Orlet yesterday;")),
    accord("T01", "now", "a relative time", Say("arms_deals.radar-sets.text", "has frozen", "has now frozen")),
    treaty("T02", "prime-minister", "an office that he does not hold",
        Say("claims.expectation.text", "Vladimir Putin", "Prime Minister Vladimir Putin")),
    treaty("T02", "foreign-minister", "an office that he does not hold",
        Say("claims.no-date.text", "the Kremlin's spokesman", "Russia's foreign minister")),
    treaty("T02", "minister-before-name", "an office that she does not hold",
        Say("claims.upswing.text",
            "Maria Zakharova, the foreign ministry's spokeswoman,",
            "Foreign Minister Maria Zakharova")),
    treaty("T02", "raisi", "an office after its end",
        Put("date", "2024-06-21"),
        Put("actors.raisi.offices", "[{title: President, from: 2021-08-03, until: 2024-05-19}]"),
        Drop("actors.raisi.office"),
        Say("claims.expectation.text", "Ebrahim Raisi", "President Ebrahim Raisi")),
    accord("T02", "premier", "an office after its end",
        Say("so_what", "name one day", "name one day; Premier Roshan Adeli has named none")),
    accord("T02", "fisheries", "an office long left",
        Say("treaties.accord.text",
            "have ratified it.",
            "have ratified it; Anselm Varga, Minister of Fisheries, signed Tarvia's law.")),
    accord("T02", "lecturer", "an office long left",
        Say("claims.forgery.text", "Maud Ostrander", "Lecturer Maud Ostrander")),
    treaty("T03", "cutoff", "the cut-off is after the issue", Put("cutoff", "2024-01-26")),
    accord("T03", "cutoff", "the cut-off is after the issue", Put("cutoff", "2026-03-25")),
    treaty("T03", "past", "a date after the cut-off, told as past",
        Say("timeline.signing", "date: expected", "date: 2024-03-20"),
        Say("timeline.signing.text", "meet and are expected to sign", "met")),
    accord("T03", "signed-later", "a date after the cut-off, told as past",
        Say("timeline",
            "{date: 2026-01-09, text: The accord is signed",
            "{date: 2026-04-09, text: The accord was signed")),
    accord("T03", "weekday", "the weekday is not that of the date",
        Say("arms_deals.patrol-boats.text", "at Orlet;", "at Orlet on Saturday, 15 March 2026;")),
    treaty("T03", "horizon-passed", "a horizon that has passed, and no outcome",
        Put("judgements.signature.by", "2024-01-12"),
        Say(SIGNATURE, "19 July 2024", "12 January 2024")),
    accord("T03", "horizon-passed", "a horizon that has passed, and no outcome",
        Put("judgements.boats-arrive.by", "2026-03-10"),
        Say("judgements.boats-arrive.text", "30 April", "10 March")),
    treaty("T03", "horizon-differs", "the text has another horizon than the field",
        Say(SIGNATURE, "19 July", "19 September")),
    treaty("T03", "review-passed", "a review before the issue", Put("watch.date-named.review", "2024-01-12")),
    treaty("T03", "retrieved", "a source retrieved after the issue", Put("sources.article.retrieved", "2024-02-19")),
    accord("T03", "outcome", "an outcome dated after the cut-off",
        Say("judgements.exchange.outcome", "date: 2026-03-02", "date: 2026-05-02")),
    # --- M, X: marking and manuscript ---
    treaty("M01", "claim", "the bottom line cites what is above the ceiling",
        Put("claims.expectation.marking", "TLP:GREEN")),
    treaty("M01", "treaty", "what it means cites what is above the ceiling", Put("treaty.marking", "TLP:RED")),
    accord("M01", "accord", "the bottom line cites what is above the ceiling",
        Put("treaties.accord.marking", "TLP:RED")),
    accord("M03", "denial-lost", "who denied it may not be named", Put("actors.ostrander.marking", "TLP:RED")),
    treaty("X01", "todo", "a note to oneself",
        Say("gaps.current-treaty.text", "how long does it run?", "how long does it run? TODO ask")),
    treaty("X01", "tbd", "a blank", Say("judgements.signature.because", "no date is set", "date TBD")),
    accord("X01", "marks", "a blank", Say("arms_deals.minesweepers.text", "go on", "go on since ???")),
    treaty("X02", "bottom-line", "a sentence too long for a principal",
        Say("bottom_line.short.principal",
            "interstate treaty [@expectation]; the Kremlin's spokesman says that no date is set [@no-date]; no "
            "Iranian official is cited. Two",
            "interstate treaty [@expectation], while the Kremlin's spokesman says that no date is set "
            "[@no-date], no Iranian official is cited in the article, and two")),
    treaty("X02", "deal", "a sentence too long for a principal",
        Say("arms_deals.missiles.text",
            "with ballistic missiles.",
            "with ballistic missiles, which the Kremlin, according to the same article, has not commented on, "
            "so that neither of the two parties to the transfer has been heard on it and nothing beyond the "
            "suggestion itself is known.")),
    treaty("X06", "acronym", "an acronym that is not expanded",
        Say("claims.expectation.text", "Russia's foreign ministry", "Russia's MFA")),
    # --- what keeps a brief from loading ---
    treaty("F01", "key", "a key is misspelt",
        Say("treaty", "claimant: unknown status: reported", "claiment: unknown\n  status: reported")),
    treaty("F02", "title", "a source without a title", Drop("sources.article.title")),
    treaty("F04", "status", "a word that is no status", Put("claims.no-date.status", "verified")),
    treaty("F04", "stage", "a word that is no stage", Put("arms_deals.aircraft.stage", "signed")),
    treaty("F05", "day", "a day that does not exist", Put("judgements.signature.by", "2024-02-30")),
    accord("F07", "quantity", "a quantity that is none",
        Say("arms_deals.helicopters.items", "quantity: 6", "quantity: several")),
    treaty("F09", "country", "an everyday code that is not ISO's", Put("actors.israel.country", "UK")),
    treaty("F09", "three-letters", "a code of three letters", Put("actors.iran.country", "IRN")),
    treaty("F10", "likelihood", "a likelihood of no scale", Put("judgements.signature.likelihood", "fairly likely")),
    treaty("F11", "marking", "a marking of the scheme's last edition",
        Put("judgements.signature.marking", "TLP:WHITE")),
    treaty("Y01", "colon", "a colon in an unquoted text", Put("claims.no-date.text", "Dmitry Peskov: no date yet.")),
    accord("Y02", "twice", "a key that stands twice",
        Say("claims.council-agenda", "credibility: 3", "credibility: 3\n    status: reported")),
)
# fmt: on
