"""Reports that went from XA-POL to XB-BRD, and what is read there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.handling.codes import Use
from corridor.core.handling.records import Marking
from corridor.core.partners.codes import Content, Finding
from corridor.core.partners.records import Assessment, Ceiling
from corridor.web.base.ledger.actions import act
from corridor.web.desk.exchange import actions
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.exchange.models import Received, Release
from corridor.web.desk.partners import actions as partners
from corridor.web.desk.reports.actions import file_version
from corridor.web.desk.statements import store
from tests import cast, make
from tests.core.entities import make as drafts
from tests.exchanging import XA, XB

PURPOSE = "operational-analysis"
GRADE = "europol-4x4:B2"
WRECK = make.uid("wreck")
SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}


def marking() -> Marking:
    """Return the marking of what both authorities may use against crime, and not as evidence."""
    return make.marking("law-enforcement", XA, XB)


def analyst() -> Officer:
    """Return the analyst of XA-POL."""
    return cast.officer(cast.ANALYST_XA)


def reader() -> Officer:
    """Return the analyst of XB-BRD."""
    return cast.officer(cast.ANALYST_XB)


def filed(*things: Draft, by: Officer | None = None, marked: Marking | None = None, **fields: Any) -> str:
    """File a report at the node one stands at; return its load."""
    by, now = by or analyst(), timezone.now()
    fields = {"grade": GRADE, **fields}
    filing = make.filing(*(things or (make.incident("wreck"),)), marked=marked or marking(), **fields)
    with act(Event.REPORT_FILED, by=by, now=now, about=filing.ref):
        return file_version(by=by, filing=filing, now=now)


def released(*things: Draft, ends_in: int = 0, **fields: Any) -> str:
    """File a report and release it to XB-BRD; return how it is named on every node."""
    now = timezone.now()
    ends_on = now.date() + timedelta(days=ends_in) if ends_in else None
    wanted = Wanted(filed(*things, **fields), (XB,), PURPOSE, ends_on=ends_on)
    return actions.ask_release(by=analyst(), wanted=wanted, now=now).about


def opened() -> None:
    """Let two legal officers of XA-POL open XB-BRD for persons in a role."""
    now = timezone.now()
    for member in (cast.STATISTICIAN_XA, cast.INVESTIGATOR_XA):
        cast.grant(member, "legal-officer", "oversight")
    lawyer, second = (
        cast.officer(one, function="legal-officer") for one in (cast.STATISTICIAN_XA, cast.INVESTIGATOR_XA)
    )
    until = now.date() + timedelta(days=100)
    one = Ceiling(
        frozenset(Content), frozenset((PURPOSE,)), "police-information", "invented-agreement-xa-xb", until, "L-1"
    )
    uid = partners.sign_ceiling(by=lawyer, partner=XB, one=one, now=now)
    partners.confirm_ceiling(by=second, partner=XB, uid=uid, now=now)
    found = Assessment(Finding.ACCEPTABLE, now.date(), now.date() + timedelta(days=100), "H-1")
    uid = partners.write_assessment(by=lawyer, partner=XB, one=found, now=now)
    partners.confirm_assessment(by=second, partner=XB, uid=uid, now=now)


def person_asked() -> str:
    """Ask, as an investigator, to release a report of a person in a role; return how it is named."""
    investigator = cast.officer(cast.INVESTIGATOR_XA)
    load = filed(drafts.person(), drafts.role(**SIGNED), drafts.group(), by=investigator)
    wanted = Wanted(load, (XB,), PURPOSE)
    return actions.ask_release(by=investigator, wanted=wanted, now=timezone.now()).about


def read_of(thing: str, by: Officer | None = None) -> list[str]:
    """Return what somebody of XB-BRD reads of a thing, at the node one stands at."""
    entity = store.entity_of(thing)
    if entity is None:
        return []
    return [store.Row(*row).value for row in store.entity_rows((by or reader()).reader_class, Use.READ, [entity])]


def release() -> Release:
    """Return the one release of the node one stands at."""
    return Release.objects.get()


def received() -> Received:
    """Return the one thing that came to the node one stands at, in its latest version."""
    return Received.objects.order_by("-version")[0]
