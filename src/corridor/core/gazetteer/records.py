"""The nouns: a place that was found, and how surely the words fit it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Protocol


class Fit(IntEnum):
    """How the words fit a name of the place, best first."""

    EXACT = 1
    BEGINS = 2
    ALIKE = 3


class Hit(NamedTuple):
    """One place that the words may mean.

    `name` is as readers of the language asked for write it; `romanised` is in Latin letters. `point` is `lat,lon`.
    `weight` is 0 for a hamlet to 35 for a country, and grows with the number of people.
    """

    id: str
    name: str
    romanised: str
    country: str
    country_name: str
    point: str
    kind: str
    invented: bool
    fit: Fit
    weight: int


class Pages(Protocol):
    """Bytes that somebody opened: a mapped file, or bytes."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...

    def find(self, sub: bytes, start: int, /) -> int: ...

    def rfind(self, sub: bytes, start: int, end: int, /) -> int: ...
