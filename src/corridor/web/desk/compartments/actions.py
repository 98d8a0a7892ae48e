"""Writes of sealed compartments: make one, name people, seal, ask, approve, open. Each is told to owner and ledger.

Identities are sealed under the key of their compartment, and that key under the key of the node.
"""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.compartments import rules
from corridor.core.compartments.codes import CompartmentKind, OpeningReason, Told
from corridor.core.compartments.errors import NotColleague, OpeningState, PseudonymKnown, SecondPersonMissing
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity, keys
from corridor.web.base.accounts.queries import colleague
from corridor.web.base.ledger.actions import act
from corridor.web.base.sealing import new_key, seal, unseal
from corridor.web.desk.compartments import queries
from corridor.web.desk.compartments.models import Compartment, Identity, Named, Notice, Opening


def make_compartment(*, by: Officer, ref: str, kind: CompartmentKind, now: datetime) -> str:
    """Make a compartment that belongs to the officer, under a key of its own; return its reference.

    Raises:
        ReferenceMalformed: Its name could hold words about somebody.
    """
    check_permission(by, Permission.COMPARTMENT_KEEP)
    rules.check_reference(ref, "ref")
    uid = identity.uid()
    with act(Event.COMPARTMENT_MADE, by=by, now=now, about=uid, kind=kind.value):
        Compartment.objects.create(
            uid=uid,
            ref=ref,
            authority=by.reader.authority,
            kind=kind.value,
            owner=by.handle,
            sealed_key=seal(keys.sealing_key(), new_key(), bound=_of_compartment(uid)),
            made_at=now,
        )
    return uid


def name_officer(*, by: Officer, uid: str, handle: str, now: datetime) -> None:
    """Propose a colleague for a compartment; a second person must agree.

    Raises:
        NotFound: There is no such compartment for the officer, or somebody else owns it.
        NotColleague: Nobody who could be named has this handle.
    """
    found = _owned(by, uid)
    with act(Event.COMPARTMENT_NAMED, by=by, now=now, about=uid):
        known = found.named.filter(ended_at=None).values_list("handle", flat=True)
        proposed = colleague(handle, by.reader.authority, queries.KEEPING)
        if proposed is None or proposed in {by.handle, found.owner, *known}:
            raise NotColleague
        Named.objects.create(compartment=found, handle=proposed, named_by=by.handle, named_at=now)
        _tell(found, Told.NAMED, by, now, about=proposed)


def agree(*, by: Officer, uid: str, handle: str, now: datetime) -> None:
    """Agree, as the second person, that somebody is named; the first to be named accepts alone.

    Raises:
        NotFound: There is no such compartment or proposal for the officer.
        SecondPersonMissing: The officer is the one who proposed, or whom it would serve.
    """
    check_permission(by, Permission.COMPARTMENT_KEEP)
    asked = (
        Named.objects.select_related("compartment")
        .filter(compartment__uid=uid, compartment__authority=by.reader.authority)
        .filter(handle=handle, agreed_at=None, ended_at=None)
        .first()
    )
    agreed = queries.active_of(asked.compartment) if asked is not None else set()
    may_know = {*agreed, handle} if len(agreed) < 2 else agreed
    if asked is None or by.handle not in may_know:
        raise NotFound(kind="compartment")
    with act(Event.COMPARTMENT_AGREED, by=by, now=now, about=uid):
        if not rules.may_agree(by=by.handle, named_by=asked.named_by, proposed=handle, agreed=agreed):
            raise SecondPersonMissing
        changed = Named.objects.filter(pk=asked.pk, agreed_at=None).update(agreed_by=by.handle, agreed_at=now)
        if changed != 1:
            raise NotFound(kind="compartment")
        _tell(asked.compartment, Told.AGREED, by, now, about=handle)


def end_naming(*, by: Officer, uid: str, handle: str, now: datetime) -> None:
    """Take a name off a compartment: the owner anybody's, everybody the own one. What they asked for ends with it.

    Raises:
        NotFound: There is no such compartment or name for the officer.
    """
    found = queries.compartment_for(by, uid)
    named = found.named.filter(handle=handle, ended_at=None)
    if not named.exists() or by.handle not in {handle, queries.owner_of(found)}:
        raise NotFound(kind="compartment")
    with act(Event.COMPARTMENT_LEFT, by=by, now=now, about=uid):
        named.update(ended_at=now)
        Opening.objects.filter(identity__compartment=found, asked_by=handle, opened_at=None).update(open_until=now)
        _tell(found, Told.LEFT, by, now, about=handle)


def seal_identity(*, by: Officer, uid: str, pseudonym: str, content: str, now: datetime) -> str:
    """Seal who stands behind a pseudonym; return the reference of the identity. Nobody reads it without an opening.

    Raises:
        NotFound: There is no such compartment for the officer.
        ReferenceMalformed: The pseudonym could hold words about somebody.
        ContentMissing: Nothing was written, or too much.
        PseudonymKnown: The compartment keeps one under this pseudonym.
    """
    found = queries.compartment_for(by, uid)
    rules.check_reference(pseudonym, "pseudonym")
    rules.check_content(content)
    made = identity.uid()
    with act(Event.IDENTITY_SEALED, by=by, now=now, about=uid, identity=made):
        if found.identities.filter(pseudonym=pseudonym).exists():
            raise PseudonymKnown
        sealed = seal(_key_of(found), content.encode(), bound=_of_identity(found.uid, made))
        Identity.objects.create(
            uid=made, compartment=found, pseudonym=pseudonym, sealed=sealed, written_by=by.handle, written_at=now
        )
        _tell(found, Told.SEALED, by, now, about=pseudonym)
    return made


def erase_identity(*, by: Officer, uid: str, now: datetime) -> None:
    """Erase an identity, with every opening asked for it; the owner alone does so.

    Raises:
        NotFound: There is no such identity for the officer, or somebody else owns its compartment.
    """
    found = queries.identity_for(by, uid)
    compartment = _owned(by, found.compartment.uid)
    with act(Event.IDENTITY_ERASED, by=by, now=now, about=compartment.uid, identity=uid):
        Identity.objects.filter(pk=found.pk).delete()
        _tell(compartment, Told.ERASED, by, now, about=found.pseudonym)


def ask_opening(*, by: Officer, uid: str, reason: OpeningReason, file_mark: str, now: datetime) -> str:
    """Ask to see an identity; another named person decides. Return the reference of the opening.

    Raises:
        NotFound: There is no such identity for the officer.
        ReferenceMalformed: The file mark could hold words about somebody.
    """
    found = queries.identity_for(by, uid)
    rules.check_reference(file_mark, "file_mark")
    made = identity.uid()
    with act(Event.OPENING_ASKED, by=by, now=now, about=found.compartment.uid, opening=made, reason=reason.value):
        Opening.objects.create(
            uid=made, identity=found, reason=reason.value, file_mark=file_mark, asked_by=by.handle, asked_at=now
        )
        _tell(found.compartment, Told.ASKED, by, now, about=found.pseudonym)
    return made


def decide_opening(*, by: Officer, uid: str, approve: bool, now: datetime) -> None:
    """Approve or deny an opening that somebody else asked for.

    Raises:
        NotFound: There is no such opening for the officer.
        SecondPersonMissing: The officer asked for it.
        OpeningState: It was decided, or waited too long, or whoever asked is not named any more.
    """
    found = queries.opening_for(by, uid)
    compartment = found.identity.compartment
    event = Event.OPENING_APPROVED if approve else Event.OPENING_DENIED
    with act(event, by=by, now=now, about=compartment.uid, opening=uid):
        found = Opening.objects.select_for_update(of=("self",)).select_related("identity").get(pk=found.pk)
        rules.check_second(by=by.handle, asked_by=found.asked_by)
        rules.check_waiting(asked_at=found.asked_at, is_decided=found.decided_at is not None, now=now)
        if approve and found.asked_by not in queries.agreed_of(compartment):
            raise OpeningState(state="over", act="decided")
        Opening.objects.filter(pk=found.pk).update(
            decided_by=by.handle,
            decided_at=now,
            is_approved=approve,
            open_until=now + rules.OPEN_FOR if approve else None,
        )
        _tell(compartment, Told.APPROVED if approve else Told.DENIED, by, now, about=found.identity.pseudonym)


def open_identity(*, by: Officer, uid: str, now: datetime) -> tuple[Identity, str]:
    """Return who stands behind a pseudonym, to the officer who asked and was approved, this once.

    Raises:
        NotFound: There is no such opening for the officer.
        OpeningState: It was not approved, was used, or is over.
        SealBroken: What is sealed was changed.
    """
    found = queries.opening_for(by, uid)
    if found.asked_by != by.handle:
        raise NotFound(kind="opening")
    compartment = found.identity.compartment
    with act(Event.IDENTITY_OPENED, by=by, now=now, about=compartment.uid, opening=uid, identity=found.identity.uid):
        found = Opening.objects.select_for_update(of=("self",)).select_related("identity").get(pk=found.pk)
        rules.check_open(is_approved=found.is_approved, open_until=found.open_until, opened_at=found.opened_at, now=now)
        bound = _of_identity(compartment.uid, found.identity.uid)
        content = unseal(_key_of(compartment), bytes(found.identity.sealed), bound=bound).decode()
        Opening.objects.filter(pk=found.pk).update(opened_at=now)
        _tell(compartment, Told.OPENED, by, now, about=found.identity.pseudonym)
    return found.identity, content


def note_seen(*, by: Officer, uid: str, now: datetime) -> None:
    """Note that the owner has seen what there was to be told.

    Raises:
        NotFound: There is no such compartment for the officer, or somebody else owns it.
    """
    found = _owned(by, uid)
    with act(Event.PAGE_READ, by=by, now=now, about=uid, part="notices"):
        found.notices.filter(seen_at=None).update(seen_at=now)


def _owned(by: Officer, uid: str) -> Compartment:
    found = queries.compartment_for(by, uid)
    if queries.owner_of(found) != by.handle:
        raise NotFound(kind="compartment")
    return found


def _tell(compartment: Compartment, what: Told, by: Officer, now: datetime, *, about: str) -> None:
    """Leave a notice for the owner."""
    Notice.objects.create(compartment=compartment, what=what.value, handle=by.handle, about=about, at=now)


def _key_of(compartment: Compartment) -> bytes:
    return unseal(keys.sealing_key(), bytes(compartment.sealed_key), bound=_of_compartment(compartment.uid))


def _of_compartment(uid: str) -> bytes:
    return f"compartment:{uid}".encode()


def _of_identity(compartment: str, uid: str) -> bytes:
    return f"identity:{compartment}:{uid}".encode()
