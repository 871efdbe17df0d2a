"""The engine loads quietly, starts no program, sees only the tool's fonts, and says what to install where it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import weasyprint

from briefgen.write import engine


def run(code: str) -> str:
    """What a fresh Python prints that runs the code; it must print nothing to the error stream."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


LOAD_AND_LIST_PROGRAMS = """
import sys
programs = []
starts = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"}
sys.addaudithook(lambda event, args: programs.append(event) if event in starts else None)
import ctypes.util
usual = ctypes.util.find_library
from briefgen.write import engine
engine.load()
print(programs, ctypes.util.find_library is usual)
"""


def test_loading_starts_no_program_and_leaves_ctypes_as_it_was():
    assert run(LOAD_AND_LIST_PROGRAMS) == "[] True\n"


LOAD_WITH_LIBRARIES_FOUND_ONLY_THE_USUAL_WAY = """
import cffi, ctypes.util
usual, dlopen = ctypes.util.find_library, cffi.FFI.dlopen
def only_the_usual_way(self, name, flags=0):
    if ctypes.util.find_library is not usual:
        raise OSError(f"cannot load library {name!r}")
    return dlopen(self, name, flags)
cffi.FFI.dlopen = only_the_usual_way
from briefgen.write import engine
print(engine.load().__version__)
"""


def test_loading_falls_back_to_the_usual_way():
    assert run(LOAD_WITH_LIBRARIES_FOUND_ONLY_THE_USUAL_WAY) == f"{weasyprint.__version__}\n"


LOAD_WITHOUT_PANGO = """
import cffi, json
dlopen = cffi.FFI.dlopen
def without_pango(self, name, flags=0):
    if "pango" in name:
        raise OSError(f"cannot load library {name!r}: no such file")
    return dlopen(self, name, flags)
cffi.FFI.dlopen = without_pango
from briefgen.errors import EngineMissing
from briefgen.write import engine, formats
from briefgen.write.web import Document
try:
    engine.load()
except EngineMissing as error:
    page = formats()["html"].prepare(Document("<!doctype html>", "file:///", lambda path: b""))
    print(json.dumps([error.message, error.hint, page.write().decode()]))
"""


def test_a_missing_library_is_told_with_the_command_and_html_still_works():
    message, hint, page = json.loads(run(LOAD_WITHOUT_PANGO))
    assert message == "a system library that makes the PDF is missing: libpango-1.0-0"
    assert engine.INSTALL[sys.platform] in hint
    assert "--format html" in hint
    assert page == "<!doctype html>"


def test_importing_the_package_loads_no_engine():
    code = "import sys, briefgen.write as w; w.formats(); print(sorted({'weasyprint', 'pydyf'} & set(sys.modules)))"
    assert run(code) == "[]\n"


def test_the_font_configuration_is_set_only_inside(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/the/users/own")
    with engine.own_fonts():
        inside = os.environ["FONTCONFIG_FILE"]
    assert inside.endswith("fonts.conf")
    assert Path(inside).is_absolute()
    assert os.environ["FONTCONFIG_FILE"] == "/the/users/own"
    monkeypatch.delenv("FONTCONFIG_FILE")
    with engine.own_fonts():
        pass
    assert "FONTCONFIG_FILE" not in os.environ


def test_the_report_names_versions_libraries_and_fonts():
    report = engine.engine_report()
    assert report.weasyprint == weasyprint.__version__
    assert report.pango.count(".") == 2
    assert any("pango" in library for library in report.libraries)
    if sys.platform == "linux":
        assert all(Path(library).is_file() for library in report.libraries)
    assert report.subsetting == any("harfbuzz-subset" in library for library in report.libraries)
    assert "SourceSerif4SmText-Regular.ttf" in report.fonts
    assert {(report.fonts_folder / name).suffix for name in report.fonts} == {".ttf"}


def test_fontconfig_sees_the_shipped_ttf_files_and_nothing_else():
    from weasyprint.text.ffi import ffi, fontconfig

    with engine.own_fonts():
        config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    seen, name = [], ffi.new("FcChar8 **")
    for index in range(fonts.nfont):
        fontconfig.FcPatternGetString(fonts.fonts[index], b"file", 0, name)
        seen.append(Path(ffi.string(name[0]).decode()).name)
    assert sorted(seen) == sorted(file.name for file in engine.fonts_folder().glob("*.ttf"))
