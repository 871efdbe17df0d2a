"""WeasyPrint, loaded: with the tool's own fonts only, without starting compilers; or an error that says what to do.

Nothing here is done on import, so that a command that writes no PDF does not pay for the engine.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import functools
import html
import importlib
import io
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from briefgen.errors import EngineMissing

INSTALL = {
    "linux": "install it: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "install it: brew install pango",
}
"""By `sys.platform`: the command that installs the system libraries."""

GENERIC = {
    "serif": "Source Serif 4 SmText",
    "sans-serif": "Source Sans 3",
    "monospace": "Source Sans 3",
    "system-ui": "Source Sans 3",
}
"""What stands in for a generic family: text in an SVG, for one, is in “sans-serif” where nobody says otherwise."""


def load() -> ModuleType:
    """The module weasyprint, imported at the first call. Raises EngineMissing."""
    if "weasyprint" not in sys.modules:
        _import_engine()
    return sys.modules["weasyprint"]


def _import_engine() -> None:
    """Imports WeasyPrint quietly: it prints a banner where a library is missing, and warns where an optional one is."""
    try:
        with own_fonts(), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                with _no_compilers():
                    importlib.import_module("weasyprint")
            except OSError:
                _forget("weasyprint")
                importlib.import_module("weasyprint")
    except ImportError as error:
        _forget("weasyprint")
        message = f"WeasyPrint, which makes the PDF, cannot be loaded: {error}"
        raise EngineMissing(message, "install briefgen again") from error
    except OSError as error:
        _forget("weasyprint")
        hint = INSTALL.get(sys.platform, "; ".join(INSTALL.values()))
        message = f"a system library that makes the PDF is missing: {_library(str(error))}"
        raise EngineMissing(message, f"{hint}. HTML works without: --format html") from error


@contextlib.contextmanager
def _no_compilers() -> Iterator[None]:
    """Has ctypes find no library by guessing, while WeasyPrint is imported.

    WeasyPrint tries several names for each library. For those that no file has, cffi asks `ctypes.util.find_library`,
    which on Linux starts gcc, ld and ldconfig: 0.15 to 0.3 s. The right name, “libpango-1.0.so.0”, is opened without
    it. Should that fail, the import is tried again in the usual way.
    """
    import ctypes.util  # noqa: PLC0415 - itself imports what a check without a PDF has no use for

    usual = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - named as ctypes names it
    try:
        yield
    finally:
        ctypes.util.find_library = usual


def _forget(package: str) -> None:
    """Drops what a failed import has left behind, so that the next one starts afresh."""
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]


def _library(text: str) -> str:
    """The library that the loader's words name in quotation marks, or those words."""
    found = re.search(r"'([^']+)'", text)
    return found[1] if found else text


# --- fonts -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def own_fonts() -> Iterator[None]:
    """Fontconfig reads the tool's own fonts inside, and no system font: the same memo on every machine.

    The variable is set only while a configuration is read, so that a browser started by this process keeps its fonts.
    """
    name = "FONTCONFIG_FILE"
    before = os.environ.get(name)
    os.environ[name] = str(_fonts_conf())
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def fonts_folder() -> Path:
    """The folder of the fonts that ship with the tool: beside the package in a checkout, in it when it is installed."""
    package = Path(__file__).parent.parent
    inside = package / "templates" / "base" / "fonts"
    return inside if inside.is_dir() else package.parent / "templates" / "base" / "fonts"


@functools.cache
def _fonts_conf() -> Path:
    """A configuration for this process, in a folder of its own that goes with it.

    Not in the user's cache: reading eight fonts anew takes less than a hundredth of a second, and an installation that
    may not write anywhere but to the temporary folder works the same. Without a `cachedir` fontconfig would complain on
    the terminal. The subsets of the web page are kept out: they lie in the same folder, under the names of the faces.
    """
    folder = Path(tempfile.mkdtemp(prefix="briefgen-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    aliases = "".join(
        f"<alias binding='same'><family>{family}</family><prefer><family>{ours}</family></prefer></alias>\n"
        for family, ours in GENERIC.items()
    )
    conf = folder / "fonts.conf"
    conf.write_text(
        "<?xml version='1.0'?>\n<!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'>\n<fontconfig>\n"
        f"<dir>{html.escape(str(fonts_folder()))}</dir>\n<cachedir>{html.escape(str(folder))}</cachedir>\n"
        "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>\n"
        f"{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return conf


# --- report ----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class EngineReport:
    """What `briefgen doctor` tells about the engine.

    `libraries` are the files that were loaded (on Linux with their folders), `fonts` the names of the font files.
    `subsetting` is False without harfbuzz-subset: PDFs are still made, more slowly.
    """

    weasyprint: str
    pango: str
    subsetting: bool
    libraries: tuple[str, ...]
    fonts_folder: Path
    fonts: tuple[str, ...]


def engine_report() -> EngineReport:
    """The engine as it was loaded. Raises EngineMissing."""
    version = str(load().__version__)
    ffi = importlib.import_module("weasyprint.text.ffi")
    loaded = [ffi.pango, ffi.pangoft2, ffi.harfbuzz, ffi.fontconfig, ffi.gobject]
    if ffi.harfbuzz_subset is not None:
        loaded.append(ffi.harfbuzz_subset)
    number = ffi.pango.pango_version()
    return EngineReport(
        weasyprint=version,
        pango=f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        subsetting=ffi.harfbuzz_subset is not None,
        libraries=tuple(_file_of(library) for library in loaded),
        fonts_folder=fonts_folder(),
        fonts=tuple(sorted(file.name for file in fonts_folder().glob("*.ttf"))),
    )


def _file_of(library: object) -> str:
    """Where a library of cffi lies, from the kernel's list of this process; without such a list, the name it has."""
    name = type(library).__name__.removeprefix("FFILibrary_")
    stem = name.removeprefix("lib")
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
            file = line[line.find("/") :]
            if "/" in line and f"{Path(file).name}.".removeprefix("lib").startswith(f"{stem}."):
                return file
    return name
