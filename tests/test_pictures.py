"""The pictures in the README are of the memos as they are made now."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

CHECKOUT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(file.parent.name for file in CHECKOUT.glob("templates/*/audience.yaml"))

spec = importlib.util.spec_from_file_location("pictures", CHECKOUT / "tools/pictures.py")
pictures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pictures)


@pytest.mark.parametrize("audience", SHIPPED)
def test_the_picture_of_each_audience_is_fresh_and_shown(audience):
    with Image.open(pictures.PICTURES / f"{audience}.png") as picture:
        assert picture.text[pictures.KEY] == pictures.fingerprint(audience), "run `make pictures`"
    assert f"docs/pictures/{audience}.png" in (CHECKOUT / "README.md").read_text()
