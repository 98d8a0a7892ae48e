"""Writes of marks of ill-treatment: one officer marks, at once; two lift."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.partners.codes import Treatment
from corridor.core.partners.errors import SecondPersonNeeded
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.partners import treatment
from corridor.web.desk.partners.models import Barred


def mark(*, by: Officer, about: str, what: Treatment, now: datetime) -> None:
    """Mark a thing or a load as possibly derived from ill-treatment; from now on it does not leave the node.

    Where it is marked already, the mark stays as it is, and a wish to lift it that was asked for is void.

    Raises:
        NotFound: The officer may read neither a thing nor a load of this identifier.
    """
    check_permission(by, Permission.ILL_TREATMENT_MARK)
    about = about if is_uid(about) else ""  # What is no identifier may be words; the ledger takes none.
    with act(Event.ILL_TREATMENT_MARKED, by=by, now=now, about=about, what=str(what)):
        is_load = treatment.kind_of(by, about)
        row, is_new = Barred.objects.get_or_create(
            about=about,
            lifted_at=None,
            defaults={
                "uid": str(identity.uid()),
                "is_load": is_load,
                "treatment": str(what),
                "authority": by.reader.authority,
                "by": by.handle,
                "at": now,
            },
        )
        if not is_new:
            Barred.objects.filter(pk=row.pk).update(asked_by="", asked_at=None)


def ask_to_lift(*, by: Officer, uid: str, now: datetime) -> None:
    """Ask that a mark be lifted; somebody else decides.

    Raises:
        NotFound: The officer's authority has no such mark that stands.
    """
    check_permission(by, Permission.ILL_TREATMENT_LIFT)
    with act(Event.ILL_TREATMENT_LIFT_ASKED, by=by, now=now, about=uid):
        standing = Barred.objects.filter(uid=uid, authority=by.reader.authority, lifted_at=None)
        if not standing.update(asked_by=by.handle, asked_at=now):
            raise NotFound(kind="mark")


def lift(*, by: Officer, uid: str, now: datetime) -> None:
    """Lift a mark, as somebody else asked.

    Raises:
        NotFound: The officer's authority has no such mark that stands, or nobody asked.
        SecondPersonNeeded: It is who asked.
    """
    check_permission(by, Permission.ILL_TREATMENT_LIFT)
    with act(Event.ILL_TREATMENT_LIFTED, by=by, now=now, about=uid):
        standing = Barred.objects.filter(uid=uid, authority=by.reader.authority, lifted_at=None).exclude(asked_by="")
        row = standing.first()
        if row is None:
            raise NotFound(kind="mark")
        if row.asked_by == by.handle:
            raise SecondPersonNeeded
        Barred.objects.filter(pk=row.pk).update(lifted_by=by.handle, lifted_at=now)
