"""The tables of the base, gathered where Django looks for them."""

from corridor.web.base.accounts.models import Authority, Grant, Officer, SignOn
from corridor.web.base.doors.models import Arrival, Door, FormerKey, Outgoing
from corridor.web.base.keeping.models import DeviceSalt, Sending
from corridor.web.base.ledger.models import LedgerEntry, LedgerTail
from corridor.web.base.limits.models import Kept
from corridor.web.base.marks.models import Mark, ReaderClass, ReaderMark, ReadyMarking
from corridor.web.base.oversight.models import ActCount, Counted, Reading
from corridor.web.base.sessions.models import SignedIn
from corridor.web.base.tokens.models import Token
from corridor.web.base.tour.models import TourSeen

__all__ = [
    "ActCount",
    "Arrival",
    "Authority",
    "Counted",
    "DeviceSalt",
    "Door",
    "FormerKey",
    "Grant",
    "Kept",
    "LedgerEntry",
    "LedgerTail",
    "Mark",
    "Officer",
    "Outgoing",
    "ReaderClass",
    "ReaderMark",
    "Reading",
    "ReadyMarking",
    "Sending",
    "SignOn",
    "SignedIn",
    "Token",
    "TourSeen",
]
