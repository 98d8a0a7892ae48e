"""What a planned measure needs before it may be approved, and what must be corrected of each part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from corridor.core.displacement.codes import Part, Verdict
from corridor.core.displacement.errors import ApprovalIncomplete, SecondPersonMissing
from corridor.core.displacement.records import Consultation, HarmCheck, Plan, Review
from corridor.core.kernel.dates import bounds

SHORTEST, LONGEST = 10, 2000
NAME_LONGEST = 120
LATEST_REVIEW = timedelta(days=366)
"""A measure is looked at again within a year of its beginning."""

Problems = tuple[tuple[str, str], ...]
"""What must be corrected: fields with a code each (`missing`, `too-short`, `too-long`, `unknown`, `no-day`, ...)."""


def plan_problems(plan: Plan, *, kinds: Collection[str], countries: Collection[str]) -> Problems:
    """Return what must be corrected about a planned measure."""
    found: list[tuple[str, str]] = []
    if not plan.name:
        found.append(("name", "missing"))
    elif len(plan.name) > NAME_LONGEST:
        found.append(("name", "too-long"))
    if plan.kind not in kinds:
        found.append(("kind", "unknown"))
    since, until = (_day(text) for text in (plan.since, plan.until))
    if since is None:
        found.append(("since", "no-day"))
    if plan.until and (until is None or (since is not None and until <= since)):
        found.append(("until", "no-day"))
    if plan.country and plan.country not in countries:
        found.append(("country", "unknown"))
    if not (plan.country or plan.route or plan.region):
        found.append(("country", "missing"))
    found += [(name, "too-long") for name in ("route", "region", "basis") if len(getattr(plan, name)) > NAME_LONGEST]
    return tuple(found)


def harm_problems(check: HarmCheck) -> Problems:
    """Return what must be corrected about a harm check: each of its questions needs an answer.

    Source: R-17
    """
    return _words({name: getattr(check, name) for name in HarmCheck.__slots__})


def consultation_problems(one: Consultation, *, today: date) -> Problems:
    """Return what must be corrected about a consultation; it has taken place, and unmet objections are answered.

    Source: R-17
    """
    found = _words({"whom": one.whom, "said": one.said}) + _words({"unmet": one.unmet}, shortest=2)
    return found if one.on is not None and one.on <= today else (*found, ("on", "no-day"))


def review_problems(review: Review, *, harms: Collection[str], today: date) -> Problems:
    """Return what must be corrected about a review: what was found, harm in codes, and when it is looked at next.

    Source: R-17, R-38
    """
    found = list(_words({"found": review.found}))
    if not review.harm or not set(review.harm) <= set(harms) or ("none-found" in review.harm and len(review.harm) > 1):
        found.append(("harm", "unknown"))
    if review.verdict is None:
        found.append(("verdict", "unknown"))
    elif review.verdict is not Verdict.END and not is_review_date(review.next_on, since="", today=today):
        found.append(("next_on", "no-day"))
    return tuple(found)


def is_review_date(on: date | None, *, since: str, today: date) -> bool:
    """Tell whether a measure may be looked at again on a day: one to come, within a year of today or its beginning."""
    begins = max(filter(None, (_day(since), today)), default=today)
    return on is not None and today < on <= begins + LATEST_REVIEW


def missing_parts(
    *, has_check: bool, has_consultation: bool, review_on: date | None, since: str, today: date
) -> tuple[Part, ...]:
    """Return what a plan still needs before it may be approved."""
    parts = (
        (Part.HARM_CHECK, has_check),
        (Part.CONSULTATION, has_consultation),
        (Part.REVIEW_DATE, is_review_date(review_on, since=since, today=today)),
    )
    return tuple(part for part, is_there in parts if not is_there)


def check_approval(missing: Collection[Part], *, by: str, writers: Collection[str]) -> None:
    """Refuse an approval that lacks a part, or by somebody who wrote one.

    Raises:
        SecondPersonMissing: The approver planned, checked or consulted.
        ApprovalIncomplete: A part is missing.
    Source: R-17
    """
    if by in writers:
        raise SecondPersonMissing
    if missing:
        raise ApprovalIncomplete(missing=", ".join(sorted(missing)))


def is_result_incomplete(*, until: str, harm: Collection[str], today: date) -> bool:
    """Tell whether a measure or an operation is over and nobody says what harm it did to migrants.

    Source: R-38
    """
    return bool(until) and bounds(until)[1] <= today.isoformat() and not harm


def _words(texts: Mapping[str, str], shortest: int = SHORTEST) -> Problems:
    found = []
    for name, text in texts.items():
        if not text:
            found.append((name, "missing"))
        elif len(text) < shortest:
            found.append((name, "too-short"))
        elif len(text) > LONGEST:
            found.append((name, "too-long"))
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
