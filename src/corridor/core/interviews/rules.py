"""What an interview must have, whether it was asked before, and when months may be released and by whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from corridor.core.interviews.codes import (
    ALONE_CODES,
    ANSWERS,
    CHILD,
    ONE_OF,
    SLIP_SIGNS,
    SOME_OF,
    ConsentFor,
    Fault,
    Repeated,
)
from corridor.core.interviews.errors import InterviewRefused, ReleaseTooEarly, SecondOfficerNeeded
from corridor.core.interviews.records import Interview, Problem
from corridor.core.kernel.spoken import read_spoken

LEAST_DELAY_DAYS = 30
"""A node may wait longer, never shorter."""

Lists = Mapping[str, Collection[str]]


def problems(
    interview: Interview, *, lists: Lists, versions: Collection[int], countries: Collection[str], looks_personal: bool
) -> tuple[Problem, ...]:
    """Return everything for which an interview cannot be taken; empty when it can.

    Args:
        lists: The codes in force of each list.
        versions: The versions of consent that may be read out.
        countries: The codes of countries.
        looks_personal: Whether something in the words looks like a name, a number or a paper.

    Source: R-13, R-14
    """
    return tuple(_problems(interview, lists, versions, countries, looks_personal))


def _problems(
    interview: Interview, lists: Lists, versions: Collection[int], countries: Collection[str], looks_personal: bool
) -> Iterator[Problem]:
    consent = interview.consent
    if not consent.given or ConsentFor.FIGURES not in consent.to:
        yield Problem("consent", Fault.NO_CONSENT)
    if consent.version not in versions:
        yield Problem("consent", Fault.UNKNOWN)
    if interview.words.strip() and ConsentFor.WORDS not in consent.to:
        yield Problem("words", Fault.NO_CONSENT)
    if interview.age == CHILD and not interview.guardian:
        yield Problem("guardian", Fault.MISSING)
    for offer, answer in interview.offers.items():
        if answer not in lists[ANSWERS]:
            yield Problem(offer.value, Fault.UNKNOWN)
    for name, listed in ONE_OF.items():
        if getattr(interview, name) not in lists[listed]:
            yield Problem(name, Fault.UNKNOWN)
    for name, listed in SOME_OF.items():
        yield from _several(name, getattr(interview, name), lists[listed])
    for name in ("origin", "destination"):
        if (code := getattr(interview, name)) and code not in countries:
            yield Problem(name, Fault.UNKNOWN)
    if read_spoken(interview.slip, SLIP_SIGNS) is None:
        yield Problem("slip", Fault.UNKNOWN)
    if looks_personal and not interview.confirmed:
        yield Problem("words", Fault.LOOKS_PERSONAL)


def _several(name: str, codes: frozenset[str], known: Collection[str]) -> Iterator[Problem]:
    if not codes:
        yield Problem(name, Fault.MISSING)
    if not codes <= set(known):
        yield Problem(name, Fault.UNKNOWN)
    if len(codes) > 1 and codes & ALONE_CODES:
        yield Problem(name, Fault.CONTRADICTION)


def check_interview(found: Collection[Problem]) -> None:
    """Refuse an interview with problems.

    Raises:
        InterviewRefused: There are some; fields and faults are named.
    """
    if found:
        raise InterviewRefused(fields=", ".join(sorted({f"{one.field} ({one.fault})" for one in found})))


def repeated(*, body: str, before: str | None) -> Repeated:
    """Return whether an interview repeats one whose slip was shown; `before` is the body that held it, None for none.

    Source: R-14
    """
    if before is None:
        return Repeated.NO
    return Repeated.SAME_BODY if before == body else Repeated.OTHER_BODY


def month_of(day: date) -> str:
    """Return the month of a day, such as 2026-11."""
    return f"{day.year:04}-{day.month:02}"


def month_after(month: str) -> str:
    """Return the month that follows another."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def months_open(*, since: str, today: date, delay_days: int) -> tuple[str, ...]:
    """Return the months that are far enough in the past to be released, in order; each may be the last of a release.

    Args:
        since: The first month that was not released yet.
        delay_days: How long a node waits; less than the least counts as the least.
    """
    last = month_of(today - timedelta(days=max(delay_days, LEAST_DELAY_DAYS)))
    found, month = [], since
    while month < last:
        found.append(month)
        month = month_after(month)
    return tuple(found)


def check_months(until: str, *, since: str, today: date, delay_days: int) -> None:
    """Refuse a release that is too early or leaves a month out.

    Raises:
        ReleaseTooEarly: `until` is none of the months that may be the last.
    """
    if until not in months_open(since=since, today=today, delay_days=delay_days):
        raise ReleaseTooEarly(until=until)


def check_second(*, proposed_by: str, decided_by: str) -> None:
    """Refuse that who proposed a release decides it.

    Raises:
        SecondOfficerNeeded: They are the same.
    """
    if proposed_by == decided_by:
        raise SecondOfficerNeeded
