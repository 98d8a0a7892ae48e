"""The closed lists of the prices of movements."""

from __future__ import annotations

import enum


class Scope(enum.StrEnum):
    """What a price is for; prices of different scope are never put together."""

    LEG = "leg"
    JOURNEY = "journey"


class Apart(enum.StrEnum):
    """Why a price that is told cannot be compared with others."""

    NO_DATE = "no-date"
    NO_LEG = "no-leg"
    NO_UNIT = "no-unit"
    NO_HEADS = "no-heads"
    NO_RATE = "no-rate"
    NO_INDEX = "no-index"
    OTHER_PURPOSE = "other-purpose"


class Term(enum.StrEnum):
    """What a price may depend on, in the order in which terms are tried."""

    DISTANCE = "distance"
    CROSSINGS = "crossings"
    TERRAIN = "terrain"
    TRANSPORT = "transport"
    PAPERS = "papers"
    RISK = "risk"


class Left(enum.StrEnum):
    """Why a term is not in the model."""

    NOT_TOLD = "not-told"
    ALL_SAME = "all-same"
    TOO_FEW = "too-few"
    ENTANGLED = "entangled"


class Lack(enum.StrEnum):
    """Why there is no expected price."""

    TOO_FEW_PRICES = "too-few-prices"
    TOO_FEW_CONTRIBUTORS = "too-few-contributors"
    NO_TERMS = "no-terms"
    TERM_NOT_TOLD = "term-not-told"
    OUT_OF_RANGE = "out-of-range"


class Terrain(enum.StrEnum):
    """What a leg goes over."""

    SEA = "sea"
    RIVER = "river"
    DESERT = "desert"
    MOUNTAIN = "mountain"
    LAND = "land"
    AIR = "air"
