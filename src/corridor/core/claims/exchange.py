"""The receipt that the person gets: what it says, in the one form that the node signs."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corridor.core.claims.codes import ClaimKind

VERSION = "corridor claim receipt 1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a claim was written down: which, of whom, when said, when recorded, and who has it. No name stands on it."""

    ref: str
    person: str
    kind: ClaimKind
    said_on: date
    recorded_at: datetime
    body: str
    sealed_digest: str


def written(receipt: Receipt) -> bytes:
    """Return a receipt in its canonical form: one line for each fact; moments in UTC to the microsecond."""
    moment = receipt.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    lines = (
        VERSION,
        receipt.ref,
        receipt.person,
        receipt.kind.value,
        receipt.said_on.isoformat(),
        moment,
        receipt.body,
        receipt.sealed_digest,
    )
    return ("\n".join(lines) + "\n").encode()


def signature_from(typed: str) -> bytes:
    """Return a signature as it stands on a receipt, in Base64 however broken into lines; nothing if it is none."""
    try:
        return base64.b64decode("".join(typed.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def printed(receipt: Receipt) -> Mapping[str, str]:
    """Return what stands on the paper and can be compared: codes, and days in UTC as 2030-03-14."""
    return {
        "person": receipt.person,
        "kind": receipt.kind.value,
        "said-on": receipt.said_on.isoformat(),
        "written-on": receipt.recorded_at.astimezone(UTC).date().isoformat(),
    }


def differing(receipt: Receipt, shown: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of what stands on a paper and is not what was signed, in the order of `printed`.

    Args:
        shown: What stands on the paper, by the names of `printed`; what is left out or empty is not compared.
    """
    return tuple(
        name
        for name, value in printed(receipt).items()
        if shown.get(name) and shown[name].casefold() != value.casefold()
    )
