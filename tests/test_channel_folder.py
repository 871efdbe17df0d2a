"""Memos in a folder: nothing half, nothing twice, nothing over another, and an index and a feed that say what is there."""

from __future__ import annotations

import errno
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import checkers
import pytest
from lxml import etree
from projects import SMALL, project
from sinks import AT, TITLE, WITHHELD, parcel, setting

from briefgen import editions, placing
from briefgen.channels import Later, NotCarried, Parcel, Refused, _feed, folder

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
BECAUSE = "The deal runs <from> one & to the other."
AUDIENCES = {"analyst": "TLP:AMBER+STRICT", "principal": "TLP:GREEN", "public": "TLP:CLEAR"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project's folder; what goes to `published` comes into it."""
    return tmp_path / "project"


def send(root: Path, *parcels: Parcel) -> list[str]:
    with folder.opened(setting(root)) as session:
        return [session.send(parcel) for parcel in parcels]


def take_back(root: Path, parcel: Parcel, day: int = 25) -> str:
    return folder.taken_back(parcel._replace(at=AT.replace(day=day), contents=()), setting(root))


to = functools.partial(parcel, "published")


def snapshot(place: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def feed(place: Path) -> etree._Element:
    """The feed, which is valid, and whose every link of an entry leads to a file of the length that it tells."""
    root = etree.parse(place / "feed.xml").getroot()
    RULES.assertValid(root)
    (self,) = root.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert self == "feed.xml"
    entries = root.xpath("a:entry", namespaces=ATOM)
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids)) == len(entries) + 1
    assert root.xpath("a:updated/text()", namespaces=ATOM) == [max(told(entries, "updated"))]
    assert told(entries, "updated") == sorted(told(entries, "updated"), reverse=True)
    for entry in entries:
        links = entry.xpath("a:link", namespaces=ATOM)
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        assert len(kinds) == len(set(kinds)) >= 1
        for link in links:
            file = place / unquote(link.get("href"))
            assert file.is_file()
            assert link.get("length") in (None, str(file.stat().st_size))
    return root


def told(entries: list[etree._Element], name: str) -> list[str]:
    return [entry.findtext(f"a:{name}", namespaces=ATOM) for entry in entries]


class Index(HTMLParser):
    """The words and the links of an index page, every link of which leads to a file."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.words, self.links, self.anchors = "", [], []
        self.feed(re.sub("<style>.*?</style>", "", (place / "index.html").read_text(encoding="utf-8"), flags=re.DOTALL))
        self.words = " ".join(re.sub("[\u2066-\u2069]", "", self.words).split())
        assert [link for link in self.links if link[0] != "#" and not (place / unquote(link)).is_file()] == []
        assert [link for link in self.links if link[0] == "#" and unquote(link[1:]) not in self.anchors] == []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name == "href" and value]
        self.anchors += [value for name, value in attrs if name == "id"]
        self.words += " "

    def handle_data(self, data: str) -> None:
        self.words += data


def links_to_memos(place: Path) -> list[str]:
    return [link for link in Index(place).links if "/" in link]


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_parcel_is_a_folder_with_its_memos_and_no_mail_and_the_edition_s_own_title_is_nowhere(root: Path) -> None:
    sent = to()
    assert send(root, sent) == ["treaty/2024-01-19/public"]
    home = root / "published/treaty/2024-01-19/public"
    assert sorted(path.name for path in home.iterdir()) == [
        "briefgen.json",
        "treaty_2024-01-19_public.html",
        "treaty_2024-01-19_public.pdf",
    ]
    for memo, content in zip(sent.memos, sent.contents, strict=True):
        assert memo.format == "mail" or (home / memo.file).read_bytes() == content
    assert {path.name for path in (root / "published").iterdir()} == {"treaty", "index.html", "feed.xml", folder.LOCK}
    assert WITHHELD not in str(snapshot(root / "published"))
    assert TITLE in Index(root / "published").words


def test_the_same_parcel_twice_changes_no_file(root: Path) -> None:
    send(root, to(), to("treaty@2024-01-26/public/web"))
    before = snapshot(root / "published")
    send(root, to(at=AT.replace(month=6)))
    assert snapshot(root / "published") == before


def test_two_recipients_with_one_folder_get_one_entry(root: Path) -> None:
    assert len(set(send(root, to(), to("treaty@2024-01-19/public/archive")))) == 1
    assert len(links_to_memos(root / "published")) == 2


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda home: (home / "treaty_2024-01-19_public.pdf").write_bytes(b"other"), "with other bytes"),
        (lambda home: (home / "treaty_2024-01-19_public.pdf").unlink(), "without treaty_2024-01-19_public.pdf"),
        (lambda home: (home / "briefgen.json").unlink(), "briefgen did not make it"),
    ],
)
def test_what_stands_there_and_is_not_the_same_is_left_alone(
    root: Path, change: Callable[[Path], object], part: str
) -> None:
    send(root, to())
    change(root / "published/treaty/2024-01-19/public")
    before = snapshot(root / "published")
    with pytest.raises(Refused, match=part):
        send(root, to())
    assert snapshot(root / "published") == before


def test_another_memo_of_the_same_name_is_refused_such_as_that_of_another_project(root: Path) -> None:
    send(root, to())
    before = snapshot(root / "published")
    with pytest.raises(Refused, match=r"treaty_2024-01-19_public\.html is there already, with other bytes"):
        send(root, to(title="Another desk says otherwise"))
    assert snapshot(root / "published") == before


def test_names_that_lead_elsewhere_are_refused(root: Path) -> None:
    for name in ("..", ".git", "a/b", "a\\b"):
        with pytest.raises(Refused, match="no name for a file or folder"):
            send(root, to()._replace(audience=name))
    sent = to()
    memos = tuple(memo._replace(file=f"../{memo.file}") for memo in sent.memos)
    with pytest.raises(Refused, match="no name"):
        send(root, sent._replace(memos=memos))
    with pytest.raises(Refused, match="no PDF and no web page for the audience public"):
        send(root, sent._replace(memos=sent.memos[1:2], contents=sent.contents[1:2]))
    assert not (root / "published").exists()


# --- the disk --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kind", "part"),
    [
        (errno.ENOSPC, Later, "the disk is full"),
        (errno.EDQUOT, Later, "your share of the disk is used up"),
        (errno.EIO, Later, "Input/output error"),
        (errno.EACCES, Refused, "it may not be written to"),
        (errno.EROFS, Refused, "its disk can only be read"),
    ],
)
@pytest.mark.parametrize("file", ["treaty_2024-01-19_public.pdf", "feed.xml"])
def test_what_the_disk_refuses_is_told_and_mended_by_the_next_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, file: str, number: int, kind: type[NotCarried], part: str
) -> None:
    send(root, to("treaty@2024-01-12/public/web"))
    before = links_to_memos(root / "published")
    write, whole = placing._write_through, []

    def fail(path: Path, content: bytes) -> None:
        whole.append(path)
        if path.name == file or (file == "feed.xml" and b"<feed" in content):
            raise OSError(number, os.strerror(number))
        write(path, content)

    monkeypatch.setattr(placing, "_write_through", fail)
    with pytest.raises(kind, match=part) as caught:
        send(root, to())
    assert str(root / "published") in str(caught.value)
    assert ".part" not in str(caught.value)
    assert len(whole) > 1
    assert [path.name for path in (root / "published").rglob(".briefgen-*")] == []
    there = (root / "published/treaty/2024-01-19/public").is_dir()
    assert (there, set(before) <= set(links_to_memos(root / "published"))) == (file == "feed.xml", True)
    monkeypatch.undo()
    send(root, to())
    assert len(feed(root / "published").xpath("a:entry", namespaces=ATOM)) == 2
    assert len(links_to_memos(root / "published")) == 4


def test_a_share_that_is_not_connected_is_not_made(tmp_path: Path, root: Path) -> None:
    share = tmp_path / "mnt" / "share"
    with pytest.raises(Later, match=r"share is not there; is the share connected\?"):
        send(root, parcel(str(share)))
    assert not share.parent.exists()
    share.mkdir(parents=True)
    send(root, parcel(str(share)))
    assert len(links_to_memos(share)) == 2


def test_a_run_that_holds_the_folder_too_long_is_waited_for_another_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "alone", functools.partial(placing.alone, patience=0.1))
    with placing.alone(root / "published" / folder.LOCK), pytest.raises(Later, match="another run of briefgen"):
        send(root, to())
    assert links_of(root) == []
    send(root, to())
    assert len(links_of(root)) == 2


def links_of(root: Path) -> list[str]:
    return links_to_memos(root / "published") if (root / "published/index.html").is_file() else []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 2}', "{", "\xff", None, '{"date": 5}', '{"brief": "other"}', '{"number": "x"}']
)
def test_a_record_that_is_none_of_ours_is_told_before_anything_is_put(root: Path, text: str | None) -> None:
    send(root, to("treaty@2024-01-12/public/web"))
    record = root / "published/treaty/2024-01-12/public/briefgen.json"
    if text and re.match(r'\{"(?!format)', text):  # one wrong value in a record that is right otherwise
        text = json.dumps(json.loads(record.read_bytes()) | json.loads(text))
    record.write_bytes(b"\xff\xfe" if text is None else text.encode("latin-1"))
    before = snapshot(root / "published")
    with pytest.raises(Refused, match=r"2024-01-12/public/briefgen\.json is not what briefgen writes"):
        send(root, to())
    assert snapshot(root / "published") == before


# --- killed, and at once ---------------------------------------------------------------------------------------------

SEND = """
import os, sys
from pathlib import Path
sys.path.insert(0, TESTS)
from sinks import AT, parcel, setting
from briefgen.channels import folder

share, here = Path(sys.argv[1]), setting(Path(sys.argv[1]).with_name("project"))

def send(*keys):
    with folder.opened(here) as session:
        for key in keys:
            session.send(parcel(str(share), key))
"""

KILLED = (
    SEND
    + """
import json, shutil
from test_channel_folder import feed, links_to_memos

old = share.with_name("old")
send("treaty@2024-01-12/public/web")
shutil.copytree(share, old)

def killed_at(step):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = step

    def count(name, arguments):
        nonlocal left
        writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
        if writes or name in ("os.link", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(count)
    send("treaty@2024-01-19/public/web")
    os._exit(0)

home, step, seen = share / "treaty/2024-01-19/public", 0, set()
while True:
    step += 1
    code = killed_at(step)
    assert code in (0, 9), code
    names = {path.name for path in home.iterdir()} if home.exists() else set()
    assert len(names) in (0, 3), names
    links, entries = len(links_to_memos(share)), len(feed(share)) - 7
    assert (links, entries) in ((2, 1), (4, 1), (4, 2)), (links, entries)
    assert links == 2 or names
    seen.add((len(names), links, entries))
    if code == 0:
        break
    again = share.with_name("again")
    shutil.copytree(share, again)
    share, rest = again, share
    send("treaty@2024-01-19/public/web")  # whatever was left undone is mended by the next run
    assert (len(links_to_memos(share)), len(feed(share)) - 7) == (4, 2)
    assert [path.name for path in share.rglob(".briefgen-*")] == []
    share = rest
    shutil.rmtree(again)
    shutil.rmtree(share)
    shutil.copytree(old, share)
assert seen == {(0, 2, 1), (3, 2, 1), (3, 4, 1), (3, 4, 2)}, seen
print(step)
"""
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_every_step_the_folder_is_whole_and_the_next_run_mends_the_rest(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    code = KILLED.replace("TESTS", repr(str(Path(__file__).parent)))
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "share"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 12


TAKE_BACK = (
    SEND
    + """
left = int(sys.argv[2])

def count(name, arguments):
    global left
    writes = name == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
    if writes or name in ("os.link", "os.remove", "os.rename", "os.mkdir"):
        left -= 1
        if left == 0:
            os._exit(9)

sys.addaudithook(count)
folder.taken_back(parcel(str(share), at=AT.replace(day=25)), here)
"""
)


def test_killed_at_every_step_what_is_taken_back_is_told_by_the_next_run(tmp_path: Path, root: Path) -> None:
    code = TAKE_BACK.replace("TESTS", repr(str(Path(__file__).parent)))
    killed = 0
    while True:
        share = tmp_path / f"share-{killed}"
        share.mkdir()
        send(root, parcel(str(share)))
        done = subprocess.run([sys.executable, "-c", code, share, str(killed + 1)], check=False)
        assert len(links_to_memos(share)) in (0, 2)
        feed(share)
        folder.taken_back(parcel(str(share), at=AT.replace(day=25)), setting(root))
        assert links_to_memos(share) == []
        assert told(feed(share).xpath("a:entry", namespaces=ATOM), "title") == [f"Withdrawn: {TITLE}"]
        assert [path.name for path in share.rglob(".briefgen-*")] == []
        if done.returncode == 0:
            break
        assert done.returncode == 9
        killed += 1
    assert killed > 5


def test_of_several_at_once_none_loses_an_entry(tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    code = SEND.replace("TESTS", repr(str(Path(__file__).parent))) + "\nsend(*sys.argv[2:])\n"
    days = range(1, 9)
    keys = [[f"{brief}@2024-01-{day:02}/public/web" for day in days] for brief in ("one", "two", "two")]
    runs = [subprocess.Popen([sys.executable, "-c", code, share, *some], stderr=subprocess.PIPE) for some in keys]
    assert [run.communicate()[1] for run in runs] == [b"", b"", b""]
    assert len(links_to_memos(share)) == 2 * 2 * len(days)
    assert len(feed(share).xpath("a:entry", namespaces=ATOM)) == 2 * len(days)


# --- index and feed --------------------------------------------------------------------------------------------------


def filled(root: Path, **given: object) -> list[Parcel]:
    """Two briefs with three audiences; a correction, and an edition that is taken back."""
    old = [
        to(f"treaty@2024-01-12/{audience}/web", marking=marking, number=3, **given)
        for audience, marking in AUDIENCES.items()
    ]
    correction = to(
        "treaty@2024-01-19/public/web",
        AT.replace(day=23),
        number=4,
        corrects="2024-01-12",
        because=BECAUSE,
        **given,
    )
    gone = to("accord@2023-12-29/analyst/web", marking="TLP:RED", number=11, **given)
    sent = [*old, correction, gone, to("accord@2023-12-29/public/web", number=11, **given)]
    send(root, *sent)
    take_back(root, gone)
    return sent


def test_the_index_has_the_newest_first_and_says_of_each_its_marking_and_what_became_of_it(root: Path) -> None:
    filled(root)
    words = Index(root / "published").words
    links = "Web page PDF, 2 pages"
    assert words.endswith(
        "3 editions · Atom feed TLP:RED Memos"
        f" 2024 19 January 2024 No 4 treaty {TITLE} Correction"
        f" Correction of 12 January 2024: {BECAUSE}"
        f" public TLP:CLEAR {links}"
        f" 12 January 2024 No 3 treaty {TITLE} Corrected Corrected by No 4 of 19 January 2024; read that instead."
        f" analyst TLP:AMBER+STRICT {links} principal TLP:GREEN {links} public TLP:CLEAR {links}"
        f" 2023 29 December 2023 No 11 accord {TITLE}"
        " analyst TLP:RED Withdrawn Withdrawn on 25 January 2024; it holds no more."
        f" public TLP:CLEAR {links}"
    )


def test_the_feed_has_what_happened_last_first_and_says_it(root: Path) -> None:
    filled(root)
    entries = feed(root / "published").xpath("a:entry", namespaces=ATOM)
    found = list(zip(told(entries, "updated"), told(entries, "title"), told(entries, "summary"), strict=True))
    assert found[:3] == [
        (
            "2024-01-25T09:30:00Z",
            f"Withdrawn: {TITLE}",
            "29 December 2023 · No 11 · analyst · TLP:RED · Withdrawn on 25 January 2024; it holds no more.",
        ),
        (
            "2024-01-23T09:30:00Z",
            f"Correction: {TITLE}",
            f"19 January 2024 · No 4 · public · TLP:CLEAR · Correction of 12 January 2024: {BECAUSE}",
        ),
        (
            "2024-01-23T09:30:00Z",
            f"Corrected: {TITLE}",
            "12 January 2024 · No 3 · analyst · TLP:AMBER+STRICT · Corrected by No 4 of 19 January 2024; read that instead.",
        ),
    ]
    assert found[-1] == ("2024-01-20T09:30:00Z", TITLE, "29 December 2023 · No 11 · public · TLP:CLEAR")
    terms = [entry.xpath("a:category/@term", namespaces=ATOM) for entry in entries]
    assert terms[0] == ["TLP:RED", "analyst", "accord"]
    links = [entry.xpath("a:link/@href", namespaces=ATOM) for entry in entries]
    assert links[0] == ["index.html"]
    assert links[1] == [f"treaty/2024-01-19/public/treaty_2024-01-19_public.{ending}" for ending in ("html", "pdf")]


def test_what_is_taken_back_stays_and_no_link_leads_to_it(root: Path) -> None:
    send(root, to(), to("treaty@2024-01-26/public/web"))
    assert take_back(root, to()) == "treaty/2024-01-19/public"
    before = snapshot(root / "published")
    take_back(root, to(), day=30)
    assert snapshot(root / "published") == before
    assert (root / "published/treaty/2024-01-19/public/treaty_2024-01-19_public.pdf").is_file()
    assert not [link for link in links_to_memos(root / "published") if "2024-01-19" in link]
    for other in (to("treaty@2024-01-19/analyst/web"), to("treaty@2024-01-26/public/web", title="Of another project")):
        with pytest.raises(Refused, match="nothing can be taken back"):
            take_back(root, other)
    send(root, to())
    assert snapshot(root / "published") == before


def test_a_correction_of_the_same_day_and_one_that_came_for_another_audience_only_are_told(root: Path) -> None:
    send(root, to(), to("treaty@2024-01-19/analyst/web"))
    send(root, to("treaty@2024-01-19.2/public/web", number=2, corrects="2024-01-19", because="A name was wrong."))
    words = Index(root / "published").words
    assert "Correction of 19 January 2024: A name was wrong. public" in words
    assert "Corrected by No 2 of 19 January 2024; read that instead. analyst TLP:CLEAR" in words


def test_several_projects_share_a_folder_and_ids_stay_what_they_were(tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    one, two = tmp_path / "one", tmp_path / "two"
    send(one, parcel(str(share)))
    before = feed(share)
    send(two, parcel(str(share), "accord@2024-01-12/public/web", AT.replace(day=2)))
    after = feed(share)
    assert len(links_to_memos(share)) == 4
    assert after.findtext("a:id", namespaces=ATOM) == before.findtext("a:id", namespaces=ATOM)
    ids = told(after.xpath("a:entry", namespaces=ATOM), "id")
    assert told(before.xpath("a:entry", namespaces=ATOM), "id")[0] == ids[0]
    shutil.rmtree(share / "treaty")  # somebody wants it gone: the rest is told as before
    send(two, parcel(str(share), "accord@2024-01-12/public/web"))
    rest = feed(share)
    assert rest.findtext("a:id", namespaces=ATOM) == before.findtext("a:id", namespaces=ATOM)
    assert told(rest.xpath("a:entry", namespaces=ATOM), "id") == ids[1:]


def test_the_same_names_from_another_project_are_other_entries_in_another_feed(tmp_path: Path) -> None:
    ids = []
    for name, title in (("one", TITLE), ("two", "Another title"), ("three", TITLE)):
        send(tmp_path / name, to(title=title))
        ids.append(told(feed(tmp_path / name / "published").xpath("a:entry", namespaces=ATOM), "id")[0])
    assert ids[0] == ids[2] != ids[1]


def test_what_is_corrected_leads_to_its_correction_and_is_told_when_that_came_for_its_audience(root: Path) -> None:
    days = {"analyst": 22, "public": 24}
    for number, (date, corrects) in enumerate([("2024-01-12", None), ("2024-01-19", "2024-01-12")]):
        for audience, day in days.items():
            at = AT.replace(day=day) if corrects else AT
            send(root, to(f"a treaty@{date}/{audience}/web", at, number=number, corrects=corrects, because=corrects))
    assert Index(root / "published").links.count("#a_treaty%402024-01-19") == 1
    entries = feed(root / "published").xpath("a:entry[a:published != a:updated]", namespaces=ATOM)
    assert [
        (entry.xpath("string(a:category[2]/@term)", namespaces=ATOM), told([entry], "updated")[0]) for entry in entries
    ] == [
        ("public", "2024-01-24T09:30:00Z"),
        ("analyst", "2024-01-22T09:30:00Z"),
    ]


def test_audiences_that_know_it_by_another_title_have_it_under_that(root: Path) -> None:
    titles = {"analyst": "One", "principal": "Other", "public": "One"}
    send(root, *(to(f"treaty@2024-01-19/{audience}/web", title=title) for audience, title in titles.items()))
    words = " ".join(re.sub("Web page PDF, 2 pages|TLP:CLEAR", "", Index(root / "published").words).split())
    edition = "19 January 2024 No 1 treaty"
    assert words.endswith(f"2024 {edition} One analyst public {edition} Other principal")


def test_a_copy_that_somebody_took_away_is_linked_no_more(root: Path) -> None:
    send(root, to())
    (root / "published/treaty/2024-01-19/public/treaty_2024-01-19_public.pdf").unlink()
    send(root, to("treaty@2024-01-26/public/web"))
    feed(root / "published")
    assert len(links_to_memos(root / "published")) == 3


def test_a_base_address_stands_in_the_feed(root: Path) -> None:
    send(root, parcel("published?base=https://example.org/briefs"))
    found = feed(root / "published")
    assert found.base == "https://example.org/briefs/"
    link = found.xpath("a:entry/a:link/@href", namespaces=ATOM)[0]
    assert urljoin(found.base, link).startswith("https://example.org/briefs/treaty/2024-01-19/public/")


def test_the_feed_is_no_longer_than_readers_bear_and_the_index_has_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_feed, "LONGEST", 3)
    sent = [to(f"treaty@2024-01-{day:02}/public/web", AT.replace(day=day)) for day in range(1, 6)]
    send(root, *sent)
    take_back(root, sent[0])
    entries = feed(root / "published").xpath("a:entry", namespaces=ATOM)
    assert [title.partition(":")[0] for title in told(entries, "title")] == ["Withdrawn", TITLE, TITLE]
    assert len(links_to_memos(root / "published")) == 2 * 4


def test_words_of_a_memo_are_words_and_never_markup(root: Path) -> None:
    send(root, to(title="A &lt;script&gt;alert(1)&lt;/script&gt; &amp; “B”\x01 &quot;C&quot;"))
    page = (root / "published/index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert 'A <script>alert(1)</script> & “B” "C"' in Index(root / "published").words
    (entry,) = feed(root / "published").xpath("a:entry", namespaces=ATOM)
    assert told([entry], "title") == ['A <script>alert(1)</script> & “B” "C"']


@pytest.mark.parametrize(
    ("language", "part"),
    [
        ("fr", "19 janvier 2024"),
        ("ru", "19 января 2024"),
        ("fa", "۱۹ ژانویه ۲۰۲۴"),
        ("de", "19 January 2024"),
        ("not a tag", "19 January 2024"),
    ],
)
def test_the_page_speaks_the_language_of_its_memos_where_it_knows_it(root: Path, language: str, part: str) -> None:
    send(root, to(language=language))
    feed(root / "published")
    assert part in Index(root / "published").words
    tag = language if language in ("fr", "ru", "fa") else "en"
    direction = "rtl" if language == "fa" else "ltr"
    assert f'<html lang="{tag}" dir="{direction}">' in (root / "published/index.html").read_text(encoding="utf-8")


def test_memos_of_several_languages_have_an_english_page_and_keep_their_own(root: Path) -> None:
    send(root, to(language="fa"), to("treaty@2024-01-26/public/web", language="fr"))
    page = (root / "published/index.html").read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in page
    assert '<h3 lang="fa" dir="rtl">' in page
    assert '<h3 lang="fr" dir="ltr">' in page


def test_memos_of_a_real_edition_are_listed_as_their_readers_know_them(root: Path) -> None:
    made = project(root, SMALL, **{"briefgen.yaml": "defaults: {language: en, audiences: public}\n"})
    edition = editions.freeze(made.brief("memo"), made)
    home = root / "briefs/editions/memo/2024-01-19/memos"
    contents = tuple((home / memo.file).read_bytes() for memo in edition.memos)
    sent = Parcel(
        f"{edition.name}/public/web", edition, "public", "TLP:CLEAR", edition.memos, contents, "published", None, AT
    )
    send(root, sent)
    words = Index(root / "published").words
    assert "An agency reports on talks; nothing is confirmed public TLP:CLEAR Web page PDF, " in words
    (entry,) = feed(root / "published").xpath("a:entry", namespaces=ATOM)
    assert entry.find("a:title", ATOM).get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


# --- looks -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    long = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung " * 3
    found = []
    for language, title in (("en", TITLE), ("fa", "یک خبرگزاری از گفت‌وگوها خبر می‌دهد"), ("fr", long)):
        root = tmp_path_factory.mktemp("pages") / language
        filled(root, language=language, title=title)
        found.append(root / "published/index.html")
    return found


def test_no_page_has_a_fault_of_html_or_css(pages: list[Path]) -> None:
    if reason := checkers.missing("java"):
        pytest.skip(reason)
    assert list(checkers.html_faults(pages).values()) == [[], [], []]


@pytest.fixture(scope="module")
def browser() -> Iterator[checkers.Browser]:
    if reason := checkers.missing("chromium"):
        pytest.skip(reason)
    with checkers.browser() as browser:
        yield browser


def test_axe_finds_nothing_and_no_page_is_wider_than_the_narrowest_telephone(
    pages: list[Path], browser: checkers.Browser
) -> None:
    for file in pages:
        with browser.page(file) as page:
            for width in (375, 768, 1280):
                assert page.axe_violations(width, "light") == page.axe_violations(width, "dark") == []
            assert page.overflow(320) <= 0


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["published", "../www", "output/for others", "/mnt/share/briefs", "p?base=http://a.b"]
)
def test_folders_within_and_without_the_project_are_good(root: Path, address: str) -> None:
    assert folder.fault(address, setting(root)) is None
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("", "names no folder"),
        (" ", "names no folder"),
        ("?base=https://example.org/", "names no folder"),
        ("a\x00b", "names no folder"),
        ("~/share", "“~” is not known"),
        (".", "the project itself lies in that folder"),
        ("..", "the project itself lies in that folder"),
        ("/", "the project itself lies in that folder"),
        ("briefs", "within “briefs”"),
        ("briefs/editions/treaty", "within “briefs”"),
        ("published/../templates/mine", "within “templates”"),
        (".briefgen/x", "within “.briefgen”"),
        ("file.txt", "is a file"),
        ("file.txt/below", "is a file"),
        ("p?title=x", "“?title=x” is not known"),
        ("p?base=", "no web address"),
        ("p?base=ftp://example.org/", "no web address"),
        ("p?base=https://example.org/#x", "no web address"),
        ("p?base=https://[example.org/", "no web address"),
        ("p?base=https://me:secret@example.org/", "shown to every reader"),
    ],
)
def test_what_is_wrong_with_an_address_is_told_and_nothing_is_sent_there(root: Path, address: str, part: str) -> None:
    here = setting(root)
    (root / "file.txt").write_text("words", encoding="utf-8")
    words = folder.fault(address, here)
    assert words is not None
    assert part in words
    assert "secret" not in words
    with pytest.raises(Refused):
        send(root, parcel(address))
    assert [path.name for path in root.iterdir()] == ["file.txt"]


def test_a_name_that_is_too_long_for_the_disk_and_links_in_a_circle_are_refused(root: Path) -> None:
    setting(root)
    (root / "a").symlink_to(root / "b")
    (root / "b").symlink_to(root / "a")
    for address in ("x" * 300, "a/below"):
        with pytest.raises(Refused):
            send(root, parcel(address))
    assert sorted(path.name for path in root.iterdir()) == ["a", "b"]


def test_a_share_whose_server_does_not_answer_is_no_fault_of_its_address(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "is_file", fail)
    assert folder.fault("published", setting(root)) is None
    with pytest.raises(Later, match="published: Input/output error"):
        send(root, to())


def test_a_link_that_leads_into_the_editions_is_seen(root: Path) -> None:
    here = setting(root)
    (root / "briefs/editions").mkdir(parents=True)
    (root / "published").symlink_to(root / "briefs/editions", target_is_directory=True)
    assert "within “briefs”" in str(folder.fault("published", here))


def test_a_dry_run_lists_what_would_be_put_where(root: Path) -> None:
    name, content = folder.shown(to(), setting(root))
    assert name == "treaty@2024-01-19_public_web.txt"
    lines = content.decode().splitlines()
    place = root.resolve() / "published"
    assert lines[0] == f"{place}/treaty/2024-01-19/public/"
    sizes = {memo.file: (len(content), memo.sha256) for memo, content in zip(to().memos, to().contents, strict=True)}
    assert lines[1:3] == [
        f"  {file}  {sizes[file][0]} bytes  sha256 {sizes[file][1]}"
        for file in ("treaty_2024-01-19_public.html", "treaty_2024-01-19_public.pdf")
    ]
    assert lines[3:] == [f"{place}/index.html  made anew", f"{place}/feed.xml  made anew"]
