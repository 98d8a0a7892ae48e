"""Requests as the tests of this folder ask them, and who asks and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.requests.codes import Kind, What
from corridor.core.requests.records import Equipment, Identifier, Request, Rescue, Said
from corridor.web.base.accounts import models
from corridor.web.desk.directory.models import DirectoryContact
from corridor.web.desk.requests import actions
from tests import cast

INFORMATION = Request(
    kind=Kind.INFORMATION,
    asker="",
    asked="XB-BRD",
    purpose="",
    legal_basis="som-10",
    case="XA 2030/17",
    clock="ordinary",
    words="What is known of the lorry with this plate?",
    identifiers=(Identifier("plate", "XB4411"),),
)
TRACE = replace(
    INFORMATION,
    kind=Kind.EQUIPMENT,
    identifiers=(),
    equipment=Equipment("YAMARINE", "6C510442"),
    words="Seized or sold before?",
)
DANGER = replace(
    INFORMATION,
    kind=Kind.DANGER,
    legal_basis="sar-1979",
    clock="at-once",
    words="",
    identifiers=(),
    copy="XC-POL",
    rescue=Rescue("open sea", "35.85,-5.8", "2030-03-01T02:10Z", "31", ("adrift",)),
)
MONEY = replace(
    INFORMATION, kind=Kind.FINANCIAL, legal_basis="egmont-principles", identifiers=(Identifier("wallet", "W" * 26),)
)
RESCUE = ("field-officer", "search-and-rescue")
FIU = ("financial-analyst", "detection-and-investigation")


def asker() -> Officer:
    """Return who asks."""
    return cast.officer(cast.INVESTIGATOR_XA)


def answerer() -> Officer:
    """Return who answers."""
    return cast.officer(cast.ANALYST_XB)


def ask(now: datetime, request: Request = INFORMATION, **changed: object) -> str:
    """Ask as the investigator of XA."""
    return actions.ask(by=asker(), request=replace(request, **changed), now=now)  # type: ignore[arg-type]  # fields


def turn(by: Officer, uid: str, what: What, now: datetime, **said: str) -> None:
    """Take a turn."""
    actions.take_turn(by=by, uid=uid, said=Said(what, **said), now=now)


def acting(member: cast.Member, function: str, purpose: str) -> Officer:
    """Return somebody in another duty than the usual one."""
    return cast.officer(member, function=function, purpose=purpose)


def rescuers() -> tuple[Officer, Officer, Officer]:
    """Return officers of XA, XB and XC who act for search and rescue."""
    for member in (cast.FIELD_OFFICER_XA, cast.ANALYST_XB, cast.ANALYST_XC):
        cast.grant(member, *RESCUE)
    members = (cast.FIELD_OFFICER_XA, cast.ANALYST_XB, cast.ANALYST_XC)
    first, second, third = (acting(member, *RESCUE) for member in members)
    return first, second, third


def units() -> tuple[Officer, Officer]:
    """Return officers of two financial intelligence units: let XA and XB be such."""
    models.Authority.objects.filter(code__in=("XA-POL", "XB-BRD")).update(kind="financial-intelligence")
    for member in (cast.INVESTIGATOR_XA, cast.ANALYST_XB):
        cast.grant(member, *FIU)
    return acting(cast.INVESTIGATOR_XA, *FIU), acting(cast.ANALYST_XB, *FIU)


def contact(authority: str, mandate: str = "law-enforcement-cooperation", language: str = "fr") -> None:
    """Write a contact of an authority in the directory that was reached today."""
    browser = cast.client(cast.ADMINISTRATOR_XA)
    typed = {
        "authority": "XA-POL",
        "kind": "duty-contact",
        "name": f"Desk of {authority}",
        "country": "XB",
        "mandates": [mandate],
        "languages": language,
        "days": list("1234567"),
        "begins": "00:00",
        "ends": "24:00",
        "offset": "+00:00",
        "channel-0": "i-24-7",
        "address-0": f"NCB {authority}",
    }
    address = str(browser.post("/directory/new/", typed)["Location"])
    browser.post(f"{address}test/", {"channel": "i-24-7", "outcome": "answered"})
    DirectoryContact.objects.filter(name=f"Desk of {authority}").update(authority=authority)
