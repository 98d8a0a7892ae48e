"""Writes of published tables: one officer makes and proposes, another publishes; nothing is published unattacked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.publishing.codes import Kind, Why
from corridor.core.publishing.errors import (
    AskedWrongly,
    CountedAnew,
    KeptIn,
    NothingCounted,
    NotNow,
    Recovered,
    SameHand,
)
from corridor.core.publishing.exchange import (
    asked_document,
    asked_from,
    content_of,
    digest_of,
    payload_of,
)
from corridor.core.publishing.records import Asked, Counts, Coverage, Publication, Release, SourceTold
from corridor.core.publishing.rules import keepers, problems
from corridor.web.base import identity
from corridor.web.base.accounts.frame import node_name
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.base.published import files as published
from corridor.web.desk.publishing import answering, protecting, queries
from corridor.web.desk.publishing.models import PublicTable

State = PublicTable.State
KEPT = timedelta(days=60)
"""A draft that nobody moved on goes after so long, with what was counted for it."""


def make_table(*, by: Officer, asked: Asked, now: datetime, uid: str = "", why: str = "") -> PublicTable:
    """Count what is asked and keep it as a draft: a new table, or the next version of one that is published.

    Raises:
        AskedWrongly: No table can be made of this.
        NothingCounted: There is nothing to count.
        KeptIn: It rests on what may not be published.
        NotFound: The table of which this would be a version is not published, or by another authority.
    """
    check_permission(by, Permission.TABLE_MAKE)
    if wrong := problems(asked):
        raise AskedWrongly(field=", ".join(wrong))
    counting = queries.counted_for(by, asked)
    table, number = uid or str(identity.uid()), _next(by, uid)
    told = {"counted": asked.counted.value, "axes": "-".join(asked.axes), "version": number}
    with act(Event.TABLE_MADE, by=by, now=now, about=table, **told):
        check_publishable(by, counting.marks)
        return PublicTable.objects.create(
            uid=table,
            number=number,
            kind=Kind.TABLE.value,
            asked=asked_document(asked),
            counts={
                "reader_class": by.reader_class,
                **_written(counting.counts),
                "coverage": asdict(counting.counts.coverage),
                "sources": [asdict(one) for one in counting.sources],
            },
            marks=list(counting.marks),
            units=sum(counting.counts.cells.values()),
            why=_why(why) if uid else "",
            authority=by.reader.authority,
            made_by=by.handle,
            made_at=now,
        )


def _next(by: Officer, uid: str) -> int:
    if not uid:
        return 1
    queries.published_for(by, uid)
    return 1 + max(PublicTable.objects.filter(uid=uid).values_list("number", flat=True))


def _written(counts: Counts) -> dict[str, Any]:
    return {
        "codes": [[axis.value, list(codes)] for axis, codes in counts.codes.items()],
        "cells": [[list(key), count] for key, count in counts.cells.items()],
        "units": [[list(key), dict(part)] for key, part in counts.units.items()],
    }


def check_standing(by: Officer, row: PublicTable) -> None:
    """Refuse a version whose records do not say any more what it counted; it is counted anew as its maker sees them.

    A sum over nodes is left as it is: it is made of what was released and stands.

    Raises:
        CountedAnew: They do not.
    """
    if not row.counts or "codes" not in row.counts:
        return
    maker = replace(by, reader_class=row.counts.get("reader_class", by.reader_class))
    try:
        anew = queries.counted_for(maker, asked_from(row.asked))
    except (NothingCounted, AskedWrongly):
        raise CountedAnew from None
    if set(anew.marks) != set(row.marks) or _said(_written(anew.counts)) != _said(row.counts):
        raise CountedAnew


def _said(counts: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what a count says in whatever order it was read."""
    units = {tuple(key): sorted(part.values()) for key, part in counts["units"]}
    return counts["codes"], {tuple(key): count for key, count in counts["cells"]}, units


def _why(why: str) -> str:
    if why not in set(Why):
        raise AskedWrongly(field="why")
    return why


def check_publishable(by: Officer, marks: tuple[int, ...] | list[int]) -> None:
    """Refuse figures that rest on what an officer may not take out, or what belongs to others and is not public.

    Raises:
        KeptIn: They do.
    """
    if visible_marks(by.reader_class, marks, queries.PUBLISHABLE) != set(marks):
        raise KeptIn(authorities=by.reader.authority)
    if found := keepers((marking_of(mark) for mark in marks), authority=by.reader.authority):
        raise KeptIn(authorities=", ".join(sorted(found)))


def propose(*, by: Officer, uid: str, number: int, now: datetime) -> None:
    """Ask for the publication of a table that was protected and attacked: from now on its content stays as it is.

    Raises:
        Recovered: The attack is not done, worked something out, or was made before another release.
        CountedAnew: What it counts changed since.
    """
    row = queries.table_for(by, uid, number)
    with act(Event.TABLE_PROPOSED, by=by, now=now, about=uid, version=number) as doing:
        _check_state(row, State.DRAFT)
        check_publishable(by, row.marks)
        check_standing(by, row)
        answer = protecting.answer_of(row)
        if answer is None:
            raise Recovered(reason="it was not attacked")
        if answer["refused"] or not answer["is_safe"] or not answer["published"]:
            raise Recovered(reason="the attack found cells, or the table cannot be protected")
        _keep(row, answer, doing)


def _keep(row: PublicTable, answer: Mapping[str, Any], doing: Act) -> None:
    content = content_of(_publication(row, answer["published"], doing.now))
    digest = digest_of(content)
    attack = {**answer["attack"], "of": digest, "hidden": answer["hidden"]}
    PublicTable.objects.filter(pk=row.pk).update(
        state=State.PROPOSED, content=content, digest=digest, attack=attack, over=protecting.over(row)
    )
    doing.note(Event.ANALYSIS_ASKED, about=row.uid, attack=digest)


def _publication(row: PublicTable, tables: list[Any], now: datetime) -> Publication:
    latest = queries.latest_of(row.uid)
    counts = row.counts or {}
    release = Release(
        uid=row.uid,
        number=row.number,
        node=node_name(settings.HOME),
        authority=row.authority,
        on=now.date().isoformat(),
        supersedes=latest.number if latest is not None else 0,
        why=row.why,
    )
    return Publication(
        kind=Kind(row.kind),
        release=release,
        asked=asked_from(row.asked),
        tables=protecting.read(tables),
        sources=tuple(SourceTold(**one) for one in counts.get("sources", ())),
        coverage=Coverage(**counts.get("coverage", {})),
    )


def propose_withdrawal(*, by: Officer, uid: str, why: str, now: datetime) -> PublicTable:
    """Propose that a published table is withdrawn: its versions stay listed, marked as withdrawn, once another agrees.

    Raises:
        NotFound: The officer's authority published no such table.
        NotNow: It is withdrawn already.
    """
    check_permission(by, Permission.TABLE_MAKE)
    with act(Event.TABLE_PROPOSED, by=by, now=now, about=uid, withdrawal=True):
        latest = queries.published_for(by, uid)
        if latest.kind == Kind.WITHDRAWN:
            raise NotNow(state=Kind.WITHDRAWN.value)
        row = PublicTable(
            uid=uid,
            number=_next(by, uid),
            kind=Kind.WITHDRAWN.value,
            state=State.PROPOSED,
            asked=latest.asked,
            marks=[],
            why=_why(why),
            authority=latest.authority,
            made_by=by.handle,
            made_at=now,
        )
        row.content = content_of(_publication(row, [], now))
        row.digest = digest_of(row.content)
        row.attack = {"of": row.digest}
        row.save()
    return row


def publish(*, by: Officer, uid: str, number: int, now: datetime) -> None:
    """Publish a proposed version: sign exactly what was attacked, and lay the file where anybody may read it.

    Raises:
        SameHand: The officer made it.
        Recovered: The attack is not of these bytes, found something, or another table was published since.
        KeptIn: It rests on what may not be published.
        CountedAnew: What it counts changed since it was counted.
    """
    check_permission(by, Permission.TABLE_PUBLISH)
    row = queries.table_for(by, uid, number)
    with act(Event.TABLE_PUBLISHED, by=by, now=now, about=uid, version=number, digest=row.digest) as doing:
        _check_state(row, State.PROPOSED)
        if by.handle == row.made_by:
            raise SameHand
        check_publishable(by, row.marks)
        check_standing(by, row)
        _check_attacked(row)
        protecting.forget(row.uid)
        signed = published.signed(payload_of(bytes(row.content or b""), row.attack))
        PublicTable.objects.filter(pk=row.pk).update(
            state=State.PUBLISHED, signed=signed, counts=None, published_by=by.handle, published_at=now
        )
        if row.kind == Kind.FIGURES:
            answering.answer(row, by=by, now=now, doing=doing)
        else:
            name = published.name_of(uid, number)
            turn.afterwards(lambda: published.keep(name, signed))


def _check_attacked(row: PublicTable) -> None:
    if not row.content or row.attack.get("of") != digest_of(bytes(row.content)):
        raise Recovered(reason="the attack was on other figures")
    if row.kind == Kind.WITHDRAWN:
        return
    if row.attack.get("found", True):
        raise Recovered(reason="the attack found cells")
    if row.over != protecting.over(row):
        raise Recovered(reason="another table was published since the attack")


def return_table(*, by: Officer, uid: str, number: int, now: datetime) -> None:
    """Send a proposed version back to a draft, or end a proposed withdrawal."""
    check_permission(by, Permission.TABLE_PUBLISH)
    row = queries.table_for(by, uid, number)
    with act(Event.TABLE_RETURNED, by=by, now=now, about=uid, version=number):
        _check_state(row, State.PROPOSED)
        state = State.GIVEN_UP if row.kind == Kind.WITHDRAWN else State.DRAFT
        PublicTable.objects.filter(pk=row.pk).update(state=state, content=None, digest="", attack={}, over="")


def give_up(*, by: Officer, uid: str, number: int, now: datetime) -> None:
    """Give up a version that is not published; what was counted for it goes."""
    row = queries.table_for(by, uid, number)
    with act(Event.TABLE_GIVEN_UP, by=by, now=now, about=uid, version=number):
        if row.state == State.PUBLISHED:
            raise NotNow(state=row.state)
        protecting.forget(row.uid)
        PublicTable.objects.filter(pk=row.pk).update(state=State.GIVEN_UP, counts=None, content=None)


def _check_state(row: PublicTable, state: str) -> None:
    if row.state != state:
        raise NotNow(state=row.state)


def look_after(now: datetime) -> None:
    """Lay the files again that are missing, and let go of drafts that nobody moved on or that may be kept no longer."""
    for row in PublicTable.objects.filter(state=State.PUBLISHED).exclude(kind=Kind.FIGURES.value):
        name = published.name_of(row.uid, row.number)
        if row.signed is not None and not (published.folder() / name).exists():
            published.keep(name, bytes(row.signed))
    drafts = PublicTable.objects.filter(state__in=[State.DRAFT, State.PROPOSED])
    gone = [row.pk for row in drafts if row.made_at < now - KEPT or queries.is_over(row, now)]
    old = PublicTable.objects.filter(pk__in=gone)
    if gone:
        with turn.write():
            protecting.forget(*old.values_list("uid", flat=True))
            old.update(state=State.GIVEN_UP, counts=None, content=None)
