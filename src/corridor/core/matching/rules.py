"""The decisions of matching: what a hit tells, how a set is padded, how often it errs, and what looks like guessing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from corridor.core.matching.codes import (
    AUTHORITIES,
    LEAST_IN_A_SET,
    MOST_AGAIN,
    MOST_ALIKE,
    MOST_IN,
    MOST_KEYS,
    MOST_KEYS_A_CASE,
    MOST_KEYS_A_DAY,
    NARROWNESS,
    PURPOSES,
    ROW,
    Domain,
    Guess,
    Result,
    Telling,
)
from corridor.core.matching.errors import LooksLikeGuessing, PurposeUnfit, SetTooLarge
from corridor.core.matching.keys import Key
from corridor.core.matching.packing import TAG_BITS

_NUMBER = re.compile(r"(.*?)(\d+)(\D*)")


def telling(*, may_match: bool, may_read: bool, chosen: Telling = Telling.VISIBLE) -> Telling:
    """Return what a hit tells: what the marking lets, and never more than the owner chose for it.

    Source: SOM art. 10, UNTOC art. 18(5)
    """
    if not may_match:
        return Telling.SILENT
    allowed = Telling.VISIBLE if may_read else Telling.HIT_ONLY
    return max(allowed, chosen, key=NARROWNESS.__getitem__)


def check_may_match(*, purpose: str, kinds: Iterable[str]) -> None:
    """Refuse to match for another purpose, or with a body that has no part in it.

    Source: R-07
    Raises:
        PurposeUnfit: The purpose or an authority is none that matches.
    """
    if purpose not in PURPOSES:
        raise PurposeUnfit(why="purpose")
    if not AUTHORITIES.issuperset(kinds):
        raise PurposeUnfit(why="authority")


def padded_size(keys: int, domain: Domain = Domain.HOLDINGS) -> int:
    """Return how many entries a set has that holds so many keys: the next power of two, so that its size tells little.

    Raises:
        SetTooLarge: It would be larger than any set.
    """
    size = LEAST_IN_A_SET
    while size < keys:
        size *= 2
    if size > MOST_IN[domain]:
        raise SetTooLarge(most=MOST_IN[domain])
    return size


def false_hits(*, keys: int, size: int) -> float:
    """Return how many hits to expect where nothing is held: so many keys against a set of a size, filling included."""
    return float(keys * size / 2**TAG_BITS)


def guesses(keys: Collection[Key], *, again: Mapping[str, int]) -> frozenset[Guess]:
    """Return why a question looks like guessing; empty when it does not.

    Keys come from what the asker's authority holds itself, never from a list that somebody typed.

    Args:
        again: How often each written key was asked of this owner lately.
    """
    found = set[Guess]()
    if len(keys) > MOST_KEYS:
        found.add(Guess.TOO_MANY)
    if _has_row(keys):
        found.add(Guess.CONSECUTIVE)
    if any(again.get(key.written, 0) >= MOST_AGAIN for key in keys):
        found.add(Guess.REPEATED)
    return frozenset(found)


def _has_row(keys: Iterable[Key]) -> bool:
    """Tell whether more than a few keys differ in their last number alone, and stand close to each other in it."""
    numbers: dict[tuple[str, str, str, bool], set[int]] = defaultdict(set)
    for key in keys:
        if (parts := _NUMBER.fullmatch(key.text)) is not None:
            numbers[key.kind, parts[1], parts[3], key.is_bare].add(int(parts[2]))
    for found in numbers.values():
        ordered = sorted(found)
        if any(last - first < ROW for first, last in zip(ordered, ordered[MOST_ALIKE:], strict=False)):
            return True
    return False


def check_not_guessing(keys: Collection[Key], *, again: Mapping[str, int]) -> None:
    """Refuse a question that looks like guessing.

    Raises:
        LooksLikeGuessing: It does.
    """
    if found := guesses(keys, again=again):
        raise LooksLikeGuessing(guess=", ".join(sorted(found)))


def result_of(*, keys: int, today: int, case: int) -> Result:
    """Return how the owner answers: by the keys asked, those asked today before, and those for the same case before."""
    if today + keys > MOST_KEYS_A_DAY:
        return Result.TOO_MANY_TODAY
    if case + keys > MOST_KEYS_A_CASE:
        return Result.TOO_MANY_FOR_CASE
    return Result.ANSWERED
