"""The pictures in the README and in the gallery are of the memos as they are made now."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.model.results import BuildRequest

CHECKOUT = Path(__file__).resolve().parents[1]

spec = importlib.util.spec_from_file_location("pictures", CHECKOUT / "tools/pictures.py")
pictures = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = pictures
spec.loader.exec_module(pictures)

SHOWN = list(pictures.shown())
OWN = [one for one in SHOWN if one.root == pictures.GALLERY]
PAGE = (CHECKOUT / "docs/gallery.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("one", SHOWN, ids=[one.picture.relative_to(pictures.PICTURES).as_posix() for one in SHOWN])
def test_each_picture_is_fresh_and_shown(one):
    with Image.open(one.picture) as picture:
        assert picture.text[pictures.KEY] == pictures.fingerprint(one), "run `make pictures`"
    page, place = ("README.md", CHECKOUT) if one.root == CHECKOUT else ("docs/gallery.md", CHECKOUT / "docs")
    assert one.picture.relative_to(place).as_posix() in (CHECKOUT / page).read_text(encoding="utf-8")


def test_the_gallery_has_five_audiences_and_links_every_file_of_each():
    assert len(OWN) == 5
    files = {file.relative_to(CHECKOUT / "docs").as_posix() for file in pictures.GALLERY.glob("templates/**/*.*")}
    assert set(re.findall(r"\]\((gallery/[^)]+)\)", PAGE)) == files


@pytest.mark.parametrize("one", OWN, ids=[one.audience for one in OWN])
def test_a_memo_of_the_gallery_has_no_findings_in_either_format(one, tmp_path):
    project = pictures.project(one, tmp_path)
    built = pipeline.build(BuildRequest(project.root / pictures.BRIEF, audiences=(one.audience,)), project)
    assert built.diagnostics == ()
    assert len(built.written) == 2
