"""The closed lists of briefings."""

from __future__ import annotations

import enum


class Language(enum.StrEnum):
    """The languages in which a briefing can be written."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"


class Level(enum.StrEnum):
    """How far a version may go, named as the presets of markings are; from the narrowest to the widest."""

    OWN = "own-authority"
    PARTNERS = "partners"
    PUBLIC = "public"


class Version(enum.StrEnum):
    """The two versions of one text: with everything, and for those who may have less."""

    FULL = "full"
    OPEN = "open"


class Kind(enum.StrEnum):
    """What a part of a briefing is."""

    HEADING = "heading"
    SENTENCE = "sentence"
    CHART = "chart"


class Asks(enum.StrEnum):
    """What a figure answers: of one month, of several, its change, the latest, when, of others, ahead, moved, followed.

    A chart and a map are drawn, and stand in no sentence.
    """

    VALUE = "value"
    SUM = "sum"
    CHANGE = "change"
    LATEST = "latest"
    PERIOD = "period"
    REFERENCE = "reference"
    FORECAST = "forecast"
    SHIFT = "shift"
    ASSESSMENT = "assessment"
    CHART = "chart"
    MAP = "map"


DRAWN = frozenset({Asks.CHART, Asks.MAP})
"""What is drawn instead of written."""


class NoFigure(enum.StrEnum):
    """Why a number that was typed is no figure."""

    DATE = "date"
    CLAUSE = "clause"
    NAME = "name"
    COUNTING = "counting"


class Stops(enum.StrEnum):
    """Why a part stops the versions that would hold it."""

    LOOSE = "loose"
    UNBOUND = "unbound"
    GONE = "gone"
    STRICTER = "stricter"
    CHANGED = "changed"


class Placed(enum.StrEnum):
    """What a version does with a part."""

    SHOWN = "shown"
    REPLACED = "replaced"
    LEFT_OUT = "left-out"
