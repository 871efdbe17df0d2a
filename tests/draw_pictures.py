"""Draws the picture of the fictional brief: two hulls on a barge at a pier, in greys. Nobody holds a right in it.

python tests/draw_pictures.py        writes tests/briefs/pictures/pier-four.png anew
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

PICTURE = Path(__file__).parent / "briefs" / "pictures" / "pier-four.png"
SCALE = 2
SIZE = (480, 230)
SKY, FAR, WATER, LIGHT, PIER, BARGE, HULL, DARK = (228, 198, 168, 186, 96, 70, 132, 44)


def picture() -> bytes:
    """The picture as a PNG, the same each time."""
    sheet = Image.new("L", (SIZE[0] * SCALE, SIZE[1] * SCALE), SKY)
    pen = ImageDraw.Draw(sheet)

    def shape(ink: int, *points: tuple[int, int]) -> None:
        pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=ink)

    def box(ink: int, x: int, y: int, width: int, height: int) -> None:
        shape(ink, (x, y), (x + width, y), (x + width, y + height), (x, y + height))

    shape(FAR, (0, 112), (60, 92), (130, 104), (210, 84), (300, 102), (380, 88), (480, 106), (480, 140), (0, 140))
    box(WATER, 0, 136, 480, 94)
    for row in range(146, 226, 9):
        for column in range((row * 7) % 40, 480, 62):
            box(LIGHT, column, row, 22, 1)
    box(PIER, 0, 150, 118, 12)
    for post in (12, 48, 84, 110):
        box(PIER, post, 150, 6, 58)
    shape(BARGE, (150, 168), (448, 168), (436, 194), (164, 194))
    for left in (170, 310):
        shape(HULL, (left, 140), (left + 118, 140), (left + 104, 168), (left + 10, 168))
        box(HULL, left + 34, 118, 44, 22)
        box(DARK, left + 40, 123, 8, 6)
        box(DARK, left + 54, 123, 8, 6)
        box(DARK, left + 58, 92, 2, 26)
        box(DARK, left + 12, 132, 14, 8)
    box(PIER, 40, 70, 5, 80)
    shape(PIER, (40, 70), (128, 62), (128, 66), (45, 75))
    box(DARK, 122, 64, 1, 40)
    written = io.BytesIO()
    sheet.resize(SIZE, Image.Resampling.BOX).quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture())
