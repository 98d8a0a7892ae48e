"""Fills the protection zone of the demonstration: an invented agency, its officers, and whom it works with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from corridor.core.access.codes import Zone
from corridor.demo.cast import PROTECTION_AUTHORITIES, PROTECTION_OFFICERS
from corridor.demo.sign_ins import sign_ins, sign_ins_told
from corridor.web.demonstration import claims, founding, interviews, vault


def fill(*, now: datetime) -> dict[str, Any]:
    """Make the protection side of the demonstration, unless it is there; a half-made one is made anew."""
    made = founding.is_wanted(settings.HOME)
    if made:
        founding.clear(settings.HOME, Zone.PROTECTION)
        founding.found(
            PROTECTION_AUTHORITIES, PROTECTION_OFFICERS, name="Protection node of the demonstration", now=now
        )
        claims.fill(now)
        interviews.fill(now)
        vault.fill(now)
        founding.complete(settings.HOME)
    return {
        "ok": True,
        "made": made,
        "home": str(settings.HOME),
        "sign_ins": sign_ins(Zone.PROTECTION),
        "text": sign_ins_told(Zone.PROTECTION),
    }
