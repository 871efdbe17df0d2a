"""A mail is one MIME entity that mail programs open, says its marking everywhere, and asks for nothing from elsewhere."""

from __future__ import annotations

import datetime
import email
import email.policy
import re
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from projects import SMALL, project, write
from write_documents import document

from briefgen import editions, pipeline
from briefgen.model.edition import Edition
from briefgen.model.results import BuildRequest, Built
from briefgen.project import Project
from briefgen.write import Document, _plain, mail

OFFICE = "defaults: {language: en, audiences: analyst}\nmail: {sender: desk@example.org, host: localhost}\n"
JUDGED = """\
so_what: The agency reports no price [@price].
judgements:
  soon:
    text: It is likely that talks will be announced by 19 July 2024.
    likelihood: likely
    by: 2024-07-19
    confidence: low
    because: One agency reports it [@talks].
    based_on: [talks, price]
"""


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def made(html: str, marking: str = "TLP:GREEN") -> bytes:
    return mail.mail(Document(html, "file:///nowhere/", lambda path: path.encode(), marking)).write()


def page(title: str = "A title", body: str = "<p>Words.</p>", head: str = "", lang: str = "en") -> str:
    return f'<!doctype html>\n<html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>\n'


def html_of(content: bytes) -> str:
    return parsed(content).get_body(("html",)).get_content().replace("\r\n", "\n")


def text_of(content: bytes) -> str:
    return parsed(content).get_body(("plain",)).get_content().replace("\r\n", "\n")


# --- the entity ------------------------------------------------------------------------------------------------------


def test_a_mail_is_a_sound_entity_of_text_and_html_that_says_nothing_of_its_way():
    content = made(page(body="<h1>Ü</h1><p>Words – and “more”.</p>"))
    message = parsed(content)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in message.iter_parts()] == ["utf-8", "utf-8"]
    assert [part.defects for part in message.walk()] == [[], [], []]
    assert message["X-Unsent"] == "1"
    assert not {"from", "to", "date", "message-id", "sender", "cc"} & {name.lower() for name in message}
    assert text_of(content) == "Ü\n=\n\nWords – and “more”.\n"
    assert "<p>Words – and “more”.</p>" in html_of(content)


def test_its_bytes_pass_every_server():
    content = made(page(title="Сегодня " * 40, body=f"<p>{'я' * 3000} {'long ' * 400}</p><p>.</p><p>From here</p>"))
    assert content.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
    assert max(map(len, content.split(b"\r\n"))) <= 76


@pytest.mark.parametrize("sign", ["=", "я", "\N{GRINNING FACE}", "e\u0301"])
def test_the_boundary_stands_nowhere_else_and_comes_from_the_content(sign):
    content = made(page(body=f"<p>{sign * 200}</p>"))
    (boundary,) = re.findall(rb'boundary="([^"]+)"', content)
    assert content.count(b"--" + boundary) == 3
    assert boundary not in made(page(body="<p>Other words.</p>"))
    assert sign * 200 in html_of(content)


# --- headers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Weekly memo No 3: talks", "en"),
        ("Weekly memo No 3: " + "talks on many things " * 20, "en"),
        ("Weekly memo No 3: “talks” – and more", "en"),
        ("Записка № 3: министерство ожидает подписания договора; дата не названа", "ru"),
        ("یادداشت هفتگی شمارهٔ ۳: خبرگزاری از گفت‌وگو خبر می‌دهد", "fa"),
        ("=?utf-8?b?WA==?= is what it says", "en"),
        ("x" * 300, "en"),
    ],
)
def test_the_subject_is_read_as_it_was_written_after_its_marking(title, lang):
    content = made(page(title, lang=lang))
    message = parsed(content)
    assert message["Subject"] == f"[TLP:GREEN] {' '.join(title.split())}"
    assert content.startswith(b"Subject: [TLP:GREEN]"), "filters read the marking without decoding"
    assert message["Content-Language"] == lang
    head = content.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 76


def test_no_title_makes_a_header_of_its_own():
    title = "a&#13;&#10;Bcc: all@example.org\r\n\r\nx&#8232;y\x00\x1b[31mz\u2068i\u2069"
    message = parsed(made(page(title)))
    assert "bcc" not in {name.lower() for name in message}
    assert message["Subject"] == "[TLP:GREEN] a Bcc: all@example.org x y[31mzi"


@pytest.mark.parametrize(
    ("marking", "sensitivity"),
    [
        ("TLP:CLEAR", None),
        ("TLP:GREEN", None),
        ("TLP:AMBER", "Company-Confidential"),
        ("TLP:AMBER+STRICT", "Company-Confidential"),
        ("TLP:RED", "Private"),
    ],
)
def test_the_headers_carry_the_marking(marking, sensitivity):
    message = parsed(made(page(), marking))
    assert message["Subject"] == f"[{marking}] A title"
    assert message["X-Marking"] == marking
    assert re.fullmatch(
        rf'marking="{re.escape(marking)}";\s+fgcolor="#[0-9A-F]{{6}}"; bgcolor="#000000"', message["SIO-Label"]
    )
    assert message["Sensitivity"] == sensitivity


# --- HTML ------------------------------------------------------------------------------------------------------------


def test_styles_are_written_into_the_elements_and_only_media_rules_stay():
    head = "<style>/* a note */ p { color: #123456 } .a { border-style: dashed } @media print { p { color: #000 } }</style>"
    content = made(page(body='<p class="a">x</p>', head=head))
    html = html_of(content)
    (style,) = re.findall(r'<p class="a" style="([^"]*)">', html)
    assert {"color:#123456", "border-style:dashed"} <= {rule.replace(" ", "") for rule in style.split(";")}
    (kept,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert "@media print" in kept
    assert "dashed" not in html.replace(style, "")
    assert "a note" not in html


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<img src="https://evil.example/x.png" alt="">', ""),
        ('<img src="sign.png" alt="Sign">', ""),
        ('<img alt="Sign">', ""),
        ('<p style="background: url(https://evil.example/x.png)">x</p>', ""),
        ('<p onclick="evil()">x</p>', ""),
        ("<script>evil()</script>", ""),
        ('<iframe src="https://evil.example/"></iframe>', ""),
        ('<table background="https://evil.example/x.png"></table>', ""),
        ('<form action="https://evil.example/"></form>', ""),
        ("", '<link rel="stylesheet" href="https://evil.example/x.css">'),
        ("", '<meta http-equiv="refresh" content="0; url=https://evil.example/">'),
        ("", "<style>@import 'https://evil.example/x.css';</style>"),
        ("", "<style>p { background: URL( 'https://evil.example/x.png' ) }</style>"),
        ("", "<style>@font-face { font-family: x; src: local(x) }</style>"),
    ],
)
def test_what_fetches_or_runs_something_is_taken_out_and_told(body, head):
    built = mail.mail(Document(page(body=body, head=head), "file:///nowhere/", lambda path: path.encode()))
    assert [message.kind for message in built.messages] == ["refused"]
    html = html_of(built.write())
    assert not re.search(r"evil\.|src=|<img|url\(|@import|@font-face|onclick", html, re.IGNORECASE)


def test_links_that_a_reader_may_follow_stay(tmp_path):
    body = '<p>See <a href="https://example.org/a?b=1&amp;c">this</a>.</p>'
    built = mail.mail(document(tmp_path, body))
    assert not built.messages
    assert 'href="https://example.org/a?b=1&amp;c"' in html_of(built.write())
    assert "See this <https://example.org/a?b=1&c>." in text_of(built.write())


# --- plain text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>One</h1><h2>Two</h2><p>Three</p>", "One\n===\n\n\nTwo\n---\n\nThree\n"),
        ("<p>a<br>b  c\n d</p>", "a\nb c d\n"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two\n"),
        (f"<ul><li>{'word ' * 20}</li></ul>", f"- {'word ' * 13}word\n  {'word ' * 5}word\n"),
        ("<p><span class='chip'>reported</span> Agency</p>", "REPORTED · Agency\n"),
        ("<h3>Claim 1 <span class='chip change'>new</span></h3>", "Claim 1 (NEW)\n"),
        ("<table><tr class='standing'><td>Claim 1</td><td>Agency</td></tr></table>", "    Claim 1 – Agency\n"),
        ("<div aria-hidden='true'><p>no</p></div><p hidden>no</p><style>no</style><p>yes</p>", "yes\n"),
        ("<p>so\u00adft \u2068TLP:RED\u2069</p>", "soft TLP:RED\n"),
        ("<p><a href='mailto:a@example.org'>a@example.org</a></p>", "a@example.org\n"),
        ("<p>&lt;b&gt; &amp;</p></b></p>", "<b> &\n"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc\n"),
        ("", "\n"),
    ],
)
def test_the_plain_text_reads_well(html, text):
    assert _plain.text(f"<html><head><title>no</title></head><body>{html}</body></html>") == text


def test_no_line_of_plain_text_is_too_long_but_for_a_long_word():
    words = " ".join(["слово"] * 200 + ["x" * 100])
    lines = _plain.text(f"<p>{words}</p>").splitlines()
    assert " ".join(lines) == words
    assert [len(line) for line in lines if len(line) > _plain.WIDTH] == [100]


# --- memos -----------------------------------------------------------------------------------------------------------


def build(made_: Project, *formats: str, **asked: object) -> Built:
    return pipeline.build(BuildRequest(made_.brief("memo"), formats=formats, **asked), made_)


def mails(built: Built) -> dict[str, bytes]:
    return {file.audience: file.path.read_bytes() for file in built.written if file.format == "mail"}


def test_a_mail_has_title_bottom_line_judgements_and_standing_beside_each(tmp_path):
    there = project(tmp_path, SMALL + JUDGED, **{"briefgen.yaml": OFFICE})
    (content,) = mails(build(there, "mail")).values()
    text = text_of(content)
    assert (
        parsed(content)["Subject"] == "[TLP:CLEAR] Weekly memo No 1: An agency reports on talks; nothing is confirmed"
    )
    assert [line for line in text.splitlines() if "TLP:CLEAR" in line] == ["TLP:CLEAR", "TLP:CLEAR"]
    order = [
        "An agency reports on talks; nothing is confirmed\n====",
        "Bottom line\n----",
        "the ministry has not commented\n[1.1].",
        "So what. The agency reports no price [1.2].",
        "    Claim 1, Claim 2 [1.1] [1.2] – REPORTED · The agency",
        "Key judgements\n----",
        "It is likely that talks will be announced by 19 July 2024.",
        "likely: 55–80 % · By 19 July 2024",
        "Confidence: low. One agency reports it [1.1].",
        "Rests on",
        "REPORTED · The agency",
        "What changed\n----",
        "First edition.",
        "The whole memo is attached as a PDF.",
        "write to desk@example.org",
    ]
    at = 0
    for words in order:
        assert words in text[at:], words
        at = text.index(words, at) + len(words)
    html = html_of(content)
    assert not re.search(r"var\(|url\(|<link|<img|<script|inline-(?:start|end)", html)
    assert '<td class="range" style=' in html
    assert len(html) < 102_000, "longer ones are cut off by Gmail"


def test_the_mail_is_the_same_in_every_process(tmp_path):
    there = project(tmp_path, SMALL + JUDGED, **{"briefgen.yaml": OFFICE})
    (content,) = mails(build(there, "mail")).values()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "briefgen", "build", "memo", "-f", "mail", "-q", "-o", f"again-{seed}"]
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[1])}
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
        (again,) = (tmp_path / f"again-{seed}").rglob("*.eml")
        assert again.read_bytes() == content


def test_mails_are_made_by_themselves_only_where_mail_can_be_sent(tmp_path):
    there = project(tmp_path, **{"briefgen.yaml": "defaults: {language: en, audiences: analyst}\n"})
    assert sorted(file.format for file in build(there).written) == ["html", "pdf"]
    write(tmp_path, {"briefgen.yaml": OFFICE})
    built = build(Project(tmp_path, there.today))
    assert sorted(file.format for file in built.written) == ["html", "mail", "pdf"]
    assert [file.path.name for file in built.written if file.format == "mail"] == ["memo_2024-01-19_analyst.eml"]


def test_a_draft_says_so_in_its_name_its_subject_and_its_text(tmp_path):
    there = project(
        tmp_path, SMALL.replace("talks on aircraft have begun", "no such words"), **{"briefgen.yaml": OFFICE}
    )
    built = build(there, "mail")
    (file,) = built.written
    assert file.path.name == "memo_2024-01-19_analyst_draft.eml"
    message = parsed(file.path.read_bytes())
    assert message["Subject"].startswith("[TLP:CLEAR] DRAFT – ")
    assert "DRAFT – " in text_of(file.path.read_bytes())


def freeze(there: Project) -> Edition:
    return editions.freeze(there.brief("memo"), there)


def test_an_edition_freezes_its_mail_and_proves_it(tmp_path):
    there = project(tmp_path, SMALL + JUDGED, **{"briefgen.yaml": OFFICE})
    edition = freeze(there)
    frozen = {memo.format: memo for memo in edition.memos}
    assert set(frozen) == {"html", "mail", "pdf"}
    assert (frozen["mail"].file, frozen["mail"].pages) == ("memo_2024-01-19_analyst.eml", None)
    assert "css-inline" in edition.versions
    assert list(editions.rebuilt(edition, there)) == []
    altered = edition._replace(memos=tuple(memo._replace(sha256="0" * 64) for memo in edition.memos))
    assert {Path(fault.file).suffix for fault in editions.rebuilt(altered, there)} == {".html", ".eml", ".pdf"}


def test_what_changed_and_what_was_corrected_stand_in_the_mail(tmp_path):
    there = project(tmp_path, SMALL + JUDGED, **{"briefgen.yaml": OFFICE})
    freeze(there)
    brief = there.brief("memo")
    text = brief.read_text(encoding="utf-8").replace("date: 2024-01-19\n", "date: 2024-01-26\n")
    text = text.replace(
        "    status: reported\n    evidence: {agency: no",
        "    status: unconfirmed\n    change: A doubt.\n    evidence: {agency: no",
    )
    brief.write_text(text + "corrections: {text: The price was wrong., date: 2024-01-19}\n", encoding="utf-8")
    (content,) = mails(build(Project(tmp_path, datetime.date(2024, 1, 26)), "mail")).values()
    text = text_of(content)
    assert "Correction of 19 January 2024. The price was wrong." in text
    assert text.index("Correction of") < text.index("Bottom line")
    assert "Changes since the edition of 19 January 2024." in text
    folded = " ".join(text.split())
    assert "Claim 2. UNCONFIRMED · The agency. Status: lowered (reported → unconfirmed). A doubt." in folded


# --- what the checks hold a mail to ----------------------------------------------------------------------------------


def codes(built: Built) -> set[str]:
    return {finding.code for finding in built.diagnostics}


def template(block: str, words: str) -> dict[str, str]:
    extended = f'{{% extends "next/mail.html.j2" %}}\n{{% block {block} %}}{words}{{% endblock %}}\n'
    return {"briefgen.yaml": OFFICE, "templates/analyst/mail.html.j2": extended}


@pytest.mark.parametrize(
    ("block", "words", "code"),
    [
        ("header", "<p>Nothing</p>", "M02"),
        ("footer", "<p>TLP: CLEAR</p>", "M02"),
        ("attached", "<p>{{ text('talks') }}</p>", "P06"),
        ("attached", "<p>{{ brief.claims.talks.text }}</p>", "P06"),
        ("bottom_line", '<h2>x</h2><p data-item="bottom_line">A news agency reports</p>', "P02"),
        ("title", "<p>{{ text('title') }}</p>", "P04"),
        ("attached", '<p>x</p><img src="x.png" alt="x">', "P03"),
    ],
)
def test_the_checks_of_pages_run_on_a_mail(tmp_path, block, words, code):
    built = build(project(tmp_path, SMALL, **template(block, words)), "mail")
    assert code in codes(built)
    assert built.draft
    assert not (built.written and code in pipeline.WITHHELD)


def test_a_mail_may_leave_out_what_the_memo_has(tmp_path):
    built = build(project(tmp_path, SMALL, **template("bottom_line", "<h2>x</h2>")), "mail")
    assert codes(built) == set()
    (content,) = mails(built).values()
    assert "news agency reports talks" not in text_of(content)


def test_a_claim_in_a_mail_of_the_house_stands_with_its_status_and_speaker(tmp_path):
    block = '<div class="item"><p>{{ text("talks") }}</p>{{ resting(["talks"]) }}</div>'
    files = template("attached", '{% from "macros.html.j2" import resting %}' + block)
    built = build(project(tmp_path, SMALL, **files), "mail")
    assert codes(built) == set()
    (content,) = mails(built).values()
    assert (
        "Talks on aircraft have begun, the agency reports. [1.1]\n    Claim 1 [1.1] – REPORTED · The agency"
        in text_of(content)
    )


def test_the_house_has_its_colours_in_its_mails(tmp_path):
    brand = OFFICE + "brand: {colours: {accent: '#7a1f2b'}, dark: {accent: '#ffb3bd'}}\n"
    (content,) = mails(build(project(tmp_path, SMALL, **{"briefgen.yaml": brand}), "mail")).values()
    html = html_of(content)
    assert re.search(r'<h2 class="first" style="[^"]*color: ?#7a1f2b', html)
    assert "#ffb3bd !important" in html


def test_a_page_from_right_to_left_runs_so_in_its_mail(tmp_path):
    (content,) = mails(
        build(
            project(tmp_path, SMALL.replace("date: 2024", "language: fa\ndate: 2024", 1), **{"briefgen.yaml": OFFICE}),
            "mail",
        )
    ).values()
    html = html_of(content)
    assert re.search(r'<html lang="fa" dir="rtl"', html)
    assert re.search(r'<div class="frame" [^>]*dir="rtl"[^>]*text-align: ?right', html)
    assert "متن کامل یادداشت به‌صورت PDF پیوست است." in text_of(content)
