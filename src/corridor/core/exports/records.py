"""The nouns of an export: a thing as it leaves, the statements about it, where each comes from, how it is handled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Said(NamedTuple):
    """One statement as it leaves; `about` is the thing that it was made about, `ref` the thing that its value names.

    `is_parked` where the text as recorded had no code: `value` is then what the exporting authority decided that it
    stands for, or `parked`.
    """

    about: str
    prop: str
    value: str
    original: str | None
    lang: str | None
    ref: str | None
    record: int
    mark: int
    is_parked: bool = False

    @property
    def waiting(self) -> str:
        """The text as recorded, on one line, where it had no code."""
        return " ".join((self.original or "").split()) if self.is_parked else ""


class Origin(NamedTuple):
    """Where a record comes from, as far as the reader may tell others."""

    source: str
    edition: str
    grade: str
    stated_on: str


class Handling(NamedTuple):
    """A marking in short, beside each item: its address, its codes, its owner and how far it may go at most."""

    digest: str
    code: str
    originator: str
    audience: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing as it leaves: every statement that may be exported of it and of its other selves.

    `uid` is the least identifier among the selves, so that it does not depend on which of them was asked for.
    """

    uid: str
    title: str
    said: tuple[Said, ...]
    origins: Mapping[int, Origin]
    handlings: Mapping[int, Handling]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that somebody gives the thing."""
        return tuple(dict.fromkeys(one.value for one in self.said if one.prop == "kind"))

    def parts(self) -> dict[tuple[str, int, int], list[Said]]:
        """Return the statements by thing, record and mark: what one source says about one thing under one marking."""
        parts: dict[tuple[str, int, int], list[Said]] = {}
        for one in self.said:
            parts.setdefault((one.about, one.record, one.mark), []).append(one)
        return parts
