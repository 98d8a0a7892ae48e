"""What each command does: resolves who acts, then makes one call into the same actions and queries as the pages."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web import node
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import act, record
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports import files
from corridor.web.desk.imports import queries as loads
from corridor.web.desk.imports.errors import LoadBusy
from corridor.web.desk.picture import queries as pictures

Answer = dict[str, Any]


class FileMissing(CorridorError):
    """A file named on the command line cannot be read."""

    code = "imports.E27"
    template = "the file cannot be read"
    hint = "Check the path and that this account may read it."


def _officer(chosen: argparse.Namespace, now: datetime, *, function: str = "") -> Officer:
    """Return who acts: as named, or the service officer in the function that the command needs."""
    account, duty = people.duty_named(_actor(chosen, function))
    return people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)


def _actor(chosen: argparse.Namespace, function: str) -> str:
    return chosen.actor or f"{people.service_handle()}:{function}"


def init(chosen: argparse.Namespace) -> Answer:
    """Make a node."""
    founding = node.Founding(authority=chosen.authority, country=chosen.country, kind=chosen.kind, name=chosen.name)
    handle = node.found(founding, now=timezone.now())
    text = (
        f"node of {founding.authority} made in {settings.HOME}\nservice officer: {handle}\n"
        "next: corridor officer HANDLE --name … --duty FUNCTION:PURPOSE, then corridor serve"
    )
    return {"ok": True, "authority": founding.authority, "home": str(settings.HOME), "service": handle, "text": text}


def officer(chosen: argparse.Namespace) -> Answer:
    """Add an officer of the node's authority."""
    now = timezone.now()
    by = _officer(chosen, now, function="administrator")
    check_permission(by, Permission.OFFICER_MANAGE)
    password = node.new_password()
    duties = [node.duty(text) for text in chosen.duty]
    with act(Event.OFFICER_ADDED, by=by, now=now, about=chosen.handle):
        accounts.add_officer(
            handle=chosen.handle,
            display_name=chosen.name,
            authority=people.authority_of(by.reader.authority),
            duties=duties,
            password=password,
        )
    return {"ok": True, "handle": chosen.handle, "password": password, "duties": chosen.duty}


def demo(chosen: argparse.Namespace) -> Answer:
    """Fill the home with the demonstration."""
    from corridor.web import demonstration

    return demonstration.fill(now=timezone.now())


def import_file(chosen: argparse.Namespace) -> Answer:
    """Read a file and publish it; the rejects file stands in the node's home."""
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    path = Path(chosen.file)
    if not path.is_file():
        raise FileMissing
    upload = imports.bring(by=by, file_name=path.name, pieces=_pieces(path), now=now)
    order = imports.Order(
        upload=upload,
        mapping=chosen.mapping,
        preset=chosen.marking,
        released_on=chosen.released,
        recipients=(by.reader.authority, *chosen.to),
    )
    uid = imports.begin(by=by, order=order, now=now)
    try:
        load = imports.run(by=by, load=uid, now=now)
    except LoadBusy:
        # Nobody tries again after a command.
        imports.cancel(by=by, load=uid, now=now)
        raise
    return {
        "ok": load.state == load.State.PUBLISHED,
        "import": load.uid,
        "state": load.state,
        "mapping": load.mapping,
        "edition": load.dataset.edition,
        "released_on": load.released_on,
        "rows": load.rows_read,
        "accepted": load.accepted,
        "rejected": load.rejected,
        "unchanged": load.unchanged,
        "revised": load.revised,
        "statements": load.statements,
        "rejects_file": _rejects(by, load.uid) if load.rejected else None,
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
    }


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 16):
            yield piece


def _rejects(by: Officer, load: str) -> str:
    path = files.rejects_path(load)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(loads.rejects_file(by, load))
    return str(path)


def undo(chosen: argparse.Namespace) -> Answer:
    """Take one import back."""
    now = timezone.now()
    imports.undo(by=_officer(chosen, now, function="import-officer"), load=chosen.load, now=now)
    return {"ok": True, "import": chosen.load, "state": "undone"}


def redo(chosen: argparse.Namespace) -> Answer:
    """Let an import stand again."""
    now = timezone.now()
    imports.redo(by=_officer(chosen, now, function="import-officer"), load=chosen.load, now=now)
    return {"ok": True, "import": chosen.load, "state": "published"}


def picture(chosen: argparse.Namespace) -> Answer:
    """Answer one question in figures: totals, and by month."""
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    question = Question(
        measure=Measure(chosen.measure),
        since=chosen.since,
        until=chosen.until,
        kind=chosen.kind,
        country=chosen.country,
        route=chosen.route,
        place=chosen.place,
        source=chosen.source,
    )
    answer = pictures.answer_for(by, question)
    record(Event.PAGE_READ, by=by, now=now, about="command picture", measure=chosen.measure)
    return {
        "ok": True,
        "measure": chosen.measure,
        "things": answer.things,
        "low": answer.low,
        "high": answer.high,
        "months": [
            {"on": month.on, "things": month.things, "low": month.low, "high": month.high} for month in answer.months
        ],
        "editions": [
            {
                "source": edition.dataset.source.code,
                "edition": edition.dataset.edition,
                "records": edition.coverage.records,
                "drawn": edition.is_drawn,
            }
            for edition in answer.editions
        ],
    }


def verify(chosen: argparse.Namespace) -> Answer:
    """Check the ledger; a broken one is named by its position. Nothing is written before the ledger was judged."""
    now = timezone.now()
    by = people.without_content(_actor(chosen, "overseer"))
    verdict = ledger.verdict(by)
    if verdict.ok:
        record(Event.LEDGER_VERIFIED, by=by, now=now, entries=verdict.size)
        return {"ok": True, "entries": verdict.size, "text": f"the ledger is whole: {verdict.size} entries"}
    reason = str(verdict.reason)
    until = "" if verdict.until is None else f" and before {verdict.until}"
    return {
        "ok": False,
        "entries": verdict.size,
        "position": verdict.position,
        "reason": reason,
        "text": f"the ledger is not whole: {reason} at position {verdict.position}{until}",
    }
