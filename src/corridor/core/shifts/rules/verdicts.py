"""What an officer may say of a shift after looking into it."""

from __future__ import annotations

from corridor.core.shifts.codes import Rival, Verdict
from corridor.core.shifts.errors import VerdictUnclear


def check_verdict(verdict: str, explained_by: str) -> tuple[Verdict, Rival | None]:
    """Return a verdict with the explanation that it needs: what something else explains names what.

    Raises:
        VerdictUnclear: It is none of the list, or lacks its explanation.
    """
    if verdict not in set(Verdict):
        raise VerdictUnclear(by="verdict")
    if verdict != Verdict.EXPLAINED:
        return Verdict(verdict), None
    if explained_by not in set(Rival):
        raise VerdictUnclear(by="explained_by")
    return Verdict.EXPLAINED, Rival(explained_by)
