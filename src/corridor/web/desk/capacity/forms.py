"""What an officer may type of needs, offers, pledges, hand-overs and checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from corridor.core.capacity.codes import Check, Kind, Result, Worth
from corridor.core.capacity.errors import CapacityIncomplete
from corridor.core.commitments.codes import Pillar
from corridor.core.kernel.text import clean, storable
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.capacity.delivering import Judged, Said
from corridor.web.desk.capacity.queries import Wanted
from corridor.web.desk.capacity.words import problem_words


def problems_shown(problems: Sequence[tuple[str, str]]) -> tuple[FormProblem, ...]:
    """Return what must be corrected, in words, each field once."""
    return tuple(FormProblem(field, problem_words(field, why)) for field, why in dict(reversed(problems)).items())


def wanted(typed: Mapping[str, str]) -> Wanted:
    """Return what is asked of the ledger; what is none is left out."""
    kind, pillar = typed.get("kind", ""), typed.get("pillar", "")
    return Wanted(
        kind=Kind(kind) if kind in list(Kind) else None,
        pillar=Pillar(pillar) if pillar in list(Pillar) else None,
        corridor=clean(storable(typed.get("corridor", "")))[:120],
        subject=clean(storable(typed.get("subject", "")))[:2].upper(),
    )


def handed(typed: Mapping[str, str]) -> tuple[Decimal, date]:
    """Return how much was handed over, and on which day.

    Raises:
        CapacityIncomplete: A field must be corrected.
    """
    try:
        amount = Decimal(typed.get("amount", ""))
    except InvalidOperation as wrong:
        raise CapacityIncomplete(fields="amount too-much") from wrong
    return amount, _day(typed, "on")


def said(typed: Mapping[str, str]) -> Said:
    """Return what an officer found in a check.

    Raises:
        CapacityIncomplete: A field must be corrected.
    """
    what, result = typed.get("what", ""), typed.get("result", "")
    if what not in list(Check) or result not in list(Result):
        raise CapacityIncomplete(fields="what unknown" if what not in list(Check) else "result unknown")
    texts = {name: storable(typed.get(name, "")) for name in ("words", "conditions")}
    return Said(
        what=Check(what),
        on=_day(typed, "on"),
        words=texts["words"],
        result=Result(result),
        again_on=_day(typed, "again_on"),
        conditions=texts["conditions"],
    )


def judged(typed: Mapping[str, str]) -> Judged:
    """Return what a receiver says came of a pledge.

    Raises:
        CapacityIncomplete: A field must be corrected.
    """
    months, worth = typed.get("months", ""), typed.get("worth", "")
    if worth not in list(Worth):
        raise CapacityIncomplete(fields="worth unknown")
    number = int(months) if months.isascii() and months.isdigit() and len(months) < 5 else 0
    return Judged(number, Worth(worth), storable(typed.get("words", "")), storable(typed.get("evidence", "")))


def _day(typed: Mapping[str, str], field: str) -> date:
    try:
        return date.fromisoformat(typed.get(field, ""))
    except ValueError as wrong:
        raise CapacityIncomplete(fields=f"{field} malformed") from wrong
