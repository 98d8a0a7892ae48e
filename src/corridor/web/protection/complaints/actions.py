"""Takes complaints in, brings each to a body that it does not concern, and keeps the thread with who complained."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.attachments.records import Clean
from corridor.core.complaints.codes import ComplaintKind, ComplaintState, EntryKind, Outcome
from corridor.core.complaints.errors import BodyConcerned, ComplaintClosed
from corridor.core.complaints.records import Concern
from corridor.core.complaints.rules import houses_named
from corridor.core.handling.records import Reader
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.spoken import spoken
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.protection.complaints import queries
from corridor.web.protection.complaints.models import Complaint, ComplaintEntry, ComplaintFile, HandlerAdmitted
from corridor.web.protection.pages.sealed import keyed, sealed

CODE_SIGNS, REF_SIGNS = 20, 8
KEPT = timedelta(days=5 * 366)

SOMEBODY = Officer(id=0, handle="", reader=Reader("", "", ""), permissions=frozenset())
"""Who complains: nobody that the node knows."""


@dataclass(frozen=True)
class Sent:
    """A complaint as it was sent. `about` is an authority of the list or empty; `unit` is how the sender calls it."""

    kind: ComplaintKind
    words: str
    about: str = ""
    unit: str = ""
    place: str = ""
    when: str = ""
    contact: str = ""
    language: str = "en"
    files: Sequence[Clean] = ()


@dataclass(frozen=True)
class Taken:
    """What who complained is told: the code, this once, and which body has the complaint; none while it is held."""

    code: str
    body: str


def send_complaint(*, sent: Sent, now: datetime) -> Taken:
    """Take a complaint in and bring it to a body that it does not concern; it is held where there is none."""
    ref = f"K-{spoken(os.urandom(REF_SIGNS), REF_SIGNS)}"
    code = spoken(os.urandom(CODE_SIGNS), CODE_SIGNS)
    texts = {name: getattr(sent, name) for name in ("words", "unit", "place", "when", "contact")}
    named = houses_named(" ".join(texts.values()), queries.houses())
    concern = Concern(frozenset({sent.about, *named} - {""}), " ".join(texts.values()))
    with act(Event.COMPLAINT_RECEIVED, by=SOMEBODY, now=now, about=ref):
        body = _body_for(concern, now.date())
        complaint = Complaint.objects.create(
            ref=ref,
            follow=keyed("complaint", code.replace("-", "")),
            kind=sent.kind.value,
            about=sent.about,
            concerned=sorted(named),
            received_on=now.date(),
            language=sent.language,
            body=body,
            state=(ComplaintState.RECEIVED if body else ComplaintState.HELD).value,
            outcome="",
            sealed=sealed("complaint", ref, texts),
        )
        for number, file in enumerate(sent.files, 1):
            _keep(complaint, number, file)
    return Taken(code, body)


def _keep(complaint: Complaint, number: int, file: Clean) -> None:
    content = {"name": file.name, "content": base64.b64encode(file.content).decode()}
    closed = sealed("complaint file", f"{complaint.ref}/{number}", content)
    ComplaintFile.objects.create(complaint=complaint, number=number, kind=file.kind, sealed=closed)


def _body_for(concern: Concern, today: date) -> str:
    """Return the body that receives a complaint; the first complaint of a body admits those who handle for it now."""
    receivers = queries.staff().receivers(concern)
    if not receivers:
        return ""
    body = receivers[0].body
    if not HandlerAdmitted.objects.filter(body=body).exists():
        HandlerAdmitted.objects.bulk_create(
            HandlerAdmitted(handle=one.handle, body=body, by="", on=today) for one in receivers
        )
    return body


def write_more(*, signs: str, words: str, now: datetime) -> bool:
    """Add what who complained writes by the code; return whether there is such a complaint that is not closed.

    Where it now names somebody of the body that has it, it goes elsewhere with the same act.
    """
    complaint = queries.complaint_followed(signs)
    if complaint is None or complaint.state == ComplaintState.CLOSED:
        return False
    with act(Event.COMPLAINT_WRITTEN, by=SOMEBODY, now=now, about=complaint.ref):
        _add(complaint, EntryKind.WRITTEN, SOMEBODY, words, now)
        _route(complaint, now)
    return True


def take_complaint(*, by: Officer, ref: str, now: datetime) -> None:
    """Take a complaint in hand.

    Raises:
        NotPermitted, NotAdmitted, NotFound: As `complaint_for`.
        ComplaintClosed: It is in hand or closed already.
    """
    with act(Event.COMPLAINT_TAKEN, by=by, now=now, about=ref):
        complaint = _standing(by, ref, "take", ComplaintState.RECEIVED)
        _add(complaint, EntryKind.TAKEN, by, "", now)
        _set(complaint, state=ComplaintState.IN_HAND.value)


def answer_complaint(*, by: Officer, ref: str, words: str, now: datetime) -> None:
    """Write to who complained; they read it by their code.

    Raises:
        NotPermitted, NotAdmitted, NotFound: As `complaint_for`.
        ComplaintClosed: It is closed.
    """
    with act(Event.COMPLAINT_ANSWERED, by=by, now=now, about=ref):
        complaint = _standing(by, ref, "answer", ComplaintState.RECEIVED, ComplaintState.IN_HAND)
        _add(complaint, EntryKind.ANSWERED, by, words, now)
        _set(complaint, state=ComplaintState.IN_HAND.value)


def pass_on(*, by: Officer, ref: str, to: str, now: datetime) -> None:
    """Pass a complaint to another body that it does not concern.

    Raises:
        NotPermitted, NotAdmitted, NotFound: As `complaint_for`.
        ComplaintClosed: It is closed.
        BodyConcerned: It concerns that body, or nobody there handles complaints.
    """
    with act(Event.COMPLAINT_PASSED, by=by, now=now, about=ref, to=to[:32]):
        complaint = _standing(by, ref, "pass", ComplaintState.RECEIVED, ComplaintState.IN_HAND)
        if to not in dict(queries.bodies_open_to(complaint)):
            raise BodyConcerned
        _add(complaint, EntryKind.PASSED, by, "", now)
        _set(complaint, state=ComplaintState.RECEIVED.value, body=to)


def close_complaint(*, by: Officer, ref: str, outcome: Outcome, words: str, now: datetime) -> None:
    """Close a complaint with its outcome and what is said to who complained.

    Raises:
        NotPermitted, NotAdmitted, NotFound: As `complaint_for`.
        ComplaintClosed: It was not taken in hand, or is closed already.
    """
    with act(Event.COMPLAINT_CLOSED, by=by, now=now, about=ref, outcome=outcome.value):
        complaint = _standing(by, ref, "close", ComplaintState.IN_HAND)
        _add(complaint, EntryKind.CLOSED, by, words, now)
        _set(complaint, state=ComplaintState.CLOSED.value, outcome=outcome.value)


def admit(*, by: Officer, handle: str, now: datetime) -> None:
    """Let a colleague who was given the function see complaints; only who sees them already may.

    Raises:
        NotPermitted, NotAdmitted: As `check_admitted`.
        NotFound: Nobody of this handle waits.
    """
    with act(Event.COMPLAINT_HANDLER_ADMITTED, by=by, now=now, about=handle[:64]):
        waiting = [one for one in queries.waiting_colleagues(by) if one.handle == handle]
        if not waiting:
            raise NotFound(kind="officer")
        HandlerAdmitted.objects.create(handle=handle, body=waiting[0].body, by=by.handle, on=now.date())


def route_again(*, by: Officer, now: datetime) -> int:
    """Bring every complaint that lies where it may not, as the staff is now, elsewhere; return how many moved.

    The node's own service does so, and so does every handler who opens the inbox: nothing of the content is told.
    """
    wanted = [row for row in queries.open_complaints() if _misplaced(row)]
    moved = 0
    for row in wanted:
        with act(Event.COMPLAINT_PASSED, by=by, now=now, about=row.ref):
            moved += _route(row, now)
    return moved


def look_after(*, now: datetime) -> None:
    """Bring complaints away from whom they concern by now, and erase those that are over."""
    by = people.without_content(f"{people.service_handle()}:administrator")
    route_again(by=by, now=now)
    erase_overdue(by=by, now=now)


def erase_overdue(*, by: Officer, now: datetime) -> int:
    """Erase complaints that were closed and are older than they are kept; return how many."""
    until = now.date() - KEPT
    closed = Complaint.objects.filter(state=ComplaintState.CLOSED.value, received_on__lt=until)
    refs = tuple(closed.values_list("ref", flat=True))
    for ref in refs:
        with act(Event.RETENTION_ERASED, by=by, now=now, about=ref):
            Complaint.objects.filter(ref=ref).delete()
    return len(refs)


def _misplaced(complaint: Complaint) -> bool:
    known, concern = queries.staff(), queries.concern_of(complaint)
    if complaint.body and complaint.body not in known.concerned(concern):
        return not any(one.body == complaint.body for one in known.admitted)
    return bool(complaint.body) or bool(known.receivers(concern))


def _route(complaint: Complaint, now: datetime) -> int:
    """Give a complaint to another body where it lies with one that it concerns; return whether it moved."""
    if not _misplaced(complaint):
        return 0
    body = _body_for(queries.concern_of(complaint), now.date())
    if body == complaint.body:
        return 0
    _add(complaint, EntryKind.PASSED, SOMEBODY, "", now)
    _set(complaint, state=(ComplaintState.RECEIVED if body else ComplaintState.HELD).value, body=body)
    return 1


def _standing(by: Officer, ref: str, what: str, *states: ComplaintState) -> Complaint:
    check_permission(by, Permission.COMPLAINT_HANDLE)
    complaint = queries.complaint_for(by, ref)
    if ComplaintState(complaint.state) not in states:
        raise ComplaintClosed(act=what)
    return complaint


def _add(complaint: Complaint, kind: EntryKind, by: Officer, words: str, now: datetime) -> None:
    number = ComplaintEntry.objects.filter(complaint=complaint).count() + 1
    ComplaintEntry.objects.create(
        complaint=complaint,
        number=number,
        kind=kind.value,
        on=now.date(),
        by=by.handle,
        body=complaint.body,
        sealed=sealed("complaint entry", f"{complaint.ref}/{number}", {"words": words}),
    )


def _set(complaint: Complaint, **columns: str) -> None:
    Complaint.objects.filter(pk=complaint.pk).update(**columns)
