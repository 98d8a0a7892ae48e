"""What the tests of claims stand on."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import ActKind, Answer, ClaimKind
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.claims import actions, steps
from tests import cast


def wish(**more: object) -> actions.Wish:
    """Return a wish for protection of a person without a name."""
    fields = {"kind": ClaimKind.ASKS_PROTECTION, "said_on": timezone.now().date(), **more}
    return actions.Wish(**fields)  # type: ignore[arg-type]  # fields of a wish, by name


def recorded(member: cast.Member = cast.VOLUNTEER, now: datetime | None = None, **more: object) -> actions.Recorded:
    """Write a wish down as somebody who meets people."""
    return actions.record_claim(by=cast.officer(member), wish=wish(**more), now=now or timezone.now())


def file(name: str = "Orra Teslin", receipt: str = "", **asked: object) -> str:
    """Open a file of somebody who was told of the right, wishes notice and fears no return, unless said otherwise."""
    by, now = cast.officer(cast.STATUS_OFFICER), timezone.now()
    ref = steps.open_file(by=by, name=name, receipt=receipt, now=now)
    fields = {"on": now.date(), "language": "Teslan", "right_told": True, "notice_wished": Answer.YES}
    fields |= {"fears_return": Answer.NO, **asked}
    steps.ask_person(by=by, ref=ref, asked=steps.Asked(**fields), now=now)  # type: ignore[arg-type]  # by name
    return ref


def moved(ref: str, kind: ActKind, member: cast.Member | str = cast.ASYLUM_OFFICER, **more: object) -> None:
    """Add an act of the asylum body."""
    move = actions.Move(kind, **more)  # type: ignore[arg-type]  # fields of a move, by name
    actions.decide(by=cast.officer(member), ref=ref, move=move, now=timezone.now())


def entries(event: Event) -> list[LedgerEntry]:
    """Return the entries of one event, in order."""
    return list(LedgerEntry.objects.filter(event=str(event)).order_by("position"))
