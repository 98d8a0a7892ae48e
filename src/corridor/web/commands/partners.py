"""What the command `partner` does with what may go there: ceilings, assessments, suspension."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.utils import timezone

from corridor.core.kernel.identifiers import is_uid
from corridor.core.partners import rules
from corridor.core.partners.codes import Content, Finding, Ground
from corridor.core.partners.errors import CeilingIncomplete
from corridor.core.partners.records import Assessment, Ceiling, Outgoing
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.partners import actions, queries

Code = TypeVar("Code", Content, Finding, Ground)

LAWYER = "legal-officer"
"""In which function one signs; the node's own service does not have it."""


def ceiling(chosen: argparse.Namespace) -> Answer:
    """Sign a ceiling, confirm one that somebody else signed, or end one."""
    now = timezone.now()
    if chosen.confirm:
        by = officer_acting(chosen, now, function="overseer")
        actions.confirm_ceiling(by=by, partner=chosen.name, uid=_uid(chosen.confirm), now=now)
        return {"ok": True, "partner": chosen.name, "state": "counts"}
    if chosen.end:
        by = officer_acting(chosen, now, function="overseer")
        actions.end_ceiling(by=by, partner=chosen.name, uid=_uid(chosen.end), now=now)
        return {"ok": True, "partner": chosen.name, "state": "ended"}
    measure, _, basis = chosen.basis.partition(":")
    one = Ceiling(
        contents=frozenset(_code(content, Content, "contents") for content in chosen.may),
        purposes=frozenset(chosen.purpose_allowed),
        measure=measure,
        basis=basis,
        until=_day(chosen.until, "until"),
        reference=chosen.reference.strip(),
    )
    uid = actions.sign_ceiling(by=officer_acting(chosen, now, function=LAWYER), partner=chosen.name, one=one, now=now)
    return {"ok": True, "partner": chosen.name, "ceiling": uid, "state": "waits for a second person"}


def assess(chosen: argparse.Namespace) -> Answer:
    """Write an assessment down, or confirm one that somebody else wrote down."""
    now = timezone.now()
    if chosen.confirm:
        by = officer_acting(chosen, now, function="overseer")
        actions.confirm_assessment(by=by, partner=chosen.name, uid=_uid(chosen.confirm), now=now)
        return {"ok": True, "partner": chosen.name, "state": "counts"}
    one = Assessment(
        finding=_code(chosen.finding, Finding, "finding"),
        made_on=_day(chosen.made_on, "made_on"),
        review_on=_day(chosen.review_on, "review_on"),
        reference=chosen.reference.strip(),
    )
    by = officer_acting(chosen, now, function=LAWYER)
    uid = actions.write_assessment(by=by, partner=chosen.name, one=one, now=now)
    closes = one.finding is Finding.SERIOUS_RISK
    return {
        "ok": True,
        "partner": chosen.name,
        "assessment": uid,
        "state": "closes at once" if closes else "waits for a second person",
    }


def suspend(chosen: argparse.Namespace) -> Answer:
    """Suspend a partner, at once."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    actions.suspend(by=by, partner=chosen.name, ground=_code(chosen.ground, Ground, "ground"), now=now)
    return {"ok": True, "partner": chosen.name, "state": "suspended"}


def resume(chosen: argparse.Namespace) -> Answer:
    """Ask that a suspension be lifted, or lift it where somebody else has asked."""
    now = timezone.now()
    if queries.is_lifting_asked(chosen.name):
        actions.resume(by=officer_acting(chosen, now, function="overseer"), partner=chosen.name, now=now)
        return {"ok": True, "partner": chosen.name, "state": "open"}
    actions.ask_to_resume(by=officer_acting(chosen, now, function=LAWYER), partner=chosen.name, now=now)
    return {"ok": True, "partner": chosen.name, "state": "waits for a second person"}


def may(chosen: argparse.Namespace) -> Answer:
    """Tell what may go to a partner today, and why not more."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    one = queries.partner_for(by, chosen.name, today=now.date())
    known = one.dealings.ceiling
    purpose = next(iter(sorted(known.purposes)), "") if known is not None else "any"
    closed = rules.refusals(one.dealings, Outgoing("release", purpose, is_personal=True), today=now.date())
    waiting = [row.uid for row in one.ceilings if not row.confirmed_by and row.ended_at is None]
    return {
        "ok": True,
        "partner": chosen.name,
        "may_go": sorted(content.value for content in one.admitted),
        "closed_for_persons": sorted(refusal.value for refusal in closed),
        "ceilings_waiting": waiting,
        "assessments_waiting": [row.uid for row in one.assessments if not row.confirmed_by],
    }


DOES: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "ceiling": ceiling,
    "assess": assess,
    "suspend": suspend,
    "resume": resume,
    "may": may,
}
"""What of the command stands here, by its first word."""


def _code(written: str, codes: type[Code], field: str) -> Code:
    found = next((one for one in codes if one == written), None)
    if found is None:
        raise CeilingIncomplete(field=field)
    return found


def _day(written: str, field: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise CeilingIncomplete(field=field) from wrong


def _uid(written: str) -> str:
    return written if is_uid(written) else ""
