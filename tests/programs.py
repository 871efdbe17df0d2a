"""The programs that checks of memos use and pip cannot bring: where they are, and what to do where they are not.

    python tests/programs.py          names of those that are missing, one a line
    python tests/programs.py --why    what to do about each of them

Nothing but the standard library, since tools/setup.sh asks before there is an environment.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys

OLDEST_JAVA = 11

# Homebrew links no Java into its bin folder, and macOS has a “java” of its own that only says that there is none.
PLACES = {
    "java": ["java", "/opt/homebrew/opt/openjdk/bin/java", "/usr/local/opt/openjdk/bin/java"],
    "chromium": [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    "pdftoppm": ["pdftoppm"],
}
REMEDIES = {
    "java": f"no Java {OLDEST_JAVA} or newer is found; to install one: apt-get install default-jre-headless (Debian, Ubuntu), "
    "brew install openjdk (macOS)",
    "chromium": "neither Chromium nor Google Chrome is found; to install one: apt-get install chromium (Debian), "
    "snap install chromium (Ubuntu), brew install --cask google-chrome (macOS)",
    "pdftoppm": "pdftoppm is not found; to install it: apt-get install poppler-utils (Debian, Ubuntu), "
    "brew install poppler (macOS)",
}


def find(program: str) -> str | None:
    """The path of a program; None where it is missing."""
    found = filter(None, map(shutil.which, PLACES[program]))
    return next((path for path in found if program != "java" or java_home(path)), None)


def missing(program: str) -> str | None:
    """Why a program cannot be used and what to do about it; None where it can."""
    return None if find(program) else REMEDIES[program]


@functools.cache
def java_home(java: str) -> str | None:
    """The folder of the Java that this program starts; None where it starts none that is new enough."""
    command = [java, "-XshowSettings:properties", "-version"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    settings = dict(re.findall(r"^ *(java\.\S+) = (.+)$", told, re.MULTILINE))
    version = settings.get("java.specification.version", "1").partition(".")[0]  # Java 8 calls itself 1.8
    return settings.get("java.home") if int(version) >= OLDEST_JAVA else None


if __name__ == "__main__":
    for name in filter(missing, PLACES):
        print(missing(name) if "--why" in sys.argv else name)  # noqa: T201 - the answer
