"""Invented wishes for protection, files of steps and complaints, laid down by the same acts as real ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from corridor.core.claims.codes import ActKind, Answer, ClaimKind, StepKind
from corridor.core.claims.errors import StepClosed
from corridor.core.complaints.codes import ComplaintKind
from corridor.web.base.accounts.queries import without_content
from corridor.web.protection.claims import actions, findings, steps
from corridor.web.protection.complaints import actions as complaints
from corridor.web.protection.complaints.queries import complaints_for

VOLUNTEER, ASYLUM, STATUS = "mp.sefa:volunteer", "as.wyll:asylum-officer", "rt.maroc:status-officer"
MONITOR, COMPLAINTS = "om.iska:return-monitor", "om.thale:complaints-officer"


def fill(now: datetime) -> None:
    """Record wishes, open files, try steps, file a finding, send complaints; through the same acts as officers."""
    today = now.date()
    said = (
        actions.Wish(
            ClaimKind.ASKS_PROTECTION,
            today - timedelta(days=2),
            name="Sivo Harn (invented)",
            place="Tent 4, north pier",
            language="Teslan (invented)",
            words="I cannot go back to the valley.",
        ),
        actions.Wish(ClaimKind.FEARS_RETURN, today, place="Bus station, with two children", language="English"),
    )
    first = actions.record_claim(by=without_content(VOLUNTEER), wish=said[0], now=now)
    actions.record_claim(by=without_content(VOLUNTEER), wish=said[1], now=now)
    got_it = actions.Move(ActKind.ACKNOWLEDGED)
    actions.decide(by=without_content(ASYLUM), ref=first.receipt.ref, move=got_it, now=now)
    closed = _file("Sivo Harn (invented)", first.receipt.ref, now)
    opened = _file("Perin Osk (invented)", "", now)
    steps.take_step(by=without_content(STATUS), ref=opened, kind=StepKind.CONSULAR_NOTICE, now=now)
    try:
        steps.take_step(by=without_content(STATUS), ref=closed, kind=StepKind.REMOVAL, now=now)
    except StepClosed:
        found = "A removal was tried while a question of protection was open. (invented)"
        findings.file_finding(by=without_content(MONITOR), ref=closed, words=found, now=now)
    _complain(now)


def _file(name: str, receipt: str, now: datetime) -> str:
    by = without_content(STATUS)
    ref = steps.open_file(by=by, name=name, receipt=receipt, now=now)
    asked = steps.Asked(
        now.date(), "Teslan (invented)", right_told=True, notice_wished=Answer.YES, fears_return=Answer.NO
    )
    steps.ask_person(by=by, ref=ref, asked=asked, now=now)
    return ref


def _complain(now: datetime) -> None:
    sent = (
        complaints.Sent(
            ComplaintKind.THEFT, "They took my telephone at the gate. (invented)", about="XB-RET", place="Gate 2"
        ),
        complaints.Sent(
            ComplaintKind.PUSHBACK, "We were put back on the boat at night. (invented)", unit="grey uniforms"
        ),
        complaints.Sent(ComplaintKind.BRIBERY, "An officer of the XB-OMB asked for money. (invented)"),
    )
    for one in sent:
        complaints.send_complaint(sent=one, now=now)
    answering = without_content(COMPLAINTS)
    ref = complaints_for(answering)[0].ref
    complaints.answer_complaint(by=answering, ref=ref, words="We have asked the unit. (invented)", now=now)
