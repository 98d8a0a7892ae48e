"""What the command `partner` does with cards: hand out, accept, confirm, close, revoke, renew, drill, heads."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from corridor.core.cards.codes import Step
from corridor.core.doors.errors import CardInvalid
from corridor.core.doors.exchange import card_from, fingerprint
from corridor.core.doors.fingerprints import spoken
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.cards import actions, queries
from corridor.web.desk.cards.queries import Partner

NODE = "node"
"""What `rotate` is given for the node's own keys, in the place of an authority."""

LARGEST_CARD = 64 * 1024


def card(chosen: argparse.Namespace) -> Answer:
    """Write this node's card to a file, or print it, with the digits to tell by telephone."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    written = actions.own_card_read(by=by, origin=chosen.origin, now=now)
    own, _, _ = card_from(written)
    digits = spoken(fingerprint(own))
    text = f"{written.decode()}\n\nfingerprint to tell by telephone:\n{digits}"
    if chosen.name:
        Path(chosen.name).write_bytes(written)
        text = f"card of {own.code} written to {chosen.name}\nfingerprint to tell by telephone:\n{digits}"
    return {"ok": True, "code": own.code, "fingerprint": digits, "card": written.decode(), "text": text}


def add(chosen: argparse.Namespace) -> Answer:
    """Accept a card whose fingerprint was compared."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    path = Path(chosen.name)
    if not chosen.name or not path.is_file() or path.stat().st_size > LARGEST_CARD:
        raise CardInvalid(where="file")
    brought = actions.bring_card(by=by, written=path.read_bytes(), fingerprint=chosen.fingerprint, now=now)
    return {"ok": True, "code": brought.code, "state": "waits for a second person"}


def confirm(chosen: argparse.Namespace) -> Answer:
    """Confirm a card that somebody else accepted."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    actions.confirm_card(by=by, code=chosen.name, fingerprint=chosen.fingerprint, now=now)
    return {"ok": True, "code": chosen.name, "state": "open"}


def close(chosen: argparse.Namespace) -> Answer:
    """Close the line to a node."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    actions.close_card(by=by, code=chosen.name, now=now)
    return {"ok": True, "code": chosen.name, "state": "closed"}


def revoke(chosen: argparse.Namespace) -> Answer:
    """Take nothing any more that a node or an authority abroad signed with the keys that are known."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    actions.revoke(by=by, code=chosen.name, now=now)
    return {"ok": True, "code": chosen.name, "state": "revoked"}


def rotate(chosen: argparse.Namespace) -> Answer:
    """Give the node, or one of its authorities, another key."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    if chosen.name in ("", NODE):
        digits = spoken(actions.rotate_node(by=by, is_lost=chosen.lost, now=now))
        following = "partners compare it anew" if chosen.lost else "partners take it by the keys they know"
        return {"ok": True, "renewed": NODE, "lost": chosen.lost, "fingerprint": digits, "next": following}
    actions.rotate_authority(by=by, authority=chosen.name, is_lost=chosen.lost, now=now)
    return {"ok": True, "renewed": chosen.name, "lost": chosen.lost}


def move(chosen: argparse.Namespace) -> Answer:
    """Hand an authority over to a node of its own."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    actions.move_authority(by=by, authority=chosen.name, to=chosen.to, now=now)
    return {"ok": True, "authority": chosen.name, "to": chosen.to}


def drill(chosen: argparse.Namespace) -> Answer:
    """Begin a drill, or end it with the steps that could be gone through."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    if not chosen.done:
        begun = actions.begin_drill(by=by, code=chosen.name, now=now)
        steps = [step.value for step in Step]
        return {"ok": True, "code": chosen.name, "began_at": queries.moment(begun.began_at), "steps": steps}
    ended = actions.end_drill(by=by, code=chosen.name, steps=chosen.done.split(","), now=now)
    minutes = int((now - ended.began_at).total_seconds()) // 60
    return {"ok": True, "code": chosen.name, "by": ended.by, "minutes": minutes, "steps": ended.steps}


def heads(chosen: argparse.Namespace) -> Answer:
    """Tell which heads of partners' ledgers are kept and what contradicts them; ask one for its head where named."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    if chosen.name:
        actions.ask_head(by=by, code=chosen.name, now=now)
    known = [one for one in queries.partners_for(by, now=now) if chosen.name in ("", one.code)]
    kept = [
        {"code": one.code, "size": one.head.size, "came_at": queries.moment(one.head.came_at)}
        for one in known
        if one.head is not None
    ]
    faults = [
        {"code": one.node, "fault": one.fault, "at": queries.moment(one.at), "evidence": one.uid}
        for one in queries.faults_for(by)
    ]
    return {"ok": not faults, "heads": kept, "faults": faults}


def listed(chosen: argparse.Namespace) -> Answer:
    """List the nodes of the desk that this one was told of."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    return {"ok": True, "partners": [_told(one) for one in queries.partners_for(by, now=now)]}


def _told(one: Partner) -> Answer:
    return {
        "code": one.code,
        "state": one.state,
        "fingerprint": spoken(one.fingerprint) if one.state != "waits" else "",
        "origin": one.origin,
        "authorities": sorted({key.authority for key in one.keys if key.ended_at is None}),
        "card": one.card_version,
        "refused": one.refused,
        "faults": one.faults,
        "drill_due": one.is_drill_due,
    }


DOES: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "card": card,
    "add": add,
    "confirm": confirm,
    "close": close,
    "revoke": revoke,
    "rotate": rotate,
    "move": move,
    "drill": drill,
    "heads": heads,
    "list": listed,
}
"""What `partner` does with cards, by its first word."""
