"""Editions: what is frozen stays, numbers are given once, and the record tells when a byte has changed."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import re
import shutil
from pathlib import Path

import pytest
from projects import AGENCY, SMALL, project, write

from briefgen import editions, pipeline
from briefgen.errors import HeldBack, NotFound, OutputFailed, ProjectError
from briefgen.model.edition import Edition, Event, Transit
from briefgen.model.results import BuildRequest
from briefgen.project import Project
from briefgen.record import editions as kept

AT = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)


def there(folder: Path, brief: str = SMALL, **files: str) -> Project:
    """A project whose memos are quick to make: one audience."""
    made = project(folder, brief, **files)
    write(folder, {"briefgen.yaml": "defaults: {language: en, audiences: analyst}\n"})
    return Project(folder, made.today)


def freeze(made: Project) -> Edition:
    return editions.freeze(made.brief("memo"), made)


def next_week(made: Project, date: str = "2024-01-26", **changes: str) -> Project:
    """The brief, a week later, with other words."""
    text = made.brief("memo").read_text(encoding="utf-8")
    text = re.sub(r"^date: .*$", f"date: {date}", text, flags=re.MULTILINE)
    for old, new in changes.items():
        text = text.replace(old, new)
    made.brief("memo").write_text(text, encoding="utf-8")
    return Project(made.root, made.today)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


# --- freezing --------------------------------------------------------------------------------------------------------


def test_an_edition_holds_every_file_that_was_read_and_the_memos_of_every_audience(tmp_path: Path) -> None:
    made = there(tmp_path, **{"templates/analyst/memo.css": ".analyst { color: #15191e }\n"})
    edition = freeze(made)
    home = tmp_path / "briefs/editions/memo/2024-01-19"
    assert (edition.name, edition.number, edition.title) == (
        "memo@2024-01-19",
        1,
        "An agency reports on talks; nothing is confirmed",
    )
    files = {
        "briefgen.lock",
        "briefgen.yaml",
        "briefs/memo.yaml",
        "briefs/sources/agency.txt",
        "templates/analyst/memo.css",
    }
    assert set(edition.files) == files
    for path in files:
        assert (home / "files" / path).read_bytes() == (tmp_path / path).read_bytes()
    assert [memo.file for memo in edition.memos] == ["memo_2024-01-19_analyst.html", "memo_2024-01-19_analyst.pdf"]
    assert {(memo.audience, memo.marking) for memo in edition.memos} == {("analyst", "TLP:CLEAR")}
    assert kept.editions(made, "memo") == (edition,)
    assert set(edition.versions) >= {"briefgen", "weasyprint", "pango"}


def test_the_memos_are_those_that_a_build_makes(tmp_path: Path) -> None:
    made = there(tmp_path)
    built = pipeline.build(BuildRequest(made.brief("memo")), made)
    edition = freeze(made)
    assert {file.path.name: file.sha256 for file in built.written} == {memo.file: memo.sha256 for memo in edition.memos}


def test_numbers_follow_each_other_from_the_first_of_the_desk(tmp_path: Path) -> None:
    made = there(tmp_path, "first_number: 113\n" + SMALL)
    assert freeze(made).number == 113
    made = next_week(made)
    assert freeze(made).number == 114
    made = next_week(made, "2024-02-02")
    page = (
        pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made)
        .written[0]
        .path.read_text(encoding="utf-8")
    )
    assert "No 115" in re.sub("[\u2066-\u2069]", "", page)


def test_what_is_found_holds_an_edition_back_and_leaves_nothing(tmp_path: Path) -> None:
    made = there(tmp_path, SMALL.replace("no price has been agreed}", "no prize has been agreed}"))
    with pytest.raises(HeldBack) as caught:
        freeze(made)
    assert [finding.code for finding in caught.value.diagnostics] == ["Q01"]
    assert bytes_of(tmp_path / "briefs/editions/memo") == {}


def test_a_warning_is_let_stand_and_put_on_record(tmp_path: Path) -> None:
    waived = "waive: [{code: X01, because: It is said so., by: A. Nalyst}]\n"
    edition = freeze(there(tmp_path, SMALL + "so_what: TODO\n" + waived))
    assert edition.findings == ()
    assert [(finding["code"], finding["waived"]) for finding in edition.waivers] == [
        ("X01", "It is said so. (A. Nalyst)")
    ]
    made = there(tmp_path / "other", SMALL + "so_what: TODO\n")
    assert [finding["code"] for finding in freeze(made).findings] == ["X01"]


def test_a_day_has_one_edition_and_no_earlier_one_follows(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    before = bytes_of(tmp_path / "briefs/editions")
    with pytest.raises(ProjectError, match="there is an edition memo@2024-01-19 already") as caught:
        freeze(made)
    assert "briefgen edition correct memo" in caught.value.hint
    made = next_week(made, "2024-01-12")
    with pytest.raises(ProjectError, match="a later edition stands already: memo@2024-01-19"):
        freeze(made)
    assert bytes_of(tmp_path / "briefs/editions") == before


def test_a_file_that_changes_meanwhile_is_not_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = there(tmp_path)
    build = pipeline.build

    def disturbed(request: BuildRequest, where: Project) -> object:
        built = build(request, where)
        (tmp_path / "briefs/sources/agency.txt").write_text(AGENCY + "More.\n", encoding="utf-8")
        return built

    monkeypatch.setattr(pipeline, "build", disturbed)
    with pytest.raises(OutputFailed, match=r"agency\.txt changed while it was being frozen"):
        freeze(made)
    assert bytes_of(tmp_path / "briefs/editions/memo") == {}


# --- correcting, taking back -----------------------------------------------------------------------------------------


def test_a_correction_is_a_new_edition_that_says_what_it_corrects(tmp_path: Path) -> None:
    made = there(tmp_path)
    first = freeze(made)
    before = bytes_of(tmp_path / "briefs/editions/memo/2024-01-19")
    second = editions.correct(made.brief("memo"), made, because="The agency spoke of boats.")
    assert (second.key, second.number, second.corrects, second.because) == (
        "2024-01-19.2",
        2,
        first.key,
        "The agency spoke of boats.",
    )
    page = (tmp_path / "briefs/editions/memo/2024-01-19.2/memos" / second.memos[0].file).read_text(encoding="utf-8")
    words = re.sub("<[^>]+>|[\u2066-\u2069]", "", page)
    assert "Correction of 19 January 2024. The agency spoke of boats." in words
    assert bytes_of(tmp_path / "briefs/editions/memo/2024-01-19") == before
    assert editions.correct(made.brief("memo"), made, because="Once more.").key == "2024-01-19.3"


def test_there_must_be_something_to_correct(tmp_path: Path) -> None:
    made = there(tmp_path)
    with pytest.raises(ProjectError, match="no edition of memo to correct"):
        editions.correct(made.brief("memo"), made, because="So.")


def test_an_edition_is_taken_back_once(tmp_path: Path) -> None:
    made = there(tmp_path)
    edition = freeze(made)
    before = bytes_of(tmp_path / "briefs/editions/memo/2024-01-19")
    event = editions.withdraw(edition, made, by="A. Nalyst", because="The source took it back.", at=AT)
    assert kept.withdrawal(made, edition) == event
    with pytest.raises(ProjectError, match="is withdrawn already"):
        editions.withdraw(edition, made, by="B", because="Again.", at=AT)
    after = bytes_of(tmp_path / "briefs/editions/memo/2024-01-19")
    assert {path: content for path, content in after.items() if path != "withdrawn.json"} == before
    assert json.loads(after["withdrawn.json"])["because"] == "The source took it back."


def test_a_memo_is_compared_with_the_last_edition_that_stands(tmp_path: Path) -> None:
    made = there(tmp_path)
    first = freeze(made)
    made = next_week(made)
    editions.withdraw(first, made, by="A", because="B", at=AT)
    page = (
        pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made)
        .written[0]
        .path.read_text(encoding="utf-8")
    )
    assert "First edition" in page


# --- finding ---------------------------------------------------------------------------------------------------------


def test_an_edition_is_found_by_brief_date_or_number(tmp_path: Path) -> None:
    made = there(tmp_path)
    first = freeze(made)
    made = next_week(made)
    second = freeze(made)
    assert editions.find("memo", made) == second
    assert editions.find("memo@2024-01-19", made) == editions.find("memo@1", made) == first
    assert editions.find("memo@2024-W03", made) == first
    for wrong in ("memo@3", "memu", "memo@2024-W05", "memo@"):
        if wrong == "memo@":
            assert editions.find(wrong, made) == second
            continue
        with pytest.raises(NotFound):
            editions.find(wrong, made)


# --- what changed ----------------------------------------------------------------------------------------------------


def changed_page(made: Project) -> str:
    built = pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made)
    assert [finding.code for finding in built.diagnostics] == []
    page = built.written[0].path.read_text(encoding="utf-8")
    section = re.search(r'<section class="row" id="s-changed">.*?</section>', page, re.DOTALL)
    assert section is not None
    return " ".join(re.sub("<[^>]+>|[\u2066-\u2069]", " ", section[0]).split())


def test_the_memo_says_what_changed_and_why(tmp_path: Path) -> None:
    made = there(tmp_path)
    assert "First edition" in changed_page(made)
    freeze(made)
    assert "Nothing has changed since the edition of 19 January 2024." in changed_page(next_week(made))
    spoken = "responses: {The ministry: denied}\n    change: The ministry has spoken [@talks]."
    confirmed = {"responses: {The ministry: no-comment-reported}": spoken}
    told = changed_page(next_week(made, **confirmed))
    assert "Changes since the edition of 19 January 2024." in told
    assert "The ministry: answered" in told
    assert "The ministry has spoken" in told
    assert "reported The agency" in told  # no statement without its status and speaker


def test_what_is_new_or_changed_bears_a_mark_where_it_stands(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    new = "  more: {text: 'The agency says that more is to come.', status: reported, desk: true}\nsources:\n"
    made = next_week(made, **{"The agency reports that no price": "The agency says that no price", "sources:\n": new})
    page = (
        pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made)
        .written[0]
        .path.read_text(encoding="utf-8")
    )
    marks = dict(re.findall(r'id="i-(\w+)">\n<div class="tag">.*?<span class="chip change">(\w+)</span>', page))
    assert marks == {"more": "new", "price": "changed"}


def test_what_is_withheld_now_is_told_of_in_no_byte(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    hidden = {
        "  price:\n": "  price:\n    marking: TLP:RED\n    change: A secret reason.\n",
        "no price has been agreed.\n": "no price at all has been agreed.\n",
    }
    made = next_week(made, **hidden)
    built = pipeline.build(BuildRequest(made.brief("memo"), formats=("html",)), made)
    page = built.written[0].path.read_text(encoding="utf-8")
    for word in ("price", "secret"):
        assert word not in page
    assert "Nothing has changed" in page


def test_a_change_without_a_reason_holds_the_memo_back(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    first = "status: reported\n    evidence: {agency: talks"
    made = next_week(made, **{first: first.replace("reported", "unconfirmed")})
    found = pipeline.check(BuildRequest(made.brief("memo")), made).diagnostics
    assert [(one.code, one.message) for one in found] == [
        ("E01", "status was “reported” in the last edition and is “unconfirmed”")
    ]


def test_what_is_gone_must_be_told(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    price = SMALL[SMALL.index("  price:") : SMALL.index("sources:")]
    gone = next_week(made, **{price: ""})
    assert [one.code for one in pipeline.check(BuildRequest(gone.brief("memo")), gone).diagnostics] == ["E01"]
    told = next_week(made, **{"sources:\n": "withdrawn: {price: The agency took it back.}\nsources:\n"})
    assert pipeline.check(BuildRequest(told.brief("memo")), told).diagnostics == ()
    page = changed_page(told)
    assert "Claim reported The agency The agency reports that no price has been agreed." in page  # as it stood
    assert "Withdrawn The agency took it back." in page


def test_a_reason_is_given_once(tmp_path: Path) -> None:
    made = there(tmp_path, SMALL.replace("  price:\n", "  price:\n    change: A first reason.\n"))
    freeze(made)
    made = next_week(made)
    found = pipeline.check(BuildRequest(made.brief("memo")), made).diagnostics
    assert [(one.code, one.message) for one in found] == [("E01", "this reason was given in the last edition already")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sources:\n", "withdrawn: {prize: It was wrong.}\nsources:\n", "the last edition had no “prize”"),
        (
            "sources:\n",
            "withdrawn: {price: It was wrong.}\nsources:\n",
            "“price” is told to be taken out, and stands here",
        ),
        ("  price:\n", "  fee:\n    was: prize\n", "the last edition had no “prize”"),
        ("    status: reported\n", "    status: reported\n    credibility: 2\n", "credibility was “not given”"),
    ],
)
def test_what_is_told_of_the_last_edition_must_fit_it(tmp_path: Path, old: str, new: str, told: str) -> None:
    made = there(tmp_path)
    freeze(made)
    made = next_week(made, **{old: new})
    found = pipeline.check(BuildRequest(made.brief("memo")), made).diagnostics
    assert {one.code for one in found} == {"E01"}
    assert any(one.message.startswith(told) and one.location is not None for one in found)
    if "prize" in told and "fee" in new:
        assert [one.hint for one in found if told in one.message] == ["did you mean price?"]


def test_an_old_id_that_still_stands_there_an_edition_later_is_no_fault(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    made = next_week(made, **{"  price:\n": "  fee:\n    was: price\n"})
    assert pipeline.check(BuildRequest(made.brief("memo")), made).diagnostics == ()
    freeze(made)
    made = next_week(made, date="2024-02-02")
    assert pipeline.check(BuildRequest(made.brief("memo")), made).diagnostics == ()


def test_who_got_an_edition_is_not_frozen_with_the_next_one(tmp_path: Path) -> None:
    made = there(tmp_path)
    first = freeze(made)
    at = datetime.datetime(2024, 1, 20, 9, tzinfo=datetime.UTC)
    transit = Transit("desk", "analyst", "folder", 1)
    kept.enter_event(made, first, Event("sending", at, "A", None, "delivery.desk.json", {}, transit))
    kept.enter_event(made, first, Event("approved", at, "A", None, "approved-a.json", {}))
    second = freeze(next_week(made))
    assert [path for path in second.files if "/editions/" in path and path.endswith(".json")] == [
        "briefs/editions/memo/2024-01-19/edition.json"
    ]
    editions.withdraw(first, made, by="A", because="It is wrong.", at=at)
    third = freeze(next_week(made, date="2024-02-02"))
    assert "briefs/editions/memo/2024-01-19/withdrawn.json" in third.files
    assert list(editions.rebuilt(third, made)) == []


# --- proving ---------------------------------------------------------------------------------------------------------


def test_a_frozen_edition_makes_the_same_bytes_again(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    made = next_week(
        made,
        **{
            "responses: {The ministry: no-comment-reported}": "responses: {The ministry: denied}\n    change: It spoke."
        },
    )
    second = freeze(made)
    third = editions.correct(made.brief("memo"), made, because="A slip.")
    before = bytes_of(tmp_path / "briefs/editions")
    shutil.rmtree(tmp_path / "briefs/sources")
    for edition in (second, third):
        assert list(editions.rebuilt(edition, made)) == []
        assert list(editions.faults(edition, made)) == []
        assert editions.other_versions(edition) == {}
    assert bytes_of(tmp_path / "briefs/editions") == before


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("memos/memo_2024-01-19_analyst.html", b"changed", "is not what was frozen"),
        ("files/briefs/memo.yaml", b"changed", "is not what was frozen"),
        ("files/briefs/memo.yaml", None, "is missing"),
        ("files/briefs/more.yaml", b"added", "is no part of the edition"),
        ("withdrawn.json", b"{}", "withdrawn.json is no event that briefgen writes"),
    ],
)
def test_every_byte_that_changed_is_told(tmp_path: Path, path: str, content: bytes | None, message: str) -> None:
    made = there(tmp_path)
    edition = freeze(made)
    file = tmp_path / "briefs/editions/memo/2024-01-19" / path
    file.unlink() if content is None else file.write_bytes(content)
    (fault,) = editions.faults(edition, made)
    assert message in f"{fault.file} {fault.message}"
    assert fault.hint


def test_a_number_given_twice_is_told(tmp_path: Path) -> None:
    made = there(tmp_path)
    freeze(made)
    home = tmp_path / "briefs/editions/memo"
    shutil.copytree(home / "2024-01-19", home / "2024-01-20")
    about = home / "2024-01-20" / "edition.json"
    text = about.read_text(encoding="utf-8")
    for name in ("key", "date"):
        text = text.replace(f'"{name}": "2024-01-19"', f'"{name}": "2024-01-20"')
    about.write_text(text, encoding="utf-8")
    (fault,) = editions.numbered_twice(kept.editions(made, "memo"))
    assert fault.message == "has the number of memo@2024-01-19, 1"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 2}', '{"format": 1, "brief": "x", "key": "y"}', "\xff"])
def test_a_record_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    made = there(tmp_path)
    freeze(made)
    (tmp_path / "briefs/editions/memo/2024-01-19/edition.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(ProjectError, match=r"edition\.json is not the record") as caught:
        kept.editions(made, "memo")
    assert "version control" in caught.value.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"date": "2024-01-19"', '"date": "2024-01-26"'),
        ('"versions": {', '"versions": ["x"], "others": {'),
        ('"title": "', '"title": 5, "other": "'),
        ('"file": "', '"file": ["x"], "marking": "TLP:CLEAR", "other": "'),
        ('"number": 1', '"number": true'),
        ('"because": null', '"because": 5'),
    ],
)
def test_a_record_with_another_kind_of_value_is_told(tmp_path: Path, old: str, new: str) -> None:
    made = there(tmp_path)
    freeze(made)
    about = tmp_path / "briefs/editions/memo/2024-01-19/edition.json"
    text = about.read_text(encoding="utf-8")
    assert old in text
    about.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"edition\.json is not the record"):
        kept.editions(made, "memo")


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "approved", "by": 5},
        {"kind": "approved", "memos": ["x"]},
        {"kind": "approved", "memos": {"memo.pdf": 5}},
        {"kind": "approved", "because": {"a": 1}},
        {"kind": "sent", "transit": {"recipient": ["x"], "audience": "a", "channel": "c", "attempt": 1}},
        {"kind": "sent", "transit": {"recipient": "x", "audience": "a", "channel": "c", "attempt": "1"}},
    ],
)
def test_an_event_with_another_kind_of_value_is_told(tmp_path: Path, event: dict[str, object]) -> None:
    made = there(tmp_path)
    edition = freeze(made)
    data = {"at": "2024-01-20T09:00:00+00:00", "by": "A", "because": None, **event}
    (tmp_path / "briefs/editions/memo/2024-01-19/x.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"x\.json is no event"):
        kept.events(made, edition)


@pytest.mark.parametrize(("name", "value"), [("marking", "TLP:RED"), ("audience", "public")])
def test_what_the_record_says_of_a_memo_is_proven_by_building_it_again(tmp_path: Path, name: str, value: str) -> None:
    made = there(tmp_path)
    edition = freeze(made)
    first, *others = edition.memos
    (fault,) = editions.rebuilt(edition._replace(memos=(first._replace(**{name: value}), *others)), made)
    assert f"says {value} of {first.file}" in fault.message
    assert fault.file.endswith("2024-01-19/edition.json")


# --- several at once, and killed ones --------------------------------------------------------------------------------


def _freeze_in_a_process(root: str, out: object) -> None:
    made = Project(Path(root), datetime.date(2024, 1, 19))
    try:
        out.put(freeze(made).number)
    except ProjectError as error:
        out.put(error.message)


def test_of_several_at_once_one_freezes(tmp_path: Path) -> None:
    there(tmp_path)
    spawn = multiprocessing.get_context("spawn")
    out = spawn.Queue()
    workers = [spawn.Process(target=_freeze_in_a_process, args=(str(tmp_path), out)) for _ in range(2)]
    for worker in workers:
        worker.start()
    told = [out.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    assert sorted(map(str, told)) == ["1", "there is an edition memo@2024-01-19 already"]
    assert sorted(path.name for path in (tmp_path / "briefs/editions/memo").iterdir()) == ["2024-01-19"]


# --- carrying on -----------------------------------------------------------------------------------------------------


def test_an_edition_in_which_nothing_has_changed_says_so_above_all_else(tmp_path: Path) -> None:
    made = there(tmp_path, SMALL.replace("date: 2024-01-19", "date: 2024-01-19\ncutoff: 2024-01-18"))
    freeze(made)
    edition = editions.carry(made.brief("memo"), made, datetime.date(2024, 1, 26))
    assert (edition.name, edition.number, edition.carries) == ("memo@2024-01-26", 2, "2024-01-19")
    assert edition.cutoff == datetime.date(2024, 1, 18)
    page = (tmp_path / "briefs/editions/memo/2024-01-26/memos/memo_2024-01-26_analyst.html").read_text(encoding="utf-8")
    main = " ".join(re.sub("<[^>]+>|[\u2066-\u2069]", " ", page.partition('<main id="memo"')[2]).split())
    assert re.sub("^[^>]*> ?", "", main).startswith("Nothing has changed since the edition of 19 January 2024.")
    assert list(editions.faults(edition, made)) == []
    assert list(editions.rebuilt(edition, made)) == []
    assert kept.editions(made, "memo")[-1] == edition
    third = editions.carry(made.brief("memo"), made, datetime.date(2024, 2, 2))
    assert third.carries == "2024-01-26"


def test_what_has_changed_is_not_carried_on(tmp_path: Path) -> None:
    made = there(tmp_path)
    with pytest.raises(ProjectError, match="there is no edition of memo to carry on"):
        editions.carry(made.brief("memo"), made, datetime.date(2024, 1, 26))
    freeze(made)
    with pytest.raises(ProjectError, match="a later edition stands already"):
        editions.carry(made.brief("memo"), made, datetime.date(2024, 1, 19))
    made = next_week(made, "2024-01-19", **{"nothing is confirmed": "nothing is certain"})
    with pytest.raises(ProjectError, match="memo has changed since memo@2024-01-19, and its date has not"):
        editions.carry(made.brief("memo"), made, datetime.date(2024, 1, 26))


def test_what_was_taken_back_later_still_stands_in_a_past_edition(tmp_path: Path) -> None:
    made = there(tmp_path)
    first = freeze(made)
    made = next_week(made)
    second = freeze(made)
    editions.withdraw(second, made, by="A", because="It is wrong.", at=AT.replace(month=2, day=9))
    made = next_week(made, "2024-02-16")

    def since_when(date: str | None) -> str:
        day = datetime.date.fromisoformat(date) if date else None
        request = BuildRequest(made.brief("memo"), formats=("html",), date=day)
        page = pipeline.build(request, made).written[0].path.read_text(encoding="utf-8")
        return re.sub("[\u2066-\u2069]", "", re.search("since the edition of ([^.]*)", page)[1])

    assert since_when(None) == "19 January 2024"
    assert since_when("2024-02-02") == "26 January 2024"
    assert (first.number, second.number) == (1, 2)
