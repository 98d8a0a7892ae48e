"""The nouns of commitments: instruments, their items, and the catalogue that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.commitments.codes import ASKED, Addressee, Binding, Compared, Kind, Origin, Pillar, Unit


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document that asks something; `date` as YYYY-MM-DD or "", `superseded_by` the key of what took its place."""

    key: str
    name: str
    issuer: str
    date: str
    date_note: str
    origin: Origin
    version: str = "1"
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One suggested measure of an item; `by` are suggested breakdowns, of which small cells are never published."""

    id: str
    unit: Unit
    measure: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an instrument asks, reports or teaches, in the catalogue's own words.

    `related` are items of other documents that ask for the same; such a link helps to report once and claims no legal
    equivalence. `compared` is what came of comparing an item from memory with its source; no lawyer's confirmation.
    """

    id: str
    instrument: str
    origin: Origin
    locator: str
    pillar: Pillar
    kind: Kind
    binding: Binding
    theme: str
    title: str
    paraphrase: str
    addressed_to: tuple[Addressee, ...]
    related: tuple[str, ...] = ()
    part_of: str = ""
    sdg_targets: tuple[str, ...] = ()
    legal_refs: tuple[str, ...] = ()
    legal_ids: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    compared: Compared = Compared.NOT

    @property
    def is_asked(self) -> bool:
        """Whether it asks somebody to do something, so that progress is reported on it."""
        return self.kind in ASKED

    @property
    def is_from_memory(self) -> bool:
        """Whether it was written without its text at hand; whatever was compared since is still no confirmation."""
        return self.origin is Origin.BACKBONE


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every instrument and item known, each by its key; themes by id with their English title."""

    instruments: Mapping[str, Instrument]
    themes: Mapping[str, str]
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in one language: each text by the key of what it names; what is not there is read in English."""

    instruments: Mapping[str, str]
    issuers: Mapping[str, str]
    themes: Mapping[str, str]
    titles: Mapping[str, str]
    paraphrases: Mapping[str, str]
    locators: Mapping[str, str]
    indicators: Mapping[str, str]
    breakdowns: Mapping[str, str]
