"""Which archived texts repeat one another: each source is given the ones that it shares its words with."""

from __future__ import annotations

import collections
from collections.abc import Mapping

from briefgen import text
from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.fields import leaves
from briefgen.model.results import Archive


def found(brief: Brief, archives: Mapping[str, Archive]) -> Brief:
    """The brief with `repeats` of its sources filled in."""
    texts = {name: archive.text for name, archive in archives.items() if archive.text}
    if len(texts) < 2:
        return brief
    translated = _translations(brief)
    pairs = text.shared({name: "\n\n".join([known, *translated.get(name, ())]) for name, known in texts.items()})
    if not pairs:
        return brief
    repeats: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for first, second, passage in pairs:
        repeats[second][first] = passage
    sources = {
        name: source.model_copy(update={"repeats": FrozenMap(repeats[name])}) if name in repeats else source
        for name, source in brief.sources.items()
    }
    return brief.model_copy(update={"sources": FrozenMap(sources)})


def _translations(brief: Brief) -> Mapping[str, dict[str, None]]:
    """The words of sources in translation: another source that prints the same translation was made from them."""
    words: dict[str, dict[str, None]] = collections.defaultdict(dict)
    for leaf in leaves(brief):
        match leaf.path:
            case (*_, "evidence", str(source), int(), "translation"):
                words[source][leaf.value] = None
    return words
