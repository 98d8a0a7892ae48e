"""What the doors decide: what a hand-over must say, what each ground of a disclosure asks for, who decides about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from corridor.core.doors.codes import Ground, Lack, Notice
from corridor.core.doors.errors import DisclosureLacks, HandOverIncomplete, SecondOfficerNeeded
from corridor.core.doors.records import HandOver, Lacking, Proposal

LONGEST: Final[Mapping[str, int]] = {
    "reach": 2000,
    "languages": 200,
    "together": 500,
    "contact": 300,
    "particular": 500,
    "reason": 300,
    "value": 2000,
    "their_ref": 120,
}
"""The most characters of each text."""

PARTICULARS: Final[Mapping[Ground, tuple[str, ...]]] = {
    Ground.CONSENT: ("consent",),
    Ground.COMPULSION: ("instrument", "issuer", "issued_on", "scope", "served_on", "answer_by"),
    Ground.DANGER_TO_LIFE: ("whose", "why_now"),
    Ground.CHILD: ("determination", "determined_on"),
}
"""What each ground asks for; those that end in `_on` or `_by` are days."""

LONGEST_DAYS: Final[Mapping[Ground, int]] = {
    Ground.CONSENT: 365,
    Ground.COMPULSION: 365,
    Ground.DANGER_TO_LIFE: 30,
    Ground.CHILD: 180,
}
"""How long a disclosure may stay with its recipient, in days."""

MOST_FIELDS: Final = 12


def hand_over_problems(
    one: HandOver, *, ages: Collection[str], sexes: Collection[str], needs: Collection[str]
) -> tuple[str, ...]:
    """Return the fields of a hand-over that must be corrected; only where the person can be reached is asked for."""
    wrong = [name for name in ("reach", "languages", "together", "contact") if len(getattr(one, name)) > LONGEST[name]]
    if not one.reach.strip():
        wrong.append("reach")
    if one.age and one.age not in ages:
        wrong.append("age")
    if one.sex and one.sex not in sexes:
        wrong.append("sex")
    if not set(one.needs) <= set(needs) or len(set(one.needs)) != len(one.needs):
        wrong.append("needs")
    return tuple(dict.fromkeys(wrong))


def check_hand_over(one: HandOver, *, ages: Collection[str], sexes: Collection[str], needs: Collection[str]) -> None:
    """Refuse a hand-over that protection could not act on.

    Raises:
        HandOverIncomplete: A field must be corrected.
    """
    if wrong := hand_over_problems(one, ages=ages, sexes=sexes, needs=needs):
        raise HandOverIncomplete(field=wrong[0])


def lacks(proposal: Proposal, *, fields: Collection[str], today: date) -> tuple[Lacking, ...]:
    """Return everything that stands against proposing a disclosure; empty when it may be proposed.

    Args:
        fields: The codes of the fields that can be disclosed at all.
    """
    return (
        *_of_recipient(proposal),
        *_of_particulars(proposal, today),
        *_of_fields(proposal, fields),
        *_of_expiry(proposal, today),
        *_of_notice(proposal, today),
    )


def check_proposal(proposal: Proposal, *, fields: Collection[str], today: date) -> None:
    """Refuse a disclosure that does not have what its ground asks for.

    Raises:
        DisclosureLacks: Something is missing.
    """
    if found := lacks(proposal, fields=fields, today=today):
        raise DisclosureLacks(lacks=", ".join(sorted({str(one.lack) for one in found})))


def check_second_officer(*, proposed_by: str, decides: str) -> None:
    """Refuse that the officer who proposed a disclosure also decides about it.

    Raises:
        SecondOfficerNeeded: It is the same person.
    """
    if proposed_by == decides:
        raise SecondOfficerNeeded


def is_over(until: date, today: date) -> bool:
    """Say whether a disclosure has ended: it stands up to its day, and no longer."""
    return until < today


def _of_recipient(proposal: Proposal) -> Iterator[Lacking]:
    for name in ("authority", "function", "purpose"):
        if not getattr(proposal, name):
            yield Lacking(Lack.RECIPIENT_MISSING, name)
    if len(proposal.their_ref) > LONGEST["their_ref"]:
        yield Lacking(Lack.TOO_LONG, "their_ref")


def _of_particulars(proposal: Proposal, today: date) -> Iterator[Lacking]:
    for name in PARTICULARS[proposal.ground]:
        said = proposal.particulars.get(name, "").strip()
        if not said:
            yield Lacking(Lack.PARTICULAR_MISSING, name)
        elif len(said) > LONGEST["particular"]:
            yield Lacking(Lack.TOO_LONG, name)
        elif name.endswith(("_on", "_by")):
            day = day_from(said)
            if day is None:
                yield Lacking(Lack.DAY_MALFORMED, name)
            elif name.endswith("_on") and day > today:
                yield Lacking(Lack.DAY_AHEAD, name)


def _of_fields(proposal: Proposal, fields: Collection[str]) -> Iterator[Lacking]:
    seen: set[str] = set()
    if not proposal.fields or len(proposal.fields) > MOST_FIELDS:
        yield Lacking(Lack.NO_FIELD, "fields")
    for chosen in proposal.fields:
        if chosen.field not in fields:
            yield Lacking(Lack.FIELD_UNKNOWN, "fields")
            continue
        if chosen.field in seen:
            yield Lacking(Lack.FIELD_TWICE, f"reason-{chosen.field}")
        seen.add(chosen.field)
        if not chosen.reason.strip():
            yield Lacking(Lack.REASON_MISSING, f"reason-{chosen.field}")
        if not chosen.value.strip():
            yield Lacking(Lack.VALUE_MISSING, f"value-{chosen.field}")
        if len(chosen.value) > LONGEST["value"] or len(chosen.reason) > LONGEST["reason"]:
            yield Lacking(Lack.TOO_LONG, f"value-{chosen.field}")


def _of_expiry(proposal: Proposal, today: date) -> Iterator[Lacking]:
    if is_over(proposal.until, today):
        yield Lacking(Lack.EXPIRY_PAST, "until")
    elif proposal.until > today + timedelta(days=LONGEST_DAYS[proposal.ground]):
        yield Lacking(Lack.EXPIRY_FAR, "until")


def _of_notice(proposal: Proposal, today: date) -> Iterator[Lacking]:
    if proposal.notice is Notice.GIVEN:
        return
    if not proposal.notice_reason.strip():
        yield Lacking(Lack.NOTICE_REASON_MISSING, "notice_reason")
    if proposal.notice_review_on is None or proposal.notice_review_on <= today:
        yield Lacking(Lack.NOTICE_REVIEW_MISSING, "notice_review_on")


def day_from(written: str) -> date | None:
    """Return the day that is written as 2026-11-22, or nothing."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None
