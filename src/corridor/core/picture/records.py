"""The nouns of the picture: a question, the strip of facts that one record states, and what is drawn of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.picture.codes import Measure


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks of the picture. Empty text and an empty set mean "all".

    `since` and `until` are months (`2021-03`), both inside the period; `editions` are data sets chosen by hand.
    `reliability` and `accuracy` leave out what no report tells with a grade at least that good.
    `invented` asks for the invented corridor of a demonstration, which is never drawn together with anything real.
    `own_view` draws what the reader chose to trust; what leaves the node never does.
    `known` is a day (`2026-03-01`): only what the node had been told by its end (UTC) is asked for; empty means now.
    """

    measure: Measure = Measure.DEATHS
    since: str = ""
    until: str = ""
    kind: str = ""
    country: str = ""
    route: str = ""
    place: str = ""
    source: str = ""
    method: str = ""
    transport: str = ""
    reliability: str = ""
    accuracy: str = ""
    editions: frozenset[str] = frozenset()
    invented: bool = False
    own_view: bool = False
    known: str = ""


class Strip(NamedTuple):
    """What one record states of one thing under one mark, in the columns that the picture draws.

    Dates are canonical and may be partial, "" where nothing is said; counts are the lowest and highest figure;
    `place` is folded for searching.
    """

    scope: str = ""
    kind: str | None = None
    day: str = ""
    country: str | None = None
    route: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    deaths_low: int | None = None
    deaths_high: int | None = None
    people_low: int | None = None
    people_high: int | None = None
    detections_low: int | None = None
    detections_high: int | None = None


class Coverage(NamedTuple):
    """What a reader sees of one edition of a source: how many records, over how many different months."""

    dataset: int
    source: str
    months: int
    records: int
    released_on: str
