"""The closed vocabularies of a brief, each in its order. What a word means on a page stands in `locales/<tag>/labels.yaml`."""

from __future__ import annotations

import enum


class Status(enum.StrEnum):
    """How well a statement is verified, firmest first."""

    CONFIRMED = "confirmed"
    OFFICIALLY_STATED = "officially-stated"
    CORROBORATED = "corroborated"
    REPORTED = "reported"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"


FIRM = (Status.CONFIRMED, Status.OFFICIALLY_STATED, Status.CORROBORATED)
"""Statuses of what a memo calls known; what has another is claimed."""


class TreatyState(enum.StrEnum):
    """Where a treaty stands, in the order of its life; then six side states, and unknown.

    Vienna Convention on the Law of Treaties (1969); glossary of the UN Treaty Collection.
    """

    PROPOSED = "proposed"
    NEGOTIATION = "negotiation"
    ADOPTED = "adopted"
    INITIALLED = "initialled"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IN_FORCE = "in-force"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    SUSPENDED = "suspended"
    DENOUNCED = "denounced"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


class DealStage(enum.StrEnum):
    """How far an arms deal has come, in order; suspended, cancelled and denied are side states."""

    SUGGESTED = "suggested"
    UNDER_CONSIDERATION = "under-consideration"
    NEGOTIATION = "negotiation"
    AGREED_IN_PRINCIPLE = "agreed-in-principle"
    TERMS_AGREED = "terms-agreed"
    CONTRACT_SIGNED = "contract-signed"
    IN_DELIVERY = "in-delivery"
    DELIVERED = "delivered"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DENIED = "denied"
    UNKNOWN = "unknown"


class ResponseKind(enum.StrEnum):
    """What an actor answered. “Has not commented” is weaker than “declined to comment”, and neither is a denial."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    PARTLY_DENIED = "partly-denied"
    DECLINED_TO_COMMENT = "declined-to-comment"
    NO_COMMENT_REPORTED = "no-comment-reported"
    NONE_REPORTED = "none-reported"
    NOT_ASKED = "not-asked"


class Confidence(enum.StrEnum):
    """How sound the basis of a judgement is (ICD 203); judged apart from its likelihood, always with its reason."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class IndicatorState(enum.StrEnum):
    """Whether what is watched for has shown."""

    NOT_OBSERVED = "not-observed"
    EMERGING = "emerging"
    OBSERVED = "observed"
    EXPIRED = "expired"


class SourceKind(enum.StrEnum):
    """What kind of text a source is, nearest to the event first."""

    PRIMARY = "primary"
    STATEMENT = "statement"
    WIRE = "wire"
    ORIGINAL = "original"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    DATASET = "dataset"
    SOCIAL = "social"
    EXPERT = "expert"
    UNKNOWN = "unknown"


class Capture(enum.StrEnum):
    """How much of a source is archived: the whole text, or only the passages that are cited."""

    FULL = "full"
    EXCERPTS = "excerpts"


class Reliability(enum.StrEnum):
    """Reliability of a source (STANAG 2511): A completely, B usually, C fairly, D not usually, E unreliable.

    F is “cannot be judged”, not “bad”.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class ChartKind(enum.StrEnum):
    """How a chart draws its numbers."""

    BAR = "bar"
    LINE = "line"
    RANGE = "range"


class OutcomeResult(enum.StrEnum):
    """How a judgement turned out once its horizon had passed."""

    OCCURRED = "occurred"
    DID_NOT_OCCUR = "did-not-occur"
    PARTLY = "partly"
    UNKNOWN = "unknown"
