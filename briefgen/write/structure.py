"""The PDF's structure tree, put right where WeasyPrint 70 writes one that PDF/UA-1 (ISO 14289-1) does not allow.

Three faults, each found with veraPDF: a list item that holds a paragraph beside its body, a header cell that does not
say what it heads, and a link whose area hangs on an element within the link. The tree is mended before the file is
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Element = Any
"""A `pydyf.Dictionary`: what the PDF calls a structure element."""


def repair(document: object, pdf: Any) -> None:  # noqa: ARG001 - WeasyPrint calls a finisher with both
    """Mends the structure tree of a `pydyf.PDF`; a PDF without tags stays as it is. Fits WeasyPrint's `finisher`."""
    dictionaries = [item for item in pdf.objects if isinstance(item, dict)]
    root = next((item for item in dictionaries if item.get("Type") == "/StructTreeRoot"), None)
    if root is not None:
        tree = _Tree(pdf, root)
        _scope_headers(tree)
        _wrap_list_items(tree)
        _gather_links(tree)


class _Tree:
    """The structure elements of a PDF, and the ways between them."""

    def __init__(self, pdf: Any, root: Element) -> None:
        self._pdf = pdf
        self._numbers = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]

    def at(self, reference: Any) -> Element | None:
        """The dictionary that a reference (b"12 0 R") leads to; None for marked content, which is a plain number."""
        if not (isinstance(reference, bytes) and reference.endswith(b" R")):
            return None
        found = self._pdf.objects[int(reference.split()[0])]
        return found if isinstance(found, dict) else None

    def elements(self, *roles: str) -> list[Element]:
        """All structure elements of these roles (“/TR”), or all; a list, so that elements may be added meanwhile."""
        every = [item for item in self._pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
        return [element for element in every if not roles or element["S"] in roles]

    def kids(self, element: Element) -> Iterator[tuple[Any, Element | None]]:
        """Each entry of an element with what it leads to."""
        for reference in list(element["K"]):
            yield reference, self.at(reference)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The element itself, its parent, and so on to the root."""
        step: Element | None = element
        while step is not None:
            yield step
            step = self.at(step.get("P"))

    def add(self, role: str, parent: Element, like: Element) -> Element:
        """A new, empty element on the page of `like`. The parent does not list it yet."""
        dictionary, array = type(like), type(like["K"])
        element = dictionary({"Type": "/StructElem", "S": role, "K": array([]), "P": parent.reference})
        if "Pg" in like:
            element["Pg"] = like["Pg"]
        self._pdf.add_object(element)
        return element

    def replace(self, parent: Element, old: Iterable[Any], new: Element) -> None:
        """Puts an element where the first of some entries stands, and the entries under it."""
        moved = list(old)
        parent["K"][parent["K"].index(moved[0])] = new.reference
        for reference in moved:
            if reference in parent["K"]:
                parent["K"].remove(reference)
            self.adopt(new, reference)

    def adopt(self, parent: Element, reference: Any) -> None:
        """Lists an entry under a parent; an element learns who its parent is."""
        parent["K"].append(reference)
        child = self.at(reference)
        if child is not None and child.get("Type") == "/StructElem":
            child["P"] = parent.reference

    def point(self, annotation: Element, element: Element) -> None:
        """Has the parent tree say that an annotation belongs to an element."""
        keys = self._numbers[::2]
        self._numbers[2 * keys.index(annotation["StructParent"]) + 1] = element.reference


def _scope_headers(tree: _Tree) -> None:
    """7.5: each header cell says whether it heads a column or a row: a row where it stands beside cells of the body."""
    for row in tree.elements("/TR"):
        cells = [cell for _, cell in tree.kids(row) if cell is not None]
        in_head = any(element["S"] == "/THead" for element in tree.ancestors(row) if "S" in element)
        heads_row = not in_head and any(cell.get("S") == "/TD" for cell in cells)
        for cell in cells:
            if cell.get("S") == "/TH":
                cell["A"]["Scope"] = "/Row" if heads_row else "/Column"


def _wrap_list_items(tree: _Tree) -> None:
    """7.2: a list item holds a label and one body: all else goes into one, in its order, and a body there is a Div."""
    for item in tree.elements("/LI"):
        kids = [(reference, kid) for reference, kid in tree.kids(item) if kid is None or kid.get("S") != "/Lbl"]
        bodies = [kid for _, kid in kids if kid is not None and kid.get("S") == "/LBody"]
        if len(kids) == len(bodies) <= 1:
            continue
        for body in bodies:
            body["S"] = "/Div"
        tree.replace(item, [reference for reference, _ in kids], tree.add("/LBody", item, item))


def _gather_links(tree: _Tree) -> None:
    """7.18.5: a link's area belongs to the link, not to an element in it; where there is none, one is put around."""
    for element in tree.elements():
        if element["S"] in ("/Link", "/Form"):
            continue
        for reference, kid in tree.kids(element):
            annotation = tree.at(kid["Obj"]) if kid is not None and kid.get("Type") == "/OBJR" else None
            if annotation is None or annotation.get("Subtype") != "/Link":
                continue
            link = next((step for step in tree.ancestors(element) if step.get("S") == "/Link"), None)
            if link is None:
                parent = tree.at(element["P"])
                link = tree.add("/Link", parent, element)
                tree.replace(parent, [element.reference], link)
            element["K"].remove(reference)
            tree.adopt(link, reference)
            tree.point(annotation, link)
