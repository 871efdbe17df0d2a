"""The house style on a page: its colours and fonts as a style, its sign, and the words of the margins."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from briefgen import contrast
from briefgen.i18n import Language
from briefgen.model import patterns
from briefgen.model.brand import DARK, LIGHT, Brand, Colours, Faces
from briefgen.model.results import Medium
from briefgen.project import Project

HEADER = "{name} · {series} · {number} · {date} · {audience}"
FOOTER = "{contact} · {cutoff}"
"""The margins of a house that says nothing of them."""

_ROLES = {"text": "House Text", "title": "House Title", "labels": "House Labels"}
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@dataclasses.dataclass(frozen=True, slots=True)
class Sign:
    """The logo: data: URIs of its form on paper and of that on dark screens (None: it has none), and what it shows."""

    source: str
    dark: str | None
    alt: str


@dataclasses.dataclass(frozen=True, slots=True)
class House:
    """The house style for one medium.

    `name` is None where the house has none. `colours` are those on paper, by the names of `memo.css`: what a drawing on
    paper needs, since the layout engine reads no variables there, and a mail; `dark` are those on dark screens. `sheet` is
    that of every audience that names none.
    """

    medium: Medium
    name: str | None
    logo: Sign | None
    colours: Mapping[str, str]
    dark: Mapping[str, str]
    sheet: Literal["A4", "Letter"]
    style: Markup
    header: str
    footer: str

    def head(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The pieces of the words at the head of each page."""
        return patterns.pieces(self.header, values)

    def foot(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The pieces of the words at its foot, before the page number."""
        return patterns.pieces(self.footer, values)


def house(project: Project, language: Language, medium: Medium) -> House:
    """The house style of a project. Raises OSError where a file of it cannot be read."""
    brand = project.settings.brand
    return House(
        medium,
        brand.name,
        _sign(brand, project, language),
        {**LIGHT, **_given(brand.colours)},
        {**DARK, **dark_colours(brand)},
        brand.paper,
        _style(brand, project.root, medium),
        brand.header or HEADER,
        brand.footer or FOOTER,
    )


def dated(language: Language, project: Project) -> Language:
    """The language, writing days as the house does."""
    return dataclasses.replace(language, date_format=project.settings.brand.date_format)


def _sign(brand: Brand, project: Project, language: Language) -> Sign | None:
    if brand.logo is None:
        return None

    def carried(file: str) -> str:
        path = project.root / file
        content = base64.b64encode(project.read_bytes(path)).decode()
        return f"data:{_TYPES.get(path.suffix.lower(), 'image/png')};base64,{content}"

    alt = brand.logo.alt or brand.name or language.label("phrase.logo")
    return Sign(carried(brand.logo.file), carried(brand.logo.dark) if brand.logo.dark else None, alt)


# --- styles ----------------------------------------------------------------------------------------------------------


def _given(colours: Colours) -> dict[str, str]:
    return {name: colour for name, colour in colours.model_dump().items() if colour is not None}


def dark_colours(brand: Brand) -> dict[str, str]:
    """The house's colours on dark screens; its accent on paper is made as light there as links must be."""
    given = _given(brand.dark)
    if brand.colours.accent is not None and "accent" not in given:
        ground = contrast.read(given.get("wash", DARK["wash"]))
        given["accent"] = contrast.enough(contrast.read(brand.colours.accent), ground, contrast.ENOUGH).lower()
    return given


def _style(brand: Brand, root: Path, medium: str) -> Markup:
    """What the house sets differently from `memo.css`; empty where it sets nothing. Safe: colours, and names of our own."""
    rules = list(_faces(brand, root))
    tokens = [f"--house-{name}: {colour}" for name, colour in _given(brand.colours).items()]
    tokens += [f'--house-{role}: "{family}"' for role, family in _families(brand).items()]
    if tokens:
        rules.append(f":root {{ {'; '.join(tokens)} }}")
    dark = [f"--house-dark-{name}: {colour}" for name, colour in dark_colours(brand).items()]
    if dark and medium == "screen":
        rules.append(f":root {{ {'; '.join(dark)} }}")
    if margins := _margins(brand):
        rules.append(margins)
    return Markup("\n".join(rules))  # noqa: S704 - see above; a file's place is a URI


def _families(brand: Brand) -> dict[str, str]:
    return {role: family for role, family in _ROLES.items() if getattr(brand.fonts, role) is not None}


def _faces(brand: Brand, root: Path) -> Iterator[str]:
    for role, family in _families(brand).items():
        faces: Faces = getattr(brand.fonts, role)
        for file, look in (
            (faces.regular, ""),
            (faces.italic, "; font-style: italic"),
            (faces.semibold, "; font-weight: 600"),
        ):
            if file is not None:
                yield f'@font-face {{ font-family: "{family}"{look}; src: url("{(root / file).resolve().as_uri()}") }}'


def _margins(brand: Brand) -> str:
    """The margins of a printed page once more: no engine reads variables there."""
    looks = [f"color: {brand.colours.soft}"] if brand.colours.soft else []
    family = _families(brand).get("labels")
    if family:
        looks.append(f'font-family: "{family}", "Memo Sans", "Memo Arabic"')
    if not looks:
        return ""
    corner = f" @top-right {{ {looks[-1]} }} @bottom-right {{ {looks[-1]} }}" if family else ""
    look = "; ".join(looks)
    return f"@page {{ @top-left {{ {look} }} @bottom-left {{ {look} }}{corner} }}"
