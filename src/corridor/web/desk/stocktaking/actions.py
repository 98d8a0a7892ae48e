"""Writes of stocktaking: a report is frozen, signed by its authority, and taken along as a file."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.stocktaking.codes import Form
from corridor.core.stocktaking.errors import FileNotReady, StockKeptBack
from corridor.core.stocktaking.exchange import stock_document
from corridor.core.stocktaking.records import Scope
from corridor.web.base import identity
from corridor.web.base.exchange import wire
from corridor.web.base.ledger.actions import act
from corridor.web.desk.lines import keyring
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.shown import shown_in_bulk
from corridor.web.desk.stocktaking import laying, queries
from corridor.web.desk.stocktaking.models import TakenStock

SIGNED = "corridor-stocktaking+jws"
"""What the signature over a report says that it signs."""

KIND = "stocktaking.1"
"""The long work that makes PDF and DOCX of a report."""


def take_stock(*, by: Officer, scope: Scope, now: datetime) -> str:
    """Freeze the stock as this officer sees it, and return the name of the report.

    Raises:
        NotPermitted: The function neither keeps forums nor approves what is reported.
        NotFound: The authority does not belong to such a forum.
        NothingToTake: The half-year or the State cannot be chosen.
    """
    if Permission.PROGRESS_APPROVE not in by.permissions:
        check_permission(by, Permission.FORUM_KEEP)
    found = queries.stock_for(by, scope, today=now.date())
    document = stock_document(found.stock)
    payload = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    digest, uid = hashlib.sha256(payload).hexdigest(), str(identity.uid())
    with act(Event.STOCK_TAKEN, by=by, now=now, about=uid, forum=scope.forum, period=scope.period, digest=digest):
        TakenStock.objects.create(
            uid=uid,
            authority=by.reader.authority,
            forum=scope.forum,
            subject=scope.subject,
            period=scope.period,
            marks=sorted(found.marks),
            document=document,
            digest=digest,
            signed=wire.signed(payload, keyring.authority_key(by.reader.authority), SIGNED),
            taken_by=by.handle,
            taken_at=now,
        )
    return uid


def make_files(*, by: Officer, uid: str, language: str, now: datetime) -> None:
    """Have PDF and DOCX of a report made in a language.

    Raises:
        NotFound: There is no such report.
        StockKeptBack: Something that it rests on may not leave.
    """
    kept = queries.report_for(by, uid)
    if not queries.may_leave(by, kept):
        raise StockKeptBack()
    worked.ask(KIND, laying.document_of(by, kept, language), by=by, now=now)


def files_state(officer: Officer, kept: queries.Kept, language: str) -> str:
    """Return where the files of a report stand: waiting, done, failed, or nothing where nobody asked for them."""
    found = worked.found(KIND, laying.document_of(officer, kept, language))
    return "" if found is None else str(found.state)


def take_file(*, by: Officer, uid: str, form: Form, language: str, now: datetime) -> bytes:
    """Return the file of a report, of which the ledger knows.

    Raises:
        NotFound: There is no such report.
        StockKeptBack: Something that it rests on may not leave.
        FileNotReady: It has not been made.
    """
    kept = queries.report_for(by, uid)
    marks = dict.fromkeys(kept.row.marks, 1)
    with act(
        Event.STOCK_EXPORTED,
        by=by,
        now=now,
        about=uid,
        form=form.value,
        digest=kept.row.digest,
        **shown_in_bulk(by, marks),
    ):
        if not queries.may_leave(by, kept):
            raise StockKeptBack()
        if form is Form.JSON:
            signed = bytes(kept.row.signed).decode()
            said = {"report": kept.row.document, "digest": kept.row.digest, "signed": signed}
            return json.dumps(said, ensure_ascii=False, indent=1).encode()
        found = worked.found(KIND, laying.document_of(by, kept, language))
        if found is None or found.state != Worked.State.DONE:
            raise FileNotReady()
        return b64decode(found.answer[form.value])
