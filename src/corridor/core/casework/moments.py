"""Moments in their one written form: UTC with microseconds, as the ledger writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from corridor.core.access.ledger import moment_text

__all__ = ["moment_from", "moment_text"]


def moment_from(text: str) -> datetime:
    """Return the moment that was written.

    Raises:
        ValueError: It is not in the one written form.
    """
    moment = datetime.fromisoformat(text).astimezone(UTC)
    if moment_text(moment) != text:
        raise ValueError("not the written form of a moment")
    return moment
