"""Lets a focal point of an invented State publish what two officers approved for everybody."""

from __future__ import annotations

from datetime import datetime

from corridor.web.demonstration.forums import acting
from corridor.web.demonstration.progress import WRITERS
from corridor.web.desk.overview import actions


def publish_commitments(now: datetime) -> None:
    """Publish the entries of XB that are for everybody."""
    _, approver = WRITERS["XB"]
    actions.publish(by=acting(approver, now), now=now)
