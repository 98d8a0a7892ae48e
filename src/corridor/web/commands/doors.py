"""What the command `door` does: show this node's card, accept another's, confirm it, and look at what waits."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from corridor.core.doors.errors import CardInvalid
from corridor.core.doors.exchange import card_from, fingerprint
from corridor.web.base.doors import actions, queries
from corridor.web.commands.acting import Answer, officer_acting


def door(chosen: argparse.Namespace) -> Answer:
    """Carry out one part of the command."""
    return {"show": _show, "add": _add, "confirm": _confirm, "close": _close, "list": _list, "carry": _carry}[
        chosen.what
    ](chosen)


def _show(chosen: argparse.Namespace) -> Answer:
    written = queries.own_card(chosen.origin)
    card, _, _ = card_from(written)
    text = written.decode()
    if chosen.name:
        Path(chosen.name).write_bytes(written)
        text = f"card of {card.code} written to {chosen.name}\nfingerprint to compare by telephone: {fingerprint(card)}"
    return {"ok": True, "code": card.code, "fingerprint": fingerprint(card), "card": written.decode(), "text": text}


def _add(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    path = Path(chosen.name)
    if not chosen.name or not path.is_file():
        raise CardInvalid(where="file")
    card = actions.add_door(by=by, written=path.read_bytes(), fingerprint=chosen.fingerprint, now=now)
    return {"ok": True, "code": card.code, "zone": card.zone, "state": "waits for a second person"}


def _confirm(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    actions.confirm_door(by=by, code=chosen.name, fingerprint=chosen.fingerprint, now=now)
    return {"ok": True, "code": chosen.name, "state": "open"}


def _close(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    actions.close_door(by=by, code=chosen.name, now=now)
    return {"ok": True, "code": chosen.name, "state": "closed"}


def _list(chosen: argparse.Namespace) -> Answer:
    by = officer_acting(chosen, timezone.now(), function="overseer")
    doors = [
        {
            "code": one.code,
            "zone": one.zone,
            "origin": one.origin,
            "fingerprint": one.fingerprint,
            "state": "closed" if one.closed_at else "open" if one.confirmed_by else "waits for a second person",
        }
        for one in queries.doors_for(by)
    ]
    aside = [{"at": one.at.isoformat(), "trouble": one.trouble} for one in queries.kept_aside()]
    return {"ok": True, "doors": doors, "waiting_to_leave": queries.waiting_outside(), "kept_aside": aside}


def _carry(chosen: argparse.Namespace) -> Answer:
    actions.look_after(now=timezone.now())
    return {"ok": True, "waiting_to_leave": queries.waiting_outside()}
