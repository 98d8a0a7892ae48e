"""The closed lists of oversight."""

from __future__ import annotations

import enum


class Period(enum.StrEnum):
    """By what acts are counted."""

    MONTH = "month"
    WEEK = "week"
