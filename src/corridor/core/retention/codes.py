"""Why something is kept beyond its term."""

from __future__ import annotations

import enum


class HoldReason(enum.StrEnum):
    """For which live case something is held."""

    INVESTIGATION = "investigation"
    TRIAL = "trial"
    COURT_ORDER = "court-order"
    REQUEST_PENDING = "request-pending"
    COMPLAINT = "complaint"
