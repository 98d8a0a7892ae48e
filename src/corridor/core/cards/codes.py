"""The closed lists of cards: how a key ends, what the head of a ledger contradicts, what a drill goes through."""

from __future__ import annotations

import enum


class Says(enum.StrEnum):
    """What an item of the kind card says: the node with its authorities and keys, or whom to call there."""

    ROSTER = "roster"
    CONTACTS = "contacts"


class Asks(enum.StrEnum):
    """What an item of the kind head is: the head itself with its proofs, or the wish to be shown it."""

    SHOWN = "shown"
    ASKED = "asked"


class Ending(enum.StrEnum):
    """Why a key of an authority is not used any more."""

    ROTATED = "rotated"
    REVOKED = "revoked"
    MOVED = "moved"
    CLOSED = "closed"


class Trouble(enum.StrEnum):
    """Why a roster is not taken."""

    OLDER = "older-than-known"
    ANOTHER = "another-under-this-version"
    KEY_NOT_HELD = "key-not-held"
    LEDGER_KEY = "ledger-key-changed"
    KEY_TAKEN = "key-of-another"
    KEY_REVOKED = "key-revoked"


class Fault(enum.StrEnum):
    """How a node's ledger contradicts what was told of it before."""

    SPLIT = "split-view"
    REWRITTEN = "history-rewritten"
    CUT_BACK = "cut-back"
    UNPROVED = "not-proved"


class Step(enum.StrEnum):
    """What people go through when a partner's keys are in other hands."""

    REVOKE = "revoke"
    CALL = "call"
    REVIEW = "review"
    TELL = "tell"
    COMPARE = "compare"
