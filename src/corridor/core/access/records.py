"""The noun of access: an officer, as every query and action receives it."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.handling.records import Reader


@dataclass(frozen=True, slots=True)
class Officer:
    """A user in the function and for the purpose chosen at sign-in.

    `reader` decides what may be seen and carries no person; `reader_class` is the node's number for equal readers;
    `id` and `handle` are for the ledger and the session.
    """

    id: int
    handle: str
    reader: Reader
    permissions: frozenset[Permission]
    reader_class: int = 0
