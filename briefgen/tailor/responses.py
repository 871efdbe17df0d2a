"""What becomes of the answers to a statement when something that they need is withheld.

An answer is part of its statement and as high marked: the desk that marks a statement answers for what stands in it. So

- an answer whose own words stand only in withheld sources stays, without a reference. Dropping a denial would make the
  statement look firmer than it is, and to say that its source is withheld would tell of it;
- one without words of its own rests on its statement's. Where any of these is withheld, nobody can tell whether the answer
  stood in just that, so it has no reference either;
- the answer of a withheld actor goes, for it cannot be told without its actor. Where it answered the matter itself, the desk
  is told (M03), since the audience then sees a statement without its denial.

A reader sees what an answer rests on by its number: that of its own words, or that of its statement's. One without a number
claims no source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.base import FrozenMap
from briefgen.model.brief import Brief
from briefgen.model.results import Decision
from briefgen.model.statement import Evidence, Response, Statement
from briefgen.model.subjects import Facet, Step, Treaty
from briefgen.model.vocabulary import ResponseKind

COLLECTION = "responses"
"""The collection of the decisions on answers; their id is the key of the answer, such as `talks.responses.ministry`."""

UNASKED = (ResponseKind.NONE_REPORTED, ResponseKind.NOT_ASKED)
"""What no source says: that no answer was found, or none sought, is the desk's own word."""

ANSWERING = (ResponseKind.CONFIRMED, ResponseKind.DENIED, ResponseKind.PARTLY_DENIED)
"""Answers to the matter; a statement without them reads as firmer, or less firm, than it is."""


def answerable(brief: Brief) -> Iterator[tuple[str, Statement | Facet]]:
    """Every statement, every side of a treaty and every figure with its key, in the order of the brief."""
    for statement in (*brief.statements.values(), *brief.figures.values()):
        yield statement.id, statement
        if not isinstance(statement, Treaty):
            continue
        for name in ("signing", "scope", "replaces"):
            facet: Facet | None = getattr(statement, name)
            if facet is not None:
                yield f"{statement.id}.{name}", facet
        for state, step in statement.history.items():
            yield from _steps(f"{statement.id}.history.{state}", step)


def _steps(key: str, step: Step) -> Iterator[tuple[str, Facet]]:
    yield key, step
    for party, taken in step.parties.items():
        yield f"{key}.parties.{party}", taken


def unsourced(
    whole: Statement | Facet, evidence: Evidence, responses: Mapping[str, Response]
) -> Mapping[str, Response]:
    """What is left of the answers to a thing, those marked that have lost what they rest on.

    `whole` is the thing with all that it had, `evidence` and `responses` are what is left of its own.
    """

    def lost(before: Response, left: Response) -> bool:
        return not left.evidence if before.evidence else len(evidence) < len(whole.evidence)

    return FrozenMap(
        {
            actor: left.model_copy(update={"unsourced": left.unsourced or lost(whole.responses[actor], left)})
            for actor, left in responses.items()
        }
    )


def rests_on_statement(response: Response) -> bool:
    """Whether an answer rests on the evidence of what it answers."""
    return not response.evidence and not response.unsourced and response.response not in UNASKED


def follow(brief: Brief, shown: Brief) -> Iterator[Decision]:
    """A decision for each answer of what is shown that is gone, or is left without a reference.

    Nothing is lost with a silence: those of a withheld actor are not told.
    """
    left = dict(answerable(shown))
    for key, thing in answerable(brief):
        if key not in left:
            continue
        for actor, response in thing.responses.items():
            name, after = f"{key}.{COLLECTION}.{actor}", left[key].responses.get(actor)
            if after is None and response.response in ANSWERING:
                yield Decision(COLLECTION, name, kept=False, why="its actor is withheld", withheld=True)
            elif after is not None and after.unsourced and after.response not in UNASKED:
                yield Decision(COLLECTION, name, kept=True, why="without a reference: what it rests on is withheld")
