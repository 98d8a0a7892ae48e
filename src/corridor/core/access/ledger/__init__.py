"""The ledger: a chain of consequential acts, committed to by a Merkle root that is signed and kept outside."""

from __future__ import annotations

from corridor.core.access.ledger.entries import (
    GENESIS,
    Columns,
    Detail,
    Draft,
    Entry,
    Head,
    Tail,
    Written,
    entry_bytes,
    extend,
    head_bytes,
    head_from,
    link,
    moment_text,
    stored_from,
    written,
)
from corridor.core.access.ledger.verification import Fault, Verdict, verify

__all__ = [
    "GENESIS",
    "Columns",
    "Detail",
    "Draft",
    "Entry",
    "Fault",
    "Head",
    "Tail",
    "Verdict",
    "Written",
    "entry_bytes",
    "extend",
    "head_bytes",
    "head_from",
    "link",
    "moment_text",
    "stored_from",
    "verify",
    "written",
]
