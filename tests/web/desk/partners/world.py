"""A partner that two people accepted, and who signs and confirms in XA."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.partners.codes import Content, Finding
from corridor.core.partners.records import Assessment, Ceiling
from corridor.web.desk.partners import actions
from tests import cast
from tests.peer import Peer

PARTNER = "XB-NAT"
PURPOSE = "detection-and-investigation"


def introduce() -> None:
    """Let the node know the node of another State, and give it two legal officers."""
    Peer(PARTNER, "desk", "police").introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    for member in (cast.STATISTICIAN_XA, cast.INVESTIGATOR_XA):
        cast.grant(member, "legal-officer", "oversight")


def lawyer() -> Officer:
    """Return the legal officer who signs."""
    return cast.officer(cast.STATISTICIAN_XA, function="legal-officer")


def second() -> Officer:
    """Return another one, who confirms."""
    return cast.officer(cast.INVESTIGATOR_XA, function="legal-officer")


def ceiling(**changed: object) -> Ceiling:
    """Return a ceiling that opens everything a ceiling can, on the invented police agreement."""
    until = timezone.now().date() + timedelta(days=100)
    plain: dict[str, object] = {
        "contents": frozenset(Content),
        "purposes": frozenset((PURPOSE,)),
        "measure": "police-information",
        "basis": "invented-agreement-xa-xb",
        "until": until,
        "reference": "LEG-7",
    }
    return Ceiling(**{**plain, **changed})  # type: ignore[arg-type]  # fields of the record


def assessment(finding: Finding = Finding.ACCEPTABLE) -> Assessment:
    """Return an assessment of today, to be reviewed in half a year."""
    today = timezone.now().date()
    return Assessment(finding, today, today + timedelta(days=180), "HR-3")


def opened() -> None:
    """Let two people open the partner for persons in a role."""
    now = timezone.now()
    signed = actions.sign_ceiling(by=lawyer(), partner=PARTNER, one=ceiling(), now=now)
    actions.confirm_ceiling(by=second(), partner=PARTNER, uid=signed, now=now)
    written = actions.write_assessment(by=lawyer(), partner=PARTNER, one=assessment(), now=now)
    actions.confirm_assessment(by=second(), partner=PARTNER, uid=written, now=now)
