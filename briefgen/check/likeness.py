"""Whether two texts speak of the same: their words without endings, as far as the language's lists know these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.diagnostics import Span
    from briefgen.wordlists import WordLists

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of a word that tells something; “a”, “the” and “has” are shorter."""


def stem(word: str, words: WordLists) -> str:
    """A word without its ending, in small letters, so that “sign”, “signed” and “signing” are one; “signal” is another."""
    bare = word.casefold()
    for ending in words.lists().get("endings", ()):
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST - 1:
            bare = bare[: -len(ending)]
            break
    bare = bare.rstrip("e") if len(bare) > _SHORTEST - 1 else bare
    return bare[:-1] if len(bare) > _SHORTEST - 1 and bare[-1] == bare[-2] else bare


def stems(text: str, words: WordLists) -> Iterator[tuple[str, Span]]:
    """The words of a text that tell something, without their endings, each with its place."""
    for match in _WORD.finditer(text):
        if len(match[0]) >= _SHORTEST and not words.holds("light_words", match[0]):
            yield stem(match[0], words), match.span()


def share(text: str, other: str, words: WordLists) -> float:
    """How many of the telling words of a text another one has too, from 0 to 1."""
    own = {found for found, _ in stems(text, words)}
    return len(own & {found for found, _ in stems(other, words)}) / len(own) if own else 0.0
