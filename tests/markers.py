"""A brief in which every field that the model knows holds a word of its own, so that each can be looked for in a memo.

It has two of everything: one that all may see, and one that is restricted. The fields are read from the model: one that is
added tomorrow is filled too.
"""

from __future__ import annotations

import base64
import collections.abc
import contextlib
import datetime
import email
import email.policy
import html
import io
import itertools
import re
import typing
import urllib.parse

import pikepdf
import pypdf
import yaml

from briefgen.model import brief as model
from briefgen.model.base import Listed, Prose, Ref
from briefgen.model.fields import fields_of, keywords, unwrap
from briefgen.model.figures import Figure, Level, Measure
from briefgen.model.items import Actor, Source, Term
from briefgen.model.statement import Restricted
from briefgen.model.subjects import Treaty
from briefgen.model.values import Quantity, When

OTHER = "zqother"
"""An audience that other wordings are for: its name is telling too."""

DESK = {"waive", "short", "file", "uses", "audiences"}
"""Fields that concern the desk alone: no memo has what stands in them."""
ELSEWHERE = {"was", "change", "wikidata", "offices"}
"""Fields that a memo may print, with what changed or instead of another, or leave."""
LISTED = {"likelihood": "likely", "scale": "icd203", "language": "fr", "marking": "TLP:CLEAR", "audience": OTHER}
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><!-- {beside} --><text y="9">{drawn}</text></svg>
"""
COLLECTIONS = ("treaties", *model.COLLECTIONS)
LETTERS = "bdghkmnprtvw"


class Marked:
    """The fields of a brief, as YAML would hold them, and the words in them.

    `way` restricts the second of each thing. `cites`: the texts of the others cite it too. `shown` and `hidden` say of each
    word where it stands; `quotes` are those of each source.
    """

    def __init__(self, way, *, cites):
        self._way, self._cites = way, cites
        self._words = ("zq" + "".join(letters) + "x" for letters in itertools.product(LETTERS, repeat=5))
        self._shut = False
        self.shown, self.hidden, self.quotes = {}, {OTHER: "the name of another audience"}, {}
        self.ids = {name: (self._id(name, False), self._id(name, True)) for name in COLLECTIONS}
        self.fields = self._brief()

    # --- words ---------------------------------------------------------------------------------------------------------

    def word(self, where):
        """A new word for this place."""
        word, parts = next(self._words), where.split(".")
        if self._shut or not DESK.isdisjoint(parts):
            self.hidden[word] = where
        elif ELSEWHERE.isdisjoint(parts):
            self.shown[word] = where
        return word

    def _id(self, collection, shut):
        word = next(self._words)
        if shut:
            self.hidden[word] = f"{collection}.shut"
        return word

    @contextlib.contextmanager
    def shut(self):
        """What is made inside is restricted."""
        before, self._shut = self._shut, True
        yield
        self._shut = before

    def text(self, where, form="inline"):
        """A sentence with its word, and with citations where the form may have them."""
        said = f"The {self.word(where)} said so"
        if form not in ("inline", "block") or not where.endswith((".text", ".meaning", "bottom_line", "so_what")):
            return f"{said}."
        cited = [
            pair[:1] if self._shut or not self._cites else pair for pair in (self.ids["claims"], self.ids["sources"])
        ]
        return f"{said} [{'; '.join(f'@{name}' for pair in cited for name in pair)}]."

    # --- things --------------------------------------------------------------------------------------------------------

    def _brief(self):
        fields = {"title": {"text": f"Title {self.word('title')}", "short": {OTHER: self._desk("title.short")}}}
        fields |= {
            "date": "2024-01-19",
            "series": self.text("series", "plain"),
            "contact": self.text("contact", "plain"),
        }
        fields |= {
            "authors": [self.word("authors")],
            "distribution": [self.word("distribution")],
            "marking": "TLP:CLEAR",
        }
        fields["bottom_line"] = {"text": self.text("bottom_line"), "short": {OTHER: self._desk("bottom_line.short")}}
        fields["so_what"] = self.text("so_what")
        fields["uses"] = [f"shared/{self.word('uses')}.yaml"]
        fields["waive"] = [{"code": "X01", "because": self._desk("waive"), "by": self._desk("waive")}]
        for name in COLLECTIONS:
            record = typing.get_args(unwrap(typing.get_type_hints(model.Brief, include_extras=True)[name])[0])[1]
            opened, shut = self.ids[name]
            fields[name] = {opened: self.record(unwrap(record)[0], f"{name}.open")}
            with self.shut():
                fields[name][shut] = self.record(unwrap(record)[0], f"{name}.shut") | self._way
        fields["glossary"] = {self.word("glossary.term"): self.record(Term, "glossary.open")}
        with self.shut():
            fields["glossary"][self.word("glossary.term")] = self.record(Term, "glossary.shut") | self._way
            secret = f"Secret {self.word('corrections')} [@{self.ids['claims'][1]}]."
        fields["corrections"] = [self.text("corrections")]
        if self._way.get("marking"):
            fields["corrections"].append(secret)  # an entry has no restriction of its own: it has that of what it cites
            with self.shut():
                fields["withdrawn"] = {self.word("withdrawn"): f"{self.word('withdrawn')} [@{self.ids['claims'][1]}]."}
        self._used_by_the_restricted_alone(fields)
        return fields

    def _used_by_the_restricted_alone(self, fields):
        """An actor, a source and a term without a restriction of their own: they would tell of the claim that uses them."""
        with self.shut():
            claim, quote = fields["claims"][self.ids["claims"][1]], self.text("evidence", "quote")
            actor, source, term = (self.word(f"{name}.alone") for name in ("actors", "sources", "glossary"))
            fields["actors"][actor] = self.record(Actor, "actors.alone")
            fields["sources"][source] = self.record(Source, "sources.alone")
            fields["glossary"][term] = self.record(Term, "glossary.alone")
        claim["claimant"], claim["evidence"][source], self.quotes[source] = actor, [{"quote": quote}], [quote]
        claim["text"] = f"{term} {claim['text']}"

    def _desk(self, where):
        with self.shut():
            return f"{self.word(where)} for the others"

    def record(self, kind, where):
        """A record with all its fields."""
        given = self._given(kind, where)
        made = {}
        for name, hint in fields_of(kind).items():
            if name in given:
                made[name] = given[name]
            elif name not in ("marking", "only_for", "not_for", "desk", "country", "from", "until"):
                made[name] = self.value(name, hint, f"{where}.{name}")
        return {name: value for name, value in made.items() if value is not None}

    def _given(self, kind, where):
        """The fields of a kind that cannot be filled by their types."""
        if kind is Actor:
            return {"body": None, "of": None} if where.endswith("open") else {"person": None}
        if kind is Source:
            file = f"sources/{self.word(f'{where}.file')}.txt"
            return {
                "url": f"https://example.org/{self.word(f'{where}.url')}",
                "derived_from": None,
                "file": file,
                "language": "fr",
            }
        if kind is Measure:
            return {"low": None, "high": None}
        if kind is Figure:
            based = {"based_on": [self.ids["claims"][0]], "points": None}
            chart = {"file": None, "alt": None}
            picture = {
                "file": f"pictures/{self.word(f'{where}.file')}.svg",
                "series": None,
                "chart": None,
                "unit": None,
            }
            return based | (chart if where.endswith("open") else picture)
        return {"name": f"The {self.word(f'{where}.name')} treaty"} if kind is Treaty else {}

    def value(self, name, hint, where):
        """A value for a field of this type."""
        core, marks = unwrap(hint)
        marked = {type(mark): mark for mark in marks}
        if Ref in marked:
            return self._ids(marked[Ref])[0]
        if Listed in marked:
            return LISTED[marked[Listed].kind]
        if keywords(core):
            return keywords(core)[0]
        if Prose in marked:
            return self.text(where, marked[Prose].form)
        if typing.get_origin(core) is tuple:
            return self._many(name, typing.get_args(core)[0], where)
        if typing.get_origin(core) is collections.abc.Mapping:
            return self._mapping(name, *typing.get_args(core), where)
        simple = {
            str: lambda: self.word(where),
            bool: lambda: False,
            int: lambda: 2,
            Quantity: lambda: "3",
            Level: lambda: "4",
        }
        simple |= {datetime.date: lambda: "2024-01-20", When: lambda: "2024-01"}
        return simple[core]() if core in simple else self._part(name, core, where)

    def _part(self, name, kind, where):
        """A record in a record. Of a treaty's sides, its scope is restricted, and what it replaces has a speaker who is."""
        if not issubclass(kind, Restricted) or self._shut:
            return self.record(kind, where)
        if name == "scope":
            with self.shut():
                return self.record(kind, where) | self._way
        if name == "replaces":
            with self.shut():
                return self.record(kind, where) | {"claimant": self.ids["actors"][1]}
        return self.record(kind, where)

    def _many(self, name, hint, where):
        marked = {type(mark): mark for mark in unwrap(hint)[1]}
        if name == "waive":
            return [{"code": "X01", "because": self._desk(where), "by": self._desk(where)}]
        if Ref in marked:
            opened, shut = self._ids(marked[Ref])
            return [opened] if self._shut else [opened, shut]
        entries = [self.value(name, hint, where)]
        if name == "points" and not self._shut:
            with self.shut():
                entries.append(self.value(name, hint, where) | self._way)
        return entries

    def _mapping(self, name, key, entry, where):
        core, marks = unwrap(key)
        marked = {type(mark): mark for mark in marks}
        if name == "short":
            return {OTHER: self._desk(where)}
        if Ref not in marked:
            keys = ("signed", "ratified") if keywords(core) else (self.word(f"{where}.key"), None)
            opened, shut = keys
        else:
            opened, shut = self._ids(marked[Ref])
        made = {opened: self._entry(name, opened, entry, where)}
        if shut is not None and not self._shut:
            with self.shut():
                restricted = self._entry(name, shut, entry, where)
            made[shut] = restricted | self._way if name == "history" else restricted
        return made

    def _entry(self, name, key, hint, where):
        made = self.value(name, hint, where)
        if name == "evidence":
            self.quotes.setdefault(key, []).extend(passage["quote"] for passage in made)
        return made

    def _ids(self, ref):
        """The ids that a reference may hold: of what all may see, and of what is restricted."""
        kinds = {"actor": "actors", "source": "sources", "statement": "claims", "judgement": "judgements"}
        return self.ids[kinds[ref.to[0]]]

    # --- files ---------------------------------------------------------------------------------------------------------

    def files(self):
        """The brief, the file that it shares, and the archived texts, by their path; with words that no memo has."""
        with self.shut():
            remark = self.word("a remark in YAML")
        written = yaml.safe_dump(self.fields, sort_keys=False)
        files = {"briefs/memo.yaml": f"# {remark}\n{written}", f"{self.fields['uses'][0]}": "glossary: {}\n"}
        for name, source in self.fields["sources"].items():
            with self.shut():
                beside = self.word("archive")
            files[f"briefs/{source['file']}"] = "\n".join([*self.quotes.get(name, ()), beside])
        for figure in self.fields["figures"].values():
            if "file" in figure:
                with self.shut():
                    drawn, beside = self.word("drawn in a picture"), self.word("in the file of a picture")
                files[f"briefs/{figure['file']}"] = DRAWING.format(drawn=drawn, beside=beside)
        return files


# --- looking for words ---------------------------------------------------------------------------------------------------


def folded(text):
    """Letters and digits alone, in lower case: whatever breaks, spaces, escapes and zero bytes stand between them."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def in_html(source):
    """Everything that a page holds, folded: its source as it is, without its tags, and with what is encoded in it decoded."""
    plain = html.unescape(urllib.parse.unquote(source))
    carried = [base64.b64decode(found) for found in re.findall(r"base64,([A-Za-z0-9+/=]+)", source)]
    every = [source, plain, re.sub(r"<[^>]*>", "", plain), *(data.decode("latin-1") for data in carried)]
    return " ".join(map(folded, every))


def in_mail(content):
    """Everything that a mail holds, folded: its headers, and its text and its HTML with what is encoded in them decoded."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    headers = " ".join(f"{name}: {value}" for name, value in message.items())
    parts = [part.get_content() for part in message.iter_parts()]
    return " ".join([folded(headers), *map(in_html, parts)])


def in_pdf(content):
    """Everything that a PDF holds, folded: its bytes, every object and stream unpacked, the text that its pages show."""
    found = [content.decode("latin-1")]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            found += _strings(thing)
        for page in pdf.pages:
            for operands, _ in pikepdf.parse_content_stream(page):
                for operand in operands:
                    found += _strings(operand)
    found += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return " ".join(map(folded, found))


def _strings(thing):
    """The texts in an object of a PDF, as they are and by their bytes; UTF-16 differs from these by zero bytes alone."""
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_bytes().decode("latin-1")
    if isinstance(thing, (pikepdf.Stream, pikepdf.Dictionary)):
        for key, value in thing.items():
            yield key
            yield from () if isinstance(value, pikepdf.Object) and value.is_indirect else _strings(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from () if isinstance(value, pikepdf.Object) and value.is_indirect else _strings(value)
    elif isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield str(thing)
        if isinstance(thing, pikepdf.String):
            yield bytes(thing).decode("latin-1")
