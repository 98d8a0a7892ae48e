"""Lays the overseer's pages out: what each record says, in the reader's language."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.ledger import Tail, Verdict
from corridor.core.access.records import Officer
from corridor.core.access.staff import SHORTEST_WORDS, Common
from corridor.web.base.ledger import proofs
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.proofs import Comparison, Standing
from corridor.web.base.oversight import forms, queries
from corridor.web.base.oversight.actions import Counting
from corridor.web.base.oversight.codes import Period
from corridor.web.base.oversight.labels import event_label, fault_label, way_label
from corridor.web.base.oversight.pages import (
    ActRow,
    ActsPage,
    Found,
    HeadRow,
    HeadsPage,
    LedgerPage,
    PeriodRow,
    ReadingRow,
    ReadingsPage,
    Section,
    StaffPage,
    Underway,
)
from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import number

SECTIONS = (
    ("base:ledger", Permission.LEDGER_VERIFY, gettext_noop("Verification")),
    ("base:ledger-heads", Permission.LEDGER_VERIFY, gettext_noop("Heads and proofs")),
    ("base:ledger-acts", Permission.OVERSIGHT_REVIEW, gettext_noop("Acts by kind")),
    ("base:ledger-readings", Permission.OVERSIGHT_REVIEW, gettext_noop("Who read whose information")),
    ("base:ledger-staff", Permission.STAFF_COMPARE, gettext_noop("Staff of both zones")),
)

MOST_HEADS = 100


def ledger_page(officer: Officer, *, verdict: Verdict | None = None, tail: Tail | None = None) -> LedgerPage:
    """Return the page of the ledger's state, with the verdict or how far a verification is."""
    state = ledger.state_for(officer)
    underway = None
    if tail is not None:
        underway = Underway(tail.size, state.size, 100 * tail.size // max(state.size, 1), forms.token_of(tail))
    return LedgerPage(
        sections=_sections(officer, "base:ledger"),
        action=reverse("base:ledger"),
        size=state.size,
        head_at=state.head.at if state.head is not None else "",
        head_root=state.head.root.hex() if state.head is not None else "",
        fingerprint=proofs.own_fingerprint(),
        found=found_of(verdict) if verdict is not None else None,
        underway=underway,
    )


def found_of(verdict: Verdict) -> Found:
    """Return a verdict in words: whole, or what happened and where."""
    if verdict.ok:
        return Found(gettext("The ledger is whole."), is_good=True)
    where = gettext("The first fault stands at position %(position)s.")
    place = {"position": _number(verdict.position or 0), "until": _number(verdict.until or 0)}
    if verdict.until is not None:
        where = gettext("The fault lies at or after position %(position)s and before %(until)s.")
    return Found(" ".join((gettext("The ledger is not whole."), fault_label(verdict.reason), where % place)), False)


def heads_page(
    officer: Officer, *, comparison: Comparison | None = None, problems: tuple[FormProblem, ...] = ()
) -> HeadsPage:
    """Return the page of kept heads, with how the ledger stands to a head that was brought."""
    address = reverse("base:ledger-head")
    kept = proofs.heads_for(officer)[:MOST_HEADS]
    return HeadsPage(
        sections=_sections(officer, "base:ledger-heads"),
        rows=tuple(
            HeadRow(one.head.size, one.head.at, f"{address}?{urlencode({'size': one.head.size})}") for one in kept
        ),
        action=reverse("base:ledger-heads"),
        proof_action=reverse("base:ledger-proof"),
        fingerprint=proofs.own_fingerprint(),
        brought=proofs.head_told(comparison.brought) if comparison is not None else "",
        found=_standing(comparison) if comparison is not None else None,
        has_proof=comparison is not None and comparison.proof is not None,
        problems=problems,
    )


def _standing(comparison: Comparison) -> Found:
    size = {"size": _number(comparison.brought.head.size)}
    if comparison.standing is Standing.CONTINUES:
        words = gettext("The ledger continues the head of %(size)s entries: nothing before it was touched.")
        return Found(words % size, is_good=True)
    if comparison.standing is Standing.CUT_BACK:
        words = gettext("The ledger is shorter than the head of %(size)s entries says: it was cut back.")
    else:
        words = gettext("The ledger contradicts the head of %(size)s entries: it was written anew.")
    where = found_of(comparison.verdict).words if comparison.verdict is not None else ""
    return Found(f"{words % size} {where}", is_good=False)


def acts_page(officer: Officer, period: Period, code: str, counting: Counting) -> ActsPage:
    """Return counts of acts in a month or week, the latest when none is named."""
    address = reverse("base:ledger-acts")
    periods = queries.periods_for(officer, period)
    code = code or (periods[0].code if periods else "")
    found = queries.acts_for(officer, period, code) if code else []
    return ActsPage(
        sections=_sections(officer, "base:ledger-acts"),
        action=address,
        by=tuple(
            Section(label, f"{address}?{urlencode({'by': one})}", one is period)
            for one, label in ((Period.MONTH, gettext("By month")), (Period.WEEK, gettext("By week")))
        ),
        periods=tuple(
            PeriodRow(one.code, one.acts, f"{address}?{urlencode({'by': period, 'in': one.code})}", one.code == code)
            for one in periods
        ),
        period=code,
        rows=tuple(
            ActRow(event_label(one.event), one.event, one.authority, _function(one.function), one.acts) for one in found
        ),
        behind=counting.size - counting.counted,
    )


def readings_page(officer: Officer, counting: Counting) -> ReadingsPage:
    """Return who read what other authorities shared."""
    return ReadingsPage(
        sections=_sections(officer, "base:ledger-readings"),
        rows=tuple(reading_row(one) for one in queries.readings_for(officer)),
        behind=counting.size - counting.counted,
    )


def reading_row(one: queries.ReadingTotal) -> ReadingRow:
    """Return one total of readings in words."""
    return ReadingRow(
        month=one.month,
        originator=one.originator,
        authority=one.authority,
        function=_function(one.function),
        way=way_label(one.way),
        readings=one.readings,
        items=one.items,
    )


def staff_page(
    officer: Officer,
    *,
    common: Common | None = None,
    own: tuple[str, ...] = (),
    problems: tuple[FormProblem, ...] = (),
) -> StaffPage:
    """Return the page on which staff is compared, with what a comparison found."""
    found = None
    if common is not None:
        is_good = not (common.names or common.handles)
        words = gettext("Nobody stands in both files.") if is_good else gettext("Somebody may stand in both files.")
        found = Found(words, is_good)
    return StaffPage(
        sections=_sections(officer, "base:ledger-staff"),
        action=reverse("base:ledger-staff"),
        people=len(queries.staff_for(officer)),
        shortest=SHORTEST_WORDS,
        found=found,
        names=common.names if common is not None else 0,
        handles=common.handles if common is not None else 0,
        own=own,
        problems=problems,
    )


def _sections(officer: Officer, current: str) -> tuple[Section, ...]:
    return tuple(
        Section(gettext(label), reverse(name), name == current)
        for name, permission, label in SECTIONS
        if permission in officer.permissions
    )


def _function(code: str) -> str:
    return shelf.function_label(code, get_language() or "en")


def _number(value: int) -> str:
    return number(value, get_language() or "en")
