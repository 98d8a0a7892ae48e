"""Checks a receipt that somebody shows against what the node signed; nothing of what was said is opened."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.claims.codes import Paper
from corridor.core.claims.exchange import differing, signature_from
from corridor.web.base.ledger.actions import record
from corridor.web.protection.claims import queries
from corridor.web.protection.claims.models import Claim

NUMBER = re.compile(r"C(-[0-9A-Z]{4}){2}")


@dataclass(frozen=True)
class PaperChecked:
    """How a paper stands; `differs` names what stands on it and is not what was signed."""

    standing: Paper
    differs: tuple[str, ...] = ()


def check_receipt(*, by: Officer, number: str, signature: str, shown: Mapping[str, str], now: datetime) -> PaperChecked:
    """Return whether the node signed a receipt that somebody shows, and write to the ledger that it was checked.

    A number that nobody has and a signature of another receipt are answered alike.

    Args:
        number: The number on the receipt.
        signature: The signature on it, in Base64.
        shown: What else stands on it, as `differing` takes it.
    Raises:
        NotPermitted: The function does not oversee.
    """
    check_permission(by, Permission.LEDGER_VERIFY)
    ref = number.strip().upper()
    known = NUMBER.fullmatch(ref) is not None
    found = _found(ref, signature_from(signature), shown) if known else PaperChecked(Paper.UNKNOWN)
    record(Event.CLAIM_RECEIPT_CHECKED, by=by, now=now, about=ref if known else "", found=found.standing.value)
    return found


def _found(ref: str, signature: bytes, shown: Mapping[str, str]) -> PaperChecked:
    claim = Claim.objects.select_related("person").filter(ref=ref).first()
    if claim is None or not hmac.compare_digest(bytes(claim.signature), signature):
        return PaperChecked(Paper.UNKNOWN)
    if not queries.is_genuine(claim):
        return PaperChecked(Paper.CHANGED)
    differs = differing(queries.receipt_of(claim), shown)
    return PaperChecked(Paper.DIFFERS if differs else Paper.ISSUED, differs)
