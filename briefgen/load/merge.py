"""The brief's tree, completed in place: the project's `defaults`, and the files that the brief `uses`. Its own value wins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import cast

from briefgen import codes, typed
from briefgen.diagnostics import Diagnostic
from briefgen.errors import did_you_mean
from briefgen.model.brief import SHARED_COLLECTIONS, SharedFile
from briefgen.project import Project
from briefgen.source_map import SourceMap
from briefgen.yaml_source import Node, parse


def complete(root: Node, project: Project) -> tuple[dict[str, FilePath], list[Diagnostic]]:
    """Adds to the tree what stands elsewhere. Gives the folder that each shared source's file is relative to, and findings.

    Places stay right, since each node knows its own file.
    """
    if (
        project.tree is not None
        and (defaults := project.tree.get("defaults")) is not None
        and defaults.kind == "mapping"
    ):
        for key, value in _entries(defaults):
            _add(root, key, defaults.keys[key], value)
    origins: dict[str, FilePath] = {}
    findings: list[Diagnostic] = []
    for named in _named_files(root):
        findings += _use(root, named, project, origins)
    return origins, findings


def _named_files(root: Node) -> Iterator[Node]:
    uses = root.get("uses")
    if uses is None:
        return
    for node in cast("list[Node]", uses.value) if uses.kind == "sequence" else [uses]:
        if node.kind == "scalar" and isinstance(node.value, str):
            yield node


def _use(root: Node, named: Node, project: Project, origins: dict[str, FilePath]) -> list[Diagnostic]:
    path = project.root / named.raw
    try:
        tree, findings = parse(project.shown(path), project.read_bytes(path))
    except OSError as error:
        near = did_you_mean(path.name, project.names(path.parent)) if path.parent.is_relative_to(project.root) else None
        message = f"“{named.raw}” cannot be read: {error.strerror or error}"
        hint = near or f"paths under `uses` start from the project's folder, {project.root.name}/"
        place = named.file.location(named.start, named.end)
        return [codes.finding("F13", message, path=("uses",), hint=hint, location=place)]
    if tree is None:
        return findings
    _, wrong = typed.read(tree, SharedFile)
    places = SourceMap(tree)
    for collection in SHARED_COLLECTIONS:
        shared = tree.get(collection)
        if shared is None or shared.kind != "mapping":
            continue
        for key, value in _entries(shared):
            target = _collection(root, collection, tree.keys[collection])
            added = target.kind == "mapping" and _add(target, key, shared.keys[key], value)
            if collection == "sources" and added:
                origins[key] = path.parent
    return [*findings, *(places.locate(finding) for finding in wrong)]


def _entries(node: Node) -> list[tuple[str, Node]]:
    return list(cast("dict[str, Node]", node.value).items())


def _add(root: Node, key: str, key_node: Node, value: Node) -> bool:
    entries = cast("dict[str, Node]", root.value)
    if key in entries:
        return False
    entries[key] = value
    root.keys[key] = key_node
    return True


def _collection(root: Node, name: str, key: Node) -> Node:
    """The brief's collection of this name; an empty one where it has none."""
    if (found := root.get(name)) is None:
        found = Node("mapping", {}, {}, key.file, key.start, key.end, raw="")
        _add(root, name, key, found)
    return found
