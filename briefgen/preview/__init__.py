"""Live preview: a page on this machine that shows a brief's memos, and again whenever something changes that they rest on.

    watch      what a build has read, or looked for and not found; when it is no longer so
    making     one build, as the page is to be told of it: memos, findings, the places of its texts
    telling    findings and places as plain data
    worker     builds in a process of their own, which can be ended
    session    who looks at what, and what is built next
    pictures   the pages of a PDF as pictures
    parts      what is given: the page, its states, memos and pictures
    server     on this machine's own address, to the holder of the whole of it only
    page/      the page itself

What is shown is what `build` would put down, byte for byte; nothing is put down, and nothing is recorded.
"""

from __future__ import annotations

import importlib.util

NEEDED = ("starlette", "uvicorn", "watchfiles", "pypdfium2")
"""The packages of the extra `briefgen[preview]`, which nothing else needs."""

INSTALL = "pip install 'briefgen[preview]'"


def missing() -> tuple[str, ...]:
    """Those of the packages that are not installed."""
    return tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)
