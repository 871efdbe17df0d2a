"""The brief's tree, completed: with the project's `defaults`, and with the files that the brief `uses`. Its own value wins."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import NamedTuple, cast

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic, quoted
from briefgen.errors import did_you_mean
from briefgen.model.brief import SHARED_COLLECTIONS, SharedFile
from briefgen.project import Project, unreadable
from briefgen.source_map import SourceMap
from briefgen.yaml_source import Node, parse


class Completed(NamedTuple):
    """The whole tree, each node with its own file; the folder that each shared source's file is relative to; findings."""

    root: Node
    origins: dict[str, FilePath]
    findings: list[Diagnostic]


def complete(root: Node, project: Project) -> Completed:
    """A tree with what stands elsewhere; the one given stays as it is."""
    whole = Completed(_copy(root), {}, [])
    defaults = project.tree.get("defaults") if project.tree is not None else None
    if defaults is not None:
        for key, value in _entries(defaults):
            _add(whole.root, key, defaults.keys[key], value)
    for named in _named_files(root):
        _use(whole, named, project)
    return whole


def _named_files(root: Node) -> Iterator[Node]:
    uses = root.get("uses")
    if uses is None:
        return
    for node in cast("list[Node]", uses.value) if uses.kind == "sequence" else [uses]:
        if isinstance(node.value, str):
            yield node


def _use(whole: Completed, named: Node, project: Project) -> None:
    path = project.root / named.raw
    try:
        tree, findings = parse(project.shown(path), project.read_bytes(path))
    except OSError as error:
        hint = _near(path, project) or "paths under `uses` start from the folder of the project file"
        place = named.file.location(named.start, named.end)
        message = f"{quoted(named.raw)} cannot be read: {unreadable(error)}"
        whole.findings.append(codes.finding("F13", message, path=("uses",), hint=hint, location=place))
        return
    whole.findings.extend(findings)
    if tree is None:
        return
    places = SourceMap(tree)
    whole.findings.extend(map(places.locate, typed.read(tree, SharedFile)[1]))
    for collection in SHARED_COLLECTIONS:
        if (shared := tree.get(collection)) is None:
            continue
        target = _collection(whole.root, collection, tree.keys[collection])
        for key, value in _entries(shared):
            if _add(target, key, shared.keys[key], value) and collection == "sources":
                whole.origins[key] = path.parent


def _near(path: FilePath, project: Project) -> str | None:
    try:
        there = project.names(path.parent)
    except OSError:
        return None
    return did_you_mean(path.name, [name for name in there if name.endswith((".yaml", ".yml"))])


def _entries(node: Node) -> list[tuple[str, Node]]:
    return list(node.value.items()) if isinstance(node.value, dict) else []


def _add(node: Node, key: str, key_node: Node, value: Node) -> bool:
    """Whether the entry was added: not where there is one of that key, nor where no mapping stands."""
    if not isinstance(node.value, dict) or key in node.value:
        return False
    node.value[key] = value
    node.keys[key] = key_node
    return True


def _collection(root: Node, name: str, key: Node) -> Node:
    """The brief's collection of this name, as one that entries can be added to; an empty one where it has none."""
    entries = cast("dict[str, Node]", root.value)
    if name not in entries:
        _add(root, name, key, Node("mapping", {}, {}, key.file, key.start, key.end))
    entries[name] = _copy(entries[name])
    return entries[name]


def _copy(node: Node) -> Node:
    value = dict(node.value) if isinstance(node.value, dict) else node.value
    return dataclasses.replace(node, value=value, keys=dict(node.keys))
