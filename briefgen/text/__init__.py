"""The one place that understands the Markdown of a brief's texts, and where in a text everything stands.

    pieces       what a text falls into: the values that the other files hand over
    parser       markdown-it with places: text to pieces. Loaded only for a text that holds markup
    reading      plain text, words, citations, each with its offsets
    sentences    sentences and quotations, with their offsets
    runs         what neither a line end nor a foreign direction may tear: `nobreak`, `isolate`
    folding      how two texts are compared
    shared       how much of its wording one text has from another
    collation    two wordings word by word; imported by its own name
    markup       the HTML; imported by its own name, since only a page needs it

`block=True` reads block Markdown (sections), otherwise inline Markdown (text, bottom line, comment). Every span counts
characters of the field's text as it was given. No text is refused: what is not Markdown is shown as it was typed.
"""

from briefgen.text.folding import folded
from briefgen.text.reading import Citation, Cited, citations, malformed_citations, plain, words
from briefgen.text.runs import isolate, nobreak
from briefgen.text.sentences import quotations, sentences
from briefgen.text.shared import Shared, shared

__all__ = [
    "Citation",
    "Cited",
    "Shared",
    "citations",
    "folded",
    "isolate",
    "malformed_citations",
    "nobreak",
    "plain",
    "quotations",
    "sentences",
    "shared",
    "words",
]
