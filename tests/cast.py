"""The same people in every test. XA is where routes begin, XB what they cross, XC where they end; all are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
OUTSIDER = Member("out.outsider", "Nobu Castell", "XZ-OUT", "analyst", "public-information")
"""Of an authority that no marking names."""

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
    OUTSIDER,
)
WITHOUT_SECOND_FACTOR = Member("xa.newcomer", "Fenn Ostby", "XA-POL", "analyst", "operational-analysis")
SERVICE = "xa-pol.service"

AUTHORITIES = (
    ("XB-BRD", "Border Guard of XB", "XB", "border-guard"),
    ("XC-PRO", "Prosecution Service of XC", "XC", "prosecution"),
    ("XC-POL", "Police of XC", "XC", "police"),
    ("XZ-OUT", "Office without a part in it", "XC", "other"),
)


def found() -> None:
    """Make the node of XA-POL with everybody on it; `conftest` does so once."""
    from allauth.mfa.models import Authenticator

    now = timezone.now()
    node.found(node.Founding(authority="XA-POL", country="XA", kind="police", name="Node of XA"), now=now)
    reader = Reader("XA-POL", "administrator", "administration")
    maker = Officer(id=0, handle=SERVICE, reader=reader, permissions=frozenset())
    with act(Event.OFFICER_ADDED, by=maker, now=now, about="cast"):
        for code, name, country, kind in AUTHORITIES:
            accounts.add_authority(code=code, name=name, country=country, kind=kind)
        for member in (*EVERYBODY, WITHOUT_SECOND_FACTOR):
            account = accounts.add_officer(
                handle=member.handle,
                display_name=member.name,
                authority=people.authority_of(member.authority),
                duties=[(member.function, member.purpose)],
                password=PASSWORD,
                clearance=member.clearance,
            )
            if member is not WITHOUT_SECOND_FACTOR:
                Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "none"})


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
