"""Reads of complaints: a handler sees those that lie with the own body and do not concern it, as the staff is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.complaints import rules
from corridor.core.complaints.codes import ComplaintState, EntryKind
from corridor.core.complaints.errors import NotAdmitted
from corridor.core.complaints.records import Concern, Handler, House
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts.queries import Colleague, authorities, officers_in
from corridor.web.protection.complaints.models import Complaint, ComplaintEntry, HandlerAdmitted
from corridor.web.protection.pages.sealed import keyed, unsealed

FUNCTION = "complaints-officer"
FALLBACK = "oversight"
"""The kind of authority that receives what nobody else may."""


@dataclass(frozen=True)
class Staff:
    """Everybody who may act on complaints, and of them those who were admitted to it."""

    everybody: tuple[Handler, ...]
    admitted: tuple[Handler, ...]

    def concerned(self, concern: Concern) -> frozenset[str]:
        """Return the bodies that a complaint concerns, whoever of them was admitted."""
        return rules.concerned_bodies(concern, self.everybody)

    def receivers(self, concern: Concern) -> tuple[Handler, ...]:
        """Return who may receive a complaint."""
        concerned = self.concerned(concern)
        return rules.handlers_for(concern, [one for one in self.admitted if one.body not in concerned])

    def may_read(self, concern: Concern, body: str, handle: str) -> bool:
        """Return whether somebody may read a complaint that lies with a body."""
        is_admitted = any((one.body, one.handle) == (body, handle) for one in self.admitted)
        return is_admitted and rules.may_read(concern, body=body, handle=handle, handlers=self.everybody)


def staff() -> Staff:
    """Return who handles complaints now; in a body that never had a complaint, all its officers of the function."""
    admitted = set(HandlerAdmitted.objects.values_list("handle", "body"))
    bodies = {body for _, body in admitted}
    everybody = tuple(_handler(one) for one in officers_in(FUNCTION))
    let_in = tuple(one for one in everybody if (one.handle, one.body) in admitted or one.body not in bodies)
    return Staff(everybody, let_in)


def _handler(one: Colleague) -> Handler:
    return Handler(one.handle, one.name, one.authority, is_fallback=one.kind == FALLBACK)


def units() -> tuple[tuple[str, str], ...]:
    """Return code and name of every authority that somebody may complain about here."""
    return authorities()


def houses() -> tuple[House, ...]:
    """Return every authority as people call it."""
    return tuple(House(code, name) for code, name in authorities())


def body_name(code: str) -> str:
    """Return the name of a body."""
    return dict(authorities()).get(code, code)


# --- for handlers ------------------------------------------------------------------------------------------------


def check_admitted(reader: Officer) -> None:
    """Refuse who was not admitted by those who handled complaints before.

    Raises:
        NotPermitted: The function does not handle complaints.
        NotAdmitted: Nobody admitted them.
    """
    check_permission(reader, Permission.COMPLAINT_HANDLE)
    body = reader.reader.authority
    if not any((one.body, one.handle) == (body, reader.handle) for one in staff().admitted):
        raise NotAdmitted(body=body)


def complaints_for(reader: Officer) -> tuple[Complaint, ...]:
    """Return the complaints that a handler may read, the oldest first.

    Raises:
        NotPermitted, NotAdmitted: As `check_admitted`.
    """
    check_admitted(reader)
    known = staff()
    rows = Complaint.objects.filter(body=reader.reader.authority).order_by("received_on", "ref")
    return tuple(row for row in rows if known.may_read(concern_of(row), row.body, reader.handle))


def complaint_for(reader: Officer, ref: str) -> Complaint:
    """Return one complaint that a handler may read.

    Raises:
        NotPermitted, NotAdmitted: As `check_admitted`.
        NotFound: There is none, it lies elsewhere, or it concerns the handler's body.
    """
    check_admitted(reader)
    row = Complaint.objects.filter(ref=ref, body=reader.reader.authority).first()
    if row is None or not staff().may_read(concern_of(row), row.body, reader.handle):
        raise NotFound(kind="complaint")
    return row


def waiting_colleagues(reader: Officer) -> tuple[Handler, ...]:
    """Return who of the own body was given the function and waits to be admitted; of a body without anybody, too.

    Raises:
        NotPermitted, NotAdmitted: As `check_admitted`.
    """
    check_admitted(reader)
    known = staff()
    manned = {one.body for one in known.admitted} - {reader.reader.authority}
    return tuple(one for one in known.everybody if one not in known.admitted and one.body not in manned)


def bodies_open_to(row: Complaint) -> tuple[tuple[str, str], ...]:
    """Return code and name of the other bodies to which a complaint may be passed."""
    known = staff()
    concerned = known.concerned(concern_of(row))
    codes = sorted({one.body for one in known.admitted} - concerned - {row.body})
    return tuple((code, body_name(code)) for code in codes)


# --- for who complained ------------------------------------------------------------------------------------------


def complaint_followed(signs: str) -> Complaint | None:
    """Return the complaint of a code; nothing where there is none."""
    return Complaint.objects.filter(follow=keyed("complaint", signs)).first()


# --- for both ----------------------------------------------------------------------------------------------------


def said(row: Complaint) -> dict[str, str]:
    """Return what was written in a complaint, unsealed."""
    return unsealed("complaint", row.ref, row.sealed)


def thread(row: Complaint) -> tuple[ComplaintEntry, ...]:
    """Return the messages and acts of a complaint, in order."""
    return tuple(ComplaintEntry.objects.filter(complaint=row).order_by("number"))


def words_of(row: Complaint, entry: ComplaintEntry) -> str:
    """Return the words of one entry, unsealed."""
    return unsealed("complaint entry", f"{row.ref}/{entry.number}", entry.sealed).get("words", "")


def files_of(row: Complaint) -> tuple[tuple[int, str, str], ...]:
    """Return number, name and kind of the attachments of a complaint."""
    return tuple(
        (file.number, unsealed("complaint file", f"{row.ref}/{file.number}", file.sealed)["name"], file.kind)
        for file in row.files.order_by("number")
    )


def attachment_of(row: Complaint, number: int) -> dict[str, str]:
    """Return name, kind and content (base 64) of one attachment.

    Raises:
        NotFound: There is none of this number.
    """
    file = row.files.filter(number=number).first()
    if file is None:
        raise NotFound(kind="file")
    return unsealed("complaint file", f"{row.ref}/{number}", file.sealed) | {"kind": file.kind}


def concern_of(row: Complaint) -> Concern:
    """Return whom a complaint is about, by the whole of what who complained has written until now."""
    written = (words_of(row, entry) for entry in thread(row) if entry.kind == EntryKind.WRITTEN)
    about = frozenset({row.about, *row.concerned} - {""})
    return Concern(about, " ".join((*said(row).values(), *written)))


def open_complaints() -> Iterable[Complaint]:
    """Return every complaint that is not closed, for the node to look whether each still lies where it may."""
    return Complaint.objects.exclude(state=ComplaintState.CLOSED.value).order_by("received_on", "ref")


def held_for(reader: Officer) -> int:
    """Return how many complaints are held because nobody may receive them; nothing else of them.

    Raises:
        NotPermitted: The function does not oversee.
    """
    check_permission(reader, Permission.LEDGER_VERIFY)
    return Complaint.objects.filter(state=ComplaintState.HELD.value).count()
