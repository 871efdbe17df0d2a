"""The prose of a brief's sections, each paragraph with the standing of what it cites."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from briefgen.render.references import References
from briefgen.render.standing import Cited, Standings
from briefgen.text.markup import StatementText


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a section's prose, with the standing of what it cites; one that cites nothing is a comment of the desk.

    `name` is its element. A list of which any entry cites a statement has its entries in `entries`, else they are empty;
    `start` is the number of the first, None where they are not numbered. `opens` tells the first of several comments.
    """

    name: str
    text: StatementText
    cited: tuple[Cited, ...]
    opens: bool = False
    entries: tuple[Paragraph, ...] = ()
    start: int | None = None

    @property
    def comment(self) -> bool:
        """Whether it is the desk's own."""
        return not self.cited and not self.name.startswith("h")


def paragraphs(key: str, references: References, standings: Standings) -> Iterator[Paragraph]:
    """The paragraphs of a section's text, each made when it is taken; see `References.blocks`."""
    commented = False
    for block, text, entries in references.blocks(key):
        cited = [standings.cited(item.cited) for item in block.items]
        items = tuple(Paragraph("li", *pair, opens=True) for pair in zip(entries, cited, strict=True))
        paragraph = Paragraph(
            block.name,
            text,
            standings.cited(block.cited),
            opens=not commented,
            entries=items if any(cited) else (),
            start=block.start,
        )
        commented = paragraph.comment
        yield paragraph
