"""Places: every character of a text is found where it stands in the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen import codes
from briefgen.source_map import SourceMap, places
from briefgen.yaml_source import Node, parse


def tree(text: str) -> Node:
    root, findings = parse("brief.yaml", text.encode())
    assert findings == []
    assert root is not None
    return root


def words_at(text: str, path: tuple[str | int, ...], words: str) -> str:
    """What stands in the file where `words` of a value are said to stand, on one line."""
    source = SourceMap(tree(text))
    value = source.node(path).raw
    start = value.index(words)
    place = source.location(path, (start, start + len(words)))
    lines = re.split(r"\r\n|\r|\n", text)
    assert place.excerpt == lines[place.line - 1]
    assert place.line == place.end_line
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]


BRIEF = """\
# a brief
title: Iran asked for aircraft
claims:
  request:
    text: >
      Iran asked
      for aircraft.
    evidence: {article: asked for aircraft}
  other:
    evidence:
      - first
      - {quote: second}
parties: [russia, iran]
"""


def at(path: tuple[str | int, ...], **options: object) -> str:
    place = SourceMap(tree(BRIEF)).location(path, **options)  # type: ignore[arg-type]
    return f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"


def test_a_text_without_a_span_is_shown_by_its_first_line() -> None:
    assert at(("title",)) == "2:8-2:31"
    assert at(("claims", "request", "text")) == "6:7-6:17"


def test_a_collection_is_shown_by_the_key_that_leads_to_it() -> None:
    assert at(("claims", "request")) == "4:3-4:10"
    assert at(("parties",)) == "13:1-13:8"


def test_an_item_without_a_key_and_the_root_are_shown_where_they_begin() -> None:
    assert at(("claims", "other", "evidence", 1)) == "12:9-12:24"
    assert at(()).startswith("2:1-")


def test_a_key_is_shown_when_it_is_asked_for() -> None:
    assert at(("title",), on_key=True) == "2:1-2:6"
    assert at(("parties", 1), on_key=True) == "13:19-13:23"


def test_a_span_lands_on_its_words() -> None:
    assert at(("claims", "request", "text"), span=(11, 14)) == "7:7-7:10"
    assert at(("title",), span=(0, 4)) == "2:8-2:12"


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((23, 23), "2:31-2:31"),
        ((40, 50), "2:31-2:31"),
        ((20, 99), "2:28-2:31"),
        ((-3, 4), "2:8-2:12"),
        ((5, 5), "2:13-2:13"),
        ((5, 2), "2:13-2:13"),
    ],
)
def test_a_span_that_is_empty_or_reaches_outside_stays_in_the_text(span: tuple[int, int], place: str) -> None:
    assert at(("title",), span=span) == place


def test_a_short_form_stands_for_the_record_it_means() -> None:
    source = SourceMap(tree(BRIEF))
    assert source.node(("claims", "request", "evidence", "article", 0, "quote")).raw == "asked for aircraft"
    assert source.node(("claims", "other", "evidence", 1, "quote")).raw == "second"
    assert source.node(("claims", "request", 0, "text")).raw == "Iran asked for aircraft.\n"


def test_a_path_that_is_not_there_ends_at_its_longest_prefix() -> None:
    source = SourceMap(tree(BRIEF))
    assert source.node(("claims", "request", "status")) is source.node(("claims", "request"))
    assert source.node(("parties", 7)) is source.node(("parties",))
    assert source.node(("nothing", "title")).kind == "mapping"
    assert source.node(("parties", -1)) is source.node(("parties",))


def test_a_diagnostic_gets_its_place_once() -> None:
    source = SourceMap(tree(BRIEF))
    found = source.locate(codes.finding("Y06", "cut", path=("title",), span=(0, 4)))
    assert str(found.location) == "brief.yaml:2:8"
    moved = source.locate(codes.finding("Y06", "cut", path=("parties",), location=found.location))
    assert moved.location is found.location


def test_nodes_of_another_file_keep_their_file() -> None:
    root = tree("title: a\n")
    other, _ = parse("shared.yaml", b"\n\nactors: {iran: {country: IR}}\n")
    assert isinstance(root.value, dict)
    assert other is not None
    root.value["actors"], root.keys["actors"] = other.get("actors"), other.keys["actors"]
    assert str(SourceMap(root).location(("actors", "iran", "country"))) == "shared.yaml:3:26"
    assert str(SourceMap(root).location(("actors", "iran"))) == "shared.yaml:3:10"


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("a: Iran asked\n  for aircraft\n", "for", "for"),
        ("a: Iran asked\r\n\r\n  for aircraft\r\n", "for aircraft", "for aircraft"),
        ("a: 'it''s\n   Iran''s'\n", "Iran's", "Iran''s"),
        ('a: "say \\"no\\"\n  to \\u0049ran\\\n   ian"\n', "to Iran", "to \\u0049ran"),
        ('a: "Iran\\\n   ian"\n', "ian", "ian"),
        ("a: |\n  Iran\n    asked\n", "  asked", "  asked"),
        ("a: |2-  # note\n    Iran\n   asked\n", " asked", " asked"),
        ("a: >+\n\n   Iran\n     asked\n\n   for\n\n", "for", "for"),
        ("a: &x\n  # note\n  !!str Iran\nb: *x\n", "Iran", "Iran"),
        ("é: ü\u2028  Iran\u0085 asked\n", "asked", "asked"),
    ],
)
def test_words_stand_where_they_are_said_to(text: str, words: str, written: str) -> None:
    assert words_at(text, (next(iter(tree(text).keys)),), words) == written


# --- the property ----------------------------------------------------------------------------------------------------

LETTERS = st.sampled_from(["a", "b", "é", "'", '"', "\\", "#", ":", "-", " ", "\t", "𝄞", "\u2028", "я", "[", "{"])
TEXTS = st.lists(st.one_of(LETTERS, st.just("\n")), max_size=25).map("".join)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\x85"])


def with_breaks(text: str, line_break: str) -> str:
    return text.replace("\n", line_break)


def scalar(text: str) -> Node | None:
    root, _ = parse("b.yaml", text.encode())
    node = root.get("k") if root else None
    return node if node is not None and node.kind == "scalar" else None


def check_every_character(text: str, value: str | None = None) -> None:
    """Each character stands at its place: itself, an escape, or the line break that was kept or folded."""
    node = scalar(text)
    assert node is not None, text
    if value is not None:
        assert node.raw == value
    found = places(node)
    if not node.raw.strip(" \t\n\u2028\u2029"):
        return
    assert found is not None, (text, node.raw)
    assert len(found) == len(node.raw)
    ends = [end for _, end in found]
    assert all(start < end for start, end in found)
    assert all(start >= end for (start, _), end in zip(found[1:], ends, strict=False))
    for character, (start, end) in zip(node.raw, found, strict=True):
        written = text[start:end]
        if written == character or (node.style == "single" and written == "''" == character * 2):
            continue
        if character in " \n" and re.fullmatch(r"[ \t]*(\r\n|[\n\r\x85])[ \t]*", written):
            continue
        assert node.style == "double", (text, written, character)
        assert written.startswith("\\")


@given(TEXTS, BREAKS)
def test_every_character_of_a_plain_text_is_found(text: str, line_break: str) -> None:
    written = with_breaks("k: x" + text.replace("\n", "\n  ") + "\n", line_break)
    assume(scalar(written) is not None)  # much of what can be quoted cannot stand plain
    check_every_character(written)


@given(TEXTS, BREAKS, st.sampled_from("'\""))
def test_every_character_of_a_quoted_text_is_found(text: str, line_break: str, quote: str) -> None:
    body = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')
    written = body.replace("\n", "\n  ")
    check_every_character(with_breaks(f"k: {quote}{written}{quote}\nl: end\n", line_break))


@given(
    st.lists(
        st.sampled_from(["a", "\\n", "\\x41", "\\u00e9", "\\U0001d11e", "\\ ", "\\\t", "\\/", "\\\n", "\n", " ", "''"])
    )
)
def test_every_escape_is_found(parts: list[str]) -> None:
    check_every_character('k: "' + "".join(parts).replace("\n", "\n  ") + '"\n')


@pytest.mark.parametrize("letter", [*"0abtnvfreN_LP/", "\t", " ", '"', "\\"])
def test_every_named_escape_is_found(letter: str) -> None:
    check_every_character(f'k: "x\\{letter}y"\n')


@given(TEXTS, BREAKS, st.sampled_from("|>"), st.sampled_from(["", "-", "+"]), st.integers(1, 4))
def test_every_character_of_a_block_is_found(text: str, line_break: str, mark: str, chomp: str, indent: int) -> None:
    lines = "\n".join(" " * indent + line for line in text.split("\n"))
    explicit = with_breaks(f"k: {mark}{indent}{chomp}\n{lines}\nl: end\n", line_break)
    found_by_its_first_line = with_breaks(f"k: {mark}{chomp}\n{' ' * indent}x{lines}\nl: end\n", line_break)
    for written in (explicit, found_by_its_first_line):
        if scalar(written) is not None or "\u2028" not in text:  # a separator begins a line that is not indented
            check_every_character(written)


@given(TEXTS)
def test_a_literal_block_holds_what_was_written(text: str) -> None:
    lines = "\n".join("  " + line if line else "" for line in text.split("\n"))
    assume("\u2028" not in text)
    check_every_character(f"k: |2+\n{lines}\n", text + "\n")
