"""Makes docs/pictures/, the pictures of the sample memos that the README shows: the first page of each audience.

    python tools/pictures.py             draws them anew

Each picture carries a fingerprint of what it was made from, so that a test can tell when it has grown old.
"""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, PngImagePlugin

from briefgen import i18n, standards
from briefgen.load import load
from briefgen.model.results import BuildRequest
from briefgen.pipeline import build
from briefgen.project import Project
from briefgen.render import render
from briefgen.tailor import tailor

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "pictures"
BRIEF = CHECKOUT / "briefs" / "russia-iran-treaty.yaml"
SCALE = 1.25  # of 72 pixels an inch: legible beside each other in the README, and 60 KB each
COLOURS = 64
KEY = "Made from"


def fingerprint(audience: str) -> str:
    """What the picture of an audience is made from: the print HTML of the sample memo, and every stylesheet."""
    project = Project.around(BRIEF, datetime.date(2024, 1, 19))
    loaded = load(BRIEF, project)
    memo = tailor(loaded.name, loaded.brief, project.audience(audience), standards.marking_scheme("tlp"))
    page = render(memo, i18n.Language.load("en"), project, medium="print").html
    sheets = sorted((CHECKOUT / "templates").rglob("*.css"))
    return hashlib.sha256(b"\0".join([page.encode(), *(sheet.read_bytes() for sheet in sheets)])).hexdigest()


def draw(pdf: Path, audience: str) -> Path:
    """The picture of a PDF's first page, with a hairline around it."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil().convert("RGB")
    framed = Image.new("RGB", (image.width + 2, image.height + 2), "#bcc3ca")
    framed.paste(image, (1, 1))
    about = PngImagePlugin.PngInfo()
    about.add_text(KEY, fingerprint(audience))
    target = PICTURES / f"{audience}.png"
    framed.quantize(COLOURS).save(target, optimize=True, pnginfo=about)
    return target


def main() -> None:
    """Builds the sample and draws the first page of each of its memos."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    project = Project.around(BRIEF, datetime.date(2024, 1, 19))
    with tempfile.TemporaryDirectory() as folder:
        written = build(BuildRequest(BRIEF, formats=("pdf",), output=Path(folder)), project).written
        for file in written:
            audience = file.path.stem.removesuffix("_draft").rpartition("_")[2]
            print(f"drawn: {draw(file.path, audience).relative_to(CHECKOUT)}")


if __name__ == "__main__":
    main()
