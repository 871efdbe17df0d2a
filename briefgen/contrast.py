"""How far colours stand apart, as the Web Content Accessibility Guidelines (WCAG) 2.2 measure it."""

from __future__ import annotations

RGB = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of words with their ground, unless they are large."""


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: RGB) -> float:
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def enough(colour: RGB, ground: RGB, needed: float) -> str:
    """The nearest colour that has the contrast needed: darker where the colour is the darker of the two, if that will do."""
    targets = [BLACK, WHITE] if _luminance(colour) <= _luminance(ground) else [WHITE, BLACK]
    target = next(target for target in targets if contrast(target, ground) >= needed)
    steps = (mixed(colour, target, step / 255) for step in range(256))
    return written(next(step for step in steps if contrast(step, ground) >= needed))


def mixed(below: RGB, above: RGB, opacity: float) -> RGB:
    """What is seen of two colours where the upper one lets the lower one through."""
    red, green, blue = (round(low + (high - low) * opacity) for low, high in zip(below, above, strict=True))
    return red, green, blue


def written(colour: RGB) -> str:
    """A colour as “#RRGGBB”."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def read(colour: str) -> RGB:
    """A colour from “#rrggbb”."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue
