"""What codes of complaints are called, for gettext to translate when a page is laid out."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from corridor.core.complaints.codes import ComplaintKind, ComplaintState, EntryKind, Outcome

KINDS = {
    ComplaintKind.ABUSE: gettext_noop("violence or abuse"),
    ComplaintKind.BRIBERY: gettext_noop("a bribe was asked or taken"),
    ComplaintKind.EXTORTION: gettext_noop("extortion or threats"),
    ComplaintKind.REFUSAL_OF_ASYLUM: gettext_noop("asylum was asked for and not heard"),
    ComplaintKind.PUSHBACK: gettext_noop("pushed back over a border or at sea"),
    ComplaintKind.THEFT: gettext_noop("money, telephone or papers were taken"),
    ComplaintKind.OTHER: gettext_noop("something else"),
}

STATES = {
    ComplaintState.HELD: (gettext_noop("held, unread"), "stopped"),
    ComplaintState.RECEIVED: (gettext_noop("received"), "attention"),
    ComplaintState.IN_HAND: (gettext_noop("in hand"), "working"),
    ComplaintState.CLOSED: (gettext_noop("closed"), "neutral"),
}

OUTCOMES = {
    Outcome.UPHELD: gettext_noop("upheld"),
    Outcome.PARTLY_UPHELD: gettext_noop("partly upheld"),
    Outcome.NOT_UPHELD: gettext_noop("not upheld"),
    Outcome.REFERRED: gettext_noop("referred to a prosecutor or court"),
}

ENTRIES = {
    EntryKind.WRITTEN: gettext_noop("You wrote"),
    EntryKind.TAKEN: gettext_noop("Taken in hand"),
    EntryKind.ANSWERED: gettext_noop("Answer"),
    EntryKind.PASSED: gettext_noop("Passed to another body"),
    EntryKind.CLOSED: gettext_noop("Closed"),
}
