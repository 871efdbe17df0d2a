"""`briefgen source`: archives that quotes are compared with, and quotes that stand in them."""

import datetime
import hashlib
import json
import re

import hypothesis.strategies as st
import pytest
import weasyprint
from click.testing import CliRunner
from command_line import run
from hypothesis import assume, given, settings
from test_passages import TEXTS

from briefgen import check
from briefgen.check.passages import Scope, Search
from briefgen.cli import main, sources, targets
from briefgen.load import load
from briefgen.project import Project
from briefgen.sourcing import Found
from briefgen.yaml_source import parse

TODAY = datetime.date(2026, 11, 24)

ARTICLE = """\
Talks on aircraft

The ministry's spokesman said on Friday that talks had begun. “No price,” he
added, “has been agreed upon.” Iran: a partner, he said, “is ready”.
"""

BRIEF = """\
title: The ministry says that talks have begun
date: 2026-11-24
marking: TLP:CLEAR
bottom_line: The ministry's spokesman said that talks have begun [@talks].
claims:
  talks:
    text: The ministry's spokesman said that talks have begun.
    claimant: The ministry
    status: officially-stated
    evidence:
{evidence}
sources:
{sources}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A project to stand in, on a fixed day; files to add lie outside it."""
    root = tmp_path / "p"
    (root / "briefs").mkdir(parents=True)
    (root / "briefgen.yaml").write_text("fatal: error\n", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setattr(targets, "today", lambda: TODAY)
    return root


@pytest.fixture
def article(tmp_path):
    """A file that an analyst has saved."""
    file = tmp_path / "Talks on Aircraft.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def add(*words, code=0, **more):
    done = CliRunner().invoke(main, ["source", "add", *map(str, words)], prog_name="briefgen", **more)
    assert done.exit_code == code, done.output
    return done


def quote(*words, code=0):
    done = run("source", "quote", *words)
    assert done.exit_code == code, done.output
    return done


def brief(folder, entry, evidence='      article: "talks had begun"\n', name="b"):
    text = BRIEF.format(evidence=evidence.rstrip("\n"), sources=entry.rstrip("\n"))
    (folder / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")


def recorded(folder):
    return json.loads((folder / "briefgen.lock").read_text(encoding="utf-8"))["archives"]


def fields(stdout):
    tree, findings = parse("entry", f"sources:\n{stdout}".encode())
    assert findings == []
    return tree.data()["sources"]


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- add -------------------------------------------------------------------------------------------------------------


def test_a_text_is_archived_recorded_and_its_entry_pastes_into_a_brief(folder, article):
    added = add(article, "--id", "article", "--published", "2026-11-19", "--publisher", "Strait Wire: news")
    archive = folder / "briefs" / "sources" / "article.txt"
    assert archive.read_text(encoding="utf-8") == ARTICLE
    assert fields(added.stdout) == {
        "article": {
            "title": "Talks on aircraft",
            "publisher": "Strait Wire: news",
            "published": "2026-11-19",
            "file": "sources/article.txt",
            "retrieved": "2026-11-24",
        }
    }
    assert "    # the first line:\n    title: Talks on aircraft\n" in added.stdout
    assert "    # author: NAME (who wrote it; unknown where it is not said)\n" in added.stdout
    assert recorded(folder)["briefs/sources/article.txt"] == {
        "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
        "retrieved": "2026-11-24",
        "original": {
            "name": "Talks on Aircraft.txt",
            "form": "plain text",
            "sha256": hashlib.sha256(article.read_bytes()).hexdigest(),
        },
        "about": {"title": "Talks on aircraft", "publisher": "Strait Wire: news", "published": "2026-11-19"},
    }
    brief(folder, added.stdout)
    assert run("check", "b").stdout == ""
    assert run("build", "b", "--format", "html").exit_code == 0


def test_what_is_not_known_stands_there_as_comments_with_an_example_each(folder, article):
    entry = add(article, "--id", "article").stdout
    filled = re.sub(r"# (\w+): (\S+) \(.+\)\n", r"\1: \2\n", entry).replace("YYYY-MM-DD", "2026-11-19")
    assert {"publisher", "author", "published", "url", "language", "kind", "reliability"} <= set(
        fields(filled)["article"]
    )
    brief(folder, filled)
    checked = run("check", "b")
    assert (checked.exit_code, checked.stdout) == (0, "")


@pytest.mark.parametrize(
    "title", ["no", "- a: b # c", "“Talks” 'on' \"aircraft\"", "x " * 100, "2026-11-24", "{a}", "مذاکره"]
)
def test_any_title_is_written_so_that_it_reads_back(article, title):
    entry = add(article, "--id", "article", "--title", title).stdout
    assert fields(entry)["article"]["title"] == " ".join(title.split())


def test_the_id_is_made_of_the_name_and_the_day_may_be_told(folder, article):
    added = add(article, "--retrieved", "2026-11-02")
    assert fields(added.stdout)["talks-on-aircraft"]["retrieved"] == "2026-11-02"
    assert recorded(folder)["briefs/sources/talks-on-aircraft.txt"]["retrieved"] == "2026-11-02"


def test_markdown_keeps_its_ending_and_what_is_piped_in_needs_an_id(folder, tmp_path):
    (tmp_path / "note.md").write_text("# A note\n", encoding="utf-8")
    assert fields(add(tmp_path / "note.md").stdout)["note"]["file"] == "sources/note.md"
    assert "--id article" in add("-", code=2, input="Some words").stderr
    add("-", "--id", "piped", input="Some words")
    assert (folder / "briefs" / "sources" / "piped.txt").read_text(encoding="utf-8") == "Some words\n"


def test_a_web_page_and_a_pdf_fill_the_entry(folder, tmp_path):
    words = "The ministry said on Friday in the capital that it expects the talks to begin soon."
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>Talks</title><meta property="og:site_name" content="Strait Wire">'
        f"</head><body><article><h1>Talks</h1><p>{words}</p><p>{words.replace('ministry', 'embassy')}</p></article>"
        "</body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert fields(add(tmp_path / "page.html").stdout)["page"]["publisher"] == "Strait Wire"
    (tmp_path / "report.pdf").write_bytes(weasyprint.HTML(string=page).write_pdf())
    assert fields(add(tmp_path / "report.pdf").stdout)["report"]["title"] == "Talks"
    assert words in (folder / "briefs" / "sources" / "page.txt").read_text(encoding="utf-8")
    assert words in " ".join((folder / "briefs" / "sources" / "report.txt").read_text(encoding="utf-8").split())


def test_the_same_text_again_changes_nothing_and_says_so(folder, article):
    add(article, "--id", "article")
    before = everything(folder)
    article.write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    again = add(article, "--id", "article")
    assert "already archived as briefs/sources/article.txt, word for word; nothing was changed" in again.stderr
    assert everything(folder) == before


def test_the_same_text_under_another_id_is_the_archive_that_there_is(folder, article):
    add(article, "--id", "article")
    other = add(article, "--id", "other")
    assert fields(other.stdout)["other"]["file"] == "sources/article.txt"
    assert not (folder / "briefs" / "sources" / "other.txt").exists()


def test_a_text_that_was_put_there_by_hand_is_recorded_as_it_stands(folder):
    archive = folder / "briefs" / "sources" / "article.txt"
    archive.parent.mkdir()
    archive.write_bytes(b"Two lines\r\nwithout an end")
    assert "what was not recorded of it is now" in add(archive).stderr
    assert archive.read_bytes() == b"Two lines\r\nwithout an end"
    assert recorded(folder)["briefs/sources/article.txt"]["sha256"] == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_what_a_build_recorded_is_completed_and_keeps_its_sha256(folder, article):
    add(article, "--id", "article")
    whole = recorded(folder)["briefs/sources/article.txt"]
    bare = {"archives": {"briefs/sources/article.txt": {"sha256": whole["sha256"]}}}
    (folder / "briefgen.lock").write_text(json.dumps(bare), encoding="utf-8")
    assert "what was not recorded of it is now" in add(article, "--id", "article").stderr
    assert recorded(folder)["briefs/sources/article.txt"] == whole


def test_a_build_keeps_what_is_recorded_of_an_archive(folder, article):
    brief(folder, add(article, "--id", "article").stdout)
    before = recorded(folder)
    other = folder / "briefs" / "sources" / "new.txt"
    other.write_text("New.\n", encoding="utf-8")
    brief(folder, "  new: {title: T, file: sources/new.txt, published: unknown}", '      new: "New."\n', name="c")
    assert run("build", "--format", "html").exit_code == 0
    after = recorded(folder)
    assert after == {**before, "briefs/sources/new.txt": {"sha256": hashlib.sha256(b"New.\n").hexdigest()}}


def test_another_text_never_takes_the_place_of_an_archive_by_itself(folder, article):
    brief(folder, add(article, "--id", "article").stdout)
    article.write_text("Another text\n", encoding="utf-8")
    before = everything(folder)
    refused = add(article, "--id", "article", code=2)
    assert "briefs/sources/article.txt is there, and reads differently" in refused.stderr
    assert "quotes of “article” of briefs/b.yaml" in refused.stderr
    assert refused.stdout == ""
    assert everything(folder) == before


def test_with_replace_it_does_and_the_record_keeps_the_earlier_sha256(folder, article):
    brief(folder, add(article, "--id", "article").stdout)
    article.write_text("Another text\n", encoding="utf-8")
    replaced = add(article, "--id", "article", "--replace")
    assert "its quotes may no longer stand there: briefgen check b" in replaced.stderr
    entry = recorded(folder)["briefs/sources/article.txt"]
    assert entry["sha256"] == hashlib.sha256(b"Another text\n").hexdigest()
    assert entry["earlier"] == [{"sha256": hashlib.sha256(ARTICLE.encode()).hexdigest(), "until": "2026-11-24"}]
    found = run("check", "b")
    assert "Q01" in found.stdout
    assert "Q02" not in found.stdout
    article.write_text("A third text\n", encoding="utf-8")
    add(article, "--id", "article", "--replace")
    assert [one["until"] for one in recorded(folder)["briefs/sources/article.txt"]["earlier"]] == ["2026-11-24"] * 2


@pytest.mark.parametrize("damage", ["gone", "altered", "line ends"])
def test_an_archive_that_was_damaged_is_restored_from_its_file(folder, article, damage):
    brief(folder, add(article, "--id", "article").stdout)
    archive = folder / "briefs" / "sources" / "article.txt"
    before = everything(folder)
    match damage:
        case "gone":
            archive.unlink()
        case "altered":
            archive.write_text(ARTICLE.replace("begun", "ended"), encoding="utf-8")
        case "line ends":
            archive.write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    assert "Q02" in run("check", "b").stdout
    assert "restored briefs/sources/article.txt" in add(article, "--id", "article").stderr
    assert everything(folder) == before
    assert run("check", "b").exit_code == 0


def test_a_lost_archive_is_not_forgotten_for_another_text(folder, article):
    add(article, "--id", "article")
    (folder / "briefs" / "sources" / "article.txt").unlink()
    article.write_text("Another text\n", encoding="utf-8")
    assert "is recorded with another text, and the file is missing" in add(article, "--id", "article", code=2).stderr


def test_briefs_that_cite_it_or_have_its_id_are_told(folder, article):
    add(article, "--id", "article", "--url", "https://wire.example.org/talks")
    for name, entry in {
        "by-file": "  wire: {title: T, file: sources/article.txt}",
        "by-address": "  page: {title: T, url: https://wire.example.org/talks}",
        "other": "  article: {title: Another}",
        "broken": "  article: {title: [",
    }.items():
        brief(folder, entry, "      wire: x\n", name)
    told = add(article, "--id", "article", "--url", "https://wire.example.org/talks").stderr
    assert "it is source “wire” of briefs/by-file.yaml" in told
    assert "it is source “page” of briefs/by-address.yaml" in told
    assert "note: briefs/other.yaml has another source “article”" in told
    assert fields(add(folder / "briefs" / "sources" / "article.txt").stdout).keys() == {"wire"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--id", "The Article"], "such as"),
        (["--id", "unknown"], "cannot be the id of a source"),
        (["--published", "yesterday"], "--published “yesterday” is not a date"),
        (["--published", "2026-02-30"], "is not a date"),
        (["--retrieved", "2026-11-25"], "lies in the future"),
        (["--title", " "], "--title is empty"),
        (["--encoding", "klingon"], "there is no encoding “klingon”"),
    ],
)
def test_wrong_options_end_before_anything_is_written(folder, article, words, told):
    before = everything(folder)
    refused = add(article, *words, code=2)
    assert told in refused.stderr or "choose one: --id the-article" in refused.stderr
    assert everything(folder) == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "Договор".encode("cp1251"), b"%PDF-1.4\nbroken", b"PK\x03\x04"])
def test_a_file_that_cannot_be_archived_leaves_nothing_behind(folder, tmp_path, content):
    (tmp_path / "a.bin").write_bytes(content)
    before = everything(folder)
    refused = add(tmp_path / "a.bin", code=2)
    assert refused.stderr.count("error:") == refused.stderr.count("hint:") == 1
    assert refused.stdout == ""
    assert everything(folder) == before


def test_a_file_that_is_not_there_and_a_name_that_makes_no_id(tmp_path):
    assert "there is no such file" in add(tmp_path / "lost.txt", code=2).stderr
    assert "it is a folder" in add(tmp_path, code=2).stderr
    (tmp_path / "договор.txt").write_text("x", encoding="utf-8")
    assert "no id can be made of the name “договор.txt”" in add(tmp_path / "договор.txt", code=2).stderr


def test_outside_a_project_nothing_is_archived(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "there is no briefgen.yaml here" in add(article, code=2).stderr


def test_where_the_record_cannot_be_written_no_archive_is_left(folder, article):
    (folder / "briefgen.lock").mkdir()
    refused = add(article, "--id", "article", code=2)
    assert "briefgen.lock" in refused.stderr
    assert not (folder / "briefs" / "sources").exists()


def test_where_the_archive_cannot_be_written_the_record_stays(folder, article):
    add(article, "--id", "article")
    (folder / "briefs" / "sources" / "article.txt").unlink()
    (folder / "briefs" / "sources").rmdir()
    (folder / "briefs" / "sources").write_text("in the way", encoding="utf-8")
    before = everything(folder)
    refused = add(article, "--id", "article", code=2)
    assert "a file stands where its folder should be" in refused.stderr
    assert "nothing was changed" in refused.stderr
    assert "--output" not in refused.stderr
    assert everything(folder) == before


def test_for_programs(article):
    told = json.loads(add(article, "--id", "article", "--json").stdout)
    assert (told["state"], told["file"], told["fields"]["title"]) == (
        "added",
        "briefs/sources/article.txt",
        "Talks on aircraft",
    )


# --- quote -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def archived(folder, article):
    """A brief with an archived source."""
    brief(folder, add(article, "--id", "article").stdout)
    return folder / "briefs" / "sources" / "article.txt"


@pytest.mark.usefixtures("archived")
def test_a_passage_is_printed_as_evidence_and_where_it_stands_beside_it():
    found = quote("article", "NO", "price", "he", "added")
    assert found.stdout == "      article: “No price,” he added, “has been agreed upon.”\n"
    where = (
        "briefs/sources/article.txt:3\n"
        "   … spokesman said on Friday that talks had begun. | “No price,” he added, “has been agreed upon.” | Iran: a "
        "partner, he said, “is ready”. …\n"
    )
    assert found.stderr == where


@pytest.mark.usefixtures("archived")
def test_it_is_quoted_where_yaml_needs_it(folder):
    found = quote("article", "a partner")
    assert found.stdout == "      article: 'Iran: a partner, he said, “is ready”.'\n"
    brief(folder, "  article: {title: T, file: sources/article.txt, published: unknown}", found.stdout)
    assert run("check", "b").exit_code == 0


@pytest.mark.usefixtures("archived")
def test_the_words_alone_and_more_sentences():
    assert quote("article", "talks had", "--words-only").stdout == "      article: talks had\n"
    assert quote("article", "no price", "--around", "1").stdout.startswith(
        "      article: 'The ministry''s spokesman said"
    )


@pytest.mark.usefixtures("archived")
def test_of_several_passages_one_is_to_be_chosen():
    several = quote("article", "he", code=1)
    assert several.stdout == ""
    assert [line[:3] for line in several.stderr.splitlines()][::2] == ["1. ", "2. ", "2 p"]
    assert "choose one with --nth, or take them with --all" in several.stderr
    assert quote("article", "he", "--nth", "2").stdout == quote("article", "a partner").stdout
    every = quote("article", "he", "--all").stdout
    assert every.splitlines()[:2] == ["      article:", "      - “No price,” he added, “has been agreed upon.”"]
    assert "there is no passage 3: 2 of" in quote("article", "he", "--nth", "3", code=2).stderr
    assert "choose one of them" in quote("article", "he", "--nth", "1", "--all", code=2).stderr


@pytest.mark.usefixtures("archived")
def test_where_there_is_none_the_nearest_are_told_with_how_they_differ():
    none = quote("article", "spokesman", "sayd", "Saturday", "talks", "begun", code=1)
    assert none.stdout == ""
    assert "near: briefs/sources/article.txt:3" in none.stderr
    assert "it has “said” for “sayd”" in none.stderr
    assert "it lacks “Saturday”" in none.stderr
    assert "nothing like them stands there" in quote("article", "zebra", code=1).stderr


def test_a_pdf_tells_its_page(folder, tmp_path):
    pages = '<p>One.</p><p style="break-before:page">Talks have begun, the ministry said.</p>'
    (tmp_path / "r.pdf").write_bytes(weasyprint.HTML(string=pages).write_pdf())
    brief(folder, add(tmp_path / "r.pdf", "--id", "report", "--published", "unknown").stdout, "      report: One.\n")
    found = quote("report", "talks")
    assert found.stdout == "      report:\n        quote: Talks have begun, the ministry said.\n        page: 2\n"
    assert "briefs/sources/report.txt:2, page 2" in found.stderr
    brief(folder, add(tmp_path / "r.pdf", "--id", "report", "--published", "unknown").stdout, found.stdout)
    assert run("check", "b").exit_code == 0


@pytest.mark.usefixtures("archived")
def test_a_source_is_an_id_or_the_path_of_an_archive(folder, monkeypatch):
    by_id = quote("article", "no price").stdout
    assert quote("briefs/sources/article.txt", "no price").stdout == by_id
    monkeypatch.chdir(folder / "briefs")
    assert quote("sources/article.txt", "no price").stdout == by_id
    assert quote("briefs/sources/article.txt", "no price").stdout == by_id
    assert quote("article", "no price", "--brief", "b").stdout == by_id
    assert "../briefs" not in quote("article", "no price").stderr
    loose = folder / "briefs" / "sources" / "Loose file.txt"
    loose.write_text("No price.\n", encoding="utf-8")
    assert quote("sources/Loose file.txt", "no price").stdout == "      loose-file: No price.\n"


@pytest.mark.usefixtures("archived")
def test_an_unknown_source_ends_with_the_nearest(folder):
    assert "did you mean article?" in quote("artcle", "x", code=2).stderr
    (folder / "briefs" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    told = quote("wire", "x", code=2).stderr
    assert "mend briefs/broken.yaml, which cannot be read: briefgen check tells where" in told
    assert quote("article", "no price").stdout != ""
    assert "unknown brief" in quote("article", "x", "--brief", "lost", code=2).stderr


@pytest.mark.usefixtures("archived")
def test_an_id_that_two_briefs_use_for_different_texts_needs_the_brief(folder):
    (folder / "briefs" / "sources" / "other.txt").write_text("No price.\n", encoding="utf-8")
    brief(folder, "  article: {title: T, file: sources/other.txt}", name="c")
    assert "say which: --brief b" in quote("article", "no price", code=2).stderr
    assert quote("article", "no price", "--brief", "c").stdout == "      article: No price.\n"


@pytest.mark.usefixtures("archived")
def test_a_brief_that_does_not_load_yet_has_its_sources_all_the_same(folder):
    (folder / "briefs" / "b.yaml").write_text("sources:\n  draft: {file: sources/article.txt}\n", encoding="utf-8")
    assert quote("draft", "no price").stdout.startswith("      draft: “No price,”")


def test_no_quote_is_taken_from_an_archive_that_was_altered_or_is_not_there(archived, folder):
    archived.write_text(ARTICLE.replace("begun", "ended"), encoding="utf-8")
    assert "has changed since it was recorded" in quote("article", "no price", code=2).stderr
    archived.unlink()
    assert "source add FILE --id article" in quote("article", "no price", code=2).stderr
    brief(folder, "  article: Only a title")
    assert "has no archived text" in quote("article", "no price", code=2).stderr
    archived.write_bytes(b"\xff\xfe\xfd")
    assert "not UTF-8 text" in quote("briefs/sources/article.txt", "x", code=2).stderr


def test_a_source_in_excerpts_gives_nothing_that_runs_over_the_end_of_one(folder):
    (folder / "briefs" / "sources").mkdir()
    (folder / "briefs" / "sources" / "e.txt").write_text("talks had\n\nbegun there\n", encoding="utf-8")
    brief(folder, "  article: {title: T, file: sources/e.txt, capture: excerpts}")
    assert quote("article", "had begun", code=1).stdout == ""
    assert quote("article", "talks had").stdout == "      article: talks had\n"


def test_shared_sources_are_found_where_their_file_lies(folder):
    (folder / "shared").mkdir()
    (folder / "shared" / "s.txt").write_text("No price.\n", encoding="utf-8")
    (folder / "shared" / "all.yaml").write_text("sources: {shared: {title: T, file: s.txt}}\n", encoding="utf-8")
    (folder / "briefs" / "b.yaml").write_text("title: T\nuses: [shared/all.yaml]\n", encoding="utf-8")
    assert quote("shared", "no price").stdout == "      shared: No price.\n"


@pytest.mark.usefixtures("archived")
def test_passages_for_programs():
    told = json.loads(quote("article", "no price", "--json").stdout)
    assert [one["quote"] for one in told["passages"]] == ["“No price,” he added, “has been agreed upon.”"]
    none = json.loads(quote("article", "no", "money", "--json", code=1).stdout)
    assert (none["passages"], none["near"][0]["missing"]) == ([], ["money"])


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.data())
def test_whatever_is_printed_pastes_back_and_is_found_by_the_rule(tmp_path_factory, text, data):
    words = text.split()
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    search = Search(text, Scope(around=data.draw(st.integers(0, 1)), words_only=data.draw(st.booleans())))
    passages = search.find(" ".join(words[first : first + 4]))
    assume(passages)
    printed = "\n".join(sources.evidence(Found("article", "", tuple(passages), ()), passages))
    root = tmp_path_factory.mktemp("pasted")
    (root / "briefs" / "sources").mkdir(parents=True)
    (root / "briefgen.yaml").write_text("fatal: error\n", encoding="utf-8")
    (root / "briefs" / "sources" / "a.txt").write_bytes(text.encode())
    brief(root, "  article: {title: T, file: sources/a.txt, published: unknown}", printed)
    project = Project(root, TODAY)
    loaded = load(root / "briefs" / "b.yaml", project)
    quoted = [passage.quote for passage in loaded.brief.claims["talks"].evidence["article"]]
    assert quoted == [passage.quote for passage in passages]
    rule = check.all_rules()["Q01"]
    context = check.CheckContext(archives=loaded.archives, rank=lambda _: 0)
    assert list(rule.check(loaded.brief, context)) == []
