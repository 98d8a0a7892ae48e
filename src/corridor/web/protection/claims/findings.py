"""Independent monitors write findings; the operator answers them and changes none."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base import keys
from corridor.web.base.ledger.actions import act
from corridor.web.protection.claims import queries
from corridor.web.protection.claims.actions import new_ref
from corridor.web.protection.claims.models import Finding, FindingAnswer
from corridor.web.protection.pages.sealed import sealed


def file_finding(*, by: Officer, ref: str, words: str, now: datetime) -> str:
    """Add a finding to a file, signed by the node, and return its reference.

    Raises:
        NotPermitted: The function does not monitor.
        NotFound: There is no such file.
    """
    finding_ref = new_ref("F")
    with act(Event.FINDING_FILED, by=by, now=now, about=ref, finding=finding_ref):
        check_permission(by, Permission.STEP_MONITOR)
        person = queries.file_for(by, ref)
        finding = Finding(
            ref=finding_ref,
            person=person,
            at=now,
            by=by.handle,
            authority=by.reader.authority,
            sealed=sealed("finding", finding_ref, {"words": words}),
        )
        finding.signature = keys.sign(queries.signed_finding(finding, words))
        finding.save(force_insert=True)
    return finding_ref


def answer_finding(*, by: Officer, ref: str, words: str, now: datetime) -> str:
    """Add the operator's answer to a finding; return the reference of the file.

    Raises:
        NotPermitted: The function takes no steps.
        NotFound: There is no such finding, or it is about another authority's file.
    """
    answer_ref = new_ref("A")
    with act(Event.FINDING_ANSWERED, by=by, now=now, about=ref, answer=answer_ref):
        finding = queries.finding_for(by, ref)
        FindingAnswer.objects.create(
            ref=answer_ref,
            finding=finding,
            at=now,
            by=by.handle,
            authority=by.reader.authority,
            sealed=sealed("answer", answer_ref, {"words": words}),
        )
    return finding.person.ref
