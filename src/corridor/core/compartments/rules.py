"""The decisions of sealed compartments: who may agree, who may approve, until when an opening lasts.

Source: UNTOC art. 24
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from corridor.core.compartments.errors import ContentMissing, OpeningState, ReferenceMalformed, SecondPersonMissing

OPEN_FOR = timedelta(minutes=15)
"""So long whoever asked may open an identity once after it was approved."""

DECIDED_WITHIN = timedelta(hours=24)
"""So long an opening waits for the second person."""

LONGEST_IDENTITY = 4000
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}", re.ASCII)


def check_reference(written: str, field: str) -> None:
    """Refuse a mark that could hold words about somebody; it goes into the ledger, which forgets nothing.

    Raises:
        ReferenceMalformed: It could.
    """
    if not REFERENCE.fullmatch(written):
        raise ReferenceMalformed(field=field)


def check_content(written: str) -> None:
    """Refuse an identity that says nothing, or more than an identity.

    Raises:
        ContentMissing: It does.
    """
    if not 0 < len(written) <= LONGEST_IDENTITY:
        raise ContentMissing(longest=LONGEST_IDENTITY)


def may_agree(*, by: str, named_by: str, proposed: str, agreed: Collection[str]) -> bool:
    """Return whether somebody may be the second person who lets another be named.

    That is another named person; while the owner is alone, the person proposed, who comes to know of it so.

    Args:
        by: Who would agree.
        named_by: Who proposed.
        proposed: Who would be named.
        agreed: Everybody who is named already, the owner among them.
    """
    if by == named_by:
        return False
    return by in agreed and by != proposed if len(agreed) > 1 else by == proposed


def check_second(*, by: str, asked_by: str) -> None:
    """Refuse to let one person ask and approve.

    Raises:
        SecondPersonMissing: They are one.
    """
    if by == asked_by:
        raise SecondPersonMissing


def check_waiting(*, asked_at: datetime, is_decided: bool, now: datetime) -> None:
    """Refuse to decide what was decided, or what waited too long.

    Raises:
        OpeningState: Either is so.
    """
    if is_decided or now >= asked_at + DECIDED_WITHIN:
        raise OpeningState(state="decided" if is_decided else "over", act="decided")


def check_open(*, is_approved: bool, open_until: datetime | None, opened_at: datetime | None, now: datetime) -> None:
    """Refuse to open what nobody approved, what was opened once, or what is over.

    Raises:
        OpeningState: One of these is so.
    """
    if not is_approved or open_until is None:
        raise OpeningState(state="not approved", act="opened")
    if opened_at is not None:
        raise OpeningState(state="used", act="opened")
    if now >= open_until:
        raise OpeningState(state="over", act="opened")
