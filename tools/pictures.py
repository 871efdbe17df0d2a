"""Makes docs/pictures/: the sample's memos and what changed, for the README, and those of the gallery's audiences.

    python tools/pictures.py             draws them anew

Each picture carries a fingerprint of what it was made from, so that a test can tell when it has grown old.
"""

from __future__ import annotations

import datetime
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageOps, PngImagePlugin

from briefgen import i18n
from briefgen.model.results import BuildRequest
from briefgen.pipeline import build, tailored_for
from briefgen.project import Project
from briefgen.render import render

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "pictures"
GALLERY = CHECKOUT / "docs" / "gallery"
BRIEF = Path("briefs") / "russia-iran-treaty.yaml"
FIRST = CHECKOUT / "briefs" / "editions" / BRIEF.stem / "2024-01-19" / "files"
DAY = datetime.date(2025, 10, 3)
SCALE = 1.25  # of 72 pixels an inch: legible beside each other in the README, and 60 KB each
CLOSER = 1.7  # for a picture that stands alone
FOOTER = 62  # points at the foot of a page that are no part of a section
MARGIN = 24  # pixels below the last line of a section
COLOURS = 64
KEY = "Made from"


class Shown(NamedTuple):
    """An audience whose memo is shown: the folder of its project, its name, its picture, and the heading of what is shown.

    `heading` None: the first page is shown.
    """

    root: Path
    audience: str
    picture: Path
    heading: str | None = None


def shown() -> Iterator[Shown]:
    """Every picture that there should be."""
    for file in sorted(CHECKOUT.glob("templates/*/audience.yaml")):
        yield Shown(CHECKOUT, file.parent.name, PICTURES / f"{file.parent.name}.png")
    yield Shown(CHECKOUT, "analyst", PICTURES / "changed.png", "What changed")
    for file in sorted(GALLERY.glob("templates/*/audience.yaml")):
        yield Shown(GALLERY, file.parent.name, PICTURES / "gallery" / f"{file.parent.name}.png")


def project(one: Shown, folder: Path) -> Project:
    """The project whose memo is shown: the checkout, or in a folder the first edition with the gallery's audiences."""
    if one.root == CHECKOUT:
        return Project(CHECKOUT, DAY)
    shutil.copytree(FIRST, folder, dirs_exist_ok=True)
    shutil.copytree(one.root, folder, dirs_exist_ok=True)
    return Project(folder, DAY)


def fingerprint(one: Shown) -> str:
    """What a picture is made from: the print HTML of the memo, and every stylesheet."""
    with tempfile.TemporaryDirectory() as folder:
        of = project(one, Path(folder).resolve())
        memo = tailored_for(of.root / BRIEF, one.audience, of)
        page = render(memo, i18n.Language.load("en"), of, medium="print").html
    for root in (of.root, CHECKOUT):
        page = page.replace(root.as_uri(), "")
    sheets = sorted((*(CHECKOUT / "templates").rglob("*.css"), *(one.root / "templates" / one.audience).glob("*.css")))
    return hashlib.sha256(b"\0".join([page.encode(), *(sheet.read_bytes() for sheet in sheets)])).hexdigest()


def pages(one: Shown) -> pypdfium2.PdfDocument:
    """The memo. Ends where it is a draft."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as output:
        of = project(one, Path(folder).resolve())
        request = BuildRequest(of.root / BRIEF, audiences=(one.audience,), formats=("pdf",), output=Path(output))
        built = build(request, of)
        if built.draft:
            raise SystemExit(f"{one.audience} has findings: {built.diagnostics[0].message}")
        return pypdfium2.PdfDocument(built.written[0].path.read_bytes())


def first_page(memo: pypdfium2.PdfDocument) -> Image.Image:
    """The first page."""
    image: Image.Image = memo[0].render(scale=SCALE).to_pil()
    return image


def section(memo: pypdfium2.PdfDocument, heading: str) -> Image.Image:
    """What stands below a heading, down to the foot of its page. Ends where there is no such heading."""
    for page in memo:
        words = page.get_textpage()
        found = words.search(heading, match_case=True).get_next()
        if found is not None:
            top = page.get_height() - words.get_charbox(found[0])[3]
            whole: Image.Image = page.render(scale=CLOSER).to_pil()
            part = whole.crop((0, int((top - 14) * CLOSER), whole.width, int((page.get_height() - FOOTER) * CLOSER)))
            printed = ImageOps.invert(part.convert("L")).getbbox()
            foot = min(printed[3] + MARGIN, part.height) if printed else part.height
            return part.crop((0, 0, part.width, foot))
    raise SystemExit(f"no page has the heading “{heading}”")


def draw(one: Shown) -> None:
    """A picture with a hairline around it."""
    image = (section(pages(one), one.heading) if one.heading else first_page(pages(one))).convert("RGB")
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
