"""Loading any bytes gives a brief or says why not, and nothing else; and nothing that it was given is changed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading import project_of

from briefgen.diagnostics import to_text
from briefgen.errors import InvalidBrief
from briefgen.load import load
from briefgen.model.brief import Brief
from briefgen.model.fields import fields_of
from briefgen.model.results import Loaded

ROOT = Path(__file__).parent.parent
DEFAULTS = "defaults: {series: Weekly, marking: TLP:GREEN, audiences: [analyst]}\n"
SHARED = "actors: {russia: {country: RU}}\nglossary: {Term: The meaning.}\nsources: {wire: {title: T, file: a.txt}}\n"
SAMPLE = (ROOT / "briefs" / "russia-iran-treaty.yaml").read_bytes()
KEYS = sorted({key for record in [Brief, *Brief.__subclasses__()] for key in fields_of(record)})
INNER = [
    "text", "status", "claimant", "evidence", "responses", "short", "only_for", "marking", "supplier", "items", "stage",
    "state", "history", "ratified", "parties", "likelihood", "by", "based_on", "country", "body", "of", "offices", "from",
    "title", "file", "derived_from", "quote", "quantity", "description", "code", "because", "waive", "a", "b", "unknown",
    "reported", "points", "date", "raises", "desk", "credibility", "*", "", "[key]",
]  # fmt: skip
WORDS = st.sampled_from([
    "a", "b", "treaty", "unknown", "reported", "signed", "TLP:RED", "likely", "RU", "2024-01-19", "about 2024", "0", "24",
    "[@a]", "[@b; @a]", "[@Foo]", "_x_ [@nowhere]", "true", "x\0y", "\ud800", "../x", "",
]) | st.booleans() | st.none() | st.text(max_size=8)  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER + KEYS), inner, max_size=4),
    max_leaves=12,
)
BRIEFS = st.dictionaries(st.sampled_from(KEYS), TREES, max_size=5)


def escaped(character):
    plain = " " <= character <= "~" and character not in '"\\'
    return character if plain else f"\\U{ord(character):08x}"


def written(value):
    """A value as YAML, in brackets and quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(map(escaped, value)) + '"'
    return {True: "true", False: "false", None: "null"}[value]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    return project_of(folder, {"briefgen.yaml": DEFAULTS, "shared/actors.yaml": SHARED})


def loads_or_explains(project, content):
    path = project.root / "briefs" / "any.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    settings_before = project.tree.data()
    try:
        found = load(path, project)
    except InvalidBrief as error:
        assert any(finding.severity == "error" for finding in error.diagnostics)
        for finding in error.diagnostics:
            assert finding.location is not None
            to_text(finding).encode()
        assert "something else" not in " ".join(finding.message for finding in error.diagnostics)
        found = None
    assert project.tree.data() == settings_before
    return found


CHANGES = [
    lambda _: b"",
    lambda line: line * 2,
    lambda line: line[1:],
    lambda line: b"  " + line,
    lambda line: line.replace(b":", b": -", 1),
    lambda line: line.replace(b": ", b":\n", 1),
    lambda line: line.upper(),
]

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_load_or_are_explained(project, content):
    loads_or_explains(project, content)


@quick
@given(brief=BRIEFS)
def test_any_tree_loads_or_is_explained(project, brief):
    whole = {"title": "T", "date": "2024-01-19", **brief}
    loads_or_explains(project, written(whole).encode())


@quick
@given(data=st.data())
def test_the_sample_with_a_line_changed_loads_or_is_explained(project, data):
    lines = SAMPLE.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    change = data.draw(st.sampled_from(CHANGES))
    loads_or_explains(project, b"".join([*lines[:at], change(lines[at]), *lines[at + 1 :]]))


def test_the_sample_itself_loads_here(project):
    """So that the test above changes something that is right."""
    assert isinstance(loads_or_explains(project, SAMPLE), Loaded)
