"""A page of HTML as a tree of elements, to ask what stands where."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclasses.dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str]

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Every element below with this tag and these attributes; of `class_` any one word will do."""
        return [element for element in self.below() if element._is(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only one of them."""
        (found,) = self.all(tag, **attributes)
        return found

    def below(self) -> Iterator[Element]:
        for element in self.inside:
            if isinstance(element, Element):
                yield element
                yield from element.below()

    @property
    def text(self) -> str:
        """The words in it, as they read: white space folded."""
        return " ".join("".join(self._texts()).split())

    def without(self, class_: str) -> Element:
        """The same without the elements of a class."""
        kept = [
            part if isinstance(part, str) else part.without(class_)
            for part in self.inside
            if isinstance(part, str) or not part._is("", {"class_": class_})
        ]
        return dataclasses.replace(self, inside=kept)

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in ("style", "script"):
                apart = part.tag not in ("a", "b", "mark", "span", "u", "em", "strong", "del", "ins", "i", "q")
                yield from (" ", *part._texts(), " ") if apart else part._texts()

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        wanted = dict(attributes)
        named = wanted.pop("class_", None)
        return (
            tag in ("", self.tag)
            and (named is None or named in self.attributes.get("class", "").split())
            and all(self.attributes.get(name.replace("_", "-")) == value for name, value in wanted.items())
        )


def tree(html: str) -> Element:
    """The whole page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)
