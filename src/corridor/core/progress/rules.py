"""The decisions of progress: what an entry must say, how a commitment stands, and which deadlines have passed.

A status without evidence stays claimed, and a deadline that passed is shown, not moved (F-L1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from corridor.core.commitments.codes import Unit
from corridor.core.commitments.levels import marking_for as marking_for
from corridor.core.commitments.records import Catalogue
from corridor.core.commitments.rules import equivalents
from corridor.core.handling.codes import Audience
from corridor.core.handling.records import Marking
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import has_forbidden
from corridor.core.progress.codes import WIDTH, Found, Level, Standing, Status
from corridor.core.progress.periods import half_on, is_half, number_of
from corridor.core.progress.records import Due, Evidence, Milestone, Said, Value

LONGEST_LINE, LONGEST_TEXT, MOST_PIECES = 200, 4000, 30
LONGEST_KEY = 32
HALVES_AHEAD = 1
"""So many half-years after this one can be told of."""
CURRENCY = re.compile(r"[A-Z]{3}")
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
ORGANISATIONS = frozenset({"joint-centre", "civil-society"})
"""Kinds of authority that report for themselves; every other reports for its State."""


Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, such as `milestones-2-due`, and a code that says why; each field once."""


def said_problems(said: Said, catalogue: Catalogue, *, level: Level, period: str, today: date) -> Problems:
    """Return what must be corrected about an entry before it is kept.

    Args:
        said: What it says.
        catalogue: What is asked.
        level: How far the entry itself may go; no evidence may be shown further.
        period: The half-year that it is about.
        today: What lies ahead of it is not done.
    """
    found: dict[str, str] = {}
    for field, why in _problems(said, catalogue, level, period, today):
        found.setdefault(field, why)
    return tuple(found.items())


def _problems(said: Said, catalogue: Catalogue, level: Level, period: str, today: date) -> Iterator[tuple[str, str]]:
    if not is_half(period):
        yield "period", "malformed"
    elif number_of(period) > number_of(half_on(today)) + HALVES_AHEAD:
        yield "period", "too-far"
    asked = catalogue.items.get(said.item)
    if asked is None or not asked.is_asked:
        yield "item", "unknown"
    else:
        alike = {one.id for one in equivalents(catalogue, asked.id)}
        if not set(said.answers) <= alike or len(set(said.answers)) != len(said.answers):
            yield "answers", "not-equivalent"
    yield from _text_problems("responsible", said.responsible, LONGEST_LINE, is_needed=said.status is not Status.NONE)
    yield from _text_problems("actions", said.actions, LONGEST_TEXT, is_needed=said.status is not Status.NONE)
    for name in ("milestones", "budgets", "evidence", "values"):
        if len(getattr(said, name)) > MOST_PIECES:
            yield name, "too-many"
    for name in ("milestones", "evidence"):
        keys = [one.key for one in getattr(said, name) if one.key]
        if len(set(keys)) != len(keys):
            yield name, "doubled"
    for number, one in enumerate(said.milestones, start=1):
        yield from _milestone_problems(f"milestones-{number}", one, today)
    for number, budget in enumerate(said.budgets, start=1):
        if budget.amount < 0:
            yield f"budgets-{number}-amount", "malformed"
        if CURRENCY.fullmatch(budget.currency) is None:
            yield f"budgets-{number}-currency", "malformed"
        if not 1990 <= budget.year <= today.year + 20:  # before the Convention and after any plan
            yield f"budgets-{number}-year", "malformed"
    for number, proof in enumerate(said.evidence, start=1):
        yield from _evidence_problems(f"evidence-{number}", proof, level)
    known = [catalogue.items[name] for name in said.items if name in catalogue.items]
    units = {one.id: one.unit for item in known for one in item.indicators}
    for number, value in enumerate(said.values, start=1):
        yield from value_problems(f"values-{number}", value, units)


def texts_of(said: Said) -> Iterator[tuple[str, str]]:
    """Yield every text of an entry that somebody typed, with its field; it names bodies, never persons."""
    yield "responsible", said.responsible
    yield "actions", said.actions
    for number, step in enumerate(said.milestones, start=1):
        yield f"milestones-{number}-text", step.text
    for number, one in enumerate(said.evidence, start=1):
        yield f"evidence-{number}-title", one.title
        if "://" not in one.reference:
            # Digits of an identifier of the node may look like the number of a document.
            named = (part for part in one.reference.split("/") if not is_uid(part))
            yield f"evidence-{number}-reference", "/".join(named)
    for number, value in enumerate(said.values, start=1):
        yield f"values-{number}-method", value.method


def _text_problems(field: str, text: str, longest: int, *, is_needed: bool) -> Iterator[tuple[str, str]]:
    if is_needed and not text.strip():
        yield field, "missing"
    if len(text) > longest:
        yield field, "too-long"
    if has_forbidden(text):
        yield field, "malformed"


def _milestone_problems(field: str, one: Milestone, today: date) -> Iterator[tuple[str, str]]:
    yield from _text_problems(f"{field}-text", one.text, LONGEST_LINE, is_needed=True)
    yield from _text_problems(f"{field}-key", one.key, LONGEST_KEY, is_needed=False)
    if one.done_on is not None and one.done_on > today:
        yield f"{field}-done_on", "not-yet"


def _evidence_problems(field: str, proof: Evidence, level: Level) -> Iterator[tuple[str, str]]:
    yield from _text_problems(f"{field}-title", proof.title, LONGEST_LINE, is_needed=True)
    yield from _text_problems(f"{field}-key", proof.key, LONGEST_KEY, is_needed=False)
    yield from _text_problems(f"{field}-reference", proof.reference, LONGEST_LINE, is_needed=True)
    if "://" in proof.reference and ADDRESS.fullmatch(proof.reference) is None:
        yield f"{field}-reference", "no-address"
    if WIDTH[proof.level] > WIDTH[level]:
        yield f"{field}-level", "too-wide"


def value_problems(field: str, value: Value, units: Mapping[str, Unit]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the value of an indicator: unknown, out of order, out of unit, without method."""
    unit = units.get(value.indicator)
    if unit is None:
        yield f"{field}-indicator", "unknown"
        return
    if value.high < value.low:
        yield f"{field}-high", "out-of-order"
    if not _fits(value.low, unit) or not _fits(value.high, unit):
        yield f"{field}-low", "out-of-unit"
    yield from _text_problems(f"{field}-method", value.method, LONGEST_TEXT, is_needed=True)
    if not is_half(value.period):
        yield f"{field}-period", "malformed"


def _fits(number: Decimal, unit: Unit) -> bool:
    if unit is Unit.YES_NO:
        return number in (0, 1)
    if unit is Unit.PERCENT:
        return 0 <= number <= 100  # a share of what there is
    if unit is Unit.COUNT:
        return number >= 0 and number == number.to_integral_value()
    return number >= 0


def standing_of(said: Said | None) -> Standing:
    """Return how a commitment stands for a reader from what this reader sees of the entry that answers it."""
    if said is None:
        return Standing.SILENT
    return Standing.EVIDENCED if any(one.found is not Found.MISSING for one in said.evidence) else Standing.CLAIMED


def seen_at(said: Said, level: Level) -> tuple[Said, int]:
    """Return what those see for whom a level is meant, and of how many hidden pieces of evidence they are told."""
    shown = tuple(one for one in said.evidence if WIDTH[one.level] >= WIDTH[level])
    told = sum(one.is_told for one in said.evidence if WIDTH[one.level] < WIDTH[level])
    return replace(said, evidence=shown), told


def deadlines(versions: Sequence[Said], *, approved: Sequence[Said] = ()) -> tuple[Due, ...]:
    """Return the milestones of the last of some versions, each with the first day that any version told for it.

    What a later version leaves out is not gone: it is shown as it was last told, still due.

    Args:
        versions: What was told, by half-year.
        approved: The same in the order in which it was approved, where that may be another: an entry that is written
            later about an earlier half-year moves no day.
    """
    first: dict[str, date] = {}
    last: dict[str, Milestone] = {}
    for one in (step for said in approved or versions for step in said.milestones if step.due is not None):
        first.setdefault(one.key, one.due or date.max)
    for one in (step for said in versions for step in said.milestones if step.due is not None):
        last[one.key] = one
    for one in (step for said in versions for step in said.milestones if step.due is None and step.key in last):
        last[one.key] = replace(one, due=last[one.key].due)
    return tuple(
        Due(key, one.text, first[key], one.due or first[key], one.done_on)
        for key, one in sorted(last.items(), key=lambda each: (first[each[0]], each[0]))
    )


def marking_within(
    *, originator: str, authorities: frozenset[str], functions: frozenset[str], purposes: frozenset[str]
) -> Marking:
    """Return the marking of what waits for approval: the authorities of one State read it, in functions that report.

    Who has no other authority in the State has it alone.
    """
    within = marking_for(Level.FORUM, originator=originator, recipients=authorities, purposes=purposes)
    return replace(within, functions=functions if within.audience is Audience.NAMED else frozenset())
