"""What an audience may not see is in no byte of its memos: not in a text, an id, a name, a link or a property of the file."""

from __future__ import annotations

import base64
import datetime
import io
import re

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markers import OTHER, Marked, in_html, in_mail, in_pdf
from tailoring import PARTS, TLP

from briefgen import i18n, pipeline, render
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.results import BuildRequest
from briefgen.project import Project, shipped
from briefgen.tailor import tailor
from briefgen.write import Document, web

TODAY = datetime.date(2024, 1, 20)
EVERYTHING = f"[{', '.join(PARTS)}]"
OWN = {
    "press": f"title: Press memo\nceiling: TLP:CLEAR\nsections: {EVERYTHING}\n",
    "few": "title: Note\nextends: zqbase\nceiling: TLP:GREEN\nomits: [comment, url]\nsections: [{section: claims, limit: 1}]\n",
    "proven": f"title: Note\nceiling: TLP:GREEN\nstatuses: refuted\nshort: true\ncite: sources\nsections: {EVERYTHING}\n",
    "zqbase": f"title: Base\nceiling: TLP:GREEN\nsections: {EVERYTHING}\n",
    OTHER: f"title: Note of {OTHER}\nceiling: TLP:RED\nsections: [bottom_line]\n",
}
"""Audiences of the project's own."""
NAMES = (*sorted(path.parent.name for path in shipped("templates").glob("*/audience.yaml")), "press", "few", "proven")
"""The audiences that memos are made for: all that ship, and some of the project's own."""
WAYS = {
    "by marking": ({"marking": "TLP:RED"}, False),
    "not for them": ({"not_for": NAMES}, True),
    "only for another": ({"only_for": [OTHER]}, True),
}
"""How the restricted things are restricted, and whether others may cite them: a citation would raise these to TLP:RED."""


def project_of(root, files):
    for name, text in {"briefgen.yaml": "defaults: {language: en}\n"}.items() | files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Project(root, TODAY)


def may_not_see(marked, audience):
    """The words that must not be there, with their places: what is restricted, and what the audience does not take."""
    ids = {opened: f"{name}.open" for name, (opened, _) in marked.ids.items() if not_taken([name, "open"], audience)}
    return marked.hidden | ids | {word: at for word, at in marked.shown.items() if not_taken(at.split("."), audience)}


def not_taken(parts, audience):
    """Whether an audience gets nothing of what stands at this place."""
    collection = parts[0]
    if not set(audience.omits).isdisjoint(parts) or (
        collection == "distribution" and not audience.takes("distribution")
    ):
        return True
    if (
        collection in ("treaties", "arms_deals", "claims", "figures")
        and audience.statuses
        and "confirmed" not in audience.statuses
    ):
        return True
    if len(parts) == 1 or collection in ("title", "bottom_line", "corrections", "actors", "sources"):
        return False
    return audience.prints(collection) is None and (
        parts[2:3] != ["evidence"] or collection in ("timeline", "judgements", "figures")
    )


LOOKS = {"pdf": in_pdf, "eml": in_mail}
"""How what a file holds is read, by its ending; any other is HTML."""


def found(words, text):
    return {word: where for word, where in words.items() if word in text}


# --- memos as they are built -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["by marking", "not for them"])
def built(request, tmp_path_factory):
    """The marked brief, its project, and what each memo of each audience holds: (audience, ending of the file) → text."""
    root = tmp_path_factory.mktemp("zqproject")
    way, cites = WAYS[request.param]
    marked = Marked(way, cites=cites)
    marked.hidden |= {"zqproject": "the folder of the project", "zqbase": "the audience that another extends"}
    audiences = {f"templates/{name}/audience.yaml": text for name, text in OWN.items()}
    project = project_of(root, audiences | marked.files())
    formats = ("html", "mail", "pdf")
    pipeline.build(BuildRequest(project.brief("memo"), audiences=NAMES, formats=formats, keep_html=True), project)
    held = {}
    for path in (project.root / "output" / "memo").iterdir():
        _, _, name = path.name.partition("memo_2024-01-19_")
        audience, ending = name.split(".", 1)
        look = LOOKS.get(ending, lambda content: in_html(content.decode()))
        held[audience.removesuffix("_draft"), ending] = f"{name} {look(path.read_bytes())}"
    return marked, project, held


def for_each_memo(*endings):
    return pytest.mark.parametrize(("audience", "ending"), [(name, ending) for name in NAMES for ending in endings])


@for_each_memo("pdf", "html", "print.html", "eml")
def test_no_memo_holds_what_its_audience_may_not_see(built, audience, ending):
    marked, project, held = built
    forbidden = may_not_see(marked, project.audience(audience))
    if ending == "print.html":  # its stylesheets are where they lie on this machine
        del forbidden["zqproject"]
    assert len(forbidden) > 300
    assert found(forbidden, held[audience, ending]) == {}


@for_each_memo("pdf", "html")
def test_every_memo_holds_what_its_audience_may_see(built, audience, ending):
    marked, project, held = built
    texts = pipeline.tailored_for(project.brief("memo"), audience, project).texts
    words = {word for text in texts.values() for word in re.findall(r"\bzq\w+x\b", text)} & marked.shown.keys()
    if audience in ("analyst", "press"):  # these get every field of what they may see
        words = marked.shown.keys()
        assert len(words) > 100
    there = found(marked.shown, held[audience, ending])
    assert "title" in there.values()
    assert {marked.shown[word] for word in words - there.keys()} == set()


# --- any restriction and any audience ----------------------------------------------------------------------------------

CHOICES = st.lists(st.sampled_from([*PARTS, "contact"]), min_size=1, max_size=8, unique=True)
AUDIENCE = st.builds(
    lambda parts, limit, **fields: Audience.model_validate(
        {"name": "press", "title": "Memo", **fields}
        | {"sections": [{"section": part, "limit": limit} for part in parts]}
    ),
    parts=CHOICES,
    limit=st.sampled_from([None, 1]),
    ceiling=st.sampled_from(list(TLP.labels)[:4]),
    omits=st.lists(st.sampled_from(["comment", "url", "authors", "reliability", "where", "so_what"]), unique=True),
    statuses=st.sampled_from([(), ("confirmed",), ("refuted",)]),
    short=st.booleans(),
    cite=st.sampled_from(["passages", "sources"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(audience=AUDIENCE, way=st.sampled_from(list(WAYS)))
def test_no_page_holds_what_an_audience_may_not_see(nowhere, audience, way):
    restriction, cites = WAYS[way]
    marked = Marked(restriction, cites=cites)
    tailored = tailor("memo", Brief.model_validate(marked.fields), audience, TLP)
    forbidden = may_not_see(marked, audience)
    for medium in ("screen", "print"):
        rendered = render.render(tailored, i18n.Language.load("en"), nowhere, medium=medium)
        assert found(forbidden, in_html(rendered.html)) == {}
    page = web.web_page(Document(rendered.html, rendered.base_url, nowhere.read_bytes))
    assert found(forbidden, in_html(page.write().decode())) == {}


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory):
    """A project with an audience and nothing else."""
    return project_of(tmp_path_factory.mktemp("p"), {"templates/press/audience.yaml": OWN["press"]})


# --- whether a word would be found at all ------------------------------------------------------------------------------

WORD = "zqbbbbbx"


def pdf_with(**hidden):
    """A PDF of one page with something put into it by `hidden`."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for put in hidden.values():
            put(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _draw(pdf, content):
    pdf.pages[0].Contents = pdf.make_stream(content)


def _properties(pdf):
    with pdf.open_metadata() as xmp:
        xmp["dc:title"] = f"A {WORD}"


def _outline(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Ж {WORD}", 0))


def _attach(pdf):
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, WORD.encode(), filename="a.txt")


PLACES = {
    "document info": lambda pdf: pdf.docinfo.update({"/Title": f"Ж {WORD}"}),
    "XMP": _properties,
    "outline": _outline,
    "attachment": _attach,
    "actual text": lambda pdf: _draw(
        pdf, b"/Span <</ActualText <FEFF" + WORD.encode("utf-16-be").hex().encode() + b">>> BDC EMC"
    ),
    "octal escapes": lambda pdf: _draw(pdf, b"(" + "".join(f"\\{ord(c):03o}" for c in WORD).encode() + b") Tj"),
    "alternative text": lambda pdf: pdf.Root.update({"/StructTreeRoot": pikepdf.Dictionary(Alt=f"Ж {WORD}")}),
    "name": lambda pdf: pdf.Root.update({"/Dests": pikepdf.Dictionary({f"/{WORD}": pikepdf.Array([0])})}),
    "link": lambda pdf: pdf.Root.update({"/A": pikepdf.Dictionary(URI=pikepdf.String(f"https://x.org/{WORD}"))}),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_word_is_found_wherever_it_is_in_a_pdf(place):
    assert WORD not in in_pdf(pdf_with())
    assert WORD in in_pdf(pdf_with(here=PLACES[place]))


@pytest.mark.parametrize(
    "page",
    [
        f"<p id={WORD}>", f"<!-- {WORD.upper()} -->", "<p>zqbb<b>bb</b>bx", "zqbb&shy;bb&#8203;bx", "<a href=%7Aqbbbbbx>",
        "&#122;qbbbbbx", "zqbb-\n bbbx", f"<img src=data:x;base64,{base64.b64encode(WORD.encode()).decode()}>",
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written_in_a_page(page):
    assert WORD in in_html(page)
