"""What the command `partner` does when an authority gets a node of its own: expect its holdings, hand them over."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from django.utils import timezone

from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.exchange import moving


def expect(chosen: argparse.Namespace) -> Answer:
    """Take what a partner hands over for an authority of this node, until that is ended."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    if chosen.over:
        moving.end_expecting(by=by, partner=chosen.name, authority=chosen.authority, now=now)
    else:
        moving.expect(by=by, partner=chosen.name, authority=chosen.authority, now=now)
    expected = [
        {"partner": one.partner, "authority": one.authority, "reports": one.reports} for one in moving.expected_for(by)
    ]
    return {"ok": True, "expected": expected}


def hand_over(chosen: argparse.Namespace) -> Answer:
    """Propose to hand over to an authority's own node what it owns here, or do it as a second person."""
    now = timezone.now()
    if chosen.yes:
        by = officer_acting(chosen, now, function="overseer")
        reports = moving.hand_over(by=by, authority=chosen.name, now=now)
        return {"ok": True, "authority": chosen.name, "reports": reports}
    by = officer_acting(chosen, now, function="administrator")
    moving.propose(by=by, authority=chosen.name, now=now)
    return {"ok": True, "authority": chosen.name, "state": "waits for a second person: hand-over --yes"}


DOES: dict[str, Callable[[argparse.Namespace], Answer]] = {"expect": expect, "hand-over": hand_over}
