"""The nouns of interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.interviews.codes import ConsentFor, Fault, Offer


@dataclass(frozen=True, slots=True)
class Consent:
    """What was read out, in which version and language, and what the person agreed to; no name."""

    version: int
    language: str
    given: bool
    to: frozenset[ConsentFor]


@dataclass(frozen=True, slots=True)
class Interview:
    """What somebody told, without a name: codes, bands and words.

    `month` is when it was held; nothing finer is kept. `slip` is the code the person was given, `slip_before` one that
    was shown. `guardian` says that whoever looks after a child was there and agreed. `confirmed` says that what looked
    personal in the words was looked at and is not.
    """

    uid: str
    month: str
    consent: Consent
    offers: Mapping[Offer, str]
    sex: str
    age: str
    origin: str
    destination: str
    way: str
    price: str
    told_before: str
    reasons: frozenset[str]
    sources: frozenset[str]
    abuses: frozenset[str]
    slip: str
    slip_before: str = ""
    words: str = ""
    guardian: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """What is read out before an interview, in one version: paragraphs by language."""

    version: int
    since: str
    paragraphs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that is not taken as it is, and why."""

    field: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Band:
    """A count as the ten numbers it is one of."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a release: the codes of each cell that is shown, and its band."""

    name: str
    axes: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Band], ...]
