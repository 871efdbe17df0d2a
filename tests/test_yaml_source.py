"""YAML text to a tree with places: what is read, what is refused, and how it is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen import codes, yaml_source
from briefgen.diagnostics import Diagnostic
from briefgen.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_FINDINGS, MAX_NODES, Node, SourceFile, parse

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_LOADER", request.param)


def read(text: str | bytes) -> Node:
    root, findings = parse("b.yaml", text if isinstance(text, bytes) else text.encode())
    assert findings == []
    assert root is not None
    return root


def refused(text: str | bytes) -> list[Diagnostic]:
    return parse("b.yaml", text if isinstance(text, bytes) else text.encode())[1]


def told(text: str | bytes) -> list[str]:
    return [f"{d.code} {d.location.line}:{d.location.column}" for d in refused(text) if d.location]


# --- what is read ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "word", ["NO", "yes", "on", "12", "1.10", "010", "12:30", "2024-01-19", "1e3", "0x1F", ".nan", "="]
)
def test_words_and_numbers_stay_as_written(word: str) -> None:
    assert read(f"a: {word}\n").data() == {"a": word}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None), ("tRUE", "tRUE")],
)
def test_only_the_core_constants_are_no_text(written: str, value: object) -> None:
    node = read(f"a: {written}\n").get("a")
    assert node.value is value or node.value == value
    assert node.raw == written


@pytest.mark.parametrize("written", ["'true'", '"true"', "!!str true", "|-\n  true", ">-\n  true"])
def test_a_quoted_constant_is_a_text(written: str) -> None:
    assert read(f"a: {written}\n").data() == {"a": "true"}


def test_a_key_is_always_a_text() -> None:
    root = read("true: a\n12: b\nNO: c\n")
    assert root.data() == {"true": "a", "12": "b", "NO": "c"}
    assert [key.value for key in root.keys.values()] == ["true", "12", "NO"]


def test_an_alias_is_the_node_it_names() -> None:
    root = read("a: &x {b: [c]}\nd: *x\n")
    assert root.get("d") is root.get("a")
    assert root.size == 1 + 1 + 4 + 1 + 4


def test_get_gives_the_default_where_there_is_no_such_key() -> None:
    assert read("a: [b]\n").get("c", 3) == 3
    assert read("a: [b]\n").get("a").get("c") is None


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_nodes_know_their_text(line_break: str) -> None:
    text = "é: ü\nlist:\n  - &n !!str 𝄞 b\n  - 'c d'\nflow: {x: [1, *n]} # end\n".replace("\n", line_break)
    root = read(text)

    def own(node: Node) -> str:
        return text[node.start : node.end]

    assert [own(key) for key in root.keys.values()] == ["é", "list", "flow"]
    assert own(root.get("é")) == "ü"
    assert [own(item) for item in root.get("list").value] == ["𝄞 b", "'c d'"]
    assert own(root.get("list")) == f"- &n !!str 𝄞 b{line_break}  - 'c d'"
    assert own(root.get("flow")) == "{x: [1, *n]}"
    assert own(root) == text.removesuffix(f" # end{line_break}")


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: Block #70 aircraft\n", "#70 aircraft"),
        ("a: b#c\n", None),
        ("a: b\n  c # d  \n", "# d"),
        ("a: 'b' # c\r\n", "# c"),
        ('a: "b\n  c"# d\n', "# d"),
        ("a: # b\n", "# b"),
        ("a:\n  # b\n", None),
        ("a: b\n# c\n", None),
        ("a: > # b\n  c # d\n# e\n", None),
    ],
)
def test_the_comment_after_a_text_is_kept(text: str, comment: str | None) -> None:
    assert read(text).get("a").comment == comment


def test_a_location_counts_lines_as_editors_do() -> None:
    file = SourceFile("b.yaml", "a\r\nb\u2028c\rd\n")
    place = file.location(7, 8)
    assert (place.line, place.column, place.end_line, place.end_column, place.excerpt) == (3, 1, 3, 2, "d")
    assert (file.location(5, 6).line, file.location(5, 6).excerpt) == (2, "b\u2028c")
    assert str(file.location(99, 120)) == "b.yaml:4:1"


# --- bytes -----------------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_moves_no_column() -> None:
    node = read(b"\xef\xbb\xbfa: b\n").get("a")
    assert node.file.text[node.start : node.end] == "b"
    assert told(b"\xef\xbb\xbfa: b\na: \xff\n") == ["Y05 2:4"]
    assert told(b"\xef\xbb\xbfa: \xff\n") == ["Y05 1:4"]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("a: é".encode("utf-16"), "Y05 1:1", "UTF-16"),
        ("a: é".encode("utf-32"), "Y05 1:1", "UTF-32"),
        ("a: e".encode("utf-16-le"), "Y05 1:2", "U+0000"),
        ("x: é\na: T".encode() + b"\xe9h\n", "Y05 2:5", "0xe9"),
        (b"a: b\nc: \xed\xa0\x80\n", "Y05 2:4", "0xed"),
        (b"a: b\nc: d\x07\n", "Y05 2:5", "U+0007"),
        (b'a: "\\0"\n', "Y05 1:4", "U+0000"),
    ],
)
def test_a_wrong_encoding_is_told_with_its_place(content: bytes, place: str, words: str) -> None:
    assert told(content) == [place]
    (finding,) = refused(content)
    assert words in finding.message
    assert finding.hint


@pytest.mark.usefixtures("either_parser")
def test_an_escape_that_makes_no_character_is_refused() -> None:
    assert refused('a: "\\uD800"\n')
    assert refused('a: "\\U00110000"\n')
    assert refused("a: !%ed%a0%80 x\n")


# --- what is refused -------------------------------------------------------------------------------------------------


def test_all_duplicate_keys_are_told_with_the_line_of_the_first() -> None:
    text = 'a: 1\nb: {c: 1, c: 2}\n"a": 3\na: 4\n'
    assert told(text) == ["Y02 2:11", "Y02 3:1", "Y02 4:1"]
    assert [re.findall(r"line (\d+)", d.message) for d in refused(text)] == [["2"], ["1"], ["1"]]
    root, _ = parse("b.yaml", text.encode())
    assert root is not None
    assert root.data() == {"a": "1", "b": {"c": "1"}}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !python/object:os.system x\n", ["Y03 1:4"]),
        ("a: !!int 3\nb: !!map {}\n", ["Y03 1:4", "Y03 2:4"]),
        ("a: !Urgent b\nc: ! d\n", ["Y03 1:4", "Y03 2:4"]),
        ("a: b\nc: *d\n", ["Y04 2:4"]),
        ("a: &x [*x]\n", ["Y04 1:8"]),
        ("a: &Co said\n", ["Y01 1:4"]),
        ("? [a]\n: b\n", ["Y07 1:3"]),
        ("{a: b}: c\n", ["Y07 1:1"]),
        ("~: b\n", ["Y07 1:1"]),
        ("null: b\n", ["Y07 1:1"]),
        ("a: &x b\n*x : c\n", ["Y07 2:1"]),
        ("a: &x {b: c}\nd:\n  <<: *x\n", ["Y07 3:3"]),
        ("a: b\n---\nc: d\n", ["Y08 2:1"]),
        ("", ["Y08 1:1"]),
        ("# nothing\n", ["Y08 1:1"]),
        ("- a\n", ["Y08 1:1"]),
        ("only words\n", ["Y08 1:1"]),
        ("title:Text\n", ["Y08 1:1"]),
        ("%YAML 1.2\n---\na: b\n", ["Y01 1:1"]),
    ],
)
def test_what_a_brief_does_not_need_is_refused(text: str, expected: list[str]) -> None:
    assert told(text) == expected
    assert all(d.hint for d in refused(text))


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "a:\n " + "- " * 100_000,
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "a: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, MAX_DEPTH + 2)),
    ],
    ids=["brackets", "braces", "dashes", "laughs", "chain"],
)
def test_bombs_are_refused_before_they_unfold(text: str) -> None:
    assert [d.code for d in refused(text)] == ["Y04"]


def nested(levels: int) -> str:
    return "a: " + "[" * levels + "]" * levels


def test_the_limits_are_exact() -> None:
    assert read(nested(MAX_DEPTH - 1))
    assert [d.code for d in refused(nested(MAX_DEPTH))] == ["Y04"]
    full = "a: [" + "x," * (MAX_NODES - 3) + "]"
    assert read(full).size == MAX_NODES
    assert [d.code for d in refused(full.replace("[", "[x,"))] == ["Y04"]
    assert read(b"a: b\n#" + b"x" * (MAX_BYTES - 6))
    assert [d.code for d in refused(b"a: b\n#" + b"x" * (MAX_BYTES - 5))] == ["Y04"]
    many = "{" + "a: x, " * (MAX_FINDINGS + 1) + "}"
    assert [d.code for d in refused(many)] == ["Y02"] * MAX_FINDINGS
    assert [d.code for d in refused(many.replace("{", "{a: x, "))] == ["Y02"] * MAX_FINDINGS + ["Y04"]


@pytest.mark.usefixtures("either_parser")
def test_directives_after_a_document_are_refused_at_once() -> None:
    text = "a: b\n...\n\r\n# c\n" + "".join(f"%TAG !a{i}! b\n" for i in range(50_000))
    assert told(text) == ["Y01 5:1"]


def test_a_per_cent_sign_that_is_no_directive_is_read() -> None:
    assert read("a: >\n  x\n  %TAG\n").data() == {"a": "x %TAG\n"}


# --- syntax errors in an analyst's words -----------------------------------------------------------------------------

SYNTAX = [
    ("text: [@treaty] is expected\n", "1:7", "“[”", "quotes"),
    ("text: [@treaty]\n", "1:7", "“[”", "quotes"),
    ("text: [Iran] said\n", "1:7", "“[”", "quotes"),
    ("text: {Iran} said\n", "1:7", "“{”", "quotes"),
    ("a: {b: @c}\n", "1:8", "“@”", "quotes"),
    ("a: [iran, @c]\n", "1:11", "“@”", "quotes"),
    ('text: "No," he said\n', "1:7", "closing quotation mark", "single quotes"),
    ('text: "No", he said\n', "1:7", "closing quotation mark", "single quotes"),
    ("text: 'No' he said\n", "1:7", "closing quotation mark", "double quotes"),
    ("text: 'it's said\n", "1:10", "apostrophe", "twice"),
    ("text: *b said\nc: d\n", "1:7", "“*”", "quotes"),
    ("text: * b\n", "1:7", "“*”", "quotes"),
    ("text: & b\n", "1:7", "“&”", "quotes"),
    ("text: %b\n", "1:7", "“%”", "quotes"),
    ("text: @b\n", "1:7", "“@”", "quotes"),
    ("text: `b\n", "1:7", "“`”", "quotes"),
    ("text: , b\n", "1:7", "“,”", "quotes"),
    ("text: > b\n", "1:7", "next line", "below"),
    ("text: he said: no\n", "1:7", "“: ”", "quotes"),
    ("a:\n  - @b said\n", "2:5", "“@”", "quotes"),
    ("a: {b: he said: no}\n", "1:8", "“: ”", "quotes"),
    ("a: b\n  c: d\n", "2:3", "line 1", "indented"),
    ("a:\n\tb: c\n", "2:1", "tab", "spaces"),
    ("a:\n  b: c\n\td: e\n", "3:1", "tab", "spaces"),
    ('a: b\ntext: "open\nc: d\n', "2:7", "never closed", "last word"),
    ("text: 'open\nc: d\n", "1:7", "never closed", "twice"),
    ('text: "open\nb: "c"\n', "1:7", "line 1 ends only on line 2", "missing"),
    ('text: "C:\\docs"\n', "1:10", "\\d", "single quotes"),
    ("a:\n  b: c\n d: e\n", "3:1", "1 space,", "same number"),
    ("a:\n  b: >\n    c\n   d\ne: f\n", "4:1", "line 2", "indent"),
    ("title:Text\nb: c\n", "1:1", "“title:”", "`title: …`"),
    ("b: c\ntitle:Text\nd: e\n", "2:1", "“title:”", "`title: …`"),
    ("a: b\nand more words\nc: d\n", "2:1", "no field name", "indented deeper"),
    (": b\n", "1:1", "name is missing", "plain words"),
    ("a:\n  - b\n  c: d\n", "3:3", "among the items", "either"),
    ("a:\n  c: d\n  - b\n", "3:3", "among fields", "either"),
    ("a: - b\n", "1:4", "list", "line of its own"),
    ("a: [b, c\nd: e\n", "1:4", "not closed", "“]”"),
    ("a: {b: c\n", "1:4", "not closed", "“}”"),
    ("a: b}\nc: {d: e}}\n", "2:10", "closes nothing", "delete"),
    ("text: Block #70 aircraft\n  and more\n", "1:13", "comment", "quotes"),
    ("text: words\n  # note\n  and more\n", "2:3", "comment", "above"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), SYNTAX, ids=[text for text, *_ in SYNTAX])
def test_a_syntax_error_is_explained(text: str, place: str, message: str, hint: str) -> None:
    (finding,) = refused(text)
    assert (finding.code, str(finding.location)) == ("Y01", f"b.yaml:{place}")
    assert message in finding.message
    assert finding.hint is not None
    assert hint in finding.hint


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", [text for text, *_ in SYNTAX])
def test_either_parser_refuses_it_once(text: str) -> None:
    assert [d.code for d in refused(text)] == ["Y01"]


# --- any bytes -------------------------------------------------------------------------------------------------------

# fmt: off
PIECES = st.sampled_from([
    "a", "b: ", ": ", "- ", "\n", "\n  ", "\r\n", "\t", "[", "]", "{", "}", ", ", "'", '"', "# ", "&a ", "*a", "!",
    "!!str ", "%", "|", ">", "---\n", "...\n", "? ", "<<: ", "\\", "\\u", "@", "é", "𝄞", "\u2028", "\x85", "\ufeff",
    "\0", "~", "`", "%TAG ! !\n",
])
# fmt: on


@given(st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())))
def test_any_bytes_give_a_tree_or_diagnostics(content: bytes) -> None:
    root, findings = parse("b.yaml", content)
    assert (root is not None) or findings
    assert all(d.location is not None and d.hint and d.location.line >= 1 and d.location.column >= 1 for d in findings)
    if root is not None:
        check_places(root)


def check_places(node: Node) -> None:
    assert 0 <= node.start <= node.end <= len(node.file.text)
    if isinstance(node.value, dict):
        assert list(node.value) == list(node.keys) == [key.value for key in node.keys.values()]
    for child in [*node.keys.values(), *(node.value.values() if isinstance(node.value, dict) else ())]:
        check_places(child)
    for child in node.value if isinstance(node.value, list) else ():
        check_places(child)


# --- the pages -------------------------------------------------------------------------------------------------------

PAGES = [f"Y0{number}" for number in range(1, 9)]
SECTIONS = ["What it does", "Why it matters", "Bad", "Good", "When to ignore", "Source"]


@pytest.mark.parametrize("code", PAGES)
def test_the_examples_of_a_page_are_true(code: str) -> None:
    page = codes.page(code)
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page.text, re.MULTILINE | re.DOTALL)
    assert re.findall(r"^## (.+)$", page.text, re.MULTILINE) == SECTIONS
    (bad_kind, bad), (_, good) = blocks
    assert refused(good) == []
    if code == "Y06":  # a text that loses words is a tree like any other; a check tells it
        assert read(bad).get("claims").get("request").get("text").comment == "# Block 70"
    elif bad_kind == "yaml":
        assert [d.code for d in refused(bad)] == [code]
    assert not any(character in page.text for character in "\t\r")


def test_the_pages_are_where_their_code_says() -> None:
    folder = Path(codes.__file__).parent
    assert [file.name[:3] for file in sorted(folder.glob("Y*.md"))] == PAGES
