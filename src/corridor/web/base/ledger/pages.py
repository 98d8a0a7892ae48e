"""The record behind the overseer's page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The state of the ledger, without content; `verdict` is empty until it was asked for.

    `position` is where a broken ledger is broken, -1 when it is whole.
    """

    action: str
    size: int
    head_at: str
    head_root: str
    verdict: str = ""
    is_whole: bool = True
    position: int = -1
