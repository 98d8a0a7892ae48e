"""The same people in every test. XA is where routes begin, XB what they cross, XC where they end; all are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.web import node
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import models
from corridor.web.base.accounts import queries as people
from corridor.web.base.accounts.middleware import DUTY
from corridor.web.base.ledger.actions import act

PASSWORD = "correct horse battery staple"  # everybody's, in tests


@dataclass(frozen=True)
class Member:
    """Somebody of the cast, in one function and for one purpose."""

    handle: str
    name: str
    authority: str
    function: str
    purpose: str
    clearance: int = 0


ANALYST_XA = Member("xa.analyst", "Ilsa Vorn", "XA-POL", "analyst", "operational-analysis")
INVESTIGATOR_XA = Member("xa.investigator", "Oru Halden", "XA-POL", "investigator", "detection-and-investigation")
FIELD_OFFICER_XA = Member("xa.field", "Maro Teln", "XA-POL", "field-officer", "border-management")
STATISTICIAN_XA = Member("xa.statistician", "Pell Adrin", "XA-POL", "statistician", "research")
OVERSEER_XA = Member("xa.overseer", "Sunna Greve", "XA-POL", "overseer", "oversight")
ADMINISTRATOR_XA = Member("xa.administrator", "Bram Okell", "XA-POL", "administrator", "administration")
ANALYST_XB = Member("xb.analyst", "Keta Dorrin", "XB-BRD", "analyst", "operational-analysis")
PROSECUTOR_XC = Member("xc.prosecutor", "Lune Asbury", "XC-PRO", "prosecutor", "prosecution")
ANALYST_XC = Member("xc.analyst", "Tavi Renlow", "XC-POL", "analyst", "strategic-analysis")
CARRIER_XC = Member("xc.carrier", "Brannic Sule", "XC-CAR", "carrier", "carrier-notices")
OUTSIDER = Member("out.outsider", "Nobu Castell", "XZ-OUT", "analyst", "public-information")
"""Of an authority that no marking names."""

RAPPORTEUR_XA = Member("xa.rapporteur", "Dorel Amsick", "XA-POL", "rapporteur", "strategic-analysis")
FOCAL_XA = Member("xa.focal", "Ysolde Brent", "XA-POL", "focal-point", "strategic-analysis")
LAWYER_XA = Member("xa.lawyer", "Corin Vael", "XA-POL", "legal-officer", "oversight")
RAPPORTEUR_XB = Member("xb.rapporteur", "Tamsel Orrick", "XB-BRD", "rapporteur", "strategic-analysis")
FOCAL_XB = Member("xb.focal", "Norva Jellis", "XB-BRD", "focal-point", "strategic-analysis")
RAPPORTEUR_XC = Member("xc.rapporteur", "Wenna Corblay", "XC-POL", "rapporteur", "strategic-analysis")

PROTECTION_OFFICER = Member("mp.officer", "Ansa Whitlow", "INT-MPA", "protection-officer", "protection")
SECOND_PROTECTION_OFFICER = Member("mp.second", "Brun Castley", "INT-MPA", "protection-officer", "protection")
VOLUNTEER = Member("mp.volunteer", "Cleo Farrand", "INT-MPA", "volunteer", "protection")
ASYLUM_OFFICER = Member("as.officer", "Dael Morrow", "XB-ASY", "asylum-officer", "asylum")
STATUS_OFFICER = Member("rt.officer", "Evin Stark", "XB-RET", "status-officer", "status-and-return")
RETURN_MONITOR = Member("om.monitor", "Fia Lomond", "XB-OMB", "return-monitor", "return-monitoring")
COMPLAINTS_OFFICER = Member("om.complaints", "Gard Alby", "XB-OMB", "complaints-officer", "complaints")
OVERSEER_MPA = Member("mp.overseer", "Hale Winter", "INT-MPA", "overseer", "oversight")
ADMINISTRATOR_MPA = Member("mp.administrator", "Ines Quill", "INT-MPA", "administrator", "administration")

IN_PROTECTION = (
    PROTECTION_OFFICER,
    SECOND_PROTECTION_OFFICER,
    VOLUNTEER,
    ASYLUM_OFFICER,
    STATUS_OFFICER,
    RETURN_MONITOR,
    COMPLAINTS_OFFICER,
    OVERSEER_MPA,
    ADMINISTRATOR_MPA,
)
"""Who works in the zone of protection; these tests are a run of their own."""

EVERYBODY = (
    ANALYST_XA,
    INVESTIGATOR_XA,
    FIELD_OFFICER_XA,
    STATISTICIAN_XA,
    OVERSEER_XA,
    ADMINISTRATOR_XA,
    ANALYST_XB,
    PROSECUTOR_XC,
    ANALYST_XC,
    CARRIER_XC,
    OUTSIDER,
)
REPORTING = (RAPPORTEUR_XA, FOCAL_XA, LAWYER_XA, RAPPORTEUR_XB, FOCAL_XB, RAPPORTEUR_XC)
"""Who reports for a State on what was promised, and who approves it."""

WITHOUT_SECOND_FACTOR = Member("xa.newcomer", "Fenn Ostby", "XA-POL", "analyst", "operational-analysis")
SERVICE = "xa-pol.service"

PROTECTION_AUTHORITIES = (
    ("XB-ASY", "Asylum Office of XB", "XB", "asylum"),
    ("XB-RET", "Office for Status and Return of XB", "XB", "return"),
    ("XB-OMB", "Ombudsperson of XB", "XB", "oversight"),
)
AUTHORITIES = (
    ("XB-BRD", "Border Guard of XB", "XB", "border-guard"),
    ("XC-PRO", "Prosecution Service of XC", "XC", "prosecution"),
    ("XC-POL", "Police of XC", "XC", "police"),
    ("XC-CAR", "Ferry Line of XC", "XC", "carrier"),
    ("XZ-OUT", "Office without a part in it", "XC", "other"),
)


def found() -> None:
    """Make the node of this run's zone with everybody on it; `conftest` does so once."""
    if settings.ZONE == "protection":
        founding = node.Founding(authority="INT-MPA", country="XB", kind="protection", name="Protection node")
        _found(founding, PROTECTION_AUTHORITIES, IN_PROTECTION)
    else:
        founding = node.Founding(authority="XA-POL", country="XA", kind="police", name="Node of XA")
        _found(founding, AUTHORITIES, (*EVERYBODY, *REPORTING, WITHOUT_SECOND_FACTOR))


def _found(
    founding: node.Founding, authorities: Sequence[tuple[str, str, str, str]], members: Sequence[Member]
) -> None:
    from allauth.mfa.models import Authenticator

    now = timezone.now()
    node.found(founding, now=now)
    reader = Reader(founding.authority, "administrator", "administration")
    maker = Officer(id=0, handle=SERVICE, reader=reader, permissions=frozenset())
    with act(Event.OFFICER_ADDED, by=maker, now=now, about="cast"):
        for code, name, country, kind in authorities:
            accounts.add_authority(code=code, name=name, country=country, kind=kind)
        for member in members:
            account = accounts.add_officer(
                handle=member.handle,
                display_name=member.name,
                authority=people.authority_of(member.authority),
                duties=[(member.function, member.purpose)],
                password=PASSWORD,
                clearance=member.clearance,
            )
            if member is not WITHOUT_SECOND_FACTOR:
                Authenticator.objects.create(
                    user=account, type=Authenticator.Type.TOTP, data={"secret": "NONENONENONENONE"}
                )
                codes = {"seed": "none", "used_mask": 0, "viewed_at": now.timestamp()}
                Authenticator.objects.create(user=account, type=Authenticator.Type.RECOVERY_CODES, data=codes)


def account(member: Member | str) -> models.Officer:
    """Return somebody's account, by member or handle."""
    handle = member if isinstance(member, str) else member.handle
    return models.Officer.objects.select_related("authority").get(handle=handle)


def officer(member: Member | str, *, function: str = "", purpose: str = "", now: datetime | None = None) -> Officer:
    """Return somebody at work: the reader class is opened, as at sign-in, unless it is live."""
    now = now or timezone.now()
    who = account(member)
    duty = _duty(who, function, purpose)
    return people.acting(who, duty, now) or accounts.take_duty(who, duty, now=now)


def service(function: str = "import-officer") -> Officer:
    """Return the node's own service officer, as commands act by default."""
    return officer(SERVICE, function=function)


def grant(member: Member, function: str, purpose: str) -> None:
    """Let somebody act in a further function and purpose."""
    models.Grant.objects.create(officer=account(member), function=function, purpose=purpose)


def client(member: Member | str, *, function: str = "", purpose: str = "") -> Client:
    """Return a browser in which somebody is signed in and has chosen function and purpose."""
    officer(member, function=function, purpose=purpose)
    who = account(member)
    browser = Client()
    browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session[DUTY] = _duty(who, function, purpose).id
    session.save()
    return browser


def _duty(who: models.Officer, function: str, purpose: str) -> people.Duty:
    return next(
        duty for duty in people.duties_of(who) if function in ("", duty.function) and purpose in ("", duty.purpose)
    )
