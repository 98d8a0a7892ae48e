"""What the commands for releases to partners do: release a report, recall it, list what came; as the pages do."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import EndReason
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger.actions import record
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.exchange import actions, queries
from corridor.web.desk.exchange.actions import Part, Wanted
from corridor.web.desk.statements import releasable

FUNCTION = "import-officer"
"""In which the node's service officer would act; it releases nothing: the command names who does."""


class DayUnreadable(CorridorError):
    """The last day of a release is no day."""

    code = "exchange.E08"
    template = "the day is none"
    hint = "Write it as 2031-01-31."


def release(chosen: argparse.Namespace) -> Answer:
    """Release a report to authorities abroad, or tell who would get what."""
    now = timezone.now()
    by = officer_acting(chosen, now, function=FUNCTION)
    try:
        ends_on = date.fromisoformat(chosen.until) if chosen.until else None
    except ValueError:
        raise DayUnreadable from None
    wanted = Wanted(chosen.load, tuple(chosen.to), chosen.purpose, ends_on=ends_on)
    if chosen.look:
        load = queries.own_load_for(by, chosen.load)
        parts = actions.parts_for(releasable.said_in(by, load), wanted, now)
        record(Event.PAGE_READ, by=by, now=now, about=chosen.load, part="release")
        return {"ok": True, "goes": [_part(part) for part in parts]}
    made = actions.ask_release(by=by, wanted=wanted, now=now)
    return {"ok": True, "release": made.about, "state": made.state, "to": made.recipients, "purpose": made.purpose}


def _part(part: Part) -> dict[str, Any]:
    return {
        "node": part.partner,
        "to": list(part.authorities),
        "legal_basis": part.legal_basis,
        "things": [
            {"thing": str(draft.uid), "kind": draft.kind, "items": len(draft.claims)} for draft, _ in part.things
        ],
    }


def recall(chosen: argparse.Namespace) -> Answer:
    """Recall a release wherever it went."""
    now = timezone.now()
    by = officer_acting(chosen, now, function=FUNCTION)
    actions.recall(by=by, about=chosen.release, reason=EndReason(chosen.reason), now=now)
    return {"ok": True, "release": chosen.release, "state": "recalled", "unconfirmed": _unconfirmed(by, chosen.release)}


def _unconfirmed(by: Officer, about: str) -> list[str]:
    release = queries.own_release_for(by, about)
    return [one.partner for one in release.deliveries.order_by("partner") if not one.attested]


def received(chosen: argparse.Namespace) -> Answer:
    """List what partners released to the own authority."""
    now = timezone.now()
    by = officer_acting(chosen, now, function=FUNCTION)
    rows = queries.received_for(by)
    record(Event.PAGE_READ, by=by, now=now, about="command received", results=len(rows))
    told = [
        {
            "received": row.load,
            "release": row.about,
            "version": row.version,
            "from": row.originator,
            "over": row.partner,
            "thing": row.thing,
            "purpose": row.purpose,
            "came_at": row.came_at.isoformat(),
            "until": row.ends_on.isoformat() if row.ends_on else "",
            "state": row.state,
        }
        for row in rows
    ]
    text = "\n".join(f"{one['came_at']} {one['from']} {one['state']} {one['received']}" for one in told)
    return {"ok": True, "received": told, "text": text or "nothing came"}
