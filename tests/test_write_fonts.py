"""The fonts: what ships is whole, named rightly and enough for Latin, Cyrillic, Arabic and Persian."""

import importlib.util
import io
import re
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from write_documents import FONTS

SHEET = (FONTS / "fonts.css").read_text(encoding="utf-8")
TOOL = Path(__file__).parent.parent / "tools" / "fonts.py"
SUBSETS = sorted(FONTS.glob("*.woff2"))
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю"
UKRAINIAN = "Жебракують філософи при ґанку церкви в Гадячі, ще й шатро їхнє п'яне знаємо"
NAMES = "Erdoğan, Łukasz, Şahin, Škoda, Iași"
MARKS = "“”‘’–—…•←→−≈≤≥№€₽"
PERSIAN = "وزارت امور خارجه روسیه پیمان تازه‌ای با ایران را گچ ژ پ"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("fonts_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def letters(font: TTFont) -> set[int]:
    return set(font.getBestCmap())


def test_the_stylesheet_names_every_font_and_no_other():
    named = set(re.findall(r"url\(([^)]+)\)", SHEET))
    assert named == {file.name for file in FONTS.iterdir() if file.suffix in (".ttf", ".woff2")}


def test_every_font_has_its_licence_beside_it():
    licences = {file.name.partition("-OFL")[0]: file.read_text(encoding="utf-8") for file in FONTS.glob("*-OFL.*")}
    for font in FONTS.glob("*.ttf"):
        assert any(font.name.startswith(family) for family in licences), font.name
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences.values())


@pytest.mark.parametrize("file", SUBSETS, ids=lambda file: file.name)
def test_a_subset_has_the_letters_memos_use_and_no_reserved_name(file: Path):
    font = TTFont(file)
    missing = {character for character in RUSSIAN + UKRAINIAN + NAMES + MARKS if ord(character) not in letters(font)}
    assert missing == set()
    named = [str(record) for record in font["name"].names if record.nameID in (1, 2, 3, 4, 6, 16, 17)]
    assert named
    assert not any("source" in name.lower() for name in named)
    assert "Adobe" in font["name"].getDebugName(0)
    assert file.stat().st_size < 30 * 1024


def test_the_subsets_together_leave_room_for_a_memo_within_300_kib():
    assert SUBSETS
    assert sum(file.stat().st_size for file in SUBSETS) * 4 / 3 < 240 * 1024


def test_one_font_has_every_letter_of_persian():
    assert {
        character for character in PERSIAN if ord(character) not in letters(TTFont(FONTS / "Vazirmatn-Regular.ttf"))
    } == set()


def test_the_tool_makes_the_shipped_subset_and_the_same_one_twice(tool):
    cut = next(cut for cut in tool.CUTS if cut.target == "MemoSans-Regular.woff2")
    once = tool.make(cut)
    assert tool.make(cut) == once
    made, shipped = TTFont(io.BytesIO(once)), TTFont(FONTS / cut.target)
    assert letters(made) == letters(shipped)
    assert made["name"].getDebugName(4) == shipped["name"].getDebugName(4) == "Memo Sans Regular"


def test_the_tool_has_a_cut_for_every_shipped_subset(tool):
    assert {cut.target for cut in tool.CUTS} == {file.name for file in SUBSETS}
