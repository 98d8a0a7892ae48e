"""What is refused about partners, and what to do."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class NotToPartner(CorridorError):
    """Something may not go to a partner."""

    code = "partners.E01"
    template = "{kind} does not go to {partner}: {refusals}"
    hint = "Open the page of the partner; it says what may go there and who can change that."
    status = 409


class PartnerSuspended(NotToPartner):
    """The partner is suspended: nothing goes there by any way."""

    code = "partners.E02"
    hint = "Wait until the suspension is lifted: on the page of the partner one officer asks, a second one decides."


class PurposeNeeded(NotToPartner):
    """What is to go to a partner names no purpose."""

    code = "partners.E03"
    hint = "Name the purpose for which the partner may use it."


class AboveCeiling(NotToPartner):
    """The ceiling of the partner does not admit this, is over, or was never signed and confirmed."""

    code = "partners.E04"
    hint = "Leave out what tells of persons, or have a legal officer sign a ceiling that a second person confirms."


class BasisGone(NotToPartner):
    """The legal basis that carries the ceiling is not in force between the two States today."""

    code = "partners.E05"
    hint = (
        "Look the two States up in the finder of legal bases, and have a legal officer sign a ceiling on one in force."
    )


class AssessmentCloses(NotToPartner):
    """The human-rights assessment of the partner is missing, overdue for review, or found a serious risk."""

    code = "partners.E06"
    hint = "Have the partner assessed anew; until then nothing that tells of persons goes there."


class CeilingIncomplete(CorridorError):
    """A ceiling or an assessment does not say what it must."""

    code = "partners.E07"
    template = "this cannot be written down about a partner: {field}"
    hint = "Correct the field that is named."
    status = 422


class SecondPersonNeeded(CorridorError):
    """Who signed or asked wants to confirm too."""

    code = "partners.E08"
    template = "who signed or asked does not confirm"
    hint = "Ask a second officer to confirm it."
    status = 409


class DerivedFromIllTreatment(CorridorError):
    """The item is marked as possibly derived from ill-treatment: it does not leave and is no evidence."""

    code = "partners.E09"
    template = "{about} is marked as possibly derived from ill-treatment and does not leave"
    hint = "Use another source. Two officers who may lift such marks decide whether this one was wrong."
    status = 409
