"""What a protection officer may type to propose, decide and answer."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.doors.codes import Ground, Lack, Notice, Outcome
from corridor.core.doors.records import FieldChosen, Lacking, Proposal
from corridor.core.doors.rules import LONGEST, PARTICULARS, day_from
from corridor.core.kernel.text import storable
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.doors import queries

LONGEST_TEXT = LONGEST["value"]


def proposal_typed(typed: QueryDict, today: date) -> Proposal:
    """Return a proposal as it was typed; what is missing is for the rules to say."""
    ground = ground_typed(typed)
    function, _, purpose = text(typed, "duty_of_desk").partition(":")
    notice = Notice.UNSAFE if typed.get("notice") == Notice.UNSAFE else Notice.GIVEN
    fields = tuple(
        FieldChosen(code, text(typed, f"value-{code}"), text(typed, f"reason-{code}"))
        for code in queries.field_codes()
        if code in typed.getlist("fields")
    )
    return Proposal(
        ground=ground,
        particulars={name: text(typed, name) for name in PARTICULARS[ground]},
        authority=text(typed, "authority"),
        function=function,
        purpose=purpose,
        fields=fields,
        until=day_from(text(typed, "until")) or today - timedelta(days=1),
        notice=notice,
        notice_reason=text(typed, "notice_reason"),
        notice_review_on=day_from(text(typed, "notice_review_on")),
        their_ref=text(typed, "their_ref"),
    )


def ground_typed(typed: QueryDict) -> Ground:
    """Return the ground that was chosen; consent, where it is none."""
    return next((one for one in Ground if one == typed.get("ground")), Ground.CONSENT)


def outcome_typed(typed: QueryDict) -> Outcome | None:
    """Return how a second officer decided, or nothing."""
    return next((one for one in Outcome if one == typed.get("outcome")), None)


def problems(lacking: tuple[Lacking, ...]) -> tuple[FormProblem, ...]:
    """Return what must be corrected, in the order of the rules."""
    return tuple(FormProblem(one.field, _words(one.lack)) for one in lacking)


def text(typed: QueryDict, name: str) -> str:
    """Return what was typed into a field."""
    return storable(typed.get(name, ""))[: LONGEST_TEXT + 1].strip()


def _words(lack: Lack) -> str:
    return {
        Lack.PARTICULAR_MISSING: gettext("The ground asks for this."),
        Lack.DAY_MALFORMED: gettext("Write the day as 2026-11-22."),
        Lack.DAY_AHEAD: gettext("This day has not come yet."),
        Lack.NO_FIELD: gettext("Choose at least one field, and as few as will do."),
        Lack.FIELD_UNKNOWN: gettext("Choose from the list."),
        Lack.FIELD_TWICE: gettext("Choose each field once."),
        Lack.REASON_MISSING: gettext("Say why the recipient needs this field."),
        Lack.VALUE_MISSING: gettext("Write what is disclosed in this field."),
        Lack.TOO_LONG: gettext("Write a shorter text."),
        Lack.EXPIRY_PAST: gettext("Write a day from today on."),
        Lack.EXPIRY_FAR: gettext("This day is too far away for the ground."),
        Lack.RECIPIENT_MISSING: gettext("Choose who gets it, in which function and for which purpose."),
        Lack.NOTICE_REASON_MISSING: gettext("Say why it is not safe to tell the person."),
        Lack.NOTICE_REVIEW_MISSING: gettext("Write a day, after today, on which this is looked at again."),
        Lack.CONSENT_DOES_NOT_COVER: gettext(
            "The consent does not cover this recipient, purpose, every field and the day."
        ),
    }[lack]
