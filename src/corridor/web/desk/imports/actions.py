"""Writes of the import: bring a file, read it, publish in one act, undo in another, withdraw a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.merkle import Frontier
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.imports.errors import FileRefused
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.text import storable
from corridor.web.base import identity, keys
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.imports import files, history, hostile, queries
from corridor.web.desk.imports.ahead import Job
from corridor.web.desk.imports.errors import (
    FileGone,
    LoadBusy,
    LoadState,
    MappingUnknown,
    NodeStopped,
    ReleaseDayInvalid,
)
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.imports.queries import Choice
from corridor.web.desk.imports.reading import Cancelled, Reading
from corridor.web.desk.retention import erasing as retention
from corridor.web.desk.statements import actions as statements
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import search_store
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.preparing import Preparing


@dataclass(frozen=True)
class Order:
    """What an officer asks for: which file, read how, marked how, of which release."""

    upload: str
    mapping: str = ""
    preset: str = ""
    released_on: str = ""
    recipients: tuple[str, ...] = ()


def bring(*, by: Officer, file_name: str, pieces: Iterable[bytes], now: datetime) -> str:
    """Keep a file and return the uid under which it waits; nothing of it is read yet. What has expired is erased."""
    check_permission(by, Permission.IMPORT_PREVIEW)
    files.forget_expired(now)
    uid = identity.uid()
    size, digest = files.keep(uid, pieces)
    with act(Event.IMPORT_STARTED, by=by, now=now, about=uid, size=size):
        Upload.objects.create(
            uid=uid, file_name=storable(file_name)[:200], size=size, digest=digest, brought_by=by.handle, brought_at=now
        )
    return uid


def discard(*, by: Officer, upload: str, now: datetime) -> None:
    """Forget a file that was brought."""
    found = queries.upload_for(by, upload)
    with act(Event.IMPORT_CANCELLED, by=by, now=now, about=upload):
        Upload.objects.filter(pk=found.pk).delete()
    files.path_of(found).unlink(missing_ok=True)


def discard_all(*, by: Officer, uploads: Sequence[str], now: datetime) -> None:
    """Forget several files; one that this officer did not bring is refused before any is forgotten."""
    for upload in uploads:
        queries.upload_for(by, upload)
    for upload in uploads:
        discard(by=by, upload=upload, now=now)


@dataclass(frozen=True)
class Brought:
    """Several files that were brought together: where they wait, or why some of them cannot be read.

    `unknown` are those that no mapping recognises; the officer may describe them.
    """

    uploads: tuple[str, ...]
    refused: tuple[tuple[str, CorridorError], ...]
    unknown: tuple[str, ...] = ()


def bring_all(
    *,
    by: Officer,
    brought: Sequence[tuple[str, Iterable[bytes]]],
    choice: Choice,
    now: datetime,
    to_describe: bool = False,
) -> Brought:
    """Keep several files, all or none: when one of them cannot be read as asked, none stays.

    Args:
        brought: The name of each file and its content in pieces.
        to_describe: Keep files that no mapping recognises, if the officer may describe them.
    Returns:
        The uids under which they wait; or, by file name, why files were refused.
    """
    check_permission(by, Permission.IMPORT_PREVIEW)
    uploads: list[str] = []
    unknown: list[str] = []
    refused: list[tuple[str, CorridorError]] = []
    to_describe = to_describe and Permission.MAPPING_WRITE in by.permissions and not choice.mapping
    for file_name, pieces in brought:
        try:
            uploads.append(bring(by=by, file_name=file_name, pieces=pieces, now=now))
            queries.reader_for(by, queries.upload_for(by, uploads[-1]), choice.mapping, now)
        except CorridorError as problem:
            if to_describe and isinstance(problem, MappingUnknown):
                unknown.append(uploads[-1])
            else:
                refused.append((file_name, problem))
                if hostile.is_hostile(problem) and hostile.set_aside(by, uploads[-1], problem, now):
                    uploads.pop()
    if refused:
        discard_all(by=by, uploads=uploads, now=now)
        return Brought((), tuple(refused))
    return Brought(tuple(uploads), (), tuple(unknown))


def begin(*, by: Officer, order: Order, now: datetime) -> str:
    """Make the load that a file will be read into; return its uid. Reading is another step, in the background.

    Raises:
        MappingUnknown: No mapping fits.
        MarkingUnknown: No preset has this name.
        MarkingInvalid: The preset admits named authorities only, and none is named.
        UseRefused: The officer could not read what would be stored under this marking.
        ReleaseDayInvalid: The day of the release is no day, or lies in the future.
    """
    check_permission(by, Permission.IMPORT_RUN)
    check_release_day(order.released_on, now)
    upload = queries.upload_for(by, order.upload)
    with hostile.watched(by, upload.uid, now):
        mapping = queries.mapping_for(by, upload, order.mapping)
    preset = order.preset or mapping.marking
    marking = queries.marking_chosen(by, preset, order.recipients)
    with act(Event.IMPORT_STARTED, by=by, now=now, about=upload.uid, mapping=mapping.name, preset=preset):
        statements.add_props()
        mark = intern(marking, now)
        edition = statements.Edition(
            source=mapping.source,
            edition=mapping.edition,
            title=mapping.title["en"],
            publisher=mapping.credit,
            mapping=mapping.name,
            credit=mapping.credit,
            licence=mapping.licence,
        )
        dataset = statements.add_dataset(authority=by.reader.authority, edition=edition, mark=mark)
        load = statements.add_load(
            dataset=dataset,
            mark=mark,
            released_on=order.released_on or queries.released_on(mapping, upload, now),
            brought_by=by.handle,
            now=now,
            file_name=upload.file_name,
            whole=mapping.whole,
            edition=edition,
        )
        Load.objects.filter(pk=load.pk).update(upload=upload.uid, mapping=mapping.name)
    return load.uid


def begin_all(*, by: Officer, uploads: Sequence[str], choice: Choice, now: datetime) -> list[str]:
    """Make the loads of several files; one that cannot be read as asked is refused before any load is made."""
    check_permission(by, Permission.IMPORT_RUN)
    for upload in uploads:
        queries.reader_for(by, queries.upload_for(by, upload), choice.mapping, now)
    return [
        begin(
            by=by,
            order=Order(upload, choice.mapping, choice.preset, choice.released_on, choice.recipients),
            now=now,
        )
        for upload in uploads
    ]


def check_release_day(released_on: str, now: datetime) -> None:
    """Refuse a day of release that is no day or lies in the future; an empty one leaves it to the file.

    Raises:
        ReleaseDayInvalid: It is no day, or lies in the future.
    """
    if released_on:
        try:
            if date.fromisoformat(released_on) <= now.date() and len(released_on) == len("2021-03-14"):
                return
        except ValueError:
            pass
        raise ReleaseDayInvalid


def run(*, by: Officer, load: str, now: datetime) -> Load:
    """Read a load's file to its end and publish it as one act; a load that fails or is cancelled leaves no trace.

    Raises:
        LoadBusy: The same data set is being imported by somebody else.
        FileRefused: The file is damaged.
    """
    check_permission(by, Permission.IMPORT_RUN)
    found = queries.load_for(by, load)
    _check_state(found, Load.State.WAITING, "read")
    try:
        with alone(found.dataset):
            found.refresh_from_db(fields=["state"])
            _check_state(found, Load.State.WAITING, "read")
            _abandon(found.dataset, besides=found.pk)
            retention.clear(found.dataset, now)
            _publish(by, found, _read(by, found, now), now)
    except Cancelled:
        with act(Event.IMPORT_CANCELLED, by=by, now=now, about=load):
            _set_state(found, Load.State.CANCELLED)
    except (LoadBusy, LoadState, turn.Unfinished):
        raise
    except CorridorError as refused:
        with act(Event.IMPORT_FAILED, by=by, now=now, about=load, code=refused.code):
            _set_state(found, Load.State.FAILED, problem=problem_of(refused))
        hostile.set_aside(by, found.upload, refused, now)
        raise
    except Exception:
        with act(Event.IMPORT_FAILED, by=by, now=now, about=load, code=NodeStopped.code):
            _set_state(found, Load.State.FAILED, problem=problem_of(NodeStopped()))
        raise
    found.refresh_from_db()
    return found


def problem_of(refused: CorridorError) -> dict[str, object]:
    """Return a refusal as it is kept with a load: codes and identifiers."""
    hint = refused.hint_for_fault if isinstance(refused, FileRefused) else refused.hint
    params = {key: value if isinstance(value, int) else str(value) for key, value in refused.params.items()}
    return {"code": refused.code, "message": refused.message, "hint": hint, "params": params}


def _read(by: Officer, load: Load, now: datetime) -> Frontier:
    """Read the whole file into the load; return the Merkle tree of the records it contained, in their order."""
    upload = Upload.objects.filter(uid=load.upload).first()
    if upload is None or not files.path_of(upload).exists():
        raise FileGone
    mapping = queries.reader_for(by, upload, load.mapping, now).mapping
    total = queries.rows_in(upload, mapping)
    with turn.write():
        _set_state(load, Load.State.READING, rows_total=total)
    preparing = Preparing(spine.prop_numbers(), spine.searched_props(), keys.digest_key())
    job = Job(files.path_of(upload), upload.file_name, mapping, now.date().isoformat(), preparing)
    return Reading(load).run(job).root


def _publish(by: Officer, load: Load, records: Frontier, now: datetime) -> None:
    """Let the load stand, as one act; what a complete release lacks is displaced first, batch by batch."""
    history.prepare_publication(load)
    search_store.sort_in()
    load.refresh_from_db(fields=["rows_read", "accepted", "revised", "unchanged", "rejected", "statements"])
    with act(
        Event.IMPORT_PUBLISHED,
        by=by,
        now=now,
        about=load.uid,
        root=records.root.hex(),
        records=records.size,
        accepted=load.accepted,
        revised=load.revised,
        unchanged=load.unchanged,
        rejected=load.rejected,
        statements=load.statements,
    ):
        if Load.objects.values_list("cancel_asked", flat=True).get(pk=load.pk):
            raise Cancelled
        statements.flip(load, stands=True)
        _set_state(load, Load.State.PUBLISHED, published_at=now, rows_total=load.rows_read)


def cancel(*, by: Officer, load: str, now: datetime) -> None:
    """Ask a load that is being read to stop; what was read never counts."""
    check_permission(by, Permission.IMPORT_RUN)
    found = queries.load_for(by, load)
    with act(Event.IMPORT_CANCELLED, by=by, now=now, about=load):
        found.refresh_from_db(fields=["state"])
        _check_state(found, (Load.State.WAITING, Load.State.READING), "cancelled")
        Load.objects.filter(pk=found.pk).update(cancel_asked=True)
        if found.state == Load.State.WAITING:
            _set_state(found, Load.State.CANCELLED)
    if found.state == Load.State.READING:
        _end_if_abandoned(found)


def _end_if_abandoned(load: Load) -> None:
    """Cancel a load that nobody is reading any more, since the reader that should notice has died."""
    with suppress(LoadBusy), alone(load.dataset), turn.write():
        Load.objects.filter(pk=load.pk, state=Load.State.READING).update(state=Load.State.CANCELLED)


def give_up(load: str, refused: CorridorError) -> None:
    """Note that a load will not be read, since whoever asked for it may not act any more."""
    with turn.write():
        Load.objects.filter(uid=load, state=Load.State.WAITING).update(
            state=Load.State.FAILED, problem=problem_of(refused)
        )


def undo(*, by: Officer, load: str, now: datetime) -> None:
    """Take one release back: everything is as if it had never come, and it can be redone."""
    _turn(by, load, now, Event.IMPORT_UNDONE, Load.State.PUBLISHED, Load.State.UNDONE, "undone")


def redo(*, by: Officer, load: str, now: datetime) -> None:
    """Let a release stand again that was undone."""
    _turn(by, load, now, Event.IMPORT_REDONE, Load.State.UNDONE, Load.State.PUBLISHED, "redone")


def _turn(by: Officer, load: str, now: datetime, event: Event, before: str, after: str, wanted: str) -> None:
    """Flip one release from one state to the other, while nobody else moves its data set."""
    check_permission(by, Permission.IMPORT_UNDO)
    found = queries.load_for(by, load)
    _check_state(found, before, wanted)
    with alone(found.dataset):
        found.refresh_from_db(fields=["state"])
        _check_state(found, before, wanted)
        history.prepare_undo(found)
        with act(event, by=by, now=now, about=load):
            statements.flip(found, stands=after == Load.State.PUBLISHED)
            _set_state(found, after)


def withdraw_source(*, by: Officer, source: str, now: datetime, reason: str = "") -> int:
    """Withdraw everything the officer's authority holds of a source, everywhere at once; return how many releases.

    Args:
        reason: A code of `Withdrawal`.
    """
    check_permission(by, Permission.SOURCE_WITHDRAW)
    loads = queries.loads_of_source(by, source, state=Load.State.PUBLISHED)
    if not loads:
        raise NotFound(kind="source")
    with ExitStack() as held:
        for dataset in sorted({load.dataset for load in loads}, key=lambda dataset: dataset.pk):
            held.enter_context(alone(dataset))
        with act(Event.SOURCE_WITHDRAWN, by=by, now=now, about=source, releases=len(loads), reason=reason):
            for load in loads:
                statements.flip(load, stands=False)
            Load.objects.filter(pk__in=[load.pk for load in loads]).update(state=Load.State.WITHDRAWN)
    return len(loads)


def restore_source(*, by: Officer, source: str, now: datetime, reason: str = "") -> int:
    """Let a withdrawn source stand again, release by release; return how many releases.

    Args:
        reason: A code of `Restoration`.
    """
    check_permission(by, Permission.SOURCE_WITHDRAW)
    loads = queries.loads_of_source(by, source, state=Load.State.WITHDRAWN)
    if not loads:
        raise NotFound(kind="source")
    for load in loads:
        with alone(load.dataset):
            history.prepare_undo(load)
            with act(Event.SOURCE_RESTORED, by=by, now=now, about=source, release=load.uid, reason=reason):
                statements.flip(load, stands=True)
                _set_state(load, Load.State.PUBLISHED)
    return len(loads)


def _check_state(load: Load, expected: str | tuple[str, ...], wanted: str) -> None:
    """Refuse an act on a load that is not in a state for it.

    Raises:
        LoadState: It is not.
    """
    if load.state not in ((expected,) if isinstance(expected, str) else expected):
        raise LoadState(state=load.state, act=wanted)


def _set_state(load: Load, state: str, **fields: object) -> None:
    Load.objects.filter(pk=load.pk).update(state=state, **fields)


def _abandon(dataset: Dataset, *, besides: int) -> None:
    """Mark what a crash left half read: whoever holds the data set alone knows that nobody is reading into it."""
    stale = Load.objects.filter(dataset=dataset, state=Load.State.READING).exclude(pk=besides)
    if stale.exists():
        with turn.write():
            stale.update(state=Load.State.FAILED, problem=problem_of(NodeStopped()))
