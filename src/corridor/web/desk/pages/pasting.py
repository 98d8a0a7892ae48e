"""The records behind the page that reads a pasted text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the pasted text; `number` is that of the first proposal that comes from it, or nothing."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """One value that may be taken into the report: what it is in words, from which words, and how surely."""

    number: int
    token: str
    label: str
    words: str
    sure: str
    sure_label: str


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Everything that is proposed for one field; of `alternatives` one at most is right."""

    name: str
    title: str
    offers: tuple[Offer, ...]
    alternatives: bool


@dataclass(frozen=True, slots=True)
class PastePage:
    """The box for the text; once it was read, what it proposes, with the text and the places that were read."""

    action: str
    back_url: str
    longest: int
    on: str = ""
    on_problem: str = ""
    is_read: bool = False
    is_cut: bool = False
    warnings: tuple[str, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    groups: tuple[OfferGroup, ...] = ()
