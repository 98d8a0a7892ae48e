"""A small list in two versions, to be spoiled one fact at a time."""

from __future__ import annotations

import copy
import datetime
from typing import Any

from corridor.core.vocabularies.exchange import vocabularies_from
from corridor.core.vocabularies.records import Vocabulary


def labels(text: str) -> dict[str, str]:
    return {"en": text, "fr": text, "es": text, "ar": text}


def term(text: str, **more: Any) -> dict[str, Any]:
    return {**labels(text), "means": f"What {text} means.", **more}


FORMER: dict[str, Any] = {
    "list": "means",
    "labels": labels("Means"),
    "versions": {1: datetime.date(2026, 1, 1)},
    "codes": {"boat": term("Boat"), "cart": term("Cart"), "ferry": term("Ferry"), "walk": term("Walk")},
    "partners": {
        "elsewhere": {
            "source": "A list of somebody else",
            "exact": {"Bateau": "boat"},
            "broader": {"Pirogue": "boat"},
            "narrower": {"Moves": "walk"},
        }
    },
}

FOLLOWING: dict[str, Any] = copy.deepcopy(FORMER)
FOLLOWING["versions"][2] = datetime.date(2026, 6, 1)
FOLLOWING["codes"] |= {
    "boat": term("Boat", superseded={"in": 2, "by": ["vessel"]}),
    "cart": term("Cart", superseded={"in": 2, "by": ["ox-cart", "hand-cart"], "relation": "narrower"}),
    "ferry": term("Ferry", superseded={"in": 2}),
    "vessel": term("Vessel", since=2),
    "ox-cart": term("Ox cart", since=2),
    "hand-cart": term("Hand cart", since=2),
    "hike": term("Hike", since=2, broader="walk"),
    "flight": term("Flight", since=2),
}


def former() -> dict[str, Any]:
    return copy.deepcopy(FORMER)


def following() -> dict[str, Any]:
    return copy.deepcopy(FOLLOWING)


def read(document: dict[str, Any]) -> Vocabulary:
    return next(iter(vocabularies_from([document]).values()))
