"""The structure tree of the PDF, as PDF/UA-1 wants it."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from write_documents import document

from briefgen.write import pdf


def tagged(folder: Path, body: str) -> pikepdf.Pdf:
    page = document(folder, body, "<style>ul { list-style: disc }</style>")
    return pikepdf.open(io.BytesIO(pdf.layout(page).write()))


def kids(element: Any) -> list[Any]:
    return [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)]


def elements(file: pikepdf.Pdf, *roles: str) -> list[Any]:
    found: list[Any] = []
    queue = [file.Root.StructTreeRoot.K[0]]
    while queue:
        element = queue.pop(0)
        if "/S" in element:
            if not roles or element.S in roles:
                found.append(element)
            queue = kids(element) + queue
    return found


@pytest.mark.parametrize(
    ("item", "roles"),
    [
        ("tight", ["/Lbl", "/LBody"]),
        ("<p>loose</p>", ["/Lbl", "/LBody"]),
        ("<p>one</p><p>two</p>", ["/Lbl", "/LBody"]),
        ("words<p>then a paragraph</p>", ["/Lbl", "/LBody"]),
    ],
)
def test_a_list_item_holds_a_label_and_one_body(tmp_path: Path, item: str, roles: list[str]):
    file = tagged(tmp_path, f"<h1>T</h1><ul><li>{item}</li></ul>")
    (li,) = elements(file, "/LI")
    assert [str(kid.S) for kid in kids(li)] == roles
    assert all(li == kid.P for kid in kids(li))


def test_the_parts_of_a_list_item_keep_their_order(tmp_path: Path):
    file = tagged(tmp_path, "<h1>T</h1><ul><li><p>first</p>then</li></ul>")
    (li,) = elements(file, "/LI")
    label, body = kids(li)
    assert (label.S, body.S) == ("/Lbl", "/LBody")
    assert [str(kid.S) for kid in kids(body)] == ["/P", "/Div"]


def test_header_cells_say_what_they_head(tmp_path: Path):
    table = """<h1>T</h1><table>
    <thead><tr><td></td><th colspan="2">Both</th></tr><tr><th>Item</th><th>Before</th><th>Now</th></tr></thead>
    <tbody><tr><th>State</th><td>a</td><td>b</td></tr></tbody></table>"""
    file = tagged(tmp_path, table)
    scopes = [str(cell.A.Scope) for cell in elements(file, "/TH")]
    assert scopes == ["/Column", "/Column", "/Column", "/Column", "/Row"]


@pytest.mark.parametrize(
    "link",
    [
        '<p><a href="https://example.org/">plain</a></p>',
        '<p><a href="https://example.org/"><b>bold</b> and <code>code</code></a></p>',
        '<p><b><a href="https://example.org/">inner</a></b></p>',
        '<a href="https://example.org/"><p>a block</p></a>',
        '<p id="x">target</p><a href="#x"><span>two <i>deep</i></span></a>',
    ],
)
def test_the_area_of_a_link_belongs_to_the_link(tmp_path: Path, link: str):
    file = tagged(tmp_path, f"<h1>T</h1>{link}")
    annotations = [annotation for page in file.pages for annotation in page.Annots]
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    assert annotations
    for annotation in annotations:
        owner = owners[int(annotation.StructParent)]
        assert owner.S == "/Link"
        assert annotation in [kid.Obj for kid in kids(owner) if kid.get("/Type") == "/OBJR"]


def test_every_area_of_a_link_is_listed_once(tmp_path: Path):
    body = '<h1>T</h1><p><a href="https://example.org/"><b>bold</b> and <code>code</code> and words</a></p>'
    file = tagged(tmp_path, body)
    listed = [kid.Obj.objgen for element in elements(file) for kid in kids(element) if kid.get("/Type") == "/OBJR"]
    assert sorted(listed) == sorted(annotation.objgen for annotation in file.pages[0].Annots)


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><p>one</p><p>two</p></li></ul>",
        '<p><a href="https://example.org/"><b>bold</b></a></p>',
        '<p id="x">target</p><b style="-weasy-link: \'#x\'">no link of HTML</b>',
    ],
)
def test_every_element_knows_its_parent(tmp_path: Path, body: str):
    file = tagged(tmp_path, f"<h1>T</h1>{body}")
    for element in elements(file):
        for kid in kids(element):
            assert "/S" not in kid or kid.P.objgen == element.objgen
