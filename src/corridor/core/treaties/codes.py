"""The closed lists of treaty status: how a State stands to an instrument on a day, and what cannot be so."""

from __future__ import annotations

import enum


class Stand(enum.StrEnum):
    """How one State stands to one instrument on a day, as far as the sheets tell."""

    UNKNOWN = "unknown"
    NOTHING = "nothing"
    SIGNED = "signed"
    WAITING = "waiting"
    BOUND = "bound"
    DENOUNCED = "denounced"


class Flaw(enum.StrEnum):
    """Why what a sheet tells cannot be as it is told."""

    ALONE = "without-its-convention"
    SIGNED_AFTER_CONSENT = "signed-after-consent"
    SIGNED_LATE = "signed-after-closing"
    BEFORE_OPENING = "before-opening"
    IN_FORCE_EARLY = "in-force-too-early"
    DENOUNCED_EARLY = "denounced-before-bound"
    AFTER_THE_SHEET = "later-than-its-sheet"


class Change(enum.StrEnum):
    """What a later sheet tells otherwise than the one before."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
