"""Makes docs/pictures/: the first pages of the sample's memos that the README shows, and those of the gallery's audiences.

    python tools/pictures.py             draws them anew

Each picture carries a fingerprint of what it was made from, so that a test can tell when it has grown old.
"""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, PngImagePlugin

from briefgen import i18n, standards
from briefgen.load import load
from briefgen.load.audiences import audience as load_audience
from briefgen.model.results import BuildRequest
from briefgen.pipeline import build
from briefgen.project import Project
from briefgen.render import render
from briefgen.tailor import tailor

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "pictures"
GALLERY = CHECKOUT / "docs" / "gallery"
BRIEF = CHECKOUT / "briefs" / "russia-iran-treaty.yaml"
DAY = datetime.date(2024, 1, 19)
SCALE = 1.25  # of 72 pixels an inch: legible beside each other in the README, and 60 KB each
COLOURS = 64
KEY = "Made from"


class Shown(NamedTuple):
    """An audience whose memo is shown: the folder of its project, its name, and its picture."""

    root: Path
    audience: str
    picture: Path


def shown() -> Iterator[Shown]:
    """Every picture that there should be."""
    for file in sorted(CHECKOUT.glob("templates/*/audience.yaml")):
        yield Shown(CHECKOUT, file.parent.name, PICTURES / f"{file.parent.name}.png")
    for file in sorted(GALLERY.glob("templates/*/audience.yaml")):
        yield Shown(GALLERY, file.parent.name, PICTURES / "gallery" / f"{file.parent.name}.png")


def fingerprint(one: Shown) -> str:
    """What a picture is made from: the print HTML of the sample memo, and every stylesheet."""
    project = Project(one.root, DAY)
    loaded = load(BRIEF, project)
    memo = tailor(loaded.name, loaded.brief, load_audience(one.audience, project), standards.marking_scheme("tlp"))
    page = render(memo, i18n.Language.load("en"), project, medium="print").html.replace(CHECKOUT.as_uri(), "")
    sheets = sorted((*(CHECKOUT / "templates").rglob("*.css"), *one.root.rglob(f"templates/{one.audience}/*.css")))
    return hashlib.sha256(b"\0".join([page.encode(), *(sheet.read_bytes() for sheet in sheets)])).hexdigest()


def draw(one: Shown) -> None:
    """The picture of the first page of a memo, with a hairline around it. Ends where it is a draft."""
    with tempfile.TemporaryDirectory() as folder:
        request = BuildRequest(BRIEF, audiences=(one.audience,), formats=("pdf",), output=Path(folder))
        built = build(request, Project(one.root, DAY))
        if built.draft:
            raise SystemExit(f"{one.audience} has findings: {built.diagnostics[0].message}")
        image = pypdfium2.PdfDocument(built.written[0].path)[0].render(scale=SCALE).to_pil().convert("RGB")
    framed = Image.new("RGB", (image.width + 2, image.height + 2), "#bcc3ca")
    framed.paste(image, (1, 1))
    about = PngImagePlugin.PngInfo()
    about.add_text(KEY, fingerprint(one))
    one.picture.parent.mkdir(parents=True, exist_ok=True)
    framed.quantize(COLOURS).save(one.picture, optimize=True, pnginfo=about)


def main() -> None:
    """Builds the sample for every audience that is shown."""
    for one in shown():
        draw(one)
        print(f"drawn: {one.picture.relative_to(CHECKOUT)}")


if __name__ == "__main__":
    main()
