"""Whether what was handed over is delivered: worked out from the checks each time it is asked.

Equipment or training to forces is marked delivered only with end-use and rights check (R-33).

Source: G7-2024 section III
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corridor.core.capacity.codes import Block, Check, Kind, Result
from corridor.core.capacity.records import Checked, HandOver, Standing

CIVIL = frozenset({"statistics", "court", "prosecution", "civil-society", "protection", "asylum", "oversight"})
"""Kinds of authority that are no forces; whoever is of another kind, or unknown, is taken for one."""

LONGEST_TERM_DAYS = 731

BLOCKS = {
    Check.END_USE: (Block.END_USE_MISSING, Block.END_USE_ADVERSE, Block.END_USE_OVERDUE),
    Check.RIGHTS: (Block.RIGHTS_MISSING, Block.RIGHTS_ADVERSE, Block.RIGHTS_OVERDUE),
}


def needs_checks(kind: Kind, receiver_kind: str) -> bool:
    """Return whether something is delivered only after both checks: equipment always, training for forces."""
    return kind is Kind.EQUIPMENT or (kind is Kind.TRAINING and receiver_kind not in CIVIL)


def standing_of(one: HandOver, checks: Sequence[Checked], *, today: date, is_suspended: bool = False) -> Standing:
    """Return how a hand-over stands on a day.

    Args:
        one: What was handed over.
        checks: Checks in the order in which they were written down; those of anything else are left out. The one
            of the latest day speaks, whenever it was written down; of one day, the adverse one.
        today: A check whose term is over by then no longer suffices, also for what had been delivered.
        is_suspended: Whether the receiver is a suspended partner.
    """
    own = [check for check in checks if check.about == one.uid and check.on <= today]
    last = {check.what: check for check in sorted(own, key=_weight)}
    marked = () if one.marked_by else (Block.NOT_MARKED,)
    same = (Block.SAME_MARKER,) if one.marked_by and one.marked_by == one.written_by else ()
    late = tuple(what for what, check in sorted(last.items()) if check.on > one.on)
    is_checked = needs_checks(one.kind, one.receiver_kind)
    blocks = tuple(_blocks(last, today)) if is_checked else ()
    stopped = (Block.PARTNER_SUSPENDED,) if is_suspended else ()
    return Standing((*marked, *same, *blocks, *stopped), is_checked, late if is_checked else ())


def _weight(check: Checked) -> tuple[date, bool]:
    return check.on, check.result is Result.ADVERSE


def _blocks(last: dict[Check, Checked], today: date) -> Iterator[Block]:
    for what, (missing, adverse, overdue) in BLOCKS.items():
        check = last.get(what)
        if check is None:
            yield missing
        elif check.result is Result.ADVERSE:
            yield adverse
        elif check.again_on <= today:
            yield overdue
    if len(last) == len(BLOCKS) and len({check.by for check in last.values()}) < len(BLOCKS):
        yield Block.SAME_PERSON


def check_problems(one: Checked, *, others: Sequence[Checked], today: date) -> tuple[tuple[str, str], ...]:
    """Return what speaks against writing down a check: its field and a code.

    Args:
        one: The check.
        others: The checks of the same hand-over that are there.
        today: No check is made in the future.
    """
    return tuple(_problems(one, others, today))


def _problems(one: Checked, others: Sequence[Checked], today: date) -> Iterator[tuple[str, str]]:
    if one.on > today:
        yield "on", "in-future"
    if one.again_on <= one.on:
        yield "again_on", "out-of-order"
    elif (one.again_on - one.on).days > LONGEST_TERM_DAYS:
        yield "again_on", "too-far"
    if any(other.by == one.by and other.what is not one.what for other in others):
        yield "what", "same-person"
