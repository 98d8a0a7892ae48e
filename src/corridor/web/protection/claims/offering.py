"""What an officer of the asylum body may do next with a claim, and what is a colleague's to do."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.claims import rules
from corridor.core.claims.codes import ActKind, Particulars, Standing
from corridor.core.claims.records import Claim as KnownClaim
from corridor.web.design.pieces import Choice
from corridor.web.protection.claims import particulars, queries
from corridor.web.protection.claims.models import Claim
from corridor.web.protection.claims.wording import ACTS


def moves(officer: Officer, claim: KnownClaim, now: datetime) -> list[Choice]:
    """Return what an officer may do next, most likely first; who heard a withdrawal does not confirm it."""
    if not rules.is_acknowledged(claim):
        wanted = [ActKind.ACKNOWLEDGED]
    else:
        at = rules.standing(claim, on=now.date())
        wanted = {
            Standing.OPEN: [ActKind.GRANTED, ActKind.REFUSED, ActKind.REMEDY_LODGED, ActKind.WITHDRAWAL_HEARD],
            Standing.ENDED: [ActKind.REMEDY_LODGED],
            Standing.GRANTED: [],
        }[at]
        if at is Standing.OPEN and rules.heard_by(claim) not in ("", officer.handle):
            wanted = [ActKind.WITHDRAWAL_CONFIRMED, *wanted]
    return [Choice(kind.value, gettext(ACTS[kind][0]), len(wanted) == 1, gettext(ACTS[kind][1])) for kind in wanted]


def erasing(officer: Officer, row: Claim, claim: KnownClaim, standing: Particulars) -> Choice | None:
    """Return the act by which the particulars may be erased next; nothing where they cannot be.

    An act without a value is somebody else's to do.
    """
    if standing in (Particulars.ERASED, Particulars.BROKEN) or not rules.is_acknowledged(claim):
        return None
    if not particulars.can_be_erased(row.ref):
        return None
    asked_by = rules.erasure_asked_by(claim)
    if asked_by == officer.handle:
        return Choice(
            "",
            "",
            note=gettext(
                "You noted that the person asks for it. A colleague who took no step concerning the person erases it."
            ),
        )
    if officer.handle in queries.returning(row):
        return Choice("", "", note=gettext("You took a step concerning the person, so it is not yours to erase."))
    kind = ActKind.PARTICULARS_ERASED if asked_by else ActKind.ERASURE_ASKED
    return Choice(kind.value, gettext(ACTS[kind][0]), note=gettext(ACTS[kind][1]))
