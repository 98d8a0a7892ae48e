"""What each command does: resolves who acts, then makes one call into the same actions and queries as the pages."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import replace
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
from corridor.web.base.administration import actions as administration
from corridor.web.base.administration.forms import check_typed
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import record
from corridor.web.base.tokens import actions as tokens
from corridor.web.base.tokens import queries as programs
from corridor.web.desk.exports import actions as exports
from corridor.web.desk.exports import checking as export_checks
from corridor.web.desk.exports.forms import format_of, view_of
from corridor.web.desk.exports.queries import Asked
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports import files
from corridor.web.desk.imports import queries as loads
from corridor.web.desk.imports.errors import LoadBusy
from corridor.web.desk.imports.wizard import commands as layouts
from corridor.web.desk.picture import legs
from corridor.web.desk.picture import queries as pictures
from corridor.web.desk.picture.course import plain_course
from corridor.web.desk.search import actions as search_actions
from corridor.web.desk.search import forms as search_forms
from corridor.web.desk.search import presenting as search_presenting
from corridor.web.desk.search import queries as search

Answer = dict[str, Any]


class OutMissing(CorridorError):
    """An export was asked for without saying where to write it."""

    code = "exports.E06"
    template = "no file is named to write to"
    hint = "Name one with --out FILE, or a file to check with --check FILE."


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
    """Add an officer, and print the password to hand over; it is only good for choosing another."""
    now = timezone.now()
    by = _officer(chosen, now, function="administrator")
    check_permission(by, Permission.OFFICER_MANAGE)
    duties = tuple(node.duty(text) for text in chosen.duty)
    authority = chosen.authority or by.reader.authority
    check_typed(handle=chosen.handle, name=chosen.name)
    password = administration.add_officer(
        by=by, handle=chosen.handle, name=chosen.name, authority=authority, duties=duties, now=now
    )
    until = (now + administration.INVITATION).date().isoformat()
    text = f"{chosen.handle} of {authority} was added\npassword to hand over: {password}\n"
    text += f"good until {until}, for choosing another"
    told = {"handle": chosen.handle, "authority": authority, "password": password, "until": until}
    return {"ok": True, **told, "duties": chosen.duty, "text": text}


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


def mapping(chosen: argparse.Namespace) -> Answer:
    """Propose a mapping for a table, or keep one that was written for the own authority."""
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    path = Path(chosen.file)
    if not path.is_file():
        raise FileMissing
    return layouts.propose(by, path, now) if chosen.what == "propose" else layouts.add(by, path, now)


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
    question = _question(chosen)
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
        **plain_course(legs.course_for(by, question), question),
    }


def _question(chosen: argparse.Namespace) -> Question:
    return Question(
        measure=Measure(chosen.measure or Measure.INCIDENTS),
        since=chosen.since,
        until=chosen.until,
        kind=chosen.kind,
        country=chosen.country,
        route=chosen.route,
        place=chosen.place,
        source=chosen.source,
        method=chosen.method,
        transport=chosen.transport,
        reliability=chosen.reliability,
        accuracy=chosen.accuracy,
        invented=chosen.world == "invented",
    )


def find(chosen: argparse.Namespace) -> Answer:
    """Find things by words, best first; a page of them."""
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    asked = search_forms.asked(" ".join(chosen.words), kind=chosen.kind, page=chosen.page)
    answer = search.found_for(by, asked.words, kind=asked.kind, first=asked.first)
    search_actions.note_search(by=by, answer=answer, now=now, about="command find")
    results = search_presenting.listed(by, answer)
    text = "\n".join(f"{one['uid']}  {one['how']:7}  {one['kind']}: {one['title']}" for one in results)
    return {
        "ok": True,
        "page": asked.page,
        "more": answer.has_more,
        "results": results,
        "text": text or "nothing found",
    }


def export(chosen: argparse.Namespace) -> Answer:
    """Write an export and its manifest, or check one."""
    if chosen.check:
        return export_checks.answer(Path(chosen.check), fingerprint=chosen.key)
    if not chosen.out:
        raise OutMissing
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    narrowing = (chosen.measure, chosen.since, chosen.until, chosen.kind, chosen.country, chosen.route, chosen.place)
    asked = Asked(
        view=view_of(
            chosen.view, thing=chosen.thing, words=chosen.words, source=chosen.source, has_question=any(narrowing)
        ),
        question=replace(_question(chosen), invented=chosen.world == "invented"),
        words=chosen.words,
        thing=chosen.thing,
        source=chosen.source,
        edition=chosen.edition,
    )
    made = exports.export_to(by=by, asked=asked, form=format_of(chosen.format), path=Path(chosen.out), now=now)
    return {
        "ok": True,
        "export": made.uid,
        "file": chosen.out,
        "manifest": str(Path(chosen.out).with_name(made.manifest_name)),
        "format": made.form.value,
        "view": asked.view.value,
        "things": made.things,
        "statements": made.statements,
        "rows": made.rows,
        "bytes": made.size,
        "sha256": made.sha256,
        "left_out": exports.left_out_told(made),
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
    }


def token(chosen: argparse.Namespace) -> Answer:
    """Make a token, whose secret is told this once; or list the officer's tokens, or revoke one."""
    now = timezone.now()
    by = _officer(chosen, now, function="import-officer")
    if chosen.revoke:
        tokens.revoke_token(by=by, uid=chosen.revoke, now=now)
        return {"ok": True, "token": chosen.revoke, "state": "revoked"}
    if not chosen.name:
        return {
            "ok": True,
            "tokens": [
                {
                    "token": one.uid,
                    "name": one.name,
                    "expires_at": one.expires_at.isoformat(),
                    "used_at": one.used_at.isoformat() if one.used_at is not None else None,
                    "state": one.state_at(now),
                }
                for one in programs.tokens_for(by)
            ],
        }
    made = tokens.make_token(by=by, name=chosen.name, days=chosen.days, now=now)
    return {
        "ok": True,
        "token": made.uid,
        "secret": made.secret,
        "expires_at": made.expires_at.isoformat(),
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
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
