"""The page of a preview in Chromium: edits are seen as they are made, the reader's place stays, errors are told and go away."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import checkers
import pytest
from playwright import sync_api
from previews import serving
from projects import SMALL, project, write

MOST = 60_000
"""Milliseconds: how long is waited for what is to happen; nothing hangs on it but how soon a failure is told."""

CLAIMS = "{% include 'base/sections/claims.html.j2' %}"


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    if reason := checkers.missing("chromium"):
        pytest.skip(reason)
    with checkers.browser() as browser:
        yield browser._chromium


@pytest.fixture(scope="module")
def served(browser, tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A project and the address of its preview; each test has a brief of its own in it."""
    assert browser.is_connected()
    root = project(tmp_path_factory.mktemp("preview") / "p").root
    with serving(root, "--editor", "editor://{path}:{line}:{column}") as running:
        yield root, running.address


class Preview:
    """The page, open at one brief."""

    def __init__(self, page: sync_api.Page, root: Path, address: str, name: str) -> None:
        self.page, self.root, self.name = page, root, name
        self.brief = root / "briefs" / f"{name}.yaml"
        self.write(SMALL)
        page.goto(f"{address}#brief={name}")
        self.expect("#status", state="built")

    def write(self, text: str) -> None:
        self.brief.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.brief.read_text(encoding="utf-8")
        assert old in text
        self.write(text.replace(old, new))

    def expect(self, selector: str, text: str | re.Pattern[str] | None = None, state: str | None = None) -> None:
        found = self.page.locator(selector)
        if text is not None:
            sync_api.expect(found).to_contain_text(text, timeout=MOST)
        if state is not None:
            sync_api.expect(found).to_have_attribute("data-state", state, timeout=MOST)

    def memo(self, selector: str) -> sync_api.Locator:
        """In the web page that is shown."""
        return self.page.frame_locator("iframe:not(.coming)").locator(selector)

    def expect_memo(self, selector: str, text: str) -> None:
        sync_api.expect(self.memo(selector)).to_contain_text(text, timeout=MOST)

    def top(self, item: str) -> float:
        """How far below the top of its window a text stands."""
        return self.memo(f"[data-item={item}]").evaluate("element => element.getBoundingClientRect().top")


@pytest.fixture
def opened(browser, served, request) -> Iterator[Preview]:
    """The page of a preview with a new brief, closed without a word of complaint from the browser."""
    root, address = served
    with contextlib.closing(browser.new_context(viewport={"width": 1440, "height": 700})) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page, heard, asked = context.new_page(), [], []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        opened = Preview(page, root, address, re.sub(r"\W", "-", request.node.name)[:40])
        yield opened
        assert heard == []
        assert {url for url in asked if not url.startswith((address, "data:"))} == set()
    opened.brief.unlink(missing_ok=True)


@pytest.fixture
def templates(served) -> Iterator[Path]:
    """The folder of the project's templates, emptied afterwards."""
    folder = served[0] / "templates"
    yield folder
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


# --- edits -----------------------------------------------------------------------------------------------------------


def test_an_edit_is_seen_in_both_panes_and_the_reader_stays_where_they_are(opened: Preview):
    opened.memo("[data-item=price]").evaluate("element => element.scrollIntoView({block: 'start'})")
    opened.page.locator("#sheets").evaluate("element => { element.scrollTop = 300 }")
    before, picture = opened.top("price"), opened.page.locator(".sheet img").first.get_attribute("src")
    longer = (
        "An agency reports on talks; nothing is confirmed, and of a price nothing is known, nor of who is to pay it"
    )
    opened.edit("An agency reports on talks; nothing is confirmed", longer)
    opened.expect_memo("h1", longer)
    assert abs(opened.top("price") - before) < 2
    assert opened.memo("html").evaluate("element => element.scrollTop") > 0
    opened.expect("#status", state="built")
    sync_api.expect(opened.page.locator(".sheet img").first).not_to_have_attribute("src", picture, timeout=MOST)
    assert opened.page.locator(".sheet img").first.evaluate("element => element.naturalWidth") > 1000
    assert opened.page.locator("#sheets").evaluate("element => element.scrollTop") == 300


def test_what_was_unfolded_stays_so(opened: Preview):
    opened.memo("details summary").first.click()
    opened.edit("nothing is confirmed", "all is open")
    opened.expect_memo("h1", "all is open")
    assert opened.memo("details").first.evaluate("element => element.open")


def test_a_stylesheet_that_comes_and_changes_is_seen(opened: Preview, templates: Path):
    heading = opened.memo("h1")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        write(templates, {"analyst/memo.css": f"h1 {{ color: {colour} }}\n"})
        sync_api.expect(heading).to_have_css("color", colour, timeout=MOST)


def test_a_template_that_comes_where_it_was_looked_for_is_seen_and_when_it_goes_as_well(
    opened: Preview, templates: Path
):
    write(templates, {"analyst/sections/claims.html.j2": f"{CLAIMS}<p id='mine'>Mine.</p>\n"})
    opened.expect_memo("#mine", "Mine.")
    (templates / "analyst" / "sections" / "claims.html.j2").unlink()
    sync_api.expect(opened.memo("#mine")).to_have_count(0, timeout=MOST)


def test_a_source_and_the_project_file_are_watched_too(opened: Preview):
    source, settings = opened.root / "briefs/sources/agency.txt", opened.root / "briefgen.yaml"
    before = [(file, file.read_text(encoding="utf-8")) for file in (source, settings)]
    try:
        source.write_text("Nothing of the kind.\n", encoding="utf-8")
        opened.expect("#findings", "quote-not-found")
        settings.write_text("defaults: {language: fr}\n", encoding="utf-8")
        sync_api.expect(opened.memo("html")).to_have_attribute("lang", "fr", timeout=MOST)
    finally:
        for file, text in before:
            file.write_text(text, encoding="utf-8")


# --- errors ----------------------------------------------------------------------------------------------------------


def test_what_breaks_is_told_with_its_line_over_the_last_good_memo_and_goes_when_it_is_mended(opened: Preview):
    opened.edit("claimant: The agency", "claimnt: The agency")
    opened.expect("#problem", "does not load")
    opened.expect("#status", state="failed")
    line = next(n for n, line in enumerate(SMALL.splitlines(), 1) if "claimant" in line)
    sync_api.expect(opened.page.locator("#problem .finding").first).to_contain_text("unknown-key")
    opened.expect("#problem .finding >> nth=0", f"briefs/{opened.name}.yaml:{line}:5")
    opened.expect("#problem .finding >> nth=0", "did you mean claimant?")
    assert opened.page.locator("#problem .excerpt u").first.inner_text() == "claimnt"
    opened.expect("#problem .since", re.compile(r"last good memo, of \d"))
    sync_api.expect(opened.page.locator(".pane.stale")).to_have_count(2)
    opened.expect_memo("h1", "nothing is confirmed")
    opened.edit("claimnt", "claimant")
    opened.expect("#status", state="built")
    sync_api.expect(opened.page.locator("#problem")).to_be_hidden()
    sync_api.expect(opened.page.locator(".pane.stale")).to_have_count(0)


def test_so_is_a_template(opened: Preview, templates: Path):
    write(templates, {"analyst/sections/claims.html.j2": f"{CLAIMS}\n{{{{ pirce }}}}\n"})
    opened.expect("#problem .finding", "templates/analyst/sections/claims.html.j2:2:4")
    opened.expect("#problem .finding", "“pirce” is not known here")
    write(templates, {"analyst/sections/claims.html.j2": CLAIMS})
    opened.expect("#status", state="built")
    sync_api.expect(opened.page.locator("#problem")).to_be_hidden()


def test_so_is_the_project_file(opened: Preview):
    settings = opened.root / "briefgen.yaml"
    before = settings.read_text(encoding="utf-8")
    try:
        settings.write_text("defaults: {langage: en}\n", encoding="utf-8")
        opened.expect("#problem .finding", "briefgen.yaml:1:12")
        opened.expect("#problem .finding", "did you mean language?")
    finally:
        settings.write_text(before, encoding="utf-8")
    opened.expect("#status", state="built")


def test_a_brief_that_goes_and_comes_back(opened: Preview):
    opened.brief.unlink()
    opened.expect("#problem", "there is no such file")
    opened.write(SMALL)
    opened.expect("#status", state="built")


# --- places and findings ---------------------------------------------------------------------------------------------


def test_a_click_on_a_claim_shows_its_place_in_the_yaml(opened: Preview):
    line = next(n for n, line in enumerate(SMALL.splitlines(), 1) if "no price has been agreed." in line)
    opened.memo("[data-item=price]").click()
    opened.expect("#place-facts", "price")
    opened.expect("#place .place-line code", f"briefs/{opened.name}.yaml:{line}:11")
    opened.expect("#place .own", "text: The agency reports that no price has been agreed.")
    link = opened.page.locator("#place .place-line a").get_attribute("href")
    assert link == f"editor://{opened.brief.as_posix()}:{line}:11"
    opened.page.locator("#place .place-line button").click()
    opened.expect("#place .place-line button", "Copied")
    assert opened.page.evaluate("navigator.clipboard.readText()") == f"briefs/{opened.name}.yaml:{line}"
    opened.page.locator("#fold").click()
    opened.write(f"# a line more\n{SMALL}")
    opened.expect("#place .place-line code", f"briefs/{opened.name}.yaml:{line + 1}:11")
    sync_api.expect(opened.page.locator("#place")).to_be_hidden()  # folded by the reader, it stays so


def test_a_click_beside_the_words_of_a_claim_does_as_well(opened: Preview):
    opened.memo("#i-talks .chip").click()
    opened.expect("#place-facts", "talks")


def test_a_link_within_the_memo_leads_there_and_one_elsewhere_does_not_leave_the_page(opened: Preview):
    opened.memo("a.ref").first.click()
    opened.expect("#place-facts", "")
    frame = opened.page.frames[-1]
    assert re.search(r"/memo/\w+\.html#", frame.url)
    sync_api.expect(opened.memo("h1")).to_be_attached()


def test_a_finding_leads_to_its_text_and_its_code_to_its_page(opened: Preview):
    opened.edit("evidence: {agency: no price has been agreed}", "evidence: {agency: no price has been accepted}")
    opened.expect("#found-facts", "error")
    finding = opened.page.locator("#findings .finding", has_text="quote-not-found")
    sync_api.expect(finding.locator(".excerpt u")).to_have_text("accepted", timeout=MOST)
    sync_api.expect(finding.locator(".hint")).to_contain_text("no price has been agreed")
    opened.expect_memo(".draft", "DRAFT")
    opened.memo("html").evaluate("element => { element.scrollTop = 0 }")
    finding.locator("button.to").click()
    sync_api.expect(opened.memo("[data-item=price]")).to_be_in_viewport()
    finding.locator("button.code").click()
    opened.expect("#explained-title", "Q01 quote-not-found")
    opened.expect("#explained-text", "What it does")
    opened.page.keyboard.press("Escape")
    sync_api.expect(opened.page.locator("#explained")).to_be_hidden()


# --- audiences and briefs --------------------------------------------------------------------------------------------


def test_audiences_are_tabs_that_the_keyboard_moves_through_and_each_keeps_its_place(opened: Preview):
    tabs = opened.page.locator("#tabs [role=tab]")
    assert tabs.all_inner_texts() == ["Analyst memo", "Principal memo", "Public memo"]
    opened.memo("[data-item=price]").evaluate("element => element.scrollIntoView({block: 'start'})")
    before = opened.top("price")
    tabs.first.focus()
    opened.page.keyboard.press("ArrowLeft")
    sync_api.expect(opened.memo("body.public")).to_be_attached(timeout=MOST)
    selected = opened.page.locator("#tabs [aria-selected=true]")
    sync_api.expect(selected).to_have_text("Public memo")
    sync_api.expect(selected).to_be_focused()
    sync_api.expect(opened.page.locator("#pdf-open")).to_contain_text("_public", timeout=MOST)
    opened.page.keyboard.press("Home")
    sync_api.expect(opened.memo("body.analyst")).to_be_attached(timeout=MOST)
    assert abs(opened.top("price") - before) < 2
    opened.page.reload()
    sync_api.expect(opened.memo("body.analyst")).to_be_attached(timeout=MOST)


def test_a_brief_can_be_chosen_also_one_that_is_made_later(opened: Preview, served):
    (opened.root / "briefs" / "later.yaml").write_text(SMALL.replace("An agency", "Later an agency"), encoding="utf-8")
    try:
        opened.page.evaluate("window.dispatchEvent(new Event('focus'))")
        sync_api.expect(opened.page.locator("#brief option", has_text="later")).to_be_attached(timeout=MOST)
        opened.page.locator("#brief").select_option("later")
        opened.expect_memo("h1", "Later an agency")
        opened.page.goto("about:blank")
        opened.page.goto(served[1])
        opened.page.locator("#briefs a", has_text="later").click()
        opened.expect_memo("h1", "Later an agency")
    finally:
        (opened.root / "briefs" / "later.yaml").unlink()


# --- the page itself -------------------------------------------------------------------------------------------------


def test_the_memo_runs_no_script_and_is_the_one_that_was_built(opened: Preview):
    frame = opened.page.locator("iframe:not(.coming)")
    assert frame.get_attribute("sandbox") == "allow-same-origin"
    assert frame.get_attribute("src") == opened.page.locator("#html-open").get_attribute("href")


def test_on_a_narrow_page_one_pane_is_shown_at_a_time(opened: Preview):
    opened.page.set_viewport_size({"width": 800, "height": 700})
    sync_api.expect(opened.page.locator("#sheets")).to_be_hidden()
    opened.page.locator("#switch button", has_text="PDF").click()
    sync_api.expect(opened.page.locator("#sheets")).to_be_visible()
    sync_api.expect(opened.page.locator("#frames")).to_be_hidden()
    sync_api.expect(opened.page.locator("#switch [aria-pressed=true]")).to_have_text("PDF")


def test_axe_finds_nothing_in_the_page_whether_all_is_well_or_not(opened: Preview):
    page = checkers.Page(opened.page)
    looks = list(itertools.product((800, 1440), ("light", "dark")))
    found = {look: page.axe_violations(*look) for look in looks}
    opened.edit("evidence: {agency: no price has been agreed}", "evidence: {agency: no price has been accepted}")
    opened.expect("#findings", "quote-not-found")
    opened.memo("[data-item=talks]").click()
    found |= {("findings", *look): page.axe_violations(*look) for look in looks}
    opened.edit("claimant: The agency", "claimnt: The agency")
    opened.expect("#status", state="failed")
    found |= {("failed", *look): page.axe_violations(*look) for look in looks}
    faults = {fault: look for look, faults in found.items() for fault in faults}
    assert faults == {}


def test_it_is_no_wider_than_the_narrowest_telephone(opened: Preview):
    assert checkers.Page(opened.page).overflow(320) <= 0
