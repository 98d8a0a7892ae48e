"""What a nomination as target must rest on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corridor.core.matching.codes import NO_BASIS, WEIGHTS, Basis
from corridor.core.matching.errors import TargetRefused

CANNOT_BE_JUDGED = frozenset({"X4", "F6"})
"""What evaluation schemes write where neither the source nor what it says could be judged."""


def is_graded(grade: str) -> bool:
    """Tell whether a source was evaluated, by the text that its report carries, such as "europol-4x4:B2"."""
    told = grade.rpartition(":")[2]
    return bool(told.strip("-")) and told not in CANNOT_BE_JUDGED


def score(bases: Collection[Basis]) -> int:
    """Return the score of a target: the sum of what it rests on, which everybody can add up again.

    Source: G7-2024
    """
    return sum(WEIGHTS.get(basis, 0) for basis in set(bases))


def refusals(bases: Collection[Basis], *, grades: Sequence[str], is_eligible: bool, has_key: bool) -> frozenset[str]:
    """Return why something may not be nominated; empty when it may.

    Having been smuggled and a nationality make nobody a target, alone or together; nor does what nobody has graded.

    Args:
        grades: The grade of each source that speaks of it, as its report carries it; an empty text where it has none.
        is_eligible: Whether it is a means, a group, or a person in a role of suspicion.
        has_key: Whether it has an identifier by which another authority could meet it.
    Source: R-01, R-02, UNTOC art. 15
    """
    found = set[str]()
    if not is_eligible:
        found.add("no-role")
    if not set(bases) - NO_BASIS:
        found.add("no-basis")
    if not any(is_graded(grade) for grade in grades):
        found.add("ungraded")
    if not has_key:
        found.add("no-key")
    return frozenset(found)


def check_nomination(bases: Collection[Basis], *, grades: Sequence[str], is_eligible: bool, has_key: bool) -> None:
    """Refuse a nomination that does not rest on enough.

    Raises:
        TargetRefused: With every reason.
    """
    if found := refusals(bases, grades=grades, is_eligible=is_eligible, has_key=has_key):
        raise TargetRefused(why=", ".join(sorted(found)))
