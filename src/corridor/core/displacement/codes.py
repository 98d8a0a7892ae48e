"""The closed lists of displacement: what is looked at, by which method, and what may be missing."""

from __future__ import annotations

import enum


class Outcome(enum.StrEnum):
    """What may change after a measure. Each is looked at by itself."""

    MOVEMENTS = "movements"
    DEATHS = "deaths"
    DANGER = "danger"
    VIOLENCE = "violence"
    PRICE = "price"
    DETOUR = "detour"


class Lack(enum.StrEnum):
    """Why a change cannot be assessed. None of these means that there was no change."""

    NOTHING_TOLD = "nothing-told"
    DAY_UNKNOWN = "day-unknown"
    TOO_FEW_BEFORE = "too-few-before"
    TOO_FEW_AFTER = "too-few-after"
    MONTHS_MISSING = "months-missing"
    MOSTLY_ZERO = "mostly-zero"
    BROKEN = "broken"
    NEVER_VARIES = "never-varies"
    NO_COMPARISON = "no-comparison"
    POOR_FIT = "poor-fit"
    TOO_FEW_PLACEBOS = "too-few-placebos"
    TOO_FEW_FIGURES = "too-few-figures"


class Change(enum.StrEnum):
    """What an estimate with its interval says."""

    ROSE = "rose"
    FELL = "fell"
    NOT_TOLD_APART = "not-told-apart"


class Part(enum.StrEnum):
    """What a planned measure needs before anybody may approve it."""

    HARM_CHECK = "harm-check"
    CONSULTATION = "consultation"
    REVIEW_DATE = "review-date"


class Verdict(enum.StrEnum):
    """What a review of a measure decides."""

    CONTINUE = "continue"
    CHANGE = "change"
    END = "end"
