"""Names in templates that there are not, found without rendering: also in branches to which no brief leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import jinja2
from jinja2 import meta, nodes

from briefgen.codes import finding
from briefgen.diagnostics import Diagnostic, Location
from briefgen.errors import TemplateFailed, did_you_mean
from briefgen.i18n import DEFAULT_TAG, Language
from briefgen.model.audience import Audience
from briefgen.model.base import Record
from briefgen.model.brief import Brief
from briefgen.render import failures, templates
from briefgen.standards import LikelihoodScale

BY_INCLUDE = frozenset({"part", "loop", "caller", "varargs", "kwargs"})
"""Names that a part has from the frame that includes it, and a macro from its caller."""

_RECORDS: dict[str, type[Record]] = {"brief": Brief, "audience": Audience, "scale": LikelihoodScale}
"""Names of records: what is read of them can be known without a memo."""


class _Template(NamedTuple):
    """A template, read."""

    name: str
    file: str
    tree: nodes.Template


def unknown(places: templates.Places, environment: templates.Sandbox) -> Iterator[Diagnostic]:
    """What is wrong in the templates of an audience before anything is rendered; the environment has the names of a memo.

    Each file that wins its name is read, and each that a template reaches by another name.
    """
    read: list[_Template] = []
    for name in places.known():
        try:
            with failures.told(places, environment):
                read.append(_read(name, environment))
        except TemplateFailed as error:
            yield from error.diagnostics
    handed_on = {
        name for template in read if any(template.tree.find_all(nodes.Include)) for name in _assigned(template)
    }
    known = {*environment.globals, *BY_INCLUDE, *handed_on}
    exported = {template.name: {*_assigned(template), *_imported(template)} for template in read}
    for template in read:
        checker = _Checker(places, environment, template)
        yield from checker.names(known | exported[template.name])
        yield from checker.imports(exported)
        yield from checker.fields()
        yield from checker.labels()
        yield from checker.references()


def _read(name: str, environment: templates.Sandbox) -> _Template:
    text, file, _ = environment.loader.get_source(environment, name)
    environment.compile(text, name, file)  # tells an unknown filter or test, which reading alone does not
    return _Template(name, file, environment.parse(text, name, file))


def _assigned(template: _Template) -> Iterator[str]:
    """Names that a template gives values to, for what it includes, and its macros."""
    yield from (macro.name for macro in template.tree.find_all(nodes.Macro))
    yield from (name.name for name in template.tree.find_all(nodes.Name) if name.ctx in ("store", "param"))


def _imported(template: _Template) -> Iterator[str]:
    yield from (node.target for node in template.tree.find_all(nodes.Import))
    for node in template.tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


class _Checker:
    """The findings of one template."""

    def __init__(self, places: templates.Places, environment: templates.Sandbox, template: _Template) -> None:
        self._places, self._environment, self._template = places, environment, template

    def names(self, known: set[str]) -> Iterator[Diagnostic]:
        """Names that nothing gives a value; one that is given a value anywhere in the template counts as known."""
        lacking = meta.find_undeclared_variables(self._template.tree) - known
        for node in self._template.tree.find_all(nodes.Name):
            if node.name in lacking:
                lacking.remove(node.name)
                near = known if did_you_mean(node.name, sorted(known)) else self._environment.globals
                yield self._unknown(f"“{node.name}” is not known here", node.name, near, node.lineno)

    def imports(self, exported: dict[str, set[str]]) -> Iterator[Diagnostic]:
        """Macros that are asked of a template that has none of that name."""
        for node in self._template.tree.find_all(nodes.FromImport):
            has = exported.get(_constant(node.template) or "")
            for name in node.names if has is not None else ():
                wanted = name if isinstance(name, str) else name[0]
                if wanted not in (has or ()):
                    message = f"“{_constant(node.template)}” has no macro “{wanted}”"
                    yield self._unknown(message, wanted, has or (), node.lineno)

    def fields(self) -> Iterator[Diagnostic]:
        """Fields of the brief, the audience and the scale that there are not."""
        own = set(_assigned(self._template))
        for node in self._template.tree.find_all(nodes.Getattr):
            name = node.node.name if isinstance(node.node, nodes.Name) else ""
            record = _RECORDS.get(name)
            if record is not None and name not in own and node.attr not in templates.readable(record):
                message = f"“{node.attr}” is not known of this {record.__name__}"
                yield self._unknown(message, node.attr, templates.readable(record), node.lineno)

    def labels(self) -> Iterator[Diagnostic]:
        """Labels that there are not, where they are asked for by a key that is written out."""
        known = Language.load(DEFAULT_TAG).labels
        for node in self._template.tree.find_all(nodes.Call):
            if isinstance(node.node, nodes.Name) and node.node.name == "label" and node.args:
                key = _constant(node.args[0])
                if key is not None and key not in known:
                    yield self._unknown(f"there is no label “{key}”", key, known, node.lineno)

    def references(self) -> Iterator[Diagnostic]:
        """Templates that are named and are not there."""
        for node in self._template.tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            wanted = _constant(node.template)  # type: ignore[attr-defined] # each of the four has it
            if wanted is None or (isinstance(node, nodes.Include) and node.ignore_missing):
                continue
            placed = self._environment.join_path(wanted, self._template.name)
            if not any(map(self._places.project.exists, self._places.candidates(placed))):
                missing = jinja2.TemplateNotFound(placed)
                yield failures.not_found(missing, self._places).at(self._place(node.lineno, wanted))

    def _unknown(self, message: str, name: str, known: Iterable[str], line: int) -> Diagnostic:
        hint = did_you_mean(name, sorted(known)) or f"among what there is: {', '.join(sorted(known)[:40])}"
        return finding("J02", message, hint=hint, location=self._place(line, name))

    def _place(self, line: int, word: str) -> Location | None:
        return failures.line_of(self._places, str(Path(self._template.file)), line, word)


def _constant(node: nodes.Expr) -> str | None:
    """The text that an expression is, where it is one that is written out."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
