"""Things with identifiers, and what a set of them is, without a node."""

from __future__ import annotations

from corridor.core.entities.records import Draft
from corridor.core.kernel.identifiers import Uid
from tests.core.entities import make as drafts

VESSEL, VEHICLE, PHONE, DOCUMENT, ACCOUNT = (Uid(f"{number:032x}") for number in range(11, 16))


def vessel(**said: drafts.Said) -> Draft:
    return drafts.draft(VESSEL, "Vessel", **{"imo_number": "9074729", "engine_number": "YM 6E9-100234", **said})


def vehicle(**said: drafts.Said) -> Draft:
    return drafts.draft(VEHICLE, "Vehicle", **{"plate": "XB-417-KL", "country": "XB", **said})


def phone(**said: drafts.Said) -> Draft:
    return drafts.draft(PHONE, "PhoneNumber", **{"phone": "+999 55 0142", "used_by": drafts.GROUP, **said})


def document(**said: drafts.Said) -> Draft:
    made = {
        "document_kind": "passport",
        "document_misuse": "forged",
        "document_number": "K4417",
        "issuing_country": "XA",
    }
    return drafts.draft(DOCUMENT, "Document", **{**made, **said})
