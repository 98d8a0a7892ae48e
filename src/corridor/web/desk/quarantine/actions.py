"""Writes of quarantine: hold a hostile file, ask for it, take it out as a second officer, destroy it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.attachments.errors import QuarantineRefused
from corridor.core.attachments.quarantine import KEPT, Ground, State, check_ask, check_destroy, check_take_out
from corridor.core.kernel.text import storable
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.quarantine import vault
from corridor.web.desk.quarantine.models import Quarantined
from corridor.web.desk.quarantine.queries import quarantined_for


@dataclass(frozen=True)
class Hostile:
    """A file that was refused: where it lies, what it was called, and by which code it was refused."""

    path: Path
    name: str
    fault: str


def hold(*, by: Officer, hostile: Hostile, now: datetime) -> str:
    """Seal a hostile file away and return the uid under which it is held; the file itself stays for the caller."""
    uid = identity.uid()
    vault.put(uid, hostile.path)
    digest = hashlib.sha256()
    with hostile.path.open("rb") as content:
        for piece in iter(lambda: content.read(vault.PIECE), b""):
            digest.update(piece)
    with act(Event.QUARANTINE_HELD, by=by, now=now, about=uid, fault=hostile.fault):
        Quarantined.objects.create(
            uid=uid,
            authority=by.reader.authority,
            file_name=storable(hostile.name)[:200],
            size=hostile.path.stat().st_size,
            digest=digest.hexdigest(),
            fault=hostile.fault,
            state=State.HELD,
            held_by=by.handle,
            held_at=now,
        )
    return uid


def ask(*, by: Officer, uid: str, ground: Ground, now: datetime) -> None:
    """Ask that another officer take a held file out.

    Raises:
        QuarantineRefused: Somebody asked already, or it is destroyed.
    """
    found = quarantined_for(by, uid)
    with act(Event.QUARANTINE_ASKED, by=by, now=now, about=uid, ground=str(ground)):
        found = _fresh(found)
        check_ask(State(found.state))
        _moved(found, State.ASKED, ground=ground, asked_by=by.handle)


def take_out(*, by: Officer, uid: str, now: datetime) -> bytes:
    """Return the content of a held file that another officer asked for; it stays held, to be asked for anew.

    Raises:
        QuarantineRefused: Nobody asked, or the same officer did.
        SealBroken: It was changed where it lay.
    """
    found = quarantined_for(by, uid)
    with act(Event.QUARANTINE_TAKEN_OUT, by=by, now=now, about=uid, ground=found.ground):
        found = _fresh(found)
        check_take_out(State(found.state), asked_by=found.asked_by, by=by.handle)
        try:
            content = b"".join(vault.pieces(uid))
        except FileNotFoundError:
            # A backup need not hold what is held here for some days.
            raise QuarantineRefused(reason="gone") from None
        if hashlib.sha256(content).hexdigest() != found.digest:
            raise QuarantineRefused(reason="changed")
        _moved(found, State.TAKEN_OUT, decided_by=by.handle, decided_at=now)
    return content


def destroy(*, by: Officer, uid: str, now: datetime) -> None:
    """Destroy a held file and the name it came with; that it was held stays known.

    Raises:
        QuarantineRefused: It is destroyed already.
    """
    found = quarantined_for(by, uid)
    with act(Event.QUARANTINE_DESTROYED, by=by, now=now, about=uid):
        found = _fresh(found)
        check_destroy(State(found.state))
        _moved(found, State.DESTROYED, file_name="", decided_by=by.handle, decided_at=now)
    vault.remove(uid)


def destroy_expired(*, by: Officer, now: datetime) -> int:
    """Destroy what was held for its time, and forget it; return how many files."""
    over = Quarantined.objects.filter(held_at__lt=now - KEPT).order_by("held_at", "uid")
    uids = list(over.values_list("uid", flat=True))
    for uid in uids:
        with act(Event.QUARANTINE_DESTROYED, by=by, now=now, about=uid, expired=True):
            Quarantined.objects.filter(uid=uid).delete()
        vault.remove(uid)
    return len(uids)


def _fresh(found: Quarantined) -> Quarantined:
    """Return a held file as it stands inside the act."""
    found.refresh_from_db()
    return found


def _moved(found: Quarantined, state: State, **changed: object) -> None:
    Quarantined.objects.filter(pk=found.pk).update(state=state, **changed)
