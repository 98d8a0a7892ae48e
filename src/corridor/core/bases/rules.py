"""The decisions of legal bases: what is in force between two States on a day, and what is not and why.

An instrument is a basis only where it is known that both States are bound. What is not known is said to be unknown.

Source: UNTOC, articles 16, 18, 27, 37 and 38; SOM, articles 1, 10, 22 (F-F1)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corridor.core.bases.codes import ORDER, Consent, Form, Measure, Why
from corridor.core.bases.records import Answer, Bar, Basis, Instrument, Known, NoBasis, Reason, Sheet, Status

Sheets = Mapping[str, Sequence[Sheet]]
"""The sheets of each instrument, by its code."""


def bases_between(
    a: str, b: str, *, on: date, measure: Measure, instruments: Mapping[str, Instrument], sheets: Sheets
) -> Answer:
    """Return the instruments on which a measure between two States can rest on a day, the most special first.

    Args:
        a: One State, by its two letters.
        b: The other; the same for what happens within one State.
        on: The day.
        measure: What they want to do.
        instruments: Every instrument known, by its code.
        sheets: What is known of who is bound.

    Source: UNTOC, article 18(7)
    """
    states = tuple(dict.fromkeys((a, b)))
    bases: list[Basis] = []
    others: list[NoBasis] = []
    for one in sorted(instruments.values(), key=lambda one: (ORDER.index(one.form), one.code)):
        if not _concerns(one, states, measure):
            continue
        if reasons := tuple(_reasons(one, states, on, measure, instruments, sheets)):
            others.append(NoBasis(one, reasons))
        else:
            bases.append(_basis(one, states, on, measure, sheets))
    bars = tuple(_bars(states, on, measure, instruments.values(), sheets))
    return Answer(tuple(bases), tuple(others), bars)


def _concerns(one: Instrument, states: Sequence[str], measure: Measure) -> bool:
    """Tell whether an instrument is worth a word: between these States alone, or carrying the measure for many.

    Within one State only its law is a basis.
    """
    if (one.form is Form.NATIONAL_LAW) != (len(states) == 1):
        return False
    return set(states) <= one.parties if one.parties else measure in one.measures


def _reasons(
    one: Instrument,
    states: Sequence[str],
    on: date,
    measure: Measure,
    instruments: Mapping[str, Instrument],
    sheets: Sheets,
) -> Iterator[Reason]:
    if measure not in one.measures:
        yield Reason(Why.NOT_ABOUT_IT)
    if one.in_force_on is None or on < one.in_force_on:
        yield Reason(Why.NOT_IN_FORCE_YET, on=one.in_force_on)
    if one.ended_on is not None and one.ended_on <= on:
        yield Reason(Why.ENDED, on=one.ended_on)
    for state in states:
        yield from _state_reasons(one, state, on, measure, sheets)
        if one.needs and not _is_bound_by(one.needs, state, on, instruments, sheets):
            yield Reason(Why.NEEDS_ANOTHER, state, which=one.needs)


def _is_bound_by(code: str, state: str, on: date, instruments: Mapping[str, Instrument], sheets: Sheets) -> bool:
    needed = instruments.get(code)
    if needed is None or (needed.ended_on is not None and needed.ended_on <= on):
        return False
    known = known_of(state, sheets.get(code, ()))
    return not any(_not_bound(needed, state, on, known))


def _state_reasons(one: Instrument, state: str, on: date, measure: Measure, sheets: Sheets) -> Iterator[Reason]:
    known = known_of(state, sheets.get(one.code, ()))
    yield from _not_bound(one, state, on, known)
    if known is not None and known.status is not None:
        for reservation in known.status.reservations:
            if reservation.holds(on) and measure in reservation.measures:
                yield Reason(Why.RESERVED, state, reservation.since, reservation.article)


def _not_bound(one: Instrument, state: str, on: date, known: Known | None) -> Iterator[Reason]:
    """Yield why a State is not bound by an instrument on a day; nothing where it is."""
    status = known.status if known is not None else None
    if status is not None and status.denounced_from is not None and status.denounced_from <= on:
        yield Reason(Why.DENOUNCED, state, status.denounced_from)
    elif state in one.parties:
        return
    elif known is None:
        yield Reason(Why.NO_STATUS, state)
    elif status is None:
        yield Reason(Why.NOT_PARTY, state, known.as_of)
    elif status.consented_on is None:
        signed = status.signed_on is not None
        yield Reason(Why.SIGNED_ONLY if signed else Why.NOT_PARTY, state, status.signed_on or known.as_of)
    elif (bound := bound_from(one, status)) is None or on < bound:
        yield Reason(Why.NOT_BOUND_YET, state, bound)


def bound_from(one: Instrument, status: Status) -> date | None:
    """Return the day from which a State's consent binds it; nothing where it has not, or nothing is in force."""
    if status.consented_on is None or one.in_force_on is None:
        return None
    if status.in_force_on is not None:
        return max(status.in_force_on, one.in_force_on)
    waits = 0 if status.by is Consent.SUCCESSION else one.waits_days
    return max(status.consented_on + timedelta(days=waits), one.in_force_on)


def known_of(state: str, sheets: Iterable[Sheet]) -> Known | None:
    """Return what the sheets say together of one State; nothing where none of them speaks of it.

    The latest sheet says whether the State is bound. A depositary's list cannot say that a withdrawal or a reservation
    is gone, so what an earlier sheet told of them stays until a sheet about this State says otherwise.
    """
    latest: Known | None = None
    of_the_state: Status | None = None
    for sheet in sorted(sheets, key=lambda one: one.as_of):
        said = next((one for one in sheet.statuses if one.state == state), None)
        if sheet.is_complete:
            said = _kept(said, of_the_state) if said is not None and of_the_state is not None else said
        elif said is None:
            continue
        else:
            of_the_state = said
        latest = Known(sheet.as_of, sheet.source, said)
    return latest


def _kept(listed: Status, before: Status) -> Status:
    """Return what a list says of a State with what only a sheet about that State can say."""
    return replace(
        listed,
        denounced_from=before.denounced_from,
        reservations=before.reservations,
        authority=before.authority,
        languages=before.languages,
    )


def _basis(one: Instrument, states: Sequence[str], on: date, measure: Measure, sheets: Sheets) -> Basis:
    known = {state: known_of(state, sheets.get(one.code, ())) for state in states}
    told = {state: found for state, found in known.items() if found is not None and found.status is not None}
    statuses = {state: found.status for state, found in told.items() if found.status is not None}
    bound = [bound_from(one, status) for status in statuses.values()]
    return Basis(
        instrument=one,
        article=one.measures[measure],
        since=max((day for day in (*bound, one.in_force_on) if day is not None), default=None),
        as_of=min((found.as_of for found in told.values()), default=None),
        reservations=tuple(
            (state, reservation)
            for state, status in statuses.items()
            for reservation in status.reservations
            if reservation.holds(on)
        ),
        authorities=tuple(
            (state, status.authority, status.languages) for state, status in statuses.items() if status.authority
        ),
        sources=tuple(dict.fromkeys((one.source, *(found.source for found in told.values())))),
    )


def _bars(
    states: Sequence[str], on: date, measure: Measure, instruments: Iterable[Instrument], sheets: Sheets
) -> Iterator[Bar]:
    for one in sorted(instruments, key=lambda one: one.code):
        if measure not in one.bars:
            continue
        known = {state: known_of(state, sheets.get(one.code, ())) for state in states}
        bound = tuple(state for state, found in known.items() if not any(_not_bound(one, state, on, found)))
        unknown = tuple(state for state, found in known.items() if found is None)
        if bound or unknown:
            yield Bar(one, one.bars[measure], bound, unknown)


def rests_on(answer: Answer, code: str) -> bool:
    """Tell whether an instrument is among the bases of an answer."""
    return any(basis.instrument.code == code for basis in answer.bases)
