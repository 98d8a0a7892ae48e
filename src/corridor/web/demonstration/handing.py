"""Persons handed over in the invented story; they wait sealed at the desk until both zones are served."""

from __future__ import annotations

from datetime import datetime

from corridor.core.doors.codes import Said
from corridor.core.doors.records import HandOver
from corridor.demo.cast import PROTECTION_AUTHORITIES
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.doors import actions

OFFICER = "xa.jorul:field-officer"


def hand_over(*, now: datetime) -> None:
    """Hand two invented persons over, as a field officer of XA."""
    account, duty = people.duty_named(OFFICER)
    by = people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)
    on = now.date().isoformat()
    for one in (
        HandOver(
            receipt=actions.new_receipt(),
            on=on,
            reach="Invented: the fishermen's hall at Ashmar Point, until tomorrow noon; ask for the harbour clerk.",
            age="adult",
            sex="female",
            languages="an invented language; some French",
            needs=("medical", "pregnancy"),
            asks=Said.YES,
            interviewer=Said.YES,
            contact="Invented: desk of the harbour post, extension 14",
        ),
        HandOver(
            receipt=actions.new_receipt(),
            on=on,
            reach="Invented: reception room of the coast guard at Tern Bay, tonight.",
            age="child",
            needs=("child-alone", "separated"),
            together="Invented: a younger brother",
            fears=Said.YES,
        ),
    ):
        actions.hand_over(by=by, one=one, to=PROTECTION_AUTHORITIES[0].code, now=now)
