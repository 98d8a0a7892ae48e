"""The closed lists of the register."""

from __future__ import annotations

import enum


class Reason(enum.StrEnum):
    """What speaks for or against two tellings being of one event."""

    SAME_DAY = "same-day"
    DAYS_APART = "days-apart"
    DAY_UNSURE = "day-unsure"
    SAME_PLACE = "same-place"
    PLACE_NEAR = "place-near"
    PLACE_UNSURE = "place-unsure"
    SAME_FIGURE = "same-figure"
    FIGURES_OVERLAP = "figures-overlap"
    FIGURES_NEAR = "figures-near"
    FIGURE_UNTOLD = "figure-untold"
    ONE_SOURCE = "one-source"
