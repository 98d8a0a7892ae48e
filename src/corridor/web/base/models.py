"""The tables of the base, gathered where Django looks for them."""

from corridor.web.base.accounts.models import Authority, Grant, Officer
from corridor.web.base.ledger.models import LedgerEntry, LedgerTail
from corridor.web.base.marks.models import Mark, ReaderClass, ReaderMark
from corridor.web.base.tokens.models import Token

__all__ = [
    "Authority",
    "Grant",
    "LedgerEntry",
    "LedgerTail",
    "Mark",
    "Officer",
    "ReaderClass",
    "ReaderMark",
    "Token",
]
