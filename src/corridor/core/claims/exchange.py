"""The receipt that the person gets: what it says, in the one form that the node signs."""

from __future__ import annotations

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
