"""Writes of the vault: each is one act, decided by the rules of casework, sealed, told to the ledger by codes only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.casework.codes import Basis, CaseState, Item
from corridor.core.casework.errors import EntryRefused
from corridor.core.casework.laying import laid_together
from corridor.core.casework.records import CaseFile, Entry, Value, Values
from corridor.core.casework.rules import Lists, check_entry, check_keeping, check_open
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.accounts.queries import colleague, colleagues
from corridor.web.base.ledger.actions import act
from corridor.web.protection.vault import files, keyring, queries
from corridor.web.protection.vault.models import Case, CaseMember, CaseNotice, CasePaper, CaseReading
from corridor.web.protection.vault.queries import Kept

EMERGENCY = timedelta(hours=24)
"""How long an emergency opening lasts."""

WORKING = frozenset({Permission.CASE_READ, Permission.CASE_WRITE})
"""What the function of somebody on a team must carry."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
INVENTED_COUNTRIES = frozenset({"XA", "XB", "XC"})

TYPED = frozenset({Item.PERSON, Item.NEED, Item.SERVICE, Item.STEP, Item.NOTE})
"""What officers write into a case entry by entry; documents, consents and shares have acts of their own."""

Making = Callable[[CaseFile], Sequence[Entry]]


@dataclass(frozen=True)
class Opening:
    """A case as it is opened: why it may be kept, and what the person said; none of it must be said."""

    basis: Basis
    person: Values = field(default_factory=dict)
    needs: tuple[Values, ...] = ()


@cache
def lists() -> Lists:
    """Return the codes in force of every list, for the rules."""
    return {
        name: frozenset(term.code for term in vocabulary.current()) for name, vocabulary in shelf.vocabularies().items()
    }


@cache
def nationalities() -> frozenset[str]:
    """Return the countries of which a person may be a national; being stateless is an answer beside them."""
    return frozenset(shelf.countries().by_code) | INVENTED_COUNTRIES


def open_case(*, by: Officer, opening: Opening, now: datetime) -> str:
    """Open a case and return its reference; who opens it is its team.

    Raises:
        NotPermitted: The function keeps no cases.
        EntryRefused: Something cannot be written down as it was given.
    """
    check_permission(by, Permission.CASE_WRITE)
    ref = new_ref()
    size: list[int] = []
    with act(Event.CASE_OPENED, by=by, now=now, about=ref, size=size):
        entries = [
            Entry(now, by.handle, Item.CASE, values={"basis": opening.basis.value, "state": CaseState.OPEN.value}),
            Entry(now, by.handle, Item.PERSON, values=opening.person),
            *(Entry(now, by.handle, Item.NEED, str(identity.uid()), need) for need in opening.needs),
        ]
        _check(entries)
        row = Case(uid=str(identity.uid()), ref=ref, authority=by.reader.authority, opened_on=now.date())
        files.begin(row, keyring.create(row.uid), entries)
        size.append(len(entries))
        CaseMember.objects.create(case=row, handle=by.handle, since=now)
    return ref


def new_ref() -> str:
    """Return a fresh reference, such as C-7QK2-M9XD: random, and easy to read aloud."""
    number = int(identity.uid()[:10], 16)
    drawn = "".join(_LETTERS[number >> 5 * place & 31] for place in range(8))
    return f"C-{drawn[:4]}-{drawn[4:]}"


def read_case(*, by: Officer, ref: str, now: datetime, event: Event = Event.CASE_SHOWN) -> Kept:
    """Return one case that the officer reaches, and write down that it was opened.

    Raises:
        NotFound, KeepingEnded, FileBroken, SealBroken: As `case_for`.
    """
    with act(event, by=by, now=now, about=ref):
        kept = queries.case_for(by, ref, now=now)
        _note_reading(kept.row, by, now, event)
    return kept


def read_document(*, by: Officer, ref: str, uid: str, now: datetime) -> tuple[str, str, bytes]:
    """Return name, kind and bytes of a document, and write down that it was opened.

    Raises:
        NotFound, KeepingEnded: As `document_for`.
    """
    with act(Event.CASE_SHOWN, by=by, now=now, about=ref, document=uid):
        document, content = queries.document_for(by, ref, uid, now=now)
        _note_reading(queries.row_for(by, ref, now=now), by, now, Event.CASE_SHOWN)
    return document.name, document.kind, content


def write_entry(
    *, by: Officer, ref: str, item: Item, values: Values, now: datetime, uid: str = "", why: str = ""
) -> str:
    """Write one entry into an open case and return the identifier of what it is about.

    An identifier names what is changed; without one, something new is written down (the person and the case have none).

    Raises:
        NotFound: The case is not this officer's, or has no such item.
        CaseClosed, KeepingEnded, EntryRefused: It cannot be written.
    """
    made = uid or ("" if item in (Item.PERSON, Item.CASE) else str(identity.uid()))

    def entries(file: CaseFile) -> Sequence[Entry]:
        if item not in TYPED:
            raise EntryRefused(item=item.value, field="item")
        if uid and uid not in _uids(file, item):
            raise NotFound(kind=item.value)
        if not uid and item in (Item.NEED, Item.SERVICE, Item.STEP) and "kind" not in values:
            raise EntryRefused(item=item.value, field="kind")
        return [Entry(now, by.handle, item, made, values, why)]

    with writing(Event.CASE_WRITTEN, by=by, ref=ref, now=now, item=item.value) as case:
        case.add(entries)
    return made


@dataclass
class Writing:
    """A case that is being written into, inside one act; `size` tells the ledger how many entries it has afterwards."""

    by: Officer
    ref: str
    now: datetime
    size: list[int] = field(default_factory=list)

    def add(self, making: Making, *, even_closed: bool = False) -> Kept:
        """Write entries that depend on how the case stands, and return the case as it stands then.

        Raises:
            NotFound, CaseClosed, KeepingEnded, EntryRefused: As `write_entry`.
        """
        row = queries.row_for(self.by, self.ref, now=self.now, to_write=True)
        kept = queries.opened(row)
        if not even_closed:
            check_keeping(kept.file, ref=self.ref, now=self.now)
            check_open(kept.file, ref=self.ref)
        entries = tuple(making(kept.file))
        _check(entries)
        self.size[:] = [files.add(row, keyring.key_of(row.uid), entries)]
        whole = (*kept.entries, *entries)
        return Kept(row, laid_together(whole), whole)


@contextmanager
def writing(event: Event, *, by: Officer, ref: str, now: datetime, **detail: object) -> Iterator[Writing]:
    """Write into a case as one act.

    Raises:
        NotPermitted: The function keeps no cases.
    """
    check_permission(by, Permission.CASE_WRITE)
    size: list[int] = []
    with act(event, by=by, now=now, about=ref, size=size, **detail):
        yield Writing(by, ref, now, size)


def add_document(*, by: Officer, ref: str, clean: Mapping[str, str], content: bytes, now: datetime) -> str:
    """Keep a document that was taken in and cleaned, and return its identifier.

    Args:
        clean: `name`, `kind`, `size`, `sha256` and `words` as an entry holds them.
    """
    uid = str(identity.uid())
    with writing(Event.CASE_WRITTEN, by=by, ref=ref, now=now, item=Item.DOCUMENT.value) as case:
        values: dict[str, Value] = dict(clean)
        kept = case.add(lambda _: [Entry(now, by.handle, Item.DOCUMENT, uid, values)])
        files.keep_paper(kept.row, keyring.key_of(kept.row.uid), uid, content)
    return uid


def remove_document(*, by: Officer, ref: str, uid: str, why: str, now: datetime) -> None:
    """Erase the bytes of a document; that there was one stays in the history.

    Raises:
        NotFound: The case has no such document.
    """
    with writing(Event.CASE_WRITTEN, by=by, ref=ref, now=now, item=Item.DOCUMENT.value, removed=True) as case:

        def entries(file: CaseFile) -> Sequence[Entry]:
            if uid not in {one.uid for one in file.documents}:
                raise NotFound(kind="document")
            return [Entry(now, by.handle, Item.DOCUMENT, uid, {"removed": True}, why)]

        kept = case.add(entries)
        CasePaper.objects.filter(case=kept.row, uid=uid).delete()


def close_case(*, by: Officer, ref: str, reason: str, now: datetime) -> None:
    """Close a case; it stays to be read by its team.

    Raises:
        EntryRefused: The reason is none of the list.
    """

    def entries(file: CaseFile) -> Sequence[Entry]:
        if not reason:
            raise EntryRefused(item=Item.CASE.value, field="reason")
        return [Entry(now, by.handle, Item.CASE, values={"state": CaseState.CLOSED.value, "reason": reason})]

    _turn_case(by=by, ref=ref, event=Event.CASE_CLOSED, entries=entries, now=now, is_open=False)


def reopen_case(*, by: Officer, ref: str, why: str, now: datetime) -> None:
    """Open a closed case again."""

    def entries(file: CaseFile) -> Sequence[Entry]:
        check_keeping(file, ref=ref, now=now)
        values: Values = {"state": CaseState.OPEN.value, "reason": ""}
        return [Entry(now, by.handle, Item.CASE, values=values, why=why)]

    _turn_case(by=by, ref=ref, event=Event.CASE_REOPENED, entries=entries, now=now, is_open=True)


def _turn_case(*, by: Officer, ref: str, event: Event, entries: Making, now: datetime, is_open: bool) -> None:
    with writing(event, by=by, ref=ref, now=now) as case:
        kept = case.add(entries, even_closed=is_open)
        Case.objects.filter(pk=kept.row.pk).update(is_open=is_open)


def add_to_team(*, by: Officer, ref: str, handle: str, now: datetime) -> None:
    """Let a colleague work on a case.

    Raises:
        NotFound: The case is not this officer's, or no colleague of this handle keeps cases.
    """
    check_permission(by, Permission.CASE_WRITE)
    with act(Event.CASE_TEAM_CHANGED, by=by, now=now, about=ref, added=handle):
        row = queries.lasting_row_for(by, ref, now=now)
        if colleague(handle, by.reader.authority, WORKING) is None:
            raise NotFound(kind="officer")
        CaseMember.objects.filter(case=row, handle=handle, until__isnull=False).delete()
        CaseMember.objects.get_or_create(case=row, handle=handle, until=None, defaults={"since": now})


def take_off_team(*, by: Officer, ref: str, handle: str, now: datetime) -> None:
    """End somebody's work on a case; the last one on it stays until somebody else is.

    Raises:
        NotFound: The case is not this officer's, or nobody else works on it.
    """
    check_permission(by, Permission.CASE_WRITE)
    with act(Event.CASE_TEAM_CHANGED, by=by, now=now, about=ref, removed=handle):
        row = queries.lasting_row_for(by, ref, now=now)
        lasting = CaseMember.objects.filter(case=row, until=None)
        if not lasting.exclude(handle=handle).exists():
            raise NotFound(kind="officer")
        CaseMember.objects.filter(case=row, handle=handle).delete()


def open_in_emergency(*, by: Officer, ref: str, reason: str, now: datetime) -> None:
    """Let an officer who is not on the team open a case for a day; everybody on the team is told at once.

    Raises:
        NotFound: The own body keeps no such case.
        EntryRefused: The reason is none of the list.
    """
    check_permission(by, Permission.CASE_READ)
    with act(Event.CASE_OPENED_IN_EMERGENCY, by=by, now=now, about=ref, reason=reason):
        if reason not in lists()["emergency-reasons"]:
            raise EntryRefused(item=Item.CASE.value, field="reason")
        row = Case.objects.filter(ref=ref, authority=by.reader.authority).select_for_update().first()
        if row is None:
            raise NotFound(kind="case")
        if queries.reached(by, now).filter(pk=row.pk).exists():
            return
        for member in queries.team_of(row, now):
            CaseNotice.objects.create(
                uid=str(identity.uid()),
                case=row,
                to=member.handle,
                what="emergency",
                by=by.handle,
                reason=reason,
                at=now,
            )
        CaseMember.objects.create(case=row, handle=by.handle, since=now, until=now + EMERGENCY, is_emergency=True)


def colleagues_of(reader: Officer) -> tuple[tuple[str, str], ...]:
    """Return handle and name of the officers of the own body who may work on cases."""
    return colleagues(reader.reader.authority, WORKING)


def see_notice(*, by: Officer, uid: str, now: datetime) -> None:
    """Note that an officer has seen a notice."""
    with act(Event.NOTICE_SEEN, by=by, now=now, about=uid):
        CaseNotice.objects.filter(uid=uid, to=by.handle, seen_at=None).update(seen_at=now)


def _uids(file: CaseFile, item: Item) -> frozenset[str]:
    if item is Item.NEED:
        return frozenset(need.uid for need in file.needs)
    if item is Item.SERVICE:
        return frozenset(service.uid for service in file.services)
    return frozenset(step.uid for step in file.steps) if item is Item.STEP else frozenset()


def _check(entries: Sequence[Entry]) -> None:
    for entry in entries:
        check_entry(entry, lists=lists(), countries=nationalities())


def _note_reading(row: Case, by: Officer, now: datetime, event: Event) -> None:
    way = event.value.partition(":")[2]
    reading, made = CaseReading.objects.get_or_create(case=row, handle=by.handle, on=now.date(), way=way)
    if not made:
        CaseReading.objects.filter(pk=reading.pk).update(times=reading.times + 1)
