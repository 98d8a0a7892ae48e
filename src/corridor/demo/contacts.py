"""The invented directory: who answers for which authority; numbers and addresses lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from corridor.core.directory.records import Channel, Contact, Hours

OFFICE = Hours(frozenset({1, 2, 3, 4, 5}), time(8), time(16), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Told:
    """A contact of an authority, and how many days ago somebody reached it; None where nobody has."""

    authority: str
    contact: Contact
    reached: int | None


CONTACTS = (
    Told(
        "XA-POL",
        Contact(
            "duty-contact",
            "Night desk, National Police of XA (invented)",
            "XA",
            frozenset({"law-enforcement-cooperation", "document-verification"}),
            ("en", "fr"),
            Hours(),
            (Channel("telephone", "+000 10 55 01"), Channel("e-mail", "night@xa-pol.invalid")),
        ),
        12,
    ),
    Told(
        "XB-CGD",
        Contact(
            "duty-contact",
            "Rescue coordination centre of XB (invented)",
            "XB",
            frozenset({"search-and-rescue", "vessel-request"}),
            ("ar", "fr", "en"),
            Hours(),
            (Channel("telephone", "+000 20 55 16"), Channel("radio", "VHF 16")),
        ),
        3,
    ),
    Told(
        "XC-PRO",
        Contact(
            "central-authority",
            "Central authority for mutual assistance of XC (invented)",
            "XC",
            frozenset({"mutual-assistance", "extradition"}),
            ("en", "es"),
            OFFICE,
            (Channel("e-mail", "central@xc-pro.invalid"), Channel("post", "1 Invented Square, Tolvek, XC")),
        ),
        140,
    ),
    Told(
        "XA-FIU",
        Contact(
            "unit",
            "Financial Intelligence Unit of XA (invented)",
            "XA",
            frozenset({"financial-intelligence", "confiscation"}),
            ("en",),
            OFFICE,
            (Channel("egmont", "XA-FIU"),),
        ),
        240,
    ),
    Told(
        "XB-BRD",
        Contact(
            "liaison",
            "Liaison office of XB in XC (invented)",
            "XC",
            frozenset({"return-and-nationality"}),
            ("ar", "es"),
            OFFICE,
            (Channel("telephone", "+000 30 55 08"),),
        ),
        None,
    ),
)
