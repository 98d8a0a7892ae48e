"""Case files: entries sealed one by one under the key of their case, and a head that tells how many there are.

An entry is bound to its case and its number, so that none can be put in another's place; the head seals the number of
entries and the digest of the last, so that none can be taken off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from corridor.core.casework.errors import FileBroken
from corridor.core.casework.exchange import entry_bytes, entry_from
from corridor.core.casework.records import Entry
from corridor.web.base.sealing import padded, seal, unpadded, unseal
from corridor.web.protection.vault.models import Case, CaseEntry, CasePaper

SMALLEST_PAPER = 16 * 1024


def begin(case: Case, key: bytes, entries: Sequence[Entry]) -> None:
    """Write the first entries of a new case; runs inside a write."""
    case.head = b""
    _add(case, key, 0, entries)


def add(case: Case, key: bytes, entries: Sequence[Entry]) -> int:
    """Write further entries and return how many the file has now; runs inside a write that holds the case.

    Raises:
        FileBroken: The file is not whole; it is not continued.
    """
    return _add(case, key, len(read(case, key, case.entries.order_by("n"))), entries)


def read(case: Case, key: bytes, rows: Iterable[CaseEntry]) -> tuple[Entry, ...]:
    """Return the entries of a case.

    Args:
        rows: All of them, by number.

    Raises:
        FileBroken: Some were taken out or added.
        SealBroken: One was changed or belongs elsewhere.
    """
    rows = tuple(rows)
    size, last = _head(case, key)
    numbers = [row.n for row in rows]
    if numbers != list(range(size)):
        raise FileBroken(ref=case.ref, where=f"{len(rows)} of {size} entries")
    if _digest(bytes(rows[-1].sealed)) != last:
        raise FileBroken(ref=case.ref, where="last entry")
    return tuple(
        entry_from(unpadded(unseal(key, bytes(row.sealed), bound=_bound(case, f"entry|{row.n}")))) for row in rows
    )


def keep_paper(case: Case, key: bytes, uid: str, content: bytes) -> None:
    """Keep the bytes of a document; runs inside a write."""
    sealed = seal(key, padded(content, SMALLEST_PAPER), bound=_bound(case, f"paper|{uid}"))
    CasePaper.objects.create(uid=uid, case=case, sealed=sealed)


def paper(case: Case, key: bytes, uid: str) -> bytes | None:
    """Return the bytes of a document; None where they were removed.

    Raises:
        SealBroken: They were changed or belong elsewhere.
    """
    row = CasePaper.objects.filter(case=case, uid=uid).first()
    return None if row is None else unpadded(unseal(key, bytes(row.sealed), bound=_bound(case, f"paper|{uid}")))


def _add(case: Case, key: bytes, size: int, entries: Sequence[Entry]) -> int:
    rows = []
    for n, entry in enumerate(entries, size):
        sealed = seal(key, padded(entry_bytes(entry)), bound=_bound(case, f"entry|{n}"))
        rows.append(CaseEntry(case=case, n=n, sealed=sealed))
    head = json.dumps({"size": size + len(rows), "last": _digest(bytes(rows[-1].sealed))}).encode()
    case.head = seal(key, padded(head, 128), bound=_bound(case, "head"))
    case.save()
    CaseEntry.objects.bulk_create(rows)
    return size + len(rows)


def _head(case: Case, key: bytes) -> tuple[int, str]:
    told = json.loads(unpadded(unseal(key, bytes(case.head), bound=_bound(case, "head"))))
    return int(told["size"]), str(told["last"])


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()


def _bound(case: Case, what: str) -> bytes:
    return f"corridor vault 1|{case.uid}|{case.ref}|{case.authority}|{what}".encode()
