"""The decisions about partners: may this go there, what must a ceiling and an assessment say.

A ceiling opens nothing that a marking closes: it is asked besides, never instead.

Source: SOM, articles 10(2) and 19; UNTOC, article 18(4)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from corridor.core.kernel.text import has_forbidden
from corridor.core.partners.codes import OF_IDENTIFIERS, PERSONAL, WITHOUT_CONTENT, Content, Finding, Refusal
from corridor.core.partners.errors import (
    AboveCeiling,
    AssessmentCloses,
    BasisGone,
    NotToPartner,
    PartnerSuspended,
    PurposeNeeded,
)
from corridor.core.partners.records import Assessment, Ceiling, Dealings, Outgoing

LONGEST_CEILING = timedelta(days=2 * 366)
LONGEST_REVIEW = timedelta(days=366)
LONGEST_REFERENCE = 120

Problems = tuple[tuple[str, str], ...]
"""The field that must be corrected, and a code that says why; each field once."""

ERRORS: tuple[tuple[Refusal, type[NotToPartner]], ...] = (
    (Refusal.SUSPENDED, PartnerSuspended),
    (Refusal.PURPOSE_MISSING, PurposeNeeded),
    (Refusal.ASSESSMENT_ADVERSE, AssessmentCloses),
    (Refusal.CEILING_MISSING, AboveCeiling),
    (Refusal.CEILING_EXPIRED, AboveCeiling),
    (Refusal.ABOVE_CEILING, AboveCeiling),
    (Refusal.PURPOSE_ABOVE_CEILING, AboveCeiling),
    (Refusal.BASIS_NOT_IN_FORCE, BasisGone),
    (Refusal.ASSESSMENT_MISSING, AssessmentCloses),
    (Refusal.ASSESSMENT_OVERDUE, AssessmentCloses),
)
"""Which error a refusal becomes; where there are several, the first of this order tells what to do."""


def content_of(going: Outgoing) -> Content:
    """Return what a ceiling must admit for this to leave."""
    if going.is_personal:
        return Content.PERSONS_IN_A_ROLE
    return Content.IDENTIFIERS if going.kind in OF_IDENTIFIERS else Content.NON_PERSONAL


def admitted(dealings: Dealings, today: date) -> frozenset[Content]:
    """Return what may go to a partner today at most, whatever its marking says; empty means nothing.

    A ceiling that is over opens nothing personal any more, and what it closed stays closed.
    """
    ceiling = dealings.ceiling
    if dealings.is_suspended:
        return frozenset()
    if ceiling is None:
        return frozenset((Content.NON_PERSONAL,))
    opens_persons = (
        not ceiling.is_over(today) and dealings.basis_stands and not tuple(_assessed(dealings.assessment, today))
    )
    return ceiling.contents if opens_persons else ceiling.contents - PERSONAL


def refusals(dealings: Dealings, going: Outgoing, *, today: date) -> frozenset[Refusal]:
    """Return every reason why something may not go to a partner today; empty when it may.

    Source: SOM, article 10(2)
    """
    if dealings.is_suspended:
        return frozenset((Refusal.SUSPENDED,))
    if going.kind in WITHOUT_CONTENT:
        return frozenset()
    found = set() if going.purpose else {Refusal.PURPOSE_MISSING}
    content = content_of(going)
    ceiling = dealings.ceiling
    if ceiling is not None and content not in ceiling.contents:
        found.add(Refusal.ABOVE_CEILING)
    if content in PERSONAL:
        found |= set(_ceiling_refusals(dealings, going, today))
        found |= set(_assessed(dealings.assessment, today))
    return frozenset(found)


def _ceiling_refusals(dealings: Dealings, going: Outgoing, today: date) -> Iterator[Refusal]:
    ceiling = dealings.ceiling
    if ceiling is None:
        yield Refusal.CEILING_MISSING
        return
    if ceiling.is_over(today):
        yield Refusal.CEILING_EXPIRED
    if going.purpose and going.purpose not in ceiling.purposes:
        yield Refusal.PURPOSE_ABOVE_CEILING
    if not dealings.basis_stands:
        yield Refusal.BASIS_NOT_IN_FORCE


def _assessed(assessment: Assessment | None, today: date) -> Iterator[Refusal]:
    """Yield why the assessment of a partner opens nothing personal."""
    if assessment is None:
        yield Refusal.ASSESSMENT_MISSING
        return
    if assessment.finding is Finding.SERIOUS_RISK:
        yield Refusal.ASSESSMENT_ADVERSE
    if assessment.review_on <= today:
        yield Refusal.ASSESSMENT_OVERDUE


def check_may_go(dealings: Dealings, going: Outgoing, *, today: date) -> str:
    """Return the legal basis on which something goes to a partner, or refuse it; `none` for what needs none.

    Raises:
        PartnerSuspended: The partner is suspended.
        PurposeNeeded: It names no purpose.
        AboveCeiling: The ceiling does not admit it, is over, or was never confirmed.
        BasisGone: What carries the ceiling is not in force.
        AssessmentCloses: There is no assessment, its review is overdue, or it found a serious risk.
    """
    found = refusals(dealings, going, today=today)
    if found:
        error = next(error for refusal, error in ERRORS if refusal in found)
        raise error(partner=dealings.partner, kind=going.kind, refusals=", ".join(sorted(found)))
    ceiling = dealings.ceiling
    carries = ceiling is not None and dealings.basis_stands and not ceiling.is_over(today)
    return ceiling.basis if ceiling is not None and carries and going.kind not in WITHOUT_CONTENT else "none"


def ceiling_problems(
    one: Ceiling, *, purposes: Collection[str], bases: Collection[tuple[str, str]], today: date
) -> Problems:
    """Return what must be corrected about a ceiling before a legal officer can sign it.

    Args:
        one: The ceiling.
        purposes: The purposes that touch content.
        bases: The measure and the instrument of every basis in force between the two States today.
        today: The day.
    """
    opens_persons = bool(one.contents & PERSONAL)
    checks = (
        ("purposes", "unknown", not one.purposes <= set(purposes)),
        ("purposes", "missing", opens_persons and not one.purposes),
        ("basis", "not-in-force", (opens_persons or bool(one.basis)) and (one.measure, one.basis) not in bases),
        ("reference", "missing", not _is_line(one.reference)),
        ("until", "over", one.until <= today),
        ("until", "too-far", one.until - today > LONGEST_CEILING),
    )
    return _first(checks)


def assessment_problems(one: Assessment, *, today: date) -> Problems:
    """Return what must be corrected about an assessment."""
    checks = (
        ("reference", "missing", not _is_line(one.reference)),
        ("made_on", "not-yet", one.made_on > today),
        ("review_on", "too-early", one.review_on <= one.made_on),
        ("review_on", "too-far", one.review_on - one.made_on > LONGEST_REVIEW),
    )
    return _first(checks)


def _is_line(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_REFERENCE and not has_forbidden(text)


def _first(checks: Collection[tuple[str, str, bool]]) -> Problems:
    found: dict[str, str] = {}
    for field, why, applies in checks:
        if applies:
            found.setdefault(field, why)
    return tuple(found.items())
